//! Says what happened to those who cannot see it, once per pause.

use gloo_timers::callback::Timeout;
use yew::{
    AttrValue, Html, Properties, function_component, html, use_effect_with, use_mut_ref,
    use_state_eq,
};

/// Typing must pause so long before the result is spoken.
const PAUSE: u32 = 700;

#[derive(PartialEq, Properties)]
pub(crate) struct LiveProps {
    /// What the present state would be told as.
    pub(crate) text: AttrValue,
    /// Something said at once, and the number of such sayings.
    pub(crate) notice: (u32, AttrValue),
}

/// The live region.
#[function_component]
pub(crate) fn Live(props: &LiveProps) -> Html {
    let said = use_state_eq(AttrValue::default);
    let pending = use_mut_ref(|| None::<Timeout>);
    let first = use_mut_ref(|| true);
    use_effect_with(props.text.clone(), {
        let said = said.clone();
        move |text| {
            // What the page opens with was not asked for.
            if !std::mem::take(&mut *first.borrow_mut()) {
                let text = text.clone();
                *pending.borrow_mut() = Some(Timeout::new(PAUSE, move || said.set(text)));
            }
        }
    });
    use_effect_with(props.notice.clone(), {
        let said = said.clone();
        move |(number, text)| {
            if *number > 0 {
                said.set(text.clone());
            }
        }
    });
    html! {
        <div class="am-hidden" role="status" aria-live="polite" aria-atomic="true" data-testid="live">
            { (*said).clone() }
        </div>
    }
}
