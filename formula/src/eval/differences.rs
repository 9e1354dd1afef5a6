//! Derivatives from values: differences at ever smaller steps, extrapolated to
//! step zero, and of all extrapolations the one that has settled best.

/// How often the step is halved.
const HALVINGS: usize = 14;

/// A derivative that is less certain than this, relative to itself or to 1,
/// is none.
const UNSETTLED: f64 = 1e-6;

/// A step that changes `x` and comes back exactly.
fn step(x: f64) -> f64 {
    x.abs().max(1.0).log2().floor().exp2() / 8.0
}

/// An estimate of a derivative, and what rounding may have done to it.
struct Estimate {
    value: f64,
    noise: f64,
}

/// The `weights` times the values, over `scale`.
fn estimate<const N: usize>(weights: [f64; N], values: [f64; N], scale: f64) -> Estimate {
    let products = weights.iter().zip(&values).map(|(w, v)| w * v);
    let size: f64 = products.clone().map(f64::abs).sum();
    Estimate {
        value: products.sum::<f64>() / scale,
        noise: f64::EPSILON * size / scale,
    }
}

/// The limit at zero of an estimate whose error is a series in squares of the
/// step; NaN if there is none.
fn extrapolate(first: f64, mut at: impl FnMut(f64) -> Estimate) -> f64 {
    let mut best = (f64::INFINITY, f64::NAN);
    let mut above: Vec<f64> = Vec::new();
    let mut h = first;
    for _ in 0..HALVINGS {
        let Estimate { value, noise } = at(h);
        h /= 2.0;
        if !value.is_finite() {
            above.clear();
            continue;
        }
        let mut row = vec![value];
        let mut scale = 1.0;
        for older in &above {
            scale *= 4.0;
            let last = row.last().copied().unwrap_or(value);
            let next = last + (last - older) / (scale - 1.0);
            // Two estimates may agree by chance, but not better than rounding
            // allows.
            let doubt = (next - last).abs().max((next - older).abs()).max(noise);
            if doubt < best.0 {
                best = (doubt, next);
            }
            row.push(next);
        }
        above = row;
    }
    let (doubt, derivative) = best;
    if doubt <= UNSETTLED * derivative.abs().max(1.0) {
        derivative
    } else {
        f64::NAN
    }
}

/// The first derivative of `f` at `x`.
pub(super) fn first(x: f64, mut f: impl FnMut(f64) -> f64) -> f64 {
    extrapolate(step(x), |h| {
        estimate([1.0, -1.0], [f(x + h), f(x - h)], 2.0 * h)
    })
}

/// The second derivative of `f` at `x`.
pub(super) fn second(x: f64, mut f: impl FnMut(f64) -> f64) -> f64 {
    let middle = f(x);
    extrapolate(step(x), |h| {
        estimate([1.0, -2.0, 1.0], [f(x + h), middle, f(x - h)], h * h)
    })
}

/// The derivative of `f` at `(x, y)` by both arguments, once each.
pub(super) fn mixed(x: f64, y: f64, mut f: impl FnMut(f64, f64) -> f64) -> f64 {
    extrapolate(step(x.abs().max(y.abs())), |h| {
        let same = [f(x + h, y + h), f(x - h, y - h)];
        let opposite = [f(x + h, y - h), f(x - h, y + h)];
        estimate(
            [1.0, 1.0, -1.0, -1.0],
            [same[0], same[1], opposite[0], opposite[1]],
            4.0 * h * h,
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64, tolerance: f64) {
        let scale = a.abs().max(b.abs()).max(1.0);
        assert!((a - b).abs() <= tolerance * scale, "{a} and {b}");
    }

    #[test]
    fn derivatives_of_smooth_functions() {
        for x in [-3.0, -0.2, 0.0, 0.7, 1.5, 12.0] {
            near(first(x, f64::sin), x.cos(), 1e-12);
            near(first(x, |x| x.powi(5)), 5.0 * x.powi(4), 1e-12);
            near(first(x, |x| (x / 4.0).exp()), (x / 4.0).exp() / 4.0, 1e-12);
            near(second(x, f64::sin), -x.sin(), 1e-10);
            near(second(x, |x| 3.0 * x * x - x), 6.0, 1e-11);
        }
        for (x, y) in [(0.3, -2.0), (4.0, 1.0)] {
            near(mixed(x, y, |x, y| x * x * y), 2.0 * x, 1e-11);
            let sine = mixed(x, y, |x, y| (x * y).sin());
            near(sine, (x * y).cos() - x * y * (x * y).sin(), 1e-8);
        }
    }

    #[test]
    fn a_domain_that_ends_nearby() {
        near(first(0.01, f64::sqrt), 5.0, 1e-9);
        near(first(0.01, f64::ln), 100.0, 1e-9);
        assert!(first(-1.0, f64::sqrt).is_nan());
        assert!(first(0.0, |x| 1.0 / x).is_nan());
    }

    #[test]
    fn a_kink_nearby() {
        let f = |x: f64| {
            if x < 1.0 {
                25.0 * x * x / 2.0
            } else {
                x * x / 2.0 + 24.0 * x - 12.0
            }
        };
        near(first(0.99, f), 24.75, 1e-9);
        near(first(1.02, f), 25.02, 1e-9);
    }
}
