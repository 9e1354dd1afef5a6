//! What a reader takes home is held: captions, and what stands below
//! "Takeaways".

use std::ops::Range;

use tests::caption::statements;
use tests::printed::{labels, pages};
use tests::root;
use weave::covers::covers;
use weave::scan::{Kind, Page, What};

#[test]
fn a_test_of_each_figure_holds_its_caption() {
    let covers = covers(&root()).unwrap_or_else(|problems| panic!("{problems}"));
    let figures = labels()
        .into_iter()
        .filter(|label| label.kind == Kind::Figure);
    let free = figures.filter(|figure| {
        let mut own = covers
            .iter()
            .filter(|cover| cover.labels.contains(&figure.full_name()));
        let named = format!("\"{}\"", figure.name);
        !statements(&figure.name).is_empty()
            && !own.any(|c| c.source.contains("assert_caption(") && c.source.contains(&named))
    });
    let problems: Vec<String> = free
        .map(|figure| {
            let (name, place) = (&figure.name, format!("{}:{}", figure.file, figure.line));
            format!("{place}: no test of fig:{name} calls assert_caption(\"{name}\", …)")
        })
        .collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn each_takeaway_is_a_claim() {
    let pages = pages();
    let problems: Vec<String> = pages.iter().flat_map(unlabelled).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// The words below "Takeaways" that belong to no claim.
fn unlabelled(page: &Page) -> Vec<String> {
    let Some(place) = takeaways(&page.text) else {
        return Vec::new();
    };
    let claims = page.elements.iter();
    let claims = claims.filter(|element| matches!(element.what, What::Claim { .. }));
    let claims: Vec<Range<usize>> = claims.map(|claim| claim.range.clone()).collect();
    let mut problems = Vec::new();
    let mut start = place.start;
    for line in page.text[place].split_inclusive('\n') {
        let outside = |at: &usize| !claims.iter().any(|range| range.contains(at));
        let letters = line
            .char_indices()
            .filter(|(_, c)| c.is_alphabetic())
            .map(|(at, _)| start + at);
        if let Some(at) = letters.into_iter().find(outside) {
            problems.push(format!(
                "{}:{}: write `- <!-- claim: NAME -->…`, and a test that holds it",
                page.file,
                page.line(at)
            ));
        }
        start += line.len();
    }
    problems
}

fn takeaways(text: &str) -> Option<Range<usize>> {
    const HEADING: &str = "\n## Takeaways\n";
    let start = text.find(HEADING)? + HEADING.len();
    let end = text[start..]
        .find("\n#")
        .map_or(text.len(), |at| start + at);
    Some(start..end)
}

/// A folded proof says what it proves, so that this leads to it; but for the
/// spectral theorem, which is words, right above its proof.
#[test]
fn each_folded_proof_says_what_it_proves() {
    let silent = pages().into_iter().filter(|page| {
        let mut folds = page.text.match_indices("<details");
        folds.any(|(at, _)| {
            let fold = page.text[at..].split("</details>").next().unwrap();
            let says = page.text[..at].trim_end().rsplit('\n').next().unwrap();
            fold.contains('∎') && !says.starts_with("<!-- proof: ")
        })
    });
    let names: Vec<String> = silent.map(|page| page.name().to_owned()).collect();
    assert_eq!(names, ["curvature"]);
}

#[test]
fn what_is_no_claim_is_found() {
    let source =
        "# A\n\n## Takeaways\n\n- <!-- claim: a -->It is so.\n- It is not.\n\n## Try\n\nNo.\n";
    let page = weave::scan::page("src/a.md", source).unwrap();
    assert_eq!(unlabelled(&page).len(), 1);
    assert!(unlabelled(&page)[0].starts_with("src/a.md:6: "));
}
