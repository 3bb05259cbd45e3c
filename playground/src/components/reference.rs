//! The sheet at the side: every function of the dialect, and a cookbook. Each entry is put into the
//! expression or opened as a mapping from here.

use attrmap::text::Letters;
use gloo_timers::callback::Timeout;
use web_sys::{HtmlInputElement, InputEvent, MouseEvent};
use yew::{
    Callback, Html, Properties, TargetCast, function_component, html, use_effect_with, use_memo,
    use_node_ref,
};

use super::icon::{Symbol, icon};
use super::problem_strip::backticks;
use super::reference_entry::FunctionEntry;
use crate::model::Mapping;
use crate::page::Page;
use crate::services::cookbook::{RECIPES, Recipe};
use crate::services::dom;
use crate::services::editor::Editor;
use crate::services::engine::catalog;
use crate::state::{Edit, ViewChange};
use crate::words::Word;

#[derive(PartialEq, Properties)]
pub(crate) struct ReferenceProps {
    pub(crate) page: Page,
    pub(crate) editor: Editor,
    /// What is searched for.
    pub(crate) search: String,
}

/// The sheet.
#[function_component]
pub(crate) fn Reference(props: &ReferenceProps) -> Html {
    let ReferenceProps { page, editor, search } = props;
    let field = use_node_ref();
    use_effect_with((), {
        let field = field.clone();
        // A dialog that it was opened from gives the focus back first.
        move |()| {
            let later = Timeout::new(0, move || dom::focus(&field));
            move || drop(later)
        }
    });
    let dialect = page.state.workspace.dialect;
    let all = use_memo(dialect, |dialect| catalog(dialect.id()));
    let found: Vec<_> = all.iter().filter(|entry| entry.answers(search)).cloned().collect();
    let recipes: Vec<Recipe> = RECIPES
        .into_iter()
        .filter(|recipe| recipe.dialect == dialect && answers(page, recipe, search))
        .collect();
    let oninput = page.on(|event: InputEvent| {
        let text = event.target_dyn_into::<HtmlInputElement>().map(|field| field.value());
        ViewChange::Reference(Some(text.unwrap_or_default()))
    });
    let close = {
        let (dispatch, editor) = (page.dispatch.clone(), editor.clone());
        Callback::from(move |()| {
            dispatch.emit(ViewChange::Reference(None).into());
            editor.focus();
        })
    };
    let label = page.say(Word::Close);
    html! {
        <aside class="am-sheet" aria-label={page.landmark(Word::Reference)} data-region="reference">
            <div class="am-panel-head">
                <h2>{ page.say(Word::Reference) }</h2>
                <input ref={field} class="am-input" type="search" value={search.clone()}
                    aria-label={page.say(Word::SearchFunctions)}
                    placeholder={page.say(Word::SearchFunctions)} {oninput} />
                <button type="button" class="am-button am-icon-button" aria-label={label.clone()}
                    title={label} onclick={Callback::from(move |_: MouseEvent| close.emit(()))}>
                    { icon(Symbol::Close) }
                </button>
            </div>
            <div class="am-sheet-body" tabindex="0" role="group" aria-label={page.say(Word::Results)}>
                { idiom(page, search) }
                if !recipes.is_empty() {
                    <h3>{ page.say(Word::Cookbook) }</h3>
                    <ul class="am-entries">
                        { for recipes.iter().map(|recipe| line(page, recipe)) }
                    </ul>
                }
                <h3>{ page.say(Word::Functions) }</h3>
                if found.is_empty() {
                    <p class="am-muted">{ page.say(Word::NothingCalledThat) }</p>
                }
                <ul class="am-entries">
                    { for found.into_iter().map(|entry| {
                        let (page, editor, name) = (page.clone(), editor.clone(), entry.name);
                        html! { <FunctionEntry key={name} {page} {editor} {entry} /> }
                    }) }
                </ul>
            </div>
        </aside>
    }
}

fn answers(page: &Page, recipe: &Recipe, search: &str) -> bool {
    let told = format!("{} {}", page.say(recipe.title), recipe.text("")).lower();
    search.lower().split_whitespace().all(|word| told.contains(word))
}

/// What the engine says to the name of another product's function.
fn idiom(page: &Page, search: &str) -> Html {
    let is_name = search.len() > 1 && search.chars().all(|c| c.is_alphanumeric() || c == '.');
    let problem = is_name.then(|| page.findings.assistant.idiom(search)).flatten();
    match problem.and_then(|problem| problem.help) {
        Some(help) => html! {
            <p class="am-idiom"><code translate="no">{ search }</code>{ ": " }{ backticks(&help) }</p>
        },
        None => Html::default(),
    }
}

fn line(page: &Page, recipe: &Recipe) -> Html {
    let set = &page.state.workspace.set;
    let text = recipe.text(&set.schema.source.root);
    let name = free_name(page);
    let mapping = Mapping { to: name, expr: text.clone(), ..Mapping::default() };
    let title = page.say(recipe.title);
    let label = page.words.fill(Word::OpenScenario, &[("name", &title)]);
    html! {
        <li class="am-entry">
            <div class="am-entry-head">
                <span>{ title }</span>
                <button type="button" class="am-button am-bordered am-edits" aria-label={label}
                    onclick={page.on(move |_: MouseEvent| Edit::AddMapping(mapping.clone()))}>
                    { page.say(Word::OpenRecipe) }
                </button>
            </div>
            <code class="am-entry-code" translate="no">{ text }</code>
        </li>
    }
}

/// A target that no mapping has yet.
fn free_name(page: &Page) -> String {
    let set = &page.state.workspace.set;
    let names = (1..).map(|number| format!("recipe{number}"));
    names.into_iter().find(|name| set.mapping(name).is_none()).unwrap_or_default()
}
