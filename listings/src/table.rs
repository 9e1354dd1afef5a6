//! A table of numbers in a text file, of whatever program wrote it.

use csv_core::{ReadFieldResult, ReaderBuilder};

use crate::Error;
use crate::ndarray::Array2;

/// What a cell says where a value is missing, in small letters.
const MISSING: [&str; 7] = ["", "?", "-", "na", "n/a", "nan", "null"];

/// The cells of a file.
pub(crate) struct Table<'a> {
    file: &'a str,
    separator: u8,
    /// The names in the first row, if it has any.
    head: Option<Vec<String>>,
    /// The lines of the rows below, and their cells.
    rows: Vec<(usize, Vec<String>)>,
    /// The line of the first row, and how many cells it has.
    first: (usize, usize),
}

impl<'a> Table<'a> {
    /// Splits the bytes of `file` into cells.
    pub(crate) fn of(file: &'a str, bytes: &[u8]) -> Result<Self, Error> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let line = 1 + line_ends(&bytes[..error.valid_up_to()]);
            let place = format!("{}, row {line}", one_line(file));
            refusal(place, "it is not UTF-8 text", "save it as CSV in UTF-8")
        })?;
        let separator = separator(text);
        let mut table = Table {
            file,
            separator,
            head: None,
            rows: records(text, separator),
            first: (0, 0),
        };
        let Some((line, cells)) = table.rows.first() else {
            let remedy = "give a row of numbers for each sample";
            return Err(table.refusal("it is empty", remedy));
        };
        table.first = (*line, cells.len());
        let values = || cells.iter().map(|cell| value(cell, separator));
        let text = values().any(|cell| matches!(cell, Cell::Text));
        let number = values().any(|cell| matches!(cell, Cell::Number(_)));
        if text && !number {
            table.head = Some(table.rows.remove(0).1);
        }
        if table.width() < 2 {
            let what = "it has 1 column, but a feature and a target are needed";
            let remedy =
                "separate columns by commas, semicolons, tabs or blanks";
            return Err(table.refusal(what, remedy));
        }
        Ok(table)
    }

    fn width(&self) -> usize {
        self.first.1
    }

    /// Column `j`, counted from 0, by its own name if it has one.
    pub(crate) fn name(&self, j: usize) -> String {
        self.given(j)
            .map_or_else(|| format!("column {}", j + 1), str::to_owned)
    }

    fn given(&self, j: usize) -> Option<&str> {
        let names = self.head.as_deref().unwrap_or_default();
        names
            .get(j)
            .map(String::as_str)
            .filter(|name| !name.is_empty())
    }

    /// The column that `asked` names, the last one if it is not given.
    pub(crate) fn target(&self, asked: Option<&str>) -> Result<usize, Error> {
        let width = self.width();
        let Some(asked) = asked.map(str::trim) else {
            return Ok(width - 1);
        };
        let is_it = |j: &usize| self.given(*j) == Some(asked);
        let mut named = (0..width).filter(is_it);
        match (named.next(), named.next()) {
            (Some(only), None) => return Ok(only),
            (Some(_), Some(_)) => {
                let what = format!("two columns are called {}", quoted(asked));
                return Err(self.refusal(&what, "give the target's number"));
            }
            _ => {}
        }
        let number = asked.parse().ok().filter(|n| (1..=width).contains(n));
        number.map(|n| n - 1).ok_or_else(|| {
            let what = format!("there is no column {}", quoted(asked));
            let mut remedy = format!("give a number from 1 to {width}");
            let names: Vec<_> = (0..width)
                .filter_map(|j| self.given(j))
                .map(clipped)
                .collect();
            if !names.is_empty() {
                remedy = format!("{remedy}, or one of {}", names.join(", "));
            }
            self.refusal(&what, &remedy)
        })
    }

    /// The numbers, a row for each sample: n × the number of columns.
    pub(crate) fn numbers(&self) -> Result<Array2<f64>, Error> {
        let width = self.width();
        let mut numbers = Array2::zeros((self.rows.len(), width));
        for ((line, cells), mut to) in self.rows.iter().zip(numbers.rows_mut())
        {
            if cells.len() != width {
                let what = format!(
                    "it has {}, but row {} has {width}",
                    counted(cells.len(), "column"),
                    self.first.0
                );
                let place = self.place(Some(*line), None);
                let remedy = "give every row as many columns";
                return Err(refusal(place, &what, remedy));
            }
            for (j, cell) in cells.iter().enumerate() {
                let (what, remedy) = match value(cell, self.separator) {
                    // The squares of larger ones may be infinite.
                    Cell::Number(x) if x.abs() <= 1e100 => {
                        to[j] = x;
                        continue;
                    }
                    Cell::Number(_) => (
                        format!("{} is too large", quoted(cell)),
                        "give numbers up to 1e100",
                    ),
                    Cell::Missing => (
                        "the value is missing".to_owned(),
                        "fill it in, or delete the row or the column",
                    ),
                    Cell::Text => (
                        format!("{} is not a number", quoted(cell)),
                        "write a number, or delete the column",
                    ),
                };
                let place = self.place(Some(*line), Some(j));
                return Err(refusal(place, &what, remedy));
            }
        }
        if self.rows.len() < width {
            let rows = counted(self.rows.len(), "row");
            let what = format!("it has {rows} of numbers, but {width} columns");
            let remedy = "give at least as many rows as columns";
            return Err(self.refusal(&what, remedy));
        }
        Ok(numbers)
    }

    /// Refuses column `j`, which does not vary.
    pub(crate) fn constant(&self, j: usize) -> Error {
        let what = "the value is the same in every row";
        refusal(self.place(None, Some(j)), what, "delete the column")
    }

    fn refusal(&self, what: &str, remedy: &str) -> Error {
        refusal(self.place(None, None), what, remedy)
    }

    /// What is to blame: `data.csv, row 7, column 3 (bmi)`.
    fn place(&self, line: Option<usize>, column: Option<usize>) -> String {
        let mut place = one_line(self.file);
        if let Some(line) = line {
            place = format!("{place}, row {line}");
        }
        if let Some(j) = column {
            place = format!("{place}, column {}", j + 1);
            if let Some(name) = self.given(j) {
                place = format!("{place} ({})", clipped(name));
            }
        }
        place
    }
}

fn refusal(place: String, what: &str, remedy: &str) -> Error {
    Error::Table {
        place,
        what: what.to_owned(),
        remedy: remedy.to_owned(),
    }
}

/// What stands in a cell.
enum Cell {
    Number(f64),
    Missing,
    Text,
}

fn value(cell: &str, separator: u8) -> Cell {
    let small = cell.to_ascii_lowercase();
    if MISSING.contains(&small.as_str()) {
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
    let lines = text.split(['\n', '\r']);
    let lines = lines.filter(|line| !line.trim().is_empty());
    let lines: Vec<&str> = lines.take(2).collect();
    let counts = |mark: char| {
        let count = |line: &&str| {
            let outside = line.split('"').step_by(2);
            outside.map(|part| part.matches(mark).count()).sum()
        };
        let mut counts = lines.iter().map(count);
        let first: usize = counts.next().unwrap_or(0);
        (first > 0, first > 0 && counts.all(|other| other == first))
    };
    let marks = ['\t', ';', ','];
    let even = marks.into_iter().find(|mark| counts(*mark).1);
    let found = even.or(marks.into_iter().find(|mark| counts(*mark).0));
    found.map_or(b' ', |mark| mark as u8)
}

/// The rows with their lines in the file, counted from 1. Empty lines are
/// skipped; several blanks in a row separate as one does.
fn records(text: &str, separator: u8) -> Vec<(usize, Vec<String>)> {
    let mut reader = ReaderBuilder::new().delimiter(separator).build();
    let mut rest = text.as_bytes();
    // No cell is longer than the file.
    let mut cell = vec![0; rest.len()];
    let mut length = 0;
    let mut cells: Vec<String> = Vec::new();
    let mut rows = Vec::new();
    let (mut line, mut passed) = (1, 0);
    loop {
        if cells.is_empty() && length == 0 {
            // The reader passes over empty lines before a row.
            let empty = |byte: &&u8| matches!(byte, b'\r' | b'\n');
            let begin = rest.iter().take_while(empty).count();
            let begin = text.len() - rest.len() + begin;
            line += line_ends(&text.as_bytes()[passed..begin]);
            passed = begin;
        }
        let (result, read, written) =
            reader.read_field(rest, &mut cell[length..]);
        rest = &rest[read..];
        length += written;
        match result {
            ReadFieldResult::Field { record_end } => {
                let text = String::from_utf8_lossy(&cell[..length]);
                cells.push(text.trim().to_owned());
                length = 0;
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
            // At the end of the text it asks for more once, and gets nothing.
            ReadFieldResult::InputEmpty => {}
            ReadFieldResult::End | ReadFieldResult::OutputFull => return rows,
        }
    }
}

/// How many lines end in `text`, each with `\n`, `\r\n` or `\r`.
fn line_ends(text: &[u8]) -> usize {
    let ends = |i: &usize| match text[*i] {
        b'\n' => *i == 0 || text[i - 1] != b'\r',
        byte => byte == b'\r',
    };
    (0..text.len()).filter(ends).count()
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", clipped(text))
}

/// The text, not too long for a message and on one line.
fn clipped(text: &str) -> String {
    const MOST: usize = 40;
    let text = one_line(text);
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn one_line(text: &str) -> String {
    let blank = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().map(blank).collect()
}

fn counted(count: usize, thing: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {thing}{ending}")
}
