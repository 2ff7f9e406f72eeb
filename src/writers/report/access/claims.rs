//! What the package says, and the ground of every claim.

use super::super::node::Element;
use super::Subject;
use super::html::{cell, table};
use super::terms::Terms;
use crate::accessibility::{Claims, Evidence, Feature, Hazard};

/// The package's own words, the values of one property together.
pub(super) fn package(subject: &Subject<'_>, terms: &Terms) -> Vec<Element> {
    let mut said: Vec<(&str, String)> = Vec::new();
    for statement in &subject.evidence.statements {
        match said.last_mut() {
            Some((property, values)) if *property == statement.property => {
                values.push_str(", ");
                values.push_str(&statement.value);
            }
            _ => said.push((&statement.property, statement.value.clone())),
        }
    }
    let rows = said.into_iter().map(|(property, values)| {
        let name = Element::new("th").attr("scope", "row");
        vec![name.child(Element::new("code").text(property)), cell(values)]
    });
    vec![table(terms.package, &[terms.property, terms.value], rows.collect())]
}

/// Everything that could be claimed, whether it is, and on what ground.
pub(super) fn grounds(subject: &Subject<'_>, terms: &Terms) -> Vec<Element> {
    let evidence = subject.evidence;
    let claims = Claims::from_evidence(evidence);
    let code = |text: &str| {
        let name = Element::new("th").attr("scope", "row");
        name.child(Element::new("code").text(text))
    };
    let answer = |is: bool| {
        let (class, word) = if is { ("yes", terms.yes) } else { ("no", terms.no) };
        Element::new("td").class(class).text(word)
    };
    let telling = evidence.pictures().filter(|(_, picture)| picture.tells()).count();
    let mut rows = vec![
        vec![
            code("accessMode"),
            cell(claims.modes.join(", ")),
            cell(format!("{}: {telling}", terms.telling_pictures)),
        ],
        vec![
            code("accessModeSufficient"),
            cell(claims.sufficient.join("; ")),
            cell(format!("{}: {}", terms.silent_pictures, silent(evidence))),
        ],
    ];
    rows.extend(Feature::ALL.into_iter().map(|feature| {
        let is = claims.has(feature);
        vec![code(feature.as_str()), answer(is), cell(ground(feature, evidence, terms))]
    }));
    let hazard = match claims.hazard {
        Hazard::None => terms.still.to_owned(),
        Hazard::Unknown => format!("{}: {}", terms.moving, evidence.moving.join(", ")),
    };
    rows.push(vec![code("accessibilityHazard"), cell(claims.hazard.as_str()), cell(hazard)]);
    vec![table(terms.claims, &[terms.claim, terms.stated, terms.ground], rows)]
}

fn silent(evidence: &Evidence) -> usize {
    evidence.pictures().filter(|(_, picture)| picture.is_silent()).count()
}

fn ground(feature: Feature, evidence: &Evidence, terms: &Terms) -> String {
    let count = |name: &str, number: usize| format!("{name}: {number}");
    match feature {
        Feature::TableOfContents => count(terms.entries, evidence.count(|d| d.contents)),
        Feature::ReadingOrder => count(terms.documents, evidence.read().count()),
        Feature::StructuralNavigation => {
            count(terms.headings, evidence.count(|d| d.headings.len()))
        }
        Feature::DisplayTransformability if evidence.fixed.is_empty() => terms.free.to_owned(),
        Feature::DisplayTransformability => evidence.fixed.join("; "),
        Feature::Unlocked => terms.unlocked.to_owned(),
        Feature::AlternativeText => {
            let told = evidence.pictures().filter(|(_, one)| one.tells() && !one.is_silent());
            let all = evidence.pictures().filter(|(_, one)| one.tells()).count();
            format!("{}: {} / {all}", terms.told_pictures, told.count())
        }
        Feature::LongDescription => {
            let described = evidence.pictures().filter(|(_, one)| one.description.is_some());
            count(terms.descriptions, described.count())
        }
        Feature::PageBreakMarkers => count(terms.breaks, evidence.count(|d| d.page_breaks.len())),
        Feature::PageNavigation => {
            let listed = count(terms.listed, evidence.count(|d| d.listed_pages.len()));
            match &evidence.page_source {
                Some(source) if source != "none" => format!("{listed}; {}: {source}", terms.source),
                _ => listed,
            }
        }
        Feature::Index => count(
            terms.indexes,
            evidence.documents.iter().filter(|document| document.index).count(),
        ),
        Feature::MathMl => count(terms.formulas, evidence.count(|d| d.formulas)),
    }
}
