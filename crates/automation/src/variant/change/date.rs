//! DATE: days since 30 December 1899, the time of day in the fraction ([MS-OAUT] 2.2.25); and SYSTEMTIME.
//!
//! ```text
//!    2.25  =  1 January 1900, 6:00          -2.25  =  28 December 1899, 6:00   (the fraction never counts backwards)
//! ```
//!
//! A second is the least that is told apart. Years run from 100 to 9999.

use oxcom_abi::SYSTEMTIME;

use crate::{Error, Result};

/// Fills in date and time of a DATE; 0 when it lies outside the years 100 to 9999. Milliseconds are 0.
///
/// # Safety
/// `lpsystemtime` is null or points to writable memory for a SYSTEMTIME.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn VariantTimeToSystemTime(vtime: f64, lpsystemtime: *mut SYSTEMTIME) -> i32 {
    let Ok(moment) = Moment::of(vtime) else { return 0 };
    if lpsystemtime.is_null() {
        return 0;
    }
    let [hour, minute, second] = moment.time().map(|part| part as u16);
    let filled = SYSTEMTIME {
        wYear: moment.year as u16,
        wMonth: moment.month as u16,
        wDayOfWeek: (days_of(moment.year, moment.month, moment.day) + 6).rem_euclid(7) as u16,
        wDay: moment.day as u16,
        wHour: hour,
        wMinute: minute,
        wSecond: second,
        wMilliseconds: 0,
    };
    // SAFETY: not null; the caller says that it is writable.
    unsafe { lpsystemtime.write(filled) };
    1
}

/// The DATE of a date and time, milliseconds passed over. A day that its month does not have is one of the next month (31
/// June: 1 July), day 0 the last of the month before. 0 for what is no month, hour, minute or second, for a day beyond 31,
/// and outside the years 100 to 9999.
///
/// # Safety
/// `lpsystemtime` is null or points to a SYSTEMTIME; `pvtime` is null or points to writable memory for a DATE.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SystemTimeToVariantTime(
    lpsystemtime: *const SYSTEMTIME,
    pvtime: *mut f64,
) -> i32 {
    // SAFETY: null, or a SYSTEMTIME.
    let Some(time) = (unsafe { lpsystemtime.as_ref() }) else { return 0 };
    if pvtime.is_null()
        || !(1..=12).contains(&time.wMonth)
        || time.wDay > 31
        || !(100..=9999).contains(&time.wYear)
    {
        return 0;
    }
    let days = days_of(time.wYear.into(), time.wMonth.into(), time.wDay.into());
    let seconds = seconds_of(time.wHour.into(), time.wMinute.into(), time.wSecond.into());
    let Some(date) = seconds.and_then(|seconds| serial(days, seconds).ok()) else { return 0 };
    // SAFETY: not null; the caller says that it is writable.
    unsafe { pvtime.write(date) };
    1
}

/// A real number as a DATE: DISP_E_OVERFLOW outside the years 100 to 9999.
pub(super) fn check(date: f64) -> Result<f64> {
    if date > FIRST - 1.0 && date < LAST + 1.0 { Ok(date) } else { Err(Error::Overflow) }
}

/// `MM/dd/yyyy HH:mm:ss`; the date alone at midnight, the time alone on day 0. DISP_E_OVERFLOW when it is no DATE.
pub(super) fn format(date: f64) -> Result<String> {
    let moment = Moment::of(date)?;
    let [hour, minute, second] = moment.time();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    let day = format!("{:02}/{:02}/{:04}", moment.month, moment.day, moment.year);
    Ok(match (moment.days, moment.seconds) {
        (0, _) => time,
        (_, 0) => day,
        _ => format!("{day} {time}"),
    })
}

/// Days and seconds as a DATE: DISP_E_OVERFLOW outside the years 100 to 9999.
pub(super) fn serial(days: i64, seconds: i64) -> Result<f64> {
    let fraction = seconds as f64 / SECONDS_A_DAY as f64;
    check(if days < 0 { days as f64 - fraction } else { days as f64 + fraction })
}

/// Days since 30 December 1899, of any day of a month.
pub(super) fn days_of(year: i64, month: i64, day: i64) -> i64 {
    // The year begins in March here, so that the leap day is its last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let (era, year) = (year.div_euclid(400), year.rem_euclid(400));
    era * DAYS_IN_400_YEARS + year * 365 + year / 4 - year / 100 + (153 * month + 2) / 5 + day - DAYS_TO_DAY_0
}

/// Seconds since midnight; none when it is no time of day.
pub(super) fn seconds_of(hour: i64, minute: i64, second: i64) -> Option<i64> {
    let is_time = (0..24).contains(&hour) && (0..60).contains(&minute) && (0..60).contains(&second);
    is_time.then_some((hour * 60 + minute) * 60 + second)
}

/// How many days a month has; none when it is no month.
pub(super) fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        1..=11 => days_of(year, month + 1, 1) - days_of(year, month, 1),
        12 => 31,
        _ => 0,
    }
}

/// 1 January 100 and 31 December 9999.
const FIRST: f64 = -657_434.0;
const LAST: f64 = 2_958_465.0;

const SECONDS_A_DAY: i64 = 86_400;
const DAYS_IN_400_YEARS: i64 = 146_097;
/// From 29 February of year 0 to 30 December 1899.
const DAYS_TO_DAY_0: i64 = 693_900;

/// A DATE taken apart.
struct Moment {
    days: i64,
    seconds: i64,
    year: i64,
    month: i64,
    day: i64,
}

impl Moment {
    fn of(date: f64) -> Result<Self> {
        let date = check(date)?;
        let (mut days, fraction) = (date.trunc() as i64, date.fract().abs());
        let mut seconds = (fraction * SECONDS_A_DAY as f64).round() as i64;
        if seconds == SECONDS_A_DAY {
            (days, seconds) = (days + 1, 0);
        }
        if days > LAST as i64 {
            return Err(Error::Overflow);
        }
        let (year, month, day) = calendar(days);
        Ok(Self { days, seconds, year, month, day })
    }

    fn time(&self) -> [i64; 3] {
        [self.seconds / 3600, self.seconds / 60 % 60, self.seconds % 60]
    }
}

fn calendar(days: i64) -> (i64, i64, i64) {
    let days = days + DAYS_TO_DAY_0 - 1;
    let (era, day_of_era) = (days.div_euclid(DAYS_IN_400_YEARS), days.rem_euclid(DAYS_IN_400_YEARS));
    let year = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let (year, month) = if month < 10 { (year, month + 3) } else { (year + 1, month - 9) };
    (year + era * 400, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(wYear: u16, wMonth: u16, wDay: u16, wHour: u16, wMinute: u16, wSecond: u16) -> SYSTEMTIME {
        SYSTEMTIME { wYear, wMonth, wDay, wHour, wMinute, wSecond, ..Default::default() }
    }

    fn date(time: SYSTEMTIME) -> Option<f64> {
        let mut date = 0.0;
        // SAFETY: a plain call.
        (unsafe { oxcom_abi::SystemTimeToVariantTime(&time, &mut date) } == 1).then_some(date)
    }

    fn parts(date: f64) -> Option<SYSTEMTIME> {
        let mut time = SYSTEMTIME::default();
        // SAFETY: a plain call.
        (unsafe { oxcom_abi::VariantTimeToSystemTime(date, &mut time) } == 1).then_some(time)
    }

    #[test]
    fn the_published_examples() {
        assert_eq!(date(time(1900, 1, 1, 12, 0, 0)), Some(2.5));
        assert_eq!(date(time(1900, 1, 2, 6, 0, 0)), Some(3.25));
        assert_eq!(date(time(1899, 12, 30, 0, 0, 0)), Some(0.0));
        assert_eq!(date(time(1899, 12, 29, 6, 0, 0)), Some(-1.25), "the fraction does not count backwards");
        assert_eq!(date(time(2001, 2, 29, 0, 0, 0)), date(time(2001, 3, 1, 0, 0, 0)));
        assert_eq!(date(time(2001, 2, 0, 0, 0, 0)), date(time(2001, 1, 31, 0, 0, 0)));
        assert_eq!(
            (date(time(100, 1, 1, 0, 0, 0)), date(time(9999, 12, 31, 0, 0, 0))),
            (Some(FIRST), Some(LAST))
        );
    }

    #[test]
    fn every_day_comes_back() {
        for days in FIRST as i64..=LAST as i64 {
            let (year, month, day) = calendar(days);
            assert_eq!(days_of(year, month, day), days);
        }
        let noon = parts(2.5).unwrap();
        assert_eq!((noon.wYear, noon.wMonth, noon.wDay, noon.wHour, noon.wDayOfWeek), (1900, 1, 1, 12, 1));
        assert_eq!(
            parts(0.999_999_9).map(|time| (time.wDay, time.wHour)),
            Some((31, 0)),
            "to the nearest second"
        );
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for wrong in [
            time(99, 1, 1, 0, 0, 0),
            time(10_000, 1, 1, 0, 0, 0),
            time(2000, 0, 1, 0, 0, 0),
            time(2000, 13, 1, 0, 0, 0),
            time(2000, 1, 32, 0, 0, 0),
            time(2000, 1, 1, 24, 0, 0),
            time(2000, 1, 1, 0, 60, 0),
            time(2000, 1, 1, 0, 0, 60),
            time(100, 1, 0, 0, 0, 0),
        ] {
            assert_eq!(date(wrong), None, "{wrong:?}");
        }
        for wrong in [LAST + 1.0, FIRST - 1.0, LAST + 0.999_999_99, f64::NAN, f64::INFINITY] {
            assert_eq!(parts(wrong), None, "{wrong}");
        }
        // SAFETY: null is refused.
        unsafe {
            assert_eq!(VariantTimeToSystemTime(0.0, core::ptr::null_mut()), 0);
            assert_eq!(SystemTimeToVariantTime(core::ptr::null(), &mut 0.0), 0);
            assert_eq!(SystemTimeToVariantTime(&time(2000, 1, 1, 0, 0, 0), core::ptr::null_mut()), 0);
        }
    }

    #[test]
    fn dates_are_written_the_same_everywhere() {
        assert_eq!(format(2.0).unwrap(), "01/01/1900");
        assert_eq!(format(0.75).unwrap(), "18:00:00");
        assert_eq!(format(36_526.25).unwrap(), "01/01/2000 06:00:00");
        assert_eq!(format(1e9), Err(Error::Overflow));
    }
}
