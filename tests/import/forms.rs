//! Notes in the forms in which they are typed, in texts that are made of the same few words: each is linked to its own text, and
//! takes nothing of the book with it.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::imported;

/// How a note is called and how its text begins; `#` stands for the sign.
#[derive(Debug, Clone, Copy)]
struct Sign {
    call: &'static str,
    body: &'static str,
    count: Count,
}

/// What `#` is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Count {
    Number,
    Superscript,
    Letter,
    Star,
    Dagger,
}

const SIGNS: [Sign; 26] = [
    sign("[#]", "[#] ~", Count::Number),
    sign("(#)", "(#) ~", Count::Number),
    sign("#)", "#) ~", Count::Number),
    sign("#", "# ~", Count::Superscript),
    sign("#", "#~", Count::Superscript),
    sign("#", "#. ~", Count::Number),
    sign("#", "# ~", Count::Number),
    sign("#", "#~", Count::Number),
    sign("[#]", "#. ~", Count::Number),
    sign("#", "# ~", Count::Star),
    sign("#)", "#) ~", Count::Star),
    sign("#", "#~", Count::Star),
    sign("#", "# ~", Count::Dagger),
    sign("[#]", "[#] ~", Count::Star),
    sign("[#]", "[#] ~", Count::Letter),
    sign("[#]", "[Footnote #: ~]", Count::Letter),
    sign("{#}", "{#} ~", Count::Number),
    sign("<#>", "<#> ~", Count::Number),
    sign("[Anm. #]", "[Anm. #] ~", Count::Number),
    sign("[Anm. #]", "Anm. #: ~", Count::Number),
    sign("[^#]", "[^#]: ~", Count::Number),
    sign("[#]", "[Footnote #: ~]", Count::Number),
    sign("[#]", "[Fußnote #: ~]", Count::Number),
    sign("[#]", "#. ↑ ~", Count::Number),
    sign("[#]", "#. ~ ↩", Count::Number),
    sign("[#]", "~", Count::Number),
];

const fn sign(call: &'static str, body: &'static str, count: Count) -> Sign {
    Sign { call, body, count }
}

impl Sign {
    fn with(self, form: &str, number: usize) -> String {
        let superscript = |digit: char| match digit {
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            _ => char::from_u32(0x2070 + u32::from(digit) - u32::from('0')).expect("it is a digit"),
        };
        let sign = match self.count {
            Count::Number => number.to_string(),
            Count::Superscript => number.to_string().chars().map(superscript).collect(),
            Count::Letter => {
                let letter = char::from(b'A' + u8::try_from((number - 1) % 26).expect("small"));
                letter.to_string().repeat(1 + (number - 1) / 26)
            }
            Count::Star => "*".repeat(number),
            Count::Dagger => "†".repeat(number),
        };
        form.replace('#', &sign)
    }

    /// Stars and daggers count no farther than a page goes.
    fn is_of_pages(self) -> bool {
        matches!(self.count, Count::Star | Count::Dagger)
    }

    fn is_spaced(self) -> bool {
        !self.call.starts_with('#') || self.call.len() > 1
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Place {
    End {
        headed: bool,
    },
    Section {
        headed: bool,
    },
    /// Below the paragraph.
    Below,
    /// Between two pieces of a sentence.
    Foot,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Numbering {
    Through,
    Section,
    Page,
}

/// A text to be made.
#[derive(Debug, Clone, Copy)]
struct Form {
    sign: Sign,
    place: Place,
    numbering: Numbering,
    spaced: bool,
    /// Some notes have a second paragraph.
    long: bool,
    seed: u64,
}

impl Form {
    /// Whether anybody would write so.
    fn is_used(self) -> bool {
        let near = matches!(self.place, Place::Below | Place::Foot);
        let headed =
            matches!(self.place, Place::End { headed: true } | Place::Section { headed: true });
        let bare = self.sign.body == "~";
        (!self.sign.is_of_pages() || near && self.numbering == Numbering::Page)
            && (self.numbering != Numbering::Page || near)
            && (!bare || headed && !self.long)
            && (!self.spaced || self.sign.is_spaced())
            && (!self.long || headed)
    }
}

fn form() -> impl Strategy<Value = Form> {
    let place = prop_oneof![
        any::<bool>().prop_map(|headed| Place::End { headed }),
        any::<bool>().prop_map(|headed| Place::Section { headed }),
        Just(Place::Below),
        Just(Place::Foot),
    ];
    let numbering =
        prop_oneof![Just(Numbering::Through), Just(Numbering::Section), Just(Numbering::Page)];
    let sign = proptest::sample::select(&SIGNS[..]);
    (sign, place, numbering, any::<bool>(), any::<bool>(), any::<u64>())
        .prop_map(|(sign, place, numbering, spaced, long, seed)| Form {
            sign,
            place,
            numbering,
            spaced,
            long,
            seed,
        })
        .prop_filter("nobody writes so", |form| form.is_used())
}

/// A note that is wanted: the word before its call, and the words of its text.
struct Wanted {
    call: String,
    words: Vec<String>,
}

/// A text while it is written.
struct Writer {
    form: Form,
    state: u64,
    lines: Vec<String>,
    wanted: Vec<Wanted>,
    /// Notes that are still to be put down: their paragraphs.
    open: Vec<Vec<String>>,
    number: usize,
}

impl Writer {
    fn below(&mut self, count: usize) -> usize {
        self.state = self
            .state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.state >> 33).expect("31 bits") % count
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }

    fn sentence(&mut self) -> String {
        const WHO: [&str; 6] =
            ["der Müller", "die Magd", "ein Bote", "das Wasser", "der Pfarrer", "die Nachbarin"];
        const DOES: [&str; 6] = ["kam", "ging", "blieb", "rief", "schwieg", "wartete"];
        const HOW: [&str; 6] = [
            "am Abend",
            "hinter der Kirche",
            "nach dem Kriege von 1848",
            "am 3. Mai",
            "auf Seite 14 des Buches",
            "mit dem ersten Licht",
        ];
        let clauses: Vec<String> = (0..=self.below(3))
            .map(|_| format!("{} {} {}", self.one(&WHO), self.one(&DOES), self.one(&HOW)))
            .collect();
        let mut sentence = clauses.join(", und ");
        let first = sentence.remove(0);
        format!("{}{sentence}.", first.to_uppercase())
    }

    /// A word that stands nowhere else.
    fn word(&self, begin: &str) -> String {
        const ENDS: [&str; 16] = [
            "ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "wu", "gar", "hel", "pin", "tor",
            "fal", "ben",
        ];
        let count = self.wanted.len();
        format!("{begin}{}{}", ENDS[count % 16], ENDS[count / 16 % 16])
    }

    /// A sentence with a call in it.
    fn calling(&mut self) -> String {
        self.number += 1;
        let (call, word) = (self.word("Ruf"), self.word("Beleg"));
        let sign = self.form.sign.with(self.form.sign.call, self.number);
        let space = if self.form.spaced { " " } else { "" };
        let sentence = self.sentence();
        let bare = sentence.trim_end_matches('.').to_owned();
        let said = match self.below(2) {
            0 => format!("{bare} bei {call}.{space}{sign}"),
            _ => format!("{bare}, so {call}{space}{sign} und das war alles."),
        };
        let text = match self.below(3) {
            0 => format!("Vgl. dazu {word}, 2. Auflage, Leipzig 1897, S. 12."),
            1 => format!("{word} meint hier den Bach hinter der Mühle."),
            _ => format!("Ebd., S. 7 f., nach {word}."),
        };
        let body = self.form.sign.with(self.form.sign.body, self.number);
        let mut words = vec![word];
        let mut paragraphs = vec![body.replace('~', &text)];
        if self.form.long && self.below(3) == 0 && !body.ends_with([']', '↩']) {
            words.push(self.word("Weiter"));
            paragraphs.push(format!("{}, sagt der Herausgeber noch dazu.", words[1]));
        }
        self.open.push(paragraphs);
        self.wanted.push(Wanted { call, words });
        said
    }

    /// Puts a paragraph in lines of one measure.
    fn wrapped(&mut self, text: &str) {
        let mut line = String::new();
        for word in text.split(' ') {
            if line.chars().count() + word.chars().count() > 70 {
                self.lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        self.lines.extend([line, String::new()]);
    }

    fn notes(&mut self) {
        for text in std::mem::take(&mut self.open).into_iter().flatten() {
            self.wrapped(&text);
        }
    }

    fn headed(&mut self, headed: bool) {
        if headed && !self.open.is_empty() {
            self.lines.extend(["Anmerkungen".to_owned(), String::new()]);
        }
        self.notes();
    }

    fn paragraph(&mut self) {
        if self.form.numbering == Numbering::Page {
            self.number = 0;
        }
        let count = 3 + self.below(3);
        let mut said = Vec::new();
        for _ in 0..count {
            let full = self.form.sign.is_of_pages() && self.number == 3;
            said.push(if self.below(3) == 0 && !full { self.calling() } else { self.sentence() });
        }
        match self.form.place {
            Place::Foot if !self.open.is_empty() => {
                let last =
                    format!("{} und blieb stehen, weil es", self.sentence().trim_end_matches('.'));
                said.push(last);
                self.wrapped(&said.join(" "));
                self.notes();
                self.wrapped("spät war und niemand mehr kam.");
            }
            Place::Below => {
                self.wrapped(&said.join(" "));
                self.notes();
            }
            _ => self.wrapped(&said.join(" ")),
        }
    }
}

/// A text of some thousand words in a form, and the notes it has.
fn written(form: Form) -> (String, Vec<Wanted>) {
    let lines = ["Die Wasser im Tale", "", "von Karl Muster", "", ""].map(str::to_owned).to_vec();
    let (wanted, open) = (Vec::new(), Vec::new());
    let mut writer = Writer { form, state: form.seed, lines, wanted, open, number: 0 };
    for name in ["Erstes", "Zweites", "Drittes"] {
        writer.lines.extend([
            String::new(),
            format!("{name} Kapitel"),
            String::new(),
            String::new(),
        ]);
        if form.numbering == Numbering::Section {
            writer.number = 0;
        }
        for _ in 0..8 {
            writer.paragraph();
        }
        if let Place::Section { headed } = form.place {
            writer.headed(headed);
        }
    }
    if let Place::End { headed } = form.place {
        writer.lines.push(String::new());
        writer.headed(headed);
    }
    (writer.lines.join("\n"), writer.wanted)
}

/// What the notes of an edition say, by the word before their calls.
fn linked(djot: &str) -> BTreeMap<String, String> {
    let mut bodies: BTreeMap<&str, String> = BTreeMap::new();
    let mut text = String::new();
    let mut label = None;
    for line in djot.lines() {
        let opens = line.strip_prefix("[^").and_then(|rest| rest.split_once("]: "));
        label = match opens {
            Some((name, _)) => Some(name),
            None => label.filter(|_| line.is_empty() || line.starts_with(' ')),
        };
        let said = opens.map_or(line, |(_, said)| said);
        let to = label.map_or(&mut text, |label| bodies.entry(label).or_default());
        to.push_str(said);
        to.push(' ');
    }
    let mut found = BTreeMap::new();
    for (at, _) in text.match_indices("[^") {
        let word = text[..at].trim_end_matches(['.', ' ']).rsplit(' ').next().unwrap_or_default();
        let name = text[at + 2..].split(']').next().unwrap_or_default();
        found.insert(word.to_owned(), bodies.get(name).cloned().unwrap_or_default());
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn notes_in_every_form_are_linked_to_their_texts(form in form()) {
        let (text, wanted) = written(form);
        let edition = imported(&text);
        let sections = edition.files.iter().filter(|file| file.path.ends_with(".dj"));
        let notes: BTreeMap<String, String> =
            sections.flat_map(|file| linked(&file.text)).collect();
        for note in &wanted {
            let said = notes.get(&note.call).map_or("", String::as_str);
            prop_assert!(
                note.words.iter().all(|word| said.contains(word.as_str())) && said.matches("Beleg").count() == 1,
                "{} calls `{said}`, not {:?} in\n{text}", note.call, note.words
            );
            prop_assert!(!said.contains("Ruf"), "`{said}` took text with it in\n{text}");
        }
        prop_assert_eq!(notes.len(), wanted.len());
    }
}
