//! The texts of an EPUB as source texts, so that messages point into them.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::archive::Files;
use super::encryption::Hidden;
use super::entities;
use super::package::Package;
use super::xml::Xml;
use crate::diagnostics::{Code, Diagnostics};
use crate::source::{FileId, Sources, Span};

/// Largest text, in bytes.
const LARGEST: usize = 64 << 20;

/// A text of the EPUB.
pub(super) struct Text {
    /// Its path in the EPUB.
    pub(super) path: String,
    /// Its media type, as far as the manifest tells it.
    pub(super) media_type: String,
    /// It, among the sources.
    pub(super) file: FileId,
    /// What it says.
    pub(super) text: Arc<str>,
    /// The same with the characters that it names, where that is another.
    pub(super) resolved: Option<String>,
}

impl Text {
    /// A place in it.
    pub(super) fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.file, range)
    }

    /// Its tree, if it is XML.
    pub(super) fn parse(&self, out: &mut Diagnostics) -> Option<Xml<'_>> {
        is_xml(&self.media_type).then(|| Xml::parse(self, out)).flatten()
    }
}

/// Whether files of that media type are read as XML.
fn is_xml(media_type: &str) -> bool {
    media_type == "text/xml" || media_type == "application/xml" || media_type.ends_with("+xml")
}

/// Where the texts of an EPUB are collected.
pub(super) struct Texts<'a> {
    name: &'a str,
    sources: &'a mut Sources,
}

impl<'a> Texts<'a> {
    /// None yet; `name` is that of the EPUB.
    pub(super) fn new(name: &'a str, sources: &'a mut Sources) -> Self {
        Self { name, sources }
    }

    /// The text at that path; bytes that are no text are reported.
    pub(super) fn take(
        &mut self,
        files: &Files,
        path: &str,
        out: &mut Diagnostics,
    ) -> Option<Text> {
        self.take_as(files, (path, "text/xml"), out)
    }

    /// The text at that path, of that media type.
    fn take_as(
        &mut self,
        files: &Files,
        (path, media_type): (&str, &str),
        out: &mut Diagnostics,
    ) -> Option<Text> {
        let bytes = files.get(path)?;
        if bytes.len() > LARGEST {
            let hint = "split it: no reading system opens a text of that size";
            let message = format!("`{path}` is larger than {} MiB", LARGEST >> 20);
            out.report(Code::EpubArchive, files.whole, message, hint);
            return None;
        }
        let (text, fault) = decode(bytes);
        let text: Arc<str> = text.into();
        let file = self.sources.add(format!("{}/{path}", self.name), text.clone());
        if let Some(at) = fault {
            let hint = "save it in the encoding UTF-8";
            let span = Span::new(file, at..at);
            let message = "the text is not UTF-8";
            if media_type == "text/css" {
                // Letters of style sheets stand in remarks and names of fonts; the rest can be read.
                out.doubt(Code::EpubEncoding, span, message, hint);
            } else {
                out.report(Code::EpubEncoding, span, message, hint);
                return None;
            }
        }
        declared(bytes, media_type, &text, file, out);
        let resolved = entities::resolved(&text);
        let (path, media_type) = (path.to_owned(), media_type.to_owned());
        Some(Text { path, media_type, file, text, resolved })
    }

    /// The texts that the manifest lists, in its order.
    pub(super) fn of_items(
        mut self,
        files: &Files,
        package: &Package<'_>,
        hidden: &Hidden,
        out: &mut Diagnostics,
    ) -> Vec<Text> {
        let mut texts: Vec<Text> = Vec::new();
        let mut taken = BTreeSet::from([package.path.clone()]);
        for item in &package.items {
            let Some(path) = &item.path else { continue };
            let media_type = item.media_type.unwrap_or_default();
            let is_text = is_xml(media_type) || media_type == "text/css";
            if is_text
                && !hidden.holds(path)
                && taken.insert(path.clone())
                && let Some(text) = self.take_as(files, (path, media_type), out)
            {
                texts.push(text);
            }
        }
        texts
    }
}

/// The encoding that a text has and the one that it says it has: UTF-8 (EPUB 3.3 §3.2 and §6.1.3).
fn declared(bytes: &[u8], media_type: &str, text: &str, file: FileId, out: &mut Diagnostics) {
    let hint = "save it in the encoding UTF-8, and say `utf-8`";
    let utf16 = matches!(bytes, [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..]);
    if utf16 && media_type == "application/xhtml+xml" {
        let message = "the document is in UTF-16";
        out.report(Code::EpubEncoding, Span::new(file, 0..0), message, hint);
    } else if utf16 {
        out.doubt(Code::EpubEncoding, Span::new(file, 0..0), "the text is in UTF-16", hint);
    }
    let head = text.trim_start_matches('\u{feff}').strip_prefix("<?xml");
    let head = head.and_then(|rest| rest.split("?>").next()).unwrap_or_default();
    if head.split("encoding").next().is_some_and(|version| version.contains("1.1")) {
        let hint = "write `version=\"1.0\"`: no reading system knows another";
        let message = "the text says that it is XML 1.1";
        out.report(Code::EpubXml, Span::new(file, 0..0), message, hint);
    }
    let Some((_, rest)) = head.split_once("encoding") else { return };
    let name =
        rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\''));
    let name = name.split(['"', '\'']).next().unwrap_or_default();
    let own = if utf16 { "utf-16" } else { "utf-8" };
    if !name.eq_ignore_ascii_case(own) {
        let message = format!("the text says that it is `{name}`");
        out.report(Code::EpubEncoding, Span::new(file, 0..0), message, hint);
    }
}

/// The text, and where it is broken. UTF-16 is told by its mark (EPUB 3.3 §3.2).
fn decode(bytes: &[u8]) -> (String, Option<usize>) {
    let utf16 = |bytes: &[u8], order: fn([u8; 2]) -> u16| {
        let units = bytes.chunks(2).map(|pair| order([pair[0], *pair.get(1).unwrap_or(&0)]));
        let mut text = String::new();
        let mut fault = None;
        for c in char::decode_utf16(units) {
            fault = fault.or(c.is_err().then_some(text.len()));
            text.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        (text, fault)
    };
    match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => (text.to_owned(), None),
            Err(error) => {
                let text = String::from_utf8_lossy(bytes).into_owned();
                (text, Some(error.valid_up_to()))
            }
        },
    }
}
