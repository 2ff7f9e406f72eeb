//! The page of a book.

use super::cards::{byline, cover, image, in_language};
use super::data;
use super::frame::Page;
use super::{Words, access, facts, files};
use crate::ir::Metadata;
use crate::list::{By, Entry, Picture};
use crate::publication::{FileRole, Publication};
use crate::xml::{Element, Node};

/// Makes it; `sample`: the beginning of the text.
pub(super) fn page(
    words: &Words<'_>,
    entry: &Entry,
    publication: &Publication,
    sample: Option<Vec<Node>>,
) -> Page {
    let known = &publication.metadata;
    let mut page = Page::new(format!("books/{}.html", entry.slug), entry.title.clone());
    page.description = said(words, entry, known);
    page.kind = "book";
    page.picture = publication.files_of(FileRole::Cover).next().map(|file| {
        (
            crate::list::edition_file(&entry.slug, &file.name),
            format!("{}: {}", words.books.cover, entry.title),
        )
    });
    page.properties = properties(entry, known);
    page.data = Some(data::book(words, publication));
    let description = known.description.as_ref().map(|said| {
        let paragraphs = said.split("\n\n").map(str::trim).filter(|text| !text.is_empty());
        let paragraphs = paragraphs.map(|text| in_language(Element::new("p"), entry).text(text));
        Element::new("div").attr("class", "blurb").children(paragraphs)
    });
    let head = Element::new("div")
        .attr("class", "title-page")
        .children(authors(words, &page, entry))
        .child(in_language(Element::new("h1"), entry).text(&*entry.title))
        .children(known.subtitles.iter().map(|text| {
            in_language(Element::new("p").attr("class", "subtitle"), entry).text(&**text)
        }))
        .children(credits(words, known))
        .children(files::downloads(words, &page, entry, publication))
        .children(description);
    let book = Element::new("article")
        .attr("class", "book")
        .child(big_cover(&page, entry, publication))
        .child(head)
        .child(part(words.terms.facts, "facts", facts::table(words, &page, publication)))
        .children(
            access::said(words, publication).map(|said| part(words.terms.access, "access", said)),
        )
        .children(
            files::judged(words, publication).map(|said| part(words.terms.judged, "judged", said)),
        )
        .children(files::sums(words, publication).map(|said| part(words.terms.sums, "sums", said)))
        .children(sample.map(|nodes| {
            let text =
                in_language(Element::new("div").attr("class", "text"), entry).children(nodes);
            part(words.shared.sample, "sample", text)
        }));
    page.main = vec![book.into()];
    page
}

fn part(title: &str, id: &str, content: Element) -> Element {
    let heading = format!("{id}-title");
    Element::new("section")
        .attr("id", id)
        .attr("class", id)
        .attr("aria-labelledby", &*heading)
        .child(Element::new("h2").attr("id", &*heading).text(title))
        .child(content)
}

/// The large picture of the cover, where there is one.
fn big_cover(page: &Page, entry: &Entry, publication: &Publication) -> Element {
    match publication.files_of(FileRole::Cover).next() {
        Some(file) => {
            let frame = Element::new("div").attr("class", "cover").attr("aria-hidden", "true");
            frame.child(image(page, entry, &Picture::of(file), "eager"))
        }
        None => cover(page, entry, "eager"),
    }
}

fn authors(words: &Words<'_>, page: &Page, entry: &Entry) -> Option<Element> {
    let names = entry.creators.iter().filter(|_| entry.authored).map(|creator| {
        let group = words.catalogue.group(By::Author, &creator.sort);
        let to = group.map(|group| page.to(&Words::group(group)));
        Element::new("a").maybe("href", to).attr("dir", "auto").text(&*creator.name)
    });
    let names: Vec<Element> = names.collect();
    (!names.is_empty()).then(|| {
        let items = names.into_iter().map(|name| Element::new("li").child(name));
        Element::new("ul").attr("class", "authors").children(items)
    })
}

/// What the others did, a line for each kind of work.
fn credits(words: &Words<'_>, known: &Metadata) -> Vec<Element> {
    let mut phrases: Vec<(String, Vec<&str>)> = Vec::new();
    for contributor in &known.contributors {
        for role in contributor.roles.iter().filter(|role| role.0 != "aut") {
            let phrase = (words.books.credit)(&role.0);
            let phrase = phrase.map_or_else(|| words.terms.with.to_owned(), str::to_owned);
            match phrases.iter_mut().find(|(other, _)| *other == phrase) {
                Some((_, names)) if names.contains(&&*contributor.name) => {}
                Some((_, names)) => names.push(&contributor.name),
                None => phrases.push((phrase, vec![&contributor.name])),
            }
        }
    }
    let line = |(phrase, names): (String, Vec<&str>)| {
        let text = format!("{phrase} {}", words.books.list(&names));
        Element::new("p").attr("class", "credit").text(text)
    };
    phrases.into_iter().map(line).collect()
}

/// A sentence on the book, for search engines and messages.
fn said(words: &Words<'_>, entry: &Entry, known: &Metadata) -> Option<String> {
    let whole = known
        .description
        .as_ref()
        .map(|said| said.split_whitespace().collect::<Vec<_>>().join(" "));
    let text =
        whole.or_else(|| byline(words, entry).map(|by| format!("{by}: {}", known.full_title())))?;
    if text.chars().count() <= 300 {
        return Some(text);
    }
    let cut: String = text.chars().take(300).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    Some(format!("{} …", cut[..end].trim_end_matches([',', ';', ':', '–'])))
}

fn properties(entry: &Entry, known: &Metadata) -> Vec<(&'static str, String)> {
    let mut all = vec![("book:release_date", known.date.to_string())];
    all.extend(entry.creators.iter().map(|creator| ("book:author", creator.name.clone())));
    let isbns = [&known.isbns.epub, &known.isbns.print].into_iter().flatten();
    all.extend(isbns.map(|isbn| ("book:isbn", isbn.clone())));
    all.extend(entry.subjects.iter().map(|subject| ("book:tag", subject.clone())));
    all
}
