//! Names, and the ways to read their subscripts.

use crate::tree::Expr;

/// A name, as printed: `\hat{x}'^*_{t,1}`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Symbol {
    /// The letter with its font and accents.
    pub base: String,
    pub primes: usize,
    /// `*` or `\star`.
    pub star: Option<String>,
    pub subs: Vec<Sub>,
}

/// A part of a subscript.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Sub {
    /// A number or a word, part of the name.
    Literal(String),
    Index(Expr),
}

impl Symbol {
    /// A name without marks and subscripts.
    pub fn plain(base: impl Into<String>) -> Self {
        Self {
            base: base.into(),
            primes: 0,
            star: None,
            subs: Vec::new(),
        }
    }

    /// The expressions in its subscript.
    pub fn indices(&self) -> impl Iterator<Item = &Expr> {
        self.subs.iter().filter_map(|sub| match sub {
            Sub::Index(expr) => Some(expr),
            Sub::Literal(_) => None,
        })
    }

    /// The name, with all literal parts of the subscript.
    pub fn name(&self) -> String {
        self.name_with(|_| true)
    }

    /// The name with those literal parts of the subscript for which `keep`
    /// holds, given their position.
    pub fn name_with(&self, keep: impl Fn(usize) -> bool) -> String {
        let literals: Vec<&str> = self
            .subs
            .iter()
            .enumerate()
            .filter(|(position, _)| keep(*position))
            .filter_map(|(_, sub)| match sub {
                Sub::Literal(text) => Some(text.as_str()),
                Sub::Index(_) => None,
            })
            .collect();
        let mut name = self.stem();
        match literals.as_slice() {
            [] => {}
            [one] if one.len() == 1 => name.push_str(&format!("_{one}")),
            several => name.push_str(&format!("_{{{}}}", several.join(","))),
        }
        name
    }

    /// The letter with its marks, without the subscript.
    pub fn stem(&self) -> String {
        let star = match self.star.as_deref() {
            None => String::new(),
            Some("*") => "^*".to_owned(),
            Some(star) => format!("^{{{star}}}"),
        };
        format!("{}{}{star}", self.base, "'".repeat(self.primes))
    }

    /// The names that it may be bound by, the most literal first, each with
    /// the positions in the subscript that are indices then: `x_{t,1}` is
    /// `x_1` at `t`, or `x` at `t` and 1.
    pub fn readings(&self) -> Vec<Reading> {
        let numbers: Vec<usize> = self
            .subs
            .iter()
            .enumerate()
            .filter(|(_, sub)| matches!(sub, Sub::Literal(text) if text.parse::<i64>().is_ok()))
            .map(|(position, _)| position)
            .take(4)
            .collect();
        let mut readings: Vec<Reading> = (0..1usize << numbers.len())
            .map(|mask| {
                let is_index = |position: usize| match self.subs.get(position) {
                    Some(Sub::Index(_)) => true,
                    _ => numbers
                        .iter()
                        .position(|&p| p == position)
                        .is_some_and(|bit| mask >> bit & 1 == 1),
                };
                Reading {
                    name: self.name_with(|position| !is_index(position)),
                    literals: numbers.len() - mask.count_ones() as usize,
                    indices: (0..self.subs.len()).filter(|&p| is_index(p)).collect(),
                }
            })
            .collect();
        readings.sort_by_key(|reading| std::cmp::Reverse(reading.literals));
        readings
    }
}

/// One way to read a subscript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    pub name: String,
    /// How many numbers of the subscript are in the name.
    pub literals: usize,
    /// The positions in the subscript that are indices.
    pub indices: Vec<usize>,
}
