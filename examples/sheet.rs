//! scratch: sheet OUT COLS files…
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let cols: usize = a[2].parse().unwrap();
    let imgs: Vec<_> = a[3..].iter().map(|p| image::open(p).unwrap().to_rgb8()).collect();
    let (w, h) = imgs[0].dimensions();
    let rows = imgs.len().div_ceil(cols);
    let mut out = image::RgbImage::from_pixel(
        (w + 6) * cols as u32,
        (h + 6) * rows as u32,
        image::Rgb([120, 120, 120]),
    );
    for (i, img) in imgs.iter().enumerate() {
        image::imageops::overlay(
            &mut out,
            img,
            ((w + 6) * (i % cols) as u32) as i64,
            ((h + 6) * (i / cols) as u32) as i64,
        );
    }
    out.save(&a[1]).unwrap();
}
