//! Pictures, boxes and embedded things of an OpenDocument (OpenDocument 1.3, part 3, clause 10).

use crate::import::topic::Topic;
use base64::Engine as _;

use super::blocks::{Beside, Walker};
use super::inlines::plain;
use crate::import::draft::Aside;
use crate::import::read::html::mathml;
use crate::import::read::office::{
    Form, LinkId, alternative, attr, child, elements, name, parse, said,
};
use crate::import::report::quote;
use crate::ir::{Formula, InlineKind};
use crate::xml::read::Node;

impl<'a> Walker<'a, '_, '_> {
    /// A frame or a shape.
    pub(super) fn drawn(&mut self, node: Node<'a>, link: Option<LinkId>) {
        let floats = attr(node, "anchor-type").is_some_and(|kind| kind != "as-char");
        let alt = child(node, "desc").or(child(node, "title")).map(|own| alternative(&said(own)));
        let alt = alt.unwrap_or_default();
        if name(node) != "frame" {
            if elements(node).any(|own| matches!(name(own), "p" | "list"))
                && plain(node).contains(char::is_alphanumeric)
            {
                self.open.beside.push(Beside::Text(node));
            }
            elements(node).filter(|own| is_shape(*own)).for_each(|own| self.drawn(own, link));
            return;
        }
        let mut pictured = false;
        for own in elements(node) {
            match name(own) {
                "text-box" => self.open.beside.push(Beside::Text(own)),
                // Several pictures of one frame are forms of one.
                "image" if !pictured => pictured = self.picture(own, floats, &alt, link),
                "object" => self.object(own),
                "object-ole" | "plugin" | "applet" | "floating-frame" => {
                    let what = attr(own, "href").unwrap_or("unknown").to_owned();
                    let span = self.document.log.here();
                    let message = format!(
                        "something of another program came in as its picture, if it has one: {}",
                        quote(&what)
                    );
                    self.document.report.doubt(span, Topic::Leftover, message);
                    self.document.aside.push(Aside { span, why: "embedded object", words: what });
                    self.open.looks.push("something of another program stands here".to_owned());
                }
                // A table of its own in a frame.
                "table" => self.open.beside.push(Beside::Text(node)),
                _ => {}
            }
        }
    }

    /// A picture; whether it was taken over.
    fn picture(&mut self, node: Node<'_>, floats: bool, alt: &str, link: Option<LinkId>) -> bool {
        let href = attr(node, "href").unwrap_or_default().trim_matches(['.', '/']).to_owned();
        let inside = child(node, "binary-data")
            .map(|data| said(data).split_whitespace().collect::<String>());
        let name = if href.is_empty() {
            format!("bild-{}", self.document.pictures.count() + 1)
        } else {
            href.clone()
        };
        let path = match (self.document.pictures.known(&name), inside) {
            (Some(known), _) => known,
            (None, Some(data)) => match base64::engine::general_purpose::STANDARD.decode(data) {
                Ok(bytes) => self.document.pictures.take(&name, bytes),
                Err(_) => Err("a damaged picture".to_owned()),
            },
            (None, None)
                if href.contains(':') || href.starts_with('/') || href.starts_with("../") =>
            {
                Err("a picture outside of the file".to_owned())
            }
            (None, None) => match self.package.read(&href) {
                Ok(Some(bytes)) => self.document.pictures.take(&name, bytes),
                Ok(None) => Err("a picture that the file names and does not hold".to_owned()),
                Err(error) => Err(error.message),
            },
        };
        let span = self.document.log.here();
        let path = match path {
            Ok(path) => path,
            Err(what) => {
                // The form that the program keeps beside it may do.
                let others = node
                    .next_siblings()
                    .skip(1)
                    .any(|own| crate::import::read::office::name(own) == "image");
                if !others {
                    self.document.report.doubt(
                        span,
                        Topic::Picture,
                        format!("{what} is not taken over: {}", quote(&href)),
                    );
                    let shows =
                        if alt.is_empty() { String::new() } else { format!("; it shows: {alt}") };
                    self.open.looks.push(format!("a picture stands here, {what}{shows}"));
                }
                return false;
            }
        };
        let silent = alt.is_empty();
        let kind =
            InlineKind::Image { path: path.clone(), alt: alt.to_owned(), decorative: silent };
        let mut looks = Vec::new();
        if silent {
            let message =
                format!("the picture `{path}` has no alternative text: it counts as decorative");
            self.document.report.doubt(span, Topic::Picture, message);
            looks.push(format!(
                "the picture {path} has no alternative text: say what it shows, or leave decorative"
            ));
        }
        if floats && self.open.line.says() {
            self.open.beside.push(Beside::Picture(kind, looks));
        } else {
            self.open.looks.extend(looks);
            self.open.line.object(kind, Form { link, ..Form::default() }, &self.document.log);
        }
        true
    }

    /// A formula, a chart, a table of another program: its words.
    fn object(&mut self, node: Node<'_>) {
        let folder = attr(node, "href").unwrap_or_default().trim_matches(['.', '/']).to_owned();
        let inside =
            elements(node).next().map(|own| own.document().input_text()[own.range()].to_owned());
        let text = match inside {
            Some(text) => Some(text),
            None => self.package.text(&format!("{folder}/content.xml")).ok().flatten(),
        };
        let span = self.document.log.here();
        let tree = text.as_deref().and_then(|text| parse(text, "an object").ok());
        let Some(tree) = tree else {
            self.document.report.doubt(
                span,
                Topic::Leftover,
                "an object of another program is not taken over".to_owned(),
            );
            self.document.aside.push(Aside { span, why: "embedded object", words: folder });
            self.open.looks.push("something of another program stands here".to_owned());
            return;
        };
        let root = tree.root_element();
        let tex = text.as_deref().filter(|_| name(root) == "math").and_then(mathml::of_file);
        if let Some(tex) = tex {
            self.document.came.words += crate::import::counts::words(&tex);
            let kind = InlineKind::Formula(Box::new(Formula { tex, tex_span: span, alt: None }));
            return self.open.line.object(kind, Form::default(), &self.document.log);
        }
        if name(root) == "math" {
            let signs = root
                .descendants()
                .filter(|own| matches!(name(*own), "mi" | "mn" | "mo" | "mtext" | "ms"));
            let signs: Vec<&str> = signs
                .filter_map(|own| own.text())
                .map(str::trim)
                .filter(|sign| !sign.is_empty())
                .collect();
            let words = signs.join(" ");
            self.document.came.words += crate::import::counts::words(&words);
            self.document.report.doubt(
                span,
                Topic::Formula,
                format!("formula kept as its signs: {}", quote(&words)),
            );
            self.open.looks.push(format!("a formula, of which only the signs came in: {words}"));
            self.open.line.text(&words, Form::default(), &mut self.document.log);
            return;
        }
        let words = plain(root);
        self.document.came.words += crate::import::counts::words(&words);
        let message =
            "a chart or table of another program is not taken over; its words are set aside"
                .to_owned();
        self.document.report.doubt(span, Topic::Leftover, message);
        self.document.aside.push(Aside { span, why: "chart or table of another program", words });
        self.open
            .looks
            .push("a chart or table of another program stands here in the file".to_owned());
    }
}

fn is_shape(node: Node<'_>) -> bool {
    matches!(name(node), "frame" | "custom-shape" | "rect" | "ellipse" | "circle" | "g")
}
