//! How far a build is: bars on a terminal, plain lines elsewhere.

use std::io::IsTerminal;

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::terminal;

/// The display of a run.
pub(super) struct Progress {
    bars: Option<MultiProgress>,
}

impl Progress {
    pub fn new() -> Self {
        let bars = std::io::stderr()
            .is_terminal()
            .then(|| MultiProgress::with_draw_target(ProgressDrawTarget::stderr()));
        Self { bars }
    }

    /// The line of one edition, which takes `steps` steps.
    pub fn edition(&self, name: &str, steps: usize) -> Line {
        let bar = self.bars.as_ref().map(|bars| {
            let style =
                ProgressStyle::with_template("{prefix:20!} {bar:24} {pos}/{len} {wide_msg}")
                    .unwrap_or_else(|_| ProgressStyle::default_bar());
            let bar = bars.add(ProgressBar::new(steps as u64).with_style(style));
            bar.set_prefix(name.to_owned());
            bar.tick();
            bar
        });
        Line { name: name.to_owned(), bar }
    }
}

/// The line of one edition.
pub(super) struct Line {
    name: String,
    bar: Option<ProgressBar>,
}

impl Line {
    pub fn step(&self, what: &str) {
        match &self.bar {
            Some(bar) => {
                bar.set_message(what.to_owned());
                bar.inc(1);
            }
            None => terminal::say(&format!("{}: {what}", self.name)),
        }
    }

    pub fn done(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}
