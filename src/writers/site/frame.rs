//! What stands around every page: its head with the policy, the head and the foot of the site.

use serde_json::Value;

use super::Words;
use crate::list::{By, JSON_TYPE, NAVIGATION_TYPE, START_JSON, START_XML};
use crate::xml::{Element, Node, Syntax};

/// Nothing from elsewhere: the site's own style, script and pictures.
const POLICY: &str = "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'";

/// A page.
#[derive(Debug, Clone)]
pub(super) struct Page {
    /// Its path.
    pub path: String,
    /// Its title.
    pub title: String,
    /// A sentence on it, for search engines and messages.
    pub description: Option<String>,
    /// What it is, in the words of Open Graph.
    pub kind: &'static str,
    /// The path of a picture of it, with a word on the picture.
    pub picture: Option<(String, String)>,
    /// Further properties of Open Graph.
    pub properties: Vec<(&'static str, String)>,
    /// Pages before and behind it: relation and path.
    pub beside: Vec<(&'static str, String)>,
    /// What it is about, in the words of schema.org.
    pub data: Option<Value>,
    /// What stands on it.
    pub main: Vec<Node>,
}

impl Page {
    pub(super) fn new(path: String, title: String) -> Self {
        Self {
            path,
            title,
            description: None,
            kind: "website",
            picture: None,
            properties: Vec::new(),
            beside: Vec::new(),
            data: None,
            main: Vec::new(),
        }
    }

    /// The way from the page to a path of the site.
    pub(super) fn to(&self, path: &str) -> String {
        to(&self.path, path)
    }

    /// The page as HTML in UTF-8.
    pub(super) fn html(&self, words: &Words<'_>) -> Vec<u8> {
        let body = Element::new("body")
            .child(
                Element::new("a")
                    .attr("class", "skip")
                    .attr("href", "#main")
                    .text(words.terms.skip),
            )
            .child(self.masthead(words))
            .child(Element::new("main").attr("id", "main").children(self.main.iter().cloned()))
            .child(self.foot(words));
        let html = Element::new("html").attr("lang", words.terms.tag);
        html.child(self.head(words)).child(body).document(Syntax::Html)
    }

    fn head(&self, words: &Words<'_>) -> Element {
        let list = &words.catalogue.list;
        let meta = |name: &str, content: &str| {
            Element::new("meta").attr("name", name).attr("content", content)
        };
        let title = match self.path.as_str() {
            "index.html" => list.title.clone(),
            _ => format!("{} – {}", self.title, list.title),
        };
        let beside = self.beside.iter().map(|(rel, path)| link(rel, self.to(path)));
        let policy = Element::new("meta")
            .attr("http-equiv", "Content-Security-Policy")
            .attr("content", POLICY);
        Element::new("head")
            .child(Element::new("meta").attr("charset", "utf-8"))
            .child(policy)
            .child(meta("viewport", "width=device-width, initial-scale=1"))
            .child(meta("color-scheme", "light dark"))
            .child(meta("referrer", "no-referrer"))
            .child(Element::new("title").text(title))
            .children(self.description.as_deref().map(|said| meta("description", said)))
            .child(link("canonical", list.address_of(&canonical(&self.path))))
            .children(self.graph(words))
            .children(beside)
            .child(link("icon", self.to("icon.svg")).attr("type", "image/svg+xml"))
            .child(link("stylesheet", self.to("list.css")))
            .child(self.feed("feed.xml", "application/atom+xml", words.shared.newest))
            .child(self.feed(START_JSON, JSON_TYPE, "OPDS 2.0"))
            .child(self.feed(START_XML, NAVIGATION_TYPE, "OPDS 1.2"))
            .child(Element::new("script").attr("src", self.to("list.js")).attr("defer", ""))
            .children(self.data.as_ref().map(data))
    }

    fn feed(&self, path: &str, media_type: &str, title: &str) -> Element {
        link("alternate", self.to(path)).attr("type", media_type).attr("title", title)
    }

    fn graph(&self, words: &Words<'_>) -> Vec<Element> {
        let list = &words.catalogue.list;
        let property = |name: &str, content: String| {
            Element::new("meta").attr("property", name).attr("content", content)
        };
        let mut graph = vec![
            property("og:type", self.kind.into()),
            property("og:title", self.title.clone()),
            property("og:url", list.address_of(&canonical(&self.path))),
            property("og:site_name", list.title.clone()),
        ];
        graph.extend(self.description.clone().map(|said| property("og:description", said)));
        if let Some((path, said)) = &self.picture {
            graph.push(property("og:image", list.address_of(path)));
            graph.push(property("og:image:alt", said.clone()));
        }
        graph.extend(self.properties.iter().map(|(name, said)| property(name, said.clone())));
        graph
    }

    fn masthead(&self, words: &Words<'_>) -> Element {
        let list = &words.catalogue.list;
        let home = self.path == "index.html";
        let name = match home {
            true => Element::new("h1").attr("class", "name").text(&*list.title),
            false => {
                let to = Element::new("a").attr("href", self.to("index.html")).text(&*list.title);
                Element::new("p").attr("class", "name").child(to)
            }
        };
        let publisher = list.publisher.as_ref().filter(|name| **name != list.title);
        let house = publisher.map(|name| Element::new("p").attr("class", "house").text(&**name));
        let about = list.description.as_ref().filter(|_| home);
        let about = about.map(|said| Element::new("p").attr("class", "about").text(&**said));
        Element::new("header")
            .attr("class", "masthead")
            .children(house)
            .child(name)
            .children(about)
            .child(self.ways(words))
    }

    fn ways(&self, words: &Words<'_>) -> Element {
        let mut ways = vec![("index.html".to_owned(), words.shared.all)];
        if !words.catalogue.newest.is_empty() {
            ways.push(("new.html".into(), words.shared.newest));
        }
        let kinds = By::ALL.into_iter().filter(|by| !words.catalogue.groups(*by).is_empty());
        ways.extend(kinds.map(|by| (Words::index(by), words.shared.by(by))));
        let items = ways.into_iter().map(|(path, name)| {
            let here = (path == self.path).then_some("page");
            let to = Element::new("a").attr("href", self.to(&path)).maybe("aria-current", here);
            Element::new("li").child(to.text(name))
        });
        Element::new("nav")
            .attr("aria-label", words.terms.navigation)
            .child(Element::new("ul").children(items))
    }

    fn foot(&self, words: &Words<'_>) -> Element {
        let list = &words.catalogue.list;
        let to = |path: &str, name: &str| {
            Element::new("li").child(Element::new("a").attr("href", self.to(path)).text(name))
        };
        let feeds = Element::new("ul")
            .child(to("feed.xml", words.terms.feed))
            .child(to(START_JSON, "OPDS 2.0"))
            .child(to(START_XML, "OPDS 1.2"));
        Element::new("footer")
            .child(Element::new("p").text(list.publisher.as_ref().unwrap_or(&list.title).as_str()))
            .child(Element::new("p").text(words.terms.feeds))
            .child(feeds)
    }
}

/// The way from one path of the site to another.
pub(super) fn to(from: &str, path: &str) -> String {
    format!("{}{path}", "../".repeat(from.matches('/').count()))
}

/// Where a page stands for search engines: the first page of all is the folder.
pub(super) fn canonical(path: &str) -> String {
    if path == "index.html" { String::new() } else { path.to_owned() }
}

fn link(rel: &str, href: String) -> Element {
    Element::new("link").attr("rel", rel).attr("href", href)
}

/// Data that no browser runs; a `<` in it ends no element.
fn data(value: &Value) -> Element {
    let text = value.to_string().replace('<', "\\u003c");
    Element::new("script").attr("type", "application/ld+json").text(text)
}
