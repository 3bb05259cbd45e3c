//! Random edits of every scenario: nothing may panic, and nothing may take long.

use crate::services::findings::Finder;
use crate::services::overview::{Ask, Maker};
use crate::state::{Action, State};

const PIECES: [&str; 24] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    " + ",
    " ? ",
    " : ",
    ".",
    "null",
    "user",
    "appuser.",
    "String.len(",
    " AND ",
    " matches ",
    "😀",
    "é",
    "1",
    "-",
    "\\",
    "王",
];

/// A small generator that always gives the same numbers.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }
}

fn edited(numbers: &mut Numbers, text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let (start, end) = (numbers.below(characters.len() + 1), numbers.below(characters.len() + 1));
    let (start, end) = (start.min(end), start.max(end).min(start.min(end) + numbers.below(12)));
    let mut out: String = characters[..start].iter().collect();
    if numbers.below(3) > 0 {
        out.push_str(PIECES[numbers.below(PIECES.len())]);
    }
    out.extend(&characters[end..]);
    out
}

fn survive(mut state: State, seed: u64) {
    let mut numbers = Numbers(seed);
    let mut finder = Finder::new(0);
    let mut maker = Maker::new(0);
    maker.load(0, state.workspace.people.to_vec());
    let original = state.mapping().unwrap().expr.clone();
    for round in 0..1_000 {
        let text = &state.mapping().unwrap().expr;
        let text = if round % 50 == 0 { original.clone() } else { edited(&mut numbers, text) };
        let target = state.target.clone();
        state = state.reduce(&Action::EditText { target, text });
        let findings = finder.find(&state, |_| {});
        let overview = maker.make_at_once(&Ask::of(&state, Vec::new()));
        assert_eq!(overview.rows.len(), state.workspace.people.len());
        for analysis in &findings.analyses {
            for problem in &analysis.problems {
                assert!(problem.span.start <= problem.span.end);
            }
        }
    }
}

#[test]
fn a_thousand_random_edits_of_every_scenario_do_no_harm() {
    for (seed, scenario) in super::Scenario::ALL.into_iter().enumerate() {
        survive(scenario.open(), u64::try_from(seed).unwrap());
    }
}
