//! What the pages print: equations to evaluate, claims to hold to their word.

use std::fs;
use std::sync::OnceLock;

use formula::{Bindings, Formula, Macros, parse_with};
use weave::scan::{self, FigureCall, Kind, Label, Page, What};

use crate::root;

/// How far two sides of an equation may differ, relative to the larger one.
/// Some hundred roundings of double precision are far below it; a digit that
/// the page prints wrong is far above.
pub const TOLERANCE: f64 = 1e-10;

/// All labels of the book, in the order of its pages.
///
/// # Panics
/// With all problems of a page that cannot be read.
pub fn labels() -> Vec<Label> {
    let all = read().iter().flat_map(|page| &page.labels);
    all.cloned().collect()
}

/// All pages of the book, taken apart, in their order.
///
/// # Panics
/// With all problems of a page that cannot be read.
pub fn pages() -> Vec<Page> {
    read().to_vec()
}

/// The pages, read once: a test changes none, and reading them all for each
/// formula took most of its time.
fn read() -> &'static [Page] {
    static PAGES: OnceLock<Vec<Page>> = OnceLock::new();
    PAGES.get_or_init(read_all)
}

fn read_all() -> Vec<Page> {
    let book = weave::load(&root()).unwrap_or_else(|problems| panic!("{problems}"));
    let files = book.chapters().filter_map(|chapter| {
        let path = chapter.source_path.as_ref()?;
        Some(format!("src/{}", path.to_str()?.replace('\\', "/")))
    });
    files
        .map(|file| {
            let source = fs::read_to_string(root().join(&file)).unwrap();
            scan::page(&file, &source).unwrap_or_else(|problems| panic!("{problems}"))
        })
        .collect()
}

/// The figure with this label: its name and the parameters that the page
/// sets, such as `eta=0.6`.
///
/// # Panics
/// If there is none.
pub fn figure(label: &str) -> (String, String) {
    let call = call(label);
    (call.name, call.state)
}

fn call(label: &str) -> FigureCall {
    let mut elements = read().iter().flat_map(|page| &page.elements);
    let found = elements.find_map(|element| match &element.what {
        What::Figure { call, .. } if call.label == label => Some(call.clone()),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no page has the label fig:{label}"))
}

/// The label of the figure that this one follows, if any.
///
/// # Panics
/// If there is no such figure.
pub fn follows(label: &str) -> Option<String> {
    call(label).follows
}

fn label(kind: Kind, name: &str) -> Label {
    let mut all = read().iter().flat_map(|page| &page.labels);
    let found = all.find(|label| label.kind == kind && label.name == name);
    found
        .cloned()
        .unwrap_or_else(|| panic!("no page has the label {}:{name}", kind.prefix()))
}

/// An equation as the page prints it.
pub struct Equation {
    formula: Formula,
    place: String,
}

/// The equation with this label.
///
/// # Panics
/// If there is none, or its TeX cannot be read; then with the place.
pub fn equation(name: &str) -> Equation {
    let label = label(Kind::Equation, name);
    let place = format!("{}:{} (eq:{name})", label.file, label.line);
    match parse_with(&label.text, &macros()) {
        Ok(formula) => Equation { formula, place },
        Err(error) => {
            let source = fs::read_to_string(root().join(&label.file)).unwrap();
            let (line, column) = position(&source, &label, error.range.start);
            panic!("{}:{line}:{column}: eq:{name}: {error}", label.file)
        }
    }
}

impl Equation {
    /// Fails unless every relation of the equation holds.
    ///
    /// # Panics
    /// If one does not, with the values of both its sides.
    pub fn holds(&self, bindings: &Bindings<'_>) {
        let verdict = self.formula.check(bindings, TOLERANCE);
        let verdict = verdict.unwrap_or_else(|error| panic!("{}: {error}", self.place));
        assert!(!verdict.steps.is_empty(), "{} states nothing", self.place);
        assert!(verdict.holds(), "{}: {verdict}", self.place);
    }

    /// The numbers on both sides of every relation, in the order of the
    /// equation, to hold how sharp a bound is.
    ///
    /// # Panics
    /// If a side has no value or one that is not a number.
    pub fn sides(&self, bindings: &Bindings<'_>) -> Vec<f64> {
        let sides = self.formula.sides(bindings);
        let (_, sides) = sides.unwrap_or_else(|error| panic!("{}: {error}", self.place));
        let numbers: Result<_, _> = sides.iter().map(formula::Value::as_real).collect();
        numbers.unwrap_or_else(|error| panic!("{}: {error}", self.place))
    }

    /// Fails unless a relation of the equation, a wrong one, does not hold.
    ///
    /// # Panics
    /// If all hold.
    pub fn fails(&self, bindings: &Bindings<'_>) {
        let verdict = self.formula.check(bindings, TOLERANCE);
        let verdict = verdict.unwrap_or_else(|error| panic!("{}: {error}", self.place));
        assert!(!verdict.holds(), "{} holds: {verdict}", self.place);
    }

    /// Whether the equation, a condition, is met.
    ///
    /// # Panics
    /// If it cannot be evaluated.
    pub fn is_met(&self, bindings: &Bindings<'_>) -> bool {
        let met = self.formula.truth(bindings);
        met.unwrap_or_else(|error| panic!("{}: {error}", self.place))
    }
}

/// The line and column, both from 1, of byte `at` of the label's TeX. Where
/// values were inserted before it, the column is that of the formula.
fn position(source: &str, label: &Label, at: usize) -> (usize, usize) {
    let start = label.range.start;
    let whole = source.get(label.range.clone()).unwrap_or_default();
    let offset = whole.find(&label.text).map_or(0, |tex| tex + at);
    let before = source.get(..start + offset).unwrap_or_default();
    let column = before.chars().rev().take_while(|c| *c != '\n').count();
    (before.matches('\n').count() + 1, column + 1)
}

/// The macros that KaTeX reads too.
///
/// # Panics
/// If their file cannot be read.
pub fn macros() -> Macros {
    let text = fs::read_to_string(root().join("theme/macros.txt")).unwrap();
    let lines = text.lines().filter(|line| line.starts_with('\\'));
    Macros::new(lines.filter_map(|line| line.split_once(':')))
}

/// The number as it is printed, with this many decimals.
///
/// # Panics
/// Never: what is printed is a number.
pub fn rounded(x: f64, decimals: usize) -> f64 {
    format!("{x:.decimals$}").parse().unwrap()
}

/// Whether `printed` is `x` with this many decimals.
pub fn prints(printed: f64, x: f64, decimals: usize) -> bool {
    printed == rounded(x, decimals)
}

/// A sentence of the page, its numbers inserted, and those that repeat it in
/// other words elsewhere: what is asked is asked of each.
pub struct Claim {
    sentences: Vec<String>,
}

/// The claim with this label.
///
/// # Panics
/// If there is none.
pub fn claim(name: &str) -> Claim {
    let sentences = vec![label(Kind::Claim, name).text];
    Claim { sentences }
}

/// The wrong sentence with this label.
///
/// # Panics
/// If there is none.
pub fn mistake(name: &str) -> Claim {
    let sentences = vec![label(Kind::Mistake, name).text];
    Claim { sentences }
}

impl Claim {
    /// The claim and another one that repeats it.
    ///
    /// # Panics
    /// If there is no such claim.
    #[must_use]
    pub fn and(mut self, name: &str) -> Self {
        self.sentences.extend(claim(name).sentences);
        self
    }

    /// The numbers of the sentence, in its order.
    ///
    /// # Panics
    /// If there are not `N`, or if they are repeated elsewhere.
    pub fn numbers<const N: usize>(&self) -> [f64; N] {
        let [sentence] = &self.sentences[..] else {
            panic!("the numbers of which sentence? {:?}", self.sentences);
        };
        // The digit of a name, such as x_1, belongs to the name.
        let mut plain = String::new();
        let mut in_name = false;
        for c in sentence.replace('−', "-").chars() {
            in_name = c == '_' || in_name && c.is_ascii_digit();
            plain.push(if in_name { ' ' } else { c });
        }
        let other = |c: char| !(c.is_ascii_digit() || c == '.' || c == '-');
        let words = plain.split(other).map(|word| word.trim_end_matches('.'));
        let numbers: Vec<f64> = words.filter_map(|word| word.parse().ok()).collect();
        let count = numbers.len();
        numbers
            .try_into()
            .unwrap_or_else(|_| panic!("{count} numbers instead of {N}: {sentence}"))
    }

    /// Fails unless the sentence uses these words, which say of what the test
    /// speaks.
    ///
    /// # Panics
    /// If it does not.
    pub fn says(&self, words: &str) {
        for sentence in &self.sentences {
            assert!(
                sentence.contains(words),
                "\"{words}\" must stand in: {sentence}"
            );
        }
    }

    /// Fails unless the sentence uses exactly one of these words, and what it
    /// says is so.
    ///
    /// # Panics
    /// If it does not.
    pub fn holds(&self, words: &[(&str, bool)]) {
        let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let used = self.word(&names);
        let so = words.iter().any(|(word, so)| *word == used && *so);
        assert!(so, "\"{used}\" is not so: {:?}", self.sentences);
    }

    /// Fails unless the sentence, a mistake, uses exactly one of these words,
    /// what it says is not so, and one of the others would be right.
    ///
    /// # Panics
    /// If it is right, or wrong in another way.
    pub fn fails(&self, words: &[(&str, bool)]) {
        let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let used = self.word(&names);
        let so = words.iter().any(|(word, so)| *word == used && *so);
        assert!(!so, "\"{used}\" is so: {:?}", self.sentences);
        let other = words.iter().any(|(_, so)| *so);
        assert!(other, "none of {names:?} is right: {:?}", self.sentences);
    }

    /// Which of the words the sentence uses; a test says what each would mean,
    /// so that exchanging one for another fails it.
    ///
    /// # Panics
    /// Unless it is exactly one, and the same in each sentence.
    pub fn word<'a>(&self, words: &[&'a str]) -> &'a str {
        let word = |sentence: &String| {
            let used = words.iter().filter(|word| sentence.contains(**word));
            match used.collect::<Vec<_>>()[..] {
                [word] => *word,
                _ => panic!("one of {words:?} must stand in: {sentence}"),
            }
        };
        let used: Vec<&str> = self.sentences.iter().map(word).collect();
        let same = used.windows(2).all(|pair| pair[0] == pair[1]);
        assert!(same, "{used:?} in: {:?}", self.sentences);
        used[0]
    }
}

#[cfg(test)]
mod tests {
    use super::Claim;

    #[test]
    fn a_claim_is_read_for_its_numbers_and_its_word() {
        let sentence = "At −1.5 it is slower than $x_2$ with 20 of 3.".to_owned();
        let sentences = vec![sentence];
        let claim = Claim { sentences };
        assert_eq!(claim.numbers(), [-1.5, 20.0, 3.0]);
        assert_eq!(claim.word(&["slower", "faster"]), "slower");
    }

    #[test]
    #[should_panic(expected = "[\"slower\", \"faster\"] in: ")]
    fn a_repeated_claim_says_the_same() {
        let sentences = ["It is slower.", "It is faster."].map(str::to_owned);
        let sentences = sentences.to_vec();
        Claim { sentences }.word(&["slower", "faster"]);
    }
}
