//! Whether the measures of a `layout.toml` can be set.

use super::{Fault, Settings, Type};

/// One point in millimetres.
pub(super) const MILLIMETRES: f64 = 25.4 / 72.0;
/// No page is larger, in millimetres: the greatest side that a PDF reader has to show.
const LARGEST_PAGE: f64 = 5_080.0;
/// No type is larger, in points.
const LARGEST_TYPE: f64 = 1_000.0;

/// Sizes and leadings.
pub(super) fn types(text: &Type, notes: &Type) -> Result<(), Fault> {
    for (name, kind) in [("text", text), ("notes", notes)] {
        above_nothing(&format!("{name}.size"), kind.size, LARGEST_TYPE)?;
        above_nothing(&format!("{name}.leading"), kind.leading, LARGEST_TYPE)?;
        if !(0.0..=100.0).contains(&kind.indent) {
            return Err(Fault(format!("`{name}.indent` must be from 0 to 100")));
        }
        if !(100..=900).contains(&kind.weight) {
            return Err(Fault(format!("`{name}.weight` must be from 100 to 900")));
        }
    }
    if text.fonts.iter().all(|font| font.trim().is_empty()) {
        return Err(Fault("`text.fonts` names no font".into()));
    }
    Ok(())
}

/// The page, once its type area is known.
pub(super) fn whole(settings: &Settings) -> Result<(), Fault> {
    let page = settings.page;
    for (name, value) in [
        ("page.width", page.width),
        ("page.height", page.height),
        ("page.inner", page.inner),
        ("page.top", page.top),
        ("page.measure", page.measure),
        ("page.lines", f64::from(page.lines)),
    ] {
        above_nothing(name, value, LARGEST_PAGE)?;
    }
    if page.inner + page.measure >= page.width {
        return Err(Fault("`page.inner` and `page.measure` leave no outer margin".into()));
    }
    if page.top + f64::from(page.lines) * settings.text.leading * MILLIMETRES >= page.height {
        return Err(Fault("`page.top` and `page.lines` leave no margin at the foot".into()));
    }
    if settings.contents.depth == 0 {
        return Err(Fault("`contents.depth` must be above 0".into()));
    }
    let (sink, initial) = (settings.openings.sink, settings.openings.initial);
    if sink.saturating_add(initial) >= page.lines {
        return Err(Fault(
            "`openings.sink` and `openings.initial` leave no line for text on a page".into(),
        ));
    }
    Ok(())
}

/// Not a number is not above nothing either.
fn above_nothing(name: &str, value: f64, most: f64) -> Result<(), Fault> {
    if value > 0.0 && value <= most {
        Ok(())
    } else if value > most {
        Err(Fault(format!("`{name}` must be at most {most}")))
    } else {
        Err(Fault(format!("`{name}` must be above 0")))
    }
}
