//! What a text is that was pasted or opened: long ones are read beside the page.

use std::rc::Rc;

use yew::{AttrValue, Callback, hook, use_effect_with, use_state};

use crate::services::import::{How, Imported, read};
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

/// What is known of `text`, read in this way.
#[hook]
pub(crate) fn use_reading(text: AttrValue, how: How) -> Read {
    let known = use_state(|| Read::Underway(None));
    use_effect_with((text, how), {
        let known = known.clone();
        move |(text, how)| {
            let start = timing::clock();
            let done = move |imported: &Imported| {
                if !imported.people.is_empty() {
                    timing::measure("attrmap:import", start, imported.count());
                }
            };
            let mut reading = None;
            if text.len() < LONG {
                let imported = read(text, how);
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
                reading = Some(Reading::new(text, how.clone(), tell));
            }
            // Another text, or nobody looking, ends it.
            move || drop(reading)
        }
    });
    (*known).clone()
}
