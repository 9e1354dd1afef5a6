//! Runs of the heavy ball that walk on a cycle, and from which starts.

mod cycle;
mod square;
mod starts;

pub use cycle::{Cycle, cycle};
pub use square::{InThePlane, Square, square};
pub use starts::{Arrivals, Starts, starts};

use super::drawing::reading;
use super::nesterov::METHODS;
use super::paths::{Style, table};
use super::{Reading, Table};
use crate::heavy_ball_fails::{arrival, sizes};

/// The points of gradient descent, heavy ball and Nesterov's method.
pub type Walks = [Vec<[f64; 2]>; 3];

/// The three methods with these widths of their lines.
fn styles(widths: [f64; 3]) -> [Style; 3] {
    let mut styles = METHODS;
    for (style, width) in styles.iter_mut().zip(widths) {
        style.2 = width;
    }
    styles
}

/// The points of the first `steps` steps.
fn first(walks: &Walks, steps: usize) -> Walks {
    let mut walks = walks.clone();
    for walk in &mut walks {
        walk.truncate(steps + 1);
    }
    walks
}

/// What is said of the walks from `start`, of which so many steps are drawn: a
/// sentence, the readings and the table.
fn told(
    start: &str,
    walks: &Walks,
    axes: [&str; 2],
    steps: usize,
) -> (String, Vec<Reading>, Table) {
    let [plain, heavy, nesterov] =
        walks.each_ref().map(|walk| match arrival(&sizes(walk)) {
            Some(step) => format!("from step {step} on"),
            None => "never".to_owned(),
        });
    let sentence = format!(
        "Three walks from {start}. Within a millionth of the minimum are gradient descent {plain}, the \
         heavy ball {heavy}, Nesterov's method {nesterov}.",
    );
    let readings = reading([
        ("gradient descent arrives", plain),
        ("heavy ball arrives", heavy),
        ("Nesterov arrives", nesterov),
    ]);
    (
        sentence,
        readings,
        table(&first(walks, steps), &METHODS, axes),
    )
}
