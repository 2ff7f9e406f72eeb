//! Drawings for a press with black alone: the typesetter writes their colours as those of light,
//! from which a printer's program would mix four inks, so that they become pixels of grey.

use image::{DynamicImage, RgbImage};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use typst::foundations::Bytes;
use typst::layout::Size;
use typst::visualize::{Image, PixelEncoding, PixelFormat, RasterImage, SvgImage};

/// Dots an inch: what fine lines need in print.
const RESOLUTION: f64 = 600.0;
/// Most pixels along a side: 17 inches.
const LONGEST: f64 = 10_000.0;

/// The drawing in grey on white, in the size in which it stands on the page; `None` if it has none.
pub(super) fn greyed(image: &Image, svg: &SvgImage, size: Size) -> Option<Image> {
    let (across, down) = (size.x.to_pt(), size.y.to_pt());
    let dots = (RESOLUTION / 72.0).min(LONGEST / across.max(down));
    // Between one and the longest side.
    let pixels = |points: f64| (points * dots).round().max(1.0) as u32;
    let (width, height) = (pixels(across), pixels(down));
    let mut drawn = Pixmap::new(width, height)?;
    drawn.fill(Color::WHITE);
    // Sizes of drawings are far below the precision of these numbers.
    let scale = |pixels: u32, own: f64| (f64::from(pixels) / own) as f32;
    let transform = Transform::from_scale(scale(width, svg.width()), scale(height, svg.height()));
    resvg::render(svg.tree(), transform, &mut drawn.as_mut());
    // On white nothing is transparent, so the colours stand as they are.
    let rgb = drawn.pixels().iter().flat_map(|p| [p.red(), p.green(), p.blue()]).collect();
    let grey = DynamicImage::ImageRgb8(RgbImage::from_raw(width, height, rgb)?).into_luma8();
    let format = PixelFormat { encoding: PixelEncoding::Luma8, width, height };
    let raster = RasterImage::plain(Bytes::new(grey.into_raw()), format).ok()?;
    Some(Image::new(raster, image.alt().map(Into::into), image.scaling()))
}
