//! The files of an edition in the one way in which they are written: lines of one length, keys in one order, one sign for each mark.

use serde_json::Value;

use super::open::WrittenEdition;
use super::session::Session;
use crate::ir::Manuscript;
use crate::stop::Stopped;
use crate::storage::{Folder, Overlay};
use crate::writers::source::{self, SourceFile};

/// Most letters of a line of running text.
const WIDTH: usize = 100;
/// How often what was written is read and written again until it stays: where a line ends, a sign may be taken for another.
const ROUNDS: usize = 6;

impl Session {
    /// Writes the edition in `folder`, whose own name is `name`, anew: the manifest and the texts of its sections, with the remarks in
    /// them. `None` if it cannot be read, or would be read otherwise then.
    ///
    /// # Errors
    /// If the session was told to stop.
    pub fn formatted(
        &self,
        folder: &dyn Folder,
        name: &str,
    ) -> Result<Option<Vec<SourceFile>>, Stopped> {
        let Some(edition) = self.read(folder, name)? else { return Ok(None) };
        let wanted = said(&edition.manuscript);
        let written = |edition: &WrittenEdition| {
            source::write(&edition.manuscript, &edition.settings, Some(WIDTH))
        };
        let mut files = written(&edition);
        for _ in 0..ROUNDS {
            let mut again = Overlay::new(folder);
            for file in &files {
                again.put(&folder.shown(&file.path), file.text.clone());
            }
            let Some(read) = self.read(&again, name)? else { return Ok(None) };
            if said(&read.manuscript) != wanted {
                return Ok(None);
            }
            let next = written(&read);
            if next == files {
                return Ok(Some(files));
            }
            files = next;
        }
        Ok(None)
    }
}

/// What a manuscript says, without places and names, which are those of its files.
fn said(manuscript: &Manuscript) -> Value {
    let mut value = serde_json::to_value(manuscript).unwrap_or_default();
    bare(&mut value);
    value
}

fn bare(value: &mut Value) {
    match value {
        Value::Object(map) => {
            for key in ["span", "path_span", "tex_span", "node", "files", "place", "key"] {
                // the key of a work is what is cited
                if key != "key" || map.get(key).is_some_and(|key| !key.is_string()) {
                    map.remove(key);
                }
            }
            map.values_mut().for_each(bare);
        }
        Value::Array(list) => {
            list.iter_mut().for_each(bare);
            joined(list);
        }
        _ => {}
    }
}

/// Pieces of text that follow one another are one: where lines end in the source, pieces do.
fn joined(list: &mut Vec<Value>) {
    let text = |value: &Value| match value.as_object() {
        Some(map) if map.len() == 2 && map.get("type")? == "text" => {
            map.get("text")?.as_str().map(str::to_owned)
        }
        _ => None,
    };
    let mut out: Vec<Value> = Vec::with_capacity(list.len());
    for value in list.drain(..) {
        let before = out.last().and_then(text);
        match (before, text(&value), out.last_mut()) {
            (Some(before), Some(own), Some(last)) => last["text"] = Value::String(before + &own),
            _ => out.push(value),
        }
    }
    *list = out;
}
