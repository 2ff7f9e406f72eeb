//! The table of codes: every message a user can meet has one.

use std::fmt;
use std::str::FromStr;

/// How grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is built.
    Error,
    /// The book is built; the editor should look.
    Warning,
}

impl Severity {
    /// The word for it: `error` or `warning`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// Defines [`Code`]: variant, name, severity, whether it can be switched off, and when it occurs.
macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $kind:ident $doc:literal;)+) => {
        /// The stable code of a diagnostic.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $doc] $variant,)+
        }

        impl Code {
            /// All codes, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name that the user sees and writes.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// Error or warning.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }

            /// Whether `[lints]` in the manifest can switch it off.
            #[must_use]
            pub fn is_lint(self) -> bool {
                match self { $(Self::$variant => codes!(@lint $kind),)+ }
            }

            /// When it occurs, in one sentence.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$variant => $doc,)+ }
            }
        }
    };
    (@lint lint) => { true };
    (@lint rule) => { false };
}

codes! {
    FileMissing "file-missing" Error rule "A file that the edition names is not there.";
    FileUnreadable "file-unreadable" Error rule "A file is there but cannot be read.";
    FileOutside "file-outside" Error rule "A path leaves the edition's folder.";
    FileTooLarge "file-too-large" Error rule "A source file is larger than the limit for its kind.";
    NotUtf8 "not-utf-8" Error rule "A source file holds bytes that are not UTF-8.";
    ControlCharacter "control-character" Error rule "A source file holds a control character that no output can carry.";
    EmptySection "empty-section" Error rule "A section file holds no text.";
    TomlSyntax "toml-syntax" Error rule "The manifest is not valid TOML.";
    UnknownKey "unknown-key" Error rule "The manifest holds a key that is not known there.";
    WrongType "wrong-type" Error rule "A value of the manifest has another type than expected.";
    InvalidValue "invalid-value" Error rule "A value of the manifest has the right type but no meaning.";
    MissingKey "missing-key" Error rule "A key that is required is missing.";
    NoSections "no-sections" Error rule "The manifest lists no section with text.";
    UnclosedBlock "unclosed-block" Error rule "A block opened with `:::` or a fence of backticks is not closed.";
    UnknownClass "unknown-class" Error rule "A class has no meaning in the source format.";
    UnknownAttribute "unknown-attribute" Error rule "An attribute has no meaning where it stands.";
    BrokenAttributes "broken-attributes" Warning lint "Text in braces looks like attributes but is none.";
    Unsupported "unsupported" Error rule "A Djot construct that the format leaves out is used.";
    Misplaced "misplaced" Error rule "A construct stands where it cannot stand.";
    UnknownLanguage "unknown-language" Error rule "A language tag is not well-formed BCP 47.";
    InvalidId "invalid-id" Error rule "An id holds characters that ids cannot hold.";
    DuplicateId "duplicate-id" Error rule "Two things have the same id.";
    DeadReference "dead-reference" Error rule "A link points at an id that does not exist.";
    UndefinedNote "undefined-note" Error rule "A note is called but has no text.";
    UncalledNote "uncalled-note" Error rule "A note has a text but is never called.";
    DuplicateNote "duplicate-note" Error rule "A file defines the same note twice.";
    UnknownSeries "unknown-series" Error rule "A note's label names a series that the manifest does not define.";
    NoteInNote "note-in-note" Error rule "A note is called from within a note.";
    HeadingSkip "heading-skip" Error lint "A heading is more than one level below the one before it.";
    HeadingMissing "heading-missing" Warning lint "A section that stands in the contents has no heading and no title.";
    ImageMissing "image-missing" Error rule "An image is not there.";
    ImageUnreadable "image-unreadable" Error rule "An image is of no supported format or is damaged.";
    ImageWithoutAlt "image-without-alt" Error lint "An image has no alternative text.";
    PageMarkerTwice "page-marker-twice" Warning lint "Two markers of source pages have the same label.";
    LayoutUnknown "layout-unknown" Error rule "A layout is neither shipped nor in the edition's folder.";
    LayoutBroken "layout-broken" Error rule "A layout cannot be set: its files or its code are faulty.";
    Typesetting "typesetting" Error rule "The typesetter refuses a place of the text.";
    TypesettingWarning "typesetting-warning" Warning lint "The typesetter warns of a place of the text.";
    MissingGlyph "missing-glyph" Error lint "No font has a glyph for a character.";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Code {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name).ok_or(())
    }
}
