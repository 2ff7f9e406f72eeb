//! Addresses outside the book.

/// Kinds of addresses that may leave a book; others (files, programs, inlined data) would break it
/// on the reader's device (EPUB 3.3, section 3.6 and 3.7).
const SCHEMES: [&str; 8] = ["http", "https", "mailto", "tel", "ftp", "urn", "geo", "sms"];

/// The address with what no address may hold percent-encoded (RFC 3986, section 2); `None` if it
/// does not lead out of the book.
pub(super) fn outside(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once(':')?;
    if rest.is_empty() || !SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()) {
        return None;
    }
    let mut encoded = String::with_capacity(url.len());
    for (i, c) in url.char_indices() {
        if is_allowed(c) && (c != '%' || is_encoded(&url[i..])) {
            encoded.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                encoded.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    Some(encoded)
}

fn is_allowed(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c)
}

fn is_encoded(text: &str) -> bool {
    text.as_bytes().get(1..3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_encoded() {
        for (url, expected) in [
            ("https://example.org/a?b=c&d#e", Some("https://example.org/a?b=c&d#e")),
            ("https://example.org/a b|c", Some("https://example.org/a%20b%7Cc")),
            ("https://example.org/ä%C3%A4%zz", Some("https://example.org/%C3%A4%C3%A4%25zz")),
            ("mailto:a@example.org", Some("mailto:a@example.org")),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
            ("text/other.dj", None),
            ("https:", None),
        ] {
            assert_eq!(outside(url).as_deref(), expected, "{url}");
        }
    }
}
