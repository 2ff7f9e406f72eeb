//! A folder that notes what is asked of it, and what it answers.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::output::checksum;
use crate::storage::{Folder, ReadError};

/// What a folder is asked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Question {
    /// For the bytes of a file, at most so many.
    File(String, u64),
    /// For the names of files in a folder.
    Files(String),
    /// For the names of folders in a folder.
    Folders(String),
}

/// What came of a question: a sum of what was given, or why nothing was.
pub(super) type Answer = String;

impl Question {
    /// What the folder answers now.
    pub(super) fn ask(&self, folder: &dyn Folder) -> Answer {
        match self {
            Self::File(path, limit) => of_file(&folder.read(path, *limit)),
            Self::Files(path) => of_names(&folder.files_in(path)),
            Self::Folders(path) => of_names(&folder.folders_in(path)),
        }
    }
}

fn of_file(read: &Result<Vec<u8>, ReadError>) -> Answer {
    match read {
        Ok(bytes) => checksum(bytes),
        Err(error) => format!("{error:?}"),
    }
}

/// No name holds a zero byte.
fn of_names(names: &[String]) -> Answer {
    checksum(names.join("\0").as_bytes())
}

/// A folder that notes what is asked of it.
pub struct Watched<'a> {
    below: &'a dyn Folder,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    answers: BTreeMap<Question, Answer>,
    /// Whether one question had two answers.
    changed: bool,
}

impl<'a> Watched<'a> {
    /// The folder, of which nothing was asked yet.
    #[must_use]
    pub fn new(below: &'a dyn Folder) -> Self {
        Self { below, seen: Mutex::default() }
    }

    fn note(&self, question: Question, answer: Answer) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let before = seen.answers.insert(question, answer.clone());
        seen.changed |= before.is_some_and(|before| before != answer);
    }

    /// The SHA-256 sum of all that was read, by path; `None` if the folder changed meanwhile. Where the folder lies does not count.
    #[must_use]
    pub fn sum(&self) -> Option<String> {
        let seen = self.seen()?;
        let lines = seen.iter().map(|(question, answer)| format!("{question:?} {answer}\n"));
        Some(checksum(lines.collect::<String>().as_bytes()))
    }

    /// All that was asked, sorted, with what was answered; `None` if the folder changed meanwhile.
    pub(super) fn seen(&self) -> Option<Vec<(Question, Answer)>> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        (!seen.changed).then(|| seen.answers.clone().into_iter().collect())
    }
}

impl Folder for Watched<'_> {
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
        let read = self.below.read(path, limit);
        self.note(Question::File(path.to_owned(), limit), of_file(&read));
        read
    }

    fn files_in(&self, path: &str) -> Vec<String> {
        let names = self.below.files_in(path);
        self.note(Question::Files(path.to_owned()), of_names(&names));
        names
    }

    fn folders_in(&self, path: &str) -> Vec<String> {
        let names = self.below.folders_in(path);
        self.note(Question::Folders(path.to_owned()), of_names(&names));
        names
    }

    fn shown(&self, path: &str) -> String {
        self.below.shown(path)
    }
}
