//! The page that says which test holds what is printed, and the marks that
//! lead to it.

use std::collections::HashMap;
use std::fmt::Write;
use std::ops::Range;

use crate::book::Project;
use crate::covers::Cover;
use crate::html::escape;
use crate::label::{Kind, Label};
use crate::math;
use crate::page::{displayed, fence, href, with_punctuation};
use crate::patch::{Edit, Patched};
use crate::scan::{Page, What};

/// The kinds in the order of the page, with their headings.
const KINDS: [(Kind, &str); 4] = [
    (Kind::Equation, "Equations"),
    (Kind::Claim, "Claims"),
    (Kind::Figure, "Figures"),
    (Kind::Listing, "Listings"),
];

/// What the page is made from.
#[derive(Debug)]
pub(crate) struct Tested {
    /// The file with `{{#tested}}`.
    pub(crate) file: String,
    pub(crate) covers: Vec<Cover>,
}

/// A link from something labelled on `page` to its entry; nothing in a book
/// without the page of the tests.
pub(crate) fn mark(page: &Page, kind: Kind, name: &str, project: &Project) -> String {
    let Some(tested) = &project.tested else {
        return String::new();
    };
    let href = link(&page.file, &tested.file, &entry_id(kind, name));
    let what = title(kind, name, project).replace('\u{a0}', " ");
    format!(
        "<a class=\"mark\" href=\"{href}\" aria-label=\"How {what} is tested\" \
         title=\"How this is tested\">✓</a>"
    )
}

fn entry_id(kind: Kind, name: &str) -> String {
    format!("tested-{}", kind.id(name))
}

/// A link for HTML, in which mdBook is not asked to change an ending.
fn link(from: &str, to: &str, id: &str) -> String {
    href(from, to, id).replacen(".md#", ".html#", 1)
}

/// "Equation 1.3", or the name where there is no number.
fn title(kind: Kind, name: &str, project: &Project) -> String {
    match project.targets.number(kind, name) {
        "" => format!("{} “{name}”", kind.word()),
        number => format!("{}\u{a0}{number}", kind.word()),
    }
}

/// The Markdown for `{{#tested}}` in the file `here`.
pub(crate) fn contents(
    here: &str,
    pages: &[Page],
    project: &mut Project,
) -> Result<String, String> {
    let covers = match &project.tested {
        Some(tested) => tested.covers.clone(),
        None => Vec::new(),
    };
    let mut writer = Writer {
        here,
        covers: &covers,
        shown: HashMap::new(),
        out: totals(pages, &covers),
        project,
    };
    for page in pages {
        writer.page(page)?;
    }
    Ok(writer.out)
}

fn covered<'c>(label: &Label, covers: &'c [Cover]) -> impl Iterator<Item = (usize, &'c Cover)> {
    let name = format!("{}:{}", label.kind.prefix(), label.name);
    let covers = covers.iter().enumerate();
    covers.filter(move |(_, cover)| cover.labels.contains(&name))
}

/// How much there is of each kind, and how much of it has a test.
fn totals(pages: &[Page], covers: &[Cover]) -> String {
    let mut out = String::from("| What | Printed | Held by a test |\n|---|--:|--:|\n");
    for (kind, heading) in KINDS {
        let labels = pages.iter().flat_map(|page| &page.labels);
        let labels: Vec<&Label> = labels.filter(|label| label.kind == kind).collect();
        let with_test = labels
            .iter()
            .filter(|label| covered(label, covers).next().is_some());
        let _ = writeln!(
            out,
            "| {heading} | {} | {} |",
            labels.len(),
            with_test.count()
        );
    }
    // A number in the text is either computed or an error: none is left out.
    let values: usize = pages.iter().map(|page| page.values).sum();
    let _ = writeln!(out, "| Computed numbers | {values} | {values} |");
    out
}

struct Writer<'a> {
    here: &'a str,
    covers: &'a [Cover],
    /// Which tests were shown so far, and under which id and title.
    shown: HashMap<usize, (String, String)>,
    out: String,
    project: &'a mut Project,
}

impl Writer<'_> {
    fn page(&mut self, page: &Page) -> Result<(), String> {
        if page.labels.is_empty() {
            return Ok(());
        }
        let section = page.section();
        let name = self.project.titles.get(&page.file);
        let name = name.map_or(section.as_str(), String::as_str);
        let _ = write!(self.out, "\n## {name} {{#tested-in-{section}}}\n");
        for (kind, heading) in KINDS {
            let labels: Vec<&Label> = page
                .labels
                .iter()
                .filter(|label| label.kind == kind)
                .collect();
            if labels.is_empty() {
                continue;
            }
            let id = format!("tested-in-{section}-{}", kind.prefix());
            let _ = write!(self.out, "\n### {heading} {{#{id}}}\n");
            for label in labels {
                self.entry(page, label)?;
            }
        }
        Ok(())
    }

    fn entry(&mut self, page: &Page, label: &Label) -> Result<(), String> {
        let id = entry_id(label.kind, &label.name);
        let title = title(label.kind, &label.name, self.project);
        let back = link(self.here, &page.file, &label.kind.id(&label.name));
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
        if tests == 0 {
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
                format!("{}\n", displayed(&html, None, None, ""))
            }
            Kind::Claim => {
                let sentence = self.sentence(page, &label.name)?;
                // The element keeps the sentence from being read as a list.
                format!("\n<span class=\"tested-claim\">{sentence}</span>\n\n")
            }
            Kind::Figure | Kind::Listing => String::new(),
        })
    }

    /// A claim without links and ids, which it has where it stands.
    fn sentence(&mut self, page: &Page, name: &str) -> Result<String, String> {
        let claim = What::Claim {
            name: name.to_owned(),
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
                    let (range, html) = with_punctuation(page, range, html, "");
                    replace(range, html);
                }
                What::Reference { kind, name, text } => {
                    let number = self.project.targets.number(*kind, name);
                    let words = page.slice(text.clone());
                    let space = match words.is_empty() || number.is_empty() {
                        true => "",
                        false => "\u{a0}",
                    };
                    replace(range, format!("{words}{space}{number}"));
                }
                What::Link { text } => replace(range, page.slice(text.clone()).to_owned()),
                What::Comment => replace(range, String::new()),
                _ => {}
            }
        }
        let text = Patched::new(page.slice(all), edits).text;
        // Lines in a quote begin with its sign.
        let lines = text.lines().map(|line| line.trim_start_matches([' ', '>']));
        Ok(lines.collect::<Vec<_>>().join(" "))
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
        let fence = fence(&cover.source);
        let _ = write!(
            self.out,
            "<details><summary>The test, <code>{}</code>, line {}</summary>\n\n\
             {fence}rust\n{}\n{fence}\n\n</details>\n",
            escape(&cover.file),
            cover.line,
            cover.source
        );
    }
}
