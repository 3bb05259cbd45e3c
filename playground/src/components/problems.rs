//! All problems of all mappings, by mapping.

use yew::{Html, html};

use super::expression::by_severity;
use super::icon::{Symbol, icon};
use super::more::more;
use super::problem_strip::{Handlers, backticks, problem_line};
use crate::model::{Fix, Mapping, Problem};
use crate::page::Page;
use crate::services::editor::apply_edits;
use crate::services::overview::PROBLEMS;
use crate::services::set_problems::SetProblem;
use crate::state::Action;
use crate::words::Word;

/// How many people a problem of the whole set names at once.
const NAMED: usize = 5;

/// The panel.
pub(crate) fn problems(page: &Page) -> Html {
    let groups: Vec<_> = page
        .state
        .workspace
        .set
        .mappings
        .iter()
        .zip(&page.findings.analyses)
        .filter(|(_, analysis)| !analysis.problems.is_empty())
        .collect();
    let of_set = &page.everybody.overview.set_problems;
    let refused = refused(page);
    if groups.is_empty() && of_set.is_empty() && refused.is_none() {
        return html! { <p class="am-empty">{ page.say(Word::NoProblemsAnywhere) }</p> };
    }
    html! {
        <div class="am-problems am-scroll" tabindex="0" role="group" aria-label={page.say(Word::Problems)}>
            { for refused }
            if !of_set.is_empty() {
                { set_group(page, of_set) }
            }
            { for groups.into_iter().map(|(mapping, analysis)| html! {
                <section key={mapping.to.clone()} class="am-problem-group">
                    <h3 translate="no">{ &mapping.to }</h3>
                    { for by_severity(&analysis.problems).into_iter().map(|problem| {
                        line(page, mapping, &problem)
                    }) }
                </section>
            }) }
        </div>
    }
}

/// What was allowed until the context or the dialect was changed, and no longer is.
fn refused(page: &Page) -> Option<Html> {
    let past = page.findings.past.as_ref().filter(|past| past.is_about(&page.state.workspace))?;
    let mappings = page.state.workspace.set.mappings.iter().zip(&page.findings.analyses);
    let refused: Vec<(&str, &Problem)> = mappings
        .flat_map(|(mapping, now)| {
            past.refused(&mapping.expr, now).map(|problem| (mapping.to.as_str(), problem))
        })
        .collect();
    let word = if refused.is_empty() { Word::AllAllowed } else { Word::NoLongerAllowed };
    Some(html! {
        <section class="am-problem-group" data-testid="context-change">
            <h3>{ page.say(word) }</h3>
            <ul class="am-refused">
                { for refused.into_iter().map(|(target, problem)| html! {
                    <li><b translate="no">{ target.to_owned() }</b>{ ": " }{ backticks(&problem.message) }</li>
                }) }
            </ul>
        </section>
    })
}

/// What is wrong with the set as a whole, or with its results.
fn set_group(page: &Page, problems: &[SetProblem]) -> Html {
    let people = &page.everybody.state.workspace.people;
    html! {
        <section class="am-problem-group">
            <h3>{ page.say(Word::WholeSet) }</h3>
            { for problems.iter().map(|problem| {
                let names = |rows: &[usize]| {
                    let people = rows.iter().filter_map(|row| people.get(*row));
                    people.map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ")
                };
                let (first, others) = problem.rows.split_at(problem.rows.len().min(NAMED));
                html! {
                    <div class="am-problem" data-testid="problem" data-code={problem.code.to_string()}
                        data-severity={problem.severity.id()}>
                        <span class="am-glyph am-is-error">{ icon(Symbol::Error) }</span>
                        <span class="am-hidden">{ page.say(Word::Error) }{ ": " }</span>
                        <span class="am-problem-text">
                            <b translate="no">{ &problem.target }</b>
                            <span>{ backticks(&problem.message) }</span>
                            <span class="am-help" translate="no">{ names(first) }</span>
                            if !others.is_empty() {
                                <details class="am-help">
                                    <summary>{ page.words.count(Word::MorePeople, others.len()) }</summary>
                                    <span translate="no">{ names(others) }</span>
                                </details>
                            }
                        </span>
                        <code class="am-code" translate="no">{ problem.code.to_string() }</code>
                    </div>
                }
            }) }
            { more(page, Word::MoreSetProblems, page.everybody.overview.problem_count, PROBLEMS) }
        </section>
    }
}

fn line(page: &Page, mapping: &Mapping, problem: &Problem) -> Html {
    let on_fix = {
        let (target, text) = (mapping.to.clone(), mapping.expr.clone());
        page.on(move |fix: Fix| Action::ReplaceText {
            target: target.clone(),
            text: apply_edits(&text, &fix.edits),
        })
    };
    let target = mapping.to.clone();
    let on_show = page
        .on(move |problem: Problem| Action::Show { target: target.clone(), span: problem.span });
    problem_line(
        problem,
        page.words,
        &Handlers { linked: page.host.has_reference(), on_fix, on_show },
    )
}
