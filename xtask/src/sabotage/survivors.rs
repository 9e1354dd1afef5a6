//! Faults that no test can catch, each with the reason.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Mutex;

use super::fault::Kind;
use crate::failure::{Failure, Result};

/// Where they are listed, relative to the root; the file need not exist.
pub const FILE: &str = "tests/survivors.txt";

/// A fault as its line names it: by its words, for lines of a page move.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    fault: String,
    reason: String,
    line: usize,
}

/// All of them, and which were met.
#[derive(Debug, Default)]
pub struct Survivors {
    entries: Vec<Entry>,
    /// What was planned, so that its entries name a fault that exists.
    planned: Mutex<BTreeSet<String>>,
    caught: Mutex<BTreeSet<String>>,
}

/// How a survivor is listed.
pub fn spell(file: &str, kind: Kind, before: &str, after: &str) -> String {
    format!("{file}: {}: `{before}` → `{after}`", kind.name())
}

impl Survivors {
    /// Reads the list.
    pub fn read(root: &Path) -> Result<Self> {
        let path = root.join(FILE);
        match fs::read_to_string(&path) {
            Ok(text) => Self::of(&text),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(Failure::file("read", &path, &error)),
        }
    }

    fn of(text: &str) -> Result<Self> {
        let mut survivors = Self::default();
        for (line, text) in (1..).zip(text.lines()) {
            if text.is_empty() || text.starts_with('#') {
                continue;
            }
            match text.rsplit_once(" -- ") {
                Some((fault, reason)) if !reason.trim().is_empty() => {
                    survivors.entries.push(Entry {
                        fault: fault.to_owned(),
                        reason: reason.trim().to_owned(),
                        line,
                    });
                }
                _ => {
                    return Err(Failure::usage(format!(
                        "{FILE}:{line}: write the line that sabotage prints, ` -- ` and a reason"
                    )));
                }
            }
        }
        Ok(survivors)
    }

    /// Notes that this fault can be planted.
    pub fn plan(&self, fault: String) {
        note(&self.planned, fault);
    }

    /// Notes that a test caught this fault.
    pub fn caught(&self, fault: String) {
        note(&self.caught, fault);
    }

    /// Why no test can catch this fault, if that is known.
    pub fn reason(&self, fault: &str) -> Option<&str> {
        let entry = self.entries.iter().find(|entry| entry.fault == fault)?;
        Some(&entry.reason)
    }

    /// What is listed in vain; `code` says whether faults of the code were
    /// planned, and `pages` whether those of pages were.
    pub fn stale(&self, pages: bool, code: bool) -> Vec<String> {
        let mut stale = Vec::new();
        for Entry { fault, line, .. } in &self.entries {
            let of_code = fault.contains(&format!(": {}: ", Kind::Code.name()));
            let known = if of_code { code } else { pages };
            if known && !has(&self.planned, fault) {
                stale.push(format!("{FILE}:{line}: no such fault is planted: {fault}"));
            } else if has(&self.caught, fault) {
                stale.push(format!("{FILE}:{line}: a test catches {fault}"));
            }
        }
        stale
    }
}

fn note(set: &Mutex<BTreeSet<String>>, fault: String) {
    if let Ok(mut set) = set.lock() {
        set.insert(fault);
    }
}

fn has(set: &Mutex<BTreeSet<String>>, fault: &str) -> bool {
    set.lock().is_ok_and(|set| set.contains(fault))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn survivors_are_known_by_their_words() {
        let fault = spell("src/p.md", Kind::EqName, "a -- b", "b");
        assert_eq!(fault, "src/p.md: eq-name: `a -- b` → `b`");
        let text = format!("# why\n\n{fault} -- it only names\n");
        let survivors = Survivors::of(&text).unwrap();
        assert_eq!(survivors.reason(&fault), Some("it only names"));
        assert_eq!(survivors.reason("src/p.md: eq-name: `a` → `b`"), None);
    }

    #[test]
    fn entries_without_a_survivor_are_stale() {
        let of = || Survivors::of("a: link: `x` → `y` -- r\nb: code: `x` → `y` -- r\n").unwrap();
        let survivors = of();
        assert_eq!(survivors.stale(true, false).len(), 1);
        assert_eq!(survivors.stale(true, true).len(), 2);
        survivors.plan("a: link: `x` → `y`".to_owned());
        assert!(survivors.stale(true, false).is_empty());
        survivors.caught("a: link: `x` → `y`".to_owned());
        let stale = survivors.stale(true, false);
        assert!(stale[0].contains("survivors.txt:1: a test catches"));
        assert!(of().stale(false, false).is_empty());
    }

    #[test]
    fn an_entry_without_a_reason_is_refused() {
        for wrong in ["a: link: `x` → `y`", "a: link: `x` → `y` --  "] {
            let failure = Survivors::of(wrong).unwrap_err();
            assert!(failure.message.starts_with("tests/survivors.txt:1: "));
        }
    }
}
