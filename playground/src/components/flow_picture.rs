//! What feeds what, drawn, and the same as a list.

use yew::{AttrValue, Html, classes, html};

use crate::services::flow::{Feed, Flow, Node};
use crate::words::{Word, Words};

// Sizes in the units of the drawing, which scales with its place.
const ROW: usize = 24;
const HEAD: usize = 32;
const BOX: usize = 190;
const GAP: usize = 130;

/// The drawing with its list.
pub(crate) fn flow_picture(words: Words, flow: &Flow) -> Html {
    let rows = flow.systems.iter().map(|system| system.attributes.len()).max().unwrap_or_default();
    let width = flow.systems.len() * (BOX + GAP) - if flow.systems.is_empty() { 0 } else { GAP };
    let height = HEAD + rows * ROW + 8;
    html! {
        <section class="am-flow" aria-labelledby="am-flow-title am-label">
            <h3 id="am-flow-title">{ words.say(Word::AttributeFlow) }</h3>
            <svg class="am-flow-picture" data-testid="flow" role="img" aria-labelledby="am-flow-title am-label"
                viewBox={format!("0 0 {width} {height}")}>
                { for flow.feeds.iter().map(line) }
                { for flow.systems.iter().enumerate().map(|(at, system)| html! {
                    <g translate="no">
                        <text class="am-flow-system" x={left(at).to_string()} y="18">{ &system.label }</text>
                        { for (0..system.attributes.len()).map(|row| node(flow, (at, row))) }
                    </g>
                }) }
            </svg>
            <ul class="am-flow-list">
                { for flow.feeds.iter().map(|feed| entry(words, flow, feed)) }
            </ul>
        </section>
    }
}

fn left(system: usize) -> usize {
    system * (BOX + GAP)
}

fn middle((_, row): Node) -> usize {
    HEAD + row * ROW + ROW / 2
}

fn node(flow: &Flow, node: Node) -> Html {
    let (x, y) = (left(node.0), middle(node));
    let owned = flow.owner(node).is_some();
    html! {
        <>
            <rect class={classes!("am-flow-node", owned.then_some("am-flow-owned"))} x={x.to_string()}
                y={(y - ROW / 2 + 2).to_string()} width={BOX.to_string()} height={(ROW - 4).to_string()} rx="3" />
            <text class="am-flow-name" x={(x + 8).to_string()} y={(y + 4).to_string()}>
                { flow.name(node).1 }
            </text>
        </>
    }
}

/// A curve from the nearer side of the one box to the nearer side of the other, with its head.
fn line(feed: &Feed) -> Html {
    let (from, to) = (feed.from, feed.to);
    let (start, end, head) = if from.0 < to.0 {
        (left(from.0) + BOX, left(to.0), -7)
    } else {
        (left(from.0), left(to.0) + BOX, 7)
    };
    let (y, z) = (middle(from), middle(to));
    let bend = usize::midpoint(start, end);
    let path =
        format!("M{start} {y}C{bend} {y} {bend} {z} {end} {z}m{head} -3l{} 3l{head} 3", -head);
    html! {
        <path class={classes!("am-flow-line", feed.in_circle.then_some("am-flow-circle"))} d={path} />
    }
}

fn entry(words: Words, flow: &Flow, feed: &Feed) -> Html {
    let ((source, from), (system, to)) = (flow.name(feed.from), flow.name(feed.to));
    let owner: Option<AttrValue> =
        flow.owner(feed.to).map(|owner| words.fill(Word::FlowOwner, &[("name", owner)]));
    html! {
        <li data-testid="flow-feed" data-circle={if feed.in_circle { "true" } else { "false" }}>
            <span translate="no">
                { source }{ " " }<code>{ from }</code>{ " → " }{ system }{ " " }<code>{ to }</code>
            </span>
            if let Some(owner) = owner {
                <span class="am-muted">{ " · " }{ owner }</span>
            }
            if feed.in_circle {
                <span class="am-is-warn">{ " · " }{ words.say(Word::FlowCircle) }</span>
            }
        </li>
    }
}
