//! Elements and a date → text.

use super::super::names;
use super::super::print::{self, OffsetStyle, Part};
use super::super::zone::Zone;
use super::{DateTime, Element, NameStyle};
use std::fmt::{self, Write};

pub(super) fn print(elements: &[Element], date: &DateTime, out: &mut impl Write) -> fmt::Result {
    let millis = i64::from(date.nanos / 1_000_000);
    // Every date of the classic dialect has 64 bits of milliseconds.
    let local = date.local().saturating_mul(1_000).saturating_add(millis);
    elements.iter().try_for_each(|element| match element {
        Element::Literal(text) => out.write_str(text),
        Element::Number { field, minimum, .. } => print::padded(out, field.get(local), *minimum),
        Element::TwoDigitYear { field, .. } => print::padded(out, field.get(local).abs() % 100, 2),
        Element::Text(text, style) => {
            let (all, first) = text.names();
            let name = names::of(all, first, text.field().get(local));
            name.map_or(Ok(()), |name| {
                out.write_str(if *style == NameStyle::Long { name.long } else { name.short })
            })
        }
        Element::Fraction(digits) => fraction(out, millis, *digits),
        Element::Offset { colon } => offset(out, date.offset, *colon),
        Element::ZoneId => match date.zone() {
            Zone::Region(region) => out.write_str(region.id()),
            Zone::Fixed(0) => out.write_str("UTC"),
            Zone::Fixed(seconds) => fixed(out, seconds),
        },
        Element::ZoneName(style) => zone_name(out, date, *style),
    })
}

/// Digits past the sixteenth only show where all of them are zeros, as in Joda-Time's 64-bit
/// arithmetic.
fn fraction(out: &mut impl Write, millis: i64, digits: usize) -> fmt::Result {
    if digits < 3 {
        let cut = 10_i64.pow(3 - u32::try_from(digits).unwrap_or(0));
        return print::padded(out, millis / cut, digits);
    }
    print::padded(out, millis, 3)?;
    let last = if millis == 0 { digits } else { digits.min(16) };
    (3..last).try_for_each(|_| out.write_char('0'))
}

fn offset(out: &mut impl Write, seconds: i32, colon: bool) -> fmt::Result {
    let style = OffsetStyle { zero: "", colon, minutes: Part::Always, seconds: Part::Never };
    print::offset(out, seconds, style)
}

/// The id of a zone that is only an offset.
fn fixed(out: &mut impl Write, seconds: i32) -> fmt::Result {
    let style = OffsetStyle { zero: "", colon: true, minutes: Part::Always, seconds: Part::Needed };
    print::offset(out, seconds, style)
}

fn zone_name(out: &mut impl Write, date: &DateTime, style: NameStyle) -> fmt::Result {
    let Zone::Region(region) = date.zone() else {
        return match (date.offset, style) {
            (0, NameStyle::Short) => out.write_str("UTC"),
            (0, NameStyle::Long) => out.write_str("Coordinated Universal Time"),
            (seconds, _) => fixed(out, seconds),
        };
    };
    let name = region.name(style, date.is_daylight());
    // The zones whose only name is an offset are `Etc/GMT+5` and its like.
    if name.starts_with("GMT+") || name.starts_with("GMT-") {
        return fixed(out, date.offset);
    }
    out.write_str(name)
}
