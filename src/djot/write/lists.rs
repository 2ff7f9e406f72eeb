//! Lists and lists of definitions.

use super::blocks::{Blocks, prefixed};
use super::lines;
use crate::ir::{Block, BlockKind, Definition, List, Numbering};
use crate::language::numerals::{alphabetic, roman};

/// A list with the signs or numbers of its entries.
pub(super) fn list(writer: &Blocks<'_>, list: &List, block: &Block) -> Vec<String> {
    let bullet = block.written.0.as_ref().and_then(|written| written.bullet).unwrap_or('-');
    let mut out = Vec::new();
    for (number, item) in (list.start..).zip(&list.items) {
        if !out.is_empty() && !list.tight {
            out.push(String::new());
        }
        let mark = match list.numbering {
            None => bullet.to_string(),
            Some(numbering) => list.delimiter.around(&numbered(numbering, number)),
        };
        out.extend(self::item(&mark, writer.all(&item.blocks, list.tight), writer.in_div));
    }
    out
}

/// An entry behind its sign.
pub(super) fn item(mark: &str, mut lines: Vec<String>, in_div: bool) -> Vec<String> {
    if !can_follow(lines.first().map(String::as_str), in_div) {
        lines.insert(0, "{}".to_owned());
    }
    prefixed(&format!("{mark} "), &" ".repeat(mark.len() + 1), lines)
}

/// Whether a line can stand right behind the sign of an entry: not one that would be a break with it, and no fence of code
/// in a block between colons, whose end nothing would tell from that of the other.
fn can_follow(line: Option<&str>, in_div: bool) -> bool {
    line.is_some_and(|line| {
        let is_break = line.chars().all(|c| matches!(c, '*' | '-' | ' '));
        !(line.is_empty() || is_break || in_div && line.starts_with("```"))
    })
}

fn numbered(numbering: Numbering, number: u64) -> String {
    match numbering {
        Numbering::Decimal => number.to_string(),
        // There are letters for so many only; what stands before the others nobody reads.
        Numbering::LowerAlpha => alphabetic(number.min(26)),
        Numbering::UpperAlpha => alphabetic(number.min(26)).to_uppercase(),
        Numbering::LowerRoman => roman(number).to_lowercase(),
        Numbering::UpperRoman => roman(number),
    }
}

/// Terms and explanations.
pub(super) fn definitions(writer: &Blocks<'_>, items: &[Definition]) -> Vec<String> {
    let mut out = Vec::new();
    for item in items {
        if !out.is_empty() {
            out.push(String::new());
        }
        let mut lines = lines::of_block(&writer.pen().in_one_line().written(&item.term), None);
        if !item.blocks.is_empty() {
            lines.push(String::new());
            lines.extend(writer.all(&item.blocks, false));
        }
        out.extend(prefixed(": ", "  ", lines));
    }
    out
}

/// Whether a block would go on with the list before it.
pub(super) fn go_on(before: &Block, block: &Block) -> bool {
    let bullet = |block: &Block| block.written.0.as_ref().and_then(|w| w.bullet).unwrap_or('-');
    match (&before.kind, &block.kind) {
        (BlockKind::List(one), BlockKind::List(other)) => match (one.numbering, other.numbering) {
            (None, None) => bullet(before) == bullet(block),
            (Some(_), Some(_)) => one.delimiter == other.delimiter,
            _ => false,
        },
        (BlockKind::Definitions { .. }, BlockKind::Definitions { .. }) => true,
        _ => false,
    }
}
