//! Forms of files that are no plain text, known by how they begin.

/// What a file is that cannot be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A page of the web, with its tags.
    Page,
    /// Another text with tags.
    Xml,
    /// A document of Word, as a package.
    Word,
    /// A document of LibreOffice, as a package.
    Office,
    /// An e-book.
    Epub,
    /// Another package of files.
    Package,
    /// A document of Word or Excel, as programs wrote them before 2007.
    OldOffice,
    /// Rich Text Format.
    Rtf,
    /// A PDF.
    Pdf,
    /// A picture, by the name of its format.
    Picture(&'static str),
}

/// How far into a file its form is looked for.
const LOOKED: usize = 4096;

impl Form {
    /// The form of a file, `None` for plain text and what is not known.
    pub(super) fn detect(bytes: &[u8]) -> Option<Self> {
        const SIGNATURES: [(&[u8], Form); 10] = [
            (b"%PDF-", Form::Pdf),
            (b"{\\rtf", Form::Rtf),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Form::OldOffice),
            (b"\x89PNG\r\n\x1A\n", Form::Picture("PNG")),
            (b"\xFF\xD8\xFF", Form::Picture("JPEG")),
            (b"GIF87a", Form::Picture("GIF")),
            (b"GIF89a", Form::Picture("GIF")),
            (b"II*\0", Form::Picture("TIFF")),
            (b"MM\0*", Form::Picture("TIFF")),
            (b"RIFF", Form::Picture("WebP")),
        ];
        if bytes.starts_with(b"PK\x03\x04") {
            return Some(Self::of_package(bytes));
        }
        let known = SIGNATURES.iter().find(|(begin, _)| bytes.starts_with(begin));
        let known =
            known.filter(|(begin, _)| *begin != b"RIFF" || bytes[4..].get(4..8) == Some(b"WEBP"));
        known.map(|known| known.1).or_else(|| Self::of_tags(bytes))
    }

    /// The names of the files in a package stand in it as they are; office programs and e-books put those
    /// first that say what it is.
    fn of_package(bytes: &[u8]) -> Self {
        let holds = |name: &[u8]| bytes.windows(name.len()).any(|part| part == name);
        match () {
            () if holds(b"mimetypeapplication/epub+zip") => Self::Epub,
            () if holds(b"mimetypeapplication/vnd.oasis.opendocument") => Self::Office,
            () if holds(b"word/document.xml") => Self::Word,
            () => Self::Package,
        }
    }

    fn of_tags(bytes: &[u8]) -> Option<Self> {
        let start = &bytes[..bytes.len().min(LOOKED)];
        let text = String::from_utf8_lossy(start).to_ascii_lowercase();
        let mut text = text.trim_start();
        let is_xml = text.starts_with("<?xml");
        // Declarations and comments before the first element.
        while text.starts_with("<?") || text.starts_with("<!--") {
            let end = if text.starts_with("<?") { "?>" } else { "-->" };
            let Some((_, rest)) = text.split_once(end) else { break };
            text = rest.trim_start();
        }
        let tag = |name: &str| {
            let rest = text.strip_prefix('<').and_then(|rest| rest.strip_prefix(name));
            rest.is_some_and(|rest| rest.starts_with(|c: char| c == '>' || c.is_whitespace()))
        };
        match () {
            () if ["!doctype html", "html", "head", "body"].into_iter().any(tag) => {
                Some(Self::Page)
            }
            () if tag("svg") => Some(Self::Picture("SVG")),
            () if is_xml => Some(Self::Xml),
            () => None,
        }
    }

    /// What is wrong.
    pub(super) fn message(self) -> String {
        let what = match self {
            Self::Page => "a saved web page (HTML)",
            Self::Xml => "XML",
            Self::Word => "a document of Word (.docx)",
            Self::Office => "a document of LibreOffice (.odt)",
            Self::Epub => "an e-book (EPUB)",
            Self::Package => "a package of files (ZIP)",
            Self::OldOffice => "a document of Word or of another office program (.doc)",
            Self::Rtf => "Rich Text (RTF)",
            Self::Pdf => "a PDF",
            Self::Picture(name) => {
                return format!("the file is a picture ({name}), not plain text");
            }
        };
        format!("the file is {what}, not plain text")
    }

    /// What to do.
    pub(super) fn hint(self) -> &'static str {
        match self {
            Self::Page => {
                "open it in a browser, select and copy the text, and save that as plain text in UTF-8"
            }
            Self::Word | Self::Office | Self::OldOffice | Self::Rtf => {
                "open it in its program and save it as plain text in UTF-8 (.txt)"
            }
            Self::Pdf | Self::Epub => {
                "open it in a reader, select and copy the text, and save that as plain text in UTF-8"
            }
            Self::Xml => {
                "copy the text from the program that shows it, and save that as plain text in UTF-8"
            }
            Self::Package => "take the files out of it and import the one that holds the text",
            Self::Picture(_) => {
                "import a text; one on a picture has to be typed, or read by a program for text recognition, first"
            }
        }
    }
}
