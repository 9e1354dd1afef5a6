//! Whether an equation with a fault still says the same.
//!
//! Nothing is believed: both formulas are evaluated in a thousand seeded
//! cases, and what cannot be evaluated is not equivalent.

use formula::{Bindings, Formula, Macros, Value, parse_with};

use super::random::Random;
use super::tex::Roles;

/// In how many cases both are evaluated.
const CASES: u64 = 1000;
/// How far two sides may differ, relative to the larger one: the roundings of
/// another order of the same operations.
const TOLERANCE: f64 = 1e-10;

/// Whether the two formulas have the same relations, and all their sides agree
/// whatever their names stand for.
pub fn is_equivalent(before: &str, after: &str, macros: &Macros) -> bool {
    let (Ok(one), Ok(other)) = (parse_with(before, macros), parse_with(after, macros)) else {
        return false;
    };
    let roles = Roles::of(&[before, after]);
    (0..CASES).all(|case| {
        // Positive numbers, for roots and logarithms; then of both signs, for
        // sizes, where the formula has a value.
        let signed = case % 2 == 1;
        let world = World {
            seed: case,
            signed,
            roles: &roles,
        };
        let sides = |formula: &Formula| formula.sides(&world.bindings(formula));
        match (sides(&one), sides(&other)) {
            (Err(_), _) => signed,
            (Ok((_, values)), _) if signed && !values.iter().all(|v| agree(v, v)) => true,
            (Ok((shape, values)), Ok((other_shape, others))) => {
                let all = values.iter().zip(&others);
                shape == other_shape && all.into_iter().all(|(a, b)| agree(a, b))
            }
            (Ok(_), Err(_)) => false,
        }
    })
}

/// Whether two values are the same but for rounding; NaN and infinite numbers
/// agree with nothing.
fn agree(a: &Value, b: &Value) -> bool {
    if let (Value::Tuple(a), Value::Tuple(b)) = (a, b) {
        return a.len() == b.len() && a.iter().zip(b).all(|(a, b)| agree(a, b));
    }
    let entries = |value: &Value| {
        let scalar = value.as_complex().map(|z| vec![z]);
        scalar.or_else(|_| value.as_complex_vector())
    };
    match (entries(a), entries(b)) {
        (Ok(x), Ok(y)) => {
            let close = x.iter().zip(&y).all(|(x, y)| {
                (x - y).norm() <= TOLERANCE * x.norm().max(y.norm()) && x.is_finite()
            });
            a.kind() == b.kind() && x.len() == y.len() && close
        }
        _ => a == b,
    }
}

/// What the names stand for in one case.
struct World<'r> {
    seed: u64,
    signed: bool,
    roles: &'r Roles,
}

impl World<'_> {
    /// A number for a name and its indices: always the same one in this case.
    fn number(&self, name: &str, indices: &[i64]) -> f64 {
        let mut random = Random::new(self.seed);
        for byte in name.bytes() {
            random.stir(u64::from(byte));
        }
        for index in indices {
            random.stir(index.cast_unsigned());
        }
        let size = random.between(0.1, 2.1);
        let negative = self.signed && random.between(0.0, 1.0) < 0.5;
        if negative { -size } else { size }
    }

    fn point(&self, name: &str, indices: &[i64]) -> Vec<f64> {
        let coordinate = |i: i64| self.number(name, &[indices, &[i]].concat());
        [1, 2].map(coordinate).to_vec()
    }

    fn bindings(&self, formula: &Formula) -> Bindings<'_> {
        let names = formula.symbols();
        names.into_iter().fold(Bindings::new(), |all, name| {
            let key = name.clone();
            let is_point = name.starts_with("\\mathbf");
            if self.roles.functions.contains(&name) {
                all.function(&key, move |x| Ok(self.smooth(&name, &x.point()?).into()))
            } else if self.roles.indices.contains(&name) {
                let steps = self.number(&name, &[]).abs();
                all.integer(&key, 3 + (2.0 * steps) as i64)
            } else {
                match (self.roles.subscripts(&name), is_point) {
                    (0, true) => all.point(&key, self.point(&name, &[])),
                    (0, false) => all.scalar(&key, self.number(&name, &[])),
                    (1, true) => {
                        all.sequence_by(&key, move |t| Some(self.point(&name, &[t]).into()))
                    }
                    (1, false) => {
                        all.sequence_by(&key, move |t| Some(self.number(&name, &[t]).into()))
                    }
                    _ => all.table(&key, move |t, i| Some(self.number(&name, &[t, i]).into())),
                }
            }
        })
    }

    /// A smooth function that has no symmetry.
    fn smooth(&self, name: &str, point: &[f64]) -> f64 {
        let terms = (1_i64..).zip(point).map(|(i, x)| {
            let [a, b, c] = [1, 2, 3].map(|k| self.number(name, &[i, k]));
            a * (b * x + c).sin() + x * x * b
        });
        3.0 + terms.sum::<f64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(before: &str, after: &str) -> bool {
        is_equivalent(before, after, &Macros::default())
    }

    #[test]
    fn what_is_the_same_for_all_numbers_is_equivalent() {
        for (before, after) in [
            ("a b = c", "b a = c"),
            ("c = (a - b)^2", "c = (b - a)^2"),
            (r"|1 - \eta\lambda_i| < 1", r"|\eta\lambda_i - 1| < 1"),
            ("y = f(a + b)", "y = f(b + a)"),
            (
                r"\eta = \frac{2}{\lambda_1 + \lambda_2}",
                r"\eta = \frac{2}{\lambda_2 + \lambda_1}",
            ),
            (
                r"\mathbf{x}_t = \mathbf{x}_{t-1} - \eta\, \nabla f(\mathbf{x}_{t-1})",
                r"\mathbf{x}_t = - \eta\, \nabla f(\mathbf{x}_{t-1}) + \mathbf{x}_{t-1}",
            ),
            (r"x_{t,i} = a x_{t-1,i}", r"x_{t,i} = x_{t-1,i} a"),
            (r"r = \sqrt{\beta}^2", r"r = \beta"),
        ] {
            assert!(same(before, after), "{before} and {after}");
        }
    }

    #[test]
    fn what_differs_or_cannot_be_evaluated_is_not_equivalent() {
        for (before, after) in [
            ("a + b = c", "a - b = c"),
            ("a < b", r"a \le b"),
            (r"a < b \iff c < d", r"a < b \implies c < d"),
            (r"a < b \iff 0 < a c", r"a < b \iff 0 \le a c"),
            ("|a| = b", "a = b"),
            ("y = f(a - b)", "y = f(b - a)"),
            ("x_t = a", "x_{t-1} = a"),
            ("a = b", "a = "),
            (r"a \sim b", r"b \sim a"),
            (r"m = \max_i x_i", r"m = \max_i x_i"),
            ("a = 1", "a = 1.0000001"),
            (
                r"\nabla f(\mathbf{x}) = a \mathbf{x}",
                r"\nabla g(\mathbf{x}) = a \mathbf{x}",
            ),
        ] {
            assert!(!same(before, after), "{before} and {after}");
        }
    }
}
