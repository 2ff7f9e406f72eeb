//! Whether a line is a paragraph or only a line of one, and the blocks that follow from it.

use super::joined::{Joined, Joiner, ends_in_word};
use super::lines::{LineRole, Lines};
use super::pages::ends_sentence;
use super::plays::{Play, Speaker, is_direction};
use super::shape::Shape;
use super::verse::Verse;
use super::{marks, pictures, speeches};
use crate::import::draft::{Draft, Item};
use crate::import::report::quote;
use crate::import::settle::{begins_note, leads_back, names_notes};
use crate::import::topic::Topic;
use crate::ir::{
    Block, BlockKind, Inline, InlineKind, Line, Paragraph, ParagraphKind, Stanza, walk,
};
use crate::source::Span;

/// What was found of the lines, from which their blocks follow.
pub(super) struct Reading<'r, 't> {
    pub(super) joiner: &'r Joiner<'r, 't>,
    pub(super) shape: Shape,
    /// In the order of the text.
    pub(super) verse: &'r [Verse],
    pub(super) play: &'r Play,
    /// The first line that is full: above it stand title and author, a line each.
    pub(super) head: usize,
    /// Whether titles stand right above their text.
    pub(super) titled: bool,
}

/// How many titles at least stand right above their text where they do so.
const TITLED: usize = 3;

/// A line that is longer, in characters, and ends without a stop is no entry of a list.
const TORN: usize = 60;

/// How many words of the text are not those of the file any more.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Changes {
    /// Words that were broken at the end of a line.
    pub(super) made_whole: usize,
    /// Words with a hyphen of their own that stood in two lines.
    pub(super) hyphened: usize,
    /// Letters that were words of their own.
    pub(super) spaced: usize,
    /// Numbers of pages.
    pub(super) page_numbers: usize,
    /// Lines that are verse.
    pub(super) verses: usize,
}

/// The first line of prose that is full.
pub(super) fn head(lines: &Lines, shape: Shape) -> usize {
    let Some(measure) = shape.measure() else { return 0 };
    let full = |line: &usize| lines.all[*line].length * 10 >= measure * 7;
    lines.text_lines().find(full).unwrap_or(0)
}

/// Whether runs of lines begin with titles: short lines without a stop above full ones, among prose.
pub(super) fn are_titled(
    lines: &Lines,
    runs: &[Vec<usize>],
    shape: Shape,
    is_prose: impl Fn(usize) -> bool,
) -> bool {
    let titled = runs.iter().filter(|run| is_prose(run[0]) && is_title(lines, run[0], shape));
    titled.count() >= TITLED
}

/// Whether a line may be a title with its text right below it.
fn is_title(lines: &Lines, line: usize, shape: Shape) -> bool {
    let Some(measure) = shape.measure() else { return false };
    let text = lines.line(line);
    let below = lines.all.get(line + 1).filter(|below| below.role == LineRole::Text);
    let full = below.is_some_and(|below| below.length * 10 >= measure * 7);
    full && lines.all[line].length * 10 < measure * 6
        && lines.blank_above(line) > 0
        && lines.line(line + 1).starts_with(char::is_uppercase)
        && text.starts_with(char::is_uppercase)
        && text.ends_with(char::is_alphabetic)
        && begins_note(text).is_none()
}

impl<'r, 't> Reading<'r, 't> {
    /// The blocks that the lines make.
    pub(super) fn items(&self, draft: &mut Draft) -> (Vec<Item>, Changes) {
        let lines = self.lines();
        let mut making = Making {
            reading: self,
            items: Vec::new(),
            changes: Changes::default(),
            first_whole: None,
        };
        let mut open: Vec<usize> = Vec::new();
        let mut verse = self.verse.iter().peekable();
        let mut skipped_to = 0;
        for line in lines.text_lines() {
            if line < skipped_to {
                continue;
            }
            if let Some(one) = verse.next_if(|one| one.first() == line) {
                making.paragraph(&std::mem::take(&mut open), draft);
                making.verse(one);
                skipped_to = one.last() + 1;
                continue;
            }
            if let Some(of) = pictures::at(lines, line) {
                making.paragraph(&std::mem::take(&mut open), draft);
                skipped_to = of.last().map_or(line, |last| last + 1);
                making.picture(&of, draft);
                continue;
            }
            if let Some(speaker) = self.play.speaker(line) {
                making.paragraph(&std::mem::take(&mut open), draft);
                making.speaker(speaker);
                if speaker.speech >= lines.all[line].range.end {
                    continue;
                }
            } else if !open.last().is_some_and(|last| self.joins(open[0], *last, line)) {
                making.paragraph(&std::mem::take(&mut open), draft);
            }
            open.push(line);
        }
        making.paragraph(&open, draft);
        making.report(draft);
        let items =
            if self.play.is_one() { speeches::scenes(making.items) } else { plain(making.items) };
        (items, making.changes)
    }

    pub(super) fn lines(&self) -> &'r Lines<'t> {
        self.joiner.lines
    }

    /// Whether a line goes on with the paragraph of which `first` is the first and `last` the last line.
    fn joins(&self, first: usize, last: usize, line: usize) -> bool {
        let lines = self.lines();
        if last + 1 == line && self.play.in_verse && first >= self.play.first {
            return !is_direction(lines.line(last)) && !is_direction(lines.line(line));
        }
        if last + 1 == line {
            return self.continues(first, last);
        }
        let between = &lines.all[last + 1..line];
        let over_page = between.iter().any(|line| line.role == LineRole::Page)
            && between.iter().all(|line| matches!(line.role, LineRole::Page | LineRole::Blank));
        over_page && self.goes_on(last, line)
    }

    /// Whether a sentence goes on over the end of a page.
    fn goes_on(&self, last: usize, line: usize) -> bool {
        let lines = self.lines();
        let (above, below) = (lines.line(last), lines.line(line));
        let full = match self.shape.measure() {
            Some(measure) => lines.all[last].length * 10 >= measure * 6,
            None => true,
        };
        let small = below.starts_with(char::is_lowercase);
        let stops = ends_sentence(above);
        let indented = lines.all[line].indent > lines.all[last].indent + 1;
        ends_in_word(above)
            || !stops && full && !indented && begins_note(below).is_none()
            || small && !stops
    }

    /// Whether a paragraph was torn in the midst of a sentence: `sagte sie,` before `»ich weine`.
    fn is_torn(&self, line: usize, next: &str) -> bool {
        let above = self.lines().line(line);
        let bare = next.trim_start_matches(['»', '„', '"', '“', '«', '‚', '›']);
        let quoted = bare.len() < next.len();
        let long = self.lines().all[line].length > TORN;
        let open = above.ends_with(',') || long && above.ends_with(char::is_alphanumeric);
        bare.starts_with(char::is_lowercase) && open && (quoted || long)
    }

    /// Whether the line after `line` belongs to the paragraph that began with the line `first`.
    fn continues(&self, first: usize, line: usize) -> bool {
        let lines = self.lines();
        let next = lines.line(line + 1);
        let Some(measure) = self.shape.measure() else { return self.is_torn(line, next) };
        let short = |i: usize| lines.all[i].length * 10 < measure * 6;
        // Notes follow each other, and their heading, without an empty line.
        if let Some((number, own)) = begins_note(next) {
            let above = begins_note(lines.line(first)).map_or(0, |(number, _)| number);
            let said = lines.line(line).trim_end_matches(|c: char| leads_back(c) || c == ' ');
            let again = above > 0 && number == 1 && ends_sentence(said);
            if above > 0 && above + 1 == number
                || again
                || names_notes(lines.line(line))
                || own && number == 1
            {
                return false;
            }
        }
        // A first line is indented.
        let base = if line == first { lines.all[first].indent } else { lines.all[line].indent };
        if lines.all[line + 1].indent > base
            && ends_sentence(lines.line(line))
            && (line > first || base == 0)
        {
            return false;
        }
        // Lines of a title page, of which none is full: `Die Mühle`, `von Karl Muster`.
        if short(line) && line + 1 < self.head {
            return false;
        }
        if !short(line) || !next.starts_with(char::is_uppercase) {
            return true;
        }
        if self.titled && line == first && is_title(lines, line, self.shape) {
            return false;
        }
        // two short lines with capitals are verse or an address
        let stops = ['.', '!', '?', ':', '“', '”', '"', '»', '«'];
        !lines.line(line).ends_with(stops) && !short(line + 1)
    }
}

/// Items that stand for themselves.
fn plain(items: Vec<(Item, speeches::Part)>) -> Vec<Item> {
    items.into_iter().map(|(item, _)| item).collect()
}

/// Blocks while they are made.
struct Making<'m, 'r, 't> {
    reading: &'m Reading<'r, 't>,
    items: Vec<(Item, speeches::Part)>,
    changes: Changes,
    /// Where the first broken word was made whole.
    first_whole: Option<Span>,
}

impl Making<'_, '_, '_> {
    /// A paragraph of some lines.
    fn paragraph(&mut self, of: &[usize], draft: &mut Draft) {
        let (Some(first), Some(last)) = (of.first(), of.last()) else { return };
        let lines = self.reading.lines();
        let speaker = self.reading.play.speaker(*first);
        let skip = speaker.map_or(0, |speaker| speaker.speech - lines.all[*first].range.start);
        let part = speeches::part(self.reading, of, skip);
        if part == speeches::Part::Verse {
            return self.lines_of_verse(&[of.to_vec()], skip, false);
        }
        let joined = self.join(of, skip);
        let span = Draft::span(lines.all[*first].range.start + skip..lines.all[*last].range.end);
        let content = marks::inlines(&joined);
        self.count(&joined, &content, span);
        let role = if part == speeches::Part::Direction {
            ParagraphKind::Stage
        } else {
            ParagraphKind::Body
        };
        let mut item =
            Item::new(Block::new(span, BlockKind::Paragraph(Paragraph { role, content })));
        item.apart = self.is_apart(*first) && skip == 0;
        item.space = if skip == 0 { lines.blank_above(*first) } else { 0 };
        item.set = self.reading.shape.setting(lines, of);
        for (word, at) in &joined.doubts {
            let span = Draft::span(*at..*at + 1);
            draft.report.doubt(
                span,
                Topic::Word,
                format!("word broken at the line's end, its hyphen kept: {}", quote(word)),
            );
            item.looks.push(format!(
                "whether the hyphen of {word} belongs to it: it stood at the end of a line"
            ));
        }
        if self.goes_on_with(&item) {
            item.looks.push(
                "whether it goes on with the paragraph above, which ends without a stop".to_owned(),
            );
        }
        self.items.push((item, part));
    }

    /// Whether a paragraph begins small, below a long one that has not come to its end.
    fn goes_on_with(&self, item: &Item) -> bool {
        let text = |item: &Item| match &item.block.kind {
            BlockKind::Paragraph(_) => Some(
                &self.reading.lines().text
                    [item.block.span.start as usize..item.block.span.end as usize],
            ),
            _ => None,
        };
        let Some(above) = self.items.last().and_then(|(above, _)| text(above)) else {
            return false;
        };
        text(item).is_some_and(|text| text.starts_with(char::is_lowercase))
            && above.len() > TORN
            && above.ends_with(|c: char| c.is_alphabetic() || c == ',')
    }

    fn join(&self, of: &[usize], skip: usize) -> Joined {
        let mut joined = Joined::default();
        if skip == 0 {
            self.reading.joiner.begin_pages(of[0], &mut joined);
        }
        self.reading.joiner.join_to(of, skip, &mut joined);
        joined
    }

    /// Whether a line stands below an empty one.
    fn is_apart(&self, line: usize) -> bool {
        let above = line.checked_sub(1).map(|above| self.reading.lines().all[above].role);
        above != Some(LineRole::Text)
    }

    fn count(&mut self, joined: &Joined, content: &[Inline], span: Span) {
        self.changes.hyphened += joined.hyphened;
        if joined.made_whole > 0 {
            self.changes.made_whole += joined.made_whole;
            self.first_whole.get_or_insert(span);
        }
        walk::nested(content, &mut |inline| match &inline.kind {
            InlineKind::PageMarker { .. } => self.changes.page_numbers += 1,
            InlineKind::Letterspaced { .. } => {
                let range = inline.span.start as usize..inline.span.end as usize;
                // Of characters that are left out, the place is known, not where they end.
                let row = self.reading.lines().text.get(range).unwrap_or_default();
                if !row.starts_with('~') {
                    self.changes.spaced += row.split_whitespace().count().saturating_sub(1);
                }
            }
            _ => {}
        });
    }

    fn verse(&mut self, verse: &Verse) {
        self.lines_of_verse(&verse.stanzas, 0, verse.doubtful);
    }

    fn lines_of_verse(&mut self, of: &[Vec<usize>], skip: usize, doubtful: bool) {
        let lines = self.reading.lines();
        let least = of.iter().flatten().map(|line| lines.all[*line].indent).min().unwrap_or(0);
        let mut skip_next = skip;
        let stanzas: Vec<Stanza> = of
            .iter()
            .map(|stanza| {
                let made = stanza.iter().map(|line| {
                    let skip = std::mem::take(&mut skip_next);
                    let joined = self.join(&[*line], skip);
                    let range = lines.all[*line].range.start + skip..lines.all[*line].range.end;
                    let span = Draft::span(range);
                    let content = marks::inlines(&joined);
                    self.count(&joined, &content, span);
                    let indent =
                        if skip > 0 { 0 } else { (lines.all[*line].indent - least).min(40) };
                    Line { span, indent: indent as u16, number: None, before: None, content }
                });
                let made: Vec<Line> = made.collect();
                let span = Draft::span(
                    made[0].span.start as usize..made[made.len() - 1].span.end as usize,
                );
                Stanza { span, lines: made }
            })
            .collect();
        self.changes.verses += of.iter().map(Vec::len).sum::<usize>();
        let span = Draft::span(
            stanzas[0].span.start as usize..stanzas[stanzas.len() - 1].span.end as usize,
        );
        let mut item = Item::new(Block::new(span, BlockKind::Verse { stanzas }));
        item.apart = self.is_apart(of[0][0]) && skip == 0;
        item.space = if skip == 0 { lines.blank_above(of[0][0]) } else { 0 };
        if doubtful {
            item.looks.push("taken for verse by the shape of its lines".to_owned());
        }
        // Stanzas of one speech are one piece of verse.
        if let Some((above, speeches::Part::Verse)) = self.items.last_mut()
            && item.apart
            && self.reading.play.is_one()
            && let (BlockKind::Verse { stanzas }, BlockKind::Verse { stanzas: more }) =
                (&mut above.block.kind, &mut item.block.kind)
        {
            stanzas.append(more);
            let whole = above.block.span.start as usize..item.block.span.end as usize;
            above.block.span = Draft::span(whole);
            return;
        }
        self.items.push((item, speeches::Part::Verse));
    }

    fn picture(&mut self, of: &[usize], draft: &mut Draft) {
        let lines = self.reading.lines();
        let skip = pictures::skip(lines.line(of[0]));
        let mut joined = Joined::default();
        self.reading.joiner.join_to(of, skip, &mut joined);
        let span = Draft::span(lines.all[of[0]].range.start..lines.all[of[of.len() - 1]].range.end);
        self.changes.made_whole += joined.made_whole;
        self.changes.hyphened += joined.hyphened;
        let mut item = pictures::figure(joined, span, draft);
        item.apart = self.is_apart(of[0]);
        item.space = lines.blank_above(of[0]);
        self.items.push((item, speeches::Part::Other));
    }

    fn speaker(&mut self, speaker: &Speaker) {
        let mut joined = Joined::default();
        self.reading.joiner.begin_pages(speaker.line, &mut joined);
        let item = speeches::speaker(self.reading.joiner, speaker, joined);
        self.items.push((item, speeches::Part::Speaker));
    }

    fn report(&self, draft: &mut Draft) {
        if let Some(span) = self.first_whole {
            let count = self.changes.made_whole;
            draft.report.sure(
                span,
                Topic::Word,
                format!("{count} words made whole that were broken at the end of a line"),
            );
        }
    }
}
