//! Where the marks of an axis stand.

use super::number::{exact, superscript};

/// At most seven marks at multiples of 1, 2 or 5 times a power of ten.
pub fn whole_ticks(
    low: i32,
    high: i32,
    base: &str,
    power: bool,
) -> Vec<(f64, String)> {
    let room = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
    let step = room.into_iter().find(|step| (high - low) / step <= 6);
    let step = step.unwrap_or(high - low);
    (low..=high)
        .filter(|n| n % step == 0)
        .map(|n| {
            let text = if power { superscript(n) } else { n.to_string() };
            (f64::from(n), format!("{base}{text}"))
        })
        .collect()
}

/// At most seven marks at multiples of 1, 2 or 5 times a power of ten, for
/// an axis of real numbers from `low` to `high`.
pub fn ticks([low, high]: [f64; 2]) -> Vec<(f64, String)> {
    let width = high - low;
    if !(width > 0.0 && width.is_finite()) {
        return Vec::new();
    }
    // Powers of ten as divisors: a tenth has no exact double, ten has.
    let units = (-12..=12)
        .flat_map(|power: i32| [1.0, 2.0, 5.0].map(|times| (times, power)));
    let at = |n: f64, (times, power): (f64, i32)| {
        let ten = (0..power.abs()).fold(1.0, |product, _| product * 10.0);
        if power < 0 {
            n * times / ten
        } else {
            n * times * ten
        }
    };
    let found = units.into_iter().find(|&unit| width / at(1.0, unit) <= 6.0);
    let Some(unit) = found else {
        return Vec::new();
    };
    // A quotient that rounding puts just inside of a mark is the mark.
    let first = (low / at(1.0, unit) - 1e-9).ceil() as i64;
    let last = (high / at(1.0, unit) + 1e-9).floor() as i64;
    (first..=last)
        .map(|n| at(n as f64, unit))
        .map(|place| (place, exact(place)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(range: [f64; 2]) -> Vec<String> {
        ticks(range).into_iter().map(|tick| tick.1).collect()
    }

    #[test]
    fn marks_stand_at_round_numbers_inside() {
        assert_eq!(texts([0.0, 1.0]), ["0", "0.2", "0.4", "0.6", "0.8", "1"]);
        assert_eq!(texts([-0.1, 0.3]), ["−0.1", "0", "0.1", "0.2", "0.3"]);
        assert_eq!(
            texts([0.0, 120.0]),
            ["0", "20", "40", "60", "80", "100", "120"]
        );
        assert_eq!(texts([3.0, 3.0]), [""; 0]);
        assert_eq!(texts([0.0, f64::INFINITY]), [""; 0]);
    }

    #[test]
    fn marks_of_whole_numbers_are_at_most_seven() {
        let texts: Vec<String> = whole_ticks(-5, 1, "10", true)
            .into_iter()
            .map(|tick| tick.1)
            .collect();
        assert_eq!(texts[0], "10⁻⁵");
        assert_eq!(texts.len(), 7);
        assert_eq!(whole_ticks(0, 100, "", false).len(), 6);
    }
}
