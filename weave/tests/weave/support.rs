//! Small books in temporary folders.

use std::collections::BTreeMap;
use std::path::Path;

use mdbook_driver::MDBook;
use tempfile::TempDir;

/// The listings of the small books.
pub const CODE: &str = "\
//! Code of the small book.

// ANCHOR: names
use listings::Error;
// ANCHOR_END: names

// ANCHOR: double
/// Doubles.
pub fn double(x: f64) -> f64 {
    2.0 * x
}
// ANCHOR_END: double

mod inner {
    // ANCHOR: triple
    /// Triples.
    pub fn triple(x: f64) -> f64 {
        3.0 * x
    }
    // ANCHOR_END: triple
}
";

pub struct Small {
    pub folder: TempDir,
}

impl Small {
    /// A book with one numbered chapter, `src/ill-conditioned-problem.md`,
    /// whose text is `markdown`.
    pub fn new(markdown: &str) -> Self {
        let summary = "# Summary\n\n- [A valley](ill-conditioned-problem.md)\n";
        Self::with(&[
            ("src/SUMMARY.md", summary),
            ("src/ill-conditioned-problem.md", markdown),
        ])
    }

    /// A book of these files, on top of some listings.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().unwrap();
        let small = Self { folder };
        small.put("book.toml", "[book]\ntitle = \"Small\"\n[build]\nuse-default-preprocessors = false\ncreate-missing = false\n");
        small.put("listings/src/ill_conditioned_problem.rs", CODE);
        small.put(
            "listings/examples/ill_conditioned_problem.rs",
            "fn main() {}\n",
        );
        small.put(
            "listings/src/figures/ill_conditioned_problem/valley.rs",
            "// ANCHOR: valley\npub fn valley() {}\n// ANCHOR_END: valley\n",
        );
        for (path, text) in files {
            small.put(path, text);
        }
        small
    }

    pub fn put(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// What mdBook makes of it, by file name.
    pub fn build(&self) -> BTreeMap<String, String> {
        let mut book = MDBook::load(self.root()).unwrap();
        book.with_preprocessor(weave::Weave);
        book.build().unwrap();
        let sources = weave::load(self.root()).unwrap();
        weave::finish(self.root(), &sources, &self.root().join("book")).unwrap();
        let mut pages = BTreeMap::new();
        let out = self.root().join("book");
        for folder in [out.clone(), out.join("deep")] {
            for entry in std::fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                if name.ends_with(".html") {
                    pages.extend(
                        main(&std::fs::read_to_string(path).unwrap()).map(|page| (name, page)),
                    );
                }
            }
        }
        pages
    }

    /// The page of the one chapter.
    pub fn page(&self) -> String {
        self.build()["ill-conditioned-problem.html"].clone()
    }

    /// The problems, one a line.
    pub fn problems(&self) -> Vec<String> {
        let mut book = weave::load(self.root()).unwrap();
        let before = book.clone();
        let problems = weave::weave_book(self.root(), &mut book).unwrap_err();
        assert_eq!(book, before, "a book with problems is left alone");
        problems.to_string().lines().map(str::to_owned).collect()
    }
}

/// The content of a page, without mdBook's frame and without what tells a
/// browser not to translate, which `tests/pages.rs` looks for everywhere.
fn main(html: &str) -> Option<String> {
    let start = html.find("<main>")?;
    let end = html.find("</main>")?;
    Some(html[start + 6..end].replace(" translate=\"no\"", ""))
}

/// The text of a page without tags.
pub fn text(html: &str) -> String {
    let mut out = String::new();
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if !in_tag => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}
