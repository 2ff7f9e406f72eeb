//! Reads the edition's own fonts.

use crate::diagnostics::{Code, Diagnostics};
use crate::resources::Resources;
use crate::source::Span;
use crate::storage::{Folder, ReadError};

/// The folder in which they stand.
const FONTS: &str = "fonts";
/// Largest font, in bytes.
const LIMIT: u64 = 64 << 20;
/// Names of fonts end so; what is called otherwise, as a licence, is none.
const ENDINGS: [&str; 8] = ["otf", "ttf", "ttc", "otc", "woff", "woff2", "pfb", "eot"];

/// Reads the fonts in `fonts/`. Nobody names them, so what is to be told of one has its place at
/// `manifest`; `fault` says what keeps bytes from being a font.
pub fn load_fonts(
    resources: &mut Resources,
    manifest: Span,
    folder: &dyn Folder,
    fault: impl Fn(&[u8]) -> Option<&'static str>,
    diagnostics: &mut Diagnostics,
) {
    for name in folder.files_in(FONTS) {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
        if !ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str())) {
            continue;
        }
        let path = format!("{FONTS}/{name}");
        let (code, reason) = match folder.read(&path, LIMIT) {
            Ok(bytes) => match fault(&bytes) {
                None => {
                    resources.fonts.insert(path, bytes.into());
                    continue;
                }
                Some(fault) => (Code::FileUnreadable, fault.to_owned()),
            },
            Err(ReadError::TooLarge(limit)) => {
                (Code::FileTooLarge, format!("it is larger than {} MiB", limit >> 20))
            }
            Err(ReadError::Outside) => {
                (Code::FileOutside, "it leads out of the edition's folder".to_owned())
            }
            Err(ReadError::Missing | ReadError::NoFile) => {
                (Code::FileUnreadable, "it is no file".to_owned())
            }
            Err(ReadError::Refused(reason)) => (Code::FileUnreadable, reason.to_lowercase()),
        };
        diagnostics.report(
            code,
            manifest,
            format!("the font `{path}` cannot be used: {reason}"),
            "put the font there as OpenType or TrueType (`.otf`, `.ttf`), or take the file out",
        );
    }
}
