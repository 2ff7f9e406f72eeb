//! The arguments.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// Turns one structured source into an accessible EPUB 3.3 and a typeset, tagged PDF.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Look for errors in editions without building them
    Check(CheckArgs),
    /// Print the intermediate representation of an edition
    Ir(IrArgs),
    /// Print the completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// How messages are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, with the lines of the source
    Text,
    /// For programs: an array of {code, severity, message, hint, file, line, column, end_line, end_column}
    Json,
}

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// Folders of editions [default: every edition under source/]
    pub dirs: Vec<PathBuf>,
    /// How messages are printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Arguments of `ir`.
#[derive(Debug, clap::Args)]
pub struct IrArgs {
    /// Folder of an edition
    pub dir: Option<PathBuf>,
    /// Print the book as JSON (the default and only form)
    #[arg(long)]
    pub json: bool,
    /// Print the JSON Schema of the form instead of a book
    #[arg(long, conflicts_with = "dir")]
    pub schema: bool,
}
