//! The summary. Its statements repeat claims of the sections, and are held by
//! the tests of those.

use tests::told::{assert_told, leads};

/// Covers text:summary.
#[test]
fn every_link_of_the_text_leads_to_what_shows_it() {
    assert_told(
        "summary",
        &[
            ("weight $\\beta^\\tau$, and", leads("claim:take-weight")),
            ("largest curvature limits", leads("eq:step-limit")),
            ("+ 1)$ for", leads("eq:best-rate")),
            ("The velocity of", leads("eq:momentum")),
            ("the larger of", leads("claim:take-more")),
            ("constant slope $g$", leads("claim:take-length")),
            ("differ less than", leads("claim:take-seeds")),
            ("- To compare", leads("claim:take-steps")),
            ("the product of", leads("claim:take-product")),
            ("from the minimum", leads("claim:take-decoupled")),
            ("with more momentum", leads("eq:momentum-convergence")),
            ("best momentum, with", leads("eq:best-pair")),
            ("/ \\mathrm{e}$ times", leads("eq:hump-top")),
            ("large. - With", leads("eq:repaired-velocity")),
            ("as before. -", leads("eq:nesterov")),
            ("- Stopping early", leads("claim:take-stop")),
            ("is local, and", leads("claim:take-local")),
            ("the chain of", leads("eq:bound")),
            ("on a cycle", leads("eq:three-points")),
            ("small, hardly changes", leads("claim:take-valley")),
            ("momentum gains much,", leads("claim:take-worth")),
            ("(claim:take-worth). -", leads("claim:take-replaced")),
        ],
    );
}
