//! What web pages leave in a text: navigation, markup, entities, addresses in brackets.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};

use super::super::{Finding, Passage};
use crate::diagnostics::Code;
use crate::ir::walk::LineKind;

fn compiled(pattern: &str) -> Regex {
    RegexBuilder::new(pattern).case_insensitive(true).build().expect("a pattern of this file")
}

/// `&nbsp;`, `&#228;`
static ENTITY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,8}\d{0,2});").expect("a pattern")
});
/// `<br>`, `</p>`, `<a href="…">`, `[/url]`, `[[…]]`
static MARKUP: LazyLock<Regex> = LazyLock::new(|| {
    compiled(concat!(
        r"</?(?:br|p|i|b|u|em|strong|a|div|span|t[drh]|table|font|center|hr|h[1-6]|li|[uo]l|su[bp]|img|small|big",
        r"|blockquote|pre|tt|body|html|head|script|style|nobr)(?:\s[^<>]*)?/?>",
        r"|<!--|-->|\[/?(?:b|i|u|url|quote|size|color)(?:=[^\]]*)?\]|\[\[|\]\]|\{\{|\}\}",
        r#"|javascript:|\bon(?:click|load|mouseover)\s?=|\bhref\s?=|\bmailto:"#,
    ))
});
/// `%20` between letters.
static PERCENT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\p{L}((?:%[0-9A-F]{2})+)\p{L}").expect("a pattern"));
/// `[http://…]`, but not the address of a note or a bibliography.
static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"\[\s?(?:https?://|www\.)[^\s\]]+\s?\]|[<(]file://[^\s>)]+[>)]"));
/// Buttons in square brackets.
static BUTTON: LazyLock<Regex> = LazyLock::new(|| {
    compiled(concat!(
        r"\[\s?(?:zurück|nach oben|seitenanfang|zum (?:seiten)?anfang|bearbeiten(?: ?\| ?quelltext bearbeiten)?",
        r"|quelltext bearbeiten|weiter|weiterlesen|mehr|top|back|back to top|edit|hide|show|next|previous|home",
        r"|verbergen|anzeigen|drucken|print|↑|\^)\s?\]",
    ))
});
/// Lines of navigation and of the page's own data, as far as they fill a line or begin it.
static LINE: LazyLock<Regex> = LazyLock::new(|| {
    compiled(concat!(
        r"^(?:[←↑→«»<>|•·*\s]*)(?:(?:",
        r"zum (?:seiten|text)?anfang|zum seitenanfang|nach oben|seitenanfang|zurück zu[mr]? [^.]{1,40}|zurück nach oben|zurück",
        r"|zur (?:startseite|übersicht|hauptseite)|startseite|druckversion|seite drucken|weiterlesen",
        r"|back to (?:the )?top|top of (?:the )?page|return to top|back|next page|previous page|home|skip to content",
        r"|(?:vorheriger?|nächster?) (?:beitrag|artikel|seite)[^.]{0,60}|ähnliche beiträge|related posts",
        r"|(?:einen )?kommentar (?:hinterlassen|schreiben)|leave a (?:comment|reply)|share this|gefällt mir|\d+ kommentare?",
        r"|inhalt verbergen|als pdf herunterladen|download pdf|impressum(?:\s?[|·]\s?\w+)+",
        r")[\s←↑→«»<>|•·.]*$",
        r"|(?:letzte (?:aktualisierung|änderung|bearbeitung)|zuletzt (?:aktualisiert|geändert|bearbeitet)|last (?:updated|modified|update)",
        r"|html[- ]?(?:auszeichnung|markierung|markup|version)|(?:transkription|transcription|transcribed)(?:/html| ?(?:&|und|and) ?html|\b.{0,40}internet archive)",
        r"|this entry was posted|bookmark the permalink|posted (?:on|in|by)\b|dieser (?:eintrag|beitrag) wurde (?:am|veröffentlicht|erstellt)",
        r"|veröffentlicht (?:am|unter|in) .{0,40}\bvon\b|kategorien?:|schlagwörter:|schlagworte:|tags:|permalink\b|trackback\b",
        r"|marxists['’]? internet archive|mia\s?[>:|]|home\s?[>|»]|startseite\s?[>|»]|von wikipedia\b|aus wikipedia\b",
        r"|quelle:\s?(?:https?://|www\.)\S+\s*$|source:\s?(?:https?://|www\.)\S+\s*$|stand: \d+\.",
        r"|diese (?:seite|website) (?:wurde|verwendet|nutzt)\b|(?:wir verwenden|this (?:site|website) uses) cookies|alle rechte vorbehalten\. ?(?:impressum|kontakt)))",
    ))
});
/// Words of the page's own data within a line.
static WITHIN: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"this entry was posted in|bookmark the permalink|zum seitenanfang\s*$|back to top\s*$|nach oben ↑|html-(?:auszeichnung|markierung)\b",
    )
});

pub(super) fn find(passage: &Passage, found: &mut Vec<Finding>) {
    let text = &passage.text;
    if text.contains('&') {
        entities(passage, found);
    }
    if text.contains(['<', '[', ']', '{', '}'])
        || text.contains(':')
        || text.contains('=')
        || text.contains("--")
    {
        signs(passage, &MARKUP, "is markup of a web page", found);
    }
    if text.contains('[') || text.contains("file:") {
        signs(passage, &ADDRESS, "is an address that a web page links to", found);
        signs(passage, &BUTTON, "is a button of a web page", found);
    }
    if text.contains('%') {
        percents(passage, found);
    }
    if text.contains('_') || text.contains('*') || text.contains('=') {
        stresses(passage, found);
    }
    spaced_letters(passage, found);
    line(passage, found);
}

/// `_kursiv_`, `*fett*`, `=gesperrt=`: how plain texts show stress.
static STRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[\s(„»«‚›])(_[^_\s](?:[^_]{0,80}[^_\s])?_|\*[^*\s](?:[^*]{0,80}[^*\s])?\*|=\p{L}(?:[^=]{0,80}\p{L})?=)(?:$|[\s.,;:!?)“”«»‘’–])")
        .expect("a pattern")
});
/// `K U R T`
static SPACED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[\s(„»])(\p{Lu}(?:[\s\u{a0}]\p{L}){3,})(?:$|[\s.,;:!?)“«])")
        .expect("a pattern")
});

fn stresses(passage: &Passage, found: &mut Vec<Finding>) {
    for parts in STRESS.captures_iter(&passage.text) {
        let range = parts.get(1).expect("the group is not optional").range();
        let letters = passage.text[range.clone()].chars().any(char::is_alphabetic);
        if letters && passage.is_text(&range) {
            let shown = &passage.text[range.clone()];
            let words = shown[1..shown.len() - 1].to_owned();
            found.push(Finding::new(
                Code::WebLeftover,
                range,
                format!("`{shown}` is stress as plain text shows it"),
                format!("write `_{words}_` without the backslash, or `[{words}]{{.spaced}}`"),
            ));
        }
    }
}

fn spaced_letters(passage: &Passage, found: &mut Vec<Finding>) {
    if passage.kind == LineKind::Verse {
        return;
    }
    for parts in SPACED.captures_iter(&passage.text) {
        let range = parts.get(1).expect("the group is not optional").range();
        let shown = &passage.text[range.clone()];
        let letters: Vec<char> = shown.chars().filter(|c| c.is_alphabetic()).collect();
        // Names of points and of notes: `A B C D`.
        let row = letters.windows(2).all(|two| u32::from(two[1]) == u32::from(two[0]) + 1);
        let vowels = letters.iter().any(|c| "aeiouäöüAEIOUÄÖÜ".contains(*c));
        if row || !vowels || !passage.is_text(&range) {
            continue;
        }
        let word: String = letters.into_iter().collect();
        found.push(Finding::new(
            Code::WebLeftover,
            range.clone(),
            format!("`{shown}` is letterspaced by spaces"),
            format!("write `[{word}]{{.spaced}}`"),
        ));
    }
}

fn push(passage: &Passage, range: Range<usize>, what: &str, found: &mut Vec<Finding>) -> bool {
    if !passage.is_text(&range) {
        return false;
    }
    let shown = passage.text[range.clone()].trim();
    found.push(Finding::new(
        Code::WebLeftover,
        range,
        format!("`{shown}` {what}"),
        "take it out, if the book does not need it",
    ));
    true
}

fn signs(passage: &Passage, pattern: &Regex, what: &str, found: &mut Vec<Finding>) {
    for one in pattern.find_iter(&passage.text) {
        push(passage, one.range(), what, found);
    }
}

fn entities(passage: &Passage, found: &mut Vec<Finding>) {
    for one in ENTITY.find_iter(&passage.text) {
        if !passage.is_text(&one.range()) {
            continue;
        }
        let name = &one.as_str()[1..one.as_str().len() - 1];
        let Some(meant) = decoded(name) else { continue };
        let finding = Finding::new(
            Code::WebLeftover,
            one.range(),
            format!("`{}` is a character as web pages write it", one.as_str()),
            format!("write `{meant}`"),
        );
        // What Djot could read as markup is left to the editor.
        let plain =
            meant.is_alphabetic() || "–—…„“”‚‘’«»‹›§©®°·×½¼¾\u{a0}\u{202f}&".contains(meant);
        found.push(if plain { finding.corrected(meant) } else { finding });
    }
}

/// The character that an entity stands for (HTML, named character references).
fn decoded(name: &str) -> Option<char> {
    const NAMED: &[(&str, char)] = &[
        ("nbsp", '\u{a0}'),
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("auml", 'ä'),
        ("ouml", 'ö'),
        ("uuml", 'ü'),
        ("Auml", 'Ä'),
        ("Ouml", 'Ö'),
        ("Uuml", 'Ü'),
        ("szlig", 'ß'),
        ("ndash", '–'),
        ("mdash", '—'),
        ("hellip", '…'),
        ("bdquo", '„'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("sbquo", '‚'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("laquo", '«'),
        ("raquo", '»'),
        ("lsaquo", '‹'),
        ("rsaquo", '›'),
        ("eacute", 'é'),
        ("egrave", 'è'),
        ("ecirc", 'ê'),
        ("euml", 'ë'),
        ("agrave", 'à'),
        ("aacute", 'á'),
        ("acirc", 'â'),
        ("ccedil", 'ç'),
        ("ocirc", 'ô'),
        ("oacute", 'ó'),
        ("icirc", 'î'),
        ("iuml", 'ï'),
        ("ugrave", 'ù'),
        ("ucirc", 'û'),
        ("ntilde", 'ñ'),
        ("oelig", 'œ'),
        ("aelig", 'æ'),
        ("Eacute", 'É'),
        ("sect", '§'),
        ("copy", '©'),
        ("reg", '®'),
        ("deg", '°'),
        ("middot", '·'),
        ("times", '×'),
        ("frac12", '½'),
        ("frac14", '¼'),
        ("frac34", '¾'),
        ("shy", '\u{ad}'),
        ("ensp", '\u{2002}'),
        ("emsp", '\u{2003}'),
        ("thinsp", '\u{2009}'),
        ("euro", '€'),
        ("dagger", '†'),
        ("bull", '•'),
    ];
    if let Some(number) = name.strip_prefix('#') {
        let hexadecimal = number.strip_prefix(['x', 'X']);
        let code = match hexadecimal {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| !c.is_control());
    }
    NAMED.iter().find(|(known, _)| *known == name).map(|(_, c)| *c)
}

fn percents(passage: &Passage, found: &mut Vec<Finding>) {
    // Within an address it is right.
    let (mut address, mut done) = (false, 0);
    for parts in PERCENT.captures_iter(&passage.text) {
        let sign = parts.get(1).expect("the group is not optional").range();
        for c in passage.text[done..sign.start].chars() {
            address = !c.is_whitespace() && (address || matches!(c, ':' | '/' | '@'));
        }
        done = sign.start;
        if !address {
            push(passage, sign, "is a character as addresses write it", found);
        }
    }
}

fn line(passage: &Passage, found: &mut Vec<Finding>) {
    if passage.kind == LineKind::Verse || passage.note {
        return;
    }
    let hit = LINE.find(&passage.text).or_else(|| WITHIN.find(&passage.text));
    if let Some(hit) = hit {
        let whole = hit.start()..hit.end();
        push(passage, whole, "looks like a line of a web page", found);
    }
}
