//! Lines, and what stands in them.

use super::Tape;
use super::settle::settle;
use umbruch::ir::{
    AsWritten, CitedWork, Formula, IndexMark, Inline, InlineKind, LinkTarget, Locator, LocatorKind,
    MarkNames, Writing,
};

impl Tape<'_> {
    /// A line that holds a word at least; `broken`: as one of a paragraph may be.
    pub(super) fn line(&mut self, broken: bool) -> Vec<Inline> {
        let mut line = self.pieces(5, broken);
        settle(&mut line);
        if !line.iter().any(|one| matches!(&one.kind, InlineKind::Text { .. })) {
            line.insert(0, self.text("Wort"));
            settle(&mut line);
        }
        line
    }

    pub(super) fn text(&self, text: impl Into<String>) -> Inline {
        Inline::text(self.nowhere, text)
    }

    pub(super) fn pieces(&mut self, most: usize, broken: bool) -> Vec<Inline> {
        let mut line = Vec::new();
        let count = 1 + self.pick(most);
        for n in 0..count {
            if n > 0 {
                match self.pick(8) {
                    0..5 => line.push(self.text(" ")),
                    5 if broken => {
                        line.push(Inline { written: AsWritten(Writing::LineEnd), ..self.text(" ") })
                    }
                    6 if broken => line.push(Inline::new(self.nowhere, InlineKind::LineBreak)),
                    _ => {}
                }
            }
            line.push(self.piece(broken));
        }
        line
    }

    pub(super) fn piece(&mut self, broken: bool) -> Inline {
        let text = |tape: &mut Self| {
            let word = tape.word();
            tape.text(word)
        };
        if self.depth > 3 {
            return text(self);
        }
        self.depth += 1;
        let piece = match self.pick(30) {
            0..6 => text(self),
            6 => self.sign(),
            7 => InlineKind::Emphasis { content: self.inner(broken) }.at(self),
            8 => InlineKind::Strong { content: self.inner(broken) }.at(self),
            9 => InlineKind::Superscript { content: self.inner(broken) }.at(self),
            10 => InlineKind::Subscript { content: self.inner(broken) }.at(self),
            11 => InlineKind::Inserted { content: self.inner(broken) }.at(self),
            12 => InlineKind::Deleted { content: self.inner(broken) }.at(self),
            13 => InlineKind::Highlighted { content: self.inner(broken) }.at(self),
            14 => InlineKind::SmallCaps { content: self.inner(broken) }.at(self),
            15 => InlineKind::Letterspaced { content: self.inner(broken) }.at(self),
            16 => InlineKind::WorkTitle { content: self.inner(broken) }.at(self),
            17 => InlineKind::Stage { content: self.inner(broken) }.at(self),
            18 => {
                let content = if self.chance(3) { Vec::new() } else { self.inner(broken) };
                let mut group = InlineKind::Group { content }.at(self);
                if group.language.is_none() && group.id.is_none() {
                    group.id = Some("da".to_owned());
                }
                group
            }
            19 | 20 => {
                let text = self.word().replace(['\u{a0}', '\u{ad}'], "")
                    + self.one(&["x", "`", "``", "$"]);
                InlineKind::Code { text }.at(self)
            }
            21 => self.link(broken),
            22 => {
                let content = if self.chance(2) { Vec::new() } else { self.inner(broken) };
                InlineKind::PageReference { target: "kai".to_owned(), content }.at(self)
            }
            23 => self.mark(broken),
            24 => self.citation(),
            25 => {
                let (path, alt) = (self.path(), self.plain());
                let decorative = self.chance(3);
                InlineKind::Image { path, alt, decorative }.at(self)
            }
            26 | 27 => {
                let label = self.one(&["a0", "red:x1", "größer 2", "*"]).to_owned();
                let kind = InlineKind::NoteCall { label };
                Inline::new(self.nowhere, kind)
            }
            28 => {
                let label = self.one(&["17", "xvi", "[18]", "1*"]).to_owned();
                let marker = InlineKind::PageMarker { label }.at(self);
                Inline { language: None, ..marker }
            }
            29 => {
                let formula = self.formula();
                InlineKind::Formula(Box::new(formula)).at(self)
            }
            _ => text(self),
        };
        self.depth -= 1;
        piece
    }

    /// The source of a formula, which the reader takes as it stands.
    pub(super) fn formula(&mut self) -> Formula {
        let tex = self.one(&[
            "x^2",
            r"\frac{a}{b} = c",
            "a | b",
            "`x",
            "x``y`",
            r"\{ a_1 \}",
            "$",
            r#"\text{a -- 'b' "c"}"#,
        ]);
        let alt = self.chance(3).then(|| self.plain());
        Formula { tex: tex.to_owned(), tex_span: self.nowhere, alt }
    }

    /// What stands in a mark, at times with a space at its edge.
    pub(super) fn inner(&mut self, broken: bool) -> Vec<Inline> {
        let mut inner = self.pieces(3, broken);
        if self.chance(8) {
            inner.insert(0, self.text(" "));
        }
        if self.chance(8) {
            inner.push(self.text(" "));
        }
        inner
    }

    pub(super) fn sign(&mut self) -> Inline {
        use Writing::{Closing, Opening, Sign, Straight};
        let (text, writing) = self.one(&[
            ("„", Straight('"')),
            ("“", Straight('"')),
            ("’", Straight('\'')),
            ("‚", Straight('\'')),
            ("„", Opening('"')),
            ("’", Closing('\'')),
            ("–", Sign),
            ("—", Sign),
            ("…", Sign),
            ("\u{a0}", Sign),
        ]);
        Inline { written: AsWritten(writing), ..self.text(text) }
    }

    pub(super) fn link(&mut self, broken: bool) -> Inline {
        let url = self.one(&[
            "https://example.org/a_b",
            "https://example.org/Das_Kapital_(Marx)",
            "https://example.org/x)y",
            "mailto:redaktion@example.org",
        ]);
        let target = match self.pick(3) {
            0 => LinkTarget::Web { url: url.to_owned() },
            _ => LinkTarget::Anchor { id: "kai".to_owned() },
        };
        let content = match self.pick(4) {
            0 => self.inner(broken),
            1 => vec![self.text(url.trim_start_matches("mailto:"))],
            2 => vec![self.text("da"), InlineKind::LineBreak.bare(self), self.text("dort")],
            _ => Vec::new(),
        };
        let content = match broken {
            true => content,
            false => content.into_iter().filter(|one| one.kind != InlineKind::LineBreak).collect(),
        };
        InlineKind::Link { target, content }.at(self)
    }

    pub(super) fn mark(&mut self, broken: bool) -> Inline {
        let some = |tape: &mut Self| tape.chance(2).then(|| tape.plain());
        let (term, sub, sort) = (some(self), some(self), some(self));
        let index = self.chance(3).then(|| "personen".to_owned());
        let label = "bau 1".to_owned();
        let terms = vec!["Kai: Bau".to_owned(), "Faust".to_owned()];
        let names = match self.pick(5) {
            0 => MarkNames::Place,
            1 => MarkNames::From { label },
            2 => MarkNames::To { label },
            3 => MarkNames::See { terms },
            _ => MarkNames::SeeAlso { terms },
        };
        let mark = Box::new(IndexMark { index, term, sub, sort, names });
        let content = if self.chance(2) { Vec::new() } else { self.inner(broken) };
        InlineKind::IndexMark { mark, content }.at(self)
    }

    pub(super) fn citation(&mut self) -> Inline {
        let count = 1 + self.pick(2);
        let works = (0..count).map(|_| {
            let (kind, value, word) = self.one(&[
                (LocatorKind::Page, "12–14", None),
                (LocatorKind::Page, "12", Some("Seite")),
                (LocatorKind::Chapter, "3 [a]", Some("Kap.")),
                (LocatorKind::Plain, "passim", None),
            ]);
            let word = AsWritten(word.map(str::to_owned));
            let locator = Locator { kind, value: value.to_owned(), word };
            CitedWork {
                span: self.nowhere,
                key: self.one(&["probe1911", "muster:a"]).to_owned(),
                prefix: self.one(&[None, Some("vgl."), Some("so „x“ *")]).map(str::to_owned),
                locator: self.chance(2).then_some(locator),
                without_author: self.chance(3),
            }
        });
        let works = works.collect();
        InlineKind::Citation { works }.at(self)
    }

    pub(super) fn path(&mut self) -> String {
        self.one(&["images/kai.jpg", "images/Segel & Mast.jpg", "a_(b).png", "a)_b_.png"])
            .to_owned()
    }
}

trait At {
    fn at(self, tape: &mut Tape<'_>) -> Inline;
    fn bare(self, tape: &mut Tape<'_>) -> Inline;
}

impl At for InlineKind {
    /// With or without attributes.
    fn at(self, tape: &mut Tape<'_>) -> Inline {
        let (id, language) = (tape.id(), tape.language());
        Inline { id, language, ..self.bare(tape) }
    }

    fn bare(self, tape: &mut Tape<'_>) -> Inline {
        Inline::new(tape.nowhere, self)
    }
}
