//! A row of tabs: arrows move and choose at once.

use web_sys::{Element, KeyboardEvent, MouseEvent};
use yew::{AttrValue, Callback, Html, TargetCast, classes, html};

use crate::services::dom;

/// One tab.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tab<K> {
    pub(crate) key: K,
    pub(crate) label: AttrValue,
    /// A number behind the label.
    pub(crate) count: Option<AttrValue>,
}

/// Tells the tabs of one row apart in element ids.
pub(crate) trait TabKey: Clone + PartialEq + 'static {
    fn id(&self) -> String;
}

impl TabKey for String {
    fn id(&self) -> String {
        self.clone()
    }
}

/// A row of tabs.
pub(crate) struct Tabs<K: TabKey> {
    /// The beginning of all ids; the panel's is this with `-panel`.
    pub(crate) id: AttrValue,
    pub(crate) label: AttrValue,
    pub(crate) all: Vec<Tab<K>>,
    pub(crate) chosen: K,
    pub(crate) on_choose: Callback<K>,
    /// Whether the labels are names that are never translated.
    pub(crate) code: bool,
}

/// Shows the row.
pub(crate) fn tabs<K: TabKey>(row: &Tabs<K>) -> Html {
    let onkeydown = {
        let (tabs, chosen) = (row.all.clone(), row.chosen.clone());
        let (id, on_choose) = (row.id.clone(), row.on_choose.clone());
        Callback::from(move |event: KeyboardEvent| {
            let last = tabs.len().saturating_sub(1);
            let here = tabs.iter().position(|tab| tab.key == chosen).unwrap_or(0);
            let there = match event.key().as_str() {
                "ArrowRight" => {
                    if here == last {
                        0
                    } else {
                        here + 1
                    }
                }
                "ArrowLeft" => {
                    if here == 0 {
                        last
                    } else {
                        here - 1
                    }
                }
                "Home" => 0,
                "End" => last,
                _ => return,
            };
            event.prevent_default();
            if let Some(tab) = tabs.get(there) {
                on_choose.emit(tab.key.clone());
                if let Some(pressed) = event.target_dyn_into::<Element>() {
                    dom::focus_id(&dom::root_of(&pressed), &format!("{id}-{}", tab.key.id()));
                }
            }
        })
    };
    html! {
        <div class="am-tabs" role="tablist" aria-label={row.label.clone()} {onkeydown}>
            { for row.all.iter().map(|tab| {
                let chosen = tab.key == row.chosen;
                let (on_choose, key) = (row.on_choose.clone(), tab.key.clone());
                let onclick = Callback::from(move |_: MouseEvent| on_choose.emit(key.clone()));
                html! {
                    <button type="button" role="tab" id={format!("{}-{}", row.id, tab.key.id())}
                        class={classes!("am-tab", chosen.then_some("am-chosen"))}
                        aria-selected={if chosen { "true" } else { "false" }}
                        aria-controls={chosen.then(|| format!("{}-panel", row.id))}
                        tabindex={if chosen { "0" } else { "-1" }}
                        translate={row.code.then_some("no")} {onclick}>
                        { tab.label.clone() }
                        if let Some(count) = &tab.count {
                            { " " }<span class="am-count">{ count.clone() }</span>
                        }
                    </button>
                }
            }) }
        </div>
    }
}
