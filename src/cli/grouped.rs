//! What is found many times, told once: an editor decides such things for a book and not for a place.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Severity};

/// Most warnings of one code that are shown each by itself.
const MOST: usize = 12;
/// Of a larger group one is shown with its place, so that one sees what is meant.
const EXAMPLES: usize = 1;
/// How many words a group names.
const WORDS: usize = 12;

/// What is shown of the diagnostics of an edition.
pub(super) struct Shown {
    /// Those that are shown with their places.
    pub list: Vec<Diagnostic>,
    /// A line for each group of which not all are shown.
    pub groups: Vec<String>,
}

/// All errors, all warnings of which there are few, and of each larger group some with a line on the
/// rest.
pub(super) fn grouped(all: &[Diagnostic]) -> Shown {
    let counts = counts(all.iter());
    let mut seen: BTreeMap<Code, usize> = BTreeMap::new();
    let shown = all.iter().filter(|one| {
        if one.severity() == Severity::Error {
            return true;
        }
        let seen = seen.entry(one.code).or_default();
        *seen += 1;
        *seen <= shown_of(one.code, counts[&one.code].all)
    });
    let list = shown.cloned().collect();
    let large = counts.iter().filter(|(code, count)| {
        code.severity() == Severity::Warning && shown_of(**code, count.all) < count.all
    });
    let groups = large.map(|(code, count)| group(*code, *count, all)).collect();
    Shown { list, groups }
}

/// How many of so many are shown.
fn shown_of(code: Code, all: usize) -> usize {
    match all {
        // A name that no dictionary has says nothing by itself.
        _ if code == Code::UnknownWord => 0,
        all if all > MOST => EXAMPLES,
        all => all,
    }
}

/// How often a code was told, and how often with a correction that is certain.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    all: usize,
    certain: usize,
}

fn counts<'a>(list: impl Iterator<Item = &'a Diagnostic>) -> BTreeMap<Code, Count> {
    let mut counts: BTreeMap<Code, Count> = BTreeMap::new();
    for one in list {
        let count = counts.entry(one.code).or_default();
        count.all += 1;
        count.certain += usize::from(one.fix.is_some());
    }
    counts
}

/// `warning[dash]: 449 more …`
fn group(code: Code, count: Count, all: &[Diagnostic]) -> String {
    let shown = shown_of(code, count.all);
    let rest = count.all - shown;
    let more = if shown == 0 { "" } else { " more" };
    let words = words(code, all);
    let named = if words.is_empty() { String::new() } else { format!(": {words}") };
    let mut out = format!("warning[{code}]: {rest}{more}{named}\n");
    let mut ways = Vec::new();
    if matches!(code, Code::UnknownWord | Code::Spelling) {
        ways.push("words that are right go into `words` of `[spelling]`".to_owned());
    }
    if count.certain > 0 {
        ways.push(format!("`umbruch check --fix` corrects {}", count.certain));
    }
    if code.is_lint() {
        ways.push(format!("`{code} = \"…\"` in `[lints]`, with a reason, settles them all"));
    }
    ways.push("`umbruch check --all` shows each".to_owned());
    out.push_str(&format!("  = help: {}\n", ways.join("; ")));
    out
}

/// The words that the diagnostics of a code speak of, the commonest first, where each speaks of all
/// places of a word.
fn words(code: Code, all: &[Diagnostic]) -> String {
    let words = [Code::Spelling, Code::UnknownWord, Code::Misread, Code::MixedOrthography];
    if !words.contains(&code) {
        return String::new();
    }
    let mut each: Vec<(usize, &str)> = all
        .iter()
        .filter(|one| one.code == code)
        .filter_map(|one| Some((1 + one.also.len(), one.message.split('`').nth(1)?)))
        .collect();
    each.sort_by_key(|(count, word)| (std::cmp::Reverse(*count), *word));
    let named = each.iter().take(WORDS).map(|(count, word)| match count {
        1 => format!("`{word}`"),
        count => format!("`{word}` ({count})"),
    });
    let dots = if each.len() > WORDS { " …" } else { "" };
    named.collect::<Vec<_>>().join(", ") + dots
}

/// A line for each code: how often it was told, and how many of these can be corrected for certain.
pub(super) fn summary<'a>(all: impl Iterator<Item = &'a Diagnostic>) -> String {
    let mut counts: Vec<(Code, Count)> = counts(all).into_iter().collect();
    counts.sort_by_key(|(code, count)| {
        (code.severity() == Severity::Warning, std::cmp::Reverse(count.all), *code)
    });
    let width = counts.iter().map(|(code, _)| code.as_str().len()).max().unwrap_or(0);
    let line = |(code, count): &(Code, Count)| {
        let certain = match count.certain {
            0 => String::new(),
            n => format!("  {n} certain"),
        };
        let what = code.severity().as_str();
        format!("{:>7}  {what:<7}  {:<width$}{certain}", count.all, code.as_str())
            .trim_end()
            .to_owned()
    };
    counts.iter().map(line).collect::<Vec<_>>().join("\n")
}
