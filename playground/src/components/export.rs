//! The workspace in the forms that other programs read, to copy or to save.

use web_sys::{Event, HtmlSelectElement, MouseEvent};
use yew::{
    AttrValue, Callback, Html, Properties, TargetCast, function_component, html, use_memo,
    use_state_eq,
};

use crate::model::Severity;
use crate::page::Page;
use crate::services::dom;
use crate::services::export::{Form, Subject, write};
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
    let text = use_memo((*form, page.state.clone(), page.everybody.clone()), |(form, state, _)| {
        let subject = Subject {
            workspace: &state.workspace,
            target: &state.target,
            table: &page.everybody.overview.table,
            people: &page.everybody.state.workspace.people,
        };
        AttrValue::from(write(*form, subject))
    });
    let onchange = {
        let form = form.clone();
        Callback::from(move |event: Event| {
            let place = event.target_dyn_into::<HtmlSelectElement>();
            let place = place.and_then(|select| usize::try_from(select.selected_index()).ok());
            if let Some(chosen) = place.and_then(|place| Form::ALL.get(place)) {
                form.set(*chosen);
            }
        })
    };
    let people = if form.holds_people() { page.state.workspace.people.len() } else { 0 };
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
            { warning(page) }
            <textarea class="am-input am-export-text" readonly=true rows="14" translate="no"
                aria-label={page.say(Word::ExportText)} data-testid="export-text"
                value={(*text).clone()} />
            <p>
                if people > 0 {
                    <strong>{ page.words.count(Word::ExportHolds, people) }</strong>
                } else {
                    { page.say(Word::ExportHoldsNobody) }
                }
            </p>
            <p class="am-row">
                { copy(page, (*text).clone()) }
                { download(page, *form, (*text).clone()) }
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

/// Says before copying that the expression would be refused where it is going.
fn warning(page: &Page) -> Html {
    let problems = page.findings.analysis().map(|analysis| &analysis.problems);
    let wrong = problems.into_iter().flatten().any(|problem| problem.severity == Severity::Error);
    if wrong {
        html! { <p class="am-is-error" role="note">{ page.say(Word::ExportHasErrors) }</p> }
    } else {
        Html::default()
    }
}

fn copy(page: &Page, text: AttrValue) -> Html {
    let present = page.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        present.copy(&text, present.say(Word::CopiedExport));
    });
    html! {
        <button type="button" class="am-button am-bordered" {onclick}>{ page.say(Word::Copy) }</button>
    }
}

fn download(page: &Page, form: Form, text: AttrValue) -> Html {
    let onclick = Callback::from(move |_: MouseEvent| dom::download(form.file_name(), &text));
    html! {
        <button type="button" class="am-button am-bordered" {onclick}>
            { page.say(Word::Download) }
        </button>
    }
}
