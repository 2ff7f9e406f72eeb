//! References to pages: the word for the page comes with the number.

use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{Book, Inline, InlineKind, walk};

/// Words that stand before the number of a page.
const WORDS: [&str; 8] = ["S.", "Seite", "Seiten", "p.", "pp.", "page", "pages", "pag."];

/// Reports a word for the page before a reference that brings its own.
pub(super) fn page_words(book: &Book, diagnostics: &mut Diagnostics) {
    walk::lines(book.manuscript(), &mut |_, line| look(line, diagnostics));
}

fn look(line: &[Inline], diagnostics: &mut Diagnostics) {
    let mut before = "";
    for inline in line {
        match &inline.kind {
            InlineKind::PageReference { content, .. } if content.is_empty() => {
                let word = before.trim_end().rsplit(|c: char| c.is_whitespace() || c == '(').next();
                let word = word.filter(|word| WORDS.contains(word));
                if let Some(word) = word {
                    diagnostics.report(
                        Code::PageWord,
                        inline.span,
                        format!("`{word}` stands before a reference to a page that brings its own word"),
                        format!("delete `{word}`: where pages are known it comes with their number, and where not, the title of the place stands here"),
                    );
                }
            }
            _ => look(inline.children(), diagnostics),
        }
        before = match &inline.kind {
            InlineKind::Text { text } if text.trim().is_empty() => before,
            InlineKind::Text { text } => text,
            _ => "",
        };
    }
}
