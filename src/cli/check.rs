//! `umbruch check`

use super::args::CheckArgs;
use super::{Outcome, terminal};
use crate::pipeline;

pub(super) fn run(args: &CheckArgs) -> Outcome {
    let editions = match terminal::editions(&args.dirs) {
        Ok(editions) => editions,
        Err(message) => return terminal::complain(&message),
    };
    let opened: Vec<_> =
        editions.iter().map(|(_, folder)| pipeline::open(folder, &folder.name())).collect();
    terminal::report(&opened, args.format)
}
