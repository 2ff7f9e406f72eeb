//! `umbruch hyphenate`

use std::io::{BufRead as _, BufWriter, ErrorKind, Read as _, Write};

use super::args::HyphenateArgs;
use super::{Outcome, terminal};
use crate::ir::Language;
use crate::language::hyphenation::{Hyphenation, Minima, notation};

/// No word is longer; a line beyond that is no list of words.
const LONGEST: u64 = 1 << 20;

pub(super) fn run(args: &HyphenateArgs) -> Outcome {
    let Some(language) = Language::parse(&args.lang) else {
        return terminal::complain(&format!("`{}` is not a BCP 47 language tag", args.lang));
    };
    if !Hyphenation::knows(&language) {
        return terminal::complain(&format!("there are no patterns for the language `{language}`"));
    }
    let marker = Marker { hyphenation: Hyphenation::default(), language, args };
    let mut out = BufWriter::new(std::io::stdout().lock());
    let ended = if args.words.is_empty() {
        marker.lines(&mut out)
    } else {
        args.words.iter().try_for_each(|word| marker.line(word, &mut out)).map(|()| Outcome::Clean)
    };
    match ended.and_then(|outcome| out.flush().map(|()| outcome)) {
        Ok(outcome) => outcome,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Outcome::Clean,
        Err(error) => terminal::complain(&format!("standard output cannot be written: {error}")),
    }
}

struct Marker<'a> {
    hyphenation: Hyphenation,
    language: Language,
    args: &'a HyphenateArgs,
}

impl Marker<'_> {
    /// Marks a word a line from standard input. Only errors of the output are errors of this.
    fn lines(&self, out: &mut impl Write) -> std::io::Result<Outcome> {
        let mut input = std::io::stdin().lock();
        let mut line = Vec::new();
        for number in 1.. {
            line.clear();
            let read = match input.by_ref().take(LONGEST).read_until(b'\n', &mut line) {
                Ok(read) => read as u64,
                Err(error) => {
                    let said = format!("standard input cannot be read: {error}");
                    return Ok(terminal::complain(&said));
                }
            };
            if read == 0 {
                break;
            }
            if read == LONGEST && !line.ends_with(b"\n") {
                return Ok(complain(out, &format!("line {number} is longer than any word")));
            }
            let Ok(text) = std::str::from_utf8(&line) else {
                return Ok(complain(out, &format!("line {number} is not UTF-8")));
            };
            self.line(text.trim_end_matches(['\n', '\r']), out)?;
        }
        Ok(Outcome::Clean)
    }

    fn line(&self, word: &str, out: &mut impl Write) -> std::io::Result<()> {
        let mut breaks = self.hyphenation.breaks(word, &self.language);
        if let Some(minima) = self.args.minima {
            minima.keep(word, &mut breaks);
        }
        let marked = if self.args.plain {
            notation::plain(word, &breaks)
        } else {
            notation::mark(word, &breaks)
        };
        writeln!(out, "{marked}")
    }
}

/// Complains after what was marked so far is out.
fn complain(out: &mut impl Write, message: &str) -> Outcome {
    // If nobody takes the output, the complaint still tells what is wrong.
    let _ = out.flush();
    terminal::complain(message);
    Outcome::Errors
}

/// Reads `2,3`: letters before and after a break.
pub(super) fn minima(text: &str) -> Result<Minima, String> {
    let number = |text: &str| text.trim().parse().ok().filter(|n| (1..=99).contains(n));
    let (before, after) = text.split_once(',').ok_or("two numbers are wanted, such as `2,3`")?;
    match (number(before), number(after)) {
        (Some(before), Some(after)) => Ok(Minima { before, after }),
        _ => Err("two numbers from 1 to 99 are wanted, such as `2,3`".into()),
    }
}
