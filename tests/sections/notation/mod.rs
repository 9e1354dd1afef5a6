//! Holds the tables of symbols to the pages and the listings.

use std::collections::BTreeMap;
use std::fs;

use formula::parse_with;
use tests::printed::{macros, pages};
use tests::root;
use weave::scan::{Kind, Page, What};

/// A row of a table: its symbols, and what else it says.
#[derive(Debug)]
struct Row {
    symbols: Vec<String>,
    /// What stands for them in Rust.
    names: Vec<String>,
    /// The file of the section; where the symbol comes from, if it is one of
    /// the whole book.
    page: String,
    whole: bool,
}

/// A symbol without stars, primes and what belongs to it in a subscript.
fn bare(symbol: &str) -> String {
    let end = symbol.find(['_', '^', '\'']).unwrap_or(symbol.len());
    symbol[..end].to_owned()
}

fn symbols(tex: &str) -> Vec<String> {
    let formula = parse_with(tex, &macros());
    let formula = formula.unwrap_or_else(|error| panic!("{tex}: {error}"));
    formula.symbols().iter().map(|name| bare(name)).collect()
}

/// What stands between two signs, again and again.
fn between(text: &str, sign: char) -> impl Iterator<Item = &str> {
    text.split(sign).skip(1).step_by(2)
}

/// The title and the file of the link in a text.
fn link(text: &str) -> (String, String) {
    let (title, file) = text.split_once("](").expect("a link");
    let title = title.rsplit('[').next().unwrap();
    (
        title.to_owned(),
        format!("src/{}", file.split(')').next().unwrap()),
    )
}

fn title(page: &Page) -> &str {
    page.text
        .lines()
        .find_map(|line| line.strip_prefix("# "))
        .unwrap()
}

/// The heading of the table of signs.
const SIGNS: &str = "\n## Signs\n";
/// The heading of the table of names in other places.
const ELSEWHERE: &str = "\n## Elsewhere\n";

/// The rows of the page, whose links have the titles of the pages.
fn rows() -> Vec<Row> {
    let pages = pages();
    let notation = pages.iter().find(|page| page.name() == "notation").unwrap();
    let file = |text: &str| {
        let (name, file) = link(text);
        let page = pages.iter().find(|page| page.file == file);
        let page = page.unwrap_or_else(|| panic!("{file} is no page"));
        assert_eq!(name, title(page));
        file
    };
    let mut section = String::new();
    let mut rows = Vec::new();
    let (tables, _) = notation.text.split_once(SIGNS).unwrap();
    for line in tables.lines() {
        if line.starts_with("In [") {
            section = file(line);
        }
        if !line.starts_with("| $") {
            continue;
        }
        let cells: Vec<&str> = line.trim_matches('|').split('|').collect();
        let whole = section.is_empty();
        assert_eq!(cells.len(), if whole { 5 } else { 4 }, "{line}");
        rows.push(Row {
            symbols: between(cells[0], '$').flat_map(symbols).collect(),
            names: between(cells[3], '`').map(str::to_owned).collect(),
            page: if whole {
                file(cells[4])
            } else {
                section.clone()
            },
            whole,
        });
    }
    rows
}

/// All formulas of a page, labelled or not.
fn formulas(page: &Page) -> impl Iterator<Item = &str> {
    page.elements
        .iter()
        .filter_map(|element| match &element.what {
            What::Formula { tex, .. } => Some(tex.as_str()),
            _ => None,
        })
}

/// The pages of the sections, in order.
fn sections() -> Vec<Page> {
    let summary = fs::read_to_string(root().join("src/SUMMARY.md")).unwrap();
    let (sections, _) = summary.split_once("# Back of the book").unwrap();
    let is_section = |page: &Page| sections.contains(&format!("({}.md)", page.name()));
    pages().into_iter().filter(is_section).collect()
}

/// The sections, each with the symbols of its labelled equations.
fn used() -> Vec<(Page, Vec<String>)> {
    let with_symbols = sections().into_iter().map(|page| {
        let equations = page.labels.iter();
        let equations = equations.filter(|label| label.kind == Kind::Equation);
        let all = equations.flat_map(|label| symbols(&label.text)).collect();
        (page, all)
    });
    with_symbols.collect()
}

/// Covers text:notation.
#[test]
fn the_tables_have_the_symbols_of_the_equations() {
    let rows = rows();
    let mut own: BTreeMap<[String; 2], usize> = BTreeMap::new();
    let mut whole: BTreeMap<String, String> = BTreeMap::new();
    for row in &rows {
        for symbol in &row.symbols {
            let [name, file] = [symbol.clone(), row.page.clone()];
            let first = match row.whole {
                true => whole.insert(name, file).is_none(),
                false => own.insert([name, file], 0).is_none(),
            };
            assert!(first, "{symbol} stands twice for {}", row.page);
        }
    }
    let mut met: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (page, symbols) in used() {
        for symbol in symbols {
            if let Some(count) = own.get_mut(&[symbol.clone(), page.file.clone()]) {
                *count += 1;
                continue;
            }
            assert!(
                whole.contains_key(&symbol),
                "{}: no table has {symbol}",
                page.file
            );
            let users = met.entry(symbol).or_default();
            if !users.contains(&page.file) {
                users.push(page.file.clone());
            }
        }
    }
    let sections = sections();
    for ([symbol, file], count) in own {
        // No equation of Muon has its matrix, but its text has.
        let page = sections.iter().find(|page| page.file == file).unwrap();
        let parsed = formulas(page).filter_map(|tex| parse_with(tex, &macros()).ok());
        let mut all = parsed.flat_map(|formula| formula.symbols());
        let used = count > 0 || all.any(|name| bare(&name) == symbol);
        assert!(used, "{file} does not use {symbol}");
    }
    for (symbol, file) in whole {
        let users = met
            .get(&symbol)
            .unwrap_or_else(|| panic!("no equation has {symbol}"));
        assert_eq!(users[0], file, "{symbol} comes from another page");
        assert!(users.len() > 1, "only {file} uses {symbol}");
    }
}

#[test]
fn each_sign_comes_from_the_first_section_with_it() {
    let sections = sections();
    let pages = pages();
    let notation = pages.iter().find(|page| page.name() == "notation").unwrap();
    let (_, table) = notation.text.split_once(SIGNS).unwrap();
    let (table, _) = table.split_once(ELSEWHERE).unwrap();
    let mut count = 0;
    for line in table.lines().filter(|line| line.starts_with("| $")) {
        let tex = between(line, '$').next().unwrap();
        let sign = tex.trim_end_matches("{\\cdot}");
        let first = sections
            .iter()
            .find(|page| formulas(page).any(|tex| tex.contains(sign)));
        let first = first.unwrap_or_else(|| panic!("no section has {sign}"));
        let from = line.rsplit('|').nth(1).unwrap();
        assert_eq!(link(from), (title(first).to_owned(), first.file.clone()));
        count += 1;
    }
    assert!(count > 4, "{count}");
}

/// The identifiers in the listings of a section, comments left out.
fn identifiers(file: &str) -> Vec<String> {
    let section = file
        .replace("src/", "")
        .replace(".md", "")
        .replace('-', "_");
    let paths = [
        format!("listings/src/{section}.rs"),
        format!("{section}/src/lib.rs"),
    ];
    let texts = paths
        .iter()
        .filter_map(|path| fs::read_to_string(root().join(path)).ok());
    let code: String = texts.collect();
    let code = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let words = code.flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_'));
    words.map(str::to_owned).collect()
}

#[test]
fn each_name_in_rust_is_in_the_listings_of_a_section_with_the_symbol() {
    let used = used();
    for row in rows() {
        let users: Vec<Vec<String>> = used
            .iter()
            .filter(|(page, all)| match row.whole {
                true => row.symbols.iter().all(|symbol| all.contains(symbol)),
                false => page.file == row.page,
            })
            .map(|(page, _)| identifiers(&page.file))
            .collect();
        for name in &row.names {
            let known = users.iter().any(|all| all.contains(name));
            assert!(known, "{}: {name} is no name of the listings", row.page);
        }
    }
}

#[test]
fn what_has_a_name_elsewhere_has_it_once_and_is_in_a_table_above() {
    let rows = rows();
    let known: Vec<&String> = rows.iter().flat_map(|row| &row.symbols).collect();
    let pages = pages();
    let notation = pages.iter().find(|page| page.name() == "notation").unwrap();
    let (_, table) = notation.text.split_once(ELSEWHERE).unwrap();
    let mut met = Vec::new();
    for line in table.lines().filter(|line| line.starts_with("| $")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [symbol] = &between(cells[0], '$').flat_map(symbols).collect::<Vec<_>>()[..] else {
            panic!("one symbol a line, not {line}");
        };
        assert!(known.contains(&symbol) && !met.contains(symbol), "{line}");
        assert!(cells[1..].iter().any(|name| *name != "–"), "{line}");
        met.push(symbol.clone());
    }
    assert!(met.len() > 10);
}
