//! The target record of the current person, and what the mappings would do to it.

use yew::{AttrValue, Html, classes, html};

use super::shown_value::shown_value;
use crate::model::{Effect, Mapping, Reason};
use crate::page::Page;
use crate::words::Word;

/// The list under the attributes, the current mapping first.
pub(crate) fn target_now(page: &Page) -> Html {
    let workspace = &page.state.workspace;
    let rows = workspace.set.mappings.iter().map(|mapping| &**mapping).enumerate();
    let (first, others): (Vec<_>, Vec<(usize, &Mapping)>) =
        rows.partition(|(_, mapping)| mapping.to == page.state.target);
    html! {
        <div class="am-target-now am-scroll" role="group" tabindex="0" aria-labelledby="am-target-title">
            <h3 id="am-target-title">
                { page.say(Word::TargetNow) }
                <span class="am-muted" translate="no">{ " " }{ &workspace.set.schema.target.label }</span>
            </h3>
            <ul aria-labelledby="am-target-title">
                { for first.into_iter().chain(others).map(|(at, mapping)| row(page, at, mapping)) }
            </ul>
        </div>
    }
}

fn row(page: &Page, at: usize, mapping: &Mapping) -> Html {
    let workspace = &page.state.workspace;
    let Some(person) = page.state.current_person() else { return Html::default() };
    let outcome = page.findings.outcomes.get(at).and_then(Option::as_ref);
    let effect = Effect::of(workspace, mapping, person, outcome);
    let now = person.value(&workspace.set.schema.target.root, &mapping.to);
    let current = mapping.to == page.state.target;
    html! {
        <li key={mapping.to.clone()} data-testid="target-now" data-effect={effect.id()}
            class={classes!("am-target-row", current.then_some("am-read"))}>
            <span class="am-attribute-name" translate="no">{ &mapping.to }</span>
            <span class="am-target-value">
                { shown_value(now, page.words) }
                if let Effect::Set(value) | Effect::Change(value) = &effect {
                    <span class="am-target-new">
                        <span aria-hidden="true">{ "→ " }</span>
                        { shown_value(value, page.words) }
                    </span>
                }
                <span class={classes!("am-effect", format!("am-effect-{}", effect.id()))}>
                    { effect_in_words(page, &effect) }
                </span>
            </span>
        </li>
    }
}

/// The effect in words, with the reason where there is one.
pub(crate) fn effect_in_words(page: &Page, effect: &Effect) -> AttrValue {
    let reason = match effect {
        Effect::Set(_) => return page.say(Word::EffectSet),
        Effect::Change(_) => return page.say(Word::EffectChange),
        Effect::Clear => return page.say(Word::EffectClear),
        Effect::Same => return page.say(Word::EffectSame),
        Effect::Skip(Reason::Fails) => page.say(Word::ReasonFails),
        Effect::Skip(Reason::CreateOnly) => page.say(Word::ReasonCreateOnly),
        Effect::Skip(Reason::Priority(source)) => {
            page.words.fill(Word::ReasonPriority, &[("name", source)])
        }
    };
    format!("{}: {reason}", page.say(Word::EffectSkip)).into()
}
