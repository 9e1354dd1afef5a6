//! The book: its files, its pages, its numbers.

use std::collections::HashMap;
use std::path::Path;

use mdbook_preprocessor::book::{Book, BookItem, Chapter};
use mdbook_summary::{SummaryItem, parse_summary};

use crate::anchor::{Anchor, Files, resolve};
use crate::covers::{self, Cover, Exempt};
use crate::label::Targets;
use crate::math::{Macros, Renderer};
use crate::problem::Problems;
use crate::proofs::Proofs;
use crate::references::References;
use crate::registry::Values;
use crate::scan::{Include, Page, What, scan};
use crate::terms::Terms;

/// Where the prose stands, relative to the book's root.
const SOURCE: &str = "src";

/// What the pages of the tests are made from.
#[derive(Debug)]
pub(crate) struct Tested {
    /// The file with `{{#tested}}`.
    pub(crate) file: String,
    pub(crate) covers: Vec<Cover>,
    pub(crate) exempt: Vec<Exempt>,
}

impl Tested {
    /// The file with the entries of a page, beside the overview:
    /// `src/tested-curvature.md` for `src/curvature.md`. It is written as HTML
    /// alone.
    pub(crate) fn entries(&self, page: &Page) -> String {
        let folder = self.file.rfind('/').map_or(0, |at| at + 1);
        format!("{}tested-{}", &self.file[..folder], page.name_of_file())
    }
}

/// What pages are woven from.
pub(crate) struct Project {
    pub(crate) files: Files,
    pub(crate) renderer: Renderer,
    pub(crate) targets: Targets,
    pub(crate) problems: Problems,
    /// The works that it cites.
    pub(crate) references: References,
    /// The name of each file's chapter.
    pub(crate) titles: HashMap<String, String>,
    /// The page that shows the tests, if the book has it.
    pub(crate) tested: Option<Tested>,
    pub(crate) terms: Terms,
    pub(crate) proofs: Proofs,
}

impl Project {
    /// Takes all chapters of `book` apart and numbers what they contain;
    /// the pages are in the order of [`Book::chapters`].
    pub(crate) fn new(root: &Path, book: &Book) -> (Self, Vec<Page>) {
        let mut problems = Problems::default();
        let macros = Macros::read(root, &mut problems);
        let mut values = Values::default();
        let mut targets = Targets::default();
        let mut pages = Vec::new();
        let mut titles = HashMap::new();
        for chapter in book.chapters() {
            let page = scan(
                &file_of(chapter),
                &chapter.content,
                &mut values,
                &mut problems,
            );
            let number = chapter.number.as_ref().map(|number| {
                let parts: Vec<String> = number.iter().map(u32::to_string).collect();
                parts.join(".")
            });
            targets.add_page(&page.labels, number.as_deref(), &mut problems);
            titles.insert(page.file.clone(), chapter.name.clone());
            pages.push(page);
        }
        let tested = tested(root, &pages, &mut problems);
        let references = References::new(root, &pages, &mut problems);
        let terms = Terms::of(&pages, &mut problems);
        let proofs = Proofs::of(&pages, &targets, &mut problems);
        let project = Self {
            files: Files::new(root),
            renderer: Renderer::new(macros),
            targets,
            problems,
            references,
            titles,
            tested,
            terms,
            proofs,
        };
        (project, pages)
    }

    /// The file, relative to the root, and the anchor of an include.
    pub(crate) fn anchor(
        &mut self,
        page: &Page,
        include: &Include,
    ) -> Result<(String, Anchor), String> {
        let path = resolve(&page.file, &include.path).ok_or_else(|| {
            format!(
                "{} leads out of the project: include files of listings/src only",
                include.path
            )
        })?;
        let mut anchor = self
            .files
            .anchor(&path, &include.anchor, &mut self.problems)?;
        if include.skeleton {
            anchor.text = gap(&anchor, &path, &include.anchor)?;
        }
        Ok((path, anchor))
    }

    /// What runs the code in `path`: its crate, if that is not `listings`; else
    /// the example with its name, or the one of the page that shows it.
    pub(crate) fn command(&self, page: &Page, path: &str) -> Option<String> {
        if let Some(name) = own_crate(path) {
            let program = self.files.exists(&format!("{name}/src/main.rs"));
            return program.then(|| format!("cargo run --package {name}"));
        }
        if let Some(name) = exercise(path) {
            return Some(format!("cargo xtask exercise {name}"));
        }
        let file = path.rsplit('/').next().unwrap_or(path);
        let own = file.strip_suffix(".rs").unwrap_or(file).to_owned();
        [own, page.section()]
            .into_iter()
            .find(|name| self.files.exists(&format!("listings/examples/{name}.rs")))
            .map(|name| format!("cargo run --example {name}"))
    }
}

/// The crate of a listing that needs more than `listings` does, and so has one
/// of its own.
pub(crate) fn own_crate(path: &str) -> Option<&str> {
    let (name, _) = path.split_once("/src/")?;
    (name != "listings").then_some(name)
}

/// The name of the exercise in a file.
pub(crate) fn exercise(path: &str) -> Option<&str> {
    path.strip_prefix("listings/src/exercises/")?
        .strip_suffix(".rs")
}

/// An exercise's function without its solution.
fn gap(anchor: &Anchor, path: &str, name: &str) -> Result<String, String> {
    anchor.skeleton.clone().ok_or_else(|| {
        format!(
            "the anchor \"{name}\" of {path} has no solution to leave out: put \
             `// ANCHOR: solution` and `// ANCHOR_END: solution` around it"
        )
    })
}

/// The same, and the names that it needs before it, if any.
pub(crate) fn skeleton(
    files: &mut Files,
    path: &str,
    name: &str,
    problems: &mut Problems,
) -> Result<String, String> {
    let names = files.find(path, "names", problems);
    let names = names.map_or_else(String::new, |names| names.text + "\n\n");
    let task = files.anchor(path, name, problems)?;
    Ok(names + &gap(&task, path, name)?)
}

/// The page with `{{#tested}}`, of which there may be one.
fn tested(root: &Path, pages: &[Page], problems: &mut Problems) -> Option<Tested> {
    let mut places = pages.iter().flat_map(|page| {
        let found = page.elements.iter().filter(|e| e.what == What::Tested);
        found.map(move |element| (page, page.line(element.range.start)))
    });
    let (first, _) = places.next()?;
    for (page, line) in places {
        let message = "`{{#tested}}` stands twice in the book: take one of them out";
        problems.add(&page.file, line, message);
    }
    Some(Tested {
        file: first.file.clone(),
        covers: covers::read(root, problems),
        exempt: covers::read_exempt(root, problems),
    })
}

impl Page {
    /// Whether the page has code that a reader runs or writes, and so a
    /// notebook. Solutions are only read.
    pub(crate) fn has_code(&self) -> bool {
        self.has_listing(|include| !include.is_solution())
    }

    /// Whether the reader writes the code.
    pub(crate) fn has_exercises(&self) -> bool {
        self.has_listing(|include| include.skeleton)
    }

    fn has_listing(&self, wanted: impl Fn(&Include) -> bool) -> bool {
        self.elements
            .iter()
            .any(|element| matches!(&element.what, What::Listing(include) if wanted(include)))
    }

    /// `momentum-method.md`.
    fn name_of_file(&self) -> &str {
        self.file.rsplit('/').next().unwrap_or(&self.file)
    }

    /// The name of the page's notebook: `momentum-method.ipynb`.
    pub(crate) fn notebook(&self) -> String {
        let name = self.name_of_file();
        format!("{}.ipynb", name.strip_suffix(".md").unwrap_or(name))
    }
}

/// Where mdBook puts what it makes of a file.
pub(crate) fn built(file: &str) -> String {
    let path = file.strip_prefix("src/").unwrap_or(file);
    format!("{}.html", path.strip_suffix(".md").unwrap_or(path))
}

pub(crate) fn file_of(chapter: &Chapter) -> String {
    let path = chapter.source_path.as_ref().or(chapter.path.as_ref());
    let path = path.map_or_else(String::new, |path| {
        path.to_string_lossy().replace('\\', "/")
    });
    format!("{SOURCE}/{path}")
}

/// Reads the book in `root` as mdBook does: `src/SUMMARY.md` and the files
/// that it names.
///
/// # Errors
/// A file that cannot be read, or a table of contents that mdBook rejects.
pub fn load(root: &Path) -> Result<Book, Problems> {
    let mut problems = Problems::default();
    let summary_file = format!("{SOURCE}/SUMMARY.md");
    let Some(source) = read(root, &summary_file, &mut problems) else {
        return problems.or(Book::new());
    };
    let summary = match parse_summary(&source) {
        Ok(summary) => summary,
        Err(error) => {
            let message = format!("not a table of contents: {error:#}: correct the file");
            problems.add(&summary_file, 1, message);
            return problems.or(Book::new());
        }
    };
    let items = [
        &summary.prefix_chapters,
        &summary.numbered_chapters,
        &summary.suffix_chapters,
    ];
    let items = items
        .into_iter()
        .flatten()
        .map(|item| load_item(root, item, &mut problems))
        .collect();
    problems.or(Book::new_with_items(items))
}

fn load_item(root: &Path, item: &SummaryItem, problems: &mut Problems) -> BookItem {
    let link = match item {
        SummaryItem::Link(link) => link,
        SummaryItem::PartTitle(title) => return BookItem::PartTitle(title.clone()),
        _ => return BookItem::Separator,
    };
    let mut chapter = match &link.location {
        None => Chapter::new_draft(&link.name, Vec::new()),
        Some(location) => {
            let file = format!("{SOURCE}/{}", location.to_string_lossy());
            let content = read(root, &file, problems).unwrap_or_default();
            Chapter::new(&link.name, content, location, Vec::new())
        }
    };
    chapter.number = link.number.clone();
    chapter.sub_items = link
        .nested_items
        .iter()
        .map(|item| load_item(root, item, problems))
        .collect();
    BookItem::Chapter(chapter)
}

fn read(root: &Path, file: &str, problems: &mut Problems) -> Option<String> {
    match std::fs::read_to_string(root.join(file)) {
        Ok(text) => Some(text.trim_start_matches('\u{feff}').to_owned()),
        Err(error) => {
            let message =
                format!("cannot read the file: {error}: create it or correct src/SUMMARY.md");
            problems.add(file, 1, message);
            None
        }
    }
}
