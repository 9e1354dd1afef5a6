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
mod registry;
pub mod scan;
mod tested;
mod value;

use std::path::Path;

use mdbook_preprocessor::book::Book;
use mdbook_preprocessor::errors::{Error, Result as BookResult};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};

pub use book::load;
pub use ipynb::Notebook;
pub use math::Macros;
pub use problem::{Problem, Problems};
pub use tested::TestedPage;

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

/// The pages of the tests: for each page that prints something one with an
/// entry for each of its labels. mdBook does not know them, so that they are
/// neither in its table of contents nor in its search; [`finish`] puts
/// them beside the page with `{{#tested}}`.
///
/// # Errors
/// Everything that cannot be resolved.
pub fn tested(root: &Path, book: &Book) -> Result<Vec<TestedPage>, Problems> {
    let (mut project, pages) = book::Project::new(root, book);
    let written = tested::entries(&pages, &mut project);
    let written = written.unwrap_or_else(|(file, message)| {
        project.problems.add(&file, 1, message);
        Vec::new()
    });
    project.problems.or(written)
}

/// Finishes a built book in its folder: writes the pages of the tests, each in
/// the frame of the overview that mdBook has made, and marks code as nothing to
/// translate, which Markdown cannot.
///
/// # Errors
/// What [`tested()`] says, and files that cannot be read or written.
pub fn finish(root: &Path, book: &Book, folder: &Path) -> Result<(), Problems> {
    let (project, pages) = book::Project::new(root, book);
    let overview = project.tested.map(|tested| tested.built());
    let mut problems = Problems::default();
    if let Some(overview) = overview {
        let entries = tested(root, book)?;
        let frame = read(folder, &overview);
        for page in entries {
            let written = frame.clone().and_then(|frame| page.within(&frame));
            let written = written.and_then(|html| write(folder, &page.path, &code_as_it_is(&html)));
            if let Err(cause) = written {
                problems.add(&page.path, 1, format!("cannot be written: {cause}"));
            }
        }
    }
    let chapters = pages.iter().map(|page| book::built(&page.file));
    for path in chapters.chain(["index.html", "print.html"].map(str::to_owned)) {
        let written =
            read(folder, &path).and_then(|html| write(folder, &path, &code_as_it_is(&html)));
        if let Err(cause) = written {
            problems.add(&path, 1, format!("cannot be finished: {cause}"));
        }
    }
    problems.or(())
}

fn code_as_it_is(html: &str) -> String {
    let marked = html.replace("<code>", "<code translate=\"no\">");
    marked.replace("<code class=", "<code translate=\"no\" class=")
}

fn read(folder: &Path, path: &str) -> Result<String, String> {
    std::fs::read_to_string(folder.join(path)).map_err(|e| e.to_string())
}

fn write(folder: &Path, path: &str, html: &str) -> Result<(), String> {
    std::fs::write(folder.join(path), html).map_err(|e| e.to_string())
}

/// The notebooks of all sections that have listings, in the order of the
/// book in the folder `root`.
///
/// # Errors
/// Everything that cannot be resolved.
pub fn notebooks(root: &Path, book: &Book) -> Result<Vec<Notebook>, Problems> {
    let (mut project, pages) = book::Project::new(root, book);
    let notebooks = pages
        .iter()
        .filter(|page| page.has_listings())
        .map(|page| notebook::write(page, &mut project))
        .collect();
    project.problems.or(notebooks)
}
