//! Words with their breaks marked, as exceptions are written and lists are kept: `Zu{ck/k-k}er`.
//!
//! | sign | a break that is legal … |
//! |---|---|
//! | `-` | between syllables |
//! | `=` | between the parts of a compound |
//! | `<` | behind a prefix |
//! | `>` | before a suffix |
//! | `~` | but not asked for |
//! | `.` | but misleading: never used |
//! | `{ck/k-k}`, `{ff/ff-f}` | and changes letters |
//! | `{-}` | no mark, but a hyphen of the word |

use std::fmt;

use super::{Break, BreakKind, Class, joints};

/// What a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// `-`
    Syllable,
    /// `=`
    Joint,
    /// `<`
    Prefix,
    /// `>`
    Suffix,
    /// `~`
    Optional,
    /// `.`
    Misleading,
}

impl Sign {
    fn from_char(c: char) -> Option<Self> {
        Some(match c {
            '-' => Self::Syllable,
            '=' => Self::Joint,
            '<' => Self::Prefix,
            '>' => Self::Suffix,
            '~' => Self::Optional,
            '.' => Self::Misleading,
            _ => return None,
        })
    }

    /// The class of the break.
    #[must_use]
    pub fn class(self) -> Class {
        match self {
            Self::Joint => Class::Joint,
            Self::Prefix | Self::Suffix => Class::Affix,
            Self::Syllable | Self::Optional | Self::Misleading => Class::Syllable,
        }
    }
}

/// A mark in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Byte offset in the word: what stands behind it goes to the next line.
    pub at: usize,
    /// What it says.
    pub sign: Sign,
    /// What happens to the letters.
    pub kind: BreakKind,
}

/// A word and its marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// The word, without marks.
    pub word: String,
    /// The marks, in order.
    pub marks: Vec<Mark>,
}

/// What is wrong with a marked word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mistake {
    /// Nothing but marks and spaces.
    Empty,
    /// A mark at the beginning, at the end or beside another: its byte offset.
    Loose(usize),
    /// Something in braces that is no change of letters: its byte offset, and what stands there.
    Change(usize, String),
    /// A character that no word holds: its byte offset, and the character.
    Foreign(usize, char),
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "there is no word"),
            Self::Loose(_) => write!(f, "a mark stands without a letter on both sides"),
            Self::Change(_, text) => {
                write!(
                    f,
                    "`{text}` is no change of letters; known are `{{ck/k-k}}` and `{{ff/ff-f}}`"
                )
            }
            Self::Foreign(_, c) => write!(f, "`{c}` is neither a letter nor a mark"),
        }
    }
}

impl std::error::Error for Mistake {}

impl Marked {
    /// Reads a marked word.
    ///
    /// # Errors
    ///
    /// What is wrong with it, and where.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        let mut marked = Self { word: String::new(), marks: Vec::new() };
        let mut open: Option<(usize, Sign)> = None;
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let at = text.len() - rest.len();
            if let Some(sign) = Sign::from_char(c) {
                if open.is_some() || marked.word.is_empty() {
                    return Err(Mistake::Loose(at));
                }
                open = Some((at, sign));
                rest = &rest[1..];
                continue;
            }
            if let Some((_, sign)) = open.take() {
                marked.mark(sign, BreakKind::Plain);
            }
            rest = if c == '{' { marked.change(rest, at)? } else { marked.letter(rest, c, at)? };
        }
        match open {
            Some((at, _)) => Err(Mistake::Loose(at)),
            None if marked.word.is_empty() => Err(Mistake::Empty),
            None => Ok(marked),
        }
    }

    fn mark(&mut self, sign: Sign, kind: BreakKind) {
        self.marks.push(Mark { at: self.word.len(), sign, kind });
    }

    fn letter<'t>(&mut self, rest: &'t str, c: char, at: usize) -> Result<&'t str, Mistake> {
        let mark = unicode_normalization::char::is_combining_mark(c);
        if !c.is_alphanumeric() && !mark && !matches!(c, '\'' | '’') {
            return Err(Mistake::Foreign(at, c));
        }
        self.word.push(c);
        Ok(&rest[c.len_utf8()..])
    }

    /// Reads `{ck/k-k}`, `{ff/ff-f}`, `{-}`; gives what stands behind it.
    fn change<'t>(&mut self, rest: &'t str, at: usize) -> Result<&'t str, Mistake> {
        let end = rest.find('}').map_or(rest.len(), |end| end + 1);
        let whole = &rest[..end];
        let mistake = || Mistake::Change(at, whole.to_owned());
        let inner = whole.strip_prefix('{').and_then(|text| text.strip_suffix('}'));
        let inner = inner.ok_or_else(mistake)?;
        if inner == "-" {
            self.word.push('-');
            return Ok(&rest[end..]);
        }
        let (written, broken) = inner.split_once('/').ok_or_else(mistake)?;
        let mut letters = written.chars();
        let (Some(one), Some(two), None) = (letters.next(), letters.next(), letters.next()) else {
            return Err(mistake());
        };
        let (kind, sign) = match (written, broken) {
            ("ck", "k-k") => (BreakKind::SplitCk, Sign::Syllable),
            _ if one == two && broken == format!("{one}{one}-{one}") => {
                (BreakKind::Double, Sign::Joint)
            }
            _ => return Err(mistake()),
        };
        self.word.push(one);
        self.mark(sign, kind);
        self.word.push(two);
        Ok(&rest[end..])
    }

    /// The breaks that the marks ask for or allow.
    #[must_use]
    pub fn breaks(&self) -> Vec<Break> {
        let marks = self.marks.iter().filter(|mark| mark.sign != Sign::Misleading);
        marks.map(|mark| Break { at: mark.at, class: mark.sign.class(), kind: mark.kind }).collect()
    }
}

/// A word with its breaks marked. A break at a hyphen of the word has no mark of its own.
#[must_use]
pub fn mark(word: &str, breaks: &[Break]) -> String {
    let mut out = String::with_capacity(word.len() + 2 * breaks.len());
    let mut from = 0;
    for (n, one) in breaks.iter().enumerate() {
        let (before, rest) = (&word[from..one.at], &word[one.at..]);
        from = one.at;
        match one.kind {
            BreakKind::Plain => {
                out.push_str(before);
                out.push(sign(one.class, word, &breaks[..n], one.at));
            }
            BreakKind::Hyphen => out.push_str(before),
            BreakKind::SplitCk | BreakKind::Double => {
                let last = before.chars().next_back().unwrap_or_default();
                let next = rest.chars().next().unwrap_or_default();
                out.push_str(before.strip_suffix(last).unwrap_or(before));
                let broken = if one.kind == BreakKind::SplitCk {
                    "k-k".into()
                } else {
                    format!("{last}{next}-{next}")
                };
                out.push_str(&format!("{{{last}{next}/{broken}}}"));
                from += next.len_utf8();
            }
        }
    }
    out.push_str(&word[from..]);
    out
}

/// The sign for a break of that class; a prefix may reach over several breaks.
fn sign(class: Class, word: &str, before: &[Break], at: usize) -> char {
    let prefix = || {
        let joints = before.iter().filter(|one| one.class != Class::Syllable);
        let starts = std::iter::once(0).chain(joints.map(|one| one.at));
        starts
            .map(|start| word[start..at].to_lowercase())
            .any(|part| joints::is_prefix(&part.chars().collect::<Vec<_>>()))
    };
    let suffix = || joints::begins_suffix(&word[at..].to_lowercase().chars().collect::<Vec<_>>());
    match class {
        Class::Joint => '=',
        Class::Affix if prefix() || !suffix() => '<',
        Class::Affix => '>',
        Class::Syllable => '-',
    }
}

/// A word with `-` at every break; nothing is changed, so that without these it is the word again.
#[must_use]
pub fn plain(word: &str, breaks: &[Break]) -> String {
    let mut out = String::with_capacity(word.len() + breaks.len());
    let mut from = 0;
    for one in breaks.iter().filter(|one| one.kind != BreakKind::Hyphen) {
        out.push_str(&word[from..one.at]);
        out.push('-');
        from = one.at;
    }
    out.push_str(&word[from..]);
    out
}
