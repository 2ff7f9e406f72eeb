//! The roles of sections in the vocabularies of the EPUB.

use crate::ir::Role;

/// The type (EPUB 3 Structural Semantics Vocabulary 1.1) and the role (DPUB-ARIA 1.1) of a
/// section. An interlude, for which neither has a word, is a chapter.
pub(crate) fn semantics(role: Role) -> (Option<&'static str>, Option<&'static str>) {
    let (kind, role) = match role {
        Role::HalfTitle => ("halftitlepage", None),
        Role::TitlePage => ("titlepage", None),
        Role::Imprint => ("copyright-page", None),
        Role::Dedication => ("dedication", Some("doc-dedication")),
        Role::Epigraph => ("epigraph", Some("doc-epigraph")),
        Role::Contents => ("toc", Some("doc-toc")),
        Role::ListOfIllustrations => ("loi", None),
        Role::ListOfTables => ("lot", None),
        Role::Foreword => ("foreword", Some("doc-foreword")),
        Role::Preface => ("preface", Some("doc-preface")),
        Role::Introduction => ("introduction", Some("doc-introduction")),
        Role::Prologue => ("prologue", Some("doc-prologue")),
        Role::Part => ("part", Some("doc-part")),
        Role::Chapter | Role::Interlude => ("chapter", Some("doc-chapter")),
        Role::Epilogue => ("epilogue", Some("doc-epilogue")),
        Role::Conclusion => ("conclusion", Some("doc-conclusion")),
        Role::Afterword => ("afterword", Some("doc-afterword")),
        Role::Appendix => ("appendix", Some("doc-appendix")),
        Role::Acknowledgments => ("acknowledgments", Some("doc-acknowledgments")),
        Role::Glossary => ("glossary", Some("doc-glossary")),
        Role::Endnotes => ("endnotes", Some("doc-endnotes")),
        Role::Bibliography => ("bibliography", Some("doc-bibliography")),
        Role::Index => ("index", Some("doc-index")),
        Role::Colophon => ("colophon", Some("doc-colophon")),
    };
    (Some(kind), role)
}
