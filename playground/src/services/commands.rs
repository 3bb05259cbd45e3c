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

const fn act(action: Action) -> Effect {
    Effect::Act(action)
}

const fn view(change: ViewChange) -> Effect {
    act(Action::View(change))
}

const fn dialog(dialog: Dialog) -> Effect {
    view(ViewChange::Dialog(Some(dialog)))
}

const fn tab(tab: BottomTab) -> Effect {
    view(ViewChange::BottomTab(tab))
}

/// The commands that are always there and always the same, with their keys: a table takes less of the
/// page than making each of them.
const FIXED: &[(Word, &str, Effect)] = &[
    (Word::Format, "Shift+Alt+F", Effect::Ask(Wish::Format)),
    (Word::CompleteHere, "Ctrl+Space", Effect::Ask(Wish::Complete)),
    (Word::SignatureHelp, "Ctrl+Shift+Space", Effect::Ask(Wish::Sign)),
    (Word::HoverHere, "Ctrl+I", Effect::Ask(Wish::Hover)),
    (Word::QuickFixes, "Ctrl+.", Effect::Ask(Wish::Fix)),
    (Word::NextProblem, "F8", Effect::Problem(1)),
    (Word::PreviousProblem, "Shift+F8", Effect::Problem(-1)),
    (Word::Explain, "", view(ViewChange::Explain)),
    (Word::InlineValues, "Ctrl+Alt+V", view(ViewChange::InlineValues)),
    (Word::Reference, "", view(ViewChange::Reference(Some(String::new())))),
    (Word::Import, "Ctrl+O", dialog(Dialog::Import)),
    (Word::Export, "", dialog(Dialog::Export)),
    (Word::Share, "Ctrl+Shift+S", dialog(Dialog::Share)),
    (Word::EdgeCases, "", dialog(Dialog::EdgeCases)),
    (Word::Recent, "", dialog(Dialog::Recent)),
    (Word::Columns, "", dialog(Dialog::Columns)),
    (Word::SaveFile, "Ctrl+S", view(ViewChange::Save)),
    (Word::Settings, "", dialog(Dialog::Settings)),
    (Word::Privacy, "", dialog(Dialog::Privacy)),
    (Word::Keyboard, "F1", dialog(Dialog::Keyboard)),
    (Word::Undo, "Ctrl+Z", act(Action::Undo)),
    (Word::Redo, "Ctrl+Shift+Z", act(Action::Redo)),
    (Word::SwitchDirection, "", act(Action::Edit(Edit::SwitchDirection))),
    (Word::NextPerson, "Alt+↓", act(Action::StepPerson(1))),
    (Word::PreviousPerson, "Alt+↑", act(Action::StepPerson(-1))),
    (Word::NextMapping, "Ctrl+Alt+↓", act(Action::StepMapping(1))),
    (Word::PreviousMapping, "Ctrl+Alt+↑", act(Action::StepMapping(-1))),
    (Word::NextRegion, "F6", Effect::Region(1)),
    (Word::PreviousRegion, "Shift+F6", Effect::Region(-1)),
    (Word::RemoveGenerated, "", act(Action::Edit(Edit::RemoveGenerated))),
    (Word::ThemeLight, "", view(ViewChange::Theme(Theme::Light))),
    (Word::ThemeDark, "", view(ViewChange::Theme(Theme::Dark))),
    (Word::ThemeSystem, "", view(ViewChange::Theme(Theme::System))),
    (Word::People, "", tab(BottomTab::People)),
    (Word::Checks, "", tab(BottomTab::Checks)),
    (Word::Diff, "", tab(BottomTab::Diff)),
    (Word::Problems, "", tab(BottomTab::Problems)),
    (Word::RoundTrip, "", tab(BottomTab::RoundTrip)),
    (Word::History, "", tab(BottomTab::History)),
];

/// The commands that need nothing to be searched for.
fn fixed(page: &Page) -> Vec<Command> {
    let say = |word| page.say(word).to_string();
    let command =
        |word, keys, effect| Command { label: say(word), kind: Word::IsCommand, keys, effect };
    let mut all: Vec<Command> =
        FIXED.iter().map(|(word, keys, effect)| command(*word, keys, effect.clone())).collect();
    all.push(command(Word::NewWorkspace, "", act(Action::New(say(Word::Untitled)))));
    if !page.state.person.is_empty() {
        let ids = vec![page.state.person.clone()];
        all.push(command(Word::RemovePerson, "", act(Edit::RemovePeople(ids).into())));
    }
    if let Some(check) = page.expectation() {
        all.push(command(Word::ExpectThis, "Ctrl+Enter", act(Edit::AddCheck(check).into())));
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
