//! The most severe problem of the current expression, with its fixes.

use attrmap::text::Letters;
use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, classes, html};

use super::icon::{Symbol, icon};
use super::menu::{Menu, MenuItem};
use crate::model::{Fix, Problem, Severity};
use crate::words::{Word, Words};

/// What may be done with a problem.
pub(crate) struct Handlers {
    /// Whether the pages of the reference are there to be opened.
    pub(crate) linked: bool,
    pub(crate) on_fix: Callback<Fix>,
    /// Shows where a problem is.
    pub(crate) on_show: Callback<Problem>,
}

/// The strip under the editor: the first problem, and how many there are besides.
pub(crate) fn problem_strip(
    problems: &[Problem],
    words: Words,
    handlers: &Handlers,
    on_all: Callback<()>,
) -> Html {
    let Some(problem) = problems.first() else {
        return html! {
            <div id="am-strip" class="am-strip am-strip-ok">
                <span class="am-glyph am-is-ok">{ icon(Symbol::Check) }</span>
                { words.say(Word::NoProblems) }
            </div>
        };
    };
    let more = problems.len() - 1;
    let onclick = Callback::from(move |_: MouseEvent| on_all.emit(()));
    html! {
        <div id="am-strip" class={classes!("am-strip", format!("am-strip-{}", problem.severity.id()))}>
            { problem_line(problem, words, handlers) }
            if more > 0 {
                <button type="button" class="am-button am-link" {onclick}>
                    { words.count(Word::MoreProblems, more) }
                </button>
            }
        </div>
    }
}

/// One problem on a line: where, what, what to do.
pub(crate) fn problem_line(problem: &Problem, words: Words, handlers: &Handlers) -> Html {
    let (symbol, word, class) = match problem.severity {
        Severity::Error => (Symbol::Error, Word::Error, "am-is-error"),
        Severity::Warning => (Symbol::Warning, Word::Warning, "am-is-warn"),
    };
    let onclick = {
        let (on_show, problem) = (handlers.on_show.clone(), problem.clone());
        Callback::from(move |_: MouseEvent| on_show.emit(problem.clone()))
    };
    html! {
        <div class="am-problem" data-testid="problem" data-code={problem.code.clone()}
            data-severity={problem.severity.id()}>
            <span class={classes!("am-glyph", class)}>{ icon(symbol) }</span>
            <span class="am-hidden">{ words.say(word) }{ ": " }</span>
            <button type="button" class="am-problem-text" {onclick}>
                <span>{ backticks(&problem.message) }</span>
                if let Some(help) = &problem.help {
                    <span class="am-help">{ backticks(help) }</span>
                }
            </button>
            { code(&problem.code, words, handlers.linked) }
            { fixes(problem, words, handlers) }
        </div>
    }
}

/// A code, which leads to its page of the reference where there is one.
fn code(code: &str, words: Words, linked: bool) -> Html {
    let shown = html! { <code class="am-code" translate="no">{ code }</code> };
    if !linked {
        return shown;
    }
    let label = words.fill(Word::CodeInReference, &[("name", code)]);
    html! {
        <a class="am-code-link" href={format!("reference/diagnostics/{code}.html")} target="_blank"
            rel="noopener" title={label.clone()} aria-label={label}>
            { shown }
        </a>
    }
}

fn fixes(problem: &Problem, words: Words, handlers: &Handlers) -> Html {
    let fixes = &problem.fixes;
    let Some(first) = fixes.first() else { return Html::default() };
    let apply = |fix: &Fix| {
        let (on_fix, fix) = (handlers.on_fix.clone(), fix.clone());
        move || on_fix.emit(fix.clone())
    };
    let onclick = {
        let apply = apply(first);
        Callback::from(move |_: MouseEvent| apply())
    };
    let items: Vec<MenuItem> = fixes
        .iter()
        .map(|fix| {
            let apply = apply(fix);
            MenuItem {
                label: capitalized(&fix.title),
                checked: None,
                on_choose: Callback::from(move |()| apply()),
            }
        })
        .collect();
    html! {
        <span class="am-fixes am-edits">
            <button type="button" class="am-button am-primary" data-testid="fix" {onclick}>
                { backticks(&capitalized(&first.title)) }
            </button>
            if fixes.len() > 1 {
                <Menu label={words.say(Word::AllFixes)} {items} class="am-icon-button">
                    { icon(Symbol::Caret) }
                </Menu>
            }
        </span>
    }
}

/// Buttons begin with a capital letter.
fn capitalized(text: &str) -> AttrValue {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_string().upper() + letters.as_str())
        .unwrap_or_default()
        .into()
}

/// Text whose parts in backticks are code.
pub(super) fn backticks(text: &str) -> Html {
    text.split('`')
        .enumerate()
        .map(|(at, part)| {
            if at % 2 == 1 {
                html! { <code translate="no">{ part }</code> }
            } else {
                html! { <>{ part }</> }
            }
        })
        .collect()
}
