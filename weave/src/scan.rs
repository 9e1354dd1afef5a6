//! What a Markdown file contains: formulas, claims, listings, figures,
//! references, citations, and their labels.

mod labels;
mod marks;
mod scanner;
mod wrong;

use std::ops::Range;

pub use crate::directive::{FigureCall, Include};
pub use crate::label::{Kind, Label};
use crate::patch::Patched;
use crate::prepare::{Prepared, prepare};
use crate::problem::Problems;
use crate::registry::Values;
use crate::source::{line_of, line_starts, section};
pub use crate::told::{Telling, Told};
use scanner::Scanner;

/// A piece of a page that weave or a test cares about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// Its bytes in [`Page::text`].
    pub range: Range<usize>,
    /// What it is.
    pub what: What,
}

/// What an element is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The heading of the page.
    Title,
    /// A formula.
    Formula {
        /// Its TeX, values inserted.
        tex: String,
        /// Whether it stands on lines of its own.
        display: bool,
        /// The name of its label.
        label: Option<String>,
    },
    /// A sentence with a label.
    Claim {
        /// The name of its label.
        name: String,
    },
    /// A wrong sentence with a label.
    Mistake {
        /// The name of its label.
        name: String,
    },
    /// A listing; its anchor is the name of its label.
    Listing(Include),
    /// A figure.
    Figure {
        /// Which figure, and how.
        call: FigureCall,
        /// The bytes of its caption in [`Page::text`].
        caption: Range<usize>,
    },
    /// A reference to a label.
    Reference {
        /// The kind of the label.
        kind: Kind,
        /// Its name.
        name: String,
        /// The bytes of the link's text.
        text: Range<usize>,
    },
    /// A citation of a work.
    Citation {
        /// The work's key in `references.bib`.
        key: String,
        /// The bytes of the link's text.
        text: Range<usize>,
    },
    /// A link to another file of the book.
    Link {
        /// Where it leads, as written.
        to: String,
        /// The bytes of the link's text.
        text: Range<usize>,
    },
    /// A task with a label: an item of a list, or a paragraph.
    Exercise {
        /// The name of its label.
        name: String,
    },
    /// A comment that is no label.
    Comment,
    /// `{{#tested}}`, where the tests of all labels are shown.
    Tested,
    /// `{{#references}}`, where all works are listed.
    References,
}

/// A Markdown file, taken apart.
#[derive(Debug, Clone)]
pub struct Page {
    /// The file, relative to the book's root: `src/welcome.md`.
    pub file: String,
    /// The Markdown with values inserted and without the comments that label.
    pub text: String,
    /// Its elements, in the order of the text.
    pub elements: Vec<Element>,
    /// Its labels, in the order of the text.
    pub labels: Vec<Label>,
    /// How many words of prose it has, without what is folded and without the
    /// tasks below "Try".
    pub words: usize,
    /// The bytes of what is folded, from `<details>` to its end, and of the
    /// tasks below "Try": both take a time of their own.
    pub(crate) aside: Vec<Range<usize>>,
    /// The bytes of its paragraphs, and of what else words stand in: items of
    /// lists, cells of tables, headings.
    pub(crate) paragraphs: Vec<Range<usize>>,
    /// Its computed numbers.
    pub(crate) values: Vec<Told>,
    patched: Patched,
    line_starts: Vec<usize>,
}

impl Page {
    /// The name of the page's section: `ill_conditioned_problem`.
    #[must_use]
    pub fn section(&self) -> String {
        section(&self.file)
    }

    /// The name of the page's file: `ill-conditioned-problem`.
    #[must_use]
    pub fn name(&self) -> &str {
        let name = self.file.rsplit('/').next().unwrap_or(&self.file);
        name.strip_suffix(".md").unwrap_or(name)
    }

    /// What the page prints outside of labelled equations and sentences, whose
    /// tests read it with them: computed numbers, references, citations
    /// and links.
    #[must_use]
    pub fn told(&self) -> Vec<Told> {
        let is_held = |range: &Range<usize>| {
            self.elements.iter().any(|element| {
                let around = element.range.start <= range.start && range.end <= element.range.end;
                let held = matches!(
                    element.what,
                    What::Claim { .. }
                        | What::Mistake { .. }
                        | What::Formula { label: Some(_), .. }
                );
                around && held
            })
        };
        let links = self.elements.iter().filter_map(|element| {
            let to = match &element.what {
                What::Reference { kind, name, .. } => format!("{}:{name}", kind.prefix()),
                What::Citation { key, .. } => format!("ref:{key}"),
                What::Link { to, .. } => to.clone(),
                _ => return None,
            };
            Some(Told {
                range: element.range.clone(),
                what: Telling::Link { to },
            })
        });
        let values = self.values.iter().filter(|told| !is_held(&told.range));
        let mut told: Vec<Told> = values.cloned().chain(links).collect();
        told.sort_by_key(|told| told.range.start);
        told
    }

    /// The line of the file, counted from 1, in which a byte of
    /// [`Page::text`] stands.
    #[must_use]
    pub fn line(&self, at: usize) -> usize {
        line_of(&self.line_starts, self.patched.source(at))
    }

    /// Whether a byte of [`Page::text`] is not part of what is read at first.
    pub(crate) fn is_aside(&self, at: usize) -> bool {
        self.aside.iter().any(|range| range.contains(&at))
    }

    /// The text of `range`.
    pub(crate) fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }
}

/// All labels of a Markdown source; `file` is its path, relative to the
/// book's root.
///
/// # Errors
/// Everything that is wrong with the source.
pub fn labels(file: &str, source: &str) -> Result<Vec<Label>, Problems> {
    page(file, source).map(|page| page.labels)
}

/// Takes a Markdown source apart; `file` is its path, relative to the book's
/// root.
///
/// # Errors
/// Everything that is wrong with the source.
pub fn page(file: &str, source: &str) -> Result<Page, Problems> {
    let mut problems = Problems::default();
    let page = scan(file, source, &mut Values::default(), &mut problems);
    problems.or(page)
}

/// Takes a Markdown source apart as far as possible.
pub(crate) fn scan(file: &str, source: &str, values: &mut Values, problems: &mut Problems) -> Page {
    let Prepared {
        patched,
        marks,
        blocks,
        values,
    } = prepare(file, source, values, problems);
    let mut page = Page {
        file: file.to_owned(),
        text: patched.text.clone(),
        elements: Vec::new(),
        labels: Vec::new(),
        words: 0,
        aside: Vec::new(),
        paragraphs: Vec::new(),
        values,
        patched,
        line_starts: line_starts(source),
    };
    let mut scanner = Scanner::new(&mut page, problems);
    scanner.read_events();
    scanner.label_formulas(&marks);
    scanner.find_claims(&marks);
    scanner.find_exercises(&marks);
    scanner.check_blocks(&blocks);
    scanner.check_wrong();
    page.elements
        .sort_by_key(|element| (element.range.start, element.range.end));
    page.labels = labels::collect(&page);
    page
}
