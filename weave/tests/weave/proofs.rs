//! What is stated leads to its proof.

use crate::support::Small;

const STATES: &str = "# One\n\n<!-- eq: a -->\n$$ a = b $$\n\nSo $b = a$<!-- eq: b -->.\n\n\
                      <!-- claim: c -->\nIt is so.\n";
const PROVES: &str = "# Two\n\n<!-- proof: eq:a -->\n<details><summary>Proof</summary>\n\nOnce.\n\n\
                      </details>\n\n<!-- proof: eq:b claim:c -->\nAnd *again*.\n";

fn small(proves: &str) -> Small {
    let summary = "# Summary\n\n- [One](one.md)\n- [Two](two.md)\n";
    Small::with(&[
        ("src/SUMMARY.md", summary),
        ("src/one.md", STATES),
        ("src/two.md", proves),
    ])
}

#[test]
fn what_is_proved_links_its_proof() {
    let pages = small(PROVES).build();
    let links: Vec<&str> = pages["one.html"]
        .split("class=\"proof\" href=\"")
        .skip(1)
        .filter_map(|rest| rest.split_once("</a>").map(|(link, _)| link))
        .collect();
    let [a, b, c] = [
        "two.html#proof-eq-a\" aria-label=\"Proof of Equation 1.1\">proof",
        "two.html#proof-eq-b\" aria-label=\"Proof of Equation “b”\">proof",
        "two.html#proof-eq-b\" aria-label=\"Proof of Claim “c”\">proof",
    ];
    assert_eq!(links, [a, b, c]);
    let two = &pages["two.html"];
    assert!(
        two.contains("<details id=\"proof-eq-a\"><summary>Proof</summary>"),
        "{two}"
    );
    assert!(
        two.contains("<div class=\"start\" id=\"proof-eq-b\"></div>"),
        "{two}"
    );
    assert!(
        two.contains("<p>And <em>again</em>.</p>") && !two.contains("<!--"),
        "{two}"
    );
}

#[test]
fn what_is_wrong_with_a_proof_is_said() {
    for (from, to, words) in [
        (
            "eq:a",
            "eq:d",
            "src/two.md:3: label \"eq:d\" is not defined",
        ),
        (
            "eq:a",
            "eq:b",
            "src/two.md:10: eq:b is proved twice, first in src/two.md",
        ),
        ("eq:a", "", "src/two.md:3: a proof that proves nothing"),
        ("eq:a", "a", "src/two.md:3: a proof that proves nothing"),
        ("eq:a", "fig:a", "src/two.md:3: a proof that proves nothing"),
        (
            "-->\n<details",
            "-->\n\n<details",
            "src/two.md:3: a proof that proves nothing",
        ),
        (
            "And",
            "\n\nAnd",
            "src/two.md:10: a proof that proves nothing",
        ),
    ] {
        let page = PROVES.replacen(from, to, 1);
        let problems = small(&page).problems();
        assert!(
            problems[0].starts_with(words),
            "{problems:?}, expected {words}"
        );
    }
}
