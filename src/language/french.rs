//! French.

use super::Terms;
use super::sections::Sections;
use crate::ir::Role;

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

const SECTIONS: Sections = [
    (Role::HalfTitle, &["Faux-titre"]),
    (Role::TitlePage, &["Page de titre"]),
    (Role::Imprint, &["Mentions légales"]),
    (Role::Dedication, &["Dédicace"]),
    (Role::Epigraph, &["Épigraphe"]),
    (Role::Contents, &["Table des matières"]),
    (Role::ListOfIllustrations, &["Illustrations"]),
    (Role::ListOfTables, &["Tableaux"]),
    (Role::Foreword, &["Avant-propos"]),
    (Role::Preface, &["Préface"]),
    (Role::Introduction, &["Introduction"]),
    (Role::Prologue, &["Prologue"]),
    (Role::Part, &["Partie"]),
    (Role::Chapter, &["Chapitre"]),
    (Role::Interlude, &["Interlude"]),
    (Role::Epilogue, &["Épilogue"]),
    (Role::Conclusion, &["Conclusion"]),
    (Role::Afterword, &["Postface"]),
    (Role::Appendix, &["Annexe"]),
    (Role::Acknowledgments, &["Remerciements"]),
    (Role::Glossary, &["Glossaire"]),
    (Role::Endnotes, &["Notes"]),
    (Role::Bibliography, &["Bibliographie"]),
    (Role::Index, &["Index"]),
    (Role::Colophon, &["Colophon"]),
];

pub(super) static TERMS: Terms = Terms {
    sections: &SECTIONS,
    cover: "Couverture",
    section: "Section",
    pages: "Pages",
    landmarks: "Repères",
    start_of_text: "Début du texte",
    page: |number| format!("Page {number}"),
    note: |mark| format!("Note {mark}"),
    see_note: |mark| format!("note\u{a0}{mark}"),
    back_to_call: |mark, call| match call {
        None => format!("Retour au texte, note {mark}"),
        Some(n) => format!("Retour au texte, note {mark}, appel {n}"),
    },
    notes_to_pages: ("Notes de la p.\u{202f}", "Notes des p.\u{202f}"),
    page_short: "p.\u{a0}",
    back_to_citation: |citation| match citation {
        None => "Retour à la citation".into(),
        Some(n) => format!("Retour à la citation {n}"),
    },
    see: "voir",
    see_also: "voir aussi",
    place: |entry, number, section| format!("{entry}, passage {number}\u{a0}: {section}"),
    here: "ici",
    long_description: "Description détaillée",
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
    summary_text_fixed: "Tout le texte peut être lu à voix haute ; le livre impose ses tailles de caractères.",
    summary_no_images: "Le livre ne contient pas d’images.",
    summary_descriptions: "Des descriptions détaillées accompagnent les images.",
    summary_tables: "Tous les tableaux ont des cellules d’en-tête balisées.",
    summary_index: "Un index renvoie aux passages du texte.",
    summary_languages: "Les passages dans d’autres langues sont signalés comme tels.",
    summary_text: "Tout le texte peut être lu à voix haute et adapté en police et en taille.",
    summary_images: "Toutes les images ont un texte de remplacement.",
    summary_images_without_alt: "Certaines images n’ont pas de texte de remplacement.",
    summary_notes: "Les notes et leurs appels sont reliés dans les deux sens.",
    summary_pages: "Les pages de l’édition imprimée sont signalées.",
};
