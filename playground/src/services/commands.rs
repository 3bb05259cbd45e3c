//! Everything that the palette can do, by name.

use crate::page::Page;
use crate::scenarios::Scenario;
use crate::state::{Action, BottomTab, Dialog, Edit, Theme, ViewChange};
use crate::words::Word;
use attrmap::text::Letters;

use super::editor::Wish;
use super::engine::catalog;

/// What happens.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Effect {
    Act(Action),
    /// Something that is done at the caret.
    Ask(Wish),
    /// Shows the next (1) or previous (-1) problem.
    Problem(isize),
    /// Goes to the next (1) or previous (-1) region.
    Region(isize),
}

impl Effect {
    /// Whether it changes what is worked on, or leads to that.
    fn changes_workspace(&self) -> bool {
        match self {
            Self::Ask(wish) => matches!(wish, Wish::Complete | Wish::Fix | Wish::Format),
            Self::Problem(_) | Self::Region(_) => false,
            Self::Act(Action::View(ViewChange::Dialog(Some(dialog)))) => {
                matches!(dialog, Dialog::Import | Dialog::EdgeCases | Dialog::Recent)
            }
            Self::Act(action) => action.changes_workspace(),
        }
    }
}

/// One entry of the palette.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Command {
    pub(crate) label: String,
    /// What it is: a command, a mapping, a person.
    pub(crate) kind: Word,
    /// The keys that do the same.
    pub(crate) keys: &'static str,
    pub(crate) effect: Effect,
}

/// What a search finds, at most `room` entries, the best first.
pub(crate) fn find(page: &Page, search: &str, room: usize) -> Vec<Command> {
    let needle = search.trim().lower();
    let mut found = [const { Vec::new() }; 3];
    let all = fixed(page).into_iter().chain(of_workspace(page, &needle, room));
    for command in all.chain(functions(page, &needle)) {
        if page.is_readonly() && command.effect.changes_workspace() {
            continue;
        }
        let near = nearness(&command.label, &needle);
        if let Some(room) = near.and_then(|near| found.get_mut(near)) {
            room.push(command);
        }
    }
    found.into_iter().flatten().take(room).collect()
}

/// How well a name answers a search, less is better: its beginning, a part of it, its words.
fn nearness(label: &str, needle: &str) -> Option<usize> {
    let label = label.lower();
    if label.starts_with(needle) {
        return Some(0);
    }
    if label.contains(needle) {
        return Some(1);
    }
    needle.split_whitespace().all(|word| label.contains(word)).then_some(2)
}

/// The commands that are always there.
fn fixed(page: &Page) -> Vec<Command> {
    let say = |word| page.say(word).to_string();
    let command =
        |word, keys, effect| Command { label: say(word), kind: Word::IsCommand, keys, effect };
    let act = |word, keys, action| command(word, keys, Effect::Act(action));
    let view = |word, keys, change: ViewChange| act(word, keys, change.into());
    let dialog = |dialog| ViewChange::Dialog(Some(dialog));
    let mut all = vec![
        command(Word::Format, "Shift+Alt+F", Effect::Ask(Wish::Format)),
        command(Word::CompleteHere, "Ctrl+Space", Effect::Ask(Wish::Complete)),
        command(Word::SignatureHelp, "Ctrl+Shift+Space", Effect::Ask(Wish::Sign)),
        command(Word::HoverHere, "Ctrl+I", Effect::Ask(Wish::Hover)),
        command(Word::QuickFixes, "Ctrl+.", Effect::Ask(Wish::Fix)),
        command(Word::NextProblem, "F8", Effect::Problem(1)),
        command(Word::PreviousProblem, "Shift+F8", Effect::Problem(-1)),
        view(Word::Explain, "", ViewChange::Explain),
        view(Word::InlineValues, "Ctrl+Alt+V", ViewChange::InlineValues),
        view(Word::Reference, "", ViewChange::Reference(Some(String::new()))),
        view(Word::Import, "Ctrl+O", dialog(Dialog::Import)),
        view(Word::Export, "", dialog(Dialog::Export)),
        view(Word::Share, "Ctrl+Shift+S", dialog(Dialog::Share)),
        view(Word::EdgeCases, "", dialog(Dialog::EdgeCases)),
        act(Word::NewWorkspace, "", Action::New(say(Word::Untitled))),
        view(Word::Recent, "", dialog(Dialog::Recent)),
        view(Word::Columns, "", dialog(Dialog::Columns)),
        view(Word::SaveFile, "Ctrl+S", ViewChange::Save),
        view(Word::Settings, "", dialog(Dialog::Settings)),
        view(Word::Privacy, "", dialog(Dialog::Privacy)),
        view(Word::Keyboard, "F1", dialog(Dialog::Keyboard)),
        act(Word::Undo, "Ctrl+Z", Action::Undo),
        act(Word::Redo, "Ctrl+Shift+Z", Action::Redo),
        act(Word::SwitchDirection, "", Edit::SwitchDirection.into()),
        act(Word::NextPerson, "Alt+↓", Action::StepPerson(1)),
        act(Word::PreviousPerson, "Alt+↑", Action::StepPerson(-1)),
        act(Word::NextMapping, "Ctrl+Alt+↓", Action::StepMapping(1)),
        act(Word::PreviousMapping, "Ctrl+Alt+↑", Action::StepMapping(-1)),
        command(Word::NextRegion, "F6", Effect::Region(1)),
        command(Word::PreviousRegion, "Shift+F6", Effect::Region(-1)),
        act(Word::RemoveGenerated, "", Edit::RemoveGenerated.into()),
        view(Word::ThemeLight, "", ViewChange::Theme(Theme::Light)),
        view(Word::ThemeDark, "", ViewChange::Theme(Theme::Dark)),
        view(Word::ThemeSystem, "", ViewChange::Theme(Theme::System)),
    ];
    if !page.state.person.is_empty() {
        let ids = vec![page.state.person.clone()];
        all.push(act(Word::RemovePerson, "", Edit::RemovePeople(ids).into()));
    }
    let tabs = [
        (Word::People, BottomTab::People),
        (Word::Checks, BottomTab::Checks),
        (Word::Diff, BottomTab::Diff),
        (Word::Problems, BottomTab::Problems),
        (Word::RoundTrip, BottomTab::RoundTrip),
        (Word::History, BottomTab::History),
    ];
    all.extend(tabs.map(|(word, tab)| view(word, "", ViewChange::BottomTab(tab))));
    if let Some(check) = page.expectation() {
        all.push(act(Word::ExpectThis, "Ctrl+Enter", Edit::AddCheck(check).into()));
    }
    all
}

/// Mappings, at most `room` people, and scenarios.
fn of_workspace(page: &Page, needle: &str, room: usize) -> Vec<Command> {
    let workspace = &page.state.workspace;
    let entry = |label: &str, kind, action| Command {
        label: label.to_owned(),
        kind,
        keys: "",
        effect: Effect::Act(action),
    };
    let mappings = workspace.set.mappings.iter().map(|mapping| {
        entry(&mapping.to, Word::Mapping, Action::SelectMapping(mapping.to.clone()))
    });
    let scenarios = Scenario::ALL.into_iter().map(|scenario| {
        let open = Action::Replace(Box::new(scenario.open()));
        entry(&page.say(scenario.word()), Word::IsScenario, open)
    });
    let people = workspace
        .people
        .iter()
        .filter(|person| nearness(&person.name, needle).is_some())
        .take(room)
        .map(|person| entry(&person.name, Word::Person, Action::SelectPerson(person.id.clone())));
    mappings.chain(scenarios).chain(people).collect()
}

/// Functions, once something is searched for; they open in the reference.
fn functions(page: &Page, needle: &str) -> Vec<Command> {
    if needle.is_empty() {
        return Vec::new();
    }
    catalog(page.state.workspace.dialect.id())
        .into_iter()
        .map(|entry| Command {
            label: entry.name.to_owned(),
            kind: Word::IsFunction,
            keys: "",
            effect: Effect::Act(ViewChange::Reference(Some(entry.name.to_owned())).into()),
        })
        .collect()
}
