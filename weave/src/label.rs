//! Labels, their numbers and where they stand.

use std::collections::HashMap;
use std::ops::Range;

use crate::problem::Problems;

/// What a label is put on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A formula, displayed or in a line of text.
    Equation,
    /// A figure.
    Figure,
    /// A listing.
    Listing,
    /// A sentence.
    Claim,
    /// A sentence that is wrong, in a quote that says so.
    Mistake,
    /// A task at the end of a section.
    Exercise,
    /// What a page prints outside of the others: its computed numbers, its
    /// references and its links. Every page that has some has one of this
    /// kind, named like the page's file.
    Text,
}

impl Kind {
    /// All kinds, in the order in which they are counted.
    pub const ALL: [Self; 7] = [
        Self::Equation,
        Self::Claim,
        Self::Mistake,
        Self::Figure,
        Self::Listing,
        Self::Exercise,
        Self::Text,
    ];

    /// The word before a number: "Equation".
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Equation => "Equation",
            Self::Figure => "Figure",
            Self::Listing => "Listing",
            Self::Claim => "Claim",
            Self::Mistake => "Mistake",
            Self::Exercise => "Exercise",
            Self::Text => "Text",
        }
    }

    /// The word before a name: `eq`.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Equation => "eq",
            Self::Figure => "fig",
            Self::Listing => "lst",
            Self::Claim => "claim",
            Self::Mistake => "not",
            Self::Exercise => "ex",
            Self::Text => "text",
        }
    }

    /// The kind with this prefix.
    #[must_use]
    pub fn of_prefix(prefix: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.prefix() == prefix)
    }

    /// The id of the page's element with this label.
    #[must_use]
    pub fn id(self, name: &str) -> String {
        format!("{}-{name}", self.prefix())
    }
}

/// A label as it stands in a Markdown file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What it is put on.
    pub kind: Kind,
    /// Its name, unique among its kind in the whole book.
    pub name: String,
    /// The file, relative to the book's root: `src/welcome.md`.
    pub file: String,
    /// The line of what is labelled, counted from 1.
    pub line: usize,
    /// The bytes of what is labelled in the file.
    pub range: Range<usize>,
    /// TeX of an equation, sentence of a claim or a mistake, caption of a
    /// figure, anchor of a listing, words of an exercise; values are inserted.
    pub text: String,
    /// Whether it gets a number; displayed formulas, figures and listings do.
    pub numbered: bool,
}

impl Label {
    /// Kind and name, as tests and references write them: `eq:objective`.
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{}:{}", self.kind.prefix(), self.name)
    }
}

/// A place that references lead to.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    pub(crate) file: String,
    pub(crate) line: usize,
    /// "1.2", if it has a number.
    pub(crate) number: Option<String>,
}

/// All labels of a book with their numbers.
#[derive(Debug, Default)]
pub(crate) struct Targets(HashMap<(Kind, String), Target>);

impl Targets {
    /// Numbers the labels of one page, whose chapter has `number`.
    pub(crate) fn add_page(
        &mut self,
        labels: &[Label],
        number: Option<&str>,
        problems: &mut Problems,
    ) {
        let mut counts: HashMap<Kind, usize> = HashMap::new();
        for label in labels {
            let key = (label.kind, label.name.clone());
            if let Some(first) = self.0.get(&key) {
                let message = format!(
                    "label \"{}:{}\" is used twice, first in {}:{}: rename one of them",
                    label.kind.prefix(),
                    label.name,
                    first.file,
                    first.line
                );
                problems.add(&label.file, label.line, message);
                continue;
            }
            let number = label.numbered.then(|| {
                let count = counts.entry(label.kind).or_default();
                *count += 1;
                match number {
                    Some(chapter) => format!("{chapter}.{count}"),
                    None => count.to_string(),
                }
            });
            let target = Target {
                file: label.file.clone(),
                line: label.line,
                number,
            };
            self.0.insert(key, target);
        }
    }

    pub(crate) fn get(&self, kind: Kind, name: &str) -> Option<&Target> {
        self.0.get(&(kind, name.to_owned()))
    }

    /// "1.2", or nothing if it has no number.
    pub(crate) fn number(&self, kind: Kind, name: &str) -> &str {
        self.get(kind, name)
            .and_then(|target| target.number.as_deref())
            .unwrap_or_default()
    }

    /// The target of a reference, or why there is none.
    pub(crate) fn find(&self, kind: Kind, name: &str) -> Result<&Target, String> {
        self.get(kind, name).ok_or_else(|| {
            let mut known: Vec<&str> = self
                .0
                .keys()
                .filter(|(other, _)| *other == kind)
                .map(|(_, name)| name.as_str())
                .collect();
            known.sort_unstable();
            let known = if known.is_empty() {
                "none".to_owned()
            } else {
                known.join(", ")
            };
            let prefix = kind.prefix();
            format!(
                "label \"{prefix}:{name}\" is not defined; of this kind there are {known}: \
                 correct the name or put the label where it belongs"
            )
        })
    }
}
