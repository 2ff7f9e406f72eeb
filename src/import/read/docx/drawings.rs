//! Pictures, text boxes and embedded things of a document of Word, drawn by DrawingML or by VML.

use super::blocks::Walker;
use crate::import::draft::Aside;
use crate::import::read::office::{Form, alternative, attr, child, elements, name, parse};
use crate::import::report::quote;
use crate::import::topic::Topic;
use crate::ir::InlineKind;
use crate::xml::read::Node;

/// Something that stands beside a paragraph.
#[derive(Debug)]
pub(super) enum Drawing {
    /// A picture.
    Picture {
        /// The picture.
        kind: InlineKind,
        /// What to ask of it.
        looks: Vec<String>,
    },
    /// A text box, as XML of its own.
    Text {
        /// The element `txbxContent`.
        xml: String,
    },
}

/// The form of alternate content that is read: the first of which something is known.
pub(super) fn chosen(node: Node<'_>) -> Option<Node<'_>> {
    let known = |own: &Node<'_>| {
        own.descendants().any(|inner| {
            matches!(
                name(inner),
                "blip"
                    | "txbxContent"
                    | "t"
                    | "imagedata"
                    | "oMath"
                    | "chart"
                    | "relIds"
                    | "p"
                    | "br"
            )
        })
    };
    let forms = || elements(node).filter(|own| matches!(name(*own), "Choice" | "Fallback"));
    forms().find(known).or_else(|| forms().next())
}

/// The signs of a formula, with spaces where one thing ends and another begins.
pub(super) fn formula_words(node: Node<'_>) -> String {
    let mut out: Vec<&str> = Vec::new();
    let texts = node.descendants().filter(|own| name(*own) == "t");
    out.extend(texts.filter_map(|own| own.text()).map(str::trim).filter(|text| !text.is_empty()));
    out.join(" ")
}

impl Walker<'_, '_> {
    /// A drawing in a run.
    pub(super) fn drawing(&mut self, node: Node<'_>, form: Form) {
        for own in elements(node) {
            let floats = name(own) == "anchor";
            let described = child(own, "docPr");
            let alt = described
                .and_then(|own| attr(own, "descr").or(attr(own, "title")))
                .map(alternative);
            let decorative = own.descendants().any(|inner| {
                name(inner) == "decorative" && matches!(attr(inner, "val"), Some("1" | "true"))
            });
            self.drawn(own, floats, &alt.unwrap_or_default(), decorative, form);
        }
    }

    /// What is drawn in an element: pictures, text boxes, charts.
    fn drawn(&mut self, node: Node<'_>, floats: bool, alt: &str, decorative: bool, form: Form) {
        for own in elements(node) {
            match name(own) {
                "blip" => {
                    let id =
                        attr(own, "embed").or(attr(own, "link")).unwrap_or_default().to_owned();
                    self.picture(&id, floats, alt, decorative, form);
                }
                "txbxContent" => self.text_box(own),
                "chart" | "relIds" => self.diagram(own),
                "AlternateContent" => {
                    if let Some(chosen) = chosen(own) {
                        self.drawn(chosen, floats, alt, decorative, form);
                    }
                }
                "docPr" | "extLst" => {}
                // A picture in a group has words of its own.
                "pic" => {
                    let named = own.descendants().find(|inner| name(*inner) == "cNvPr");
                    let said = named.and_then(|named| attr(named, "descr")).map(alternative);
                    let said = said.filter(|said| alt.is_empty() && !said.is_empty());
                    self.drawn(own, floats, said.as_deref().unwrap_or(alt), decorative, form);
                }
                _ => self.drawn(own, floats, alt, decorative, form),
            }
        }
    }

    /// A picture of VML, a text box, or a line across the page.
    pub(super) fn pict(&mut self, node: Node<'_>, form: Form) {
        let shapes: Vec<Node<'_>> = node.descendants().filter(|own| own.is_element()).collect();
        for own in shapes {
            let inside = own
                .ancestors()
                .skip(1)
                .take_while(|above| *above != node)
                .any(|above| name(above) == "txbxContent");
            if inside {
                continue;
            }
            match name(own) {
                "imagedata" => {
                    let shape = own.parent();
                    let alt = shape
                        .and_then(|shape| attr(shape, "alt"))
                        .or(attr(own, "title"))
                        .map(alternative);
                    let id = attr(own, "id").unwrap_or_default().to_owned();
                    self.picture(&id, false, &alt.unwrap_or_default(), false, form);
                }
                "txbxContent" => self.text_box(own),
                "rect" if attr(own, "hr").is_some_and(|hr| matches!(hr, "t" | "true")) => {
                    self.open.rule = true
                }
                "textpath" => {
                    if let Some(words) =
                        attr(own, "string").filter(|words| !words.trim().is_empty())
                    {
                        let (span, words) = (self.document.log.here(), words.to_owned());
                        self.document.came.words += crate::import::counts::words(&words);
                        self.document.aside.push(Aside {
                            span,
                            why: "words drawn as a picture",
                            words,
                        });
                    }
                }
                _ => {}
            }
        }
    }

    /// Something of another program.
    pub(super) fn embedded(&mut self, node: Node<'_>, form: Form) {
        let program = node
            .descendants()
            .find(|own| name(*own) == "OLEObject")
            .and_then(|own| attr(own, "ProgID"));
        let program = program.unwrap_or("unknown").to_owned();
        let span = self.document.log.here();
        let message = format!(
            "something of another program ({}) came in as its picture, if it has one",
            quote(&program)
        );
        self.document.report.doubt(span, Topic::Leftover, message);
        self.document.aside.push(Aside { span, why: "embedded object", words: program.clone() });
        self.open.looks.push(format!("something of another program stands here: {program}"));
        self.pict(node, form);
    }

    /// A chart or a diagram: its words are set aside.
    fn diagram(&mut self, node: Node<'_>) {
        let id = attr(node, "id").or(attr(node, "dm")).unwrap_or_default();
        let path = self.relations.get(id).filter(|one| !one.outside).map(|one| one.target.clone());
        let span = self.document.log.here();
        let mut words = String::new();
        if let Some(Ok(Some(text))) = path.as_deref().map(|path| self.package.text(path))
            && let Ok(tree) = parse(&text, "a diagram")
        {
            let said = tree.descendants().filter(|own| matches!(name(*own), "t" | "v"));
            let said: Vec<&str> = said.filter_map(|own| own.text()).collect();
            words = said.join("\n");
        }
        self.document.came.words += crate::import::counts::words(&words);
        let message = "a chart or diagram is not taken over; its words are set aside".to_owned();
        self.document.report.doubt(span, Topic::Leftover, message);
        self.document.aside.push(Aside { span, why: "chart or diagram", words });
        self.open.looks.push("a chart or diagram stands here in the file".to_owned());
    }

    fn text_box(&mut self, node: Node<'_>) {
        // Its own names of spaces are those of the whole document.
        let text = node.document().input_text();
        let inner = &text[node.range()];
        let mut xml = String::with_capacity(inner.len() + 2000);
        xml.push_str("<box");
        for space in node.namespaces() {
            match space.name() {
                Some("xml") => continue,
                Some(prefix) => xml.push_str(&format!(" xmlns:{prefix}=\"")),
                None => xml.push_str(" xmlns=\""),
            }
            xml.push_str(
                &space.uri().replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;"),
            );
            xml.push('"');
        }
        xml.push('>');
        let open = inner.find('>').map_or(inner.len(), |at| at + 1);
        let close = inner.rfind("</").unwrap_or(inner.len()).max(open);
        xml.push_str(&inner[open..close]);
        xml.push_str("</box>");
        self.open.beside.push(Drawing::Text { xml });
    }

    fn picture(&mut self, id: &str, floats: bool, alt: &str, decorative: bool, form: Form) {
        let Some(relation) = self.relations.get(id).cloned() else {
            self.missing("a picture that the file names and does not hold", alt);
            return;
        };
        if relation.outside {
            let what = format!("a picture outside of the file, at {}", quote(&relation.target));
            self.missing(&what, alt);
            return;
        }
        let path = match self.document.pictures.known(&relation.target) {
            Some(known) => known,
            None => match self.package.read(&relation.target) {
                Ok(Some(bytes)) => self.document.pictures.take(&relation.target, bytes),
                Ok(None) => Err("a picture that the file names and does not hold".to_owned()),
                Err(error) => Err(error.message),
            },
        };
        let path = match path {
            Ok(path) => path,
            Err(what) => {
                self.missing(&format!("{what}: {}", quote(&relation.target)), alt);
                return;
            }
        };
        let silent = decorative || alt.is_empty();
        let alt = if silent { String::new() } else { alt.to_owned() };
        let kind = InlineKind::Image { path: path.clone(), alt, decorative: silent };
        let mut looks = Vec::new();
        if silent && !decorative {
            let message =
                format!("the picture `{path}` has no alternative text: it counts as decorative");
            self.document.report.doubt(self.document.log.here(), Topic::Picture, message);
            looks.push(format!(
                "the picture {path} has no alternative text: say what it shows, or leave decorative"
            ));
        }
        if floats {
            self.open.beside.push(Drawing::Picture { kind, looks });
        } else {
            self.open.looks.extend(looks);
            let form = Form { link: form.link, ..Form::default() };
            self.open.line.object(kind, form, &self.document.log);
        }
    }

    /// A picture that cannot be taken over.
    fn missing(&mut self, what: &str, alt: &str) {
        let span = self.document.log.here();
        self.document.report.doubt(span, Topic::Picture, format!("{what} is not taken over"));
        let shows = if alt.is_empty() { String::new() } else { format!("; it shows: {alt}") };
        self.open.looks.push(format!("a picture stands here, {what}{shows}"));
    }
}
