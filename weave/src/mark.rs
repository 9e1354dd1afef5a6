//! The marks that lead from what is printed to how it is tested.

use crate::book::Project;
use crate::label::Kind;
use crate::parts::href;
use crate::scan::Page;

/// A link from something labelled on `page` to its entry; nothing in a book
/// without the page of the tests.
pub(crate) fn mark(page: &Page, kind: Kind, name: &str, project: &Project) -> String {
    let Some(tested) = &project.tested else {
        return String::new();
    };
    let href = link(&page.file, &tested.entries(page), &entry_id(kind, name));
    let what = title(kind, name, project).replace('\u{a0}', " ");
    format!(
        "<a class=\"mark\" href=\"{href}\" aria-label=\"How {what} is tested\" \
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
