//! Spellings of the time before 1901, made those of 1901.

/// What was written then, and what is written since.
const CHANGES: &[(&str, &str)] = &[
    ("th", "t"),
    ("ey", "ei"),
    ("aa", "a"),
    ("ieng", "ing"),
    ("giebt", "gibt"),
    ("giebst", "gibst"),
    ("gieb", "gib"),
    ("niß", "nis"),
    ("dt", "t"),
    ("y", "i"),
    ("ächt", "echt"),
    ("oo", "o"),
    ("iren", "ieren"),
    ("irt", "iert"),
    ("ck", "k"),
    ("ct", "kt"),
    ("cc", "kz"),
    ("ci", "zi"),
    ("ce", "ze"),
    ("cy", "zy"),
    ("c", "k"),
    ("ß", "s"),
    ("ies", "iß"),
    ("deßhalb", "deshalb"),
    ("eur", "ör"),
    ("hülf", "hilf"),
    ("giltig", "gültig"),
    ("sämmt", "sämt"),
    ("sammt", "samt"),
    ("nähm", "näm"),
    ("zeih", "zei"),
    ("schee", "sche"),
    ("tz", "z"),
    ("hie", "hier"),
    ("werks", "werk"),
    ("knieen", "knien"),
    ("ieen", "ien"),
    ("ss", "ß"),
    ("ß", "ss"),
    ("ieren", "iren"),
    ("aff", "af"),
    ("ü", "i"),
    ("ie", "i"),
];

/// Capitals that had no points in print: `Uebergabe`.
const CAPITALS: &[(&str, &str)] = &[("Ae", "ä"), ("Oe", "ö"), ("Ue", "ü")];

/// `z` for `tz` and `k` for `ck` behind a vowel, as printers of the time around 1820 had it:
/// `Hize`, `zurük`.
fn doubled(word: &str) -> Option<String> {
    let vowel = |c: char| "aeiouäöü".contains(c);
    let mut out = String::with_capacity(word.len() + 2);
    let mut before = ' ';
    for c in word.chars() {
        match c {
            'z' if vowel(before) => out.push('t'),
            'k' if vowel(before) => out.push('c'),
            _ => {}
        }
        out.push(c);
        before = c;
    }
    (out.len() > word.len()).then_some(out)
}

/// Most changes in one word.
const DEPTH: usize = 3;

/// The word as it may have been written later: every sequence of a few changes, each made wherever
/// it can be.
pub(super) fn foldings(word: &str) -> impl Iterator<Item = String> {
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    let mut found: Vec<String> = vec![word.to_lowercase()];
    let pointed = CAPITALS.iter().find_map(|(old, new)| Some((new, word.strip_prefix(old)?)));
    found.extend(pointed.map(|(new, rest)| format!("{new}{rest}")));
    found.extend(doubled(&found[0]));
    let mut from = 0;
    for _ in 0..DEPTH {
        let until = found.len();
        for at in from..until {
            for (old, new) in CHANGES {
                if let Some(changed) = change(&found[at], old, new)
                    && !found.contains(&changed)
                {
                    found.push(changed);
                }
            }
        }
        from = until;
    }
    found
        .into_iter()
        .skip(1)
        .map(move |word| if capital { crate::proof::spelling::forms::titled(&word) } else { word })
}

/// The word with a change made, if there is anything to change. The `c` of `ch` and `ck` stays.
fn change(word: &str, old: &str, new: &str) -> Option<String> {
    if old != "c" {
        return word.contains(old).then(|| word.replace(old, new));
    }
    let mut changed = String::with_capacity(word.len());
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let alone = letter == 'c' && !matches!(letters.peek(), Some('h' | 'k'));
        changed.push(if alone { 'k' } else { letter });
    }
    (changed != word).then_some(changed)
}

#[cfg(test)]
mod tests {
    use super::foldings;

    #[test]
    fn words_of_the_nineteenth_century() {
        for (old, new) in [
            ("Theil", "Teil"),
            ("Eigenthum", "Eigentum"),
            ("giebt", "gibt"),
            ("seyn", "sein"),
            ("Citat", "Zitat"),
            ("Production", "Produktion"),
            ("Waare", "Ware"),
            ("todt", "tot"),
            ("ächte", "echte"),
            ("Verhältniß", "Verhältnis"),
            ("Accise", "Akzise"),
            ("Styl", "Stil"),
            ("regirt", "regiert"),
        ] {
            assert!(foldings(old).any(|folded| folded == new), "{old} {new}");
        }
        assert_eq!(foldings("Hund").count(), 0);
    }
}
