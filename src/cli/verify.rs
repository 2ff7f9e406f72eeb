//! `umbruch verify`

use std::path::Path;

use super::Outcome;
use super::args::VerifyArgs;
use super::said::{self, Said};
use super::terminal::{self, Detail};
use crate::output::write_atomically;
use crate::pipeline;
use crate::source::Sources;
use crate::verify::{self, Demand};

/// Largest EPUB, in bytes.
const LIMIT: u64 = 1 << 30;

pub(super) fn run(args: &VerifyArgs) -> Outcome {
    let demand = if args.accessibility { Demand::Accessible } else { Demand::Standard };
    let detail = Detail::for_command("verify", args.all);
    let mut checked = Vec::new();
    for file in &args.files {
        let name = file.display().to_string();
        let bytes = match terminal::read_file(file, LIMIT) {
            Ok(bytes) => bytes,
            Err(why) => return terminal::complain(&format!("`{name}` cannot be read: {why}")),
        };
        let mut sources = Sources::default();
        let diagnostics = verify::verify(&name, &bytes, demand, &mut sources);
        checked.push(Said::of_file(diagnostics, &sources, args.format, detail));
        if let Some(folder) = &args.report
            && let Err(why) = report(folder, file, &bytes)
        {
            return terminal::complain(&why);
        }
    }
    said::tell(&checked, args.format)
}

/// Writes the report on accessibility; of what cannot be opened there is none, which is told already.
fn report(folder: &Path, file: &Path, bytes: &[u8]) -> Result<(), String> {
    let name = file.display().to_string();
    let Some(report) = pipeline::access_report(&name, bytes) else { return Ok(()) };
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    for (ending, bytes) in [("html", &report.page), ("json", &report.json)] {
        let path = folder.join(format!("{stem}.a11y.{ending}"));
        write_atomically(&path, bytes)
            .map_err(|why| format!("`{}` cannot be written: {why}", path.display()))?;
    }
    Ok(())
}
