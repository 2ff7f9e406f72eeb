//! What was told of an edition, so that it can be told again with its places, in whatever form is asked for then.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::watched::{Answer, Question};
use crate::diagnostics::{Diagnostic, Fix};
use crate::output::checksum;
use crate::source::{FileId, Sources, Span};
use crate::storage::Folder;

/// Messages, and the files in which their places are.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Told {
    files: Vec<File>,
    list: Vec<Diagnostic>,
}

/// A file in which something is told.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum File {
    /// One of the edition, by its path there and the limit with which it is read.
    Read(String, u64),
    /// Another one, such as a file in an EPUB: the path that is shown, and its text.
    Text(String, String),
}

impl Told {
    /// `list` with the files of `sources` of which it speaks; the text of those that were `read` from the folder need not be kept.
    pub(super) fn new(
        list: &[Diagnostic],
        sources: &Sources,
        folder: &dyn Folder,
        read: &[(Question, Answer)],
    ) -> Self {
        let of_edition: BTreeMap<(String, &str), (&String, u64)> = read
            .iter()
            .filter_map(|(question, answer)| match question {
                Question::File(path, limit) => {
                    Some(((folder.shown(path), answer.as_str()), (path, *limit)))
                }
                Question::Files(_) | Question::Folders(_) => None,
            })
            .collect();
        let mut files = Vec::new();
        let mut numbers: BTreeMap<FileId, FileId> = BTreeMap::new();
        let mut list = list.to_vec();
        for span in list.iter_mut().flat_map(spans) {
            span.file = *numbers.entry(span.file).or_insert_with_key(|id| {
                let file = sources.file(*id);
                let sum = checksum(file.text().as_bytes());
                files.push(match of_edition.get(&(file.path().to_owned(), sum.as_str())) {
                    Some((path, limit)) => File::Read((*path).clone(), *limit),
                    None => File::Text(file.path().to_owned(), file.text().to_owned()),
                });
                FileId(u32::try_from(files.len() - 1).unwrap_or(u32::MAX))
            });
        }
        Self { files, list }
    }

    /// The messages, and the files of which they speak; `None` if one of the files cannot be had as it was.
    pub(super) fn tell(mut self, folder: &dyn Folder) -> Option<(Vec<Diagnostic>, Sources)> {
        let mut sources = Sources::default();
        let count = self.files.len();
        for file in self.files {
            let (path, text) = match file {
                File::Read(path, limit) => {
                    let text = String::from_utf8(folder.read(&path, limit).ok()?).ok()?;
                    (folder.shown(&path), text)
                }
                File::Text(path, text) => (path, text),
            };
            sources.add(path, text);
        }
        let known = |span: &mut Span| (span.file.0 as usize) < count;
        let known = self.list.iter_mut().flat_map(spans).all(known);
        known.then_some((self.list, sources))
    }
}

/// All places of a message.
fn spans(one: &mut Diagnostic) -> impl Iterator<Item = &mut Span> {
    let fix = one.fix.as_mut().map(|Fix { span, .. }| span);
    [&mut one.span].into_iter().chain(&mut one.also).chain(fix)
}
