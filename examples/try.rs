//! scratch
use umbruch::{diagnostics, layouts::Layout, pipeline, storage::DiskFolder, writers::pdf};
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let folder = DiskFolder::open(std::path::Path::new(&args[1])).unwrap();
    let opened = pipeline::open(&folder, "x");
    print!("{}", diagnostics::text(&opened.diagnostics, &opened.sources, false));
    let (edition, book, resources) = opened.content.unwrap();
    let t = std::time::Instant::now();
    let layout = match Layout::load(&args[2], edition.span, Some(&folder)) {
        Ok(l) => l,
        Err(d) => {
            print!("{}", diagnostics::text(&d, &opened.sources, false));
            return;
        }
    };
    if std::env::var("COVER").is_ok() {
        let c = match pdf::cover(&book, &layout, &resources) {
            Ok(l) => l,
            Err(d) => {
                print!("{}", diagnostics::text(&d, &opened.sources, false));
                return;
            }
        };
        std::fs::write(&args[3], c.jpeg).unwrap();
        eprintln!("cover {:?}", t.elapsed());
        return;
    }
    match pdf::write(
        &book,
        &resources,
        &layout,
        &pdf::Options { modified: book.metadata.date.first_moment() },
    ) {
        Ok(p) => {
            eprintln!("{} pages {} bytes {:?}", p.pages, p.bytes.len(), t.elapsed());
            print!("{}", diagnostics::text(&p.diagnostics, &opened.sources, false));
            std::fs::write(&args[3], &p.bytes).unwrap();
            std::fs::write(format!("{}.typ", args[3]), &p.typst).unwrap();
        }
        Err(d) => print!("{}", diagnostics::text(&d, &opened.sources, false)),
    }
}
