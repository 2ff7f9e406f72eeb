//! The parts of a text: what begins a section, and how deep headings stand.

use super::blocks::Depth;
use super::{Reader, language_of, named, said};
use crate::import::draft::{Item, Opening};
use crate::ir::{Block, BlockKind, ParagraphKind, Role};
use crate::xml::read::{Attributes, Node};

impl<'a> Reader<'a, '_> {
    /// Reads a text, or one of several.
    pub(super) fn part(&mut self, node: Node<'a>) {
        for child in node.children().filter(Node::is_element) {
            match child.tag_name().name() {
                "teiHeader" | "facsimile" | "sourceDoc" | "standOff" => {}
                "text" | "TEI" | "group" => self.part(child),
                "front" | "body" | "back" => self.matter(child),
                "pb" => self.page(child),
                _ => self.loose(child),
            }
        }
    }

    /// Front, body or back: its divisions are sections.
    fn matter(&mut self, node: Node<'a>) {
        let divides = |child: &Node<'a>| is_division(*child);
        let children: Vec<Node<'a>> = node.children().filter(Node::is_element).collect();
        if children.iter().any(divides) {
            for child in children {
                match is_division(child) {
                    true => self.section(child),
                    false => self.loose(child),
                }
            }
            return;
        }
        if children.iter().any(|child| !named(*child, &["pb", "cb", "lb", "fw"])) {
            let role = named(node, &["back"]).then_some(Role::Appendix);
            self.opening =
                Some(Opening { role, language: language_of(node), ..Opening::default() });
        }
        let depth = Depth { level: 1, inside: false };
        let blocks = self.blocks_of(node, depth);
        self.items_of(blocks);
    }

    /// What stands between the divisions.
    fn loose(&mut self, node: Node<'a>) {
        match node.tag_name().name() {
            "pb" => self.page(node),
            "fw" => self.set_aside(node, "line of the page"),
            "cb" | "lb" | "milestone" | "anchor" | "divGen" => {}
            "epigraph" if self.items.is_empty() => {
                self.opening = Some(Opening { role: Some(Role::Epigraph), ..Opening::default() });
                let mut blocks = Vec::new();
                self.block(node, Depth::inside(), &mut blocks);
                self.items_of(blocks);
            }
            _ => {
                let mut blocks = Vec::new();
                let lines = std::mem::take(&mut self.lines);
                self.lines.push(super::inlines::Flow::default());
                match super::blocks::is_block(node) {
                    true => self.block(node, Depth { level: 1, inside: false }, &mut blocks),
                    false => self.inline(node),
                }
                let line = self.take_line();
                self.paragraph(node, line, ParagraphKind::Body, &mut blocks);
                self.lines = lines;
                self.items_of(blocks);
            }
        }
    }

    /// A division that is a section of the book: those of a part are, too.
    fn section(&mut self, node: Node<'a>) {
        let kind =
            node.attr("type").or_else(|| node.attr("subtype")).unwrap_or_default().to_lowercase();
        if matches!(kind.as_str(), "contents" | "toc" | "tableofcontents") {
            return self.set_aside(node, "list of contents, which is made anew");
        }
        if matches!(kind.as_str(), "titlepage" | "title_page" | "halftitle" | "half-title") {
            return self.set_aside(node, "title page, read into edition.toml");
        }
        let divisions = node.children().filter(|child| is_division(*child)).count();
        let is_part = divisions > 0
            && matches!(kind.as_str(), "part" | "book" | "volume" | "teil" | "buch" | "band");
        let is_set = divisions > 1
            && matches!(kind.as_str(), "collection" | "group" | "works" | "edition" | "text");
        let role = if is_part { Some(Role::Part) } else { role_of(&kind) };
        let titled = node.children().any(|child| named(child, &["head"]));
        let title = (!titled).then(|| node.attr("n")).flatten().map(str::to_owned);
        self.opening = Some(Opening {
            role,
            title: title.filter(|_| false),
            language: language_of(node),
            ..Opening::default()
        });
        if !is_part && !is_set {
            let blocks = self.division(node, Depth { level: 1, inside: false });
            // of a list of notes the heading is left, which is made anew
            let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading(_));
            let has_notes = node.descendants().any(|inner| named(inner, &["note"]));
            if has_notes && blocks.iter().all(is_heading) {
                for head in node.descendants().filter(|inner| named(*inner, &["head"])) {
                    self.set_aside(head, "heading of the notes");
                }
                self.came.headings -= blocks.len();
                self.opening = None;
                return;
            }
            return self.items_of(blocks);
        }
        for child in node.children().filter(Node::is_element) {
            match is_division(child) {
                true => self.section(child),
                false => self.loose(child),
            }
        }
    }

    /// The blocks of a division: its headings stand where it does, those of the divisions in it one level below.
    pub(super) fn division(&mut self, node: Node<'a>, depth: Depth) -> Vec<Block> {
        let mut out = Vec::new();
        let level = node.children().any(|child| named(child, &["head"]));
        let below = if level { depth.below() } else { depth };
        let lines = std::mem::take(&mut self.lines);
        self.lines.push(super::inlines::Flow::default());
        let letter = is_letter(node);
        let inner = self.run_of(node, depth, below);
        self.lines = lines;
        match letter {
            true => {
                let (heads, blocks): (Vec<Block>, Vec<Block>) = inner
                    .into_iter()
                    .partition(|block| matches!(block.kind, BlockKind::Heading(_)));
                out.extend(heads);
                if !blocks.is_empty() {
                    self.container(node, BlockKind::Letter { blocks }, &mut out);
                }
            }
            false => out.extend(inner),
        }
        let language = language_of(node).filter(|_| self.opening.is_none());
        if let Some(language) = language {
            for block in out.iter_mut().filter(|block| block.language.is_none()) {
                block.language = Some(language.clone());
            }
        }
        out
    }

    /// The blocks of a division, its own heading at its level and all else one below.
    fn run_of(&mut self, node: Node<'a>, depth: Depth, below: Depth) -> Vec<Block> {
        let mut out = self.blocks_of(node, below);
        // the first headings are those of the division itself
        let own = node.children().filter(|child| named(*child, &["head"])).count().min(1);
        let heads = out.iter_mut().filter_map(|block| match &mut block.kind {
            BlockKind::Heading(heading) => Some(heading),
            _ => None,
        });
        heads.take(own).for_each(|heading| heading.level = depth.level);
        out
    }

    /// Blocks as items of the draft.
    fn items_of(&mut self, blocks: Vec<Block>) {
        for block in blocks {
            let mut item = Item::new(block);
            item.opens = self.opening.take().map(Box::new);
            self.items.push(item);
        }
    }

    /// The title page: what it says is in the record.
    pub(super) fn title_page(&mut self, node: Node<'a>, out: &mut Vec<Block>) {
        for page in node.descendants().filter(|inner| named(*inner, &["pb"])) {
            self.page(page);
        }
        let words = said(node);
        if !words.is_empty() {
            let span = self.span(node);
            let why = "title page, read into edition.toml";
            self.aside.push(crate::import::draft::Aside { span, why, words });
        }
        let _ = out;
    }
}

fn is_division(node: Node<'_>) -> bool {
    node.is_element() && node.tag_name().name().starts_with("div") && !named(node, &["divGen"])
}

/// Whether a division is a letter: it says so, or it begins or ends as one does.
fn is_letter(node: Node<'_>) -> bool {
    let kind = node.attr("type").unwrap_or_default().to_lowercase();
    let has = |name: &str| node.children().any(|child| named(child, &[name]));
    let divides = node.children().any(is_division);
    !divides && (matches!(kind.as_str(), "letter" | "brief") || has("opener") && has("closer"))
}

/// The role of a section by what encoders call it.
fn role_of(kind: &str) -> Option<Role> {
    Some(match kind {
        "preface" | "praefatio" | "vorrede" => Role::Preface,
        "foreword" | "vorwort" => Role::Foreword,
        "dedication" | "dedicatory" | "widmung" => Role::Dedication,
        "introduction" | "intro" | "einleitung" => Role::Introduction,
        "prologue" | "prolog" => Role::Prologue,
        "epilogue" | "epilog" => Role::Epilogue,
        "postface" | "afterword" | "nachwort" => Role::Afterword,
        "appendix" | "anhang" => Role::Appendix,
        "glossary" | "glossar" => Role::Glossary,
        "bibliography" | "bibliographie" | "literatur" => Role::Bibliography,
        "acknowledgements" | "acknowledgments" | "ack" => Role::Acknowledgments,
        "conclusion" | "schluss" => Role::Conclusion,
        "colophon" | "imprint" | "impressum" => Role::Colophon,
        "epigraph" | "motto" => Role::Epigraph,
        "interlude" => Role::Interlude,
        "index" | "register" => Role::Index,
        _ => return None,
    })
}
