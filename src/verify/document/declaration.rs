//! The declaration of a document's type: which documents may have which (EPUB 3.3 §3.2 and appendix B;
//! OPS 2.0.1 §2.1).

use crate::diagnostics::{Code, Diagnostics};
use crate::verify::book::{Book, Document};

/// Media type, public and system identifier of declarations that EPUB 3 lets stand.
const ALLOWED: [(&str, &str, &str); 5] = [
    (
        "image/svg+xml",
        "-//W3C//DTD SVG 1.1//EN",
        "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd",
    ),
    ("application/x-dtbncx+xml", NCX, NCX_ADDRESS),
    ("application/mathml+xml", MATHML, MATHML_ADDRESS),
    ("application/mathml-content+xml", MATHML, MATHML_ADDRESS),
    ("application/mathml-presentation+xml", MATHML, MATHML_ADDRESS),
];

/// The same of EPUB 2, where these documents may have no other.
const ALLOWED_2: [(&str, &str, &str); 2] = [
    (
        "application/xhtml+xml",
        "-//W3C//DTD XHTML 1.1//EN",
        "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd",
    ),
    ("application/x-dtbncx+xml", NCX, NCX_ADDRESS),
];

const NCX: &str = "-//NISO//DTD ncx 2005-1//EN";
const NCX_ADDRESS: &str = "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd";
const MATHML: &str = "-//W3C//DTD MathML 3.0//EN";
const MATHML_ADDRESS: &str = "http://www.w3.org/Math/DTD/mathml3/mathml3.dtd";

pub(super) fn check(book: &Book<'_>, document: &Document<'_>, out: &mut Diagnostics) {
    let Some((at, text)) = document.xml.doctype() else { return };
    let media_type = book.item(document).media_type.unwrap_or_default();
    let (public, system) = identifiers(text);
    let fits = |(of, name, address): &(&str, &str, &str)| {
        *of == media_type && public == Some(*name) && system == Some(*address)
    };
    if book.package.is_version_2() {
        let root = document.xml.tree.root_element().tag_name().name();
        let asked =
            ALLOWED_2.iter().any(|(of, ..)| *of == media_type) && matches!(root, "html" | "ncx");
        if asked && !ALLOWED_2.iter().any(fits) {
            let hint = "write that of XHTML 1.1 or of the NCX to the letter, or none";
            let message = "the declaration of the document's type is not that of EPUB 2";
            out.report(Code::EpubXml, at, message, hint);
        }
        return;
    }
    let none = public.is_none() && system.is_none_or(|address| address == "about:legacy-compat");
    let allowed = if document.is_xhtml() {
        none
    } else {
        system.is_none() && public.is_none() || ALLOWED.iter().any(fits)
    };
    if !allowed {
        let hint = if document.is_xhtml() { "write `<!DOCTYPE html>`" } else { "take it out" };
        let message = if document.is_xhtml() {
            "the declaration of the document's type is not that of HTML"
        } else {
            "the document's type is declared by something outside of the EPUB"
        };
        out.report(Code::EpubXml, at, message, hint);
    } else if text.contains("<!ENTITY") && (text.contains("SYSTEM") || text.contains("PUBLIC")) {
        let hint = "write the text itself in its place";
        out.report(Code::EpubXml, at, "an entity stands outside of the document", hint);
    }
}

/// The public and the system identifier of a declaration.
fn identifiers(text: &str) -> (Option<&str>, Option<&str>) {
    let head = text.split('[').next().unwrap_or_default();
    let mut quoted = head.split(['"', '\'']).skip(1).step_by(2);
    let words: Vec<&str> = head.split_whitespace().collect();
    match words.get(2) {
        Some(&"PUBLIC") => (quoted.next(), quoted.next()),
        Some(&"SYSTEM") => (None, quoted.next()),
        _ => (None, None),
    }
}
