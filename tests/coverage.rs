//! Every label of the pages is covered by a test, and no test covers a label
//! that is gone.

use std::collections::BTreeSet;

use tests::covers::covers;
use tests::printed::labels;

#[test]
fn every_label_is_covered_and_no_cover_is_orphaned() {
    let covered: BTreeSet<String> = covers().into_iter().flat_map(|c| c.labels).collect();
    let labels = labels();
    let printed: BTreeSet<String> = labels
        .iter()
        .map(|label| format!("{}:{}", label.kind.prefix(), label.name))
        .collect();
    assert_eq!(printed.len(), labels.len());
    let bare: Vec<_> = labels
        .iter()
        .filter(|label| !covered.contains(&format!("{}:{}", label.kind.prefix(), label.name)))
        .map(|label| {
            format!(
                "{}:{}: {}:{}",
                label.file,
                label.line,
                label.kind.prefix(),
                label.name
            )
        })
        .collect();
    assert!(bare.is_empty(), "no test covers\n{}", bare.join("\n"));
    let orphans: Vec<_> = covered.difference(&printed).collect();
    assert!(orphans.is_empty(), "no page has {orphans:?}");
}
