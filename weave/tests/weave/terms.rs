//! The terms of a glossary are linked where other pages first use them.

use crate::support::Small;

const GLOSSARY: &str = "# Words\n\n\
    step\n: A move by $\\eta$.\n: [One](one.md)\n\n\
    step size <!-- step sizes, Rate -->\n: How far.\n: [One](one.md)\n";

fn small(glossary: &str, page: &str) -> Small {
    let summary = "# Summary\n\n- [One](one.md)\n- [Two](two.md)\n- [Words](words.md)\n";
    Small::with(&[
        ("src/SUMMARY.md", summary),
        (
            "src/one.md",
            "# One\n\nA *step* has a *step size*, its rate. Step sizes of a step.\n",
        ),
        ("src/two.md", page),
        ("src/words.md", glossary),
    ])
}

fn linked(page: &str) -> Vec<String> {
    let pages = small(GLOSSARY, page).build();
    let links = pages["two.html"].split("<a class=\"term\" href=\"").skip(1);
    let links = links.filter_map(|rest| rest.split_once("</a>"));
    links.map(|(link, _)| link.replace("\">", " ")).collect()
}

#[test]
fn the_first_use_on_a_page_is_a_link() {
    let [step, size] = ["words.html#step step", "words.html#step-size step sizes"];
    assert_eq!(
        linked("One step, two step sizes, a step, a step size."),
        [step, size]
    );
    assert_eq!(linked("A rate."), ["words.html#step-size rate"]);
    assert_eq!(linked("Steps, a step-child, a misstep, a step_."), [""; 0]);
}

#[test]
fn an_apostrophe_belongs_to_a_term() {
    let glossary = "# Words\n\nOne's step\n: A move.\n: [One](one.md)\n";
    let page = "# One\n\n*One's step*.\n";
    let summary = "# Summary\n\n- [One](one.md)\n- [Two](two.md)\n- [Words](words.md)\n";
    let pages = Small::with(&[
        ("src/SUMMARY.md", summary),
        ("src/one.md", page),
        ("src/two.md", "Take one's step.\n"),
        ("src/words.md", glossary),
    ])
    .build();
    assert!(pages["two.html"].contains("href=\"words.html#ones-step\">one"));
    assert!(pages["words.html"].contains("<dt id=\"ones-step\">"));
}

#[test]
fn a_page_that_explains_a_term_is_left_alone() {
    assert_eq!(linked("A step is a *step* or a *Rate*?"), [""; 0]);
    assert_eq!(
        linked("# The rate\n\nA step size."),
        ["words.html#step-size step size"]
    );
    let pages = small(GLOSSARY, "A step sizes.").build();
    assert!(!pages["one.html"].contains("class=\"term\""));
    assert!(!pages["words.html"].contains("class=\"term\""));
    assert!(
        pages["words.html"]
            .contains("<dt id=\"step-size\"><a class=\"header\" href=\"#step-size\">step size</a>")
    );
}

#[test]
fn only_running_prose_is_linked() {
    let page = "## A step\n\n[A step](one.md), **a step**, `step`, $step$.\n\n| step |\n|---|\n| step |\n\n\
                ```text\nstep\n```\n\n{{#figure valley as step}}\n\nA caption.\n";
    assert_eq!(linked(page), [""; 0]);
    assert_eq!(
        linked("- <!-- claim: a -->A step is it.\n"),
        ["words.html#step step"]
    );
    let folded =
        "<details><summary>A step</summary>\n\nA step and a rate.\n\n</details>\n\nOne step.\n";
    let pages = small(GLOSSARY, folded).build();
    assert!(pages["two.html"].contains("A step and a <a class=\"term\""));
    assert!(pages["two.html"].contains("One <a class=\"term\""));
}

#[test]
fn what_is_wrong_with_an_entry_is_said() {
    for (from, to, words) in [
        (
            "(one.md)\n\nstep size",
            "(two.md)\n\nstep size",
            "src/words.md:3: src/two.md does not introduce \"step\"",
        ),
        (
            "(one.md)\n\nstep size",
            "(no.md)\n\nstep size",
            "src/words.md:3: the book has no page src/no.md",
        ),
        ("Rate", "pace", "src/words.md:7: no page says \"pace\""),
        ("Rate", "step", "src/words.md:7: \"step\" is defined twice"),
        (
            ": A move by $\\eta$.\n",
            "",
            "src/words.md:3: not an entry of a glossary",
        ),
        (
            "[One](one.md)\n\nstep size",
            "One\n\nstep size",
            "src/words.md:3: not an entry of a glossary",
        ),
        (
            "step\n: A move",
            "step 2\n: A move",
            "src/words.md:3: not an entry of a glossary",
        ),
    ] {
        let glossary = GLOSSARY.replacen(from, to, 1);
        assert_ne!(glossary, GLOSSARY);
        let problems = small(&glossary, "Step sizes.").problems();
        assert!(
            problems[0].starts_with(words),
            "{problems:?}, expected {words}"
        );
    }
}
