//! The imprint, made from the metadata.

use crate::ir::{
    Block, BlockKind, Contributor, Inline, InlineKind, Language, LinkTarget, Metadata, Paragraph,
    ParagraphKind, in_language,
};
use crate::language::{Terms, language_of_terms, terms};
use crate::source::{FileId, Span};

/// The paragraphs of the imprint; `span` is the place that messages about them name.
pub(super) fn blocks(metadata: &Metadata, span: Option<Span>) -> Vec<Block> {
    let span = span.unwrap_or(Span::new(FileId(0), 0..0));
    let terms = terms(&metadata.language);
    let mut lines: Vec<Vec<Inline>> = Vec::new();
    let mut say = |text: String| lines.push(vec![Inline::text(span, text)]);
    say(citation(metadata));
    for credit in credits(metadata, terms) {
        say(credit);
    }
    for line in publication(metadata, terms) {
        say(line);
    }
    if let Some(rights) = &metadata.rights {
        say(rights.clone());
    }
    if let Some(licence) = &metadata.licence {
        lines.push(labelled(span, terms.licence, "", Some(licence)));
    }
    if let Some(source) = &metadata.source {
        let mut text = source.title.clone();
        if let Some(date) = source.date {
            text = format!("{text}, {}", (terms.date)(date));
        }
        if let Some(note) = &source.note {
            text = format!("{}. {note}", text.trim_end_matches('.'));
        }
        lines.push(labelled(span, terms.source, &sentence(&text), source.url.as_ref()));
    }
    if let Some(date) = metadata.first_published {
        let text = sentence(&(terms.date)(date));
        lines.push(labelled(span, terms.first_published, &text, None));
    }
    if let Some(doi) = &metadata.doi {
        lines.push(labelled(span, "DOI", "", Some(&format!("https://doi.org/{doi}"))));
    }
    let identifiers = metadata.urn.iter().chain([&metadata.identifier]);
    lines.extend(identifiers.map(|one| vec![Inline::text(span, one.clone())]));
    if let Some(language) = language_of_terms(&metadata.language) {
        let dates = dates(metadata, terms);
        lines = lines.into_iter().map(|line| dated(line, &dates, &language)).collect();
    }
    lines.into_iter().map(|content| paragraph(span, content)).collect()
}

/// The dates of an imprint that are said in words, the longest first: `13 May 1919` holds `3 May 1919`.
fn dates(metadata: &Metadata, terms: &Terms) -> Vec<String> {
    let source = metadata.source.as_ref().and_then(|source| source.date);
    let dates = [Some(metadata.date), source, metadata.first_published];
    let mut dates: Vec<String> = dates.into_iter().flatten().map(terms.date).collect();
    dates.retain(|date| date.contains(char::is_alphabetic));
    dates.sort_by_key(|date| std::cmp::Reverse(date.len()));
    dates
}

/// A line in which dates are told to be in the language in which they are said: from right to left a
/// day would stand behind its month.
fn dated(line: Vec<Inline>, dates: &[String], language: &Language) -> Vec<Inline> {
    let parted = |inline: Inline| {
        let InlineKind::Text { text } = &inline.kind else { return vec![inline] };
        let found = dates.iter().find_map(|date| Some((date, text.split_once(date.as_str())?)));
        let Some((date, (before, behind))) = found else { return vec![inline] };
        let said =
            |text: &str| (!text.is_empty()).then(|| Inline::text(inline.span, text)).into_iter();
        let date = in_language(said(date).collect(), Some(language));
        said(before).chain(date).chain(said(behind)).collect()
    };
    line.into_iter().flat_map(parted).collect()
}

fn paragraph(span: Span, content: Vec<Inline>) -> Block {
    let role = ParagraphKind::NoIndent;
    Block::new(span, BlockKind::Paragraph(Paragraph { role, content }))
}

/// `Label: text address`
fn labelled(span: Span, label: &str, text: &str, url: Option<&String>) -> Vec<Inline> {
    let text = if text.is_empty() { String::new() } else { format!(" {text}") };
    let mut content = vec![Inline::text(span, format!("{label}:{text}"))];
    if let Some(url) = url {
        content.push(Inline::text(span, " "));
        let target = LinkTarget::Web { url: url.clone() };
        let shown = vec![Inline::text(span, url.clone())];
        content.push(Inline::new(span, InlineKind::Link { target, content: shown }));
    }
    content
}

/// Ends a text with a full stop, unless it has an end already.
fn sentence(text: &str) -> String {
    if text.ends_with(['.', '!', '?', '…']) { text.to_owned() } else { format!("{text}.") }
}

/// `Author: Title. Subtitle.`
fn citation(metadata: &Metadata) -> String {
    let authors: Vec<&str> = metadata.names_with("aut").collect();
    let title = sentence(&metadata.full_title());
    if authors.is_empty() { title } else { format!("{}: {title}", authors.join(", ")) }
}

/// A line for each contribution but the author's; names with the same contribution together.
fn credits(metadata: &Metadata, terms: &Terms) -> Vec<String> {
    let mut codes: Vec<&str> = Vec::new();
    for code in metadata.contributors.iter().flat_map(|c| &c.roles).map(|role| role.0.as_str()) {
        if code != "aut" && !codes.contains(&code) {
            codes.push(code);
        }
    }
    let with = |code: &str| {
        let has = |c: &&Contributor| c.roles.iter().any(|role| role.0 == code);
        let names: Vec<&str> =
            metadata.contributors.iter().filter(has).map(|c| c.name.as_str()).collect();
        terms.list(&names)
    };
    codes
        .into_iter()
        .map(|code| match (terms.credit)(code) {
            Some(credit) => format!("{credit} {}", with(code)),
            None => with(code),
        })
        .collect()
}

/// Edition, publisher, place and year, series, ISBNs.
fn publication(metadata: &Metadata, terms: &Terms) -> Vec<String> {
    let mut lines = Vec::new();
    let edition = metadata
        .edition_statement
        .clone()
        .or_else(|| metadata.edition.filter(|n| *n > 1).map(terms.edition));
    let place = [metadata.publisher.as_deref(), metadata.place.as_deref()];
    let place: Vec<&str> = place.into_iter().flatten().collect();
    let date = (terms.date)(metadata.date);
    lines.extend(edition);
    lines.push(if place.is_empty() { date } else { format!("{}, {date}", place.join(", ")) });
    for series in &metadata.series {
        let line = terms.series(series);
        lines.push(match &series.issn {
            Some(issn) => format!("{line} (ISSN\u{a0}{issn})"),
            None => line,
        });
    }
    let isbns = [(&metadata.isbns.print, terms.printed), (&metadata.isbns.epub, "EPUB")];
    for (isbn, output) in isbns {
        if let Some(isbn) = isbn {
            lines.push(format!("ISBN\u{a0}{} ({output})", hyphenated(isbn)));
        }
    }
    lines
}

/// An ISBN with its hyphens, where its group and publisher ranges are known.
fn hyphenated(isbn: &str) -> String {
    isbn.parse::<isbn::Isbn>()
        .ok()
        .and_then(|parsed| parsed.hyphenate().ok().map(|text| text.to_string()))
        .unwrap_or_else(|| isbn.to_owned())
}
