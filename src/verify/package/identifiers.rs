//! Identifiers that tell by themselves whether they are right: ISBN and UUID.

use std::str::FromStr;

use isbn::Isbn;
use uuid::Uuid;

use crate::diagnostics::{Code, Diagnostics};
use crate::verify::book::Book;
use crate::verify::xml::{Node, text};

pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    let package = &book.package;
    let named = package.dc("identifier").chain(package.dc("source"));
    for node in named.chain(package.metas("pageBreakSource")) {
        identifier(book, node, out);
    }
}

fn identifier(book: &Book<'_>, node: Node<'_>, out: &mut Diagnostics) {
    let text = text(node);
    let at = book.package.xml.at(node);
    let lower = text.to_ascii_lowercase();
    if lower.starts_with("urn:isbn:") {
        let number = &text["urn:isbn:".len()..];
        if Isbn::from_str(number.trim()).is_err() {
            let message = format!("`{number}` is no ISBN: its check digit or its length is wrong");
            let hint = "compare it with the number that the agency has given";
            out.advise(Code::EpubIdentifier, at, message, hint);
        }
    } else if lower.starts_with("urn:uuid:") && Uuid::parse_str(&text["urn:uuid:".len()..]).is_err()
    {
        let message = format!("`{text}` is no UUID");
        let hint = "a UUID has 32 hexadecimal digits in five groups";
        out.report(Code::EpubMetadataForm, at, message, hint);
    }
}
