//! One expression and one person at a time: evaluating and compiling.

use crate::field::Field;
use crate::options::Race;
#[cfg(feature = "peers")]
use crate::peers;
use crate::people::{Profile, people};
use crate::stopwatch::{self, Entrant, Pace};
use crate::table::{Unit, print_times};
use crate::workload::Workload;
use crate::{hand, ours};

/// How many people every answer is checked for.
const CHECKED: usize = 10_000;

/// Checks and times every contender on W1 to W4.
pub(crate) fn evaluate(race: &Race) {
    // Some contenders borrow from the people, and all of them live to the end.
    let people: &'static [Profile] = people(CHECKED).collect::<Vec<_>>().leak();
    for workload in Workload::ALL.into_iter().filter(|one| race.wants(one.name())) {
        let expected = hand::answers(workload, people);
        let mut field = Field::new(people, &expected);
        hand::enter(&mut field, workload);
        ours::enter(&mut field, workload);
        #[cfg(feature = "peers")]
        peers::enter(&mut field, workload);
        let times = stopwatch::race(&mut field.entrants, race.pace);
        let title = format!("{}: one evaluation", workload.title());
        print_times(&title, Unit::Nanoseconds, &field.entrants, &times);
    }
}

/// Times every engine compiling the expressions.
pub(crate) fn compile(pace: Pace) {
    for workload in Workload::ALL {
        let mut entrants = vec![Entrant {
            name: "attrmap".to_owned(),
            note: String::new(),
            items: 1,
            pass: ours::compiler(workload),
        }];
        #[cfg(feature = "peers")]
        entrants.extend(peers::compilers(workload));
        let times = stopwatch::race(&mut entrants, pace);
        let title = format!("{}: one compilation", workload.title());
        print_times(&title, Unit::Microseconds, &entrants, &times);
    }
}
