//! Editions that somebody might write: every construct of the format, nested and mixed.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// A piece of a line.
#[derive(Debug, Clone)]
pub enum Inline {
    /// A word that stands nowhere else in the edition.
    Word,
    /// A mark around words; whether it is written with braces.
    Marked(char, bool, Vec<Self>),
    /// A word of which a part is marked.
    Within(char),
    /// `Wort^Wort^`, `Wort~Wort~`
    Raised(char),
    /// `[…]{…}`
    Span(&'static str, Vec<Self>),
    /// A link to an address, with words.
    Link(&'static str, Vec<Self>),
    /// `<https://…>`
    Autolink(&'static str),
    /// An address in running text.
    Address(&'static str),
    /// A link to the n-th section, with words; whether it names the page.
    Reference(usize, bool, Vec<Self>),
    /// Code.
    Code(&'static str),
    /// A picture in the line.
    Picture,
    /// A word, a sign, and the call of a note.
    Call(&'static str, &'static str, Vec<Block>),
    /// One more call of a note that was called in this file.
    Again(usize),
    /// The marker of a page of the source.
    Page,
    /// A mark of the index, around words or at a place.
    Index(bool, &'static str),
    /// What is for the editor alone.
    Comment,
    /// A line break.
    Break,
    /// What is written, and what is read.
    Sign(&'static str, &'static str),
    /// Straight quotation marks around words.
    Quoted(char, Vec<Self>),
}

/// A block.
#[derive(Debug, Clone)]
pub enum Block {
    Paragraph(&'static str, Vec<Inline>),
    Quotation(Vec<Self>),
    Verse(&'static str, Vec<Vec<Vec<Inline>>>),
    /// A block between colons: its name, its attributes, what is in it.
    Between(&'static str, &'static str, Vec<Self>),
    Drama(Vec<(Vec<Inline>, Vec<Self>)>),
    Figure(&'static str, Option<Vec<Inline>>),
    /// Caption, alignments, head, rows.
    Table(Option<Vec<Inline>>, Vec<&'static str>, bool, Vec<Vec<Vec<Inline>>>),
    List(&'static str, bool, Vec<Vec<Self>>),
    Definitions(Vec<(Vec<Inline>, Vec<Self>)>),
    Break,
    Code(Vec<&'static str>),
}

/// What stands below a heading.
#[derive(Debug, Clone)]
pub struct Passage {
    pub level: usize,
    pub number: bool,
    pub subtitle: bool,
    pub short: bool,
    pub title: Vec<Inline>,
    pub blocks: Vec<Block>,
}

/// A section file; without a first passage it has no heading.
#[derive(Debug, Clone)]
pub struct Section {
    pub role: &'static str,
    pub language: Option<&'static str>,
    pub heading: bool,
    pub passages: Vec<Passage>,
}

/// An edition.
#[derive(Debug, Clone)]
pub struct Edition {
    pub language: &'static str,
    pub layout: &'static str,
    pub page_markers: &'static str,
    pub typography: &'static str,
    /// Placement, count, marks of each of the three series.
    pub series: Vec<(&'static str, &'static str, &'static str)>,
    pub sections: Vec<Section>,
}

/// Addresses with all the signs that mean something elsewhere.
const ADDRESSES: [&str; 7] = [
    "https://de.example.org/wiki/Karl_Marx_Haus",
    "http://a.example.org/~x/und/~y/",
    "https://b.example.org/a*b*c",
    "https://c.example.org/?q=1&r=x^2^#t",
    "https://d.example.org/it's...x",
    "https://e.example.org/wiki/Kapital_(Marx)",
    "https://f.example.org/a.b/c,d;e",
];

const LANGUAGES: [&str; 5] = ["de", "de-1901", "en", "fr", "de-CH"];

fn mark() -> impl Strategy<Value = char> {
    select(vec!['_', '*', '+', '-', '='])
}

fn leaf() -> impl Strategy<Value = Inline> {
    prop_oneof![
        8 => Just(Inline::Word),
        1 => mark().prop_map(Inline::Within),
        1 => select(vec!['^', '~']).prop_map(Inline::Raised),
        1 => select(&ADDRESSES[..]).prop_map(Inline::Autolink),
        1 => select(&ADDRESSES[..]).prop_map(Inline::Address),
        1 => select(vec!["a_b_c", "{.x}", "*", "a  b", "\\", "<&>"]).prop_map(Inline::Code),
        1 => Just(Inline::Picture),
        1 => (0usize..9).prop_map(Inline::Again),
        1 => Just(Inline::Page),
        1 => (any::<bool>(), select(vec!["", "sub", "sort", "see", "see-also"])).prop_map(|(around, key)| Inline::Index(around, key)),
        1 => Just(Inline::Comment),
        1 => Just(Inline::Break),
        1 => select(vec![
            ("--", "–"), ("...", "…"), ("\\*", "*"), ("\\_", "_"), ("\\[x\\]", "[x]"), ("\\{", "{"),
            ("z.\\ B.", "z.\u{a0}B."), ("1 \\< 2 & 3", "1<2&3"), ("!", "!"), ("5 %", "5%"),
            ("\\`", "`"), ("§ 3", "§3"), ("a@b", "a@b"), ("\\#1", "#1"), ("$1", "$1"), ("//", "//"), ("@x", "@x"),
        ]).prop_map(|(source, read)| Inline::Sign(source, read)),
    ]
}

/// What an inline is written around, given what may be inside.
fn around(
    inner: BoxedStrategy<Inline>,
    blocks: BoxedStrategy<Vec<Block>>,
) -> BoxedStrategy<Inline> {
    let words = || vec(inner.clone(), 1..3);
    prop_oneof![
        2 => (mark(), any::<bool>(), words()).prop_map(|(mark, braced, inner)| Inline::Marked(mark, braced, inner)),
        2 => (select(vec![".smallcaps", ".spaced", ".title", "lang=en", "lang=fr", ".stage", ".index", "#ID"]), words())
            .prop_map(|(attributes, inner)| Inline::Span(attributes, inner)),
        1 => (select(&ADDRESSES[..]), words()).prop_map(|(address, inner)| Inline::Link(address, inner)),
        1 => (0usize..4, any::<bool>(), vec(inner.clone(), 0..2)).prop_map(|(at, page, inner)| Inline::Reference(at, page, inner)),
        1 => (select(vec!['"', '\'']), words()).prop_map(|(mark, inner)| Inline::Quoted(mark, inner)),
        1 => (select(vec!["", ".", "!", "?", ",", "…", "!!"]), select(vec!["", "red:", "fuss:"]), blocks)
            .prop_map(|(sign, series, body)| Inline::Call(sign, series, body)),
    ]
    .boxed()
}

/// What may stand in a line; `blocks` are the bodies of the notes that are called in it.
fn inlines(blocks: BoxedStrategy<Vec<Block>>) -> BoxedStrategy<Vec<Inline>> {
    let inline = leaf().prop_recursive(2, 4, 2, move |inner| around(inner, blocks.clone()));
    vec(inline, 0..4).boxed()
}

fn plain(line: BoxedStrategy<Vec<Inline>>) -> BoxedStrategy<Block> {
    let classes = vec!["", "", "", ".noindent", ".attribution", ".signature", "lang=en", "#ID"];
    let caption = || proptest::option::of(line.clone());
    let columns = 1usize..5;
    let line_again = line.clone();
    prop_oneof![
        6 => (select(classes), line.clone()).prop_map(|(class, line)| Block::Paragraph(class, line)),
        1 => (select(vec!["", "numbered=1", "start=continue"]), vec(vec(line.clone(), 1..3), 1..3))
            .prop_map(|(attributes, stanzas)| Block::Verse(attributes, stanzas)),
        1 => (select(vec!["", "width=50", "lang=en", "decorative=true"]), caption())
            .prop_map(|(attributes, caption)| Block::Figure(attributes, caption)),
        1 => columns.prop_flat_map(move |columns| {
            let rows = vec(vec(line_again.clone(), columns), 1..3);
            let aligned = vec(select(vec!["---", ":--", ":-:", "--:"]), columns);
            (proptest::option::of(line_again.clone()), aligned, any::<bool>(), rows)
        }).prop_map(|(caption, aligned, head, rows)| Block::Table(caption, aligned, head, rows)),
        1 => Just(Block::Break),
        1 => vec(select(vec!["", "  _a_ *b* {c}", "[^1]: d", "> e", "\tf", "::: g"]), 1..5).prop_map(Block::Code),
    ]
    .boxed()
}

fn nested(inner: BoxedStrategy<Block>, line: BoxedStrategy<Vec<Inline>>) -> BoxedStrategy<Block> {
    let several = || vec(inner.clone(), 1..3);
    let markers = vec!["-", "+", "*", "1.", "a)", "(A)", "i.", "7."];
    prop_oneof![
        2 => several().prop_map(Block::Quotation),
        2 => (select(markers), any::<bool>(), vec(several(), 1..3)).prop_map(|(marker, tight, items)| Block::List(marker, tight, items)),
        1 => (select(vec!["epigraph", "letter", ""]), select(vec!["", "lang=fr", "#ID"]), several())
            .prop_map(|(name, attributes, blocks)| Block::Between(name, attributes, blocks)),
        1 => vec((line.clone(), several()), 1..3).prop_map(Block::Drama),
        1 => vec((line, several()), 1..3).prop_map(Block::Definitions),
    ]
    .boxed()
}

/// Blocks whose lines call notes down to that depth.
fn blocks(depth: u32) -> BoxedStrategy<Vec<Block>> {
    let bodies = if depth == 0 {
        vec(vec(Just(Inline::Word), 1..3).prop_map(|line| Block::Paragraph("", line)), 1..2).boxed()
    } else {
        blocks(depth - 1)
    };
    let line = inlines(bodies);
    let again = line.clone();
    let block =
        plain(line).prop_recursive(3, 6, 2, move |inner| nested(inner.boxed(), again.clone()));
    vec(block, 1..if depth == 0 { 2 } else { 4 }).boxed()
}

fn passage() -> impl Strategy<Value = Passage> {
    let line = inlines(vec(Just(Block::Paragraph("", vec![Inline::Word])), 1..2).boxed());
    (2usize..7, any::<[bool; 3]>(), line, blocks(1)).prop_map(
        |(level, [number, subtitle, short], title, blocks)| Passage {
            level,
            number,
            subtitle,
            short,
            title,
            blocks,
        },
    )
}

fn section() -> impl Strategy<Value = Section> {
    let roles =
        vec!["chapter", "chapter", "chapter", "part", "introduction", "interlude", "epilogue"];
    let language = proptest::option::weighted(0.2, select(vec!["en", "fr", "de-1901"]));
    (select(roles), language, any::<bool>(), vec(passage(), 1..3)).prop_map(
        |(role, language, heading, passages)| Section { role, language, heading, passages },
    )
}

/// Any edition.
pub fn edition() -> impl Strategy<Value = Edition> {
    let series = (
        select(vec!["book", "section", "footnote"]),
        select(vec!["book", "section"]),
        select(vec!["1", "a", "*", "i"]),
    );
    let layouts = vec!["pamphlet", "paperback", "largeprint", "screen"];
    (
        select(&LANGUAGES[..]),
        select(layouts),
        select(vec!["margin", "brackets", "none"]),
        select(vec!["report", "fix"]),
        vec(series, 3),
        vec(section(), 1..3),
    )
        .prop_map(|(language, layout, page_markers, typography, series, sections)| Edition {
            language,
            layout,
            page_markers,
            typography,
            series,
            sections,
        })
}
