//! German.

use super::Terms;

const MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

pub(super) static TERMS: Terms = Terms {
    contents: "Inhalt",
    notes: "Anmerkungen",
    imprint: "Impressum",
    title_page: "Titelseite",
    half_title: "Schmutztitel",
    cover: "Umschlag",
    dedication: "Widmung",
    epigraph: "Motto",
    section: "Abschnitt",
    pages: "Seiten",
    landmarks: "Wegmarken",
    start_of_text: "Beginn des Textes",
    page: |number| format!("Seite {number}"),
    note: |mark| format!("Anmerkung {mark}"),
    back_to_call: |mark, call| match call {
        None => format!("Zurück zur Textstelle von Anmerkung {mark}"),
        Some(n) => format!("Zurück zur {n}. Textstelle von Anmerkung {mark}"),
    },
    notes_to_pages: ("Anmerkungen zu S.\u{202f}", "Anmerkungen zu S.\u{202f}"),
    page_short: "S.\u{202f}",
    index: "Register",
    bibliography: "Literatur",
    back_to_citation: |citation| match citation {
        None => "Zurück zum Verweis".into(),
        Some(n) => format!("Zurück zum {n}. Verweis"),
    },
    illustrations: "Abbildungen",
    tables: "Tabellen",
    see: "siehe",
    see_also: "siehe auch",
    place: |entry, number, section| format!("{entry}, Stelle {number}: {section}"),
    here: "hier",
    and: "und",
    credit: |relator| {
        Some(match relator {
            "aut" => "Von",
            "edt" => "Herausgegeben von",
            "trl" => "Übersetzt von",
            "aui" | "win" => "Mit einer Einleitung von",
            "aft" | "wat" => "Mit einem Nachwort von",
            "wpr" => "Mit einem Vorwort von",
            "ann" => "Mit Anmerkungen von",
            "ill" => "Illustriert von",
            "pht" => "Fotografien von",
            "com" => "Zusammengestellt von",
            "bkd" | "bkp" => "Gestaltung:",
            "cov" => "Umschlag:",
            "tyg" => "Satz:",
            "pfr" => "Korrektur:",
            "trc" => "Abschrift:",
            "mrk" => "Digitale Ausgabe:",
            "ctb" => "Mit Beiträgen von",
            _ => return None,
        })
    },
    edition: |number| format!("{number}. Auflage"),
    volume: |series, number| format!("{series}, Band\u{a0}{number}"),
    date: |date| {
        let month = date.month.map(|m| MONTHS[usize::from(m.clamp(1, 12)) - 1]);
        match (month, date.day) {
            (Some(month), Some(day)) => format!("{day}.\u{a0}{month} {}", date.year),
            (Some(month), None) => format!("{month} {}", date.year),
            _ => date.year.to_string(),
        }
    },
    printed: "Druck",
    source: "Textvorlage",
    licence: "Lizenz",
    summary_text: "Der Text ist vollständig vorlesbar und lässt sich in Schrift und Größe anpassen.",
    summary_images: "Alle Abbildungen haben Alternativtexte.",
    summary_images_without_alt: "Nicht alle Abbildungen haben Alternativtexte.",
    summary_notes: "Die Anmerkungen sind mit ihren Textstellen in beiden Richtungen verknüpft.",
    summary_pages: "Die Seiten der gedruckten Ausgabe sind gekennzeichnet.",
};
