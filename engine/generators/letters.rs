//! Writes the tables of `engine/src/text/letters` from the standard library:
//! `rustc engine/generators/letters.rs -o target/letters && target/letters`

use std::fs;

const FOLDER: &str = "engine/src/text/letters";

fn main() -> std::io::Result<()> {
    let (mut lower, mut upper, mut long) = (Vec::new(), Vec::new(), String::new());
    for character in '\0'..=char::MAX {
        let mut small = character.to_lowercase();
        if let (Some(one), None) = (small.next(), small.next())
            && one != character
        {
            lower.push((u32::from(character), u32::from(one)));
        }
        let mut large = character.to_uppercase();
        match (large.next(), large.next()) {
            (Some(one), None) if one != character => {
                upper.push((u32::from(character), u32::from(one)));
            }
            (Some(_), Some(_)) => long.push_str(&format!("{character}{}\n", character.to_uppercase())),
            _ => {}
        }
    }
    fs::write(format!("{FOLDER}/lower.bin"), packed(&lower))?;
    fs::write(format!("{FOLDER}/upper.bin"), packed(&upper))?;
    fs::write(format!("{FOLDER}/long.txt"), long)
}

/// Runs of one distance: the gap before, length and step, the distance.
fn packed(cases: &[(u32, u32)]) -> Vec<u8> {
    let distance = |at: usize| cases[at].1 as i32 - cases[at].0 as i32;
    let length = |from: usize, step: u32| {
        let goes_on = |at: &usize| {
            cases[*at].0 == cases[*at - 1].0 + step && distance(*at) == distance(from)
        };
        1 + (from + 1..cases.len()).take_while(goes_on).count()
    };
    let (mut table, mut at, mut next) = (Vec::new(), 0, 0);
    while at < cases.len() {
        let step = if length(at, 2) > length(at, 1) { 2 } else { 1 };
        let (length, distance) = (length(at, step), distance(at));
        number(&mut table, cases[at].0 - next);
        number(&mut table, (length as u32) << 1 | (step - 1));
        number(&mut table, ((distance << 1) ^ (distance >> 31)) as u32);
        next = cases[at].0 + (length as u32 - 1) * step + 1;
        at += length;
    }
    table
}

/// Seven bits a byte, the low ones first.
fn number(table: &mut Vec<u8>, mut number: u32) {
    while number > 0x7F {
        table.push(number as u8 | 0x80);
        number >>= 7;
    }
    table.push(number as u8);
}
