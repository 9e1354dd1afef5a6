//! The works that the book cites: `references.bib`, the citations of the pages,
//! and the list of `{{#references}}`.

use std::path::Path;

use crate::html::escape;
use crate::mark::link;
use crate::parts::href;
use crate::problem::Problems;
use crate::scan::{Page, What};
use crate::work::{Work, works};

/// Where the works stand, relative to the book's root.
pub(crate) const FILE: &str = "references.bib";

/// A citation on a page.
#[derive(Debug)]
struct Place {
    key: String,
    /// The page, relative to the book's root.
    file: String,
    /// Where it begins in [`Page::text`].
    at: usize,
}

/// All works and where they are cited.
#[derive(Debug, Default)]
pub(crate) struct References {
    /// In the order of the list.
    works: Vec<Work>,
    /// In the order of the book.
    places: Vec<Place>,
    /// The page with the list.
    list: String,
}

impl References {
    /// Reads the works in `root`, and finds where `pages` cite them. Says what is
    /// wrong with either.
    pub(crate) fn new(root: &Path, pages: &[Page], problems: &mut Problems) -> Self {
        let source = match std::fs::read_to_string(root.join(FILE)) {
            Ok(source) => source,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => {
                problems.add(FILE, 1, format!("cannot read the file: {error}"));
                return Self::default();
            }
        };
        // A file with an error is no reason to report every citation.
        let Some(works) = works(&source, problems) else {
            return Self::default();
        };
        let mut references = Self {
            works,
            places: Vec::new(),
            list: list(pages, problems),
        };
        for page in pages {
            references.read(page, problems);
        }
        references.find_uncited(problems);
        references
    }

    /// Notes the citations of a page, and compares their words.
    fn read(&mut self, page: &Page, problems: &mut Problems) {
        for element in &page.elements {
            let What::Citation { key, text } = &element.what else {
                continue;
            };
            let at = element.range.start;
            let mut problem = |message: String| problems.add(&page.file, page.line(at), message);
            match self.works.iter().find(|work| work.key == *key) {
                None => problem(format!(
                    "{FILE} has no work \"{key}\"; it has {}: correct the key, or add the work",
                    self.keys()
                )),
                Some(Work { citation, .. }) => {
                    let words = page.slice(text.clone());
                    if words.split_whitespace().ne(citation.split_whitespace()) {
                        problem(format!(
                            "\"{words}\" is not how this work is cited: write \
                             `[{citation}](ref:{key})`"
                        ));
                    }
                }
            }
            if self.list.is_empty() {
                problem(
                    "a citation, but no list for it to lead to: write `{{#references}}` on a \
                     line of its own of some page"
                        .to_owned(),
                );
            }
            self.places.push(Place {
                key: key.clone(),
                file: page.file.clone(),
                at,
            });
        }
    }

    fn keys(&self) -> String {
        let keys: Vec<&str> = self.works.iter().map(|work| work.key.as_str()).collect();
        match keys.is_empty() {
            true => "none".to_owned(),
            false => keys.join(", "),
        }
    }

    fn find_uncited(&self, problems: &mut Problems) {
        let cited = |work: &&Work| self.places.iter().any(|place| place.key == work.key);
        for work in self.works.iter().filter(|work| !cited(work)) {
            let Work { key, citation, .. } = work;
            let message = format!(
                "no page cites \"{key}\": write `[{citation}](ref:{key})` where the book leans on \
                 it, or take it out"
            );
            problems.add(FILE, work.line, message);
        }
    }

    /// The citations of one work, counted from 1.
    fn places_of(&self, key: &str) -> impl Iterator<Item = (usize, &Place)> {
        let places = self.places.iter().filter(move |place| place.key == key);
        (1..).zip(places)
    }

    /// The id of the citation at `at`, and where it leads.
    pub(crate) fn citation(&self, page: &Page, key: &str, at: usize) -> (String, String) {
        let mut places = self.places_of(key);
        let here = places.find(|(_, place)| place.file == page.file && place.at == at);
        let count = here.map_or(0, |(count, _)| count);
        let href = href(&page.file, &self.list, &id(key));
        (place_id(key, count), href)
    }

    /// The list, as HTML on lines of its own; `title` names the chapter of a
    /// file.
    pub(crate) fn list<'t>(&self, page: &Page, title: impl Fn(&str) -> &'t str) -> String {
        let mut html = String::from("<ul class=\"works\">\n");
        for work in &self.works {
            let mut files: Vec<&str> = Vec::new();
            let links = self.places_of(&work.key).map(|(count, place)| {
                let file = place.file.as_str();
                files.push(file);
                let times = files.iter().filter(|other| **other == file).count();
                let again = match times {
                    1 => String::new(),
                    times => format!(" ({times})"),
                };
                let place = place_id(&work.key, count);
                let href = link(&page.file, file, &place);
                let title = escape(title(file));
                format!("<a href=\"{href}\">{title}{again}</a>")
            });
            let links: Vec<String> = links.collect();
            html += &format!(
                "<li id=\"{}\">{} <span class=\"cited\">Cited in {}.</span></li>\n",
                id(&work.key),
                work.html,
                links.join(", ")
            );
        }
        html + "</ul>"
    }
}

/// The id of an entry of the list.
fn id(key: &str) -> String {
    format!("ref-{key}")
}

/// The id of a citation; unlike others it is unique in the whole book, for paper.
fn place_id(key: &str, count: usize) -> String {
    format!("cite-{key}-{count}")
}

/// The page with `{{#references}}`, of which there may be one.
fn list(pages: &[Page], problems: &mut Problems) -> String {
    let mut file = "";
    for page in pages {
        let lists = page.elements.iter();
        for element in lists.filter(|element| element.what == What::References) {
            if !file.is_empty() {
                let message = "`{{#references}}` stands twice in the book: take one of them out";
                problems.add(&page.file, page.line(element.range.start), message);
            }
            file = &page.file;
        }
    }
    file.to_owned()
}
