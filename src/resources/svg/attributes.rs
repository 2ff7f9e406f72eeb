//! Attributes of the elements of a drawing: what is known and stays within the file.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;
use quick_xml::events::attributes::Attribute;
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use super::read::{Reader, unknown_entity};
use super::{Fault, RemovedKind, css, known, links};
use crate::xml::Element;
use crate::xml::read::XLINK;

impl Reader {
    /// Takes over the attributes of a tag.
    pub(super) fn attributes(
        &mut self,
        reader: &NsReader<&[u8]>,
        tag: &BytesStart<'_>,
        element: &mut Element,
        range: &Range<usize>,
    ) -> Result<(), Fault> {
        let mut seen = BTreeSet::new();
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| {
                Fault::new(range.clone(), format!("it is no well-formed XML ({error})"))
            })?;
            if !seen.insert(attribute.key.into_inner().to_owned()) {
                return Err(Fault::new(range.clone(), "an attribute stands twice"));
            }
            self.attribute(reader, &attribute, element, range)?;
        }
        Ok(())
    }

    fn attribute(
        &mut self,
        reader: &NsReader<&[u8]>,
        attribute: &Attribute<'_>,
        element: &mut Element,
        range: &Range<usize>,
    ) -> Result<(), Fault> {
        let (space, local) = reader.resolver().resolve_attribute(attribute.key);
        let local = local.into_inner();
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|_| unknown_entity(entity_in(&attribute.value), range))?;
        let own = matches!(space, ResolveResult::Unbound);
        let linked = matches!(space, ResolveResult::Bound(Namespace(space)) if space == XLINK);
        if local == "href" && (own || linked) {
            self.address(element, &value, range);
        } else if attribute.key.into_inner() == "xml:space" {
            element.set("xml:space", value.into_owned());
        } else if own {
            self.own_attribute(local, value, element, range);
        }
        Ok(())
    }

    /// An attribute of SVG itself.
    fn own_attribute(
        &mut self,
        local: &str,
        value: Cow<'_, str>,
        element: &mut Element,
        range: &Range<usize>,
    ) {
        if local == "style" {
            let style = css::declarations(&value);
            for property in style.remote {
                self.tell(range.clone(), RemovedKind::Remote, &property);
            }
            if !style.kept.is_empty() {
                element.set("style", style.kept);
            }
        } else if local == "id" && !self.takes_id(&value) {
            self.tell(range.clone(), RemovedKind::Id, &shortened(&value));
        } else if let Some(name) = known::attribute(local) {
            match links::references(&value) {
                Some(_) => element.set(name, value.into_owned()),
                None => self.tell(range.clone(), RemovedKind::Remote, name),
            }
        } else if local.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on")) {
            self.tell(range.clone(), RemovedKind::Script, local);
        }
    }

    /// Whether a word can name an element: it holds no space, and names no other.
    fn takes_id(&mut self, id: &str) -> bool {
        let is_word = !id.is_empty() && !id.contains(char::is_whitespace);
        is_word && self.ids.insert(id.to_owned())
    }

    fn address(&mut self, element: &mut Element, value: &str, range: &Range<usize>) {
        let good = match element.name {
            // A link has been told as such.
            "g" => return,
            "image" => links::holds_picture(value),
            "use" | "textPath" | "pattern" | "linearGradient" | "radialGradient" | "filter" => {
                links::local(value).is_some()
            }
            _ => false,
        };
        if good {
            element.set("xlink:href", value.trim().to_owned());
        } else if value.trim().starts_with("data:image/") {
            self.tell(range.clone(), RemovedKind::Picture, &shortened(value));
        } else {
            self.tell(range.clone(), RemovedKind::Remote, &shortened(value));
        }
    }
}

fn entity_in(value: &str) -> &str {
    let after = value.split_once('&').map_or(value, |(_, after)| after);
    after.split_once(';').map_or("", |(name, _)| name)
}

/// An address as it is told.
fn shortened(address: &str) -> String {
    let mut short: String = address.chars().filter(|c| !c.is_control()).take(40).collect();
    if short.len() < address.len() {
        short.push('…');
    }
    short
}
