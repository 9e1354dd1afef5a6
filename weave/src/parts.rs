//! Pieces of HTML and Markdown that pages and the pages of their tests share.

use std::ops::Range;

use crate::scan::Page;

/// Keeps the punctuation mark after a formula on the line of the formula's
/// end: a browser would break between the two. A formula of several pieces
/// must stay breakable for narrow screens, so the mark goes into the last
/// piece, and once more after the MathML, for those who hear it.
pub(crate) fn with_punctuation(
    page: &Page,
    range: Range<usize>,
    html: String,
) -> (Range<usize>, String) {
    let after = page
        .text
        .get(range.end..)
        .and_then(|rest| rest.chars().next());
    let pieces = html.matches("class=\"base\"").count();
    match after.filter(|c| ".,;:?!)".contains(*c)) {
        Some(stop) if pieces == 1 => (
            range.start..range.end + 1,
            format!("<span class=\"nobr\">{html}{stop}</span>"),
        ),
        Some(stop) => {
            let whole = stopped(&html, stop).unwrap_or_else(|| format!("{html}{stop}"));
            (range.start..range.end + 1, whole)
        }
        _ => (range, html),
    }
}

/// A formula with a punctuation mark inside, if it is made as KaTeX makes it.
fn stopped(html: &str, stop: char) -> Option<String> {
    // What closes the last piece, the pieces, and the formula; and its label.
    let closed = match html.starts_with("<span class=\"math\"") {
        true => "</span></span></span></span>",
        false => "</span></span></span>",
    };
    let pieces = html.strip_suffix(closed)?;
    let (mathml, pieces) = pieces.split_once("</math>")?;
    Some(format!(
        "{mathml}</math>{stop}{pieces}<span class=\"stop\">{stop}</span>{closed}"
    ))
}

/// Whether the equation with this label is shown because it is wrong.
pub(crate) fn is_wrong(name: &str) -> bool {
    name.starts_with("wrong-")
}

pub(crate) fn displayed(
    html: &str,
    name: Option<&str>,
    number: Option<&str>,
    mark: &str,
) -> String {
    match (name, number) {
        (Some(name), Some(number)) => {
            let mut tag = format!("<span class=\"number\">({number})</span>");
            if !mark.is_empty() {
                tag = format!("<span class=\"tag\">{tag}{mark}</span>");
            }
            let (class, aside) = match is_wrong(name) {
                true => ("equation wrong", ", which is not so"),
                false => ("equation", ""),
            };
            format!(
                "<div class=\"{class}\" id=\"eq-{name}\" tabindex=\"0\" role=\"group\" \
                 aria-label=\"Equation {number}{aside}\">{html}{tag}</div>"
            )
        }
        _ => format!(
            "<div class=\"equation\" tabindex=\"0\" role=\"group\" \
             aria-label=\"Equation\">{html}</div>"
        ),
    }
}

/// Where a reference leads, from one file of the book to another.
pub(crate) fn href(from: &str, to: &str, id: &str) -> String {
    if from == to {
        return format!("#{id}");
    }
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = from.len().min(to.len()) - 1;
    let shared = (0..folders).take_while(|&i| from[i] == to[i]).count();
    let up = "../".repeat(from.len() - 1 - shared);
    format!("{up}{}#{id}", to[shared..].join("/"))
}

/// A fence longer than every run of backticks in `code`.
pub(crate) fn fence(code: &str) -> String {
    let longest = code
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    "`".repeat(longest.max(2) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_lead_from_folder_to_folder() {
        assert_eq!(href("src/a.md", "src/a.md", "eq-x"), "#eq-x");
        assert_eq!(href("src/a.md", "src/b.md", "eq-x"), "b.md#eq-x");
        assert_eq!(href("src/p/a.md", "src/q/b.md", "eq-x"), "../q/b.md#eq-x");
        assert_eq!(href("src/p/a.md", "src/p/b.md", "eq-x"), "b.md#eq-x");
        assert_eq!(href("src/a.md", "src/q/b.md", "eq-x"), "q/b.md#eq-x");
    }

    #[test]
    fn fences_are_longer_than_what_they_hold() {
        assert_eq!(fence("fn f() {}"), "```");
        assert_eq!(fence("/// ```\n/// x\n/// ````"), "`````");
    }
}
