//! What a text is that was pasted or opened: long ones are read beside the page.

use std::rc::Rc;

use yew::{AttrValue, Callback, hook, use_effect_with, use_state};

use crate::services::import::{Blank, Imported, read};
use crate::services::timing;
use crate::worker::{Progress, Reading};

/// From so many bytes on a text is read in the worker.
const LONG: usize = 1_000_000;

/// How far the reading is.
#[derive(Clone, Debug)]
pub(crate) enum Read {
    /// So many of so many people are here, once that is known.
    Underway(Option<(usize, usize)>),
    Done(Rc<Imported>),
    Failed,
}

/// What is known of `text`, whose people come under `root`, and blanks become `blank`.
#[hook]
pub(crate) fn use_reading(text: AttrValue, root: String, blank: Blank) -> Read {
    let known = use_state(|| Read::Underway(None));
    use_effect_with((text, root, blank), {
        let known = known.clone();
        move |(text, root, blank)| {
            let start = timing::clock();
            let done = move |imported: &Imported| {
                if !imported.people.is_empty() {
                    timing::measure("attrmap:import", start, imported.count());
                }
            };
            let mut reading = None;
            if text.len() < LONG {
                let imported = read(text, root, *blank);
                done(&imported);
                known.set(Read::Done(Rc::new(imported)));
            } else {
                known.set(Read::Underway(None));
                let tell = Callback::from(move |progress| {
                    known.set(match progress {
                        Progress::Arrived(some, all) => Read::Underway(Some((some, all))),
                        Progress::Failed => Read::Failed,
                        Progress::Done(imported) => {
                            done(&imported);
                            Read::Done(imported)
                        }
                    });
                });
                reading = Some(Reading::new(text, root, *blank, tell));
            }
            // Another text, or nobody looking, ends it.
            move || drop(reading)
        }
    });
    (*known).clone()
}
