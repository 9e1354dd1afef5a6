//! The pages of the tests, and the marks that lead to them.

use std::collections::BTreeMap;

use crate::support::{Small, text};

const PAGE: &str = "\
# A valley

The step is {{#value eta}} and
<!-- eq: update -->
$$
y = x - \\eta g(x)
$$

If $0 < y$<!-- eq: positive -->, and $y_1$<!-- eq: short -->, all is well.

<!-- claim: grows -->
At $\\eta = {{#value eta}}$ *it* grows, see [$y_3$ in Equation](eq:update). It ends.

```rust
{{#include ../listings/src/ill_conditioned_problem.rs:double}}
```

{{#figure valley}}

A path.

1. <!-- ex: guess --> Guess $y_2$.
";

/// Where the tests stand.
const FILE: &str = "tests/sections/ill_conditioned_problem/a_valley.rs";

const TESTS: &str = "\
//! Tests.

/// Covers eq:update, fig:valley.
/// Covers eq:positive.
#[test]
fn the_step_is_right() {
    // The product & the sum: `a < b`, $5.

    assert!(true);
}

fn helper() {}

/// Covers eq:update.
#[test]
fn again() {}
";

fn small(tests: &str) -> Small {
    let summary = "# Summary\n\n- [A valley](ill-conditioned-problem.md)\n\n[Tested](deep/t.md)\n";
    Small::with(&[
        ("src/SUMMARY.md", summary),
        ("src/ill-conditioned-problem.md", PAGE),
        ("src/deep/t.md", "# Tested\n\n{{#tested}}\n\nThe end.\n"),
        (FILE, tests),
    ])
}

fn built() -> BTreeMap<String, String> {
    small(TESTS).build()
}

/// The page with the entries of the small book's one section.
const ENTRIES: &str = "tested-ill-conditioned-problem.html";

/// The entry with this id, up to the next one.
fn entry<'p>(page: &'p str, id: &str) -> &'p str {
    let start = format!("<section class=\"tested\" id=\"tested-{id}\">");
    let from = &page[page.find(&start).expect(id)..];
    &from[..from.find("</section>").unwrap()]
}

#[test]
fn a_mark_leads_from_each_paragraph_to_its_entries() {
    let page = &built()["ill-conditioned-problem.html"];
    let link = |class: &str, id: &str, what: &str| {
        format!(
            "<a class=\"{class}\" href=\"deep/{ENTRIES}#{id}\" \
             aria-label=\"How {what} tested\" title=\"How this is tested\">✓</a>"
        )
    };
    let mark = |id: &str, what: &str| link("mark", &format!("tested-{id}"), &format!("{what} is"));
    let beside = |id: &str, what: &str| link("mark beside", id, what);
    for expected in [
        format!(
            "(1.1)</span>{}</span></div>",
            mark("eq-update", "Equation 1.1")
        ),
        // Two formulas of a paragraph have one mark, at its end.
        format!(
            "</span> all is well.{}</p>",
            beside(
                "together-eq-positive",
                "Equation “positive”, Equation “short” are"
            )
        ),
        format!(
            "</a>.</span> It ends.{}</p>",
            beside("tested-claim-grows", "Claim “grows” is")
        ),
        format!("</code>{}</p>", mark("lst-double", "Listing 1.1")),
        format!("A path.{}</p>", mark("fig-valley", "Figure 1.1")),
        format!(
            "</span>{}</li>",
            beside("tested-ex-guess", "Exercise “guess” is")
        ),
    ] {
        assert!(page.contains(&expected), "{expected}\n{page}");
    }
    assert_eq!(page.matches("class=\"mark").count(), 6);
    // Their entries stand together.
    let entries = &built()[ENTRIES];
    let start = entries.find("<div class=\"together\" id=\"together-eq-positive\">");
    let inside = &entries[start.unwrap()..];
    let inside = &inside[..inside.find("</div>\n\n<section").unwrap_or(inside.len())];
    for id in ["tested-eq-positive", "tested-eq-short"] {
        assert!(inside.contains(&format!("id=\"{id}\"")), "{inside}");
    }
    assert!(!inside.contains("tested-claim-grows"), "{inside}");
}

#[test]
fn an_entry_says_what_is_printed_and_how_it_is_tested() {
    let page = &built()[ENTRIES];
    let update = entry(page, "eq-update");
    assert!(update.contains(
        "<p class=\"tested-name\"><a href=\"../ill-conditioned-problem.html#eq-update\">\
         Equation\u{a0}1.1</a> <code>update</code></p>"
    ));
    assert!(update.contains("<div class=\"equation\" tabindex=\"0\"") && !update.contains("(1.1)"));
    assert!(update.contains(
        "<code>cargo test --workspace --test sections ill_conditioned_problem::\
         a_valley::the_step_is_right</code>"
    ));
    assert!(update.contains(&format!("{FILE}</code>, line 3</summary>")));
    assert!(update.contains("/// Covers eq:update, fig:valley.\n/// Covers eq:positive.\n#[test]"));
    assert!(
        text(update).contains("// The product &amp; the sum: `a &lt; b`, &#36;5. assert!(true); }")
    );
    assert!(!update.contains("helper"));
    assert_eq!(update.matches("<details>").count(), 2, "{update}");

    // Shown once, linked from the others.
    for id in ["eq-positive", "fig-valley"] {
        let other = entry(page, id);
        assert!(!other.contains("<details>"), "{other}");
        assert!(other.contains(
            "--test sections ill_conditioned_problem::a_valley::the_step_is_right</code>"
        ));
        assert!(other.contains("<a href=\"#tested-eq-update\">Equation\u{a0}1.1</a>"));
    }

    let claim = entry(page, "claim-grows");
    assert!(
        claim.contains("<em>it</em> grows, see <span")
            && claim.contains(" in Equation\u{a0}1.1.</p>"),
        "{claim}"
    );
    assert_eq!(claim.matches("class=\"katex\"").count(), 2, "{claim}");
    assert!(
        !claim.contains('$') && !claim.contains("It ends"),
        "{claim}"
    );
}

#[test]
fn the_entries_stand_in_the_frame_of_the_overview_and_not_in_its_contents() {
    let small = small(TESTS);
    small.build();
    let read = |file: &str| std::fs::read_to_string(small.root().join("book").join(file)).unwrap();
    let page = read(&format!("deep/{ENTRIES}"));
    assert!(page.contains("<title>How “A valley” is tested - Small</title>"));
    assert!(page.contains("id=\"mdbook-sidebar\"") && page.trim_end().ends_with("</html>"));
    assert!(!read("toc.html").contains("tested-"));
    assert!(!read("print.html").contains("id=\"tested-eq"));
}

#[test]
fn what_has_no_test_says_so() {
    let page = &built()[ENTRIES];
    for id in ["eq-short", "claim-grows", "lst-double"] {
        assert!(
            entry(page, id).contains("<p class=\"untested\">no test yet</p>"),
            "{id}"
        );
    }
    assert!(entry(page, "text-ill-conditioned-problem").contains("no test yet"));
    assert_eq!(page.matches("no test yet").count(), 5);
    let without = small("").build();
    assert_eq!(without[ENTRIES].matches("no test yet").count(), 8);
}

#[test]
fn totals_count_what_is_printed() {
    let page = &built()["t.html"];
    let row = "<a href=\"tested-ill-conditioned-problem.html\">A valley</a></td>\
        <td style=\"text-align: right\">9</td><td style=\"text-align: right\">3</td>";
    assert!(page.contains(row), "{page}");
    assert!(page.contains("<p>The end.</p>"));
    let table = &page[page.find("<tbody>").unwrap()..page.find("</tbody>").unwrap()];
    let cells = table.replace("</td>", " ");
    assert_eq!(
        text(&cells),
        "Equations 3 2 0 Claims 1 0 0 Mistakes, held to be wrong 0 0 0 Figures 1 1 0 Listings 1 0 0 Exercises 1 0 0 \
         Other numbers and links 2 0 0"
    );
}

#[test]
fn what_is_wrong_says_so() {
    let small = small(TESTS);
    let page = format!(
        "{PAGE}\n> **Not so:** <!-- not: n -->It falls.\n\n> **Not so:** $y = 1$<!-- eq: wrong-y -->\n"
    );
    small.put("src/ill-conditioned-problem.md", &page);
    let pages = small.build();
    let page = &pages[ENTRIES];
    for (id, words) in [("not-n", "It falls."), ("eq-wrong-y", "class=\"equation\"")] {
        let entry = entry(page, id);
        let says = entry.find("<strong>Not so:</strong>").unwrap();
        assert!(says < entry.find(words).unwrap(), "{entry}");
    }
}

#[test]
fn what_is_exempt_gives_its_reason_and_is_not_held() {
    let small = small(TESTS);
    small.put(
        "tests/exempt.txt",
        "# why\neq:short -- a name & no more\nex:guess -- asks for an opinion\n",
    );
    let pages = small.build();
    let page = &pages["t.html"];
    let short = entry(&pages[ENTRIES], "eq-short");
    assert!(short.contains("<p class=\"untested\">exempt: a name &amp; no more</p>"));
    assert!(!short.contains("no test yet"));
    let table = &page[page.find("<tbody>").unwrap()..page.find("</tbody>").unwrap()];
    let cells = text(&table.replace("</td>", " "));
    assert!(
        cells.starts_with("Equations 3 2 1 Claims 1 0 0 "),
        "{cells}"
    );
    assert!(cells.contains(" Exercises 1 0 1 "), "{cells}");
}

#[test]
fn the_text_of_a_page_is_counted_and_led_back_to() {
    let tests = "/// Covers text:ill-conditioned-problem.\n#[test]\nfn the_text() {}\n";
    let pages = small(tests).build();
    let page = &pages["t.html"];
    let entry = entry(&pages[ENTRIES], "text-ill-conditioned-problem");
    assert!(entry.contains("<a href=\"../ill-conditioned-problem.html\">The text</a></p>"));
    let counts = "numbers outside of equations and claims: 1. References and links: 1.";
    assert!(entry.contains(counts), "{entry}");
    assert!(entry.contains("--test sections ill_conditioned_problem::a_valley::the_text</code>"));
    let table = text(&page[..page.find("</tbody>").unwrap()].replace("</td>", " "));
    assert!(table.ends_with("Other numbers and links 2 2 0"), "{table}");
}

#[test]
fn the_page_gets_no_notebook_and_notebooks_no_marks() {
    let small = small(TESTS);
    small.put(
        "listings/src/ill_conditioned_problem.rs",
        crate::support::CODE,
    );
    let book = weave::load(small.root()).unwrap();
    let notebooks = weave::notebooks(small.root(), &book).unwrap();
    assert_eq!(notebooks.len(), 1);
    assert!(!notebooks[0].json.contains('✓'));
}

#[test]
fn orphans_do_not_stop_the_page_but_slips_do() {
    small("/// Covers eq:gone.\n#[test]\nfn f() {}\n").build();
    let problems = small("\n/// Covers eq:update.\nfn f() {}\n").problems();
    assert_eq!(problems.len(), 1);
    let place = format!("{FILE}:3: ");
    assert!(problems[0].starts_with(&place), "{problems:?}");
}

#[test]
fn the_directive_stands_alone_and_once() {
    for (markdown, line, word) in [
        ("a\n{{#tested}}\n", 2, "line of their own"),
        ("- {{#tested}}\n", 1, "margin"),
        ("{{#tested all}}\n", 1, "\"all\""),
        ("{{#tested}}\n\n{{#tested}}\n", 3, "twice"),
    ] {
        let problems = Small::new(markdown).problems();
        assert_eq!(problems.len(), 1, "{problems:?}");
        let place = format!("src/ill-conditioned-problem.md:{line}: ");
        assert!(problems[0].starts_with(&place), "{problems:?}");
        assert!(problems[0].contains(word), "{problems:?}");
    }
}

#[test]
fn the_mark_of_an_exercise_stands_after_what_it_ends_in() {
    let summary = "# Summary\n\n- [A valley](ill-conditioned-problem.md)\n\n[Tested](t.md)\n";
    let page = Small::with(&[
        ("src/SUMMARY.md", summary),
        (
            "src/ill-conditioned-problem.md",
            "1. <!-- ex: a --> Find $x$<!-- eq: e -->.\n\
             2. <!-- ex: b --> Guess. <!-- claim: c -->It grows.\n\
             3. <!-- ex: d --> Run\n   ```sh\n   cargo\n   ```\n\
             4. <!-- ex: f --> Find\n   $$\n   y\n   $$\n",
        ),
        ("src/t.md", "# Tested\n\n{{#tested}}\n"),
    ])
    .page();
    let mark = |id: &str| format!("href=\"{ENTRIES}#{id}\"");
    let marks = [
        "together-ex-a",
        "together-ex-b",
        "tested-ex-d",
        "tested-ex-f",
    ];
    let places = marks.map(|id| page.find(&mark(id)).expect(id));
    assert!(places.is_sorted(), "{page}");
    assert_eq!(page.matches("class=\"mark beside\"").count(), marks.len());
    assert_eq!(page.matches("<li>").count(), 4, "{page}");
    assert!(page.contains("cargo\n</code></pre>"), "{page}");
}
