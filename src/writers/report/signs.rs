//! How each kind of finding is marked: never by its colour alone.

use crate::inspection::Flaw;

/// The sign in the margin.
pub(super) fn sign(flaw: Flaw) -> &'static str {
    match flaw {
        Flaw::Overfull => "»",
        Flaw::OutsideArea => "⇥",
        Flaw::Overprint => "⧉",
        Flaw::MissingGlyph => "□",
        Flaw::IllegalBreak => "×",
        Flaw::MisleadingBreak => "?",
        Flaw::NotePage => "*",
        Flaw::Widow => "↑",
        Flaw::Orphan => "↓",
        Flaw::HeadingFoot => "¶",
        Flaw::CaptionFoot => "^",
        Flaw::PageHyphen => "-",
        Flaw::HyphenRun => "≡",
        Flaw::Loose => "↔",
        Flaw::Tight => "›‹",
        Flaw::Register => "≠",
        Flaw::Runt => "_",
        Flaw::UglyBreak => "~",
        Flaw::Stack => "‖",
        Flaw::River => "≈",
        Flaw::ShortPage => "−",
        Flaw::ChapterEnd => "∟",
        Flaw::HeadCut => "…",
        Flaw::Resolution => "#",
    }
}

/// The family, which has a colour: breaks, spaces, the make-up of pages, what comes from outside.
pub(super) fn family(flaw: Flaw) -> &'static str {
    match flaw {
        Flaw::IllegalBreak
        | Flaw::MisleadingBreak
        | Flaw::UglyBreak
        | Flaw::PageHyphen
        | Flaw::HyphenRun => "breaks",
        Flaw::Loose | Flaw::Tight | Flaw::River | Flaw::Stack | Flaw::Overfull => "spaces",
        Flaw::NotePage
        | Flaw::Widow
        | Flaw::Orphan
        | Flaw::HeadingFoot
        | Flaw::CaptionFoot
        | Flaw::Register
        | Flaw::OutsideArea
        | Flaw::Overprint
        | Flaw::Runt
        | Flaw::ShortPage
        | Flaw::ChapterEnd
        | Flaw::HeadCut => "makeup",
        Flaw::MissingGlyph | Flaw::Resolution => "material",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_kinds_have_one_sign() {
        let signs: BTreeSet<&str> = Flaw::ALL.iter().map(|flaw| sign(*flaw)).collect();
        assert_eq!(signs.len(), Flaw::ALL.len());
    }
}
