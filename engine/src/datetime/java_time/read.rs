//! Elements and a text → fields, which [`super::resolve`] makes a date of.

use super::super::cursor::Cursor;
use super::super::zone::{NameStyle, Region, Zone};
use super::resolve::Found;
use super::{DateTime, DateTimeError, Element, Field, Number, Sign, TextField, TextStyle, offset};

type Read<T> = Result<T, DateTimeError>;

pub(super) fn read(elements: &[Element], text: &str) -> Read<DateTime> {
    let mut cursor = Cursor::new(text);
    let mut found = Found::default();
    read_all(elements, &mut cursor, &mut found)?;
    if !cursor.is_done() {
        return Err(cursor.missing("the end of the text"));
    }
    found.resolve()
}

fn read_all(elements: &[Element], cursor: &mut Cursor<'_>, found: &mut Found) -> Read<()> {
    elements.iter().try_for_each(|element| step(element, cursor, found))
}

fn step(element: &Element, cursor: &mut Cursor<'_>, found: &mut Found) -> Read<()> {
    let start = *cursor;
    let (field, value) = match element {
        Element::Literal(text) => {
            if !cursor.rest().starts_with(text.as_str()) {
                return Err(cursor.missing("the literal text of the pattern"));
            }
            cursor.skip(text.len());
            return Ok(());
        }
        Element::Optional(section) => return read_optional(section, cursor, found),
        Element::ZoneId => return found.set_zone(read_zone(cursor, None)?),
        Element::ZoneName(style) => return found.set_zone(read_zone(cursor, Some(*style))?),
        Element::Number(form) => (form.field, read_number(*form, cursor)?),
        Element::Text(text, style) => (text.field(), read_name(*text, *style, cursor)?),
        Element::Fraction(digits) => {
            let number = cursor.digits(*digits, "digits of a second")?;
            let scale = 10_i64.pow(9_u32.saturating_sub(u32::try_from(*digits).unwrap_or(9)));
            (Field::Nano, number * scale)
        }
        Element::Offset(form) => (Field::Offset, form.read(cursor)?),
        Element::LocalizedOffset(style) => (Field::Offset, offset::read_localized(cursor, *style)?),
    };
    if found.set(field, value) { Ok(()) } else { Err(start.missing("the same as before")) }
}

/// A section that does not fit is passed over; a value out of its range is an error all the same.
fn read_optional(section: &[Element], cursor: &mut Cursor<'_>, found: &mut Found) -> Read<()> {
    let mut ahead = *cursor;
    let mut inner = found.clone();
    match read_all(section, &mut ahead, &mut inner) {
        Ok(()) => {
            *cursor = ahead;
            *found = inner;
            Ok(())
        }
        Err(DateTimeError::Text { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

fn read_number(form: Number, cursor: &mut Cursor<'_>) -> Read<i64> {
    let missing = cursor.missing(if form.minimum == form.maximum {
        "a number of as many digits as the pattern has letters"
    } else {
        "a number"
    });
    let minus = form.sign != Sign::Never && cursor.eat(b'-');
    let plus = form.sign == Sign::Excess && !minus && cursor.eat(b'+');
    let available = cursor.count_digits(form.maximum + form.reserved);
    if available < form.minimum {
        return Err(missing);
    }
    let mut digits = available.saturating_sub(form.reserved).max(form.minimum);
    if form.sign == Sign::Excess && !minus && plus != (digits > form.minimum) {
        return Err(missing);
    }
    // java.time leaves the last of 19 digits for what follows when they pass 64 bits.
    let mut number = cursor.take_number(digits);
    if number.is_none() {
        digits -= 1;
        number = cursor.take_number(digits);
    }
    match number {
        Some(0) if minus => Err(missing),
        Some(number) if minus => Ok(-number),
        Some(number) if form.reduced => Ok(2000 + number),
        Some(number) => Ok(number),
        None => Err(missing),
    }
}

/// Of names that several things share (`J`) java.time takes the last.
fn read_name(text: TextField, style: TextStyle, cursor: &mut Cursor<'_>) -> Read<i64> {
    let (names, first) = text.names();
    let names = names.iter().map(|name| style.of(name)).zip(first..);
    let found = names.filter(|(name, _)| cursor.rest().starts_with(name));
    let (name, number) =
        found.max_by_key(|(name, _)| name.len()).ok_or(cursor.missing(match text {
            TextField::Era => "the name of an era, in the pattern's form",
            TextField::Month => "the name of a month, in the pattern's form",
            TextField::Quarter => "the name of a quarter, in the pattern's form",
            TextField::Weekday => "the name of a day, in the pattern's form",
            TextField::HalfDay => "`AM` or `PM`",
        }))?;
    cursor.skip(name.len());
    Ok(number)
}

/// A zone id, an offset, or a name of the given style.
fn read_zone(cursor: &mut Cursor<'_>, style: Option<NameStyle>) -> Read<Zone> {
    let missing = cursor.missing("a time zone");
    let rest = cursor.rest();
    if rest.starts_with(['+', '-']) {
        return read_fixed(cursor);
    }
    for prefix in ["UTC", "UT", "GMT0", "GMT"] {
        if rest.starts_with(prefix) {
            cursor.skip(prefix.len());
            let mut ahead = *cursor;
            if prefix != "GMT0" && read_fixed(&mut ahead).is_ok_and(|zone| zone != Zone::UTC) {
                // `UTC+03:00` is a zone to java.time and none to the product.
                return Err(DateTimeError::UnknownZone);
            }
            return Zone::identity(prefix);
        }
    }
    let id = Region::prefix_of(rest).map(|region| (region.id(), region.id()));
    let name = style.and_then(|style| Region::named_by(rest, style));
    let name = name.map(|(name, region)| (name, region.id()));
    let longest = id.into_iter().chain(name).max_by_key(|(text, _)| text.len());
    match longest {
        Some((text, id)) => {
            cursor.skip(text.len());
            Zone::identity(id)
        }
        None if cursor.eat(b'Z') => Ok(Zone::UTC),
        None => Err(missing),
    }
}

/// An offset as java.time prints it, such as `+05:30`.
fn read_fixed(cursor: &mut Cursor<'_>) -> Read<Zone> {
    let form = offset::OffsetForm::of('X', 5).ok_or(cursor.missing("an offset"))?;
    let seconds = form.read(cursor)?;
    super::resolve::fixed(seconds)
}
