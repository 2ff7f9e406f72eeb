//! What is found besides the blocks while files are read.

use crate::import::topic::Topic;
use std::collections::{HashMap, HashSet};

use super::Place;
use super::tally::Tally;
use super::works::Works;
use crate::import::counts::Counts;
use crate::import::draft::{Aside, LinkedNote};
use crate::import::read::pictures::Pictures;
use crate::import::report::Report;
use crate::ir::{Inline, Language, Role, plain};
use crate::language::{QuoteStyle, Quotes, quotes};
use crate::source::Span;
use crate::storage::Folder;

/// A place: file and byte.
pub(super) type At = (u32, u32);

/// What is found besides the blocks.
pub(super) struct Found<'f> {
    pub(super) came: Counts,
    pub(super) count: Tally,
    pub(super) report: Report<Span>,
    pub(super) notes: Vec<LinkedNote>,
    pub(super) aside: Vec<Aside>,
    pub(super) looks: Vec<(Span, String)>,
    pub(super) pictures: Pictures<'f>,
    /// The folder in which the files stand.
    pub(super) folder: &'f dyn Folder,
    /// The works that are cited.
    pub(super) works: Works,
    /// Titles and widths of pictures.
    pub(super) titles: HashMap<At, String>,
    pub(super) widths: HashMap<At, String>,
    /// Roles of the parts that headings open.
    pub(super) roles: HashMap<At, Role>,
    /// Whether what is read stands in a link.
    pub(super) in_link: bool,
    pub(super) quotes: Marks,
    /// By file and label in it: the label in the draft, and whether its text was found.
    labels: HashMap<(u32, String), (String, bool)>,
    used: HashSet<String>,
}

impl<'f> Found<'f> {
    /// Nothing yet; pictures lie in a folder.
    pub(super) fn new(folder: &'f dyn Folder) -> Self {
        Self {
            came: Counts::default(),
            count: Tally::default(),
            report: Report::default(),
            notes: Vec::new(),
            aside: Vec::new(),
            looks: Vec::new(),
            pictures: Pictures::beside(folder),
            folder,
            works: Works::default(),
            titles: HashMap::new(),
            widths: HashMap::new(),
            roles: HashMap::new(),
            in_link: false,
            quotes: Marks::default(),
            labels: HashMap::new(),
            used: HashSet::new(),
        }
    }

    /// The label of a note of a file: letters, digits and hyphens, unique in the draft.
    pub(super) fn label(&mut self, place: &Place<'_>, label: &str, defines: bool) -> String {
        let key = (place.file.0, label.to_lowercase());
        if let Some((known, defined)) = self.labels.get_mut(&key)
            && !(defines && *defined)
        {
            *defined |= defines;
            return known.clone();
        }
        let own = self.unique(label);
        self.labels.insert(key, (own.clone(), defines));
        own
    }

    /// A label for a note that has none.
    pub(super) fn own_label(&mut self) -> String {
        self.unique(&format!("n{}", self.notes.len() + 1))
    }

    fn unique(&mut self, label: &str) -> String {
        let kept = label.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' });
        let kept: String = kept.take(80).collect();
        let stem = match kept.trim_matches('-') {
            "" => "note",
            stem => stem,
        };
        let mut own = stem.to_owned();
        let mut count = 1;
        while !self.used.insert(own.clone()) {
            count = if count == 1 { self.used.len() } else { count + 1 };
            own = format!("{stem}-{count}");
        }
        own
    }

    /// Sets words aside.
    pub(super) fn aside(&mut self, span: Span, why: &'static str, words: &str) {
        let words: String = crate::djot::carried(words).collect();
        self.count.whole(&words);
        self.aside.push(Aside { span, why, words });
    }

    /// Asks the editor to look.
    pub(super) fn look(&mut self, span: Span, words: &str) {
        self.looks.push((span, words.to_owned()));
    }

    /// A class that says nothing a book could say.
    pub(super) fn no_meaning(&mut self, span: Span, class: &str) {
        let class: String = class.chars().take(80).collect();
        let message = format!("the class `{class}` has no meaning in a book; its words are kept");
        self.report.sure(span, Topic::Markup, message);
    }

    /// The label of a page, if that is what words say.
    pub(super) fn page(&self, words: &[Inline]) -> Option<String> {
        let said = plain(words);
        let said = said.trim_matches(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '|'));
        let bare =
            ["S. ", "Seite ", "p. ", "page "].iter().find_map(|word| said.strip_prefix(word));
        let label = bare.unwrap_or(said).trim();
        let good = !label.is_empty() && label.chars().count() <= 12;
        (good && label.chars().all(char::is_alphanumeric)).then(|| label.to_owned())
    }
}

/// What straight quotation marks become.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// The marks of the language; none: they stay straight.
    marks: Option<Quotes>,
    /// How many single ones are open in the line.
    single: usize,
}

impl Marks {
    /// The marks of a language.
    pub(super) fn of(language: Option<&Language>) -> Self {
        let marks = language.map(|language| quotes(language, QuoteStyle::default()));
        Self { marks, single: 0 }
    }

    /// The mark for a straight one, which the parser has made an English one; `behind` stands behind it.
    pub(super) fn sign(&mut self, made: &str, behind: Option<char>) -> &'static str {
        let Some(marks) = self.marks else {
            return if matches!(made, "“" | "”") { "\"" } else { "'" };
        };
        match made {
            "“" => marks.open,
            "”" => marks.close,
            "‘" => {
                self.single += 1;
                marks.open_inner
            }
            _ if self.single > 0 && !behind.is_some_and(char::is_alphanumeric) => {
                self.single -= 1;
                marks.close_inner
            }
            _ => "’",
        }
    }

    /// The marks around a quotation.
    pub(super) fn around(&self) -> (&'static str, &'static str) {
        self.marks.map_or(("\"", "\""), |marks| (marks.open, marks.close))
    }

    /// The line is at its end.
    pub(super) fn end(&mut self) {
        self.single = 0;
    }
}
