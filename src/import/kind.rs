//! What a foreign file is, known by what is in it.

use super::report::ImportError;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Plain text.
    Text,
    /// Plain text in Markdown.
    Markdown,
    /// A folder of files in Markdown.
    Folder,
    /// A page of the web, with its tags.
    Html,
    /// A text in TEI.
    Tei,
    /// A document of Word, as a package.
    Docx,
    /// A document of LibreOffice, as a package.
    Odt,
    /// An e-book.
    Epub,
    /// What cannot be imported.
    Unsuitable(Unsuitable),
}

/// What a file is that cannot be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsuitable {
    /// Another text with tags.
    Xml,
    /// Another package of files.
    Package,
    /// An archive of another kind, by the name of its format.
    Archive(&'static str),
    /// A document of Word or Excel, as programs wrote them before 2007.
    OldOffice,
    /// A document of an office program behind a password.
    Encrypted,
    /// A table or a presentation of an office program, by what it is.
    Other(&'static str),
    /// Rich Text Format.
    Rtf,
    /// A source of TeX.
    Tex,
    /// A PDF.
    Pdf,
    /// A picture, by the name of its format.
    Picture(&'static str),
}

/// How far into a file its form is looked for.
const LOOKED: usize = 4096;

/// The first bytes of a form, the bytes at a later place that it has besides, and what it is.
type Signature = (&'static [u8], Option<(usize, &'static [u8])>, Unsuitable);

const SIGNATURES: [Signature; 16] = [
    (b"%PDF-", None, Unsuitable::Pdf),
    (b"{\\rtf", None, Unsuitable::Rtf),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", None, Unsuitable::OldOffice),
    (b"\x89PNG\r\n\x1A\n", None, Unsuitable::Picture("PNG")),
    (b"\xFF\xD8\xFF", None, Unsuitable::Picture("JPEG")),
    (b"GIF87a", None, Unsuitable::Picture("GIF")),
    (b"GIF89a", None, Unsuitable::Picture("GIF")),
    (b"II*\0", None, Unsuitable::Picture("TIFF")),
    (b"MM\0*", None, Unsuitable::Picture("TIFF")),
    (b"RIFF", Some((8, b"WEBP")), Unsuitable::Picture("WebP")),
    (b"AT&TFORM", None, Unsuitable::Picture("DjVu")),
    (b"\x1F\x8B", None, Unsuitable::Archive("gzip")),
    (b"7z\xBC\xAF\x27\x1C", None, Unsuitable::Archive("7z")),
    (b"Rar!\x1A\x07", None, Unsuitable::Archive("RAR")),
    (b"BZh", Some((4, b"1AY&SY")), Unsuitable::Archive("bzip2")),
    (b"\xFD7zXZ\0", None, Unsuitable::Archive("xz")),
];

impl Kind {
    /// The kinds that are read, by the names that a user gives them.
    pub const READ: [(&'static str, Self); 7] = [
        ("text", Self::Text),
        ("markdown", Self::Markdown),
        ("html", Self::Html),
        ("docx", Self::Docx),
        ("odt", Self::Odt),
        ("epub", Self::Epub),
        ("tei", Self::Tei),
    ];

    /// What a file is: by its first bytes, by the files of a package, by its first tag; plain text is Markdown if its name
    /// says so.
    pub(super) fn detect(name: &str, bytes: &[u8]) -> Self {
        let begins = |(begin, further, _): &&Signature| {
            bytes.starts_with(begin)
                && further.is_none_or(|(at, bytes_there)| {
                    bytes.get(at..at + bytes_there.len()) == Some(bytes_there)
                })
        };
        if let Some((.., unsuitable)) = SIGNATURES.iter().find(begins) {
            // What is behind a password stands in the old container.
            let encrypted: Vec<u8> =
                "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            if *unsuitable == Unsuitable::OldOffice
                && bytes.windows(encrypted.len()).any(|part| part == encrypted)
            {
                return Self::Unsuitable(Unsuitable::Encrypted);
            }
            return Self::Unsuitable(*unsuitable);
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return Self::of_package(bytes);
        }
        let ending = name.rsplit_once('.').map_or(String::new(), |(_, end)| end.to_lowercase());
        Self::of_tags(bytes).unwrap_or_else(|| match ending.as_str() {
            "md" | "markdown" | "mdown" | "mkd" | "qmd" => Self::Markdown,
            "tex" | "latex" => Self::Unsuitable(Unsuitable::Tex),
            _ if is_tex(bytes) => Self::Unsuitable(Unsuitable::Tex),
            _ => Self::Text,
        })
    }

    /// The names of the files in a package stand in it as they are; office programs and e-books put those
    /// first that say what it is.
    fn of_package(bytes: &[u8]) -> Self {
        let holds = |name: &[u8]| bytes.windows(name.len()).any(|part| part == name);
        match () {
            () if holds(b"mimetypeapplication/epub+zip") => Self::Epub,
            () if holds(b"mimetypeapplication/vnd.oasis.opendocument.text") => Self::Odt,
            () if holds(b"word/document.xml") => Self::Docx,
            () if holds(b"xl/workbook.") => Self::Unsuitable(Unsuitable::Other("a table of Excel")),
            () if holds(b"ppt/presentation.") => {
                Self::Unsuitable(Unsuitable::Other("a presentation of PowerPoint"))
            }
            () if holds(b"mimetypeapplication/vnd.oasis.opendocument.") => Self::Unsuitable(
                Unsuitable::Other("a table, drawing or presentation of LibreOffice"),
            ),
            () if holds(b"[Content_Types].xml") && holds(b"word/") => Self::Docx,
            // Their first file is not what it should be, or compressed.
            () if holds(b"META-INF/container.xml") => Self::Epub,
            () if holds(b"content.xml") && holds(b"META-INF/manifest.xml") => Self::Odt,
            () => Self::Unsuitable(Unsuitable::Package),
        }
    }

    fn of_tags(bytes: &[u8]) -> Option<Self> {
        let start = &bytes[..bytes.len().min(LOOKED)];
        // A text in UTF-16 is read here without the bytes between its letters.
        let letters: Vec<u8> = start.iter().copied().filter(|byte| *byte != 0).collect();
        let text = String::from_utf8_lossy(&letters).to_ascii_lowercase();
        let mut text = text
            .trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}' || c == '\u{FFFD}');
        let is_xml = text.starts_with("<?xml");
        let whole = text;
        // Declarations, comments and the document type before the first element.
        while let Some(end) = prologue_end(text) {
            let Some((_, rest)) = text.split_once(end) else { break };
            text = rest.trim_start();
        }
        let tag = |name: &str| {
            let rest = text.strip_prefix('<').and_then(|rest| rest.strip_prefix(name));
            rest.is_some_and(|rest| rest.starts_with(|c: char| c == '>' || c.is_whitespace()))
        };
        match () {
            () if ["html", "head", "body"].into_iter().any(tag) => Some(Self::Html),
            () if whole.contains("<!doctype html") => Some(Self::Html),
            () if ["tei", "tei:tei", "teicorpus", "tei.2"].into_iter().any(tag) => Some(Self::Tei),
            () if tag("svg") => Some(Self::Unsuitable(Unsuitable::Picture("SVG"))),
            () if is_xml => Some(Self::Unsuitable(Unsuitable::Xml)),
            () => None,
        }
    }

    /// Why a file of this kind is not read, and what to do.
    pub(super) fn refused(self) -> ImportError {
        let Self::Unsuitable(kind) = self else {
            return ImportError::new(1, 1, "the file is not of the kind that was named");
        };
        ImportError::new(1, 1, kind.message()).hint(kind.hint())
    }
}

/// Where what stands before the first element ends, if it begins so.
fn prologue_end(text: &str) -> Option<&'static str> {
    match () {
        () if text.starts_with("<?") => Some("?>"),
        () if text.starts_with("<!--") => Some("-->"),
        () if text.starts_with("<!doctype") => {
            let (end, subset) = (text.find('>'), text.find('['));
            let has_subset = subset.is_some_and(|subset| end.is_none_or(|end| subset < end));
            Some(if has_subset { "]>" } else { ">" })
        }
        () => None,
    }
}

/// Whether a text is a source of TeX: it names its class before all else.
fn is_tex(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(LOOKED)]);
    let mut lines = text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('%'));
    lines.next().is_some_and(|line| {
        ["\\documentclass", "\\documentstyle", "\\input ", "\\RequirePackage"]
            .into_iter()
            .any(|begin| line.starts_with(begin))
    })
}

impl Unsuitable {
    /// What is wrong.
    fn message(self) -> String {
        let what = match self {
            Self::Xml => "XML of a kind that is not known",
            Self::Package => "a package of files (ZIP) that is neither a document nor an e-book",
            Self::Archive(name) => return format!("the file is an archive ({name}), not a text"),
            Self::OldOffice => "a document of an office program as it was before 2007 (.doc)",
            Self::Encrypted => "a document behind a password",
            Self::Other(what) => return format!("the file is {what}, not a text"),
            Self::Rtf => "Rich Text (RTF)",
            Self::Tex => "a source of TeX",
            Self::Pdf => "a PDF, which holds pages and no text in order",
            Self::Picture(name) => return format!("the file is a picture ({name}), not a text"),
        };
        format!("the file is {what}")
    }

    /// What to do.
    fn hint(self) -> &'static str {
        match self {
            Self::OldOffice | Self::Rtf => {
                "open it in Word or LibreOffice and save it as .docx or .odt"
            }
            Self::Encrypted => "open it in its program and save it without a password",
            Self::Other(_) => {
                "copy its text into a document, or save it as plain text, and import that"
            }
            Self::Tex => {
                "turn it into HTML first, by `make4ht` or another program, and import that"
            }
            Self::Pdf => {
                "import the document that it was made from; else open it in a reader, select and copy the text, and save that as plain text"
            }
            Self::Xml => {
                "TEI begins with the element `TEI`; of other XML, save what a program shows as a web page or as plain text"
            }
            Self::Package | Self::Archive(_) => {
                "take the files out of it and import the one that holds the text"
            }
            Self::Picture(_) => {
                "import a text; one on a picture has to be typed, or read by a program for text recognition, first"
            }
        }
    }
}
