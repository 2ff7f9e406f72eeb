//! From … to: the dash between two numbers, two months, two places.

use super::super::super::Finding;
use super::super::line::{Line, is_blank, pattern};
use super::words::{MONTHS, is_roman, starts_sentence};
use crate::diagnostics::Code;

pattern!(
    NUMBERS,
    "([0-9]+)(\\.?)([\\x20\\u{{a0}}\\u{{202f}}]?-[\\x20]?|\
        [\\x20\\u{{a0}}\\u{{202f}}]–\\x20)([0-9]+)(\\.?)"
);
pattern!(ROMAN, "([IVX]+)(-)([IVX]+)");
pattern!(NAMED_MONTHS, "({MONTHS})(-)({MONTHS})");
pattern!(
    TWO_WORDS,
    "(\\p{{Lu}}\\p{{Ll}}+)-(New|Los|San|Rio|Tel|Hong|Buenos|Den|Bad|Sankt|St\\.|Le|\
        La)\\x20\\p{{Lu}}\\p{{Ll}}+"
);
pattern!(TWO_PLACES, "(\\p{{Lu}}\\p{{Ll}}+)-(\\p{{Lu}}\\p{{Ll}}+)");

/// Places of publishing and of politics.
const PLACES: &str = "Amsterdam Athen Barcelona Basel Belgrad Berlin Bern Bonn Boston Bremen Breslau Brüssel \
     Budapest Bukarest Chicago Danzig Dresden Düsseldorf Frankfurt Genf Göttingen Graz Hamburg \
     Hannover Heidelberg Helsinki Istanbul Jena Jerusalem Kairo Kiel Kiew Konstantinopel \
     Kopenhagen Köln Königsberg Leipzig Leningrad Lissabon London Lyon Madrid Mailand Mannheim \
     Marseille Moskau München Neapel Oslo Oxford Paris Peking Petersburg Petrograd Potsdam Prag \
     Riga Rom Rotterdam Salzburg Sofia Stockholm Straßburg Stuttgart Tokio Tübingen Turin \
     Venedig Versailles Warschau Washington Weimar Wien Zürich";

/// Words before two numbers that are pages, volumes and the like.
const REFERENCES: &str = "S. Sp. Bd. Bde. Nr. Nrn. Kap. Art. § §§ Seite Seiten V. Z. Anm. Jg. H. Abs. p. pp. fol. Bl. \
     Tab. Abb. Abschn. Kapitel Artikel Paragraphen Verse Zeile Zeilen Hefte Bände Spalten \
     Nummern Rn. Fn. Ziff.";

/// Words before two numbers that are as likely one number: the second figure of the third chapter.
const NUMBERED: &str = "Kap. Kapitel Abb. Abschn. Abschnitt Tab. Fig.";

/// Words before numbers that are names.
const NAMES: &str = "DIN ISO IEC EN RFC ISBN ISSN Tel. Telefon Fax Typ Version Nummer Postfach Konto PLZ Az. \
     Aktenzeichen Windows Boeing Airbus Modell";

/// `1640-1660`, `S. 126-146`, `3.-5. Mai`
pub(in super::super) fn numbers(line: &Line<'_>, out: &mut Vec<Finding>) {
    if !line.text.contains('-') && !line.text.contains("– ") {
        return;
    }
    for found in NUMBERS.captures_iter(line.text) {
        let whole = found.get(0).expect("a match").range();
        let dash = found.get(3).expect("a dash").range();
        let days = !found[2].is_empty();
        let end = if days { whole.end } else { found.get(4).expect("a number").end() };
        if !stands_alone(line, whole.start, end) || days && found[5].is_empty() {
            continue;
        }
        let range = if days {
            is_days(line, whole.end, &found[1], &found[4])
        } else {
            is_range(line, whole.start, end, &found[1], &found[4], dash.len() > 1)
        };
        if range {
            tell(line, whole.start..end, dash, out);
        }
    }
    // These carry German words.
    letters(line, out);
}

fn letters(line: &Line<'_>, out: &mut Vec<Finding>) {
    for found in NAMED_MONTHS.captures_iter(line.text) {
        let whole = found.get(0).expect("a match").range();
        if line.begins(whole.start)
            && line.ends(whole.end)
            && line.after(whole.end) != Some('-')
            && line.before(whole.start) != Some('-')
        {
            tell(line, whole, found.get(2).expect("a hyphen").range(), out);
        }
    }
    for found in ROMAN.captures_iter(line.text) {
        let whole = found.get(0).expect("a match").range();
        let word = line.word_before(whole.start);
        let known = REFERENCES.split(' ').any(|reference| reference == word);
        if known
            && stands_alone(line, whole.start, whole.end)
            && is_roman(&found[1])
            && is_roman(&found[3])
        {
            tell(line, whole, found.get(2).expect("a hyphen").range(), out);
        }
    }
}

fn tell(
    line: &Line<'_>,
    whole: std::ops::Range<usize>,
    dash: std::ops::Range<usize>,
    out: &mut Vec<Finding>,
) {
    let (left, right) = (&line.text[whole.start..dash.start], &line.text[dash.end..whole.end]);
    let message = if dash.len() == 1 {
        format!("`{left}-{right}` has a hyphen in a range")
    } else {
        format!("`{}` has spaces in a range", &line.text[whole])
    };
    line.correct(out, (Code::RangeDash, dash), "–", message, format!("write `{left}–{right}`"));
}

/// Whether neither digits nor letters go on: no date, no telephone number, no compound.
fn stands_alone(line: &Line<'_>, start: usize, end: usize) -> bool {
    let left = match line.before(start) {
        // `S.12-14`
        Some('.') => line.text[..start - 1].ends_with(char::is_alphabetic),
        c => c.is_none_or(|c| !c.is_alphanumeric() && !"-–/,:#+_*=".contains(c)),
    };
    let digit = |at: usize| line.text[at..].starts_with(|c: char| c.is_ascii_digit());
    let right = match line.after(end) {
        None => true,
        Some(c) if c.is_alphabetic() => {
            c == 'f' && line.text[end..].trim_start_matches('f').starts_with('.')
        }
        Some(c) if c.is_alphanumeric() => false,
        Some('-' | '–' | '/' | '_' | '=' | '*') => false,
        Some(c @ ('.' | ',' | ':')) => !digit(end + c.len_utf8()),
        Some(_) => true,
    };
    left && right
}

fn is_range(line: &Line<'_>, start: usize, end: usize, from: &str, to: &str, spaced: bool) -> bool {
    let word = line.word_before(start);
    let behind_bracket = line.before(start) == Some('(');
    if NAMES.split(' ').any(|name| name == word) && !behind_bracket
        || from.starts_with('0')
        || to.starts_with('0')
    {
        return false;
    }
    let (Ok(first), Ok(last)) = (from.parse::<u32>(), to.parse::<u32>()) else { return false };
    if NUMBERED.split(' ').any(|numbered| numbered == word) {
        return false;
    }
    let reference = REFERENCES.split(' ').any(|reference| reference == word);
    if reference && from.len() <= 4 && to.len() <= 4 {
        return first < last || to.len() < from.len();
    }
    let year = |n: u32| (1000..2200).contains(&n);
    let years = from.len() == 4
        && year(first)
        && (to.len() == 4 && year(last) && first < last || to.len() == 2 && first % 100 < last);
    if years || spaced {
        return years && to.len() + usize::from(!spaced) * 2 >= 4;
    }
    // Other numbers: neither a score nor a telephone number.
    let sum = line.text[end..].trim_start().starts_with(['=', '+']);
    // `Listing 8-23`: a noun before them names one thing by both.
    let label = word.starts_with(char::is_uppercase)
        && !starts_sentence(word)
        && line.before(start).is_some_and(is_blank);
    !label && first < last && to.len() <= 3 && to.len() <= from.len() + 1 && !sum
}

/// `3.-5. Mai`
fn is_days(line: &Line<'_>, end: usize, from: &str, to: &str) -> bool {
    let (Ok(first), Ok(last)) = (from.parse::<u32>(), to.parse::<u32>()) else { return false };
    let next = line.word_after(end);
    let month = MONTHS.split('|').any(|month| month == next);
    last <= 31
        && (month || first < last && next.chars().next().is_some_and(char::is_uppercase))
        && first <= 31
}

/// `London-New York`
pub(super) fn names(line: &Line<'_>, out: &mut Vec<Finding>) {
    if !line.text.contains('-') {
        return;
    }
    for found in TWO_WORDS.captures_iter(line.text) {
        let whole = found.get(0).expect("a match").range();
        place(line, whole, found[1].len(), out);
    }
    let known = |word: &str| PLACES.split(' ').any(|place| place == word);
    for found in TWO_PLACES.captures_iter(line.text) {
        if known(&found[1]) && known(&found[2]) {
            place(line, found.get(0).expect("a match").range(), found[1].len(), out);
        }
    }
}

/// Two places with a hyphen between, unless they are a part of a longer compound.
fn place(line: &Line<'_>, whole: std::ops::Range<usize>, left: usize, out: &mut Vec<Finding>) {
    let apart = line.begins(whole.start) && line.ends(whole.end);
    let compound = line.after(whole.end) == Some('-') || line.before(whole.start) == Some('-');
    if apart && !compound {
        let (one, other) = (
            &line.text[whole.start..whole.start + left],
            &line.text[whole.start + left + 1..whole.end],
        );
        let message = format!("`{one}-{other}` has a hyphen between two places");
        let hint = format!("write `{one}–{other}` or `{one}/{other}`");
        line.tell(out, (Code::PlaceDash, whole), message, hint);
    }
}
