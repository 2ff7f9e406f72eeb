//! What is found many times, told once: an editor decides such things for a book and not for a place.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Severity};

/// Most warnings of one kind that are shown each by itself.
const MOST: usize = 12;
/// Most errors of one code that are shown: a book that somebody made holds fewer, one that is broken
/// on purpose any number.
const MOST_ERRORS: usize = 100;
/// How many words a group names.
const WORDS: usize = 12;
/// How many further places the one that stands for a group names.
const PLACES: usize = 8;

/// Spaces that a line end would tear apart or that are missing: one thing to an editor, whatever the
/// space stands between.
const GAPS: [Code; 10] = [
    Code::AbbreviationSpace,
    Code::ReferenceSpace,
    Code::FollowingPages,
    Code::DateSpace,
    Code::InitialSpace,
    Code::OrdinalSpace,
    Code::UnitSpace,
    Code::DigitGroups,
    Code::LineEnd,
    Code::SuspendedHyphen,
];

/// What an author or a transcription does throughout or nowhere: `Wagner’s`, `kam–sah`, `nur...`
const HABITS: [Code; 7] = [
    Code::GenitiveApostrophe,
    Code::Dash,
    Code::DassComma,
    Code::Ellipsis,
    Code::EllipsisStop,
    Code::WebLeftover,
    Code::QuotationMarks,
];

/// What is shown of the diagnostics of an edition.
pub(super) struct Grouped {
    /// Those that are shown with their places, some with a note on the others of their group.
    pub list: Vec<(Diagnostic, Option<String>)>,
    /// A line for each group of which none is shown, or only the first hundred.
    pub groups: Vec<String>,
}

/// All errors but those beyond any number that is read, all warnings of which there are few, and of each
/// larger group one, which tells of the rest. `command` is the one whose `--all` shows each.
pub(super) fn grouped(all: &[Diagnostic], command: &str) -> Grouped {
    let mut kinds: BTreeMap<GroupKey, Vec<&Diagnostic>> = BTreeMap::new();
    for one in all {
        kinds.entry(GroupKey::new(one)).or_default().push(one);
    }
    let mut seen: BTreeMap<GroupKey, usize> = BTreeMap::new();
    let mut list = Vec::new();
    for one in all {
        let kind = GroupKey::new(one);
        let same = &kinds[&kind];
        let seen = seen.entry(kind).or_default();
        *seen += 1;
        if *seen > kind.shown_of(same.len()) {
            continue;
        }
        let mut one = one.clone();
        let stands_for_all =
            kind.severity == Severity::Warning && kind.shown_of(same.len()) < same.len();
        let note = stands_for_all.then(|| note(kind, same, command));
        if note.is_some() && !kind.certain {
            one.also.extend(same[1..].iter().map(|other| other.span).take(PLACES));
        }
        list.push((one, note));
    }
    let groups = kinds.iter().filter(|(kind, same)| {
        let shown = kind.shown_of(same.len());
        shown == 0 || kind.severity == Severity::Error && shown < same.len()
    });
    let groups = groups.map(|(kind, same)| group(*kind, same, command)).collect();
    Grouped { list, groups }
}

/// What is decided together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct GroupKey {
    /// What is an error in itself may be told as a warning.
    severity: Severity,
    /// Of the spaces that are one thing, the first code.
    code: Code,
    /// What can be corrected throughout need not be looked at place by place.
    certain: bool,
}

impl GroupKey {
    fn new(one: &Diagnostic) -> Self {
        let certain = one.fix.is_some();
        let code = if certain && GAPS.contains(&one.code) { GAPS[0] } else { one.code };
        Self { severity: one.severity(), code, certain }
    }

    /// How many of so many are shown.
    fn shown_of(self, all: usize) -> usize {
        match self.severity {
            Severity::Error => all.min(MOST_ERRORS),
            // A name that no dictionary has says nothing by itself.
            Severity::Warning if self.code == Code::UnknownWord => 0,
            Severity::Warning if self.certain || HABITS.contains(&self.code) || all > MOST => 1,
            Severity::Warning => all,
        }
    }
}

/// `33 more of `dash`; …`, of the one that is shown for its group.
fn note(kind: GroupKey, same: &[&Diagnostic], command: &str) -> String {
    let codes = code_counts(same);
    let words = words(kind.code, same);
    let named = match codes.as_slice() {
        [_] if words.is_empty() => format!("of `{}`", kind.code),
        [_] => format!("of `{}`: {words}", kind.code),
        many => {
            let named = many.iter().map(|(code, count)| format!("`{code}` ({count})"));
            format!("such spaces, in all {}", named.collect::<Vec<_>>().join(", "))
        }
    };
    let ways = ways(kind, same, command).join("; ");
    format!("{} more {named}; {ways}", same.len() - 1)
}

/// How many there are of each code, the commonest first.
fn code_counts(same: &[&Diagnostic]) -> Vec<(Code, usize)> {
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    for one in same {
        *counts.entry(one.code).or_default() += 1;
    }
    let mut counts: Vec<(Code, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
    counts
}

/// `warning[unknown-word]: 449 …`
fn group(kind: GroupKey, same: &[&Diagnostic], command: &str) -> String {
    let shown = kind.shown_of(same.len());
    let rest = same.len() - shown;
    let more = if shown == 0 { "" } else { " more" };
    let words = words(kind.code, same);
    let named = if words.is_empty() { String::new() } else { format!(": {words}") };
    let (severity, code) = (kind.severity.as_str(), kind.code);
    let help = ways(kind, same, command).join("; ");
    format!("{severity}[{code}]: {rest}{more}{named}\n  = help: {help}\n")
}

/// What settles a group.
fn ways(kind: GroupKey, same: &[&Diagnostic], command: &str) -> Vec<String> {
    let mut ways = Vec::new();
    if matches!(kind.code, Code::UnknownWord | Code::Spelling) {
        ways.push("words that are right go into `words` of `[spelling]`".to_owned());
    }
    if kind.certain {
        ways.push(format!("`umbruch check --fix` corrects all {}", same.len()));
    } else if kind.code.is_lint() {
        ways.push(format!("`{} = \"…\"` in `[lints]`, with a reason, settles them all", kind.code));
    }
    ways.push(format!("`umbruch {command} --all` shows each"));
    ways
}

/// The words that the diagnostics of a code speak of, the commonest first, where each speaks of all
/// places of a word.
fn words(code: Code, all: &[&Diagnostic]) -> String {
    let words = [Code::Spelling, Code::UnknownWord, Code::Misread, Code::MixedOrthography];
    if !words.contains(&code) {
        return String::new();
    }
    let mut each: Vec<(usize, &str)> = all
        .iter()
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

/// How often a code was told, and how often with a correction that is certain.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    all: usize,
    certain: usize,
}

/// A line for each code: how often it was told, and how many of these can be corrected for certain.
pub(super) fn summary<'a>(all: impl Iterator<Item = &'a Diagnostic>) -> String {
    let mut counts: BTreeMap<(Severity, Code), Count> = BTreeMap::new();
    for one in all {
        let count = counts.entry((one.severity(), one.code)).or_default();
        count.all += 1;
        count.certain += usize::from(one.fix.is_some());
    }
    let mut counts: Vec<((Severity, Code), Count)> = counts.into_iter().collect();
    counts
        .sort_by_key(|((severity, code), count)| (*severity, std::cmp::Reverse(count.all), *code));
    let width = counts.iter().map(|((_, code), _)| code.as_str().len()).max().unwrap_or(0);
    let line = |((severity, code), count): &((Severity, Code), Count)| {
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
        let rest = "12 more of `epub-identifier`; `umbruch build --all` shows each";
        let notes: Vec<Option<&str>> = shown.list.iter().map(|(_, note)| note.as_deref()).collect();
        assert_eq!(notes, [Some(rest), None]);
        assert!(shown.groups.is_empty());
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
