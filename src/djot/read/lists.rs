//! Lists and lists of definitions.

use std::ops::Range;

use jotdown::{
    Attributes, Container, Event, ListBulletType, ListKind, OrderedListNumbering, OrderedListStyle,
};

use super::Reader;
use super::attributes::PLAIN;
use super::comments::Stand;
use crate::diagnostics::Code;
use crate::ir::{
    AsWritten, Block, BlockKind, BlockWriting, Definition, Delimiter, Inline, List, ListItem,
    Numbering,
};

/// The largest number of a first entry: HTML counts with 32 bits (HTML, 4.4.5), and the entries need some.
const LARGEST: u64 = 2_000_000_000;
/// The same for Roman numbers, of which there is none beyond 3999.
const LARGEST_ROMAN: u64 = 3_000;

impl<'a> Reader<'a, '_> {
    /// Reads a list up to and with its end.
    pub(super) fn list(
        &mut self,
        kind: ListKind,
        tight: bool,
        attributes: &Attributes<'a>,
        range: Range<usize>,
        out: &mut Vec<Block>,
    ) {
        let bullet = match kind {
            ListKind::Unordered(ListBulletType::Dash) => Some('-'),
            ListKind::Unordered(ListBulletType::Star) => Some('*'),
            ListKind::Unordered(ListBulletType::Plus) => Some('+'),
            _ => None,
        };
        let (numbering, delimiter, start) = match kind {
            ListKind::Unordered(_) => (None, Delimiter::Period, 1),
            ListKind::Ordered { numbering, style: around, start } => {
                let (style, start) = ordered(numbering, start);
                (style, delimiter(around), self.countable(style, start, &range))
            }
            ListKind::Task(_) => {
                self.diagnostics.report(
                    Code::Unsupported,
                    self.span(range.clone()),
                    "a list of tasks cannot be printed",
                    "use a list with `-`; brackets that are text take a backslash: `\\[ ]`",
                );
                (None, Delimiter::Period, 1)
            }
        };
        let (given, (items, end)) = self.attributed(attributes, &range, Self::items);
        let list = List { numbering, delimiter, start, tight, items };
        self.put(BlockKind::List(Box::new(list)), given, range.start..end.end.max(range.end), out);
        if let (Some(bullet), Some(block)) = (bullet, out.last_mut()) {
            let writing = BlockWriting { bullet: Some(bullet), ..BlockWriting::default() };
            block.written = AsWritten(Some(Box::new(writing)));
        }
    }

    /// The number of a list's first entry, if both outputs can count on from it.
    fn countable(&mut self, style: Option<Numbering>, start: u64, range: &Range<usize>) -> u64 {
        let roman = matches!(style, Some(Numbering::LowerRoman | Numbering::UpperRoman));
        let largest = if roman { LARGEST_ROMAN } else { LARGEST };
        if start <= largest {
            return start;
        }
        self.diagnostics.report(
            Code::Unsupported,
            self.span(range.clone()),
            format!("a list cannot be counted from {start} on"),
            format!(
                "the first number is at most {largest}; a backslash before the point if it is text: `1911\\.`"
            ),
        );
        1
    }

    fn items(&mut self) -> (Vec<ListItem>, Range<usize>) {
        let mut items = Vec::new();
        self.inside += 1;
        let mut end = 0..0;
        while let Some((event, range)) = self.cursor.next() {
            end = range.clone();
            match event {
                Event::Start(Container::ListItem | Container::TaskListItem { .. }, attributes) => {
                    self.given(&attributes, &range, PLAIN);
                    let (blocks, last) = self.blocks();
                    let span = self.span(range.start..last.end.max(range.end));
                    items.push(ListItem { span, blocks });
                }
                Event::Start(..) => {
                    self.cursor.skip_container();
                }
                Event::End(_) => break,
                Event::Attributes(attributes) => {
                    self.keep_comments(&attributes, &range, Stand::Alone);
                }
                _ => {}
            }
        }
        self.inside -= 1;
        (items, end)
    }

    /// Reads terms and their explanations up to and with the end of the list.
    pub(super) fn definitions(
        &mut self,
        attributes: &Attributes<'a>,
        range: Range<usize>,
        out: &mut Vec<Block>,
    ) {
        let entries = |reader: &mut Self| reader.entries(range.clone());
        let (given, (items, end)) = self.attributed(attributes, &range, entries);
        let kind = BlockKind::Definitions { items };
        self.put(kind, given, range.start..end.end.max(range.end), out);
    }

    fn entries(&mut self, range: Range<usize>) -> (Vec<Definition>, Range<usize>) {
        self.inside += 1;
        let mut items = Vec::new();
        let mut term: (Vec<Inline>, Range<usize>) = (Vec::new(), range.clone());
        let mut end = range;
        while let Some((event, at)) = self.cursor.next() {
            end = at.clone();
            match event {
                Event::Start(Container::DescriptionTerm, _) => term = (self.line().0, at),
                Event::Start(Container::DescriptionDetails, _) => {
                    let (blocks, last) = self.blocks();
                    let (content, start) = std::mem::replace(&mut term, (Vec::new(), at));
                    let span = self.span(start.start..last.end.max(start.end));
                    items.push(Definition { span, term: content, blocks });
                }
                Event::Start(..) => {
                    self.cursor.skip_container();
                }
                Event::End(_) => break,
                Event::Attributes(attributes) => {
                    self.keep_comments(&attributes, &at, Stand::Alone);
                }
                _ => {}
            }
        }
        self.inside -= 1;
        (items, end)
    }
}

fn delimiter(style: OrderedListStyle) -> Delimiter {
    match style {
        OrderedListStyle::Period => Delimiter::Period,
        OrderedListStyle::Paren => Delimiter::Parenthesis,
        OrderedListStyle::ParenParen => Delimiter::Parentheses,
    }
}

/// Numbering and start of a list. The parser takes the letters c, d, l and m for Roman numbers;
/// a list that begins with the hundredth entry is rare, one that goes on from `b)` is not.
fn ordered(numbering: OrderedListNumbering, start: u64) -> (Option<Numbering>, u64) {
    let letter = match start {
        100 => Some(3),
        500 => Some(4),
        50 => Some(12),
        1000 => Some(13),
        _ => None,
    };
    let (style, start) = match (numbering, letter) {
        (OrderedListNumbering::RomanLower, Some(letter)) => (Numbering::LowerAlpha, letter),
        (OrderedListNumbering::RomanUpper, Some(letter)) => (Numbering::UpperAlpha, letter),
        (OrderedListNumbering::Decimal, _) => (Numbering::Decimal, start),
        (OrderedListNumbering::AlphaLower, _) => (Numbering::LowerAlpha, start),
        (OrderedListNumbering::AlphaUpper, _) => (Numbering::UpperAlpha, start),
        (OrderedListNumbering::RomanLower, None) => (Numbering::LowerRoman, start),
        (OrderedListNumbering::RomanUpper, None) => (Numbering::UpperRoman, start),
    };
    (Some(style), start)
}
