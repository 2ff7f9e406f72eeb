//! The words of the pages, in German, English and French: all that they say stands here, but what feeds and books say, too.

use crate::ir::Language;

/// The words of one language. Texts in which something is put in are functions.
#[derive(Debug)]
pub(super) struct Terms {
    /// Tag of the language.
    pub tag: &'static str,
    /// What stands between whole numbers and tenths.
    pub decimal: &'static str,
    /// A number with its thousands apart.
    pub number: fn(u64) -> String,
    pub skip: &'static str,
    pub navigation: &'static str,
    pub feed: &'static str,
    pub feeds: &'static str,
    pub empty: &'static str,
    /// Behind the names of those who edited a book without an author.
    pub edited: &'static str,
    /// Before names of those whose part has no words here.
    pub with: &'static str,
    pub find: &'static str,
    pub found: &'static str,
    pub found_one: &'static str,
    pub found_none: &'static str,
    pub any: &'static str,
    pub order: &'static str,
    pub by_name: &'static str,
    pub newest_first: &'static str,
    pub oldest_first: &'static str,
    pub pages_of: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
    pub downloads: &'static str,
    pub facts: &'static str,
    pub published: &'static str,
    pub edition: &'static str,
    pub publisher: &'static str,
    pub extent: &'static str,
    pub other_titles: &'static str,
    pub rights: &'static str,
    pub words: fn(String, usize) -> String,
    pub notes: fn(String, usize) -> String,
    pub pages: fn(String, usize) -> String,
    pub judged: &'static str,
    pub flawless: &'static str,
    pub flawed: fn(usize, usize) -> String,
    pub sums: &'static str,
    pub sums_shown: &'static str,
    pub access: &'static str,
    pub conforms: &'static str,
    pub certified_by: &'static str,
    pub exemption: fn(&str) -> String,
    pub readable: &'static str,
    pub not_readable: &'static str,
    /// What a feature of the vocabulary of schema.org says to a reader.
    pub feature: fn(&str) -> Option<&'static str>,
    /// What a hazard of the vocabulary of schema.org says to a reader.
    pub hazard: fn(&str) -> Option<&'static str>,
}

impl Terms {
    /// The words for a list in that language.
    pub(super) fn of(language: &Language) -> &'static Self {
        match language.primary() {
            "de" => &GERMAN,
            "fr" => &FRENCH,
            _ => &ENGLISH,
        }
    }
}

/// A number with a sign between its thousands, from five digits on.
fn apart(number: u64, sign: char) -> String {
    let digits = number.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(sign);
        }
        out.push(digit);
    }
    out
}

fn counted(number: &str, is_one: bool, one: &str, many: &str) -> String {
    format!("{number}\u{a0}{}", if is_one { one } else { many })
}

static GERMAN: Terms = Terms {
    tag: "de",
    decimal: ",",
    number: |number| apart(number, '\u{202f}'),
    skip: "Zum Inhalt",
    navigation: "Bücher",
    feed: "Neuerscheinungen (Atom)",
    feeds: "Die Liste für Lese-Apps und Feedreader:",
    empty: "Noch ist kein Buch erschienen.",
    edited: "(Hg.)",
    with: "Mitwirkung:",
    find: "Suchen",
    found: "{} Bücher gefunden",
    found_one: "1 Buch gefunden",
    found_none: "Kein Buch gefunden",
    any: "alle",
    order: "Ordnen",
    by_name: "nach Verfassern",
    newest_first: "neueste zuerst",
    oldest_first: "älteste zuerst",
    pages_of: "Seiten der Liste",
    previous: "Zurück",
    next: "Weiter",
    downloads: "Herunterladen",
    facts: "Zu diesem Buch",
    published: "Erschienen",
    edition: "Ausgabe",
    publisher: "Verlag",
    extent: "Umfang",
    other_titles: "Andere Titel",
    rights: "Rechte",
    words: |number, count| counted(&number, count == 1, "Wort", "Wörter"),
    notes: |number, count| counted(&number, count == 1, "Anmerkung", "Anmerkungen"),
    pages: |number, count| counted(&number, count == 1, "Seite", "Seiten"),
    judged: "Geprüft",
    flawless: "keine Fehler",
    flawed: |errors, warnings| format!("Fehler: {errors}, Warnungen: {warnings}"),
    sums: "Prüfsummen",
    sums_shown: "SHA-256 der Dateien",
    access: "Barrierefreiheit des E-Books",
    conforms: "Entspricht EPUB Accessibility 1.1 und WCAG 2.2, Stufe AA.",
    certified_by: "Geprüft durch",
    exemption: |name| {
        match name {
        "eaa-microenterprise" => "Ausgenommen als Dienstleistung eines Kleinstunternehmens (Richtlinie (EU) 2019/882).".into(),
        "eaa-disproportionate-burden" => "Ausgenommen wegen unverhältnismäßiger Belastung (Richtlinie (EU) 2019/882).".into(),
        "eaa-fundamental-alteration" => "Ausgenommen, weil das Buch sonst grundlegend verändert würde (Richtlinie (EU) 2019/882).".into(),
        other => format!("Ausgenommen: {other}"),
    }
    },
    readable: "Der ganze Inhalt kann vorgelesen oder in Braille gelesen werden.",
    not_readable: "Nicht der ganze Inhalt kann vorgelesen oder in Braille gelesen werden.",
    feature: |name| {
        Some(match name {
            "tableOfContents" => "Ein Inhaltsverzeichnis führt zu den Abschnitten.",
            "readingOrder" => "Die Reihenfolge beim Lesen ist festgelegt.",
            "structuralNavigation" => "Überschriften gliedern den Text.",
            "displayTransformability" => {
                "Schrift, Größe, Farben und Zeilenlänge lassen sich ändern."
            }
            "unlocked" => "Kein Kopierschutz hindert Vorleseprogramme.",
            "alternativeText" => "Alle Abbildungen sind in Worten beschrieben.",
            "longDescription" => "Abbildungen haben ausführliche Beschreibungen.",
            "pageBreakMarkers" | "printPageNumbers" => {
                "Die Seiten der gedruckten Ausgabe sind gekennzeichnet."
            }
            "pageNavigation" => "Eine Liste führt zu den Seiten der gedruckten Ausgabe.",
            "index" => "Ein Register führt zu den Textstellen.",
            "ARIA" => "Teile des Textes sind für Vorleseprogramme benannt (ARIA).",
            "MathML" => "Formeln können vorgelesen werden (MathML).",
            _ => return None,
        })
    },
    hazard: |name| {
        Some(match name {
            "none" => "Nichts blinkt, bewegt sich oder ertönt.",
            "flashing" => "Achtung: Etwas blinkt.",
            "motionSimulation" => "Achtung: Etwas täuscht Bewegung vor.",
            "sound" => "Achtung: Etwas ertönt plötzlich.",
            "unknown" => "Ob etwas blinkt, sich bewegt oder ertönt, ist nicht bekannt.",
            _ => return None,
        })
    },
};

static ENGLISH: Terms = Terms {
    tag: "en",
    decimal: ".",
    number: |number| apart(number, ','),
    skip: "Skip to content",
    navigation: "Books",
    feed: "New books (Atom)",
    feeds: "This list for reading apps and feed readers:",
    empty: "No book has been published yet.",
    edited: "(ed.)",
    with: "With",
    find: "Search",
    found: "{} books found",
    found_one: "1 book found",
    found_none: "No book found",
    any: "all",
    order: "Order",
    by_name: "by author",
    newest_first: "newest first",
    oldest_first: "oldest first",
    pages_of: "Pages of the list",
    previous: "Previous",
    next: "Next",
    downloads: "Download",
    facts: "About this book",
    published: "Published",
    edition: "Edition",
    publisher: "Publisher",
    extent: "Extent",
    other_titles: "Other titles",
    rights: "Rights",
    words: |number, count| counted(&number, count == 1, "word", "words"),
    notes: |number, count| counted(&number, count == 1, "note", "notes"),
    pages: |number, count| counted(&number, count == 1, "page", "pages"),
    judged: "Checked",
    flawless: "no errors",
    flawed: |errors, warnings| format!("errors: {errors}, warnings: {warnings}"),
    sums: "Checksums",
    sums_shown: "SHA-256 of the files",
    access: "Accessibility of the e-book",
    conforms: "Conforms to EPUB Accessibility 1.1 and WCAG 2.2 at Level AA.",
    certified_by: "Certified by",
    exemption: |name| match name {
        "eaa-microenterprise" => {
            "Exempt as the service of a microenterprise (Directive (EU) 2019/882).".into()
        }
        "eaa-disproportionate-burden" => {
            "Exempt because of a disproportionate burden (Directive (EU) 2019/882).".into()
        }
        "eaa-fundamental-alteration" => {
            "Exempt because the book would be altered fundamentally (Directive (EU) 2019/882)."
                .into()
        }
        other => format!("Exempt: {other}"),
    },
    readable: "All of it can be read aloud or in braille.",
    not_readable: "Not all of it can be read aloud or in braille.",
    feature: |name| {
        Some(match name {
            "tableOfContents" => "A table of contents leads to the sections.",
            "readingOrder" => "The order of reading is defined.",
            "structuralNavigation" => "Headings structure the text.",
            "displayTransformability" => {
                "Typeface, size, colours and length of lines can be changed."
            }
            "unlocked" => "No copy protection keeps screen readers out.",
            "alternativeText" => "All images are described in words.",
            "longDescription" => "Images have long descriptions.",
            "pageBreakMarkers" | "printPageNumbers" => {
                "The pages of the printed edition are marked."
            }
            "pageNavigation" => "A list leads to the pages of the printed edition.",
            "index" => "An index leads to places in the text.",
            "ARIA" => "Parts of the text are named for screen readers (ARIA).",
            "MathML" => "Formulas can be read aloud (MathML).",
            _ => return None,
        })
    },
    hazard: |name| {
        Some(match name {
            "none" => "Nothing flashes, moves or sounds.",
            "flashing" => "Caution: something flashes.",
            "motionSimulation" => "Caution: something simulates motion.",
            "sound" => "Caution: something sounds suddenly.",
            "unknown" => "Whether something flashes, moves or sounds is not known.",
            _ => return None,
        })
    },
};

static FRENCH: Terms = Terms {
    tag: "fr",
    decimal: ",",
    number: |number| apart(number, '\u{202f}'),
    skip: "Aller au contenu",
    navigation: "Livres",
    feed: "Nouveautés (Atom)",
    feeds: "La liste pour applications de lecture et lecteurs de flux\u{a0}:",
    empty: "Aucun livre n’a encore paru.",
    edited: "(éd.)",
    with: "Avec",
    find: "Rechercher",
    found: "{} livres trouvés",
    found_one: "1 livre trouvé",
    found_none: "Aucun livre trouvé",
    any: "toutes",
    order: "Trier",
    by_name: "par auteur",
    newest_first: "les plus récents d’abord",
    oldest_first: "les plus anciens d’abord",
    pages_of: "Pages de la liste",
    previous: "Précédent",
    next: "Suivant",
    downloads: "Télécharger",
    facts: "À propos de ce livre",
    published: "Parution",
    edition: "Édition",
    publisher: "Éditeur",
    extent: "Étendue",
    other_titles: "Autres titres",
    rights: "Droits",
    words: |number, count| counted(&number, count < 2, "mot", "mots"),
    notes: |number, count| counted(&number, count < 2, "note", "notes"),
    pages: |number, count| counted(&number, count < 2, "page", "pages"),
    judged: "Vérifications",
    flawless: "aucune erreur",
    flawed: |errors, warnings| format!("erreurs\u{a0}: {errors}, avertissements\u{a0}: {warnings}"),
    sums: "Sommes de contrôle",
    sums_shown: "SHA-256 des fichiers",
    access: "Accessibilité du livre numérique",
    conforms: "Conforme à EPUB Accessibility 1.1 et aux WCAG 2.2, niveau AA.",
    certified_by: "Certifié par",
    exemption: |name| match name {
        "eaa-microenterprise" => {
            "Exempté comme service d’une microentreprise (directive (UE) 2019/882).".into()
        }
        "eaa-disproportionate-burden" => {
            "Exempté pour charge disproportionnée (directive (UE) 2019/882).".into()
        }
        "eaa-fundamental-alteration" => {
            "Exempté, car le livre serait altéré fondamentalement (directive (UE) 2019/882).".into()
        }
        other => format!("Exempté\u{a0}: {other}"),
    },
    readable: "Tout le contenu peut être lu à haute voix ou en braille.",
    not_readable: "Le contenu ne peut pas être lu entièrement à haute voix ou en braille.",
    feature: |name| {
        Some(match name {
            "tableOfContents" => "Une table des matières mène aux sections.",
            "readingOrder" => "L’ordre de lecture est défini.",
            "structuralNavigation" => "Des titres structurent le texte.",
            "displayTransformability" => {
                "Police, taille, couleurs et longueur des lignes sont modifiables."
            }
            "unlocked" => "Aucun verrou n’empêche la lecture par un logiciel.",
            "alternativeText" => "Toutes les images sont décrites.",
            "longDescription" => "Des images ont une description détaillée.",
            "pageBreakMarkers" | "printPageNumbers" => {
                "Les pages de l’édition imprimée sont signalées."
            }
            "pageNavigation" => "Une liste mène aux pages de l’édition imprimée.",
            "index" => "Un index mène aux passages.",
            "ARIA" => "Les parties du texte sont nommées pour les lecteurs d’écran (ARIA).",
            "MathML" => "Les formules peuvent être lues à haute voix (MathML).",
            _ => return None,
        })
    },
    hazard: |name| {
        Some(match name {
            "none" => "Rien ne clignote, ne bouge ni ne sonne.",
            "flashing" => "Attention\u{a0}: quelque chose clignote.",
            "motionSimulation" => "Attention\u{a0}: un mouvement est simulé.",
            "sound" => "Attention\u{a0}: un son retentit soudainement.",
            "unknown" => "On ignore si quelque chose clignote, bouge ou sonne.",
            _ => return None,
        })
    },
};

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(apart(9_999, ' '), "9999");
        assert_eq!(apart(10_000, ' '), "10 000");
        assert_eq!(apart(1_234_567, ','), "1,234,567");
    }
}
