//! A book set as PDF, as benches measure it.

use umbruch::{Folder, Made, Opened, PDF, Request, Session};

/// Sets a book, with or without the correction of its lines; the markup is kept.
pub fn set(opened: &mut Opened, folder: &dyn Folder, corrects: bool) -> Made {
    let layouts = vec!["paperback".to_owned()];
    let request = Request { only: vec![&PDF], layouts, keep: true, corrects, ..Request::default() };
    Session::default().make(opened, folder, &request, &|_| {}).expect("the book can be set")
}
