//! The apostrophe, in every language that has one.

use super::super::Finding;
use super::line::Line;
use crate::diagnostics::Code;
use crate::language::is_cut_word;

/// Signs that stand for an apostrophe and are none.
fn is_sign(c: char) -> bool {
    matches!(c, '\'' | '´' | '`' | '\u{2018}' | '\u{201b}' | '\u{2032}' | '\u{ff07}')
}

/// Finds other signs in the place of an apostrophe, but for those at `quotation_marks`.
pub(super) fn find(line: &Line<'_>, quotation_marks: &[usize], out: &mut Vec<Finding>) {
    for (at, sign) in line.text.match_indices(is_sign) {
        if quotation_marks.binary_search(&at).is_ok() {
            continue;
        }
        let end = at + sign.len();
        let (left, right) = (line.before(at), line.after(end));
        let left_letter = left.filter(|c| c.is_alphabetic());
        let right_letter = right.is_some_and(char::is_alphabetic);
        let certain = match (left_letter, right_letter) {
            (Some(_), true) => !is_lost_accent(line, at, sign),
            (Some(_), false) if sign == "\u{2032}" => continue,
            (Some(left), false) => {
                let open = right.is_none_or(|c| !c.is_numeric());
                open && (matches!(left, 's' | 'x' | 'z' | 'ß') || sign != "´" || !is_vowel(left))
            }
            (None, true) => {
                left.is_none_or(|c| c.is_whitespace() || "([„‚»›–".contains(c))
                    && is_cut_word(&line.text[end..])
            }
            (None, false) => continue,
        };
        let word = shown(line, at, end);
        let name = match sign {
            "`" => "a grave accent".to_owned(),
            "´" => "an acute accent".to_owned(),
            _ => format!("`{sign}`"),
        };
        let message = format!("`{word}` has {name} for an apostrophe");
        if certain {
            let hint = format!("write `{}`", word.replace(sign, "’"));
            line.correct(out, (Code::Apostrophe, at..end), "’", message, hint);
        } else if left_letter.is_some() {
            let hint = "write `’`, or the letter with its accent".to_owned();
            line.tell(out, (Code::Apostrophe, at..end), message, hint);
        }
    }
}

/// Whether an accent between letters may be one that was torn off its letter: `Ide´e`, `Caf´e`,
/// not `geh´s`, `Marx´sche`, `d´État`.
fn is_lost_accent(line: &Line<'_>, start: usize, sign: &str) -> bool {
    let left = line.text[..start].chars().rev().take(2).take_while(|c| c.is_alphabetic()).count();
    let rest = line.word_after(start + sign.len());
    let ending = matches!(rest, "s" | "n" | "r" | "ne" | "nen")
        || ["sche", "schen", "scher", "sches", "schem"].contains(&rest);
    let torn = line.text[..start].ends_with('e') && rest == "s";
    matches!(sign, "´" | "`") && left > 1 && (!ending || torn)
}

fn is_vowel(c: char) -> bool {
    "aeiouAEIOU".contains(c)
}

/// The word with its apostrophe.
pub(super) fn shown<'a>(line: &Line<'a>, start: usize, end: usize) -> &'a str {
    let from = line.text[..start]
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric())
        .last()
        .map_or(start, |(at, _)| at);
    let rest = &line.text[end..];
    let to = end + rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    &line.text[from..to]
}
