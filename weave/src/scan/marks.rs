//! Finds what the comments label: formulas, sentences and tasks.

use std::ops::Range;

use super::What;
use super::scanner::{Flow, Scanner};
use crate::label::Kind;
use crate::prepare::Mark;

impl Scanner<'_> {
    /// Gives formulas their labels.
    pub(super) fn label_formulas(&mut self, marks: &[Mark]) {
        for mark in marks.iter().filter(|mark| mark.kind == Kind::Equation) {
            let text = &self.page.text;
            let rest = text.get(mark.at..).unwrap_or_default();
            let next = mark.at + (rest.len() - rest.trim_start_matches([' ', '\t', '>']).len());
            let before = text.get(..mark.at).unwrap_or_default();
            let previous = before.trim_end_matches(' ').len();
            let labelled = self.page.elements.iter_mut().find_map(|element| {
                let What::Formula { display, label, .. } = &mut element.what else {
                    return None;
                };
                let here = if *display {
                    mark.own_line && element.range.start == next
                } else {
                    !mark.own_line && element.range.end == previous
                };
                (here && label.is_none()).then(|| *label = Some(mark.name.clone()))
            });
            if labelled.is_none() {
                let message = format!(
                    "label \"eq:{}\" belongs to no formula: put it on the line before `$$`, \
                     or right after `$…$`",
                    mark.name
                );
                self.problem(mark.at, message);
            }
        }
    }

    /// The sentences of claims and of mistakes.
    pub(super) fn find_claims(&mut self, marks: &[Mark]) {
        for mark in marks {
            let name = mark.name.clone();
            let what = match mark.kind {
                Kind::Claim => What::Claim { name },
                Kind::Mistake => What::Mistake { name },
                _ => continue,
            };
            match self.sentence(mark.at) {
                Ok(range) => self.add(range, what),
                Err(message) => {
                    let (kind, name) = (mark.kind.prefix(), &mark.name);
                    self.problem(mark.at, format!("label \"{kind}:{name}\" {message}"));
                }
            }
        }
    }

    pub(super) fn find_exercises(&mut self, marks: &[Mark]) {
        for mark in marks.iter().filter(|mark| mark.kind == Kind::Exercise) {
            let begins = |item: &&Range<usize>| {
                let marker = self.page.text.get(item.start..mark.at);
                let signs = |c: char| c.is_ascii_digit() || "-*+.) ".contains(c);
                marker.is_some_and(|marker| !marker.is_empty() && marker.chars().all(signs))
            };
            let name = mark.name.clone();
            if mark.own_line {
                // The paragraph in the next line.
                let mut paragraphs = self.page.paragraphs.iter();
                let is_task = |task: &&Range<usize>| {
                    let item = self.items.iter().any(|item| item.start == task.start);
                    task.start == mark.at && !item && !self.page.text[task.start..].starts_with('#')
                };
                if let Some(task) = paragraphs.find(is_task) {
                    let range = task.clone();
                    self.add(range, What::Exercise { name });
                    continue;
                }
            }
            match self.items.iter().find(begins) {
                Some(item) => {
                    let task = self.page.slice(mark.at..item.end);
                    let blanks = task.len() - task.trim_start_matches(' ').len();
                    let range = mark.at + blanks..mark.at + task.trim_end().len();
                    self.add(range, What::Exercise { name });
                }
                None => {
                    let message = format!(
                        "label \"ex:{name}\" begins no item of a list and no paragraph: write \
                         `1. <!-- ex: {name} --> …`, or put it on the line before a paragraph"
                    );
                    self.problem(mark.at, message);
                }
            }
        }
    }

    /// The sentence that begins at `at`.
    fn sentence(&self, at: usize) -> Result<Range<usize>, &'static str> {
        let text = &self.page.text;
        let rest = text.get(at..).unwrap_or_default();
        let start = at + (rest.len() - rest.trim_start_matches([' ', '\t']).len());
        if text[start..].starts_with('\n') || start == text.len() {
            return Err("stands before no sentence: put it on the line before one");
        }
        let no_end = "has a sentence without an end: close it with `.`, `?` or `!`";
        for (range, flow) in self.flow.iter().filter(|(range, _)| range.end > start) {
            match flow {
                Flow::Opaque => {}
                Flow::Display => {
                    return Err("runs into a displayed formula: end its sentence before it");
                }
                Flow::Boundary => return Err(no_end),
                Flow::Text => {
                    let Some(end) = sentence_end(text, range.start.max(start)..range.end) else {
                        continue;
                    };
                    let claim = start..end;
                    let cut = self.spans.iter().any(|span| {
                        let overlap = span.start < claim.end && claim.start < span.end;
                        let inside = claim.start <= span.start && span.end <= claim.end;
                        let around = span.start <= claim.start && claim.end <= span.end;
                        overlap && !inside && !around
                    });
                    return if cut {
                        Err(
                            "ends inside of emphasis or a link: close that before the sentence ends",
                        )
                    } else {
                        Ok(claim)
                    };
                }
            }
        }
        Err(no_end)
    }
}

/// Where the first sentence that ends in `range` does, its closing quotes and
/// brackets included.
fn sentence_end(text: &str, range: Range<usize>) -> Option<usize> {
    let words = text.get(range.clone())?;
    words.match_indices(['.', '?', '!']).find_map(|(at, _)| {
        let stop = range.start + at + 1;
        let rest = text.get(stop..)?;
        let tail = rest.trim_start_matches([')', '"', '\'', '*', '_', '”', '’']);
        let ends = tail.chars().next().is_none_or(char::is_whitespace);
        ends.then(|| stop + (rest.len() - tail.len()))
    })
}
