//! Holds the chapter "Solutions" to its word.

mod limits;
mod pairs;
mod theory;

use tests::told::{assert_told, leads};

/// Covers text:solutions.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    assert_told(
        "solutions",
        &[
            ("One for each of the", leads("exercises.md")),
            ("{#solution-minimum}", leads("ex:minimum")),
            ("The gradient of", leads("eq:quadratic")),
        ],
    );
}
