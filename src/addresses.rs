//! Addresses outside the book: which can be followed, and how a file may hold them.
//!
//! One test for all: what the manifest, the text and the bibliography name, and what a finished
//! EPUB holds. It is that of the WHATWG's URL Standard without the mending that browsers do, for that
//! is what EPUB asks for (EPUB 3.3, section 3.6) and epubcheck looks for.

use std::cell::Cell;
use std::fmt;

use url::{Host, SyntaxViolation, Url};

/// The longest address, in bytes; browsers and servers bear little more.
pub const LONGEST: usize = 2048;

/// Kinds of addresses that may leave a book; others (files, programs, inlined data) would break it
/// on the reader's device (EPUB 3.3, sections 3.6 and 3.7).
const SCHEMES: [&str; 8] = ["http", "https", "mailto", "tel", "ftp", "urn", "geo", "sms"];
/// Those behind which a host stands.
const WEB: [&str; 3] = ["http", "https", "ftp"];

/// What is wrong with an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It has no scheme, or one that does not lead out of a book.
    Scheme,
    /// Two slashes do not stand behind the scheme.
    Slashes,
    /// Nothing stands behind the scheme.
    Empty,
    /// No host stands behind the slashes.
    NoHost,
    /// The host is none that there can be.
    Host(String),
    /// The port is no number up to 65535.
    Port(String),
    /// A name and a password stand before the host, and an `@` in them.
    Credentials,
    /// Something that is no address of mail stands behind `mailto:`.
    Mail(String),
    /// It holds this character, which it must not.
    Character(char),
    /// It is longer than [`LONGEST`].
    Long,
}

impl Fault {
    /// What to do.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Scheme | Self::Slashes => "write it in full: `https://www.example.org/…`",
            Self::Empty | Self::NoHost => "write the whole address, or take the link out",
            Self::Host(_) => {
                "look how the name of the site is written: `https://www.example.org/…`"
            }
            Self::Port(_) => "take the colon and what follows out, or give the number of the port",
            Self::Credentials => "take the name and the password out of the address",
            Self::Mail(_) => "write `mailto:` and the address: `mailto:redaktion@example.org`",
            Self::Character(_) => "write the character with a percent sign: `%20` for a space",
            Self::Long => "name a shorter address; mostly what follows the `?` can go",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scheme => f.write_str("it does not begin with `https://`"),
            Self::Slashes => f.write_str("two slashes have to stand behind its first colon"),
            Self::Empty => f.write_str("nothing stands behind its colon"),
            Self::NoHost => f.write_str("it names no site"),
            Self::Host(host) => write!(f, "`{host}` cannot be the name of a site"),
            Self::Port(port) => write!(f, "`{port}` is no number of a port"),
            Self::Credentials => f.write_str("two `@` stand before its first slash"),
            Self::Mail(mail) => write!(f, "`{mail}` is no address of mail"),
            Self::Character(c) => write!(f, "it holds `{c}`"),
            Self::Long => write!(f, "it has more than {LONGEST} letters"),
        }
    }
}

/// The address as a file may hold it, with what no address may hold percent-encoded (RFC 3986,
/// section 2).
///
/// # Errors
/// Why it cannot be followed.
pub fn written(address: &str) -> Result<String, Fault> {
    let address = address.trim();
    if address.len() > LONGEST {
        return Err(Fault::Long);
    }
    let (scheme, rest) = scheme(address).ok_or(Fault::Scheme)?;
    if !SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()) {
        return Err(Fault::Scheme);
    }
    let encoded = encoded(address, scheme.len() + 1);
    if is_web(scheme) {
        web(&encoded, rest)?;
    } else if scheme.eq_ignore_ascii_case("mailto") {
        mail_to(rest)?;
    } else if rest.is_empty() {
        return Err(Fault::Empty);
    }
    Ok(encoded)
}

/// Whether an address can be followed on the web: `http` or `https`.
///
/// # Errors
/// Why it cannot.
pub fn on_the_web(address: &str) -> Result<(), Fault> {
    match scheme(address) {
        Some((scheme, _)) if ["http", "https"].iter().any(|s| scheme.eq_ignore_ascii_case(s)) => {
            plain(address)
        }
        _ => Err(Fault::Scheme),
    }
}

/// Whether an address of a text or a manifest can be followed: one with white space is none.
///
/// # Errors
/// Why it cannot.
pub fn plain(address: &str) -> Result<(), Fault> {
    let blank = |c: &char| c.is_whitespace() || c.is_control();
    match address.chars().find(blank) {
        Some(c) => Err(Fault::Character(c)),
        None => written(address).map(drop),
    }
}

/// Whether an address in a finished file can be followed as it is.
///
/// # Errors
/// Why it cannot.
pub fn as_it_is(address: &str) -> Result<(), Fault> {
    let Some((scheme, rest)) = scheme(address) else { return Ok(()) };
    let start = scheme.len() + 1;
    // Within the host it is the host that is wrong.
    let from = if is_web(scheme) { start + 2 + authority(rest).len() } else { start };
    if is_web(scheme) || scheme.eq_ignore_ascii_case("mailto") {
        let fits = |at: usize, c: char| !c.is_ascii() || is_allowed(address, start, at, c);
        if let Some((_, c)) = address.char_indices().find(|(at, c)| *at >= from && !fits(*at, *c)) {
            return Err(Fault::Character(c));
        }
    }
    match written(address) {
        Err(fault) if !matches!(fault, Fault::Scheme | Fault::Long) => Err(fault),
        _ => Ok(()),
    }
}

/// The scheme of an address, and what stands behind its colon.
fn scheme(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let mut letters = scheme.bytes();
    let known = letters.next()?.is_ascii_alphabetic()
        && letters.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    known.then_some((scheme, rest))
}

fn is_web(scheme: &str) -> bool {
    WEB.iter().any(|known| scheme.eq_ignore_ascii_case(known))
}

/// What stands between the two slashes and the next one: the host and what belongs to it.
fn authority(rest: &str) -> &str {
    let rest = rest.strip_prefix("//").unwrap_or_default();
    &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())]
}

/// Tests an address of the web.
fn web(encoded: &str, rest: &str) -> Result<(), Fault> {
    if !rest.starts_with("//") || rest.starts_with("///") || rest.starts_with("//\\") {
        return Err(Fault::Slashes);
    }
    let authority = authority(rest);
    let (user, site) = authority.rsplit_once('@').unwrap_or(("", authority));
    if user.contains('@') {
        return Err(Fault::Credentials);
    }
    let colon = site.rfind(':').filter(|colon| !site[*colon..].contains(']'));
    let (host, port) = colon.map_or((site, ""), |colon| (&site[..colon], &site[colon + 1..]));
    if host.is_empty() {
        return Err(Fault::NoHost);
    }
    if !port.is_empty() && port.parse::<u16>().is_err() {
        return Err(Fault::Port(port.to_owned()));
    }
    let wrong = || Fault::Host(host.to_owned());
    let mended = Cell::new(false);
    let note = |violation: SyntaxViolation| {
        mended.set(mended.get() || violation == SyntaxViolation::Backslash);
    };
    let url = Url::options().syntax_violation_callback(Some(&note)).parse(encoded);
    let url = url.map_err(|_| wrong())?;
    match url.host() {
        Some(Host::Domain(name)) if !is_domain(name) => Err(wrong()),
        None => Err(wrong()),
        _ if mended.get() => Err(Fault::Character('\\')),
        _ => Ok(()),
    }
}

/// Whether a name has no empty part but the last, and none longer than the net's names can be
/// (RFC 1035, section 2.3.4).
fn is_domain(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    name.len() <= LONGEST_HOST && name.split('.').all(|part| (1..=63).contains(&part.len()))
}

/// Tests what stands behind `mailto:` (RFC 6068): addresses, or a letter without any.
fn mail_to(rest: &str) -> Result<(), Fault> {
    let (to, letter) = rest.split_once('?').unwrap_or((rest, ""));
    if to.is_empty() {
        return if letter.is_empty() { Err(Fault::Empty) } else { Ok(()) };
    }
    let is_mail = |one: &str| {
        let parts = one.rsplit_once('@');
        parts.is_some_and(|(name, host)| !name.is_empty() && !host.is_empty())
    };
    match to.split(',').find(|one| !is_mail(one)) {
        Some(one) => Err(Fault::Mail(one.to_owned())),
        None => Ok(()),
    }
}

fn encoded(address: &str, start: usize) -> String {
    let mut encoded = String::with_capacity(address.len());
    for (at, c) in address.char_indices() {
        if is_allowed(address, start, at, c) {
            encoded.push(c);
            continue;
        }
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// Whether the character at an offset may stand there: the marks of the host not behind it, one `#`,
/// a percent sign only before two digits.
fn is_allowed(address: &str, start: usize, at: usize, c: char) -> bool {
    match c {
        '%' => {
            let digits = address.as_bytes().get(at + 1..at + 3);
            digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
        }
        '#' => !address[..at].contains('#'),
        '[' | ']' => at < start + 2 + authority(&address[start..]).len(),
        c => c.is_ascii_alphanumeric() || "-._~:/?@!$&'()*+,;=".contains(c),
    }
}

/// Longer than the names of schemes are.
const LONGEST_SCHEME: usize = 20;
/// What stands before the `@` has at most so many letters (RFC 5321, section 4.5.3.1.1).
const LONGEST_NAME: usize = 64;
/// The name of a site has at most so many letters (RFC 1035, section 2.3.4).
const LONGEST_HOST: usize = 253;

/// How many letters, figures and signs out of `more` a text begins with; none if they are more than `most`.
fn run(text: &str, more: &str, most: usize) -> Option<usize> {
    let is_other = |byte: u8| !byte.is_ascii_alphanumeric() && !more.as_bytes().contains(&byte);
    let end = text.bytes().take(most + 1).position(is_other);
    end.or_else(|| (text.len() <= most).then_some(text.len()))
}

/// How many letters at the beginning of a text begin a bare address: `https://`, `www.`, `mailto:`,
/// `doi:`, `urn:`.
#[must_use]
pub fn begin(text: &str) -> Option<usize> {
    let starts = |with: &str| {
        let head = text.get(..with.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(with)).then_some(with.len())
    };
    let named = || ["www.", "mailto:", "doi:", "urn:"].into_iter().find_map(starts);
    let scheme = || {
        let end = run(text, "+-.", LONGEST_SCHEME)?;
        let letter = text.starts_with(|c: char| c.is_ascii_alphabetic());
        (letter && text[end..].starts_with("://")).then_some(end + 3)
    };
    let begin = scheme().or_else(named)?;
    text[begin..].starts_with(|c: char| c.is_alphanumeric() || "[/_~%".contains(c)).then_some(begin)
}

/// How many letters at the beginning of a text are an address of mail: `redaktion@example.org`.
#[must_use]
pub fn mail(text: &str) -> Option<usize> {
    let name = run(text, "._%+-'", LONGEST_NAME)?;
    let host = text[name..].strip_prefix('@')?;
    let host = host[..run(host, ".-", LONGEST_HOST)?].trim_end_matches(['.', '-']);
    let (_, ending) = host.rsplit_once('.')?;
    let known = ending.len() >= 2 && ending.bytes().all(|b| b.is_ascii_alphabetic());
    (name > 0 && known).then_some(name + 1 + host.len())
}

#[cfg(test)]
mod tests {
    use super::{as_it_is, begin, mail, on_the_web, plain, written};

    #[test]
    fn addresses_are_encoded() {
        for (address, expected) in [
            ("https://example.org/a?b=c&d#e", Some("https://example.org/a?b=c&d#e")),
            ("https://example.org/a b|c", Some("https://example.org/a%20b%7Cc")),
            ("https://example.org/ä%C3%A4%zz", Some("https://example.org/%C3%A4%C3%A4%25zz")),
            (
                "https://example.org/[x]?a=[1]#b#c",
                Some("https://example.org/%5Bx%5D?a=%5B1%5D#b%23c"),
            ),
            ("http://[::1]/[a]", Some("http://[::1]/%5Ba%5D")),
            ("mailto:a@example.org", Some("mailto:a@example.org")),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
            ("text/other.dj", None),
            ("https:", None),
        ] {
            assert_eq!(written(address).ok().as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn what_cannot_be_followed_is_refused() {
        for (address, said) in [
            ("https://", "it names no site"),
            ("https://?a", "it names no site"),
            ("https://:80/", "it names no site"),
            ("http://[x", "`[x` cannot be the name of a site"),
            ("https://www.example.de:port/", "`port` is no number of a port"),
            ("https://www.example.de:65536/", "`65536` is no number of a port"),
            ("http:/www.x.de", "two slashes have to stand behind its first colon"),
            ("https:www.x.de", "two slashes have to stand behind its first colon"),
            ("http:///www.x.de", "two slashes have to stand behind its first colon"),
            ("https:\\\\a.de", "two slashes have to stand behind its first colon"),
            ("https://example..org/", "`example..org` cannot be the name of a site"),
            ("https://.example/", "`.example` cannot be the name of a site"),
            ("https://exa%mple.org/", "`exa%mple.org` cannot be the name of a site"),
            ("https://a@b@c.de/", "two `@` stand before its first slash"),
            ("mailto:", "nothing stands behind its colon"),
            ("mailto:a", "`a` is no address of mail"),
            ("mailto:a@", "`a@` is no address of mail"),
            ("https//example.org", "it does not begin with `https://`"),
        ] {
            assert_eq!(plain(address).unwrap_err().to_string(), said, "{address}");
        }
        assert!(on_the_web("mailto:a@b.de").is_err());
        assert!(plain(&format!("https://a.de/{}", "a".repeat(2048))).is_err());
        for sound in [
            "https://localhost",
            "HTTPS://EXAMPLE.ORG/",
            "https://www.example.de:/",
            "https://user:pw@example.org/",
            "https://exam_ple.org/",
            "https://ä.example/",
            "https://example.org./",
            "http://[::ffff:1.2.3.4]:80/",
            "mailto:?subject=x",
            "mailto:a@b.de,c@d.de?subject=x",
        ] {
            assert_eq!(plain(sound), Ok(()), "{sound}");
        }
    }

    #[test]
    fn a_finished_file_holds_them_encoded() {
        for bad in ["https://a.de/b|c", "https://a.de/[x]", "https://a.de/%zz", "mailto:a b@c.de"] {
            assert!(as_it_is(bad).is_err(), "{bad}");
        }
        for sound in ["https://a.de/ä?b=c#d", "mailto:a%20b@c.de", "javascript:a", "urn:x", "tel:1"]
        {
            assert_eq!(as_it_is(sound), Ok(()), "{sound}");
        }
    }

    #[test]
    fn bare_addresses_are_told_by_their_beginning() {
        assert_eq!(begin("https://a.de"), Some(8));
        assert_eq!(begin("www.a.de"), Some(4));
        assert_eq!(begin("doi:10.1"), Some(4));
        assert_eq!(begin("https:// …"), None);
        assert_eq!(begin("Haus: https://"), None);
        assert_eq!(mail("a_b@c.de."), Some(8));
        assert_eq!(mail("a@b"), None);
        assert_eq!(mail("@b.de"), None);
    }
}
