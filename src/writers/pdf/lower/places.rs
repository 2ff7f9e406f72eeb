//! Where in the markup words may be broken that the typesetter does not break there.

use std::ops::Range;

/// Such places, and the paragraphs in which they lie.
#[derive(Debug, Default)]
pub(in crate::writers::pdf) struct Places {
    /// The bytes before which a soft hyphen may stand, in ascending order.
    pub(in crate::writers::pdf) breaks: Vec<usize>,
    paragraphs: Vec<Paragraph>,
}

#[derive(Debug)]
struct Paragraph {
    range: Range<usize>,
    /// The paragraph in which it lies, as a note at the foot lies in the one that calls it.
    around: Option<usize>,
}

impl Places {
    /// Adds the markup of a paragraph that holds such a place; what lies in it was added before.
    pub(super) fn add_paragraph(&mut self, range: Range<usize>) {
        self.paragraphs.push(Paragraph { range, around: None });
    }

    /// Puts paragraphs in order, so that they can be found.
    pub(super) fn sorted(mut self) -> Self {
        self.paragraphs
            .sort_by_key(|paragraph| (paragraph.range.start, usize::MAX - paragraph.range.end));
        let mut open: Vec<usize> = Vec::new();
        for index in 0..self.paragraphs.len() {
            let start = self.paragraphs[index].range.start;
            while open.pop_if(|last| self.paragraphs[*last].range.end <= start).is_some() {}
            self.paragraphs[index].around = open.last().copied();
            open.push(index);
        }
        self
    }

    /// The index of the innermost paragraph with that byte.
    pub(in crate::writers::pdf) fn paragraph(&self, byte: usize) -> Option<usize> {
        let after = self.paragraphs.partition_point(|paragraph| paragraph.range.start <= byte);
        let mut index = after.checked_sub(1)?;
        while self.paragraphs[index].range.end <= byte {
            index = self.paragraphs[index].around?;
        }
        Some(index)
    }
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn the_innermost_paragraph_is_found() {
        let mut places = Places::default();
        for range in [10..20, 30..35, 5..40, 50..60] {
            places.add_paragraph(range);
        }
        let places = places.sorted();
        let found: Vec<Option<usize>> =
            [4, 5, 12, 25, 34, 39, 45, 55].into_iter().map(|byte| places.paragraph(byte)).collect();
        assert_eq!(found, [None, Some(0), Some(1), Some(0), Some(2), Some(0), None, Some(3)]);
    }
}
