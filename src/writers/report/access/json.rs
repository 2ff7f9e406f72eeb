//! The report as JSON.

use serde_json::{Value, json};

use super::Subject;
use crate::accessibility::{Claims, Document, Gap};

/// The version of the form; it rises when something is taken out or means something else.
const FORM: u32 = 1;

/// The report as JSON in UTF-8: `docs/accessibility.md` describes its form.
#[must_use]
pub fn json(subject: &Subject<'_>) -> Vec<u8> {
    let evidence = subject.evidence;
    let claims = Claims::from_evidence(evidence);
    let gaps: Vec<Value> = Gap::all(evidence).iter().map(|gap| one_gap(subject, gap)).collect();
    let features: Vec<&str> = claims.features.iter().map(|feature| feature.as_str()).collect();
    let documents: Vec<Value> = evidence.documents.iter().map(|d| document(subject, d)).collect();
    let report = json!({
        "form": FORM,
        "title": subject.title,
        "language": subject.language,
        "file": subject.file,
        "claims": {
            "accessMode": claims.modes,
            "accessModeSufficient": claims.sufficient,
            "accessibilityFeature": features,
            "accessibilityHazard": claims.hazard.as_str(),
        },
        "package": evidence.statements,
        "gaps": gaps,
        "pages": { "source": evidence.page_source },
        "style": { "colours": evidence.colours, "fixed": evidence.fixed },
        "moving": evidence.moving,
        "notes": evidence.notes(),
        "documents": documents,
    });
    let mut bytes = serde_json::to_vec_pretty(&report).expect("values are always JSON");
    bytes.push(b'\n');
    bytes
}

fn one_gap(subject: &Subject<'_>, gap: &Gap) -> Value {
    json!({
        "criterion": gap.criterion,
        "message": gap.message,
        "place": subject.place(gap.place),
    })
}

/// A document, its pictures with their places.
fn document(subject: &Subject<'_>, document: &Document) -> Value {
    let mut value = serde_json::to_value(document).expect("values are always JSON");
    for (picture, shown) in
        document.pictures.iter().zip(value["pictures"].as_array_mut().into_iter().flatten())
    {
        shown["place"] = json!(subject.place(picture.place));
    }
    value
}
