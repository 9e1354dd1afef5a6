//! Numbers as the prose prints them.

/// Where a number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Prose,
    Formula,
}

/// Formats `value` by `spec`: Rust's notation with an optional `+`, an
/// optional `.N` and an optional `e`.
pub(crate) fn format(value: f64, spec: &str, place: Place) -> Result<String, String> {
    let plain = plain(value, spec)?;
    let (mantissa, exponent) = match plain.split_once('e') {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (plain.as_str(), None),
    };
    Ok(match (place, exponent) {
        (Place::Formula, None) => mantissa.to_owned(),
        (Place::Formula, Some(exponent)) => format!("{mantissa} \\times 10^{{{exponent}}}"),
        (Place::Prose, None) => mantissa.replace('-', "−"),
        (Place::Prose, Some(exponent)) => {
            let raised: String = exponent.chars().filter_map(superscript).collect();
            // No-break spaces: a number is never torn apart at a line's end.
            format!("{}\u{a0}×\u{a0}10{raised}", mantissa.replace('-', "−"))
        }
    })
}

fn plain(value: f64, spec: &str) -> Result<String, String> {
    if !value.is_finite() {
        return Err(format!(
            "the value is {value}, which is no number to print: compute it where it is finite"
        ));
    }
    let unknown = || {
        format!(
            "\"{spec}\" is not a format: write an optional `+`, an optional `.` with the number \
             of digits after the point, and an optional `e`, such as `.6`, `+.2` or `.1e`"
        )
    };
    let (plus, rest) = match spec.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, spec),
    };
    let (exponent, rest) = match rest.strip_suffix('e') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let digits = match rest.strip_prefix('.') {
        // More digits than an f64 ever has are a slip of the pen.
        Some(digits) if digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit()) => {
            Some(digits.parse::<usize>().map_err(|_| unknown())?)
        }
        None if rest.is_empty() => None,
        _ => return Err(unknown()),
    };
    Ok(match (plus, digits, exponent) {
        (false, None, false) => format!("{value}"),
        (true, None, false) => format!("{value:+}"),
        (false, Some(n), false) => format!("{value:.n$}"),
        (true, Some(n), false) => format!("{value:+.n$}"),
        (false, None, true) => format!("{value:e}"),
        (true, None, true) => format!("{value:+e}"),
        (false, Some(n), true) => format!("{value:.n$e}"),
        (true, Some(n), true) => format!("{value:+.n$e}"),
    })
}

fn superscript(c: char) -> Option<char> {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    if c == '-' {
        return Some('⁻');
    }
    DIGITS.get(c.to_digit(10)? as usize).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_a_format() {
        let cases = [
            (-0.943_467_4, ".6", "−0.943467", "-0.943467"),
            (0.4, "", "0.4", "0.4"),
            (0.4, "+.2", "+0.40", "+0.40"),
            (1.5e6, "e", "1.5\u{a0}×\u{a0}10⁶", "1.5 \\times 10^{6}"),
            (
                -1.5e-12,
                ".2e",
                "−1.50\u{a0}×\u{a0}10⁻¹²",
                "-1.50 \\times 10^{-12}",
            ),
            (3.0, "+e", "+3\u{a0}×\u{a0}10⁰", "+3 \\times 10^{0}"),
        ];
        for (value, spec, prose, formula) in cases {
            assert_eq!(format(value, spec, Place::Prose).as_deref(), Ok(prose));
            assert_eq!(format(value, spec, Place::Formula).as_deref(), Ok(formula));
        }
    }

    #[test]
    fn bad_formats_and_values() {
        for spec in [".", ".x", "6", "+-", ".6f", "e.6", ".600"] {
            assert!(format(1.0, spec, Place::Prose).is_err(), "{spec}");
        }
        assert!(format(f64::NAN, "", Place::Prose).is_err());
        assert!(format(f64::INFINITY, ".2", Place::Prose).is_err());
    }
}
