//! "Takeaways".

use listings::leaky_averages::{effective_size, half_life, leaky_average, leaky_sum, mean_age};
use tests::printed::claim;
use tests::states::seeded;

use super::{average_weights, gradients, sum_of_ones, sum_weights};

/// Covers claim:take-weight, claim:sum-weight, claim:take-average, claim:take-lengths.
#[test]
fn what_is_taken_along_was_shown() {
    let mut random = seeded(19);
    let (mut power, mut more, mut share, mut newest, mut grow) = (true, true, true, true, true);
    for _ in 0..1000 {
        let beta = random.between(0.01, 0.98);
        let larger = random.between(beta + 0.001, 0.99);
        // Each weight is β times the one before, but for one rounding.
        let weights = sum_weights(beta, 9);
        power &= weights
            .windows(2)
            .all(|pair| (pair[1] - beta * pair[0]).abs() < 1e-15);
        // Half of the steps that 0.99 needs to forget all but 1e-22.
        let total = sum_of_ones(beta, 5000);
        more &= total > 1.0 && (total * (1.0 - beta) - 1.0).abs() < 1e-11;
        let stream = gradients(9, &mut random);
        let [sum, average] = [leaky_sum, leaky_average].map(|of| of(&stream, beta).unwrap());
        // Ten roundings of numbers up to 50.
        let pairs = sum.iter().zip(&average);
        share &= pairs.fold(true, |all, (v, m)| {
            all && ((1.0 - beta) * v - m).abs() < 1e-13
        });
        newest &= average_weights(larger, 0)[0] < average_weights(beta, 0)[0];
        grow &= [half_life, mean_age, effective_size]
            .iter()
            .all(|length| length(larger) > length(beta));
    }
    let weight = claim("take-weight").and("sum-weight");
    weight.says("The leaky sum gives a gradient of age $\\tau$ the weight $\\beta^\\tau$");
    weight.says("after many steps its weights add up to nearly $1/(1 - \\beta)$");
    weight.holds(&[
        ("which is more than 1", power && more),
        ("which is less than 1", false),
    ]);
    let average = claim("take-average");
    average.says("The leaky average is $1 - \\beta$ times the sum");
    average.holds(&[
        ("with a larger $\\beta$", share && newest),
        ("with a smaller $\\beta$", !newest),
    ]);
    average.holds(&[
        ("the newest gradient counts less in it", newest),
        ("the newest gradient counts more in it", !newest),
    ]);
    let lengths = claim("take-lengths");
    lengths.says("Half-life, mean age and effective size are three lengths of one memory");
    lengths.holds(&[
        ("all of them grow with $\\beta$", grow),
        ("none of them grow with $\\beta$", !grow),
    ]);
}
