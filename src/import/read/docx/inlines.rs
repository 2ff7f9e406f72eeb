//! What stands in the lines of a document of Word: runs, links, tracked changes, fields, notes.

use super::blocks::{Walker, is_placeholder};
use super::drawings::chosen;
use super::fields::Kind;
use super::styles::looks;
use crate::import::draft::Aside;
use crate::import::read::office::{
    Face, Form, LinkId, Target, attr, child, elements, name, symbol,
};
use crate::import::report::quote;
use crate::import::topic::Topic;
use crate::ir::{Formula, InlineKind};
use crate::xml::read::Node;

/// Most comments on one place of which the words are gathered that they speak of.
const MOST_COMMENTS: usize = 50;

/// Most named places that are open at once.
const MOST_PLACES: usize = 50;

impl Walker<'_, '_> {
    /// Something in a line.
    pub(super) fn inline(&mut self, node: Node<'_>) {
        self.inline_in(node, None);
    }

    fn inline_in(&mut self, node: Node<'_>, link: Option<LinkId>) {
        match name(node) {
            "r" => self.run(node, link),
            "hyperlink" => {
                let link = self.link(node).or(link);
                elements(node).for_each(|own| self.inline_in(own, link));
            }
            "ins" => {
                let words = plain(node);
                if !words.is_empty() {
                    self.changed(node, "insertion", "kept", &words);
                }
                elements(node).for_each(|own| self.inline_in(own, link));
            }
            "moveTo" | "smartTag" | "customXml" | "bdo" | "dir" => {
                elements(node).for_each(|own| self.inline_in(own, link));
            }
            "del" => self.deleted(node),
            "moveFrom" => {
                let words = plain(node);
                self.changed(node, "words that stand elsewhere now", "moved", &words);
            }
            "sdt" if is_placeholder(node) => {
                self.aside(node, "words that the file shows where none were written");
            }
            "sdt" => {
                if let Some(content) = child(node, "sdtContent") {
                    elements(content).for_each(|own| self.inline_in(own, link));
                }
            }
            "fldSimple" => {
                self.fields.begin();
                self.fields.instruct(attr(node, "instr").unwrap_or_default());
                self.fields.separate(&mut self.document.links);
                elements(node).for_each(|own| self.inline_in(own, link));
                self.field_ends();
            }
            "bookmarkStart" => {
                self.open.marks.extend(attr(node, "name").map(str::to_owned));
                let place = attr(node, "id").zip(attr(node, "name"));
                let place = place.filter(|_| self.places.len() < MOST_PLACES);
                self.places.extend(place.map(|(id, name)| (id.to_owned(), name.to_owned())));
            }
            "bookmarkEnd" => {
                let id = attr(node, "id").unwrap_or_default();
                self.places.retain(|(own, _)| own != id);
            }
            "commentRangeStart" => {
                if let Some(id) = attr(node, "id").filter(|_| self.spoken_of.len() < MOST_COMMENTS)
                {
                    self.spoken_of.insert(id.to_owned(), String::new());
                }
            }
            "oMath" | "oMathPara" => self.formula(node),
            "AlternateContent" => {
                if let Some(chosen) = chosen(node) {
                    elements(chosen).for_each(|own| self.inline_in(own, link));
                }
            }
            "subDoc" => {
                let span = self.document.log.here();
                let message =
                    "a part of the document that stands in another file is not read".to_owned();
                self.document.report.doubt(span, Topic::Leftover, message);
                self.open
                    .looks
                    .push("a part of the document stands in another file here".to_owned());
            }
            _ => {}
        }
    }

    /// The link that an element is.
    fn link(&mut self, node: Node<'_>) -> Option<LinkId> {
        let anchor = attr(node, "anchor").filter(|anchor| !anchor.is_empty());
        let outside = node
            .attributes()
            .find(|own| own.name() == "id")
            .and_then(|own| self.relations.get(own.value()));
        let target = match (outside, anchor) {
            (Some(relation), None) if relation.outside => Target::Web(relation.target.clone()),
            (Some(relation), Some(anchor)) if relation.outside => {
                Target::Web(format!("{}#{anchor}", relation.target))
            }
            (_, Some(anchor)) => Target::Mark(anchor.to_owned()),
            _ => return None,
        };
        Some(self.document.links.add(target))
    }

    /// Words that tracked changes took out.
    pub(super) fn deleted(&mut self, node: Node<'_>) {
        let words = deleted_words(node);
        if words.trim().is_empty() {
            return;
        }
        self.changed(node, "deletion", "carried out", &words);
        let span = self.document.log.here();
        self.document.aside.push(Aside { span, why: "deleted in tracked changes", words });
    }

    fn changed(&mut self, node: Node<'_>, what: &str, how: &str, words: &str) {
        let by = attr(node, "author").filter(|author| !author.is_empty());
        let by = by.map_or_else(String::new, |author| format!(" by {author}"));
        let message = format!("{what}{by} {how}: {}", quote(words));
        self.document.report.sure(self.document.log.here(), Topic::Change, message);
    }

    fn run(&mut self, node: Node<'_>, link: Option<LinkId>) {
        let properties = child(node, "rPr");
        let direct = properties.map(looks).unwrap_or_default();
        let own = properties.and_then(|own| child(own, "rStyle")).and_then(|own| attr(own, "val"));
        let own = own.map(|id| self.styles.character(id));
        let paragraph = std::rc::Rc::clone(&self.open.style);
        let face =
            self.styles.face(&paragraph, own.as_deref(), &direct, &mut self.document.tongues);
        let mut mark_follows = false;
        for own in elements(node) {
            self.piece(own, &face, link, &mut mark_follows);
        }
    }

    fn form(&self, face: &Face, link: Option<LinkId>) -> Form {
        let form = face.form.against(self.open.base);
        Form { link: self.fields.link().or(link), ..form }
    }

    fn piece(
        &mut self,
        node: Node<'_>,
        face: &Face,
        link: Option<LinkId>,
        mark_follows: &mut bool,
    ) {
        let form = self.form(face, link);
        let document = &mut *self.document;
        match name(node) {
            "t" => {
                let text = node.text().unwrap_or_default();
                if std::mem::take(mark_follows) && text.chars().count() < 6 {
                    return;
                }
                self.words(text, face, form);
            }
            // Outside of a deletion it is text that a program left there.
            "delText" => self.words(node.text().unwrap_or_default(), face, form),
            "tab" | "ptab" => {
                self.open.tab = true;
                let tab = if self.open.code { "    " } else { " " };
                self.words(tab, face, form);
            }
            "br" if matches!(attr(node, "type"), Some("page" | "column")) => {
                if self.open.line.says() {
                    self.words(" ", face, form);
                }
                self.tell(Topic::Break, "breaks of pages and columns are not taken over");
            }
            "br" | "cr" => self.open.line.line_break(form, &mut document.log),
            "noBreakHyphen" => self.words("\u{2011}", face, form),
            "softHyphen" => self.words("\u{AD}", face, form),
            "sym" => {
                let code = attr(node, "char").and_then(|code| u32::from_str_radix(code, 16).ok());
                self.sign(attr(node, "font").unwrap_or_default(), code.unwrap_or(0), face, form);
            }
            "footnoteReference" => *mark_follows = self.call("footnote", node, form),
            "endnoteReference" => *mark_follows = self.call("endnote", node, form),
            "commentReference" => self.comment(attr(node, "id").unwrap_or_default()),
            "drawing" => self.drawing(node, form),
            "pict" => self.pict(node, form),
            "object" => self.embedded(node, form),
            "fldChar" => match attr(node, "fldCharType") {
                Some("begin") => self.fields.begin(),
                Some("separate") => self.fields.separate(&mut document.links),
                Some("end") => self.field_ends(),
                _ => {}
            },
            "instrText" => self.fields.instruct(node.text().unwrap_or_default()),
            "ruby" => {
                let part = |wanted: &str| child(node, wanted);
                part("rubyBase")
                    .into_iter()
                    .flat_map(elements)
                    .for_each(|own| self.inline_in(own, link));
                if let Some(above) = part("rt").map(plain).filter(|words| !words.is_empty()) {
                    self.words(&format!(" ({above})"), face, form);
                    self.tell(Topic::Ruby, "words above others stand behind them in brackets");
                }
            }
            "AlternateContent" => {
                if let Some(chosen) = chosen(node) {
                    for own in elements(chosen) {
                        self.piece(own, face, link, mark_follows);
                    }
                }
            }
            _ => {}
        }
    }

    /// Words of a run.
    fn words(&mut self, text: &str, face: &Face, form: Form) {
        if self.fields.instructs() {
            self.fields.instruct(text);
            return;
        }
        if face.hidden {
            if !text.trim().is_empty() {
                let (span, words) = (self.document.log.here(), text.to_owned());
                self.document.report.doubt(
                    span,
                    Topic::Leftover,
                    format!("hidden text, set aside: {}", quote(text)),
                );
                self.document.aside.push(Aside { span, why: "hidden text", words });
            }
            return;
        }
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        if letters > 0 {
            *self.open.sizes.entry(face.size).or_default() += letters;
            self.open.letters.0 += letters;
            self.open.letters.1 += if face.form.bold { letters } else { 0 };
            if face.caps && text.contains(char::is_lowercase) {
                self.tell(
                    Topic::Looks,
                    "words that are shown in capitals stand as they were typed",
                );
            }
            if form.underlined {
                self.tell(Topic::Looks, "underlined words became emphasis");
            }
        }
        let spoken = self.spoken_of.values_mut().filter(|words| words.len() < 400);
        spoken.for_each(|words| words.push_str(text));
        let is_sign = |c: char| matches!(c, '\u{F000}'..='\u{F0FF}');
        let document = &mut *self.document;
        if let Some(font) =
            face.font.as_deref().filter(|font| text.contains(is_sign) || *font == "Symbol")
        {
            let said = |c: char| symbol(font, c.into()).unwrap_or(c);
            let said: String = text.chars().map(said).collect();
            if said.contains(is_sign) {
                let message =
                    format!("a sign of the font `{font}` is not known: it became `\u{FFFD}`");
                document.report.doubt(document.log.here(), Topic::Character, message);
            }
            self.open.line.text(&said, form, &mut document.log);
        } else if self.open.code {
            self.open.line.verbatim(text, form, &mut document.log);
        } else {
            self.open.line.text(text, form, &mut document.log);
        }
    }

    /// A sign of a font.
    fn sign(&mut self, font: &str, code: u32, face: &Face, form: Form) {
        match symbol(font, code) {
            Some(sign) => self.words(&sign.to_string(), face, form),
            None => {
                let message = format!(
                    "a sign of the font {} is not known: it became `\u{FFFD}`",
                    quote(font)
                );
                self.document.report.doubt(self.document.log.here(), Topic::Character, message);
                self.open.looks.push(format!("sign {code:X} of the font {font}"));
                self.words("\u{FFFD}", face, form);
            }
        }
    }

    fn field_ends(&mut self) {
        match self.fields.end(&mut self.document.links) {
            Some(Kind::Mark(mark)) => {
                let kind = InlineKind::IndexMark { mark, content: Vec::new() };
                self.open.line.mark(kind, &self.document.log);
            }
            Some(Kind::Sign(font, code)) => {
                self.sign(&font, code, &Face::default(), Form::default())
            }
            Some(Kind::Silent(words)) => {
                let span = self.document.log.here();
                self.document.report.doubt(
                    span,
                    Topic::Field,
                    format!("field that books have not: {}", quote(&words)),
                );
                self.document.aside.push(Aside { span, why: "field", words });
            }
            _ => {}
        }
    }

    /// The call of a note; whether its mark follows as text.
    fn call(&mut self, kind: &'static str, node: Node<'_>, form: Form) -> bool {
        let Some(id) = attr(node, "id") else { return false };
        let key = (kind, id.to_owned());
        let at = *self.order.entry(key.clone()).or_insert_with(|| {
            self.called.push(key);
            self.called.len() - 1
        });
        let label = (at + 1).to_string();
        self.places.iter().for_each(|(_, name)| self.document.links.called(name, &label));
        let kind = InlineKind::NoteCall { label };
        let form = Form { link: form.link, tongue: form.tongue, ..Form::default() };
        self.open.line.object(kind, form, &self.document.log);
        matches!(attr(node, "customMarkFollows"), Some("1" | "true" | "on"))
    }

    /// A comment goes to the report and beside its paragraph.
    fn comment(&mut self, id: &str) {
        let Some(comment) = self.comments.get(id) else { return };
        if !self.told.insert(id.to_owned()) {
            return;
        }
        let about = self.spoken_of.remove(id).filter(|words| !words.trim().is_empty());
        let at = about.map_or_else(String::new, |words| format!(" on {}", quote(&words)));
        let said = format!("comment of {}{at}: {}", comment.author, comment.words);
        let message = format!("comment of {}{at}: {}", comment.author, quote(&comment.words));
        self.document.report.doubt(self.document.log.here(), Topic::Comment, message);
        self.open.looks.push(said);
    }

    /// A formula, or several that stand on lines of their own: in TeX, else its signs.
    pub(super) fn formula(&mut self, node: Node<'_>) {
        if name(node) == "oMathPara" {
            return elements(node)
                .filter(|own| name(*own) == "oMath")
                .for_each(|own| self.formula(own));
        }
        let span = self.document.log.here();
        if let Some(tex) = super::omml::tex(node, false) {
            self.document.came.words += crate::import::counts::words(&tex);
            let kind = InlineKind::Formula(Box::new(Formula { tex, tex_span: span, alt: None }));
            return self.open.line.object(kind, Form::default(), &self.document.log);
        }
        let words = super::drawings::formula_words(node);
        self.document.came.words += crate::import::counts::words(&words);
        self.document.report.doubt(
            span,
            Topic::Formula,
            format!("formula kept as its signs: {}", quote(&words)),
        );
        self.open.looks.push(format!("a formula, of which only the signs came in: {words}"));
        self.open.line.text(&words, Form::default(), &mut self.document.log);
    }
}

/// The words of all that is inside, a line for each paragraph.
pub(super) fn plain(node: Node<'_>) -> String {
    let mut out = String::new();
    gather(node, false, &mut out);
    out.trim().to_owned()
}

/// The words that were taken out.
fn deleted_words(node: Node<'_>) -> String {
    let mut out = String::new();
    gather(node, true, &mut out);
    out
}

fn gather(node: Node<'_>, deleted: bool, out: &mut String) {
    for own in elements(node) {
        match name(own) {
            "t" => out.push_str(own.text().unwrap_or_default()),
            "delText" if deleted => out.push_str(own.text().unwrap_or_default()),
            "tab" | "br" | "cr" | "ptab" => out.push(' '),
            "noBreakHyphen" => out.push('\u{2011}'),
            "softHyphen" => out.push('\u{AD}'),
            "pPr" | "rPr" | "Fallback" | "moveFrom" => {}
            "del" if !deleted => {}
            "p" => {
                gather(own, deleted, out);
                out.push('\n');
            }
            _ => gather(own, deleted, out),
        }
    }
}
