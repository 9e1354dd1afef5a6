//! What a reader takes home is held: captions, what stands below "Takeaways",
//! and the summary.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};
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
    let place = takeaways(&page.text);
    let lines = place.map_or_else(Vec::new, |place| unclaimed(page, place));
    let problem = |at| {
        format!(
            "{}:{}: write `- <!-- claim: NAME -->…`, and a test that holds it",
            page.file,
            page.line(at)
        )
    };
    lines.into_iter().map(problem).collect()
}

/// Where the lines of `place` begin to have words that belong to no claim.
fn unclaimed(page: &Page, place: Range<usize>) -> Vec<usize> {
    let claims = page.elements.iter();
    let claims = claims.filter(|element| matches!(element.what, What::Claim { .. }));
    let claims: Vec<Range<usize>> = claims.map(|claim| claim.range.clone()).collect();
    let mut found = Vec::new();
    let mut start = place.start;
    for line in page.text[place].split_inclusive('\n') {
        let outside = |at: &usize| !claims.iter().any(|range| range.contains(at));
        let letters = line
            .char_indices()
            .filter(|(_, c)| c.is_alphabetic())
            .map(|(at, _)| start + at);
        found.extend(letters.into_iter().find(outside));
        start += line.len();
    }
    found
}

fn takeaways(text: &str) -> Option<Range<usize>> {
    const HEADING: &str = "\n## Takeaways\n";
    let start = text.find(HEADING)? + HEADING.len();
    let end = text[start..]
        .find("\n#")
        .map_or(text.len(), |at| start + at);
    Some(start..end)
}

/// The most words of the summary.
const SUMMARY_WORDS: usize = 800;

#[test]
fn each_item_of_the_summary_is_a_claim_with_a_link() {
    let pages = pages();
    let summary = pages.iter().find(|page| page.name() == "summary").unwrap();
    let problems = without_source(summary);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(summary.words <= SUMMARY_WORDS, "{} words", summary.words);
}

/// The items of a page that are no claim, or lead to no label of another page.
fn without_source(page: &Page) -> Vec<String> {
    let items = Parser::new(&page.text).into_offset_iter();
    let items = items.filter_map(|(event, range)| match event {
        Event::Start(Tag::Item) => Some(range),
        _ => None,
    });
    let within = |item: &Range<usize>, is: &dyn Fn(&What) -> bool| {
        let mut elements = page.elements.iter();
        let inside = |range: &Range<usize>| item.start <= range.start && range.end <= item.end;
        elements.any(|element| inside(&element.range) && is(&element.what))
    };
    let mut problems = Vec::new();
    for item in items {
        let own = |kind, name: &str| page.labels.iter().any(|l| l.kind == kind && l.name == name);
        let leads = |what: &What| match what {
            What::Reference { kind, name, .. } => !own(*kind, name),
            _ => false,
        };
        let claim = unclaimed(page, item.clone()).is_empty();
        if !claim || !within(&item, &leads) {
            let (file, line) = (&page.file, page.line(item.start));
            problems.push(format!(
                "{file}:{line}: write `- <!-- claim: NAME -->…`, with a link to what shows it, \
                 `[…](claim:NAME)` or `[…](eq:NAME)`"
            ));
        }
    }
    problems
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

#[test]
fn an_item_of_the_summary_without_its_source_is_found() {
    let source = "# A\n\n- <!-- claim: a -->It [is](eq:b) so.\n- It [is](eq:b) so.\n\
                  - <!-- claim: c -->It is.\n- <!-- claim: d -->It [is](claim:a).\n\
                  - <!-- claim: e -->It [is](eq:b) so. And more.\n";
    let page = weave::scan::page("src/a.md", source).unwrap();
    let found: Vec<String> = without_source(&page);
    let lines: Vec<&str> = found.iter().map(|line| &line[..11]).collect();
    assert_eq!(
        lines,
        ["src/a.md:4:", "src/a.md:5:", "src/a.md:6:", "src/a.md:7:"]
    );
}
