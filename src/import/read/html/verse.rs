//! Verse: lines that end by hand, stanzas, indents and the numbers beside them.

use super::flow::{Flow, Place, lines_of};
use super::line::{cut, trim};
use super::marks::is_block_name;
use super::tree::{Data, Id, Tree};
use crate::import::read::text::rhymes;
use crate::import::topic::Topic;
use crate::ir::{Block, BlockKind, Inline, InlineKind, Line, ParagraphKind, Stanza, walk};
use crate::source::Span;

/// What a line that was broken by hand is.
pub(super) enum Broken {
    /// A paragraph; its breaks stay.
    Prose(Vec<Inline>),
    /// Verse.
    Verse(Vec<Stanza>),
}

/// Longest line of verse that is known by its shape, in characters.
const LONGEST: usize = 64;

/// Fewest lines of verse that is known by its shape.
const FEWEST: usize = 4;

/// What may be said of lines with breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum May {
    /// They are lines.
    BeLines,
    /// They may be verse by their shape.
    BeVerse,
    /// The same, right behind verse.
    GoOn,
}

/// A line with what it is indented by.
type Indented = (u16, Vec<Inline>);

/// A line with breaks: verse by its shape, else paragraphs, parted where two breaks follow each other.
pub(super) fn broken(content: Vec<Inline>, span: Span, may: May) -> Vec<(Broken, Span)> {
    let mut has_break = false;
    walk::nested(&content, &mut |one| has_break |= matches!(one.kind, InlineKind::LineBreak));
    if !has_break {
        return vec![(Broken::Prose(content), span)];
    }
    let lines = cut(content);
    let mut groups: Vec<Vec<Indented>> = vec![Vec::new()];
    for mut line in lines {
        let indent = leading(&mut line);
        trim(&mut line);
        match line.is_empty() {
            true if groups.last().is_some_and(|group| !group.is_empty()) => groups.push(Vec::new()),
            true => {}
            false => groups.last_mut().expect("there is one").push((indent, line)),
        }
    }
    groups.retain(|group| !group.is_empty());
    if may != May::BeLines && looks_like_verse(&groups, may) {
        let stanzas = groups.into_iter().map(|lines| stanza(lines, span)).collect();
        return vec![(Broken::Verse(stanzas), span)];
    }
    let paragraphs = groups.into_iter().map(|lines| {
        let first = lines.first().and_then(|(_, line)| line.first());
        let at = first.map_or(span, |first| first.span);
        let mut content = Vec::new();
        for (_, line) in lines {
            if let Some(first) = line.first().filter(|_| !content.is_empty()) {
                content.push(Inline::new(first.span, InlineKind::LineBreak));
            }
            content.extend(line);
        }
        (Broken::Prose(content), at)
    });
    paragraphs.collect()
}

/// Short lines of which none is a number or an address, and that begin with capitals, rhyme, are indented or stand behind verse.
fn looks_like_verse(groups: &[Vec<Indented>], may: May) -> bool {
    let all = || groups.iter().flatten();
    let lines: Vec<String> =
        all().map(|(_, line)| walk::plain_text(line).trim().to_owned()).collect();
    let goes_on = may == May::GoOn;
    let fewest = if goes_on { FEWEST - 1 } else { FEWEST };
    if lines.len() < fewest || groups.iter().any(|group| group.len() < 2) {
        return false;
    }
    let short = lines.iter().all(|line| (4..=LONGEST).contains(&line.chars().count()));
    let figures = lines
        .iter()
        .any(|line| line.contains(|c: char| c.is_ascii_digit() || matches!(c, '@' | '/' | ':')));
    let capital = |line: &&String| {
        line.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase)
    };
    let capitals = lines.iter().filter(capital).count() * 3 >= lines.len() * 2;
    let texts: Vec<&str> = lines.iter().map(String::as_str).collect();
    let rhymed = rhymes(&texts) >= 50;
    let indents = all().filter(|(indent, _)| *indent > 1).count();
    let indented = indents > 0 && indents < lines.len();
    // Lists end their lines alike, verse does not.
    let words = lines.iter().map(|line| line.split_whitespace().count()).sum::<usize>();
    short && !figures && (capitals || rhymed || indented || goes_on) && words >= 3 * lines.len()
}

fn stanza(lines: Vec<Indented>, span: Span) -> Stanza {
    let lines = lines.into_iter().map(|(indent, content)| {
        let span = content.first().map_or(span, |first| first.span);
        Line { span, indent: indent.min(60), number: None, before: None, content }
    });
    Stanza { span, lines: lines.collect() }
}

/// Whether an element says that verse stands in it.
pub(super) fn is_verse(tree: &Tree, id: Id) -> bool {
    tree.has_type(id, &["z3998:verse", "z3998:poem", "z3998:song", "z3998:hymn", "verse", "poem"])
        || tree.has_class(id, |class| {
            let class = class.to_ascii_lowercase();
            matches!(
                class.as_str(),
                "poem"
                    | "poetry"
                    | "verse"
                    | "verses"
                    | "poem-container"
                    | "poetry-container"
                    | "lyrics"
                    | "gedicht"
                    | "vers"
                    | "verse-block"
                    | "strophe"
                    | "stanza"
                    | "linegroup"
                    | "line-block"
                    | "lg"
                    | "poem-center"
                    | "wp-block-verse"
                    | "ws-poem"
                    | "song"
            )
        })
}

/// Whether an element says that a whole poem stands in it.
pub(super) fn is_verse_container(tree: &Tree, id: Id) -> bool {
    is_verse(tree, id) && !is_stanza(tree, id)
}

fn is_stanza(tree: &Tree, id: Id) -> bool {
    tree.has_type(id, &["z3998:stanza", "stanza"])
        || tree.has_class(id, |class| {
            matches!(
                class.to_ascii_lowercase().as_str(),
                "stanza" | "strophe" | "lg" | "linegroup" | "verse-group"
            )
        })
}

/// Lines while they are gathered.
#[derive(Default)]
struct Gathered {
    stanzas: Vec<Vec<Line>>,
    /// Whether the next line begins a stanza.
    apart: bool,
}

impl Gathered {
    fn line(&mut self, line: Line) {
        if self.apart || self.stanzas.is_empty() {
            self.stanzas.push(Vec::new());
            self.apart = false;
        }
        self.stanzas.last_mut().expect("there is one").push(line);
    }
}

impl Flow<'_, '_> {
    /// Whether the last block is verse that was known by its shape.
    pub(super) fn is_behind_verse(&self) -> bool {
        let last = self.out.last();
        last.is_some_and(|last| {
            matches!(last.kind, BlockKind::Verse { .. }) && self.shaped == Some(last.span)
        })
    }

    /// Verse that is known by its shape, or more stanzas of it.
    pub(super) fn shaped_verse(&mut self, stanzas: Vec<Stanza>, span: Span) {
        let goes_on = self.is_behind_verse();
        if let Some(BlockKind::Verse { stanzas: before }) =
            self.out.last_mut().filter(|_| goes_on).map(|last| &mut last.kind)
        {
            before.extend(stanzas);
            return;
        }
        let message = "lines that end by hand are taken for verse".to_owned();
        self.report.doubt(span, Topic::Verse, message);
        self.shaped = Some(span);
        self.push(Block::new(span, BlockKind::Verse { stanzas }));
    }

    /// Verse that an element says it holds; what is no line in it stands around it.
    pub(super) fn verse(&mut self, id: Id, place: Place<'_>) {
        let tree = self.known.tree;
        let span = tree.span(id);
        let place = Place {
            base: self.known.styles[id.index()],
            role: ParagraphKind::Body,
            verse: false,
            ..place
        };
        let mut gathered = Gathered::default();
        self.verse_in(id, place, &mut gathered);
        self.close_verse(&mut gathered, span);
    }

    fn close_verse(&mut self, gathered: &mut Gathered, span: Span) {
        let gathered = std::mem::take(gathered);
        let stanzas: Vec<Stanza> = gathered
            .stanzas
            .into_iter()
            .filter(|lines| !lines.is_empty())
            .map(|lines| Stanza { span: lines[0].span, lines })
            .collect();
        let Some(first) = stanzas.first() else { return };
        let span = if span.end > 0 { first.span } else { span };
        self.push(Block::new(span, BlockKind::Verse { stanzas }));
    }

    fn verse_in(&mut self, id: Id, place: Place<'_>, gathered: &mut Gathered) {
        let tree = self.known.tree;
        // Paragraphs of one line each are lines, of several a stanza each.
        let blocks: Vec<Id> = tree.elements(id).filter(|one| self.is_block(*one)).collect();
        let broken = blocks.iter().any(|one| {
            tree.descend(*one).skip(1).any(|inner| {
                tree.name(inner) == "br" || self.is_block(inner) || is_line(tree, inner)
            })
        });
        let as_lines =
            !broken && blocks.len() > 1 && !blocks.iter().any(|one| is_stanza(tree, *one));
        let mut run: Vec<Id> = Vec::new();
        let children: Vec<Id> = tree.children(id).collect();
        for child in children {
            if !self.is_block(child) {
                run.push(child);
                continue;
            }
            self.lines(&std::mem::take(&mut run), place, gathered);
            let name = tree.name(child);
            let inner = Place { base: self.known.styles[child.index()], ..place };
            if matches!(
                name,
                "h1" | "h2"
                    | "h3"
                    | "h4"
                    | "h5"
                    | "h6"
                    | "figure"
                    | "table"
                    | "hr"
                    | "ul"
                    | "ol"
                    | "dl"
                    | "blockquote"
                    | "hgroup"
                    | "header"
            ) {
                self.close_verse(gathered, tree.span(id));
                self.node(child, Place { verse: true, raw: false, ..place });
            } else if as_lines {
                self.lines(&[child], inner, gathered);
                gathered.apart |= self.is_blank(child);
            } else {
                gathered.apart = true;
                self.verse_in(child, inner, gathered);
                gathered.apart = true;
            }
        }
        self.lines(&run, place, gathered);
    }

    fn is_blank(&self, id: Id) -> bool {
        self.known
            .tree
            .short(id, 1)
            .is_some_and(|said| said.trim_matches(['\u{A0}', ' ']).is_empty())
    }

    fn is_block(&self, id: Id) -> bool {
        is_block_name(self.known.tree.name(id))
    }

    /// Lines out of what stands side by side.
    fn lines(&mut self, nodes: &[Id], place: Place<'_>, gathered: &mut Gathered) {
        let tree = self.known.tree;
        if nodes.is_empty() {
            return;
        }
        // Breaks end lines, and so does an element that is a line, whether a break stands behind it or not.
        let mut piece: Vec<Id> = Vec::new();
        let mut ended = false;
        for node in nodes {
            let bare = match tree.data(*node) {
                Data::Text(text) => text.trim().is_empty(),
                _ => false,
            };
            if tree.name(*node) == "br" {
                if piece.is_empty() {
                    gathered.apart |= !ended;
                }
                self.verse_line(&std::mem::take(&mut piece), place, gathered);
                ended = false;
            } else if is_line(tree, *node) && !self.is_blank(*node) {
                self.verse_line(&std::mem::take(&mut piece), place, gathered);
                self.verse_line(&[*node], place, gathered);
                ended = true;
            } else if !(bare && piece.is_empty()) {
                piece.push(*node);
            }
        }
        self.verse_line(&piece, place, gathered);
    }

    /// A line of verse, or several, where breaks stand deeper in it.
    fn verse_line(&mut self, nodes: &[Id], place: Place<'_>, gathered: &mut Gathered) {
        if nodes.is_empty() {
            return;
        }
        let (mut indent, mut number) = self.beside(nodes);
        for block in self.inside(nodes, Place { label: true, raw: true, ..place }) {
            let mut wanted = block.id.clone();
            for content in lines_of(block) {
                let mut lines = cut(content);
                if lines.last().is_some_and(Vec::is_empty) {
                    lines.pop();
                }
                for mut content in lines {
                    indent += leading(&mut content);
                    trim(&mut content);
                    if content.is_empty() {
                        gathered.apart = true;
                        continue;
                    }
                    let span = content[0].span;
                    if let Some(id) = wanted.take() {
                        let group = Inline::new(span, InlineKind::Group { content });
                        content = vec![Inline { id: Some(id), ..group }];
                    }
                    let number = number.take();
                    gathered.line(Line { span, indent, number, before: None, content });
                    indent = 0;
                }
            }
        }
    }

    /// By how many spaces a line is indented, and the number beside it.
    fn beside(&self, nodes: &[Id]) -> (u16, Option<u32>) {
        let tree = self.known.tree;
        let mut number = None;
        let mut indent = 0;
        for id in nodes.iter().flat_map(|node| tree.descend(*node).take(12)) {
            if tree.element(id).is_none() {
                continue;
            }
            if let Some(line) = tree.attr(id, "data-line").and_then(|line| line.parse().ok()) {
                number = Some(line);
            }
            if indent == 0 {
                let own = self.known.styles[id.index()].indent / 5;
                let classed = tree.words(id, "class").find_map(of_class);
                indent = classed.unwrap_or(0).max(u16::try_from(own).unwrap_or(0));
            }
        }
        (indent.min(60), number)
    }
}

/// An indent that a class names: `i2`, `indent4`.
fn of_class(class: &str) -> Option<u16> {
    let digits = class.strip_prefix("indent").or_else(|| class.strip_prefix('i'))?;
    digits.trim_start_matches(['-', '_']).parse().ok().filter(|indent| *indent <= 40)
}

fn is_line(tree: &Tree, id: Id) -> bool {
    tree.has_class(id, |class| {
        of_class(class).is_some()
            || matches!(
                class.to_ascii_lowercase().as_str(),
                "line" | "verse-line" | "vers" | "verseline" | "l"
            )
    }) || tree.has_type(id, &["z3998:verse-line"])
}

/// Takes the spaces off that indent a line, and counts them.
fn leading(content: &mut [Inline]) -> u16 {
    let Some(InlineKind::Text { text }) = content.first_mut().map(|first| &mut first.kind) else {
        return 0;
    };
    let mut count = 0_u16;
    for c in text.chars() {
        count += match c {
            '\u{A0}' | '\u{2002}' | ' ' => 1,
            '\u{2003}' | '\u{3000}' => 2,
            _ => break,
        };
    }
    let kept =
        text.trim_start_matches(['\u{A0}', '\u{2002}', '\u{2003}', '\u{3000}', ' ']).to_owned();
    *text = kept;
    count
}
