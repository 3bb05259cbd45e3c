//! The place of the editor: mounts it, names it, keeps its text the state's, and shows in it what was
//! found.

use std::ops::Range;
use std::rc::Rc;

use web_sys::Element;
use yew::{
    AttrValue, Callback, Html, Properties, function_component, html, use_effect_with, use_mut_ref,
};

use super::editor_layer::lines;
use crate::services::dom;
use crate::services::editor::{Editor, EditorEvent, Look};

#[derive(PartialEq, Properties)]
pub(crate) struct EditorFieldProps {
    pub(crate) editor: Editor,
    pub(crate) label: AttrValue,
    /// The ids of what describes it, with blanks between them.
    pub(crate) described_by: AttrValue,
    /// The text as the state has it; the field itself is not rendered from it.
    pub(crate) text: AttrValue,
    /// Which mapping it is: another one begins with nothing to undo.
    pub(crate) target: AttrValue,
    /// Which change from outside; the text is put in when this changes.
    pub(crate) revision: u64,
    pub(crate) look: Look,
    /// Whether the text can be looked at only.
    pub(crate) readonly: bool,
    /// A part to be shown, and which wish it is.
    pub(crate) shown: (u64, Range<usize>),
    pub(crate) on_event: Callback<EditorEvent>,
    /// The editor does not work here.
    pub(crate) on_failure: Callback<()>,
}

/// The field and, for the plain one, the layer under it.
#[function_component]
pub(crate) fn EditorField(props: &EditorFieldProps) -> Html {
    let EditorFieldProps { editor, label, described_by, text, target, revision, look, .. } = props;
    let latest = use_mut_ref(Callback::<EditorEvent>::noop);
    latest.replace(props.on_event.clone());
    use_effect_with(editor.clone(), {
        let (latest, on_failure) = (Rc::clone(&latest), props.on_failure.clone());
        move |editor| {
            let tell = Callback::from(move |event| {
                let tell = latest.borrow().clone();
                tell.emit(event);
            });
            if !editor.attach(tell) {
                on_failure.emit(());
            }
            let editor = editor.clone();
            move || editor.detach()
        }
    });
    use_effect_with((editor.clone(), target.clone()), {
        let text = text.clone();
        move |(editor, _)| editor.open(&text)
    });
    use_effect_with((editor.clone(), *revision), {
        let text = text.clone();
        move |(editor, _)| editor.set_text(&text)
    });
    let described = (editor.clone(), label.clone(), described_by.clone(), props.readonly);
    use_effect_with(described, |described| {
        if let (Editor::Rich(editor), label, described_by, readonly) = described {
            let root = editor.node().cast::<Element>().map(|place| dom::root_of(&place));
            let found = |id| root.as_ref()?.get_element_by_id(id);
            let descriptions = described_by.split(' ').filter_map(found).collect();
            editor.label(label, &descriptions, *readonly);
        }
    });
    // After the text that it is a part of.
    use_effect_with(props.shown.clone(), {
        let editor = editor.clone();
        move |(wish, span)| {
            if *wish > 0 {
                editor.focus();
                editor.select(span);
            }
        }
    });
    // Colors belong to the text that was looked at.
    use_effect_with((editor.clone(), look.clone(), text.clone()), |(editor, look, text)| {
        if let Editor::Rich(editor) = editor {
            editor.show(look, text);
        }
    });
    match editor {
        Editor::Rich(_) => html! {
            <div key="rich" ref={editor.node()} class="am-editor" part="editor" data-editor="rich" />
        },
        Editor::Plain(_) => html! {
            <div key="plain" class="am-editor am-editor-plain" part="editor" data-editor="plain">
                <div class="am-editor-layer" aria-hidden="true" translate="no">
                    { for lines(text, &look.tokens, &look.problems) }
                </div>
                <textarea ref={editor.node()} class="am-editor-field" rows="1" wrap="soft"
                    spellcheck="false" autocomplete="off" autocapitalize="off" autocorrect="off"
                    translate="no" readonly={props.readonly} aria-label={label.clone()} aria-autocomplete="list"
                    aria-haspopup="listbox" aria-describedby={described_by.clone()} />
            </div>
        },
    }
}
