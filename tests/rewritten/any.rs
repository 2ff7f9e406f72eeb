//! A file of every construct, as chance has it: a tape of numbers decides. An empty tape gives a short file, so that a
//! shorter one is a simpler one.

use umbruch::djot::Content;
use umbruch::ir::{
    Alignment, AsWritten, Beside, Block, BlockKind, BlockWriting, Cell, CitedWork, Comment,
    Definition, Delimiter, Figure, Heading, IndexMark, Inline, InlineKind, Language, Line,
    LinkTarget, List, ListItem, Locator, LocatorKind, MarkNames, Name, Names, NodeId, Note,
    Numbering, Paragraph, ParagraphKind, Row, SectionId, SeriesId, Stanza, Table, Writing, walk,
};
use umbruch::source::{Sources, Span};

/// Letters and signs of which words are made.
const SIGNS: &[char] = &[
    'a', 'b', 'k', 'ä', 'ß', 'M', 'i', '1', '9', '.', ',', '-', '*', '_', '^', '~', '[', ']', '(',
    ')', '{', '}', '`', '"', '\'', '<', '>', '$', '#', '|', ':', ';', '!', '?', '+', '=', '%', '&',
    '@', '/', '\\', '„', '“', '‚', '‘', '’', '»', '–', '—', '…', '\u{a0}', '\u{202f}', '\u{ad}',
];

/// Draws from a tape.
pub struct Tape<'t> {
    numbers: std::slice::Iter<'t, u16>,
    nowhere: Span,
    depth: usize,
}

/// The file that a tape makes.
pub fn content(numbers: &[u16]) -> Content {
    let nowhere = Span::new(Sources::default().add("", ""), 0..0);
    let mut tape = Tape { numbers: numbers.iter(), nowhere, depth: 0 };
    let mut content = Content::default();
    if tape.chance(3) {
        let mut heading = tape.heading(1);
        if tape.chance(4) {
            let content = std::mem::take(&mut heading.title);
            let group = Inline::new(nowhere, InlineKind::Group { content });
            heading.title.push(Inline { language: Some(tape.tag()), ..group });
        }
        content.heading = Some((heading, tape.id()));
    }
    content.blocks = tape.blocks(5, true);
    let notes = tape.pick(4);
    // Before which block each stands, in the order of the file.
    let mut places = vec![0];
    for n in 0..notes {
        let before = places[n].min(content.blocks.len());
        places.push(places[n] + tape.pick(content.blocks.len() + 2 - before));
        content.notes.push(tape.note(n));
    }
    name(&mut content);
    for (note, at) in content.notes.iter_mut().zip(&places[1..]) {
        let block = content.blocks.get(*at);
        note.place.0 = block.and_then(|block| block.name.own()).map_or(Beside::End, Beside::Before);
    }
    tape.comment(&mut content);
    content
}

fn name(content: &mut Content) {
    let mut names = Names::of(SectionId(0));
    if let Some((heading, _)) = &mut content.heading {
        walk::nested_mut(&mut heading.title, &mut |inline| names.name(&mut inline.name));
    }
    let notes = content.notes.iter_mut().map(|note| &mut note.body);
    for blocks in std::iter::once(&mut content.blocks).chain(notes) {
        walk::blocks_mut(blocks, &mut |block| names.name(&mut block.name));
        walk::inlines_mut(blocks, &mut |inline| names.name(&mut inline.name));
    }
}

impl Tape<'_> {
    fn pick(&mut self, of: usize) -> usize {
        usize::from(self.numbers.next().copied().unwrap_or(0)) % of.max(1)
    }

    /// Once in so many times.
    fn chance(&mut self, of: usize) -> bool {
        self.pick(of) + 1 == of
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.pick(of.len())].clone()
    }

    fn tag(&mut self) -> Language {
        Language::parse(self.one(&["fr", "de-1901", "en", "grc"])).expect("a tag")
    }

    fn language(&mut self) -> Option<Language> {
        self.chance(6).then(|| self.tag())
    }

    fn id(&mut self) -> Option<String> {
        self.chance(6).then(|| self.one(&["kai", "a.b", "x-1", "A_2"]).to_owned())
    }

    /// A word of letters, now and then of any signs.
    fn word(&mut self) -> String {
        if !self.chance(3) {
            return self.one(&["Kai", "der", "Zug", "hielt", "1911", "I", "a", "b."]).to_owned();
        }
        let length = 1 + self.pick(5);
        (0..length).map(|_| self.one(SIGNS)).collect()
    }

    fn words(&mut self) -> String {
        let count = 1 + self.pick(3);
        (0..count).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }

    /// A text in which no sign becomes another.
    fn plain(&mut self) -> String {
        let bare: String = self
            .words()
            .chars()
            .filter(|c| !matches!(c, '"' | '\'' | '-' | '.' | '\u{a0}' | '\u{202f}' | '\u{ad}'))
            .collect();
        let bare = bare.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        if bare.is_empty() { "Kai".to_owned() } else { bare }
    }

    /// A line that holds a word at least; `broken`: as one of a paragraph may be.
    fn line(&mut self, broken: bool) -> Vec<Inline> {
        let mut line = self.pieces(5, broken);
        settle(&mut line);
        if !line.iter().any(|one| matches!(&one.kind, InlineKind::Text { .. })) {
            line.insert(0, self.text("Wort"));
            settle(&mut line);
        }
        line
    }

    fn text(&self, text: impl Into<String>) -> Inline {
        Inline::text(self.nowhere, text)
    }

    fn pieces(&mut self, most: usize, broken: bool) -> Vec<Inline> {
        let mut line = Vec::new();
        let count = 1 + self.pick(most);
        for n in 0..count {
            if n > 0 {
                match self.pick(8) {
                    0..5 => line.push(self.text(" ")),
                    5 if broken => {
                        line.push(Inline { written: AsWritten(Writing::LineEnd), ..self.text(" ") })
                    }
                    6 if broken => line.push(Inline::new(self.nowhere, InlineKind::LineBreak)),
                    _ => {}
                }
            }
            line.push(self.piece(broken));
        }
        line
    }

    fn piece(&mut self, broken: bool) -> Inline {
        let text = |tape: &mut Self| {
            let word = tape.word();
            tape.text(word)
        };
        if self.depth > 3 {
            return text(self);
        }
        self.depth += 1;
        let piece = match self.pick(30) {
            0..6 => text(self),
            6 => self.sign(),
            7 => InlineKind::Emphasis { content: self.inner(broken) }.at(self),
            8 => InlineKind::Strong { content: self.inner(broken) }.at(self),
            9 => InlineKind::Superscript { content: self.inner(broken) }.at(self),
            10 => InlineKind::Subscript { content: self.inner(broken) }.at(self),
            11 => InlineKind::Inserted { content: self.inner(broken) }.at(self),
            12 => InlineKind::Deleted { content: self.inner(broken) }.at(self),
            13 => InlineKind::Highlighted { content: self.inner(broken) }.at(self),
            14 => InlineKind::SmallCaps { content: self.inner(broken) }.at(self),
            15 => InlineKind::Letterspaced { content: self.inner(broken) }.at(self),
            16 => InlineKind::WorkTitle { content: self.inner(broken) }.at(self),
            17 => InlineKind::Stage { content: self.inner(broken) }.at(self),
            18 => {
                let content = if self.chance(3) { Vec::new() } else { self.inner(broken) };
                let mut group = InlineKind::Group { content }.at(self);
                if group.language.is_none() && group.id.is_none() {
                    group.id = Some("da".to_owned());
                }
                group
            }
            19 | 20 => {
                let text = self.word().replace(['\u{a0}', '\u{ad}'], "")
                    + self.one(&["x", "`", "``", "$"]);
                InlineKind::Code { text }.at(self)
            }
            21 => self.link(broken),
            22 => {
                let content = if self.chance(2) { Vec::new() } else { self.inner(broken) };
                InlineKind::PageReference { target: "kai".to_owned(), content }.at(self)
            }
            23 => self.mark(broken),
            24 => self.citation(),
            25 => {
                let (path, alt) = (self.path(), self.plain());
                let decorative = self.chance(3);
                InlineKind::Image { path, alt, decorative }.at(self)
            }
            26 | 27 => {
                let label = self.one(&["a0", "red:x1", "größer 2", "*"]).to_owned();
                let kind = InlineKind::NoteCall { label };
                Inline::new(self.nowhere, kind)
            }
            28 => {
                let label = self.one(&["17", "xvi", "[18]", "1*"]).to_owned();
                let marker = InlineKind::PageMarker { label }.at(self);
                Inline { language: None, ..marker }
            }
            _ => text(self),
        };
        self.depth -= 1;
        piece
    }

    /// What stands in a mark, at times with a space at its edge.
    fn inner(&mut self, broken: bool) -> Vec<Inline> {
        let mut inner = self.pieces(3, broken);
        if self.chance(8) {
            inner.insert(0, self.text(" "));
        }
        if self.chance(8) {
            inner.push(self.text(" "));
        }
        inner
    }

    fn sign(&mut self) -> Inline {
        use Writing::{Closing, Opening, Sign, Straight};
        let (text, writing) = self.one(&[
            ("„", Straight('"')),
            ("“", Straight('"')),
            ("’", Straight('\'')),
            ("‚", Straight('\'')),
            ("„", Opening('"')),
            ("’", Closing('\'')),
            ("–", Sign),
            ("—", Sign),
            ("…", Sign),
            ("\u{a0}", Sign),
        ]);
        Inline { written: AsWritten(writing), ..self.text(text) }
    }

    fn link(&mut self, broken: bool) -> Inline {
        let url = self.one(&[
            "https://example.org/a_b",
            "https://example.org/Das_Kapital_(Marx)",
            "https://example.org/x)y",
            "mailto:redaktion@example.org",
        ]);
        let target = match self.pick(3) {
            0 => LinkTarget::Web { url: url.to_owned() },
            _ => LinkTarget::Anchor { id: "kai".to_owned() },
        };
        let content = match self.pick(4) {
            0 => self.inner(broken),
            1 => vec![self.text(url.trim_start_matches("mailto:"))],
            2 => vec![self.text("da"), InlineKind::LineBreak.bare(self), self.text("dort")],
            _ => Vec::new(),
        };
        let content = match broken {
            true => content,
            false => content.into_iter().filter(|one| one.kind != InlineKind::LineBreak).collect(),
        };
        InlineKind::Link { target, content }.at(self)
    }

    fn mark(&mut self, broken: bool) -> Inline {
        let some = |tape: &mut Self| tape.chance(2).then(|| tape.plain());
        let (term, sub, sort) = (some(self), some(self), some(self));
        let index = self.chance(3).then(|| "personen".to_owned());
        let label = "bau 1".to_owned();
        let terms = vec!["Kai: Bau".to_owned(), "Faust".to_owned()];
        let names = match self.pick(5) {
            0 => MarkNames::Place,
            1 => MarkNames::From { label },
            2 => MarkNames::To { label },
            3 => MarkNames::See { terms },
            _ => MarkNames::SeeAlso { terms },
        };
        let mark = Box::new(IndexMark { index, term, sub, sort, names });
        let content = if self.chance(2) { Vec::new() } else { self.inner(broken) };
        InlineKind::IndexMark { mark, content }.at(self)
    }

    fn citation(&mut self) -> Inline {
        let count = 1 + self.pick(2);
        let works = (0..count).map(|_| {
            let (kind, value, word) = self.one(&[
                (LocatorKind::Page, "12–14", None),
                (LocatorKind::Page, "12", Some("Seite")),
                (LocatorKind::Chapter, "3 [a]", Some("Kap.")),
                (LocatorKind::Plain, "passim", None),
            ]);
            let word = AsWritten(word.map(str::to_owned));
            let locator = Locator { kind, value: value.to_owned(), word };
            CitedWork {
                span: self.nowhere,
                key: self.one(&["probe1911", "muster:a"]).to_owned(),
                prefix: self.one(&[None, Some("vgl."), Some("so „x“ *")]).map(str::to_owned),
                locator: self.chance(2).then_some(locator),
                without_author: self.chance(3),
            }
        });
        let works = works.collect();
        InlineKind::Citation { works }.at(self)
    }

    fn path(&mut self) -> String {
        self.one(&["images/kai.jpg", "images/Segel & Mast.jpg", "a_(b).png", "a)_b_.png"])
            .to_owned()
    }

    fn heading(&mut self, level: u8) -> Heading {
        let some = |tape: &mut Self| tape.chance(4).then(|| tape.plain());
        let (number, subtitle, short) = (some(self), some(self), some(self));
        Heading { level, number, title: self.line(false), subtitle, short }
    }

    fn blocks(&mut self, most: usize, outside: bool) -> Vec<Block> {
        let count = 1 + self.pick(most);
        (0..count).map(|_| self.block(outside)).collect()
    }

    fn block(&mut self, outside: bool) -> Block {
        if self.depth > 2 {
            return self.paragraph();
        }
        self.depth += 1;
        let kind = match self.pick(18) {
            0..5 => self.paragraph().kind,
            5 if outside => {
                let level = 2 + self.pick(5) as u8;
                BlockKind::Heading(self.heading(level))
            }
            6 => BlockKind::Quotation { blocks: self.blocks(2, false) },
            7 => BlockKind::Epigraph { blocks: self.blocks(2, false) },
            8 => BlockKind::Letter { blocks: self.blocks(3, false) },
            9 => BlockKind::Drama { blocks: self.blocks(3, false) },
            10 => BlockKind::Group { blocks: self.blocks(2, false) },
            11 => {
                let verse = self.verse();
                self.depth -= 1;
                return verse;
            }
            12 => self.figure(),
            13 => self.table(),
            14 | 15 => {
                let list = self.list();
                self.depth -= 1;
                return list;
            }
            16 => self.definitions(),
            17 if self.chance(2) => BlockKind::ThematicBreak,
            17 => self.code(),
            _ => self.paragraph().kind,
        };
        self.depth -= 1;
        self.given(kind)
    }

    fn given(&mut self, kind: BlockKind) -> Block {
        let (id, language) = (self.id(), self.language());
        Block { id, language, ..Block::new(self.nowhere, kind) }
    }

    fn paragraph(&mut self) -> Block {
        use ParagraphKind::{
            Address, Attribution, Body, Dateline, NoIndent, Postscript, Salutation, Signature,
            Speaker, Stage,
        };
        let role = match self.pick(3) {
            0 | 1 => Body,
            _ => self.one(&[
                NoIndent,
                Attribution,
                Address,
                Dateline,
                Salutation,
                Signature,
                Postscript,
                Speaker,
                Stage,
            ]),
        };
        let content = self.line(true);
        self.given(BlockKind::Paragraph(Paragraph { role, content }))
    }

    /// Verse, the lines of which are counted from a number on.
    fn verse(&mut self) -> Block {
        let (every, start) = (1 + self.pick(5) as u32, 1 + self.pick(9) as u32);
        let is_counted = self.chance(2);
        let mut next = start;
        let mut stanzas = Vec::new();
        for _ in 0..1 + self.pick(2) {
            let count = 1 + self.pick(3);
            let lines = (0..count).map(|_| {
                let number = Some(next).filter(|next| is_counted && next.is_multiple_of(every));
                next += 1;
                let (indent, content) = (2 * self.pick(3) as u16, self.line(false));
                Line { span: self.nowhere, indent, number, before: None, content }
            });
            let lines = lines.collect();
            stanzas.push(Stanza { span: self.nowhere, lines });
        }
        let counting = [("numbered", every), ("start", start)];
        let counting = counting.map(|(key, value)| (key.to_owned(), value.to_string())).to_vec();
        let writing = BlockWriting { counting, ..BlockWriting::default() };
        let verse = self.given(BlockKind::Verse { stanzas });
        Block { written: AsWritten(is_counted.then(|| Box::new(writing))), ..verse }
    }

    fn figure(&mut self) -> BlockKind {
        let caption = (0..self.pick(3)).map(|_| self.paragraph()).collect();
        BlockKind::Figure(Figure {
            path: self.path(),
            path_span: self.nowhere,
            alt: self.plain(),
            decorative: self.chance(4),
            description: self.chance(4).then(|| "kai-genau".to_owned()),
            width: self.chance(3).then_some(60),
            caption,
        })
    }

    fn table(&mut self) -> BlockKind {
        let columns = 1 + self.pick(3);
        let of = [Alignment::Natural, Alignment::Start, Alignment::Center, Alignment::End];
        let alignments = (0..columns).map(|_| self.one(&of)).collect();
        let row = |tape: &mut Self| {
            let cell = |tape: &mut Self| {
                let content = if tape.chance(5) { Vec::new() } else { tape.line(false) };
                Cell { span: tape.nowhere, content }
            };
            Row { span: tape.nowhere, cells: (0..columns).map(|_| cell(tape)).collect() }
        };
        let head: Vec<Row> = (0..self.pick(2)).map(|_| row(self)).collect();
        let body = (0..1 + self.pick(3)).map(|_| row(self)).collect();
        let caption = if self.chance(3) { self.line(false) } else { Vec::new() };
        BlockKind::Table(Table { caption, columns: alignments, head, body })
    }

    fn list(&mut self) -> Block {
        let numbering = self.one(&[
            None,
            Some(Numbering::Decimal),
            Some(Numbering::LowerAlpha),
            Some(Numbering::UpperAlpha),
            Some(Numbering::LowerRoman),
            Some(Numbering::UpperRoman),
        ]);
        let delimiter =
            self.one(&[Delimiter::Period, Delimiter::Parenthesis, Delimiter::Parentheses]);
        let is_tight = self.chance(2);
        let mut items = Vec::new();
        // One of a letter and a point alone is no list, and what sets entries apart may not stand in the last.
        let least = if numbering.is_some() || !is_tight { 2 } else { 1 };
        let count = least + self.pick(3);
        for n in 0..count {
            let mut blocks = vec![self.paragraph()];
            if is_tight {
                if self.depth < 3 && self.chance(4) {
                    self.depth += 1;
                    // What stands between an entry and a list in it sets the entries apart.
                    blocks.push(Block { id: None, language: None, ..self.list() });
                    self.depth -= 1;
                }
            } else {
                // Two paragraphs in an entry have a line between them.
                blocks.extend((n == 0).then(|| self.paragraph()));
                blocks.extend((0..self.pick(3)).map(|_| self.block(false)));
            }
            items.push(ListItem { span: self.nowhere, blocks });
        }
        let start = match numbering {
            None => 1,
            Some(Numbering::Decimal) => self.one(&[1, 3, 1911]),
            Some(Numbering::LowerRoman | Numbering::UpperRoman) => self.one(&[1, 2, 4]),
            Some(_) => self.one(&[1, 2, 3, 9]),
        };
        let delimiter = if numbering.is_some() { delimiter } else { Delimiter::Period };
        let list = List { numbering, delimiter, start, tight: is_tight, items };
        let bullet = self.one(&['-', '+', '*']);
        let writing = BlockWriting { bullet: Some(bullet), ..BlockWriting::default() };
        let list = self.given(BlockKind::List(list));
        Block { written: AsWritten(Some(Box::new(writing))), ..list }
    }

    fn definitions(&mut self) -> BlockKind {
        let items = (0..1 + self.pick(2)).map(|_| Definition {
            span: self.nowhere,
            term: self.line(false),
            blocks: if self.chance(6) { Vec::new() } else { self.blocks(2, false) },
        });
        BlockKind::Definitions { items: items.collect() }
    }

    fn code(&mut self) -> BlockKind {
        let lines = ["title = \"x\"", "", "  ```", ":::", "> x", "- y", "\\*", "`a`", "{% a %}"];
        let count = self.pick(4);
        let mut text: Vec<&str> = (0..count).map(|_| self.one(&lines)).collect();
        text.push("Ende");
        let syntax = self.chance(2).then(|| "toml".to_owned());
        BlockKind::Code { syntax, text: text.join("\n") }
    }

    fn note(&mut self, number: usize) -> Note {
        let label = format!("{}{number}", self.one(&["a", "red:x", "größer "]));
        let series = SeriesId(u16::from(label.starts_with("red:")));
        let mut body = self.blocks(2, false);
        if self.chance(5) {
            let group = Block::new(self.nowhere, BlockKind::Group { blocks: body });
            body = vec![Block { language: Some(self.tag()), ..group }];
        }
        Note { span: self.nowhere, label, series, place: AsWritten::default(), body }
    }

    /// Puts comments beside what is there.
    fn comment(&mut self, content: &mut Content) {
        let mut places = vec![Beside::End];
        places.extend(content.heading.as_ref().map(|_| Beside::Heading));
        places.extend((0..content.notes.len()).map(Beside::Note));
        let before = |name: Name| name.own().map(Beside::Before);
        let mut inlines: Vec<NodeId> = Vec::new();
        let mut all = |blocks: &[Block]| {
            walk::blocks(blocks, &mut |block| {
                if !matches!(block.kind, BlockKind::List(_)) {
                    places.extend(before(block.name));
                }
            });
            walk::inlines(blocks, &mut |inline| inlines.extend(inline.name.own()));
        };
        all(&content.blocks);
        content.notes.iter().for_each(|note| all(&note.body));
        places.extend(inlines.into_iter().map(Beside::Before));
        for _ in 0..self.pick(4) {
            let text = self.one(&[" Stimmt das? ", "x", " „so“ -- *dort* [a] "]).to_owned();
            let place = self.one(&places);
            content.comments.push(Comment { span: self.nowhere, text, place });
        }
    }
}

trait At {
    fn at(self, tape: &mut Tape<'_>) -> Inline;
    fn bare(self, tape: &mut Tape<'_>) -> Inline;
}

impl At for InlineKind {
    /// With or without attributes.
    fn at(self, tape: &mut Tape<'_>) -> Inline {
        let (id, language) = (tape.id(), tape.language());
        Inline { id, language, ..self.bare(tape) }
    }

    fn bare(self, tape: &mut Tape<'_>) -> Inline {
        Inline::new(tape.nowhere, self)
    }
}

/// Takes off white space that no line has: at its ends, at those of its breaks, and behind white space.
fn settle(line: &mut Vec<Inline>) {
    forwards(line, true);
    backwards(line, true);
}

fn forwards(line: &mut Vec<Inline>, mut space: bool) -> bool {
    line.retain_mut(|inline| {
        match &mut inline.kind {
            InlineKind::Text { text } => {
                if space {
                    *text = text.trim_start_matches(' ').to_owned();
                }
                space = text.chars().next_back().map_or(space, |c| c == ' ');
                return !text.is_empty();
            }
            InlineKind::LineBreak => space = true,
            InlineKind::PageMarker { .. } => {}
            _ => {
                space = match inside(inline) {
                    Some(inner) => forwards(inner, space),
                    None => false,
                }
            }
        }
        true
    });
    space
}

fn backwards(line: &mut Vec<Inline>, mut end: bool) -> bool {
    for inline in line.iter_mut().rev() {
        match &mut inline.kind {
            InlineKind::Text { text } => {
                if end {
                    *text = text.trim_end_matches(' ').to_owned();
                }
                end &= text.is_empty();
            }
            InlineKind::LineBreak => end = true,
            InlineKind::PageMarker { .. } => {}
            _ => {
                end = match inside(inline) {
                    Some(inner) => backwards(inner, end),
                    None => false,
                }
            }
        }
    }
    line.retain(|one| !matches!(&one.kind, InlineKind::Text { text } if text.is_empty()));
    end
}

/// What is inside of an inline that shows that alone.
fn inside(inline: &mut Inline) -> Option<&mut Vec<Inline>> {
    let says_more = match &inline.kind {
        InlineKind::Link { content, .. } | InlineKind::PageReference { content, .. } => {
            content.is_empty()
        }
        InlineKind::Citation { .. } => true,
        _ => false,
    };
    inline.children_mut().filter(|_| !says_more)
}
