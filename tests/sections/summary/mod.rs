//! The summary. Its statements repeat claims of the sections, and are held by
//! the tests of those.

use tests::told::{assert_told, leads};

/// Covers text:summary.
#[test]
fn every_link_of_the_text_leads_to_what_shows_it() {
    assert_told(
        "summary",
        &[
            ("a curvature $\\lambda$;", leads("notation.md")),
            ("weight $\\beta^\\tau$, and", leads("claim:take-weight")),
            ("largest curvature limits", leads("claim:take-who")),
            ("+ 1)$ for", leads("claim:take-rate")),
            ("more steps. -", leads("claim:take-sum")),
            ("lowers the larger", leads("claim:take-more")),
            ("constant slope $g$", leads("claim:take-length")),
            ("differ less than", leads("claim:take-seeds")),
            ("- To compare", leads("claim:take-steps")),
            ("first two steps and", leads("claim:take-drop")),
            ("the product of", leads("claim:take-product")),
            ("from the minimum", leads("claim:take-decoupled")),
            ("with more momentum", leads("claim:take-range")),
            ("quadratic functions", leads("claim:take-root")),
            ("/ \\mathrm{e}$ times", leads("claim:take-hump")),
            ("large. - With", leads("claim:take-repair")),
            ("as before. -", leads("claim:take-smaller")),
            ("- Stopping early", leads("claim:take-stop")),
            ("is local, and", leads("claim:take-local")),
            ("it slow. - On", leads("claim:take-span")),
            ("on a cycle", leads("claim:take-circle")),
            ("and hardly changes", leads("claim:take-valley")),
            ("large batches, and", leads("claim:take-worth")),
            ("every method tuned,", leads("claim:take-replaced")),
        ],
    );
}
