//! The type area of a layout, as its settings say it.

use std::path::Path;

/// Where text stands on the pages, in points.
#[derive(Debug)]
pub struct Area {
    /// Width of the page.
    pub width: f64,
    /// From the spine to the type area.
    pub inner: f64,
    /// From the head of the page to the type area.
    pub top: f64,
    /// From the head of the page to the foot of the type area.
    pub foot: f64,
    /// Length of a line.
    pub measure: f64,
    /// From one line to the next.
    pub leading: f64,
    /// Whether each page stands alone and looks like a recto.
    pub single: bool,
}

/// Points on a millimetre.
const POINTS: f64 = 72.0 / 25.4;

impl Area {
    /// That of the layout in a folder, or of a shipped one by its name.
    pub fn read(layout: &Path) -> Self {
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("layouts").join(layout);
        let text = std::fs::read_to_string(shipped.join("layout.toml")).expect("a layout");
        let settings: toml::Table = text.parse().expect("settings");
        let number = |table: &str, key: &str| {
            let value = &settings[table][key];
            value.as_float().or(value.as_integer().map(|n| n as f64)).expect("a number")
        };
        let page = |key| number("page", key) * POINTS;
        let (top, leading) = (page("top"), number("text", "leading"));
        Self {
            width: page("width"),
            inner: page("inner"),
            top,
            foot: top + number("page", "lines") * leading,
            measure: page("measure"),
            leading,
            single: settings["page"].get("sides").and_then(toml::Value::as_str) == Some("single"),
        }
    }
}
