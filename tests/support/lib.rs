//! What the tests share: reading figures, pages and states back.
//!
//! The tests are one folder a section in `sections/`, and what holds for all
//! of them: `book/`, `figures.rs`, `pages.rs`, `notebooks.rs` and `browser/`.

pub mod caption;
pub mod drawn;
pub mod plane;
pub mod printed;
pub mod states;
pub mod told;

use std::path::PathBuf;

use mdbook_driver::book::BookItem;

/// The folder of the book: `MOMENTUM_ROOT`, so that a fault can be planted in
/// a copy and tried without building anything, else this project.
pub fn root() -> PathBuf {
    match std::env::var_os("MOMENTUM_ROOT") {
        Some(folder) => folder.into(),
        None => PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/..")),
    }
}

/// The woven Markdown of the page `file`, as mdBook gets it.
///
/// # Panics
/// With all problems of the book if it cannot be woven, or if there is no
/// such page.
pub fn woven(file: &str) -> String {
    let mut book = weave::load(&root()).unwrap_or_else(|problems| panic!("{problems}"));
    weave::weave_book(&root(), &mut book).unwrap_or_else(|problems| panic!("{problems}"));
    let page = book.iter().find_map(|item| match item {
        BookItem::Chapter(chapter) => {
            let path = chapter.path.as_deref()?;
            (path == std::path::Path::new(file)).then(|| chapter.content.clone())
        }
        _ => None,
    });
    page.unwrap_or_else(|| panic!("the book has no page {file}"))
}
