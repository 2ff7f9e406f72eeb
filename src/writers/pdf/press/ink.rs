//! Pages as they go to the press: black alone where that is ordered, without what only a screen
//! can show.

use std::collections::HashMap;
use std::sync::Arc;

use image::DynamicImage;
use typst::foundations::Bytes;
use typst::layout::{Frame, FrameItem, Size};
use typst::visualize::{
    Color, ColorSpace, FixedStroke, Gradient, Image, ImageKind, Paint, PixelEncoding, PixelFormat,
    ProcessColor, ProcessColorSpace, RasterImage,
};

use super::drawing;

/// What makes frames ready for the press.
pub(super) struct Ink {
    black_only: bool,
    /// Pictures in grey, by the picture and its size; the same is made grey once.
    grey: HashMap<(Image, Size), Image>,
}

impl Ink {
    /// With black alone, or with the colours as they are.
    pub(super) fn new(black_only: bool) -> Self {
        Self { black_only, grey: HashMap::new() }
    }

    /// The frame without links and tags, in the ink that is ordered.
    pub(super) fn frame(&mut self, frame: &Frame) -> Frame {
        let items = frame.items().filter_map(|(at, item)| {
            let mut item = item.clone();
            match &mut item {
                FrameItem::Group(group) => {
                    group.frame = self.frame(&group.frame);
                    // The parent belongs to the order in which a file is read aloud.
                    group.parent = None;
                    group.label = None;
                }
                FrameItem::Link(..) | FrameItem::Tag(..) => return None,
                _ if !self.black_only => {}
                FrameItem::Text(text) => {
                    text.fill = blackened(&text.fill);
                    text.stroke.iter_mut().for_each(blacken);
                }
                FrameItem::Shape(shape, _) => {
                    shape.fill = shape.fill.as_ref().map(blackened);
                    shape.stroke.iter_mut().for_each(blacken);
                }
                FrameItem::Image(image, size, _) => *image = self.image(image, *size),
            }
            Some((*at, item))
        });
        let items: Vec<_> = items.collect();
        let mut made = Frame::new(frame.size(), frame.kind());
        made.push_multiple(items);
        made
    }

    /// A fill of a whole page.
    pub(super) fn paint(&self, paint: &Paint) -> Paint {
        if self.black_only { blackened(paint) } else { paint.clone() }
    }

    fn image(&mut self, image: &Image, size: Size) -> Image {
        let grey = self.grey.entry((image.clone(), size));
        let make = || match image.kind() {
            ImageKind::Svg(svg) => drawing::greyed(image, svg, size),
            _ => greyed(image),
        };
        grey.or_insert_with(|| make().unwrap_or_else(|| image.clone())).clone()
    }
}

fn blacken(stroke: &mut FixedStroke) {
    stroke.paint = blackened(&stroke.paint);
}

/// The paint as a tint of black.
fn blackened(paint: &Paint) -> Paint {
    match paint {
        Paint::Solid(color) => Paint::Solid(tint(color)),
        Paint::Gradient(gradient) => Paint::Gradient(grey_gradient(gradient)),
        Paint::Tiling(_) => paint.clone(),
    }
}

/// A colour as a tint of black, as it looks on white paper: nothing on a press is transparent.
fn tint(color: &Color) -> Color {
    let mut luma = color.to_luma();
    luma.luma = 1.0 - (1.0 - luma.luma) * luma.alpha;
    luma.alpha = 1.0;
    Color::Process(ProcessColor::Luma(luma))
}

fn grey_gradient(gradient: &Gradient) -> Gradient {
    let grey = ColorSpace::Process(ProcessColorSpace::D65Gray);
    let mut gradient = gradient.clone();
    let (stops, space) = match &mut gradient {
        Gradient::Linear(linear) => {
            let linear = Arc::make_mut(linear);
            (&mut linear.stops, &mut linear.space)
        }
        Gradient::Radial(radial) => {
            let radial = Arc::make_mut(radial);
            (&mut radial.stops, &mut radial.space)
        }
        Gradient::Conic(conic) => {
            let conic = Arc::make_mut(conic);
            (&mut conic.stops, &mut conic.space)
        }
    };
    stops.iter_mut().for_each(|(color, _)| *color = tint(color));
    *space = grey;
    gradient
}

/// A picture in grey on white; `None` if it is already, or is no picture of pixels.
fn greyed(image: &Image) -> Option<Image> {
    let ImageKind::Raster(raster) = image.kind() else { return None };
    let pixels = raster.dynamic();
    if matches!(pixels.as_ref(), DynamicImage::ImageLuma8(_)) {
        return None;
    }
    let (width, height) = (pixels.width(), pixels.height());
    let on_white = |[grey, alpha]: [u8; 2]| {
        let (grey, alpha) = (u32::from(grey), u32::from(alpha));
        // Between 0 and 255 whatever the two are.
        ((grey * alpha + 255 * (255 - alpha) + 127) / 255) as u8
    };
    let grey: Vec<u8> = pixels.to_luma_alpha8().pixels().map(|pixel| on_white(pixel.0)).collect();
    let format = PixelFormat { encoding: PixelEncoding::Luma8, width, height };
    let raster = RasterImage::plain(Bytes::new(grey), format).ok()?;
    Some(Image::new(raster, image.alt().map(Into::into), image.scaling()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grey_of(paint: &Paint) -> f32 {
        let Paint::Solid(color) = blackened(paint) else { panic!("a plain paint") };
        let luma = color.to_luma();
        assert_eq!(luma.alpha, 1.0, "nothing is transparent");
        luma.luma
    }

    #[test]
    fn colours_become_tints_as_they_look_on_white() {
        assert_eq!(grey_of(&Color::BLACK.into()), 0.0);
        assert_eq!(grey_of(&Color::WHITE.into()), 1.0);
        let half = Color::BLACK.with_alpha(0.5);
        assert!((grey_of(&half.into()) - 0.5).abs() < 0.01);
        let (red, blue) = (Color::from_u8(255, 0, 0, 255), Color::from_u8(0, 0, 255, 255));
        let (red, blue) = (grey_of(&red.into()), grey_of(&blue.into()));
        assert!(0.0 < blue && blue < red && red < 1.0, "blue {blue}, red {red}");
        let gradient = Gradient::Linear(Arc::new(typst::visualize::LinearGradient {
            stops: vec![
                (Color::from_u8(255, 0, 0, 255), typst::layout::Ratio::zero()),
                (Color::WHITE, typst::layout::Ratio::one()),
            ],
            angle: typst::layout::Angle::zero(),
            space: ColorSpace::Process(ProcessColorSpace::Oklab),
            relative: typst::foundations::Smart::Auto,
            anti_alias: true,
        }));
        let Paint::Gradient(Gradient::Linear(made)) = blackened(&gradient.into()) else {
            panic!("a gradient")
        };
        let is_grey =
            |(color, _): &(Color, _)| matches!(color, Color::Process(ProcessColor::Luma(_)));
        assert!(made.stops.iter().all(is_grey), "{made:?}");
    }

    #[test]
    fn pictures_become_grey_on_white() {
        let pixels = vec![255, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 128];
        let format = PixelFormat { encoding: PixelEncoding::Rgba8, width: 3, height: 1 };
        let raster = RasterImage::plain(Bytes::new(pixels), format).expect("three pixels");
        let grey = greyed(&Image::plain(raster)).expect("it has colours");
        let ImageKind::Raster(raster) = grey.kind() else { panic!("pixels") };
        assert_eq!(raster.dynamic().to_luma8().into_raw(), [255, 0, 127]);
        assert!(greyed(&grey).is_none(), "what is grey stays as it is");
    }
}
