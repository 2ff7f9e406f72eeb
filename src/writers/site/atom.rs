//! The newest editions as an Atom feed (RFC 4287), for programs that tell what is new.

use std::io;

use crate::list::{Catalogue, Entry, Source, edition_file};
use crate::publication::{FileRole, Publication};
use crate::xml::{Element, Syntax};

/// The feed in UTF-8.
pub(super) fn feed(catalogue: &Catalogue, source: &dyn Source) -> io::Result<Vec<u8>> {
    let list = &catalogue.list;
    let text = |name, said: &str| Element::new(name).text(said);
    let mut feed = Element::new("feed")
        .attr("xmlns", "http://www.w3.org/2005/Atom")
        .attr("xml:lang", list.language.as_str())
        .child(text("id", &list.address_of("feed.xml")))
        .child(text("title", &list.title))
        .children(list.description.as_ref().map(|said| text("subtitle", said)))
        .child(text("updated", &catalogue.updated().iso8601()))
        .child(
            Element::new("author")
                .child(text("name", list.publisher.as_ref().unwrap_or(&list.title))),
        )
        .child(link("self", &list.address_of("feed.xml"), "application/atom+xml"))
        .child(link("alternate", &list.address_of(""), "text/html"));
    for at in &catalogue.newest {
        let one = &catalogue.entries[*at];
        feed = feed.child(entry(catalogue, one, &source.publication(one.at)?));
    }
    Ok(feed.document(Syntax::Xhtml))
}

fn entry(catalogue: &Catalogue, one: &Entry, publication: &Publication) -> Element {
    let list = &catalogue.list;
    let known = &publication.metadata;
    let day = one.date.first_moment().iso8601();
    let text = |name, said: &str| Element::new(name).text(said);
    let authors = one
        .creators
        .iter()
        .map(|creator| Element::new("author").child(text("name", &creator.name)));
    let ebook = publication.ebook().or_else(|| publication.files_of(FileRole::Ebook).next());
    let enclosure = ebook.map(|file| {
        let address = list.address_of(&edition_file(&one.slug, &file.name));
        link("enclosure", &address, &file.media_type).attr("length", file.bytes.to_string())
    });
    let rights = known.rights.as_ref().map(|said| text("rights", said));
    Element::new("entry")
        .attr("xml:lang", one.language.as_str())
        .child(text("id", &one.identifier))
        .child(text("title", &known.full_title()))
        .children(authors)
        .child(text("published", &day))
        .child(text("updated", &day))
        .child(link(
            "alternate",
            &list.address_of(&format!("books/{}.html", one.slug)),
            "text/html",
        ))
        .children(enclosure)
        .children(
            one.subjects.iter().map(|subject| Element::new("category").attr("term", &**subject)),
        )
        .children(known.description.as_ref().map(|said| text("summary", said)))
        .children(rights)
}

fn link(rel: &str, href: &str, media_type: &str) -> Element {
    Element::new("link").attr("rel", rel).attr("href", href).attr("type", media_type)
}
