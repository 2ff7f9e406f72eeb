//! A folder of files: which of them make the book, and in which order. `SUMMARY.md` and `book.toml` of mdBook, `mkdocs.yml`, `_quarto.yml`;
//! without a list the files stand in the order of their names.

use crate::import::topic::Topic;
use std::cmp::Ordering;
use std::collections::HashSet;
use std::sync::Arc;

use serde_json::Value;

use super::{Found, Part, draft, front, part, with_line_feeds};
use crate::import::draft::{Draft, Record};
use crate::import::read::pictures::{decoded, joined};
use crate::import::report::ImportError;
use crate::import::{Foreign, encoding};
use crate::ir::{Block, BlockKind, Heading, Inline};
use crate::source::{Sources, Span};
use crate::storage::Folder;

/// Most files of a book, and most bytes of all of them.
const MOST_FILES: usize = 4000;
const MOST: usize = 64 << 20;
const ENDINGS: [&str; 5] = ["md", "markdown", "mdown", "mkd", "qmd"];

/// A line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Entry {
    /// A part of the book.
    Part(String),
    /// A file, what it is called, and below how many others it stands.
    File { path: String, title: Option<String>, depth: u8 },
}

/// Reads a folder.
pub(super) fn read(foreign: &Foreign<'_>) -> Result<Draft, ImportError> {
    let mut record = Record::default();
    let entries = listed(foreign.folder, &mut record);
    let entries = match entries.is_empty() {
        true => by_name(foreign.folder, &mut record),
        false => entries,
    };
    if entries.is_empty() {
        let error = ImportError::new(1, 1, "the folder holds no file of Markdown");
        return Err(error.hint("name the file itself: `umbruch import FILE --to DIR`"));
    }
    of_entries(&entries, foreign.folder, record)
}

/// Reads the files that a `SUMMARY.md` lists.
pub(super) fn read_listed(text: &str, foreign: &Foreign<'_>) -> Result<Draft, ImportError> {
    let entries = summary(text, "");
    if entries.is_empty() {
        return Err(ImportError::new(1, 1, "the list names no file")
            .hint("each chapter is a line `- [Titel](datei.md)`"));
    }
    of_entries(&entries, foreign.folder, Record::default())
}

fn of_entries(
    entries: &[Entry],
    folder: &dyn Folder,
    mut record: Record,
) -> Result<Draft, ImportError> {
    let mut sources = Sources::default();
    let mut found = Found::new(folder);
    let mut parts: Vec<Part> = Vec::new();
    let mut bytes = 0;
    for entry in entries.iter().take(MOST_FILES) {
        let (path, title, depth) = match entry {
            Entry::Part(title) => {
                let file = sources.add("(list of the files)", title.as_str());
                found.came.headings += 1;
                found.count.whole(title);
                let block = heading(title, Span::new(file, 0..title.len()));
                let (path, depth) = (String::new(), 0);
                parts.push(Part {
                    file,
                    path,
                    depth,
                    title: None,
                    opens: true,
                    blocks: vec![block],
                });
                continue;
            }
            Entry::File { path, title, depth } => (path, title, *depth),
        };
        let text = match text_of(folder, path) {
            Ok(text) => text,
            Err(why) => {
                let shown = folder.shown(path);
                let file = sources.add(shown.as_str(), "");
                let message = format!("the file `{path}` {why}, and is left out");
                found.report.doubt(Span::new(file, 0..0), Topic::File, message);
                continue;
            }
        };
        bytes += text.len();
        if bytes > MOST {
            let message = format!("the files are larger than {} MB together", MOST >> 20);
            return Err(ImportError::new(1, 1, message).hint("import them in parts"));
        }
        let text: Arc<str> = text.into();
        let file = sources.add(folder.shown(path), Arc::clone(&text));
        let mut one = part(&text, (file, path), &mut record, &mut found);
        (one.depth, one.opens) = (depth, depth == 0);
        let begins = one.blocks.first().is_some_and(|b| matches!(b.kind, BlockKind::Heading(_)));
        match title {
            Some(title) if !begins => {
                found.came.headings += 1;
                found.count.whole(title);
                one.blocks.insert(0, heading(title, Span::new(file, 0..0)));
            }
            title => one.title.clone_from(title),
        }
        parts.push(one);
    }
    // a book's metadata are not those of its first file alone
    if parts.iter().filter(|part| part.opens).count() < 2 {
        parts.iter_mut().for_each(|part| part.opens = false);
    }
    Ok(draft(sources, parts, record, found))
}

fn heading(title: &str, span: Span) -> Block {
    let (number, subtitle, short) = (None, None, None);
    let title = vec![Inline::text(span, title)];
    Block::new(
        span,
        BlockKind::Heading(Box::new(Heading { level: 1, number, title, subtitle, short })),
    )
}

fn text_of(folder: &dyn Folder, path: &str) -> Result<String, String> {
    let bytes = folder.read(path, MOST as u64).map_err(|_| "cannot be read".to_owned())?;
    let decoded = encoding::decode(bytes).map_err(|error| error.message)?;
    Ok(with_line_feeds(decoded.text))
}

/// The list of a folder, and what stands beside it.
fn listed(folder: &dyn Folder, record: &mut Record) -> Vec<Entry> {
    let mut source = None;
    if let Ok(text) = text_of(folder, "book.toml")
        && let Ok(book) = toml::from_str::<Value>(&text)
    {
        for (key, value) in book.get("book").and_then(Value::as_object).into_iter().flatten() {
            match (key.as_str(), value) {
                ("src", Value::String(path)) => source = Some(path.clone()),
                (key, value) => {
                    front::take(key, value, record);
                }
            }
        }
    }
    let around = source.unwrap_or_else(|| "src".to_owned());
    for around in [around.as_str(), "src", "."] {
        let path = joined("", &format!("{around}/SUMMARY.md")).unwrap_or_default();
        if let Ok(text) = text_of(folder, &path) {
            return summary(&text, around);
        }
    }
    for name in ["_quarto.yml", "_bookdown.yml", "mkdocs.yml", "mkdocs.yaml"] {
        let Ok(text) = text_of(folder, name) else { continue };
        let Ok(value) = front::yaml(&text) else { continue };
        let entries = configured(&value, record);
        if !entries.is_empty() {
            return entries;
        }
    }
    Vec::new()
}

/// The lines of a `SUMMARY.md`.
fn summary(text: &str, around: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut known = HashSet::new();
    let mut indents: Vec<usize> = Vec::new();
    for line in text.lines() {
        let bare = line.trim_start();
        let indent = line.len() - bare.len();
        if let Some(title) = bare.strip_prefix("# ") {
            // the list's own heading stands before all entries
            if !entries.is_empty() && !title.trim().is_empty() {
                entries.push(Entry::Part(title.trim().to_owned()));
            }
            continue;
        }
        let item = bare.strip_prefix(['-', '*', '+']).map(str::trim_start);
        let Some((title, rest)) =
            item.unwrap_or(bare).strip_prefix('[').and_then(|b| b.split_once("]("))
        else {
            continue;
        };
        let Some((path, _)) = rest.rsplit_once(')') else { continue };
        let path = path.split('#').next().unwrap_or_default().trim_matches(['<', '>', ' ']);
        let depth = match item {
            None => 0,
            Some(_) => {
                while indents.last().is_some_and(|last| *last >= indent) {
                    indents.pop();
                }
                indents.push(indent);
                indents.len() - 1
            }
        };
        let path = decoded(path);
        let base = format!("{around}/x");
        let base = if around.is_empty() { "" } else { &base };
        let Some(path) = joined(base, &path) else { continue };
        let title = title.replace(['*', '_', '`', '\\'], "");
        let title = Some(title).filter(|title| !title.trim().is_empty());
        if has_ending(&path) && known.insert(path.clone()) {
            let depth = u8::try_from(depth).unwrap_or(5).min(5);
            entries.push(Entry::File { path, title, depth });
        }
    }
    entries
}

/// The list that the settings of mkdocs, Quarto or bookdown hold.
fn configured(value: &Value, record: &mut Record) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (from, to) in [
        ("site_name", "title"),
        ("site_author", "author"),
        ("site_description", "description"),
        ("copyright", "rights"),
    ] {
        if let Some(value) = value.get(from) {
            front::take(to, value, record);
        }
    }
    if let Some(nav) = value.get("nav") {
        let around = value.get("docs_dir").and_then(Value::as_str).unwrap_or("docs");
        nav_entries(nav, around, 0, &mut entries);
    }
    let book = value.get("book");
    if let Some(value) = value.get("lang") {
        front::take("lang", value, record);
    }
    for (key, value) in book.and_then(Value::as_object).into_iter().flatten() {
        front::take(key, value, record);
    }
    for key in ["chapters", "appendices"] {
        let chapters = book.and_then(|book| book.get(key));
        chapters.into_iter().for_each(|list| quarto(list, &mut entries));
    }
    let files = value.get("rmd_files").and_then(Value::as_array);
    for path in files.into_iter().flatten().filter_map(Value::as_str) {
        push(path, None, 0, &mut entries);
    }
    entries
}

fn push(path: &str, title: Option<&str>, depth: u8, entries: &mut Vec<Entry>) {
    if let Some(path) = joined("", path).filter(|path| has_ending(path)) {
        entries.push(Entry::File { path, title: title.map(str::to_owned), depth });
    }
}

/// `nav` of mkdocs: paths, titles with paths, titles with lists.
fn nav_entries(nav: &Value, around: &str, depth: u8, entries: &mut Vec<Entry>) {
    if depth > 5 {
        return;
    }
    for entry in nav.as_array().into_iter().flatten() {
        if let Some(path) = entry.as_str() {
            push(&format!("{around}/{path}"), None, depth.saturating_sub(1), entries);
        }
        for (title, value) in entry.as_object().into_iter().flatten() {
            match value {
                Value::String(path) => {
                    push(
                        &format!("{around}/{path}"),
                        Some(title),
                        depth.saturating_sub(1),
                        entries,
                    );
                }
                list => {
                    entries.push(Entry::Part(title.clone()));
                    nav_entries(list, around, depth + 1, entries);
                }
            }
        }
    }
}

/// `chapters` of Quarto: paths, and parts with their chapters.
fn quarto(list: &Value, entries: &mut Vec<Entry>) {
    for entry in list.as_array().into_iter().flatten() {
        if let Some(path) = entry.as_str() {
            push(path, None, 0, entries);
        }
        let text = |key: &str| entry.get(key).and_then(Value::as_str);
        if let Some(part) = text("part") {
            match has_ending(part) {
                true => push(part, None, 0, entries),
                false => entries.push(Entry::Part(part.to_owned())),
            }
        }
        if let Some(path) = text("href").or_else(|| text("file")) {
            push(path, text("text"), 0, entries);
        }
        entry.get("chapters").into_iter().for_each(|inner| quarto(inner, entries));
    }
}

fn has_ending(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    ENDINGS.contains(&ending.as_str()) || ending == "rmd"
}

/// The files of a folder, or of the one in it that holds texts, by their names; figures in names count as numbers.
fn by_name(folder: &dyn Folder, record: &mut Record) -> Vec<Entry> {
    for name in ["metadata.yaml", "metadata.yml", "meta.yaml", "title.yaml"] {
        if let Ok(text) = text_of(folder, name)
            && let Ok(Value::Object(map)) =
                front::yaml(text.trim_matches('-').trim_end_matches('.'))
        {
            for (key, value) in &map {
                front::take(&key.to_lowercase(), value, record);
            }
        }
    }
    let mut files = Vec::new();
    files_below(folder, "", 0, &mut files);
    // what tells of the folder is no part of a text that has other files
    if files.len() > 1 {
        files.retain(|path| !path.to_ascii_lowercase().starts_with("readme."));
    }
    let entry = |path| Entry::File { path, title: None, depth: 0 };
    files.into_iter().map(entry).collect()
}

/// The texts of a folder by their names, and behind them those of the folders in it.
fn files_below(folder: &dyn Folder, around: &str, depth: usize, files: &mut Vec<String>) {
    const DEEPEST: usize = 5;
    let shown = if around.is_empty() { "." } else { around };
    let path = |name: &str| match around {
        "" => name.to_owned(),
        around => format!("{around}/{name}"),
    };
    let is_aside = |name: &str| {
        let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
        let aside =
            ["license", "licence", "contributing", "changelog", "code_of_conduct", "summary"];
        aside.contains(&stem.as_str())
    };
    let mut own = folder.files_in(shown);
    own.retain(|name| has_ending(name) && !is_aside(name));
    own.sort_by(|a, b| natural(a, b));
    files.extend(own.iter().map(|name| path(name)));
    let mut folders = folder.folders_in(shown);
    folders.retain(|name| !name.starts_with(['.', '_']) && name != "node_modules");
    folders.sort_by(|a, b| natural(a, b));
    if depth < DEEPEST && files.len() < MOST_FILES {
        folders.iter().for_each(|name| files_below(folder, &path(name), depth + 1, files));
    }
}

/// `index` before all, then `2` before `10`.
fn natural(a: &str, b: &str) -> Ordering {
    let is_first = |name: &str| name.to_ascii_lowercase().starts_with("index.");
    is_first(b).cmp(&is_first(a)).then_with(|| pieces(a).cmp(&pieces(b))).then_with(|| a.cmp(b))
}

fn pieces(name: &str) -> Vec<(u64, String)> {
    let mut pieces = vec![(0, String::new())];
    let mut digits = String::new();
    for c in name.to_lowercase().chars() {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            let number = std::mem::take(&mut digits).parse().unwrap_or(u64::MAX);
            pieces.push((number, String::new()));
        }
        pieces.last_mut().expect("there is one").1.push(c);
    }
    if !digits.is_empty() {
        pieces.push((digits.parse().unwrap_or(u64::MAX), String::new()));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::{Entry, natural, summary};

    #[test]
    fn a_list_is_read() {
        let text = "# Summary\n\n[Vorwort](vorwort.md)\n\n- [Eins](a/eins.md)\n  - [Teil](a/teil.md)\n- [Draft]()\n# Zweiter Teil\n- [Zwei](zwei.md)\n";
        let file = |path: &str, title: &str, depth| Entry::File {
            path: path.into(),
            title: Some(title.into()),
            depth,
        };
        let expected = vec![
            file("src/vorwort.md", "Vorwort", 0),
            file("src/a/eins.md", "Eins", 0),
            file("src/a/teil.md", "Teil", 1),
            Entry::Part("Zweiter Teil".into()),
            file("src/zwei.md", "Zwei", 0),
        ];
        assert_eq!(summary(text, "src"), expected);
    }

    #[test]
    fn figures_in_names_are_numbers() {
        let mut names = vec!["10.md", "2.md", "index.md", "2a.md"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(names, ["index.md", "2.md", "2a.md", "10.md"]);
    }
}
