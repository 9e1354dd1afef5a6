//! Faults in a page: in its equations, values, claims, listings, labels,
//! references, figures and links.

use std::collections::BTreeMap;
use std::ops::Range;

use formula::Macros;
use weave::scan::{self, Label, Page};

use super::equivalent;
use super::fault::{Fault, Kind};
use super::tex::{self, bumped};
use super::words::{self, whole_words};
use crate::failure::{Failure, Result};

/// Words by which a text speaks of the end of a range: only beside one of them
/// does a reader care whether a bound belongs to it.
const ENDS: [&str; 12] = [
    "between",
    "boundary",
    "converge",
    "converges",
    "diverge",
    "diverges",
    "domain",
    "end point",
    "exactly",
    "if and only if",
    "limit",
    "stable",
];

/// What a planter must know of the rest of the book.
#[derive(Debug, Default)]
pub struct Surroundings {
    /// The labels of all pages.
    pub labels: Vec<Label>,
    /// The anchors of each file, by its path as an include writes it.
    pub anchors: BTreeMap<String, Vec<String>>,
    /// The names of the pages' files.
    pub pages: Vec<String>,
}

/// A page, taken apart.
pub fn read(file: &str, source: &str) -> Result<Page> {
    scan::page(file, source).map_err(|problems| {
        let problems = problems.to_string();
        Failure::failed(problems.lines().next().unwrap_or(file).to_owned())
    })
}

/// Whether the change leaves everything that the page prints as it was.
pub fn is_equivalent(page: &Page, changed: &str) -> bool {
    scan::page(&page.file, changed).is_ok_and(|other| is_same(page, &other))
}

fn is_same(page: &Page, other: &Page) -> bool {
    other.text == page.text && other.elements == page.elements
}

/// Whether the fault leaves everything that the page says as it was: what it
/// prints, or, for an equation, what that means.
pub fn says_the_same(page: &Page, source: &str, fault: &Fault, macros: &Macros) -> bool {
    let Ok(other) = scan::page(&page.file, &fault.plant(source)) else {
        return false;
    };
    if is_same(page, &other) {
        return true;
    }
    let tex = |page: &Page| {
        let mut labels = page.labels.iter();
        let found = labels.find(|label| Some(label.full_name()) == fault.label);
        found.map(|label| label.text.clone())
    };
    match (tex(page), tex(&other)) {
        (Some(before), Some(after)) if fault.kind.is_of_equation() => {
            equivalent::is_equivalent(&before, &after, macros)
        }
        _ => false,
    }
}

/// All faults of a page, in the order of its text.
pub fn faults(page: &Page, source: &str, book: &Surroundings) -> Vec<Fault> {
    let plain = without_code(source);
    let mut planter = Planter {
        page,
        source,
        plain: &plain,
        book,
        found: Vec::new(),
    };
    planter.equations();
    planter.values();
    planter.typed();
    planter.words();
    planter.anchors();
    planter.labels();
    planter.links();
    planter.figures();
    let mut found = planter.found;
    found.sort_by(|a, b| {
        let key = |fault: &Fault| (fault.range.start, fault.kind, fault.after.clone());
        key(a).cmp(&key(b))
    });
    found
}

struct Planter<'a> {
    page: &'a Page,
    source: &'a str,
    /// The source with blanks in place of code, byte by byte.
    plain: &'a str,
    book: &'a Surroundings,
    found: Vec<Fault>,
}

/// A directive `{{#WORD …}}`: the bytes of its words after the first.
type Words<'a> = Vec<(Range<usize>, &'a str)>;

impl Planter<'_> {
    fn add(&mut self, kind: Kind, range: Range<usize>, after: impl Into<String>) {
        let at = range.start;
        let labels = self.page.labels.iter();
        let around = labels.filter(|label| label.range.contains(&at));
        // Of an equation in a claim the equation.
        let label = around.min_by_key(|label| label.range.len());
        self.add_to(label.map(Label::full_name), kind, range, after);
    }

    fn add_to(
        &mut self,
        label: Option<String>,
        kind: Kind,
        range: Range<usize>,
        after: impl Into<String>,
    ) {
        let fault = Fault {
            kind,
            file: self.page.file.clone(),
            range,
            after: after.into(),
            label,
        };
        if !self.found.contains(&fault) {
            self.found.push(fault);
        }
    }

    fn of_kind(&self, kind: scan::Kind) -> Vec<Label> {
        let labels = self.page.labels.iter();
        labels.filter(|label| label.kind == kind).cloned().collect()
    }

    /// The sentences that have a test: claims, and mistakes, which must stay
    /// wrong in the way they are.
    fn sentences(&self) -> Vec<Label> {
        let mut all = self.of_kind(scan::Kind::Claim);
        all.extend(self.of_kind(scan::Kind::Mistake));
        all
    }

    /// The TeX of each labelled equation with its first byte; blanks stand in
    /// place of directives.
    fn formulas(&self) -> Vec<(usize, String)> {
        let labels = self.of_kind(scan::Kind::Equation);
        let formulas = labels.iter().filter_map(|label| {
            let whole = self.source.get(label.range.clone())?;
            let start = whole.find('$')?;
            let end = whole.rfind('$')?;
            let inside = whole.get(start..=end)?;
            let tex = inside.trim_matches('$');
            let skipped = inside.len() - inside.trim_start_matches('$').len();
            Some((label.range.start + start + skipped, blank_directives(tex)))
        });
        formulas.collect()
    }

    fn equations(&mut self) {
        let formulas = self.formulas();
        let mut names = Vec::new();
        for name in formulas.iter().flat_map(|(_, tex)| tex::names(tex)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        for (start, tex) in &formulas {
            let speaks = self.speaks_of_ends(*start);
            for (kind, range, after) in tex::changes(tex, &names) {
                if kind == Kind::EqBound && !speaks {
                    continue;
                }
                self.add(kind, start + range.start..start + range.end, after);
            }
        }
    }

    /// Whether the paragraph around the byte, or one of its neighbours, speaks
    /// of the end of a range.
    fn speaks_of_ends(&self, at: usize) -> bool {
        let (before, after) = self.plain.split_at(at);
        let start = before.rmatch_indices("\n\n").nth(1);
        let end = after.match_indices("\n\n").nth(1);
        let start = start.map_or(0, |(place, _)| place);
        let end = end.map_or(self.plain.len(), |(place, _)| at + place);
        let around = self.plain.get(start..end).unwrap_or_default();
        ENDS.iter()
            .any(|word| !whole_words(around, word).is_empty())
    }

    /// Each value replaced by the next one of its section that prints
    /// something else.
    fn values(&mut self) {
        let claims = self.sentences();
        let values = directives(self.plain, "value");
        let mut names: Vec<&str> = Vec::new();
        for (_, name) in values.iter().filter_map(|words| words.first()) {
            if !names.contains(name) {
                names.push(name);
            }
        }
        for (range, name) in values.iter().filter_map(|words| words.first()) {
            let section = |name: &str| name.split_once('.').map(|(section, _)| section.to_owned());
            let in_claim = claims.iter().any(|c| c.range.contains(&range.start));
            let kind = if in_claim {
                Kind::ClaimNumber
            } else {
                Kind::ValueName
            };
            let place = names.iter().position(|other| other == name).unwrap_or(0);
            let others = names.iter().cycle().skip(place + 1).take(names.len());
            let other = others.into_iter().find(|other| {
                let mut changed = self.source.to_owned();
                changed.replace_range(range.clone(), other);
                section(other) == section(name) && !is_equivalent(self.page, &changed)
            });
            if let Some(other) = other {
                self.add(kind, range.clone(), *other);
            }
        }
    }

    /// Each value replaced by what it prints, its last digit wrong.
    fn typed(&mut self) {
        for words in directives(self.plain, "value") {
            let (Some((first, _)), Some((last, _))) = (words.first(), words.last()) else {
                continue;
            };
            let start = first.start - "{{#value ".len();
            let end = last.end + self.plain[last.end..].find("}}").map_or(0, |at| at + 2);
            let printed = self.printed(start..end);
            if let Some(wrong) = printed.as_deref().and_then(wrong) {
                self.add(Kind::ValueTyped, start..end, wrong);
            }
        }
    }

    /// What the page prints for the bytes `range` of its source.
    fn printed(&self, range: Range<usize>) -> Option<String> {
        const SIGN: &str = "\u{1}";
        let mut changed = self.source.to_owned();
        changed.replace_range(range, SIGN);
        let other = scan::page(&self.page.file, &changed).ok()?.text;
        let start = other.find(SIGN)?;
        let rest = other.len() - start - SIGN.len();
        let end = self.page.text.len().checked_sub(rest)?;
        self.page.text.get(start..end).map(str::to_owned)
    }

    /// Each word of a claim, of a caption and of the takeaways replaced by its
    /// opposite.
    fn words(&mut self) {
        let claims = self.sentences();
        for claim in &claims {
            let sentence = self.plain.get(claim.range.clone()).unwrap_or_default();
            for (range, opposite) in words::exchanges(&blank_directives(sentence)) {
                let start = claim.range.start + range.start;
                self.add(
                    Kind::ClaimWord,
                    start..claim.range.start + range.end,
                    opposite,
                );
            }
        }
        let captions = words::captions(self.plain).into_iter();
        let captions = captions.map(|(place, label)| (place, Some(label)));
        let takeaways = words::takeaways(self.plain).map(|place| (place, None));
        for (place, label) in captions.chain(takeaways) {
            let text = self.plain.get(place.clone()).unwrap_or_default();
            let text = words::statements(&blank_directives(text));
            for (range, opposite) in words::exchanges(&text) {
                let range = place.start + range.start..place.start + range.end;
                if !claims.iter().any(|c| c.range.contains(&range.start)) {
                    self.add_to(label.clone(), Kind::CaptionWord, range, opposite);
                }
            }
        }
    }

    /// Each include's anchor replaced by another one, if there is one by one
    /// that no page shows, and by one that is missing.
    fn anchors(&mut self) {
        for words in directives(self.source, "include") {
            let Some((range, place)) = words.first() else {
                continue;
            };
            let Some((path, anchor)) = place.split_once(':') else {
                continue;
            };
            let range = range.start + path.len() + 1..range.end;
            let known = self.book.anchors.get(path).cloned().unwrap_or_default();
            let others: Vec<&String> = known.iter().filter(|name| *name != anchor).collect();
            let shown = |name: &str| {
                let mut labels = self.book.labels.iter();
                labels.any(|label| label.kind == scan::Kind::Listing && label.name == name)
            };
            let hidden = others.iter().find(|name| !shown(name));
            if let Some(other) = hidden.or(others.first()) {
                self.add(Kind::Anchor, range.clone(), other.as_str());
            }
            self.add(Kind::Anchor, range, "missing_anchor");
        }
    }

    fn labels(&mut self) {
        for mark in ["<!-- eq: ", "<!-- claim: ", "<!-- ex: "] {
            for (at, _) in self.plain.match_indices(mark) {
                let start = at + mark.len();
                let rest = self.plain.get(start..).unwrap_or_default();
                let length = rest.find("-->").map_or(0, |end| {
                    rest.get(..end).unwrap_or_default().trim_end().len()
                });
                let name = rest.get(..length).unwrap_or_default();
                self.add(
                    Kind::Label,
                    start..start + length,
                    format!("{name}-renamed"),
                );
            }
        }
        for words in directives(self.plain, "figure") {
            match (words.first(), words.get(1), words.get(2)) {
                (_, Some((_, "as")), Some((range, label))) => {
                    self.add(Kind::Label, range.clone(), format!("{label}-renamed"));
                }
                (Some((range, name)), ..) => {
                    let after = format!("{name} as {name}-renamed");
                    self.add(Kind::Label, range.clone(), after);
                }
                _ => {}
            }
        }
    }

    /// References to other labels, links to other places.
    fn links(&mut self) {
        for (at, _) in self.plain.match_indices("](") {
            let start = at + 2;
            let rest = self.plain.get(start..).unwrap_or_default();
            let Some(target) = rest.find(')').and_then(|end| rest.get(..end)) else {
                continue;
            };
            let range = start..start + target.len();
            let reference = target
                .split_once(':')
                .and_then(|(prefix, name)| Some((scan::Kind::of_prefix(prefix)?, name)));
            if let Some((kind, name)) = reference {
                let labels = self.book.labels.iter();
                let names: Vec<&str> = labels
                    .filter(|label| label.kind == kind)
                    .map(|label| label.name.as_str())
                    .collect();
                let place = names.iter().position(|other| *other == name).unwrap_or(0);
                let next = names.iter().cycle().skip(place + 1).take(names.len());
                let other = next.into_iter().find(|other| **other != name);
                let other = other.copied().unwrap_or("missing");
                let after = format!("{}:{other}", kind.prefix());
                self.add(Kind::Reference, range, after);
            } else if !target.contains("://") {
                let own = self.page.file.rsplit('/').next().unwrap_or_default();
                let mut pages = self.book.pages.iter();
                let other = pages.find(|page| *page != target && *page != own);
                let own = own.to_owned();
                let other = other.cloned().unwrap_or(own);
                if target.ends_with(".md") && other != target {
                    self.add(Kind::Link, range.clone(), other);
                }
                self.add(Kind::Link, range, format!("missing-{target}"));
            }
        }
    }

    fn figures(&mut self) {
        for words in directives(self.plain, "figure") {
            for (range, word) in words {
                let Some((key, value)) = word.split_once('=') else {
                    continue;
                };
                let start = range.start + key.len() + 1;
                let after = bumped(value).unwrap_or_else(|| format!("{value}1"));
                self.add(Kind::FigureParameter, start..range.end, after);
            }
        }
    }
}

/// The number with another last digit before its power of ten.
fn wrong(number: &str) -> Option<String> {
    let power = number.find(['×', '\\', '\u{a0}', 'e']);
    let (digits, power) = number.split_at(power.unwrap_or(number.len()));
    let (digits, blank) = digits.split_at(digits.trim_end().len());
    Some(format!("{}{blank}{power}", bumped(digits)?))
}

/// The words of each directive `{{#NAME …}}`.
fn directives<'a>(source: &'a str, name: &str) -> Vec<Words<'a>> {
    let opening = format!("{{{{#{name} ");
    let mut found = Vec::new();
    for (at, _) in source.match_indices(&opening) {
        let start = at + opening.len();
        let rest = source.get(start..).unwrap_or_default();
        let inside = rest.split("}}").next().unwrap_or_default();
        let mut from = 0;
        let words = inside.split_whitespace().filter_map(|word| {
            let at = from + inside.get(from..)?.find(word)?;
            from = at + word.len();
            Some((start + at..start + from, word))
        });
        found.push(words.collect());
    }
    found
}

fn blanks(text: &str) -> impl Iterator<Item = char> + '_ {
    text.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' })
}

/// The text with blanks in place of each directive, as long as it was.
fn blank_directives(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("{{#") {
        let (before, directive) = rest.split_at(at);
        let length = directive.find("}}").map_or(directive.len(), |end| end + 2);
        let (directive, after) = directive.split_at(length);
        out.push_str(before);
        out.extend(blanks(directive));
        rest = after;
    }
    out + rest
}

/// The source with blanks in place of fenced and inline code, as long as it
/// was.
fn without_code(source: &str) -> String {
    let mut out = String::new();
    let mut fenced = false;
    for line in source.split_inclusive('\n') {
        let fence = line.trim_start().starts_with("```");
        if fence || fenced {
            fenced ^= fence;
            out.extend(blanks(line));
            continue;
        }
        let mut parts = line.split('`').peekable();
        let mut code = false;
        while let Some(part) = parts.next() {
            if code && parts.peek().is_some() {
                out.extend(blanks(part));
            } else {
                out.push_str(part);
            }
            if parts.peek().is_some() {
                out.push('`');
            }
            code = !code;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "src/ill-conditioned-problem.md";
    const PAGE: &str = "# Title

Above $x$ a [Figure](fig:a) and the [title](welcome.md), not `[code](x.md)`.

<!-- eq: one -->
$$
a < {{#value eta}} b
$$

<!-- claim: c -->
Nearly all of {{#value steps}} is slower than {{#value eta}}. This is above.

```rust
{{#include ../x.rs:one}}
```

{{#figure a eta=0.4 start=-5,-2}}

Caption.

{{#figure a as b}}

Caption: above. Is it above?

## Takeaways

- It falls.

## Try

1. It falls.
";

    fn found() -> Vec<(Kind, String, String)> {
        let page = read(FILE, PAGE).unwrap();
        let anchors = ["one", "two"].map(str::to_owned).to_vec();
        let book = Surroundings {
            labels: page.labels.clone(),
            anchors: [("../x.rs".to_owned(), anchors)].into(),
            pages: vec![
                "welcome.md".to_owned(),
                "ill-conditioned-problem.md".to_owned(),
            ],
        };
        let faults = faults(&page, PAGE, &book);
        let shown = faults.into_iter().map(|fault| {
            let before = PAGE[fault.range].to_owned();
            (fault.kind, before, fault.after)
        });
        shown.collect()
    }

    fn of(kind: Kind) -> Vec<(String, String)> {
        let all = found().into_iter().filter(|fault| fault.0 == kind);
        all.map(|(_, before, after)| (before, after)).collect()
    }

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned()));
        owned.collect()
    }

    #[test]
    fn equations_are_changed_where_they_stand() {
        assert_eq!(of(Kind::EqRelation), pairs(&[("<", ">")]));
        assert!(of(Kind::EqBound).is_empty());
        assert_eq!(of(Kind::EqName), pairs(&[("a", "b"), ("b", "a")]));
    }

    #[test]
    fn a_bound_loses_its_end_point_where_the_text_speaks_of_it() {
        let source = PAGE.replace("# Title\n", "# Title\n\nA limit.\n");
        let far = source.replace("A limit.\n", "A limit.\n\nMore.\n");
        let near = source.replace("A limit.\n\nAbove", "Above a limit");
        for (source, expected) in [(far, 0), (near, 1)] {
            let page = read(FILE, &source).unwrap();
            let faults = faults(&page, &source, &Surroundings::default());
            let bounds = faults.iter().filter(|f| f.kind == Kind::EqBound);
            assert_eq!(bounds.count(), expected);
        }
    }

    #[test]
    fn values_become_others_of_the_page() {
        assert_eq!(of(Kind::ValueName), pairs(&[("eta", "steps")]));
        let numbers = pairs(&[("steps", "eta"), ("eta", "steps")]);
        assert_eq!(of(Kind::ClaimNumber), numbers);
    }

    #[test]
    fn values_are_typed_with_a_wrong_digit() {
        let typed = pairs(&[
            ("{{#value eta}}", "0.5"),
            ("{{#value steps}}", "21"),
            ("{{#value eta}}", "0.5"),
        ]);
        assert_eq!(of(Kind::ValueTyped), typed);
        assert_eq!(wrong("−0.943467").as_deref(), Some("−0.943468"));
        assert_eq!(
            wrong("2.5 \\times 10^{-3}").as_deref(),
            Some("2.6 \\times 10^{-3}")
        );
        assert_eq!(
            wrong("9\u{a0}×\u{a0}10⁻³").as_deref(),
            Some("8\u{a0}×\u{a0}10⁻³")
        );
    }

    #[test]
    fn a_fault_of_an_equation_may_say_the_same() {
        let page = read(FILE, PAGE).unwrap();
        let fault = |before: &str, after: &str| {
            let start = PAGE.find(before).unwrap();
            Fault {
                kind: Kind::EqName,
                file: FILE.to_owned(),
                range: start..start + before.len(),
                after: after.to_owned(),
                label: Some("eq:one".to_owned()),
            }
        };
        let says = |fault: &Fault| says_the_same(&page, PAGE, fault, &Macros::default());
        assert!(says(&fault("{{#value eta}} b", "{{#value eta}} (b)")));
        assert!(!says(&fault("{{#value eta}} b", "a {{#value eta}}")));
        assert!(says(&fault("Above", "Above")));
        let outside = Fault {
            label: None,
            ..fault("Above", "Below")
        };
        assert!(!says(&outside));
    }

    #[test]
    fn words_of_a_claim_become_their_opposites() {
        let words = pairs(&[("Nearly all", "Hardly any"), ("slower", "faster")]);
        assert_eq!(of(Kind::ClaimWord), words);
    }

    #[test]
    fn words_of_captions_and_takeaways_become_their_opposites() {
        let words = pairs(&[("above", "below"), ("falls", "rises")]);
        assert_eq!(of(Kind::CaptionWord), words);
    }

    #[test]
    fn listings_labels_references_figures_and_links_go_astray() {
        let anchors = pairs(&[("one", "missing_anchor"), ("one", "two")]);
        assert_eq!(of(Kind::Anchor), anchors);
        let labels = [
            ("one", "one-renamed"),
            ("c", "c-renamed"),
            ("a", "a as a-renamed"),
            ("b", "b-renamed"),
        ];
        assert_eq!(of(Kind::Label), pairs(&labels));
        assert_eq!(of(Kind::Reference), pairs(&[("fig:a", "fig:b")]));
        let parameters = pairs(&[("0.4", "0.5"), ("-5,-2", "-5,-3")]);
        assert_eq!(of(Kind::FigureParameter), parameters);
        let links = [
            ("welcome.md", "ill-conditioned-problem.md"),
            ("welcome.md", "missing-welcome.md"),
        ];
        assert_eq!(of(Kind::Link), pairs(&links));
    }

    #[test]
    fn a_change_that_prints_the_same_is_equivalent() {
        let page = read(FILE, PAGE).unwrap();
        assert!(is_equivalent(&page, &PAGE.replace("eta}}", "eta }}")));
        assert!(!is_equivalent(&page, &PAGE.replace("eta}}", "steps}}")));
        assert!(!is_equivalent(&page, &PAGE.replace("fig:a", "fig:b")));
    }
}
