//! What an e-book offers to those who cannot read print: what is found in the written documents
//! (`evidence`), what may be claimed on that ground (`claims`), and what stands against it (`gaps`).
//!
//! Nothing here knows how documents are written or read: the writer of the EPUB fills the evidence
//! from the documents as they go into the file, and puts the claims into the package.

mod claims;
mod evidence;
mod gaps;

pub use claims::{Claims, Feature, Hazard};
pub use evidence::{Document, Evidence, Heading, Notes, Passage, Picture, Statement, Table};
pub use gaps::Gap;
