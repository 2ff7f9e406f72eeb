//! From the text of a style sheet to its rules, addresses and faults (CSS Syntax 3).

use std::borrow::Cow;
use std::ops::Range;

use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, ParseError, Parser, ParserState,
    QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, StyleSheetParser, Token,
};

use super::{Declaration, Rule, Sheet, Url, Use};

/// Brackets and rules in each other that are read: browsers stop at such depths, too.
const DEEPEST: usize = 64;

impl<'a> Sheet<'a> {
    /// Reads a style sheet.
    pub(crate) fn read(text: &'a str) -> Self {
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
    pub(crate) fn read_attribute(text: &'a str) -> Self {
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
    sheet: Sheet<'i>,
    /// The rules that are open, by index.
    open: Vec<usize>,
    /// Whether rules stand right in here, as in `@media`.
    holds_rules: bool,
    dark: bool,
    /// Blocks around the rule that is read, and brackets around the token.
    depth: usize,
    /// Remarks in the value that is read.
    remarks: Vec<Range<usize>>,
    faults: Vec<&'i str>,
}

type Result<T> = std::result::Result<T, ParseError<()>>;

impl<'i> Reader<'i> {
    fn new(text: &'i str) -> Self {
        let sheet = Sheet::default();
        Self {
            text,
            sheet,
            open: Vec::new(),
            holds_rules: false,
            dark: false,
            depth: 0,
            remarks: Vec::new(),
            faults: Vec::new(),
        }
    }

    fn finish(mut self, faults: Vec<&'i str>) -> Sheet<'i> {
        let all: Vec<&str> = self.faults.drain(..).chain(faults).collect();
        let told = all.into_iter().map(|slice| {
            let start = self.offset(slice);
            let end = start + slice.trim_end_matches(';').len();
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

    /// Refuses what stands too deep in other rules.
    fn bounded(&self) -> Result<()> {
        if self.depth < DEEPEST { Ok(()) } else { Err(ParseError::unexpected_token()) }
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
                Token::Comment(_) => self.remarks.push(range),
                Token::UnquotedUrl(address) => self.url(&address, range, use_),
                Token::QuotedString(address) if bare => self.url(&address, range, use_),
                Token::Function(name) => {
                    let is_url =
                        name.eq_ignore_ascii_case("url") || name.eq_ignore_ascii_case("src");
                    self.nested(input, use_, is_url)?;
                }
                Token::ParenthesisBlock | Token::SquareBracketBlock => {
                    self.nested(input, use_, false)?;
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

    /// Reads what stands in brackets.
    fn nested(&mut self, input: &mut Parser<'i>, use_: Use, bare: bool) -> Result<()> {
        self.bounded()?;
        self.depth += 1;
        let read = input.parse_nested_block(|input| self.tokens(input, use_, bare));
        self.depth -= 1;
        read
    }

    fn url(&mut self, address: &str, range: Range<usize>, use_: Use) {
        self.sheet.urls.push(Url { address: address.to_owned(), range, use_ });
    }

    fn declare(&mut self, name: &str, value: Cow<'i, str>, important: bool, whole: &str) {
        let at = self.offset(whole);
        let range = at..at + whole.trim_end().len();
        if let Some(rule) = self.open.last().and_then(|at| self.sheet.rules.get_mut(*at)) {
            let name = name.to_ascii_lowercase();
            rule.declarations.push(Declaration { name, value, important, range });
        }
    }

    /// What was read last, with a space in place of each remark.
    fn without_remarks(&self, written: &'i str) -> Cow<'i, str> {
        if self.remarks.is_empty() {
            return written.into();
        }
        let (mut out, mut at) = (String::new(), self.offset(written));
        for remark in &self.remarks {
            out.push_str(&self.text[at..remark.start]);
            out.push(' ');
            at = remark.end;
        }
        out.push_str(&self.text[at..self.offset(written) + written.len()]);
        out.into()
    }

    /// Reads the body of a rule.
    fn body(&mut self, input: &mut Parser<'i>, holds_rules: bool) {
        let before = std::mem::replace(&mut self.holds_rules, holds_rules);
        self.depth += 1;
        let faults: Vec<&'i str> = RuleBodyParser::new(input, self)
            .filter_map(|item: std::result::Result<(), _>| item.err().map(|(_, slice, _)| slice))
            .collect();
        self.faults.extend(faults);
        self.depth -= 1;
        self.holds_rules = before;
    }

    /// Reads the body of a rule with declarations.
    fn rule(&mut self, selector: Cow<'i, str>, start: usize, input: &mut Parser<'i>) {
        self.open.push(self.sheet.rules.len());
        let (inner, dark) = (self.depth > 0, self.dark);
        self.sheet.rules.push(Rule { selector, inner, dark, start, declarations: Vec::new() });
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
            let value = input.slice_from(value_start).trim().into();
            self.declare(&name, value, false, input.slice_from(start.position()));
            return Ok(());
        }
        self.remarks.clear();
        self.tokens(input, if font { Use::Font } else { Use::Other }, false)?;
        let written = input.slice_from(value_start);
        let (value, important) = without_important(self.without_remarks(written));
        self.declare(&name, value, important, input.slice_from(start.position()));
        Ok(())
    }
}

/// A value without `!important`, and whether it was that.
fn without_important(value: Cow<'_, str>) -> (Cow<'_, str>, bool) {
    let trimmed = value.trim();
    let behind = trimmed.len().checked_sub("important".len());
    let word = behind.and_then(|at| trimmed.get(at..).map(|word| (at, word)));
    let before = word.filter(|(_, word)| word.eq_ignore_ascii_case("important"));
    let before = before.and_then(|(at, _)| trimmed[..at].trim_end().strip_suffix('!'));
    let plain = before.map_or(trimmed, str::trim_end);
    let important = before.is_some();
    match value {
        Cow::Borrowed(value) => {
            let start = value.len() - value.trim_start().len();
            (value[start..start + plain.len()].into(), important)
        }
        Cow::Owned(_) => (plain.to_owned().into(), important),
    }
}

impl<'i> QualifiedRuleParser<'i> for Reader<'i> {
    type Prelude = &'i str;
    type QualifiedRule = ();
    type Error = ();

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Result<&'i str> {
        let start = input.position();
        self.tokens(input, Use::Other, false)?;
        let selector = input.slice_from(start).trim();
        if selector.is_empty() { Err(ParseError::unexpected_token()) } else { Ok(selector) }
    }

    fn parse_block(
        &mut self,
        selector: &'i str,
        start: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<()> {
        self.bounded()?;
        let start = self.offset(input.slice_from(start.position()));
        self.rule(selector.into(), start, input);
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
        let before = self.offset(input.slice_from(start));
        if self.depth == 0 {
            // The sign and the name stand right before what follows.
            let begin = self.text[..before].rfind('@').unwrap_or(before);
            self.sheet.at_rules.push((self.text[begin..before].trim_end(), begin..before));
        }
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
        start: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<()> {
        self.bounded()?;
        let before = self.dark;
        self.dark |= dark;
        match name.as_str() {
            "media" | "supports" | "layer" | "container" | "document" | "scope" => {
                let nested = !self.open.is_empty();
                self.body(input, !nested);
            }
            _ if name.ends_with("keyframes") => self.body(input, true),
            _ => {
                let start = self.offset(input.slice_from(start.position()));
                self.rule(format!("@{name}").into(), start, input);
            }
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
        let colour = &sheet.rules[1].declarations[0];
        assert_eq!((&*colour.value, colour.important), ("Red", true));
        assert_eq!(&text[sheet.rules[1].declarations[0].range.clone()], "color: Red !important");
        assert!(sheet.rules[2].dark && !sheet.rules[1].dark);
    }

    #[test]
    fn remarks_are_no_part_of_what_is_said() {
        let sheet = Sheet::read("p { margin: 1em/* x */2em ; content: '! important' }");
        let values = sheet.rules[0].declarations.iter().map(|one| &*one.value);
        assert_eq!(values.collect::<Vec<_>>(), ["1em 2em", "'! important'"]);
    }

    #[test]
    fn what_stands_in_other_rules_is_known() {
        let sheet =
            Sheet::read("@media x { p { a: b } } @font-face { a: b } q { a: b; r { a: b } }");
        let names: Vec<&str> = sheet.at_rules.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["@media", "@font-face"]);
        let inner = sheet.rules.iter().map(|rule| (&*rule.selector, rule.inner));
        let all = [("p", true), ("@font-face", false), ("q", false), ("r", true)];
        assert_eq!(inner.collect::<Vec<_>>(), all);
    }

    #[test]
    fn what_stands_too_deep_is_a_fault() {
        for piece in ["a{", "@media x{", "p{b:(", "p{b:f(", ":is("] {
            let text = piece.repeat(20_000);
            let sheet = Sheet::read(&text);
            assert!(sheet.rules.len() <= 64 && !sheet.faults.is_empty(), "{piece}");
        }
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
