//! Papers and what they measure.

/// A paper or a board, as mills and printers name it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paper {
    /// Weight of a square metre, in grams.
    pub grammage: f64,
    /// Bulk: cubic centimetres that a gram takes up, 1.0 for a paper as dense as water.
    pub volume: f64,
}

/// Papers that books are printed on, and boards for covers, with the bulk that their makers give.
///
/// Werkdruck is uncoated and bulky, offset uncoated and smooth, Bilderdruck coated for pictures,
/// Chromokarton a board that is coated on one side.
const PRESETS: [(&str, Paper); 20] = [
    ("werkdruck-80-1.5", paper(80.0, 1.5)),
    ("werkdruck-80-1.75", paper(80.0, 1.75)),
    ("werkdruck-80-2.0", paper(80.0, 2.0)),
    ("werkdruck-90-1.5", paper(90.0, 1.5)),
    ("werkdruck-90-1.75", paper(90.0, 1.75)),
    ("werkdruck-90-2.0", paper(90.0, 2.0)),
    ("werkdruck-100-1.5", paper(100.0, 1.5)),
    ("offset-80", paper(80.0, 1.25)),
    ("offset-90", paper(90.0, 1.25)),
    ("offset-100", paper(100.0, 1.25)),
    ("offset-120", paper(120.0, 1.25)),
    ("bilderdruck-115", paper(115.0, 0.9)),
    ("bilderdruck-135", paper(135.0, 0.9)),
    ("bilderdruck-150", paper(150.0, 0.9)),
    ("bilderdruck-170", paper(170.0, 0.9)),
    ("bilderdruck-250", paper(250.0, 0.95)),
    ("bilderdruck-300", paper(300.0, 0.95)),
    ("chromokarton-240", paper(240.0, 1.25)),
    ("chromokarton-260", paper(260.0, 1.25)),
    ("chromokarton-300", paper(300.0, 1.25)),
];

const fn paper(grammage: f64, volume: f64) -> Paper {
    Paper { grammage, volume }
}

impl Paper {
    /// The paper of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        PRESETS.iter().find(|(known, _)| *known == name).map(|(_, paper)| *paper)
    }

    /// The names that are known.
    pub fn names() -> impl Iterator<Item = &'static str> + Clone {
        PRESETS.iter().map(|(name, _)| *name)
    }

    /// How thick a leaf is: grammage × volume are micrometres.
    #[must_use]
    pub fn thickness(self) -> f64 {
        self.grammage * self.volume / 1000.0
    }
}

/// How wide the spine of a block with so many pages is: the thickness of its leaves, and that of the
/// cover's board in front and behind.
#[must_use]
pub fn spine_width(pages: usize, paper: Paper, board: Option<Paper>) -> f64 {
    let leaves = pages.div_ceil(2) as f64;
    leaves * paper.thickness() + 2.0 * board.map_or(0.0, Paper::thickness)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leaf_is_grammage_times_volume_thick() {
        let leaf = Paper { grammage: 90.0, volume: 1.5 }.thickness();
        assert!((leaf - 0.135).abs() < 1e-9);
    }

    #[test]
    fn a_spine_is_as_thick_as_its_leaves() {
        let werkdruck = Paper::named("werkdruck-90-1.75").expect("known");
        // 160 leaves of 0.1575 mm.
        assert!((spine_width(320, werkdruck, None) - 25.2).abs() < 1e-9);
        assert!((spine_width(319, werkdruck, None) - 25.2).abs() < 1e-9, "a leaf has two pages");
        let board = Paper::named("chromokarton-240");
        assert!((spine_width(320, werkdruck, board) - 25.8).abs() < 1e-9);
        assert_eq!(spine_width(0, werkdruck, None), 0.0);
    }

    #[test]
    fn names_are_not_given_twice() {
        let names: Vec<&str> = Paper::names().collect();
        assert!(names.iter().enumerate().all(|(at, name)| !names[..at].contains(name)));
        assert_eq!(Paper::named("werkdruck"), None);
    }
}
