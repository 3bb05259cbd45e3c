//! The workspace in the forms that other programs read, to copy or to save.

use std::rc::Rc;

use web_sys::{Event, HtmlInputElement, HtmlSelectElement, MouseEvent};
use yew::{
    AttrValue, Callback, Html, Properties, TargetCast, function_component, html, use_memo,
    use_state_eq,
};

use crate::model::Severity;
use crate::page::Page;
use crate::services::dom;
use crate::services::export::{Form, Subject, write_fields};
use crate::words::Word;

#[derive(PartialEq, Properties)]
pub(crate) struct ExportProps {
    pub(crate) page: Page,
}

/// The dialog's body.
#[function_component]
pub(crate) fn Export(props: &ExportProps) -> Html {
    let page = &props.page;
    let form = use_state_eq(Form::default);
    // What is not asked for otherwise is as the form wants it.
    let safe_wish = use_state_eq(|| None::<bool>);
    let only_shown = use_state_eq(|| false);
    let safe = safe_wish.unwrap_or(*form == Form::SpreadsheetCsv);
    let overview = &page.everybody.overview;
    let everyone = &page.everybody.state.workspace.people;
    let is_filtered = overview.rows.len() < everyone.len();
    let takes_shown = is_filtered && *only_shown;
    let subject = Subject {
        workspace: &page.state.workspace,
        target: &page.state.target,
        table: &overview.table,
        people: everyone,
        rows: takes_shown.then_some(&overview.rows),
    };
    let parts = (*form, safe, takes_shown, page.state.clone(), page.everybody.clone());
    let text =
        use_memo(parts, |(form, safe, ..)| AttrValue::from(write_fields(*form, *safe, subject)));
    let onchange = {
        let (form, safe_wish) = (form.clone(), safe_wish.clone());
        Callback::from(move |event: Event| {
            safe_wish.set(None);
            let place = event.target_dyn_into::<HtmlSelectElement>();
            let place = place.and_then(|select| usize::try_from(select.selected_index()).ok());
            if let Some(chosen) = place.and_then(|place| Form::ALL.get(place)) {
                form.set(*chosen);
            }
        })
    };
    let people = subject.count(*form);
    // A rule is read as a whole, tables and code by lines.
    let wrapped = if *form == Form::Expression { "am-link-text" } else { "am-export-text" };
    let is_present = !form.holds_people() || is_present(page);
    html! {
        <>
            <label class="am-labelled">
                <span>{ page.say(Word::ExportForm) }</span>
                <select class="am-select" {onchange}>
                    { for Form::ALL.into_iter().map(|each| html! {
                        <option selected={each == *form}>{ page.say(word(each)) }</option>
                    }) }
                </select>
            </label>
            if matches!(*form, Form::SpreadsheetCsv | Form::ExactCsv) {
                { tick(page, Word::ExportSafe, safe, move |on| safe_wish.set(Some(on))) }
            }
            if form.holds_people() && is_filtered {
                { tick(page, Word::ExportShown, *only_shown, move |on| only_shown.set(on)) }
            }
            { warning(page, *form) }
            <textarea class={format!("am-input {wrapped}")} readonly=true rows="14" translate="no"
                aria-label={page.say(Word::ExportText)} data-testid="export-text"
                value={(*text).clone()} />
            <p data-testid="export-people">
                if people > 0 {
                    <strong>{ page.words.count(Word::ExportHolds, people) }</strong>
                } else {
                    { page.say(Word::ExportHoldsNobody) }
                }
            </p>
            <p class="am-row am-dialog-actions">
                { copy(page, (*text).clone(), is_present) }
                { download(page, *form, (*text).clone(), is_present) }
                if !is_present {
                    <span role="status">{ page.say(Word::ExportWaits) }</span>
                }
            </p>
        </>
    }
}

const fn word(form: Form) -> Word {
    match form {
        Form::Expression => Word::FormExpression,
        Form::MappingSet => Word::FormMappingSet,
        Form::ApiBody => Word::FormApiBody,
        Form::Terraform => Word::FormTerraform,
        Form::SpreadsheetCsv => Word::FormSpreadsheetCsv,
        Form::ExactCsv => Word::FormExactCsv,
        Form::Checks => Word::FormChecks,
        Form::Markdown => Word::FormMarkdown,
        Form::Workspace => Word::FormWorkspace,
    }
}

/// Whether the results are those of the present workspace.
fn is_present(page: &Page) -> bool {
    let (present, known) = (&page.state.workspace, &page.everybody.state.workspace);
    Rc::ptr_eq(&present.set, &known.set) && Rc::ptr_eq(&present.people, &known.people)
}

fn tick(page: &Page, word: Word, checked: bool, change: impl Fn(bool) + 'static) -> Html {
    let onchange = Callback::from(move |event: Event| {
        let field = event.target_dyn_into::<HtmlInputElement>();
        change(field.is_some_and(|field| field.checked()));
    });
    html! {
        <label class="am-choice">
            <input type="checkbox" {checked} {onchange} />{ page.say(word) }
        </label>
    }
}

/// Says before copying that the expression, or which of them, would be refused where it is going.
fn warning(page: &Page, form: Form) -> Html {
    let mappings = page.state.workspace.set.mappings.iter().zip(&page.findings.analyses);
    let wrong: Vec<&str> = mappings
        .filter(|(mapping, _)| form != Form::Expression || mapping.to == page.state.target)
        .filter(|(_, analysis)| {
            analysis.problems.iter().any(|problem| problem.severity == Severity::Error)
        })
        .map(|(mapping, _)| mapping.to.as_str())
        .collect();
    let text = match wrong.as_slice() {
        [] => return Html::default(),
        [one] if *one == page.state.target => page.say(Word::ExportHasErrors),
        names => page.words.fill(Word::ExportErrorsIn, &[("name", &names.join(", "))]),
    };
    html! { <p class="am-is-error" role="note" data-testid="export-errors">{ text }</p> }
}

fn copy(page: &Page, text: AttrValue, is_present: bool) -> Html {
    let present = page.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        present.copy(&text, present.say(Word::CopiedExport));
    });
    html! {
        <button type="button" class="am-button am-bordered" disabled={!is_present} {onclick}>
            { page.say(Word::Copy) }
        </button>
    }
}

fn download(page: &Page, form: Form, text: AttrValue, is_present: bool) -> Html {
    let onclick = Callback::from(move |_: MouseEvent| dom::download(form.file_name(), &text));
    html! {
        <button type="button" class="am-button am-bordered" disabled={!is_present} {onclick}>
            { page.say(Word::Download) }
        </button>
    }
}
