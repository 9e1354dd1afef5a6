//! A finished figure.

use std::convert::Infallible;

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingAreaErrorKind};

use super::number::{exact, readable};
use super::plane::refusal;
use super::svg::{Svg, render};
use crate::Error;

/// What a figure shows for one setting of its parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// The picture: one line of SVG, without ids and without `$`.
    pub svg: String,
    /// One sentence on what is seen, for those who do not see it.
    pub description: String,
    /// The numbers beside the picture, always in the same order.
    pub readout: Vec<Reading>,
    /// The numbers behind the picture.
    pub table: Table,
}

/// One number beside a figure, ready to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What it is: "loss f(x₂₀)".
    pub name: String,
    /// Its value: "0.0890".
    pub value: String,
}

/// The numbers behind a figure; every row has a cell for each column.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The heads of the columns, the same for every setting.
    pub columns: Vec<String>,
    /// The rows, top to bottom, ready to print.
    pub rows: Vec<Vec<String>>,
    /// The same, with all digits.
    pub numbers: Vec<Vec<f64>>,
}

impl Table {
    /// Prints the first number of a row as it is, a count or a parameter, and
    /// the others to four digits.
    pub(super) fn new<R: IntoIterator<Item = f64>>(
        columns: &[&str],
        rows: impl IntoIterator<Item = R>,
    ) -> Table {
        let rows = rows.into_iter().map(|row| row.into_iter().collect());
        Table::of_rows(columns, rows.collect())
    }

    /// The same, compiled once and not for each kind of rows.
    fn of_rows(columns: &[&str], numbers: Vec<Vec<f64>>) -> Table {
        let printed = |row: &Vec<f64>| {
            let first = row.iter().take(1).map(|x| exact(*x));
            let others = row.iter().skip(1).map(|x| readable(*x));
            first.chain(others).collect()
        };
        Table {
            columns: columns.iter().map(|name| (*name).to_owned()).collect(),
            rows: numbers.iter().map(printed).collect(),
            numbers,
        }
    }

    /// The lines side by side, as far as all of them go, each row with its
    /// step before it.
    pub(super) fn of_lines(columns: &[&str], lines: &[&[f64]]) -> Table {
        let steps = lines.iter().map(|line| line.len()).min().unwrap_or(0);
        let rows = (0..steps).map(|step| {
            let numbers = lines.iter().map(move |line| line[step]);
            std::iter::once(step as f64).chain(numbers)
        });
        Table::new(columns, rows)
    }

    /// The table as comma-separated values, for a spreadsheet or a program:
    /// every number with all its digits, and nothing but ASCII.
    pub fn csv(&self) -> String {
        let head: Vec<String> =
            self.columns.iter().map(|name| plain(name)).collect();
        let mut lines = vec![head.join(",")];
        for row in &self.numbers {
            let cells: Vec<String> =
                row.iter().map(|x| all_digits(*x)).collect();
            lines.push(cells.join(","));
        }
        lines.join("\r\n") + "\r\n"
    }
}

/// The shortest text that reads back as `x`.
fn all_digits(x: f64) -> String {
    match x.abs() {
        0.0 | 1e-4..1e16 => format!("{x}"),
        _ => format!("{x:e}"),
    }
}

/// The head of a column in ASCII, in quotes if it has a comma.
fn plain(head: &str) -> String {
    const PLAIN: [(char, &str); 19] = [
        ('β', "beta"),
        ('η', "eta"),
        ('κ', "kappa"),
        ('λ', "lambda"),
        ('σ', "sigma"),
        ('τ', "tau"),
        ('₀', "_0"),
        ('₁', "_1"),
        ('₂', "_2"),
        ('ₙ', "_n"),
        ('ₜ', "_t"),
        ('ᵀ', "^T "),
        ('−', "-"),
        ('‖', "|"),
        ('×', "x"),
        ('√', "sqrt "),
        ('²', "^2"),
        ('≤', "<="),
        ('\u{302}', " hat"),
    ];
    let letters = head.chars().map(|c| {
        let found = PLAIN.iter().find(|(special, _)| *special == c);
        found.map_or_else(|| c.to_string(), |(_, plain)| (*plain).to_owned())
    });
    let plain: String = letters.collect();
    match plain.contains([',', '"']) {
        true => format!("\"{}\"", plain.replace('"', "\"\"")),
        false => plain,
    }
}

/// What a figure draws on.
type Area<'a> = DrawingArea<Svg<'a>, Shift>;

/// What plotters answers there.
type Plotted = Result<(), DrawingAreaErrorKind<Infallible>>;

fn drawn(
    title: &str,
    description: &str,
    plot: &dyn Fn(&Area<'_>) -> Plotted,
) -> Result<String, Error> {
    render(title, description, plot).map_err(|error| Error::Drawing {
        figure: title.to_owned(),
        reason: refusal(error),
    })
}

impl Drawing {
    /// Draws with `plot` and puts the words beside it.
    ///
    /// # Errors
    /// [`Error::Drawing`] if plotters refuses the frame.
    pub(super) fn new(
        title: &str,
        description: String,
        readout: Vec<Reading>,
        table: Table,
        plot: impl Fn(&Area<'_>) -> Plotted,
    ) -> Result<Drawing, Error> {
        // What follows is compiled once, not once for each figure.
        let svg = drawn(title, &description, &plot)?;
        Ok(Drawing {
            svg,
            description,
            readout,
            table,
        })
    }

    /// Shows the figure as the output of a notebook cell; evcxr calls this
    /// method by its name.
    pub fn evcxr_display(&self) {
        println!(
            "EVCXR_BEGIN_CONTENT image/svg+xml\n{}\nEVCXR_END_CONTENT",
            self.svg
        );
    }
}

/// Names with their values, ready for [`Drawing::readout`].
pub(super) fn reading<const N: usize>(
    pairs: [(&str, String); N],
) -> Vec<Reading> {
    readings(Vec::from(pairs))
}

/// The same, compiled once and not for each count.
fn readings(pairs: Vec<(&str, String)>) -> Vec<Reading> {
    let pairs = pairs.into_iter();
    pairs
        .map(|(name, value)| Reading {
            name: name.to_owned(),
            value,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_printed_short_and_copied_with_all_digits() {
        let third = 1.0 / 3.0;
        let rows = [vec![0.0, -third], vec![1.0, 1e-20], vec![2.0, -1e300]];
        let table = Table::new(&["t", "|1 − ηλ₁|, plain"], rows);
        assert_eq!(table.rows[0], ["0", "−0.3333"]);
        let csv = "t,\"|1 - etalambda_1|, plain\"\r\n\
                   0,-0.3333333333333333\r\n1,1e-20\r\n2,-1e300\r\n";
        assert_eq!(table.csv(), csv);
    }

    #[test]
    fn every_table_is_copied_as_numbers_that_are_those_of_its_rows() {
        for entry in crate::figures::all() {
            let table = entry.draw("").unwrap().table;
            let csv = table.csv();
            assert!(csv.is_ascii(), "{}: {csv}", entry.name);
            let mut lines = csv.lines().skip(1);
            for (numbers, row) in table.numbers.iter().zip(&table.rows) {
                let cells: Vec<&str> =
                    lines.next().unwrap().split(',').collect();
                assert_eq!(cells.len(), table.columns.len());
                for ((cell, number), shown) in
                    cells.iter().zip(numbers).zip(row)
                {
                    let read: f64 = cell.parse().unwrap();
                    assert!(read == *number, "{}: {cell}", entry.name);
                    assert!([exact(read), readable(read)].contains(shown));
                }
            }
            assert!(lines.next().is_none() && !table.rows.is_empty());
        }
    }
}
