//! What stands in a line: stress, links, pictures, formulas.

use super::flow::{Flow, Place};
use super::line::Around;
use super::marks::is_block_name;
use super::style::{Display, Style};
use super::tree::{Data, Id, Tree};
use crate::addresses;
use crate::formula;
use crate::import::counts::words as counted;
use crate::import::draft::Aside;
use crate::import::read::pictures::Missing;
use crate::import::topic::Topic;
use crate::ir::{Formula, Inline, InlineKind, Language, LinkTarget};
use crate::language::{self, QuoteStyle};
use html5ever::ns;

/// Longest formula, in bytes.
const LONGEST_FORMULA: usize = 10_000;

impl Flow<'_, '_> {
    /// An element that holds no text of the line; whether it is one.
    pub(super) fn void(&mut self, id: Id, name: &str, place: Place<'_>) -> bool {
        let tree = self.known.tree;
        let span = tree.span(id);
        match name {
            "br" => self.line.line_break(span),
            "wbr" | "script" | "style" | "head" | "title" | "meta" | "link" | "base"
            | "template" | "rp" | "colgroup" | "col" | "param" | "source" | "track" | "area"
            | "map" | "datalist" | "input" | "select" | "button" | "progress" | "meter" => {
                if matches!(name, "select" | "button") {
                    self.set_aside(id, "control of the page");
                }
            }
            "img" | "image" => self.image(id, place),
            "object" | "embed" | "audio" | "video" | "iframe" | "canvas" | "applet" => {
                self.embedded(id, name, place);
            }
            "noscript" => {
                // What is there for browsers without scripts is mostly a picture.
                let pictures: Vec<Id> =
                    tree.descend(id).filter(|one| tree.name(*one) == "img").collect();
                pictures.into_iter().for_each(|one| self.image(one, place));
            }
            "code" | "kbd" | "samp" | "tt" if self.is_bare(id) => {
                let text = tree.said(id).split_whitespace().collect::<Vec<_>>().join(" ");
                if !text.is_empty() {
                    self.begin_line(span);
                    self.line.object(Inline::new(span, InlineKind::Code { text }));
                }
            }
            _ => return false,
        }
        true
    }

    /// Whether nothing but text stands in an element.
    fn is_bare(&self, id: Id) -> bool {
        let tree = self.known.tree;
        tree.children(id).all(|child| matches!(tree.data(child), Data::Text(_)))
    }

    /// An element of another language than HTML; whether nothing of it is text.
    pub(super) fn foreign(&mut self, id: Id, local: &str, place: Place<'_>) -> bool {
        let tree = self.known.tree;
        if tree.is(id, &ns!(mathml), "math") {
            self.formula(id);
            return true;
        }
        if tree.is(id, &ns!(svg), "svg") {
            self.drawing(id, place);
            return true;
        }
        // What a program keeps for itself.
        matches!(local, "script" | "style" | "metadata" | "defs")
    }

    /// What is not shown: formulas that a picture shows, else set aside.
    pub(super) fn hidden(&mut self, id: Id, place: Place<'_>) {
        let tree = self.known.tree;
        let math = tree.descend(id).find(|one| tree.is(*one, &ns!(mathml), "math"));
        match math {
            Some(math) => self.formula(math),
            None if self.is_deep(id) => self.set_aside(id, "hidden on the page"),
            None => {
                let _ = place;
            }
        }
    }

    /// Whether there is anything to be set aside.
    fn is_deep(&self, id: Id) -> bool {
        self.known.tree.descend(id).take(2000).any(|one| match self.known.tree.data(one) {
            Data::Text(text) => !text.trim().is_empty(),
            _ => false,
        })
    }

    /// An element in a line, with what is done to the text in it.
    pub(super) fn inline(&mut self, id: Id, name: &str, style: Style, place: Place<'_>) {
        let tree = self.known.tree;
        let span = tree.span(id);
        // The ids of what stands in the line are its own, as long as it is not the first in it.
        let ids = if self.line.is_empty() { Vec::new() } else { self.take_ids() };
        let mut around: Vec<Around> = Vec::new();
        around.extend(self.wrapped.take().map(|mark| Around::Index(Box::new(mark))));
        if name == "a" {
            around.extend(self.link(id));
        }
        let parent = tree.parent(id).map_or(place.base, |up| self.known.styles[up.index()]);
        let mut open = place.open;
        let stage = tree.has_class(id, |class| class == "stage" || class == "stage-direction")
            || tree.has_type(id, &["z3998:stage-direction"]);
        if stage && style.italic {
            around.push(Around::Stage);
            open[0] = true;
        } else if name == "cite" && style.italic && !open[0] {
            around.push(Around::WorkTitle);
            open[0] = true;
        }
        let named = |names: &[&str]| names.contains(&name);
        let slanted = named(&["em", "i", "dfn", "var", "u"]) && style.italic;
        let reversed =
            open[0] && style.italic != parent.italic && style.italic == place.base.italic;
        if (!open[0] && (slanted || style.italic && !place.base.italic)) || reversed {
            around.push(Around::Emphasis);
            open[0] = true;
        }
        if !open[1] && style.bold && (!place.base.bold || named(&["b", "strong"])) {
            around.push(Around::Strong);
            open[1] = true;
        }
        if !open[2] && style.capitals && !place.base.capitals {
            around.push(Around::SmallCaps);
            open[2] = true;
        }
        if !open[3] && style.spaced && !place.base.spaced {
            // Spaced letters are the stress; what is also slanted says so.
            around.push(Around::Letterspaced);
            open[3] = true;
        }
        match name {
            "ins" => around.push(Around::Inserted),
            "mark" => around.push(Around::Highlighted),
            _ if style.struck && !parent.struck => around.push(Around::Deleted),
            _ => {}
        }
        match style.raised {
            1 => around.push(Around::Superscript),
            -1 => around.push(Around::Subscript),
            _ => {}
        }
        let language = language(tree, id);
        let own = language.as_ref().filter(|own| Some(*own) != place.language);
        if around.is_empty() && (own.is_some() || !ids.is_empty()) {
            around.push(Around::Group);
        }
        let count = around.len();
        let mut ids = ids.into_iter();
        for (n, one) in around.into_iter().enumerate() {
            let language = own.filter(|_| n == 0).cloned();
            let id = if n == 0 { ids.next() } else { None };
            self.line.open(one, language, id, span);
        }
        self.wait(ids.collect());
        let inner = Place { open, language: language.as_ref().or(place.language), ..place };
        let quotes = (name == "q").then(|| self.quotes(inner.language));
        if let Some((before, _)) = quotes {
            self.begin_line(span);
            self.line.text(before, span);
        }
        self.children(id, inner);
        if let Some((_, behind)) = quotes {
            self.line.text(behind, span);
        }
        (0..count).for_each(|_| self.line.close());
        // What stands at the edge of a block within a line ends it.
        if style.display == Display::Block {
            self.end_line(place);
        }
    }

    /// The marks that browsers put around a quotation.
    fn quotes(&self, language: Option<&Language>) -> (&'static str, &'static str) {
        let quotes = language.map(|language| language::quotes(language, QuoteStyle::Custom));
        quotes.map_or(("“", "”"), |quotes| (quotes.open, quotes.close))
    }

    /// What a link is put into, if it leads to a place in the text or out of it.
    fn link(&self, id: Id) -> Option<Around> {
        let tree = self.known.tree;
        if let Some(target) = self.known.links.target(id) {
            let target = self.wanted.get(&target)?;
            return Some(Around::Link(LinkTarget::Anchor { id: target.clone() }));
        }
        let address = tree.attr(id, "href")?.trim();
        let url = match addresses::written(address) {
            Ok(url) => url,
            Err(_) if self.known.is_piece && !address.is_empty() => address.to_owned(),
            Err(_) => return None,
        };
        // Pictures link to themselves.
        let picture = tree.elements(id).any(|inner| tree.name(inner) == "img")
            && tree.short(id, 1).as_deref() == Some("");
        (!picture).then_some(Around::Link(LinkTarget::Web { url }))
    }

    /// A picture.
    fn image(&mut self, id: Id, _: Place<'_>) {
        let tree = self.known.tree;
        let span = tree.span(id);
        // A formula has its own words, and this shows it once more.
        let shows_formula = tree.has_class(id, |class| class.starts_with("mwe-math-fallback"));
        if shows_formula && tree.previous(id).is_some() {
            return;
        }
        let source = ["src", "data-src", "xlink:href", "href"];
        let Some(source) = source.iter().find_map(|name| tree.attr(id, name)).map(str::trim) else {
            return;
        };
        let told =
            tree.attr(id, "alt").map(|alt| alt.split_whitespace().collect::<Vec<_>>().join(" "));
        let title = tree.attr(id, "title").map(str::trim).filter(|title| !title.is_empty());
        let remote = source.contains("//") && !source.starts_with("data:");
        let found = if source.starts_with("data:") {
            self.pictures.data(source)
        } else if remote {
            Err(Missing::Web)
        } else {
            match self.known.paths.resolve(tree.file(id), source) {
                Some((path, _)) => self.pictures.file(&path),
                None => Err(Missing::Outside),
            }
        };
        match found {
            Ok(path) => {
                let decorative = told.as_deref() == Some("")
                    || matches!(tree.attr(id, "role"), Some("presentation" | "none"));
                let alt = told
                    .filter(|alt| !alt.is_empty())
                    .or(title.map(str::to_owned))
                    .unwrap_or_default();
                if alt.is_empty() && !decorative {
                    let message =
                        format!("the picture `{path}` has no alternative text: say what it shows");
                    self.report.doubt(span, Topic::Picture, message);
                }
                let decorative = decorative || alt.is_empty();
                let alt = if decorative { String::new() } else { alt };
                self.begin_line(span);
                self.line.object(Inline::new(span, InlineKind::Image { path, alt, decorative }));
            }
            Err(why) => {
                let source = if source.len() > 300 { "data:…" } else { source };
                let words = match told.filter(|alt| !alt.is_empty()) {
                    Some(alt) => format!("{source} ({alt})"),
                    None => source.to_owned(),
                };
                self.beside += counted(&words);
                self.aside.push(Aside { span, why: why.named(), words });
            }
        }
    }

    /// A drawing within the text: one that shows a picture is that picture.
    fn drawing(&mut self, id: Id, place: Place<'_>) {
        let tree = self.known.tree;
        let images: Vec<Id> =
            tree.descend(id).filter(|one| tree.is(*one, &ns!(svg), "image")).take(2).collect();
        if let [image] = images[..] {
            return self.image(image, place);
        }
        let span = tree.span(id);
        let text = written(tree, id);
        let mut words = String::new();
        match self.pictures.drawing(&text) {
            Ok(path) => {
                let told = tree.attr(id, "aria-label").map(str::to_owned);
                let title = tree.elements(id).find(|one| tree.is(*one, &ns!(svg), "title"));
                let alt = told.or_else(|| title.map(|title| tree.said(title).trim().to_owned()));
                let alt = alt.unwrap_or_default();
                let decorative = alt.is_empty();
                self.begin_line(span);
                self.line.object(Inline::new(span, InlineKind::Image { path, alt, decorative }));
            }
            Err(why) => {
                words = tree.said(id).split_whitespace().collect::<Vec<_>>().join(" ");
                self.aside.push(Aside { span, why: why.named(), words: words.clone() });
            }
        }
        self.instead.insert(id, words);
    }

    /// A formula: the TeX that it was made of, else its signs as they stand.
    fn formula(&mut self, id: Id) {
        let tree = self.known.tree;
        let span = tree.span(id);
        let annotation = tree.descend(id).find(|one| {
            tree.is(*one, &ns!(mathml), "annotation")
                && tree.attr(*one, "encoding").is_some_and(is_tex_form)
        });
        let told = tree.attr(id, "alttext").map(str::trim).filter(|told| !told.is_empty());
        let is_tex = |told: &&str| told.contains('\\');
        let tex = annotation.map(|one| tree.said(one)).or(told.filter(is_tex).map(str::to_owned));
        let tex = tex.map(|tex| bare_tex(&tex).to_owned()).filter(|tex| !tex.is_empty());
        let tex = tex.or_else(|| super::mathml::tex(tree, id));
        let tex = tex.filter(|tex| tex.len() < LONGEST_FORMULA && formula::read(tex, true).is_ok());
        self.begin_line(span);
        let kind = match tex {
            Some(tex) => {
                let mut formula = Formula { tex, tex_span: span, alt: None };
                self.instead.insert(id, formula.tex.clone());
                let own = told.filter(|told| says_words(told) && *told != formula.words());
                formula.alt = own.map(str::to_owned);
                InlineKind::Formula(Box::new(formula))
            }
            None => {
                let said = signs(tree, id);
                let message =
                    "a formula whose TeX is not known is taken over as its signs".to_owned();
                self.report.doubt(span, Topic::Formula, message);
                let text = told.map_or(said, str::to_owned);
                self.instead.insert(id, text.clone());
                InlineKind::Text { text }
            }
        };
        self.line.object(Inline::new(span, kind));
    }

    /// Sound, films, other documents: their address is set aside, a picture in their place taken.
    fn embedded(&mut self, id: Id, name: &str, place: Place<'_>) {
        let tree = self.known.tree;
        let pictures: Vec<Id> =
            tree.descend(id).skip(1).filter(|one| tree.name(*one) == "img").take(1).collect();
        let source = ["src", "data", "href"].iter().find_map(|one| tree.attr(id, one));
        let inner = || tree.elements(id).find_map(|one| tree.attr(one, "src"));
        let source = source.or_else(inner).unwrap_or_default();
        let is_picture = tree.attr(id, "type").is_some_and(|form| form.starts_with("image/"));
        if name == "object"
            && is_picture
            && !source.contains("//")
            && let Some((path, _)) = self.known.paths.resolve(tree.file(id), source)
            && let Ok(path) = self.pictures.file(&path)
        {
            let alt = tree.said(id).split_whitespace().collect::<Vec<_>>().join(" ");
            let decorative = alt.is_empty();
            let span = tree.span(id);
            self.begin_line(span);
            return self
                .line
                .object(Inline::new(span, InlineKind::Image { path, alt, decorative }));
        }
        let why = match name {
            "audio" => "sound",
            "video" => "film",
            "iframe" => "other page within the page",
            _ => "embedded object",
        };
        let said = super::said::words(tree, id);
        let source = if source.len() > 300 { "data:…" } else { source };
        self.beside += counted(source);
        let words = format!("{source} {said}");
        self.aside.push(Aside { span: tree.span(id), why, words: words.trim().to_owned() });
        pictures.into_iter().for_each(|one| self.image(one, place));
    }
}

/// The signs of a formula, without what is noted beside them.
fn signs(tree: &Tree, id: Id) -> String {
    let beside = |id: Id| {
        ["annotation", "annotation-xml"].iter().any(|name| tree.is(id, &ns!(mathml), name))
    };
    let said = super::said::words_with(tree, id, &|one| beside(one).then_some(""));
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether what is said of a formula are words for those who do not see it, and no TeX.
fn says_words(told: &str) -> bool {
    let long = |word: &str| word.chars().count() > 1 && word.chars().all(char::is_alphabetic);
    !told.contains(['\\', '^', '_', '{', '='])
        && told.contains(char::is_whitespace)
        && told.split_whitespace().any(|word| long(word.trim_matches([',', '.', ';', ':'])))
}

/// Whether a form of annotations is TeX: `application/x-tex`, `LaTeX`, but no `text/plain`.
fn is_tex_form(form: &str) -> bool {
    let form = form.to_ascii_lowercase();
    form.strip_prefix("text/").unwrap_or(&form).contains("tex")
}

/// TeX without what says that it is a formula.
fn bare_tex(tex: &str) -> &str {
    let tex = tex.trim();
    let pairs = [
        ("{\\displaystyle", "}"),
        ("{\\textstyle", "}"),
        ("$$", "$$"),
        ("\\(", "\\)"),
        ("\\[", "\\]"),
        ("$", "$"),
    ];
    let bare = pairs.iter().find_map(|(open, close)| tex.strip_prefix(open)?.strip_suffix(close));
    bare.map_or(tex, str::trim)
}

/// The language that an element says it is in.
pub(super) fn language(tree: &Tree, id: Id) -> Option<Language> {
    let tag = tree.attr(id, "lang").or_else(|| tree.attr(id, "xml:lang"))?;
    Language::parse(tag.trim())
        .filter(|language| language.primary() != "und" && language.primary() != "zxx")
}

/// Whether an element holds blocks.
pub(super) fn holds_blocks(tree: &Tree, id: Id) -> bool {
    tree.descend(id).skip(1).any(|one| is_block_name(tree.name(one)))
}

/// A drawing as XML again.
fn written(tree: &Tree, top: Id) -> String {
    let mut out = String::new();
    write(tree, top, true, &mut out);
    out
}

fn escaped(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
}

fn write(tree: &Tree, id: Id, root: bool, out: &mut String) {
    match tree.data(id) {
        Data::Text(text) => escaped(text, out),
        Data::Root => {}
        Data::Element(element) => {
            let name = &element.name.local;
            out.push('<');
            out.push_str(name);
            if root {
                out.push_str(" xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
            }
            for (name, value) in
                element.attributes.iter().filter(|(name, _)| !name.starts_with("xmlns"))
            {
                out.push(' ');
                out.push_str(name);
                out.push_str("=\"");
                escaped(value, out);
                out.push('"');
            }
            out.push('>');
            tree.children(id).for_each(|child| write(tree, child, false, out));
            out.push_str("</");
            out.push_str(name);
            out.push('>');
        }
    }
}
