//! `umbruch verify`

use super::Outcome;
use super::args::VerifyArgs;
use super::terminal::{self, Detail};
use crate::source::Sources;
use crate::verify::{self, Demand};

/// Largest EPUB, in bytes.
const LIMIT: u64 = 1 << 30;

pub(super) fn run(args: &VerifyArgs) -> Outcome {
    let demand = if args.accessibility { Demand::Accessible } else { Demand::Standard };
    let mut checked = Vec::new();
    for file in &args.files {
        let name = file.display().to_string();
        let bytes = match terminal::read_file(file, LIMIT) {
            Ok(bytes) => bytes,
            Err(why) => return terminal::complain(&format!("`{name}` cannot be read: {why}")),
        };
        let mut sources = Sources::default();
        let diagnostics = verify::verify(&name, &bytes, demand, &mut sources);
        checked.push((diagnostics, sources));
    }
    let told: Vec<terminal::Told<'_>> =
        checked.iter().map(|(diagnostics, sources)| (diagnostics.as_slice(), sources)).collect();
    terminal::tell(&told, args.format, Detail::of("verify", args.all))
}
