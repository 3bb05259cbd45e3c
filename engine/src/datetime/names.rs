//! English (US) names of months, days, halves of the day and eras, as both dialects print and read
//! them.

/// One thing's name in full and in short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) long: &'static str,
    pub(super) short: &'static str,
}

const fn name(long: &'static str, short: &'static str) -> Name {
    Name { long, short }
}

/// From January.
pub(super) static MONTHS: [Name; 12] = [
    name("January", "Jan"),
    name("February", "Feb"),
    name("March", "Mar"),
    name("April", "Apr"),
    name("May", "May"),
    name("June", "Jun"),
    name("July", "Jul"),
    name("August", "Aug"),
    name("September", "Sep"),
    name("October", "Oct"),
    name("November", "Nov"),
    name("December", "Dec"),
];

/// From Monday.
pub(super) static WEEKDAYS: [Name; 7] = [
    name("Monday", "Mon"),
    name("Tuesday", "Tue"),
    name("Wednesday", "Wed"),
    name("Thursday", "Thu"),
    name("Friday", "Fri"),
    name("Saturday", "Sat"),
    name("Sunday", "Sun"),
];

pub(super) static HALF_DAYS: [Name; 2] = [name("AM", "AM"), name("PM", "PM")];

/// Before Christ, Anno Domini.
pub(super) static ERAS: [Name; 2] = [name("Before Christ", "BC"), name("Anno Domini", "AD")];

/// From the first.
pub(super) static QUARTERS: [Name; 4] = [
    name("1st quarter", "Q1"),
    name("2nd quarter", "Q2"),
    name("3rd quarter", "Q3"),
    name("4th quarter", "Q4"),
];

/// The name of a number that counts from `first`.
pub(super) fn of(names: &'static [Name], first: i64, number: i64) -> Option<&'static Name> {
    names.get(usize::try_from(number - first).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_find_their_names() {
        assert_eq!(of(&MONTHS, 1, 7).map(|name| name.short), Some("Jul"));
        assert_eq!(of(&WEEKDAYS, 1, 7).map(|name| name.long), Some("Sunday"));
        assert_eq!(of(&MONTHS, 1, 0), None);
        assert_eq!(of(&MONTHS, 1, 13), None);
    }
}
