//! What can be wrong with a page.

use serde::Serialize;

use crate::source::Span;

/// Something that a typographer would not let pass.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// What it is.
    pub flaw: Flaw,
    /// The page, by index; the folio is one more.
    pub page: usize,
    /// The line, by its index in the page's lines.
    pub line: Option<usize>,
    /// The place in the source.
    pub span: Option<Span>,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// Why it could not be corrected.
    pub reason: Option<String>,
}

/// Defines [`Flaw`]: variant, name, whether no page may be released with it, when it occurs.
macro_rules! flaws {
    ($($variant:ident $name:literal $grave:literal $doc:literal;)+) => {
        /// The kinds of findings.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Flaw {
            $(#[doc = $doc] $variant,)+
        }

        impl Flaw {
            /// All of them, the gravest first.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stable name.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// Whether a page with it should not be released.
            #[must_use]
            pub fn is_grave(self) -> bool {
                match self { $(Self::$variant => $grave,)+ }
            }
        }
    };
}

flaws! {
    Overfull "overfull" true "A line is longer than its measure.";
    OutsideArea "outside-area" true "Something stands out of the type area, or what belongs in the margin out of the page.";
    Overprint "overprint" true "Text is printed on other text.";
    MissingGlyph "missing-glyph" true "No font has a glyph for a character.";
    IllegalBreak "illegal-break" true "A word is broken where its orthography allows no break.";
    MisleadingBreak "misleading-break" true "A word is broken so that it is misread.";
    NotePage "note-page" true "A note at the foot stands on another page than its call, or on none.";
    Widow "widow" true "The last line of a paragraph stands alone at the head of a page.";
    Orphan "orphan" true "The first line of a paragraph stands alone at the foot of a page.";
    HeadingFoot "heading-foot" true "A heading stands at the foot of a page, apart from its text.";
    CaptionFoot "caption-foot" true "The caption of a table stands at the foot of a page, apart from the table.";
    PageHyphen "page-hyphen" true "The last word of a page is broken.";
    HyphenRun "hyphen-run" true "More than two lines in a row end with hyphens.";
    Loose "loose" true "The word spaces of a line are too wide.";
    Tight "tight" true "The word spaces of a line are too narrow.";
    Register "register" true "The baselines of facing pages are not in register.";
    Runt "runt" false "The last line of a paragraph is shorter than the indent of the next, or holds but the end of a broken word.";
    UglyBreak "ugly-break" false "A word is broken so that two letters stand alone.";
    Stack "stack" false "The same word begins or ends lines one below the other.";
    River "river" false "Word spaces stand one below the other over several lines.";
    ShortPage "short-page" false "A page has lines less than there is room for, or than the page that it faces.";
    ChapterEnd "chapter-end" false "The last page of a chapter holds few lines.";
    HeadCut "head-cut" false "A running head does not find room and is cut.";
    Resolution "resolution" false "A picture has too few pixels on an inch for print.";
}

impl Serialize for Flaw {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
