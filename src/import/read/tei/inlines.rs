//! What stands in a line.

use super::looks::Look;
use super::{Reader, id_of, language_of, named, said};
use crate::djot::carried;
use crate::import::counts::words;
use crate::import::draft::{Aside, Draft};
use crate::import::topic::Topic;
use crate::ir::{Formula, IndexMark, Inline, InlineKind, LinkTarget, MarkNames, plain};
use crate::source::Span;
use crate::xml::read::{Attributes, Node};

/// A line while it is read.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// What is around, the innermost last.
    open: Vec<Vec<Inline>>,
    out: Vec<Inline>,
    /// Whether the ends of printed lines are line breaks.
    pub(super) breaks: bool,
    /// Whether it ends in a space, or has not begun.
    spaced: bool,
    /// Whether anything was put in.
    begun: bool,
}

impl Flow {
    fn here(&mut self) -> &mut Vec<Inline> {
        self.open.last_mut().unwrap_or(&mut self.out)
    }

    pub(super) fn push(&mut self, inline: Inline) {
        self.begun = true;
        self.spaced = false;
        self.here().push(inline);
    }

    /// Whether nothing was put in but spaces and ends of lines.
    pub(super) fn is_blank(&self) -> bool {
        self.out.iter().all(|inline| match &inline.kind {
            InlineKind::Text { text } => text.chars().all(|c| c == ' '),
            InlineKind::LineBreak => true,
            _ => false,
        })
    }

    /// The last letters of the line.
    fn tail(&self) -> String {
        let mut parts = self.open.iter().rev().chain([&self.out]);
        let last = parts.find_map(|part| part.iter().rev().find(|one| !is_place(one)));
        match last.map(|inline| &inline.kind) {
            Some(InlineKind::Text { text }) => text.clone(),
            Some(_) => last.map(|one| plain(std::slice::from_ref(one))).unwrap_or_default(),
            None => String::new(),
        }
    }

    /// Takes the last letter off the line.
    fn pop_letter(&mut self) {
        let parts = self.open.iter_mut().rev().chain([&mut self.out]);
        for part in parts {
            if let Some(last) = part.iter_mut().rev().find(|one| !is_place(one)) {
                return pop_letter(last);
            }
        }
    }
}

/// Whether something in a line is a place in it and no words: the beginning of a page, the call of a note.
fn is_place(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::PageMarker { .. } | InlineKind::NoteCall { .. } => true,
        InlineKind::IndexMark { content, .. } | InlineKind::Group { content } => content.is_empty(),
        _ => false,
    }
}

pub(super) fn pop_letter(inline: &mut Inline) {
    if let InlineKind::Text { text } = &mut inline.kind {
        text.pop();
    } else if let Some(inner) = inline.children_mut()
        && let Some(last) = inner.iter_mut().rev().find(|one| !is_place(one))
    {
        pop_letter(last);
    }
}

/// Whether a word goes on over the end of a printed line: it ends in a hyphen there, or the encoder says so.
pub(super) fn joins(line: &str, declared: Option<&str>, next: &str) -> bool {
    let line = line.trim_end();
    let has_hyphen = line.ends_with(['-', '¬', '⸗', '\u{2010}', '\u{AD}']);
    let before = line.trim_end_matches(['-', '¬', '⸗', '\u{2010}', '\u{AD}']);
    let is_word = has_hyphen && before.ends_with(char::is_alphabetic);
    match declared {
        Some("yes") => false,
        Some("no") => is_word,
        _ => {
            const PARTS: [&str; 10] =
                ["und", "oder", "vnd", "bzw", "noch", "sowie", "als", "bis", "and", "or"];
            let word: String = next.chars().take_while(|c| c.is_alphabetic()).collect();
            is_word && next.starts_with(char::is_lowercase) && !PARTS.contains(&word.as_str())
        }
    }
}

impl<'a> Reader<'a, '_> {
    /// The line that is read.
    pub(super) fn flow(&mut self) -> &mut Flow {
        self.lines.last_mut().expect("there is always a line")
    }

    /// Reads something as a line of its own.
    pub(super) fn line_of(&mut self, node: Node<'a>, breaks: bool) -> Vec<Inline> {
        self.lines.push(Flow { breaks, spaced: true, ..Flow::default() });
        self.inlines(node);
        let line = self.lines.pop().expect("it was put there").out;
        self.with_pages(ended(line))
    }

    /// What was read of the line so far, which then begins anew.
    pub(super) fn take_line(&mut self) -> Vec<Inline> {
        let breaks = self.flow().breaks;
        let flow = std::mem::replace(self.flow(), Flow { breaks, spaced: true, ..Flow::default() });
        self.with_pages(ended(flow.out))
    }

    /// A line with the markers of the pages that begin with it.
    fn with_pages(&mut self, mut line: Vec<Inline>) -> Vec<Inline> {
        if !line.is_empty() && !self.pages.is_empty() {
            let pages = std::mem::take(&mut self.pages);
            line.splice(0..0, pages);
        }
        line.shrink_to_fit();
        line
    }

    pub(super) fn inlines(&mut self, node: Node<'a>) {
        for child in node.children() {
            if child.is_text() {
                self.text(child.text().unwrap_or_default(), Draft::span(child.range()));
            } else if child.is_element() {
                self.inline(child);
            }
        }
    }

    /// Text of the file: white space is single spaces.
    pub(super) fn text(&mut self, text: &str, span: Span) {
        let flow = self.flow();
        let mut said = String::with_capacity(text.len());
        for c in carried(text) {
            if c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}' | '\u{2007}') {
                if !flow.spaced {
                    said.push(' ');
                }
                flow.spaced = true;
            } else {
                said.push(c);
                flow.spaced = false;
            }
        }
        said.shrink_to_fit();
        if !said.is_empty() {
            let spaced = flow.spaced;
            flow.push(Inline::text(span, said));
            flow.spaced = spaced;
        }
    }

    /// Reads an element around words.
    fn around(&mut self, node: Node<'a>, kind: impl FnOnce(Vec<Inline>) -> InlineKind) {
        self.flow().open.push(Vec::new());
        self.inlines(node);
        let span = self.span(node);
        let mut content = self.flow().open.pop().expect("it was put there");
        content.shrink_to_fit();
        let inline = Inline::new(span, kind(content));
        let spaced = self.flow().spaced;
        self.put(node, inline);
        self.flow().spaced = spaced;
    }

    /// Puts an inline into the line, with what the element says of it.
    fn put(&mut self, node: Node<'a>, mut inline: Inline) {
        inline.language = language_of(node);
        inline.id = id_of(node).filter(|id| self.wanted.contains(id)).map(str::to_owned);
        let bare = inline.id.is_none() && inline.language.is_none();
        match inline.kind {
            InlineKind::Group { content } if bare => {
                content.into_iter().for_each(|one| self.flow().push(one))
            }
            _ => self.flow().push(inline),
        }
        if let Some(id) = id_of(node) {
            self.notes_called_at(id);
        }
    }

    pub(super) fn inline(&mut self, node: Node<'a>) {
        let span = self.span(node);
        match node.tag_name().name() {
            "hi" | "emph" | "seg" | "name" | "distinct" | "mentioned" | "term" | "soCalled"
            | "gloss" | "persName" | "placeName" | "orgName" | "geogName" | "surname"
            | "forename" | "rs" | "date" | "time" | "num" | "measure" | "w" | "pc" | "c" | "s"
            | "abbr" | "expan" | "ex" | "am" | "corr" | "sic" | "orig" | "reg" | "lem" | "phr"
            | "cl" | "m" | "unclear" | "damage" | "lang" | "foreign" | "roleName" | "nameLink"
            | "addName" | "rdg" | "quote" | "bibl" | "role" | "roleDesc" | "actor" | "label"
            | "author" | "editor" | "publisher" | "pubPlace" | "idno" | "biblScope" | "email"
            | "salute" | "signed" | "dateline" | "caesura" | "docAuthor" | "docDate"
            | "docTitle" | "titlePart" | "address" | "settlement" | "country" | "region"
            | "street" | "postCode" | "affiliation" | "metamark" | "restore" | "retrace"
            | "mod" | "line" | "zone" | "rubric" | "speaker" | "head" | "p" | "ab" | "l"
            | "byline" | "tag" | "gi" | "att" | "val" => self.looked(node),
            "title" => self.around(node, |content| InlineKind::WorkTitle { content }),
            "stage" if self.in_play => self.around(node, |content| InlineKind::Stage { content }),
            "stage" => self.around(node, |content| InlineKind::Emphasis { content }),
            "del" => self.around(node, |content| InlineKind::Deleted { content }),
            "add" | "supplied" => self.around(node, |content| InlineKind::Inserted { content }),
            "q" | "said" => self.quoted(node),
            "choice" | "app" | "subst" | "rdgGrp" => self.readings(node),
            "note" => self.note(node),
            "ref" | "ptr" => self.reference(node),
            "lb" => self.line_end(node, span),
            "pb" => self.page(node),
            "cb" | "milestone" | "gb" | "handShift" | "delSpan" | "addSpan" | "damageSpan"
            | "space" | "anchor" => {
                self.put(node, Inline::new(span, InlineKind::Group { content: Vec::new() }));
                if named(node, &["space"]) {
                    self.text(" ", span);
                }
            }
            "gap" => self.gap(node, span),
            "g" => match node.text().is_some_and(|text| !text.trim().is_empty()) {
                true => self.inlines(node),
                false => self.gap(node, span),
            },
            "index" => self.index(node, span),
            "fw" => self.set_aside(node, "line of the page"),
            "formula" => self.formula(node, span),
            "code" | "eg" => {
                let text = said(node);
                self.flow().push(Inline::new(span, InlineKind::Code { text }));
            }
            "graphic" | "figure" => self.picture(node),
            "teiHeader" | "figDesc" | "desc" | "rendition" => {}
            _ => {
                self.not_known(node);
                self.looked(node);
            }
        }
    }

    /// An element that has a look, a language or an id, or nothing of it.
    fn looked(&mut self, node: Node<'a>) {
        let mut looks = self.looks(node);
        let is_stressed =
            named(node, &["emph"]) || named(node, &["foreign", "term"]) && node.has_attr("rend");
        if looks.is_empty() && is_stressed {
            looks.push(Look::Italic);
        }
        let names_look = node.attr("rend").or_else(|| node.attr("rendition"));
        if looks.is_empty() && named(node, &["hi"]) && names_look.is_none() {
            looks.push(Look::Italic);
        }
        self.around(node, |mut content| {
            let mut looks = looks.into_iter().rev();
            let Some(inner) = looks.next() else { return InlineKind::Group { content } };
            let mut kind = inner.around(content);
            for look in looks {
                content = vec![Inline::new(Draft::span(0..0), kind)];
                kind = look.around(content);
            }
            kind
        });
    }

    /// Direct speech, whose marks stand in the text or are left to the one who sets it.
    fn quoted(&mut self, node: Node<'a>) {
        let is_mark = |c: char| {
            matches!(
                c,
                '"' | '„'
                    | '“'
                    | '”'
                    | '»'
                    | '«'
                    | '‚'
                    | '‘'
                    | '’'
                    | '›'
                    | '‹'
                    | '–'
                    | '—'
            )
        };
        let own = said(node).chars().next().is_some_and(is_mark);
        let before = self.flow().tail().trim_end().ends_with(is_mark);
        if own || before || node.attr("rend").is_some_and(|rend| rend.contains("none")) {
            return self.looked(node);
        }
        let span = self.span(node);
        let language = node.ancestors().find_map(language_of).or_else(|| self.language.clone());
        let language = language.or_else(|| crate::ir::Language::parse("de"));
        let marks = crate::language::quotes(
            &language.expect("`de` is a tag"),
            crate::language::QuoteStyle::default(),
        );
        let inner = node.ancestors().skip(1).any(|around| named(around, &["q", "said"]));
        let (open, close) =
            if inner { (marks.open_inner, marks.close_inner) } else { (marks.open, marks.close) };
        self.flow().push(Inline::text(span, open));
        self.flow().spaced = true;
        self.looked(node);
        self.flow().push(Inline::text(span, close));
    }

    fn line_end(&mut self, node: Node<'a>, span: Span) {
        if self.flow().breaks {
            if self.flow().begun {
                self.flow().push(Inline::new(span, InlineKind::LineBreak));
                self.flow().spaced = true;
            }
            return;
        }
        let tail = self.flow().tail();
        let next = super::count::following(node);
        let declared = node.attr("break");
        if declared == Some("no") && !joins(&tail, declared, &next) {
            // within a word, without a hyphen
            self.flow().spaced = true;
        } else if joins(&tail, declared, &next) {
            let spaces = tail.len() - tail.trim_end().len();
            for _ in 0..=spaces {
                self.flow().pop_letter();
            }
            // what follows begins with its letters
            self.flow().spaced = true;
        } else {
            self.text(" ", span);
        }
    }

    /// A page of the source begins.
    pub(super) fn page(&mut self, node: Node<'a>) {
        let label = node.attr("n").unwrap_or_default().trim();
        let label =
            label.trim_matches(|c: char| matches!(c, '[' | ']' | '(' | ')') || c.is_whitespace());
        if label.is_empty() || label.chars().count() > 40 {
            return;
        }
        let label = carried(label).map(|c| if c.is_control() { ' ' } else { c }).collect();
        let mut marker = Inline::new(self.span(node), InlineKind::PageMarker { label });
        marker.id = id_of(node).filter(|id| self.wanted.contains(id)).map(str::to_owned);
        if self.flow().begun {
            let spaced = self.flow().spaced;
            self.flow().push(marker);
            self.flow().spaced = spaced;
        } else {
            self.pages.push(marker);
        }
    }

    fn gap(&mut self, node: Node<'a>, span: Span) {
        let why = node.attr("reason").unwrap_or("unknown").to_owned();
        let why = crate::import::fit::shown(&why);
        self.report.doubt(span, Topic::Gap, format!("words are missing here (`{why}`)"));
        self.flow().push(Inline::text(span, "[…]"));
        if node.children().any(|child| child.is_element() || child.is_text()) {
            self.set_aside(node, "of a gap");
        }
    }

    /// A mark of an index.
    fn index(&mut self, node: Node<'a>, span: Span) {
        let terms: Vec<String> = node
            .descendants()
            .filter(|inner| named(*inner, &["term"]))
            .map(said)
            .filter(|term| !term.is_empty())
            .collect();
        let Some(term) = terms.first() else { return };
        let mark = IndexMark {
            index: None,
            term: Some(term.clone()),
            sub: terms.get(1).cloned(),
            sort: None,
            names: MarkNames::Place,
        };
        let spaced = self.flow().spaced;
        self.flow().push(Inline::new(
            span,
            InlineKind::IndexMark { mark: Box::new(mark), content: Vec::new() },
        ));
        self.flow().spaced = spaced;
        // its words stand in the text as what the index says of it
        self.aside.push(Aside {
            span,
            why: "term of an index, in its mark",
            words: terms.join(", "),
        });
    }

    fn formula(&mut self, node: Node<'a>, span: Span) {
        let tex = said(node);
        let is_tex =
            node.attr("notation").is_some_and(|notation| notation.to_lowercase().contains("tex"));
        if !is_tex {
            return self.inlines(node);
        }
        let tex = tex.trim_matches('$').trim().to_owned();
        let formula = Formula { tex, tex_span: span, alt: None };
        self.flow().push(Inline::new(span, InlineKind::Formula(Box::new(formula))));
    }

    /// A link, or the call of a note.
    fn reference(&mut self, node: Node<'a>) {
        let target = node.attr("target").unwrap_or_default().trim();
        let first = target.split_whitespace().next().unwrap_or_default();
        if let Some(id) = first.strip_prefix('#') {
            if let Some(call) = self.call_by_id(id) {
                // its number is said by the call itself
                self.unsaid += words(&said(node));
                let call = Inline::new(self.span(node), InlineKind::NoteCall { label: call });
                return self.flow().push(call);
            }
            if self.by_id.contains_key(id) {
                let id = id.to_owned();
                let target = LinkTarget::Anchor { id };
                return self.around(node, |content| InlineKind::Link { target, content });
            }
        }
        if first.contains(':') && named(node, &["ref"]) {
            let target = LinkTarget::Web { url: first.to_owned() };
            return self.around(node, |content| InlineKind::Link { target, content });
        }
        if !first.is_empty() {
            let span = self.span(node);
            let message = format!(
                "the reference to `{}` leads out of the book; its words are kept",
                crate::import::fit::shown(first)
            );
            self.report.sure(span, Topic::Link, message);
        }
        self.looked(node);
    }
}

/// A line without a space at its end.
fn ended(mut line: Vec<Inline>) -> Vec<Inline> {
    loop {
        match line.last_mut().map(|last| &mut last.kind) {
            Some(InlineKind::Text { text }) => {
                text.truncate(text.trim_end_matches(' ').len());
                if !text.is_empty() {
                    return line;
                }
            }
            Some(InlineKind::LineBreak) => {}
            _ => return line,
        }
        line.pop();
    }
}
