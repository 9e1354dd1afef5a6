//! Which test holds what is printed: an overview with totals, and for each page
//! one with the entries of its labels.

use std::collections::HashMap;
use std::fmt::Write;
use std::ops::Range;

use pulldown_cmark::{Parser, html::push_html};

use crate::book::{Project, built};
use crate::covers::{Cover, Exempt};
use crate::html::escape;
use crate::label::{Kind, Label};
use crate::mark::{entry_id, link, page_link, title, together};
use crate::math;
use crate::parts::{displayed, is_wrong, with_punctuation};
use crate::patch::{Edit, Patched};
use crate::scan::{Page, Telling, Told, What};

/// The kinds, with what the totals call them.
const KINDS: [(Kind, &str); 7] = [
    (Kind::Equation, "Equations"),
    (Kind::Claim, "Claims"),
    (Kind::Mistake, "Mistakes, held to be wrong"),
    (Kind::Figure, "Figures"),
    (Kind::Listing, "Listings"),
    (Kind::Exercise, "Exercises"),
    (Kind::Text, "Other numbers and links"),
];

/// What begins a quote of something wrong.
const NOT_SO: &str = "<p class=\"wrong\"><strong>Not so:</strong></p>\n";

/// How much is printed, how much of it has a test, and how much is exempt.
#[derive(Debug, Clone, Copy, Default)]
struct Total {
    printed: usize,
    held: usize,
    exempt: usize,
}

impl Total {
    fn add(&mut self, page: &Page, label: &Label, covers: &[Cover], exempt: &[Exempt]) {
        let count = match label.kind {
            Kind::Text => page.told().len(),
            _ => 1,
        };
        self.printed += count;
        if covered(label, covers).next().is_some() {
            self.held += count;
        } else if exempt.iter().any(|e| e.label == label.full_name()) {
            self.exempt += count;
        }
    }

    fn row(self, what: &str) -> String {
        let Self {
            printed,
            held,
            exempt,
        } = self;
        format!("| {what} | {printed} | {held} | {exempt} |\n")
    }
}

fn table(what: &str, rows: impl Iterator<Item = (String, Total)>) -> String {
    let head = format!("| {what} | Printed | Held by a test | Exempt |\n|---|--:|--:|--:|\n");
    rows.fold(head, |table, (what, total)| table + &total.row(&what))
}

/// The Markdown for `{{#tested}}`: the totals by kind, and those of each page
/// with a link to its entries.
pub(crate) fn overview(pages: &[Page], project: &Project) -> String {
    let Some(tested) = &project.tested else {
        return String::new();
    };
    let sum = |page: &Page, wanted: &dyn Fn(&Label) -> bool, total: &mut Total| {
        for label in page.labels.iter().filter(|label| wanted(label)) {
            total.add(page, label, &tested.covers, &tested.exempt);
        }
    };
    let kinds = KINDS.iter().map(|(kind, heading)| {
        let mut total = Total::default();
        for page in pages {
            sum(page, &|label| label.kind == *kind, &mut total);
        }
        ((*heading).to_owned(), total)
    });
    let sections = pages.iter().filter(|page| !page.labels.is_empty());
    let sections = sections.map(|page| {
        let mut total = Total::default();
        sum(page, &|_| true, &mut total);
        let href = page_link(&tested.file, &tested.entries(page));
        let name = name(page, project);
        (format!("<a href=\"{href}\">{name}</a>"), total)
    });
    format!("{}\n{}", table("What", kinds), table("Where", sections))
}

/// The name of a page's chapter.
fn name<'n>(page: &'n Page, project: &'n Project) -> &'n str {
    let name = project.titles.get(&page.file);
    name.map_or(page.file.as_str(), String::as_str)
}

/// A page with entries, for a reader who followed a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TestedPage {
    /// Its place in the built book: `tested-curvature.html`.
    pub(crate) path: String,
    title: String,
    /// What stands between `<main>` and `</main>`.
    html: String,
}

impl TestedPage {
    /// The page in the frame of another one.
    ///
    /// # Errors
    /// If the other one is not as mdBook makes it.
    pub(crate) fn within(&self, frame: &str) -> Result<String, String> {
        let parts = || {
            let (head, rest) = frame.split_once("<title>")?;
            let (title, rest) = rest.split_once("</title>")?;
            let (before, rest) = rest.split_once("<main>")?;
            let (_, after) = rest.split_once("</main>")?;
            let book = title.rsplit_once(" - ")?.1;
            Some((head, book, before, after))
        };
        let (head, book, before, after) =
            parts().ok_or("the overview has no title or no <main>: see that mdBook made it")?;
        let Self { title, html, .. } = self;
        Ok(format!(
            "{head}<title>{title} - {book}</title>{before}<main>\n{html}</main>{after}"
        ))
    }
}

/// The entries of all pages that print something; none in a book without the
/// overview.
pub(crate) fn entries(
    pages: &[Page],
    project: &mut Project,
) -> Result<Vec<TestedPage>, (String, String)> {
    let Some(tested) = project.tested.take() else {
        return Ok(Vec::new());
    };
    let printing = pages.iter().filter(|page| !page.labels.is_empty());
    let written = printing.map(|page| {
        let here = tested.entries(page);
        let mut writer = Writer {
            here: &here,
            covers: &tested.covers,
            exempt: &tested.exempt,
            shown: HashMap::new(),
            out: String::new(),
            project,
        };
        let title = format!("How “{}” is tested", name(page, writer.project));
        let written = writer.page(page, &title, &tested.file);
        written.map_err(|message| (page.file.clone(), message))?;
        Ok(TestedPage {
            path: built(&here),
            html: writer.out,
            title,
        })
    });
    let written = written.collect();
    project.tested = Some(tested);
    written
}

fn covered<'c>(label: &Label, covers: &'c [Cover]) -> impl Iterator<Item = (usize, &'c Cover)> {
    let name = label.full_name();
    let covers = covers.iter().enumerate();
    covers.filter(move |(_, cover)| cover.labels.contains(&name))
}

struct Writer<'a> {
    /// The file that is written, as if it were Markdown.
    here: &'a str,
    covers: &'a [Cover],
    exempt: &'a [Exempt],
    /// Which tests were shown so far, and under which id and title.
    shown: HashMap<usize, (String, String)>,
    out: String,
    project: &'a mut Project,
}

impl Writer<'_> {
    fn page(&mut self, page: &Page, title: &str, overview: &str) -> Result<(), String> {
        let back = page_link(self.here, &page.file);
        let all = page_link(self.here, overview);
        let name = name(page, self.project).to_owned();
        let _ = write!(
            self.out,
            "<h1>{title}</h1>\n<p><a href=\"{back}\">Back to “{name}”</a> · \
             <a href=\"{all}\">What an entry says, and the totals</a></p>\n"
        );
        // In the order of the page, what has one mark together in a frame.
        let mut together = together(page);
        together.retain(|together| together.labels.len() > 1);
        let find = |(kind, name): &(Kind, String)| {
            let mut labels = page.labels.iter();
            labels.find(|label| label.kind == *kind && label.name == *name)
        };
        for label in &page.labels {
            let name = (label.kind, label.name.clone());
            let with = together.iter().find(|it| it.labels.contains(&name));
            match with {
                None => self.entry(page, label)?,
                Some(with) if with.labels.first() == Some(&name) => {
                    let id = with.id().unwrap_or_default();
                    let _ = writeln!(self.out, "<div class=\"together\" id=\"{id}\">");
                    for label in with.labels.iter().filter_map(find) {
                        self.entry(page, label)?;
                    }
                    self.out.push_str("</div>\n");
                }
                Some(_) => {}
            }
        }
        Ok(())
    }

    fn entry(&mut self, page: &Page, label: &Label) -> Result<(), String> {
        let id = entry_id(label.kind, &label.name);
        let title = title(label.kind, &label.name, self.project);
        let back = match label.kind {
            Kind::Text => page_link(self.here, &page.file),
            kind => link(self.here, &page.file, &kind.id(&label.name)),
        };
        let name = match label.numbered {
            true => format!(" <code>{}</code>", label.name),
            false => String::new(),
        };
        let _ = writeln!(
            self.out,
            "\n<section class=\"tested\" id=\"{id}\">\n\
             <p class=\"tested-name\"><a href=\"{back}\">{title}</a>{name}</p>"
        );
        let printed = self.printed(page, label)?;
        self.out.push_str(&printed);
        let mut tests = 0;
        for (index, cover) in covered(label, self.covers) {
            tests += 1;
            self.test(index, cover, &id, &title);
        }
        let reason = self.exempt.iter().find(|e| e.label == label.full_name());
        if let Some(Exempt { reason, .. }) = reason {
            let _ = writeln!(
                self.out,
                "<p class=\"untested\">exempt: {}</p>",
                escape(reason)
            );
        } else if tests == 0 {
            self.out.push_str("<p class=\"untested\">no test yet</p>\n");
        }
        self.out.push_str("</section>\n");
        Ok(())
    }

    /// What stands on the page, as far as it can be repeated in a line.
    fn printed(&mut self, page: &Page, label: &Label) -> Result<String, String> {
        Ok(match label.kind {
            Kind::Equation => {
                let html = self.project.renderer.render(&label.text, true)?;
                let html = displayed(&html, None, None, "");
                match is_wrong(&label.name) {
                    true => format!("<blockquote>\n{NOT_SO}{html}\n</blockquote>\n"),
                    false => format!("{html}\n"),
                }
            }
            Kind::Claim => {
                let sentence = self.sentence(page, label)?;
                format!("<div class=\"tested-claim\">{sentence}</div>\n")
            }
            Kind::Mistake => {
                let sentence = self.sentence(page, label)?;
                format!("<blockquote>\n{NOT_SO}{sentence}</blockquote>\n")
            }
            Kind::Text => {
                let told = page.told();
                let number = |told: &&Told| matches!(told.what, Telling::Number { .. });
                let numbers = told.iter().filter(number).count();
                format!(
                    "<p>Computed numbers outside of equations and claims: {numbers}. \
                     References and links: {}.</p>\n",
                    told.len() - numbers
                )
            }
            Kind::Figure | Kind::Listing | Kind::Exercise => String::new(),
        })
    }

    /// A claim or a mistake without links and ids, which it has where it
    /// stands.
    fn sentence(&mut self, page: &Page, label: &Label) -> Result<String, String> {
        let name = label.name.clone();
        let claim = match label.kind {
            Kind::Mistake => What::Mistake { name },
            _ => What::Claim { name },
        };
        let Some(claim) = page.elements.iter().find(|element| element.what == claim) else {
            return Ok(String::new());
        };
        let all = claim.range.clone();
        let mut edits = Vec::new();
        let mut replace = |range: Range<usize>, text: String| {
            let here = range.start - all.start..range.end - all.start;
            edits.push(Edit::replace(here, text));
        };
        for element in &page.elements {
            let range = element.range.clone();
            if range.start < all.start || all.end < range.end {
                continue;
            }
            match &element.what {
                What::Formula { tex, .. } => {
                    let html = math::inline(&self.project.renderer.render(tex, false)?);
                    let (range, html) = with_punctuation(page, range, html);
                    replace(range, html);
                }
                What::Reference { kind, name, text } => {
                    let number = self.project.targets.number(*kind, name);
                    let space = match text.is_empty() || number.is_empty() {
                        true => "",
                        false => "\u{a0}",
                    };
                    // The words stay, with the formulas in them.
                    replace(range.start..text.start, String::new());
                    replace(text.end..range.end, format!("{space}{number}"));
                }
                What::Link { text, .. } | What::Citation { text, .. } => {
                    replace(range.start..text.start, String::new());
                    replace(text.end..range.end, String::new());
                }
                What::Comment => replace(range, String::new()),
                _ => {}
            }
        }
        let text = Patched::new(page.slice(all), edits).text;
        // Lines in a quote begin with its sign.
        let lines = text.lines().map(|line| line.trim_start_matches([' ', '>']));
        let line = lines.collect::<Vec<_>>().join(" ");
        let mut html = String::new();
        // The element keeps the sentence from being read as a list.
        push_html(&mut html, Parser::new(&format!("<span></span>{line}")));
        Ok(html.replace("<span></span>", ""))
    }

    /// A test with its source, or where that was shown already.
    fn test(&mut self, index: usize, cover: &Cover, id: &str, title: &str) {
        let _ = writeln!(
            self.out,
            "<p class=\"tested-run\">Run: <code>{}</code></p>",
            escape(&cover.command())
        );
        if let Some((first, first_title)) = self.shown.get(&index) {
            let _ = writeln!(
                self.out,
                "<p class=\"tested-run\">The test is shown with \
                 <a href=\"#{first}\">{first_title}</a>.</p>"
            );
            return;
        }
        self.shown.insert(index, (id.to_owned(), title.to_owned()));
        // Line by line: `escape` writes one.
        let source: Vec<String> = cover.source.lines().map(escape).collect();
        let _ = writeln!(
            self.out,
            "<details><summary>The test, <code>{}</code>, line {}</summary>\
             <pre><code class=\"language-rust\">{}\n</code></pre></details>",
            escape(&cover.file),
            cover.line,
            source.join("\n")
        );
    }
}
