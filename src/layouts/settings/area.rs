//! The type area: given in numbers, or constructed from the page by a canon.
//!
//! Villard de Honnecourt's figure, as Jan Tschichold showed it (Willkürfreie Maßverhältnisse der
//! Buchseite und des Satzspiegels, 1962): lines through the corners of the spread divide the page
//! in parts without a ruler. In ninths one part is left free at the spine and at the head, two at
//! the fore edge and at the foot; the type area has the page's proportions, and on a page of 2:3
//! it is as high as the page is wide.

use serde::{Deserialize, Serialize};

use super::check::MILLIMETRES;
use super::{Fault, Type};

/// The page and its type area; lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Page {
    /// Width of the trimmed page.
    pub width: f64,
    /// Height of the trimmed page.
    pub height: f64,
    /// From the spine to the type area.
    pub inner: f64,
    /// From the head of the page to the type area.
    pub top: f64,
    /// Length of a line.
    pub measure: f64,
    /// Lines on a full page.
    pub lines: u32,
    /// Whether pages face each other.
    pub sides: Sides,
}

/// Whether pages face each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sides {
    /// As in a book: versos mirror rectos, and a section may wait for the next recto.
    #[default]
    Facing,
    /// Each page stands alone and looks like a recto; none is left blank.
    Single,
}

/// A construction of the type area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Canon {
    /// Villard's figure: margins of one and two parts of the width at the sides, of the height
    /// above and below.
    #[serde(rename = "villard")]
    Villard,
    /// Margins of 2:3:4:6 at the spine, the head, the fore edge and the foot, whatever the page's
    /// proportions; on a page of 2:3 it is Villard's figure.
    #[serde(rename = "2:3:4:6")]
    Secular,
}

/// The table `[page]` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    width: f64,
    height: f64,
    canon: Option<Canon>,
    division: Option<u32>,
    inner: Option<f64>,
    top: Option<f64>,
    measure: Option<f64>,
    lines: Option<u32>,
    #[serde(default)]
    sides: Sides,
}

/// Parts of the page if `division` does not say otherwise: Tschichold's own.
const NINTHS: u32 = 9;
/// Fewest and most parts: in sixths the type area is a quarter of the page, in twenty-fourths
/// hardly a margin is left.
const DIVISIONS: std::ops::RangeInclusive<u32> = 6..=24;

impl Written {
    /// The page with a type area in numbers.
    pub(super) fn resolved(self, text: &Type) -> Result<Page, Fault> {
        let given = [
            ("inner", self.inner.is_some()),
            ("top", self.top.is_some()),
            ("measure", self.measure.is_some()),
            ("lines", self.lines.is_some()),
        ];
        let Some(canon) = self.canon else {
            if self.division.is_some() {
                return Err(Fault("`page.division` needs `page.canon`".into()));
            }
            return self.given().ok_or_else(|| {
                let missing = given.iter().filter(|one| !one.1).map(|one| one.0);
                Fault(format!(
                    "`page.{}` is missing: give the type area in numbers, or name a `page.canon`",
                    missing.collect::<Vec<_>>().join("` and `page.")
                ))
            });
        };
        if let Some((name, _)) = given.iter().find(|one| one.1) {
            return Err(Fault(format!(
                "`page.canon` works `page.{name}` out: leave one of the two out"
            )));
        }
        let division = self.division.unwrap_or(NINTHS);
        if !DIVISIONS.contains(&division) {
            return Err(Fault("`page.division` must be from 6 to 24".into()));
        }
        self.constructed(canon, f64::from(division), text)
    }

    /// The type area of a canon, as high as the next number of whole lines.
    fn constructed(&self, canon: Canon, parts: f64, text: &Type) -> Result<Page, Fault> {
        let (width, height) = (self.width, self.height);
        let inner = width / parts;
        let (top, area) = match canon {
            Canon::Villard => (height / parts, height * (parts - 3.0) / parts),
            // The unit is half the margin at the spine.
            Canon::Secular => (1.5 * inner, height - 4.5 * inner),
        };
        let lines = (area / MILLIMETRES - text.size) / text.leading + 1.0;
        if !(0.5..100_000.0).contains(&lines) {
            return Err(Fault(format!(
                "the canon leaves {area:.1} mm for lines of {} points: change the page or the leading",
                text.leading
            )));
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in bounds")]
        let lines = lines.round() as u32;
        let (top, measure) = (hundredths(top), hundredths(width - 3.0 * inner));
        let inner = hundredths(inner);
        Ok(Page { width, height, inner, top, measure, lines, sides: self.sides })
    }

    fn given(&self) -> Option<Page> {
        Some(Page {
            width: self.width,
            height: self.height,
            inner: self.inner?,
            top: self.top?,
            measure: self.measure?,
            lines: self.lines?,
            sides: self.sides,
        })
    }
}

/// No press is more exact, and the numbers can be read.
fn hundredths(length: f64) -> f64 {
    (length * 100.0).round() / 100.0
}
