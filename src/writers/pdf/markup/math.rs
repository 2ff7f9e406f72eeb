//! Typst's markup for mathematics: every sign is written by its number, so that none means anything by itself.

/// A formula in the making.
#[derive(Debug)]
pub(in crate::writers::pdf) struct Math<'a> {
    pub(super) out: &'a mut String,
}

impl Math<'_> {
    /// Signs, each by itself.
    pub(in crate::writers::pdf) fn signs(&mut self, text: &str) {
        for c in text.chars() {
            self.out.push_str(&format!("\\u{{{:x}}}", u32::from(c)));
        }
    }

    /// A number of digits and points, or else its signs.
    pub(in crate::writers::pdf) fn number(&mut self, text: &str) {
        let is_plain = text.starts_with(|c: char| c.is_ascii_digit())
            && text.ends_with(|c: char| c.is_ascii_digit())
            && text.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && text.bytes().filter(|b| *b == b'.').count() <= 1
            && !self.out.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.');
        match is_plain {
            true => self.out.push_str(text),
            false => self.signs(text),
        }
    }

    /// Letters that are set upright, as one.
    pub(in crate::writers::pdf) fn string(&mut self, text: &str) {
        self.out.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => self.out.extend(['\\', c]),
                _ if c.is_control() => self.signs(c.encode_utf8(&mut [0; 4])),
                _ => self.out.push(c),
            }
        }
        self.out.push('"');
    }

    /// Nothing, where something has to stand.
    pub(in crate::writers::pdf) fn nothing(&mut self) {
        self.out.push_str("#[]");
    }

    /// Nothing that is seen, beside which signs stand as beside a letter.
    pub(in crate::writers::pdf) fn nothing_seen(&mut self) {
        self.out.push_str("\"\"");
    }

    /// The end of what is set to the right, or the beginning of what is set to the left.
    pub(in crate::writers::pdf) fn align(&mut self) {
        self.out.push_str(" & ");
    }

    /// A space of so many units of Typst.
    pub(in crate::writers::pdf) fn space(&mut self, length: &str) {
        self.out.push_str(&format!("#h({length})"));
    }

    /// A call of a function of Typst's for mathematics, or of the vocabulary.
    pub(in crate::writers::pdf) fn call(
        &mut self,
        name: &str,
        arguments: impl FnOnce(&mut MathArguments<'_>),
    ) {
        self.out.push_str(name);
        self.out.push('(');
        let mut list = MathArguments { out: self.out, open: false };
        arguments(&mut list);
        self.out.push(')');
    }
}

/// The arguments of a call in the making.
#[derive(Debug)]
pub(in crate::writers::pdf) struct MathArguments<'a> {
    out: &'a mut String,
    open: bool,
}

impl MathArguments<'_> {
    fn next(&mut self, key: &str) {
        if std::mem::replace(&mut self.open, true) {
            self.out.push_str(", ");
        }
        if !key.is_empty() {
            self.out.push_str(key);
            self.out.push_str(": ");
        }
    }

    /// A part of the formula; an empty key makes it positional, here and below.
    pub(in crate::writers::pdf) fn part(&mut self, key: &str, write: impl FnOnce(&mut Math<'_>)) {
        self.next(key);
        let from = self.out.len();
        write(&mut Math { out: self.out });
        if self.out.len() == from {
            Math { out: self.out }.nothing();
        }
    }

    /// A value in Typst's code.
    pub(in crate::writers::pdf) fn value(&mut self, key: &str, value: &str) {
        self.next(key);
        self.out.push('#');
        self.out.push_str(value);
    }

    /// Ends a row of a table.
    pub(in crate::writers::pdf) fn end_row(&mut self) {
        self.out.push_str("; ");
        self.open = false;
    }
}
