//! What is known of a book, as lines that can be compared.

use super::super::text::{Fact, FactKind};
use crate::ir::{Metadata, Series};

/// What reading a finished book back does not find in it but says of the edition that is made.
const OF_THE_IMPORT: [FactKind; 3] = [FactKind::Date, FactKind::Identifier, FactKind::Source];

/// The facts, in a fixed order. What only serves the outputs, such as names of files, is none; `finished`: see
/// [`Text::finished`](super::super::Text::finished).
pub(super) fn facts(metadata: &Metadata, finished: bool) -> Vec<Fact> {
    let mut all = Vec::new();
    let mut say = |kind, values: Vec<String>| {
        all.extend(values.into_iter().map(|value| Fact { kind, value }));
    };
    let one = |value: &Option<String>| value.iter().cloned().collect::<Vec<_>>();
    say(FactKind::Title, vec![metadata.title.clone()]);
    say(FactKind::Subtitle, metadata.subtitles.clone());
    let people = metadata.contributors.iter().map(|person| {
        let roles: Vec<&str> = person.roles.iter().map(|role| role.0.as_str()).collect();
        format!("{} ({})", person.name, roles.join(", "))
    });
    say(FactKind::Contributor, people.collect());
    say(FactKind::Language, vec![metadata.language.to_string()]);
    say(FactKind::Edition, metadata.edition.iter().map(u32::to_string).collect());
    say(FactKind::EditionStatement, one(&metadata.edition_statement));
    say(FactKind::Date, vec![metadata.date.to_string()]);
    let first = metadata.first_published.iter().map(ToString::to_string);
    say(FactKind::FirstPublished, first.collect());
    say(FactKind::Publisher, one(&metadata.publisher));
    say(FactKind::Place, one(&metadata.place));
    say(FactKind::Series, metadata.series.iter().map(series).collect());
    let isbns = [&metadata.isbns.epub, &metadata.isbns.print];
    say(FactKind::Isbn, isbns.into_iter().flatten().cloned().collect());
    say(FactKind::Doi, one(&metadata.doi));
    say(FactKind::Urn, one(&metadata.urn));
    say(FactKind::Identifier, vec![metadata.identifier.clone()]);
    say(FactKind::Description, one(&metadata.description));
    say(FactKind::Rights, one(&metadata.rights));
    say(FactKind::Licence, one(&metadata.licence));
    say(FactKind::Source, metadata.source.iter().map(|source| source.title.clone()).collect());
    all.retain(|fact| !finished || !OF_THE_IMPORT.contains(&fact.kind));
    all
}

fn series(series: &Series) -> String {
    match &series.number {
        Some(number) => format!("{}, {number}", series.title),
        None => series.title.clone(),
    }
}
