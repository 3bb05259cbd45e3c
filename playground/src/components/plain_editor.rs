//! The editor that is a text field, over a layer that colors the same text and underlines problems.

use web_sys::{HtmlTextAreaElement, InputEvent, KeyboardEvent};
use yew::{
    AttrValue, Callback, Html, NodeRef, Properties, TargetCast, classes, function_component, html,
    use_effect_with,
};

use crate::model::{Problem, Severity, Token};
use crate::services::editor::{EditorPort, PlainEditor as Port};

#[derive(PartialEq, Properties)]
pub(crate) struct PlainEditorProps {
    pub(crate) label: AttrValue,
    /// The id of what describes its problems.
    pub(crate) described_by: AttrValue,
    pub(crate) node: NodeRef,
    /// The text as the state has it; the field itself is not rendered from it.
    pub(crate) text: AttrValue,
    /// Which mapping it is, and which change from outside; the text is put in when this changes.
    pub(crate) revision: (String, u64),
    pub(crate) tokens: Vec<Token>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) on_text: Callback<String>,
    pub(crate) onkeydown: Callback<KeyboardEvent>,
}

/// The field and the layer under it.
#[function_component]
pub(crate) fn PlainEditor(props: &PlainEditorProps) -> Html {
    use_effect_with(props.revision.clone(), {
        let (node, text) = (props.node.clone(), props.text.clone());
        move |_| Port(node).set_text(&text)
    });
    let oninput = {
        let on_text = props.on_text.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(field) = event.target_dyn_into::<HtmlTextAreaElement>() {
                on_text.emit(field.value());
            }
        })
    };
    html! {
        <div class="am-editor">
            <div class="am-editor-layer" aria-hidden="true" translate="no">
                { for lines(&props.text, &props.tokens, &props.problems) }
            </div>
            <textarea ref={props.node.clone()} class="am-editor-field" rows="1" wrap="soft"
                spellcheck="false" autocomplete="off" autocapitalize="off" autocorrect="off"
                translate="no" aria-label={props.label.clone()}
                aria-describedby={props.described_by.clone()} {oninput}
                onkeydown={props.onkeydown.clone()} />
        </div>
    }
}

/// A stretch of text of one color and one kind of underline.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    class: &'static str,
    problem: Option<Severity>,
}

fn lines(text: &str, tokens: &[Token], problems: &[Problem]) -> Vec<Html> {
    let mut start = 0;
    text.split('\n')
        .map(|line| {
            let (from, to) = (start, start + line.len());
            start = to + 1;
            let worst = problems
                .iter()
                .filter(|problem| {
                    problem.places().any(|place| place.start <= to && place.end >= from)
                })
                .map(|problem| problem.severity)
                .min();
            let mark = worst.map(|severity| format!("am-has-{}", severity.id()));
            html! {
                <div class={classes!("am-line", mark)}>
                    { for pieces(text, from, to, tokens, problems) }
                    // A line without text would have no height.
                    { if line.is_empty() { "\u{200b}" } else { "" } }
                </div>
            }
        })
        .collect()
}

/// The text between two offsets, cut wherever a color or an underline begins or ends.
fn pieces(text: &str, from: usize, to: usize, tokens: &[Token], problems: &[Problem]) -> Vec<Html> {
    let mut cuts = vec![from, to];
    let ends =
        tokens.iter().map(|token| &token.span).chain(problems.iter().flat_map(Problem::places));
    for span in ends {
        cuts.extend([span.start, span.end].into_iter().filter(|at| (from..to).contains(at)));
    }
    cuts.sort_unstable();
    cuts.dedup();
    let look = |at: usize| Look {
        class: tokens
            .iter()
            .find(|token| token.span.contains(&at))
            .map_or("tok-plain", |token| token.kind.class()),
        problem: problems
            .iter()
            .filter(|problem| problem.places().any(|place| place.contains(&at)))
            .map(|problem| problem.severity)
            .min(),
    };
    cuts.iter()
        .zip(cuts.iter().skip(1))
        .filter_map(|(start, end)| {
            let piece = text.get(*start..*end)?;
            let look = look(*start);
            let wave = look.problem.map(|severity| format!("am-wave-{}", severity.id()));
            Some(html! { <span class={classes!(look.class, wave)}>{ piece }</span> })
        })
        .collect()
}
