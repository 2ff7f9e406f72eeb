//! The navigation document: table of contents, list of pages, landmarks.

use super::Lowerer;
use super::pages::LineMarks;
use super::plan::{Content, Document, Plan};
use super::toc::{Entry, entries};
use crate::ir::{Matter, Role};
use crate::writers::xhtml::Ids;
use crate::xml::Element;

impl Lowerer<'_> {
    /// The lists of the navigation document; only the table of contents is seen. `marks` are those of
    /// the pages that begin with its lines.
    pub(super) fn navs(&mut self, (title, id): (&str, &str), marks: &LineMarks) -> Vec<Element> {
        let plan = self.site;
        let toc = entries(plan, &self.ids);
        let lines = self.toc_list(&toc, marks);
        let ids = &mut self.ids;
        let mut navs = vec![
            nav(ids, "toc", Some("doc-toc"), title).attr("id", id).child(lines),
            hidden(ids, "landmarks", None, plan.terms.landmarks).child(landmark_list(plan, title)),
        ];
        if !self.pages.is_empty() {
            let list = self.pages.iter().map(|page| {
                let href = format!("{}#{}", page.file, page.id);
                Element::new("li").child(link(&href, &page.label))
            });
            navs.push(
                hidden(ids, "page-list", Some("doc-pagelist"), plan.terms.pages)
                    .child(Element::new("ol").children(list)),
            );
        }
        navs
    }

    fn toc_list(&mut self, list: &[Entry], marks: &LineMarks) -> Element {
        let mut items = Vec::new();
        for entry in list {
            self.in_link = true;
            let title = self.inlines(&entry.title);
            self.in_link = false;
            let mut line = Element::new("a").attr("href", entry.href.as_str()).children(title);
            if line.children.is_empty() {
                line = line.text(entry.plain.as_str());
            }
            // Nothing but a link may stand before the lines below it.
            let own = entry.target.as_ref().and_then(|target| marks.get(target));
            line.prepend(own.cloned().unwrap_or_default());
            let item = Element::new("li").child(line);
            items.push(match entry.children.is_empty() {
                true => item,
                false => item.child(self.toc_list(&entry.children, marks)),
            });
        }
        Element::new("ol").children(items)
    }
}

fn nav(ids: &mut Ids, kind: &str, role: Option<&str>, title: &str) -> Element {
    let heading = ids.fresh(&format!("titel-{kind}"));
    Element::new("nav")
        .semantics(Some(kind), role)
        .attr("class", kind)
        .attr("aria-labelledby", heading.as_str())
        .child(Element::new("h2").attr("id", heading).attr("class", "opening").text(title))
}

fn hidden(ids: &mut Ids, kind: &str, role: Option<&str>, title: &str) -> Element {
    nav(ids, kind, role, title).attr("hidden", "hidden")
}

fn link(href: &str, text: &str) -> Element {
    Element::new("a").attr("href", href).text(text)
}

fn landmark_list(plan: &Plan<'_>, contents: &str) -> Element {
    let items = landmarks(plan, contents).into_iter().map(|(kind, file, label)| {
        Element::new("li").child(link(file, &label).attr("epub:type", kind))
    });
    Element::new("ol").children(items)
}

/// Type, file and label of each landmark, one of a type, in reading order.
pub(super) fn landmarks<'a>(
    plan: &'a Plan<'_>,
    contents: &str,
) -> Vec<(&'static str, &'a str, String)> {
    let start = start_of_text(plan);
    let mut list: Vec<(&'static str, &str, String)> = Vec::new();
    for (index, document) in plan.documents.iter().enumerate() {
        if start == Some(index) {
            list.push(("bodymatter", &document.file, plan.terms.start_of_text.to_owned()));
        }
        let Some(kind) = landmark(plan, document) else {
            continue;
        };
        let label = match kind {
            "titlepage" => plan.terms.section_of(Role::TitlePage).to_owned(),
            "toc" => contents.to_owned(),
            _ => document.title.clone(),
        };
        if list.iter().all(|(other, _, _)| *other != kind) {
            list.push((kind, &document.file, label));
        }
    }
    list
}

fn landmark(plan: &Plan<'_>, document: &Document) -> Option<&'static str> {
    match document.content {
        Content::Cover => Some("cover"),
        Content::TitlePage(_) => Some("titlepage"),
        Content::Contents(_) => Some("toc"),
        Content::Endnotes(_) => Some("endnotes"),
        Content::Section(index) => match plan.book.section(index).role {
            Role::TitlePage => Some("titlepage"),
            Role::Imprint => Some("copyright-page"),
            Role::Foreword => Some("foreword"),
            Role::Preface => Some("preface"),
            Role::Glossary => Some("glossary"),
            Role::Bibliography => Some("bibliography"),
            Role::Index => Some("index"),
            _ => None,
        },
    }
}

/// Where reading starts: the first document of the text proper, else the first that stands in the
/// table of contents, else the first of the editor's.
fn start_of_text(plan: &Plan<'_>) -> Option<usize> {
    let role = |document: &Document| match document.content {
        Content::Section(index) => Some(plan.book.section(index).role),
        _ => None,
    };
    let first = |wanted: &dyn Fn(Role) -> bool| {
        plan.documents.iter().position(|document| role(document).is_some_and(wanted))
    };
    first(&|role| role.matter() == Matter::Body)
        .or_else(|| first(&|role| role.in_contents()))
        .or_else(|| first(&|_| true))
}
