//! Diagnostics in the forms of others: SARIF 2.1.0 (OASIS), and the commands of GitHub's workflows. Both are made of the same
//! [entries](super::entries) as the JSON.

use serde_json::{Value, json};

use super::{Code, Severity};

/// Where the paths of the files begin.
const ROOT: &str = "%SRCROOT%";

/// Diagnostics as a log in SARIF: one run, a rule for each code that occurs, certain corrections as fixes.
#[must_use]
pub fn sarif(entries: &[&Value]) -> String {
    let codes: Vec<Code> = Code::ALL
        .iter()
        .copied()
        .filter(|code| entries.iter().any(|entry| entry["code"] == code.as_str()))
        .collect();
    let rules: Vec<Value> = codes
        .iter()
        .map(|code| {
            json!({
                "id": code.as_str(),
                "shortDescription": { "text": code.explanation() },
                "defaultConfiguration": { "level": code.severity().as_str() },
            })
        })
        .collect();
    let results: Vec<Value> = entries.iter().map(|entry| result(entry, &codes)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "umbruch",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default()
}

fn result(entry: &Value, codes: &[Code]) -> Value {
    let index = codes.iter().position(|code| entry["code"] == code.as_str());
    let mut result = json!({
        "ruleId": entry["code"],
        "ruleIndex": index,
        "level": entry["severity"],
        "message": { "text": sentence(entry) },
        "locations": [{ "physicalLocation": place(entry) }],
    });
    let also: Vec<Value> = entry["also"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|also| json!({ "physicalLocation": place(also), "message": { "text": "here, too" } }))
        .collect();
    if !also.is_empty() {
        result["relatedLocations"] = also.into();
    }
    if let fix @ Value::Object(_) = &entry["fix"] {
        let physical = place(fix);
        result["fixes"] = json!([{
            "description": { "text": entry["hint"] },
            "artifactChanges": [{
                "artifactLocation": physical["artifactLocation"],
                "replacements": [{
                    "deletedRegion": physical["region"],
                    "insertedContent": { "text": fix["replacement"] },
                }],
            }],
        }]);
    }
    result
}

/// What is wrong, and what to do.
fn sentence(entry: &Value) -> String {
    let text = |key: &str| entry[key].as_str().unwrap_or_default().to_owned();
    match text("hint") {
        hint if hint.is_empty() => text("message"),
        hint => format!("{}; {hint}", text("message")),
    }
}

/// A `physicalLocation`; the file by a path from the root of the source, or by its address if it lies elsewhere.
fn place(entry: &Value) -> Value {
    let file = entry["file"].as_str().unwrap_or_default();
    let artifact = if std::path::Path::new(file).is_absolute() {
        let address = url::Url::from_file_path(file).map(String::from);
        json!({ "uri": address.unwrap_or_default() })
    } else {
        json!({ "uri": relative(file), "uriBaseId": ROOT })
    };
    json!({
        "artifactLocation": artifact,
        "region": {
            "startLine": entry["line"],
            "startColumn": entry["column"],
            "endLine": entry["end_line"],
            "endColumn": entry["end_column"],
        },
    })
}

/// A path as a relative address (RFC 3986): what may not stand in one is written in hexadecimal digits.
fn relative(path: &str) -> String {
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let path = path.strip_prefix("./").unwrap_or(&path);
    let mut out = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Diagnostics as commands of GitHub's workflows, a line each: they are shown at their places in the change that is looked at.
#[must_use]
pub fn github(entries: &[&Value]) -> String {
    entries.iter().map(|entry| command(entry)).collect()
}

fn command(entry: &Value) -> String {
    let number = |key: &str| entry[key].as_u64().unwrap_or(1);
    let severity = if entry["severity"] == Severity::Error.as_str() { "error" } else { "warning" };
    let file = property(entry["file"].as_str().unwrap_or_default());
    let (line, end_line) = (number("line"), number("end_line"));
    // Columns are shown of places within one line alone; the last one is counted in.
    let columns = if line == end_line {
        let (column, end) = (number("column"), number("end_column"));
        format!(",col={column},endColumn={}", end.saturating_sub(1).max(column))
    } else {
        String::new()
    };
    let title = property(entry["code"].as_str().unwrap_or_default());
    let message = data(&sentence(entry));
    format!(
        "::{severity} file={file},line={line},endLine={end_line}{columns},title={title}::{message}\n"
    )
}

/// Text behind a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text as a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Diagnostic, Fix, entries};
    use crate::source::{Sources, Span};

    /// Two messages: one in a file with a strange name that can be corrected, one of two lines of a file elsewhere.
    fn told() -> Vec<Value> {
        let mut sources = Sources::default();
        let here = sources.add("text/ä b,1:2.dj", "Ein »Satz« 50%.\n");
        let there = sources.add("/buch/a.dj", "eins\nzwei\n");
        let dash = Diagnostic {
            also: vec![Span::new(here, 0..3)],
            fix: Some(Fix { span: Span::new(here, 4..6), replacement: "„".into() }),
            ..Diagnostic::new(Code::QuotationMarks, Span::new(here, 4..6), "»\n50%", "take „")
        };
        let missing = Diagnostic::new(Code::FileMissing, Span::new(there, 2..7), "no file", "");
        entries(&[dash, missing], &sources)
    }

    #[test]
    fn commands_of_workflows() {
        let entries = told();
        let expected = "\
            ::warning file=text/ä b%2C1%3A2.dj,line=1,endLine=1,col=5,endColumn=5,title=quotation-marks::»%0A50%25; take „\n\
            ::error file=/buch/a.dj,line=1,endLine=2,title=file-missing::no file\n";
        assert_eq!(github(&entries.iter().collect::<Vec<_>>()), expected);
        assert_eq!(github(&[]), "");
    }

    #[test]
    fn a_log() {
        let entries = told();
        let log: Value =
            serde_json::from_str(&sarif(&entries.iter().collect::<Vec<_>>())).expect("JSON");
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().expect("a list");
        let ids: Vec<_> = rules.iter().map(|rule| rule["id"].as_str().expect("a name")).collect();
        assert_eq!(ids, ["file-missing", "quotation-marks"]);
        let (first, second) = (&run["results"][0], &run["results"][1]);
        assert_eq!(first["ruleIndex"], 1);
        assert_eq!(first["level"], "warning");
        assert_eq!(first["message"]["text"], "»\n50%; take „");
        let place = &first["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "text/%C3%A4%20b,1%3A2.dj");
        assert_eq!(place["artifactLocation"]["uriBaseId"], ROOT);
        let region = json!({ "startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 6 });
        assert_eq!(place["region"], region);
        let change = &first["fixes"][0]["artifactChanges"][0]["replacements"][0];
        assert_eq!(change["deletedRegion"], region);
        assert_eq!(change["insertedContent"]["text"], "„");
        assert_eq!(first["relatedLocations"][0]["physicalLocation"]["region"]["endColumn"], 4);
        let place = &second["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"], json!({ "uri": "file:///buch/a.dj" }));
        assert!(second.get("fixes").is_none());
    }
}
