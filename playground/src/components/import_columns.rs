//! Where the columns of a table go, and which of them names the person.

use web_sys::{Event, HtmlInputElement, HtmlSelectElement, InputEvent};
use yew::{Callback, Html, TargetCast, html};

use crate::page::Page;
use crate::services::import::{Column, How};
use crate::words::Word;

/// The mapper of a table with these names above its columns; `wish` gets what is wished.
pub(super) fn mapper(page: &Page, names: &[String], how: &How, wish: &Callback<How>) -> Html {
    if names.is_empty() {
        return Html::default();
    }
    html! {
        <fieldset class="am-fieldset">
            <legend>{ page.say(Word::ImportColumns) }</legend>
            <div class="am-scroll am-mapper" role="group" tabindex="0" aria-label={page.say(Word::ImportColumns)}>
                <table class="am-table" data-testid="import-columns">
                    <thead><tr>
                        <th scope="col">{ page.say(Word::ImportColumn) }</th>
                        <th scope="col">{ page.say(Word::ImportRoot) }</th>
                        <th scope="col">{ page.say(Word::ImportAttribute) }</th>
                    </tr></thead>
                    <tbody>
                        { for names.iter().enumerate().map(|(at, name)| row(page, at, name, how, wish)) }
                    </tbody>
                </table>
            </div>
            { name_field(page, names, how, wish) }
        </fieldset>
    }
}

fn row(page: &Page, at: usize, name: &str, how: &How, wish: &Callback<How>) -> Html {
    let Some(column) = how.columns.get(at) else { return Html::default() };
    let is_taken = !column.attribute.is_empty();
    let take = changed(how, wish, at, {
        let (header, root) = (name.to_owned(), how.root.clone());
        move |column: &mut Column, field: &HtmlInputElement| {
            let attribute = if field.checked() { header.as_str() } else { "" };
            *column = Column { root: root.clone(), attribute: attribute.to_owned() };
        }
    });
    let root = changed(how, wish, at, |column, field| column.root = field.value());
    let attribute = changed(how, wish, at, |column, field| column.attribute = field.value());
    let label = |word: Word| page.words.fill(word, &[("name", name)]);
    html! {
        <tr>
            <th scope="row">
                <label class="am-choice" translate="no">
                    <input type="checkbox" checked={is_taken} disabled={name.is_empty() && !is_taken}
                        aria-label={label(Word::ImportTake)} onchange={take} />
                    { name.to_owned() }
                </label>
            </th>
            <td>
                <input class="am-input" size="14" translate="no" autocomplete="off" disabled={!is_taken}
                    aria-label={label(Word::ImportRootOf)} value={column.root.clone()}
                    oninput={root.reform(|event: InputEvent| event.into())} />
            </td>
            <td>
                <input class="am-input" size="22" translate="no" autocomplete="off"
                    aria-label={label(Word::ImportAttributeOf)} value={column.attribute.clone()}
                    oninput={attribute.reform(|event: InputEvent| event.into())} />
            </td>
        </tr>
    }
}

/// Tells the wish in which `change` was done to one column.
fn changed(
    how: &How,
    wish: &Callback<How>,
    at: usize,
    change: impl Fn(&mut Column, &HtmlInputElement) + 'static,
) -> Callback<Event> {
    let (how, wish) = (how.clone(), wish.clone());
    Callback::from(move |event: Event| {
        let mut how = how.clone();
        let field = event.target_dyn_into::<HtmlInputElement>();
        if let (Some(column), Some(field)) = (how.columns.get_mut(at), field) {
            change(column, &field);
            wish.emit(how);
        }
    })
}

fn name_field(page: &Page, names: &[String], how: &How, wish: &Callback<How>) -> Html {
    let onchange = {
        let (how, wish) = (how.clone(), wish.clone());
        Callback::from(move |event: Event| {
            let select = event.target_dyn_into::<HtmlSelectElement>();
            let place = select.and_then(|select| usize::try_from(select.selected_index()).ok());
            let name = place.and_then(|place| place.checked_sub(1));
            wish.emit(How { name, ..how.clone() });
        })
    };
    html! {
        <label class="am-labelled">
            <span>{ page.say(Word::ImportNamer) }</span>
            <select class="am-select" {onchange}>
                <option selected={how.name.is_none()}>{ page.say(Word::ImportNamerFound) }</option>
                { for names.iter().enumerate().map(|(at, name)| html! {
                    <option translate="no" selected={how.name == Some(at)}>{ name.clone() }</option>
                }) }
            </select>
        </label>
    }
}
