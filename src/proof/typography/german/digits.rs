//! Large numbers and fractions.

use super::super::super::Finding;
use super::super::line::{Line, NARROW, pattern};
use super::words::MONTHS;
use crate::diagnostics::Code;

pattern!(POINTED, "[0-9]{{1,3}}(?:\\.[0-9]{{3}})+");
pattern!(
    SPACED,
    "[0-9]{{2,3}}(?:[\\x20\\u{{2009}}][0-9]{{3}})+|[1-9](?:[\\x20\\u{{2009}}][0-9]{{3}}){{2,}}"
);
pattern!(PLAIN, "[1-9][0-9]{{4,}}");
pattern!(
    DECIMAL,
    "([0-9]+)\\.([0-9]{{1,2}})[\\x20\\u{{a0}}\\u{{202f}}]?(%|‰|°C|Prozent|Promille|Millionen|\
        Milliarden|Mio\\.|Mrd\\.|Grad|km|cm|mm|kg|Meter|Kilometer|Zentimeter|Tonnen|Liter|Hektar)"
);

/// What is counted: before such a word five digits are an amount and no postcode.
const AMOUNTS: &str = "Mark Reichsmark Goldmark Rubel Dollar Taler Thaler Franken Pfund Euro Schilling Lire Gulden \
     Kronen Menschen Mann Frauen Kinder Arbeiter Arbeiterinnen Bauern Einwohner Soldaten \
     Mitglieder Stimmen Personen Tote Gefangene Verwundete Exemplare Stück Tonnen Zentner \
     Kilogramm Kilometer Meter Hektar Morgen Jahre Jahren Wörter Seiten Bände Zeichen Familien \
     Betriebe Wähler Streikende";

/// Words before an amount.
const ROUND: &str = "rund etwa ca. zirka ungefähr fast beinahe nahezu knapp mindestens höchstens wenigstens \
     annähernd gegen über";

/// Words before a number that is a name and no amount.
const NAMED: &str = "S. Seite Seiten Nr. Nrn. No. Nummer § §§ Bl. Blatt Akte Inv. Signatur Sign. PLZ D CH A \
     Postleitzahl Kennziffer Matrikelnummer Rn. Rdnr. Fn. Bd. Sp. ID Id Zeile Vers";

/// `10.000`, `10 000` with ordinary spaces, `10000 Mark`.
pub(super) fn groups(line: &Line<'_>, out: &mut Vec<Finding>) {
    for (pattern, sure) in [(&*POINTED, true), (&*SPACED, true), (&*PLAIN, false)] {
        for found in pattern.find_iter(line.text) {
            let range = found.range();
            let digits: String = found.as_str().chars().filter(char::is_ascii_digit).collect();
            let amount = sure || is_amount(line, range.start, range.end);
            if digits.len() < 5
                || digits.starts_with('0')
                || !amount
                || !is_alone(line, range.start, range.end)
            {
                continue;
            }
            let right = grouped(&digits, NARROW);
            let message =
                format!("`{}` does not group its digits by narrow spaces", found.as_str());
            let hint = format!("put no-break spaces between: `{}`", grouped(&digits, "\\ "));
            line.correct(out, (Code::DigitGroups, range), &right, message, hint);
        }
    }
}

/// Three digits to a group, from the end.
fn grouped(digits: &str, space: &str) -> String {
    let first = (digits.len() - 1) % 3 + 1;
    let mut out = digits[..first].to_owned();
    for at in (first..digits.len()).step_by(3) {
        out.push_str(space);
        out.push_str(&digits[at..at + 3]);
    }
    out
}

/// Whether nothing around makes the digits a part of something else.
fn is_alone(line: &Line<'_>, start: usize, end: usize) -> bool {
    let digit_behind = |at: usize| line.text[at..].starts_with(|c: char| c.is_ascii_digit());
    let left = line.before(start).is_none_or(|c| !c.is_alphanumeric() && !".,-/:#_+".contains(c));
    let right = match line.after(end) {
        None => true,
        Some(c) if c.is_alphanumeric() => false,
        Some('-' | '/' | '_' | '–') => false,
        Some(c @ ('.' | ':' | ' ')) => !digit_behind(end + c.len_utf8()),
        Some(_) => true,
    };
    let word = line.word_before(start);
    let number = word.ends_with(|c: char| c.is_ascii_digit());
    let dated = MONTHS.split('|').any(|month| month == word);
    left && right && !number && !dated && !NAMED.split(' ').any(|named| named == word)
}

fn is_amount(line: &Line<'_>, start: usize, end: usize) -> bool {
    let (before, after) = (line.word_before(start), line.word_after(end));
    ROUND.split(' ').any(|word| word == before) || AMOUNTS.split(' ').any(|word| word == after)
}

/// `3.5 Prozent`
pub(super) fn decimal(line: &Line<'_>, out: &mut Vec<Finding>) {
    for found in DECIMAL.captures_iter(line.text) {
        let whole = found.get(0).expect("a match").range();
        let left = line.before(whole.start);
        let within = left.is_some_and(|c| c.is_alphanumeric() || ".,:/-".contains(c));
        if within || found[3].ends_with(char::is_alphabetic) && !line.ends(whole.end) {
            continue;
        }
        let (number, right) =
            (format!("{}.{}", &found[1], &found[2]), format!("{},{}", &found[1], &found[2]));
        let message = format!("`{}` has a point for the decimal comma", found[0].trim());
        let range = whole.start..whole.start + number.len();
        line.tell(out, (Code::DecimalPoint, range), message, format!("write `{right}`"));
    }
}
