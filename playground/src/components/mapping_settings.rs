//! When the current mapping applies, its default, and which source wins.

use web_sys::{Event, HtmlInputElement, InputEvent, MouseEvent};
use yew::{AttrValue, Html, TargetCast, html};

use super::icon::{Symbol, icon};
use crate::model::{Apply, Mapping, Tagged};
use crate::page::Page;
use crate::state::Edit;
use crate::words::Word;

/// The settings under the list of mappings.
pub(crate) fn mapping_settings(page: &Page) -> Html {
    let Some(mapping) = page.state.mapping() else { return Html::default() };
    html! {
        <div class="am-settings">
            { apply(page, mapping) }
            { default(page, mapping) }
            { note(page, mapping) }
            { priority(page, mapping) }
        </div>
    }
}

fn apply(page: &Page, mapping: &Mapping) -> Html {
    let choice = |apply: Apply, word: Word, handle: &'static str| {
        let target = mapping.to.clone();
        let onchange = page.on(move |_: Event| Edit::SetApply(target.clone(), apply));
        html! {
            <label class="am-choice">
                <input type="radio" name="am-apply" data-testid={handle}
                    checked={mapping.apply == apply} {onchange} />
                { page.say(word) }
            </label>
        }
    };
    html! {
        <fieldset class="am-fieldset" disabled={page.is_readonly()}>
            <legend>{ page.say(Word::Apply) }</legend>
            { choice(Apply::CreateAndUpdate, Word::ApplyUpdate, "apply-update") }
            { choice(Apply::Create, Word::ApplyCreate, "apply-create") }
        </fieldset>
    }
}

fn default(page: &Page, mapping: &Mapping) -> Html {
    let target = mapping.to.clone();
    let oninput = page.on(move |event: InputEvent| {
        let text = event.target_dyn_into::<HtmlInputElement>().map(|field| field.value());
        let value = text.filter(|text| !text.is_empty()).map(Tagged::Text);
        Edit::SetDefault(target.clone(), value)
    });
    html! {
        <label class="am-field">
            <span>{ page.say(Word::DefaultWhenNull) }</span>
            <input class="am-input" translate="no" autocomplete="off" readonly={page.is_readonly()}
                placeholder={page.say(Word::DefaultPlaceholder)}
                value={mapping.default.as_ref().map(Tagged::to_line).unwrap_or_default()} {oninput} />
        </label>
    }
}

fn note(page: &Page, mapping: &Mapping) -> Html {
    let target = mapping.to.clone();
    let oninput = page.on(move |event: InputEvent| {
        let text = event.target_dyn_into::<HtmlInputElement>().map(|field| field.value());
        Edit::SetNote(target.clone(), text.unwrap_or_default())
    });
    html! {
        <label class="am-field">
            <span>{ page.say(Word::Note) }</span>
            <input class="am-input" autocomplete="off" readonly={page.is_readonly()}
                value={mapping.note.clone()} {oninput} />
        </label>
    }
}

fn priority(page: &Page, mapping: &Mapping) -> Html {
    let Some(order) = page.state.workspace.set.priority.get(&mapping.to) else {
        return Html::default();
    };
    let last = order.len().saturating_sub(1);
    html! {
        <div class="am-priority">
            <h3 id="am-priority-title">{ page.say(Word::SourcePriority) }</h3>
            <ol aria-labelledby="am-priority-title">
                { for order.iter().enumerate().map(|(at, source)| html! {
                    <li key={source.clone()}>
                        <span class="am-ordinal">{ at + 1 }</span>
                        <span class="am-option-name" translate="no">{ source }</span>
                        { mover(page, mapping, source, -1, at == 0) }
                        { mover(page, mapping, source, 1, at == last) }
                    </li>
                }) }
            </ol>
        </div>
    }
}

fn mover(page: &Page, mapping: &Mapping, source: &str, by: isize, disabled: bool) -> Html {
    let (word, symbol) =
        if by < 0 { (Word::MoveUp, Symbol::Up) } else { (Word::MoveDown, Symbol::Down) };
    let label: AttrValue = page.words.fill(word, &[("name", source)]);
    let (target, source) = (mapping.to.clone(), source.to_owned());
    let onclick = page.on(move |_: MouseEvent| Edit::MoveSource {
        target: target.clone(),
        source: source.clone(),
        by,
    });
    html! {
        <button type="button" class="am-button am-icon-button am-edits" aria-label={label.clone()}
            title={label} {disabled} {onclick}>
            { icon(symbol) }
        </button>
    }
}
