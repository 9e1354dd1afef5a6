//! The page that says which test holds what is printed, and the marks that
//! lead to it.

use std::collections::HashMap;
use std::fmt::Write;
use std::ops::Range;

use crate::book::Project;
use crate::covers::{Cover, Exempt};
use crate::html::escape;
use crate::label::{Kind, Label};
use crate::math;
use crate::page::{displayed, fence, href, with_punctuation};
use crate::patch::{Edit, Patched};
use crate::scan::{Page, Telling, Told, What};

/// The kinds in the order of the page, with their headings.
const KINDS: [(Kind, &str); 6] = [
    (Kind::Equation, "Equations"),
    (Kind::Claim, "Claims"),
    (Kind::Figure, "Figures"),
    (Kind::Listing, "Listings"),
    (Kind::Exercise, "Exercises"),
    (Kind::Text, "Other numbers and links"),
];

/// What the page is made from.
#[derive(Debug)]
pub(crate) struct Tested {
    /// The file with `{{#tested}}`.
    pub(crate) file: String,
    pub(crate) covers: Vec<Cover>,
    pub(crate) exempt: Vec<Exempt>,
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
    if kind == Kind::Text {
        return "The text".to_owned();
    }
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
    let (covers, exempt) = match &project.tested {
        Some(tested) => (tested.covers.clone(), tested.exempt.clone()),
        None => Default::default(),
    };
    let mut writer = Writer {
        here,
        covers: &covers,
        exempt: &exempt,
        shown: HashMap::new(),
        out: totals(pages, &covers, &exempt),
        project,
    };
    for page in pages {
        writer.page(page)?;
    }
    Ok(writer.out)
}

fn covered<'c>(label: &Label, covers: &'c [Cover]) -> impl Iterator<Item = (usize, &'c Cover)> {
    let name = label.full_name();
    let covers = covers.iter().enumerate();
    covers.filter(move |(_, cover)| cover.labels.contains(&name))
}

/// How much there is of each kind, how much of it has a test, and how much is
/// exempt.
fn totals(pages: &[Page], covers: &[Cover], exempt: &[Exempt]) -> String {
    let mut out = String::from("| What | Printed | Held by a test | Exempt |\n|---|--:|--:|--:|\n");
    for (kind, heading) in KINDS {
        let (mut printed, mut held, mut without) = (0, 0, 0);
        for page in pages {
            for label in page.labels.iter().filter(|label| label.kind == kind) {
                let count = match kind {
                    Kind::Text => page.told().len(),
                    _ => 1,
                };
                printed += count;
                if covered(label, covers).next().is_some() {
                    held += count;
                } else if exempt.iter().any(|e| e.label == label.full_name()) {
                    without += count;
                }
            }
        }
        let _ = writeln!(out, "| {heading} | {printed} | {held} | {without} |");
    }
    out
}

struct Writer<'a> {
    here: &'a str,
    covers: &'a [Cover],
    exempt: &'a [Exempt],
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
        let mut back = link(self.here, &page.file, &label.kind.id(&label.name));
        if label.kind == Kind::Text {
            // The whole page.
            back.truncate(back.find('#').unwrap_or(back.len()));
        }
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
                format!("{}\n", displayed(&html, None, None, ""))
            }
            Kind::Claim => {
                let sentence = self.sentence(page, &label.name)?;
                // The element keeps the sentence from being read as a list.
                format!("\n<span class=\"tested-claim\">{sentence}</span>\n\n")
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
                What::Link { text, .. } => replace(range, page.slice(text.clone()).to_owned()),
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
