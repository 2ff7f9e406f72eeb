//! How well breaks agree with a list of words that were marked by hand.
//!
//! A list is a table with tabs: a word and the same word marked, in the old orthography, then in the
//! new (`old_1901 old_marked new_1996 new_marked`); the first line names the columns. A break is right when the list
//! marks it with `-`, `=`, `<`, `>` or `{ck/k-k}`; `~` counts neither way; `.` is legal but misleads, and counts as
//! wrong.

use umbruch::ir::Language;
use umbruch::language::hyphenation::notation::{self, Mark, Marked, Mistake, Sign};
use umbruch::language::hyphenation::{Break, BreakKind, Class, Hyphenation};

/// Which columns of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Orthography {
    /// Rules of 1901.
    Old,
    /// Rules of 1996.
    New,
}

impl Orthography {
    /// The language tag.
    ///
    /// # Panics
    ///
    /// Never: the tags are well-formed.
    pub fn language(self) -> Language {
        let tag = match self {
            Self::Old => "de-1901",
            Self::New => "de-1996",
        };
        Language::parse(tag).expect("the tag is well-formed")
    }
}

/// A line of a list that cannot be read: its number, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// From 1.
    pub line: usize,
    /// What is wrong, if the marks are; otherwise a column is missing or has another word.
    pub mistake: Option<Mistake>,
}

/// The marked words of one orthography.
///
/// # Errors
///
/// The first line that cannot be read.
pub fn read(list: &str, orthography: Orthography) -> Result<Vec<Marked>, BadLine> {
    let column = if orthography == Orthography::Old { 0 } else { 2 };
    let lines = list.lines().enumerate().skip(1).filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(n, line)| {
            let bad = |mistake| BadLine { line: n + 1, mistake };
            let mut cells = line.split('\t').skip(column);
            let (Some(word), Some(marked)) = (cells.next(), cells.next()) else {
                return Err(bad(None));
            };
            let marked = Marked::parse(marked.trim()).map_err(|mistake| bad(Some(mistake)))?;
            if marked.word == word.trim() { Ok(marked) } else { Err(bad(None)) }
        })
        .collect()
}

/// Counts of right and wrong breaks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Score {
    /// Words looked at.
    pub words: usize,
    /// Breaks found that are legal and asked for.
    pub right: usize,
    /// Breaks found that are not legal, or mislead.
    pub wrong: usize,
    /// Breaks asked for and not found.
    pub missed: usize,
    /// Those of the wrong ones that are legal but mislead.
    pub misleading: usize,
    /// Breaks found whose class is that of the list.
    pub classes: usize,
    /// Joints of compounds that the list has, among the breaks found.
    pub joints: usize,
    /// Those of them that were ranked as joints.
    pub joints_right: usize,
    /// Breaks ranked as joints that are none.
    pub joints_wrong: usize,
}

impl Score {
    /// Share of the breaks found that are right; 1 if none was found.
    pub fn precision(&self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    /// Share of the breaks asked for that were found.
    pub fn recall(&self) -> f64 {
        share(self.right, self.right + self.missed)
    }

    /// Share of the right breaks whose class is right too.
    pub fn class_share(&self) -> f64 {
        share(self.classes, self.right)
    }

    /// Share of the joints found that are ranked as joints.
    pub fn joint_recall(&self) -> f64 {
        share(self.joints_right, self.joints)
    }

    /// Share of the breaks ranked as joints that are joints.
    pub fn joint_precision(&self) -> f64 {
        share(self.joints_right, self.joints_right + self.joints_wrong)
    }

    /// Counts a word; gives whether all its breaks are right.
    pub fn count(&mut self, marked: &Marked, found: &[Break]) -> bool {
        self.words += 1;
        let before = self.wrong + self.missed;
        for one in found {
            let mark = marked.marks.iter().find(|mark| same(mark, one));
            match mark.map(|mark| mark.sign) {
                None => self.wrong += 1,
                Some(Sign::Misleading) => {
                    self.wrong += 1;
                    self.misleading += 1;
                }
                Some(Sign::Optional) => {}
                Some(sign) => self.count_right(sign, one.class),
            }
        }
        let asked = |mark: &&Mark| !matches!(mark.sign, Sign::Optional | Sign::Misleading);
        let missed = |mark: &&Mark| !found.iter().any(|one| same(mark, one));
        self.missed += marked.marks.iter().filter(asked).filter(missed).count();
        self.wrong + self.missed == before
    }

    fn count_right(&mut self, sign: Sign, class: Class) {
        self.right += 1;
        self.classes += usize::from(sign.class() == class);
        let (is, ranked) = (sign == Sign::Joint, class == Class::Joint);
        self.joints += usize::from(is);
        self.joints_right += usize::from(is && ranked);
        self.joints_wrong += usize::from(!is && ranked);
    }
}

fn same(mark: &Mark, one: &Break) -> bool {
    mark.at == one.at && (mark.kind == one.kind || one.kind == BreakKind::Hyphen)
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// Scores a list; `wrong` is told of each word that is not right, with the breaks found.
pub fn score(
    list: &[Marked],
    hyphenation: &Hyphenation,
    language: &Language,
    mut wrong: impl FnMut(&Marked, &[Break]),
) -> Score {
    let mut score = Score::default();
    for marked in list {
        let found = hyphenation.breaks(&marked.word, language);
        if !score.count(marked, &found) {
            wrong(marked, &found);
        }
    }
    score
}

/// The marked word with its misleading and free breaks.
fn shown(marked: &Marked) -> String {
    let mut out = marked.word.clone();
    for mark in marked.marks.iter().rev() {
        let sign = match mark.sign {
            Sign::Syllable => '-',
            Sign::Joint => '=',
            Sign::Prefix => '<',
            Sign::Suffix => '>',
            Sign::Optional => '~',
            Sign::Misleading => '.',
        };
        out.insert(mark.at, sign);
    }
    out
}

/// Any list at hand, `UMBRUCH_LIST=FILE`: which of its words are not broken as it says, and the score.
#[test]
fn a_list_at_hand_is_scored() {
    let Some(file) = std::env::var_os("UMBRUCH_LIST") else { return };
    let list = std::fs::read_to_string(file).expect("a list");
    for orthography in [Orthography::Old, Orthography::New] {
        let words = read(&list, orthography).expect("a list");
        let language = orthography.language();
        let score = score(&words, &Hyphenation::default(), &language, |marked, found| {
            println!("{} found, {} wanted", notation::mark(&marked.word, found), shown(marked));
        });
        println!(
            "{language}: {} words, precision {:.4}, recall {:.4} of {} breaks; {} wrong, {} of them misleading; {} missed",
            score.words,
            score.precision(),
            score.recall(),
            score.right + score.missed,
            score.wrong,
            score.misleading,
            score.missed,
        );
        println!(
            "{language}: class right {:.3}; compound joints ranked as such {:.3}, ranked so and right {:.3}",
            score.class_share(),
            score.joint_recall(),
            score.joint_precision(),
        );
    }
}
