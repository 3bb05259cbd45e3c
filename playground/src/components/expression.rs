//! The expression being edited, its problems and their fixes.

use std::rc::Rc;

use web_sys::{KeyboardEvent, MouseEvent};
use yew::{AttrValue, Callback, Html, Properties, function_component, html};

use super::icon::{Icon, Symbol};
use super::mappings::mapping_menu;
use super::menu::{Menu, MenuItem};
use super::plain_editor::PlainEditor;
use super::problem_strip::ProblemStrip;
use crate::model::{Fix, Problem};
use crate::page::Page;
use crate::services::dom;
use crate::services::editor::Editor;
use crate::state::{Action, BottomTab, ViewChange};
use crate::words::Word;

#[derive(PartialEq, Properties)]
pub(crate) struct ExpressionProps {
    pub(crate) page: Page,
    pub(crate) editor: Editor,
    pub(crate) field: yew::NodeRef,
}

/// The panel in the middle.
#[function_component]
pub(crate) fn Expression(props: &ExpressionProps) -> Html {
    let page = &props.page;
    let Some(mapping) = page.state.mapping() else { return Html::default() };
    let analysis = page.findings.analysis();
    let problems = analysis.map(|analysis| by_severity(&analysis.problems)).unwrap_or_default();
    let on_fix = on_fix(props);
    let on_text = {
        let (dispatch, target) = (page.dispatch.clone(), mapping.to.clone());
        Callback::from(move |text: String| {
            dom::mark("attrmap:input");
            dispatch.emit(Action::EditText { target: target.clone(), text });
        })
    };
    let on_show = {
        let editor = props.editor.clone();
        Callback::from(move |problem: Problem| {
            editor.0.focus();
            editor.0.select(&problem.span);
        })
    };
    let onkeydown = quick_fix(props, &problems, &on_fix);
    let formatted = analysis.and_then(|analysis| analysis.formatted.clone());
    let can_format = formatted.as_ref().is_some_and(|formatted| *formatted != mapping.expr);
    let format = on_format(props, formatted);
    let onkeydown = {
        let (format, quick_fix) = (format.clone(), onkeydown);
        Callback::from(move |event: KeyboardEvent| {
            if event.shift_key() && event.alt_key() && event.code() == "KeyF" {
                event.prevent_default();
                format.emit(());
            } else {
                quick_fix.emit(event);
            }
        })
    };
    let format = Callback::from(move |_: MouseEvent| format.emit(()));
    let target = page.state.workspace.set.schema.target.attribute(&mapping.to);
    let ty = target.map_or("string", |attribute| attribute.ty.as_str()).to_owned();
    html! {
        <section class="am-panel am-expression" aria-labelledby="am-expression-title"
            data-region="expression">
            <div class="am-panel-head">
                <h2 id="am-expression-title">{ page.say(Word::Expression) }</h2>
                <span class="am-target" translate="no">
                    { "→ " }<b>{ &mapping.to }</b>{ " : " }{ ty }
                </span>
                <span class="am-push" />
                <button type="button" class="am-button" disabled={!can_format} onclick={format}>
                    { page.say(Word::Format) }
                </button>
                { menu(page, props) }
                { mapping_menu(page) }
            </div>
            <PlainEditor label={page.words.fill(Word::ExpressionFor, &[("name", &mapping.to)])}
                described_by="am-strip" node={props.field.clone()}
                text={AttrValue::from(mapping.expr.clone())}
                revision={(mapping.to.clone(), page.state.revision)}
                tokens={analysis.map(|analysis| analysis.tokens.clone()).unwrap_or_default()}
                problems={problems.clone()} {on_text} {onkeydown} />
            <ProblemStrip words={page.words} {problems} {on_fix} {on_show}
                on_all={page.on(|()| ViewChange::BottomTab(BottomTab::Problems))} />
        </section>
    }
}

/// Problems with errors before warnings, each in reading order.
pub(super) fn by_severity(problems: &[Problem]) -> Vec<Problem> {
    let mut sorted = problems.to_vec();
    sorted.sort_by_key(|problem| problem.severity);
    sorted
}

/// A fix goes through the editor, whose own undo then knows of it, and is a step of its own here.
fn on_fix(props: &ExpressionProps) -> Callback<Fix> {
    let (dispatch, editor) = (props.page.dispatch.clone(), props.editor.clone());
    Callback::from(move |fix: Fix| {
        dispatch.emit(Action::Seal);
        editor.0.apply(&fix.edits);
        dispatch.emit(Action::Seal);
    })
}

/// Puts the text in its canonical form, as one step of the editor's own undo.
fn on_format(props: &ExpressionProps, formatted: Option<String>) -> Callback<()> {
    let (dispatch, editor) = (props.page.dispatch.clone(), props.editor.clone());
    Callback::from(move |()| {
        let text = editor.0.text();
        if let Some(formatted) = formatted.as_ref().filter(|formatted| **formatted != text) {
            dispatch.emit(Action::Seal);
            editor.0.apply(&[(0..text.len(), formatted.clone())]);
            dispatch.emit(Action::Seal);
        }
    })
}

/// Ctrl and the full stop: the best fix at the caret, or of the worst problem.
fn quick_fix(
    props: &ExpressionProps,
    problems: &[Problem],
    on_fix: &Callback<Fix>,
) -> Callback<KeyboardEvent> {
    let problems: Rc<[Problem]> = problems.into();
    let (editor, on_fix) = (props.editor.clone(), on_fix.clone());
    Callback::from(move |event: KeyboardEvent| {
        if event.key() != "." || !(event.ctrl_key() || event.meta_key()) {
            return;
        }
        event.prevent_default();
        let caret = editor.0.caret();
        let at_caret = |problem: &&Problem| {
            problem.span.start <= caret && caret <= problem.span.end && !problem.fixes.is_empty()
        };
        let fix = problems
            .iter()
            .find(at_caret)
            .or_else(|| problems.iter().find(|problem| !problem.fixes.is_empty()))
            .and_then(|problem| problem.fixes.first());
        if let Some(fix) = fix {
            on_fix.emit(fix.clone());
        }
    })
}

fn menu(page: &Page, props: &ExpressionProps) -> Html {
    let (copied, text) = (page.clone(), props.editor.clone());
    let copy = Callback::from(move |()| {
        let (done, words) = (copied.announce.clone(), copied.words);
        dom::copy(&text.0.text(), move |written| {
            let word = if written { Word::CopiedExpression } else { Word::CopyFailed };
            done.emit(words.say(word));
        });
    });
    let editor = props.editor.clone();
    let clear = Callback::from(move |()| {
        let all = 0..editor.0.text().len();
        editor.0.apply(&[(all, String::new())]);
    });
    let item = |word, on_choose| MenuItem { label: page.say(word), checked: None, on_choose };
    let items = vec![item(Word::CopyExpression, copy), item(Word::Clear, clear)];
    html! {
        <Menu label={page.say(Word::MoreExpression)} {items} class="am-icon-button">
            <Icon symbol={Symbol::Copy} />
        </Menu>
    }
}
