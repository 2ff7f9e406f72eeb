//! The map of the site for search engines (sitemaps.org, protocol 0.9), and what they may read.

use std::io;

use super::Site;
use super::frame::canonical;
use crate::xml::{Element, Syntax};

/// How many addresses a file of the map may hold.
pub(super) const MOST: usize = 50_000;
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Writes `sitemap.xml`, in several files where there are too many addresses for one, and `robots.txt`.
pub(super) fn write(site: &mut Site<'_, '_>) -> io::Result<()> {
    let pages = std::mem::take(&mut site.written);
    let list = &site.words.catalogue.list;
    let addresses: Vec<(String, Option<String>)> = pages
        .into_iter()
        .map(|(path, day)| (list.address_of(&canonical(&path)), day.map(|day| day.to_string())))
        .collect();
    if addresses.len() <= MOST {
        site.put.file("sitemap.xml", map("urlset", "url", &addresses))?;
    } else {
        let mut parts = Vec::new();
        for (number, part) in addresses.chunks(MOST).enumerate() {
            let path = format!("sitemap-{}.xml", number + 1);
            site.put.file(&path, map("urlset", "url", part))?;
            parts.push((list.address_of(&path), None));
        }
        site.put.file("sitemap.xml", map("sitemapindex", "sitemap", &parts))?;
    }
    let robots =
        format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", list.address_of("sitemap.xml"));
    site.put.file("robots.txt", robots.into_bytes())
}

fn map(root: &'static str, each: &'static str, addresses: &[(String, Option<String>)]) -> Vec<u8> {
    let entries = addresses.iter().map(|(address, day)| {
        let day = day.as_ref().map(|day| Element::new("lastmod").text(&**day));
        Element::new(each).child(Element::new("loc").text(&**address)).children(day)
    });
    Element::new(root).attr("xmlns", NAMESPACE).children(entries).document(Syntax::Xhtml)
}
