//! Notes and their series.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Arrangement, AsWritten, Beside, Block, Inline, InlineKind, NodeId, Section, SectionId, SeriesId,
};
use crate::source::Span;

/// Index of a note in [`Notes`].
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct NoteId(pub u32);

/// A note as it is written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// Where it stands in the source.
    pub span: Span,
    /// The label in the source.
    pub label: String,
    /// Its series.
    pub series: SeriesId,
    /// Where in its file it is defined.
    #[serde(skip)]
    pub place: AsWritten<Beside>,
    /// Its text.
    pub body: Vec<Block>,
}

/// A note in the book, which is called.
#[derive(Debug, Clone, Copy)]
pub struct NumberedNote<'b> {
    /// What was written.
    pub written: &'b Note,
    /// The section in whose file it stands.
    pub section: &'b Section,
    /// Its number in the series, from 1.
    pub number: u32,
    /// Its mark as printed, such as `3`, `c` or `***`.
    pub mark: &'b str,
    /// Its calls in reading order: the section of each.
    pub calls: &'b [SectionId],
    /// The note of whose work it speaks (`Ebd.`), where its series has that said in the e-book.
    pub refers: Option<&'b BackReference>,
}

/// A call in the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Call {
    /// The note.
    pub note: NoteId,
    /// Which of the note's calls this is, from 0.
    pub ordinal: u32,
}

/// The notes of a book, their numbers and calls.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Notes {
    /// The notes of all sections, those of a file in its order.
    pub list: Vec<NoteEntry>,
    /// The calls by their place; one that leads to no note is not among them.
    #[schemars(with = "BTreeMap<String, Call>")]
    pub calls: BTreeMap<NodeId, Call>,
}

/// What is known of a note besides its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NoteEntry {
    /// The section in whose file it stands.
    pub section: SectionId,
    /// Index in [`Section::notes`].
    pub at: usize,
    /// How it is called; none: nothing calls it.
    #[serde(flatten)]
    pub called: Option<Called>,
    /// The note of whose work it speaks (`Ebd.`), where its series has that said in the e-book.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refers: Option<BackReference>,
}

/// How a note is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Called {
    /// Its number in the series, from 1.
    pub number: u32,
    /// Its mark as printed, such as `3`, `c` or `***`.
    pub mark: String,
    /// Its calls in reading order: the section of each, at least one.
    pub calls: Vec<SectionId>,
}

impl Notes {
    /// The ids of all notes, in order.
    pub fn ids(&self) -> impl Iterator<Item = NoteId> + use<> {
        (0..u32::try_from(self.list.len()).unwrap_or(u32::MAX)).map(NoteId)
    }

    /// What is known of a note.
    ///
    /// # Panics
    /// If the id comes from another book.
    #[must_use]
    pub fn entry(&self, id: NoteId) -> &NoteEntry {
        &self.list[id.0 as usize]
    }

    /// What a node calls, if it is a call that leads to a note.
    #[must_use]
    pub fn called(&self, inline: &Inline) -> Option<Call> {
        match inline.kind {
            InlineKind::NoteCall { .. } => self.calls.get(&inline.name.said()?).copied(),
            _ => None,
        }
    }
}

impl Arrangement {
    /// A note with its number and calls, if it is called.
    ///
    /// # Panics
    /// If the note is not one of this manuscript.
    #[must_use]
    pub fn note<'b>(&'b self, notes: &'b Notes, id: NoteId) -> Option<NumberedNote<'b>> {
        let entry = notes.entry(id);
        let section = &*self.manuscript.sections[entry.section.index()];
        let Called { number, mark, calls } = entry.called.as_ref()?;
        let (written, refers) = (&section.notes[entry.at], entry.refers.as_ref());
        Some(NumberedNote { written, section, number: *number, mark, calls, refers })
    }

    /// The called notes that are read there in such an output, by series, then by the section of their
    /// first call.
    #[must_use]
    pub fn notes_at(&self, notes: &Notes, stand: Stand, medium: Medium) -> Vec<NoteGroup> {
        self.note_groups(notes, |placement| placement.stand(medium) == stand)
    }

    /// All called notes, by series, then by the section of their first call.
    #[must_use]
    pub fn called_notes(&self, notes: &Notes) -> Vec<NoteGroup> {
        self.note_groups(notes, |_| true)
    }

    fn note_groups(&self, notes: &Notes, wanted: impl Fn(Placement) -> bool) -> Vec<NoteGroup> {
        let mut called: Vec<(SeriesId, usize, SectionId, u32, NoteId)> = notes
            .ids()
            .filter_map(|id| Some((id, self.note(notes, id)?)))
            .filter(|(_, note)| wanted(self.manuscript.series(note.written.series).placement))
            .filter_map(|(id, note)| {
                let first = *note.calls.first()?;
                Some((note.written.series, self.position(first), first, note.number, id))
            })
            .collect();
        called.sort_unstable();
        let mut groups: Vec<NoteGroup> = Vec::new();
        for (series, _, section, _, id) in called {
            match groups.last_mut() {
                Some(last) if last.series == series && last.section == section => {
                    last.notes.push(id);
                }
                _ => groups.push(NoteGroup { series, section, notes: vec![id] }),
            }
        }
        groups
    }

    /// The title of the only series that has notes in these groups.
    pub(crate) fn title_of_series(&self, groups: &[NoteGroup]) -> Option<&str> {
        let (first, others) = groups.split_first()?;
        let only = others.iter().all(|group| group.series == first.series);
        let series = self.manuscript.series.get(usize::from(first.series.0)).filter(|_| only)?;
        series.title.as_deref().filter(|title| !title.trim().is_empty())
    }
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

/// The series with that name.
#[must_use]
pub fn series_named(series: &[NoteSeries], name: &str) -> Option<SeriesId> {
    let found = series.iter().position(|series| series.name == name)?;
    u16::try_from(found).ok().map(SeriesId)
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
    /// The series.
    pub series: SeriesId,
    /// The section that calls them first.
    pub section: SectionId,
    /// The notes, in the order of their numbers.
    pub notes: Vec<NoteId>,
}
