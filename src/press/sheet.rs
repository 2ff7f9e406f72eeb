//! Sizes of sheets.

/// A sheet: width and height, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SheetSize {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// Upright, as the standards name them: ISO 216, ISO 217, and the sheets of German printing presses.
const NAMED: [(&str, f64, f64); 9] = [
    ("A5", 148.0, 210.0),
    ("A4", 210.0, 297.0),
    ("A3", 297.0, 420.0),
    ("A2", 420.0, 594.0),
    ("SRA4", 225.0, 320.0),
    ("SRA3", 320.0, 450.0),
    ("SRA2", 450.0, 640.0),
    ("50x70", 500.0, 700.0),
    ("70x100", 700.0, 1000.0),
];

/// The sheet of that name.
#[must_use]
pub fn sheet_named(name: &str) -> Option<SheetSize> {
    let found = NAMED.iter().find(|(known, ..)| known.eq_ignore_ascii_case(name));
    found.map(|&(_, width, height)| SheetSize { width, height })
}

/// The names that are known.
pub fn sheet_names() -> impl Iterator<Item = &'static str> + Clone {
    NAMED.iter().map(|(name, ..)| *name)
}

impl SheetSize {
    /// The sheet, upright or lying as what it is to hold, that holds so much; `None` if it is too small.
    ///
    /// A tenth of a millimetre is no reason to refuse: pages of A5 lie side by side on A4.
    #[must_use]
    pub fn holding(self, width: f64, height: f64) -> Option<Self> {
        let lying = Self { width: self.height, height: self.width };
        let holds = |sheet: &Self| sheet.width + 0.1 >= width && sheet.height + 0.1 >= height;
        let along = (self.width > self.height) == (width > height);
        let (first, second) = if along { (self, lying) } else { (lying, self) };
        [first, second].into_iter().find(holds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_turned_to_hold_its_pages() {
        let a4 = sheet_named("a4").expect("known");
        let lying = SheetSize { width: 297.0, height: 210.0 };
        assert_eq!(a4.holding(296.0, 210.0), Some(lying));
        assert_eq!(a4.holding(200.0, 290.0), Some(a4));
        assert_eq!(a4.holding(200.0, 150.0), Some(lying), "the long side along the long side");
        assert_eq!(a4.holding(298.0, 211.0), None);
    }
}
