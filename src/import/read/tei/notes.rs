//! Notes: where they are called, and where they stand.

use super::inlines::{Flow, joins, pop_letter};
use super::{Reader, id_of, named};
use crate::import::draft::{EDITORS, LinkedNote};
use crate::ir::{Inline, InlineKind, plain};
use crate::xml::read::{Attributes, Node};

impl<'a> Reader<'a, '_> {
    /// A note where it stands in the text.
    pub(super) fn note(&mut self, node: Node<'a>) {
        // a note that goes on with one of the page before
        if let Some(before) =
            node.attr("prev").and_then(|id| self.labels.get(id.trim_start_matches('#'))).cloned()
        {
            let body = self.note_body(node);
            if let Some(id) = id_of(node) {
                self.labels.insert(id, before.clone());
            }
            if let Some(note) = self.notes.iter_mut().find(|note| note.label == before) {
                self.unsaid += usize::from(goes_on(&mut note.body, body));
                return;
            }
        }
        let is_called = id_of(node).is_some_and(|id| self.called.contains(id));
        let says_where = node.attr("target").is_some_and(|target| {
            let mut ids = target.split_whitespace().filter_map(|part| part.strip_prefix('#'));
            ids.any(|id| self.by_id.get(id).is_some_and(|at| !named(*at, &["ref", "ptr", "note"])))
        });
        let label = self.label(node);
        let body = self.note_body(node);
        if body.is_empty() {
            return;
        }
        self.came.notes += 1;
        self.notes.push(LinkedNote::new(label.clone(), body));
        if !is_called && !says_where {
            let call = Inline::new(self.span(node), InlineKind::NoteCall { label });
            self.flow().push(call);
        }
    }

    /// Whether a note is the editor's: its type says so, or who answers for it is not the author.
    fn is_editors(&self, node: Node<'a>) -> bool {
        const TYPES: [&str; 5] = ["edit", "hrsg", "herausgeb", "commentary", "kommentar"];
        let kind = node.attr("type").unwrap_or_default().to_lowercase();
        if TYPES.iter().any(|name| kind.contains(name)) {
            return true;
        }
        let is_author = |name: &str| match self.by_id.get(name.trim_start_matches('#')) {
            Some(person) => person.ancestors().any(|around| named(around, &["author"])),
            None => name.to_lowercase().contains("aut"),
        };
        let resp = node.attr("resp").unwrap_or_default();
        !resp.trim().is_empty() && !resp.split_whitespace().any(is_author)
    }

    /// The blocks of a note.
    fn note_body(&mut self, node: Node<'a>) -> Vec<crate::ir::Block> {
        self.lines.push(Flow::default());
        let pages = std::mem::take(&mut self.pages);
        let play = std::mem::replace(&mut self.in_play, false);
        let body = self.blocks_of(node, super::blocks::Depth::inside());
        self.in_play = play;
        self.pages.splice(0..0, pages);
        self.lines.pop();
        body
    }

    /// The label of a note: what stands before it in print, if that is a number or a letter.
    fn label(&mut self, node: Node<'a>) -> String {
        if let Some(known) = id_of(node).and_then(|id| self.labels.get(id)) {
            return known.clone();
        }
        let number = node.attr("n").or_else(|| id_of(node)).unwrap_or_default();
        let kept: String = number.chars().filter(char::is_ascii_alphanumeric).take(60).collect();
        let stem = if kept.is_empty() { format!("n{}", self.notes.len() + 1) } else { kept };
        let stem = if self.is_editors(node) { format!("{EDITORS}:{stem}") } else { stem };
        let mut label = stem.clone();
        let mut count = 1;
        while !self.used.insert(label.clone()) {
            count = if count == 1 { self.used.len() } else { count + 1 };
            label = format!("{stem}-{count}");
        }
        if let Some(id) = id_of(node) {
            self.labels.insert(id, label.clone());
        }
        label
    }

    /// The label of the note with an id.
    pub(super) fn call_by_id(&mut self, id: &str) -> Option<String> {
        let node = *self.by_id.get(id)?;
        // a note leads back to its call by the same means
        named(node, &["note"]).then(|| self.label(node))
    }

    /// Calls the notes that say that they belong to what has this id.
    pub(super) fn notes_called_at(&mut self, id: &str) {
        for note in self.called_at.get(id).cloned().unwrap_or_default() {
            let label = self.label(note);
            let call = Inline::new(self.span(note), InlineKind::NoteCall { label });
            self.flow().push(call);
        }
    }
}

/// What goes on with a note: its first paragraph with the last one; whether a word goes on, too.
fn goes_on(body: &mut Vec<crate::ir::Block>, more: Vec<crate::ir::Block>) -> bool {
    use crate::ir::BlockKind::Paragraph;
    let mut more = more.into_iter().peekable();
    let mut is_word = false;
    if let Some(last) = body.last_mut()
        && let Paragraph(open) = &mut last.kind
        && let Some(first) = more.next_if(|block| matches!(block.kind, Paragraph(_)))
        && let Paragraph(next) = first.kind
    {
        is_word = joins(&plain(&open.content), None, &plain(&next.content));
        if is_word {
            open.content.last_mut().into_iter().for_each(pop_letter);
        } else {
            open.content.push(Inline::text(first.span, " "));
        }
        open.content.extend(next.content);
    }
    body.extend(more);
    is_word
}
