//! Holds the glossary to its word. That each page introduces its terms, and
//! that the book uses them, weave checks.

use listings::effective_sample_weight::{growth, signal_gain, total_weight};
use tests::printed::pages;
use weave::scan::{Page, What};

fn title(page: &Page) -> &str {
    let title = page.text.lines().find_map(|line| line.strip_prefix("# "));
    title.unwrap_or_else(|| panic!("{} has no title", page.file))
}

/// Covers text:glossary.
#[test]
fn each_entry_names_the_page_to_which_it_leads() {
    let pages = pages();
    let glossary = pages.iter().find(|page| page.name() == "glossary").unwrap();
    let entries = glossary.text.matches("\n: [").count();
    let mut links = 0;
    for element in &glossary.elements {
        let What::Link { to, text } = &element.what else {
            continue;
        };
        let target = pages.iter().find(|page| page.file == format!("src/{to}"));
        let target = target.unwrap_or_else(|| panic!("{to} is no page"));
        assert_eq!(&glossary.text[text.clone()], title(target));
        links += 1;
    }
    assert_eq!((links, links > 30), (entries, true));
}

#[test]
fn the_entries_are_in_order() {
    let pages = pages();
    let glossary = pages.iter().find(|page| page.name() == "glossary").unwrap();
    let entries = glossary.text.split("\n\n").skip(2);
    let names: Vec<String> = entries.map(|entry| entry.to_lowercase()).collect();
    assert!(names.len() > 30 && names.is_sorted());
}

#[test]
fn the_formulas_of_the_entries_are_those_of_the_sections() {
    let pages = pages();
    let glossary = pages.iter().find(|page| page.name() == "glossary").unwrap();
    let beta = 0.9_f64;
    let formulas = [
        (
            "effective sample weight\n",
            "$1/(1 - \\beta)$",
            1.0 / (1.0 - beta),
            total_weight(beta),
        ),
        (
            "effective size\n",
            "$(1 + \\beta)/(1 - \\beta)$",
            (1.0 + beta) / (1.0 - beta),
            signal_gain(beta).powi(2),
        ),
        (
            "long-run speed\n",
            "$\\eta g/(1 - \\beta)$",
            1.0 / (1.0 - beta),
            growth(beta, 1000),
        ),
    ];
    for (name, tex, value, computed) in formulas {
        let mut entries = glossary.text.split("\n\n");
        let entry = entries.find(|entry| entry.starts_with(name)).unwrap();
        assert!(entry.contains(tex), "{entry}");
        // Roundings of numbers up to 19.
        assert!((value - computed).abs() < 1e-12, "{name}: {computed}");
    }
}
