//! Decimal text → the nearest double, without tables.
//!
//! Short numbers are one exact multiplication or division. For the rest a guess is compared, as whole
//! numbers of any size, with the middle between it and its neighbor, until it is the nearest.

use std::cmp::Ordering;

/// More digits cannot decide between two doubles, only whether something is behind them.
const DIGITS: usize = 800;

/// Powers of ten up to this one are doubles without error.
const EXACT_POWER: i32 = 22;

/// Whole numbers up to this one are doubles without error.
const EXACT: u64 = 1 << 53;

/// Reads a decimal number: sign, digits with a point somewhere, exponent. The nearest double; past
/// the largest one infinity. `None` for text of another form.
pub fn read_double(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let size = Decimal::read(unsigned)?.nearest();
    Some(if text.starts_with('-') { -size } else { size })
}

/// Digits without zeros around them, and the power of ten that the last one counts.
struct Decimal {
    digits: Vec<u8>,
    power: i32,
}

impl Decimal {
    fn read(unsigned: &str) -> Option<Self> {
        let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let power = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !(all_digits(whole) && all_digits(fraction) && all_digits(power))
            || whole.len() + fraction.len() == 0
            || power.is_empty()
        {
            return None;
        }
        // What is no 32-bit number is as good as endless.
        let size = power.parse().unwrap_or(i32::MAX);
        let power = if exponent.starts_with('-') { -size } else { size };
        let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
        digits.drain(..zeros);
        let mut decimal = Self { power: moved(power, fraction.len(), -1), digits };
        decimal.shorten();
        Some(decimal)
    }

    /// Leaves zeros at the end away, and of what is behind the last digit that counts only that
    /// there is something.
    fn shorten(&mut self) {
        let all = self.digits.len();
        while self.digits.last() == Some(&b'0') {
            self.digits.pop();
        }
        if self.digits.len() > DIGITS {
            self.digits.truncate(DIGITS);
            self.digits.push(b'1');
        }
        self.power = moved(self.power, all - self.digits.len(), 1);
    }

    fn nearest(&self) -> f64 {
        let digits = i32::try_from(self.digits.len()).unwrap_or(i32::MAX);
        let magnitude = self.power.saturating_add(digits);
        if digits == 0 || magnitude < -330 {
            return 0.0;
        }
        if magnitude > 310 {
            return f64::INFINITY;
        }
        let first = self.digits.iter().take(19);
        let first = first.fold(0, |number, digit| number * 10 + u64::from(digit - b'0'));
        #[expect(clippy::cast_precision_loss, reason = "that is why it is a guess")]
        let guess = scaled(first as f64, self.power + digits - digits.min(19));
        if digits <= 19 && first <= EXACT && self.power.abs() <= EXACT_POWER {
            return guess;
        }
        f64::from_bits(self.settle(guess.min(f64::MAX).to_bits()))
    }

    /// Moves a guess to the nearest double; of two that are equally near to the even one.
    fn settle(&self, mut bits: u64) -> u64 {
        let mut value = Large::default();
        for digit in &self.digits {
            value.multiply(10, u32::from(digit - b'0'));
        }
        let tens = self.power.unsigned_abs();
        if self.power > 0 {
            value.multiply_by_tens(tens);
        }
        // The value compared with the middle between a double and the next one.
        let beside_middle = |bits: u64| {
            let mut middle = Large::default();
            let (fraction, exponent) = (bits % (1 << 52), bits >> 52);
            let number = if exponent == 0 { fraction } else { fraction | 1 << 52 };
            let twice = number * 2 + 1;
            middle.multiply(1, u32::try_from(twice >> 32).unwrap_or(0));
            middle.multiply(1 << 16, 0);
            middle.multiply(1 << 16, u32::try_from(twice & 0xFFFF_FFFF).unwrap_or(0));
            if self.power < 0 {
                middle.multiply_by_tens(tens);
            }
            let mut value = value.clone();
            match u32::try_from(exponent.max(1)).unwrap_or(0).checked_sub(1076) {
                Some(twos) => middle.multiply_by_twos(twos),
                None => {
                    let twos = 1076_u64.saturating_sub(exponent.max(1));
                    value.multiply_by_twos(u32::try_from(twos).unwrap_or(0));
                }
            }
            value.cmp(&middle)
        };
        let is_odd = |bits: u64| bits % 2 == 1;
        let above = |bits: u64| match beside_middle(bits) {
            Ordering::Greater => true,
            Ordering::Equal => is_odd(bits),
            Ordering::Less => false,
        };
        while bits < f64::INFINITY.to_bits() && above(bits) {
            bits += 1;
        }
        while bits > 0 && !above(bits - 1) {
            bits -= 1;
        }
        bits
    }
}

/// A power changed by so many digits.
fn moved(power: i32, digits: usize, by: i32) -> i32 {
    power.saturating_add(i32::try_from(digits).unwrap_or(i32::MAX).saturating_mul(by))
}

/// A number times a power of ten, in steps that have hardly an error each.
fn scaled(mut number: f64, mut power: i32) -> f64 {
    while power != 0 {
        let step = power.unsigned_abs().min(EXACT_POWER.unsigned_abs());
        let factor = (0..step).fold(1.0, |factor, _| factor * 10.0);
        if power > 0 {
            number *= factor;
            power -= step.cast_signed();
        } else {
            number /= factor;
            power += step.cast_signed();
        }
    }
    number
}

/// A whole number of any size, in digits of 32 bits, the lowest first and the highest not zero.
#[derive(Clone, Default, PartialEq, Eq)]
struct Large(Vec<u32>);

impl Large {
    /// Multiplies by a number and adds another.
    fn multiply(&mut self, factor: u32, more: u32) {
        let mut carry = u64::from(more);
        for digit in &mut self.0 {
            carry += u64::from(*digit) * u64::from(factor);
            *digit = u32::try_from(carry & 0xFFFF_FFFF).unwrap_or(0);
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(u32::try_from(carry).unwrap_or(0));
        }
    }

    fn multiply_by_tens(&mut self, power: u32) {
        // The largest power of ten that is a digit.
        for _ in 0..power / 9 {
            self.multiply(1_000_000_000, 0);
        }
        self.multiply(10_u32.pow(power % 9), 0);
    }

    fn multiply_by_twos(&mut self, power: u32) {
        self.multiply(1 << (power % 32), 0);
        self.0.splice(0..0, (0..power / 32).map(|_| 0));
    }
}

impl PartialOrd for Large {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Large {
    fn cmp(&self, other: &Self) -> Ordering {
        let digits = |large: &Self| large.0.len();
        digits(self).cmp(&digits(other)).then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::number::doubles;

    #[test]
    fn text_reads_as_the_nearest_double() {
        for number in doubles() {
            for text in [number.to_string(), format!("{number:e}"), format!("{number:.25}")] {
                let wanted: f64 = text.parse().unwrap();
                assert_eq!(read_double(&text).map(f64::to_bits), Some(wanted.to_bits()), "{text}");
            }
        }
    }

    #[test]
    fn the_middle_between_two_doubles_decides() {
        for number in doubles().filter(|number| *number > 0.0).take(400) {
            let bits = number.to_bits();
            // The middle has at most 768 digits; past the largest double there is none.
            let next = f64::from_bits(bits + 1);
            if next.is_infinite() || bits >> 52 < 53 {
                continue;
            }
            let text = format!("{}{}", middle_of(number), "0".repeat(7));
            let even = if bits % 2 == 0 { number } else { next };
            assert_eq!(read_double(&text), Some(even), "{text}");
            assert_eq!(read_double(&text), text.parse().ok(), "{text}");
            for tail in ["1", &format!("{}1", "0".repeat(2_000))] {
                let above = format!("{}{tail}", middle_of(number));
                assert_eq!(read_double(&above), Some(next), "{above}");
            }
        }
    }

    /// The decimal text of the middle between a double and the next one, with a point.
    fn middle_of(number: f64) -> String {
        // Half a step is a double as well, and the sum of both has an end in binary, so in decimal.
        let step = f64::from_bits(number.to_bits() + 1) - number;
        let (whole, half) = (format!("{number:.1100}"), format!("{:.1100}", step / 2.0));
        add(&whole, &half)
    }

    /// The sum of two decimal texts with equally many digits behind the point.
    fn add(one: &str, other: &str) -> String {
        let width = one.len().max(other.len());
        let (one, other) = (format!("{one:0>width$}"), format!("{other:0>width$}"));
        let mut carry = 0;
        let mut sum = Vec::new();
        for (a, b) in one.bytes().rev().zip(other.bytes().rev()) {
            if a == b'.' {
                sum.push(a);
                continue;
            }
            let digit = a - b'0' + b - b'0' + carry;
            carry = digit / 10;
            sum.push(b'0' + digit % 10);
        }
        sum.push(b'0' + carry);
        sum.reverse();
        String::from_utf8(sum).unwrap()
    }

    #[test]
    fn the_ends_of_the_doubles_are_exact() {
        for text in [
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.797693134862315807e308",
            "1.797693134862315808e308",
            "1.7976931348623159e308",
            "1e309",
            "2.2250738585072011e-308",
            "2.2250738585072014e-308",
            "4.9e-324",
            "2.4703282292062328e-324",
            "2.4703282292062327e-324",
            "1e-400",
            "9007199254740993",
            "9007199254740992.99999999999999999999999",
            "9007199254740993.00000000000000000000001",
            "123456789012345678901234567890e-10",
        ] {
            assert_eq!(read_double(text), text.parse().ok(), "{text}");
        }
    }

    #[test]
    fn every_form_of_a_decimal_is_read() {
        for (text, number) in [
            ("+7", 7.0_f64),
            ("007.50", 7.5),
            ("-.5", -0.5),
            ("5.", 5.0),
            ("-00", -0.0),
            ("000", 0.0),
            (".0e5", 0.0),
            ("1E+03", 1000.0),
            ("1e400", f64::INFINITY),
            ("-1e99999999999999999999", f64::NEG_INFINITY),
            ("+1e-99999999999999999999", 0.0),
            ("0e99999999999999999999", 0.0),
        ] {
            assert_eq!(read_double(text).map(f64::to_bits), Some(number.to_bits()), "{text}");
        }
        for text in ["", "+", "-", ".", "e3", "1e", "1e+", "--1", "0x10", "NaN", "inf", "1_0", "١"]
        {
            assert_eq!(read_double(text), None, "{text}");
        }
    }
}
