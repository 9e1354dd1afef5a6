//! What a sample of numbers says: where it lies, how wide it is, and how well
//! its mean is known.

/// The numbers below which 5, 50 and 95 percent of a sample lie, with a
/// straight line between neighbors; not numbers if it is empty.
pub fn spread(sample: &[f64]) -> [f64; 3] {
    let mut sorted = sample.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let place = |i: usize| sorted.get(i).or(sorted.last()).copied();
    [0.05, 0.5, 0.95].map(|share| {
        let at = share * (sorted.len() as f64 - 1.0).max(0.0);
        let [low, high] = [at as usize, at as usize + 1]
            .map(|i| place(i).unwrap_or(f64::NAN));
        low + at.fract() * (high - low)
    })
}

/// The mean of a sample, and the standard error of that mean; for less than
/// two numbers the error is not a number.
pub fn mean_and_error(sample: &[f64]) -> [f64; 2] {
    let n = sample.len() as f64;
    let mean = sample.iter().sum::<f64>() / n;
    let squares = sample.iter().map(|x| (x - mean) * (x - mean));
    [mean, (squares.sum::<f64>() / (n - 1.0) / n).sqrt()]
}

/// How much larger each number is than the other one at its place.
pub fn differences(numbers: &[f64], others: &[f64]) -> Vec<f64> {
    numbers.iter().zip(others).map(|(a, b)| a - b).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spread_of_evenly_spaced_numbers() {
        // 0, 1, …, 40 in some order: at 5 percent of the way stands 2.
        let sample: Vec<f64> = (0..41).map(|i| f64::from(i * 7 % 41)).collect();
        assert_eq!(spread(&sample), [2.0, 20.0, 38.0]);
        // Between two numbers.
        let near = spread(&[1.0, 3.0]);
        let truth = [1.1, 2.0, 2.9];
        assert!(near.iter().zip(truth).all(|(a, b)| (a - b).abs() < 1e-12));
        assert_eq!(spread(&[4.0]), [4.0; 3]);
        assert!(spread(&[]).iter().all(|x| x.is_nan()));
    }

    #[test]
    fn the_mean_and_its_error() {
        // The variance is (1 + 1 + 4 + 4) / 4, that of the mean half of it.
        let sample = [2.0, 4.0, 1.0, 5.0, 3.0];
        let [mean, error] = mean_and_error(&sample);
        assert_eq!(mean, 3.0);
        assert!((error - 0.5_f64.sqrt()).abs() < 1e-15);
        assert!(mean_and_error(&[1.0])[1].is_nan());
        assert_eq!(differences(&[3.0, 1.0], &[1.0, 4.0]), [2.0, -3.0]);
    }
}
