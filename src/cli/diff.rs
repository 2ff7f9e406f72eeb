//! `umbruch diff`

use super::args::{ChangesFormat, DiffArgs};
use super::terminal::{self, print};
use super::{Outcome, refused, side};
use crate::diff;
use crate::output::write_atomically;
use crate::writers::changes::{self, Look};

/// The status is 0 if nothing changed, 1 if something did, 2 if one of the sides cannot be read.
pub(super) fn run(args: &DiffArgs) -> Outcome {
    let (old, new) = match (side::read(&args.old), side::read(&args.new)) {
        (Ok(old), Ok(new)) => (old, new),
        (old, new) => {
            let why = [old.err(), new.err()].into_iter().flatten();
            why.for_each(|why| terminal::eprint_text(&why));
            return Outcome::Usage;
        }
    };
    let found = diff::compare(&old, &new);
    let (old_name, new_name) = (args.old.display().to_string(), args.new.display().to_string());
    let names = (old_name.as_str(), new_name.as_str());
    let told = match args.format {
        ChangesFormat::Text => {
            let color = args.output.is_none() && terminal::prints_color();
            changes::text(&found, names, Look { color, all: args.all }).into_bytes()
        }
        ChangesFormat::Json => changes::json(&found, names),
        ChangesFormat::Html => changes::page(&found, names),
        ChangesFormat::Imprint => changes::imprint(&found).into_bytes(),
    };
    let written = match &args.output {
        None => print(&told),
        Some(path) => match write_atomically(path, &told) {
            Ok(()) => Outcome::Clean,
            Err(error) => {
                let why = refused::to_write(&error);
                terminal::complain(&format!("`{}` cannot be written: {why}", path.display()))
            }
        },
    };
    let differs = if found.is_empty() { Outcome::Clean } else { Outcome::Errors };
    written.max(differs)
}
