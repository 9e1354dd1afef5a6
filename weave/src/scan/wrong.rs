//! What is wrong stands in a quote that says so, and nothing else does.

use std::ops::Range;

use super::What;
use super::scanner::Scanner;
use crate::parts::is_wrong;

/// How a quote of something wrong begins, in words that are read and heard.
const NOT_SO: &str = "**Not so:**";

impl Scanner<'_> {
    /// Mistakes and equations `wrong-…` stand in quotes that begin with
    /// [`NOT_SO`]; such a quote has at least one of them, and no other labels.
    pub(super) fn check_wrong(&mut self) {
        let says_so = |quote: &&Range<usize>| {
            let words = self.page.slice((*quote).clone());
            words
                .trim_start_matches(['>', ' ', '\n'])
                .starts_with(NOT_SO)
        };
        let quotes: Vec<Range<usize>> = self.quotes.iter().filter(says_so).cloned().collect();
        let mut held = vec![false; quotes.len()];
        let mut problems = Vec::new();
        for element in &self.page.elements {
            let (label, wrong) = match &element.what {
                What::Mistake { name } => (format!("not:{name}"), true),
                What::Claim { name } => (format!("claim:{name}"), false),
                What::Formula {
                    label: Some(name), ..
                } => (format!("eq:{name}"), is_wrong(name)),
                _ => continue,
            };
            let at = element.range.start;
            let quote = quotes.iter().position(|quote| quote.contains(&at));
            if let Some(quote) = quote {
                held[quote] = true;
            }
            match (quote, wrong) {
                (Some(_), true) | (None, false) => {}
                (None, true) => problems.push((
                    at,
                    format!(
                        "label \"{label}\" is of something wrong: put it into a quote that \
                         begins with `> {NOT_SO}`"
                    ),
                )),
                (Some(_), false) => problems.push((
                    at,
                    format!(
                        "label \"{label}\" stands in a quote of something wrong: write \
                         `<!-- not: NAME -->` before a sentence, `<!-- eq: wrong-NAME -->` \
                         before a formula, or move it out of the quote"
                    ),
                )),
            }
        }
        let free = quotes.iter().zip(held).filter(|(_, held)| !held);
        let message = format!(
            "a quote that begins with `{NOT_SO}` has no label: write `<!-- not: NAME -->` before \
             its sentence, or `<!-- eq: wrong-NAME -->` before its formula"
        );
        problems.extend(free.map(|(quote, _)| (quote.start, message.clone())));
        for (at, message) in problems {
            self.problem(at, message);
        }
    }
}
