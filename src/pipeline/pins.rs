//! Corrections of lines that the manifest pins by hand.

use super::allow;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::edition::Edition;
use crate::inspection::Pin;
use crate::source::Sources;
use crate::storage::Folder;

/// The corrections for a layout, each at all places where its words stand.
pub(super) fn of_layout(
    edition: &Edition,
    layout: &str,
    sources: &Sources,
    folder: &dyn Folder,
) -> Vec<Pin> {
    let meant = |one: &&crate::edition::Pin| one.layout.as_ref().is_none_or(|name| name == layout);
    let pins = edition.settings.pins.iter().filter(meant);
    pins.flat_map(|pin| {
        let places = allow::places(&pin.file, &pin.text, sources, folder);
        places.into_iter().map(|words| Pin { words, wish: pin.wish, span: pin.span })
    })
    .collect()
}

/// Tells of corrections whose words stand nowhere.
pub(super) fn check(
    edition: &Edition,
    sources: &Sources,
    folder: &dyn Folder,
    d: &mut Diagnostics,
) {
    for pin in &edition.settings.pins {
        if allow::places(&pin.file, &pin.text, sources, folder).is_empty() {
            d.push(Diagnostic::new(
                Code::CorrectionUnused,
                pin.span,
                format!("`{}` does not stand in `{}`", pin.text, pin.file),
                "write `text` as the file has it, with all its marks, or take the entry out",
            ));
        }
    }
}
