//! The text of the plain editor in colors, with problems underlined; the field lies over it.

use yew::{Html, classes, html};

use crate::model::{Problem, Severity, Token};
use crate::services::editor::visible;

/// A stretch of text of one color and one kind of underline.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stretch {
    class: &'static str,
    problem: Option<Severity>,
}

/// The lines of a text with their colors and underlines.
pub(super) fn lines(text: &str, tokens: &[Token], problems: &[Problem]) -> Vec<Html> {
    let problems: Vec<Problem> = problems
        .iter()
        .map(|problem| Problem { span: visible(text, &problem.span), ..problem.clone() })
        .collect();
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
                    { for pieces(text, from, to, tokens, &problems) }
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
    let look = |at: usize| Stretch {
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
