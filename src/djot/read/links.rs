//! Links, and where they lead.

use std::borrow::Cow;
use std::ops::Range;

use jotdown::{Attributes, LinkType, SpanLinkType};

use super::Reader;
use super::attributes::Allowed;
use crate::addresses;
use crate::diagnostics::Code;
use crate::ir::{Inline, InlineKind, LinkTarget};

const LINK: Allowed = Allowed { classes: &["page"], keys: &[] };

impl<'a> Reader<'a, '_> {
    pub(super) fn link(
        &mut self,
        address: &str,
        kind: LinkType,
        attributes: &Attributes<'a>,
        range: Range<usize>,
        out: &mut Vec<Inline>,
    ) {
        let given = self.peek_given(attributes, &range, LINK);
        let language = given.language.clone();
        let (content, end) = self.within(language.as_ref(), Self::inlines);
        let range = range.start..end.end;
        let target = match kind {
            LinkType::Span(SpanLinkType::Unresolved) => {
                self.diagnostics.report(
                    Code::DeadReference,
                    self.span(range.clone()),
                    format!("the link `{address}` is defined nowhere"),
                    "write the address behind the text: `[text](https://…)` or `[text](#id)`; brackets that are text take a backslash: `\\[`",
                );
                out.extend(content);
                return;
            }
            LinkType::Email if !address.contains(':') => {
                match self.target(&format!("mailto:{address}"), &range) {
                    Some(target) => target,
                    None => {
                        out.extend(content);
                        return;
                    }
                }
            }
            _ => match self.target(&named(address, kind), &range) {
                Some(target) => target,
                None => {
                    out.extend(content);
                    return;
                }
            },
        };
        let kind = match target {
            LinkTarget::Anchor { id } if given.has("page") => {
                InlineKind::PageReference { target: id, content }
            }
            target => {
                if given.has("page") {
                    self.diagnostics.report(
                        Code::UnknownClass,
                        self.span(range.clone()),
                        "an address on the web has no page",
                        "take `.page` out, or name a place in the book: `[…](#id){.page}`",
                    );
                }
                InlineKind::Link { target, content }
            }
        };
        self.push(kind, given, range, out);
    }

    /// Where an address leads; only ids of the book and web addresses are known.
    fn target(&mut self, address: &str, range: &Range<usize>) -> Option<LinkTarget> {
        if let Some(id) = address.strip_prefix('#') {
            return Some(LinkTarget::Anchor { id: id.to_owned() });
        }
        let (message, hint) = if ["https:", "http:", "mailto:"].iter().any(|s| starts(address, s)) {
            let Err(fault) = addresses::plain(address) else {
                return Some(LinkTarget::Web { url: address.to_owned() });
            };
            (format!("`{address}` is no address that can be followed: {fault}"), fault.hint())
        } else {
            (
                format!("`{address}` is neither a place in the book nor a web address"),
                "write `#id` for a place in the book, `https://…` for the web",
            )
        };
        self.diagnostics.report(Code::DeadReference, self.span(range.clone()), message, hint);
        None
    }
}

/// Whether an address begins with a scheme, in capitals or not.
fn starts(address: &str, scheme: &str) -> bool {
    address.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme))
}

/// What a destination names: a backslash in it takes the meaning off the sign behind it, but within
/// angle brackets.
fn named(destination: &str, kind: LinkType) -> Cow<'_, str> {
    match kind {
        LinkType::Span(_) => plain(destination),
        _ => destination.into(),
    }
}

/// A destination without the backslashes of escapes.
pub(super) fn plain(destination: &str) -> Cow<'_, str> {
    if !destination.contains('\\') {
        return destination.into();
    }
    let mut out = String::with_capacity(destination.len());
    let mut chars = destination.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(next) if c == '\\' && next.is_ascii_punctuation() => out.extend(chars.next()),
            _ => out.push(c),
        }
    }
    out.into()
}
