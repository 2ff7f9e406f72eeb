//! The package element and its metadata (EPUB 3.3 §5.4 and §5.5).

use std::collections::BTreeMap;

use super::{OPF, dates, links};
use crate::diagnostics::{Code, Diagnostics};
use crate::relators::is_relator;
use crate::verify::book::Book;
use crate::verify::vocabulary::{Prefixes, knows, language_fault, vocabulary};
use crate::verify::xml::{Attributes, Node, XML, text};

pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    package(book, out);
    required(book, out);
    languages(book, out);
    dates::check(book, out);
    if book.package.is_version_2() {
        roles(book, out);
    } else {
        dates::modified(book, out);
        let declared = book.package.root.attr("prefix").unwrap_or_default();
        let prefixes = Prefixes::read(declared);
        for fault in &prefixes.faults {
            let hint = "write `prefix=\"name: http://… name: http://…\"`";
            let at = book.package.xml.at(book.package.root);
            out.report(Code::EpubVocabulary, at, fault.clone(), hint);
        }
        for doubt in &prefixes.doubts {
            let hint = "write each prefix, a colon, a space and its address";
            let at = book.package.xml.at(book.package.root);
            out.doubt(Code::EpubVocabulary, at, doubt.clone(), hint);
        }
        for node in book.package.metadata().filter(|node| node.has_tag_name((OPF, "meta"))) {
            meta(book, node, &prefixes, out);
        }
        links::check(book, &prefixes, out);
    }
}

/// The root, its version and the ids of the document.
fn package(book: &Book<'_>, out: &mut Diagnostics) {
    let package = &book.package;
    let at = package.xml.at(package.root);
    if !package.root.has_tag_name((OPF, "package")) {
        let hint = format!("it is `package` in the namespace `{OPF}`");
        out.report(Code::EpubPackage, at, "the package document has another root", hint);
        return;
    }
    match package.root.attr("version") {
        Some("3.0") => {}
        Some(version) if version.starts_with('2') => {
            let hint = "shops in the EU ask for accessible books: make an EPUB 3";
            out.report(Code::EpubVersion, at, "this is an EPUB 2", hint);
            if package.metadata().any(|node| node.has_attr("property")) {
                let hint = "write `version=\"3.0\"`, or take out what version 3 brought";
                let message = "the package says version 2 and has metadata of version 3";
                out.report(Code::EpubPackage, at, message, hint);
            }
        }
        _ => {
            let hint = "write `version=\"3.0\"`; that of EPUB 3.3 too is 3.0";
            out.report(Code::EpubPackage, at, "the package has no version that is known", hint);
        }
    }
    let mut seen = BTreeMap::new();
    for node in package.root.descendants() {
        if let Some(attribute) = node.attr_node("id")
            && seen.insert(attribute.value().trim(), node).is_some()
        {
            let message = format!("the id `{}` stands twice", attribute.value());
            let hint = "give one of the two another id";
            out.report(Code::EpubDuplicateId, package.xml.at_attribute(attribute), message, hint);
        }
    }
}

/// Identifier, title and language (EPUB 3.3 §5.5.2).
fn required(book: &Book<'_>, out: &mut Diagnostics) {
    let package = &book.package;
    for name in ["identifier", "title", "language"] {
        if package.dc(name).next().is_none() {
            let message = format!("the metadata have no `dc:{name}`");
            let hint = "every EPUB has an identifier, a title and a language";
            out.report(Code::EpubPackage, package.at_metadata(), message, hint);
        }
    }
    let id = package.root.attr("unique-identifier").unwrap_or_default();
    let named =
        package.dc("identifier").any(|node| node.attr("id").map(str::trim) == Some(id.trim()));
    if !named {
        let at = package.xml.at(package.root);
        let message = format!("`unique-identifier` is `{id}`, and no `dc:identifier` has that id");
        out.report(Code::EpubPackage, at, message, "write the id of the book's `dc:identifier`");
    }
}

/// Language tags by BCP 47.
fn languages(book: &Book<'_>, out: &mut Diagnostics) {
    let package = &book.package;
    for node in package.dc("language") {
        let tag = text(node);
        if let Some(fault) = Some(tag).filter(|tag| !tag.is_empty()).and_then(language_fault) {
            let hint = "write a tag of BCP 47, such as `de`, `de-CH` or `fr`";
            out.report(Code::EpubLanguage, package.xml.at(node), fault, hint);
        }
    }
    for node in package.root.descendants() {
        for attribute in node.attributes() {
            let is_language = attribute.namespace() == Some(XML) && attribute.name() == "lang"
                || attribute.name() == "hreflang";
            let tag = attribute.value();
            if is_language
                && !tag.is_empty()
                && let Some(fault) = language_fault(tag)
            {
                let hint = "write a tag of BCP 47, such as `de`, `de-CH` or `fr`";
                out.report(Code::EpubLanguage, package.xml.at_value(attribute), fault, hint);
            }
        }
    }
    if !package.is_version_2() && package.root.attr_in(XML, "lang").is_none() {
        let hint = "add `xml:lang` to `package`: titles and summaries are read aloud, too";
        let message = "the package does not tell the language of its metadata";
        out.report(Code::EpubMetadataForm, package.xml.at(package.root), message, hint);
    }
}

/// Roles of those who made the book: codes of the MARC list, or words behind `oth.` (OPF 2.0.1 §2.2.6).
fn roles(book: &Book<'_>, out: &mut Diagnostics) {
    for node in ["creator", "contributor"].into_iter().flat_map(|name| book.package.dc(name)) {
        let Some(role) = node.attr_node_in(OPF, "role") else { continue };
        let code = role.value().trim();
        if !is_relator(code) && !code.starts_with("oth.") {
            let message = format!("`{code}` is no role of the MARC list");
            let hint = "write a code such as `aut`, `edt`, `ill` or `trl`";
            out.report(Code::EpubMetadata, book.package.xml.at_value(role), message, hint);
        }
    }
}

/// One `meta`: its property and its value.
fn meta(book: &Book<'_>, node: Node<'_>, prefixes: &Prefixes<'_>, out: &mut Diagnostics) {
    let xml = book.package.xml;
    let Some(property) = node.attr_node("property") else {
        if node.attr("name").is_none() || node.attr("content").is_none() {
            let hint = "write `<meta property=\"…\">…</meta>`";
            out.report(Code::EpubMetadata, xml.at(node), "a `meta` has no property", hint);
        }
        return;
    };
    let name = property.value().trim();
    if text(node).is_empty() {
        let message = format!("the value of `{name}` is empty");
        out.report(Code::EpubMetadata, xml.at(node), message, "say something, or take it out");
    }
    known(name, &["meta", "a11y", "rendition", "media"], prefixes, xml.at_value(property), out);
    if knows("meta-deprecated", name) {
        let message = format!("the property `{name}` is deprecated");
        out.report(Code::EpubDeprecated, xml.at_value(property), message, "take it out");
    }
    if let Some(scheme) = node.attr_node("scheme") {
        known(scheme.value().trim(), &["scheme"], prefixes, xml.at_value(scheme), out);
    }
}

/// A name without a prefix stands in the first vocabulary, one with a prefix of ours in that one.
pub(super) fn known(
    name: &str,
    vocabularies: &[&str],
    prefixes: &Prefixes<'_>,
    at: crate::source::Span,
    out: &mut Diagnostics,
) {
    if name.is_empty() {
        return;
    }
    let (wanted, word) = match name.split_once(':') {
        Some((prefix, word)) => {
            let own = |vocabulary: &&&str| vocabulary.strip_suffix("-itemref") == Some(prefix);
            (vocabularies.iter().find(own).copied().unwrap_or(prefix), word)
        }
        None => (vocabularies.first().copied().unwrap_or_default(), name),
    };
    if !prefixes.allow(name) {
        let message = format!("the prefix of `{name}` is not declared");
        let hint =
            "declare it in the attribute `prefix` of the root, or write a name that is known";
        out.report(Code::EpubVocabulary, at, message, hint);
    } else if (vocabularies.contains(&wanted) || wanted == "rendition") && !knows(wanted, word) {
        let message = format!("`{name}` is not in its vocabulary");
        let known = vocabulary(wanted).iter().copied();
        let hint = crate::diagnostics::suggestion(word, known);
        out.report(Code::EpubVocabulary, at, message, hint);
    }
}
