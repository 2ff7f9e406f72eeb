//! Fields: what a program works out and puts into the text (ISO/IEC 29500-1, clause 17.16).

use crate::import::read::office::{LinkId, Links, Target};
use crate::ir::{IndexMark, MarkNames};

/// Deepest nesting of fields that is followed.
const DEEPEST: usize = 40;

/// A field that is open.
#[derive(Debug, Default)]
struct Field {
    instruction: String,
    /// Whether its result is being read.
    result: bool,
    kind: Kind,
}

/// What a field does.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum Kind {
    /// Its result is text like any other.
    #[default]
    Text,
    /// Its result is a link.
    Link(LinkId),
    /// Its result is a link to a page, with the number that this had.
    Page(LinkId),
    /// Its result is a list of contents.
    Contents,
    /// Its result is an index.
    Index,
    /// Its result is the number of a note.
    Note(LinkId),
    /// A mark of an index.
    Mark(Box<IndexMark>),
    /// A sign of a font: font and code.
    Sign(String, u32),
    /// It shows nothing, and says these words.
    Silent(String),
}

/// The fields that are open, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// How many are open beyond what is followed.
    beyond: usize,
}

impl Fields {
    /// A field begins.
    pub(super) fn begin(&mut self) {
        if self.open.len() < DEEPEST {
            self.open.push(Field::default());
        } else {
            self.beyond += 1;
        }
    }

    /// Words of an instruction.
    pub(super) fn instruct(&mut self, words: &str) {
        if let Some(field) =
            self.open.last_mut().filter(|field| !field.result && field.instruction.len() < 8000)
        {
            field.instruction.push_str(words);
        }
    }

    /// The result of a field begins.
    pub(super) fn separate(&mut self, links: &mut Links) {
        if self.beyond > 0 {
            return;
        }
        if let Some(field) = self.open.last_mut() {
            field.kind = kind(&field.instruction, links);
            field.result = true;
        }
    }

    /// A field ends; what it is, if it had no result.
    pub(super) fn end(&mut self, links: &mut Links) -> Option<Kind> {
        if self.beyond > 0 {
            self.beyond -= 1;
            return None;
        }
        let field = self.open.pop()?;
        match field.kind {
            own @ (Kind::Mark(_) | Kind::Sign(..) | Kind::Silent(_)) => Some(own),
            _ if field.result => None,
            _ => Some(kind(&field.instruction, links)),
        }
    }

    /// Whether text that comes now is a part of an instruction: the result of a field within one.
    pub(super) fn instructs(&self) -> bool {
        let depth = self.open.len();
        depth > 1 && self.open[..depth - 1].iter().any(|field| !field.result)
    }

    /// The link that text is a part of which comes now.
    pub(super) fn link(&self) -> Option<LinkId> {
        self.open.iter().rev().find_map(|field| match field.kind {
            Kind::Link(link) | Kind::Page(link) | Kind::Note(link) => Some(link),
            _ => None,
        })
    }

    /// Whether such a field is open.
    pub(super) fn within(&self, kind: &Kind) -> bool {
        self.open.iter().any(|field| field.result && field.kind == *kind)
    }

    /// At the end of a paragraph fields without a result are over, whether the file ends them or not.
    pub(super) fn paragraph(&mut self) {
        self.open.retain(|field| field.result);
    }
}

/// What an instruction says.
pub(super) fn kind(instruction: &str, links: &mut Links) -> Kind {
    let words = words(instruction);
    let Some((name, rest)) = words.split_first() else { return Kind::Text };
    let switch = |wanted: &str| {
        let at = rest.iter().position(|word| word.eq_ignore_ascii_case(wanted))?;
        rest.get(at + 1).cloned()
    };
    let has = |wanted: &str| rest.iter().any(|word| word.eq_ignore_ascii_case(wanted));
    let first = rest.iter().find(|word| !word.starts_with('\\')).cloned().unwrap_or_default();
    match name.to_ascii_uppercase().as_str() {
        "HYPERLINK" => {
            let local = switch("\\l");
            let address = rest.first().filter(|word| !word.starts_with('\\'));
            match (address, local) {
                (None, Some(mark)) => Kind::Link(links.add(Target::Mark(mark))),
                (Some(url), Some(mark)) => {
                    Kind::Link(links.add(Target::Web(format!("{url}#{mark}"))))
                }
                (Some(url), None) => Kind::Link(links.add(Target::Web(url.clone()))),
                (None, None) => Kind::Text,
            }
        }
        "REF" if !first.is_empty() => Kind::Link(links.add(Target::Mark(first))),
        "PAGEREF" if !first.is_empty() => Kind::Page(links.add(Target::Page(first))),
        "NOTEREF" | "FTNREF" if !first.is_empty() => {
            Kind::Note(links.add(Target::Note { name: first, again: has("\\f") }))
        }
        "TOC" | "TOA" => Kind::Contents,
        "INDEX" => Kind::Index,
        "XE" => match mark(&first) {
            Some(mark) if !has("\\t") => Kind::Mark(Box::new(mark)),
            _ => Kind::Silent(instruction.trim().to_owned()),
        },
        "SYMBOL" => {
            let code = match first.strip_prefix("0x") {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => first.parse().ok(),
            };
            Kind::Sign(switch("\\f").unwrap_or_default(), code.unwrap_or(0))
        }
        "EQ" | "MACROBUTTON" | "GOTOBUTTON" | "TC" | "RD" | "TA" => {
            Kind::Silent(instruction.trim().to_owned())
        }
        _ => Kind::Text,
    }
}

/// `Hafen:Bau;Sort` as a mark of an index.
fn mark(entry: &str) -> Option<IndexMark> {
    let entry: String = entry.split_whitespace().collect::<Vec<_>>().join(" ");
    let (entry, sort) = entry.split_once(';').unwrap_or((&entry, ""));
    let mut parts = entry.splitn(2, ':').map(|part| part.replace(':', ", ").trim().to_owned());
    let term = parts.next().filter(|term| !term.is_empty())?;
    let sub = parts.next().filter(|sub| !sub.is_empty());
    let sort = Some(sort.trim().to_owned()).filter(|sort| !sort.is_empty());
    Some(IndexMark { index: None, term: Some(term), sub, sort, names: MarkNames::Place })
}

/// The words of an instruction: quoted ones are one word.
fn words(instruction: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut word = String::new();
    let mut quoted = false;
    let mut was_quoted = false;
    let mut rest = instruction.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\\' if quoted && matches!(rest.peek(), Some('\\' | '"')) => word.extend(rest.next()),
            '"' | '“' | '”' | '„' => {
                quoted = !quoted;
                was_quoted = true;
            }
            c if c.is_whitespace() && !quoted => {
                if !word.is_empty() || was_quoted {
                    out.push(std::mem::take(&mut word));
                }
                was_quoted = false;
            }
            c => word.push(c),
        }
    }
    if !word.is_empty() || was_quoted {
        out.push(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Kind, kind, mark, words};
    use crate::import::read::office::Links;

    #[test]
    fn instructions_are_read_word_by_word() {
        assert_eq!(words(r#" HYPERLINK "a b" \l "c" "#), ["HYPERLINK", "a b", "\\l", "c"]);
        assert_eq!(words(r#"XE "C:\\x \"y\"""#), ["XE", r#"C:\x "y""#]);
        let mut links = Links::default();
        assert_eq!(kind(" TOC \\o \"1-3\" ", &mut links), Kind::Contents);
        assert_eq!(kind("SYMBOL 183 \\f \"Symbol\"", &mut links), Kind::Sign("Symbol".into(), 183));
        assert!(matches!(kind("REF _Ref1 \\h", &mut links), Kind::Link(_)));
        let mark = mark("Hafen:Bau").expect("it has a term");
        assert_eq!((mark.term.as_deref(), mark.sub.as_deref()), (Some("Hafen"), Some("Bau")));
    }
}
