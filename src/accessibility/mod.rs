//! What an e-book offers to those who cannot read print: what is found in the written documents
//! (`evidence`), what may be claimed on that ground (`claims`), and what stands against it (`gaps`).
//!
//! There is one reading of finished documents (`reading`, `style`), whoever wrote them: the writer of the EPUB has
//! its own read as they go into the file, and puts the claims into the package; the checker of EPUBs has those of
//! any other program read, and holds what their packages claim against it.

mod claims;
mod evidence;
mod gaps;
mod reading;
mod said;
mod style;

pub use claims::{Claims, Feature, Hazard};
pub use evidence::{Document, Evidence, Heading, Passage, Picture, Statement, Table};
pub use gaps::Gap;
pub use said::Said;
pub(crate) use style::{StyleEvidence, moves};
