//! What is wrong with the form of the manifest, in the words of its editor.

use std::ops::Range;

use toml::de::Error;

use crate::diagnostics::{Code, Diagnostic};

/// What of the manifest the faults of its form touch.
pub(in crate::edition) struct Damage {
    /// The lines with a fault, in bytes.
    lines: Vec<Range<usize>>,
    /// Whether what stands behind a fault is read as something else than it is.
    spreads: bool,
}

impl Damage {
    /// Whether something that seems wrong with the content follows from the form, or may.
    pub(in crate::edition) fn explains(&self, told: &Diagnostic) -> bool {
        let missing = matches!(told.code, Code::MissingKey | Code::NoSections);
        let within = |line: &Range<usize>| line.contains(&told.span.range().start);
        told.code != Code::TomlSyntax
            && (self.spreads || !self.lines.is_empty() && missing || self.lines.iter().any(within))
    }
}

/// A fault of the form.
pub(super) struct Fault {
    /// Where, in bytes.
    pub place: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// Whether what stands behind it is read as something else than it is.
    spreads: bool,
}

impl Fault {
    fn spreading(self) -> Self {
        Self { spreads: true, ..self }
    }

    fn new(place: Range<usize>, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { place, message: message.into(), hint: hint.into(), spreads: false }
    }
}

/// What is wrong with a text that is not closed.
const NO_END: &str = "a text has no end";

/// Marks of quotation that are none in TOML.
const TYPOGRAPHIC: [char; 11] = ['„', '“', '”', '‟', '«', '»', '‚', '‘', '’', '‹', '›'];

/// What the faults touch.
pub(super) fn damage(text: &str, faults: &[Fault]) -> Damage {
    let line = |fault: &Fault| {
        let line = Line::at(text, fault.place.start);
        line.start..line.end + 1
    };
    Damage {
        lines: faults.iter().map(line).collect(),
        spreads: faults.iter().any(|fault| fault.spreads),
    }
}

/// The faults that the parser found, one a line; what follows from another is left out.
pub(super) fn faults(text: &str, errors: &[Error]) -> Vec<Fault> {
    let mut faults: Vec<(usize, Fault)> = Vec::new();
    let place = |error: &Error| error.span().unwrap_or(0..0);
    let mut errors: Vec<&Error> = errors.iter().collect();
    errors.sort_by_key(|error| place(error).start);
    let header = errors
        .first()
        .and_then(|error| open_header(&Line::at(text, place(error).start), place(error)));
    if let Some(header) = header {
        return vec![header.spreading()];
    }
    if let Some(unclosed) = errors.iter().find_map(|error| Unclosed::from_message(error.message()))
    {
        // All that stands behind the bracket is read as if it stood within.
        return vec![unclosed.fault(text, place(errors[0]).start).spreading()];
    }
    let mut twice: Option<Range<usize>> = None;
    // Where a text without its end breaks off.
    let mut open = None;
    for error in errors {
        let place = place(error);
        let line = Line::at(text, place.start);
        if faults.last().is_some_and(|(start, _)| *start == line.start) {
            continue;
        }
        // Below a header that is given twice, every key is.
        if twice.as_ref().is_some_and(|range| range.contains(&place.start)) {
            continue;
        }
        // The lines that were meant to be a part of it.
        if open == Some(line.start) && !line.text.contains('=') {
            open = Some(line.end + 1);
            continue;
        }
        let is_twice = error.message().starts_with("duplicate key");
        if is_twice && line.is_header() {
            let next = text[line.end..].find("\n[").map_or(text.len(), |at| line.end + at + 1);
            twice = Some(line.start..next);
        }
        let fault = told(&line, place, error.message());
        open = (fault.message == NO_END).then_some(line.end + 1);
        let spreads =
            open.is_some() || twice.as_ref().is_some_and(|range| range.start == line.start);
        faults.push((line.start, if spreads { fault.spreading() } else { fault }));
    }
    faults.into_iter().map(|(_, fault)| fault).collect()
}

/// A bracket that is not closed.
enum Unclosed {
    List,
    Table,
}

impl Unclosed {
    fn from_message(message: &str) -> Option<Self> {
        match message {
            _ if message.starts_with("unclosed array") => Some(Self::List),
            _ if message.starts_with("unclosed inline table") => Some(Self::Table),
            _ => None,
        }
    }

    /// The bracket is the last one before the first error, behind the sign `=`.
    fn fault(&self, text: &str, first: usize) -> Fault {
        let (open, close, what) = match self {
            Self::List => ('[', ']', "list"),
            Self::Table => ('{', '}', "table in braces"),
        };
        let mut before = text[..first].rmatch_indices(open);
        let at = before
            .find(|(at, _)| text[..*at].trim_end().ends_with('='))
            .map_or(first, |found| found.0);
        let place = at..text.len().min(at + 1);
        let message = format!("the {what} that begins with `{open}` has no end");
        Fault::new(place, message, format!("write `{close}` behind its last element"))
    }
}

/// A line of the manifest.
struct Line<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

impl<'t> Line<'t> {
    fn at(text: &'t str, at: usize) -> Self {
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
        Self { text: &text[start..end], start, end }
    }

    fn is_header(&self) -> bool {
        self.text.trim_start().starts_with('[')
    }

    /// The key and the value around an offset, without a comma or brace behind it.
    fn pair(&self, at: usize) -> Option<(&'t str, &'t str)> {
        let within = at.clamp(self.start, self.end) - self.start;
        let mut signs = self.text.match_indices('=').map(|found| found.0);
        let sign =
            signs.clone().take_while(|sign| *sign < within).last().or_else(|| signs.next())?;
        let key = self.text[..sign].rsplit(['{', ',']).next().unwrap_or_default().trim();
        let value = self.text[sign + 1..].trim();
        Some((key, value))
    }
}

/// The fault that an error of the parser stands for.
fn told(line: &Line<'_>, place: Range<usize>, message: &str) -> Fault {
    let message = message.replace('\n', ", ");
    let (key, value) = line.pair(place.start).unwrap_or_default();
    if message.starts_with("duplicate key") {
        return twice(line, place);
    }
    if let Some(hint) = of_key(line, &place, &message) {
        return hint;
    }
    if message.contains("escape") || message.contains("unicode") {
        return Fault::new(
            place,
            "a backslash within double quotes begins a sign such as `\\n`",
            "write `/` between folders, `\\\\` for a backslash, or the text in single quotes: `'…'`",
        );
    }
    if message.starts_with("invalid basic string")
        || message.starts_with("invalid literal string") && value.starts_with('\'')
    {
        return Fault::new(
            place,
            NO_END,
            "close it with the mark that opens it, on the same line; one of several lines stands in `\"\"\"`",
        );
    }
    of_value(line, place.clone(), key, value).unwrap_or_else(|| match () {
        () if message.starts_with("missing comma") => {
            Fault::new(place, "two elements stand side by side", "write a comma between them")
        }
        () if message.starts_with("unexpected key or value") => Fault::new(
            place,
            "the line goes on behind its value",
            "within a text write `„…“`, or `\\\"` for a double quote; a comment begins with `#`",
        ),
        () => {
            let hint =
                "texts stand in double quotes, every key on a line of its own: `title = \"…\"`";
            Fault::new(place, message, hint)
        }
    })
}

/// A key or a table that is given twice.
fn twice(line: &Line<'_>, place: Range<usize>) -> Fault {
    let name = &line.text[place.start - line.start..(place.end - line.start).min(line.text.len())];
    let hint = if !line.is_header() {
        "take one of the two lines out".to_owned()
    } else {
        format!(
            "put the keys of both below one `[{name}]`; what a book has several of stands in double brackets, like `[[section]]`"
        )
    };
    Fault::new(place, format!("`{name}` is given twice"), hint)
}

/// A header whose brackets are not closed: `[epub`, `[[section]`.
fn open_header(line: &Line<'_>, place: Range<usize>) -> Option<Fault> {
    let header = line.text.split('#').next().unwrap_or_default().trim();
    let close = if header.starts_with("[[") { "]]" } else { "]" };
    let is_open =
        header.starts_with('[') && !header.ends_with(close) && !header.contains(['=', ',', '"']);
    is_open.then(|| {
        let hint = format!("write `{}{close}`", header.trim_end_matches(']'));
        Fault::new(place, format!("`{header}` lacks a closing bracket"), hint)
    })
}

/// What is wrong with a key.
fn of_key(line: &Line<'_>, place: &Range<usize>, message: &str) -> Option<Fault> {
    let place = place.clone();
    if !message.starts_with("invalid unquoted key") && !message.starts_with("key with no value") {
        return None;
    }
    let head = line.text.split('=').next().unwrap_or_default();
    if let Some((key, value)) = line.text.split_once(':').filter(|(key, _)| key.len() < head.len())
    {
        let value = quoted(value.trim());
        let message = "a key and its value are joined by `=`";
        return Some(Fault::new(place, message, format!("write `{} = {value}`", key.trim())));
    }
    if !line.text.contains('=') {
        let message = "the line is neither a key with its value nor a header";
        return Some(Fault::new(
            place,
            message,
            "write it like `title = \"…\"`; a comment begins with `#`",
        ));
    }
    let message = format!("`{}` cannot be a key", head.trim());
    Some(Fault::new(
        place,
        message,
        "keys are of the letters a–z, digits and hyphens; put others into double quotes",
    ))
}

/// What is wrong with a value that begins where none can.
fn of_value(line: &Line<'_>, place: Range<usize>, key: &str, value: &str) -> Option<Fault> {
    let end = value.find([' ', '}', ']', '#']).unwrap_or(value.len());
    let word = value[..end].trim_end_matches(',');
    if value.is_empty() || value.starts_with('#') {
        let hint = format!("write one, `{key} = \"…\"`, or take the line out");
        return (!key.is_empty()).then(|| Fault::new(place, format!("`{key}` has no value"), hint));
    }
    if value.starts_with(TYPOGRAPHIC) {
        let inner = value.trim_matches(TYPOGRAPHIC);
        return Some(Fault::new(
            place,
            "a text stands in typographic quotation marks",
            format!("put it into plain ones: `{key} = \"{inner}\"`"),
        ));
    }
    let first = value.chars().next().unwrap_or_default();
    if first.is_ascii_digit() || "+-.,".contains(first) {
        let begin = line.start + line.text.rfind(value).unwrap_or_default();
        return Some(of_number(key, value, word, begin));
    }
    let truth = match word.to_lowercase().as_str() {
        "true" | "yes" | "on" | "ja" | "wahr" => Some(true),
        "false" | "no" | "off" | "nein" | "falsch" => Some(false),
        _ => None,
    };
    if let Some(truth) = truth {
        let hint =
            format!("write `{key} = {truth}`, in small letters; a text stands in double quotes");
        return Some(Fault::new(place, format!("`{word}` is no value"), hint));
    }
    first.is_alphabetic().then(|| {
        let hint = format!("write `{key} = {}`", quoted(value));
        Fault::new(place, "a text stands without quotation marks", hint)
    })
}

/// What begins as a number or a date and is none; `begin` is where.
fn of_number(key: &str, value: &str, word: &str, begin: usize) -> Fault {
    let parts: Vec<&str> = word.split(['.', '/', '-']).collect();
    let numbers =
        parts.iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    let words = value.split_once('#').map_or(value, |(value, _)| value).trim();
    let written = words
        .split([' ', '.', '/', '-'])
        .any(|part| part.len() > 2 && part.chars().all(char::is_alphabetic));
    if numbers && parts.len() == 3 || key == "date" || key == "first-published" {
        let like = match parts[..] {
            [day, month, year] if numbers && year.len() == 4 => {
                format!("{year}-{month:0>2}-{day:0>2}")
            }
            _ => "2026-11-23".to_owned(),
        };
        let said = if written { words } else { word };
        let message = format!("`{said}` is no date");
        let hint = format!("write year, month and day, of a day that there is: `{key} = {like}`");
        return Fault::new(begin..begin + said.len(), message, hint);
    }
    if written {
        let hint =
            format!("write `{key} = {}`, or the number alone, without its unit", quoted(words));
        let message = "a text stands without quotation marks";
        return Fault::new(begin..begin + words.len(), message, hint);
    }
    let point = word.replace(',', ".");
    let bare = point.trim_start_matches('0');
    let plain = match () {
        () if bare.starts_with('.') => format!("0{bare}"),
        () if point.ends_with('.') => point.trim_end_matches('.').to_owned(),
        () => bare.to_owned(),
    };
    let hint = match plain.parse::<f64>() {
        Ok(_) => format!("write `{key} = {plain}`; what is no number stands in double quotes"),
        Err(_) => format!(
            "a number has a point and no comma, and no unit; a text stands in double quotes: `{key} = \"{word}\"`"
        ),
    };
    Fault::new(begin..begin + word.len(), format!("`{word}` is no number"), hint)
}

/// A text in double quotes, if it stands in none yet.
fn quoted(text: &str) -> String {
    let bare = text.trim_matches(['"', '\'']).trim_matches(TYPOGRAPHIC);
    format!("\"{bare}\"")
}
