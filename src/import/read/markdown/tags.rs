//! HTML in Markdown: the tags that mean what a book can say; the words of all others are kept.

use super::attributes::Attributes;
use super::blocks::{paragraph_or_figure, trimmed};
use super::divs::Part;
use super::prepared::Fence;
use super::tally::NOWHERE;
use super::{Found, Place, pictures};
use crate::djot::carried;
use crate::import::read::html::fragment;
use crate::ir::{Block, BlockKind, Heading, Inline, InlineKind, Language, LinkTarget};
use crate::source::Span;

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    /// Its name in small letters.
    pub(super) name: String,
    /// Whether it closes.
    pub(super) closes: bool,
    /// Names in small letters, and values.
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Whether nothing is inside of it.
    pub(super) fn is_void(&self) -> bool {
        const VOID: [&str; 10] =
            ["br", "img", "hr", "wbr", "input", "meta", "link", "source", "col", "embed"];
        VOID.contains(&self.name.as_str())
    }
}

/// Reads a tag: `<a href="x">`, `</a>`.
pub(super) fn parse(text: &str) -> Option<Tag> {
    let inside = text.strip_prefix('<')?.strip_suffix('>')?;
    let (closes, inside) = match inside.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (false, inside),
    };
    let inside = inside.trim_end_matches('/');
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(inside.len());
    let (name, mut rest) = inside.split_at(end);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        if end == 0 {
            break;
        }
        let (key, behind) = rest.split_at(end);
        let behind = behind.trim_start();
        let (value, behind) = match behind.strip_prefix('=').map(str::trim_start) {
            Some(value) if value.starts_with(['"', '\'']) => {
                let quote = &value[..1];
                value[1..].split_once(quote).unwrap_or((&value[1..], ""))
            }
            Some(value) => {
                let end = value.find(char::is_whitespace).unwrap_or(value.len());
                value.split_at(end)
            }
            None => ("", behind),
        };
        attributes.push((key.to_ascii_lowercase(), unescaped(value)));
        rest = behind;
    }
    Some(Tag { name: name.to_ascii_lowercase(), closes, attributes })
}

/// Text of HTML as it is read.
fn unescaped(text: &str) -> String {
    match quick_xml::escape::unescape(text) {
        Ok(text) => carried(&text).collect(),
        Err(_) => carried(text).collect(),
    }
}

/// What an element within a line is.
pub(super) fn inline(
    tag: &Tag,
    content: Vec<Inline>,
    span: Span,
    found: &mut Found<'_>,
) -> Vec<Inline> {
    let style = tag.get("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    let class = tag.get("class").unwrap_or_default().to_ascii_lowercase();
    let classed = |names: &[&str]| class.split_whitespace().any(|own| names.contains(&own));
    let plain = |content: &[Inline]| crate::ir::plain(content);
    let kind = match tag.name.as_str() {
        "em" | "i" | "u" | "dfn" | "var" => InlineKind::Emphasis { content },
        "strong" | "b" => InlineKind::Strong { content },
        "cite" => InlineKind::WorkTitle { content },
        "sup" => InlineKind::Superscript { content },
        "sub" => InlineKind::Subscript { content },
        "ins" => InlineKind::Inserted { content },
        "del" | "s" | "strike" => InlineKind::Deleted { content },
        "mark" => InlineKind::Highlighted { content },
        "code" | "kbd" | "samp" | "tt" => InlineKind::Code { text: plain(&content) },
        "q" => {
            let (open, close) = found.quotes.around();
            let mut quoted = vec![Inline::text(span, open)];
            quoted.extend(content);
            quoted.push(Inline::text(span, close));
            InlineKind::Group { content: quoted }
        }
        "a" => match tag.get("href") {
            Some(url) => {
                let target = LinkTarget::Web { url: url.to_owned() };
                InlineKind::Link { target, content }
            }
            None => InlineKind::Group { content },
        },
        _ if style.contains("small-caps") || classed(&["smallcaps", "sc", "smcap"]) => {
            InlineKind::SmallCaps { content }
        }
        _ if style.contains("letter-spacing") || classed(&["gesperrt", "spaced"]) => {
            InlineKind::Letterspaced { content }
        }
        _ if style.contains("font-style:italic") => InlineKind::Emphasis { content },
        _ if style.contains("font-weight:bold") => InlineKind::Strong { content },
        _ => InlineKind::Group { content },
    };
    let mut inline = Inline::new(span, kind);
    inline.id = tag.get("id").or_else(|| tag.get("name")).map(str::to_owned);
    let language = tag.get("lang").or_else(|| tag.get("xml:lang"));
    inline.language = language.and_then(Language::parse);
    let bare = inline.id.is_none() && inline.language.is_none();
    match inline.kind {
        InlineKind::Group { content } if bare => content,
        _ => vec![inline],
    }
}

/// Elements that stand below one another.
const BLOCKS: [&str; 28] = [
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "tr",
    "td",
    "th",
    "thead",
    "tbody",
    "caption",
    "figure",
    "figcaption",
    "details",
    "summary",
    "pre",
    "address",
    "center",
    "hr",
];
/// Elements around blocks that say what these are.
const AROUND: [&str; 10] =
    ["div", "section", "article", "blockquote", "aside", "main", "header", "footer", "nav", "body"];
/// Elements whose content is no text.
const SILENT: [&str; 7] = ["script", "style", "template", "iframe", "svg", "head", "noscript"];

/// The blocks of a block of HTML.
pub(super) fn block(text: &str, span: Span, place: &Place<'_>, found: &mut Found<'_>) -> Vec<Part> {
    let mut reader = Html {
        span,
        place,
        found,
        parts: Vec::new(),
        line: Vec::new(),
        open: Vec::new(),
        heading: None,
    };
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        reader.text(&rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            let (words, behind) = comment.split_once("-->").unwrap_or((comment, ""));
            if !words.trim().is_empty() {
                reader.found.aside(span, "comment", words.trim());
            }
            rest = behind;
            continue;
        }
        let Some(end) = rest.find('>') else { break };
        let read = parse(&rest[..=end]);
        let Some(tag) = read else {
            // a declaration, or a sign that is text
            let declares = rest.starts_with("<!") || rest.starts_with("<?");
            if !declares {
                reader.text("<");
            }
            rest = if declares { &rest[end + 1..] } else { &rest[1..] };
            continue;
        };
        if tag.name == "table"
            && !tag.closes
            && let Some(length) = table_length(rest)
            && reader.table(&rest[..length], span.start + (text.len() - rest.len()) as u32)
        {
            rest = &rest[length..];
            continue;
        }
        rest = &rest[end + 1..];
        if SILENT.contains(&tag.name.as_str()) && !tag.closes {
            let end = closing(rest, &tag.name);
            let words = rest[..end].trim();
            let words = if words.is_empty() { tag.get("src").unwrap_or_default() } else { words };
            if !words.is_empty() {
                let words = words.to_owned();
                reader.found.aside(span, "markup that a book cannot hold", &words);
            }
            rest = rest[end..].split_once('>').map_or("", |(_, behind)| behind);
            continue;
        }
        reader.tag(tag);
    }
    reader.text(rest);
    reader.flush();
    reader.parts
}

/// How long a table is that begins here, with tables in it, if it is closed.
fn table_length(text: &str) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(found) = text[at..].find('<') {
        at += found;
        let end = at + text[at..].find('>')? + 1;
        match parse(&text[at..end]) {
            Some(tag) if tag.name == "table" && tag.closes => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(end);
                }
            }
            Some(tag) if tag.name == "table" => depth += 1,
            _ => {}
        }
        at += 1;
    }
    None
}

/// Where an element is closed.
fn closing(text: &str, name: &str) -> usize {
    let closes = |at: &usize| {
        let behind = &text.as_bytes()[at + 2..];
        behind.get(..name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name.as_bytes()))
    };
    text.match_indices("</").map(|(at, _)| at).find(closes).unwrap_or(text.len())
}

struct Html<'a, 'f, 'p> {
    span: Span,
    place: &'a Place<'a>,
    found: &'f mut Found<'p>,
    parts: Vec<Part>,
    line: Vec<Inline>,
    /// Elements within the line that are open, with what stood before them.
    open: Vec<(Tag, Vec<Inline>)>,
    heading: Option<(u8, Option<String>)>,
}

/// How many elements may be open in a line; more are none.
const MOST_OPEN: usize = 40;

impl Html<'_, '_, '_> {
    fn text(&mut self, text: &str) {
        let text = unescaped(text);
        let mut said = String::new();
        for c in text.chars() {
            let blank = c.is_whitespace() && c != '\u{A0}';
            if !blank {
                said.push(c);
            } else if !said.ends_with(' ') {
                said.push(' ');
            }
        }
        if said.trim().is_empty() && self.line.is_empty() {
            return;
        }
        self.found.count.push(&NOWHERE, &said);
        self.line.push(Inline::text(self.span, said));
    }

    fn tag(&mut self, tag: Tag) {
        let name = tag.name.as_str();
        if AROUND.contains(&name) {
            self.flush();
            let fence = match tag.closes {
                true => Fence::Close,
                false => Fence::Open { attributes: of_tag(&tag), title: 0..0 },
            };
            return self.parts.push(Part::Tag(fence, self.span));
        }
        if BLOCKS.contains(&name) {
            self.flush();
            if let Some(level) =
                name.strip_prefix('h').and_then(|n| n.parse().ok()).filter(|_| !tag.closes)
            {
                self.heading = Some((level, tag.get("id").map(str::to_owned)));
                self.found.came.headings += 1;
            }
            if name == "hr" {
                self.parts.push(Part::Block(Block::new(self.span, BlockKind::ThematicBreak)));
            }
            if name == "table" && !tag.closes {
                let look = "a table in HTML was taken over as paragraphs, a cell each";
                self.found.look(self.span, look);
            }
            return;
        }
        match name {
            "br" => {
                self.found.count.push(&NOWHERE, " ");
                self.line.push(Inline::new(self.span, InlineKind::LineBreak));
            }
            "img" => {
                self.found.came.pictures += 1;
                let get = |name: &str| tag.get(name).unwrap_or_default();
                let made = pictures::inline(
                    get("src"),
                    get("alt"),
                    get("title"),
                    self.span,
                    self.place,
                    self.found,
                );
                if !matches!(made.kind, InlineKind::Image { .. }) {
                    self.found.count.push(&NOWHERE, &crate::ir::plain(std::slice::from_ref(&made)));
                }
                self.line.push(made);
            }
            _ if tag.is_void() => {}
            _ if tag.closes => self.close(name),
            _ if self.open.len() < MOST_OPEN => {
                let before = std::mem::take(&mut self.line);
                self.open.push((tag, before));
            }
            _ => {}
        }
    }

    /// A table with its cells; whether it could be read.
    fn table(&mut self, text: &str, start: u32) -> bool {
        let span = Span { start, ..self.span };
        let pictures = &mut self.found.pictures;
        let Some(read) = fragment::read(text, self.place.path, span, pictures) else {
            return false;
        };
        self.flush();
        self.found.count.words += read.came.words;
        let (all, came) = (&mut self.found.came, read.came);
        all.headings += came.headings;
        all.pictures += came.pictures;
        all.tables += came.tables;
        all.verses += came.verses;
        self.found.aside.extend(read.aside);
        self.found.report.extend(read.report);
        self.parts.extend(read.blocks.into_iter().map(Part::Block));
        true
    }

    fn close(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|(open, _)| open.name == name) else { return };
        while self.open.len() > at {
            let (tag, mut before) = self.open.pop().expect("it was found");
            let content = std::mem::take(&mut self.line);
            before.extend(inline(&tag, content, self.span, self.found));
            self.line = before;
        }
    }

    /// What was read so far is a block.
    fn flush(&mut self) {
        if let Some((tag, _)) = self.open.first() {
            let name = tag.name.clone();
            self.close(&name);
        }
        self.found.count.end();
        let line = trimmed(std::mem::take(&mut self.line));
        let heading = self.heading.take();
        if line.is_empty() {
            return;
        }
        if let Some((level, id)) = heading {
            let (number, subtitle, short) = (None, None, None);
            let heading = Heading { level, number, title: line, subtitle, short };
            let mut block = Block::new(self.span, BlockKind::Heading(Box::new(heading)));
            block.id = id;
            return self.parts.push(Part::Heading(block, Vec::new()));
        }
        self.parts.push(Part::Block(paragraph_or_figure(line, self.span, self.found)));
    }
}

/// The attributes of a tag as those of a division.
pub(super) fn of_tag(tag: &Tag) -> Attributes {
    let mut attributes =
        Attributes { id: tag.get("id").map(str::to_owned), ..Attributes::default() };
    let classes = tag.get("class").unwrap_or_default().split_whitespace();
    attributes.classes.extend(classes.map(str::to_owned));
    if matches!(tag.name.as_str(), "blockquote") {
        attributes.classes.push("blockquote".to_owned());
    }
    if let Some(language) = tag.get("lang").or_else(|| tag.get("xml:lang")) {
        attributes.pairs.push(("lang".to_owned(), language.to_owned()));
    }
    attributes
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_tag_is_read() {
        let tag = parse("<A HREF='x y' id=kai hidden/>").unwrap();
        assert_eq!((tag.name.as_str(), tag.closes), ("a", false));
        assert_eq!((tag.get("href"), tag.get("id")), (Some("x y"), Some("kai")));
        assert!(parse("</sup >").unwrap().closes);
        assert_eq!(parse("<3>"), None);
    }
}
