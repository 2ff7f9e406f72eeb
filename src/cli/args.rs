//! The arguments.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};

use crate::import::Kind;
use crate::language::hyphenation::Minima;
use crate::pipeline::{TARGETS, Target};

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
    /// Make a working edition to start from
    New(NewArgs),
    /// Make an edition out of a text in another form
    Import(ImportArgs),
    /// Look for errors in editions without building them
    Check(CheckArgs),
    /// Write the files of editions in one canonical way
    Format(FormatArgs),
    /// Build editions: an EPUB and a PDF for each layout
    Build(BuildArgs),
    /// Release editions: build, judge, prove that nothing is lost, and put them where nothing replaces them
    Release(ReleaseArgs),
    /// Build a list of editions, with feeds, messages to the trade and pages for the web
    #[command(subcommand)]
    Catalogue(CatalogueCommand),
    /// Look for errors in finished EPUBs, of umbruch or of other programs
    Verify(VerifyArgs),
    /// Tell what changed from one edition or EPUB to another
    Diff(DiffArgs),
    /// Print the intermediate representation of an edition
    Ir(IrArgs),
    /// Show what layouts there are, or copy one to change it
    #[command(subcommand)]
    Layout(LayoutCommand),
    /// Show where words may be broken
    Hyphenate(HyphenateArgs),
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
    /// For programs: an array of {code, severity, message, hint, file, line, column, end_line, end_column, also, fix}
    Json,
    /// For programs that read SARIF 2.1.0, such as code scanning
    Sarif,
    /// As commands of GitHub's workflows, which show each message at its place
    Github,
}

/// How decisions are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DecisionFormat {
    /// For people
    Text,
    /// For programs
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
    /// Write the corrections that are certain into the files
    #[arg(long)]
    pub fix: bool,
    /// Of proofreading, tell (and correct) this code alone; can be given several times
    #[arg(long, value_name = "CODE")]
    pub only: Vec<String>,
    /// Show each message, also where there are many of one kind
    #[arg(long)]
    pub all: bool,
    /// Read the files alone: no book is made to see whether it can be
    #[arg(long)]
    pub quick: bool,
}

/// Arguments of `format`.
#[derive(Debug, clap::Args)]
pub struct FormatArgs {
    /// Folders of editions [default: every edition under source/]
    pub dirs: Vec<PathBuf>,
    /// Write nothing; tell which files would change, with exit status 1 if there are any
    #[arg(long)]
    pub check: bool,
}

/// Arguments of `verify`.
#[derive(Debug, clap::Args)]
pub struct VerifyArgs {
    /// The EPUBs
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Make errors of what keeps a reader out: the accessibility that the law asks for
    #[arg(long)]
    pub accessibility: bool,
    /// Write a report on the accessibility of each, as a page and as JSON, into this folder
    #[arg(long, value_name = "DIR")]
    pub report: Option<PathBuf>,
    /// Show each message, also where there are many of one kind
    #[arg(long)]
    pub all: bool,
    /// How messages are printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// How changes are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ChangesFormat {
    /// For people, with the places of both sides
    Text,
    /// For programs: every passage and note of which there is something to tell, with all of its words
    Json,
    /// A page to look at, in the language of the book
    Html,
    /// A list for the imprint of a new edition, in the language of the book and in Djot
    Imprint,
}

/// Arguments of `diff`.
#[derive(Debug, clap::Args)]
pub struct DiffArgs {
    /// What was: the folder of an edition, an EPUB or another text that can be imported, or a folder with one EPUB
    pub old: PathBuf,
    /// What is
    pub new: PathBuf,
    /// How changes are told
    #[arg(long, value_enum, default_value_t = ChangesFormat::Text)]
    pub format: ChangesFormat,
    /// Write them into this file
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Show each place, also of what was replaced in the same way throughout
    #[arg(long)]
    pub all: bool,
}

/// Arguments of `ir`.
#[derive(Debug, clap::Args)]
pub struct IrArgs {
    /// Folder of an edition
    pub dir: Option<PathBuf>,
    /// Print the book as JSON (the default and only form)
    #[arg(long)]
    pub json: bool,
    /// Print what was written alone, without what is worked out of it
    #[arg(long)]
    pub manuscript: bool,
    /// Build the edition's books from this JSON in place of the files of its text
    #[arg(long, value_name = "FILE", conflicts_with_all = ["json", "manuscript", "schema"])]
    pub from: Option<PathBuf>,
    /// Folder for the books that are built
    #[arg(long, value_name = "DIR", default_value = "dist", requires = "from")]
    pub out: PathBuf,
    /// Print the JSON Schema of the form instead of a book
    #[arg(long, conflicts_with = "dir")]
    pub schema: bool,
}

/// What is done with layouts.
#[derive(Debug, Subcommand)]
pub enum LayoutCommand {
    /// Copy a shipped layout into an edition, to be changed there
    New(NewLayoutArgs),
    /// List the shipped layouts and those of an edition
    List {
        /// Folder of an edition [default: the one that we are in]
        dir: Option<PathBuf>,
    },
}

/// Arguments of `layout new`.
#[derive(Debug, clap::Args)]
pub struct NewLayoutArgs {
    /// Its name: it comes to stand in `layouts/NAME/` of the edition
    pub name: String,
    /// Folder of the edition [default: the one that we are in]
    pub dir: Option<PathBuf>,
    /// The shipped layout to copy
    #[arg(long, value_name = "LAYOUT")]
    pub from: String,
}

/// Arguments of `hyphenate`.
#[derive(Debug, clap::Args)]
pub struct HyphenateArgs {
    /// Words [default: one a line from standard input]
    pub words: Vec<String>,
    /// Language and orthography: `de-1996`, `de-1901`, `fr`, …
    #[arg(long, value_name = "TAG", default_value = "de")]
    pub lang: String,
    /// Fewest letters before and after a break; two after are enough at a joint of a compound
    #[arg(long, value_name = "N,N", value_parser = super::hyphenate::minima)]
    pub minima: Option<Minima>,
    /// Print `-` at every break instead of `=` (compound), `<` (prefix), `>` (suffix), `-` (syllable)
    /// and `{ck/k-k}`; without the hyphens the word is as it was: `Zuc-ker`
    #[arg(long)]
    pub plain: bool,
}

/// Arguments of `new`.
#[derive(Debug, clap::Args)]
pub struct NewArgs {
    /// The folder to make; it must not exist, or be empty
    pub dir: PathBuf,
    /// The title [default: made from the folder's name]
    #[arg(long)]
    pub title: Option<String>,
    /// Write what checks, builds and releases editions there; into a folder with files nothing else is written
    #[arg(long, value_enum, value_name = "WHERE")]
    pub ci: Option<Automation>,
}

/// Where editions are checked, built and released by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Automation {
    /// GitHub Actions: .github/workflows/umbruch.yml
    Github,
    /// GitLab CI: .gitlab-ci.yml
    Gitlab,
    /// Forgejo Actions: .forgejo/workflows/umbruch.yml
    Forgejo,
    /// Any machine with a shell: umbruch.sh
    Shell,
}

/// The names of the targets that can be asked for alone, as values of an argument.
fn targets() -> impl TypedValueParser<Value = &'static Target> {
    let names = TARGETS.map(|target| PossibleValue::new(target.name).help(target.about));
    let target = |name: String| Target::named(&name).expect("the names are those of the table");
    PossibleValuesParser::new(names).map(target)
}

/// The reading systems for which an EPUB can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ProfileName {
    /// Apple Books
    Apple,
    /// Kobo
    Kobo,
    /// Amazon Kindle
    Kindle,
    /// Tolino, and others with Adobe's RMSDK
    Tolino,
    /// Archives, and readers that open no windows
    Plain,
    /// All of these
    All,
}

/// Arguments of `build`.
#[derive(Debug, Default, clap::Args)]
pub struct BuildArgs {
    /// Folders of editions [default: every edition under source/]
    pub dirs: Vec<PathBuf>,
    /// The folder for the outputs; each edition gets a folder in it
    #[arg(long, value_name = "DIR", default_value = "dist")]
    pub out: PathBuf,
    /// Make only one kind of output
    #[arg(long, value_parser = targets())]
    pub only: Option<&'static Target>,
    /// Make the PDF with this layout in place of the manifest's; can be given several times
    #[arg(long, value_name = "NAME")]
    pub layout: Vec<String>,
    /// Make the EPUB for this reading system, too, as SLUG-NAME.epub; can be given several times
    #[arg(long, value_enum, value_name = "NAME")]
    pub profile: Vec<ProfileName>,
    /// Keep the generated Typst files beside the PDFs
    #[arg(long)]
    pub keep: bool,
    /// Write a report on the pages beside each PDF: `.report.json`, and `.report.html` to look at
    #[arg(long)]
    pub report: bool,
    /// Leave lines and pages as the typesetter lays them out: quicker, for looking at the text
    #[arg(long)]
    pub draft: bool,
    /// Write nothing if a page of a PDF is not fit to be released
    #[arg(long)]
    pub strict: bool,
    /// Build also what would come out as it is: nothing has changed since it was built
    #[arg(long)]
    pub force: bool,
    /// Show each message, also where there are many of one kind
    #[arg(long)]
    pub all: bool,
    /// How many editions are built at the same time [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
}

/// Arguments of `release`.
#[derive(Debug, clap::Args)]
pub struct ReleaseArgs {
    /// Folders of editions [default: every edition under source/]
    pub dirs: Vec<PathBuf>,
    /// The folder for the releases; each edition gets a folder in it, and in that each release one: NUMBER-DATE
    #[arg(long, value_name = "DIR", default_value = "dist")]
    pub out: PathBuf,
    /// Have the files judged by EPUBCheck, Ace and veraPDF, too, which have to be installed
    #[arg(long)]
    pub strict: bool,
    /// Release nothing: build again, and say whether the files that were released are those, and whole
    #[arg(long)]
    pub verify: bool,
    /// Make the EPUB for this reading system, too; can be given several times
    #[arg(long, value_enum, value_name = "NAME")]
    pub profile: Vec<ProfileName>,
    /// How messages are printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Show each message, also where there are many of one kind
    #[arg(long)]
    pub all: bool,
}

/// What is done with a list of editions.
#[derive(Debug, Subcommand)]
pub enum CatalogueCommand {
    /// Build the editions of the list that have changed, then the list
    Build(CatalogueBuildArgs),
    /// Make the list of editions that are built, by other machines perhaps
    Merge(CatalogueMergeArgs),
    /// Show the list on this machine, to look at it
    Serve(CatalogueServeArgs),
}

/// Arguments of `catalogue build`.
#[derive(Debug, clap::Args)]
pub struct CatalogueBuildArgs {
    /// The file of the list
    #[arg(default_value = "catalogue.toml")]
    pub catalogue: PathBuf,
    /// The folder for the list; the files of an edition come into editions/SLUG in it
    #[arg(long, value_name = "DIR", default_value = "dist")]
    pub out: PathBuf,
    /// Build this part of the editions alone, and no list [default: what a scheduler says in the environment, else all]
    #[arg(long, value_name = "K/N")]
    pub shard: Option<String>,
    /// Build also what would come out as it is
    #[arg(long)]
    pub force: bool,
    /// How many editions are built at the same time [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
    /// Show each message, also where there are many of one kind
    #[arg(long)]
    pub all: bool,
}

/// Arguments of `catalogue merge`.
#[derive(Debug, clap::Args)]
pub struct CatalogueMergeArgs {
    /// The file of the list
    #[arg(default_value = "catalogue.toml")]
    pub catalogue: PathBuf,
    /// The folder of the list
    #[arg(long, value_name = "DIR", default_value = "dist")]
    pub out: PathBuf,
}

/// Arguments of `catalogue serve`.
#[derive(Debug, clap::Args)]
pub struct CatalogueServeArgs {
    /// The folder of the list
    #[arg(default_value = "dist")]
    pub dir: PathBuf,
    /// The port; 0: one that is free
    #[arg(long, default_value_t = 8000)]
    pub port: u16,
}

/// Arguments of `import`.
#[derive(Debug, clap::Args)]
pub struct ImportArgs {
    /// The file, or a folder of files in Markdown; `-`: what comes in by standard input
    pub file: PathBuf,
    /// The folder to make; it must not exist, or be empty
    #[arg(long, value_name = "DIR")]
    pub to: PathBuf,
    /// What the file is, where that is taken for something else
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(Kind::READ.map(|(name, _)| name)))]
    pub from: Option<String>,
    /// How the decisions are told
    #[arg(long, value_enum, default_value = "text")]
    pub format: DecisionFormat,
}
