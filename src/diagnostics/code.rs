//! The table of codes: every message a user can meet has one.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

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
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        pub enum Code {
            $(#[doc = $doc] #[serde(rename = $name)] $variant,)+
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

            /// Whether it is a finding of proofreading, which `check` tells and `build` does not.
            #[must_use]
            pub fn is_proof(self) -> bool {
                match self { $(Self::$variant => codes!(@proof $kind),)+ }
            }

            /// When it occurs, in one sentence.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$variant => $doc,)+ }
            }
        }
    };
    (@lint rule) => { false };
    (@lint $other:ident) => { true };
    (@proof proof) => { true };
    (@proof $other:ident) => { false };
}

codes! {
    FileMissing "file-missing" Error rule "A file that the edition names is not there.";
    FileUnreadable "file-unreadable" Error rule "A file is there but cannot be read.";
    FileOutside "file-outside" Error rule "A path leaves the edition's folder.";
    FileTooLarge "file-too-large" Error rule "A source file is larger than the limit for its kind.";
    NotUtf8 "not-utf-8" Error rule "A source file holds bytes that are not UTF-8.";
    ControlCharacter "control-character" Error rule "A source file holds a character that no output can carry.";
    EmptySection "empty-section" Error rule "A section file holds no text.";
    TomlSyntax "toml-syntax" Error rule "The manifest is not valid TOML.";
    UnknownKey "unknown-key" Error rule "The manifest holds a key that is not known there.";
    WrongType "wrong-type" Error rule "A value of the manifest has another type than expected.";
    InvalidValue "invalid-value" Error rule "A value of the manifest has the right type but no meaning.";
    MissingKey "missing-key" Error rule "A key that is required is missing.";
    NoSections "no-sections" Error rule "The manifest lists no section with text.";
    TableRow "table-row" Error rule "A row of a table is written so that it is none, or does not fit its table.";
    TableCell "table-cell" Error rule "A cell of a table goes beyond its rows or columns, or reaches over another.";
    TableSpan "table-span" Warning lint "A cell of a table is written as if it reached over others.";
    UnclosedBlock "unclosed-block" Error rule "A block opened with `:::` or a fence of backticks is not closed.";
    UnknownClass "unknown-class" Error rule "A class has no meaning in the source format.";
    UnknownAttribute "unknown-attribute" Error rule "An attribute has no meaning where it stands.";
    BrokenAttributes "broken-attributes" Warning lint "Text in braces looks like attributes but is none.";
    UnclosedMark "unclosed-mark" Warning lint "A mark or a link is opened and nothing closes it, so that its signs are printed.";
    Unsupported "unsupported" Error rule "A Djot construct that the format leaves out is used.";
    Misplaced "misplaced" Error rule "A construct stands where it cannot stand.";
    UnknownLanguage "unknown-language" Error rule "A language tag is not well-formed BCP 47, or names a variant that is not registered.";
    InvalidId "invalid-id" Error rule "An id holds characters that ids cannot hold.";
    DuplicateId "duplicate-id" Error rule "Two things have the same id.";
    DeadReference "dead-reference" Error rule "A link points at an id that does not exist.";
    UndefinedNote "undefined-note" Error rule "A note is called but has no text.";
    UncalledNote "uncalled-note" Error rule "A note has a text but is never called.";
    DuplicateNote "duplicate-note" Error rule "A file defines the same note twice.";
    UnknownSeries "unknown-series" Error rule "A note's label names a series that the manifest does not define.";
    NoteInNote "note-in-note" Error rule "A note calls itself, or is a note to a note to a note to a note.";
    HeadingSkip "heading-skip" Error lint "A heading is more than one level below the one before it.";
    HeadingEmpty "heading-empty" Error rule "A heading holds no words that could be said of it.";
    HeadingMissing "heading-missing" Warning lint "A section that stands in the contents has no heading and no title.";
    ImageMissing "image-missing" Error rule "An image is not there.";
    ImageUnreadable "image-unreadable" Error rule "An image is of no supported format or is damaged.";
    ImageMoves "image-moves" Warning lint "An image holds several pictures that follow each other.";
    ImageSmall "image-small" Warning lint "An image has too few pixels for its width on a screen.";
    SvgCleaned "svg-cleaned" Warning lint "Something was left out of a drawing that a book cannot show.";
    SvgText "svg-text" Warning lint "A drawing holds words that each reader sets in a font of its own.";
    CoverUnfit "cover-unfit" Error lint "No shop takes the cover as it is.";
    CoverSize "cover-size" Warning lint "The cover is smaller than shops ask for, or has unusual proportions.";
    ImageWithoutAlt "image-without-alt" Error lint "An image has no alternative text.";
    FormulaBroken "formula-broken" Error rule "A formula cannot be read, or holds what cannot be set.";
    FormulaWithoutAlt "formula-without-alt" Warning lint "A formula cannot be said in a line, and has no alternative text.";
    ConformanceUnproven "conformance-unproven" Error rule "The manifest asserts that the book is accessible, but something found stands against it.";
    LongParagraph "long-paragraph" Warning lint "A paragraph is too long to be set as one.";
    LongWord "long-word" Warning lint "A word is longer than words are broken by syllables.";
    TooLong "too-long" Error rule "A heading, a cell, a line of verse or of code is longer than can be set.";
    StackedMarks "stacked-marks" Error rule "A letter carries more marks than can be set.";
    PageMarkerTwice "page-marker-twice" Warning lint "Two markers of source pages have the same label.";
    LinksBothWays "links-both-ways" Warning lint "Two links lead to each other, which Kindle takes for a note.";
    PageWord "page-word" Warning lint "A word for the page stands before a reference that brings its own.";
    IndexMark "index-mark" Error rule "A mark of an index says too little or contradicts another.";
    IndexRange "index-range" Error rule "A range of an index has no beginning or no end.";
    IndexSee "index-see" Error rule "An entry of an index leads to one that does not exist.";
    IndexMissing "index-missing" Warning lint "Words are marked for an index that stands nowhere.";
    BibliographyBroken "bibliography-broken" Error rule "A file of the bibliography cannot be read, or a value in it is wrong.";
    BibliographyMissing "bibliography-missing" Warning lint "Works are cited that no section lists.";
    CitationStyle "citation-style" Error rule "A citation style is not known, or cannot be used.";
    BrokenCitation "broken-citation" Error rule "A citation names no work.";
    UnknownWork "unknown-work" Error rule "A work is cited that is not in the bibliography.";
    EmptyList "empty-list" Error rule "A section is made of marks, citations or captions, and there are none.";
    CorrectionUnused "correction-unused" Warning lint "A correction of lines in the manifest finds no words to act on, or no way to do it.";
    LayoutUnknown "layout-unknown" Error rule "A layout is neither shipped nor in the edition's folder.";
    LayoutBroken "layout-broken" Error rule "A layout cannot be set: its files or its code are faulty.";
    Typesetting "typesetting" Error rule "The typesetter refuses a place of the text.";
    TypesettingWarning "typesetting-warning" Warning lint "The typesetter warns of a place of the text.";
    HeadCut "head-cut" Warning lint "A running head does not find room and is cut.";
    TextLost "text-lost" Warning lint "Words of the text stand on no page: a layout leaves them out.";
    FootnoteMarkTwice "footnote-mark-twice" Warning lint "Two footnotes on one page have the same mark.";
    FootnotePage "footnote-page" Warning lint "A footnote begins on another page than its call, or is not printed for want of room.";
    PageFlaw "page-flaw" Error rule "Only with `--strict`: a page of a PDF is not fit to be released.";
    ReleaseLost "release-lost" Error rule "Only of `release`: a finished file does not say words of the source.";
    ReleaseJudged "release-judged" Error rule "Only of `release`: a judge finds an error in a finished file.";
    ReleaseTaken "release-taken" Error rule "Only of `release`: the edition was released before, with other files.";
    CatalogueEdition "catalogue-edition" Error rule "Only of `catalogue`: an edition is not built, or cannot be told apart from another one.";
    MissingGlyph "missing-glyph" Error lint "No font has a glyph for a character.";
    FontNotEmbedded "font-not-embedded" Warning lint "A font of the layout must not or cannot go into the EPUB.";
    ImageResolution "image-resolution" Warning lint "A picture has too few pixels for its size in print.";
    SheetTooSmall "sheet-too-small" Error rule "The pages do not find room on the sheet that is ordered.";
    SpineTooNarrow "spine-too-narrow" Warning lint "The spine of the cover is too narrow for words.";
    BlurbTooLong "blurb-too-long" Error rule "The text for the back of the cover does not find room there.";
    QuotationMarks "quotation-marks" Warning proof "Quotation marks are not those of the language and of the edition.";
    QuotationUnbalanced "quotation-unbalanced" Warning proof "A quotation is opened and not closed, or closed and not opened.";
    QuotationPunctuation "quotation-punctuation" Warning proof "A comma or a full stop follows a quotation that ends in a full stop.";
    Apostrophe "apostrophe" Warning proof "Another sign stands for the apostrophe.";
    GenitiveApostrophe "genitive-apostrophe" Warning proof "An apostrophe stands before the `s` of a genitive or plural.";
    Dash "dash" Warning proof "A hyphen or a long dash stands for the spaced dash.";
    DashSpace "dash-space" Warning proof "A space separates a dash from the punctuation behind it.";
    RangeDash "range-dash" Warning proof "A hyphen or a spaced dash stands between two numbers of a range.";
    PlaceDash "place-dash" Warning proof "A hyphen stands between two places.";
    Minus "minus" Warning proof "A hyphen stands for the minus sign.";
    SuspendedHyphen "suspended-hyphen" Warning proof "The hyphen before the second part of a compound could be torn off at a line end.";
    Ellipsis "ellipsis" Warning proof "Points stand for the ellipsis, or it is spaced wrongly.";
    Omission "omission" Warning proof "An omission is marked with round brackets.";
    EllipsisStop "ellipsis-stop" Warning proof "A full stop follows an ellipsis.";
    AbbreviationSpace "abbreviation-space" Warning proof "The parts of an abbreviation are not held together by a narrow space.";
    ReferenceSpace "reference-space" Warning proof "A word of reference is not held together with its number.";
    FollowingPages "following-pages" Warning proof "An `f.` or `ff.` is not set off from its number by a narrow space.";
    DateSpace "date-space" Warning proof "The parts of a date are not held together.";
    InitialSpace "initial-space" Warning proof "An initial is not held together with the name.";
    OrdinalSpace "ordinal-space" Warning proof "An ordinal number is not held together with its noun.";
    UnitSpace "unit-space" Warning proof "A number is not held together with its unit.";
    DigitGroups "digit-groups" Warning proof "The digits of a large number are not grouped by narrow spaces.";
    DecimalPoint "decimal-point" Warning proof "A point stands for the decimal comma.";
    PunctuationSpace "punctuation-space" Warning proof "A space stands before punctuation, or, in French, not the one that belongs there.";
    DoubledPoint "doubled-point" Warning proof "A full stop or a comma stands twice.";
    AbbreviationStop "abbreviation-stop" Warning proof "A full stop follows the point of an abbreviation.";
    LineEnd "line-end" Warning proof "A short word or sign could be left alone at a line end.";
    NoteCallSpace "note-call-space" Warning proof "A space stands before the call of a note.";
    NoteCallOrder "note-call-order" Warning proof "The call of a note stands on the other side of the punctuation than custom asks.";
    CapitalEszett "capital-eszett" Warning proof "A small `ß` stands in a word of capitals.";
    LongS "long-s" Warning proof "A long `ſ` stands in the text.";
    NoteNumber "note-number" Warning proof "A number that looks like the call of a note, or like the number of a page, is left in the text.";
    NoteRefersBack "note-refers-back" Warning proof "A note refers to the work of the note before, which is not seen in a window of an e-book.";
    SoftHyphen "soft-hyphen" Warning proof "A soft hyphen stands in the text.";
    InvisibleCharacter "invisible-character" Warning proof "A character that cannot be seen stands in the text.";
    PresentationForm "presentation-form" Warning proof "A ligature stands as one character in the text.";
    WrongEncoding "wrong-encoding" Warning proof "A character was read in another encoding.";
    NormalForm "normal-form" Warning proof "A file mixes composed and decomposed letters.";
    LineEndHyphen "line-end-hyphen" Warning proof "A hyphen of a line end was left within a word.";
    DoubledWord "doubled-word" Warning proof "A word stands twice.";
    DigitLetter "digit-letter" Warning proof "A letter stands for a digit, or a digit for a letter.";
    MixedOrthography "mixed-orthography" Warning proof "Words of the old and of the new orthography stand in one text.";
    DassComma "dass-comma" Warning proof "No comma stands before `dass` or `daß`.";
    DasOrDass "das-or-dass" Warning proof "A `dass` stands where only `das` can stand, or the other way round.";
    RunTogether "run-together" Warning proof "The space between two words is missing.";
    Misread "misread" Warning proof "A word looks misread by optical recognition.";
    WebLeftover "web-leftover" Warning proof "Something of a web page was left in the text.";
    ForeignPassage "foreign-passage" Warning proof "A passage in another language or a dialect has no language tag; of many in one language, told once with their number.";
    Spelling "spelling" Warning proof "A word is in no dictionary, and one that is commoner looks much like it.";
    UnknownWord "unknown-word" Warning proof "A word is in no dictionary and may well be right, as names are.";
    DictionaryMissing "dictionary-missing" Warning proof "No dictionary is there for the language of the text.";
    UnusedAllowance "unused-allowance" Warning proof "An `[[allow]]` of the manifest allows nothing that is found.";
    EpubArchive "epub-archive" Error rule "An EPUB is no ZIP archive that can be read, or one that is not meant to be.";
    EpubMimetype "epub-mimetype" Error rule "The file `mimetype` of an EPUB does not stand first, bare and exact.";
    EpubFileName "epub-file-name" Error rule "The name of a file in an EPUB cannot be stored everywhere, or stands twice.";
    EpubFileNamePlain "epub-file-name-plain" Warning lint "The name of a file in an EPUB holds spaces or letters beyond ASCII.";
    EpubContainer "epub-container" Error rule "The container of an EPUB does not lead to a package.";
    EpubEncryption "epub-encryption" Warning lint "Files of an EPUB are encrypted or obfuscated.";
    EpubEncoding "epub-encoding" Error rule "A text in an EPUB is not UTF-8.";
    EpubXml "epub-xml" Error rule "A file of an EPUB is not well-formed XML.";
    EpubUnchecked "epub-unchecked" Warning lint "An EPUB holds something whose inside is not checked.";
    EpubVersion "epub-version" Warning lint "An EPUB is one of version 2.";
    EpubPackage "epub-package" Error rule "The package document of an EPUB lacks something, or contradicts itself.";
    EpubMetadata "epub-metadata" Error rule "A value in the metadata of an EPUB has not the form that it must have.";
    EpubMetadataForm "epub-metadata-form" Warning lint "A value in the metadata of an EPUB has not the form that catalogues read.";
    EpubIdentifier "epub-identifier" Error rule "An identifier of an EPUB is wrong by its own check digit or form.";
    EpubVocabulary "epub-vocabulary" Error rule "A property of an EPUB has a prefix that is not declared, or is not in its vocabulary.";
    EpubManifest "epub-manifest" Error rule "The manifest of an EPUB contradicts itself.";
    EpubFileMissing "epub-file-missing" Error rule "An EPUB names a file that is not in it.";
    EpubFileUnlisted "epub-file-unlisted" Warning lint "A file in an EPUB stands neither in the manifest nor in `META-INF`.";
    EpubMediaType "epub-media-type" Error rule "A file of an EPUB is not of the type that the manifest tells.";
    EpubProperties "epub-properties" Error rule "The properties of an item in the manifest are not those of its content.";
    EpubFallback "epub-fallback" Error rule "An EPUB holds something in a format that reading systems need not know, and nothing in its place.";
    EpubLayout "epub-layout" Error rule "The fixed layout of an EPUB contradicts itself, or a page of it has no size.";
    EpubOverlay "epub-overlay" Error rule "A media overlay of an EPUB does not fit the document that it reads aloud.";
    EpubSpine "epub-spine" Error rule "The reading order of an EPUB leads nowhere, or leaves out what is linked.";
    EpubNonlinear "epub-nonlinear" Warning lint "Notes or contents of an EPUB stand outside the reading order.";
    EpubDuplicateId "epub-duplicate-id" Error rule "An id stands twice in a document of an EPUB.";
    EpubSharedId "epub-shared-id" Warning lint "Two documents of an EPUB use the same id.";
    EpubDeadLink "epub-dead-link" Error rule "A link in an EPUB leads to nothing.";
    EpubLink "epub-link" Error rule "An address in an EPUB has a form that cannot be followed there.";
    EpubRemote "epub-remote" Error rule "An EPUB takes something from the network that has to be in it.";
    EpubScript "epub-script" Warning lint "A document of an EPUB runs a script.";
    EpubNoteCall "epub-note-call" Error rule "The call of a note in an EPUB does not lead to a note.";
    EpubNoteBack "epub-note-back" Error rule "There is no way back from a note in an EPUB to its call.";
    EpubNav "epub-nav" Error rule "The navigation document of an EPUB is not built as it must be.";
    EpubNavOrder "epub-nav-order" Warning lint "The contents of an EPUB are not in the order of the text.";
    EpubLandmarks "epub-landmarks" Warning lint "An EPUB has no landmarks, or they leave out the text.";
    EpubPageList "epub-page-list" Error rule "The list of pages of an EPUB and its page breaks do not agree.";
    EpubPageNumber "epub-page-number" Warning lint "The list of pages of an EPUB gives a page another number than its page break.";
    EpubNcx "epub-ncx" Error rule "The contents for old readers of an EPUB contradict the package.";
    EpubAccessibility "epub-accessibility" Error rule "Metadata on accessibility are missing in an EPUB, or are not in the vocabulary.";
    EpubSummary "epub-summary" Warning lint "An EPUB does not say, in words or by modes that suffice, how it can be read.";
    EpubClaim "epub-claim" Error rule "An EPUB claims something of its accessibility that is not true.";
    EpubLanguage "epub-language" Error rule "A language tag in an EPUB is missing, wrong, or contradicted.";
    EpubTitle "epub-title" Error rule "A document of an EPUB has no title.";
    EpubAlt "epub-alt" Error rule "A picture in an EPUB has no alternative text.";
    EpubAltEmpty "epub-alt-empty" Warning lint "The alternative text of a picture that means something is empty.";
    EpubHeadings "epub-headings" Warning lint "The headings of an EPUB skip a level, or a document has two of the first.";
    EpubElement "epub-element" Error rule "An element in an EPUB is unknown, obsolete, or stands where it cannot stand.";
    EpubAttribute "epub-attribute" Error rule "An attribute in an EPUB is unknown, obsolete, missing, or has a wrong value.";
    EpubRole "epub-role" Error rule "A role in an EPUB is unknown, or cannot stand on its element.";
    EpubRoleMissing "epub-role-missing" Warning lint "An `epub:type` in an EPUB is not accompanied by the role that says the same, or a page break by its number.";
    EpubDeprecated "epub-deprecated" Warning lint "A type, a role or an element in an EPUB is deprecated.";
    EpubCss "epub-css" Error rule "A style sheet of an EPUB holds what cannot be read or may not be there.";
    EpubCssRisky "epub-css-risky" Warning lint "A style sheet of an EPUB holds what reading systems get wrong.";
    EpubContrast "epub-contrast" Warning lint "Colours in an EPUB have too little contrast to be read.";
    EpubFont "epub-font" Warning lint "A font in an EPUB is of a kind that shops and old readers do not take.";
    EpubPicture "epub-picture" Warning lint "A picture in an EPUB is beyond what shops and reading systems take.";
    EpubCover "epub-cover" Warning lint "The cover of an EPUB is missing, or not of the size that shops ask for.";
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
