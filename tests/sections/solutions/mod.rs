//! Holds the chapter "Solutions" to its word.

mod basics;
mod practice;
mod theory;

use basics::halved;
use listings::from_scratch::{least_squares, loss};
use practice::{data, median};
use tests::told::{assert_told, is, leads};

/// Covers text:solutions.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    let [plain, heavy] = [0.0, 0.9].map(halved);
    let lowest = loss(&data(), &least_squares(&data()).unwrap());
    assert_told(
        "solutions",
        &[
            ("One for each of the", leads("exercises.md")),
            ("{#solution-half_life}", leads("ex:half_life")),
            ("rounded up:", is(7.0)),
            ("steps for $\\beta =", is(0.9)),
            ("{#solution-condition_number}", leads("ex:condition_number")),
            ("{#solution-other_settings}", leads("ex:other_settings")),
            ("because", leads("momentum-method.md")),
            ("The best pair of", leads("optimal-parameters.md")),
            ("{#solution-powers_of_two}", leads("ex:powers_of_two")),
            ("same argument as for", leads("eq:half-left")),
            ("With $\\eta =", is(1.0)),
            ("| without momentum |", is(plain[0])),
            ("| 1 |", is(plain[1])),
            ("| 3 |", is(plain[3])),
            ("| 11 |", is(plain[5])),
            ("| 45 |", is(plain[7])),
            ("| 178 |", is(plain[9])),
            ("| with $\\beta =", is(0.9)),
            ("0.9$ |", is(heavy[0])),
            ("| 13 |", is(heavy[1])),
            ("| 13 |", is(heavy[3])),
            ("| 14 |", is(heavy[5])),
            ("| 10 |", is(heavy[7])),
            ("| 24 |", is(heavy[9])),
            ("{#solution-effective_size}", leads("ex:effective_size")),
            ("{#solution-minibatches}", leads("ex:minibatches")),
            ("Medians of", is(20.0)),
            ("seeds after", is(7.0)),
            ("epochs with $\\beta =", is(0.9)),
            ("have a loss below", is(lowest)),
            ("all |", is(0.005)),
            ("0.005 |", is(median(0.005, 442))),
            ("| |", is(10.0)),
            ("| 10 |", is(0.005)),
            ("0.005 |", is(median(0.005, 10))),
            ("one |", is(0.005)),
            ("0.005 |", is(median(0.005, 1))),
            ("one |", is(0.0005)),
            ("0.0005 |", is(median(0.0005, 1))),
            ("error that noise leaves", leads("stochastic-gradients.md")),
            ("{#solution-converted}", leads("ex:converted")),
            ("{#solution-minimum}", leads("ex:minimum")),
            ("The gradient of", leads("eq:quadratic")),
        ],
    );
}
