//! What a built book still lacks when mdBook is done with it.

use std::fs;
use std::path::Path;

use mdbook_preprocessor::book::Book;

use crate::book::{Project, built};
use crate::problem::Problems;
use crate::tested;

/// Finishes a built book in its folder: writes the pages of the tests, each in
/// the frame of the overview that mdBook has made, and marks code as nothing to
/// translate, which Markdown cannot. mdBook does not know the pages of the
/// tests, so that they are neither in its table of contents nor in its search.
///
/// # Errors
/// Everything that cannot be resolved, and files that cannot be read or
/// written.
pub fn finish(root: &Path, book: &Book, folder: &Path) -> Result<(), Problems> {
    let (mut project, pages) = Project::new(root, book);
    let entries = tested::entries(&pages, &mut project);
    let entries = entries.unwrap_or_else(|(file, message)| {
        project.problems.add(&file, 1, message);
        Vec::new()
    });
    let Project {
        tested,
        mut problems,
        ..
    } = project;
    let frame = tested.map_or_else(
        || Ok(String::new()),
        |tested| read(folder, &built(&tested.file)),
    );
    let entries = entries.into_iter().map(|entry| {
        let html = frame.clone().and_then(|frame| entry.within(&frame));
        (entry.path, html)
    });
    let chapters = pages.iter().map(|page| built(&page.file));
    let chapters = chapters.chain(["index.html", "print.html"].map(str::to_owned));
    let chapters = chapters.map(|path| {
        let html = read(folder, &path);
        (path, html)
    });
    for (path, html) in entries.chain(chapters) {
        let written = html.and_then(|html| {
            fs::write(folder.join(&path), code_as_it_is(&html)).map_err(|e| e.to_string())
        });
        if let Err(cause) = written {
            problems.add(&path, 1, format!("cannot be finished: {cause}"));
        }
    }
    problems.or(())
}

fn read(folder: &Path, path: &str) -> Result<String, String> {
    fs::read_to_string(folder.join(path)).map_err(|e| e.to_string())
}

fn code_as_it_is(html: &str) -> String {
    let marked = html.replace("<code>", "<code translate=\"no\">");
    marked.replace("<code class=", "<code translate=\"no\" class=")
}
