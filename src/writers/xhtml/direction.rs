//! The direction of text, told where it changes: by `dir`, for browsers do not take it from the language,
//! and by a class on what the style sheet indents on one side, for old engines know none but left and
//! right.

use crate::ir::{Direction, Language};
use crate::xml::{Element, Node};

/// Elements that stand away from one side.
const SIDED: [&str; 4] = ["ul", "ol", "dd", "blockquote"];
/// Classes of others that do.
const SIDED_CLASSES: [&str; 6] = ["verse", "line", "line-number", "number", "mark", "stage"];

impl Element {
    /// With the direction of every language that is named in it.
    pub(crate) fn directed(mut self) -> Self {
        self.direct(Direction::LeftToRight);
        self
    }

    fn direct(&mut self, around: Direction) {
        let own = self.direction().unwrap_or(around);
        let package = self.name == "package";
        if package || (own != around && self.value("dir").is_none()) {
            self.attributes.push(("dir", own.as_str().to_owned()));
        }
        if own == Direction::RightToLeft {
            self.turn();
        }
        for child in &mut self.children {
            if let Node::Element(child) = child {
                child.direct(own);
            }
        }
    }

    /// The direction of its own language. What a computer reads goes from left to right, whatever stands
    /// around it.
    fn direction(&self) -> Option<Direction> {
        if ["code", "pre"].contains(&self.name) || self.value("class") == Some("url") {
            return Some(Direction::LeftToRight);
        }
        let tag = self.value("xml:lang").or(self.value("lang"))?;
        Some(Language::parse(tag)?.direction())
    }

    /// Puts on the other side what stands away from one.
    fn turn(&mut self) {
        let named = self
            .value("class")
            .is_some_and(|classes| classes.split(' ').any(|class| SIDED_CLASSES.contains(&class)));
        if !named && !SIDED.contains(&self.name) {
            return;
        }
        for (name, value) in &mut self.attributes {
            if *name == "style" {
                *value = value.replace("margin-left", "margin-right");
            }
        }
        match self.attributes.iter_mut().find(|(name, _)| *name == "class") {
            Some((_, classes)) => classes.push_str(" rtl"),
            None => self.attributes.push(("class", "rtl".to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::Syntax;

    fn told(element: Element) -> String {
        let text = String::from_utf8(element.directed().document(Syntax::Xhtml)).expect("utf-8");
        text.lines().skip(1).collect::<Vec<_>>().join("")
    }

    fn in_language(name: &'static str, tag: &str) -> Element {
        Element::new(name).attr("lang", tag)
    }

    #[test]
    fn a_change_of_direction_is_told_and_nothing_else() {
        let german = in_language("span", "de").text("Haus");
        let hebrew = in_language("em", "he").text("בית").child(german);
        let french = in_language("em", "fr").text("maison");
        assert_eq!(
            told(in_language("span", "de").child(french).child(hebrew)),
            "<span lang=\"de\"><em lang=\"fr\">maison</em><em lang=\"he\" dir=\"rtl\">בית\
             <span lang=\"de\" dir=\"ltr\">Haus</span></em></span>"
        );
    }

    #[test]
    fn what_stands_away_from_the_left_stands_away_from_the_right() {
        let line = Element::new("span").attr("class", "line").attr("style", "margin-left: 1em");
        let verse = in_language("div", "yi").attr("class", "verse").child(line.text("א"));
        assert_eq!(
            told(verse),
            "<div lang=\"yi\" class=\"verse rtl\" dir=\"rtl\"><span class=\"line rtl\" \
             style=\"margin-right: 1em\">א</span></div>"
        );
        let german = in_language("ul", "de").child(Element::new("li").text("a"));
        assert_eq!(
            told(in_language("ol", "fa").child(Element::new("li").child(german))),
            "<ol lang=\"fa\" dir=\"rtl\" class=\"rtl\"><li>\
             <ul lang=\"de\" dir=\"ltr\"><li>a</li></ul></li></ol>"
        );
    }

    #[test]
    fn what_a_computer_reads_goes_from_left_to_right() {
        let code = Element::new("code").text("a = 1");
        assert_eq!(
            told(in_language("span", "ar").child(code)),
            "<span lang=\"ar\" dir=\"rtl\"><code dir=\"ltr\">a = 1</code></span>"
        );
    }
}
