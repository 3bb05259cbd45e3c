//! Every command, mapping, person, scenario and function by name.

use std::rc::Rc;

use web_sys::{HtmlInputElement, InputEvent, KeyboardEvent, MouseEvent};
use yew::{
    Callback, Html, Properties, TargetCast, function_component, html, use_effect_with, use_state_eq,
};

use super::more::narrow;
use crate::hooks::{focus_region, walk_problems};
use crate::page::Page;
use crate::services::commands::{Command, Effect, find};
use crate::services::dom;
use crate::services::editor::Editor;
use crate::state::ViewChange;
use crate::words::Word;

/// The most entries that are listed.
const ROOM: usize = 60;

#[derive(PartialEq, Properties)]
pub(crate) struct PaletteProps {
    pub(crate) page: Page,
    pub(crate) editor: Editor,
}

/// The dialog's body.
#[function_component]
pub(crate) fn Palette(props: &PaletteProps) -> Html {
    let page = &props.page;
    let search = use_state_eq(String::new);
    let active = use_state_eq(|| 0_usize);
    use_effect_with((page.host.clone(), *active), |(host, active)| {
        if let Some(option) = host.by_id(&format!("am-command-{active}")) {
            dom::bring_into_view(&option);
        }
    });
    let mut found = find(page, &search, ROOM + 1);
    let left_out = found.len() > ROOM;
    found.truncate(ROOM);
    let found: Rc<[Command]> = found.into();
    let choose = {
        let (page, editor) = (page.clone(), props.editor.clone());
        Callback::from(move |command: Command| {
            page.send(ViewChange::Dialog(None));
            if let Effect::Act(action) = command.effect {
                return page.send(action);
            }
            let (page, editor) = (page.clone(), editor.clone());
            // Behind an open dialog nothing takes the focus.
            dom::after_paint(move || match command.effect {
                Effect::Act(_) => {}
                Effect::Ask(wish) => editor.ask(wish),
                Effect::Problem(by) => walk_problems(&page, &editor, by),
                Effect::Region(by) => focus_region(&page.host, by),
            });
        })
    };
    let oninput = {
        let (search, active) = (search.clone(), active.clone());
        Callback::from(move |event: InputEvent| {
            let text = event.target_dyn_into::<HtmlInputElement>().map(|field| field.value());
            search.set(text.unwrap_or_default());
            active.set(0);
        })
    };
    let onkeydown = {
        let (active, found, choose) = (active.clone(), Rc::clone(&found), choose.clone());
        Callback::from(move |event: KeyboardEvent| {
            let last = found.len().saturating_sub(1);
            match event.key().as_str() {
                "ArrowDown" => active.set(if *active >= last { 0 } else { *active + 1 }),
                "ArrowUp" => active.set(if *active == 0 { last } else { *active - 1 }),
                "Enter" => {
                    if let Some(command) = found.get(*active) {
                        choose.emit(command.clone());
                    }
                }
                _ => return,
            }
            event.prevent_default();
        })
    };
    html! {
        <div class="am-palette">
            <input autofocus={true} class="am-input" role="combobox" autocomplete="off" spellcheck="false"
                aria-label={page.say(Word::SearchCommands)} aria-expanded="true"
                aria-controls="am-commands" aria-autocomplete="list"
                aria-activedescendant={(!found.is_empty()).then(|| format!("am-command-{}", *active))}
                placeholder={page.say(Word::SearchCommands)} {oninput} {onkeydown} />
            if found.is_empty() {
                <p class="am-muted" role="status">{ page.say(Word::NothingCalledThat) }</p>
            }
            <div id="am-commands" role="listbox" class="am-commands" aria-label={page.say(Word::Palette)}>
                { for found.iter().enumerate().map(|(at, command)| {
                    option(page, at, at == *active, command, &choose)
                }) }
            </div>
            { narrow(page.words, left_out) }
        </div>
    }
}

fn option(
    page: &Page,
    at: usize,
    chosen: bool,
    command: &Command,
    choose: &Callback<Command>,
) -> Html {
    let onclick = {
        let (choose, command) = (choose.clone(), command.clone());
        Callback::from(move |_: MouseEvent| choose.emit(command.clone()))
    };
    let control = if dom::is_mac() { "⌘" } else { "Ctrl" };
    html! {
        <div id={format!("am-command-{at}")} role="option" class="am-menu-item am-command"
            aria-selected={if chosen { "true" } else { "false" }} {onclick}>
            <span class="am-command-label">{ &command.label }</span>
            if !command.keys.is_empty() {
                <kbd>{ command.keys.replace("Ctrl", control) }</kbd>
            }
            <span class="am-choice-kind">{ page.say(command.kind) }</span>
        </div>
    }
}
