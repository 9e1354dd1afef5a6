//! What a fault is, and which kinds there are.

use std::ops::Range;

/// A kind of fault. The kinds are fixed here, before anything is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A plus for a minus in an equation, or the other way round.
    EqSign,
    /// Another number in an equation, or a lost factor.
    EqFactor,
    /// Another index in an equation.
    EqIndex,
    /// Another exponent in an equation, or none.
    EqExponent,
    /// The opposite relation in an equation.
    EqRelation,
    /// A bound of an equation that gains or loses its end point, where the text
    /// speaks of it.
    EqBound,
    /// Another name in an equation.
    EqName,
    /// A term of an equation that is lost.
    EqTerm,
    /// A fraction of an equation upside down.
    EqFraction,
    /// Another function in an equation, or a lost root.
    EqFunction,
    /// Another value of the section in the prose.
    ValueName,
    /// A number that was typed for a value, its last digit wrong.
    ValueTyped,
    /// The opposite of a word of a claim.
    ClaimWord,
    /// The opposite of a word of a caption or of the takeaways, outside of
    /// claims.
    CaptionWord,
    /// Another number in a claim.
    ClaimNumber,
    /// Another anchor in an include, or a missing one.
    Anchor,
    /// A label with another name.
    Label,
    /// A reference to another label.
    Reference,
    /// Another parameter of a figure.
    FigureParameter,
    /// A link to elsewhere.
    Link,
    /// A function of `listings` that computes something else.
    Code,
}

impl Kind {
    /// The kinds of faults in pages.
    pub const PAGES: [Self; 20] = [
        Self::EqSign,
        Self::EqFactor,
        Self::EqIndex,
        Self::EqExponent,
        Self::EqRelation,
        Self::EqBound,
        Self::EqName,
        Self::EqTerm,
        Self::EqFraction,
        Self::EqFunction,
        Self::ValueName,
        Self::ValueTyped,
        Self::ClaimWord,
        Self::CaptionWord,
        Self::ClaimNumber,
        Self::Anchor,
        Self::Label,
        Self::Reference,
        Self::FigureParameter,
        Self::Link,
    ];

    /// The name that `--kind` takes.
    pub fn name(self) -> &'static str {
        match self {
            Self::EqSign => "eq-sign",
            Self::EqFactor => "eq-factor",
            Self::EqIndex => "eq-index",
            Self::EqExponent => "eq-exponent",
            Self::EqRelation => "eq-relation",
            Self::EqBound => "eq-bound",
            Self::EqName => "eq-name",
            Self::EqTerm => "eq-term",
            Self::EqFraction => "eq-fraction",
            Self::EqFunction => "eq-function",
            Self::ValueName => "value-name",
            Self::ValueTyped => "value-typed",
            Self::ClaimWord => "claim-word",
            Self::CaptionWord => "caption-word",
            Self::ClaimNumber => "claim-number",
            Self::Anchor => "anchor",
            Self::Label => "label",
            Self::Reference => "reference",
            Self::FigureParameter => "figure-parameter",
            Self::Link => "link",
            Self::Code => "code",
        }
    }

    /// All kinds, those of pages first.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::PAGES.into_iter().chain([Self::Code])
    }

    /// The kind with this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::all().find(|kind| kind.name() == name)
    }

    /// Whether the test of the page's own section is the likely one to fail;
    /// else it is one of those that look at all pages.
    pub fn is_of_section(self) -> bool {
        self.is_of_equation()
            || matches!(
                self,
                Self::ValueName
                    | Self::ValueTyped
                    | Self::ClaimWord
                    | Self::CaptionWord
                    | Self::ClaimNumber
                    | Self::FigureParameter
            )
    }

    /// Whether it changes the TeX of an equation.
    pub fn is_of_equation(self) -> bool {
        matches!(
            self,
            Self::EqSign
                | Self::EqFactor
                | Self::EqIndex
                | Self::EqExponent
                | Self::EqRelation
                | Self::EqBound
                | Self::EqName
                | Self::EqTerm
                | Self::EqFraction
                | Self::EqFunction
        )
    }
}

/// One change of one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Its kind.
    pub kind: Kind,
    /// The page, relative to the root: `src/welcome.md`.
    pub file: String,
    /// The bytes of the page that are replaced.
    pub range: Range<usize>,
    /// What they are replaced by.
    pub after: String,
    /// The label that it falsifies, as tests name it: `eq:objective`.
    pub label: Option<String>,
}

impl Fault {
    /// The page with the fault.
    pub fn plant(&self, source: &str) -> String {
        let mut planted = source.to_owned();
        if source.get(self.range.clone()).is_some() {
            planted.replace_range(self.range.clone(), &self.after);
        }
        planted
    }

    /// The line, from 1.
    pub fn line(&self, source: &str) -> usize {
        let before = source.get(..self.range.start).unwrap_or_default();
        before.matches('\n').count() + 1
    }

    /// What stood there and what stands there now, with some words around.
    pub fn shown(&self, source: &str) -> (String, String) {
        const AROUND: usize = 24;
        let before = source.get(..self.range.start).unwrap_or_default();
        let after = source.get(self.range.end..).unwrap_or_default();
        let before = before.rsplit('\n').next().unwrap_or_default();
        let after = after.split('\n').next().unwrap_or_default();
        let cut = before.chars().count().saturating_sub(AROUND);
        let head: String = before.chars().skip(cut).collect();
        let tail: String = after.chars().take(AROUND).collect();
        let old = source.get(self.range.clone()).unwrap_or_default();
        let joined = |middle: &str| {
            let text = format!("{head}{middle}{tail}");
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        (joined(old), joined(&self.after))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_found_by_their_names() {
        for kind in Kind::all() {
            assert_eq!(Kind::of_name(kind.name()), Some(kind));
        }
        assert_eq!(Kind::of_name("spelling"), None);
    }

    #[test]
    fn a_fault_is_planted_and_shown_with_its_line() {
        let source = "one\ntwo − three\n";
        let fault = Fault {
            kind: Kind::ClaimWord,
            file: "src/p.md".to_owned(),
            range: 4..7,
            after: "ten".to_owned(),
            label: None,
        };
        assert_eq!(fault.plant(source), "one\nten − three\n");
        assert_eq!(fault.line(source), 2);
        let shown = ("two − three".to_owned(), "ten − three".to_owned());
        assert_eq!(fault.shown(source), shown);
    }
}
