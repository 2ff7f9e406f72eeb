//! `umbruch new`

use std::path::Path;

use super::args::{Automation, NewArgs};
use super::{Outcome, refused, terminal};
use crate::edition::{MANIFEST, can_stand, is_slug};
use crate::output;

const TEXTS: [(&str, &str); 3] = [
    ("text/vorwort.dj", include_str!("new/vorwort.dj")),
    ("text/kapitel-1.dj", include_str!("new/kapitel-1.dj")),
    ("text/kapitel-2.dj", include_str!("new/kapitel-2.dj")),
];

pub(super) fn run(args: &NewArgs) -> Outcome {
    if let Some(automation) = args.ci
        && std::fs::read_dir(&args.dir).is_ok_and(|mut entries| entries.next().is_some())
    {
        return recipe_alone(&args.dir, automation);
    }
    let name = folder_name(&args.dir);
    let mut files = files(&name, args.title.as_deref());
    files.extend(args.ci.map(|automation| recipe(automation, true)));
    match output::write_folder(&args.dir, &files) {
        Ok(()) => {
            args.ci.iter().for_each(|automation| make_executable(&args.dir, *automation));
            terminal::say(&format!("made the edition {}", args.dir.display()));
            terminal::say(&format!("build it: umbruch build {}", refused::quoted(&args.dir)));
            Outcome::Clean
        }
        Err(error) => {
            let why = refused::to_write(&error);
            terminal::complain(&format!("`{}` cannot be made: {why}", args.dir.display()))
        }
    }
}

/// Writes a recipe into a folder that has files; one that is there stays.
fn recipe_alone(dir: &Path, automation: Automation) -> Outcome {
    let (name, text) = recipe(automation, dir.join(MANIFEST).is_file());
    let path = dir.join(&name);
    if path.exists() {
        let path = path.display();
        return terminal::complain(&format!("`{path}` is there, and stays; take it away first"));
    }
    match output::write_atomically(&path, text.as_bytes()) {
        Ok(()) => {
            make_executable(dir, automation);
            terminal::say(&format!("wrote {}", path.display()));
            Outcome::Clean
        }
        Err(error) => {
            let why = refused::to_write(&error);
            terminal::complain(&format!("`{}` cannot be written: {why}", path.display()))
        }
    }
}

/// The recipe for a place: path and text. `within`: it lies in the edition's own folder, not above `source/`.
fn recipe(automation: Automation, within: bool) -> (String, String) {
    let (path, text) = match automation {
        Automation::Github => (".github/workflows/umbruch.yml", include_str!("new/ci/github.yml")),
        Automation::Gitlab => (".gitlab-ci.yml", include_str!("new/ci/gitlab.yml")),
        Automation::Forgejo => {
            (".forgejo/workflows/umbruch.yml", include_str!("new/ci/forgejo.yml"))
        }
        Automation::Shell => (SHELL, include_str!("new/ci/umbruch.sh")),
    };
    let text = text
        .replace("{version}", env!("CARGO_PKG_VERSION"))
        .replace("{editions}", if within { " ." } else { "" })
        .replace("{folder}", if within { "." } else { "source/$edition" });
    (path.to_owned(), text)
}

const SHELL: &str = "umbruch.sh";

/// A recipe for the shell is a program.
fn make_executable(dir: &Path, automation: Automation) {
    #[cfg(unix)]
    if automation == Automation::Shell {
        use std::os::unix::fs::PermissionsExt;
        // Where that is refused it can be run by `sh umbruch.sh` all the same.
        let _ = std::fs::set_permissions(dir.join(SHELL), std::fs::Permissions::from_mode(0o755));
    }
    #[cfg(not(unix))]
    let _ = (dir, automation);
}

/// The files of the edition in a folder of that name.
fn files(name: &str, title: Option<&str>) -> Vec<(String, String)> {
    let title = title.map(printable).filter(|title| !title.is_empty());
    let title = title.unwrap_or_else(|| title_from(&printable(name)));
    let manifest = include_str!("new/edition.toml")
        .replace("{slug}", &toml_text(&slug_from(name)))
        .replace("{identifier}", &format!("urn:uuid:{}", uuid::Uuid::new_v4()))
        .replace("{date}", &terminal::today().to_string())
        .replace("{title}", &toml_text(&title));
    let mut files = vec![(MANIFEST.to_owned(), manifest)];
    files.extend(TEXTS.map(|(path, text)| (path.to_owned(), text.to_owned())));
    files
}

/// A text in one line, without what no output can carry.
fn printable(text: &str) -> String {
    let kept: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|c| can_stand(*c))
        .collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The last part of a path, even of one like `.`.
fn folder_name(dir: &Path) -> String {
    let absolute = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
    absolute.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// A name for the outputs: the folder's, as far as its letters go.
fn slug_from(name: &str) -> String {
    let mut slug = String::new();
    for c in name.to_lowercase().chars() {
        match c {
            'ä' => slug.push_str("ae"),
            'ö' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'ß' => slug.push_str("ss"),
            c if c.is_ascii_alphanumeric() => slug.push(c),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    let slug: String = slug.trim_end_matches('-').chars().take(100).collect();
    if is_slug(&slug) { slug } else { "buch".into() }
}

/// `mein-buch` to `Mein Buch`.
fn title_from(name: &str) -> String {
    let words = name.split(['-', '_', ' ']).filter(|word| !word.is_empty());
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
    };
    let title = words.map(capital).collect::<Vec<String>>().join(" ");
    if title.is_empty() { "Neues Buch".into() } else { title }
}

/// A text as TOML writes it.
fn toml_text(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline;
    use crate::storage::MemoryFolder;

    #[test]
    fn names_from_folders() {
        for (folder, slug, title) in [
            ("mein-buch", "mein-buch", "Mein Buch"),
            ("Über Größe", "ueber-groesse", "Über Größe"),
            ("--", "buch", "Neues Buch"),
        ] {
            assert_eq!((slug_from(folder).as_str(), title_from(folder).as_str()), (slug, title));
        }
    }

    #[test]
    fn an_edition_that_is_made_passes_check() {
        let odd = [
            "",
            "  ",
            ".",
            "--",
            "{title}",
            "a \"b\" \\ c",
            "line\nbreak\u{7f}",
            "\'\'\'\"\"\"",
            "# [x]",
            "Ünï-cödé",
            "\u{1f600}\u{200d}",
            "\u{fdd0}\u{feff}",
            "\u{e000}",
            "1984",
            "con",
            "ß",
            "Война и мир",
            "{slug}\\",
        ];
        for (folder, title) in odd.iter().flat_map(|a| odd.iter().map(move |b| (a, b))) {
            let files = files(folder, Some(*title).filter(|title| !title.is_empty()));
            let edition = files.into_iter().fold(MemoryFolder::default(), |all, (path, text)| {
                all.with(&path, text.as_bytes())
            });
            let opened = pipeline::open(&edition, folder);
            assert_eq!(opened.errors(), 0, "{folder:?} {title:?} {:?}", opened.diagnostics);
        }
    }

    #[test]
    fn any_title_is_valid_toml() {
        for title in ["a \"b\" \\ c", "line\nbreak\u{7f}", "'''\"\"\""] {
            let line = format!("title = {}", toml_text(title));
            let table: toml::Table = line.parse().expect("valid TOML");
            assert_eq!(table["title"].as_str(), Some(title));
        }
    }
}
