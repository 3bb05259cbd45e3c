//! People held as columns take no more than half as much again as their JSON text.

use attrmap::people::People;

#[path = "../../engine/benches/race/src/people.rs"]
mod generator;

#[test]
fn columns_are_not_much_larger_than_the_text() {
    let text = generator::ndjson(20_000);
    let mut people = People::new();
    for line in text.lines() {
        people.read_profile("user", line.as_bytes()).unwrap();
    }
    assert_eq!((people.len(), people.fault(0)), (20_000, None));
    people.shrink();
    let (held, written) = (people.bytes(), text.len());
    assert!(held * 2 <= written * 3, "{held} bytes for {written} bytes of JSON");
}
