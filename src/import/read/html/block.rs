//! Blocks: headings, paragraphs by what they do, quotations, figures, what is quoted character by character.

use super::flow::{Flow, Place, is_mark, lines_of};
use super::inline::language;
use super::kinds::{is_caption_class, is_epigraph, is_picture_box, is_quotation_class, role};
use super::marks::is_heading;
use super::style::Style;
use super::tree::{Data, Id, Tree};
use super::verse;
use crate::import::topic::Topic;
use crate::ir::{
    Block, BlockKind, Figure, Heading, Inline, InlineKind, LONG_HEADING, Paragraph, ParagraphKind,
    walk,
};

impl Flow<'_, '_> {
    /// An element that stands below what is before it.
    pub(super) fn block(&mut self, id: Id, name: &str, style: Style, place: Place<'_>) {
        let ids = self.take_ids();
        self.end_line(place);
        self.wait(ids);
        let own = language(self.known.tree, id);
        let around = place.language;
        let place =
            Place { base: style, open: [false; 4], language: own.as_ref().or(around), ..place };
        let first = self.out.len();
        match name {
            _ if is_heading(name) => self.heading(id, name, place),
            "hgroup" => self.heads(id, place),
            "hr" => self.rule(id),
            "pre" | "listing" | "xmp" | "textarea" => self.preformatted(id, place),
            "ul" | "ol" | "menu" | "dir" => self.list(id, name, place),
            "dl" => self.definitions(id, place),
            "table" if !place.label => self.table(id, place),
            "figure" => self.figure(id, place),
            "blockquote" => self.quotation(id, place),
            "p" => self.paragraph_of(id, place),
            "option" | "optgroup" | "legend" => self.set_aside(id, "control of the page"),
            _ => self.container(id, place),
        }
        self.end_line(place);
        // What is in another language says so, each block for itself.
        // What a whole document is in is said of the document.
        let whole = matches!(name, "html" | "body");
        if let Some(own) = own.filter(|own| !whole && Some(own) != around) {
            for block in self.out.iter_mut().skip(first) {
                if block.language.is_none() {
                    block.language = Some(own.clone());
                }
            }
        }
    }

    fn rule(&mut self, id: Id) {
        let span = self.known.tree.span(id);
        let after_rule = self.out.last().is_some_and(|last| last.kind == BlockKind::ThematicBreak);
        if !after_rule {
            self.out.push(Block::new(span, BlockKind::ThematicBreak));
        }
    }

    /// A heading; one that holds but a picture is that picture.
    fn heading(&mut self, id: Id, name: &str, place: Place<'_>) {
        let level = name.as_bytes()[1] - b'0';
        let ids = self.take_ids();
        let marks = self.take_marks();
        let line = self.one_line(id, place);
        self.wait(ids);
        self.head(id, level, line, marks, None);
    }

    fn head(
        &mut self,
        id: Id,
        level: u8,
        mut line: Vec<Inline>,
        marks: Vec<Inline>,
        subtitle: Option<String>,
    ) {
        let tree = self.known.tree;
        let blank = walk::plain_text(&line).trim().is_empty();
        let pictures: Vec<Inline> =
            line.extract_if(.., |one| matches!(one.kind, InlineKind::Image { .. })).collect();
        for picture in pictures {
            let InlineKind::Image { path, alt, decorative } = picture.kind else { continue };
            self.push(figure(picture.span, path, alt, decorative, Vec::new()));
        }
        if blank {
            let calls = line.iter().any(|one| matches!(one.kind, InlineKind::NoteCall { .. }));
            for mark in marks.into_iter().chain(line) {
                if calls || is_mark(&mark) {
                    self.mark(mark);
                }
            }
            return;
        }
        super::line::trim(&mut line);
        unstressed(&mut line);
        line.splice(0..0, marks);
        if walk::plain_text(&line).chars().count() > LONG_HEADING {
            let message = "a heading as long as this is taken for a paragraph".to_owned();
            self.report.doubt(tree.span(id), Topic::Heading, message);
            let paragraph = Paragraph { role: ParagraphKind::Body, content: line };
            return self.push(Block::new(tree.span(id), BlockKind::Paragraph(paragraph)));
        }
        let heading = Heading { level, number: None, title: line, subtitle, short: None };
        self.push(Block::new(tree.span(id), BlockKind::Heading(Box::new(heading))));
    }

    /// A heading with what stands below it as its part.
    fn heads(&mut self, id: Id, place: Place<'_>) {
        let tree = self.known.tree;
        let Some(head) = tree.descend(id).find(|one| is_heading(tree.name(*one))) else {
            return self.children(id, place);
        };
        let below: Vec<Id> =
            tree.elements(id).filter(|one| *one != head && tree.short(*one, 0).is_none()).collect();
        let simple = tree.parent(head) == Some(id)
            && below.iter().all(|one| {
                tree.name(*one) == "p"
                    && !tree.descend(*one).any(|inner| self.known.notes.calls.contains_key(&inner))
            });
        if !simple || below.len() > 1 {
            return self.children(id, place);
        }
        let level = tree.name(head).as_bytes()[1] - b'0';
        if let Some(wanted) = self.wanted.get(&head) {
            self.wait(vec![wanted.clone()]);
        }
        let ids = self.take_ids();
        let marks = self.take_marks();
        let mut line = self.one_line(head, place);
        let numbered = super::marks::mark(walk::plain_text(&line).trim())
            .is_some_and(|mark| mark.chars().all(char::is_alphanumeric));
        let subtitle = below.first().map(|one| {
            let line = self.one_line(*one, place);
            walk::plain_text(&line).trim().to_owned()
        });
        self.wait(ids);
        // A number alone is no title: what stands below it is.
        if let Some(title) = subtitle.as_ref().filter(|_| numbered) {
            let span = tree.span(head);
            line.push(Inline::text(
                span,
                if walk::plain_text(&line).ends_with('.') { " " } else { ". " },
            ));
            line.push(Inline::text(span, title.clone()));
            return self.head(head, level, line, marks, None);
        }
        self.head(head, level, line, marks, subtitle);
    }

    fn paragraph_of(&mut self, id: Id, place: Place<'_>) {
        let tree = self.known.tree;
        if verse::is_verse(tree, id) {
            return self.verse(id, place);
        }
        let role = role(tree, id).unwrap_or(match place.role {
            ParagraphKind::NoIndent => ParagraphKind::Body,
            role => role,
        });
        self.children(id, Place { role, ..place });
        self.end_line(Place { role, ..place });
    }

    /// A quotation: a motto, verse, or what is quoted.
    fn quotation(&mut self, id: Id, place: Place<'_>) {
        let tree = self.known.tree;
        if verse::is_verse(tree, id) {
            return self.verse(id, place);
        }
        let ids = self.take_ids();
        let blocks = self.within(id, Place { role: ParagraphKind::Body, ..place });
        self.wait(ids);
        if blocks.is_empty() {
            return;
        }
        let kind = match is_epigraph(tree, id) {
            true => BlockKind::Epigraph { blocks: attributed(blocks) },
            false => BlockKind::Quotation { blocks: attributed(blocks) },
        };
        self.push(Block::new(tree.span(id), kind));
    }

    /// What an element does nothing but hold, unless it says what it is.
    fn container(&mut self, id: Id, place: Place<'_>) {
        let tree = self.known.tree;
        if verse::is_verse(tree, id)
            && !tree
                .descend(id)
                .skip(1)
                .any(|one| is_heading(tree.name(one)) || verse::is_verse_container(tree, one))
        {
            return self.verse(id, place);
        }
        if is_picture_box(tree, id) {
            return self.figure(id, place);
        }
        if tree.has_class(id, |class| class == "formula")
            || tree.attr(id, "display") == Some("block")
        {
            return self.formula_alone(id, place);
        }
        let kind: Option<fn(Vec<Block>) -> BlockKind> = match () {
            () if is_epigraph(tree, id) => {
                Some(|blocks| BlockKind::Epigraph { blocks: attributed(blocks) })
            }
            () if tree.has_type(id, &["z3998:letter"])
                || tree.has_class(id, |class| matches!(class, "letter" | "brief")) =>
            {
                Some(|blocks| BlockKind::Letter { blocks })
            }
            () if tree.has_type(id, &["z3998:drama"])
                || tree.has_class(id, |class| class == "drama") =>
            {
                Some(|blocks| BlockKind::Drama { blocks })
            }
            () if tree.has_class(id, is_quotation_class) => {
                Some(|blocks| BlockKind::Quotation { blocks: attributed(blocks) })
            }
            () => None,
        };
        let role = role(tree, id).filter(|_| tree.name(id) == "div");
        let inner = Place { role: role.unwrap_or(place.role), ..place };
        let divided = tree.descend(id).skip(1).any(|one| is_heading(tree.name(one)));
        let Some(kind) = kind.filter(|_| !divided && !place.label) else {
            self.children(id, inner);
            return self.end_line(inner);
        };
        let ids = self.take_ids();
        let blocks = self.within(id, inner);
        self.wait(ids);
        if !blocks.is_empty() {
            self.push(Block::new(tree.span(id), kind(blocks)));
        }
    }

    /// A formula that stands alone.
    fn formula_alone(&mut self, id: Id, place: Place<'_>) {
        for block in self.within(id, place) {
            let block = match block {
                Block { kind: BlockKind::Paragraph(paragraph), span, id, language, .. } => {
                    match &paragraph.content[..] {
                        [Inline { kind: InlineKind::Formula(formula), .. }] => {
                            let kind = BlockKind::Formula(formula.clone());
                            Block { id, language, ..Block::new(span, kind) }
                        }
                        _ => Block {
                            id,
                            language,
                            ..Block::new(span, BlockKind::Paragraph(paragraph))
                        },
                    }
                }
                block => block,
            };
            self.push(block);
        }
    }

    /// Pictures with a caption.
    fn figure(&mut self, id: Id, place: Place<'_>) {
        let tree = self.known.tree;
        let caption = tree
            .descend(id)
            .skip(1)
            .find(|one| tree.name(*one) == "figcaption" || tree.has_class(*one, is_caption_class));
        let inside = self.within_but(id, caption, place);
        let mut legend = match caption {
            Some(caption) => {
                let place = Place {
                    label: false,
                    verse: false,
                    role: ParagraphKind::Body,
                    base: self.known.styles[caption.index()],
                    ..place
                };
                self.within(caption, place)
            }
            None => Vec::new(),
        };
        let count =
            inside.iter().filter(|block| matches!(block.kind, BlockKind::Figure(_))).count();
        let mut seen = 0;
        for mut block in inside {
            if let BlockKind::Figure(figure) = &mut block.kind {
                seen += 1;
                if seen == count {
                    figure.caption.append(&mut legend);
                }
                describe(figure);
            }
            self.push(block);
        }
        // Without a picture the caption is text.
        legend.into_iter().for_each(|block| self.push(block));
    }

    /// What stands in an element, without one in it.
    fn within_but(&mut self, id: Id, but: Option<Id>, place: Place<'_>) -> Vec<Block> {
        let tree = self.known.tree;
        let place = Place { label: false, ..place };
        match but.filter(|but| tree.parent(*but) == Some(id)) {
            Some(but) => {
                let nodes: Vec<Id> = tree.children(id).filter(|child| *child != but).collect();
                self.inside(&nodes, place)
            }
            None => match but {
                // Deeper in: the parts are read one by one.
                Some(but) => {
                    let path: Vec<Id> = tree.ancestors(but).take_while(|up| *up != id).collect();
                    let mut nodes: Vec<Id> = Vec::new();
                    for up in path.iter().rev().chain(std::iter::once(&but)) {
                        let parent = tree.parent(*up).unwrap_or(id);
                        nodes.extend(tree.children(parent).filter(|child| child != up));
                    }
                    self.inside(&nodes, place)
                }
                None => self.within(id, place),
            },
        }
    }

    /// Lines that are quoted character by character; verse, where the page says so.
    fn preformatted(&mut self, id: Id, place: Place<'_>) {
        let tree = self.known.tree;
        if verse::is_verse(tree, id)
            || tree.descend(id).any(|one| self.known.notes.calls.contains_key(&one))
        {
            return self.verse(id, place);
        }
        let said = tree.said(id);
        let text = said.strip_prefix('\n').unwrap_or(&said).trim_end().to_owned();
        if text.trim().is_empty() {
            return self.children(id, place);
        }
        let code = tree.elements(id).find(|one| tree.name(*one) == "code");
        let classes = code.into_iter().chain([id]).flat_map(|one| tree.words(one, "class"));
        let syntax = classes.into_iter().find_map(|class| {
            let name = class.strip_prefix("language-").or_else(|| class.strip_prefix("lang-"))?;
            name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-').then(|| name.to_owned())
        });
        self.push(Block::new(tree.span(id), BlockKind::Code { syntax, text }));
    }
}

/// A picture that stands alone.
fn figure(
    span: crate::source::Span,
    path: String,
    alt: String,
    decorative: bool,
    caption: Vec<Block>,
) -> Block {
    let (description, width) = (None, None);
    let figure = Figure { path, path_span: span, alt, decorative, description, width, caption };
    Block::new(span, BlockKind::Figure(Box::new(figure)))
}

/// A picture without words of its own is described by a short caption.
fn describe(figure: &mut Figure) {
    if !figure.decorative || figure.caption.is_empty() {
        return;
    }
    let said: Vec<String> = figure
        .caption
        .iter()
        .cloned()
        .flat_map(lines_of)
        .map(|line| walk::plain_text(&line))
        .collect();
    let said = said.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
    if !said.is_empty() && said.chars().count() <= 150 {
        figure.alt = said;
        figure.decorative = false;
    }
}

/// A heading is bold as it is.
fn unstressed(line: &mut Vec<Inline>) {
    while let [
        Inline {
            kind: InlineKind::Strong { content } | InlineKind::Group { content },
            language: None,
            id: None,
            ..
        },
    ] = &mut line[..]
    {
        *line = std::mem::take(content);
    }
}

/// Whose words a quotation is: the last paragraph, if it begins with a dash and is short.
fn attributed(mut blocks: Vec<Block>) -> Vec<Block> {
    let more = blocks.len() > 1;
    if let Some(Block { kind: BlockKind::Paragraph(paragraph), .. }) =
        blocks.last_mut().filter(|_| more)
    {
        let said = walk::plain_text(&paragraph.content);
        let dash = said.trim_start().starts_with(['—', '–']) && said.chars().count() < 100;
        if dash && paragraph.role == ParagraphKind::Body {
            paragraph.role = ParagraphKind::Attribution;
        }
    }
    blocks
}

/// Whether nothing of an element is seen.
pub(super) fn is_blank(tree: &Tree, id: Id) -> bool {
    !tree.descend(id).any(|one| match tree.data(one) {
        Data::Text(text) => !text.trim().is_empty(),
        _ => matches!(tree.name(one), "img" | "hr" | "object"),
    })
}
