//! The labels of a page that was read.

use super::{Element, Page, What};
use crate::label::{Kind, Label};

/// All of them, in the order of the text, that of the page itself last.
pub(super) fn collect(page: &Page) -> Vec<Label> {
    let label = |element: &Element, kind, name: &str, text: &str, numbered| Label {
        kind,
        name: name.to_owned(),
        file: page.file.clone(),
        line: page.line(element.range.start),
        range: page.patched.source(element.range.start)..page.patched.source_end(element.range.end),
        text: text.to_owned(),
        numbered,
    };
    let mut labels: Vec<Label> = page
        .elements
        .iter()
        .filter_map(|element| {
            Some(match &element.what {
                What::Formula {
                    tex,
                    display,
                    label: Some(name),
                } => label(element, Kind::Equation, name, tex, *display),
                What::Claim { name } | What::Mistake { name } => {
                    let kind = match element.what {
                        What::Claim { .. } => Kind::Claim,
                        _ => Kind::Mistake,
                    };
                    let sentence = page.slice(element.range.clone());
                    let words: Vec<&str> = sentence.split_whitespace().collect();
                    label(element, kind, name, &words.join(" "), false)
                }
                What::Exercise { name } => {
                    let task = page.slice(element.range.clone());
                    label(element, Kind::Exercise, name, task, false)
                }
                What::Listing(include) => label(
                    element,
                    Kind::Listing,
                    &include.label,
                    &include.anchor,
                    true,
                ),
                What::Figure { call, caption } => {
                    let caption = page.slice(caption.clone());
                    label(element, Kind::Figure, &call.label, caption, true)
                }
                _ => return None,
            })
        })
        .collect();
    if !page.told().is_empty() {
        labels.push(Label {
            kind: Kind::Text,
            name: page.name().to_owned(),
            file: page.file.clone(),
            line: 1,
            range: 0..0,
            text: String::new(),
            numbered: false,
        });
    }
    labels
}
