//! The expression being edited, its problems and their fixes.

use std::ops::Range;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, function_component, html, use_memo};

use super::assist::{Wishes, use_assist};
use super::editor_field::EditorField;
use super::explanation::Explanation;
use super::icon::{Symbol, icon};
use super::mappings::{mapping_menu, same_mapping};
use super::menu::{Menu, MenuItem};
use super::part::part;
use super::problem_strip::{Handlers, problem_strip};
use crate::model::{Fix, Problem, Severity};
use crate::page::Page;
use crate::services::editor::{Editor, EditorKind, Look, guarded};
use crate::services::{inline_values, storage};
use crate::state::{Action, BottomTab, TabDoes, ViewChange};
use crate::words::Word;

#[derive(Properties)]
pub(crate) struct ExpressionProps {
    pub(crate) page: Page,
    pub(crate) editor: Editor,
    /// The caret or the selection moved.
    pub(crate) on_caret: Callback<()>,
}

impl PartialEq for ExpressionProps {
    fn eq(&self, other: &Self) -> bool {
        self.page.is_same(&other.page)
            && self.editor == other.editor
            && self.on_caret == other.on_caret
    }
}

/// The panel in the middle.
#[function_component]
pub(crate) fn Expression(props: &ExpressionProps) -> Html {
    let page = &props.page;
    let look = use_memo(page.clone(), look);
    let on_fix = on_fix(props);
    let on_format = on_format(page, &props.editor);
    let assist = use_assist(Wishes {
        page: page.clone(),
        editor: props.editor.clone(),
        problems: look.problems.as_slice().into(),
        on_text: on_text(props),
        on_caret: props.on_caret.clone(),
        on_fix: on_fix.clone(),
        on_format: on_format.clone(),
    });
    let Some(mapping) = page.state.mapping() else { return Html::default() };
    let target = page.state.workspace.set.schema.target.attribute(&mapping.to);
    let ty = target.map_or("string", |attribute| attribute.ty.as_str()).to_owned();
    let explains = page.state.view.explains;
    let tab_note = page.state.view.tab == TabDoes::Indent && !page.is_readonly();
    // The other editor has them in the text.
    let plain = page.state.view.editor == EditorKind::Plain;
    let has_values = plain && page.state.view.inline_values && !look.values.is_empty();
    let described_by = described_by(has_values, tab_note);
    html! {
        <section class="am-panel am-expression" aria-labelledby="am-expression-title am-label"
            data-region="expression">
            <div class="am-panel-head">
                <h2 id="am-expression-title">{ page.say(Word::Expression) }</h2>
                <span class="am-target" translate="no">
                    { "→ " }<b>{ &mapping.to }</b>{ " : " }{ ty }
                </span>
                <span class="am-push" />
                <button type="button" class="am-button" disabled={page.is_readonly()}
                    onclick={Callback::from(move |_: MouseEvent| on_format.emit(()))}>
                    { page.say(Word::Format) }
                </button>
                <button type="button" class="am-button"
                    aria-expanded={if explains { "true" } else { "false" }}
                    onclick={page.on(|_: MouseEvent| ViewChange::Explain)}>
                    { page.say(Word::Explain) }
                </button>
                { menu(props) }
                { part("mapping", page, same_mapping, mapping_menu) }
            </div>
            <EditorField editor={props.editor.clone()}
                label={page.words.fill(Word::ExpressionFor, &[("name", &mapping.to)])}
                described_by={described_by} text={AttrValue::from(mapping.expr.clone())}
                target={mapping.to.clone()} revision={page.state.revision} look={(*look).clone()}
                shown={page.state.shown.clone()} readonly={page.is_readonly()}
                on_event={assist.on_event}
                on_failure={page.on(|()| ViewChange::Editor(EditorKind::Plain))} />
            if has_values {
                { values(page, &mapping.expr, &look.values) }
            }
            if tab_note {
                <span id="am-tab-note" hidden=true>{ page.say(Word::TabNote) }</span>
            }
            { problem_strip(&look.problems, page.words, &Handlers { linked: page.host.has_reference(), on_fix, on_show: on_show(props) },
                page.on(|()| ViewChange::BottomTab(BottomTab::Problems))) }
            if explains {
                <Explanation page={page.clone()} editor={props.editor.clone()} />
            }
            { assist.shown }
        </section>
    }
}

/// The ids of what describes the editor.
const fn described_by(has_values: bool, tab_note: bool) -> &'static str {
    match (has_values, tab_note) {
        (false, false) => "am-strip",
        (true, false) => "am-strip am-values",
        (false, true) => "am-strip am-tab-note",
        (true, true) => "am-strip am-values am-tab-note",
    }
}

/// The value of each part that is an attribute, beneath a field that has no place for it.
fn values(page: &Page, text: &str, values: &[(Range<usize>, String)]) -> Html {
    html! {
        <div id="am-values" class="am-values">
            <span class="am-muted">{ page.say(Word::InlineValues) }{ ": " }</span>
            <dl>
                { for values.iter().map(|(part, label)| html! {
                    <div>
                        <dt translate="no">{ text.get(part.clone()).unwrap_or_default().to_owned() }{ " " }</dt>
                        <dd translate="no"><bdi>{ label.clone() }</bdi>{ " " }</dd>
                    </div>
                }) }
            </dl>
        </div>
    }
}

/// What is shown in the text.
fn look(page: &Page) -> Look {
    let analysis = page.findings.analysis();
    let text = page.state.mapping().map(|mapping| mapping.expr.as_str()).unwrap_or_default();
    let values = match analysis.filter(|_| page.state.view.inline_values) {
        Some(analysis) => inline_values::of(&page.findings.assistant.trace(text), &analysis.tokens),
        None => Vec::new(),
    };
    Look {
        tokens: analysis.map(|analysis| analysis.tokens.clone()).unwrap_or_default(),
        problems: analysis.map(|analysis| by_severity(&analysis.problems)).unwrap_or_default(),
        values: values
            .into_iter()
            .map(|(at, value)| (at, inline_values::label(page.words, &value)))
            .collect(),
    }
}

/// Problems with errors before warnings, each in reading order.
pub(super) fn by_severity(problems: &[Problem]) -> Vec<Problem> {
    let of = |severity| problems.iter().filter(move |problem| problem.severity == severity);
    of(Severity::Error).chain(of(Severity::Warning)).cloned().collect()
}

fn on_text(props: &ExpressionProps) -> Callback<()> {
    let (dispatch, editor) = (props.page.dispatch.clone(), props.editor.clone());
    let target = props.page.state.target.clone();
    Callback::from(move |()| {
        dispatch.emit(Action::EditText { target: target.clone(), text: editor.text() });
    })
}

fn on_show(props: &ExpressionProps) -> Callback<Problem> {
    let editor = props.editor.clone();
    Callback::from(move |problem: Problem| {
        editor.focus();
        editor.select(&problem.span);
    })
}

/// A fix goes through the editor, whose own undo then knows of it, and is a step of its own here.
fn on_fix(props: &ExpressionProps) -> Callback<Fix> {
    let (dispatch, editor) = (props.page.dispatch.clone(), props.editor.clone());
    Callback::from(move |fix: Fix| {
        dispatch.emit(Action::Seal);
        editor.apply(&fix.edits);
        dispatch.emit(Action::Seal);
    })
}

/// Puts the text in its canonical form, as one step of the editor's own undo.
fn on_format(page: &Page, editor: &Editor) -> Callback<()> {
    let (dispatch, editor) = (page.dispatch.clone(), editor.clone());
    let formatted = page.findings.analysis().and_then(|found| found.formatted.clone());
    Callback::from(move |()| {
        let text = editor.text();
        if let Some(formatted) = formatted.as_ref().filter(|formatted| **formatted != text) {
            dispatch.emit(Action::Seal);
            editor.apply(&[(0..text.len(), formatted.clone())]);
            dispatch.emit(Action::Seal);
        }
    })
}

fn menu(props: &ExpressionProps) -> Html {
    let page = &props.page;
    let copy = {
        let (page, editor) = (page.clone(), props.editor.clone());
        Callback::from(move |()| page.copy(&editor.text(), page.say(Word::CopiedExpression)))
    };
    let clear = {
        let editor = props.editor.clone();
        Callback::from(move |()| {
            let all = 0..editor.text().len();
            editor.apply(&[(all, String::new())]);
        })
    };
    let plain = page.state.view.editor == EditorKind::Plain;
    let switch = {
        let page = page.clone();
        Callback::from(move |()| {
            let kind = if plain { EditorKind::Rich } else { EditorKind::Plain };
            storage::keep_editor(&page.host, kind);
            page.send(ViewChange::Editor(kind));
        })
    };
    let item = |word, checked, on_choose| MenuItem { label: page.say(word), checked, on_choose };
    let mut items = vec![
        item(Word::CopyExpression, None, copy),
        item(
            Word::InlineValues,
            Some(page.state.view.inline_values),
            page.on(|()| ViewChange::InlineValues),
        ),
        item(Word::PlainEditor, Some(plain), switch),
        item(Word::Reference, None, page.on(|()| ViewChange::Reference(Some(String::new())))),
    ];
    if !page.is_readonly() {
        let (dispatch, editor) = (page.dispatch.clone(), props.editor.clone());
        let guard = Callback::from(move |()| {
            let text = editor.text();
            let span = match editor.selection() {
                none if none.is_empty() => 0..text.len(),
                part => part,
            };
            if let Some(guarded) = guarded(&text, &span) {
                dispatch.emit(Action::Seal);
                editor.apply(&[(span, guarded)]);
                dispatch.emit(Action::Seal);
                editor.focus();
            }
        });
        let insert = page.on(|()| ViewChange::Reference(Some(String::new())));
        items.insert(1, item(Word::Clear, None, clear));
        items.insert(2, item(Word::InsertFunction, None, insert));
        items.insert(3, item(Word::WrapInGuard, None, guard));
    }
    html! {
        <Menu label={page.say(Word::MoreExpression)} {items} class="am-icon-button">
            { icon(Symbol::Copy) }
        </Menu>
    }
}
