//! Random numbers whose stream is fixed by its seed, on every machine.

use std::f64::consts::TAU;
use std::iter;

use rand_core::{RngCore, SeedableRng};
use rand_pcg::Pcg64Mcg;

/// A generator of random numbers; the same seed gives the same numbers.
///
/// The generator is PCG XSL 128/64 (MCG), whose stream is fixed by its name.
#[derive(Debug, Clone)]
pub struct Seeded(Pcg64Mcg);

impl Seeded {
    /// The generator with this seed.
    pub fn new(seed: u64) -> Self {
        Seeded(Pcg64Mcg::seed_from_u64(seed))
    }

    /// A number of (0, 1], evenly spread: a multiple of 2⁻⁵³, so that its
    /// logarithm is finite.
    pub fn uniform(&mut self) -> f64 {
        let whole = (self.0.next_u64() >> 11) + 1;
        whole as f64 / (1_u64 << 53) as f64
    }

    /// Puts the items into a random order, each order as likely as any other
    /// (Fisher and Yates, from the last item down).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            // The upper half of 64 random bits times the count: a whole number
            // below the count.
            let bits = u128::from(self.0.next_u64());
            let other = (bits * (last as u128 + 1)) >> 64;
            items.swap(last, other as usize);
        }
    }

    /// `count` Gaussian numbers of mean 0 and variance 1, two at a time from
    /// two evenly spread ones (Box and Muller 1958).
    pub fn gaussians(&mut self, count: usize) -> Vec<f64> {
        let pair = || {
            let radius = (-2.0 * libm::log(self.uniform())).sqrt();
            let angle = TAU * self.uniform();
            [radius * libm::cos(angle), radius * libm::sin(angle)]
        };
        iter::repeat_with(pair).flatten().take(count).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_fixed_by_its_seed() {
        let first = |seed| {
            let mut random = Seeded::new(seed);
            [random.uniform(), random.uniform(), random.uniform()]
        };
        assert_eq!(first(1), first(1));
        assert_ne!(first(1), first(2));
        // The numbers themselves, so that another version of the generator
        // cannot change the figures unnoticed.
        assert_eq!(
            first(1),
            [0.8567171327003363, 0.13755448539738513, 0.470461526347959]
        );
    }

    #[test]
    fn numbers_are_spread_over_the_whole_interval() {
        let mut random = Seeded::new(7);
        let numbers: Vec<f64> = (0..10_000).map(|_| random.uniform()).collect();
        assert!(numbers.iter().all(|x| 0.0 < *x && *x <= 1.0));
        for tenth in 0..10 {
            let low = f64::from(tenth) / 10.0;
            let inside = |x: &&f64| low < **x && **x <= low + 0.1;
            let count = numbers.iter().filter(inside).count();
            // 1000 are expected, with a standard deviation of 30.
            assert!((850..1150).contains(&count), "{tenth}: {count}");
        }
    }

    #[test]
    fn gaussian_numbers_have_their_moments_and_are_independent() {
        let mean = |numbers: &mut dyn Iterator<Item = f64>| {
            let (count, sum) =
                numbers.fold((0.0, 0.0), |(n, sum), x| (n + 1.0, sum + x));
            sum / count
        };
        let noise = Seeded::new(3).gaussians(40_000);
        // Four standard errors: z, z², z³ and z⁴ have the standard deviations
        // 1, √2, √15 and √96, divided by the root of the count.
        let moments =
            [(1, 0.0, 1.0), (2, 1.0, 2.0), (3, 0.0, 15.0), (4, 3.0, 96.0)];
        for (power, expected, variance) in moments {
            let found = mean(&mut noise.iter().map(|z: &f64| z.powi(power)));
            let error = 4.0 * f64::sqrt(variance) / 200.0;
            assert!((found - expected).abs() < error, "{power}: {found}");
        }
        for lag in [1, 2, 3] {
            let pairs = noise.iter().zip(&noise[lag..]);
            let found = mean(&mut pairs.map(|(a, b)| a * b));
            assert!(found.abs() < 4.0 / 200.0, "{lag}: {found}");
        }
    }

    #[test]
    fn a_longer_request_begins_like_a_shorter_one() {
        let numbers = |count| Seeded::new(1).gaussians(count);
        assert_eq!(numbers(5), numbers(9)[..5]);
        assert!(numbers(0).is_empty());
    }
}
