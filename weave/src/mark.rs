//! The marks that lead from what is printed to how it is tested: one for a
//! paragraph, and one for each displayed formula and each listing.

use std::ops::Range;

use crate::book::Project;
use crate::label::Kind;
use crate::parts::href;
use crate::scan::{Page, What};

/// What is labelled in one paragraph, and has one mark together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Together {
    /// The labels, in the order of the text.
    pub(crate) labels: Vec<(Kind, String)>,
    /// The bytes of the paragraph in [`Page::text`]; those of a task, and of
    /// the caption of a figure.
    pub(crate) paragraph: Range<usize>,
    /// Where the last of its labelled sentences and formulas ends.
    last: usize,
}

impl Together {
    /// The id of their entries, which follow each other.
    pub(crate) fn id(&self) -> Option<String> {
        let (kind, name) = self.labels.first()?;
        Some(match self.labels.len() {
            1 => entry_id(*kind, name),
            _ => format!("together-{}", kind.id(name)),
        })
    }

    /// The mark, at the end of the paragraph; after what is labelled last, if
    /// a displayed formula follows, which ends the line.
    pub(crate) fn place(&self, page: &Page) -> usize {
        let is_last = |what: &What| matches!(what, What::Exercise { .. } | What::Figure { .. });
        let mut elements = page.elements.iter();
        let splits = elements.any(|element| {
            let inside =
                self.last <= element.range.start && element.range.end <= self.paragraph.end;
            inside && matches!(element.what, What::Formula { display: true, .. })
        });
        let mut elements = page.elements.iter();
        let whole = elements.any(|e| is_last(&e.what) && e.range == self.paragraph);
        if whole || !splits {
            return self.paragraph.end;
        }
        let stop = page.slice(self.last..self.paragraph.end);
        self.last + usize::from(stop.starts_with(['.', ',', ';', ':', '?', '!', ')']))
    }
}

/// What stands together on `page`, in the order of the text.
pub(crate) fn together(page: &Page) -> Vec<Together> {
    let mut all: Vec<Together> = Vec::new();
    for element in &page.elements {
        let range = &element.range;
        let (label, paragraph) = match &element.what {
            What::Formula {
                display: false,
                label: Some(name),
                ..
            } => ((Kind::Equation, name), paragraph(page, range)),
            What::Claim { name } => ((Kind::Claim, name), paragraph(page, range)),
            What::Mistake { name } => ((Kind::Mistake, name), paragraph(page, range)),
            What::Exercise { name } => ((Kind::Exercise, name), range.clone()),
            What::Figure { call, caption } => ((Kind::Figure, &call.label), caption.clone()),
            _ => continue,
        };
        let label = (label.0, label.1.clone());
        match all.iter_mut().find(|other| other.paragraph == paragraph) {
            Some(other) => {
                other.labels.push(label);
                other.last = other.last.max(range.end);
            }
            None => all.push(Together {
                labels: vec![label],
                paragraph,
                last: range.end,
            }),
        }
    }
    all
}

/// The paragraph in which `range` stands; its task, if it is in one.
fn paragraph(page: &Page, range: &Range<usize>) -> Range<usize> {
    let around = |other: &&Range<usize>| other.start <= range.start && range.end <= other.end;
    let tasks = page.elements.iter().filter_map(|element| {
        let is_task = matches!(element.what, What::Exercise { .. });
        is_task.then_some(&element.range)
    });
    let task = tasks.into_iter().find(around);
    let mut paragraphs = page.paragraphs.iter();
    // The innermost is read last.
    let found = task.or_else(|| paragraphs.rfind(around));
    found.unwrap_or(range).clone()
}

/// A link from labels on `page` to their entries; nothing in a book without
/// the page of the tests.
pub(crate) fn mark_together(page: &Page, together: &Together, project: &Project) -> String {
    let names = together.labels.iter();
    let names: Vec<String> = names
        .map(|(kind, name)| title(*kind, name, project))
        .collect();
    let id = together.id().unwrap_or_default();
    let verb = if names.len() == 1 { "is" } else { "are" };
    let what = format!("{} {verb}", names.join(", "));
    // That of a figure ends its caption.
    let in_caption = together
        .labels
        .iter()
        .any(|(kind, _)| *kind == Kind::Figure);
    let class = if in_caption { "mark" } else { "mark beside" };
    link_to(page, &id, &what, class, project)
}

/// A link from something labelled on `page` to its entry, likewise.
pub(crate) fn mark(page: &Page, kind: Kind, name: &str, project: &Project) -> String {
    let what = format!("{} is", title(kind, name, project));
    link_to(page, &entry_id(kind, name), &what, "mark", project)
}

fn link_to(page: &Page, id: &str, what: &str, class: &str, project: &Project) -> String {
    let Some(tested) = &project.tested else {
        return String::new();
    };
    let href = link(&page.file, &tested.entries(page), id);
    let what = what.replace('\u{a0}', " ");
    format!(
        "<a class=\"{class}\" href=\"{href}\" aria-label=\"How {what} tested\" \
         title=\"How this is tested\">✓</a>"
    )
}

/// The id of the entry of a label.
pub(crate) fn entry_id(kind: Kind, name: &str) -> String {
    format!("tested-{}", kind.id(name))
}

/// A link for HTML, in which mdBook is not asked to change an ending.
pub(crate) fn link(from: &str, to: &str, id: &str) -> String {
    href(from, to, id).replacen(".md#", ".html#", 1)
}

/// A link for HTML to a whole page.
pub(crate) fn page_link(from: &str, to: &str) -> String {
    let mut href = link(from, to, "");
    href.truncate(href.find('#').unwrap_or(href.len()));
    href
}

/// "Equation 1.3", or the name where there is no number.
pub(crate) fn title(kind: Kind, name: &str, project: &Project) -> String {
    if kind == Kind::Text {
        return "The text".to_owned();
    }
    match project.targets.number(kind, name) {
        "" => format!("{} “{name}”", kind.word()),
        number => format!("{}\u{a0}{number}", kind.word()),
    }
}
