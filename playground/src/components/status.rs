//! The bar at the foot of the page.

use web_sys::MouseEvent;
use yew::{Html, classes, html};

use super::icon::{Symbol, icon};
use crate::model::Severity;
use crate::page::Page;
use crate::services::engine;
use crate::services::storage::Kept;
use crate::state::{Dialog, ViewChange};
use crate::words::Word;

/// Counts, version, and whether the network is shut.
///
/// `took` is the time of the last evaluation in milliseconds.
pub(crate) fn status(page: &Page, took: f64, locked: bool) -> Html {
    let workspace = &page.state.workspace;
    let of = |severity: Severity| {
        let problems = page.findings.analyses.iter().flat_map(|analysis| &analysis.problems);
        problems.filter(|problem| problem.severity == severity).count()
    };
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    let (symbol, class) = match (errors, warnings) {
        (0, 0) => (Symbol::Check, "am-is-ok"),
        (0, _) => (Symbol::Warning, "am-is-warn"),
        _ => (Symbol::Error, "am-is-error"),
    };
    let (lock, word) =
        if locked { (Symbol::Lock, Word::NetLocked) } else { (Symbol::LockOpen, Word::NetOpen) };
    html! {
        <footer class="am-status" data-region="status">
            <span class={classes!("am-glyph", class)}>{ icon(symbol) }</span>
            <span>{ page.words.count(Word::CountPeople, workspace.people.len()) }</span>
            <span>{ page.words.count(Word::CountMappings, workspace.set.mappings.len()) }</span>
            if errors > 0 {
                <span>{ page.words.count(Word::CountErrors, errors) }</span>
            }
            <span>{ page.words.count(Word::CountWarnings, warnings) }</span>
            <span data-testid="timing" class="am-wide-only">{ milliseconds(took) }</span>
            { kept_note(page) }
            <span class="am-push" />
            <span data-testid="engine-version" class="am-wide-only">
                { page.words.fill(Word::EngineVersion, &[("version", engine::version())]) }
            </span>
            <span class="am-wide-only">
                { page.words.fill(Word::DialectName, &[("name", &page.say(workspace.dialect.word()))]) }
            </span>
            <button type="button" class="am-net" data-testid="net-state" aria-haspopup="dialog"
                data-locked={if locked { "true" } else { "false" }}
                onclick={page.on(|_: MouseEvent| ViewChange::Dialog(Some(Dialog::Privacy)))}>
                { icon(lock) }{ page.say(word) }
            </button>
        </footer>
    }
}

/// What cannot be kept on the device, where something was to be kept.
pub(crate) fn kept_note(page: &Page) -> Html {
    let word = match page.state.view.kept {
        Kept::Wanted => return Html::default(),
        Kept::WithoutPeople => Word::PeopleNotKept,
        Kept::Nothing => Word::NothingKept,
    };
    html! { <span data-testid="kept-note">{ page.say(word) }</span> }
}

/// With one digit behind the point.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` clamps")]
fn milliseconds(took: f64) -> String {
    let tenths = (took * 10.0).round() as u64;
    format!("{}.{} ms", tenths / 10, tenths % 10)
}
