//! `umbruch catalogue serve`: the files of a folder, on this machine alone, to be looked at.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use super::Outcome;
use super::args::CatalogueServeArgs;
use super::terminal;

/// Longest line that is asked, in bytes.
const LINE: u64 = 8 << 10;
/// How long is waited for somebody who asks.
const PATIENCE: Duration = Duration::from_secs(10);

pub(super) fn run(args: &CatalogueServeArgs) -> Outcome {
    let root = match args.dir.canonicalize() {
        Ok(root) if root.join("index.html").is_file() => root,
        _ => {
            let dir = args.dir.display();
            return terminal::complain(&format!(
                "in `{dir}` is no list; make one with `umbruch catalogue build`"
            ));
        }
    };
    let listener = match TcpListener::bind((Ipv4Addr::LOCALHOST, args.port)) {
        Ok(listener) => listener,
        Err(error) => {
            return terminal::complain(&format!("port {} cannot be had: {error}", args.port));
        }
    };
    let port = listener.local_addr().map_or(args.port, |address| address.port());
    terminal::print(format!("http://127.0.0.1:{port}/\n").as_bytes());
    std::thread::scope(|scope| {
        for stream in listener.incoming().flatten() {
            let root = &root;
            // Who goes away in the middle is no error.
            scope.spawn(move || drop(answer(&stream, root)));
        }
    });
    Outcome::Clean
}

/// Answers one request.
fn answer(stream: &TcpStream, root: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut line = String::new();
    let mut reader = BufReader::new(stream.take(LINE));
    reader.read_line(&mut line)?;
    // What else is said is read, so that the answer is not cut off.
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    let mut words = line.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let found = match method {
        "GET" | "HEAD" => file(target, root),
        _ => return say(stream, "405 Method Not Allowed", "text/plain", b"", false),
    };
    match found.and_then(|path| Some((kind(&path), std::fs::read(&path).ok()?))) {
        Some((kind, bytes)) => say(stream, "200 OK", kind, &bytes, method == "HEAD"),
        None => say(stream, "404 Not Found", "text/plain", b"There is nothing here.\n", false),
    }
}

fn say(
    mut stream: &TcpStream,
    status: &str,
    kind: &str,
    bytes: &[u8],
    head: bool,
) -> io::Result<()> {
    let length = bytes.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
         X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
    )?;
    if head { Ok(()) } else { stream.write_all(bytes) }
}

/// The file that is asked for, if it lies in the folder.
fn file(target: &str, root: &Path) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.trim_start_matches('/');
    let path = decoded(path)?;
    let plain = |part: Component<'_>| match part {
        Component::Normal(name) => !name.to_string_lossy().starts_with('.'),
        Component::CurDir => true,
        _ => false,
    };
    if path.contains(['\\', '\0']) || !Path::new(&path).components().all(plain) {
        return None;
    }
    let mut found = root.join(path);
    if found.is_dir() {
        found.push("index.html");
    }
    // Nor by a link that leads out of it.
    found.canonicalize().ok().filter(|found| found.starts_with(root) && found.is_file())
}

/// A path without percent signs for letters.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits = std::str::from_utf8(&digits).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn kind(path: &Path) -> &'static str {
    let name = path.to_string_lossy();
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "jpg" => "image/jpeg",
        "png" => "image/png",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "json" if name.contains("/opds/") => "application/opds+json",
        "json" => "application/json",
        "xml" if name.contains("/opds/") => "application/atom+xml;profile=opds-catalog",
        "xml" if name.ends_with("feed.xml") => "application/atom+xml",
        "xml" => "application/xml",
        "epub" => "application/epub+zip",
        "pdf" => "application/pdf",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_is_shown() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("list").canonicalize().unwrap_or_else(|_| {
            std::fs::create_dir_all(folder.path().join("list/a b")).expect("made");
            folder.path().join("list").canonicalize().expect("there")
        });
        for name in ["index.html", "a b/index.html", ".umbruch.json"] {
            std::fs::write(root.join(name), name).expect("written");
        }
        std::fs::write(folder.path().join("secret"), "").expect("written");
        let shown = |target: &str| file(target, &root).is_some();
        for target in ["/", "/index.html", "/a%20b/", "/a%20b/index.html?x#y", "/./index.html"] {
            assert!(shown(target), "{target}");
        }
        for target in [
            "/../secret",
            "/%2e%2e/secret",
            "/..%2fsecret",
            "//etc/passwd",
            "/.umbruch.json",
            "/nowhere",
            "/%zz",
            "/a\\..\\b",
            "/%00",
        ] {
            assert!(!shown(target), "{target}");
        }
    }
}
