//! The quotation marks of a language.

use crate::ir::Language;

/// Which quotation marks an edition uses in German.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum QuoteStyle {
    /// Those of the country: „…“ and ‚…‘, in Switzerland «…» and ‹…›.
    #[default]
    Custom,
    /// »…« and ›…‹, as many books have them.
    Inward,
}

/// Outer and inner quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotes {
    /// Opens a quotation.
    pub open: &'static str,
    /// Closes a quotation.
    pub close: &'static str,
    /// Opens a quotation in a quotation.
    pub open_inner: &'static str,
    /// Closes a quotation in a quotation.
    pub close_inner: &'static str,
}

const fn marks(
    open: &'static str,
    close: &'static str,
    open_inner: &'static str,
    close_inner: &'static str,
) -> Quotes {
    Quotes { open, close, open_inner, close_inner }
}

/// The marks that `"` and `'` of the source become: Duden K 8 for German, the Swiss and French
/// guillemets, English double outside.
#[must_use]
pub fn quotes(language: &Language, style: QuoteStyle) -> Quotes {
    match (language.primary(), language.region()) {
        ("de", _) if style == QuoteStyle::Inward => marks("»", "«", "›", "‹"),
        ("de", Some("CH" | "LI")) | ("it", Some("CH")) => marks("«", "»", "‹", "›"),
        ("de" | "cs" | "sk" | "sl", _) => marks("„", "“", "‚", "‘"),
        ("fr", Some("CH")) => marks("«\u{202f}", "\u{202f}»", "‹\u{202f}", "\u{202f}›"),
        ("fr", _) => marks("«\u{a0}", "\u{a0}»", "“", "”"),
        ("it" | "es" | "pt" | "el", _) => marks("«", "»", "“", "”"),
        ("ru" | "uk" | "be", _) => marks("«", "»", "„", "“"),
        ("pl" | "ro" | "hu", _) => marks("„", "”", "«", "»"),
        ("da", _) => marks("»", "«", "›", "‹"),
        ("sv" | "fi", _) => marks("”", "”", "’", "’"),
        _ => marks("“", "”", "‘", "’"),
    }
}
