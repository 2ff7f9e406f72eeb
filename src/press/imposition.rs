//! Imposition: which page stands where on a sheet, so that the folded sheet has them in order.
//!
//! A signature is thought of as it lies folded on the table, page 1 on top, the spine to the left,
//! and is opened fold by fold. What then lies on the table is the sheet.

/// How pages are put on sheets, for books bound at the left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Sheets of four pages, put into one another and stapled through the fold.
    Booklet,
    /// Signatures of 8 pages, folded twice, laid upon one another.
    Signatures8,
    /// Signatures of 16 pages, folded three times.
    Signatures16,
    /// Signatures of 32 pages, folded four times.
    Signatures32,
}

/// A fold, as it is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    /// The upper half of the leaves is laid over to the left.
    Left,
    /// The upper half is laid over to the right.
    Right,
    /// The upper half is laid over the head.
    Up,
}

/// A sheet with its pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Index of the signature to which it belongs.
    pub signature: usize,
    /// Pages side by side.
    pub columns: usize,
    /// Pages one above the other.
    pub rows: usize,
    /// The side with the signature's first page, row by row, as one looks at it.
    pub front: Vec<Cell>,
    /// The other side, seen after the sheet was turned over like a leaf of a book.
    pub back: Vec<Cell>,
}

/// A page's place on a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Index of the page, from 0; none: a blank that fills up the last signature.
    pub page: Option<usize>,
    /// Whether its spine is to its left, as that of all right-hand pages.
    pub recto: bool,
    /// Whether it stands upside down.
    pub turned: bool,
    /// How many leaves lie around it in the fold of the signature: by so many thicknesses its outer
    /// edge sticks out.
    pub inside: usize,
}

impl Scheme {
    /// The folds of a sheet, the last one first.
    fn folds(self) -> &'static [Fold] {
        match self {
            Self::Booklet => &[Fold::Left],
            Self::Signatures8 => &[Fold::Left, Fold::Up],
            Self::Signatures16 => &[Fold::Left, Fold::Up, Fold::Right],
            Self::Signatures32 => &[Fold::Left, Fold::Up, Fold::Right, Fold::Up],
        }
    }

    /// The number of pages must be a multiple of it.
    #[must_use]
    pub fn step(self) -> usize {
        2 << self.folds().len()
    }

    /// Columns and rows of a sheet.
    #[must_use]
    pub fn grid(self) -> (usize, usize) {
        let up = self.folds().iter().filter(|fold| **fold == Fold::Up).count();
        (1 << (self.folds().len() - up), 1 << up)
    }
}

/// Puts so many pages on sheets; blanks stand behind the last one.
#[must_use]
pub fn impose(scheme: Scheme, pages: usize) -> Vec<Sheet> {
    let padded = pages.next_multiple_of(scheme.step());
    let size = if scheme == Scheme::Booklet { padded.max(4) } else { scheme.step() };
    let mut sheets = Vec::new();
    for signature in 0..padded / size {
        let first = signature * size;
        let mut laid = Laid::folded(size / 2);
        for fold in scheme.folds() {
            laid = laid.opened(*fold);
        }
        let cell = |face: Face| {
            let page = first + face.page();
            Cell {
                page: (page < pages).then_some(page),
                recto: face.page().is_multiple_of(2),
                turned: face.turned,
                inside: face.leaf.min(size / 2 - 1 - face.leaf),
            }
        };
        sheets.extend(laid.sheets(signature, &cell));
    }
    sheets
}

/// A leaf as it lies there: which of its pages one sees, and how.
#[derive(Debug, Clone, Copy)]
struct Face {
    leaf: usize,
    /// Whether its second page lies on top.
    verso: bool,
    turned: bool,
}

impl Face {
    fn page(self) -> usize {
        2 * self.leaf + usize::from(self.verso)
    }

    fn flipped(self) -> Self {
        Self { verso: !self.verso, ..self }
    }
}

/// Leaves on the table: row by row the piles, each from top to bottom.
#[derive(Debug)]
struct Laid {
    columns: usize,
    rows: usize,
    piles: Vec<Vec<Face>>,
}

impl Laid {
    fn folded(leaves: usize) -> Self {
        let face = |leaf| Face { leaf, verso: false, turned: false };
        Self { columns: 1, rows: 1, piles: vec![(0..leaves).map(face).collect()] }
    }

    fn opened(&self, fold: Fold) -> Self {
        let (columns, rows) = match fold {
            Fold::Left | Fold::Right => (2 * self.columns, self.rows),
            Fold::Up => (self.columns, 2 * self.rows),
        };
        let mut piles = vec![Vec::new(); columns * rows];
        for row in 0..self.rows {
            for column in 0..self.columns {
                let pile = &self.piles[row * self.columns + column];
                let (top, rest) = pile.split_at(pile.len() / 2);
                let over = top.iter().rev().map(|face| {
                    let turned = face.turned != (fold == Fold::Up);
                    Face { turned, ..face.flipped() }
                });
                let (stays, goes) = match fold {
                    Fold::Left => ((row, self.columns + column), (row, self.columns - 1 - column)),
                    Fold::Right => ((row, column), (row, columns - 1 - column)),
                    Fold::Up => ((self.rows + row, column), (self.rows - 1 - row, column)),
                };
                piles[stays.0 * columns + stays.1] = rest.to_vec();
                piles[goes.0 * columns + goes.1] = over.collect();
            }
        }
        Self { columns, rows, piles }
    }

    /// The sheets, the outermost first. The first page lies below, so that is the front.
    fn sheets(&self, signature: usize, cell: &dyn Fn(Face) -> Cell) -> Vec<Sheet> {
        let (columns, rows) = (self.columns, self.rows);
        let depth = self.piles.first().map_or(0, Vec::len);
        let sheet = |layer: usize| {
            let seen = |row: usize, column: usize| self.piles[row * columns + column][layer];
            let all = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
            let below = |(row, column)| cell(seen(row, columns - 1 - column).flipped());
            Sheet {
                signature,
                columns,
                rows,
                front: all.clone().map(below).collect(),
                back: all.map(|(row, column)| cell(seen(row, column))).collect(),
            }
        };
        (0..depth).rev().map(sheet).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seven_pages_make_a_booklet() {
        let sheets = impose(Scheme::Booklet, 7);
        let pages = |cells: &[Cell]| cells.iter().map(|c| c.page).collect::<Vec<_>>();
        assert_eq!(pages(&sheets[0].front), [None, Some(0)]);
        assert_eq!(pages(&sheets[0].back), [Some(1), Some(6)]);
        assert_eq!(pages(&sheets[1].front), [Some(5), Some(2)]);
    }

    /// Pages of a side from 1, upside down ones negative, blanks 0.
    fn numbers(cells: &[Cell]) -> Vec<i64> {
        let number = |cell: &Cell| cell.page.map_or(0, |page| page as i64 + 1);
        cells.iter().map(|cell| if cell.turned { -number(cell) } else { number(cell) }).collect()
    }

    /// The schemes as trade books print them.
    #[test]
    fn signatures_are_those_of_the_trade() {
        let eight = &impose(Scheme::Signatures8, 8)[0];
        assert_eq!(numbers(&eight.front), [-5, -4, 8, 1]);
        assert_eq!(numbers(&eight.back), [-3, -6, 2, 7]);
        let sixteen = &impose(Scheme::Signatures16, 16)[0];
        assert_eq!(numbers(&sixteen.front), [-5, -12, -9, -8, 4, 13, 16, 1]);
        assert_eq!(numbers(&sixteen.back), [-7, -10, -11, -6, 2, 15, 14, 3]);
    }

    #[test]
    fn the_last_signature_is_filled_with_blanks() {
        let sheets = impose(Scheme::Signatures8, 11);
        assert_eq!(sheets.len(), 2);
        assert_eq!(numbers(&sheets[1].front), [0, 0, 0, 9]);
        assert_eq!(numbers(&sheets[1].back), [-11, 0, 10, 0]);
        assert!(impose(Scheme::Signatures16, 0).is_empty());
    }

    #[test]
    fn conjugate_pages_share_a_fold() {
        for scheme in [Scheme::Booklet, Scheme::Signatures16, Scheme::Signatures32] {
            let pages = 32;
            let sheets = impose(scheme, pages);
            let size = if scheme == Scheme::Booklet { pages } else { scheme.step() };
            for sheet in &sheets {
                for pair in sheet.front.chunks(2).chain(sheet.back.chunks(2)) {
                    let [left, right] = pair else { panic!("pairs") };
                    let sum = left.page.unwrap_or(0) + right.page.unwrap_or(0);
                    assert_eq!(sum % size, size - 1, "{pair:?}");
                    assert_eq!(left.inside, right.inside);
                    // The spine is between them.
                    assert_eq!(left.recto, left.turned, "{pair:?}");
                }
            }
        }
    }

    #[test]
    fn grids_fit_their_folds() {
        assert_eq!(Scheme::Booklet.grid(), (2, 1));
        assert_eq!(Scheme::Signatures32.grid(), (4, 4));
        assert_eq!(Scheme::Signatures16.step(), 16);
        assert_eq!(Scheme::Booklet.step(), 4);
    }
}
