//! Levels of headings in a whole book, none of which is skipped.

/// Gives headings their levels in reading order: each stands one below the heading that it belongs to,
/// whatever lies between the levels that the two ask for, and headings that ask for the same level
/// below the same heading get the same.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    /// The headings above the next one: the level that each asked for, and the one that it got.
    above: Vec<(u8, u8)>,
}

impl Levels {
    /// Levels below a heading of the first level.
    #[must_use]
    pub fn below_first() -> Self {
        Self { above: vec![(1, 1)] }
    }

    /// Ends what stands below a heading that would ask for `level`: what follows belongs to none of it,
    /// though it has no heading of its own.
    pub fn end(&mut self, level: u8) {
        while self.above.pop_if(|(asked, _)| *asked >= level).is_some() {}
    }

    /// The level of the next heading, from 1, which asks for `wanted`.
    pub fn next(&mut self, wanted: u8) -> u8 {
        self.end(wanted);
        let level = self.above.last().map_or(1, |(_, got)| got.saturating_add(1));
        self.above.push((wanted, level));
        level
    }
}

#[cfg(test)]
mod tests {
    use super::Levels;

    fn given(mut levels: Levels, wanted: &[u8]) -> Vec<u8> {
        wanted.iter().map(|level| levels.next(*level)).collect()
    }

    #[test]
    fn no_level_is_skipped_and_neighbours_stay_neighbours() {
        for (wanted, expected) in [
            (vec![1, 2, 3, 2, 3, 3], vec![1, 2, 3, 2, 3, 3]),
            // Two headings of notes right below a part, then a chapter with its own.
            (vec![1, 3, 3, 2, 3], vec![1, 2, 2, 2, 3]),
            (vec![3, 3, 1, 2], vec![1, 1, 1, 2]),
            (vec![1, 4, 3, 2], vec![1, 2, 2, 2]),
        ] {
            assert_eq!(given(Levels::default(), &wanted), expected);
        }
        assert_eq!(given(Levels::below_first(), &[2, 4, 4, 1, 3]), [2, 3, 3, 1, 2]);
    }

    #[test]
    fn what_has_no_heading_does_not_belong_to_the_one_before() {
        let mut levels = Levels::below_first();
        assert_eq!([levels.next(2), levels.next(3)], [2, 3]);
        levels.end(2);
        assert_eq!([levels.next(3), levels.next(4), levels.next(3)], [2, 3, 2]);
    }
}
