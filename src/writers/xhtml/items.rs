//! Lists of entries as XHTML.

use super::lower::{Lowerer, one};
use super::site::Site;
use crate::ir::{Block, BlockKind, Delimiter, List, ListItem, Numbering};
use crate::language::numerals::{alphabetic, roman};
use crate::xml::{Element, Node};

impl<S: Site> Lowerer<'_, S> {
    /// A list whose numbers stand as they are written in the source.
    pub(super) fn list(&mut self, block: &Block, list: &List) -> Vec<Node> {
        let name = if list.numbering.is_some() { "ol" } else { "ul" };
        let start = (list.numbering.is_some() && list.start != 1).then(|| list.start.to_string());
        let mut element = self
            .marked(Element::new(name), block)
            .maybe("type", list.numbering.and_then(list_type))
            .maybe("start", start)
            .maybe("class", list.tight.then_some("tight"));
        for (number, item) in (list.start..).zip(&list.items) {
            let children = self.list_item(item, list.tight);
            let mark = list.numbering.and_then(|style| mark(style, list.delimiter, number));
            element = element.child(Element::new("li").maybe("style", mark).children(children));
        }
        one(element)
    }

    /// In a tight list the first paragraph is no block of its own.
    fn list_item(&mut self, item: &ListItem, tight: bool) -> Vec<Node> {
        match item.blocks.split_first() {
            Some((
                Block { id: None, language: None, kind: BlockKind::Paragraph(paragraph), .. },
                rest,
            )) if tight => {
                let mut nodes = self.inlines(&paragraph.content);
                nodes.extend(self.blocks(rest));
                nodes
            }
            _ => self.blocks(&item.blocks),
        }
    }
}

/// How the number of an entry is shown, where not with the full stop that HTML gives it. What does not
/// know words as marks (CSS Lists 3, section 3.4) passes over it and counts on with the full stop.
fn mark(style: Numbering, delimiter: Delimiter, number: u64) -> Option<String> {
    if delimiter == Delimiter::Period {
        return None;
    }
    let shown = delimiter.around(&counted(style, number));
    Some(format!("list-style-type: '{shown} '"))
}

/// A number as a list counts it.
fn counted(style: Numbering, number: u64) -> String {
    match style {
        Numbering::Decimal => number.to_string(),
        Numbering::LowerAlpha => alphabetic(number),
        Numbering::UpperAlpha => alphabetic(number).to_uppercase(),
        // Beyond there is no sign, and lists count in digits.
        Numbering::LowerRoman | Numbering::UpperRoman if !(1..4000).contains(&number) => {
            number.to_string()
        }
        Numbering::LowerRoman => roman(number).to_lowercase(),
        Numbering::UpperRoman => roman(number),
    }
}

fn list_type(numbering: Numbering) -> Option<&'static str> {
    match numbering {
        Numbering::Decimal => None,
        Numbering::LowerAlpha => Some("a"),
        Numbering::UpperAlpha => Some("A"),
        Numbering::LowerRoman => Some("i"),
        Numbering::UpperRoman => Some("I"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Numbering, counted};

    #[test]
    fn numbers_are_those_that_lists_count_with() {
        let counted = |style, numbers: [u64; 3]| numbers.map(|number| counted(style, number));
        assert_eq!(counted(Numbering::LowerAlpha, [1, 26, 27]), ["a", "z", "aa"]);
        assert_eq!(counted(Numbering::UpperRoman, [4, 1999, 4000]), ["IV", "MCMXCIX", "4000"]);
        assert_eq!(counted(Numbering::LowerRoman, [1, 9, 40]), ["i", "ix", "xl"]);
    }
}
