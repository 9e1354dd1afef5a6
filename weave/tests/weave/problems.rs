//! What cannot be resolved is reported with file, line, cause and remedy.

use crate::support::{CODE, Small};

const FILE: &str = "src/ill-conditioned-problem.md";
const MODULE: &str = "listings/src/ill_conditioned_problem.rs";

/// The only problem of this page starts with `place` and has these words.
fn assert_problem(markdown: &str, place: &str, words: &[&str]) {
    assert_only(&Small::new(markdown), place, words);
}

fn assert_only(small: &Small, place: &str, words: &[&str]) {
    let problems = small.problems();
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert!(
        problems[0].starts_with(place),
        "{problems:?}, expected {place}"
    );
    for word in words {
        assert!(problems[0].contains(word), "{problems:?}, expected {word}");
    }
}

fn include(anchor: &str) -> String {
    format!("# A\n\n```rust\n{{{{#include ../{MODULE}:{anchor}}}}}\n```\n")
}

#[test]
fn figures() {
    let place = |line: usize| format!("{FILE}:{line}: ");
    assert_problem(
        "a\n\n{{#figure vally}}\n\nCaption.\n",
        &place(3),
        &[
            "\"vally\"",
            "crossing, ",
            ", valley, coordinates, ",
            "correct",
        ],
    );
    assert_problem(
        "{{#figure valley eta=9}}\n\nCaption.\n",
        &place(1),
        &["refuses", "eta"],
    );
    assert_problem(
        "{{#figure valley gamma=1}}\n\nCaption.\n",
        &place(1),
        &["gamma", "eta"],
    );
    assert_problem(
        "{{#figure valley}}\n",
        &place(1),
        &["\"valley\" has no caption", "next paragraph"],
    );
    assert_problem("{{#figure valley}}\n\n# No\n", &place(1), &["no caption"]);
    assert_problem(
        "a\n{{#figure valley}}\nCaption.\n",
        &place(2),
        &["line of its own", "empty line"],
    );
    assert_problem(
        "{{#figure valley eta}}\n\nCaption.\n",
        &place(1),
        &["key=value"],
    );
    let twice = "{{#figure valley}}\n\nCaption.\n\n{{#figure valley eta=0.6}}\n\nCaption.\n";
    assert_problem(
        twice,
        &place(5),
        &["\"fig:valley\"", "twice", &format!("{FILE}:1")],
    );
}

#[test]
fn values() {
    let place = |line: usize| format!("{FILE}:{line}: ");
    assert_problem(
        "a\nb {{#value etta .2}}\n",
        &place(2),
        &["\"etta\"", "eta, ", "correct"],
    );
    assert_problem(
        "{{#value other.eta}}\n",
        &place(1),
        &["\"other.eta\"", "ill_conditioned_problem"],
    );
    assert_problem(
        "{{#value eta .x}}\n",
        &place(1),
        &["\".x\" is not a format", "`.6`"],
    );
    assert_problem("{{#value}}\n", &place(1), &["a value takes a name"]);
    assert_problem(
        "It takes\n{{#value steps}}. More\n",
        &place(2),
        &["begin a list"],
    );
}

#[test]
fn directives() {
    let place = |line: usize| format!("{FILE}:{line}: ");
    assert_problem(
        "a {{#vale eta}}\n",
        &place(1),
        &[
            "`{{#vale}}`",
            "figure, include, references, skeleton, tested and value",
        ],
    );
    assert_problem("a {{#value eta\n}}\n", &place(1), &["not closed"]);
    assert_problem(
        "a\n\nb {{title}}\n",
        &place(3),
        &["`{{` begins no directive"],
    );
    assert_problem("{{#include x.rs:a}}\n", &place(1), &["outside of code"]);
    assert_problem("a <!-- b\n", &place(1), &["comment that is never closed"]);
}

#[test]
fn listings() {
    assert_problem(
        &include("doubl"),
        &format!("{FILE}:3: "),
        &["no anchor \"doubl\"", "double, names, triple"],
    );
    assert_problem(
        "```rust\n{{#include ../listings/src/no.rs:a}}\n```\n",
        &format!("{FILE}:1: "),
        &["cannot read listings/src/no.rs"],
    );
    assert_problem(
        "```rust\n{{#include ../../no.rs:a}}\n```\n",
        &format!("{FILE}:1: "),
        &["leads out of the project"],
    );
    assert_problem(
        "```rust\n{{#include ../no.rs}}\n```\n",
        &format!("{FILE}:1: "),
        &["does not name an anchor"],
    );
    assert_problem(
        "```rust\nlet a = 1;\n{{#include ../no.rs:a}}\n```\n",
        &format!("{FILE}:1: "),
        &["only line"],
    );
    assert_problem(
        "```text\n{{#include ../no.rs:a}}\n```\n",
        &format!("{FILE}:1: "),
        &["```rust"],
    );
    let twice = format!("{}\n{}", include("double"), include("double"));
    assert_problem(
        &twice,
        &format!("{FILE}:9: "),
        &["\"lst:double\"", "twice", &format!("{FILE}:3")],
    );
}

#[test]
fn anchors() {
    let small = Small::new(&include("double"));
    small.put(MODULE, &CODE.replace("// ANCHOR_END: triple", ""));
    assert_only(
        &small,
        &format!("{MODULE}:15: "),
        &["\"triple\" is never closed", "ANCHOR_END: triple"],
    );
    small.put(MODULE, &CODE.replace("// ANCHOR: names", "// ANCHOR: nams"));
    let problems = small.problems();
    assert_eq!(problems.len(), 2, "{problems:?}");
    small.put(MODULE, &format!("{CODE}// ANCHOR: e\n// ANCHOR_END: e\n"));
    assert_only(&small, &format!("{MODULE}:22: "), &["\"e\" is empty"]);
}

#[test]
fn a_section_needs_its_program() {
    let small = Small::new(&include("double"));
    std::fs::remove_file(
        small
            .root()
            .join("listings/examples/ill_conditioned_problem.rs"),
    )
    .unwrap();
    let problems = small.problems();
    assert!(
        problems
            .iter()
            .any(|p| p.contains("write listings/examples/ill_conditioned_problem.rs")),
        "{problems:?}"
    );
}

#[test]
fn formulas() {
    let place = |line: usize| format!("{FILE}:{line}: ");
    assert_problem(
        "a\n\nb $\\fraction{1}{2}$\n",
        &place(3),
        &["KaTeX rejects", "Undefined control sequence: \\fraction"],
    );
    assert_problem(
        "<!-- eq: a -->\n$$\n\\sqrt[2\n$$\n",
        &place(2),
        &["KaTeX rejects", "expected ']'"],
    );
    assert_problem("a $x\n\nb\n", &place(1), &["this `$`"]);
    assert_problem("It is $$ x $$ here\n", &place(1), &["lines of its own"]);
    assert_problem("$$\nx\n$$.\n", &place(1), &["full stop inside"]);
    assert_problem("## On $x$\n", &place(1), &["heading", "{#address}"]);
    assert_problem(
        "<b>$x$</b> is\n\n<div>$y$</div>\n",
        &place(3),
        &["inside of HTML"],
    );
    let small = Small::new("a\n");
    small.put("theme/macros.txt", "ok\n\\bad\n");
    assert_only(&small, "theme/macros.txt:2: ", &["not a macro"]);
}

#[test]
fn labels() {
    let place = |line: usize| format!("{FILE}:{line}: ");
    assert_problem(
        "a\n\n<!-- eq: x -->\nb\n",
        &place(4),
        &["\"eq:x\" belongs to no formula", "line before `$$`"],
    );
    assert_problem(
        "<!-- eq: x -->\n\n$$ x $$\n",
        &place(2),
        &["belongs to no formula"],
    );
    assert_problem("<!-- eq x -->\n$$ x $$\n", &place(1), &["is no label"]);
    assert_problem(
        "<!-- eqn: x -->\n$$ x $$\n",
        &place(1),
        &["\"eqn\"", "eq, claim, not and ex"],
    );
    assert_problem(
        "<!-- fig: x -->\n\na\n",
        &place(1),
        &["not labelled by a comment"],
    );
    assert_problem(
        "<!-- eq: x -->\n$$ x $$\n\n<!-- eq: x -->\n$$ x $$\n",
        &place(5),
        &["\"eq:x\" is used twice", &format!("{FILE}:2")],
    );
    assert_problem(
        "See\n[Equation](eq:y), $x$<!-- eq: z -->.\n",
        &place(2),
        &["\"eq:y\" is not defined", "there are z"],
    );
    assert_problem(
        "<eq:y>\n",
        &place(1),
        &["write a reference as `[Equation](eq:y)`"],
    );
}

#[test]
fn claims() {
    let place = |line: usize| format!("{FILE}:{line}: ");
    assert_problem(
        "<!-- claim: c -->\n\nA.\n",
        &place(2),
        &["\"claim:c\" stands before no sentence"],
    );
    assert_problem(
        "a\n\n<!-- claim: c -->\nNo end\n\nb.\n",
        &place(4),
        &["without an end"],
    );
    assert_problem(
        "<!-- claim: c -->\nIt is\n$$ x $$\n",
        &place(2),
        &["displayed formula"],
    );
    assert_problem(
        "<!-- claim: c -->\nIt *is. So* be it.\n",
        &place(2),
        &["inside of emphasis"],
    );
    assert_problem(
        "<!-- claim: c -->\nA.\n<!-- claim: c -->\nB.\n",
        &place(4),
        &["used twice"],
    );
    assert_problem(
        "[x](claim:d)\n",
        &place(1),
        &["\"claim:d\" is not defined", "none"],
    );
}

#[test]
fn what_is_wrong_stands_in_a_quote_that_says_so() {
    let place = |line: usize| format!("{FILE}:{line}: ");
    for (markdown, line, label) in [
        ("<!-- not: n -->It is.\n", 1, "not:n"),
        ("> <!-- not: n -->It is.\n", 1, "not:n"),
        (
            "> a\n\n<!-- eq: wrong-e -->\n$$\nx = 1\n$$\n",
            4,
            "eq:wrong-e",
        ),
    ] {
        let says = [
            &format!("\"{label}\" is of something wrong"),
            "`> **Not so:**`",
        ];
        assert_problem(markdown, &place(line), &says);
    }
    for (markdown, label) in [
        ("> **Not so:** <!-- claim: c -->It is.\n", "claim:c"),
        ("> **Not so:** $x = 1$<!-- eq: e -->\n", "eq:e"),
    ] {
        let says = [
            &format!("\"{label}\" stands in a quote of something wrong"),
            "move it",
        ];
        assert_problem(markdown, &place(1), &says);
    }
    assert_problem("a\n\n> **Not so:** It is.\n", &place(3), &["has no label"]);
}

#[test]
fn exercises() {
    for (markdown, line) in [
        ("Do it. <!-- ex: e -->\n", 1),
        ("<!-- ex: e -->\n1. Do it.\n", 2),
        ("<!-- ex: e -->\n## Do it\n", 2),
        ("<!-- ex: e -->\n\nDo it.\n", 2),
        ("1. Do <!-- ex: e --> it.\n", 1),
    ] {
        assert_problem(
            markdown,
            &format!("{FILE}:{line}: "),
            &["\"ex:e\" begins no item", "write `1. <!-- ex: e --> …`"],
        );
    }
    assert_problem(
        "1. <!-- ex: e --> A.\n2. <!-- ex: e --> B.\n",
        &format!("{FILE}:2: "),
        &["\"ex:e\" is used twice"],
    );
    assert_problem(
        "1. <!-- ex e --> A.\n",
        &format!("{FILE}:1: "),
        &["is no label"],
    );
}

#[test]
fn exemptions() {
    let small = Small::new("{{#tested}}\n");
    small.put("tests/exempt.txt", "# why\neq:x\n");
    assert_only(&small, "tests/exempt.txt:2: ", &["exempts nothing"]);
}

#[test]
fn all_problems_of_all_pages_are_reported_at_once() {
    let small = Small::with(&[
        (
            "src/SUMMARY.md",
            "# Summary\n\n[W](welcome.md)\n\n- [One](one.md)\n",
        ),
        (
            "src/welcome.md",
            "# W\n\n{{#figure vally}}\n\nC $\\x$ and {{#value ill_conditioned_problem.no}}.\n\nSee [a](eq:b).\n",
        ),
        (
            "src/one.md",
            "a {{#no}}\n\n<!-- eq: a -->\n$$ x $$\n\n<!-- eq: a -->\n$$ x $$\n",
        ),
    ]);
    let places: Vec<String> = small
        .problems()
        .iter()
        .map(|problem| problem.split(": ").next().unwrap().to_owned())
        .collect();
    assert_eq!(
        places,
        [
            "src/one.md:1",
            "src/one.md:7",
            "src/welcome.md:3",
            "src/welcome.md:5",
            "src/welcome.md:5",
            "src/welcome.md:7"
        ]
    );
}

#[test]
fn missing_files_are_named() {
    let small = Small::with(&[("src/SUMMARY.md", "# Summary\n\n- [One](one.md)\n")]);
    let problems = weave::load(small.root()).unwrap_err().to_string();
    assert!(
        problems.starts_with("src/one.md:1: cannot read the file"),
        "{problems}"
    );
}
