//! What a page tells outside of what is labelled.

use std::ops::Range;

/// A number that a page prints, or where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The bytes of the number, or of the whole link, in the text of its page.
    pub range: Range<usize>,
    /// Which of the two.
    pub what: Telling,
}

/// What is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Telling {
    /// A computed number.
    Number {
        /// Whether its format rounds it.
        rounded: bool,
    },
    /// A reference, a citation or a link.
    Link {
        /// Where it leads: `eq:objective`, `ref:polyak1964`, `welcome.md`.
        to: String,
    },
}
