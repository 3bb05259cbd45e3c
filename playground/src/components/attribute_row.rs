//! One attribute of a person: its name, its value, its state.

use attrmap::value::read_double;
use web_sys::{Event, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, InputEvent};
use yew::{AttrValue, Callback, Html, Properties, TargetCast, classes, function_component, html};

use super::icon::{Symbol, icon};
use super::menu::{Menu, MenuItem};
use crate::json::is_number;
use crate::model::{Presence, Tagged, is_integer};
use crate::words::{Word, Words};

#[derive(PartialEq, Properties)]
pub(crate) struct AttributeRowProps {
    pub(crate) name: AttrValue,
    pub(crate) value: Tagged,
    /// The type that the schema gives it.
    pub(crate) ty: AttrValue,
    /// Whether the current expression reads it.
    pub(crate) is_read: bool,
    pub(crate) words: Words,
    /// Whether the value can be looked at only.
    pub(crate) readonly: bool,
    /// What was typed.
    pub(crate) on_value: Callback<(AttrValue, Tagged)>,
    /// What was chosen in the menu of states.
    pub(crate) on_state: Callback<(AttrValue, Tagged)>,
}

/// The row.
#[function_component]
pub(crate) fn AttributeRow(props: &AttributeRowProps) -> Html {
    let words = props.words;
    html! {
        <div class={classes!("am-attribute", props.is_read.then_some("am-read"))}
            data-state={props.value.presence().id()}>
            <span class="am-attribute-name" translate="no" title={props.name.clone()}>
                if props.is_read {
                    <span class="am-hidden">{ words.say(Word::ReadByExpression) }{ ": " }</span>
                }
                { props.name.clone() }
            </span>
            <span class="am-attribute-value">{ field(props) }</span>
            { state_menu(props) }
        </div>
    }
}

fn field(props: &AttributeRowProps) -> Html {
    match &props.value {
        Tagged::Boolean(value) => truth(props, *value),
        Tagged::List(items) => list(props, items),
        value => line(props, value),
    }
}

fn line(props: &AttributeRowProps, value: &Tagged) -> Html {
    let placeholder = placeholder(props.words, value);
    let emit = props.on_value.clone();
    let (name, old, ty) = (props.name.clone(), value.clone(), props.ty.clone());
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
            emit.emit((name.clone(), typed(&field.value(), &old, &ty)));
        }
    });
    let numeric = matches!(value, Tagged::Integer(_) | Tagged::Decimal(_));
    html! {
        <input class="am-input am-quiet" aria-label={props.name.clone()} translate="no"
            autocomplete="off" spellcheck="false" dir="auto" {placeholder}
            readonly={props.readonly} inputmode={numeric.then_some("numeric")} value={value.to_line()} {oninput} />
    }
}

/// The state in the place where the text would stand.
fn placeholder(words: Words, value: &Tagged) -> AttrValue {
    let word = match value.presence() {
        Presence::Value => return AttrValue::Static(""),
        Presence::Empty => Word::StateEmpty,
        Presence::Null => Word::StateNull,
        Presence::Missing => Word::StateMissing,
    };
    format!("⟨{}⟩", words.say(word)).into()
}

/// What a typed text means for an attribute: numbers stay numbers while they look like it.
fn typed(text: &str, old: &Tagged, ty: &str) -> Tagged {
    let number = matches!(old, Tagged::Integer(_) | Tagged::Decimal(_))
        || (matches!(old, Tagged::Null | Tagged::Missing) && matches!(ty, "integer" | "number"));
    if number && is_integer(text) {
        return Tagged::Integer(text.to_owned());
    }
    if number && is_number(text.trim()) && read_double(text.trim()).is_some_and(f64::is_finite) {
        return Tagged::Decimal(text.trim().to_owned());
    }
    Tagged::text(text)
}

fn truth(props: &AttributeRowProps, value: bool) -> Html {
    let emit = props.on_value.clone();
    let name = props.name.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(field) = event.target_dyn_into::<HtmlSelectElement>() {
            emit.emit((name.clone(), Tagged::Boolean(field.value() == "true")));
        }
    });
    html! {
        <select class="am-select am-quiet" aria-label={props.name.clone()}
            disabled={props.readonly} {onchange}>
            <option value="true" selected={value}>{ "true" }</option>
            <option value="false" selected={!value}>{ "false" }</option>
        </select>
    }
}

fn list(props: &AttributeRowProps, items: &[Tagged]) -> Html {
    let emit = props.on_value.clone();
    let name = props.name.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(field) = event.target_dyn_into::<HtmlTextAreaElement>() {
            let items = field.value().split('\n').map(Tagged::text).collect();
            emit.emit((name.clone(), Tagged::List(items)));
        }
    });
    let text = items.iter().map(Tagged::to_line).collect::<Vec<_>>().join("\n");
    html! {
        <textarea class="am-input am-quiet" aria-label={props.name.clone()} translate="no"
            readonly={props.readonly} rows={items.len().clamp(1, 6).to_string()} value={text} {oninput} />
    }
}

fn state_menu(props: &AttributeRowProps) -> Html {
    let present = props.value.presence();
    let items: Vec<MenuItem> = Presence::ALL
        .into_iter()
        .map(|presence| {
            let (emit, name) = (props.on_state.clone(), props.name.clone());
            let (old, ty) = (props.value.clone(), props.ty.clone());
            MenuItem {
                label: props.words.say(match presence {
                    Presence::Value => Word::SetValue,
                    Presence::Empty => Word::SetEmpty,
                    Presence::Null => Word::SetNull,
                    Presence::Missing => Word::SetMissing,
                }),
                checked: Some(presence == present),
                on_choose: Callback::from(move |()| {
                    emit.emit((name.clone(), in_state(presence, &old, &ty)));
                }),
            }
        })
        .collect();
    let label = props.words.fill(Word::StateOf, &[("name", &props.name)]);
    html! {
        <Menu {label} {items} class="am-icon-button am-faint am-edits">
            { icon(Symbol::More) }
        </Menu>
    }
}

/// A value in the chosen state; a value where there was none is one that shows that it is there.
fn in_state(presence: Presence, old: &Tagged, ty: &str) -> Tagged {
    match presence {
        Presence::Value if old.presence() == Presence::Value => old.clone(),
        Presence::Value => match ty {
            "boolean" => Tagged::Boolean(false),
            "integer" | "number" => Tagged::Integer("0".to_owned()),
            "array" => Tagged::List(vec![Tagged::text("value")]),
            _ => Tagged::text("value"),
        },
        Presence::Empty => Tagged::text(""),
        Presence::Null => Tagged::Null,
        Presence::Missing => Tagged::Missing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_numbers_while_they_look_like_it() {
        let big = Tagged::Integer("9007199254740993".to_owned());
        assert_eq!(typed("9007199254740994", &big, "string").to_line(), "9007199254740994");
        assert!(matches!(typed("12", &big, "string"), Tagged::Integer(_)));
        assert!(matches!(typed("1.5", &big, "string"), Tagged::Decimal(_)));
        assert!(matches!(typed("1x", &big, "string"), Tagged::Text(_)));
        assert!(matches!(typed("12", &Tagged::text("1"), "integer"), Tagged::Text(_)));
        assert!(matches!(typed("12", &Tagged::Null, "integer"), Tagged::Integer(_)));
    }
}
