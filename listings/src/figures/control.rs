//! The parameters of a figure as something a reader can turn.
//!
//! A state of a figure is written `eta=0.4&steps=20&start=-5,-2` wherever it
//! is text: in the prose, in the page's address, between page and WebAssembly.

use super::Figure;
use super::clip::Window;
use super::valley::PLANE;
use crate::Error;

/// One parameter of a figure whose parameters are the struct `P`.
pub struct Control<P> {
    /// The name in a state and in the struct: `eta`.
    pub key: &'static str,
    /// The name for people: "step size".
    pub name: &'static str,
    /// The symbol of the text: "η".
    pub symbol: &'static str,
    /// What one unit of it is called; empty for a pure number.
    pub unit: &'static str,
    /// What values it takes.
    pub range: Range,
    /// Where it stands in the struct.
    pub slot: Slot<P>,
}

/// What values a control takes; both ends are included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Range {
    /// A real number, moved by `step`.
    Number {
        /// The smallest value.
        min: f64,
        /// The largest value.
        max: f64,
        /// The distance of two neighboring positions of the slider.
        step: f64,
    },
    /// A whole number.
    Count {
        /// The smallest value.
        min: usize,
        /// The largest value.
        max: usize,
    },
    /// A point of the plane, each coordinate moved by `step`.
    Point {
        /// The lower left corner.
        min: [f64; 2],
        /// The upper right corner.
        max: [f64; 2],
        /// The distance of two neighboring positions.
        step: f64,
    },
    /// Places of a grid that the reader paints over, three letters for each:
    /// its column, its row, both from `a`, and what it becomes.
    Painting {
        /// The numbers of columns and rows, at most 26.
        size: [u8; 2],
        /// What a place can become: a letter and a name for each.
        brushes: &'static [(char, &'static str)],
    },
}

/// Gives the field of the struct that a control moves.
pub enum Slot<P> {
    /// The field of a [`Range::Number`].
    Number(fn(&mut P) -> &mut f64),
    /// The field of a [`Range::Count`].
    Count(fn(&mut P) -> &mut usize),
    /// The field of a [`Range::Point`].
    Point(fn(&mut P) -> &mut [f64; 2]),
    /// The field of a [`Range::Painting`].
    Painting(fn(&mut P) -> &mut String),
}

/// A named state of a figure, offered as a button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preset {
    /// What the button says.
    pub name: &'static str,
    /// The parameters that it sets, the others keep their values: `eta=0.6`.
    pub state: &'static str,
}

/// A control with its current value, without the type of the struct.
#[derive(Debug, Clone, PartialEq)]
pub struct ControlState {
    /// See [`Control::key`].
    pub key: &'static str,
    /// See [`Control::name`].
    pub name: &'static str,
    /// See [`Control::symbol`].
    pub symbol: &'static str,
    /// See [`Control::unit`].
    pub unit: &'static str,
    /// See [`Control::range`].
    pub range: Range,
    /// The value as text, as it stands in a state: `0.4`, `20` or `-5,-2`.
    pub value: String,
    /// The value as a Rust expression: `0.4`, `20` or `[-5.0, -2.0]`.
    pub literal: String,
}

/// The value of a control.
enum Setting {
    Number(f64),
    Count(usize),
    Point([f64; 2]),
    Painting(String),
}

/// The figure at `state`.
///
/// # Errors
/// If a parameter is unknown, is not a number or is out of range.
pub(super) fn at<F: Figure>(state: &str) -> Result<F, Error> {
    let controls = F::controls();
    let known: Vec<Known> = controls.iter().map(|c| (c.key, c.range)).collect();
    let mut figure = F::default();
    let settings = settings(F::NAME, state, &known)?;
    for (place, setting) in &settings {
        match (controls.get(*place).map(|c| &c.slot), setting) {
            (Some(Slot::Number(field)), Setting::Number(x)) => {
                *field(&mut figure) = *x;
            }
            (Some(Slot::Count(field)), Setting::Count(n)) => {
                *field(&mut figure) = *n;
            }
            (Some(Slot::Point(field)), Setting::Point(x)) => {
                *field(&mut figure) = *x;
            }
            (Some(Slot::Painting(field)), Setting::Painting(text)) => {
                put(field(&mut figure), text);
            }
            // A test builds every control: such a pair does not leave it.
            _ => {
                return Err(mismatch(F::NAME, state));
            }
        }
    }
    Ok(figure)
}

// These are compiled once, not once for each figure.
#[inline(never)]
fn put(field: &mut String, text: &str) {
    text.clone_into(field);
}

#[cold]
#[inline(never)]
fn mismatch(figure: &'static str, state: &str) -> Error {
    not_a_number(figure, state, "what its range says", String::new())
}

#[inline(never)]
fn copied(field: &str) -> Setting {
    Setting::Painting(field.to_owned())
}

/// The key of a control and what values it takes.
type Known = (&'static str, Range);

/// What the state sets: places among the known controls, with the values. Not
/// a part of [`at`], which is compiled once for each figure.
fn settings(
    figure: &'static str,
    state: &str,
    known: &[Known],
) -> Result<Vec<(usize, Setting)>, Error> {
    let mut settings = Vec::new();
    for part in state.split('&').filter(|part| !part.is_empty()) {
        let (key, text) = part.split_once('=').unwrap_or((part, ""));
        let Some(place) = known.iter().position(|control| control.0 == key)
        else {
            return Err(Error::UnknownParameter {
                figure,
                key: key.to_owned(),
                known: list(known.iter().map(|control| control.0)),
            });
        };
        settings.push((place, setting(known[place], text)?));
    }
    Ok(settings)
}

/// The value that the text gives to a control.
fn setting((key, range): Known, text: &str) -> Result<Setting, Error> {
    match range {
        Range::Number { min, max, .. } => {
            let x = read_number(key, text, min)?;
            within(key, x, min, max, "")?;
            Ok(Setting::Number(x))
        }
        Range::Count { min, max } => {
            let n: usize = text.trim().parse().map_err(|_| {
                // "1000000000000000000000" and "-3" are numbers, but no counts.
                not_a_number(key, text, "a whole number", min.to_string())
            })?;
            within(key, n, min, max, "")?;
            Ok(Setting::Count(n))
        }
        Range::Point { min, max, .. } => {
            let example = || format!("{},{}", min[0], min[1]);
            let Some((first, second)) = text.split_once(',') else {
                return Err(not_a_number(key, text, "two numbers", example()));
            };
            let x = read_number(key, first, min[0])?;
            let y = read_number(key, second, min[1])?;
            within(key, x, min[0], max[0], " in its first coordinate")?;
            within(key, y, min[1], max[1], " in its second coordinate")?;
            Ok(Setting::Point([x, y]))
        }
        Range::Painting { size, brushes } => {
            let is_place = |letter: u8, count: u8| {
                letter.wrapping_sub(b'a') < count.min(26)
            };
            let is_brush =
                |letter| brushes.iter().any(|(b, _)| *b == char::from(letter));
            let fine = text.as_bytes().chunks(3).all(|triple| match triple {
                [column, row, brush] => {
                    is_place(*column, size[0])
                        && is_place(*row, size[1])
                        && is_brush(*brush)
                }
                _ => false,
            });
            match fine {
                true => Ok(Setting::Painting(text.to_owned())),
                false => {
                    let example = brushes.iter().map(|(b, _)| format!("aa{b}"));
                    let expected =
                        "three letters for each place that is painted";
                    let example = example.collect();
                    Err(not_a_number(key, text, expected, example))
                }
            }
        }
    }
}

/// The controls with the values that `figure` has.
pub(super) fn read<F: Figure>(figure: &F) -> Vec<ControlState> {
    let mut figure = figure.clone();
    let states = F::controls().into_iter().map(|control| {
        let (value, literal) = written(match control.slot {
            Slot::Number(field) => Setting::Number(*field(&mut figure)),
            Slot::Count(field) => Setting::Count(*field(&mut figure)),
            Slot::Point(field) => Setting::Point(*field(&mut figure)),
            Slot::Painting(field) => copied(field(&mut figure)),
        });
        ControlState {
            key: control.key,
            name: control.name,
            symbol: control.symbol,
            unit: control.unit,
            range: control.range,
            value,
            literal,
        }
    });
    states.collect()
}

/// A value as it stands in a state, and as a Rust expression.
fn written(setting: Setting) -> (String, String) {
    match setting {
        Setting::Number(x) => (format!("{x}"), format!("{x:?}")),
        Setting::Count(n) => (format!("{n}"), format!("{n}")),
        Setting::Point([x, y]) => {
            (format!("{x},{y}"), format!("[{x:?}, {y:?}]"))
        }
        Setting::Painting(text) => {
            let literal = format!("{text:?}.into()");
            (text, literal)
        }
    }
}

fn read_number(
    argument: &'static str,
    text: &str,
    example: f64,
) -> Result<f64, Error> {
    let text = text.trim();
    text.parse().map_err(|_| {
        not_a_number(argument, text, "a number", example.to_string())
    })
}

fn within<T: PartialOrd + std::fmt::Display>(
    argument: &'static str,
    x: T,
    min: T,
    max: T,
    which: &str,
) -> Result<(), Error> {
    if min <= x && x <= max {
        return Ok(());
    }
    Err(Error::OutOfRange {
        argument,
        value: x.to_string(),
        allowed: format!("between {min} and {max}{which}"),
    })
}

fn not_a_number(
    argument: &'static str,
    text: &str,
    expected: &'static str,
    example: String,
) -> Error {
    Error::NotANumber {
        argument,
        text: text.to_owned(),
        expected,
        example,
    }
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

/// A number between `min` and `max`, turned in steps of `step`.
pub(super) const fn number<P>(
    [key, name, symbol, unit]: [&'static str; 4],
    [min, max, step]: [f64; 3],
    field: fn(&mut P) -> &mut f64,
) -> Control<P> {
    Control {
        key,
        name,
        symbol,
        unit,
        range: Range::Number { min, max, step },
        slot: Slot::Number(field),
    }
}

/// A whole number from `min` to `max`.
pub(super) const fn count<P>(
    [key, name, symbol, unit]: [&'static str; 4],
    [min, max]: [usize; 2],
    field: fn(&mut P) -> &mut usize,
) -> Control<P> {
    Control {
        key,
        name,
        symbol,
        unit,
        range: Range::Count { min, max },
        slot: Slot::Count(field),
    }
}

/// Names of states, each with the state.
pub(super) fn presets<const N: usize>(
    pairs: [(&'static str, &'static str); N],
) -> Vec<Preset> {
    pairs.map(|(name, state)| Preset { name, state }).to_vec()
}

/// The step size η, up to 1.
pub(super) fn eta<P>(field: fn(&mut P) -> &mut f64) -> Control<P> {
    number(["eta", "step size", "η", ""], [0.01, 1.0, 0.01], field)
}

/// The number of steps T, up to 100.
pub(super) fn steps<P>(field: fn(&mut P) -> &mut usize) -> Control<P> {
    steps_to(100, field)
}

/// The number of steps T, up to `max`.
pub(super) fn steps_to<P>(
    max: usize,
    field: fn(&mut P) -> &mut usize,
) -> Control<P> {
    count(["steps", "number of steps", "T", ""], [1, max], field)
}

/// The seed of the random numbers.
pub(super) fn sample<P>(field: fn(&mut P) -> &mut usize) -> Control<P> {
    count(["sample", "seed of the sample", "", ""], [0, 50], field)
}

/// A start in the part of the plane that the valley's figures show.
pub(super) fn start<P>(field: fn(&mut P) -> &mut [f64; 2]) -> Control<P> {
    start_in(PLANE, 0.1, field)
}

/// A start in this part of the plane.
pub(super) fn start_in<P>(
    plane: Window,
    step: f64,
    field: fn(&mut P) -> &mut [f64; 2],
) -> Control<P> {
    Control {
        key: "start",
        name: "start",
        symbol: "x₀",
        unit: "",
        range: Range::Point {
            min: [plane.x[0], plane.y[0]],
            max: [plane.x[1], plane.y[1]],
            step,
        },
        slot: Slot::Point(field),
    }
}

/// The momentum β, below 1.
pub(super) fn beta<P>(field: fn(&mut P) -> &mut f64) -> Control<P> {
    number(["beta", "momentum", "β", ""], [0.0, 0.99, 0.01], field)
}

#[cfg(test)]
mod tests {
    use crate::figures::{all, find};

    fn refusal(state: &str) -> String {
        find("valley").unwrap().draw(state).unwrap_err().to_string()
    }

    #[test]
    fn a_state_that_is_wrong_is_answered_with_cause_and_remedy() {
        assert_eq!(
            refusal("eta=NaN"),
            "eta is NaN; it must be between 0.01 and 1"
        );
        assert_eq!(refusal("eta=2"), "eta is 2; it must be between 0.01 and 1");
        assert_eq!(
            refusal("eta="),
            "eta is \"\"; it must be a number, such as 0.01"
        );
        assert_eq!(
            refusal("steps=2.5"),
            "steps is \"2.5\"; it must be a whole number, such as 1"
        );
        assert_eq!(
            refusal("start=1"),
            "start is \"1\"; it must be two numbers, such as -6,-3"
        );
        assert_eq!(
            refusal("start=0,9"),
            "start is 9; it must be between -3 and 3 in its second coordinate"
        );
        assert_eq!(
            refusal("speed=1"),
            "figure valley has no parameter \"speed\"; it has eta, steps, start"
        );
    }

    #[test]
    fn a_painting_names_places_and_brushes_that_there_are() {
        let ink = find("ink").unwrap();
        for fine in ["", "aaw", "plsaao", "aawaas"] {
            let state = format!("painted={fine}");
            let full = ink.full_state(&state).unwrap();
            assert!(full.ends_with(&state), "{full}");
            let literal = format!("painted: \"{fine}\".into()");
            assert!(ink.literal(&state).unwrap().contains(&literal));
        }
        for wrong in ["a", "aa", "qaw", "amw", "aax", "aawa", "Aaw", "ä1w"] {
            let state = format!("painted={wrong}");
            assert_eq!(
                ink.draw(&state).unwrap_err().to_string(),
                format!(
                    "painted is \"{wrong}\"; it must be three letters for each \
                     place that is painted, such as aawaaoaas"
                )
            );
        }
    }

    #[test]
    fn a_full_state_reads_back_as_itself() {
        for entry in all() {
            let state = entry.full_state("").unwrap();
            assert_eq!(entry.full_state(&state).unwrap(), state);
            // Without controls there is one state, whose text is empty.
            let none = entry.controls("").unwrap().is_empty();
            assert_eq!(state.is_empty(), none, "{}", entry.name);
        }
        let valley = find("valley").unwrap();
        assert_eq!(
            valley.full_state("start=1,-0.5").unwrap(),
            "eta=0.4&steps=20&start=1,-0.5"
        );
    }
}
