//! What later tests read from the Markdown.

use weave::scan::{Kind, Telling, labels, page};

#[test]
fn labels_carry_their_text_and_place() {
    let source = "\
# T

It is {{#value eta .2}}. <!-- claim: c -->Then
it $x = {{#value eta}}$<!-- eq: inline --> grows.

<!-- eq: shown -->
$$
y = {{#value limit}}
$$

{{#figure valley}}

The {{#value eta}}.

```rust
{{#include ../listings/src/x.rs:step}}
```
";
    let labels = labels("src/ill-conditioned-problem.md", source).unwrap();
    let found: Vec<_> = labels
        .iter()
        .map(|label| {
            (
                label.kind,
                label.name.as_str(),
                label.line,
                label.text.as_str(),
                label.numbered,
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            (Kind::Claim, "c", 3, "Then it $x = 0.4$ grows.", false),
            (Kind::Equation, "inline", 4, "x = 0.4", false),
            (Kind::Equation, "shown", 7, "y = 0.5", true),
            (Kind::Figure, "valley", 11, "The 0.4.", true),
            (Kind::Listing, "step", 15, "step", true),
            (Kind::Text, "ill-conditioned-problem", 1, "", false),
        ]
    );
    let at = |i: usize| &source[labels[i].range.clone()];
    assert_eq!(
        at(0),
        "Then\nit $x = {{#value eta}}$<!-- eq: inline --> grows."
    );
    assert_eq!(at(1), "$x = {{#value eta}}$");
    assert_eq!(at(2), "$$\ny = {{#value limit}}\n$$");
    assert_eq!(at(3), "{{#figure valley}}");
}

#[test]
fn problems_carry_the_line_of_the_source() {
    let source = "a {{#value eta}}\n<!-- claim: c -->\nIt. $x\n";
    let problems = labels("src/ill-conditioned-problem.md", source).unwrap_err();
    assert_eq!(problems.iter().next().unwrap().line, 3);
}

#[test]
fn an_exercise_is_an_item_of_a_list_or_a_paragraph_with_its_words() {
    let source = "\
1. <!-- ex: first --> Find $x$
   for {{#value eta .2}}.

   Then stop.
2.  <!-- ex: second -->It ends in $y = 1$
3. None.

<!-- ex: third -->
Find *it*.

Not this.
";
    let labels = labels("src/ill-conditioned-problem.md", source).unwrap();
    let of = |name: &str| {
        let found = labels.iter().find(|label| label.name == name).unwrap();
        assert_eq!(found.kind, Kind::Exercise);
        assert!(!found.numbered);
        (
            found.line,
            found.text.as_str(),
            &source[found.range.clone()],
        )
    };
    let whole = "Find $x$\n   for {{#value eta .2}}.\n\n   Then stop.";
    let first = "Find $x$\n   for 0.40.\n\n   Then stop.";
    assert_eq!(of("first"), (1, first, whole));
    let second = "It ends in $y = 1$";
    assert_eq!(of("second"), (5, second, second));
    let exercises = labels.iter().filter(|label| label.kind == Kind::Exercise);
    assert_eq!(of("third"), (9, "Find *it*.", "Find *it*."));
    assert_eq!(exercises.count(), 3);
}

#[test]
fn what_is_told_stands_in_no_claim_and_no_labelled_equation() {
    let source = "\
# T

Here {{#value eta .2}}, $a = {{#value eta}}$ and $b = {{#value limit}}$<!-- eq: b -->.
<!-- claim: c -->
A claim with {{#value eta .1}} and [its link](welcome.md).

<!-- eq: d -->
$$
d = {{#value limit}}
$$

See [Equation](eq:d), [the rest](https://rust-lang.org) and {{#value steps .0}}.
";
    let page = page("src/ill-conditioned-problem.md", source).unwrap();
    let told: Vec<(String, &str)> = page
        .told()
        .into_iter()
        .map(|told| {
            let what = match told.what {
                Telling::Number { rounded: true } => "rounded".to_owned(),
                Telling::Number { rounded: false } => "exact".to_owned(),
                Telling::Link { to } => to,
            };
            (what, &page.text[told.range])
        })
        .collect();
    let expected = [
        ("rounded", "0.40"),
        ("exact", "0.4"),
        ("welcome.md", "[its link](welcome.md)"),
        ("eq:d", "[Equation](eq:d)"),
        ("rounded", "20"),
    ];
    let expected: Vec<_> = expected.map(|(what, text)| (what.to_owned(), text)).into();
    assert_eq!(told, expected);
    let last = page.labels.last().unwrap();
    assert_eq!(last.full_name(), "text:ill-conditioned-problem");
}

#[test]
fn a_page_that_tells_nothing_has_no_text_to_test() {
    let source = "# T\n\n<!-- claim: c -->\nIt is {{#value eta}}.\n";
    let labels = labels("src/ill-conditioned-problem.md", source).unwrap();
    assert!(labels.iter().all(|label| label.kind != Kind::Text));
}
