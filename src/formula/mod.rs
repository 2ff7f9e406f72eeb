//! Formulas: what an editor writes in TeX becomes a tree of MathML, which both outputs are made of.
//!
//! `math-core` reads the TeX. What it gives is read into a tree of names that are known ([`tree`]), so that what
//! stands in it can be set by the typesetter and shown by a reading system alike; what one of them could not show,
//! or would show otherwise, is a [`Fault`]. Nothing in a formula can define, read or run anything: commands that
//! do are not known.

mod bounds;
mod faults;
mod tree;

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

use crate::xml::Element;

/// The tree of a formula.
pub(crate) type Tree = Element;

/// Why a formula cannot be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The bytes of the TeX where it shows.
    pub(crate) range: Range<usize>,
    /// What is wrong.
    pub(crate) message: String,
    /// What to do.
    pub(crate) hint: String,
}

/// The mark that is put on a letter, of the sign that stands above it.
pub(crate) fn combining(sign: &str) -> Option<char> {
    Some(match sign {
        "ˆ" | "^" | "\u{302}" => '\u{302}',
        "˜" | "~" | "\u{303}" => '\u{303}',
        "¯" | "‾" | "\u{332}" | "\u{304}" | "\u{305}" => '\u{304}',
        "˘" | "\u{306}" => '\u{306}',
        "˙" | "\u{307}" => '\u{307}',
        "¨" | "\u{308}" => '\u{308}',
        "⃛" => '\u{20db}',
        "⃜" => '\u{20dc}',
        "˚" | "\u{30a}" => '\u{30a}',
        "ˇ" | "\u{30c}" => '\u{30c}',
        "´" | "\u{301}" => '\u{301}',
        "`" | "\u{300}" => '\u{300}',
        "→" | "⃗" => '\u{20d7}',
        _ => return None,
    })
}

/// The tree of a formula: the element `math` with presentation MathML of the names in [`tree`]; on a line of its
/// own (`display`) or within one.
///
/// # Errors
/// If the TeX is broken, or holds what cannot be set, or is too long or too deep.
pub(crate) fn read(tex: &str, display: bool) -> Result<Element, Fault> {
    bounds::check(tex)?;
    let config = MathCoreConfig { xml_namespace: true, ..MathCoreConfig::default() };
    let mode = if display { MathDisplay::Block } else { MathDisplay::Inline };
    let read = catch_unwind(AssertUnwindSafe(|| {
        LatexToMathML::new(config).map(|reader| {
            let read = reader.convert_with_local_state(tex, mode);
            read.map(|read| read.mathml).map_err(|error| faults::told(tex, &error))
        })
    }));
    match read {
        Ok(Ok(Ok(text))) => tree::read(&text).map_err(|message| Fault {
            range: 0..tex.len(),
            message,
            hint: "write it another way: both the PDF and the EPUB have to show it alike"
                .to_owned(),
        }),
        Ok(Ok(Err(fault))) => Err(fault),
        Ok(Err(_)) | Err(_) => Err(Fault {
            range: 0..tex.len(),
            message: "the formula cannot be read".to_owned(),
            hint: "write it another way".to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests;
