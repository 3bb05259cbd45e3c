//! All problems of all mappings, by mapping.

use yew::{Callback, Html, Properties, function_component, html};

use super::expression::by_severity;
use super::problem_strip::ProblemLine;
use crate::model::{Fix, Mapping, Problem};
use crate::page::Page;
use crate::services::editor::{Editor, apply_edits};
use crate::state::Action;
use crate::words::Word;

#[derive(PartialEq, Properties)]
pub(crate) struct ProblemsProps {
    pub(crate) page: Page,
    pub(crate) editor: Editor,
}

/// The panel.
#[function_component]
pub(crate) fn Problems(props: &ProblemsProps) -> Html {
    let page = &props.page;
    let groups: Vec<_> = page
        .state
        .workspace
        .set
        .mappings
        .iter()
        .zip(&page.findings.analyses)
        .filter(|(_, analysis)| !analysis.problems.is_empty())
        .collect();
    if groups.is_empty() {
        return html! { <p class="am-empty">{ page.say(Word::NoProblemsAnywhere) }</p> };
    }
    html! {
        <div class="am-problems am-scroll" tabindex="0" role="group" aria-label={page.say(Word::Problems)}>
            { for groups.into_iter().map(|(mapping, analysis)| html! {
                <section key={mapping.to.clone()} class="am-problem-group">
                    <h3 translate="no">{ &mapping.to }</h3>
                    { for by_severity(&analysis.problems).into_iter().map(|problem| {
                        line(props, mapping, problem)
                    }) }
                </section>
            }) }
        </div>
    }
}

fn line(props: &ProblemsProps, mapping: &Mapping, problem: Problem) -> Html {
    let page = &props.page;
    let on_fix = {
        let (target, text) = (mapping.to.clone(), mapping.expr.clone());
        page.on(move |fix: Fix| Action::ReplaceText {
            target: target.clone(),
            text: apply_edits(&text, &fix.edits),
        })
    };
    let on_show = {
        let (dispatch, editor) = (page.dispatch.clone(), props.editor.clone());
        let target = mapping.to.clone();
        Callback::from(move |problem: Problem| {
            dispatch.emit(Action::SelectMapping(target.clone()));
            let editor = editor.clone();
            // The editor gets its new text in the next frame.
            gloo_timers::callback::Timeout::new(0, move || {
                editor.0.focus();
                editor.0.select(&problem.span);
            })
            .forget();
        })
    };
    html! { <ProblemLine {problem} words={page.words} {on_fix} {on_show} /> }
}
