//! Code in a line: where the line may end within a word of it that is longer than it should be.

use std::ops::Range;

/// A word of code with more signs than this is parted: behind its marks, else behind so many signs.
const LONGEST: usize = 24;
/// Behind these marks a word of code may end a line.
const MARKS: [char; 10] = ['-', '/', '.', ':', '_', '=', ',', ';', '&', '?'];

/// The parts of a text, each with the spaces behind it; one if none of its words is too long.
pub(in crate::writers::pdf) fn parts(text: &str) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        starts.extend(starts_in(word.trim_end()).into_iter().map(|inner| at + inner));
        at += word.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(from, to)| *from..to).collect()
}

/// Where the parts of a word begin, but the first.
fn starts_in(word: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    if word.chars().nth(LONGEST).is_none() {
        return starts;
    }
    let (mut signs, mut marked, mut joined) = (0, false, false);
    for (at, c) in word.char_indices() {
        let mark = MARKS.contains(&c);
        let letter = c.is_alphanumeric() && !joined;
        if at > 0 && (marked && !mark && letter || signs >= LONGEST && (letter || mark)) {
            starts.push(at);
            signs = 0;
        }
        signs += 1;
        marked = mark;
        joined = c == '\u{200d}';
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::parts;

    fn pieces(text: &str) -> Vec<&str> {
        parts(text).into_iter().map(|part| &text[part]).collect()
    }

    #[test]
    fn short_words_stay_whole() {
        assert_eq!(pieces("git commit --amend"), ["git commit --amend"]);
        assert_eq!(pieces(""), [""]);
    }

    #[test]
    fn long_words_are_parted_behind_their_marks() {
        assert_eq!(
            pieces("use std::collections::HashMap::with_capacity now"),
            ["use std::", "collections::", "HashMap::", "with_", "capacity now"]
        );
    }

    #[test]
    fn without_marks_they_are_parted_anywhere() {
        assert_eq!(pieces(&"x".repeat(50)), ["x".repeat(24), "x".repeat(24), "xx".to_owned()]);
    }
}
