//! What looks like markup and is none, hidden from the Djot parser.
//!
//! The parser reads a copy of the text in which each such sign is replaced by a control character,
//! byte for byte: no place moves, and nothing has to be escaped in the source. What the parser gives
//! back is read from the text itself ([`Cursor`](super::cursor::Cursor)), or through [`lifted`].
//!
//! What is to be read otherwise than Djot does is decided here, once, and not on the parser's events.
//! Single quotation marks alone need both: which of them are apostrophes the parser says first, paragraph
//! by paragraph, and `speech` finds those of quotations over several.

mod address;
mod brackets;
mod definitions;
mod destination;
mod initials;
mod piles;
mod unit;

use std::borrow::Cow;
use std::ops::Range;

use definitions::Definitions;

/// The signs that can be hidden, and what stands for each: characters that no source may hold.
const SIGNS: &[u8; 23] = b"\\[](){}*^=+~_'\"-!<|:`.#";
const VEILS: &[u8; 23] =
    b"\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c";

/// What stands for a quotation mark, and for an apostrophe, that the parser does not pair.
pub(super) const QUOTE: u8 = 0x1d;
pub(super) const APOSTROPHE: u8 = 0x1e;
/// What stands for an apostrophe in a word, or before one that is cut at its beginning.
pub(super) const IN_WORD: u8 = 0x1f;

/// The longest row of `#` that the parser may see: it counts them in sixteen bits.
const LONGEST_ROW: usize = 1000;

/// The text as the parser is to read it, of the same length.
///
/// - `!` before a call, a link or a span is a sign, not the beginning of a picture;
/// - brackets before a call are brackets: `[sic][^1]`;
/// - bare addresses and the destinations of links hold no marks, and brackets in pairs;
/// - an apostrophe in a word, or before one that is cut at its beginning, belongs to no quotation;
/// - a letter with a full stop at the head of a block is no list of one entry;
/// - a row of `#` that no heading has is none.
pub(super) fn veiled(text: &str) -> String {
    let mut veil = Veil { bytes: text.as_bytes().to_vec() };
    let definitions = Definitions::scan(text);
    let units = unit::units(text);
    initials::hide(text, &units, &mut veil);
    for range in units {
        brackets::hide(text, range, &definitions, &mut veil);
    }
    for row in long_rows(text) {
        veil.hide_all(row);
    }
    String::from_utf8(veil.bytes).expect("a sign of one byte stands for one of one byte")
}

/// Whether an offset stands outside of blocks of code.
pub(super) fn is_read(text: &str, at: usize) -> bool {
    unit::units(text).iter().any(|unit| unit.contains(&at))
}

/// Rows of `#` that are longer than any heading's.
pub(super) fn long_rows(text: &str) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('#').map(|start| at + start) {
        let length = text[start..].bytes().take_while(|byte| *byte == b'#').count();
        at = start + length;
        if length > LONGEST_ROW {
            rows.push(start..at);
        }
    }
    rows
}

/// A text of the parser's with the signs that were hidden from it.
pub(super) fn lifted(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|byte| byte < b' ' && byte != b'\n' && byte != b'\t') {
        return Cow::Borrowed(text);
    }
    let sign = |c: char| {
        if let Some(quote) = [('"', QUOTE), ('\'', APOSTROPHE), ('\'', IN_WORD)]
            .iter()
            .find(|q| char::from(q.1) == c)
        {
            return quote.0;
        }
        let at = VEILS.iter().position(|veil| char::from(*veil) == c);
        at.map_or(c, |at| char::from(SIGNS[at]))
    };
    Cow::Owned(text.chars().map(sign).collect())
}

/// A text without the backslashes of its escapes, with the signs behind them hidden.
pub(super) fn without_escapes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.next_if(|next| c == '\\' && next.is_ascii_punctuation()) {
            Some(sign) => {
                let at = SIGNS.iter().position(|known| char::from(*known) == sign);
                out.push(at.map_or(sign, |at| char::from(VEILS[at])));
            }
            None if c == '\\' => {}
            None => out.push(c),
        }
    }
    out
}

/// A text in which signs are hidden.
struct Veil {
    bytes: Vec<u8>,
}

impl Veil {
    /// Hides the sign at an offset, if it is one.
    fn hide(&mut self, at: usize) {
        if let Some(sign) = SIGNS.iter().position(|sign| *sign == self.bytes[at]) {
            self.bytes[at] = VEILS[sign];
        }
    }

    /// Hides a straight mark from being paired; it stays a mark.
    fn hide_quote(&mut self, at: usize) {
        self.bytes[at] = if self.bytes[at] == b'"' { QUOTE } else { APOSTROPHE };
    }

    /// Hides an apostrophe from being taken for the mark of a quotation.
    fn hide_apostrophe(&mut self, at: usize) {
        self.bytes[at] = IN_WORD;
    }

    /// Hides all signs in a range.
    fn hide_all(&mut self, range: Range<usize>) {
        range.for_each(|at| self.hide(at));
    }
}

/// Whether a backslash at an offset takes the meaning off the sign behind it.
fn is_escape(bytes: &[u8], at: usize) -> bool {
    bytes[at] == b'\\' && bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation)
}

#[cfg(test)]
mod tests {
    use super::{SIGNS, VEILS, lifted, veiled};

    /// The text as the parser sees it, each hidden sign as `·`.
    fn seen(text: &str) -> String {
        let veiled = veiled(text);
        assert_eq!(veiled.len(), text.len());
        assert_eq!(lifted(&veiled), text);
        veiled.chars().map(|c| if c.is_control() && c != '\n' { '·' } else { c }).collect()
    }

    #[test]
    fn each_sign_has_its_own_veil() {
        let signs: String = SIGNS.iter().map(|sign| char::from(*sign)).collect();
        let veils: String = VEILS.iter().map(|veil| char::from(*veil)).collect();
        assert_eq!(lifted(&veils), signs);
    }

    #[test]
    fn a_sign_before_a_call_is_no_picture() {
        assert_eq!(seen("Hilf![^b]"), "Hilf·[^b]");
        assert_eq!(seen("tupfe![^34][^35]"), "tupfe·[^34][^35]");
        assert_eq!(seen("Hilf![^b](vgl. S. 3)\n\n[^b]: B"), "Hilf·[^b](vgl. S. 3)\n\n[^b]: B");
        assert_eq!(seen("![^b](b.jpg)"), "![^b](b·jpg)");
        assert_eq!(seen("\\![^b] `![^b]`"), "\\![^b] `![^b]`");
    }

    #[test]
    fn a_sign_before_a_link_is_no_picture() {
        assert_eq!(seen("Oh![L](https://a.de/)"), "Oh·[L](https·//a·de/)");
        assert_eq!(seen("Oh![L](#kai)"), "Oh·[L](·kai)");
        assert_eq!(seen("Hilf![Wort]{.index}"), "Hilf·[Wort]{.index}");
        assert_eq!(seen("![Kai](kai)"), "![Kai](kai)");
        assert_eq!(seen("![Kai](https://a.de/kai.jpg)"), "![Kai](https·//a·de/kai·jpg)");
        assert_eq!(seen("Oh![Kai](https://a.de/kai.jpg)"), "Oh·[Kai](https·//a·de/kai·jpg)");
        let of_reference = "Oh![a][k] ![b][w]\n\n[k]: kai.jpg\n[w]: https://a";
        assert_eq!(seen(of_reference), "Oh![a][k] ·[b][w]\n\n[k]: kai.jpg\n[w]: https://a");
    }

    #[test]
    fn brackets_before_a_call_are_brackets() {
        assert_eq!(seen("so [sic][^1]"), "so ·sic·[^1]");
        assert_eq!(seen("[[a][^1]]{.title}"), "[·a·[^1]]{.title}");
        assert_eq!(seen("[a][b] [a]{.title}[^1]"), "[a][b] [a]{.title}[^1]");
        assert_eq!(seen("[a][b][^1] [a][][^1]"), "[a][b][^1] [a][][^1]");
    }

    #[test]
    fn letters_that_nothing_counts_on_are_no_list() {
        assert_eq!(seen("A. a. O., S. 7"), "A· a. O., S. 7");
        assert_eq!(seen("[^1]: S. 12.\n\n[^2]: T. 3."), "[^1]: S· 12.\n\n[^2]: T· 3.");
        assert_eq!(seen("> II. Teil\n\nx. y"), "> II· Teil\n\nx· y");
        assert_eq!(seen("H. Heine\n\nK. Marx\n\nH. Heine"), "H· Heine\n\nK· Marx\n\nH· Heine");
        assert_eq!(seen("- z. B. so\n- d. h. nicht"), "- z· B. so\n- d· h. nicht");
        for list in [
            "a. eins\nb. zwei",
            "I. eins\n\n   mehr\n\nII. zwei\n\nIV. vier",
            "- A. eins\n\n  B. zwei",
            "[^1]: i. eins\n    ii. zwei",
            "b. eins\n\n   a) mehr\n\nc. zwei",
            "1. eins",
            "a) eins",
            "(A) eins",
        ] {
            assert_eq!(seen(list), list);
        }
        assert_eq!(seen("a. eins\n\nText\n\nb. zwei"), "a· eins\n\nText\n\nb· zwei");
        assert_eq!(seen("```\na. eins\n```"), "```\na. eins\n```");
    }

    #[test]
    fn addresses_hold_no_marks() {
        assert_eq!(seen("Siehe https://a.de/K_M_H."), "Siehe https://a.de/K·M·H.");
        assert_eq!(seen("http://a.de/~x/ und"), "http://a.de/·x/ und");
        assert_eq!(seen("(https://a.de/x_(y))"), "(https://a.de/x··y·)");
        assert_eq!(seen("_https://a.de/x_, _b_"), "_https://a.de/x_, _b_");
        assert_eq!(seen("{_https://a.de/_x_}"), "{_https://a.de/·x_}");
        assert_eq!(seen("www.a.de/_x_/ a_b@c_d.de"), "www.a.de/·x·/ a_b@c_d.de");
        assert_eq!(seen("a_b@c.de und c_d@e.de"), "a·b@c.de und c·d@e.de");
        assert_eq!(seen("https://a.de/a--b...c/L'E"), "https://a.de/a··b···c/L·E");
        assert_eq!(seen("https://a.de/x\\_y_z"), "https://a.de/x\\_y·z");
        assert_eq!(seen("https://a.de/x_y[^1]"), "https://a.de/x·y[^1]");
        assert_eq!(seen("https://[^1] http://[::1]/x_y"), "https://[^1] http://·::1·/x·y");
        assert_eq!(
            seen("<https://a.de/x_y_> \"https://a.de/_x_\""),
            "<https://a.de/x_y_> \"https://a.de/·x·\""
        );
        assert_eq!(seen("| https://a.de/_x_|_y_ |"), "| https://a.de/·x·|_y_ |");
    }

    #[test]
    fn marks_that_nothing_closes_are_hidden_where_they_are_a_crowd() {
        for sign in ["*", "[", "![", "{_", "^", "\"", "'", "[x](( "] {
            let few = format!("{sign}a ").repeat(100);
            assert!(!seen(&few).contains('·') || sign == "![", "{sign}");
            let many = format!("{sign}a ").repeat(1000);
            assert!(seen(&many).matches('·').count() >= 1000, "{sign}");
        }
        let closed = "*a* _b_ 'c' \"d\" ".repeat(1000);
        assert_eq!(seen(&closed), closed);
        let some = format!("{}{}", "'s ".repeat(1000), "'ja' ");
        assert!(seen(&some).ends_with("'ja' "));
        let deep = format!("{}{}", "*a ".repeat(1000), "b* ".repeat(1000));
        assert_eq!(seen(&deep).matches('·').count(), 800);
    }

    #[test]
    fn destinations_hold_no_marks() {
        assert_eq!(seen("_[K](https://a.de/D_K), B_"), "_[K](https·//a·de/D·K), B_");
        assert_eq!(seen("[K](a_(M)) (c)"), "[K](a··M·) (c)");
        assert_eq!(seen("[K](a\\(M)_b_"), "[K](a··M)_b_");
        assert_eq!(seen("[K](a(b) _c_"), "[K](a·b) _c_");
        assert_eq!(seen("K](a_b_)"), "K](a_b_)");
        assert_eq!(seen("![K]((neu).jpg)"), "![K](·neu··jpg)");
    }
}
