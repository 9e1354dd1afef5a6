//! Numbers as people read them.

/// A number to four significant digits, with a real minus sign and, far from
/// one, a power of ten: `−0.9435`, `5.600 × 10⁶`.
pub fn readable(x: f64) -> String {
    if x == 0.0 {
        return "0".to_owned();
    }
    if !x.is_finite() {
        return "not a finite number".to_owned();
    }
    let scientific = format!("{x:.3e}");
    let (digits, exponent) =
        scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let text = if (-4..=5).contains(&exponent) {
        // As many decimals as leave four significant digits.
        let decimals = usize::try_from(3 - exponent).unwrap_or(0);
        format!("{x:.decimals$}")
    } else {
        format!("{digits} × 10{}", superscript(exponent))
    };
    text.replace('-', "−")
}

/// A point, each coordinate as [`readable`].
pub fn point([x, y]: [f64; 2]) -> String {
    format!("({}, {})", readable(x), readable(y))
}

/// A parameter just as it was set, with a real minus sign: `−0.35`.
pub fn exact(x: f64) -> String {
    format!("{x}").replace('-', "−")
}

/// A whole number as an exponent: `⁻¹²`.
pub fn superscript(n: i32) -> String {
    const DIGITS: [char; 10] =
        ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    format!("{n}")
        .chars()
        .map(|letter| {
            let digit =
                letter.to_digit(10).and_then(|d| DIGITS.get(d as usize));
            digit.copied().unwrap_or('⁻')
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_digits_are_kept_near_one_and_far_from_it() {
        let cases = [
            (0.0, "0"),
            (-0.943_466_6, "−0.9435"),
            (0.000_073_12, "7.312 × 10⁻⁵"),
            (0.000_731_2, "0.0007312"),
            (-1673.365, "−1673"),
            (12.0, "12.00"),
            (5_600_301.6, "5.600 × 10⁶"),
            (f64::NAN, "not a finite number"),
        ];
        for (x, text) in cases {
            assert_eq!(readable(x), text);
        }
        assert_eq!(point([-5.0, 0.5]), "(−5.000, 0.5000)");
        assert_eq!(exact(-0.35), "−0.35");
        assert_eq!(superscript(-120), "⁻¹²⁰");
    }
}
