//! Letters: where a salutation stands alone on its line and a name below the text, the paragraphs between are one letter, with
//! address and date above.

use crate::import::draft::Item;
use crate::ir::{Block, BlockKind, InlineKind, ParagraphKind, walk};
use crate::language::words;
use crate::source::Span;

/// Words with which one writes to another, in small letters; the name follows, or `Herr`, `Freund`.
const SALUTATIONS: [&str; 27] = [
    "liebe",
    "lieber",
    "liebes",
    "liebste",
    "liebster",
    "teure",
    "teurer",
    "theure",
    "theurer",
    "werte",
    "werter",
    "werthe",
    "werther",
    "geehrte",
    "geehrter",
    "verehrte",
    "verehrter",
    "hochgeehrter",
    "hochgeehrte",
    "hochverehrter",
    "hochverehrte",
    "bester",
    "beste",
    "dear",
    "dearest",
    "cher",
    "chère",
];
/// What may stand before them.
const BEFORE: [&str; 9] = ["mein", "meine", "meinen", "sehr", "my", "mon", "ma", "o", "hoch"];
/// Words of the lines with which a letter ends, in small letters.
const CLOSINGS: [&str; 17] = [
    "dein",
    "deine",
    "ihr",
    "ihre",
    "euer",
    "eure",
    "gruß",
    "grüßen",
    "gruss",
    "hochachtung",
    "hochachtungsvoll",
    "ergebenster",
    "ergebener",
    "yours",
    "sincerely",
    "truly",
    "adieu",
];
const MONTHS: [&str; 26] = [
    "januar",
    "jänner",
    "februar",
    "feber",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "october",
    "november",
    "dezember",
    "december",
    "january",
    "february",
    "march",
    "may",
    "june",
    "july",
    "janvier",
    "juillet",
    "août",
    "décembre",
];

/// Longest line of a letter's head or foot, in characters.
const SHORT: usize = 70;
/// Longest letter, in paragraphs: where none ends so soon, there is none.
const LONGEST: usize = 60;

/// Makes blocks of the letters among the items.
pub(super) fn enclose(items: Vec<Item>) -> Vec<Item> {
    let texts: Vec<Option<String>> = items.iter().map(paragraph).collect();
    let mut letters = Vec::new();
    let mut at = 0;
    while at < items.len() {
        let letter = is_salutation(texts[at].as_deref()).then(|| letter(&texts, at)).flatten();
        match letter {
            Some(letter) => {
                at = letter.end;
                letters.push(letter);
            }
            None => at += 1,
        }
    }
    let mut out: Vec<Item> = Vec::with_capacity(items.len());
    let mut left = items.into_iter();
    let mut done = 0;
    for letter in letters {
        out.extend(left.by_ref().take(letter.start - done));
        let inside: Vec<Item> = left.by_ref().take(letter.end - letter.start).collect();
        done = letter.end;
        out.extend(letter.block(inside));
    }
    out.extend(left);
    out
}

/// A letter: indices of items.
struct Letter {
    start: usize,
    salutation: usize,
    signature: usize,
    end: usize,
    /// Of those above the salutation, which give place and date.
    dated: Option<usize>,
}

impl Letter {
    fn block(&self, items: Vec<Item>) -> Option<Item> {
        let (apart, space) = (items.first()?.apart, items.first()?.space);
        let mut looks = Vec::new();
        let mut blocks: Vec<Block> = Vec::new();
        for (n, item) in (self.start..).zip(items) {
            let role = match n {
                _ if n < self.salutation && Some(n) == self.dated => ParagraphKind::Dateline,
                _ if n < self.salutation => ParagraphKind::Address,
                _ if n == self.salutation => ParagraphKind::Salutation,
                _ if n == self.signature => ParagraphKind::Signature,
                _ if n > self.signature => ParagraphKind::Postscript,
                _ => ParagraphKind::Body,
            };
            looks.extend(item.looks);
            let mut block = item.block;
            if let BlockKind::Paragraph(paragraph) = &mut block.kind {
                paragraph.role = role;
            }
            // The lines of an address are one paragraph.
            let led = role == ParagraphKind::Address
                && blocks.last_mut().is_some_and(|above| lead(above, &block));
            if !led {
                blocks.push(block);
            }
        }
        let (first, last) = (blocks.first()?.span, blocks.last()?.span);
        let span = Span::new(first.file, first.start as usize..last.end as usize);
        Some(Item {
            apart,
            space,
            looks,
            ..Item::new(Block::new(span, BlockKind::Letter { blocks }))
        })
    }
}

/// Puts a line of an address below the one before it.
fn lead(above: &mut Block, line: &Block) -> bool {
    let (BlockKind::Paragraph(above_text), BlockKind::Paragraph(text)) =
        (&mut above.kind, &line.kind)
    else {
        return false;
    };
    if above_text.role != ParagraphKind::Address {
        return false;
    }
    above_text.content.push(crate::ir::Inline::new(line.span, InlineKind::LineBreak));
    above_text.content.extend(text.content.iter().cloned());
    above.span = Span::new(above.span.file, above.span.start as usize..line.span.end as usize);
    true
}

/// The text of a paragraph.
fn paragraph(item: &Item) -> Option<String> {
    let BlockKind::Paragraph(paragraph) = &item.block.kind else { return None };
    let mut text = String::new();
    walk::nested(&paragraph.content, &mut |inline| {
        if let InlineKind::Text { text: piece } = &inline.kind {
            text.push_str(piece);
        }
    });
    Some(text.trim().to_owned())
}

fn short(text: &str) -> bool {
    text.chars().nth(SHORT).is_none()
}

/// `Lieber Freund!`, `Sehr geehrter Herr Muster,`
fn is_salutation(text: Option<&str>) -> bool {
    let Some(text) = text.filter(|text| short(text) && text.ends_with([',', '!', ':'])) else {
        return false;
    };
    let mut small = words(text).map(|range| text[range].to_lowercase()).peekable();
    while small.next_if(|word| BEFORE.contains(&word.as_str())).is_some() {}
    let begins = small.next().is_some_and(|word| SALUTATIONS.contains(&word.as_str()));
    begins && small.count() <= 6 && !text.starts_with(['»', '„', '"', '“', '–', '-'])
}

/// The letter that a salutation begins: it has a name below it, or a date above it and a closing line.
fn letter(texts: &[Option<String>], salutation: usize) -> Option<Letter> {
    let head = |n: usize| texts[n].as_deref().filter(|text| short(text) && !text.is_empty());
    let (mut start, mut dated) = (salutation, None);
    if let Some(above) =
        salutation.checked_sub(1).filter(|above| head(*above).is_some_and(is_dateline))
    {
        (start, dated) = (above, Some(above));
    }
    while start > 0
        && salutation - start < 7
        && head(start - 1).is_some_and(|text| is_address(text, start - 1 == salutation - 1))
    {
        start -= 1;
        // The date may stand above the address.
        if dated.is_none() && head(start).is_some_and(is_dateline) {
            dated = Some(start);
            break;
        }
    }
    let last = (salutation + 2 + LONGEST).min(texts.len());
    let mut signature = None;
    for n in salutation + 1..last {
        let text = texts[n].as_deref()?;
        if is_salutation(Some(text)) || is_heading(text) {
            break;
        }
        let closed = is_closing(texts[n - 1].as_deref()?);
        if n > salutation + 1 && closed && is_name(text) {
            signature = Some(n);
            break;
        }
        // `Dein Karl`
        if n > salutation + 1
            && short(text)
            && is_closing(text)
            && words(text).count() > 1
            && text.split_whitespace().count() <= 6
        {
            signature = Some(n);
            if !texts.get(n + 1).and_then(|next| next.as_deref()).is_some_and(is_name) {
                break;
            }
        }
    }
    let signature = signature?;
    let postscript =
        texts.get(signature + 1).and_then(|text| text.as_deref()).is_some_and(|text| {
            ["P. S.", "P.S.", "PS.", "PS:", "P.\u{A0}S.", "N. B.", "NB."]
                .iter()
                .any(|begin| text.starts_with(begin))
        });
    Some(Letter {
        start,
        salutation,
        signature,
        end: signature + 1 + usize::from(postscript),
        dated,
    })
}

/// `Lübeck, den 3. März 1912`
fn is_dateline(text: &str) -> bool {
    let small = text.to_lowercase();
    let month = words(&small).any(|range| MONTHS.contains(&&small[range]));
    let day = text.contains(|c: char| c.is_ascii_digit());
    day && (month || small.contains(", den ") || small.contains(", am "))
}

/// `Herrn Karl Muster`, `An die Redaktion`; above another line of an address any short line without a stop.
fn is_address(text: &str, beside: bool) -> bool {
    const BEGIN: [&str; 9] =
        ["herrn", "herr", "frau", "fräulein", "an", "seiner", "ihrer", "mr", "to"];
    let first = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    let named = BEGIN.contains(&first.as_str());
    let plain =
        !text.ends_with(['.', '!', '?', ':', '“', '«']) && text.split_whitespace().count() <= 5;
    named && text.split_whitespace().count() <= 8 && !text.ends_with(['.', '!', '?'])
        || is_dateline(text)
        || !beside && plain && text.contains(|c: char| c.is_ascii_digit())
}

/// A line that ends a letter before the name.
fn is_closing(text: &str) -> bool {
    let last = text.rsplit(['.', '!', '?']).find(|part| !part.trim().is_empty()).unwrap_or(text);
    let mut all = words(last).map(|range| last[range].to_lowercase());
    words(last).count() <= 9 && all.any(|word| CLOSINGS.contains(&word.as_str()))
}

fn is_name(text: &str) -> bool {
    let count = text.split_whitespace().count();
    let capital = |word: &str| {
        word.starts_with(char::is_uppercase) || matches!(word, "von" | "v." | "de" | "van" | "zu")
    };
    short(text)
        && (1..=4).contains(&count)
        && text.split_whitespace().all(capital)
        && !text.ends_with(['!', '?', ':', ','])
}

/// A number or a word alone is the heading of the next letter.
fn is_heading(text: &str) -> bool {
    text.len() < 8
        && text
            .trim_end_matches('.')
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'))
}
