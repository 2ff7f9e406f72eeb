//! A file of every construct, as chance has it: a tape of numbers decides. An empty tape gives a short file, so that a
//! shorter one is a simpler one.

mod blocks;
mod inlines;
mod manuscript;
mod settle;

pub use manuscript::manuscript;

use umbruch::djot::Content;
use umbruch::ir::{
    AsWritten, Beside, Block, BlockKind, Comment, Inline, InlineKind, Language, Name, Names,
    NodeId, Note, SectionId, SeriesId, walk,
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
    /// Whether a cell of a table is around, in which there is no other table.
    in_cell: bool,
}

fn nowhere() -> Span {
    Span::new(Sources::default().add("", ""), 0..0)
}

fn name(content: &mut Content, section: SectionId) {
    let mut names = Names::for_section(section);
    if let Some((heading, _)) = &mut content.heading {
        walk::nested_mut(&mut heading.title, &mut |inline| names.name(&mut inline.name));
    }
    let notes = content.notes.iter_mut().map(|note| &mut note.body);
    for blocks in std::iter::once(&mut content.blocks).chain(notes) {
        walk::blocks_mut(blocks, &mut |block| names.name(&mut block.name));
        walk::inlines_mut(blocks, &mut |inline| names.name(&mut inline.name));
    }
}

impl<'t> Tape<'t> {
    fn of(numbers: &'t [u16]) -> Self {
        Self { numbers: numbers.iter(), nowhere: nowhere(), depth: 0, in_cell: false }
    }

    /// What the file of a section holds.
    fn content(&mut self, section: SectionId, series: SeriesId) -> Content {
        let mut content = Content::default();
        if self.chance(3) {
            let mut heading = self.heading(1);
            if self.chance(4) {
                let content = std::mem::take(&mut heading.title);
                let group = Inline::new(self.nowhere, InlineKind::Group { content });
                heading.title.push(Inline { language: Some(self.tag()), ..group });
            }
            content.heading = Some((heading, self.id()));
        }
        content.blocks = self.blocks(5, true);
        let notes = self.pick(4);
        // Before which block each stands, in the order of the file.
        let mut places = vec![0];
        for n in 0..notes {
            let before = places[n].min(content.blocks.len());
            places.push(places[n] + self.pick(content.blocks.len() + 2 - before));
            content.notes.push(self.note(n, series));
        }
        name(&mut content, section);
        for (note, at) in content.notes.iter_mut().zip(&places[1..]) {
            let block = content.blocks.get(*at);
            let before = block.and_then(|block| block.name.own());
            note.place.0 = before.map_or(Beside::End, Beside::Before);
        }
        self.comment(&mut content);
        content
    }

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

    fn note(&mut self, number: usize, own: SeriesId) -> Note {
        let label = format!("{}{number}", self.one(&["a", "red:x", "größer "]));
        let series = if label.starts_with("red:") { SeriesId(1) } else { own };
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
