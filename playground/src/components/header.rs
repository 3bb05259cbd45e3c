//! Name, context and dialect, and what can be done with the whole workspace.

use web_sys::{Event, HtmlInputElement, HtmlSelectElement, InputEvent, MouseEvent};
use yew::{AttrValue, Callback, Html, TargetCast, classes, html};

use super::icon::{Symbol, icon};
use super::menu::{Menu, MenuItem};
use crate::hooks::Layout;
use crate::model::{Context, Dialect};
use crate::page::Page;
use crate::scenarios::Scenario;
use crate::state::{Action, Dialog, Edit, Theme, ViewChange};
use crate::words::Word;

/// Whether the bar at the top is the same for two pages.
pub(crate) fn same_header(one: &Page, other: &Page) -> bool {
    let of = |page: &Page| {
        let (state, workspace) = (&page.state, &page.state.workspace);
        let can = (state.history.can_undo(), state.history.can_redo());
        (workspace.dialect, workspace.set.context, state.view.theme, can)
    };
    let (old, new) = (&one.state.workspace, &other.state.workspace);
    one.is_alike(other)
        && of(one) == of(other)
        && old.name == new.name
        && old.others == new.others
        && old.set.schema == new.set.schema
}

/// The bar at the top.
pub(crate) fn header(page: &Page) -> Html {
    let history = &page.state.history;
    html! {
        <header class="am-header" part="header" data-region="header">
            <span class="am-brand" translate="no">{ "attrmap" }</span>
            { workspace_menu(page) }
            <span class="am-selects">
                { context_select(page) }
                { direction(page) }
                { dialect_select(page) }
            </span>
            <span class="am-tools">
                if !page.is_readonly() {
                    { button(page, Word::Undo, Symbol::Undo, !history.can_undo(), Action::Undo) }
                    { button(page, Word::Redo, Symbol::Redo, !history.can_redo(), Action::Redo) }
                    <span class="am-rule" />
                    { opener(page, Word::Import, Symbol::Import, Dialog::Import) }
                }
                { opener(page, Word::Export, Symbol::Export, Dialog::Export) }
                { opener(page, Word::Share, Symbol::Share, Dialog::Share) }
                <span class="am-rule" />
                { theme(page) }
                { button(page, Word::Help, Symbol::Help, false, ViewChange::Dialog(Some(Dialog::Keyboard)).into()) }
            </span>
        </header>
    }
}

/// The name of the workspace, with what can be opened in its place.
fn workspace_menu(page: &Page) -> Html {
    let dialog = |word: Word, dialog: Dialog| MenuItem {
        label: page.say(word),
        checked: None,
        on_choose: page.on(move |()| ViewChange::Dialog(Some(dialog))),
    };
    let item = |label, on_choose| MenuItem { label, checked: None, on_choose };
    let name = &page.state.workspace.name;
    let is_own = page.host.talk().is_none();
    let mut items = Vec::new();
    if !page.is_readonly() {
        let (untitled, copy) = (
            page.say(Word::Untitled).to_string(),
            page.words.fill(Word::CopyOf, &[("name", name)]).to_string(),
        );
        let new = page.on(move |()| Action::New(untitled.clone()));
        let duplicate = page.on(move |()| Action::Duplicate(copy.clone()));
        items.push(item(page.say(Word::NewWorkspace), new));
        items.push(dialog(Word::OpenFile, Dialog::Import));
        items.push(item(page.say(Word::Duplicate), duplicate));
    }
    // An element keeps nothing, and the page around it saves.
    if is_own {
        items.push(item(page.say(Word::SaveFile), page.on(|()| ViewChange::Save)));
    }
    if is_own && !page.is_readonly() {
        items.push(dialog(Word::Recent, Dialog::Recent));
    }
    if !page.is_readonly() {
        items.extend(Scenario::ALL.into_iter().map(|scenario| {
            let name = page.say(scenario.word());
            let label = page.words.fill(Word::OpenScenario, &[("name", &name)]);
            item(label, page.on(move |()| Action::Replace(Box::new(scenario.open()))))
        }));
        items.push(dialog(Word::EdgeCases, Dialog::EdgeCases));
    }
    items.push(dialog(Word::Settings, Dialog::Settings));
    items.push(dialog(Word::Privacy, Dialog::Privacy));
    if is_own {
        // There it asks once more.
        items.push(dialog(Word::Forget, Dialog::Settings));
    }
    let renames = page.layout == Layout::Wide && !page.is_readonly();
    html! {
        <>
            if renames {
                { name_field(page) }
            }
            <Menu label={page.words.fill(Word::Workspace, &[("name", name)])} {items}
                class={if renames { "am-icon-button" } else { "am-workspace-name" }}>
                if !renames {
                    <span translate="no">{ name }</span>
                }
                { icon(Symbol::Caret) }
            </Menu>
        </>
    }
}

/// The name, which is changed where it stands.
fn name_field(page: &Page) -> Html {
    let oninput = page.on(|event: InputEvent| {
        let text = event.target_dyn_into::<HtmlInputElement>().map(|field| field.value());
        Edit::Rename(text.unwrap_or_default())
    });
    html! {
        <input class="am-input am-quiet am-workspace-field" autocomplete="off" spellcheck="false"
            translate="no" aria-label={page.say(Word::WorkspaceName)}
            value={page.state.workspace.name.clone()} {oninput} />
    }
}

fn context_select(page: &Page) -> Html {
    let set = &page.state.workspace.set;
    let onchange = page.on(|event: Event| {
        let id = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value());
        Edit::SetContext(id.and_then(|id| Context::of_id(&id)).unwrap_or_default())
    });
    html! {
        <label class="am-labelled">
            <span>{ page.say(Word::Context) }</span>
            <select class="am-select" aria-label={page.say(Word::Context)}
                disabled={page.is_readonly()} {onchange}>
                { for Context::ALL.iter().map(|context| html! {
                    <option value={context.id()} selected={*context == set.context}>
                        { context_label(page, *context) }
                    </option>
                }) }
            </select>
        </label>
    }
}

/// The name of a context, with the names of the two systems where they are known.
fn context_label(page: &Page, context: Context) -> AttrValue {
    let (set, app) = (&page.state.workspace.set, page.say(Word::SomeApp));
    let (source, target) = match set.context {
        Context::ToOkta => (&*set.schema.source.label, ""),
        Context::ToApp => ("", &*set.schema.target.label),
        _ => ("", ""),
    };
    let [source, target] =
        [source, target].map(|label| if label.is_empty() { &*app } else { label });
    page.words.fill(context.word(), &[("source", source), ("target", target)])
}

fn direction(page: &Page) -> Html {
    let others = &page.state.workspace.others;
    let label = page.say(Word::SwitchDirection);
    let title: AttrValue = others
        .first()
        .map_or_else(|| label.clone(), |next| format!("{label}: {}", next.label()).into());
    html! {
        <button type="button" class="am-button am-icon-button" aria-label={label} {title}
            disabled={others.is_empty() || page.is_readonly()}
            onclick={page.on(|_: MouseEvent| Edit::SwitchDirection)}>
            { icon(Symbol::Swap) }
        </button>
    }
}

fn dialect_select(page: &Page) -> Html {
    let present = page.state.workspace.dialect;
    let onchange = page.on(|event: Event| {
        let id = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value());
        let dialect = Dialect::ALL.into_iter().find(|dialect| id.as_deref() == Some(dialect.id()));
        Edit::SetDialect(dialect.unwrap_or_default())
    });
    html! {
        <label class="am-labelled am-wide-only">
            <span>{ page.say(Word::Dialect) }</span>
            <select class="am-select" aria-label={page.say(Word::Dialect)}
                disabled={page.is_readonly()} {onchange}>
                { for Dialect::ALL.into_iter().map(|dialect| html! {
                    <option value={dialect.id()} selected={dialect == present}>
                        { page.say(dialect.word()) }
                    </option>
                }) }
            </select>
        </label>
    }
}

fn button(page: &Page, word: Word, symbol: Symbol, disabled: bool, action: Action) -> Html {
    let label = page.say(word);
    let onclick: Callback<MouseEvent> = page.on(move |_| action.clone());
    html! {
        <button type="button" class={classes!("am-button", "am-icon-button")}
            aria-label={label.clone()} title={label} {disabled} {onclick}>
            { icon(symbol) }
        </button>
    }
}

/// A button with its word, for as long as there is room.
fn opener(page: &Page, word: Word, symbol: Symbol, dialog: Dialog) -> Html {
    let label = page.say(word);
    let onclick = page.on(move |_: MouseEvent| ViewChange::Dialog(Some(dialog)));
    html! {
        <button type="button" class="am-button" aria-label={label.clone()} title={label.clone()}
            aria-haspopup="dialog" {onclick}>
            { icon(symbol) }<span class="am-roomy">{ label }</span>
        </button>
    }
}

fn theme(page: &Page) -> Html {
    let present = page.state.view.theme;
    let names = [
        (Theme::System, Word::ThemeSystem),
        (Theme::Light, Word::ThemeLight),
        (Theme::Dark, Word::ThemeDark),
    ];
    let items: Vec<MenuItem> = names
        .into_iter()
        .map(|(theme, word)| MenuItem {
            label: page.say(word),
            checked: Some(theme == present),
            on_choose: page.on(move |()| ViewChange::Theme(theme)),
        })
        .collect();
    html! {
        <Menu label={page.say(Word::Theme)} {items} class="am-icon-button">
            { icon(Symbol::Theme) }
        </Menu>
    }
}
