//! DECIMAL: 96 bits with a sign and a power of ten ([MS-OAUT] 2.2.26), and the rounding that all conversions share.
//!
//! Rounding is to the nearest, and half way to the even neighbour, as everywhere in Automation.

use core::fmt;

use oxcom_abi::DECIMAL;

use crate::{Error, Result};

/// A number: `magnitude / 10^scale`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Decimal {
    negative: bool,
    /// Less than 2^96.
    magnitude: u128,
    /// At most 28.
    scale: u32,
}

const LARGEST: u128 = (1 << 96) - 1;
const LARGEST_SCALE: i32 = 28;

impl Decimal {
    /// The nearest decimal to `magnitude / 10^scale`; DISP_E_OVERFLOW when it is too large.
    pub(super) fn new(negative: bool, magnitude: u128, scale: i32) -> Result<Self> {
        if magnitude == 0 {
            return Ok(Self { negative: false, magnitude, scale: 0 });
        }
        if scale < 0 {
            let magnitude = power(scale.unsigned_abs()).and_then(|power| magnitude.checked_mul(power));
            let magnitude = magnitude.filter(|magnitude| *magnitude <= LARGEST).ok_or(Error::Overflow)?;
            return Ok(Self { negative, magnitude, scale: 0 });
        }
        let fewest = scale.saturating_sub(LARGEST_SCALE).max(0);
        for dropped in fewest..=scale {
            let magnitude = power(dropped.unsigned_abs()).map_or(0, |power| divide(magnitude, power));
            if magnitude <= LARGEST {
                return Ok(Self {
                    negative: negative && magnitude != 0,
                    magnitude,
                    scale: (scale - dropped) as u32,
                });
            }
        }
        Err(Error::Overflow)
    }

    /// The value of a DECIMAL; E_INVALIDARG when its sign or scale is none.
    pub(super) fn read(decimal: DECIMAL) -> Result<Self> {
        // SAFETY: all views of the unions are plain numbers.
        let (parts, low) = unsafe { (decimal.Anonymous.Anonymous, decimal.Anonymous2.Lo64) };
        if i32::from(parts.scale) > LARGEST_SCALE || parts.sign & !NEGATIVE != 0 {
            return Err(Error::InvalidArgument);
        }
        let magnitude = u128::from(decimal.Hi32) << 64 | u128::from(low);
        Ok(Self { negative: parts.sign == NEGATIVE, magnitude, scale: parts.scale.into() })
    }

    /// As a DECIMAL, whose reserved bits are 0.
    pub(super) fn write(self) -> DECIMAL {
        let mut decimal = DECIMAL { Hi32: (self.magnitude >> 64) as u32, ..Default::default() };
        decimal.Anonymous2.Lo64 = self.magnitude as u64;
        decimal.Anonymous.signscale =
            u16::from(if self.negative { NEGATIVE } else { 0 }) << 8 | self.scale as u16;
        decimal
    }

    /// The nearest multiple of `10^-scale`, in such units.
    pub(super) fn in_units(self, scale: i32) -> Result<i128> {
        in_units(self.negative, self.magnitude, self.scale as i32, scale)
    }

    pub(super) fn is_zero(self) -> bool {
        self.magnitude == 0
    }

    /// The nearest double.
    pub(super) fn to_real(self) -> f64 {
        let sign = if self.negative { "-" } else { "" };
        format!("{sign}{}e-{}", self.magnitude, self.scale).parse().unwrap_or(f64::NAN)
    }
}

/// Plain digits, without zeros at the end of the fraction.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = power(self.scale).unwrap_or(1);
        let (whole, fraction) = (self.magnitude / unit, self.magnitude % unit);
        if self.negative && self.magnitude != 0 {
            f.write_str("-")?;
        }
        write!(f, "{whole}")?;
        if fraction == 0 {
            return Ok(());
        }
        let digits = format!("{fraction:0width$}", width = self.scale as usize);
        write!(f, ".{}", digits.trim_end_matches('0'))
    }
}

const NEGATIVE: u8 = 0x80;

/// 10^exponent, if it fits.
fn power(exponent: u32) -> Option<u128> {
    10_u128.checked_pow(exponent)
}

/// The nearest multiple of `10^-units` to `magnitude / 10^scale`, in such units; DISP_E_OVERFLOW when it is too large.
pub(super) fn in_units(negative: bool, magnitude: u128, scale: i32, units: i32) -> Result<i128> {
    let magnitude = match power((scale - units).unsigned_abs()) {
        _ if magnitude == 0 => 0,
        Some(power) if scale > units => divide(magnitude, power),
        Some(power) => magnitude.checked_mul(power).ok_or(Error::Overflow)?,
        None if scale > units => 0,
        None => return Err(Error::Overflow),
    };
    let value = i128::try_from(magnitude).map_err(|_| Error::Overflow)?;
    Ok(if negative { -value } else { value })
}

/// The nearest quotient.
pub(super) fn divide(dividend: u128, divisor: u128) -> u128 {
    let (quotient, rest) = (dividend / divisor, dividend % divisor);
    match rest.cmp(&(divisor - rest)) {
        core::cmp::Ordering::Less => quotient,
        core::cmp::Ordering::Equal => quotient + (quotient & 1),
        core::cmp::Ordering::Greater => quotient + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(magnitude: u128, scale: i32) -> String {
        Decimal::new(false, magnitude, scale).unwrap().to_string()
    }

    #[test]
    fn a_decimal_is_its_digits() {
        assert_eq!(text(12_345, 2), "123.45");
        assert_eq!(text(12_300, 2), "123");
        assert_eq!(text(5, 3), "0.005");
        assert_eq!(text(12, -3), "12000");
        assert_eq!(Decimal::new(true, 15, 1).unwrap().to_string(), "-1.5");
        assert_eq!(Decimal::new(true, 0, 0).unwrap().to_string(), "0");
    }

    #[test]
    fn what_does_not_fit_is_rounded_to_even_or_refused() {
        assert_eq!(text(LARGEST, 0), "79228162514264337593543950335");
        assert_eq!(Decimal::new(false, LARGEST + 1, 0), Err(Error::Overflow));
        assert_eq!(text((LARGEST + 1) * 10 + 5, 2), "7922816251426433759354395034");
        assert_eq!(text(25, 29), "0.0000000000000000000000000002");
        assert_eq!(text(35, 29), "0.0000000000000000000000000004");
        assert_eq!(text(1, 500), "0");
        assert_eq!(Decimal::new(false, 1, -29), Err(Error::Overflow));
    }

    #[test]
    fn the_layout_is_the_published_one() {
        let decimal = Decimal::new(true, 1 << 64 | 7, 3).unwrap().write();
        // SAFETY: plain numbers.
        unsafe {
            assert_eq!((decimal.Hi32, decimal.Anonymous2.Lo64), (1, 7));
            assert_eq!((decimal.Anonymous.Anonymous.scale, decimal.Anonymous.Anonymous.sign), (3, 0x80));
        }
        assert_eq!(Decimal::read(decimal).unwrap().to_string(), "-18446744073709551.623");
        let mut wrong = decimal;
        wrong.Anonymous.signscale = 29;
        assert_eq!(Decimal::read(wrong), Err(Error::InvalidArgument));
    }
}
