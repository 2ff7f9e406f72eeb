//! Stretches of a line that are set otherwise, as few and as long as they can be.

use std::ops::Range;

use super::{Letters, Piece, Setting, Special, Treatment};

/// The stretches in which no word may be broken, from the breaks that the typesetter would take in
/// order, each with whether it is right.
///
/// A stretch holds all wrong breaks between two right ones, and the letter behind each. Where it
/// begins and ends in between is free. `joined` tells whether the letters on both sides of a byte are a ligature
/// that is to stay: where a stretch would have to begin in one, it begins before it, and the right break there is
/// lost to the typesetter, not to the choice of lines (`Hof-flöte`).
pub(super) fn forbidden(
    text: &str,
    offered: &[(usize, bool)],
    joined: impl Fn(usize) -> bool,
) -> Vec<Range<usize>> {
    let mut stretches = Vec::new();
    let mut before = 0;
    for run in offered.chunk_by(|a, b| a.1 == b.1) {
        let (first, last) = (run[0].0, run[run.len() - 1].0);
        if run[0].1 {
            before = last;
            continue;
        }
        let next = offered.partition_point(|one| one.0 <= last);
        let after = offered.get(next).map_or(text.len(), |one| one.0);
        let mut start = start(text, before, first);
        while joined(start) {
            start -= 1;
        }
        stretches.push(start..end(text, last, after));
    }
    // What begins earlier may begin in the one before.
    stretches.dedup_by(|next, last| {
        let meets = next.start < last.end;
        if meets {
            last.end = next.end;
        }
        meets
    });
    stretches
}

/// A place behind `before`, or at the line's start, up to `first`: between words, or where it does
/// least harm.
fn start(text: &str, before: usize, first: usize) -> usize {
    let within = &text[before..first];
    if let Some(space) = within.rfind(' ') {
        return before + space + 1;
    }
    if before == 0 {
        return 0;
    }
    let places = within.char_indices().rev().map(|(at, _)| before + at).filter(|at| *at > before);
    least_harm(text, [first].into_iter().chain(places))
}

/// A place behind the letter at `last`, up to `after`.
fn end(text: &str, last: usize, after: usize) -> usize {
    let within = &text[last..after];
    if let Some(space) = within.find(' ') {
        return last + space;
    }
    if after == text.len() {
        return after;
    }
    let places = within.char_indices().skip(1).map(|(at, _)| last + at).chain([after]);
    least_harm(text, places)
}

/// The first place where a change of style does least harm: behind no `f`, whose kerning is the
/// strongest among small letters and which may be part of a ligature.
fn least_harm(text: &str, places: impl Iterator<Item = usize> + Clone) -> usize {
    let harmless = places.clone().find(|at| !text[..*at].ends_with('f'));
    harmless.or_else(|| places.clone().next()).expect("a break stands between letters")
}

/// Puts together what may not be broken and what is special for another reason, both in order.
pub(super) fn pieces(unbroken: &[Range<usize>], special: &[Special]) -> Vec<Piece> {
    let bounds = |range: &Range<usize>| [range.start, range.end];
    let mut cuts: Vec<usize> = unbroken.iter().flat_map(bounds).collect();
    cuts.extend(special.iter().flat_map(|one| bounds(&one.range)));
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .filter_map(|pair| {
            let at = pair[0];
            let unbroken = at_place(unbroken, at, Clone::clone).is_some();
            let special = at_place(special, at, |one| one.range.clone());
            let setting = setting(unbroken, special.map(|one| one.what))?;
            Some(Piece { range: at..pair[1], setting })
        })
        .collect()
}

fn setting(unbroken: bool, special: Option<Treatment>) -> Option<Setting> {
    match special {
        None if !unbroken => None,
        None => Some(Setting::Words { unbroken, letters: Letters::Plain }),
        Some(Treatment::Letters(letters)) => Some(Setting::Words { unbroken, letters }),
        Some(Treatment::Uncut) => Some(Setting::Uncut),
    }
}

/// The one of a list in order whose range holds a place.
fn at_place<T>(list: &[T], at: usize, range: impl Fn(&T) -> Range<usize>) -> Option<&T> {
    let index = list.partition_point(|one| range(one).end <= at);
    list.get(index).filter(|one| range(one).contains(&at))
}

#[cfg(test)]
mod tests {
    use super::forbidden;

    /// `-` is a right break, `.` a wrong one; the stretches in brackets.
    fn bracketed(marked: &str) -> String {
        let text: String = marked.chars().filter(|c| !matches!(c, '-' | '.')).collect();
        let marks = marked.match_indices(['-', '.']).enumerate();
        let offered: Vec<(usize, bool)> =
            marks.map(|(n, (at, mark))| (at - n, mark == "-")).collect();
        let mut out = text.clone();
        let joined = |at: usize| text[..at].ends_with('f') && text[at..].starts_with('l');
        for range in forbidden(&text, &offered, joined).into_iter().rev() {
            out.insert(range.end, ']');
            out.insert(range.start, '[');
        }
        out
    }

    #[test]
    fn a_word_whose_breaks_are_all_wrong_is_whole() {
        assert_eq!(bracketed("die „Kla.sse“ steht"), "die [„Klasse“] steht");
        assert_eq!(bracketed("Kla.sse"), "[Klasse]");
    }

    #[test]
    fn wrong_breaks_next_to_each_other_share_a_stretch() {
        assert_eq!(bracketed("Revo-luti.on der neu.en Klas-se"), "Revoluti[on der neuen] Klasse");
    }

    #[test]
    fn a_right_break_between_them_parts_them() {
        assert_eq!(bracketed("fa.schis.tisch-es"), "[faschist]isches");
        assert_eq!(bracketed("fa-schis.ti-sche"), "faschis[t]ische");
        assert_eq!(bracketed("ü-be.r-ä"), "übe[r]ä");
    }

    #[test]
    fn no_stretch_begins_behind_an_f_if_it_can_begin_elsewhere() {
        assert_eq!(bracketed("Ho-hef.te-n"), "Hohe[ft]en");
        assert_eq!(bracketed("Hö-f.f-e"), "Höf[f]e");
    }

    #[test]
    fn no_stretch_begins_in_a_ligature() {
        assert_eq!(bracketed("Hof-f.lö-te"), "Hof[fl]öte");
        assert_eq!(bracketed("a.f-f.lö-te"), "[af][fl]öte");
    }
}
