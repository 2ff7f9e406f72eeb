//! Notes and their series.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{AsWritten, Beside, Block, Book, Role};
use crate::source::Span;

/// Index of a note in [`Book::notes`](super::Book::notes).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct NoteId(pub u32);

/// A note: a body and the list of its calls.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// Where it stands in the source.
    pub span: Span,
    /// The label in the source.
    pub label: String,
    /// Index of the section in whose file it stands.
    pub section: usize,
    /// Index of its series in [`Book::series`](super::Book::series).
    pub series: usize,
    /// Where in its file it is defined.
    #[serde(skip)]
    pub place: AsWritten<Beside>,
    /// Its text.
    pub body: Vec<Block>,
    /// Its number in the series, from 1; 0 before numbering.
    pub number: u32,
    /// Its mark as printed, such as `3`, `c` or `***`; empty before numbering.
    pub mark: String,
    /// Its calls in reading order: the index of the section of each.
    pub calls: Vec<usize>,
    /// The note of whose work it speaks (`Ebd.`), where its series has that said in the e-book.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refers: Option<BackReference>,
}

/// What a note refers back to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BackReference {
    /// The note that names the work.
    pub to: NoteId,
    /// Where the words that refer back end, in bytes of the note's first paragraph.
    pub at: usize,
    /// The work, in the words of that note.
    pub work: String,
}

/// A series of notes: the author's, the editor's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NoteSeries {
    /// The name in the manifest and in labels.
    pub name: String,
    /// The heading above its notes.
    pub title: Option<String>,
    /// How its notes are marked.
    pub marks: Marks,
    /// Where numbering starts again.
    pub restart: Restart,
    /// Where the notes stand.
    pub placement: Placement,
    /// Where a printed note that does not stand at the foot of the page tells the page of its calls.
    #[serde(default, skip_serializing_if = "NotePages::are_told_nowhere")]
    pub pages: NotePages,
    /// Where a note that refers to the one before (`Ebd.`) says to which work.
    #[serde(default, skip_serializing_if = "BackReferences::are_not_resolved")]
    pub back_references: BackReferences,
}

/// How the notes of a series are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Marks {
    /// 1 2 3
    Decimal,
    /// a b c … z aa
    LowerAlpha,
    /// A B C … Z AA
    UpperAlpha,
    /// i ii iii
    LowerRoman,
    /// I II III
    UpperRoman,
    /// \* \*\* \*\*\*
    Asterisks,
}

/// Where the numbering of a series starts again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Restart {
    /// Nowhere: one count through the book.
    Book,
    /// In every section.
    Section,
}

/// Where the notes of a series stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Placement {
    /// All together behind the text.
    Book,
    /// At the end of the section that calls them first.
    Section,
    /// At the foot of the page; all together behind the text where there are no pages.
    Footnote,
}

/// What an output consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// Pages of one size, each with a foot.
    Pages,
    /// Text that flows into whatever shows it.
    Flow,
}

/// Where a note is read in an output, the nearest to its call first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stand {
    /// At the foot of the page that calls it.
    Foot,
    /// At the end of the section that calls it first.
    Section,
    /// Behind the text, among the endnotes.
    Endnotes,
}

impl Placement {
    /// What it means for an output: the one place that says so.
    #[must_use]
    pub const fn stand(self, medium: Medium) -> Stand {
        match (self, medium) {
            (Self::Book, Medium::Pages | Medium::Flow) | (Self::Footnote, Medium::Flow) => {
                Stand::Endnotes
            }
            (Self::Section, Medium::Pages | Medium::Flow) => Stand::Section,
            (Self::Footnote, Medium::Pages) => Stand::Foot,
        }
    }
}

/// Where a printed note tells the pages of its calls.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NotePages {
    /// Nowhere.
    #[default]
    None,
    /// Before its text.
    Entry,
    /// In the outer margin.
    Margin,
}

/// Where a note that refers to the one before says to which work.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BackReferences {
    /// Nowhere: it stands as the author wrote it.
    #[default]
    None,
    /// In the e-book, where a note may be seen alone.
    Epub,
    /// In print, too.
    All,
}

impl BackReferences {
    fn are_not_resolved(&self) -> bool {
        *self == Self::None
    }
}

impl NotePages {
    fn are_told_nowhere(&self) -> bool {
        *self == Self::None
    }
}

/// Notes of one series that are called in one section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteGroup {
    /// Index of the series in [`Book::series`].
    pub series: usize,
    /// Index of the section in [`Book::sections`] that calls them first.
    pub section: usize,
    /// The notes, in the order of their numbers.
    pub notes: Vec<NoteId>,
}

impl Book {
    /// The called notes that are read there in such an output, by series, then by the section of
    /// their first call.
    #[must_use]
    pub fn notes_at(&self, stand: Stand, medium: Medium) -> Vec<NoteGroup> {
        self.note_groups(|placement| placement.stand(medium) == stand)
    }

    /// All called notes, by series, then by the section of their first call.
    #[must_use]
    pub fn called_notes(&self) -> Vec<NoteGroup> {
        self.note_groups(|_| true)
    }

    fn note_groups(&self, wanted: impl Fn(Placement) -> bool) -> Vec<NoteGroup> {
        let mut groups: Vec<NoteGroup> = Vec::new();
        let mut called: Vec<(usize, usize, u32, NoteId)> = (0u32..)
            .zip(&self.notes)
            .filter(|(_, note)| self.series.get(note.series).is_some_and(|s| wanted(s.placement)))
            .filter_map(|(id, note)| {
                Some((note.series, *note.calls.first()?, note.number, NoteId(id)))
            })
            .collect();
        called.sort_unstable();
        for (series, section, _, id) in called {
            match groups.last_mut() {
                Some(last) if last.series == series && last.section == section => {
                    last.notes.push(id);
                }
                _ => groups.push(NoteGroup { series, section, notes: vec![id] }),
            }
        }
        groups
    }

    /// The title over the endnotes of these groups: the one that their section was given, else that of
    /// the only series among them, else `word`, which the language has for notes.
    #[must_use]
    pub fn endnotes_title<'b>(&'b self, groups: &[NoteGroup], word: &'b str) -> &'b str {
        let section = self.sections.iter().find(|section| section.role == Role::Endnotes);
        // Where none was given, a pass has written down the one over all notes that endnotes can hold.
        let all = self.notes_at(Stand::Endnotes, Medium::Flow);
        let made = self.title_of_series(&all).unwrap_or(word);
        let given = section.and_then(|section| section.title.as_deref());
        given
            .filter(|title| *title != made && !title.trim().is_empty())
            .or_else(|| self.title_of_series(groups))
            .unwrap_or(word)
    }

    /// The title of the only series that has notes in these groups.
    fn title_of_series(&self, groups: &[NoteGroup]) -> Option<&str> {
        let (first, others) = groups.split_first()?;
        let only = others.iter().all(|group| group.series == first.series);
        let title = self.series.get(first.series).filter(|_| only)?.title.as_deref()?;
        Some(title).filter(|title| !title.trim().is_empty())
    }
}
