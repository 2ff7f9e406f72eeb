//! What a printer has to know, as computation alone: paper and its bulk, the width of a spine, which
//! page stands where on a sheet, the bars of a bar code. Lengths are in millimetres.

mod barcode;
mod imposition;
mod job;
mod paper;
mod sheet;

pub use barcode::ean13;
pub use imposition::{Cell, Scheme, Sheet, impose};
pub use job::{Binding, Job, SpineText};
pub use paper::{Paper, spine_width};
pub use sheet::{SheetSize, sheet_named, sheet_names};
