//! The package element and its metadata (EPUB 3.3 §5.4 and §5.5).

use std::collections::BTreeMap;

use time::{Date, Month, Time};

use super::{OPF, links};
use crate::diagnostics::{Code, Diagnostics};
use crate::relators::is_relator;
use crate::verify::book::Book;
use crate::verify::vocabulary::{Prefixes, knows, language_fault, vocabulary};
use crate::verify::xml::{Attributes, Node, XML};

pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    package(book, out);
    required(book, out);
    languages(book, out);
    dates(book, out);
    if book.package.is_version_2() {
        roles(book, out);
    } else {
        modified(book, out);
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
        let tag = node.text().unwrap_or_default().trim();
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

/// At most one date of publication, in the form of ISO 8601.
fn dates(book: &Book<'_>, out: &mut Diagnostics) {
    let package = &book.package;
    for (at, node) in package.dc("date").enumerate() {
        let text = node.text().unwrap_or_default().trim();
        if at > 0 && !package.is_version_2() {
            let hint = "keep that of this edition; others belong into the imprint";
            let message = "the metadata have a second `dc:date`";
            out.report(Code::EpubMetadata, package.xml.at(node), message, hint);
        }
        if !text.is_empty() && !is_date(text) {
            let message = format!("the date `{text}` is not of the form YYYY-MM-DD");
            let hint = "write the year, or year and month, or the day";
            // Version 2 asks for the form, version 3 advises it.
            let old = package.is_version_2();
            let code = if old { Code::EpubMetadata } else { Code::EpubMetadataForm };
            out.report(code, package.xml.at(node), message, hint);
        }
    }
}

/// Whether that is a date of the profile of ISO 8601 for the web: `2026`, `2026-01`, `2026-01-15`,
/// or a day with a time.
fn is_date(text: &str) -> bool {
    let (day, time) = match text.split_once('T') {
        Some((day, time)) => (day, Some(time)),
        None => (text, None),
    };
    let number = |text: &str, digits: usize| {
        let fits = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| text.parse::<u16>().ok()).flatten()
    };
    let parts: Vec<&str> = day.split('-').collect();
    let year = parts.first().and_then(|year| number(year, 4));
    let month = |at: usize| {
        let month = number(parts.get(at)?, 2)?;
        Month::try_from(u8::try_from(month).ok()?).ok()
    };
    match (year, parts.len(), time) {
        (Some(_), 1, None) => true,
        (Some(_), 2, None) => month(1).is_some(),
        (Some(year), 3, _) => {
            let day = number(parts[2], 2).and_then(|day| u8::try_from(day).ok());
            let date = month(1).zip(day);
            let date = date.map(|(month, day)| Date::from_calendar_date(year.into(), month, day));
            date.is_some_and(|date| date.is_ok()) && time.is_none_or(|time| time.len() >= 5)
        }
        _ => false,
    }
}

/// Whether that is a moment of the form `2026-01-15T12:00:00Z`.
fn is_moment(text: &str) -> bool {
    let Some((day, time)) = text.strip_suffix('Z').and_then(|text| text.split_once('T')) else {
        return false;
    };
    let parts: Vec<&str> = time.split(':').collect();
    let is_number = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    let part =
        |at: usize| parts.get(at).filter(|part| is_number(part)).and_then(|p| p.parse().ok());
    let time = match (parts.len(), part(0), part(1), part(2)) {
        (3, Some(hour), Some(minute), Some(second)) => Time::from_hms(hour, minute, second).ok(),
        _ => None,
    };
    day.len() == 10 && is_date(day) && time.is_some()
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

/// The moment of the last change, once (EPUB 3.3 §5.5.6.2).
fn modified(book: &Book<'_>, out: &mut Diagnostics) {
    let package = &book.package;
    let all = package.metas("dcterms:modified");
    let own: Vec<Node<'_>> = all.filter(|node| node.attr("refines").is_none()).collect();
    if own.len() != 1 {
        let at = own.get(1).map_or(package.at_metadata(), |node| package.xml.at(*node));
        let message = format!("`dcterms:modified` stands {} times", own.len());
        out.report(Code::EpubPackage, at, message, "give the moment of the last change once");
    }
    for node in own {
        let text = node.text().unwrap_or_default().trim();
        if !is_moment(text) {
            let message = format!("`dcterms:modified` is `{text}`");
            let hint = "write it in UTC and whole seconds: `2026-01-15T12:00:00Z`";
            out.report(Code::EpubMetadata, package.xml.at(node), message, hint);
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
    if node.text().unwrap_or_default().trim().is_empty() {
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

#[cfg(test)]
mod tests {
    use super::{is_date, is_moment};

    #[test]
    fn dates_have_the_form_of_the_web() {
        for good in ["2026", "2026-01", "2026-01-15", "2026-01-15T12:00:00Z", "2024-02-29"] {
            assert!(is_date(good), "{good}");
        }
        for bad in
            ["", "26", "2026-13", "2026-02-30", "15.1.2026", "2026-1-5", "+026", "2026-01-15T"]
        {
            assert!(!is_date(bad), "{bad}");
        }
    }

    #[test]
    fn moments_are_in_utc_and_whole_seconds() {
        assert!(is_moment("2026-01-15T12:00:00Z"));
        for bad in [
            "2026-01-15T12:00:00.123Z",
            "2026-01-15T12:00:00+01:00",
            "2026-01-15",
            "2026-01-15T24:00:00Z",
            "2026-01-15T12:00:+1Z",
        ] {
            assert!(!is_moment(bad), "{bad}");
        }
    }
}
