//! Where words are broken: the manual of hyphenation, as tests.

mod score;

use proptest::prelude::*;
use umbruch::ir::Language;
use umbruch::language::hyphenation::notation::{self, Marked, Mistake};
use umbruch::language::hyphenation::{Break, BreakKind, Class, Hyphenation, Minima};
use umbruch::language::ligatures;

use score::Orthography;

const GOLD: &str = include_str!("hyphenation/gold.tsv");
const HELD_OUT: &str = include_str!("hyphenation/held-out.tsv");
const SECOND: &str = include_str!("hyphenation/second.tsv");
const THIRD: &str = include_str!("hyphenation/third.tsv");
const LIGATURES: &str = include_str!("hyphenation/ligatures.txt");

fn tag(tag: &str) -> Language {
    Language::parse(tag).expect("a language tag")
}

/// The word with its breaks marked.
fn marked(word: &str, language: &str) -> String {
    notation::mark(word, &Hyphenation::default().breaks(word, &tag(language)))
}

fn all(language: &str, cases: &[&str]) {
    for case in cases {
        let word = Marked::parse(case).map_or_else(|_| (*case).to_owned(), |one| one.word);
        assert_eq!(&marked(&word, language), case, "{language}");
    }
}

#[test]
fn each_orthography_has_its_breaks() {
    all("de-1901", &["Fen-ster", "Zu{ck/k-k}er", "hi-sto-risch", "dar<auf", "mei-sten"]);
    all("de", &["Fens-ter", "Zu-cker", "his-to-risch", "meis-ten", "Schiff=fahrt"]);
    all("de-1996", &["Fens-ter"]);
    all("de-AT", &["Fens-ter"]);
    all("de-CH", &["Stras-se"]);
    all("de-CH-1901", &["Fen-ster", "Zu{ck/k-k}er"]);
}

#[test]
fn ck_is_divided_where_the_new_rules_break_before_it() {
    all("de-1901", &["Strei{ck/k-k}er", "Un-ter<drü{ck/k-k}ung", "Ent<wick-lung", "Rück=sicht"]);
}

#[test]
fn a_third_consonant_comes_back_at_the_break() {
    all("de-1901", &["Schi{ff/ff-f}ahrt", "Be{tt/tt-t}uch", "Ro{ll/ll-l}a-den", "Mit-tag"]);
    all("de-1901", &["Stof-fe", "rol-len-de", "Bal-la-de", "Kon-troll=aus<druck"]);
}

#[test]
fn misleading_breaks_are_left_out() {
    all("de-1901", &["Ur<instinkt", "be<inhal-ten", "Be<erdi-gung", "An<alpha-bet", "Wach=stu-be"]);
    all("de", &["Druck=erzeug>nis", "Spar=gelder", "Tal=enge", "ver<en-gen", "hin<ein"]);
}

#[test]
fn no_vowel_is_a_syllable_behind_a_consonant() {
    all("de", &["Le-se=fa-den", "Ko-opta-ti-on", "La-tini-tät", "Murä-ne"]);
}

#[test]
fn known_members_go_before_patterns() {
    // The second member begins with a vowel, or the wrong division is a word as well.
    all("de", &["Pro-dukt=ei-gen>schaft", "Da-ten=bank=er<stel-lung", "Kreis=an<zei-ger"]);
    all(
        "de",
        &[
            "Blau=farb=stoff",
            "Schif-fer=denk=mal",
            "An<zei-gen=agen-tur",
            "Prä-mi-en=er<mä-ßi-gung",
        ],
    );
    all("de-1901", &["Kunst=aus<druck", "Fe-stungs=an<la-ge", "Schluß=an<trag"]);
    all("de-CH", &["Haupt=stras-se"]);
    // What ends like a suffix is a member in nouns alone.
    all("de", &["An-gel=lei-ne", "Pflan-zen=sa-men", "streb>sa-men"]);
    // A participle is no compound with `-ende`, an infinitive none behind its `zu`.
    all("de", &["lau-fen-de", "Spie-len-den", "Jah-res=ende", "weg<zu<glei-ten"]);
    // The patterns know the whole word better than a member of it.
    all("de", &["Hand=wer-ker", "deins"]);
    // Words that look like compounds.
    all("de", &["Pro-to-koll", "Ana-ly-se", "zu<grei-fen", "be<inhal-ten", "Spar-gel"]);
}

#[test]
fn only_what_every_reading_allows_is_a_break() {
    // `Fleisch-ersatz` or `Fleischer-satz`.
    all("de", &["Fleischersatz"]);
}

#[test]
fn spelling_of_the_19th_century_is_known() {
    all("de-1901", &["Vor<ur-theil", "Thei-le", "Ei-gen>thum", "noth=wen-dig", "stu-di-ren"]);
    all(
        "de-1901",
        &["Ci-tat", "Pro-duc-ti-on", "Ueber<zeu-gung", "Oeko-no-mie", "ver<thei-di-gen"],
    );
    all("de-1901", &["Rat=haus", "Ka-tho-lik", "Auf<ent<halt", "Ma-the-ma-tik", "Dis-co"]);
}

#[test]
fn a_break_that_only_a_joint_explains_needs_one() {
    all("de", &["contents", "el-lipsis", "Milkshakes", "Phishing", "fairchild"]);
    all(
        "de",
        &["Dorn=ap-fel", "kon-trast-är-mer", "All-er-gie", "psych-ia-trisch", "Ho-lo-caust-op-fer"],
    );
    all("de-1901", &["contents", "el-lipsis"]);
}

#[test]
fn prefixes_and_suffixes_tell_what_is_no_compound() {
    all("de", &["be<strei-chen", "Ein<stel-len", "mög>lichst", "hilf>lo-se-re", "Le-se-rin-nen"]);
    all("de", &["beid=sei-tig", "lang=bei-nig", "all=ge<mein", "Dach=rin-nen"]);
}

#[test]
fn what_is_no_plain_word_stays_whole() {
    for whole in [
        "NATO",
        "KPdSU",
        "GmbH",
        "z.B.",
        "Hrsg",
        "12km",
        "H2SO4",
        "4.",
        "1848er",
        "https://a.example/wort",
        "wort@wort.example",
        "www.wort.example",
        "Wort/Wort",
        "Abend",
        "aber",
        "über",
        "Öl",
        "ß",
        "",
        "-",
        "’",
    ] {
        for language in ["de", "de-1901", "fr", "ru"] {
            assert_eq!(marked(whole, language), whole, "{language}");
        }
    }
    assert_eq!(marked("Hallo", "xx"), "Hallo");
    let endless = "wort".repeat(100_000);
    assert_eq!(marked(&endless, "de"), endless);
}

#[test]
fn names_of_two_syllables_stay_whole() {
    all("de", &["Lenin", "Engels", "Trotzki", "Hegels", "Heinrich"]);
    // A mute `e` is no syllable; what is a common noun as well is broken.
    all("de", &["Nicole", "James", "Mikes", "Bern=stein", "Fich-te", "Eich=horn"]);
    all("de", &["Lu-xem=burg", "Na-po-le-on"]);
    let own = Hyphenation::new([], ["Solter".to_owned()]);
    assert_eq!(own.breaks("Solter", &tag("de")), []);
    assert_eq!(own.breaks("Solters", &tag("de")), []);
    assert_eq!(marked("Solter", "de"), "Sol-ter");
}

#[test]
fn a_hyphen_of_the_word_goes_first() {
    // No break of ours within five letters of it.
    let word = "Marxismus-Leninismus";
    assert_eq!(marked(word, "de"), "Mar-xismus-Leninis-mus");
    let breaks = Hyphenation::default().breaks(word, &tag("de"));
    assert_eq!(breaks[1], Break { at: 10, class: Class::Joint, kind: BreakKind::Hyphen });
    assert_eq!(marked("Arbeiter-", "de"), "Ar-beiter-");
    assert_eq!(marked("-wirtschaft", "de"), "-wirtschaft");
    // A hyphen that does not break, and one that would leave a single letter.
    let kinds = |word| {
        Hyphenation::default()
            .breaks(word, &tag("de"))
            .iter()
            .any(|one| one.kind == BreakKind::Hyphen)
    };
    assert!(!kinds("Marxismus\u{2011}Leninismus"));
    assert!(!kinds("E-Mail"));
}

#[test]
fn apostrophes_part_words() {
    all("fr", &["l’homme", "au-jourd’hui", "d’Alem-bert"]);
    assert_eq!(marked("d'Alembert", "fr"), "d'Alem-bert");
}

#[test]
fn soft_hyphens_of_the_editor_are_the_only_breaks() {
    let word = "Konter\u{ad}revolution";
    let breaks = Hyphenation::default().breaks(word, &tag("de"));
    assert_eq!(breaks, [Break { at: 8, class: Class::Joint, kind: BreakKind::Plain }]);
    assert_eq!(Hyphenation::default().breaks("\u{ad}Wort\u{ad}", &tag("de")), []);
}

#[test]
fn forms_of_letters_do_not_matter() {
    assert_eq!(marked("Unterdru\u{308}ckung", "de"), "Un-ter<dru\u{308}-ckung");
    assert_eq!(marked("Waſſer", "de-1901"), "Waſ-ſer");
    assert_eq!(marked("Groẞvater", "de"), "Groẞvater");
    assert_eq!(marked("Konter\u{200c}revolution", "de"), "Kon-ter\u{200c}=re-vo-lu-ti-on");
    assert_eq!(marked("Konter\u{2060}revolution", "de"), "Kon-ter\u{2060}re-vo-lu-ti-on");
}

#[test]
fn other_languages_have_their_patterns() {
    all("fr", &["ré-vo-lu-tion", "bour-geoi-sie"]);
    all("en-GB", &["phil-an-thropy"]);
    all("it", &["ri-vo-lu-zio-ne"]);
    all("es", &["re-vo-lu-ción"]);
    all("la", &["rei", "pu-bli-ca"]);
    all("ru", &["ре-во-лю-ция"]);
    for language in [
        "pt", "nl", "pl", "cs", "sv", "da", "nb", "nn", "no", "hu", "fi", "el", "grc", "en",
        "sr-Latn",
    ] {
        assert!(Hyphenation::knows(&tag(language)), "{language}");
    }
}

#[test]
fn exceptions_go_before_every_rule() {
    let read = |text: &str| Marked::parse(text).expect("a marked word");
    let own = Hyphenation::new(
        ["Da-la-dier", "has-sens=wer-te-re", "Zu{ck/k-k}er", "Wort.e~r", "NATO", "Lenin"].map(read),
        [],
    );
    let show = |word: &str| notation::mark(word, &own.breaks(word, &tag("de")));
    assert_eq!(show("Daladier"), "Da-la-dier");
    assert_eq!(show("hassenswertere"), "has-sens=wer-te-re");
    assert_eq!(show("Hassenswertere"), "Has-sens=wer-te-re");
    assert_eq!(show("zucker"), "zu{ck/k-k}er");
    assert_eq!(show("Zuckerrohr"), "Zu-cker=rohr");
    // Misleading breaks are not used, free ones are.
    assert_eq!(show("Worter"), "Worte-r");
    // Parts of a compound with hyphens are words.
    assert_eq!(show("Daladier-Regierung"), "Da-la-dier-Regie-rung");
}

#[test]
fn what_is_wrong_with_an_exception_is_told() {
    let mistake = |text: &str| Marked::parse(text).expect_err("a mistake");
    assert_eq!(mistake(""), Mistake::Empty);
    assert_eq!(mistake("-Wort"), Mistake::Loose(0));
    assert_eq!(mistake("Wör-"), Mistake::Loose(4));
    assert_eq!(mistake("Wo-=rt"), Mistake::Loose(3));
    assert_eq!(mistake("Wo rt"), Mistake::Foreign(2, ' '));
    assert_eq!(mistake("Zu{ck/kk}er"), Mistake::Change(2, "{ck/kk}".into()));
    assert_eq!(mistake("Zu{ck"), Mistake::Change(2, "{ck".into()));
    assert_eq!(mistake("Wo rt").to_string(), "` ` is neither a letter nor a mark");
    assert_eq!(
        mistake("Zu{c").to_string(),
        "`{c` is no change of letters; known are `{ck/k-k}` and `{ff/ff-f}`"
    );
    assert_eq!(Marked::parse("E{-}Mail").map(|one| one.word), Ok("E-Mail".to_owned()));
}

#[test]
fn minima_leave_enough_letters() {
    let kept = |word: &str| {
        let mut breaks = Hyphenation::default().breaks(word, &tag("de"));
        Minima::default().keep(word, &mut breaks);
        notation::mark(word, &breaks)
    };
    assert_eq!(kept("Bewegungen"), "Be<we-gun-gen");
    assert_eq!(kept("Kisten"), "Kis-ten");
    assert_eq!(kept("Feder"), "Fe-der");
    // Two letters only behind the joint of a compound.
    assert_eq!(kept("Leute"), "Leute");
    assert_eq!(kept("Hanföl"), "Hanf=öl");
}

/// The bars for all lists; what each scores stands beside them.
#[test]
fn lists_marked_by_hand_are_met() {
    for (name, list) in
        [("gold", GOLD), ("held-out", HELD_OUT), ("second", SECOND), ("third", THIRD)]
    {
        for (orthography, precision, recall) in
            [(Orthography::Old, 0.997, 0.990), (Orthography::New, 0.998, 0.985)]
        {
            let words = score::read(list, orthography).expect("a list");
            let hyphenation = Hyphenation::default();
            let score = score::score(&words, &hyphenation, &orthography.language(), |_, _| {});
            assert!(score.words > 150, "{name}");
            assert!(score.precision() >= precision, "{name} {orthography:?}: {score:?}");
            assert!(score.recall() >= recall, "{name} {orthography:?}: {score:?}");
            assert_eq!(score.misleading, 0, "{name} {orthography:?}");
            assert!(score.joint_recall() >= 0.92, "{name} {orthography:?}: {score:?}");
        }
    }
}

#[test]
fn a_list_that_cannot_be_read_is_told() {
    let bad = score::read("a\tb\tc\td\nWort\tWo-rte\tWort\tWort\n", Orthography::Old);
    assert_eq!(bad.expect_err("another word").line, 2);
    let bad = score::read("a\tb\tc\td\n\nWort\n", Orthography::New);
    assert_eq!(bad.expect_err("no such column").line, 3);
}

#[test]
fn scores_count_what_the_marks_say() {
    let words = [Marked::parse("Ur<in.stin~kt").expect("a marked word")];
    let at = |at| Break { at, class: Class::Affix, kind: BreakKind::Plain };
    let mut score = score::Score::default();
    assert!(score.count(&words[0], &[at(2), at(8)]));
    assert!(!score.count(&words[0], &[at(3), at(4)]));
    assert_eq!((score.words, score.right, score.wrong, score.missed), (2, 1, 2, 1));
    assert_eq!((score.misleading, score.classes), (1, 1));
    assert!((score.precision() - 1.0 / 3.0).abs() < 1e-9 && (score.recall() - 0.5).abs() < 1e-9);
}

#[test]
fn ligatures_end_where_morphemes_do() {
    let german = tag("de");
    let cases = LIGATURES.lines().filter(|line| !line.starts_with('#'));
    for case in cases {
        let word = case.replace('|', "");
        let mut shown = word.clone();
        for at in ligatures::splits(&word, &german).into_iter().rev() {
            shown.insert(at, '|');
        }
        assert_eq!(shown, case);
    }
    assert!(ligatures::splits("shelfful", &tag("en")).is_empty());
    // Letters with a soft hyphen between them are not joined anyway.
    assert!(ligatures::splits("Auf\u{ad}lage", &german).is_empty());
}

proptest! {
    #[test]
    fn breaks_are_inside_the_word_and_in_order(
        word in prop_oneof![
            "\\PC{0,20}",
            "[a-zäöüßA-ZÄÖÜẞſ\u{ad}\u{308}\u{200c}\u{2060}’'-]{0,30}",
            "(ab|er|schaft|ck|tt|th|c|ss|ff|ei|ung|zucker|th?eil|\u{e6}|\u{ad}|-){0,9}",
        ],
        language in prop_oneof![
            Just("de"), Just("de-1901"), Just("de-CH-1901"), Just("fr"), Just("grc"), Just("hu"), Just("tr"),
        ],
    ) {
        let breaks = Hyphenation::default().breaks(&word, &tag(language));
        for one in &breaks {
            prop_assert!(one.at > 0 && one.at < word.len() && word.is_char_boundary(one.at));
        }
        prop_assert!(breaks.windows(2).all(|two| two[0].at < two[1].at));
        prop_assert_eq!(notation::plain(&word, &breaks).replace('-', ""), word.replace('-', ""));
        let _ = notation::mark(&word, &breaks);
        let splits = ligatures::splits(&word, &tag(language));
        prop_assert!(splits.iter().all(|at| word.is_char_boundary(*at)));
    }

    #[test]
    fn any_text_is_a_marked_word_or_a_mistake(text in "\\PC{0,12}|[a-zß{}/.=<>~k-]{0,14}") {
        match Marked::parse(&text) {
            Ok(marked) => for one in marked.breaks() {
                let inside = one.at > 0 && one.at < marked.word.len();
                prop_assert!(inside && marked.word.is_char_boundary(one.at));
            },
            Err(Mistake::Empty) => {}
            Err(Mistake::Loose(at) | Mistake::Change(at, _) | Mistake::Foreign(at, _)) => {
                prop_assert!(text.is_char_boundary(at));
            }
        }
    }
}

#[test]
fn breaks_that_mislead_are_known() {
    let german = Language::parse("de").expect("a tag");
    let marked = |word: &str| {
        let found = Hyphenation::misleading(word, &german);
        let sign = |at: usize| if found.contains(&at) { "|" } else { "" };
        word.char_indices()
            .flat_map(|(at, c)| [sign(at).to_owned(), c.to_string()])
            .collect::<String>()
    };
    for word in ["Urin|stinkt", "bein|halten", "Drucker|zeugnis", "Hafen", "Staubecken"] {
        assert_eq!(marked(&word.replace('|', "")), word);
    }
}
