//! Contrast of the colours that a sheet sets (WCAG 2.2, 1.4.3): on each other where a rule sets both,
//! else on the white of the page, or in the dark on black.

use std::ops::Range;

use super::colours::{BLACK, Colour, WHITE};
use crate::css::{Rule, Sheet};
use crate::diagnostics::{Code, Diagnostics};
use crate::source::Span;

/// Least contrast of text, and of large text.
const LEAST: f64 = 4.5;
const LEAST_LARGE: f64 = 3.0;

pub(super) fn check(sheet: &Sheet<'_>, span: &dyn Fn(Range<usize>) -> Span, out: &mut Diagnostics) {
    let grounds = |dark: bool| {
        let rules = sheet.rules.iter().filter(move |rule| rule.dark == dark);
        rules.filter_map(background)
    };
    for rule in &sheet.rules {
        let Some(declaration) = rule.value("color") else { continue };
        let Some(colour) = colour(&declaration.value) else { continue };
        let least = if is_large(rule) { LEAST_LARGE } else { LEAST };
        let (ground, told) = match background(rule) {
            Some(ground) => (ground, "the background of the rule"),
            // A light colour may be meant for a dark ground that another rule sets.
            None if grounds(rule.dark).any(|ground| colour.contrast(ground) >= least) => continue,
            None if sets_picture(rule) => continue,
            None if rule.dark => (BLACK, "a dark page"),
            None => (WHITE, "a white page"),
        };
        let contrast = colour.contrast(ground);
        if contrast < least {
            let value = declaration.value.to_ascii_lowercase();
            let message = format!("`{value}` on {told} has a contrast of {contrast:.1}");
            let hint = format!("text needs {least}: take a darker or lighter colour, or none");
            out.report(Code::EpubContrast, span(declaration.range.clone()), message, hint);
        }
    }
}

/// A colour in letters of any case.
fn colour(value: &str) -> Option<Colour> {
    Colour::parse(&value.to_ascii_lowercase())
}

/// The colour behind the text, if the rule sets one.
fn background(rule: &Rule<'_>) -> Option<Colour> {
    let set = rule.value("background-color").or_else(|| rule.value("background"))?;
    set.value.split_whitespace().find_map(colour).or_else(|| colour(&set.value))
}

fn sets_picture(rule: &Rule<'_>) -> bool {
    rule.value("background").or_else(|| rule.value("background-image")).is_some()
}

/// Large text is 18 points, that is one and a half times the reader's size.
fn is_large(rule: &Rule<'_>) -> bool {
    let Some(size) = rule.value("font-size") else { return false };
    let size = size.value.to_ascii_lowercase();
    let number = |unit: &str| size.strip_suffix(unit).and_then(|n| n.trim().parse::<f64>().ok());
    let em = number("rem").or_else(|| number("em")).or_else(|| number("%").map(|n| n / 100.0));
    em.is_some_and(|em| em >= 1.5) || number("px").is_some_and(|px| px >= 24.0)
}
