//! The tables on the book as a whole: numbers, people, series, subjects, source, cover, claims.

use super::super::table::{Field, TableReader};
use super::{ByLanguage, Text};
use crate::source::Span;

pub(in super::super) struct RawIsbns {
    pub epub: Text,
    pub print: Text,
}

pub(in super::super) struct RawContributor {
    pub name: Text,
    pub sort: Text,
    pub role: Vec<Field<String>>,
    pub renderings: ByLanguage,
}

pub(in super::super) struct RawOtherTitle {
    pub text: Text,
    pub kind: Text,
    pub sort: Text,
    pub language: Text,
}

pub(in super::super) struct RawSeries {
    pub title: Text,
    pub kind: Text,
    pub number: Text,
    pub issn: Text,
}

/// A subject: free, if there is a name alone.
pub(in super::super) struct RawSubject {
    pub span: Span,
    pub name: Text,
    pub thema: Text,
    pub wgs: Text,
    pub bisac: Text,
    pub ddc: Text,
}

pub(in super::super) struct RawSource {
    pub title: Text,
    pub url: Text,
    pub date: Text,
    pub note: Text,
    pub isbn: Text,
}

pub(in super::super) struct RawCover {
    pub image: Text,
    pub alt: Text,
}

pub(in super::super) struct RawAccessibility {
    pub span: Span,
    pub summary: Text,
    pub conforms_to: Text,
    pub certified_by: Text,
    pub certified_on: Text,
    pub credential: Text,
    pub report: Text,
    pub exemption: Text,
}

pub(super) fn isbns(t: &mut TableReader<'_, '_>) -> RawIsbns {
    RawIsbns { epub: t.string("epub"), print: t.string("print") }
}

pub(super) fn contributor(t: &mut TableReader<'_, '_>) -> RawContributor {
    RawContributor {
        name: t.required("name", "…"),
        sort: t.string("sort"),
        role: t.strings("role").unwrap_or_default(),
        renderings: t.texts("name-in"),
    }
}

pub(super) fn other_title(t: &mut TableReader<'_, '_>) -> RawOtherTitle {
    RawOtherTitle {
        text: t.required("title", "…"),
        kind: t.required("kind", "short"),
        sort: t.string("sort"),
        language: t.string("language"),
    }
}

pub(super) fn series(t: &mut TableReader<'_, '_>) -> RawSeries {
    RawSeries {
        title: t.required("title", "…"),
        kind: t.string("kind"),
        number: t.position("number"),
        issn: t.string("issn"),
    }
}

pub(super) fn subject(t: &mut TableReader<'_, '_>) -> RawSubject {
    RawSubject {
        span: t.span,
        name: t.string("name"),
        thema: t.string("thema"),
        wgs: t.position("wgs"),
        bisac: t.string("bisac"),
        ddc: t.position("ddc"),
    }
}

/// A subject in words alone.
pub(super) fn free_subject(name: Field<String>) -> RawSubject {
    let span = name.span;
    RawSubject { span, name: Some(name), thema: None, wgs: None, bisac: None, ddc: None }
}

pub(super) fn source(t: &mut TableReader<'_, '_>) -> RawSource {
    RawSource {
        title: t.required("title", "…"),
        url: t.string("url"),
        date: t.date("date"),
        note: t.string("note"),
        isbn: t.string("isbn"),
    }
}

pub(super) fn cover(t: &mut TableReader<'_, '_>) -> RawCover {
    RawCover { image: t.required("image", "images/cover.jpg"), alt: t.string("alt") }
}

pub(super) fn accessibility(t: &mut TableReader<'_, '_>) -> RawAccessibility {
    RawAccessibility {
        span: t.span,
        summary: t.string("summary"),
        conforms_to: t.string("conforms-to"),
        certified_by: t.string("certified-by"),
        certified_on: t.date("certified-on"),
        credential: t.string("credential"),
        report: t.string("report"),
        exemption: t.string("exemption"),
    }
}
