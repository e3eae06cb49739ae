//! Dates as text, the same in every locale.
//!
//! | order                     | example                                             |
//! |---------------------------|-----------------------------------------------------|
//! | year first                | `2001-02-28`, `2001/2/28`, `2001-02-28T13:05:09`    |
//! | month first               | `2/28/2001`, `02.28.01`                             |
//! | day first, if it must be  | `28/2/2001`                                         |
//! | month by name             | `28 Feb 2001`, `February 28, 2001`                  |
//! | time                      | `13:05`, `1:05:09 PM`, before or behind the date    |
//!
//! A year below 30 is one of 2000 to 2029, one of two digits above it one of 1930 to 1999. The year is always given: what
//! text means does not depend on the day that it is read.

use super::date::{days_in_month, days_of, seconds_of, serial};
use crate::{Error, Result};

/// The DATE that text says. DISP_E_TYPEMISMATCH: none; DISP_E_OVERFLOW: outside the years 100 to 9999.
pub(super) fn parse(text: &[u16]) -> Result<f64> {
    let text = String::from_utf16(text).map_err(|_| Error::TypeMismatch)?;
    let tokens = tokens(&text).ok_or(Error::TypeMismatch)?;
    let mut reader = Reader { tokens: &tokens, seconds: None, parts: Vec::new(), month: None };
    reader.read().ok_or(Error::TypeMismatch)?;
    let days = reader.days()?;
    serial(days, reader.seconds.unwrap_or(0))
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Token {
    /// A number and how many digits it was written with.
    Number(i64, usize),
    /// 1 to 12, by name.
    Month(i64),
    /// True after noon.
    Half(bool),
    Mark(char),
}

/// The parts of the text; blanks and names of weekdays are passed over. None for a word that is neither.
fn tokens(text: &str) -> Option<Vec<Token>> {
    let (mut tokens, mut rest) = (Vec::new(), text);
    while let Some(first) = rest.chars().next() {
        let same = |test: fn(char) -> bool| rest.find(|character| !test(character)).unwrap_or(rest.len());
        let (length, token) = if first.is_ascii_digit() {
            let length = same(|character| character.is_ascii_digit());
            (length, Some(Token::Number(rest[..length].parse().ok()?, length)))
        } else if first.is_alphabetic() {
            let length = same(char::is_alphabetic);
            (length, word(&rest[..length], tokens.last())?)
        } else {
            let is_blank = first.is_whitespace();
            (first.len_utf8(), (!is_blank).then_some(Token::Mark(first)))
        };
        tokens.extend(token);
        rest = &rest[length..];
        if tokens.len() > MOST_TOKENS {
            return None;
        }
    }
    Some(tokens)
}

/// More than the longest date has.
const MOST_TOKENS: usize = 24;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/// A word's token, if it has one; none at all for a word that does not belong to a date.
fn word(word: &str, before: Option<&Token>) -> Option<Option<Token>> {
    let word = word.to_lowercase();
    let names = |name: &str| *name == word || (word.len() == 3 && name.starts_with(&word));
    match word.as_str() {
        "am" | "a" => return Some(Some(Token::Half(false))),
        "pm" | "p" => return Some(Some(Token::Half(true))),
        // Between date and time, as ISO 8601 has it.
        "t" if matches!(before, Some(Token::Number(..))) => return Some(None),
        _ => {}
    }
    if let Some(month) = MONTHS.iter().position(|name| names(name)) {
        return Some(Some(Token::Month(month as i64 + 1)));
    }
    WEEKDAYS.iter().any(|name| names(name)).then_some(None)
}

struct Reader<'a> {
    tokens: &'a [Token],
    seconds: Option<i64>,
    /// The numbers of the date, and how many digits each has.
    parts: Vec<(i64, usize)>,
    /// The month by name, and how many numbers stand before it.
    month: Option<(i64, usize)>,
}

impl Reader<'_> {
    /// Sorts all tokens into date and time; none when they are neither.
    fn read(&mut self) -> Option<()> {
        while let Some((first, rest)) = self.tokens.split_first() {
            match *first {
                Token::Number(..) if matches!(rest.first(), Some(Token::Mark(':') | Token::Half(_))) => {
                    self.time()?
                }
                Token::Number(value, digits) => {
                    self.parts.push((value, digits));
                    self.tokens = rest;
                    self.separator()?;
                }
                Token::Month(month) if self.month.is_none() => {
                    self.month = Some((month, self.parts.len()));
                    self.tokens = rest;
                    self.separator()?;
                }
                Token::Mark(',') if self.parts.is_empty() => self.tokens = rest, // behind a weekday
                _ => return None,
            }
        }
        (self.seconds.is_some() || !self.parts.is_empty()).then_some(())
    }

    /// A mark between parts of a date, behind which something follows.
    fn separator(&mut self) -> Option<()> {
        if let Some(Token::Mark('/' | '-' | '.' | ',')) = self.tokens.first() {
            self.tokens = &self.tokens[1..];
            self.tokens.first().filter(|next| !matches!(next, Token::Mark(_)))?;
        }
        Some(())
    }

    /// `h`, `h:m` or `h:m:s`, perhaps with a fraction of a second, perhaps AM or PM.
    fn time(&mut self) -> Option<()> {
        let mut parts = [0; 3];
        let mut count = 0;
        loop {
            let (Token::Number(value, _), rest) = self.tokens.split_first()? else { return None };
            *parts.get_mut(count)? = *value;
            count += 1;
            self.tokens = rest;
            match self.tokens.first() {
                Some(Token::Mark(':')) => self.tokens = &self.tokens[1..],
                _ => break,
            }
        }
        if let [Token::Mark('.'), Token::Number(..), rest @ ..] = self.tokens
            && count == 3
        {
            self.tokens = rest; // less than a second
        }
        if let [Token::Half(afternoon), rest @ ..] = self.tokens {
            if !(1..=12).contains(&parts[0]) {
                return None;
            }
            parts[0] = parts[0] % 12 + if *afternoon { 12 } else { 0 };
            self.tokens = rest;
        }
        let seconds = seconds_of(parts[0], parts[1], parts[2])?;
        self.seconds.replace(seconds).is_none().then_some(())
    }

    /// Day 0 when the text is a time only.
    fn days(&self) -> Result<i64> {
        let (year, month, day) = match (self.month, self.parts.as_slice()) {
            (None, []) => return Ok(0),
            (Some((month, before)), [first, second]) if before <= 1 => match is_year(*first) {
                true if before == 1 => (*first, month, second.0),
                _ => (*second, month, first.0),
            },
            (None, [first, second, third]) if is_year(*first) => (*first, second.0, third.0),
            (None, [first, second, third]) if first.0 > 12 => (*third, second.0, first.0),
            (None, [first, second, third]) => (*third, first.0, second.0),
            _ => return Err(Error::TypeMismatch),
        };
        let year = match year {
            (year @ 0..=29, 1..=2) => year + 2000,
            (year @ 30..=99, 1..=2) => year + 1900,
            (year @ 0..=99, _) => return Err(if year == 0 { Error::TypeMismatch } else { Error::Overflow }),
            (year @ ..=9999, _) => year,
            _ => return Err(Error::Overflow),
        };
        if !(1..=12).contains(&month) || !(1..=days_in_month(year, month)).contains(&day) {
            return Err(Error::TypeMismatch);
        }
        Ok(days_of(year, month, day))
    }
}

/// Whether a number can be nothing but a year.
fn is_year((value, digits): (i64, usize)) -> bool {
    digits > 2 || value > 31
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::variant::change::date;

    fn read(text: &str) -> Result<String> {
        parse(&text.encode_utf16().collect::<Vec<_>>()).and_then(date::format)
    }

    #[test]
    fn dates_are_read_in_many_orders() {
        for text in [
            "2001-02-28",
            "2001/2/28",
            "2/28/2001",
            "02.28.01",
            "28/2/2001",
            "28 Feb 2001",
            "28-feb-01",
            "February 28, 2001",
            "2001 feb 28",
            "Wednesday, 28 February 2001",
            " 2001-02-28 ",
        ] {
            assert_eq!(read(text).as_deref(), Ok("02/28/2001"), "{text}");
        }
        assert_eq!(read("2/29/2000").as_deref(), Ok("02/29/2000"));
        assert_eq!(
            (read("1/1/29").as_deref(), read("1/1/30").as_deref()),
            (Ok("01/01/2029"), Ok("01/01/1930"))
        );
    }

    #[test]
    fn times_stand_alone_or_with_a_date() {
        for (text, value) in [
            ("13:05", "13:05:00"),
            ("1:05:09 PM", "13:05:09"),
            ("12 am", "00:00:00"),
            ("12:30 pm", "12:30:00"),
            ("2001-02-28T13:05:09.500", "02/28/2001 13:05:09"),
            ("1:05 pm 2/28/2001", "02/28/2001 13:05:00"),
            ("1/2/1899 6:00", "01/02/1899 06:00:00"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            " ",
            "abc",
            "12",
            "1.5",
            "1/2",
            "2/29/2001",
            "13/13/2001",
            "0/1/2001",
            "2001-02-28-",
            "1/2/3/4",
            "24:00",
            "12:60",
            "13 pm",
            "1:2:3:4",
            "10:00 11:00",
            "feb",
            "Feb 28",
            "1//2/2001",
            "2001-02-28 x",
            "99999999999999999999/1/1",
        ] {
            assert_eq!(read(text), Err(Error::TypeMismatch), "{text:?}");
        }
        assert_eq!(read("1/1/10000"), Err(Error::Overflow));
        assert_eq!(read("0050-01-01"), Err(Error::Overflow));
        assert_eq!(read(&"1 ".repeat(1000)), Err(Error::TypeMismatch));
    }
}
