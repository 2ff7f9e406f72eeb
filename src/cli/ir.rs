//! `umbruch ir`

use super::Outcome;
use super::args::{Format, IrArgs};
use super::build;
use super::said::{self, Said};
use super::terminal::{self, Detail};
use crate::ir::Exchange;
use crate::pipeline;
use crate::storage::DiskFolder;

pub(super) fn run(args: &IrArgs) -> Outcome {
    if args.schema {
        return terminal::print(format!("{}\n", schema()).as_bytes());
    }
    let Some(dir) = &args.dir else {
        return terminal::complain("name the folder of an edition: `umbruch ir DIR --json`");
    };
    let folder = match DiskFolder::open(dir) {
        Ok(folder) => folder,
        Err(error) => {
            return terminal::complain(&format!("`{}` cannot be opened: {error}", dir.display()));
        }
    };
    if let Some(json) = &args.from {
        return build::from_manuscript(&folder, json, &args.out);
    }
    let opened = pipeline::open(&folder, &folder.name());
    if let Some((_, book, _)) = &opened.content
        && !opened.has_errors()
    {
        let handed = match args.manuscript {
            true => Exchange::of_manuscript(book.manuscript().clone()),
            false => Exchange::of_book(book.clone()),
        };
        let json = serde_json::to_string_pretty(&handed).expect("a book is always JSON");
        if terminal::print(format!("{json}\n").as_bytes()) == Outcome::Usage {
            return Outcome::Usage;
        }
    }
    let told = Said::of_edition(opened, Format::Text, Detail::Grouped("check"));
    said::report(&[told], Format::Text)
}

/// The JSON Schema of the intermediate representation.
#[must_use]
pub fn schema() -> String {
    let schema = schemars::schema_for!(Exchange);
    serde_json::to_string_pretty(&schema).expect("a schema is always JSON")
}
