//! English, and the words for languages that umbruch has none of.

use super::Terms;
use super::sections::Sections;
use crate::ir::Role;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const SECTIONS: Sections = [
    (Role::HalfTitle, &["Half title"]),
    (Role::TitlePage, &["Title page"]),
    (Role::Imprint, &["Imprint"]),
    (Role::Dedication, &["Dedication"]),
    (Role::Epigraph, &["Epigraph"]),
    (Role::Contents, &["Contents"]),
    (Role::ListOfIllustrations, &["Illustrations"]),
    (Role::ListOfTables, &["Tables"]),
    (Role::Foreword, &["Foreword"]),
    (Role::Preface, &["Preface"]),
    (Role::Introduction, &["Introduction"]),
    (Role::Prologue, &["Prologue"]),
    (Role::Part, &["Part"]),
    (Role::Chapter, &["Chapter"]),
    (Role::Interlude, &["Interlude"]),
    (Role::Epilogue, &["Epilogue"]),
    (Role::Conclusion, &["Conclusion"]),
    (Role::Afterword, &["Afterword"]),
    (Role::Appendix, &["Appendix"]),
    (Role::Acknowledgments, &["Acknowledgments", "Acknowledgements"]),
    (Role::Glossary, &["Glossary"]),
    (Role::Endnotes, &["Notes", "Footnotes", "Endnotes"]),
    (Role::Bibliography, &["Bibliography"]),
    (Role::Index, &["Index"]),
    (Role::Colophon, &["Colophon"]),
];

pub(super) static TERMS: Terms = Terms {
    sections: &SECTIONS,
    cover: "Cover",
    section: "Section",
    pages: "Pages",
    landmarks: "Landmarks",
    start_of_text: "Start of text",
    page: |number| format!("Page {number}"),
    note: |mark| format!("Note {mark}"),
    see_note: |mark| format!("note\u{a0}{mark}"),
    back_to_call: |mark, call| match call {
        None => format!("Back to the text at note {mark}"),
        Some(n) => format!("Back to the text at note {mark}, call {n}"),
    },
    notes_to_pages: ("Notes to p.\u{202f}", "Notes to pp.\u{202f}"),
    page_short: "p.\u{a0}",
    back_to_citation: |citation| match citation {
        None => "Back to the citation".into(),
        Some(n) => format!("Back to citation {n}"),
    },
    see: "see",
    see_also: "see also",
    place: |entry, number, section| format!("{entry}, place {number}: {section}"),
    here: "here",
    long_description: "Long description",
    and: "and",
    credit: |relator| {
        Some(match relator {
            "aut" => "By",
            "edt" => "Edited by",
            "trl" => "Translated by",
            "aui" | "win" => "With an introduction by",
            "aft" | "wat" => "With an afterword by",
            "wpr" => "With a preface by",
            "ann" => "With notes by",
            "ill" => "Illustrated by",
            "pht" => "Photographs by",
            "com" => "Compiled by",
            "bkd" | "bkp" => "Design:",
            "cov" => "Cover:",
            "tyg" => "Typesetting:",
            "pfr" => "Proofreading:",
            "trc" => "Transcription:",
            "mrk" => "Digital edition:",
            "ctb" => "With contributions by",
            _ => return None,
        })
    },
    edition: |number| {
        let suffix = match (number % 10, number % 100) {
            (_, 11..=13) => "th",
            (1, _) => "st",
            (2, _) => "nd",
            (3, _) => "rd",
            _ => "th",
        };
        format!("{number}{suffix} edition")
    },
    volume: |series, number| format!("{series}, volume\u{a0}{number}"),
    date: |date| {
        let month = date.month.map(|m| MONTHS[usize::from(m.clamp(1, 12)) - 1]);
        match (month, date.day) {
            (Some(month), Some(day)) => format!("{day}\u{a0}{month} {}", date.year),
            (Some(month), None) => format!("{month} {}", date.year),
            _ => date.year.to_string(),
        }
    },
    printed: "print",
    first_published: "First published",
    source: "Source of the text",
    licence: "Licence",
    summary_text_fixed: "The whole text can be read aloud; the book has type sizes of its own.",
    summary_no_images: "The book has no pictures.",
    summary_descriptions: "Long descriptions stand beside the pictures.",
    summary_tables: "All tables have marked header cells.",
    summary_index: "An index leads to the places in the text.",
    summary_languages: "Passages in other languages are marked as such.",
    summary_text: "The whole text can be read aloud and adapted in typeface and size.",
    summary_images: "All pictures have alternative texts.",
    summary_images_without_alt: "Not all pictures have alternative texts.",
    summary_notes: "Notes and their places in the text are linked both ways.",
    summary_pages: "The pages of the printed edition are marked.",
};
