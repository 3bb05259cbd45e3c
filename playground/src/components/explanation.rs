//! What the expression does, in plain sentences.

use web_sys::MouseEvent;
use yew::{Callback, Html, Properties, classes, function_component, html, use_memo};

use crate::model::Sentence;
use crate::page::Page;
use crate::services::editor::Editor;
use crate::words::Word;

#[derive(PartialEq, Properties)]
pub(crate) struct ExplanationProps {
    pub(crate) page: Page,
    pub(crate) editor: Editor,
}

/// The region under the expression. A sentence selects what it is about.
#[function_component]
pub(crate) fn Explanation(props: &ExplanationProps) -> Html {
    let page = &props.page;
    let text = page.state.mapping().map(|mapping| mapping.expr.clone()).unwrap_or_default();
    let sentences = use_memo((page.findings.clone(), text), |(findings, text)| {
        findings.assistant.explain(text)
    });
    html! {
        <section class="am-explanation" role="region" aria-label={page.landmark(Word::Explanation)}>
            <ol>
                { for sentences.iter().map(|sentence| line(sentence, &props.editor)) }
            </ol>
        </section>
    }
}

fn line(sentence: &Sentence, editor: &Editor) -> Html {
    let (span, editor) = (sentence.span.clone(), editor.clone());
    let onclick = Callback::from(move |_: MouseEvent| editor.select(&span));
    html! {
        <li class={classes!(format!("am-depth-{}", sentence.depth.min(4)))}>
            <button type="button" class="am-sentence" translate="no" {onclick}>
                { marked(&sentence.text) }
            </button>
        </li>
    }
}

/// Names between asterisks are emphasized, what stands between backticks is code.
fn marked(text: &str) -> Html {
    let code = text.split('`').enumerate().map(|(at, part)| {
        if at % 2 == 1 {
            return html! { <code>{ part }</code> };
        }
        part.split('*')
            .enumerate()
            .map(|(at, part)| match at % 2 {
                1 => html! { <em>{ part }</em> },
                _ => html! { <>{ part }</> },
            })
            .collect()
    });
    code.collect()
}
