//! Numbers as text, the same in every locale: `-1,234.5`, `(12)`, `1.5E3`, `&HFF`, `&O17`.
//!
//! Blanks around the number are passed over; a sign may stand before or behind it; parentheses mean less than nothing; commas
//! may stand between digits before the point.

use super::decimal::{Decimal, divide, in_units};
use crate::{Error, Result};

/// A number that was read from text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Number {
    /// `&H…` or `&O…`: the bits of an integer.
    Bits(u64),
    /// `digits * 10^exponent`: without zeros in front.
    Digits { negative: bool, digits: String, exponent: i64 },
}

impl Number {
    /// DISP_E_TYPEMISMATCH: no number. DISP_E_OVERFLOW: more than 64 bits after `&H` or `&O`.
    pub(super) fn parse(text: &[u16]) -> Result<Self> {
        let text = String::from_utf16(text).map_err(|_| Error::TypeMismatch)?;
        let (text, negative) = unsign(text.trim()).ok_or(Error::TypeMismatch)?;
        let upper = text.to_ascii_uppercase();
        if let Some(bits) = upper.strip_prefix("&H") {
            return bits_of(bits, 16, negative);
        }
        if let Some(bits) = upper.strip_prefix("&O").or_else(|| upper.strip_prefix('&')) {
            return bits_of(bits, 8, negative);
        }
        decimal(&upper, negative).ok_or(Error::TypeMismatch)
    }

    /// The nearest double; DISP_E_OVERFLOW when there is none.
    pub(super) fn to_real(&self) -> Result<f64> {
        let real = match self {
            Self::Bits(bits) => *bits as i64 as f64,
            Self::Digits { negative, digits, exponent } => {
                let sign = if *negative { "-" } else { "" };
                format!("{sign}{digits}e{exponent}").parse().map_err(|_| Error::TypeMismatch)?
            }
        };
        if f64::is_finite(real) { Ok(real) } else { Err(Error::Overflow) }
    }

    /// The nearest decimal; DISP_E_OVERFLOW when there is none.
    pub(super) fn to_decimal(&self) -> Result<Decimal> {
        let (negative, magnitude, scale) = self.scaled()?;
        Decimal::new(negative, magnitude, scale)
    }

    /// The nearest multiple of `10^-scale`, in such units; DISP_E_OVERFLOW when it is too large to count.
    pub(super) fn in_units(&self, units: i32) -> Result<i128> {
        let (negative, magnitude, scale) = self.scaled()?;
        in_units(negative, magnitude, scale, units)
    }

    /// The nearest integer of so many bits; DISP_E_OVERFLOW when it has more. Bits are those of the integer itself:
    /// `&HFFFF` is -1 in 16 bits.
    pub(super) fn to_integer(&self, bits: u32, signed: bool) -> Result<i128> {
        match self {
            Self::Bits(value) if bits < 64 && value >> bits != 0 => Err(Error::Overflow),
            Self::Bits(value) if signed => Ok(i128::from((*value << (64 - bits)) as i64 >> (64 - bits))),
            Self::Bits(value) => Ok(i128::from(*value)),
            Self::Digits { .. } => self.in_units(0),
        }
    }

    /// Sign, magnitude and scale, which round as the number itself does.
    fn scaled(&self) -> Result<(bool, u128, i32)> {
        let (negative, digits, exponent) = match self {
            Self::Bits(bits) => return Ok(((*bits as i64) < 0, (*bits as i64).unsigned_abs().into(), 0)),
            Self::Digits { negative, digits, exponent } => (*negative, digits, *exponent),
        };
        let (first, rest) = digits.split_at(digits.len().min(MOST_DIGITS));
        let mut magnitude: u128 = first.parse().map_err(|_| Error::TypeMismatch)?;
        let mut scale = (-exponent).saturating_sub(rest.len() as i64);
        if rest.bytes().any(|digit| digit != b'0') {
            // Of more digits than can be held it matters only whether the rest is something.
            magnitude = magnitude * 10 + 1;
            scale = scale.saturating_add(1);
        }
        Ok((negative, magnitude, scale.clamp(-1000, 1000) as i32))
    }
}

/// A real number as text: so many significant digits, as `%G` writes them.
pub(super) fn format_real(value: f64, digits: usize) -> String {
    if !value.is_finite() {
        let sign = if value.is_sign_negative() { "-" } else { "" };
        return format!("{sign}1.#{}", if value.is_nan() { "IND" } else { "INF" });
    }
    if value == 0.0 {
        return "0".into(); // of either sign
    }
    let scientific = format!("{:.*e}", digits - 1, value.abs());
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or_default();
    let significant = mantissa.replace('.', "");
    let significant = significant.trim_end_matches('0');
    let sign = if value < 0.0 { "-" } else { "" };
    sign.to_owned() + &place_point(significant, exponent, digits as i32)
}

/// The nearest decimal with so many significant digits; DISP_E_OVERFLOW when there is none.
pub(super) fn decimal_of_real(value: f64, digits: usize) -> Result<Decimal> {
    if !value.is_finite() {
        return Err(Error::Overflow);
    }
    let scientific = format!("{:.*e}", digits - 1, value);
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let text = format!("{}e{exponent}", mantissa.trim_end_matches('0'));
    Number::parse(&text.encode_utf16().collect::<Vec<_>>())?.to_decimal()
}

/// A multiple of 1/10,000 as text.
pub(super) fn format_currency(value: i64) -> String {
    Decimal::new(value < 0, value.unsigned_abs().into(), 4)
        .map_or_else(|_| String::new(), |value| value.to_string())
}

/// The nearest integer to a multiple of 1/10,000.
pub(super) fn round_currency(value: i64) -> i128 {
    let magnitude = divide(value.unsigned_abs().into(), 10_000) as i128;
    if value < 0 { -magnitude } else { magnitude }
}

/// Digits that are read exactly, with room for one more in 128 bits.
const MOST_DIGITS: usize = 37;

/// The text without its sign or parentheses.
fn unsign(text: &str) -> Option<(&str, bool)> {
    if let Some(inner) = text.strip_prefix('(') {
        return inner.strip_suffix(')').map(|inner| (inner.trim(), true));
    }
    let sign = |character: char| match character {
        '+' => Some(false),
        '-' => Some(true),
        _ => None,
    };
    if let Some(negative) = text.chars().next().and_then(sign) {
        return Some((text[1..].trim_start(), negative));
    }
    if let Some(negative) = text.chars().next_back().and_then(sign) {
        return Some((text[..text.len() - 1].trim_end(), negative));
    }
    Some((text, false))
}

fn bits_of(digits: &str, radix: u32, negative: bool) -> Result<Number> {
    if negative || digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return Err(Error::TypeMismatch);
    }
    u64::from_str_radix(digits, radix).map(Number::Bits).map_err(|_| Error::Overflow)
}

fn decimal(text: &str, negative: bool) -> Option<Number> {
    let (mantissa, exponent) = match text.split_once('E') {
        Some((mantissa, exponent)) => (mantissa, exponent_of(exponent)?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_digit = |character: char| character.is_ascii_digit();
    if !whole.chars().all(|character| is_digit(character) || character == ',')
        || whole.starts_with(',')
        || !fraction.chars().all(is_digit)
    {
        return None;
    }
    let digits: String =
        whole.chars().filter(|character| *character != ',').chain(fraction.chars()).collect();
    if digits.is_empty() {
        return None;
    }
    let significant = digits.trim_start_matches('0');
    let digits = if significant.is_empty() { "0" } else { significant }.to_owned();
    let exponent = exponent.saturating_sub(i64::try_from(fraction.len()).ok()?);
    Some(Number::Digits { negative, digits, exponent })
}

/// An exponent too large to count is one that is surely too large.
fn exponent_of(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let exponent = digits.parse::<i64>().map_or(FAR, |exponent| exponent.min(FAR));
    Some(if negative { -exponent } else { exponent })
}

const FAR: i64 = 1 << 40;

/// Digits `d.ddd * 10^exponent`, plain or with an exponent.
fn place_point(digits: &str, exponent: i32, most: i32) -> String {
    if exponent < -4 || exponent >= most {
        let (first, rest) = digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{first}{point}{rest}E{sign}{:02}", exponent.abs());
    }
    if exponent < 0 {
        return format!("0.{}{digits}", "0".repeat((-exponent - 1) as usize));
    }
    let whole = exponent as usize + 1;
    if digits.len() <= whole {
        return format!("{digits}{}", "0".repeat(whole - digits.len()));
    }
    format!("{}.{}", &digits[..whole], &digits[whole..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Result<Number> {
        Number::parse(&text.encode_utf16().collect::<Vec<_>>())
    }

    fn real(text: &str) -> Result<f64> {
        number(text)?.to_real()
    }

    #[test]
    fn numbers_are_read_in_all_their_forms() {
        let forms = [
            ("12", 12.0),
            ("  -12.5 ", -12.5),
            ("12.5-", -12.5),
            ("+ 3", 3.0),
            ("(7)", -7.0),
            ("1,234,567.25", 1_234_567.25),
            (".5", 0.5),
            ("5.", 5.0),
            ("1.5e3", 1500.0),
            ("1E-2", 0.01),
            ("&HfF", 255.0),
            ("&O17", 15.0),
            ("&17", 15.0),
            ("000", 0.0),
        ];
        for (text, value) in forms {
            assert_eq!(real(text), Ok(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "", " ", "-", "--1", "(1", "1)", "abc", "1 2", ".", ",1", "1.2.3", "1.2,3", "1e", "e5", "&H",
            "&HG", "&O8", "-&H1", "0x1", "1\0", "¼", "ñ-",
        ] {
            assert_eq!(number(text), Err(Error::TypeMismatch), "{text:?}");
        }
        assert_eq!(number("&H10000000000000000"), Err(Error::Overflow));
        assert_eq!(Number::parse(&[0xD800]), Err(Error::TypeMismatch), "half a surrogate pair");
    }

    #[test]
    fn endless_numbers_end() {
        assert_eq!(real("1e400"), Err(Error::Overflow));
        assert_eq!(real("1e99999999999999999999"), Err(Error::Overflow));
        assert_eq!(real("1e-99999999999999999999"), Ok(0.0));
        let long = "9".repeat(100_000);
        assert_eq!(number(&long).unwrap().to_integer(64, true), Err(Error::Overflow));
        let precise = format!("0.{}", "3".repeat(100_000));
        assert_eq!(
            number(&precise).unwrap().to_decimal().unwrap().to_string(),
            format!("0.{}", "3".repeat(28))
        );
    }

    #[test]
    fn integers_are_rounded_to_even() {
        let rounded = [
            ("0.5", 0),
            ("1.5", 2),
            ("2.5", 2),
            ("-2.5", -2),
            ("2.50000000000000000000000000000000000000001", 3),
        ];
        for (text, integer) in rounded {
            assert_eq!(number(text).unwrap().to_integer(32, true), Ok(integer), "{text}");
        }
    }

    #[test]
    fn bits_are_the_bits_of_the_type_asked_for() {
        let bits = number("&HFFFF").unwrap();
        assert_eq!((bits.to_integer(16, true), bits.to_integer(16, false)), (Ok(-1), Ok(65_535)));
        assert_eq!((bits.to_integer(32, true), bits.to_integer(8, true)), (Ok(65_535), Err(Error::Overflow)));
    }

    #[test]
    fn reals_are_written_as_percent_g_does() {
        let written = [
            (0.1, "0.1"),
            (-0.0, "0"),
            (100.0, "100"),
            (-1.5, "-1.5"),
            (123_456_789_012_345.0, "123456789012345"),
            (1e15, "1E+15"),
            (1.5e-5, "1.5E-05"),
            (0.0001, "0.0001"),
            (1e300, "1E+300"),
            (1.0 / 3.0, "0.333333333333333"),
            (f64::INFINITY, "1.#INF"),
            (f64::NEG_INFINITY, "-1.#INF"),
        ];
        for (value, text) in written {
            assert_eq!(format_real(value, 15), text);
        }
        assert_eq!(format_real(f64::from(0.1_f32), 7), "0.1");
        assert_eq!(
            (format_currency(-12_500), format_currency(i64::MIN)),
            ("-1.25".into(), "-922337203685477.5808".into())
        );
        assert_eq!((round_currency(25_000), round_currency(-35_000)), (2, -4));
    }
}
