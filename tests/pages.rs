//! The built pages: links, ids, figures, and nothing from elsewhere.
//!
//! `MOMENTUM_BOOK` names the folder of a built book; without it the book is
//! built here, without what only `cargo xtask` can put beside the prose.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use listings::figures::palette::ROLES;
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use scraper::{ElementRef, Html, Selector};
use tempfile::TempDir;
use weave::scan::Kind;

/// What xtask puts under `src/`; a book that is built here may lack it.
const ASSETS: [&str; 4] = ["doc/", "katex/", "live/", "notebooks/"];

/// References that mdBook writes without a target; `theme/frame.js` mends
/// them in the browser.
const MENDED: [&str; 1] = ["aria-describedby=\"searchresults-header\""];

/// The attributes that name ids.
const REFERENCES: [&str; 8] = [
    "for",
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-errormessage",
    "aria-labelledby",
    "aria-owns",
    "list",
];

/// What the name of a page of tests begins with.
const ENTRIES: &str = "tested-";

/// How long a section may take to read.
const MINUTES: u32 = 12;

struct Book {
    folder: PathBuf,
    pages: BTreeMap<String, Html>,
    /// Whether everything must be there, the assets too.
    whole: bool,
    // Removes the folder at the end.
    _built: Option<TempDir>,
}

impl Book {
    fn open() -> Self {
        if let Some(folder) = std::env::var_os("MOMENTUM_BOOK") {
            return Self::read(PathBuf::from(folder), None);
        }
        let built = tempfile::tempdir().unwrap();
        let mut config = Config::from_disk(tests::root().join("book.toml")).unwrap();
        config.build.build_dir = built.path().join("book");
        let mut book = MDBook::load_with_config(tests::root(), config).unwrap();
        // In place of the command of the same name.
        book.with_preprocessor(weave::Weave);
        book.build().unwrap();
        let sources = weave::load(&tests::root()).unwrap();
        weave::finish(&tests::root(), &sources, &built.path().join("book")).unwrap();
        Self::read(built.path().join("book"), Some(built))
    }

    fn read(folder: PathBuf, built: Option<TempDir>) -> Self {
        let pages = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension() == Some(OsStr::new("html")))
            // mdBook addresses it from the root of the site, wherever that is.
            .filter(|path| path.file_name() != Some(OsStr::new("404.html")))
            .map(|path| {
                let name = path.file_name().unwrap().to_str().unwrap().to_owned();
                (
                    name,
                    Html::parse_document(&fs::read_to_string(path).unwrap()),
                )
            })
            .collect();
        Self {
            folder,
            pages,
            whole: built.is_none(),
            _built: built,
        }
    }

    /// A book of one page, for planted faults.
    fn of(body: &str) -> Self {
        Self {
            folder: PathBuf::new(),
            pages: [("p.html".to_owned(), Html::parse_document(body))].into(),
            whole: true,
            _built: None,
        }
    }

    /// What `check` finds, with the page's name.
    fn problems(&self, check: impl Fn(&Self, &str, &Html) -> Vec<String>) -> Vec<String> {
        let found = self.pages.iter().flat_map(|(name, page)| {
            let problems = check(self, name, page);
            problems.into_iter().map(move |p| format!("{name}: {p}"))
        });
        found.collect()
    }
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn within<'a>(element: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    element
        .select(&Selector::parse(selector).unwrap())
        .collect()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().trim().to_owned()
}

fn ids(page: &Html) -> BTreeSet<&str> {
    all(page, "[id]")
        .iter()
        .filter_map(|e| e.attr("id"))
        .collect()
}

fn repeated_ids(_: &Book, _: &str, page: &Html) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let ids = all(page, "[id]");
    let again = ids
        .iter()
        .filter_map(|e| e.attr("id"))
        .filter(|id| !seen.insert(*id));
    again
        .map(|id| format!("the id {id} stands twice"))
        .collect()
}

/// Names of ids that no element has, or that lead out of a figure.
fn dangling_references(_: &Book, _: &str, page: &Html) -> Vec<String> {
    let whole: Vec<ElementRef> = all(page, "html");
    let figures = all(page, "figure");
    let mut problems = Vec::new();
    for scope in whole.into_iter().chain(figures) {
        let known: BTreeSet<&str> = within(scope, "[id]")
            .iter()
            .filter_map(|e| e.attr("id"))
            .collect();
        for name in REFERENCES {
            for element in within(scope, &format!("[{name}]")) {
                let value = element.attr(name).unwrap_or_default();
                let written = format!("{name}=\"{value}\"");
                for id in value.split_whitespace().filter(|id| !known.contains(id)) {
                    if !MENDED.contains(&written.as_str()) {
                        let scope = scope.attr("id").unwrap_or("the page");
                        problems.push(format!("{written} names {id}, which is not in {scope}"));
                    }
                }
            }
        }
    }
    problems
}

/// Links to pages, files and places that are not there.
fn broken_links(book: &Book, name: &str, page: &Html) -> Vec<String> {
    let mut problems = Vec::new();
    for element in all(page, "[href], [src]") {
        let target = element
            .attr("href")
            .or(element.attr("src"))
            .unwrap_or_default();
        if target.contains("://") || target.starts_with("data:") || target.starts_with("mailto:") {
            continue;
        }
        let (file, fragment) = target.split_once('#').unwrap_or((target, ""));
        let file = if file.is_empty() { name } else { file };
        if let Some(page) = book.pages.get(file) {
            // The state of a live figure follows its id.
            let id = fragment.split('?').next().unwrap_or_default();
            if !id.is_empty() && !ids(page).contains(id) {
                problems.push(format!("the link to {target} leads to no place of {file}"));
            }
        } else if !book.folder.join(file).is_file() {
            let asset = ASSETS.iter().any(|folder| file.starts_with(folder));
            if book.whole || !asset {
                problems.push(format!("there is no {target}"));
            }
        } else if file.starts_with("doc/") && !fragment.is_empty() {
            // Lines of a source, which rustdoc numbers; a script marks them all.
            let source = fs::read_to_string(book.folder.join(file)).unwrap_or_default();
            let line = fragment.split('-').next().unwrap_or_default();
            if !source.contains(&format!("id={line} ")) {
                problems.push(format!("the link to {target} leads to no line of {file}"));
            }
        }
    }
    problems
}

/// What weave or KaTeX should have replaced.
fn leftovers(_: &Book, _: &str, page: &Html) -> Vec<String> {
    const SOURCE: [&str; 5] = ["code", "pre", "annotation", "script", "style"];
    let mut problems = Vec::new();
    for main in all(page, "main") {
        for node in main.descendants() {
            let Some(written) = node.value().as_text() else {
                continue;
            };
            let mut parents = node.ancestors().filter_map(|a| a.value().as_element());
            if parents.any(|e| SOURCE.contains(&e.name())) {
                continue;
            }
            for mark in ["$", "{{", "}}", "](", "eq:", "fig:", "lst:", "claim:"] {
                if written.contains(mark) {
                    problems.push(format!("\"{mark}\" is left in \"{}\"", written.trim()));
                }
            }
        }
        for link in within(main, "a[href]") {
            let target = link.attr("href").unwrap_or_default();
            if ["eq:", "fig:", "lst:", "claim:"]
                .iter()
                .any(|kind| target.starts_with(kind))
            {
                problems.push(format!("the reference {target} is left"));
            }
        }
        problems.extend(
            within(main, ".katex-error")
                .iter()
                .map(|e| format!("KaTeX rejects {}", text(*e))),
        );
    }
    problems
}

/// Figures without what makes them readable for everyone.
fn poor_figures(_: &Book, _: &str, page: &Html) -> Vec<String> {
    let mut problems = Vec::new();
    for figure in all(page, "figure") {
        let id = figure.attr("id").unwrap_or("a figure without id");
        let mut want = |what: &str, good: bool| {
            if !good {
                problems.push(format!("{id} has no {what}"));
            }
        };
        let says = |selector: &str, least: usize| {
            let found = within(figure, selector);
            found.len() == 1 && text(found[0]).chars().count() >= least
        };
        want("caption", says("figcaption", 20));
        want("number in its caption", says("figcaption strong", 8));
        want(
            "picture",
            within(figure, ".plot > svg[role=img][viewBox]").len() == 1,
        );
        want("title in its picture", says("svg > title", 5));
        want("description in its picture", says("svg > desc", 20));
        want("id-free picture", within(figure, "svg [id]").is_empty());
        let columns = within(figure, ".data th[scope=col]").len();
        let rows = within(figure, ".data tbody tr");
        want("table", columns > 1 && !rows.is_empty());
        want(
            "table with full rows",
            rows.iter().all(|row| within(*row, "td").len() == columns),
        );
        let readings = within(figure, ".readout > div");
        let full = |row: &ElementRef| {
            let parts = within(*row, "dt, dd");
            parts.len() == 2 && parts.iter().all(|part| !text(*part).is_empty())
        };
        want(
            "full readout",
            !readings.is_empty() && readings.iter().all(full),
        );
        want(
            "line for notes, empty",
            within(figure, ".live-note[role=status]:empty").len() == 1,
        );
        for input in within(figure, "input") {
            let own = input.attr("id").unwrap_or_default();
            let labelled = !within(figure, &format!("label[for=\"{own}\"]")).is_empty();
            want(
                "label for each field",
                labelled || input.attr("aria-label").is_some(),
            );
        }
    }
    problems
}

/// Listings and equations without number or source.
fn poor_blocks(_: &Book, _: &str, page: &Html) -> Vec<String> {
    let mut problems = Vec::new();
    for listing in all(page, ".listing") {
        let caption = within(listing, ".listing-caption")
            .first()
            .map(|e| text(*e))
            .unwrap_or_default();
        let code = within(listing, "pre > code")
            .first()
            .map(|e| text(*e))
            .unwrap_or_default();
        if !caption.starts_with("Listing ") || !caption.contains(".rs") || code.is_empty() {
            problems.push(format!(
                "{:?} has no code or no caption",
                listing.attr("id")
            ));
        }
    }
    for wrong in all(page, ".wrong") {
        let quote = wrong.ancestors().filter_map(scraper::ElementRef::wrap);
        let quote = quote.into_iter().find(|e| e.value().name() == "blockquote");
        if !quote.is_some_and(|quote| text(quote).trim_start().starts_with("Not so:")) {
            problems.push(format!(
                "{:?} is wrong and does not say so",
                wrong.attr("id")
            ));
        }
    }
    for equation in all(page, ".equation[id]") {
        let number = within(equation, ".number")
            .first()
            .map(|e| text(*e))
            .unwrap_or_default();
        let label = equation.attr("aria-label").unwrap_or_default();
        let wrong = equation.value().classes().any(|class| class == "wrong");
        let label = match wrong {
            true => label.strip_suffix(", which is not so").unwrap_or_default(),
            false => label,
        };
        let agree = number == format!("({})", label.trim_start_matches("Equation "));
        if !agree || within(equation, ".katex").is_empty() {
            problems.push(format!(
                "{:?} has no formula or no number",
                equation.attr("id")
            ));
        }
    }
    problems
}

/// What a browser would fetch from another host.
fn foreign_resources(_: &Book, _: &str, page: &Html) -> Vec<String> {
    let loads = "link[href], script[src], img[src], iframe[src], source[src], video[src], audio[src], object[data], base[href]";
    let mut problems = Vec::new();
    for element in all(page, loads) {
        for target in ["href", "src", "data"]
            .iter()
            .filter_map(|name| element.attr(name))
        {
            if target.starts_with("//") || target.contains("://") {
                problems.push(format!("{} loads {target}", element.value().name()));
            }
        }
    }
    problems
}

/// MathML elements with the wrong number of children, which browsers refuse:
/// KaTeX writes two for a function such as `\max` in a subscript.
fn bad_mathml(_: &Book, _: &str, page: &Html) -> Vec<String> {
    let counts = [
        ("msub, msup, mfrac, mover, munder, mroot", 2),
        ("msubsup, munderover", 3),
    ];
    let wrong = |(names, count)| {
        let found = all(page, names).into_iter();
        found.filter(move |e| e.child_elements().count() != count)
    };
    let found = counts.into_iter().flat_map(wrong);
    found.map(|e| format!("bad MathML: {}", e.html())).collect()
}

/// Sections that take longer to read than a reader is promised in
/// CONTRIBUTING, or do not say how long they take, as only exercises may.
fn long_sections(_: &Book, _: &str, page: &Html) -> Vec<String> {
    let lines = all(page, ".use:not(.tasks)").into_iter().map(text);
    lines
        .filter_map(|line| {
            let minutes = line
                .split_once("Reading time: about ")
                .and_then(|(_, rest)| rest.split(' ').next()?.parse::<u32>().ok());
            (minutes.is_none_or(|minutes| minutes > MINUTES)).then_some(line)
        })
        .collect()
}

/// Formulas and code that a browser would translate with the page.
fn translatable(_: &Book, _: &str, page: &Html) -> Vec<String> {
    let kept = |element: &ElementRef| {
        let mut around = element.ancestors().filter_map(ElementRef::wrap);
        element.attr("translate") == Some("no")
            || around.any(|around| around.attr("translate") == Some("no"))
    };
    let found = all(page, "main code, main .katex").into_iter();
    let found = found.filter(|element| !kept(element));
    found
        .map(|e| format!("\"{}\" would be translated", text(e)))
        .collect()
}

type Check = fn(&Book, &str, &Html) -> Vec<String>;

const CHECKS: [Check; 10] = [
    repeated_ids,
    dangling_references,
    broken_links,
    leftovers,
    poor_figures,
    poor_blocks,
    foreign_resources,
    long_sections,
    bad_mathml,
    translatable,
];

#[test]
fn the_pages_are_sound() {
    let book = Book::open();
    for name in ["index.html", "print.html", "toc.html"] {
        assert!(book.pages.contains_key(name), "there is no {name}");
    }
    for selector in [
        "figure",
        ".listing",
        ".equation[id]",
        ".use",
        "main a[href*='#eq-']",
    ] {
        let found = book
            .pages
            .values()
            .any(|page| !all(page, selector).is_empty());
        assert!(found, "no page has {selector}: nothing was checked");
    }
    let problems: Vec<String> = CHECKS
        .iter()
        .flat_map(|check| book.problems(check))
        .collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));

    for written in MENDED {
        let (name, value) = written.split_once('=').unwrap();
        let selector = format!("[{name}={value}]");
        let used = book
            .pages
            .values()
            .any(|page| !all(page, &selector).is_empty());
        assert!(
            used,
            "mdBook no longer writes {written}: take it off the list"
        );
    }

    for sheet in files(&book.folder, "css") {
        let css = fs::read_to_string(&sheet).unwrap();
        let foreign = ["url(http", "url(\"http", "url('http", "url(//", "@import"];
        let found: Vec<_> = foreign.iter().filter(|mark| css.contains(**mark)).collect();
        assert!(found.is_empty(), "{}: {found:?}", sheet.display());
    }
}

/// The page of the tests for a page's file: `tested-curvature.html`.
fn entries_of(file: &str) -> String {
    format!("{ENTRIES}{file}")
}

/// The pages of the tests.
fn entries(book: &Book) -> impl Iterator<Item = (&String, &Html)> {
    let pages = book.pages.iter();
    pages.filter(|(name, _)| name.starts_with(ENTRIES))
}

#[test]
fn each_label_has_its_entry_and_each_paragraph_its_mark() {
    let book = Book::open();
    let labels = tests::printed::labels();
    let count = |selector: &str| -> usize {
        let pages = book.pages.iter().filter(|(name, _)| {
            // Copies of the other pages.
            !["index.html", "print.html"].contains(&name.as_str())
        });
        pages.map(|(_, page)| all(page, selector).len()).sum()
    };
    assert_eq!(count("section.tested"), labels.len());
    let mut marked = std::collections::BTreeSet::new();
    for label in &labels {
        let id = label.kind.id(&label.name);
        let file = label
            .file
            .trim_start_matches("src/")
            .replace(".md", ".html");
        let entries = entries_of(&file);
        let tested = &book.pages[&entries];
        if label.kind == Kind::Text {
            let back = format!("[id='tested-{id}'] .tested-name > a[href='{file}']");
            assert_eq!(all(tested, &back).len(), 1, "{back}");
            continue;
        }
        let page = &book.pages[&file];
        // A paragraph has one mark for the entries of all that it states.
        let around = format!(".together:has([id='tested-{id}'])");
        let target = match all(tested, &around)[..] {
            [] => format!("tested-{id}"),
            [together] => together.value().attr("id").unwrap_or_default().to_owned(),
            _ => panic!("{entries}: more than one {around}"),
        };
        let mark = format!(".mark[href='{entries}#{target}']");
        assert_eq!(all(page, &mark).len(), 1, "{file} has no {mark}");
        marked.insert((file.clone(), target));
        assert_eq!(all(page, &format!("[id='{id}']")).len(), 1, "{file}: {id}");
        let back = format!("[id='tested-{id}'] .tested-name > a[href='{file}#{id}']");
        assert_eq!(all(tested, &back).len(), 1, "{back}");
    }
    assert_eq!(count(".mark"), marked.len());
    // No paragraph has two.
    let crowded = "p:has(.beside ~ .beside), li:has(> .beside ~ .beside)";
    assert_eq!(count(crowded), 0);
}

/// What mdBook lists and searches are the chapters; the entries are reached by
/// marks and from the overview.
#[test]
fn the_entries_are_linked_from_the_overview_and_in_no_list() {
    let book = Book::open();
    let found: Vec<&String> = entries(&book).map(|(name, _)| name).collect();
    assert!(found.len() > 3);
    let index = files(&book.folder, "js").into_iter().find(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("searchindex")
    });
    let index = fs::read_to_string(index.unwrap()).unwrap();
    for name in found {
        let link = format!("main a[href='{name}']");
        let overview = &book.pages["what-is-tested.html"];
        assert_eq!(all(overview, &link).len(), 1, "{name}");
        let listed = format!("[href^='{name}']");
        assert!(all(&book.pages["toc.html"], &listed).is_empty(), "{name}");
        assert!(!index.contains(name), "{name} is searched");
    }
}

#[test]
fn the_totals_are_those_of_the_labels_and_their_tests() {
    let book = Book::open();
    let tested = &book.pages["what-is-tested.html"];
    let covers = weave::covers::covers(&tests::root()).unwrap();
    let labels = tests::printed::labels();
    let rows = all(tested, "main tbody tr");
    let cells = rows.iter().map(|row| {
        let cells = within(*row, "td");
        cells.into_iter().map(text).collect::<Vec<_>>()
    });
    let cells: Vec<Vec<String>> = cells.collect();
    let exempt = weave::covers::exempt(&tests::root()).unwrap();
    let headings = [
        "Equations",
        "Claims",
        "Mistakes, held to be wrong",
        "Figures",
        "Listings",
        "Exercises",
        "Other numbers and links",
    ];
    let sections: Vec<_> = cells[headings.len()..].to_vec();
    let cells = &cells[..headings.len()];
    let mut bare = 0;
    for ((kind, heading), cells) in Kind::ALL.into_iter().zip(headings).zip(cells) {
        let (mut printed, mut held, mut excused) = (0, 0, 0);
        for label in labels.iter().filter(|label| label.kind == kind) {
            let name = label.full_name();
            // A text counts as often as it says something.
            let told = || tests::printed::pages().into_iter();
            let count = match kind {
                Kind::Text => told()
                    .find(|page| page.name() == label.name)
                    .map_or(0, |page| page.told().len()),
                _ => 1,
            };
            printed += count;
            if covers.iter().any(|cover| cover.labels.contains(&name)) {
                held += count;
                continue;
            }
            bare += 1;
            if exempt.iter().any(|exempt| exempt.label == name) {
                excused += count;
            }
        }
        let numbers = [printed, held, excused].map(|n| n.to_string());
        assert_eq!(cells[0], heading);
        assert_eq!(cells[1..], numbers, "{heading}");
    }
    // Where it stands adds up to the same as what it is.
    let sum = |rows: &[Vec<String>], column: usize| -> usize {
        let numbers = rows.iter().map(|row| row[column].parse::<usize>().unwrap());
        numbers.sum()
    };
    assert!(sections.len() > 3);
    for column in 1..4 {
        assert_eq!(sum(&sections, column), sum(cells, column));
    }
    let in_entries = |selector: &str| -> Vec<ElementRef> {
        let pages = entries(&book);
        pages.flat_map(|(_, page)| all(page, selector)).collect()
    };
    assert_eq!(in_entries(".untested").len(), bare);
    // Every test that covers something is shown, once on the page of the tests
    // of each page with such a label.
    let pages_of = |cover: &weave::covers::Cover| {
        let labels = labels.iter();
        let covered = labels.filter(|label| cover.labels.contains(&label.full_name()));
        let files: std::collections::BTreeSet<&str> = covered.map(|l| l.file.as_str()).collect();
        files.len()
    };
    let shown_tests: Vec<String> = in_entries("details code").into_iter().map(text).collect();
    for cover in &covers {
        let opening = format!("fn {}(", cover.test);
        let shown = shown_tests.iter().filter(|code| code.contains(&opening));
        // Sections may give their tests the same name.
        let named = covers.iter().filter(|other| other.test == cover.test);
        let wanted: usize = named.map(pages_of).sum();
        let (file, test) = (&cover.file, &cover.test);
        assert_eq!(shown.count(), wanted, "{file}: {test}");
    }
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension() == Some(OsStr::new(extension)) {
            found.push(path);
        }
    }
    found
}

#[test]
fn each_check_finds_its_fault() {
    let good_figure = r#"<figure id="fig-a"><div class="plot"><svg role="img" viewBox="0 0 1 1"><title>Valley</title><desc>A path goes down a valley.</desc></svg></div>
        <dl class="readout"><div><dt>loss</dt><dd>1</dd></div></dl><label for="x">x</label><input id="x">
        <details class="data"><table><thead><tr><th scope="col">t</th><th scope="col">x</th></tr></thead><tbody><tr><td>0</td><td>1</td></tr></tbody></table></details>
        <p class="live-note" role="status"></p><figcaption><strong>Figure 1.</strong> A path goes down a valley.</figcaption></figure>"#;
    let count = |check: usize, body: &str| Book::of(body).problems(CHECKS[check]).len();
    assert_eq!(
        (0..CHECKS.len())
            .map(|check| count(check, good_figure))
            .sum::<usize>(),
        0
    );

    let faults: &[(usize, &str)] = &[
        (0, "<p id=a></p><p id=a></p>"),
        (1, "<label for=a></label>"),
        (1, "<p aria-describedby='a b' id=a></p>"),
        (1, "<p id=a></p><figure id=f><label for=a></label></figure>"),
        (2, "<a href='#a'>a</a>"),
        (2, "<a href='p.html#a?eta=1'>a</a>"),
        (2, "<a href='q.html'>a</a>"),
        (2, "<img src='live/live.png'>"),
        (3, "<main>the step $\\eta$</main>"),
        (3, "<main>the step {{#value eta}</main>"),
        (3, "<main><a href='eq:step'>Equation</a></main>"),
        (3, "<main>see fig:valley</main>"),
        (3, "<main><span class=katex-error>x</span></main>"),
        (5, "<div class=listing><pre><code>x</code></pre></div>"),
        (
            5,
            "<div class=equation id=e aria-label='Equation 1.2'><span class=katex></span><span class=number>(1.3)</span></div>",
        ),
        (6, "<script src='https://example.org/x.js'></script>"),
        (6, "<link href='//example.org/x.css'>"),
        (7, "<p class=use>Reading time: about 13 minutes.</p>"),
        (7, "<p class=use>Run: it</p>"),
        (
            8,
            "<math><msub><mi>λ</mi><mi>max</mi><mo>⁡</mo></msub></math>",
        ),
        (9, "<main><p>A <code>cell</code>.</p></main>"),
        (9, "<main><span class=katex>x</span></main>"),
        (
            8,
            "<math><munderover><mo>∑</mo><mi>t</mi></munderover></math>",
        ),
    ];
    for (check, body) in faults {
        assert_eq!(count(*check, body), 1, "{body}");
    }
    for part in [
        "<title>Valley</title>",
        "<desc>A path goes down a valley.</desc>",
        " A path goes down a valley.</figcaption",
        "<strong>Figure 1.</strong>",
        "<td>1</td>",
        "<dd>1</dd>",
        " role=\"status\"",
        "<label for=\"x\">x</label>",
        " role=\"img\"",
        " scope=\"col\"",
    ] {
        let poor = good_figure.replacen(part, "", 1);
        assert_ne!(poor, good_figure);
        assert!(count(4, &poor) > 0, "without {part}");
    }
}

#[test]
fn the_style_sheet_has_the_colors_of_the_figures() {
    let css = fs::read_to_string(tests::root().join("theme/figures.css")).unwrap();
    for (_, class, color) in ROLES {
        let light = format!(
            "--fig-{class}: light-dark(#{:02x}{:02x}{:02x}, #",
            color.0, color.1, color.2
        );
        assert!(css.contains(&light), "theme/figures.css has no {light}…");
        let rule = format!("svg.fig .{class} {{ --ink: var(--fig-{class}); }}");
        assert!(css.contains(&rule), "theme/figures.css has no {rule}");
    }
}
