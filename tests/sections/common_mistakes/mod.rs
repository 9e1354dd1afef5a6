//! Holds the page "Common mistakes" to its word: what it calls wrong is wrong,
//! and in just that way.

mod claims;
mod equations;
mod words;

use std::ops::Range;

use listings::limits_of_descent::chain_curvatures;
use listings::quadratic_functions::{Quadratic, quadratic};
use tests::printed::pages;
use tests::states::seeded;
use tests::told::{assert_told, is, leads};
use weave::scan::{Kind, What};

/// The page's longest entry may have this many words.
const WORDS: usize = 90;

/// Bowls of two dimensions whose vector c has no zero and positive numbers.
fn bowls(seed: u64) -> impl Iterator<Item = Quadratic> {
    let mut random = seeded(seed);
    (0..1000).map(move |_| {
        let [a, b, c] = [0.3, -0.5, 0.3].map(|low| random.between(low, low + 1.0));
        let q = [[a * a + 0.1, a * b], [a * b, b * b + c * c]];
        let c = [random.between(0.5, 3.0), random.between(0.5, 3.0)];
        quadratic(&q, &c, random.between(-3.0, 3.0)).unwrap()
    })
}

#[test]
fn each_mistake_is_short_has_one_quote_and_leads_to_its_section() {
    let page = pages()
        .into_iter()
        .find(|page| page.name() == "common-mistakes");
    let page = page.unwrap();
    let mut starts: Vec<usize> = page.text.match_indices("\n## ").map(|(at, _)| at).collect();
    starts.extend(page.text.match_indices("\n### ").map(|(at, _)| at));
    starts.push(page.text.len());
    starts.sort_unstable();
    let entries: Vec<Range<usize>> = starts.windows(2).map(|w| w[0]..w[1]).collect();
    let mut count = 0;
    for entry in entries {
        let text = &page.text[entry.clone()];
        if text.starts_with("\n## ") {
            continue;
        }
        count += 1;
        let inside = || {
            page.elements
                .iter()
                .filter(|e| entry.contains(&e.range.start))
        };
        let wrong = inside().filter(|element| match &element.what {
            What::Mistake { .. } => true,
            What::Formula { label, .. } => label.as_ref().is_some_and(|l| l.starts_with("wrong-")),
            _ => false,
        });
        let elsewhere = inside().any(|element| match &element.what {
            What::Reference { kind, name, .. } => {
                let own = |label: &&weave::scan::Label| label.kind == *kind && label.name == *name;
                matches!(kind, Kind::Equation | Kind::Claim)
                    && page.labels.iter().find(own).is_none()
            }
            _ => false,
        });
        assert_eq!(wrong.count(), 1, "{text}");
        assert!(elsewhere, "{text}");
        // A displayed formula is no word.
        let prose: Vec<&str> = text.split("$$").step_by(2).collect();
        let words = prose.join(" ").split_whitespace().count();
        assert!(words <= WORDS, "{words} words: {text}");
    }
    assert!(count >= 18, "{count}");
}

/// Covers text:common-mistakes.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    let curvatures = chain_curvatures(1000.0, 25);
    let root = (20.0_f64.sqrt() - 1.0) / (20.0_f64.sqrt() + 1.0);
    // Along the steepest direction: 1 + (1 + s) t, over no hump.
    let over = |t: f64| is(1.0 + (1.0 + root) * t);
    assert_told(
        "common-mistakes",
        &[
            ("the section \"Momentum\" of", leads("ref:zhang2023")),
            ("*Goh* is", leads("ref:goh2017")),
            ("the usual start is $(", is(-5.0)),
            ("the usual start is $(-5,", is(-2.0)),
            ("the value at 1 is", is(0.5 + 1.0)),
            ("the formula gives", is(0.0 - 0.5)),
            ("stands in the parentheses:", leads("eq:completed-square")),
            ("our valley it multiplies by", is(1.0 - 4.0)),
            ("step; with $\\eta =", is(0.4)),
            ("$\\eta = 0.4$ the factor of", leads("eq:coordinate-path")),
            ("](eq:coordinate-path) is", is(1.0 - 0.4 * 4.0)),
            ("the roots, $\\beta$, so", leads("eq:ringing")),
            ("With $\\beta =", is(0.25)),
            ("which rings keeps", is(2.0 * 0.25_f64.sqrt())),
            ("it keeps", is(0.25_f64.sqrt())),
            ("left side is $I$. In", leads("eq:matrix-power")),
            ("Gradients point uphill, so", leads("eq:sum-of-gradients")),
            ("from 1 with $\\eta =", is(0.1)),
            ("the first step leads to", is(1.0 - 0.1)),
            ("the formula says", is(1.0 + 0.1)),
            ("The half belongs to", leads("eq:own-value")),
            ("The square in", leads("eq:with-laplacian")),
            // Where x² − x is smallest, and (x − 1)².
            ("would be pulled to", is(0.5)),
            ("instead of", is(1.0)),
            ("### A rate taken for a bound", leads("ref:merkulov2026")),
            ("the multiple of $t$ of", leads("eq:steep-size")),
            ("For $\\kappa =", is(20.0)),
            ("the left side is", over(1.0)),
            ("after one step, and", over(20.0)),
            ("times after", is(20.0)),
            ("An average is", leads("claim:take-average")),
            ("With $\\beta =", is(0.9)),
            ("that would be", is(1.0 / (1.0 - 0.9))),
            ("19: see", leads("eq:matching-size")),
            ("is for a", leads("eq:leaky-average")),
            ("steps. With $\\gamma =", is(0.9)),
            ("that would be", is(1.0 / 0.9)),
            ("1.1 steps;", leads("eq:half-life")),
            ("[it takes](eq:half-life)", is(0.5_f64.ln() / 0.9_f64.ln())),
            ("Nor is it $1/(1 - \\gamma)$: after", is(10.0)),
            ("steps only", is(0.9_f64.powi(10))),
            ("at no cost. With $\\beta =", is(0.9)),
            ("a velocity has", is(1.0 / (1.0 - 0.81))),
            ("times", leads("claim:noise-more")),
            ("and on a constant slope", leads("claim:take-slope")),
            ("In a valley", leads("claim:valley-averages")),
            ("Once a coordinate rings,", leads("claim:falls-then-rises")),
            ("The limit is 2, by", leads("eq:convergence")),
            ("$\\eta = 0.4$, and it", leads("claim:low-lower")),
            (
                "The limit is for convergence",
                leads("claim:take-limit-of-step"),
            ),
            ("is best, $\\kappa$ decides:", leads("eq:best-pair")),
            ("It has", is(curvatures[1] / curvatures[0])),
            ("As the text says,", leads("claim:finite-chain")),
            ("on a slope of 1, because the", leads("claim:take-length")),
            ("same path. With $\\beta =", is(0.9)),
            ("an exponential average needs", leads("claim:ten-times")),
            ("needs [", is(1.0 / (1.0 - 0.9))),
            ("when the step size drops,", leads("claim:take-drop")),
            ("In burn", leads("claim:default-dampening")),
            ("of the dampening is", is(0.1)),
            ("but the first only", is(1.0 - 0.1)),
            // The derivative of e² over that of e²/2.
            ("but the gradient stays", is(2.0)),
            ("and the run is", leads("claim:twice-the-step")),
        ],
    );
}
