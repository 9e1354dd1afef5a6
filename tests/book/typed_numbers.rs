//! No number that a program can compute is typed into the prose.
//!
//! A decimal point, an exponent or three digits in a row must come from
//! `{{#value …}}`, or stand in `typed-numbers.txt`. Displayed equations are
//! left out: they are evaluated as they are printed; and citations, which weave
//! compares with `references.bib`.

use std::collections::BTreeSet;
use std::fs;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use tests::root;

/// The numbers typed into the Markdown `source`, each with its line.
fn typed(source: &str) -> Vec<(usize, String)> {
    let source = without_directives(source);
    let options = Options::ENABLE_MATH | Options::ENABLE_TABLES;
    let mut in_code = false;
    let mut in_citation = false;
    let mut found = Vec::new();
    for (event, range) in Parser::new_ext(&source, options).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::Link { dest_url, .. }) => in_citation = dest_url.starts_with("ref:"),
            Event::End(TagEnd::Link) => in_citation = false,
            Event::Text(text) | Event::InlineMath(text) if !in_code && !in_citation => {
                let line = source[..range.start].matches('\n').count() + 1;
                found.extend(numbers(&text).map(|number| (line, number)));
            }
            _ => {}
        }
    }
    found
}

/// The text with a letter in place of each `{{#…}}`, as long as it was.
fn without_directives(source: &str) -> String {
    let mut rest = source;
    let mut out = String::new();
    while let Some((before, after)) = rest.split_once("{{#") {
        let (inside, after) = after.split_once("}}").unwrap_or((after, ""));
        out.push_str(before);
        out.push('v');
        out.extend(inside.chars().filter(|c| *c == '\n'));
        rest = after;
    }
    out + rest
}

/// The words of the text that hold a number which should be inserted.
fn numbers(text: &str) -> impl Iterator<Item = String> {
    text.split_whitespace()
        .filter(|word| is_number(word))
        .map(|word| word.trim_matches(['.', ',', '(', ')', ';', ':']).to_owned())
}

fn is_number(word: &str) -> bool {
    let chars: Vec<char> = word.chars().collect();
    let digit = |i: usize| chars.get(i).is_some_and(char::is_ascii_digit);
    (0..chars.len()).any(|i| {
        digit(i)
            && match chars.get(i + 1) {
                Some('.') | Some('e' | 'E') => digit(i + 2),
                // The digit of a name, such as x_1, is no number.
                Some('^' | '⁻' | '⁰'..='⁹' | '²' | '³' | '¹') => {
                    i == 0 || chars[i - 1] != '_'
                }
                _ => digit(i + 1) && digit(i + 2),
            }
    })
}

#[test]
fn numbers_of_the_prose_are_inserted_or_listed() {
    let list = fs::read_to_string(root().join("tests/typed-numbers.txt")).unwrap();
    let entries: BTreeSet<&str> = list
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split(" -- ").next())
        .collect();
    let mut used = BTreeSet::new();
    let mut wrong = Vec::new();
    let mut files: Vec<_> = fs::read_dir(root().join("src"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .collect();
    files.sort();
    for path in files {
        let file = format!("src/{}", path.file_name().unwrap().to_str().unwrap());
        for (line, number) in typed(&fs::read_to_string(&path).unwrap()) {
            match entries.get(format!("{file}: {number}").as_str()) {
                Some(entry) => drop(used.insert(*entry)),
                None => wrong.push(format!(
                    "{file}:{line}: {number} is typed; insert it with {{{{#value NAME}}}}"
                )),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let stale: Vec<_> = entries.difference(&used).collect();
    assert!(
        stale.is_empty(),
        "tests/typed-numbers.txt lists {stale:?} in vain"
    );
}

#[test]
fn what_is_typed_is_found() {
    let source = "At {{#value eta .2}} and 0.4, in 20 steps.\n\n\
                  | 1e6 | a |\n|---|---|\n| $10^{-3}$ | 10⁻³ |\n\n\
                  `0.5` is code, 123 is not, nor is [1964](eq:b), but [A (1964)](ref:b) is one. Step 20. Then $x_1^2$ and $x = 2.5$.\n\n\
                  $$ 0.1 $$\n\n```\n3.14\n```\n";
    let found: Vec<String> = typed(source)
        .into_iter()
        .map(|(_, number)| number)
        .collect();
    assert_eq!(
        found,
        ["0.4", "1e6", "10^{-3}", "10⁻³", "123", "1964", "2.5"]
    );
    assert_eq!(typed(source)[0].0, 1);
}
