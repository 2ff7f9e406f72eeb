//! What the importer tells something of: the table of its codes.

/// Defines [`Topic`]: variant, code, what is told under it.
macro_rules! topics {
    ($($variant:ident $code:literal $doc:literal;)+) => {
        /// What a decision is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Topic {
            $(#[doc = $doc] $variant,)+
        }

        impl Topic {
            /// All of them, in the order of the table.
            #[cfg(test)]
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Its stable code.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// What is told under it, in a sentence.
            #[cfg(test)]
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$variant => $doc,)+ }
            }
        }
    };
}

topics! {
    File "import-file" "A file that belongs to it is missing, or is not taken for a part of the text.";
    Encoding "import-encoding" "In which encoding the file is read, and where that is in doubt.";
    Character "import-character" "Characters that were read otherwise, or that no book holds.";
    Metadata "import-metadata" "What the file says of itself that no manifest holds.";
    Title "import-title" "The title, a subtitle.";
    Author "import-author" "Who wrote it, or had a hand in it.";
    Year "import-year" "The year of the source.";
    Source "import-source" "Where the text comes from.";
    Preface "import-preface" "What stands before the text, and whose it is.";
    Cover "import-cover" "The cover.";
    Language "import-language" "The language of the text, of a section or of a passage.";
    Heading "import-heading" "Headings, their levels and titles.";
    Note "import-note" "The text of a note.";
    Call "import-call" "The call of a note.";
    Reference "import-reference" "A reference to a place of the text.";
    Citation "import-citation" "A citation, a work that is cited.";
    Index "import-index" "Marks and entries of an index.";
    Page "import-page" "Page numbers, markers of pages, running heads.";
    Break "import-break" "A break of a line or page that was set by hand.";
    Verse "import-verse" "Lines of verse.";
    Table "import-table" "A table.";
    Picture "import-picture" "A picture.";
    Formula "import-formula" "A formula.";
    Ruby "import-ruby" "Small text above other text.";
    Box "import-box" "Text in a box of its own.";
    Field "import-field" "A field of an office program.";
    Link "import-link" "A link.";
    Looks "import-looks" "Looks of letters that a book does not have.";
    Markup "import-markup" "Marks of the foreign form that are not taken over.";
    Word "import-word" "A word that was parted at the end of a line.";
    Reading "import-reading" "A reading of the edition that is not in the text.";
    Gap "import-gap" "What the edition says is missing.";
    Change "import-change" "A tracked change.";
    Comment "import-comment" "A comment.";
    Leftover "import-leftover" "What is set aside.";
}
