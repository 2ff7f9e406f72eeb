//! Names for files and addresses, made from titles.

use unicode_normalization::UnicodeNormalization as _;

/// Longest slug, in characters: file names stay readable and portable.
const LONGEST: usize = 48;

/// Small letters a–z, digits and hyphens; `None` if nothing of the text can be kept.
pub(in crate::import) fn slug(text: &str) -> Option<String> {
    let mut out = String::new();
    for c in text.nfc().take(400).flat_map(char::to_lowercase) {
        match c {
            'ä' | 'æ' => out.push_str("ae"),
            'ö' | 'ø' | 'œ' => out.push_str("oe"),
            'ü' => out.push_str("ue"),
            'ß' => out.push_str("ss"),
            'ł' => out.push('l'),
            '\'' | '’' => {}
            _ => fold(c, &mut out),
        }
    }
    let slug = shorten(out.trim_matches('-'));
    (!slug.is_empty()).then_some(slug)
}

fn fold(c: char, out: &mut String) {
    for base in std::iter::once(c).nfkd() {
        if base.is_ascii_alphanumeric() {
            out.push(base.to_ascii_lowercase());
        } else if !is_mark(base) && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Cuts at a word's end.
fn shorten(slug: &str) -> String {
    if slug.len() <= LONGEST {
        return slug.to_owned();
    }
    let head = &slug[..LONGEST];
    let cut = match slug.as_bytes()[LONGEST] {
        b'-' => LONGEST,
        _ => head.rfind('-').filter(|at| *at > 0).unwrap_or(LONGEST),
    };
    head[..cut].trim_end_matches('-').to_owned()
}
