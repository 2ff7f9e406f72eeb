//! Dates of publication, exact to the day, the month or the year, and moments in time.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// A date as ISO 8601 writes it: `2026`, `2026-11` or `2026-11-23`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    /// The year, 1–9999.
    pub year: u16,
    /// The month, 1–12.
    pub month: Option<u8>,
    /// The day of the month.
    pub day: Option<u8>,
}

impl Date {
    /// Parses `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `None` if it is no such date of the calendar.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut number = |width: usize| match parts.next() {
            None => Some(None),
            Some(part) if part.len() == width && part.bytes().all(|b| b.is_ascii_digit()) => {
                part.parse::<u16>().ok().map(Some)
            }
            Some(_) => None,
        };
        let year = number(4)??;
        let month = number(2)?.map(|m| m as u8);
        let day = number(2)?.map(|d| d as u8);
        let month_type = time::Month::try_from(month.unwrap_or(1)).ok()?;
        let valid = time::Date::from_calendar_date(i32::from(year), month_type, day.unwrap_or(1));
        (parts.next().is_none() && year > 0 && valid.is_ok()).then_some(Self { year, month, day })
    }

    /// Midnight (UTC) of the first day that the date may mean.
    #[must_use]
    pub fn first_moment(self) -> Timestamp {
        let month = time::Month::try_from(self.month.unwrap_or(1)).unwrap_or(time::Month::January);
        let day = self.day.unwrap_or(1);
        time::Date::from_calendar_date(i32::from(self.year), month, day)
            .map_or(Timestamp(0), |date| Timestamp(date.midnight().assume_utc().unix_timestamp()))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl TryFrom<String> for Date {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("`{text}` is not a date"))
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
            "description": "An ISO 8601 date, exact to the day, the month or the year",
        })
    }
}

/// A moment: seconds since 1970-01-01T00:00:00Z, as in `SOURCE_DATE_EPOCH`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The moment in UTC; one out of the calendar's range is taken for its first.
    #[must_use]
    pub fn utc(self) -> time::OffsetDateTime {
        time::OffsetDateTime::from_unix_timestamp(self.0)
            .unwrap_or(time::OffsetDateTime::UNIX_EPOCH)
    }

    /// `YYYY-MM-DDThh:mm:ssZ`, the form of `dcterms:modified` (EPUB 3.3, last-modified date).
    #[must_use]
    pub fn iso8601(self) -> String {
        let t = self.utc();
        format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
            t.year(),
            u8::from(t.month()),
            t.day(),
            t.hour(),
            t.minute(),
            t.second()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_dates_of_the_calendar() {
        for good in ["1939", "2026-11", "2024-02-29"] {
            assert_eq!(Date::parse(good).map(|d| d.to_string()).as_deref(), Some(good));
        }
        for bad in ["", "39", "2026-13", "2023-02-29", "2026-1-1", "2026-01-01-01", "0000"] {
            assert_eq!(Date::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn moments() {
        let date = Date::parse("2026-11-23").expect("a date");
        assert_eq!(date.first_moment().iso8601(), "2026-11-23T00:00:00Z");
        assert_eq!(Timestamp(1_700_000_000).iso8601(), "2023-11-14T22:13:20Z");
    }
}
