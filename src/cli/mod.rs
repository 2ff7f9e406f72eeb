//! The command line: arguments in, messages and exit codes out.

pub mod args;
mod build;
mod catalogue;
mod check;
mod correct;
mod diff;
mod format;
mod grouped;
mod hyphenate;
mod import;
pub mod ir;
mod layout;
mod new;
mod outputs;
mod progress;
mod refused;
mod release;
mod said;
mod serve;
mod side;
mod terminal;
mod verify;
mod workers;

use std::process::ExitCode;

use crate::pipeline;

use clap::{CommandFactory, Parser};

use args::{Args, Command};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// All is well.
    Clean,
    /// Something is wrong with an edition.
    Errors,
    /// The command was called in a wrong way.
    Usage,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Clean => 0,
            Outcome::Errors => 1,
            Outcome::Usage => 2,
        })
    }
}

/// Runs the command that the arguments of the process name.
///
/// The exit code is 0 if all is well, 1 if there were errors, 2 for wrong usage.
#[must_use]
pub fn run() -> ExitCode {
    std::panic::set_hook(Box::new(|panic| {
        // A dictionary that cannot be parsed is told at its place.
        if std::thread::current().name() == Some(pipeline::PARSER) {
            return;
        }
        let place = panic.location().map_or_else(String::new, |at| format!(" at {at}"));
        terminal::say(&format!("error: the program broke down{place}; please report it"));
    }));
    let args = Args::parse();
    let outcome = match args.command {
        Command::New(args) => new::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Build(args) => build::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Format(args) => format::run(&args),
        Command::Catalogue(command) => catalogue::run(&command),
        Command::Release(args) => release::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Ir(args) => ir::run(&args),
        Command::Layout(command) => layout::run(&command),
        Command::Hyphenate(args) => hyphenate::run(&args),
        Command::Completions { shell } => {
            let mut command = Args::command();
            let mut out = Vec::new();
            clap_complete::generate(shell, &mut command, "umbruch", &mut out);
            terminal::print(&out)
        }
        Command::Man => {
            let mut out = Vec::new();
            match clap_mangen::Man::new(Args::command()).render(&mut out) {
                Ok(()) => terminal::print(&out),
                Err(error) => {
                    terminal::complain(&format!("the manual page cannot be made: {error}"))
                }
            }
        }
    };
    outcome.into()
}
