//! `dass` and `daß` without a comma before it, and where only `das` can stand.

use super::super::Finding;
use super::Found;
use super::lexicon::Text;
use super::reading::{Reading, is_space};
use crate::diagnostics::Code;
use crate::language::commonness;

/// After these `dass` needs no comma of its own: conjunctions of two words, particles that belong
/// to the clause, and what joins two clauses (amtliches Regelwerk § 74, § 75).
const WITHOUT_COMMA: &str = "\
    so ohne anstatt statt als auf bis und oder nicht sondern außer nur kaum je wie selbst auch sogar nämlich \
    namentlich insbesondere besonders zumal allein vorausgesetzt angenommen gesetzt ausgenommen geschweige denn \
    weder noch sowie beziehungsweise bzw entweder sowohl etwa gerade schon erst eben bloß lediglich höchstens \
    mindestens wenigstens zumindest vielleicht wohl vielmehr teils desto umso dadurch trotzdem ungeachtet \
    unbeschadet abgesehen allem beispiel falle fall maße grunde zwar aber doch also freilich allerdings \
    natürlich einerseits andererseits erstens zweitens drittens ferner außerdem schließlich endlich zuletzt \
    wieder wiederum ebenso ebensowenig genauso dann daher mal recht ganz vor jedoch hauptsächlich \
    vornehmlich ausschließlich einzig wahrscheinlich möglicherweise sicher gewiss gewiß";

/// Fewest words of the clause before `dass`: in a shorter one it may be anything.
const CLAUSE: usize = 2;

/// Forms of *sein* and of what stands for it: with them `dass zu` begins a clause, `dass zu warten
/// ist`.
const IS: &str = "\
    ist sind war waren sei seien wäre wären bleibt bleiben blieb blieben scheint scheinen schien \
    schienen gilt galt hat haben hatte hatten heißt hieß bedeutet wird werden wurde würde";

/// Words that open a clause, whose verb is not that of the one before.
const OPENS: [&str; 9] = ["was", "wer", "wen", "wem", "wie", "wo", "worin", "womit", "wofür"];

pub(super) fn find(text: &Text<'_>, found: &mut Vec<Found>) {
    for reading in text.readings {
        for at in 0..reading.words.len() {
            if is_dass(reading, at) && has_infinitive_alone(reading, at) {
                found.push(Found::at(reading, article(reading, at)));
            }
        }
    }
    without_comma(text, found);
    for reading in text.readings {
        for at in 1..reading.words.len() {
            if reading.words[at].text == "das" && is_said(reading, at) {
                found.push(Found::at(reading, conjunction(reading, at, is_old(reading, at))));
            }
        }
    }
}

/// What can stand behind `dass` at the beginning of its clause, and behind the relative `das` only as
/// its subject.
const SUBJECTS: [&str; 28] = [
    "er", "ich", "wir", "man", "du", "sie", "es", "die", "der", "ein", "eine", "kein", "keine",
    "diese", "dieser", "jeder", "jede", "alle", "mein", "meine", "sein", "seine", "ihre", "unser",
    "unsere", "jemand", "niemand", "nichts",
];
/// And what can stand there besides, once nothing is left to which a relative clause could belong.
const AGAIN: &str = "das dieses dies jenes jedes";
/// What can stand there besides, if the clause before cannot end otherwise.
const INSIDE: &str = "\
    in auf mit an von zu für durch bei nach aus über unter um vor ohne gegen ihm ihn ihr ihnen sich mir mich dir dich \
    uns euch dem den des dieses diesem diesen einer einem einen derselbe dieselbe dessen dort hier jetzt nun gerade nicht \
    kein keinen ihren seinen meinen du auch nur";
/// Beginnings and whole forms of what is followed by a clause with `dass` and by no object: what is known,
/// believed or likely, and the adverbs that point to such a clause.
const KNOWN: [&str; 16] = [
    "glaub",
    "hoff",
    "fürcht",
    "behaupt",
    "überzeug",
    "vermut",
    "versicher",
    "bedeutet",
    "bezweif",
    "zweifl",
    "beteuer",
    "betheuer",
    "wahrschein",
    "ahnt",
    "wußt",
    "wusst",
];
const POINTING: &str = "\
    weiß möglich gewiß gewiss klar sicher daran darauf davon dafür darüber dazu damit dadurch darum dahin \
    daraus darin";

/// Whether nothing but a clause with `dass` can follow the word.
fn asks_for_clause(word: &str) -> bool {
    KNOWN.iter().any(|stem| word.starts_with(stem))
        || POINTING.split_whitespace().any(|other| other == word)
}

/// Pronouns of neuter gender, to which a relative clause may belong.
const NEUTER: &str = "\
    das was alles etwas nichts eines eins keines dieses dies jenes jedes welches manches vieles weniges anderes \
    solches dasjenige dasselbe meines seines ihres unseres";
/// Relative pronouns of neuter gender, which begin a clause.
const RELATIVE: &str = "dem dessen welchem welches was";
/// Articles and pronouns before a noun that is not of neuter gender and singular.
const NOT_NEUTER: &str = "\
    der die den eine einer einen keine keiner keinen diese dieser diesen jene jener jenen jede jeder jeden meine meiner \
    meinen deine deiner deinen seine seiner seinen ihre ihrer ihren unsere unserer unseren unsre unsrer unsern eure eurer \
    euren welche welcher welchen manche mancher manchen solche solcher solchen alle aller allen beide beider beiden viele \
    vieler vielen wenige wenigen einige einigen mehrere mehreren zwei drei vier zur";
/// With a capital, and no nouns.
const ADDRESS: &str = "Sie Ihnen Ihr Ihre Ihren Ihrem Ihrer Du Dir Dich Dein Deine Deinen Deiner Euch Euer Eure Er Ihm Ihn";
/// Furthest word back at which what a relative clause belongs to is looked for, and how many adjectives may
/// stand between a noun and its article.
const BACK: usize = 30;
const ADJECTIVES: usize = 3;

fn is_one_of(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|other| other == word)
}

/// Whether `, das` behind a verb or an adverb begins a clause with `dass`: `Ich weiß, das er kommt`. In the
/// clause before then stands nothing to which a relative clause may belong, and what follows `das` is neither the
/// verb of a main clause nor the noun of which it is the article.
fn is_said(reading: &Reading<'_>, at: usize) -> bool {
    let word = &reading.words[at];
    let before = reading.words[at - 1].text;
    if reading.lead(at) != ", "
        || !is_space(reading.gap(at))
        || before.chars().count() < 3
        || !before.starts_with(char::is_lowercase) && !is_one_of(ADDRESS, before)
        || !reading.is_german(word.range.start)
    {
        return false;
    }
    // `der dafür sorgte, das`
    let pointed = at > 1
        && is_space(reading.lead(at - 1))
        && reading.words[at - 2].text.starts_with("da")
        && is_one_of(POINTING, reading.words[at - 2].text);
    let certain = asks_for_clause(before) || pointed;
    let subject = reading.words.get(at + 1).is_some_and(|next| {
        SUBJECTS.contains(&next.text)
            || is_one_of(if certain && !pointed { INSIDE } else { AGAIN }, next.text)
    });
    // A verb between the subject and the end of the sentence or its next comma.
    let goes_on = reading.words.get(at + 3).is_some() && is_space(reading.gap(at + 1));
    subject && goes_on && (certain || !has_antecedent(reading, at))
}

/// Whether something of neuter gender is named in the clause before a word, or may be.
fn has_antecedent(reading: &Reading<'_>, at: usize) -> bool {
    let ends =
        |n: usize| reading.gap(n).contains([',', ';', ':', '.', '!', '?', '–', '—', '(', ')']);
    let clause: Vec<usize> =
        (at.saturating_sub(BACK)..at).rev().take_while(|n| *n + 1 == at || !ends(*n)).collect();
    // One word is put into another clause, and a relative clause may go on: `dem er folgt, das er liebt`.
    let relative = clause.iter().rev().take(2).any(|n| is_one_of(RELATIVE, reading.words[*n].text));
    clause.len() < 2
        || relative
        || clause.iter().any(|n| {
            let word = reading.words[*n].text;
            if word.starts_with(char::is_lowercase) {
                return is_one_of(NEUTER, word);
            }
            let small = word.to_lowercase();
            let first = reading.begins_sentence(*n) && commonness(&small) >= commonness(word);
            !first && !is_one_of(ADDRESS, word) && may_be_neuter(reading, *n)
                || first && is_one_of(NEUTER, &small)
        })
}

/// Whether no article or pronoun before a noun, over adjectives, says that it is not of neuter gender.
fn may_be_neuter(reading: &Reading<'_>, noun: usize) -> bool {
    let before = (0..noun).rev().take(ADJECTIVES + 1).take_while(|n| is_space(reading.gap(*n)));
    for word in before.map(|n| reading.words[n].text) {
        let declined = ["e", "en", "er", "es", "em"].iter().any(|end| word.ends_with(end));
        if is_one_of(NOT_NEUTER, word.to_lowercase().as_str()) {
            return false;
        }
        if !declined || word.starts_with(char::is_uppercase) {
            break;
        }
    }
    true
}

/// Whether the text is in the old orthography there.
fn is_old(reading: &Reading<'_>, at: usize) -> bool {
    let language = reading.language(reading.words[at].range.start);
    language.as_str().split('-').any(|part| part == "1901")
}

fn conjunction(reading: &Reading<'_>, at: usize, old: bool) -> Finding {
    let (before, word) = (&reading.words[at - 1], &reading.words[at]);
    let right = if old { "daß" } else { "dass" };
    Finding::new(
        Code::DasOrDass,
        word.range.clone(),
        format!("`das` behind `{},` seems to begin what is said or known", before.text),
        format!("write `{right}`, if that is meant"),
    )
}

fn is_dass(reading: &Reading<'_>, at: usize) -> bool {
    let word = &reading.words[at];
    matches!(word.text, "dass" | "daß")
        && reading.is_german(word.range.start)
        && !reading.is_cited(&word.range)
}

/// Whether an infinitive follows and no room is left for the subject and the verb of a clause:
/// `dass zu schützen, was …`, `dass Gegenteil zu tun.`
fn has_infinitive_alone(reading: &Reading<'_>, dass: usize) -> bool {
    let word = |at: usize| {
        let joined = at < reading.words.len() && is_space(reading.lead(at));
        joined.then(|| reading.words[at].text)
    };
    let infinitive = |at: usize| {
        let ends = |word: &str| word.ends_with('n') && word.starts_with(char::is_lowercase);
        word(at) == Some("zu") && word(at + 1).is_some_and(ends)
    };
    if infinitive(dass + 1) {
        let mut rest = (dass + 3..).map_while(word).take_while(|word| !OPENS.contains(word));
        return !rest.any(|word| IS.split_whitespace().any(|is| is == word));
    }
    let noun = word(dass + 1).is_some_and(|word| word.starts_with(char::is_uppercase));
    noun && infinitive(dass + 2) && word(dass + 4).is_none()
}

fn article(reading: &Reading<'_>, at: usize) -> Finding {
    let word = &reading.words[at];
    let behind = &reading.words[at + 1].text;
    Finding::new(
        Code::DasOrDass,
        word.range.clone(),
        format!("`{} {behind}` begins no clause", word.text),
        format!("write `das {behind}`, if that is meant"),
    )
}

fn without_comma(text: &Text<'_>, found: &mut Vec<Found>) {
    let without: std::collections::HashSet<&str> = WITHOUT_COMMA.split_whitespace().collect();
    for reading in text.readings {
        for at in 1..reading.words.len() {
            if !is_dass(reading, at)
                || !is_space(reading.lead(at))
                || clause_before(reading, at) < CLAUSE
            {
                continue;
            }
            let before = &reading.words[at - 1];
            let spared = before.text.chars().any(char::is_numeric)
                || without.contains(before.text.to_lowercase().as_str());
            if !spared {
                found.push(Found::at(reading, told(reading, at)));
            }
        }
    }
}

/// How many words stand between the last punctuation mark and a word; not more are counted than a clause needs.
fn clause_before(reading: &Reading<'_>, word: usize) -> usize {
    (1..=word).rev().take(CLAUSE).take_while(|at| is_space(reading.lead(*at))).count()
}

fn told(reading: &Reading<'_>, at: usize) -> Finding {
    let (before, word) = (&reading.words[at - 1], &reading.words[at]);
    Finding::new(
        Code::DassComma,
        word.range.clone(),
        format!("no comma stands before `{}` in `{} {}`", word.text, before.text, word.text),
        format!("write `{}, {}`; or `das`, if it begins no clause", before.text, word.text),
    )
}
