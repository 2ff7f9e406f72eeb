//! What a style has set, as inlines of the book.

use hayagriva::citationberg::{
    Display, FontStyle, FontVariant, FontWeight, TextDecoration, VerticalAlign,
};
use hayagriva::{Elem, ElemChild, ElemChildren, ElemMeta, Formatted};

use crate::addresses;
use crate::ir::{Inline, InlineKind, LinkTarget};
use crate::source::Span;

/// What is known of a work of a citation besides what the style says of it.
pub(super) struct Work<'a> {
    /// What stands before it.
    pub(super) prefix: Option<&'a str>,
    /// Whether its author is left out.
    pub(super) without_author: bool,
    /// The id of its entry in the list.
    pub(super) id: Option<&'a str>,
}

/// The inlines of what was set; `works` are those of a citation, in the order of the source.
pub(super) fn inlines(set: &ElemChildren, span: Span, works: &[Work<'_>]) -> Vec<Inline> {
    let mut out = Vec::new();
    children(set, span, works, &mut out);
    out
}

fn children(set: &ElemChildren, span: Span, works: &[Work<'_>], out: &mut Vec<Inline>) {
    for child in &set.0 {
        match child {
            ElemChild::Text(text) => out.extend(styled(text, span)),
            // Formulas of BibLaTeX: as they are written.
            ElemChild::Markup(text) => out.push(Inline::text(span, clean(text))),
            ElemChild::Link { text, url } => {
                let content = styled(text, span);
                if addresses::on_the_web(url).is_ok() {
                    let target = LinkTarget::Web { url: url.clone() };
                    out.push(Inline::new(span, InlineKind::Link { target, content }));
                } else {
                    out.extend(content);
                }
            }
            ElemChild::Elem(elem) => element(elem, span, works, out),
            ElemChild::Transparent { .. } => {}
        }
    }
}

fn element(elem: &Elem, span: Span, works: &[Work<'_>], out: &mut Vec<Inline>) {
    if elem.display == Some(Display::Block) && !out.is_empty() {
        out.push(Inline::new(span, InlineKind::LineBreak));
    }
    let work = match elem.meta {
        Some(ElemMeta::Entry(index)) => works.get(index),
        _ => None,
    };
    let Some(work) = work else { return children(&elem.children, span, works, out) };
    let mut set = elem.children.clone();
    if work.without_author && remove_names(&mut set) {
        trim_start(&mut set);
    }
    let mut content = Vec::new();
    children(&set, span, works, &mut content);
    if let Some(prefix) = work.prefix {
        out.push(Inline::text(span, format!("{prefix} ")));
    }
    match work.id {
        Some(id) => {
            // No link stands in another: what leads to the list ends where an address begins.
            let is_link = |inline: &Inline| matches!(inline.kind, InlineKind::Link { .. });
            let rest = content.iter().position(is_link).unwrap_or(content.len());
            let rest = content.split_off(rest);
            let target = LinkTarget::Work { id: id.to_owned() };
            out.push(Inline::new(span, InlineKind::Link { target, content }));
            out.extend(rest);
        }
        None => out.extend(content),
    }
}

/// Takes out the first names; whether there were any.
fn remove_names(set: &mut ElemChildren) -> bool {
    for index in 0..set.0.len() {
        let ElemChild::Elem(elem) = &mut set.0[index] else { continue };
        if matches!(elem.meta, Some(ElemMeta::Names(_))) {
            set.0.remove(index);
            return true;
        }
        if remove_names(&mut elem.children) {
            return true;
        }
    }
    false
}

/// Takes the space and the comma off that stood behind the names.
fn trim_start(set: &mut ElemChildren) {
    while let Some(first) = set.0.first_mut() {
        match first {
            ElemChild::Text(text) => {
                text.text = text.text.trim_start_matches([' ', ',', ';', ':', '\u{a0}']).to_owned();
                if !text.text.is_empty() {
                    return;
                }
            }
            ElemChild::Elem(elem) => {
                trim_start(&mut elem.children);
                if !elem.children.is_empty() {
                    return;
                }
            }
            _ => return,
        }
        set.0.remove(0);
    }
}

/// Text in its style. What a style sets in italics are titles.
fn styled(text: &Formatted, span: Span) -> Vec<Inline> {
    let shown = clean(&text.text);
    if shown.is_empty() {
        return Vec::new();
    }
    let look = &text.formatting;
    let mut content = vec![Inline::text(span, shown)];
    let mut wrap = |is: bool, kind: fn(Vec<Inline>) -> InlineKind| {
        if is {
            content = vec![Inline::new(span, kind(std::mem::take(&mut content)))];
        }
    };
    wrap(look.font_variant == FontVariant::SmallCaps, |content| InlineKind::SmallCaps { content });
    wrap(look.font_style == FontStyle::Italic, |content| InlineKind::WorkTitle { content });
    wrap(look.text_decoration == TextDecoration::Underline, |content| InlineKind::Emphasis {
        content,
    });
    wrap(look.font_weight == FontWeight::Bold, |content| InlineKind::Strong { content });
    wrap(look.vertical_align == VerticalAlign::Sup, |content| InlineKind::Superscript { content });
    wrap(look.vertical_align == VerticalAlign::Sub, |content| InlineKind::Subscript { content });
    content
}

/// Text without what no output can carry; white space is single spaces.
fn clean(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\n' | '\t' | '\r' => out.push(' '),
            _ if c.is_control() => {}
            _ => out.push(c),
        }
    }
    out
}
