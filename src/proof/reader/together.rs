//! Words without the space between them: `derStaat`, `undder`, `Staat,der`.

use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashSet;

use super::super::Finding;
use super::lexicon::{Text, capital};
use super::reading::Reading;
use super::{Found, foreign};
use crate::diagnostics::Code;
use crate::ir::Language;
use crate::language::{commonness, is_frequent, is_frequent_within};

/// Punctuation with no space behind it.
static CLOSED_UP: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(\p{L}*\p{Ll}{2})([,;!?.])(\p{L}\p{Ll}+)").expect("a pattern"));

/// Words before which another may have lost its space.
static FIRST: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    "und oder von in mit auf aus bei nach zu für durch über unter vor gegen ohne um an wie als daß dass wenn \
     weil ob da so die der das den dem des ein eine einen einem einer ist sind war hat wird werden sich nicht \
     auch nur noch er sie es wir ich zur zum im am vom sein seine ihre diese dieser dieses zwischen aber denn"
        .split_whitespace()
        .collect()
});
/// Words behind which another may have lost its space.
static SECOND: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    "und der die das den dem des ein eine einen einem einer eines ich er sie es wir ist sind war waren \
     wird werden wurde kann soll muß muss nicht kein keine keinen sich seine seinen seiner seinem ihre \
     ihren ihrer diese diesen dieser dieses diesem jede jeden jeder alle allen aller von für durch auf aus mit \
     über unter nach zwischen gegen ohne wie als daß dass wenn weil ob auch nur noch zu zum zur im"
        .split_whitespace()
        .collect()
});
/// Words that only look like two.
static ONE_WORD: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    "indem nachdem seitdem zudem vordem indes indessen unterdes unterdessen wieder anders ander andere anderer \
     anderes anderem anderen oder ober unter hinter vorder vordere beide beides leider dasein darin daran darauf \
     daraus damit danach dazu dafür dadurch darüber darunter dawider dagegen dazwischen daselbst sowie soweit \
     somit sogar sobald solange sofort sofern soviel sooft soeben sodass sodaß sonst wieso wieviel wiewohl \
     aufdass aufdaß ohnedies überdies überaus durchaus mitunter mitein hinein herein überein derart \
     dereinst deren derer derselbe derzeit dessen desto deswegen denen dennoch demnach demzufolge einander \
     einer eines einem einen einige einst einzig allein allerdings zuvor zuerst zunächst \
     zugleich zurück zusammen zuweilen zumal zumeist vorbei vorüber voraus vorher vorhin vornach nachher \
     umher umhin umso umsonst unbeding durchein obwohl obgleich obschon wenngleich vonnöten vonseiten \
     ist nichts niemand immer sind sein seiner ihrer dasein alsdann alsbald also wobei womit wofür wodurch \
     worüber woraus worauf wonach wozu hieraus hierauf hierfür hierüber hierunter hierzu hiermit hiernach \
     gegenüber dawar dadas \
     nachsieh ander indien wider sosein soist amen \
     sonder wiederum sieden werden inander außerdem \
     erden erhaben derweil dieweil sieder sound vorauf weiler zugegen zwischendurch trotzdem ehedem alldem bisdahin unterdem ohnedem überdem nachdenen seither"
        .split_whitespace()
        .collect()
});

pub(super) fn find(text: &Text<'_>, found: &mut Vec<Found>) {
    for reading in text.readings {
        found.extend(in_words(text, reading).map(|finding| Found::at(reading, finding)));
        found.extend(at_punctuation(text, reading).map(|finding| Found::at(reading, finding)));
    }
}

fn in_words<'r>(
    text: &'r Text<'_>,
    reading: &'r Reading<'_>,
) -> impl Iterator<Item = Finding> + 'r {
    reading.words.iter().filter_map(move |word| {
        let start = word.range.start;
        if word.text.len() < 4 || !reading.is_german(start) || is_in_address(reading, &word.range) {
            return None;
        }
        let (at, sure) = at_capital(text, word.text)
            .or_else(|| between_small(text, word.text))
            .or_else(|| before_and(text, word.text))
            .or_else(|| {
                // `Vorder- und Rückseite`
                let hyphen = |c: Option<char>| c.is_some_and(|c| "-\u{2010}\u{2011}".contains(c));
                let part = hyphen(reading.at(word.range.end)) || hyphen(reading.before(start));
                (!part).then(|| in_unknown(text, word.text, reading.language(start))).flatten()
            })?;
        if foreign::is_among(text, reading, start) {
            return None;
        }
        let (first, second) = word.text.split_at(at);
        let gap = start + at..start + at;
        let finding = Finding::new(
            Code::RunTogether,
            if sure { gap } else { word.range.clone() },
            format!("a space seems to be missing in `{}`", word.text),
            format!("write `{first} {second}`"),
        );
        Some(if sure { finding.corrected(" ") } else { finding })
    })
}

fn is_in_address(reading: &Reading<'_>, range: &std::ops::Range<usize>) -> bool {
    let sign = |c: Option<char>| c.is_some_and(|c| "/\\_@#=&.:".contains(c));
    sign(reading.before(range.start))
        || reading.at(range.end).is_some_and(|c| "/\\_@#=&".contains(c))
}

/// `derStaat`: a capital within, behind a word in small letters; sure, where both are known.
fn at_capital(text: &Text<'_>, word: &str) -> Option<(usize, bool)> {
    let (at, _) = word.char_indices().skip(1).find(|(_, c)| c.is_uppercase())?;
    let (first, second) = word.split_at(at);
    let small = |text: &str| text.chars().skip(1).all(char::is_lowercase);
    let plain = small(first) && second.chars().count() > 2 && small(second);
    let known = is_frequent(second) || text.count(second) > 0;
    let function = FIRST.contains(first.to_lowercase().as_str()) && first.chars().count() > 1;
    if !plain || second == "Innen" || !(function || known && is_frequent(first)) {
        return None;
    }
    Some((at, function && known))
}

/// `Staatund`: a noun and a conjunction.
fn before_and(text: &Text<'_>, word: &str) -> Option<(usize, bool)> {
    let noun = ["und", "oder"].iter().find_map(|end| word.strip_suffix(end))?;
    let known = noun.starts_with(char::is_uppercase) && is_frequent_within(noun);
    (known && text.count(word) < 2 && !is_frequent(word)).then_some((noun.len(), false))
}

/// `undder`: two function words.
fn between_small(text: &Text<'_>, word: &str) -> Option<(usize, bool)> {
    let rare = text.count(word) < 2;
    if !rare || word.len() > 16 || !word.chars().all(char::is_lowercase) {
        return None;
    }
    if is_frequent(word) || ONE_WORD.contains(word) || is_participle(word) || is_known(text, word) {
        return None;
    }
    let at =
        (2..word.len().saturating_sub(1)).filter(|at| word.is_char_boundary(*at)).find(|at| {
            let (first, second) = word.split_at(*at);
            FIRST.contains(first) && SECOND.contains(second) && !is_adverb(first, second)
        })?;
    Some((at, false))
}

/// `sonach`, `hintenaus`, `zwischenein`, `keinenfalls`, `dieserhalb`: adverbs are put together of small words, and
/// these stand at their ends.
const ADVERBIAL: [&str; 19] = [
    "nach", "aus", "ein", "an", "auf", "durch", "über", "unter", "um", "von", "mit", "zu", "für",
    "ob", "falls", "halb", "halben", "wegen", "mal",
];
/// And `das`, `dem` behind these: `ohnedas`, `nebstdem`.
const BEFORE_THAT: [&str; 11] =
    ["ohne", "nebst", "trotz", "seit", "vor", "nach", "in", "bei", "zu", "über", "unter"];

/// Whether two small words make an adverb.
fn is_adverb(first: &str, second: &str) -> bool {
    let article = ["der", "die", "das", "den"].contains(&first);
    ADVERBIAL.contains(&second) && (article || !ALONE.contains(&first))
        || ["das", "dem", "des"].contains(&second) && BEFORE_THAT.contains(&first)
}

/// How common a word is at least, as a power of two, that an unknown one seems to hold beside a small word.
const COMMON: u8 = 8;
/// Further small words with which no word begins that lists do not have.
const PRONOUNS: &str =
    "keine keinen keinem meine meinen meinem unsere unseren jede jeden manche solche aber";
/// Small words that also begin words: `dadrin`, `hineilen`.
const BEGINNINGS: &str = "\
    in mit auf aus bei nach zu für durch über unter vor gegen ohne um an wie da so der die den dem des ein er es \
    zum zur im am vom nur war wir hat";
/// Shortest words that are looked for in unknown ones, in letters.
const SHORTEST: usize = 3;

/// `keineständigen`, `Gutund`: a word that no dictionary has, made of a common word and a small one that begins
/// or ends no words.
fn in_unknown(text: &Text<'_>, word: &str, language: &Language) -> Option<(usize, bool)> {
    let plain =
        word.chars().all(char::is_alphabetic) && word.chars().skip(1).all(char::is_lowercase);
    if !plain || text.count(word) > 1 || text.spelled(word, language) != Some(false) {
        return None;
    }
    let titled = word.starts_with(char::is_uppercase);
    let at = word.char_indices().map(|(at, _)| at).skip(SHORTEST).find(|at| {
        let (first, second) = word.split_at(*at);
        if second.chars().count() < SHORTEST {
            return false;
        }
        let small_first = (FIRST.contains(first)
            || PRONOUNS.split_whitespace().any(|word| word == first))
            && !BEGINNINGS.split_whitespace().any(|word| word == first);
        let adverb = !titled && is_adverb(first, second);
        // `ohnedem`, `nebstdem`
        let small_second = SECOND.contains(second) && !["dem", "des"].contains(&second);
        let least = if ALONE.contains(&first) { RARER } else { COMMON };
        !adverb
            && (small_first && commonness(second) >= Some(least)
                || (small_second || ALONE.contains(&second)) && commonness(first) >= Some(COMMON)
                || titled && is_noun_and_verb(text, word, *at, language)
                || !titled
                    && ALONE.contains(&first)
                    && (ALONE.contains(&second) || SECOND.contains(second)))
    })?;
    Some((at, false))
}

/// Small words that are no part of any word.
const ALONE: [&str; 40] = [
    "ich", "sie", "wir", "ihr", "ihm", "ihn", "ihnen", "mir", "mich", "dir", "dich", "uns", "sich",
    "hat", "hatte", "habe", "ist", "sind", "war", "wird", "wurde", "kann", "konnte", "soll",
    "will", "muß", "muss", "und", "oder", "aber", "nicht", "noch", "auch", "die", "der", "das",
    "den", "als", "wie", "daß",
];

/// How common a word is at least where the other one is no part of any word, or begins a sentence.
const RARER: u8 = 6;
/// And where it is short.
const FREQUENT: u8 = 10;
/// By so much a word is commoner in small letters than as a noun, as a power of two.
const SMALL: u8 = 4;

/// `Dekannoch`, `Zweigvom`, `Commitvier`: a noun, or the first word of a sentence, with what is written small and
/// ends no noun. An adjective may, `Weltfern`, and a verb made a noun, `Freundsein`.
fn is_noun_and_verb(text: &Text<'_>, word: &str, at: usize, language: &Language) -> bool {
    let (first, second) = word.split_at(at);
    let small = first.to_lowercase();
    // `das Sichverlieren`
    let begins = text.place(word).is_some_and(|place| text.begins_sentence(place));
    let function = begins && (FIRST.contains(small.as_str()) || ALONE.contains(&small.as_str()));
    let known_first = function
        || commonness(first).is_some()
        || text.count(first) > 1
        || first.chars().count() > SHORTEST && text.spelled(first, language) == Some(true);
    let adjective = ["es", "er"]
        .iter()
        .any(|end| text.spelled(&format!("{second}{end}"), language) == Some(true));
    let ends_noun = adjective || second.ends_with('n') || ADVERBIAL.contains(&second);
    let noun = commonness(&capital(second)).unwrap_or(0);
    // `Gefangenwart`: short words are ends of nouns that lists lack.
    let least = if second.chars().count() > SHORTEST + 1 { RARER } else { FREQUENT };
    known_first
        && (function || !ends_noun)
        && commonness(second).is_some_and(|bits| bits >= least && bits >= noun + SMALL)
}

/// `werdenden`, and no `werden den`.
fn is_participle(word: &str) -> bool {
    ["enden", "ender", "endes", "endem", "ende"].iter().any(|end| word.ends_with(end))
}

/// Whether a dictionary of the word's language has it.
fn is_known(text: &Text<'_>, word: &str) -> bool {
    let language = text.place(word).map(|place| text.language(place));
    language.is_some_and(|language| text.spelled(word, language) == Some(true))
}

/// What stands between two spaces, as far as it tells whether it is text.
#[derive(Debug, Default, Clone, Copy)]
struct Token {
    /// Where it ends in the line.
    end: usize,
    /// Whether it has signs of an address, a name of a file or a formula.
    is_address: bool,
    points: usize,
    ends_with_point: bool,
}

impl Token {
    /// The token that goes on at an offset; it does not begin before `from`.
    fn around(line: &str, from: usize, at: usize) -> Self {
        let space = line[from..at].char_indices().rev().find(|(_, c)| c.is_whitespace());
        let start = space.map_or(from, |(space, c)| from + space + c.len_utf8());
        let end = line[at..].find(char::is_whitespace).map_or(line.len(), |space| at + space);
        let text = &line[start..end];
        Self {
            end,
            is_address: text.contains(['@', '/', '\\', '_', '=', '#']) || text.contains("www."),
            points: text.matches('.').count(),
            ends_with_point: text.ends_with('.'),
        }
    }
}

/// `Staat,der`, `Staat.Der`
fn at_punctuation<'r>(
    text: &'r Text<'_>,
    reading: &'r Reading<'_>,
) -> impl Iterator<Item = Finding> + 'r {
    let line = reading.text();
    let mut token = Token::default();
    CLOSED_UP.captures_iter(line).filter_map(move |parts| {
        let (before, sign, behind) = (parts.get(1)?, parts.get(2)?, parts.get(3)?);
        let whole = before.start()..behind.end();
        if whole.start >= token.end {
            token = Token::around(line, token.end, whole.end);
        }
        let entity = sign.as_str() == ";" && line[..whole.start].ends_with('&');
        let sentence_ends = usize::from(sign.as_str() == ".") + usize::from(token.ends_with_point);
        let address = entity || token.is_address || token.points > sentence_ends;
        let known = |word: &str| is_frequent(word) || text.count(word) > 1;
        let sentence = sign.as_str() != "." || {
            let capital = behind.as_str().starts_with(char::is_uppercase);
            capital
                && before.as_str().chars().count() > 3
                && known(before.as_str())
                && known(behind.as_str())
        };
        // `Bürger!innen` is written so on purpose.
        let gendered = sign.as_str() != "," && behind.as_str().starts_with("in");
        if address || !sentence || gendered || !reading.passage.is_text(&whole) {
            return None;
        }
        let gap = sign.end()..sign.end();
        let shown = &line[whole];
        let right = format!("{}{} {}", before.as_str(), sign.as_str(), behind.as_str());
        let finding = Finding::new(
            Code::RunTogether,
            gap,
            format!("a space is missing behind the punctuation in `{shown}`"),
            format!("write `{right}`"),
        );
        let sure = matches!(sign.as_str(), "," | ";") && known(behind.as_str());
        Some(if sure { finding.corrected(" ") } else { finding })
    })
}
