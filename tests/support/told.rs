//! The numbers and links of a page that stand in no labelled equation and no
//! claim: each is tied to the words before it.

use weave::scan::{Page, Telling, Told};

use crate::printed::pages;

/// What must stand after some words.
#[derive(Debug, Clone, PartialEq)]
pub enum Means {
    /// This number, to the digits that are printed.
    Number(f64),
    /// A link to this label or file.
    Link(&'static str),
}

/// This number, computed without [`listings::values`].
pub fn is(number: f64) -> Means {
    Means::Number(number)
}

/// A reference or a link to `eq:objective` or `welcome.md`.
pub fn leads(to: &'static str) -> Means {
    Means::Link(to)
}

/// Fails unless the page `name`, such as `welcome`, tells exactly `expected`,
/// in this order: the words right before each number or link, and what it
/// means.
///
/// # Panics
/// With the first place that differs; if there is no such page.
pub fn assert_told(name: &str, expected: &[(&str, Means)]) {
    let page = pages().into_iter().find(|page| page.name() == name);
    let page = page.unwrap_or_else(|| panic!("the book has no page {name}"));
    let mut told = page.told().into_iter();
    for (words, means) in expected {
        assert!(
            words.trim().len() > 1,
            "\"{words}\" ties {means:?} to nothing"
        );
        let Some(next) = told.next() else {
            panic!("{name}: nothing is told after \"{words}\"");
        };
        let before = before(&page, &next);
        let place = format!("{}:{}", page.file, page.line(next.range.start));
        assert!(
            before.ends_with(&joined(words)),
            "{place}: \"{}\" is told after \"{before}\", not after \"{words}\"",
            printed(&page, &next)
        );
        if let Err(message) = agrees(&page, &next, means) {
            panic!("{place}: after \"{words}\": {message}");
        }
    }
    let rest: Vec<String> = told.map(|told| line(&page, &told)).collect();
    assert!(
        rest.is_empty(),
        "{}: no test holds\n{}",
        page.file,
        rest.join("\n")
    );
}

/// What a test may say of it, but for the computation of a number.
fn line(page: &Page, told: &Told) -> String {
    let before = before(page, told);
    let words: Vec<&str> = before.rsplit(' ').take(4).collect();
    let words: Vec<&str> = words.into_iter().rev().collect();
    let means = match &told.what {
        Telling::Link { to } => format!("leads(\"{to}\")"),
        Telling::Number { .. } => format!("is(/* {} */)", printed(page, told)),
    };
    format!("({:?}, {means}),", words.join(" "))
}

fn printed<'p>(page: &'p Page, told: &Told) -> &'p str {
    page.text.get(told.range.clone()).unwrap_or_default()
}

/// The last words before it, a blank between each two.
fn before(page: &Page, told: &Told) -> String {
    let text = page.text.get(..told.range.start).unwrap_or_default();
    let start = text.char_indices().rev().nth(160).map_or(0, |(at, _)| at);
    joined(&text[start..])
}

fn joined(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn agrees(page: &Page, told: &Told, means: &Means) -> Result<(), String> {
    match (&told.what, means) {
        (Telling::Link { to }, Means::Link(wanted)) if to == wanted => Ok(()),
        (Telling::Link { to }, _) => Err(format!("the link leads to {to}, not {means:?}")),
        (Telling::Number { rounded }, Means::Number(wanted)) => {
            let text = printed(page, told);
            let (number, unit) = read(text).ok_or(format!("\"{text}\" is no number"))?;
            // Half a unit of the last digit, or the roundings of a number
            // that is printed with all its digits.
            let off = if *rounded {
                0.5 * unit + 1e-9 * wanted.abs()
            } else {
                1e-12 * wanted.abs()
            };
            match (number - wanted).abs() <= off {
                true => Ok(()),
                false => Err(format!("the page prints {text} for {wanted}")),
            }
        }
        (Telling::Number { .. }, Means::Link(to)) => {
            Err(format!("a number instead of a link to {to}"))
        }
    }
}

/// A printed number and the unit of its last digit.
fn read(text: &str) -> Option<(f64, f64)> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.replace('−', "-").replace("\\times", "×");
    let (mantissa, power) = plain.split_once("×10").unwrap_or((&plain, ""));
    let power: String = power.chars().filter_map(level).collect();
    let power: i32 = match power.as_str() {
        "" => 0,
        digits => digits.parse().ok()?,
    };
    let decimals = mantissa.split_once('.').map_or(0, |(_, d)| d.len());
    let scale = 10_f64.powi(power);
    let number: f64 = mantissa.parse().ok()?;
    Some((number * scale, scale / 10_f64.powi(decimals as i32)))
}

/// The sign of an exponent on the line.
fn level(c: char) -> Option<char> {
    const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻";
    match c {
        '^' | '{' | '}' => None,
        _ => match RAISED.chars().position(|raised| raised == c) {
            Some(at) => "0123456789-".chars().nth(at),
            None => Some(c),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn printed_numbers_are_read_with_their_last_digit() {
        let close = |text: &str, number: f64, unit: f64| {
            let (n, u) = read(text).unwrap();
            assert!((n - number).abs() < 1e-12 * number.abs(), "{text}: {n}");
            assert!((u - unit).abs() < 1e-12 * unit, "{text}: {u}");
        };
        close("−0.943467", -0.943467, 1e-6);
        close("20", 20.0, 1.0);
        close("1.50\u{a0}×\u{a0}10⁻³", 1.5e-3, 1e-5);
        close("-2.5 \\times 10^{-12}", -2.5e-12, 1e-13);
        assert_eq!(read("many"), None);
    }
}
