//! What stands in the lines of an OpenDocument (OpenDocument 1.3, part 3, clauses 6 and 7).

use super::blocks::{Change, Walker};
use crate::import::draft::Aside;
use crate::import::read::office::{
    Form, LinkId, Target, attr, child, elements, name, said, symbol,
};
use crate::import::report::quote;
use crate::import::topic::Topic;
use crate::ir::{IndexMark, InlineKind, MarkNames};
use crate::xml::read::Node;

/// Deepest nesting of spans, links and fields that is followed.
const DEEPEST: usize = 100;

/// Most insertions and marks of an index that are open in one place.
const MOST_OPEN: usize = 50;

impl<'a> Walker<'a, '_, '_> {
    /// What tracked changes took out and put in.
    pub(super) fn changes(&mut self, text: Node<'a>) {
        for region in child(text, "tracked-changes").into_iter().flat_map(elements) {
            let id = region
                .attributes()
                .find(|own| own.name() == "id")
                .map(|own| own.value().to_owned());
            let Some(id) = id else { continue };
            for own in elements(region) {
                let info = child(own, "change-info").and_then(|info| child(info, "creator"));
                let author = info.map_or_else(String::new, |info| said(info).trim().to_owned());
                let deleted = (name(own) == "deletion").then(|| plain(own));
                if matches!(name(own), "deletion" | "insertion") {
                    self.changed.insert(id.clone(), Change { author, deleted });
                }
            }
        }
    }

    /// What stands in a paragraph, a span, a link.
    pub(super) fn content(&mut self, node: Node<'a>) {
        self.inside(node, None, 0);
    }

    /// Something in a line, or between paragraphs.
    pub(super) fn inline(&mut self, node: Node<'a>) {
        self.one(node, None, 0);
    }

    fn inside(&mut self, node: Node<'a>, link: Option<LinkId>, depth: usize) {
        for own in node.children() {
            if own.is_text() {
                self.words(own.text().unwrap_or_default(), link);
            } else if own.is_element() && depth < DEEPEST {
                self.one(own, link, depth + 1);
            } else if own.is_element() {
                self.aside(own, "text nested too deep");
            }
        }
    }

    fn one(&mut self, node: Node<'a>, link: Option<LinkId>, depth: usize) {
        match name(node) {
            "span" => {
                let style = self.styles.words(attr(node, "style-name").unwrap_or_default());
                self.open.spans.push(style);
                self.restyle();
                self.inside(node, link, depth);
                self.open.spans.pop();
                self.restyle();
            }
            "a" => {
                let own = attr(node, "href")
                    .filter(|href| !href.is_empty())
                    .map(|href| self.document.links.add(target(href)));
                self.inside(node, own.or(link), depth);
            }
            "s" => {
                let count = attr(node, "c")
                    .and_then(|count| count.parse::<usize>().ok())
                    .unwrap_or(1)
                    .min(400);
                self.words(&" ".repeat(count), link);
            }
            "tab" => self.words(if self.open.code { "    " } else { " " }, link),
            "line-break" => {
                let form = self.form(link);
                self.open.line.line_break(form, &mut self.document.log);
            }
            "note" => self.note(node),
            "annotation" => self.comment(node),
            "annotation-end" => {}
            "bookmark" | "bookmark-start" | "reference-mark" | "reference-mark-start" => {
                self.open.marks.extend(attr(node, "name").map(str::to_owned));
            }
            "bookmark-ref" | "reference-ref" => {
                let to = attr(node, "ref-name").unwrap_or_default().to_owned();
                let page = attr(node, "reference-format") == Some("page");
                let target = if page { Target::Page(to) } else { Target::Mark(to) };
                let own = self.document.links.add(target);
                self.inside(node, Some(own), depth);
            }
            "sequence" => {
                self.open.marks.extend(attr(node, "ref-name").map(str::to_owned));
                self.inside(node, link, depth);
            }
            "sequence-ref" => {
                let to = attr(node, "ref-name").unwrap_or_default().to_owned();
                let own = self.document.links.add(Target::Mark(to));
                self.inside(node, Some(own), depth);
            }
            "note-ref" => {
                self.tell(Topic::Reference, "references to numbers of notes stand as numbers");
                self.inside(node, link, depth);
            }
            "change-start" | "change" | "change-end" => self.change(node),
            "alphabetical-index-mark"
            | "alphabetical-index-mark-start"
            | "alphabetical-index-mark-end" => {
                self.index_mark(node);
            }
            "ruby" => {
                child(node, "ruby-base")
                    .into_iter()
                    .for_each(|base| self.inside(base, link, depth));
                let above = child(node, "ruby-text").map(|above| said(above).trim().to_owned());
                if let Some(above) = above.filter(|above| !above.is_empty()) {
                    self.words(&format!(" ({above})"), link);
                    self.tell(Topic::Ruby, "words above others stand behind them in brackets");
                }
            }
            "hidden-text" if attr(node, "is-hidden") == Some("true") => {
                self.aside(node, "hidden text")
            }
            "variable-set" | "user-field-get" if attr(node, "display") == Some("none") => {}
            "script" => self.tell(Topic::Leftover, "scripts are left out"),
            "soft-page-break" | "toc-mark" | "toc-mark-start" | "toc-mark-end"
            | "user-index-mark" => {}
            "frame" | "custom-shape" | "rect" | "ellipse" | "circle" | "line" | "g" | "control"
            | "polyline" | "polygon" | "path" | "connector" | "caption" => self.drawn(node, link),
            _ => self.inside(node, link, depth),
        }
    }

    fn restyle(&mut self) {
        let open = &mut self.open;
        open.face = self.styles.face(&open.style, &open.spans, &mut self.document.tongues);
    }

    pub(super) fn form(&self, link: Option<LinkId>) -> Form {
        Form { link, ..self.open.face.form.against(self.open.base) }
    }

    fn words(&mut self, text: &str, link: Option<LinkId>) {
        if text.is_empty() {
            return;
        }
        if self.open.face.hidden {
            if !text.trim().is_empty() {
                let span = self.document.log.here();
                self.document.report.doubt(
                    span,
                    Topic::Leftover,
                    format!("hidden text, set aside: {}", quote(text)),
                );
                let words = text.to_owned();
                self.document.aside.push(Aside { span, why: "hidden text", words });
            }
            return;
        }
        self.weigh(text);
        let form = self.form(link);
        if self.open.face.caps && text.contains(char::is_lowercase) {
            self.tell(Topic::Looks, "words that are shown in capitals stand as they were typed");
        }
        if form.underlined && text.contains(char::is_alphanumeric) {
            self.tell(Topic::Looks, "underlined words became emphasis");
        }
        let spoken = self.spoken_of.values_mut().filter(|words| words.len() < 400);
        spoken.for_each(|words| words.push_str(text));
        let is_sign = |c: char| matches!(c, '\u{F000}'..='\u{F0FF}');
        let document = &mut *self.document;
        let font = self.open.face.font.as_deref();
        if let Some(font) = font.filter(|font| text.contains(is_sign) || *font == "Symbol") {
            let said: String = text.chars().map(|c| symbol(font, c.into()).unwrap_or(c)).collect();
            if said.contains(is_sign) {
                let message =
                    format!("a sign of the font `{font}` is not known: it became `\u{FFFD}`");
                document.report.doubt(document.log.here(), Topic::Character, message);
            }
            self.open.line.text(&said, form, &mut document.log);
        } else if self.open.code {
            let said: String = text
                .chars()
                .map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c })
                .collect();
            self.open.line.verbatim(&said, form, &mut document.log);
        } else {
            self.open.line.text(text, form, &mut document.log);
        }
    }

    fn note(&mut self, node: Node<'a>) {
        let Some(body) = child(node, "note-body") else { return };
        match attr(node, "note-class") {
            Some("endnote") => self.kinds.1 += 1,
            _ => self.kinds.0 += 1,
        }
        let own = child(node, "note-citation").and_then(|citation| attr(citation, "label"));
        if let Some(own) = own.filter(|own| !own.is_empty()) {
            let message = format!(
                "the note has the mark {} in the file; it is numbered with the others",
                quote(own)
            );
            self.document.report.doubt(self.document.log.here(), Topic::Note, message);
        }
        self.bodies.push(body);
        let label = self.bodies.len().to_string();
        let form = Form { tongue: self.open.face.form.tongue, ..Form::default() };
        self.open.line.object(InlineKind::NoteCall { label }, form, &self.document.log);
    }

    /// A comment goes to the report and beside its paragraph.
    fn comment(&mut self, node: Node<'_>) {
        let author =
            child(node, "creator").map(|own| said(own).trim().to_owned()).unwrap_or_default();
        let author = if author.is_empty() { "somebody".to_owned() } else { author };
        let paragraphs = elements(node).filter(|own| matches!(name(*own), "p" | "list" | "h"));
        let words: Vec<String> = paragraphs.map(plain).collect();
        let words = words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
        let message = format!("comment of {author}: {}", quote(&words));
        self.document.report.doubt(self.document.log.here(), Topic::Comment, message);
        self.open.looks.push(format!("comment of {author}: {words}"));
    }

    fn change(&mut self, node: Node<'_>) {
        let Some(id) = attr(node, "change-id") else { return };
        let Some(change) = self.changed.get(id).cloned() else { return };
        let by =
            if change.author.is_empty() { String::new() } else { format!(" by {}", change.author) };
        let span = self.document.log.here();
        match (name(node), change.deleted) {
            ("change-end", None) => {
                if let Some(words) =
                    self.spoken_of.remove(id).filter(|words| !words.trim().is_empty())
                {
                    let message = format!("insertion{by} kept: {}", quote(&words));
                    self.document.report.sure(span, Topic::Change, message);
                }
            }
            ("change-start", None) if self.spoken_of.len() < MOST_OPEN => {
                self.spoken_of.insert(id.to_owned(), String::new());
            }
            (_, Some(words)) if !words.trim().is_empty() => {
                let message = format!("deletion{by} carried out: {}", quote(&words));
                self.document.report.sure(span, Topic::Change, message);
                self.document.aside.push(Aside { span, why: "deleted in tracked changes", words });
            }
            _ => {}
        }
    }

    fn index_mark(&mut self, node: Node<'_>) {
        let id = format!("index {}", attr(node, "id").unwrap_or_default());
        let value = match name(node) {
            "alphabetical-index-mark" => attr(node, "string-value").unwrap_or_default().to_owned(),
            "alphabetical-index-mark-start" => {
                let keys = format!(
                    "{}\u{0}{}",
                    attr(node, "key1").unwrap_or_default(),
                    attr(node, "key2").unwrap_or_default()
                );
                if self.spoken_of.len() < MOST_OPEN {
                    self.spoken_of.insert(format!("{id} keys {keys}"), String::new());
                }
                return;
            }
            _ => {
                let begin = format!("{id} keys ");
                let Some(key) = self.spoken_of.keys().find(|key| key.starts_with(&begin)).cloned()
                else {
                    return;
                };
                let words = self.spoken_of.remove(&key).unwrap_or_default();
                let keys = key[begin.len()..].to_owned();
                let (one, two) = keys.split_once('\u{0}').unwrap_or((&keys, ""));
                self.mark(one, two, &words);
                return;
            }
        };
        let (one, two) =
            (attr(node, "key1").unwrap_or_default(), attr(node, "key2").unwrap_or_default());
        self.mark(one, two, &value);
    }

    /// A mark of an index: its keys are the entries above it.
    fn mark(&mut self, one: &str, two: &str, value: &str) {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut parts =
            [one, two, &value].into_iter().map(str::trim).filter(|part| !part.is_empty());
        let Some(term) = parts.next().map(str::to_owned) else { return };
        let sub: Vec<&str> = parts.collect();
        let sub = Some(sub.join(", ")).filter(|sub| !sub.is_empty());
        let mark =
            IndexMark { index: None, term: Some(term), sub, sort: None, names: MarkNames::Place };
        let kind = InlineKind::IndexMark { mark: Box::new(mark), content: Vec::new() };
        self.open.line.mark(kind, &self.document.log);
    }
}

/// Where an address leads: `#kai` to a place of the document.
fn target(href: &str) -> Target {
    match href.strip_prefix('#') {
        // `#Kai|outline`: a heading by its words, which no place is named by.
        Some(mark) => Target::Mark(mark.to_owned()),
        None => Target::Web(href.to_owned()),
    }
}

/// The words of all that is inside, a line for each paragraph.
pub(super) fn plain(node: Node<'_>) -> String {
    let mut out = String::new();
    gather(node, matches!(name(node), "p" | "h"), &mut out);
    out.trim().to_owned()
}

fn gather(node: Node<'_>, in_words: bool, out: &mut String) {
    for own in node.children() {
        if own.is_text() && in_words {
            out.push_str(own.text().unwrap_or_default());
        }
        match name(own) {
            "annotation" | "note-citation" | "change-info" | "title" | "desc" => {}
            "s" | "tab" | "line-break" => out.push(' '),
            "p" | "h" => {
                gather(own, true, out);
                out.push('\n');
            }
            _ => gather(own, in_words, out),
        }
    }
}
