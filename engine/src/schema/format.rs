//! Formats of text attributes: a text in, whether it has the format out.

use crate::country::Country;

/// Whether the text has the format; formats that are not known here pass.
#[must_use]
pub fn has_format(text: &str, format: &str) -> bool {
    match format {
        "email" => is_email(text),
        "country-code" => Country::from_alpha2(text).is_some(),
        "date-time" => is_date_time(text),
        "uri" => is_uri(text),
        "locale" => is_locale(text),
        _ => true,
    }
}

/// Whether the text is a mail address: HTML's pattern, ASCII only, with a dot in the domain.
///
/// ```
/// use attrmap::schema::is_email;
///
/// assert!(is_email("A.B+c@d-e.example"));
/// assert!(!is_email("a@b"));
/// ```
#[must_use]
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    !local.is_empty()
        && local.bytes().all(|b| b.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&b))
        && domain.contains('.')
        && domain.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

/// Whether the text is a date and time of RFC 3339, with its zone.
#[must_use]
pub fn is_date_time(text: &str) -> bool {
    let parse = || {
        let (date, time) = text.split_once(['T', 't'])?;
        let year = digits(date.get(..4)?, 4)?;
        let month = digits(date.get(4..7)?.strip_prefix('-')?, 2)?;
        let day = digits(date.get(7..)?.strip_prefix('-')?, 2)?;
        let clock = time.get(..8)?;
        let mut parts = clock.split(':');
        let hour = digits(parts.next()?, 2)?;
        let minute = digits(parts.next()?, 2)?;
        let second = digits(parts.next()?, 2)?;
        let zone = skip_fraction(time.get(8..)?)?;
        let valid = (1..=12).contains(&month)
            && (1..=days_in(year, month)).contains(&day)
            && hour < 24
            && minute < 60
            && second <= 60
            && is_zone(zone);
        Some(valid)
    };
    parse().unwrap_or(false)
}

fn digits(text: &str, count: usize) -> Option<u32> {
    let all = text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    if all { text.parse().ok() } else { None }
}

fn skip_fraction(text: &str) -> Option<&str> {
    let Some(rest) = text.strip_prefix('.') else { return Some(text) };
    let zone = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    (zone.len() < rest.len()).then_some(zone)
}

fn is_zone(zone: &str) -> bool {
    if zone.eq_ignore_ascii_case("Z") {
        return true;
    }
    let Some((hours, minutes)) =
        zone.strip_prefix(['+', '-']).and_then(|zone| zone.split_once(':'))
    else {
        return false;
    };
    digits(hours, 2).is_some_and(|hours| hours < 24)
        && digits(minutes, 2).is_some_and(|minutes| minutes < 60)
}

fn days_in(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_uri(text: &str) -> bool {
    let Some((scheme, _)) = text.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
        && !text.contains(char::is_whitespace)
}

fn is_locale(text: &str) -> bool {
    let (language, region) =
        text.split_once('_').map_or((text, None), |(language, region)| (language, Some(region)));
    language.len() == 2
        && language.bytes().all(|b| b.is_ascii_lowercase())
        && region.is_none_or(|region| {
            region.len() == 2 && region.bytes().all(|b| b.is_ascii_uppercase())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_times_need_a_real_day_and_a_zone() {
        for good in
            ["2024-02-29T23:59:60Z", "2024-05-01t10:00:00.123+02:00", "2000-02-29T00:00:00-23:59"]
        {
            assert!(is_date_time(good), "{good}");
        }
        for bad in [
            "2023-02-29T00:00:00Z",
            "2024-05-01T10:00:00",
            "2024-05-01 10:00:00Z",
            "2024-05-01T10:00:00.Z",
            "2024-5-01T10:00:00Z",
            "2024-05-01T24:00:00Z",
            "2024-05-01T10:00:00+0200",
            "é024-05-01T10:00:00Z",
            "2024-13-01T10:00:00Z",
        ] {
            assert!(!is_date_time(bad), "{bad}");
        }
    }

    #[test]
    fn uris_and_locales_have_their_shape() {
        assert!(is_uri("mailto:a@b.co") && is_uri("x:") && !is_uri("1a:b") && !is_uri("a b:c"));
        assert!(is_locale("en") && is_locale("en_US") && !is_locale("en_us") && !is_locale("eng"));
    }
}
