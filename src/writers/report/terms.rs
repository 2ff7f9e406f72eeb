//! The words of the page, in German and in English: all that it says stands here.

use crate::inspection::{Finding, Flaw, Line};

/// The words of one language.
pub(super) struct Terms {
    /// Tag of the language.
    pub(super) tag: &'static str,
    /// Decimal sign.
    pub(super) decimal: char,
    pub(super) report: &'static str,
    pub(super) layout: &'static str,
    pub(super) summary: &'static str,
    pub(super) measure: &'static str,
    pub(super) before: &'static str,
    pub(super) after: &'static str,
    pub(super) chart: &'static str,
    pub(super) chart_help: &'static str,
    pub(super) loose_limit: &'static str,
    pub(super) tight_limit: &'static str,
    pub(super) pages: &'static str,
    pub(super) page: &'static str,
    pub(super) findings: &'static str,
    pub(super) none: &'static str,
    pub(super) filter: &'static str,
    pub(super) all: &'static str,
    pub(super) grave: &'static str,
    pub(super) nothing: &'static str,
    pub(super) of: &'static str,
    pub(super) smaller: &'static str,
    pub(super) larger: &'static str,
    pub(super) keys: &'static str,
    pub(super) no_script: &'static str,
    pub(super) no_place: &'static str,
    pub(super) reason: &'static str,
    pub(super) released: &'static str,
    pub(super) not_released: &'static str,
    /// Rows of the summary, in its order.
    pub(super) measures: [&'static str; 14],
    /// Short names of the flaws, in the order of [`Flaw::ALL`].
    flaws: [(&'static str, &'static str); Flaw::ALL.len()],
}

impl Terms {
    /// The words for a book in that language.
    pub(super) fn for_language(language: &str) -> &'static Self {
        let primary = language.split('-').next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("de") { &GERMAN } else { &ENGLISH }
    }

    /// A name for the kind.
    pub(super) fn name(&self, flaw: Flaw) -> &'static str {
        self.flaws[index(flaw)].0
    }

    /// When it occurs.
    pub(super) fn meaning(&self, flaw: Flaw) -> &'static str {
        self.flaws[index(flaw)].1
    }

    /// A number with so many decimals.
    pub(super) fn number(&self, value: f64, decimals: usize) -> String {
        format!("{value:.decimals$}").replace('.', &self.decimal.to_string())
    }

    /// What was measured at the finding, in a few words.
    pub(super) fn measured(&self, finding: &Finding, line: Option<&Line>) -> Option<String> {
        let line = line?;
        let last = || line.text.split_whitespace().next_back().unwrap_or_default();
        Some(match finding.flaw {
            Flaw::Loose | Flaw::Tight => format!("{} em", self.number(line.space, 2)),
            Flaw::Overfull => format!("+{} pt", self.number(line.overfull, 1)),
            Flaw::IllegalBreak | Flaw::MisleadingBreak | Flaw::UglyBreak | Flaw::PageHyphen => {
                last().to_owned()
            }
            _ => return None,
        })
    }
}

fn index(flaw: Flaw) -> usize {
    Flaw::ALL.iter().position(|one| *one == flaw).expect("every flaw is listed")
}

static GERMAN: Terms = Terms {
    tag: "de",
    decimal: ',',
    report: "Satzbericht",
    layout: "Layout",
    summary: "Der Satz in Zahlen",
    measure: "Maß",
    before: "vor der Korrektur",
    after: "jetzt",
    chart: "Wortabstände im Verlauf des Buchs",
    chart_help: "Mittel jeder Seite als Linie, engste bis weiteste Zeile als Balken, in Geviert. Ein Klick führt zur Seite.",
    loose_limit: "zu weit",
    tight_limit: "zu eng",
    pages: "Seiten",
    page: "Seite",
    findings: "Befunde",
    none: "Nichts zu beanstanden.",
    filter: "Anzeigen",
    all: "alle",
    grave: "schwere",
    nothing: "keine",
    of: "von",
    smaller: "Seiten kleiner",
    larger: "Seiten größer",
    keys: "j und k gehen zum nächsten und vorigen Befund, + und − ändern die Größe.",
    no_script: "Ohne JavaScript zeigt diese Seite die Befunde und ihre Stellen im Quelltext, aber keine Seitenbilder.",
    no_place: "Keine Stelle im Quelltext: Das setzt das Layout.",
    reason: "Warum es nicht zu beheben war:",
    released: "Kein schwerer Mangel.",
    not_released: "Schwere Mängel",
    measures: [
        "Seiten",
        "Zeilen",
        "Zeilen mit Trennstrich",
        "Trennstriche in Folge, höchstens",
        "Trennstriche am Seitenende",
        "zu weite Zeilen",
        "zu enge Zeilen",
        "Wortabstand im Mittel",
        "Streuung der Wortabstände",
        "Streuung der Buchstabenabstände",
        "Streuung der Buchstabenbreiten",
        "Zeilen mit anders breiten Buchstaben als die vorige",
        "Was über die Zeilenenden hinaushängt",
        "Gegenüberliegende Seiten, die verschieden tief enden",
    ],
    flaws: [
        ("Überlange Zeile", "Die Zeile ist länger als die Satzbreite."),
        (
            "Außerhalb des Satzspiegels",
            "Etwas steht außerhalb des Satzspiegels oder, was an den Rand gehört, außerhalb der Seite.",
        ),
        ("Übereinander gedruckt", "Text steht auf anderem Text."),
        ("Fehlendes Zeichen", "Keine Schrift hat dieses Zeichen."),
        ("Falsche Trennung", "Hier darf das Wort nicht getrennt werden."),
        ("Sinnentstellende Trennung", "So getrennt, wird das Wort falsch gelesen."),
        ("Fußnote fern vom Anker", "Die Fußnote steht auf einer anderen Seite als ihr Anker."),
        ("Hurenkind", "Die letzte Zeile eines Absatzes steht allein oben auf der Seite."),
        ("Schusterjunge", "Die erste Zeile eines Absatzes steht allein unten auf der Seite."),
        (
            "Überschrift am Seitenende",
            "Die Überschrift steht unten, ihr Text auf der nächsten Seite.",
        ),
        (
            "Tabellentitel am Seitenende",
            "Was über der Tabelle steht, steht unten, die Tabelle auf der nächsten Seite.",
        ),
        ("Trennung am Seitenende", "Das letzte Wort der Seite ist getrennt."),
        ("Trennstriche in Folge", "Zu viele Zeilen hintereinander enden mit einem Trennstrich."),
        ("Zu weite Zeile", "Die Wortabstände der Zeile sind zu groß."),
        ("Zu enge Zeile", "Die Wortabstände der Zeile sind zu klein."),
        ("Nicht im Register", "Die Zeilen gegenüberliegender Seiten stehen nicht auf einer Höhe."),
        (
            "Zu kurze Ausgangszeile",
            "Die letzte Zeile ist kürzer als der Einzug oder nur der Rest eines Worts.",
        ),
        ("Unschöne Trennung", "Von dem Wort bleiben nur zwei Buchstaben stehen."),
        (
            "Wiederholtes Wort am Rand",
            "Zeilen untereinander beginnen oder enden mit demselben Wort.",
        ),
        ("Gießbach", "Wortabstände stehen über mehrere Zeilen untereinander."),
        ("Kurze Seite", "Die Seite hat weniger Zeilen, als Platz haben, oder als die gegenüber."),
        ("Kurze Ausgangsseite", "Die letzte Seite des Kapitels hat nur wenige Zeilen."),
        ("Gekürzter Kolumnentitel", "Der Kolumnentitel findet keinen Platz und ist gekürzt."),
        ("Zu grobes Bild", "Das Bild hat für den Druck zu wenige Pixel."),
    ],
};

static ENGLISH: Terms = Terms {
    tag: "en",
    decimal: '.',
    report: "Page report",
    layout: "Layout",
    summary: "The setting in figures",
    measure: "Measure",
    before: "before correction",
    after: "now",
    chart: "Word spaces over the book",
    chart_help: "The mean of every page as a line, its tightest to its loosest line as a bar, in em. A click leads to the page.",
    loose_limit: "loose",
    tight_limit: "tight",
    pages: "Pages",
    page: "Page",
    findings: "Findings",
    none: "Nothing to find fault with.",
    filter: "Show",
    all: "all",
    grave: "grave",
    nothing: "none",
    of: "of",
    smaller: "Smaller pages",
    larger: "Larger pages",
    keys: "j and k go to the next and the previous finding, + and − change the size.",
    no_script: "Without JavaScript this page shows the findings and their places in the source, but no pictures of the pages.",
    no_place: "No place in the source: the layout sets this.",
    reason: "Why it could not be mended:",
    released: "No grave fault.",
    not_released: "Grave faults",
    measures: [
        "Pages",
        "Lines",
        "Hyphenated lines",
        "Hyphens in a row, at most",
        "Hyphens at page ends",
        "Loose lines",
        "Tight lines",
        "Mean word space",
        "Spread of the word spaces",
        "Spread of the letter spaces",
        "Spread of the widths of letters",
        "Lines whose letters differ in width from the line before",
        "What hangs beyond the ends of lines",
        "Facing pages that end on different lines",
    ],
    flaws: [
        ("Overfull line", "The line is longer than its measure."),
        (
            "Out of the type area",
            "Something stands out of the type area, or what belongs in the margin out of the page.",
        ),
        ("Printed over", "Text stands on other text."),
        ("Missing glyph", "No font has a glyph for this character."),
        ("Illegal break", "The word must not be broken here."),
        ("Misleading break", "Broken like this, the word is misread."),
        ("Note apart from its call", "The footnote stands on another page than its call."),
        ("Widow", "The last line of a paragraph stands alone at the head of a page."),
        ("Orphan", "The first line of a paragraph stands alone at the foot of a page."),
        ("Heading at the foot", "The heading stands at the foot of a page, its text on the next."),
        ("Caption at the foot", "The caption stands at the foot of a page, its table on the next."),
        ("Hyphen at the page end", "The last word of the page is broken."),
        ("Hyphens in a row", "Too many lines in a row end with a hyphen."),
        ("Loose line", "The word spaces of the line are too wide."),
        ("Tight line", "The word spaces of the line are too narrow."),
        ("Out of register", "The lines of facing pages do not stand level."),
        ("Short last line", "The last line is shorter than an indent, or but the end of a word."),
        ("Ugly break", "Two letters of the word stand alone."),
        ("Stacked word", "Lines one below the other begin or end with the same word."),
        ("River", "Word spaces stand one below the other over several lines."),
        (
            "Short page",
            "The page has fewer lines than there is room for, or than the page it faces.",
        ),
        ("Short chapter end", "The last page of the chapter holds few lines."),
        ("Cut running head", "The running head does not find room and is cut."),
        ("Coarse picture", "The picture has too few pixels for print."),
    ],
};
