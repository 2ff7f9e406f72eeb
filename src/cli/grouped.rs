//! What is found many times, told once: an editor decides such things for a book and not for a place.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Severity};

/// Most warnings of one code that are shown each by itself.
const MOST: usize = 12;
/// Most warnings of a code that a book decides once.
const FEW: usize = 2;
/// Of a larger group one is shown with its place, so that one sees what is meant.
const EXAMPLES: usize = 1;
/// Most errors of one code that are shown: a book that somebody made holds fewer, one that is broken
/// on purpose any number.
const MOST_ERRORS: usize = 100;
/// How many words a group names.
const WORDS: usize = 12;

/// What is shown of the diagnostics of an edition.
pub(super) struct Shown {
    /// Those that are shown with their places.
    pub list: Vec<Diagnostic>,
    /// A line for each group of which not all are shown.
    pub groups: Vec<String>,
}

/// All errors but those beyond any number that is read, all warnings of which there are few, and of each
/// larger group some with a line on the rest. `command` is the one whose `--all` shows each.
pub(super) fn grouped(all: &[Diagnostic], command: &str) -> Shown {
    let counts = counts(all.iter());
    let mut seen: BTreeMap<Kind, usize> = BTreeMap::new();
    let shown = all.iter().filter(|one| {
        let kind = (one.severity(), one.code);
        let seen = seen.entry(kind).or_default();
        *seen += 1;
        *seen <= shown_of(kind, counts[&kind])
    });
    let list = shown.cloned().collect();
    let large = counts.iter().filter(|(kind, count)| shown_of(**kind, **count) < count.all);
    let groups = large.map(|(kind, count)| group(*kind, *count, all, command)).collect();
    Shown { list, groups }
}

/// How many of so many are shown.
fn shown_of((severity, code): Kind, count: Count) -> usize {
    match count.all {
        all if severity == Severity::Error => all.min(MOST_ERRORS),
        // A name that no dictionary has says nothing by itself.
        _ if code == Code::UnknownWord => 0,
        all if all > most(code, count) => EXAMPLES,
        all => all,
    }
}

/// How many of a code are shown each by itself.
fn most(code: Code, count: Count) -> usize {
    // What can be corrected throughout need not be looked at place by place, and an author writes
    // `Wagner’s` everywhere or nowhere.
    let once = count.certain == count.all || code == Code::GenitiveApostrophe;
    if once { FEW } else { MOST }
}

/// How often a code was told, and how often with a correction that is certain.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    all: usize,
    certain: usize,
}

/// A code with how gravely it was told: what is an error in itself may be told as a warning.
type Kind = (Severity, Code);

type Counts = BTreeMap<Kind, Count>;

fn counts<'a>(list: impl Iterator<Item = &'a Diagnostic>) -> Counts {
    let mut counts = Counts::new();
    for one in list {
        let count = counts.entry((one.severity(), one.code)).or_default();
        count.all += 1;
        count.certain += usize::from(one.fix.is_some());
    }
    counts
}

/// `warning[dash]: 449 more …`
fn group((severity, code): Kind, count: Count, all: &[Diagnostic], command: &str) -> String {
    let shown = shown_of((severity, code), count);
    let rest = count.all - shown;
    let more = if shown == 0 { "" } else { " more" };
    let words = words(code, all);
    let named = if words.is_empty() { String::new() } else { format!(": {words}") };
    let severity = severity.as_str();
    let mut out = format!("{severity}[{code}]: {rest}{more}{named}\n");
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
    ways.push(format!("`umbruch {command} --all` shows each"));
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
    let mut counts: Vec<(Kind, Count)> = counts(all).into_iter().collect();
    counts
        .sort_by_key(|((severity, code), count)| (*severity, std::cmp::Reverse(count.all), *code));
    let width = counts.iter().map(|((_, code), _)| code.as_str().len()).max().unwrap_or(0);
    let line = |((severity, code), count): &(Kind, Count)| {
        let certain = match count.certain {
            0 => String::new(),
            n => format!("  {n} certain"),
        };
        let what = severity.as_str();
        format!("{:>7}  {what:<7}  {:<width$}{certain}", count.all, code.as_str())
            .trim_end()
            .to_owned()
    };
    counts.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::{MOST, MOST_ERRORS, grouped, summary};
    use crate::diagnostics::{Code, Diagnostic, Diagnostics};
    use crate::source::{FileId, Span};

    /// A check digit of an ISBN is an error of its code, and in the books of others a warning.
    #[test]
    fn what_is_told_as_a_warning_is_counted_as_one() {
        let mut told = Diagnostics::default();
        let span = |at| Span::new(FileId(0), at..at);
        for at in 0..=MOST {
            told.advise(Code::EpubIdentifier, span(at), "`1` is no ISBN", "compare it");
        }
        told.report(Code::EpubIdentifier, span(0), "`x` is no UUID", "correct it");
        let told: Vec<Diagnostic> = told.into_sorted();
        let shown = grouped(&told, "build");
        assert_eq!(shown.list.len(), 2, "one of the warnings, and the error");
        let rest =
            "warning[epub-identifier]: 12 more\n  = help: `umbruch build --all` shows each\n";
        assert_eq!(shown.groups, [rest]);
        assert_eq!(
            summary(told.iter()),
            "      1  error    epub-identifier\n     13  warning  epub-identifier"
        );
    }

    /// However many errors a book holds, no more are shown than anybody reads; the rest is counted.
    #[test]
    fn errors_without_end_are_counted() {
        let told = |count: usize| {
            let mut told = Diagnostics::default();
            for at in 0..count {
                let span = Span::new(FileId(0), at..at);
                told.report(Code::EpubManifest, span, format!("the item `{at}`"), "take it out");
            }
            told.into_sorted()
        };
        let few = grouped(&told(MOST_ERRORS), "verify");
        assert_eq!((few.list.len(), few.groups.len()), (MOST_ERRORS, 0));
        let many = grouped(&told(10_000), "verify");
        assert_eq!(many.list.len(), MOST_ERRORS);
        let rest = "error[epub-manifest]: 9900 more\n  = help: `umbruch verify --all` shows each\n";
        assert_eq!(many.groups, [rest]);
    }
}
