//! Every label of the pages is covered by a test or exempt with a reason, and
//! nothing covers or exempts a label that is gone.

use std::collections::BTreeSet;

use formula::{Macros, parse_with};
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};
use tests::printed::{labels, macros, pages};
use tests::root;
use weave::covers::{Cover, EXEMPT, Exempt, covers, exempt};
use weave::scan::{Kind, Label};

/// Of how many labels one may be exempt: 3 of 100.
const EXEMPT_OF_HUNDRED: usize = 3;

#[test]
fn every_label_is_covered_or_exempt_for_a_reason() {
    let covers = covers(&root()).unwrap_or_else(|problems| panic!("{problems}"));
    let exempt = exempt(&root()).unwrap_or_else(|problems| panic!("{problems}"));
    let problems = problems(&labels(), &covers, &exempt, &macros());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_exercise_has_a_label() {
    let problems: Vec<String> = pages()
        .iter()
        .flat_map(|page| {
            let places = unlabelled_exercises(&page.text, &page.labels);
            let lines = places.into_iter().map(|at| page.line(at));
            lines.map(|line| format!("{}:{line}: write `1. <!-- ex: NAME --> …`", page.file))
        })
        .collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// What is wrong with the covers and the exemptions of these labels.
fn problems(labels: &[Label], covers: &[Cover], exempt: &[Exempt], macros: &Macros) -> Vec<String> {
    let covered: BTreeSet<&str> = covers
        .iter()
        .flat_map(|cover| &cover.labels)
        .map(String::as_str)
        .collect();
    let excused: BTreeSet<&str> = exempt.iter().map(|e| e.label.as_str()).collect();
    let names: Vec<String> = labels.iter().map(Label::full_name).collect();
    let mut problems = Vec::new();

    for (label, name) in labels.iter().zip(&names) {
        if !covered.contains(name.as_str()) && !excused.contains(name.as_str()) {
            let Label { file, line, .. } = label;
            problems.push(format!("{file}:{line}: no test covers {name}"));
        }
    }
    for cover in covers {
        for name in cover.labels.iter().filter(|name| !names.contains(name)) {
            let Cover { file, line, .. } = cover;
            problems.push(format!("{file}:{line}: no page has {name}"));
        }
    }
    for Exempt { label, line, .. } in exempt {
        let mut problem = |what: &str| problems.push(format!("{EXEMPT}:{line}: {label} {what}"));
        let Some(place) = names.iter().position(|name| name == label) else {
            problem("is on no page: remove the line");
            continue;
        };
        if covered.contains(label.as_str()) {
            problem("is covered by a test: remove the line");
        }
        let label = &labels[place];
        let can_be_read = |tex| parse_with(tex, macros).is_ok_and(|formula| formula.states());
        if label.kind == Kind::Equation && can_be_read(&label.text) {
            problem("can be evaluated: write its test");
        }
    }
    if exempt.len() * 100 > EXEMPT_OF_HUNDRED * labels.len() {
        problems.push(format!(
            "{EXEMPT}: {} of {} labels are exempt, more than {EXEMPT_OF_HUNDRED} of 100",
            exempt.len(),
            labels.len()
        ));
    }
    problems
}

/// Where the tasks below a heading "Try" begin that have no label.
fn unlabelled_exercises(text: &str, labels: &[Label]) -> Vec<usize> {
    let exercises = labels.iter().filter(|label| label.kind == Kind::Exercise);
    let tasks: Vec<&str> = exercises.map(|label| label.text.as_str()).collect();
    let mut found = Vec::new();
    let (mut heading, mut in_try, mut depth) = (None, false, 0);
    for (event, range) in Parser::new(text).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) if level <= HeadingLevel::H2 => {
                heading = Some(String::new());
            }
            Event::Text(words) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&words);
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some(heading) = heading.take() {
                    in_try = heading == "Try";
                }
            }
            Event::Start(Tag::List(_)) => depth += 1,
            Event::End(TagEnd::List(_)) => depth -= 1,
            Event::Start(Tag::Item) if in_try && depth == 1 => {
                let signs = |c: char| c.is_ascii_digit() || "-*+.) ".contains(c);
                let words = text[range.clone()].trim_start_matches(signs).trim_end();
                if !tasks.contains(&words) {
                    found.push(range.start);
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod the_checks {
    use super::*;

    /// A page of 40 covered equations, and one more.
    fn page(last: &str) -> Vec<Label> {
        let mut source: String = (0..40).map(|i| format!("$a$<!-- eq: e{i} -->\n")).collect();
        source.push_str(last);
        weave::scan::labels("src/p.md", &source).unwrap()
    }

    fn cover(labels: &[Label]) -> Cover {
        let labels = labels.iter().map(Label::full_name).collect();
        let [section, test, file, source] =
            ["p", "f", "tests/sections/p/mod.rs", ""].map(str::to_owned);
        Cover {
            section,
            test,
            labels,
            file,
            line: 7,
            source,
        }
    }

    fn excuse(label: &str) -> Exempt {
        let [label, reason] = [label, "words"].map(str::to_owned);
        Exempt {
            label,
            reason,
            line: 3,
        }
    }

    fn found(labels: &[Label], covered: &[Label], exempt: &[Exempt]) -> Vec<String> {
        problems(labels, &[cover(covered)], exempt, &Macros::default())
    }

    #[test]
    fn what_is_covered_or_exempt_is_in_order() {
        let labels = page("$x \\sim y$<!-- eq: last -->\n");
        assert!(found(&labels, &labels, &[]).is_empty());
        assert!(found(&labels, &labels[..40], &[excuse("eq:last")]).is_empty());
    }

    #[test]
    fn each_fault_is_found() {
        let labels = page("$x \\sim y$<!-- eq: last -->\n");
        let bare = found(&labels, &labels[..40], &[]);
        assert_eq!(bare, ["src/p.md:41: no test covers eq:last"]);
        let orphan = found(&labels[..40], &labels, &[]);
        assert_eq!(orphan, ["tests/sections/p/mod.rs:7: no page has eq:last"]);
        let gone = found(&labels, &labels, &[excuse("eq:gone")]);
        let gone_line = "tests/exempt.txt:3: eq:gone is on no page: remove the line";
        assert_eq!(gone, [gone_line]);
        let both = found(&labels, &labels, &[excuse("eq:last")]);
        let both_line = "tests/exempt.txt:3: eq:last is covered by a test: remove the line";
        assert_eq!(both, [both_line]);
    }

    #[test]
    fn few_labels_are_exempt() {
        let labels = page("$x \\sim y$<!-- eq: y -->, $x \\sim z$<!-- eq: z -->\n");
        let found = found(&labels, &labels[..40], &[excuse("eq:y"), excuse("eq:z")]);
        let line = "tests/exempt.txt: 2 of 42 labels are exempt, more than 3 of 100";
        assert_eq!(found, [line]);
    }

    #[test]
    fn what_can_be_evaluated_is_not_exempt() {
        for (tex, may) in [
            ("x = y", false),
            ("x < 1", false),
            ("x", true),
            ("x \\sim y", true),
        ] {
            let labels = page(&format!("${tex}$<!-- eq: last -->\n"));
            let found = found(&labels, &labels[..40], &[excuse("eq:last")]);
            assert_eq!(found.is_empty(), may, "{tex}: {found:?}");
        }
    }

    #[test]
    fn exercises_without_a_label_are_found() {
        let source = "# T\n\n1. No exercise.\n\n## Try\n\n1. <!-- ex: a --> With $x$.\n\n   \
                      1. A part.\n\n2. Without.\n\n### More\n\n1. Without.\n\n## End\n\n1. No.\n";
        let page = weave::scan::page("src/p.md", source).unwrap();
        let found = unlabelled_exercises(&page.text, &page.labels);
        let lines: Vec<usize> = found.into_iter().map(|at| page.line(at)).collect();
        assert_eq!(lines, [11, 15]);
    }
}
