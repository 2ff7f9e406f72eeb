//! What Typst says, told again at the place in the source that is meant.

use typst::diag::{Severity, SourceDiagnostic};
use typst::syntax::Source;
use typst::{World as _, WorldExt as _};

use super::map::SourceMap;
use super::typeset::Failure;
use super::world::{LAYOUT, World};
use crate::diagnostics::{Code, Diagnostic};
use crate::layouts::Layout;
use crate::source::Span;

/// How a message begins that is about the typesetter itself.
const INTERNAL: &str = "internal error";
/// What to do where nobody knows the place.
const FIND_IT: &str =
    "leave out half of the sections to find the place that causes it, and report it";

/// What is needed to tell where a message belongs.
pub(super) struct Teller<'a> {
    /// The files in which Typst points.
    pub(super) world: &'a World,
    /// From the main file to the source.
    pub(super) map: &'a SourceMap,
    /// The layout that is set with.
    pub(super) layout: &'a Layout,
}

impl Teller<'_> {
    /// All messages of a failure.
    pub(super) fn failure(&self, failure: Failure) -> Vec<Diagnostic> {
        match failure {
            Failure::Told(list) => list.iter().map(|said| self.message(said)).collect(),
            Failure::Stopped => Vec::new(),
            Failure::Panic(said) => vec![Diagnostic::new(
                Code::Typesetting,
                self.map.whole(),
                format!("the typesetter broke down: `{}`", one_line(&said)),
                FIND_IT,
            )],
        }
    }

    /// One message.
    pub(super) fn message(&self, said: &SourceDiagnostic) -> Diagnostic {
        let is_error = said.severity == Severity::Error;
        if let Some(function) = self.unknown_function(said) {
            return function;
        }
        match (self.layout_place(said), self.source_place(said)) {
            // An own layout that fails on a place of the text is still the one that fails.
            (Some(place), Some(_)) if is_error && self.layout.is_own() => {
                self.layout_message(said, &place)
            }
            (_, Some(span)) => text_message(said, span),
            (Some(place), None) if self.layout.is_own() => self.layout_message(said, &place),
            // Nobody can mend a layout that came with umbruch.
            (_, None) => text_message(said, self.map.whole()),
        }
    }

    /// A function that the text calls and the layout does not define.
    fn unknown_function(&self, said: &SourceDiagnostic) -> Option<Diagnostic> {
        let in_main = said.span.id() == Some(self.world.main());
        let name = said.message.strip_prefix("unknown variable: ").filter(|_| in_main)?;
        Some(Diagnostic::new(
            Code::LayoutBroken,
            self.layout.span(),
            format!("the layout `{}` does not define `{name}`", self.layout.name()),
            "begin its `book.typ` with `#import \"/vocabulary/all.typ\": *`",
        ))
    }

    /// File and line in the layout at which Typst points.
    fn layout_place(&self, said: &SourceDiagnostic) -> Option<String> {
        let id = said.span.id().filter(|id| *id != self.world.main())?;
        let path = id.vpath().get_with_slash().trim_start_matches('/');
        let name = path.strip_prefix(&format!("{LAYOUT}/")).unwrap_or(path);
        let line = self
            .world
            .range(said.span)
            .zip(self.world.source(id).ok())
            .map(|(range, source)| source.text()[..range.start].matches('\n').count() + 1);
        Some(line.map_or_else(|| name.to_owned(), |line| format!("{name}:{line}")))
    }

    /// The place in the source: that of the message, or of the innermost call that led to it.
    fn source_place(&self, said: &SourceDiagnostic) -> Option<Span> {
        let source = self.world.source(self.world.main()).ok()?;
        let own = self.world.range(said.span).filter(|_| said.span.id() == Some(source.id()));
        let called = || {
            said.trace
                .iter()
                .filter(|point| point.span.id() == Some(source.id()))
                .find_map(|point| self.world.range(point.span))
        };
        let range = own.or_else(called)?;
        let span = self.map.node(self.map.written(first_written(&source, range.start)));
        // The head of the file stands for no place of the text.
        (span != self.map.whole()).then_some(span)
    }

    fn layout_message(&self, said: &SourceDiagnostic, place: &str) -> Diagnostic {
        let (code, verb) = match said.severity {
            Severity::Error => (Code::LayoutBroken, "fails"),
            Severity::Warning => (Code::TypesettingWarning, "is warned of"),
        };
        Diagnostic::new(
            code,
            self.layout.span(),
            format!(
                "the layout `{}` {verb} at {place}: {}",
                self.layout.name(),
                one_line(&said.message)
            ),
            hint(
                said,
                "mend the layout's file, or set the edition with one of the shipped layouts",
            ),
        )
    }
}

/// A call is marked from its name on; the `#` before it stands for what is around.
fn first_written(source: &Source, start: usize) -> usize {
    if source.text().as_bytes().get(start) == Some(&b'#') { start + 1 } else { start }
}

fn text_message(said: &SourceDiagnostic, span: Span) -> Diagnostic {
    let code = match said.severity {
        Severity::Error => Code::Typesetting,
        Severity::Warning => Code::TypesettingWarning,
    };
    Diagnostic::new(
        code,
        span,
        format!("the typesetter says: {}", one_line(&said.message)),
        hint(said, "change the text here, or set the edition with another layout"),
    )
}

fn hint(said: &SourceDiagnostic, otherwise: &str) -> String {
    if said.message.starts_with(INTERNAL) {
        return FIND_IT.to_owned();
    }
    let hints: Vec<_> = said.hints.iter().map(|hint| one_line(&hint.v)).collect();
    if hints.is_empty() { otherwise.to_owned() } else { hints.join("; ") }
}

fn one_line(text: &str) -> String {
    // What is behind this says where in the typesetter, not where in the text.
    let text = text.split(" (occurred at ").next().unwrap_or(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches('.').to_owned()
}
