//! What later tests read from the Markdown.

use weave::scan::{Kind, labels};

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
