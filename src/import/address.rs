//! Addresses of pages in running text.

/// Words at the beginning of a line that names the source.
const LABELS: &[&str] = &["quelle", "source", "url", "original", "aus", "from", "online", "link"];

/// Whether a line is nothing but an address, perhaps with `Quelle:` before it.
pub(super) fn is_address_line(line: &str) -> bool {
    let address = match line.split_once(": ") {
        Some((label, rest)) if LABELS.contains(&label.trim().to_lowercase().as_str()) => rest,
        _ => line,
    };
    let address = address.trim().trim_matches(['<', '>']);
    is_url(address) && !address.contains(char::is_whitespace)
}

/// Whether a word is an address.
pub(super) fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|r| r.contains('.') && r.len() > 3 && r.is_ascii())
}

/// The first address in a text.
pub(super) fn url_in(text: &str) -> Option<String> {
    let around = ['<', '>', '(', ')', ',', ';', '"', '.'];
    let url = text.split_whitespace().map(|w| w.trim_matches(around)).find(|w| is_url(w))?;
    Some(url.to_owned())
}
