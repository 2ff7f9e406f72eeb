//! Addresses: where a reference in a file of the EPUB leads.

use super::archive::nfc;
use crate::addresses;

/// Where an address leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target<'a> {
    /// Into the EPUB: a path from its root, and the id behind `#`.
    Inside {
        /// The path, decoded.
        path: String,
        /// The fragment, decoded.
        fragment: Option<String>,
    },
    /// Out of the EPUB, through a scheme such as `https`.
    Remote(&'a str),
    /// The data themselves.
    Data,
    /// A path that leaves the EPUB, or one from its root.
    Outside,
    /// No address at all.
    Broken,
}

/// Follows the address `href` in the file at `base`.
pub(super) fn resolve<'a>(base: &str, href: &'a str) -> Target<'a> {
    let href = href.trim();
    if let Some(scheme) = scheme(href) {
        return match scheme.to_ascii_lowercase().as_str() {
            "data" => Target::Data,
            _ => Target::Remote(href),
        };
    }
    if href.starts_with("//") {
        return Target::Remote(href);
    }
    if href.starts_with('/') {
        return Target::Outside;
    }
    let (path, fragment) = match href.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (href, None),
    };
    let path = path.split('?').next().unwrap_or_default();
    let (Some(path), Some(fragment)) =
        (decoded(path), fragment.map_or(Some(None), |f| decoded(f).map(Some)))
    else {
        return Target::Broken;
    };
    if path.contains(['\\', '\0', ' ', '<', '>', '"']) && !href.contains('%') {
        return Target::Broken;
    }
    match joined(base, &path) {
        Some(path) => Target::Inside { path, fragment },
        None => Target::Outside,
    }
}

/// Why an address that leads out of the EPUB cannot be followed, and what to do.
pub(super) fn fault(address: &str) -> Option<(String, &'static str)> {
    if scheme(address).is_some_and(|scheme| scheme.eq_ignore_ascii_case("file")) {
        let message = format!("`{address}` leads to a file of one computer");
        return Some((message, "write a path within the EPUB"));
    }
    let fault = addresses::as_it_is(address).err()?;
    Some((format!("`{address}` is no address that can be followed: {fault}"), fault.hint()))
}

/// The scheme of an address: `https` of `https://…`.
fn scheme(href: &str) -> Option<&str> {
    let (scheme, _) = href.split_once(':')?;
    let mut chars = scheme.chars();
    let starts = chars.next()?.is_ascii_alphabetic();
    let goes_on = chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    (starts && goes_on).then_some(scheme)
}

/// The path from the root; an empty one is the file itself.
fn joined(base: &str, path: &str) -> Option<String> {
    if path.is_empty() {
        return Some(base.to_owned());
    }
    let mut parts: Vec<&str> = base.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(nfc(&parts.join("/")))
}

/// Without percent signs; `None` if they are broken or the bytes are no UTF-8.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first == b'%' {
            let digits = std::str::from_utf8(tail.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::{Target, resolve};

    fn inside(path: &str, fragment: Option<&str>) -> Target<'static> {
        Target::Inside { path: path.into(), fragment: fragment.map(Into::into) }
    }

    #[test]
    fn addresses_are_followed() {
        let base = "EPUB/text/a.xhtml";
        assert_eq!(resolve(base, "b.xhtml#x"), inside("EPUB/text/b.xhtml", Some("x")));
        assert_eq!(resolve(base, "../images/a%20b.png"), inside("EPUB/images/a b.png", None));
        assert_eq!(resolve(base, "#x"), inside("EPUB/text/a.xhtml", Some("x")));
        assert_eq!(resolve(base, "../../../etc/passwd"), Target::Outside);
        assert_eq!(resolve(base, "/etc/passwd"), Target::Outside);
        assert_eq!(resolve(base, "https://example.org/"), Target::Remote("https://example.org/"));
        assert_eq!(resolve(base, "data:,a"), Target::Data);
        assert_eq!(resolve(base, "a%zz"), Target::Broken);
        assert_eq!(resolve(base, "%"), Target::Broken);
        assert_eq!(resolve(base, "%ä1"), Target::Broken);
    }
}
