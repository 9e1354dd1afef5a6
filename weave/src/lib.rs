//! Puts listings, figures, values, mathematics and labels into the prose.
//!
//! A page reads well as plain Markdown; this crate finds in it what belongs to
//! the program and puts it there, for mdBook ([`Weave`]) and for Jupyter
//! ([`notebooks`]). It knows nothing of the mathematics: figures and values
//! come by name from the crate `listings`.

mod anchor;
mod book;
pub mod covers;
mod directive;
mod figure;
mod finish;
mod html;
mod ipynb;
mod label;
mod mark;
mod math;
mod notebook;
mod page;
mod parts;
mod patch;
mod prepare;
mod problem;
mod proofs;
mod references;
mod registry;
pub mod scan;
mod source;
mod terms;
mod tested;
mod told;
mod value;
mod work;

use std::path::Path;

use mdbook_preprocessor::book::Book;
use mdbook_preprocessor::errors::{Error, Result as BookResult};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};

pub use book::load;
pub use finish::finish;
pub use ipynb::Notebook;
pub use math::Macros;
pub use problem::{Problem, Problems};

/// The mdBook preprocessor.
#[derive(Debug, Clone, Copy, Default)]
pub struct Weave;

impl Preprocessor for Weave {
    fn name(&self) -> &str {
        "weave"
    }

    fn run(&self, ctx: &PreprocessorContext, mut book: Book) -> BookResult<Book> {
        weave_book(&ctx.root, &mut book).map_err(Error::new)?;
        Ok(book)
    }

    fn supports_renderer(&self, renderer: &str) -> BookResult<bool> {
        Ok(renderer == "html")
    }
}

/// Weaves all chapters of the book in the folder `root`, whose prose is in
/// `src/`.
///
/// # Errors
/// Everything that cannot be resolved; `book` is unchanged then.
pub fn weave_book(root: &Path, book: &mut Book) -> Result<(), Problems> {
    let (mut project, pages) = book::Project::new(root, book);
    let woven: Vec<(String, String)> = pages
        .iter()
        .map(|page| (page.file.clone(), page::weave(page, &pages, &mut project)))
        .collect();
    project.problems.or(())?;
    let mut woven: std::collections::HashMap<String, String> = woven.into_iter().collect();
    book.for_each_chapter_mut(|chapter| {
        if let Some(content) = woven.remove(&book::file_of(chapter)) {
            chapter.content = content;
        }
    });
    Ok(())
}

/// What a reader of an exercise starts from: the `use` lines of
/// `listings/src/exercises/NAME.rs` below `root`, and its function with
/// `todo!()` in the place of the solution.
///
/// # Errors
/// If there is no such file, or one of its anchors is missing.
pub fn skeleton(root: &Path, name: &str) -> Result<String, Problems> {
    let mut problems = Problems::default();
    let mut files = anchor::Files::new(root);
    let path = format!("listings/src/exercises/{name}.rs");
    let code = book::skeleton(&mut files, &path, name, &mut problems);
    let code = code.unwrap_or_else(|message| {
        problems.add(&path, 1, message);
        String::new()
    });
    problems.or(code)
}

/// The notebooks of all pages with code to run or to write, in the order of the
/// book in the folder `root`.
///
/// # Errors
/// Everything that cannot be resolved.
pub fn notebooks(root: &Path, book: &Book) -> Result<Vec<Notebook>, Problems> {
    let (mut project, pages) = book::Project::new(root, book);
    let notebooks = pages
        .iter()
        .filter(|page| page.has_code())
        .map(|page| notebook::write(page, &mut project))
        .collect();
    project.problems.or(notebooks)
}
