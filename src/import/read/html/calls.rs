//! Calls of notes in a line: nothing stands between them and the word before them.

use crate::ir::{Inline, InlineKind};

/// Takes the space before calls of notes away, and brackets around them.
pub(super) fn calls(content: &mut Vec<Inline>) {
    for at in 0..content.len() {
        if let Some(inner) = content[at].children_mut() {
            calls(inner);
        }
        if !matches!(content[at].kind, InlineKind::NoteCall { .. }) {
            continue;
        }
        let (before, behind) = content.split_at_mut(at);
        let before = before.last_mut().and_then(text_mut);
        let behind = behind.get_mut(1).and_then(text_mut);
        if let (Some(before), Some(behind)) = (&before, &behind) {
            let pair = [('[', ']'), ('(', ')')];
            let around = pair
                .iter()
                .any(|(open, close)| before.ends_with(*open) && behind.starts_with(*close));
            if around {
                let (before, behind) = (before.len() - 1, behind[1..].to_owned());
                if let Some(text) = content[at - 1..].first_mut().and_then(text_mut) {
                    text.truncate(before);
                }
                if let Some(text) = content.get_mut(at + 1).and_then(text_mut) {
                    *text = behind;
                }
            }
        }
        if let Some(text) = at.checked_sub(1).and_then(|at| content.get_mut(at)).and_then(text_mut)
        {
            let kept = text.trim_end_matches([' ', '\u{A0}', '\u{202F}', '\u{2009}']).len();
            if kept > 0 {
                text.truncate(kept);
            }
        }
    }
    content.retain(|one| !matches!(&one.kind, InlineKind::Text { text } if text.is_empty()));
}

fn text_mut(inline: &mut Inline) -> Option<&mut String> {
    match &mut inline.kind {
        InlineKind::Text { text } => Some(text),
        _ => None,
    }
}
