//! The solutions of Part III.

use formula::Bindings;
use listings::exercises::minimum::minimum;
use listings::ndarray::{arr1, arr2};
use tests::printed::{claim, equation};
use tests::states::seeded;

/// Covers claim:only-flat-point, eq:zero-gradient, eq:solved-minimizer, eq:solved-minimum, lst:solution-minimum.
#[test]
fn the_minimum_is_where_the_gradient_is_zero() {
    let all = ["zero-gradient", "solved-minimizer", "solved-minimum"].map(equation);
    let mut random = seeded(1);
    let mut only = true;
    for _ in 0..1000 {
        // |off-diagonal| < 1 ≤ both diagonals: positive definite.
        let off = random.between(-0.9, 0.9);
        let q = [
            [random.between(1.0, 4.0), off],
            [off, random.between(1.0, 4.0)],
        ];
        let c = [random.between(-3.0, 3.0), random.between(-3.0, 3.0)];
        let b = random.between(-3.0, 3.0);
        let (x, height) = minimum(&arr2(&q), &arr1(&c), b);
        let bindings = Bindings::new()
            .shared()
            .matrix("Q", q)
            .vector("\\mathbf{c}", c)
            .scalar("b", b)
            .point("\\mathbf{x}^\\star", [x[0], x[1]])
            .function("h", move |_| Ok(height.into()));
        for equation in &all {
            equation.holds(&bindings);
        }
        let away = [random.between(0.1, 5.0), random.between(-5.0, 5.0)];
        let (q, c, x) = (arr2(&q), arr1(&c), &x + &arr1(&away));
        let slope = q.dot(&x) + &c;
        let level = 0.5 * x.dot(&q.dot(&x)) + x.dot(&c) + b;
        only &= slope.dot(&slope) > 1e-6 && level > height;
    }
    let claim = claim("only-flat-point");
    claim.holds(&[("the minimum is the only point without a slope", only)]);
    claim.says("positive definite");
}
