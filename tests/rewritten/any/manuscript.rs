//! A manuscript with the settings of its edition: every key of the manifest.

use std::sync::Arc;

use umbruch::diagnostics::Code;
use umbruch::edition::{
    Allowance, Breaks, EpubPages, EpubText, Pin, Print, Remark, Settings, Spelling, Works,
    default_id,
};
use umbruch::inspection::Wish;
use umbruch::ir::{
    Accessibility, BackReferences, Contributor, Cover, Date, IndexId, IndexOrder, IndexSettings,
    Isbns, Language, Manuscript, Marks, Metadata, NotePages, NoteSeries, OtherTitle, PageList,
    PageMarkers, Placement, Relator, Rendering, Restart, Role, Scheme, Section, SectionId, Series,
    SeriesId, SeriesKind, SourceEdition, Subject, Term, TitleKind,
};
use umbruch::language::QuoteStyle;
use umbruch::press::{self, Binding, Job, Paper, SheetSize, SpineText};

use super::{Tape, nowhere};

/// The manuscript that a tape makes, and its settings.
pub fn manuscript(numbers: &[u16]) -> (Manuscript, Settings) {
    let mut tape = Tape::of(numbers);
    let mut manuscript = Manuscript {
        files: Vec::new(),
        metadata: tape.metadata(),
        series: vec![tape.series("autor"), tape.series("red")],
        page_markers: tape.one(&[PageMarkers::Margin, PageMarkers::Brackets, PageMarkers::None]),
        indexes: vec![tape.index("sachen"), tape.index("personen")],
        sections: Vec::new(),
    };
    for n in 0..=tape.pick(3) {
        let section = tape.section(n, &manuscript);
        manuscript.sections.push(Arc::new(section));
    }
    let settings = tape.settings(&manuscript);
    (manuscript, settings)
}

impl Tape<'_> {
    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.chance(3).then(|| make(self))
    }

    fn some<T>(&mut self, make: impl Fn(&mut Self) -> T) -> Vec<T> {
        let many = [0, 0, 1, 2, 3];
        (0..self.one(&many)).map(|_| make(self)).collect()
    }

    /// A text of the manifest, with signs that TOML reads in its own way.
    fn value(&mut self) -> String {
        let plain = self.plain();
        match self.pick(6) {
            1 => format!("{plain} # {plain}"),
            2 => format!("\\{plain}\\"),
            3 => format!("{plain}\n{plain}"),
            4 => format!("= [{plain}]"),
            _ => plain,
        }
    }

    fn date(&mut self) -> Date {
        let date = self.one(&["1911", "2026-11", "2026-11-23", "0987-01-01"]);
        Date::parse(date).expect("a date")
    }

    fn address(&mut self) -> String {
        self.one(&["https://example.org/a?b=c", "http://example.org/#x"]).to_owned()
    }

    fn renderings(&mut self) -> Vec<Rendering> {
        let tags = ["fr", "ja-Hira", "ru"].map(|tag| Language::parse(tag).expect("a tag"));
        let count = self.one(&[0, 0, 1, 3]);
        let texts = tags.into_iter().take(count);
        texts.map(|language| Rendering { language, text: self.plain() }).collect()
    }

    fn metadata(&mut self) -> Metadata {
        let isbns = Isbns {
            epub: self.maybe(|_| "9783161484100".to_owned()),
            print: self.maybe(|_| "9783123456787".to_owned()),
        };
        let titles = ["Kleine Schriften", "Gesammelte Werke"];
        let issn = ["0317-8471", "0378-5955"];
        let count = self.one(&[0, 0, 1, 2]);
        let series = (0..count).map(|n| Series {
            title: titles[n].to_owned(),
            kind: self.one(&[SeriesKind::Series, SeriesKind::Set]),
            number: self.maybe(|tape| tape.one(&["3", "98.4", "2.2.1"]).to_owned()),
            issn: self.maybe(|_| issn[n].to_owned()),
        });
        let series = series.collect();
        Metadata {
            slug: self.one(&["hafen", "mein-buch-2"]).to_owned(),
            title: self.value(),
            title_sort: self.maybe(Self::value),
            title_renderings: self.renderings(),
            subtitles: self.some(Self::value),
            other_titles: self.some(|tape| OtherTitle {
                text: tape.value(),
                kind: tape.one(&TitleKind::ALL),
                sort: tape.maybe(Self::value),
                language: tape.maybe(Self::tag),
            }),
            contributors: self.some(|tape| Contributor {
                name: tape.plain(),
                sort: tape.plain(),
                roles: match tape.pick(3) {
                    0 => vec![Relator("aut".to_owned())],
                    _ => ["edt", "aui"].map(|role| Relator(role.to_owned())).to_vec(),
                },
                renderings: tape.renderings(),
            }),
            language: Language::parse(self.one(&["de", "de-1901", "en", "fr"])).expect("a tag"),
            identifier: "urn:uuid:7f0c1b1e-3a55-4a40-9d0c-0f1a2b3c4d5e".to_owned(),
            isbns,
            doi: self.maybe(|_| "10.1234/hafen.2026".to_owned()),
            urn: self.maybe(|_| "urn:nbn:de:gbv:089-3321752945".to_owned()),
            date: self.date(),
            first_published: self.maybe(Self::date),
            edition: self.maybe(|tape| tape.one(&[1, 2, 40])),
            edition_statement: self.maybe(Self::value),
            publisher: self.maybe(Self::value),
            place: self.maybe(Self::value),
            series,
            subjects: self.some(Self::subject),
            description: self.maybe(Self::value),
            rights: self.maybe(Self::value),
            licence: self.maybe(Self::address),
            source: self.maybe(|tape| SourceEdition {
                title: tape.value(),
                url: tape.maybe(Self::address),
                date: tape.maybe(Self::date),
                note: tape.maybe(Self::value),
                isbn: tape.maybe(|_| "9783123456787".to_owned()),
            }),
            cover: self.maybe(|tape| Cover {
                path: "images/a b.jpg".to_owned(),
                alt: tape.maybe(Self::value).unwrap_or_default(),
            }),
            accessibility: self.accessibility(),
        }
    }

    fn subject(&mut self) -> Subject {
        let codes = [
            (Scheme::Thema, "3MPBGJ"),
            (Scheme::Wgs, "117"),
            (Scheme::Bisac, "LCO010000"),
            (Scheme::Ddc, "834.912"),
        ];
        let (scheme, code) = self.one(&codes);
        let term = Term { scheme, code: code.to_owned() };
        match self.pick(3) {
            0 => Subject { name: self.plain(), term: None },
            1 => Subject { name: code.to_owned(), term: Some(term) },
            _ => Subject { name: self.plain(), term: Some(term) },
        }
    }

    fn accessibility(&mut self) -> Accessibility {
        let conforms = self.chance(4);
        Accessibility {
            summary: self.maybe(Self::value),
            conforms,
            certified_by: conforms.then(|| self.value()),
            certified_on: conforms.then(|| self.date()).filter(|date| date.day.is_some()),
            credential: self.maybe(|_| "Zertifikat".to_owned()).filter(|_| conforms),
            report: self.maybe(Self::address).filter(|_| conforms),
            exemption: self.maybe(|_| "eaa-microenterprise".to_owned()),
        }
    }

    fn series(&mut self, name: &str) -> NoteSeries {
        let placement = self.one(&[Placement::Book, Placement::Section, Placement::Footnote]);
        let pages = self.one(&[NotePages::None, NotePages::Entry, NotePages::Margin]);
        let marks = [
            Marks::Decimal,
            Marks::LowerAlpha,
            Marks::UpperAlpha,
            Marks::LowerRoman,
            Marks::UpperRoman,
            Marks::Asterisks,
        ];
        NoteSeries {
            name: name.to_owned(),
            title: self.maybe(Self::value),
            marks: self.one(&marks),
            restart: self.one(&[Restart::Book, Restart::Section]),
            placement,
            pages: if placement == Placement::Footnote { NotePages::None } else { pages },
            back_references: self.one(&[
                BackReferences::None,
                BackReferences::Epub,
                BackReferences::All,
            ]),
        }
    }

    fn index(&mut self, name: &str) -> IndexSettings {
        let order = self.one(&[IndexOrder::Words, IndexOrder::Names]);
        IndexSettings { name: name.to_owned(), title: self.maybe(Self::value), order }
    }

    fn section(&mut self, n: usize, manuscript: &Manuscript) -> Section {
        let key = SectionId::nth(n);
        let generated = [Role::Index, Role::Endnotes, Role::Imprint];
        let texts = [Role::Chapter, Role::Preface, Role::Dedication, Role::Appendix];
        let is_made = n > 0 && self.chance(4);
        let role = self.one(if is_made { &generated } else { &texts });
        let own = self.language().filter(|own| *own != manuscript.metadata.language);
        let mut section = Section {
            span: nowhere(),
            key,
            id: String::new(),
            file: (!is_made).then(|| format!("text/0{n}-{}.dj", self.one(&["kai", "Ä b"]))),
            role,
            language: own,
            title: self.maybe(Self::value),
            heading: None,
            series: SeriesId(self.one(&[0, 0, 1])),
            index: IndexId(if role == Role::Index { self.one(&[0, 1]) } else { 0 }),
            blocks: Vec::new(),
            notes: Vec::new(),
            comments: Vec::new(),
        };
        section.id = default_id(&section, &manuscript.indexes);
        let id = self.id();
        if !is_made {
            let content = self.content(key, section.series);
            section.heading = content.heading.map(|(heading, _)| heading);
            section.blocks = content.blocks;
            section.notes = content.notes;
            section.comments = content.comments;
        }
        section.id = id.unwrap_or(section.id);
        section
    }

    fn settings(&mut self, manuscript: &Manuscript) -> Settings {
        let layouts: Vec<String> = match self.pick(3) {
            0 => vec!["pamphlet".to_owned()],
            1 => vec!["screen".to_owned()],
            _ => ["paperback", "eigen"].map(str::to_owned).to_vec(),
        };
        let lints: Vec<Code> = Code::ALL.iter().copied().filter(|code| code.is_lint()).collect();
        let pages = [PageList::Print, PageList::Source, PageList::None];
        let wishes = [Wish::Together, Wish::End, Wish::Longer, Wish::Shorter];
        Settings {
            quotes: self.one(&[QuoteStyle::Custom, QuoteStyle::Inward]),
            omit: self.maybe(|_| vec![Role::HalfTitle, Role::Imprint]).unwrap_or_default(),
            works: self.maybe(|tape| Works {
                files: ["a.bib", "b.yaml"][..=tape.pick(2)]
                    .iter()
                    .map(|path| ((*path).to_owned(), nowhere()))
                    .collect(),
                style: (tape.one(&["chicago-author-date", "stil.csl"]).to_owned(), nowhere()),
                all: tape.chance(2),
                series: SeriesId(tape.one(&[0, 1])),
            }),
            switched_off: (0..self.pick(3)).map(|_| (self.one(&lints), self.value())).collect(),
            allowances: self.some(|tape| Allowance {
                span: nowhere(),
                code: tape.one(&lints),
                file: "text/a.dj".to_owned(),
                text: tape.words().trim().to_owned() + ".",
                reason: tape.value(),
            }),
            corrects_typography: self.chance(2),
            pins: self.some(|tape| Pin {
                span: nowhere(),
                file: "text/a.dj".to_owned(),
                text: tape.value(),
                wish: tape.one(&wishes),
                layout: tape.maybe(|_| "screen".to_owned()),
            }),
            breaks: Breaks {
                exceptions: self.some(|_| "has-sens=wer-te-re".to_owned()),
                names: self.some(Self::plain),
            },
            epub: EpubText {
                soft_hyphens: self.chance(2),
                non_joiners: self.chance(2),
                fonts: self.chance(2),
            },
            epub_pages: EpubPages {
                list: self.one(&pages),
                layout: self.maybe(|_| layouts[0].clone()),
            },
            spelling: Spelling {
                dictionaries: self.some(|_| ("de_DE".to_owned(), nowhere())),
                words: self.some(Self::plain),
            },
            print: self.maybe(|tape| tape.print(&layouts, &manuscript.metadata.language)),
            remarks: self.remarks(manuscript),
            layouts,
        }
    }

    fn paper(&mut self) -> Paper {
        match self.chance(2) {
            true => Paper::named("offset-90").expect("known"),
            false => Paper { grammage: 95.0, volume: 1.62 },
        }
    }

    fn print(&mut self, layouts: &[String], language: &Language) -> Print {
        let (imposition, binding) = self.one(&[
            (None, Binding::Perfect),
            (None, Binding::Saddle),
            (Some(press::Scheme::Booklet), Binding::Saddle),
            (Some(press::Scheme::Signatures8), Binding::Perfect),
            (Some(press::Scheme::Signatures16), Binding::Perfect),
            (Some(press::Scheme::Signatures32), Binding::Perfect),
        ]);
        let custom = SpineText::of_language(language.primary());
        let sheets =
            [press::sheet_named("A3").expect("known"), SheetSize { width: 320.0, height: 450.5 }];
        let job = Job {
            bleed: self.one(&[3.0, 0.0, 4.25]),
            marks: self.chance(2),
            black_only: self.chance(2),
            resolution: self.one(&[300.0, 600.0]),
            paper: self.paper(),
            cover_paper: self.maybe(Self::paper),
            spine: self.maybe(|_| 12.5).filter(|_| binding == Binding::Perfect),
            binding,
            imposition,
            sheet: self.maybe(|tape| tape.one(&sheets)),
            spine_text: self.one(&[custom, SpineText::Up, SpineText::Down, SpineText::None]),
            spine_title: self.maybe(Self::value),
            price: self.maybe(|_| "12 € (D)".to_owned()),
        };
        Print {
            span: nowhere(),
            job,
            layouts: match self.chance(2) {
                true => layouts.to_vec(),
                false => layouts[..1].to_vec(),
            },
            sheet_span: nowhere(),
            blurb: self.maybe(|_| ("rückseite.dj".to_owned(), nowhere())),
        }
    }

    /// Remarks at keys that there are, and at some that have their default.
    fn remarks(&mut self, manuscript: &Manuscript) -> Vec<Remark> {
        let nth = |name, n, all| Remark::nth(name, n, all);
        let section = nth("section", 0, manuscript.sections.len());
        let places = [
            "slug".to_owned(),
            "title".to_owned(),
            "quotes".to_owned(),
            "notes.red".to_owned(),
            "notes.red.marks".to_owned(),
            "index.sachen.sort".to_owned(),
            "epub.fonts".to_owned(),
            format!("{section}.file"),
            format!("{section}.role"),
            section,
            String::new(),
        ];
        let mut remarks: Vec<Remark> = Vec::new();
        for at in places {
            let (above, behind) = (self.one(&[0, 0, 0, 1, 2]), self.chance(5));
            let mut remark = |behind| {
                let text = format!(" {}", self.plain());
                remarks.push(Remark { at: at.clone(), behind, text });
            };
            (0..above).for_each(|_| remark(false));
            if behind && !at.is_empty() {
                remark(true);
            }
        }
        remarks
    }
}
