//! The finishing touch on a file for the printer: grey as the device's own grey, the box of the bleed.
//!
//! Typst writes grey through an ICC profile, which a printer's program may take apart into four
//! inks; `DeviceGray` (ISO 32000-1, 8.6.4.2) is the black plate and nothing else. And it knows one
//! box for all that lies beyond the trim, where a printer asks for the bleed by itself (14.11.2).
//!
//! The file is taken apart at its table of objects, two kinds of objects are written anew, and the
//! table is written again: nothing else is touched.

use std::collections::BTreeMap;
use std::ops::Range;

/// No object that is changed is longer, in bytes.
const LONGEST: usize = 4096;

/// How far the bleed lies within the edge of the page, in points; `None`: pages get no box.
pub(super) type BleedInset = Option<f64>;

/// The finished file; `None` if it is not built as expected.
pub(super) fn finished(pdf: &[u8], inset: BleedInset) -> Option<Vec<u8>> {
    let table = Table::read(pdf)?;
    let mut out = pdf[..*table.starts.values().min()?].to_vec();
    let mut places = BTreeMap::new();
    for (number, range) in table.objects() {
        places.insert(number, out.len());
        let object = &pdf[range];
        match changed(object, &table, pdf, inset) {
            Some(changed) => out.extend(changed),
            None => out.extend(object),
        }
    }
    let start = out.len();
    let size = table.size;
    out.extend(format!("xref\n0 {size}\n").into_bytes());
    let mut free = (0..size).filter(|number| !places.contains_key(number)).skip(1);
    for number in 0..size {
        let entry = match places.get(&number) {
            Some(place) => format!("{place:010} 00000 n \n"),
            None => format!("{:010} 65535 f \n", free.next().unwrap_or(0)),
        };
        out.extend(entry.into_bytes());
    }
    out.extend(b"trailer\n");
    out.extend(&pdf[table.trailer.clone()]);
    out.extend(format!("startxref\n{start}\n%%EOF").into_bytes());
    Some(out)
}

/// The table of objects of a file.
struct Table {
    starts: BTreeMap<usize, usize>,
    size: usize,
    /// Where the table itself starts.
    end: usize,
    /// The dictionary of the trailer, with the line end behind it.
    trailer: Range<usize>,
}

impl Table {
    fn read(pdf: &[u8]) -> Option<Self> {
        let last = rfind(pdf, b"startxref")?;
        let end: usize = text(&pdf[last + 9..])?.split_whitespace().next()?.parse().ok()?;
        let rest = pdf.get(end..last)?;
        let trailer = find(rest, b"trailer")?;
        let mut lines = text(&rest[..trailer])?.lines();
        if lines.next()?.trim() != "xref" {
            return None;
        }
        let (first, size) = lines.next()?.trim().split_once(' ')?;
        let size: usize = size.parse().ok()?;
        let mut starts = BTreeMap::new();
        for (number, line) in lines.enumerate() {
            let mut words = line.split_whitespace();
            let place = words.next()?.parse().ok()?;
            if words.nth(1)? == "n" {
                starts.insert(number, place);
            }
        }
        let whole = first == "0" && starts.values().all(|start| *start < end);
        let trailer = end + trailer + "trailer".len()..last;
        let from = trailer.start + pdf[trailer.clone()].iter().position(|byte| *byte == b'<')?;
        whole.then_some(Self { starts, size, end, trailer: from..trailer.end })
    }

    /// The objects in the order in which they stand, each with its number.
    fn objects(&self) -> impl Iterator<Item = (usize, Range<usize>)> {
        let mut starts: Vec<(usize, usize)> =
            self.starts.iter().map(|(number, start)| (*start, *number)).collect();
        starts.sort_unstable();
        let ends: Vec<usize> =
            starts.iter().skip(1).map(|(start, _)| *start).chain([self.end]).collect();
        starts.into_iter().zip(ends).map(|((start, number), end)| (number, start..end))
    }
}

/// The object as it is to be; `None` if it stays.
fn changed(object: &[u8], table: &Table, pdf: &[u8], inset: BleedInset) -> Option<Vec<u8>> {
    let body_at = find(object, b"obj")? + 3;
    let (head, body) = object.split_at(body_at);
    // What is changed is short and no stream, so that it is text.
    let end = find(&body[..body.len().min(LONGEST)], b"endobj")?;
    let body = text(&body[..end])?.trim();
    let new = if let Some(profile) = body.strip_prefix("[/ICCBased ") {
        let number: usize = profile.split(' ').next()?.parse().ok()?;
        let profile = pdf.get(*table.starts.get(&number)?..)?;
        let dictionary = &profile[..find(profile, b"stream")?];
        find(dictionary, b"/N 1")?;
        "/DeviceGray".to_owned()
    } else if body.starts_with("<</Type/Page/") {
        with_bleed(body, inset?)?
    } else {
        return None;
    };
    Some([head, b"\n", new.as_bytes(), b"\nendobj\n\n"].concat())
}

fn with_bleed(page: &str, inset: f64) -> Option<String> {
    let (_, rest) = page.split_once("/MediaBox[")?;
    let (numbers, _) = rest.split_once(']')?;
    let numbers: Vec<f64> = numbers.split(' ').filter_map(|number| number.parse().ok()).collect();
    let [left, bottom, right, top] = numbers[..] else { return None };
    let bleed = [left + inset, bottom + inset, right - inset, top - inset];
    let bleed: Vec<String> = bleed.iter().map(|side| format!("{side:.4}")).collect();
    Some(format!("{}/BleedBox[{}]>>", page.strip_suffix(">>")?, bleed.join(" ")))
}

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn rfind(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file as Typst builds it: a page, a grey and a coloured profile.
    fn file() -> Vec<u8> {
        let objects = [
            "<</Type/Page/MediaBox[0 0 100 200]/Parent 9 0 R>>",
            "[/ICCBased 3 0 R]",
            "<</N 1/Length 2>>\nstream\nab\nendstream",
            "[/ICCBased 5 0 R]",
            "<</N 3/Length 2>>\nstream\nab\nendstream",
        ];
        let mut out = b"%PDF-1.7\n\n".to_vec();
        let mut table = "xref\n0 6\n0000000000 65535 f \n".to_owned();
        for (index, object) in objects.iter().enumerate() {
            table.push_str(&format!("{:010} 00000 n \n", out.len()));
            out.extend(format!("{} 0 obj\n{object}\nendobj\n\n", index + 1).into_bytes());
        }
        let start = out.len();
        out.extend(table.into_bytes());
        out.extend(format!("trailer\n<</Size 6>>\nstartxref\n{start}\n%%EOF").into_bytes());
        out
    }

    #[test]
    fn grey_becomes_the_device_s_and_pages_get_their_bleed() {
        let made = finished(&file(), Some(7.0)).expect("built as expected");
        let shown = String::from_utf8(made.clone()).expect("text");
        assert!(shown.contains("2 0 obj\n/DeviceGray\nendobj"), "{shown}");
        assert!(shown.contains("4 0 obj\n[/ICCBased 5 0 R]\nendobj"), "{shown}");
        assert!(shown.contains("/BleedBox[7.0000 7.0000 93.0000 193.0000]>>"), "{shown}");
        // The table is right: the file can be finished once more, and nothing changes.
        let table = Table::read(&made).expect("a table");
        for (number, range) in table.objects() {
            assert!(shown[range].starts_with(&format!("{number} 0 obj")));
        }
        assert_eq!(finished(&made, None), Some(made));
    }

    #[test]
    fn what_is_not_built_so_is_not_touched() {
        assert_eq!(finished(b"", None), None);
        assert_eq!(finished(b"%PDF-1.7\nstartxref\n99999999999999999999\n%%EOF", None), None);
        assert_eq!(finished(b"%PDF-1.7\nstartxref\n3\n%%EOF", None), None);
    }
}
