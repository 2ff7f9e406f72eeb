//! The map of the site for search engines (sitemaps.org, protocol 0.9), and what they may read.

use std::io;

use super::Site;
use super::frame::canonical;
use crate::ir::Date;
use crate::list::List;
use crate::xml::{Element, Syntax};

/// How many addresses a file of the map may hold.
const MOST: usize = 50_000;
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// An address, with the day of the last change, if it is known.
type Place = (String, Option<String>);

/// Writes `sitemap.xml`, in several files where there are too many addresses for one, and `robots.txt`.
pub(super) fn write(site: &mut Site<'_, '_>) -> io::Result<()> {
    let pages = std::mem::take(&mut site.written);
    let list = &site.words.catalogue.list;
    let place = |(path, day): (String, Option<Date>)| {
        (list.address_of(&canonical(&path)), day.map(|day| day.to_string()))
    };
    let places: Vec<Place> = pages.into_iter().map(place).collect();
    for (path, bytes) in files(list, &places) {
        site.put.file(&path, bytes)?;
    }
    let map = list.address_of("sitemap.xml");
    let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {map}\n");
    site.put.file("robots.txt", robots.into_bytes())
}

/// The files of the map: one, or several and one that names them.
fn files(list: &List, places: &[Place]) -> Vec<(String, Vec<u8>)> {
    if places.len() <= MOST {
        return vec![("sitemap.xml".into(), map("urlset", "url", places))];
    }
    let mut files = Vec::new();
    let mut parts = Vec::new();
    for (number, part) in places.chunks(MOST).enumerate() {
        let path = format!("sitemap-{}.xml", number + 1);
        parts.push((list.address_of(&path), None));
        files.push((path, map("urlset", "url", part)));
    }
    files.push(("sitemap.xml".into(), map("sitemapindex", "sitemap", &parts)));
    files
}

fn map(root: &'static str, each: &'static str, places: &[Place]) -> Vec<u8> {
    let entries = places.iter().map(|(address, day)| {
        let day = day.as_ref().map(|day| Element::new("lastmod").text(&**day));
        Element::new(each).child(Element::new("loc").text(&**address)).children(day)
    });
    Element::new(root).attr("xmlns", NAMESPACE).children(entries).document(Syntax::Xhtml)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Language;

    #[test]
    fn a_map_has_several_files_where_it_must() {
        let list = List {
            title: "Liste".into(),
            address: "https://verlag.example".into(),
            language: Language::parse("de").expect("a tag"),
            description: None,
            publisher: None,
            per_page: List::PER_PAGE,
            newest: List::NEWEST,
        };
        let places: Vec<Place> =
            (0..=MOST).map(|at| (list.address_of(&at.to_string()), None)).collect();
        assert_eq!(files(&list, &places[1..]).len(), 1);
        let files = files(&list, &places);
        let text = |at: usize| String::from_utf8(files[at].1.clone()).expect("UTF-8");
        let names: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(names, ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]);
        assert_eq!((text(0).matches("<loc>").count(), text(1).matches("<loc>").count()), (MOST, 1));
        assert!(text(2).contains("<sitemap>\n<loc>https://verlag.example/sitemap-2.xml</loc>"));
    }
}
