//! Verse: stanzas and their lines.

use super::super::markup::{Arguments, Markup};
use super::Lowering;
use crate::ir::Stanza;

impl Lowering<'_> {
    pub(super) fn verse(&self, markup: &mut Markup, stanzas: &[Stanza], spoken: bool) {
        markup.call("verse", |call| {
            if spoken {
                call.value("spoken", true);
            }
            for stanza in stanzas {
                call.new_line();
                call.within(stanza.span, |call| {
                    call.call("", "stanza", |call| self.stanza(call, stanza));
                });
            }
        });
    }

    fn stanza(&self, call: &mut Arguments<'_>, stanza: &Stanza) {
        for line in &stanza.lines {
            call.new_line();
            call.within(line.span, |call| {
                call.call("", "line", |call| {
                    call.value("", line.indent);
                    if let Some(number) = line.number {
                        call.value("number", number);
                    }
                    call.maybe_string("before", line.before.as_deref());
                    call.body(|markup| self.unhyphenated(markup, &line.content));
                });
            });
        }
    }
}
