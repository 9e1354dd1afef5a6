//! Seeded choice.

/// SplitMix64: the same seed gives the same choice everywhere.
pub struct Random(u64);

impl Random {
    /// A generator with this seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Changes all later numbers.
    pub fn stir(&mut self, by: u64) {
        self.0 ^= by;
        self.0 = self.next();
    }

    /// A number of [`low`, `high`), evenly spread.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        let share = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        low + share * (high - low)
    }

    /// `count` of the items, each at most once, in their order.
    pub fn sample<T>(&mut self, items: Vec<T>, count: usize) -> Vec<T> {
        let mut keyed: Vec<(u64, usize, T)> = items
            .into_iter()
            .enumerate()
            .map(|(place, item)| (self.next(), place, item))
            .collect();
        keyed.sort_by_key(|(key, place, _)| (*key, *place));
        keyed.truncate(count);
        keyed.sort_by_key(|(_, place, _)| *place);
        keyed.into_iter().map(|(_, _, item)| item).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn a_sample_is_fixed_by_its_seed_and_keeps_the_order() {
        let of = |seed| Random::new(seed).sample((0..100).collect(), 10);
        let sample: Vec<i32> = of(1);
        assert_eq!(sample.len(), 10);
        assert!(sample.is_sorted());
        assert_eq!(sample, of(1));
        assert_ne!(sample, of(2));
        assert_eq!(Random::new(1).sample(vec![1, 2], 5), [1, 2]);
    }

    #[test]
    fn the_generator_is_the_published_one() {
        assert_eq!(Random::new(1_234_567).next(), 6_457_827_717_110_365_317);
    }
}
