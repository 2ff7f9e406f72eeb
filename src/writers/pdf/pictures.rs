//! Pictures on the finished pages: how large they stand there, and how fine that is.

use std::collections::BTreeMap;

use typst::foundations::Bytes;
use typst::layout::{Frame, FrameItem, Point, Transform};
use typst::visualize::ImageKind;
use typst_layout::PagedDocument;

use super::MILLIMETRE;
use super::map::SourceMap;
use super::names::Names;
use super::world::World;
use crate::diagnostics::{Code, Diagnostic};
use crate::resources::Resources;
use crate::source::Span;

/// A picture on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Picture {
    /// Where the source names it; for those of the layout the place of the layout.
    pub span: Span,
    /// Its width in pixels; 0 for a drawing.
    pub pixels: u32,
    /// Its width on the page, in points.
    pub width: f64,
    /// Fewer of its dots an inch, across or down; a drawing has as many as are wanted.
    pub resolution: f64,
    /// The page, from 0.
    pub page: usize,
    /// Its upper edge on the page, in points.
    pub top: f64,
    /// The byte of the markup, as it was written, that names it.
    pub(super) named: usize,
}

/// The pictures of the edition on the pages, each with its path, in the order of the pages.
pub(super) fn placed(
    document: &PagedDocument,
    world: &World,
    map: &SourceMap,
    resources: &Resources,
) -> Vec<(String, Picture)> {
    let paths: BTreeMap<&[u8], &String> =
        resources.images.iter().map(|(path, bytes)| (bytes.as_ref(), path)).collect();
    let names = Names::of_files(resources);
    let mut found = Vec::new();
    let mut seen: BTreeMap<&String, usize> = BTreeMap::new();
    let mut note = |page: usize, data: &Bytes, picture: Measured| {
        let Some(path) = paths.get(data.as_slice()) else { return };
        let before = seen.entry(path).or_default();
        let named = map.written(named(world.markup(), &names.get(path), *before));
        let (span, top) = (map.node(named), picture.top);
        *before += 1;
        let (across, down) = (picture.width, picture.height);
        let fine = |(x, y): (f64, f64)| (x / across).min(y / down) * 72.0;
        let resolution = picture.pixels.map_or(f64::INFINITY, fine);
        // The number of pixels was one of those of a file.
        let pixels = picture.pixels.map_or(0, |(across, _)| across as u32);
        let picture = Picture { span, pixels, width: across, resolution, page, top, named };
        found.push(((*path).clone(), picture));
    };
    for (number, page) in document.pages().iter().enumerate() {
        let mut on_page = |data: &Bytes, picture: Measured| note(number, data, picture);
        visit(&page.frame, Transform::identity(), &mut on_page);
    }
    found
}

/// Where the markup names the picture for the time after `before` times: pictures stand on the
/// pages in the order in which they are named, and what the typesetter calls their place is a line
/// of the layout.
fn named(markup: &str, path: &str, before: usize) -> usize {
    let wanted = format!("\"/{path}\"");
    let mut places = markup.match_indices(&wanted).map(|(at, _)| at + 1);
    let first = markup.find(&wanted).map_or(0, |at| at + 1);
    places.nth(before).unwrap_or(first)
}

struct Measured {
    /// None of a drawing.
    pixels: Option<(f64, f64)>,
    width: f64,
    height: f64,
    top: f64,
}

fn visit(frame: &Frame, outer: Transform, note: &mut impl FnMut(&Bytes, Measured)) {
    for (at, item) in frame.items() {
        let here = outer.pre_concat(Transform::translate(at.x, at.y));
        match item {
            FrameItem::Group(group) => visit(&group.frame, here.pre_concat(group.transform), note),
            FrameItem::Image(image, size, _) => {
                let (data, pixels) = match image.kind() {
                    ImageKind::Raster(raster) => {
                        (raster.data(), Some((image.width(), image.height())))
                    }
                    ImageKind::Svg(drawing) => (drawing.data(), None),
                    ImageKind::Pdf(_) => continue,
                };
                let scale =
                    (here.sx.get().hypot(here.ky.get()), here.kx.get().hypot(here.sy.get()));
                let width = size.x.to_pt() * scale.0;
                let height = size.y.to_pt() * scale.1;
                if width > 0.0 && height > 0.0 {
                    let top = Point::zero().transform(here).y.to_pt();
                    note(data, Measured { pixels, width, height, top });
                }
            }
            _ => {}
        }
    }
}

/// What is to be said of pictures that are too coarse for `wanted` dots an inch: each place once.
pub(super) fn coarse(pictures: &[(String, Picture)], wanted: f64) -> Vec<Diagnostic> {
    let mut worst: BTreeMap<(Span, &str), Picture> = BTreeMap::new();
    for (path, picture) in pictures {
        let known = worst.entry((picture.span, path)).or_insert(*picture);
        if picture.resolution < known.resolution {
            *known = *picture;
        }
    }
    // What is but rounded is not told.
    let coarse = worst.into_iter().filter(|(_, picture)| picture.resolution.round() < wanted);
    coarse.map(|((span, path), picture)| told(path, &picture, wanted, span)).collect()
}

fn told(path: &str, picture: &Picture, wanted: f64, span: Span) -> Diagnostic {
    let ratio = picture.resolution / wanted;
    let pixels = (f64::from(picture.pixels) / ratio).ceil();
    let width = picture.width * ratio / MILLIMETRE;
    Diagnostic::new(
        Code::ImageResolution,
        span,
        format!(
            "`{path}` is printed with {:.0} dots an inch, {wanted:.0} are asked for",
            picture.resolution
        ),
        format!("take a picture that is {pixels:.0} pixels wide, or print it {width:.0} mm wide"),
    )
}
