//! The manifest, and the file of works.

use std::fmt::Write as _;

use super::super::written::{Edition, Section};
use super::Pen;

const SERIES: [&str; 3] = ["autor", "red", "fuss"];

impl Pen {
    /// What stands before the first table, and the tables that know nothing of the text.
    pub(super) fn head(&mut self, edition: &Edition) -> String {
        let wishes = &edition.wishes;
        self.fixes = wishes.typography == "fix";
        self.cites_in_notes = wishes.citations.0 == "chicago-notes";
        let [title, subtitle, author] = [(); 3].map(|()| self.anywhere());
        let mut manifest = format!(
            "slug = \"a\"\ntitle = \"{title}\"\nsubtitle = \"{subtitle}\"\nlanguage = \"{}\"\n\
             identifier = \"urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff\"\ndate = 2026-11-23\n\
             layouts = [\"{}\"]\npage-markers = \"{}\"\ntypography = \"{}\"\nquotes = \"{}\"\n",
            edition.language, edition.layout, wishes.page_markers, wishes.typography, wishes.quotes
        );
        if !wishes.half_title {
            manifest += "omit = [\"half-title\"]\n";
        }
        if wishes.metadata {
            manifest += &self.metadata();
        }
        let (hyphenation, ligatures, pages, fonts) = wishes.epub;
        write!(
            manifest,
            "[[contributor]]\nname = \"{author}\"\n\
             [epub]\nhyphenation = \"{hyphenation}\"\nligatures = \"{ligatures}\"\n\
             pages = \"{pages}\"\nfonts = {fonts}\n\
             [bibliography]\nfile = \"werke.bib\"\nstyle = \"{}\"\nlist = \"{}\"\nnotes = \"red\"\n\
             [index.sachen]\n[index.personen]\nsort = \"names\"\n",
            wishes.citations.0, wishes.citations.1
        )
        .expect("a string takes all");
        if let Some(imposition) = wishes.print {
            write!(manifest, "[print]\npaper = \"offset-90\"\nimposition = \"{imposition}\"\n")
                .expect("a string takes all");
        }
        manifest
    }

    /// What the imprint says, and what is for catalogues alone.
    fn metadata(&mut self) -> String {
        let [publisher, place, rights, statement, series, source, note, editor] =
            [(); 8].map(|()| self.anywhere());
        format!(
            "publisher = \"{publisher}\"\nplace = \"{place}\"\nrights = \"{rights}\"\n\
             edition-statement = \"{statement}\"\nfirst-published = 1911\ntitle-sort = \"Hafen\"\n\
             description = \"Ein Hafen.\"\nsubjects = [\"Ostsee\", {{ thema = \"FYB\" }}]\n\
             title-in = {{ da = \"Havn\" }}\ndoi = \"10.1234/hafen.2026\"\n\
             licence = \"https://example.org/licence\"\n\
             [isbn]\nepub = \"978-3-16-148410-0\"\n\
             [series]\ntitle = \"{series}\"\nnumber = 3\n\
             [source]\ntitle = \"{source}\"\nnote = \"{note}\"\ndate = \"1911\"\n\
             [accessibility]\nsummary = \"Alles ist vorlesbar.\"\n\
             [[other-title]]\ntitle = \"Kai\"\nkind = \"short\"\n\
             [[contributor]]\nname = \"{editor}\"\nrole = \"edt\"\n"
        )
    }

    /// The series of notes, with titles where notes stand below one.
    pub(super) fn series(&mut self, edition: &Edition) -> String {
        let mut manifest = String::new();
        for (name, series) in SERIES.iter().zip(&edition.series) {
            write!(
                manifest,
                "[notes.{name}]\nplacement = \"{}\"\nnumbering = \"{}\"\nmarks = \"{}\"\n\
                 pages = \"{}\"\nback-references = \"{}\"\n",
                series.placement,
                series.numbering,
                series.marks,
                series.pages,
                series.back_references
            )
            .expect("a string takes all");
            if series.placement != "footnote" && self.called.contains(name) {
                writeln!(manifest, "title = \"{}\"", self.anywhere()).expect("a string takes all");
            }
        }
        manifest
    }

    pub(super) fn entry(&mut self, section: &Section, number: usize, manifest: &mut String) {
        write!(
            manifest,
            "[[section]]\nfile = \"text/{number}.dj\"\nid = \"s{number}\"\nrole = \"{}\"\n",
            section.role
        )
        .expect("a string takes all");
        for (key, value) in [("language", section.language), ("notes", section.notes)] {
            if let Some(value) = value {
                writeln!(manifest, "{key} = \"{value}\"").expect("a string takes all");
            }
        }
        if !section.heading {
            let is_told = !["dedication", "epigraph", "colophon"].contains(&section.role);
            let title = if is_told { self.anywhere() } else { self.word() };
            writeln!(manifest, "title = \"{title}\"").expect("a string takes all");
        }
    }

    /// The sections that are made of the others.
    pub(super) fn generated(&self, edition: &Edition) -> String {
        let [figures, tables] = self.captions.map(|count| count > 0);
        let cites = !self.cited.is_empty() || edition.wishes.citations.1 == "all";
        let sections = [
            (figures, "role = \"list-of-illustrations\""),
            (tables, "role = \"list-of-tables\""),
            (cites, "role = \"bibliography\""),
            (true, "role = \"index\"\nindex = \"personen\""),
            (true, "role = \"index\""),
        ];
        let sections = sections.iter().filter(|(is_there, _)| *is_there);
        sections.map(|(_, entry)| format!("[[section]]\n{entry}\n")).collect()
    }

    /// Three works, of which those that are listed have to be found.
    pub(super) fn works(&mut self, edition: &Edition) -> String {
        let mut works = String::new();
        for number in 0..3 {
            let is_listed = edition.wishes.citations.1 == "all" || self.cited.contains(&number);
            let [name, title] =
                [(); 2].map(|()| if is_listed { self.anywhere() } else { self.word() });
            let kind = ["book", "article", "incollection"][number];
            let within = ["", "journaltitle = {Der Kai}, ", "booktitle = {Häfen}, "][number];
            writeln!(
                works,
                "@{kind}{{werk{number}, author = {{{name}, Ida}}, title = {{{title}}}, {within}\
                 publisher = {{Verlag}}, location = {{Lübeck}}, year = {{19{number}1}}}}"
            )
            .expect("a string takes all");
        }
        works
    }
}
