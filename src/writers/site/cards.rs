//! A book among others: its cover, who wrote it, what it is called.

use super::Words;
use super::frame::Page;
use crate::list::{Entry, Picture, edition_file};
use crate::xml::Element;

/// How many inks there are for covers that are made of the title alone.
const INKS: u32 = 6;

/// Books side by side, with what the script finds and orders by.
pub(super) fn cards(words: &Words<'_>, page: &Page, members: &[usize]) -> Element {
    let cards = members.iter().map(|at| card(words, page, &words.catalogue.entries[*at]));
    Element::new("ul").attr("class", "cards").children(cards)
}

fn card(words: &Words<'_>, page: &Page, entry: &Entry) -> Element {
    let to = Element::new("a").attr("href", page.to(&format!("books/{}.html", entry.slug)));
    let title = in_language(to, entry).text(&*entry.title);
    let by = byline(words, entry)
        .map(|by| Element::new("p").attr("class", "by").attr("dir", "auto").text(by));
    let subtitle = entry
        .subtitle
        .as_ref()
        .map(|said| in_language(Element::new("p").attr("class", "subtitle"), entry).text(&**said));
    let year = Element::new("p").attr("class", "year").text(entry.date.year.to_string());
    Element::new("li")
        .attr("data-find", found_by(entry))
        .attr("data-language", entry.language.primary())
        .attr("data-date", entry.date.to_string())
        .child(cover(page, entry, "lazy"))
        .child(Element::new("h2").child(title))
        .children(subtitle)
        .children(by)
        .child(year)
}

/// What the script looks into.
pub(super) fn found_by(entry: &Entry) -> String {
    let mut all: Vec<&str> = vec![&entry.title];
    all.extend(entry.subtitle.as_deref());
    all.extend(entry.creators.iter().map(|creator| creator.name.as_str()));
    all.extend(entry.series.iter().map(|series| series.0.as_str()));
    all.extend(entry.subjects.iter().map(String::as_str));
    format!("{} {}", all.join(" "), entry.date.year)
}

/// Under whose names it stands: authors by their names, editors with a word on what they did.
pub(super) fn byline(words: &Words<'_>, entry: &Entry) -> Option<String> {
    let names: Vec<&str> = entry.creators.iter().map(|creator| &*creator.name).collect();
    let names = match names.as_slice() {
        [] => return None,
        [first, second, third, _, ..] => format!("{first}, {second}, {third} …"),
        names => words.books.list(names),
    };
    Some(if entry.authored { names } else { format!("{names} {}", words.terms.edited) })
}

/// The cover, for the eye alone: all that it says stands beside it. A book without a picture has one made of its title.
pub(super) fn cover(page: &Page, entry: &Entry, loading: &str) -> Element {
    let frame = Element::new("div").attr("class", "cover").attr("aria-hidden", "true");
    match &entry.picture {
        Some(picture) => frame.child(image(page, entry, picture, loading)),
        None => frame.child(plate(entry)),
    }
}

/// The picture of a cover, without words: they stand beside it.
pub(super) fn image(page: &Page, entry: &Entry, picture: &Picture, loading: &str) -> Element {
    let size = picture.size;
    Element::new("img")
        .attr("src", page.to(&edition_file(&entry.slug, &picture.name)))
        .attr("alt", "")
        .maybe("width", size.map(|size| size[0].to_string()))
        .maybe("height", size.map(|size| size[1].to_string()))
        .attr("loading", loading)
        .attr("decoding", "async")
}

fn plate(entry: &Entry) -> Element {
    let names = entry.creators.iter().take(2).map(|creator| &*creator.name);
    let names = names.collect::<Vec<_>>().join(", ");
    let sum =
        entry.identifier.bytes().fold(0_u32, |sum, byte| sum.wrapping_mul(31) + u32::from(byte));
    let length = match entry.title.chars().count() {
        0..=24 => "short",
        25..=70 => "long",
        _ => "very-long",
    };
    let line = |class: &str, text: &str| {
        in_language(Element::new("span").attr("class", class), entry).text(text)
    };
    let by = (!names.is_empty()).then(|| line("plate-by", &names));
    let class = format!("plate ink-{} {length}", sum % INKS);
    Element::new("div").attr("class", class).children(by).child(line("plate-title", &entry.title))
}

/// With the language of a book, and the direction of what it says.
pub(super) fn in_language(element: Element, entry: &Entry) -> Element {
    element.attr("lang", entry.language.as_str()).attr("dir", "auto")
}
