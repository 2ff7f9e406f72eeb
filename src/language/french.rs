//! French.

use super::Terms;

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

pub(super) static TERMS: Terms = Terms {
    contents: "Table des matières",
    notes: "Notes",
    imprint: "Mentions légales",
    title_page: "Page de titre",
    half_title: "Faux-titre",
    cover: "Couverture",
    dedication: "Dédicace",
    epigraph: "Épigraphe",
    section: "Section",
    pages: "Pages",
    landmarks: "Repères",
    start_of_text: "Début du texte",
    page: |number| format!("Page {number}"),
    note: |mark| format!("Note {mark}"),
    back_to_call: |mark, call| match call {
        None => format!("Retour au texte, note {mark}"),
        Some(n) => format!("Retour au texte, note {mark}, appel {n}"),
    },
    notes_to_pages: ("Notes de la p.\u{202f}", "Notes des p.\u{202f}"),
    page_short: "p.\u{a0}",
    index: "Index",
    bibliography: "Bibliographie",
    back_to_citation: |citation| match citation {
        None => "Retour à la citation".into(),
        Some(n) => format!("Retour à la citation {n}"),
    },
    illustrations: "Illustrations",
    tables: "Tableaux",
    see: "voir",
    see_also: "voir aussi",
    place: |entry, number, section| format!("{entry}, passage {number}\u{a0}: {section}"),
    here: "ici",
    and: "et",
    credit: |relator| {
        Some(match relator {
            "aut" => "Par",
            "edt" => "Édité par",
            "trl" => "Traduit par",
            "aui" | "win" => "Introduction de",
            "aft" | "wat" => "Postface de",
            "wpr" => "Préface de",
            "ann" => "Notes de",
            "ill" => "Illustrations de",
            "pht" => "Photographies de",
            "com" => "Textes réunis par",
            "bkd" | "bkp" => "Maquette :",
            "cov" => "Couverture :",
            "tyg" => "Composition :",
            "pfr" => "Correction :",
            "trc" => "Transcription :",
            "mrk" => "Édition numérique :",
            "ctb" => "Avec des contributions de",
            _ => return None,
        })
    },
    edition: |number| {
        if number == 1 { "1re édition".into() } else { format!("{number}e édition") }
    },
    volume: |series, number| format!("{series}, volume\u{a0}{number}"),
    date: |date| {
        let month = date.month.map(|m| MONTHS[usize::from(m.clamp(1, 12)) - 1]);
        match (month, date.day) {
            (Some(month), Some(1)) => format!("1er\u{a0}{month} {}", date.year),
            (Some(month), Some(day)) => format!("{day}\u{a0}{month} {}", date.year),
            (Some(month), None) => format!("{month} {}", date.year),
            _ => date.year.to_string(),
        }
    },
    printed: "imprimé",
    first_published: "Première publication",
    source: "Source du texte",
    licence: "Licence",
    summary_text: "Tout le texte peut être lu à voix haute et adapté en police et en taille.",
    summary_images: "Toutes les images ont un texte de remplacement.",
    summary_images_without_alt: "Certaines images n’ont pas de texte de remplacement.",
    summary_notes: "Les notes et leurs appels sont reliés dans les deux sens.",
    summary_pages: "Les pages de l’édition imprimée sont signalées.",
};
