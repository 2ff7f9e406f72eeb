//! What the name of a paragraph style says that a paragraph does.
//!
//! Word calls its own styles by English names in every language, LibreOffice too; names that people gave are read in German
//! and English. A style without a telling name does what the one does that it is based on.

/// What a paragraph does, by its style.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::import::read) enum Role {
    /// Running text.
    #[default]
    Body,
    /// The book's title.
    Title,
    /// Its subtitle.
    Subtitle,
    /// Its author.
    Author,
    /// A heading, of a level from 1.
    Heading(u8),
    /// A quotation set apart.
    Quotation,
    /// A motto.
    Epigraph,
    /// Whose words a quotation is.
    Attribution,
    /// Verse.
    Verse,
    /// The caption of a picture or table.
    Caption,
    /// Program text.
    Code,
    /// A term that is explained.
    Term,
    /// The explanation.
    Explanation,
    /// Whom a letter addresses.
    Address,
    /// Place and date of a letter.
    Dateline,
    /// How a letter addresses its reader.
    Salutation,
    /// The name below a letter.
    Signature,
    /// Who speaks, in a play.
    Speaker,
    /// What happens on the stage.
    Stage,
    /// A line of a list of contents, which is made anew.
    Contents,
    /// A line across the page.
    Rule,
    /// Goes on without an indent.
    NoIndent,
}

/// Names of styles, as [`bare`] leaves them, and what they say; a name that begins so, if it ends with an asterisk.
const NAMES: [(&str, Role); 112] = [
    ("title", Role::Title),
    ("titel", Role::Title),
    ("buchtitel", Role::Title),
    ("booktitle", Role::Title),
    ("haupttitel", Role::Title),
    ("subtitle", Role::Subtitle),
    ("untertitel", Role::Subtitle),
    ("author*", Role::Author),
    ("autor*", Role::Author),
    ("verfasser*", Role::Author),
    ("quote", Role::Quotation),
    ("quotes", Role::Quotation),
    ("quotation*", Role::Quotation),
    ("intensequote", Role::Quotation),
    ("blockquot*", Role::Quotation),
    ("blocktext", Role::Quotation),
    ("zitat*", Role::Quotation),
    ("blockzitat", Role::Quotation),
    ("langzitat", Role::Quotation),
    ("langeszitat", Role::Quotation),
    ("intensiveszitat", Role::Quotation),
    ("citation*", Role::Quotation),
    ("extract", Role::Quotation),
    ("epigraph*", Role::Epigraph),
    ("motto*", Role::Epigraph),
    ("attribution", Role::Attribution),
    ("quellenangabe", Role::Attribution),
    ("quoteattribution", Role::Attribution),
    ("quotesource", Role::Attribution),
    ("zitatquelle", Role::Attribution),
    ("mottoquelle", Role::Attribution),
    ("epigraphsource", Role::Attribution),
    ("vers", Role::Verse),
    ("verse", Role::Verse),
    ("verszeile", Role::Verse),
    ("gedicht*", Role::Verse),
    ("strophe*", Role::Verse),
    ("poem*", Role::Verse),
    ("poetry*", Role::Verse),
    ("stanza*", Role::Verse),
    ("lyrik*", Role::Verse),
    ("lied", Role::Verse),
    ("liedtext", Role::Verse),
    ("verses", Role::Verse),
    ("caption*", Role::Caption),
    ("beschriftung*", Role::Caption),
    ("imagecaption", Role::Caption),
    ("tablecaption", Role::Caption),
    ("figurecaption", Role::Caption),
    ("bildunterschrift*", Role::Caption),
    ("bildlegende*", Role::Caption),
    ("legende", Role::Caption),
    ("tabellenuberschrift", Role::Caption),
    ("tabellenunterschrift", Role::Caption),
    ("tabellentitel", Role::Caption),
    ("illustration", Role::Caption),
    ("abbildung", Role::Caption),
    ("drawing", Role::Caption),
    ("zeichnung", Role::Caption),
    ("figure", Role::Caption),
    ("code", Role::Code),
    ("sourcecode", Role::Code),
    ("codeblock", Role::Code),
    ("quelltext", Role::Code),
    ("quellcode", Role::Code),
    ("listing", Role::Code),
    ("htmlpreformatted", Role::Code),
    ("htmlvorformatiert", Role::Code),
    ("preformatted*", Role::Code),
    ("vorformatierter*", Role::Code),
    ("macro", Role::Code),
    ("macrotext", Role::Code),
    ("definitionterm*", Role::Term),
    ("term", Role::Term),
    ("definition*", Role::Explanation),
    ("listheading", Role::Term),
    ("listcontents", Role::Explanation),
    ("envelopeaddress", Role::Address),
    ("addressee", Role::Address),
    ("insideaddress", Role::Address),
    ("umschlagadresse", Role::Address),
    ("empfanger*", Role::Address),
    ("dateline", Role::Dateline),
    ("datumszeile", Role::Dateline),
    ("ortunddatum", Role::Dateline),
    ("ortdatum", Role::Dateline),
    ("salutation", Role::Salutation),
    ("anrede", Role::Salutation),
    ("signature", Role::Signature),
    ("unterschrift", Role::Signature),
    ("emailsignature", Role::Signature),
    ("speaker", Role::Speaker),
    ("sprecher*", Role::Speaker),
    ("rolle", Role::Speaker),
    ("stage", Role::Stage),
    ("stagedirection*", Role::Stage),
    ("regieanweisung*", Role::Stage),
    ("buhnenanweisung*", Role::Stage),
    ("toc*", Role::Contents),
    ("tableof*", Role::Contents),
    ("contents*", Role::Contents),
    ("verzeichnis*", Role::Contents),
    ("inhaltsverzeichnis*", Role::Contents),
    ("abbildungsverzeichnis*", Role::Contents),
    ("userindex*", Role::Contents),
    ("illustrationindex*", Role::Contents),
    ("figureindex*", Role::Contents),
    ("tableindex*", Role::Contents),
    ("horizontalline", Role::Rule),
    ("noindent", Role::NoIndent),
    ("ohneeinzug", Role::NoIndent),
    ("absatzohneeinzug", Role::NoIndent),
];

/// Words for headings in names of styles, in the languages in which office programs speak.
const HEADINGS: [&str; 14] = [
    "heading",
    "uberschrift",
    "berschrift",
    "titre",
    "titulo",
    "titolo",
    "kop",
    "rubrik",
    "overskrift",
    "naglowek",
    "nadpis",
    "otsikko",
    "cimsor",
    "kapiteluberschrift",
];

/// What a style of that name says; `None`: nothing.
pub(in crate::import::read) fn role_named(name: &str) -> Option<Role> {
    let name = bare(name);
    let plain = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let level = name[plain.len()..].parse::<u8>().ok().filter(|level| *level > 0);
    if HEADINGS.contains(&plain) {
        return level.map(|level| Role::Heading(level.min(9)));
    }
    let whole = NAMES.iter().find(|(known, _)| *known == plain);
    let begins = |(known, _): &&(&str, Role)| {
        known.strip_suffix('*').is_some_and(|begin| plain.starts_with(begin))
    };
    let found = whole.or_else(|| NAMES.iter().find(begins));
    found.map(|(_, role)| *role)
}

/// A name in small letters without spaces, hyphens and dots over vowels: `Überschrift 1`, `berschrift1`, `heading-1`.
fn bare(name: &str) -> String {
    let letters = name.chars().flat_map(char::to_lowercase).take(64);
    letters
        .filter_map(|c| match c {
            'ä' | 'á' | 'à' => Some('a'),
            'ö' | 'ó' => Some('o'),
            'ü' | 'ú' => Some('u'),
            'í' => Some('i'),
            'é' => Some('e'),
            'ß' => Some('s'),
            'ł' => Some('l'),
            c if c.is_alphanumeric() => Some(c),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Role, role_named};

    #[test]
    fn names_of_styles_say_what_paragraphs_do() {
        for (name, role) in [
            ("heading 1", Some(Role::Heading(1))),
            ("berschrift1", Some(Role::Heading(1))),
            ("Überschrift 3", Some(Role::Heading(3))),
            ("Heading", None),
            ("Title", Some(Role::Title)),
            ("Block Text", Some(Role::Quotation)),
            ("Intense Quote", Some(Role::Quotation)),
            ("Gedicht eingerückt", Some(Role::Verse)),
            ("toc 2", Some(Role::Contents)),
            ("TOC Heading", Some(Role::Contents)),
            ("Definition Term", Some(Role::Term)),
            ("Definition", Some(Role::Explanation)),
            ("Normal", None),
            ("Body Text", None),
            ("List Paragraph", None),
        ] {
            assert_eq!(role_named(name), role, "{name}");
        }
    }
}
