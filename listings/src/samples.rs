//! Tables of numbers to learn from: the book's and a reader's own.

use std::sync::OnceLock;

use csv_core::{ReadFieldResult, ReaderBuilder};

use crate::Error;
use crate::ndarray::{Array1, Array2, ArrayViewMut1, Axis};

/// What a cell says where a value is missing, in small letters.
const MISSING: [&str; 7] = ["", "?", "-", "na", "n/a", "nan", "null"];

/// Larger numbers are refused: their squares must stay finite.
const LARGEST: f64 = 1e100;

/// The data of Efron, Hastie, Johnstone and Tibshirani, "Least Angle
/// Regression", Annals of Statistics 32(2), 2004.
const DIABETES: &[u8] = include_bytes!("../data/diabetes.csv");

/// A table of n samples: d features each, and the number to predict.
#[derive(Debug, Clone, PartialEq)]
pub struct Samples {
    /// The names of the d features.
    pub names: Vec<String>,
    /// The features, n × d: a row for each sample.
    pub features: Array2<f64>,
    /// The name of what is predicted.
    pub target_name: String,
    /// What is predicted: a number for each sample.
    pub targets: Array1<f64>,
}

impl Samples {
    /// The same samples with each feature and the target moved and scaled to
    /// mean 0 and variance 1 (over all n samples). What does not vary becomes
    /// 0.
    pub fn standardized(mut self) -> Samples {
        for column in self.features.axis_iter_mut(Axis(1)) {
            standardize(column);
        }
        standardize(self.targets.view_mut());
        self
    }
}

/// 442 people with diabetes: 10 features in their own units (age, sex, body
/// mass index, blood pressure, six blood serum measurements), and how far the
/// disease had gone a year later. `data/README.md` says where it comes from.
///
/// # Errors
/// None: a test reads it.
pub fn diabetes() -> Result<Samples, Error> {
    static READ: OnceLock<Result<Samples, Error>> = OnceLock::new();
    READ.get_or_init(|| read("diabetes.csv", DIABETES, None))
        .clone()
}

/// Reads the `bytes` of a table whose columns are separated by tabs,
/// semicolons, commas or blanks, with or without their names in the first row.
/// In a file with semicolons a number may have a decimal comma. The column
/// `target`, by its name or counted from 1, is what is predicted: the last one
/// if none is given.
///
/// # Errors
/// [`Error::Table`] with the place in `file` and what to do: if it is not a
/// table of numbers with a value in each cell, if one of its columns does not
/// vary, if it has fewer rows than columns, or if `target` is none of them.
pub fn read(
    file: &str,
    bytes: &[u8],
    target: Option<&str>,
) -> Result<Samples, Error> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        let remedy = "save the file as CSV in UTF-8";
        refusal(file, Some(line), "", "it is not UTF-8 text", remedy)
    })?;
    let separator = separator(text);
    let mut rows = records(text, separator);
    let is_text = |cell: &String| matches!(value(cell, separator), Cell::Text);
    let is_number =
        |cell: &String| matches!(value(cell, separator), Cell::Number(_));
    let named = rows.first().is_some_and(|(_, cells)| {
        cells.iter().any(is_text) && !cells.iter().any(is_number)
    });
    let head = if named { Some(rows.remove(0)) } else { None };
    let Some((first, cells)) = head.as_ref().or(rows.first()) else {
        let remedy = "give a row of numbers for each sample";
        return Err(refusal(file, None, "", "it is empty", remedy));
    };
    let (first, width) = (*first, cells.len());
    let columns = Columns {
        head: head.as_ref().map(|(_, cells)| cells.as_slice()),
        width,
    };
    let remedy = "separate the columns by commas, semicolons, tabs or blanks";
    if width < 2 {
        let what = "it has one column, and a feature and a target are needed";
        return Err(refusal(file, None, "", what, remedy));
    }
    let target = columns.target(file, target)?;
    let mut numbers = Vec::new();
    for (line, cells) in &rows {
        let refused = |column: &str, what: &str, remedy: &str| {
            Err(refusal(file, Some(*line), column, what, remedy))
        };
        if cells.len() != width {
            let what = format!(
                "it has {}, and row {first} has {width}",
                counted(cells.len(), "column")
            );
            let remedy = "give each row the same columns";
            return refused("", &what, remedy);
        }
        for (j, cell) in cells.iter().enumerate() {
            let column = columns.place(j);
            let shown = shown(cell);
            match value(cell, separator) {
                Cell::Number(x) if x.abs() <= LARGEST => numbers.push(x),
                Cell::Number(_) => {
                    let what = format!("{shown} is too large");
                    let remedy = "give numbers up to 1e100".to_owned();
                    return refused(&column, &what, &remedy);
                }
                Cell::Missing => {
                    let remedy = "fill it in, or delete the row or the column";
                    return refused(&column, "the value is missing", remedy);
                }
                Cell::Text => {
                    let what = format!("{shown} is not a number");
                    let remedy = "write a number, or delete the column";
                    return refused(&column, &what, remedy);
                }
            }
        }
    }
    if rows.len() < width {
        let what = format!(
            "it has {} of numbers for {width} columns",
            counted(rows.len(), "row")
        );
        let remedy = "give at least as many rows as columns";
        return Err(refusal(file, None, "", &what, remedy));
    }
    let at = |(i, j): (usize, usize)| numbers[i * width + j];
    for j in 0..width {
        let mut column = Array1::from_shape_fn(rows.len(), |i| at((i, j)));
        let same = column.iter().all(|x| *x == column[0]);
        if same || standardize(column.view_mut()) == 0.0 {
            let remedy = "delete the column";
            let what = "its value is the same in all rows";
            return Err(refusal(file, None, &columns.place(j), what, remedy));
        }
    }
    let others: Vec<usize> = (0..width).filter(|j| *j != target).collect();
    Ok(Samples {
        names: others.iter().map(|j| columns.name(*j)).collect(),
        features: Array2::from_shape_fn(
            (rows.len(), others.len()),
            |(i, j)| at((i, others[j])),
        ),
        target_name: columns.name(target),
        targets: Array1::from_shape_fn(rows.len(), |i| at((i, target))),
    })
}

/// Moves and scales to mean 0 and variance 1, and returns the standard
/// deviation that there was.
fn standardize(mut column: ArrayViewMut1<f64>) -> f64 {
    let count = column.len() as f64;
    let mean = column.sum() / count;
    column -= mean;
    let squares: f64 = column.iter().map(|x| x * x).sum();
    let deviation = (squares / count).sqrt();
    if deviation > 0.0 {
        column /= deviation;
    }
    deviation
}

/// The columns of a table, with their names if it has them.
struct Columns<'a> {
    head: Option<&'a [String]>,
    width: usize,
}

impl Columns<'_> {
    /// The name of column `j`, counted from 0.
    fn name(&self, j: usize) -> String {
        let given = self.head.map_or("", |names| names[j].as_str());
        match given {
            "" => format!("column {}", j + 1),
            name => name.to_owned(),
        }
    }

    /// Where column `j` stands, with its name: "column 3 (bmi)".
    fn place(&self, j: usize) -> String {
        match self.head.map_or("", |names| names[j].as_str()) {
            "" => self.name(j),
            name => format!("column {} ({})", j + 1, clipped(name)),
        }
    }

    /// The column that `asked` names, the last one if it is not given.
    fn target(&self, file: &str, asked: Option<&str>) -> Result<usize, Error> {
        let Some(asked) = asked.map(str::trim) else {
            return Ok(self.width - 1);
        };
        let names = self.head.unwrap_or(&[]);
        let mut named = (0..names.len()).filter(|j| names[*j] == asked);
        match (named.next(), named.next()) {
            (Some(only), None) => return Ok(only),
            (Some(_), Some(_)) => {
                let what = format!("two columns are called {}", shown(asked));
                let remedy = "give the number of the target";
                return Err(refusal(file, None, "", &what, remedy));
            }
            _ => {}
        }
        let counted = asked.parse().ok().filter(|n| *n <= self.width);
        let counted = counted.and_then(|n: usize| n.checked_sub(1));
        counted.ok_or_else(|| {
            let what = format!("there is no column {}", shown(asked));
            let all = (0..names.len()).map(|j| clipped(&self.name(j)));
            let or_name = match all.collect::<Vec<_>>().join(", ") {
                none if none.is_empty() => none,
                names => format!(" or one of {names}"),
            };
            let remedy = format!(
                "choose the target by a number from 1 to {}{or_name}",
                self.width
            );
            refusal(file, None, "", &what, &remedy)
        })
    }
}

/// What stands in a cell.
enum Cell {
    Number(f64),
    Missing,
    Text,
}

fn value(cell: &str, separator: u8) -> Cell {
    if MISSING.contains(&cell.to_ascii_lowercase().as_str()) {
        return Cell::Missing;
    }
    let number = match separator {
        b';' if !cell.contains('.') => cell.replacen(',', ".", 1).parse(),
        _ => cell.parse(),
    };
    number.map_or(Cell::Text, Cell::Number)
}

/// What separates the columns: what the first two lines have equally often, or
/// else what the first line has.
fn separator(text: &str) -> u8 {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let lines: Vec<&str> = lines.take(2).collect();
    let count = |line: &&str, mark: char| {
        let outside = line.split('"').step_by(2);
        outside.map(|part| part.matches(mark).count()).sum()
    };
    let marks = ['\t', ';', ','].map(|mark| {
        let counts: Vec<usize> =
            lines.iter().map(|line| count(line, mark)).collect();
        let first = counts.first().copied().unwrap_or(0);
        (mark, first > 0, counts.iter().all(|n| *n == first))
    });
    let even = marks.iter().find(|(_, there, even)| *there && *even);
    let found = even.or(marks.iter().find(|(_, there, _)| *there));
    found.map_or(b' ', |(mark, ..)| *mark as u8)
}

/// The rows with their lines in the file, counted from 1; empty lines are
/// skipped, and of several blanks in a row one separates.
fn records(text: &str, separator: u8) -> Vec<(usize, Vec<String>)> {
    let mut reader = ReaderBuilder::new().delimiter(separator).build();
    let mut rest = text.as_bytes();
    // No cell is longer than the file.
    let mut cell = vec![0; rest.len()];
    let (mut rows, mut cells) = (Vec::new(), Vec::new());
    let (mut line, mut counted) = (1, 0);
    let mut length = 0;
    loop {
        if cells.is_empty() && length == 0 {
            let empty = |byte: &&u8| matches!(byte, b'\r' | b'\n');
            let begin = rest.iter().take_while(empty).count();
            let begin = text.len() - rest.len() + begin;
            line += line_ends(&text.as_bytes()[counted..begin]);
            counted = begin;
        }
        let (result, read, written) =
            reader.read_field(rest, &mut cell[length..]);
        rest = &rest[read..];
        length += written;
        match result {
            ReadFieldResult::Field { record_end } => {
                let text = String::from_utf8_lossy(&cell[..length]);
                length = 0;
                cells.push(text.trim().to_owned());
                if !record_end {
                    continue;
                }
                if separator == b' ' {
                    cells.retain(|cell| !cell.is_empty());
                }
                if cells.len() > 1 || cells.iter().any(|c| !c.is_empty()) {
                    rows.push((line, std::mem::take(&mut cells)));
                }
                cells.clear();
            }
            // The reader asks for more until it is told that there is none.
            ReadFieldResult::InputEmpty => {}
            ReadFieldResult::End | ReadFieldResult::OutputFull => return rows,
        }
    }
}

/// How many lines end in `text`, each with `\n`, `\r\n` or `\r`.
fn line_ends(text: &[u8]) -> usize {
    let ends = |(i, byte): (usize, &u8)| match byte {
        b'\n' => i == 0 || text[i - 1] != b'\r',
        byte => *byte == b'\r',
    };
    text.iter().enumerate().filter(|pair| ends(*pair)).count()
}

fn refusal(
    file: &str,
    row: Option<usize>,
    column: &str,
    what: &str,
    remedy: &str,
) -> Error {
    let mut place = clipped(file);
    if let Some(row) = row {
        place += &format!(", row {row}");
    }
    if !column.is_empty() {
        place = format!("{place}, {column}");
    }
    Error::Table {
        place,
        what: what.to_owned(),
        remedy: remedy.to_owned(),
    }
}

/// The text of a cell in quotes, on one line.
fn shown(text: &str) -> String {
    format!("\"{}\"", clipped(text))
}

/// The text on one line and not too long for a message.
fn clipped(text: &str) -> String {
    const MOST: usize = 40;
    let one_line = |c: char| if c.is_control() { ' ' } else { c };
    let mut short: String = text.chars().take(MOST).map(one_line).collect();
    if text.chars().nth(MOST).is_some() {
        short.push('…');
    }
    short
}

fn counted(count: usize, thing: &str) -> String {
    match count {
        1 => format!("1 {thing}"),
        _ => format!("{count} {thing}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(text: &str, target: Option<&str>) -> Samples {
        read("t.csv", text.as_bytes(), target).unwrap()
    }

    fn refuses(text: &str, target: Option<&str>) -> String {
        read("t.csv", text.as_bytes(), target)
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn the_same_table_is_read_however_it_is_written() {
        let plain = reads("a,b,c\n1,2,3.5\n4,5,6\n0,1,7\n", None);
        assert_eq!(plain.names, ["a", "b"]);
        assert_eq!(plain.target_name, "c");
        assert_eq!(plain.features[[1, 1]], 5.0);
        assert_eq!(plain.targets.to_vec(), [3.5, 6.0, 7.0]);
        for same in [
            "\u{feff}a;b;c\r\n1;2;3,5\r\n4;5;6\r\n0;1;7\r\n",
            "a\tb\tc\r1\t2\t3.5\r4\t5\t6\r0\t1\t7\r",
            "  a b   c\n 1   2 3.5\n\n4 5 6  \n   \n0 1 7",
            "\"a\",\"b\", c \n\"1\",2,3.5\n4,\"5\",6\n0,1,+7e0\n\n",
            "a;b;c\n1;2;3.5\n4;5;6\n0;1;7\n",
        ] {
            assert_eq!(reads(same, None), plain, "{same}");
        }
        let nameless = reads("1,2,3.5\n4,5,6\n0,1,7\n", None);
        assert_eq!(nameless.names, ["column 1", "column 2"]);
        assert_eq!(nameless.features, plain.features);
    }
}
