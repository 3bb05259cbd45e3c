//! W6: everybody held in memory, one rule edited: compile it, all results, their counts.

use std::hint::black_box;

use attrmap::context::Context;
use attrmap::environment::Environment;
use attrmap::expression::Expression;
use attrmap::people::{People, Results, State};

use crate::bulk::PEOPLE;
use crate::hand::{self, Person};
use crate::people::{Profile, people};
use crate::stopwatch::{self, Entrant, Pace};
use crate::table::{Unit, print_times};
use crate::workload::Workload;

/// Times every workload over everybody, and says what holding them takes.
pub(crate) fn race(pace: Pace) {
    let profiles: Vec<Profile> = people(PEOPLE).collect();
    for workload in Workload::ALL {
        let expected = hand::answers(workload, &profiles);
        let persons: Vec<Person> = profiles.iter().map(Person::new).collect();
        let held = held(workload, &profiles);
        let mut entrants = vec![by_hand(workload, persons), ours(workload, held, &expected)];
        let times = stopwatch::race(&mut entrants, pace);
        let title =
            format!("W6 with {}: compile, {PEOPLE} results, counts; a person", workload.title());
        print_times(&title, Unit::Nanoseconds, &entrants, &times);
    }
    let text: usize = profiles.iter().map(|one| line(one).len() + 1).sum();
    let bytes = held(Workload::W2, &profiles).bytes();
    println!(
        "\n{PEOPLE} people held as columns take {:.1} MB, {:.2} × their {:.1} MB of JSON.",
        bytes as f64 / 1e6,
        bytes as f64 / text as f64,
        text as f64 / 1e6
    );
}

fn line(profile: &Profile) -> String {
    serde_json::to_string(profile).expect("a profile is JSON")
}

fn held(workload: Workload, profiles: &[Profile]) -> People {
    let mut people = People::new();
    for profile in profiles {
        people.read_profile(workload.root(), line(profile).as_bytes()).expect("there is room");
    }
    people.shrink();
    people
}

/// Structs in a row; the texts one behind the other and where each ends.
fn by_hand(workload: Workload, people: Vec<Person>) -> Entrant {
    let rule = hand::rule(workload);
    let mut text = String::new();
    let mut ends: Vec<usize> = Vec::with_capacity(people.len());
    let pass = Box::new(move || {
        text.clear();
        ends.clear();
        for person in &people {
            rule(person, &mut text);
            ends.push(text.len());
        }
        black_box((&text, &ends));
    });
    let name = "by hand: structs, reused buffer".to_owned();
    Entrant { name, note: String::new(), items: PEOPLE, pass }
}

fn ours(workload: Workload, people: People, expected: &[String]) -> Entrant {
    let environment = Environment::default();
    let base = Context::new();
    let evaluate = move || -> Results {
        let expression = Expression::compile(workload.text(), &environment).expect("it compiles");
        people.evaluate(&expression, &base).expect("there is room")
    };
    let results = evaluate();
    let is_wrong = |(row, expected): &(usize, &String)| results.text_of(*row) != **expected;
    let wrong = expected.iter().enumerate().filter(is_wrong).count();
    let note = if wrong == 0 { String::new() } else { format!("wrong for {wrong} of {PEOPLE}") };
    let pass = Box::new(move || {
        let results = evaluate();
        black_box(State::ALL.map(|state| results.count(state)));
        black_box(results);
    });
    Entrant { name: "attrmap: columns".to_owned(), note, items: PEOPLE, pass }
}
