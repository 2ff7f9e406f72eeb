//! Running heads: what stands above the pages of a section.

use super::super::markup::{Arguments, Markup};
use super::Lowering;
use crate::ir::{Heading, Inline, InlineKind, Section, in_language, plain};

/// Words of which a running head has fewer.
const MOST: usize = 200;
/// Letters of the longest Roman number that is likely to stand for a title: `XXXVIII`.
const ROMAN: usize = 7;

impl Lowering<'_> {
    /// What the running head says of a section: the short form of its heading, its title, or what the
    /// manifest calls it. A title that is but a number says nothing there.
    pub(super) fn head_of(&self, section: &Section) -> Vec<Inline> {
        let line = match &section.heading {
            Some(heading) => self.head_of_heading(heading, section),
            None => {
                let title = section.title.iter();
                title.map(|title| Inline::text(section.span, title)).collect()
            }
        };
        in_language(line, section.language.as_ref())
    }

    fn head_of_heading(&self, heading: &Heading, section: &Section) -> Vec<Inline> {
        let line = match &heading.short {
            Some(short) => vec![Inline::text(section.span, short)],
            None => self.book.excerpt(&heading.title),
        };
        let said = plain(&line);
        let says_something = said.chars().any(char::is_lowercase)
            || said.chars().filter(|c| c.is_alphabetic()).count() > ROMAN;
        if says_something { line } else { Vec::new() }
    }

    /// Writes a running head: as a string where it is words alone, else word by word, since it may have
    /// to be cut.
    pub(super) fn head_argument(&self, call: &mut Arguments<'_>, line: &[Inline]) {
        let said = plain(line).trim().to_owned();
        if said.is_empty() {
            return;
        }
        if line.iter().all(is_bare) {
            let words: Vec<&str> = said.split(' ').take(MOST).collect();
            return call.string("head", &words.join(" "));
        }
        let mut words = words(line);
        words.retain(|word| !plain(word).is_empty());
        words.truncate(MOST);
        call.list("head", |head| {
            head.list("words", |list| {
                for word in &words {
                    list.content("", |markup| self.head_word(markup, word));
                }
            });
            head.list("last", |list| {
                for word in &mut words {
                    trim(word);
                    list.content("", |markup| self.head_word(markup, word));
                }
            });
        });
    }

    /// A word of a running head is no paragraph of the book, and stands in the margin.
    fn head_word(&self, markup: &mut Markup, word: &[Inline]) {
        let from = markup.position();
        self.now.line(|| self.unhyphenated(markup, word));
        self.places.borrow_mut().add_margin(from..markup.position());
    }
}

fn is_bare(inline: &Inline) -> bool {
    inline.language.is_none() && matches!(inline.kind, InlineKind::Text { .. })
}

/// The words of a line, each in the look that it has in it; between two spaces stands an empty one.
fn words(line: &[Inline]) -> Vec<Vec<Inline>> {
    let mut words = vec![Vec::new()];
    for inline in line {
        let mut pieces = parts(inline).into_iter();
        if let (Some(first), Some(word)) = (pieces.next(), words.last_mut()) {
            word.extend(first);
        }
        words.extend(pieces);
    }
    words
}

/// An inline cut at its spaces, each part with what stands around it.
fn parts(inline: &Inline) -> Vec<Vec<Inline>> {
    if let InlineKind::Text { text } = &inline.kind {
        let part = |text: &str| {
            let text = (!text.is_empty()).then(|| text.to_owned());
            let part =
                text.map(|text| Inline { kind: InlineKind::Text { text }, ..inline.clone() });
            part.into_iter().collect()
        };
        return text.split(' ').map(part).collect();
    }
    if inline.children().is_empty() {
        return vec![vec![inline.clone()]];
    }
    let around = |content: Vec<Inline>| {
        let mut part = inline.clone();
        match part.children_mut() {
            Some(children) if !content.is_empty() => {
                *children = content;
                vec![part]
            }
            _ => Vec::new(),
        }
    };
    words(inline.children()).into_iter().map(around).collect()
}

/// Takes the marks off the end of a word, behind which the head is cut.
fn trim(word: &mut [Inline]) {
    let Some(last) = word.last_mut() else { return };
    if let InlineKind::Text { text } = &mut last.kind {
        let kept = text.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        text.truncate(kept);
    } else if let Some(children) = last.children_mut() {
        trim(children);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    fn inline(kind: InlineKind) -> Inline {
        Inline::new(Span::new(FileId(0), 0..0), kind)
    }

    fn text(text: &str) -> Inline {
        inline(InlineKind::Text { text: text.to_owned() })
    }

    #[test]
    fn a_line_is_cut_between_words_and_keeps_its_looks() {
        let stressed = inline(InlineKind::Emphasis { content: vec![text("der Welt"), text("en")] });
        let words = words(&[text("Lauf "), stressed, text(", m"), {
            inline(InlineKind::Superscript { content: vec![text("2")] })
        }]);
        let said: Vec<String> = words.iter().map(|word| plain(word)).collect();
        assert_eq!(said, ["Lauf", "der", "Welten,", "m²"]);
        assert!(matches!(words[1][0].kind, InlineKind::Emphasis { .. }));
        assert!(matches!(words[2][..], [Inline { kind: InlineKind::Emphasis { .. }, .. }, _]));
    }

    #[test]
    fn a_word_before_the_cut_loses_its_marks() {
        for (given, expected) in [("Welten,", "Welten"), ("Welt!“", "Welt"), ("Haus", "Haus")] {
            let mut word = vec![inline(InlineKind::Strong { content: vec![text(given)] })];
            trim(&mut word);
            assert_eq!(plain(&word), expected);
        }
    }
}
