//! Links from what a page states to its proof.
//!
//! `<!-- proof: eq:NAME claim:NAME -->` on the line before a `<details>`, or
//! before the paragraph with which a proof begins, says what is proved there;
//! that may stand on another page.

use std::collections::HashMap;

use crate::book::Project;
use crate::label::{Kind, Targets};
use crate::mark::{link, title};
use crate::patch::Edit;
use crate::problem::Problems;
use crate::scan::{Page, What};

/// A proof: where it begins, and what it proves.
struct Proof {
    /// The bytes of the comment.
    comment: std::ops::Range<usize>,
    proved: Vec<(Kind, String)>,
}

impl Proof {
    fn id(&self) -> String {
        let first = self.proved.first();
        first.map_or_else(String::new, |(kind, name)| {
            format!("proof-{}", kind.id(name))
        })
    }
}

/// The place of the proof of each label that has one: a file and an id.
#[derive(Debug, Default)]
pub(crate) struct Proofs(HashMap<(Kind, String), (String, String)>);

impl Proofs {
    /// Finds the proofs on all pages.
    pub(crate) fn of(pages: &[Page], targets: &Targets, problems: &mut Problems) -> Self {
        let mut all = Self::default();
        for page in pages {
            for (at, proof) in proofs(page) {
                let mut add = |message: String| problems.add(&page.file, page.line(at), message);
                let proof = match proof {
                    Ok(proof) => proof,
                    Err(message) => {
                        add(message);
                        continue;
                    }
                };
                for label in &proof.proved {
                    if let Err(message) = targets.find(label.0, &label.1) {
                        add(message);
                    }
                    let place = (page.file.clone(), proof.id());
                    if let Some((file, _)) = all.0.insert(label.clone(), place) {
                        let name = format!("{}:{}", label.0.prefix(), label.1);
                        add(format!(
                            "{name} is proved twice, first in {file}: keep one of them"
                        ));
                    }
                }
            }
        }
        all
    }

    /// The link to the proof of a label on `page`; nothing if it has none.
    pub(crate) fn link(page: &Page, kind: Kind, name: &str, project: &Project) -> String {
        let Some((file, id)) = project.proofs.0.get(&(kind, name.to_owned())) else {
            return String::new();
        };
        let href = link(&page.file, file, id);
        let what = title(kind, name, project).replace('\u{a0}', " ");
        format!("<a class=\"proof\" href=\"{href}\" aria-label=\"Proof of {what}\">proof</a>")
    }
}

/// What puts the ids on `page` to which the links lead.
pub(crate) fn edits(page: &Page) -> Vec<Edit> {
    let sound = proofs(page).into_iter().filter_map(|(_, proof)| proof.ok());
    let edits = sound.map(|proof| {
        let after = page.text.get(proof.comment.end..).unwrap_or_default();
        let id = proof.id();
        match after.strip_prefix("\n<details") {
            Some(_) => {
                let end = proof.comment.end + "\n<details".len();
                Edit::replace(proof.comment.start..end, format!("<details id=\"{id}\""))
            }
            // Empty lines around it, or the paragraph would not be Markdown.
            None => Edit::replace(
                proof.comment,
                format!("<div class=\"start\" id=\"{id}\"></div>\n"),
            ),
        }
    });
    edits.collect()
}

/// The comments of `page` that begin a proof, or what is wrong with them.
fn proofs(page: &Page) -> Vec<(usize, Result<Proof, String>)> {
    let comments = page.elements.iter().filter(|e| e.what == What::Comment);
    let inside = comments.filter_map(|element| {
        let words = page.slice(element.range.clone());
        let words = words
            .trim_start_matches("<!--")
            .trim_end_matches("-->")
            .trim();
        let names = words.strip_prefix("proof:")?;
        Some((element.range.clone(), names))
    });
    let read = inside.map(|(comment, names)| {
        let usage = "write `<!-- proof: eq:NAME claim:NAME -->` on the line before a `<details>` \
                     or a paragraph";
        let labels = names.split_whitespace().map(label);
        let labels: Option<Vec<_>> = labels.collect();
        let after = page.text.get(comment.end..).unwrap_or_default();
        let line = after
            .strip_prefix('\n')
            .and_then(|rest| rest.lines().next());
        let before = page.slice(0..comment.start);
        let alone = before.is_empty() || before.ends_with("\n\n");
        let proof = match labels.filter(|labels| !labels.is_empty()) {
            Some(proved) if alone && line.is_some_and(|line| !line.trim().is_empty()) => {
                Ok(Proof {
                    comment: comment.clone(),
                    proved,
                })
            }
            _ => Err(format!(
                "a proof that proves nothing, or that begins nowhere: {usage}"
            )),
        };
        (comment.start, proof)
    });
    read.collect()
}

/// `eq:objective`, taken apart.
fn label(words: &str) -> Option<(Kind, String)> {
    let (prefix, name) = words.split_once(':')?;
    let kind = Kind::of_prefix(prefix)?;
    matches!(kind, Kind::Equation | Kind::Claim).then(|| (kind, name.to_owned()))
}
