//! Complex numbers that stay real where they can, so that an infinite real
//! number does not become NaN in an imaginary part.

use std::fmt;

pub use num_complex::Complex64 as Complex;

fn real(x: f64) -> Complex {
    Complex::new(x, 0.0)
}

fn reals(a: Complex, b: Complex) -> bool {
    a.im == 0.0 && b.im == 0.0
}

pub(crate) fn add(a: Complex, b: Complex) -> Complex {
    a + b
}

pub(crate) fn subtract(a: Complex, b: Complex) -> Complex {
    a - b
}

pub(crate) fn multiply(a: Complex, b: Complex) -> Complex {
    if reals(a, b) {
        real(a.re * b.re)
    } else {
        a * b
    }
}

pub(crate) fn divide(a: Complex, b: Complex) -> Complex {
    if reals(a, b) {
        real(a.re / b.re)
    } else if b.im == 0.0 {
        Complex::new(a.re / b.re, a.im / b.re)
    } else {
        a / b
    }
}

/// The principal square root: of a negative number on the upper half of the
/// imaginary axis.
pub(crate) fn square_root(z: Complex) -> Complex {
    match z.im == 0.0 {
        true if z.re < 0.0 => Complex::new(0.0, (-z.re).sqrt()),
        true => real(z.re.sqrt()),
        false => z.sqrt(),
    }
}

/// The principal power; `0^0` is 1.
pub(crate) fn power(base: Complex, exponent: Complex) -> Complex {
    if reals(base, exponent) {
        let whole = exponent.re.fract() == 0.0;
        if base.re >= 0.0 || whole || base.re.is_nan() {
            return real(base.re.powf(exponent.re));
        }
        if exponent.re == 0.5 {
            return square_root(base);
        }
    }
    if exponent.im == 0.0 && exponent.re.fract() == 0.0 && exponent.re.abs() < 1e9 {
        #[expect(clippy::cast_possible_truncation, reason = "it is in the range")]
        return base.powi(exponent.re as i32);
    }
    if base == Complex::ZERO {
        return real(f64::NAN);
    }
    (base.ln() * exponent).exp()
}

/// A function of a real number, or else of a complex one.
pub(crate) fn apply(z: Complex, on_real: fn(f64) -> f64, on: fn(Complex) -> Complex) -> Complex {
    if z.im == 0.0 {
        let result = on_real(z.re);
        if !result.is_nan() || z.re.is_nan() {
            return real(result);
        }
    }
    on(z)
}

/// Whether two numbers agree to `tolerance`, relative to the larger one or
/// to 1; infinite numbers and NaN agree with nothing.
pub(crate) fn close(a: Complex, b: Complex, tolerance: f64) -> bool {
    let scale = a.norm().max(b.norm()).max(1.0);
    scale.is_finite() && (a - b).norm() <= tolerance * scale
}

pub(crate) fn write_number(f: &mut fmt::Formatter<'_>, z: Complex) -> fmt::Result {
    if z.im == 0.0 {
        write!(f, "{}", z.re)
    } else {
        write!(f, "{}{:+}i", z.re, z.im)
    }
}

pub(crate) fn write_list(
    f: &mut fmt::Formatter<'_>,
    open: &str,
    entries: &[Complex],
    close: &str,
) -> fmt::Result {
    f.write_str(open)?;
    for (i, entry) in entries.iter().enumerate() {
        if i > 0 {
            f.write_str(", ")?;
        }
        write_number(f, *entry)?;
    }
    f.write_str(close)
}
