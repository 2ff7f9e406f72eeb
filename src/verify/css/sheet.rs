//! A style sheet read into what is checked: declarations, addresses, faults (CSS Syntax 3).

use std::ops::Range;

use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, ParseError, Parser, ParserState,
    QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, StyleSheetParser, Token,
};

/// What a style sheet says.
#[derive(Default)]
pub(super) struct Sheet {
    pub(super) rules: Vec<Rule>,
    pub(super) urls: Vec<Url>,
    /// What cannot be read: where, and what is wrong.
    pub(super) faults: Vec<(Range<usize>, &'static str)>,
}

/// A rule with its declarations.
#[derive(Default)]
pub(super) struct Rule {
    /// The selector, or the name of an at-rule such as `@font-face`.
    pub(super) selector: String,
    /// Whether it holds only on a dark page.
    pub(super) dark: bool,
    pub(super) declarations: Vec<Declaration>,
}

impl Rule {
    /// The last value of a property.
    pub(super) fn value(&self, name: &str) -> Option<&Declaration> {
        self.declarations.iter().rfind(|declaration| declaration.name == name)
    }
}

/// A declaration.
pub(super) struct Declaration {
    /// The property, in lower case.
    pub(super) name: String,
    /// The value without `!important`, in lower case.
    pub(super) value: String,
    pub(super) range: Range<usize>,
}

/// What an address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Import,
    Font,
    Other,
}

/// An address.
pub(super) struct Url {
    pub(super) address: String,
    pub(super) range: Range<usize>,
    pub(super) use_: Use,
}

impl Sheet {
    /// Reads a style sheet.
    pub(super) fn read(text: &str) -> Self {
        let mut reader = Reader::new(text);
        let mut input = Parser::new(text);
        let faults: Vec<&str> = StyleSheetParser::new(&mut input, &mut reader)
            .filter_map(|rule| rule.err().map(|(_, slice, _)| slice))
            .collect();
        let mut sheet = reader.finish(faults);
        sheet.faults.extend(unbalanced(text));
        sheet
    }

    /// Reads what stands in an attribute `style`.
    pub(super) fn read_attribute(text: &str) -> Self {
        let mut reader = Reader::new(text);
        reader.sheet.rules.push(Rule::default());
        reader.open.push(0);
        let mut input = Parser::new(text);
        let faults: Vec<&str> = RuleBodyParser::new(&mut input, &mut reader)
            .filter_map(|rule| rule.err().map(|(_, slice, _)| slice))
            .collect();
        reader.finish(faults)
    }
}

/// Where braces do not match; strings and comments are left out.
fn unbalanced(text: &str) -> Option<(Range<usize>, &'static str)> {
    let mut open = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut quote = None;
    while let Some((at, c)) = chars.next() {
        match (quote, c) {
            (_, '\\') => {
                chars.next();
            }
            (Some(mark), c) if c == mark || c == '\n' => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '/') if chars.peek().is_some_and(|(_, next)| *next == '*') => {
                let Some(end) = text[at + 2..].find("*/") else {
                    return Some((at..at + 2, "a comment is not closed"));
                };
                while chars.next_if(|(next, _)| *next < at + 2 + end + 2).is_some() {}
            }
            (None, '{') => open.push(at),
            (None, '}') => {
                // One too many is told by the parser.
                open.pop();
            }
            _ => {}
        }
    }
    open.pop().map(|at| (at..at + 1, "a `{` is not closed"))
}

struct Reader<'i> {
    text: &'i str,
    sheet: Sheet,
    /// The rules that are open, by index.
    open: Vec<usize>,
    /// Whether rules stand right in here, as in `@media`.
    holds_rules: bool,
    dark: bool,
    faults: Vec<&'i str>,
}

type Result<T> = std::result::Result<T, ParseError<()>>;

impl<'i> Reader<'i> {
    fn new(text: &'i str) -> Self {
        let sheet = Sheet::default();
        Self { text, sheet, open: Vec::new(), holds_rules: false, dark: false, faults: Vec::new() }
    }

    fn finish(mut self, faults: Vec<&'i str>) -> Sheet {
        let all: Vec<&str> = self.faults.drain(..).chain(faults).collect();
        let told = all.into_iter().map(|slice| {
            let start = self.offset(slice);
            let line = slice.lines().next().unwrap_or_default();
            let end = start + line.trim_end_matches(';').len();
            (start..end, "this cannot be read as CSS")
        });
        let told: Vec<_> = told.collect();
        self.sheet.faults.extend(told);
        self.sheet
    }

    /// Where a part of the text stands in it.
    fn offset(&self, part: &str) -> usize {
        (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize).min(self.text.len())
    }

    /// Reads tokens to the end, and takes in the addresses among them.
    fn tokens(&mut self, input: &mut Parser<'i>, use_: Use, bare: bool) -> Result<()> {
        loop {
            let start = input.position();
            let token = match input.next_including_whitespace_and_comments() {
                Ok(token) => token.clone(),
                Err(_) => return Ok(()),
            };
            let range = {
                let slice = input.slice_from(start);
                let at = self.offset(slice);
                at..at + slice.len()
            };
            match token {
                Token::UnquotedUrl(address) => self.url(&address, range, use_),
                Token::QuotedString(address) if bare => self.url(&address, range, use_),
                Token::Function(name) => {
                    let is_url =
                        name.eq_ignore_ascii_case("url") || name.eq_ignore_ascii_case("src");
                    input.parse_nested_block(|input| self.tokens(input, use_, is_url))?;
                }
                Token::ParenthesisBlock | Token::SquareBracketBlock => {
                    input.parse_nested_block(|input| self.tokens(input, use_, false))?;
                }
                Token::CurlyBracketBlock | Token::BadUrl(_) | Token::BadString(_) => {
                    return Err(ParseError::unexpected_token());
                }
                Token::CloseParenthesis | Token::CloseSquareBracket | Token::CloseCurlyBracket => {
                    return Err(ParseError::unexpected_token());
                }
                _ => {}
            }
        }
    }

    fn url(&mut self, address: &str, range: Range<usize>, use_: Use) {
        self.sheet.urls.push(Url { address: address.to_owned(), range, use_ });
    }

    /// Reads the body of a rule.
    fn body(&mut self, input: &mut Parser<'i>, holds_rules: bool) {
        let before = std::mem::replace(&mut self.holds_rules, holds_rules);
        let faults: Vec<&'i str> = RuleBodyParser::new(input, self)
            .filter_map(|item: std::result::Result<(), _>| item.err().map(|(_, slice, _)| slice))
            .collect();
        self.faults.extend(faults);
        self.holds_rules = before;
    }

    /// Reads the body of a rule with declarations.
    fn rule(&mut self, selector: String, input: &mut Parser<'i>) {
        self.open.push(self.sheet.rules.len());
        self.sheet.rules.push(Rule { selector, dark: self.dark, declarations: Vec::new() });
        self.body(input, false);
        self.open.pop();
    }
}

impl<'i> DeclarationParser<'i> for Reader<'i> {
    type Declaration = ();
    type Error = ();

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
        start: &ParserState,
    ) -> Result<()> {
        let font =
            self.open.last().is_some_and(|at| self.sheet.rules[*at].selector == "@font-face");
        let value_start = input.position();
        if name.starts_with("--") {
            // Whatever stands in a variable is read where it is used.
            while input.next().is_ok() {}
            return Ok(());
        }
        self.tokens(input, if font { Use::Font } else { Use::Other }, false)?;
        let value = input.slice_from(value_start).trim();
        let value = value.split_once('!').map_or(value, |(value, _)| value.trim());
        let whole = input.slice_from(start.position());
        let at = self.offset(whole);
        if let Some(rule) = self.open.last().and_then(|at| self.sheet.rules.get_mut(*at)) {
            let name = name.to_ascii_lowercase();
            let range = at..at + whole.trim_end().len();
            rule.declarations.push(Declaration { name, value: value.to_ascii_lowercase(), range });
        }
        Ok(())
    }
}

impl<'i> QualifiedRuleParser<'i> for Reader<'i> {
    type Prelude = String;
    type QualifiedRule = ();
    type Error = ();

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Result<String> {
        let start = input.position();
        self.tokens(input, Use::Other, false)?;
        let selector = input.slice_from(start).trim().to_owned();
        if selector.is_empty() { Err(ParseError::unexpected_token()) } else { Ok(selector) }
    }

    fn parse_block(
        &mut self,
        selector: String,
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<()> {
        self.rule(selector, input);
        Ok(())
    }
}

impl<'i> AtRuleParser<'i> for Reader<'i> {
    type Prelude = (String, bool);
    type AtRule = ();
    type Error = ();

    fn parse_prelude(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
    ) -> Result<(String, bool)> {
        let start = input.position();
        let name = name.to_ascii_lowercase();
        if name == "import" {
            self.tokens(input, Use::Import, true)?;
        } else if name == "namespace" {
            // The address is a name and leads nowhere.
            while input.next().is_ok() {}
        } else {
            self.tokens(input, Use::Other, false)?;
        }
        let dark =
            input.slice_from(start).to_ascii_lowercase().contains("prefers-color-scheme: dark");
        Ok((name, dark))
    }

    fn rule_without_block(
        &mut self,
        _: (String, bool),
        _: &ParserState,
    ) -> std::result::Result<(), ()> {
        Ok(())
    }

    fn parse_block(
        &mut self,
        (name, dark): (String, bool),
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<()> {
        let before = self.dark;
        self.dark |= dark;
        match name.as_str() {
            "media" | "supports" | "layer" | "container" | "document" | "scope" => {
                let nested = !self.open.is_empty();
                self.body(input, !nested);
            }
            _ if name.ends_with("keyframes") => self.body(input, true),
            _ => self.rule(format!("@{name}"), input),
        }
        self.dark = before;
        Ok(())
    }
}

impl<'i> RuleBodyItemParser<'i, (), ()> for Reader<'i> {
    fn parse_declarations(&self) -> bool {
        !self.holds_rules
    }

    fn parse_qualified(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::{Sheet, Use};

    fn faults(text: &str) -> Vec<&str> {
        Sheet::read(text).faults.into_iter().map(|(range, _)| &text[range]).collect()
    }

    #[test]
    fn sheets_are_read() {
        let text = "@import 'a.css';\n@font-face { font-family: X; src: url(x.otf) }\n\
                    p > a:hover { color: Red !important; background: url('y.png') }\n\
                    @media (prefers-color-scheme: dark) { a:visited { color: white } }";
        let sheet = Sheet::read(text);
        assert!(sheet.faults.is_empty(), "{:?}", sheet.faults);
        let uses: Vec<_> = sheet.urls.iter().map(|url| (url.address.as_str(), url.use_)).collect();
        assert_eq!(uses, [("a.css", Use::Import), ("x.otf", Use::Font), ("y.png", Use::Other)]);
        assert_eq!(sheet.rules[1].declarations[0].value, "red");
        assert_eq!(&text[sheet.rules[1].declarations[0].range.clone()], "color: Red !important");
        assert!(sheet.rules[2].dark && !sheet.rules[1].dark);
    }

    #[test]
    fn faults_have_their_places() {
        assert_eq!(faults("p { color red; margin: 0 }"), ["color red"]);
        assert_eq!(faults("p { color: red"), ["{"]);
        assert_eq!(faults("p { margin: 0 } /* open"), ["/*"]);
        assert!(faults("p { margin: 0 } /* { */ a::before { content: '{' }").is_empty());
        assert!(!faults("} p { margin: 0 }").is_empty());
        assert!(!faults("p { background: url(a b) }").is_empty());
    }
}
