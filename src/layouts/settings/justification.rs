//! How lines are filled: what word spaces and letters may give, where words are broken.

use serde::{Deserialize, Serialize};

/// How lines are filled and words broken.
///
/// In `layout.toml` spaces and tracking are in percent; here they are fractions.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Percent", into = "Percent")]
pub struct Justification {
    /// Whether lines are filled to the full measure; else they end ragged.
    pub justify: bool,
    /// Least and greatest word space that is aimed at, as fractions of the font's own: below it
    /// no line is set, above it a line is only if there is no other way.
    pub spacing: (f64, f64),
    /// By what parts of their width letters may become narrower (below 0) and wider.
    pub scale: (f64, f64),
    /// By how much letters may move closer and apart, in em.
    pub tracking: (f64, f64),
    /// Whether words are broken.
    pub hyphenate: bool,
    /// Fewest letters before and after a break; two after are enough at the joint of a compound.
    pub minima: (u8, u8),
    /// What a hyphen costs the line breaker, as a fraction of Typst's own price.
    pub hyphen_cost: f64,
    /// Whether hyphens and punctuation stand out a little beyond the measure.
    pub hanging: bool,
}

impl Default for Justification {
    fn default() -> Self {
        Self {
            justify: true,
            spacing: (0.72, 1.5),
            scale: (-0.02, 0.02),
            tracking: (0.0, 0.0),
            hyphenate: true,
            minima: (2, 3),
            hyphen_cost: 1.0,
            hanging: true,
        }
    }
}

/// The table as it is written.
#[derive(Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Percent {
    justify: bool,
    spacing: (f64, f64),
    scale: (f64, f64),
    tracking: (f64, f64),
    hyphenate: bool,
    minima: (u8, u8),
    hyphen_cost: f64,
    hanging: bool,
}

impl Default for Percent {
    fn default() -> Self {
        Justification::default().into()
    }
}

impl From<Justification> for Percent {
    fn from(it: Justification) -> Self {
        Self {
            justify: it.justify,
            spacing: each(it.spacing, |part| part * 100.0),
            scale: each(it.scale, |part| 100.0 + part * 100.0),
            tracking: each(it.tracking, |part| part * 100.0),
            hyphenate: it.hyphenate,
            minima: it.minima,
            hyphen_cost: it.hyphen_cost * 100.0,
            hanging: it.hanging,
        }
    }
}

impl TryFrom<Percent> for Justification {
    type Error = String;

    /// What lies outside these bounds is no setting a reader would bear, and some of it Typst
    /// refuses: a word space that may vanish, letters that may change places.
    fn try_from(it: Percent) -> Result<Self, String> {
        let within = |name: &str, value: f64, low: f64, high: f64| {
            if (low..=high).contains(&value) {
                Ok(())
            } else {
                Err(format!("`justification.{name}` holds {value}, not from {low} to {high}"))
            }
        };
        within("spacing", it.spacing.0, 30.0, 100.0)?;
        within("spacing", it.spacing.1, 100.0, 400.0)?;
        within("scale", it.scale.0, 95.0, 100.0)?;
        within("scale", it.scale.1, 100.0, 105.0)?;
        within("tracking", it.tracking.0, -0.5, 0.0)?;
        within("tracking", it.tracking.1, 0.0, 0.5)?;
        within("hyphen-cost", it.hyphen_cost, 0.0, 10_000.0)?;
        within("minima", f64::from(it.minima.0), 2.0, 20.0)?;
        within("minima", f64::from(it.minima.1), 2.0, 20.0)?;
        Ok(Self {
            justify: it.justify,
            spacing: each(it.spacing, |percent| percent / 100.0),
            scale: each(it.scale, |percent| percent / 100.0 - 1.0),
            tracking: each(it.tracking, |percent| percent / 100.0),
            hyphenate: it.hyphenate,
            minima: it.minima,
            hyphen_cost: it.hyphen_cost / 100.0,
            hanging: it.hanging,
        })
    }
}

fn each((low, high): (f64, f64), by: impl Fn(f64) -> f64) -> (f64, f64) {
    (by(low), by(high))
}
