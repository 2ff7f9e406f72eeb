//! The roles of sections.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a section is in the book.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are the trade's own words")]
pub enum Role {
    HalfTitle,
    TitlePage,
    Imprint,
    Dedication,
    Epigraph,
    Contents,
    ListOfIllustrations,
    ListOfTables,
    Foreword,
    Preface,
    Introduction,
    Prologue,
    Part,
    Chapter,
    Interlude,
    Epilogue,
    Conclusion,
    Afterword,
    Appendix,
    Acknowledgments,
    Glossary,
    Endnotes,
    Bibliography,
    Index,
    Colophon,
}

/// The three regions of a book.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Matter {
    /// Before the text.
    Front,
    /// The text.
    Body,
    /// Behind the text.
    Back,
}

impl Role {
    /// All roles in the conventional order of a book.
    pub const ALL: [Self; 25] = [
        Self::HalfTitle,
        Self::TitlePage,
        Self::Imprint,
        Self::Dedication,
        Self::Epigraph,
        Self::Contents,
        Self::ListOfIllustrations,
        Self::ListOfTables,
        Self::Foreword,
        Self::Preface,
        Self::Introduction,
        Self::Prologue,
        Self::Part,
        Self::Chapter,
        Self::Interlude,
        Self::Epilogue,
        Self::Conclusion,
        Self::Afterword,
        Self::Appendix,
        Self::Acknowledgments,
        Self::Glossary,
        Self::Endnotes,
        Self::Bibliography,
        Self::Index,
        Self::Colophon,
    ];

    /// The name in the manifest.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::HalfTitle => "half-title",
            Self::TitlePage => "title-page",
            Self::Imprint => "imprint",
            Self::Dedication => "dedication",
            Self::Epigraph => "epigraph",
            Self::Contents => "contents",
            Self::ListOfIllustrations => "list-of-illustrations",
            Self::ListOfTables => "list-of-tables",
            Self::Foreword => "foreword",
            Self::Preface => "preface",
            Self::Introduction => "introduction",
            Self::Prologue => "prologue",
            Self::Part => "part",
            Self::Chapter => "chapter",
            Self::Interlude => "interlude",
            Self::Epilogue => "epilogue",
            Self::Conclusion => "conclusion",
            Self::Afterword => "afterword",
            Self::Appendix => "appendix",
            Self::Acknowledgments => "acknowledgments",
            Self::Glossary => "glossary",
            Self::Endnotes => "endnotes",
            Self::Bibliography => "bibliography",
            Self::Index => "index",
            Self::Colophon => "colophon",
        }
    }

    /// The role of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == name)
    }

    /// Where sections of this role stand.
    #[must_use]
    pub fn matter(self) -> Matter {
        match self {
            Self::HalfTitle
            | Self::TitlePage
            | Self::Imprint
            | Self::Dedication
            | Self::Epigraph
            | Self::Contents
            | Self::ListOfIllustrations
            | Self::ListOfTables
            | Self::Foreword
            | Self::Preface => Matter::Front,
            Self::Introduction
            | Self::Prologue
            | Self::Part
            | Self::Chapter
            | Self::Interlude
            | Self::Epilogue
            | Self::Conclusion => Matter::Body,
            Self::Afterword
            | Self::Appendix
            | Self::Acknowledgments
            | Self::Glossary
            | Self::Endnotes
            | Self::Bibliography
            | Self::Index
            | Self::Colophon => Matter::Back,
        }
    }

    /// Whether umbruch can make the section from the metadata and the text.
    #[must_use]
    pub fn is_generated(self) -> bool {
        self.is_automatic()
            || matches!(
                self,
                Self::ListOfIllustrations | Self::ListOfTables | Self::Bibliography | Self::Index
            )
    }

    /// Whether umbruch makes the section without being asked for it.
    #[must_use]
    pub fn is_automatic(self) -> bool {
        matches!(
            self,
            Self::HalfTitle | Self::TitlePage | Self::Imprint | Self::Contents | Self::Endnotes
        )
    }

    /// Whether a generated section of this role can have a text of the editor's instead.
    #[must_use]
    pub fn takes_text(self) -> bool {
        !matches!(
            self,
            Self::Contents | Self::ListOfIllustrations | Self::ListOfTables | Self::Endnotes
        )
    }

    /// Whether a section of this role stands in the table of contents.
    #[must_use]
    pub fn in_contents(self) -> bool {
        !matches!(
            self,
            Self::HalfTitle
                | Self::TitlePage
                | Self::Imprint
                | Self::Dedication
                | Self::Epigraph
                | Self::Contents
                | Self::Colophon
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_is_found_by_its_name() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.as_str()), Some(role));
        }
    }
}
