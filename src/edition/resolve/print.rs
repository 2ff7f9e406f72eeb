//! What is ordered from a printer.

use super::super::Print;
use super::super::names::{BINDING, IMPOSITION, SPINE_TEXT};
use super::super::raw::{RawPaper, RawPrint, RawSheet};
use super::super::table::Field;
use super::Text;
use super::choice::chosen;
use crate::diagnostics::{Code, Diagnostics, suggestion};
use crate::press::{Binding, Job, Paper, Scheme, SheetSize, SpineText, sheet_named, sheet_names};
use crate::source::Span;

/// What trimming machines need, in millimetres.
pub(in super::super) const BLEED: f64 = 3.0;
/// Dots an inch of a photograph on a printing press.
pub(in super::super) const RESOLUTION: f64 = 300.0;

/// The order; `None` if it lacks what it cannot be carried out without, which is told.
pub(super) fn print(
    raw: RawPrint,
    layouts: &[(String, Span)],
    primary: &str,
    d: &mut Diagnostics,
) -> Option<Print> {
    let sheet_span = match (&raw.sheet, &raw.imposition) {
        (Some(RawSheet::Named(field)), _) | (None, Some(field)) => field.span,
        (Some(RawSheet::Measured(field)), _) => field.span,
        (None, None) => raw.span,
    };
    let imposition = raw.imposition.as_ref();
    let imposition =
        imposition.and_then(|field| chosen("imposition", field, IMPOSITION, d)).flatten();
    let binding = binding(&raw.binding, imposition, d);
    if let (Binding::Saddle, Some(field)) = (binding, &raw.spine) {
        d.report(
            Code::Misplaced,
            field.span,
            "a stapled booklet has no spine",
            "take the line `spine = …` out, or write `binding = \"perfect\"`",
        );
    }
    let layouts = printed(raw.layouts, layouts, raw.span, d);
    let paper = match raw.paper {
        Some(paper) => resolved(paper, "paper", d),
        None => {
            d.report(
                Code::MissingKey,
                raw.span,
                "`paper` is missing in `[print]`",
                "the spine and the folded sheets depend on it: `paper = \"werkdruck-90-1.5\"`",
            );
            None
        }
    };
    let job = Job {
        bleed: raw.bleed.map_or(BLEED, |field| field.value),
        marks: raw.marks.is_none_or(|field| field.value),
        black_only: raw.black_only.is_none_or(|field| field.value),
        resolution: raw.resolution.map_or(RESOLUTION, |field| field.value),
        cover_paper: raw.cover_paper.and_then(|paper| resolved(paper, "cover-paper", d)),
        spine: raw.spine.map(|field| field.value),
        spine_text: spine_text(&raw.spine_text, primary, d),
        sheet: raw.sheet.and_then(|sheet| sheet_size(sheet, d)),
        spine_title: super::plain(raw.spine_title),
        price: super::plain(raw.price),
        binding,
        imposition,
        paper: paper?,
    };
    let blurb = raw.blurb.map(|field| (field.value, field.span));
    Some(Print { span: raw.span, job, layouts, sheet_span, blurb })
}

/// Sheets that lie in one another are stapled, signatures that lie upon one another glued.
fn binding(field: &Text, imposition: Option<Scheme>, d: &mut Diagnostics) -> Binding {
    let asked = match imposition {
        Some(Scheme::Booklet) => Some(Binding::Saddle),
        Some(_) => Some(Binding::Perfect),
        None => None,
    };
    let Some(field) = field else { return asked.unwrap_or(Binding::Perfect) };
    let Some(named) = chosen("binding", field, BINDING, d) else {
        return asked.unwrap_or(Binding::Perfect);
    };
    if let Some(asked) = asked.filter(|asked| *asked != named) {
        let (message, hint) = match asked {
            Binding::Saddle => (
                "the sheets of a booklet are stapled, not glued",
                "write `binding = \"saddle\"`, or `imposition = \"16\"` for signatures",
            ),
            Binding::Perfect => (
                "signatures that lie upon one another cannot be stapled through the fold",
                "write `binding = \"perfect\"`, or `imposition = \"booklet\"`",
            ),
        };
        d.report(Code::InvalidValue, field.span, message, hint);
    }
    named
}

fn spine_text(field: &Text, primary: &str, d: &mut Diagnostics) -> SpineText {
    let custom = SpineText::of_language(primary);
    let named = field.as_ref().and_then(|field| chosen("spine-text", field, SPINE_TEXT, d));
    named.unwrap_or(custom)
}

fn resolved(raw: RawPaper, key: &str, d: &mut Diagnostics) -> Option<Paper> {
    match raw {
        RawPaper::Named(field) => Paper::named(&field.value).or_else(|| {
            let near = suggestion(&field.value, Paper::names());
            let near = near.strip_suffix('?').map_or(near.clone() + ";", |near| format!("{near}?"));
            d.report(
                Code::InvalidValue,
                field.span,
                format!("there is no paper `{}`", field.value),
                format!("{near} any other is `{key} = {{ grammage = 90, volume = 1.5 }}`"),
            );
            None
        }),
        RawPaper::Measured { grammage, volume } => {
            Some(Paper { grammage: grammage?.value, volume: volume?.value })
        }
        RawPaper::Unread => None,
    }
}

fn sheet_size(raw: RawSheet, d: &mut Diagnostics) -> Option<SheetSize> {
    match raw {
        RawSheet::Measured(field) => {
            let [width, height] = field.value;
            Some(SheetSize { width, height })
        }
        RawSheet::Named(field) => sheet_named(&field.value).or_else(|| {
            d.report(
                Code::InvalidValue,
                field.span,
                format!("`{}` is not a value of `sheet`", field.value),
                suggestion(&field.value, sheet_names()),
            );
            None
        }),
    }
}

/// The layouts that are printed: those that are named, else all of the edition.
fn printed(
    named: Option<Vec<Field<String>>>,
    layouts: &[(String, Span)],
    order: Span,
    d: &mut Diagnostics,
) -> Vec<String> {
    let Some(named) = named else { return layouts.iter().map(|(name, _)| name.clone()).collect() };
    if named.is_empty() {
        d.report(
            Code::InvalidValue,
            order,
            "`layouts` names none, so nothing would be printed",
            "name one: `layouts = [\"paperback\"]`; or take the line out",
        );
    }
    for field in &named {
        if !layouts.iter().any(|(name, _)| *name == field.value) {
            d.report(
                Code::InvalidValue,
                field.span,
                format!("the edition is not set with the layout `{}`", field.value),
                "add it to `layouts` at the top of the manifest, or take it out here",
            );
        }
    }
    named.into_iter().map(|field| field.value).collect()
}
