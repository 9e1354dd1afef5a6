//! Every label of the pages is covered by a test, and no test covers a label
//! that is gone.

use std::collections::BTreeSet;

use tests::printed::labels;
use tests::root;
use weave::covers::covers;

#[test]
fn every_label_is_covered_and_no_cover_is_orphaned() {
    let covers = covers(&root()).unwrap_or_else(|problems| panic!("{problems}"));
    let covered: BTreeSet<&str> = covers
        .iter()
        .flat_map(|cover| &cover.labels)
        .map(String::as_str)
        .collect();
    let labels = labels();
    let names = labels.iter().map(|label| {
        let name = format!("{}:{}", label.kind.prefix(), label.name);
        (name, format!("{}:{}", label.file, label.line))
    });
    let names: Vec<(String, String)> = names.collect();
    let printed: BTreeSet<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(printed.len(), labels.len());

    let bare = names
        .iter()
        .filter(|(name, _)| !covered.contains(name.as_str()))
        .map(|(name, place)| format!("{place}: no test covers {name}"));
    let orphans = covers.iter().flat_map(|cover| {
        let gone = cover.labels.iter();
        let gone = gone.filter(|name| !printed.contains(name.as_str()));
        gone.map(move |name| format!("{}:{}: no page has {name}", cover.file, cover.line))
    });
    let problems: Vec<String> = bare.chain(orphans).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
