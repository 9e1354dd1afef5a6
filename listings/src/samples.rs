//! Samples to learn from: the book's, and a reader's own table.

use std::sync::OnceLock;

use crate::Error;
use crate::ndarray::{Array1, Array2, Axis};
use crate::table::Table;

/// A table of n samples: d features each, and a number to predict.
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
    /// What is in the table, in one line.
    pub fn summary(&self) -> String {
        let (n, d) = self.features.dim();
        let features = if d == 1 { "feature" } else { "features" };
        format!("{n} rows, {d} {features}, target {}", self.target_name)
    }
}

/// 442 people with diabetes: 10 features in their own units (age, sex, body
/// mass index, blood pressure, six measurements of the blood serum), and how
/// far the disease had gone a year later. From Efron, Hastie, Johnstone and
/// Tibshirani, "Least Angle Regression", Annals of Statistics 32(2), 2004;
/// `data/README.md` says how it came here.
///
/// # Errors
/// Those of [`read`], none of which this table meets.
pub fn diabetes() -> Result<Samples, Error> {
    const TABLE: &[u8] = include_bytes!("../data/diabetes.csv");
    static READ: OnceLock<Result<Samples, Error>> = OnceLock::new();
    READ.get_or_init(|| read("diabetes.csv", TABLE, None))
        .clone()
}

/// Reads the `bytes` of a table in UTF-8, whose columns are separated by tabs,
/// semicolons, commas or blanks, with or without their names in the first row.
/// In a file with semicolons a number may have a decimal comma. The column
/// `target`, by its name or its number from 1, is what is predicted; without
/// it, the last one.
///
/// # Errors
/// [`Error::Table`], which names the place in `file`: if it is no table of
/// numbers with a value of at most 1e100 in every cell, if a column does not
/// vary, if there are fewer rows than columns, or no column `target`.
pub fn read(
    file: &str,
    bytes: &[u8],
    target: Option<&str>,
) -> Result<Samples, Error> {
    let table = Table::of(file, bytes)?;
    let target = table.target(target)?;
    let mut numbers = table.numbers()?;
    for (j, column) in numbers.axis_iter(Axis(1)).enumerate() {
        // Of numbers around 1e-200 too: their squares are 0.
        if column.std(0.0) == 0.0 {
            return Err(table.constant(j));
        }
    }
    let targets = numbers.column(target).to_owned();
    numbers.remove_index(Axis(1), target);
    let names = (0..=numbers.ncols()).filter(|j| *j != target);
    Ok(Samples {
        names: names.map(|j| table.name(j)).collect(),
        features: numbers,
        target_name: table.name(target),
        targets,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(text: &str, target: Option<&str>) -> Samples {
        read("t.csv", text.as_bytes(), target).unwrap()
    }

    fn refuses(text: impl AsRef<[u8]>, target: Option<&str>) -> String {
        let refused = read("t.csv", text.as_ref(), target).unwrap_err();
        refused.to_string()
    }

    #[test]
    fn the_data_of_the_book_are_those_of_the_article() {
        let data = diabetes().unwrap();
        assert_eq!(data.features.dim(), (442, 10));
        assert_eq!(data.targets.len(), 442);
        let names = data.names.join(" ");
        assert_eq!(names, "age sex bmi bp s1 s2 s3 s4 s5 s6");
        assert_eq!(data.target_name, "progression");
        let summary = "442 rows, 10 features, target progression";
        assert_eq!(data.summary(), summary);
        let first = [59.0, 2.0, 32.1, 101.0, 157.0, 93.2, 38.0, 4.0];
        assert_eq!(data.features.row(0).to_vec()[..8], first);
        // Known of this table: 152.13 on average, from 25 to 346.
        let mean = data.targets.mean().unwrap();
        assert!((mean - 152.133484).abs() < 1e-6, "{mean}");
        let sorted = |x: &f64, y: &f64| x.total_cmp(y);
        let least = data.targets.iter().copied().min_by(sorted);
        let most = data.targets.iter().copied().max_by(sorted);
        assert_eq!((least, most), (Some(25.0), Some(346.0)));
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
        assert_eq!(nameless.target_name, "column 3");
        assert_eq!(nameless.features, plain.features);
        assert_eq!(nameless.targets, plain.targets);
    }

    #[test]
    fn what_separates_is_what_separates_in_all_lines() {
        let odd = reads("\"a;b\",c;d\n1,2\n3,5\n", None);
        assert_eq!((&odd.names[0][..], &odd.target_name[..]), ("a;b", "c;d"));
        let odd = reads("a;b, of c\n1;2\n3;5\n", None);
        assert_eq!(odd.target_name, "b, of c");
        let odd = reads("a;b,c\r1,2\r3,5\r", None);
        assert_eq!(odd.names, ["a;b"]);
        let odd = reads("\"a;b\";\"c,d\";e\n1,5;2;3\n3;1;1\n5;5;2\n", None);
        assert_eq!(
            (odd.names.join(" "), odd.features[[0, 0]]),
            ("a;b c,d".into(), 1.5)
        );
        let index = reads(",a\n1,2\n3,5\n", None);
        assert_eq!(index.names, ["column 1"]);
        assert_eq!(index.summary(), "2 rows, 1 feature, target a");
        let quotes = reads("\"say \"\"a\"\"\",b\n1,2\n3,5\n", None);
        assert_eq!(quotes.names, ["say \"a\""]);
    }

    #[test]
    fn the_target_is_a_name_a_number_or_the_last_column() {
        let text = "a,b,2\n1,2,3\n4,5,6\n0,1,7\n";
        let text = text.replacen('2', "c", 1);
        for (asked, target, others) in [
            (None, "c", ["a", "b"]),
            (Some("a"), "a", ["b", "c"]),
            (Some(" 2 "), "b", ["a", "c"]),
            (Some("3"), "c", ["a", "b"]),
        ] {
            let data = reads(&text, asked);
            assert_eq!(data.target_name, target);
            assert_eq!(data.names, others);
        }
        assert_eq!(reads(&text, Some("2")).targets.to_vec(), [2.0, 5.0, 1.0]);
        for wrong in ["0", "4", "d", "-1", ""] {
            let message = format!(
                "t.csv: there is no column \"{wrong}\"; give a number from 1 \
                 to 3, or one of a, b, c"
            );
            assert_eq!(refuses(&text, Some(wrong)), message);
        }
        assert_eq!(
            refuses("1 2\n3 4\n", Some("d")),
            "t.csv: there is no column \"d\"; give a number from 1 to 2"
        );
        assert_eq!(
            refuses("a a\n3 4\n1 1\n", Some("a")),
            "t.csv: two columns are called \"a\"; give the target's number"
        );
    }

    #[test]
    fn a_refusal_names_the_place_and_what_to_do() {
        for (text, message) in [
            (
                "a,b\n1,2\n\r\n3\n",
                "t.csv, row 4: it has 1 column, but row 1 has 2; give every \
                 row as many columns",
            ),
            (
                "\n1 2\n3 4 5\n",
                "t.csv, row 3: it has 3 columns, but row 2 has 2; give every \
                 row as many columns",
            ),
            (
                "\u{feff}\n1,2\n\"3\n",
                "t.csv, row 3: it has 1 column, but row 2 has 2; give every \
                 row as many columns",
            ),
            (
                "red,1\nblue,2\n",
                "t.csv, row 1, column 1: \"red\" is not a number; write a \
                 number, or delete the column",
            ),
            (
                "a,b\n1,\n3,4\n",
                "t.csv, row 2, column 2 (b): the value is missing; fill it \
                 in, or delete the row or the column",
            ),
            (
                "1\t2\nN/A\t4\n",
                "t.csv, row 2, column 1: the value is missing; fill it in, \
                 or delete the row or the column",
            ),
            (
                "a,b\n1,1\n2,red\n",
                "t.csv, row 3, column 2 (b): \"red\" is not a number; write \
                 a number, or delete the column",
            ),
            (
                "a,b\n1,\"0\nx\n",
                "t.csv, row 2, column 2 (b): \"0 x\" is not a number; write \
                 a number, or delete the column",
            ),
            (
                "a,b\n1,\"1\n2\"\n3,x\n",
                "t.csv, row 2, column 2 (b): \"1 2\" is not a number; write \
                 a number, or delete the column",
            ),
            (
                "a,b\n1,-inf\n2,3\n",
                "t.csv, row 2, column 2 (b): \"-inf\" is too large; give \
                 numbers up to 1e100",
            ),
            (
                "a,b\n1,2\n1e101,3\n",
                "t.csv, row 3, column 1 (a): \"1e101\" is too large; give \
                 numbers up to 1e100",
            ),
            (
                "a,b\n1,7\n2,7\n3,7\n",
                "t.csv, column 2 (b): the value is the same in every row; \
                 delete the column",
            ),
            (
                "1;0,1\n2;0,1\n3;0,1\n4;0,1\n",
                "t.csv, column 2: the value is the same in every row; \
                 delete the column",
            ),
            (
                "1 1e-200\n2 2e-200\n",
                "t.csv, column 2: the value is the same in every row; \
                 delete the column",
            ),
            (
                "a,b,c\n1,2,3\n4,5,7\n",
                "t.csv: it has 2 rows of numbers, but 3 columns; give at \
                 least as many rows as columns",
            ),
            (
                "a;b\n",
                "t.csv: it has 0 rows of numbers, but 2 columns; give at \
                 least as many rows as columns",
            ),
            (
                " \r\n\n",
                "t.csv: it is empty; give a row of numbers for each sample",
            ),
            (
                "a\n1\n2\n",
                "t.csv: it has 1 column, but a feature and a target are \
                 needed; separate columns by commas, semicolons, tabs or blanks",
            ),
        ] {
            assert_eq!(refuses(text, None), message, "{text}");
        }
        assert_eq!(
            refuses(b"a,b\n1,2\n\xff\xfe,3\n", None),
            "t.csv, row 3: it is not UTF-8 text; save it as CSV in UTF-8"
        );
        let long = "x".repeat(100);
        let message = refuses(format!("a,b\n1,2\n{long},3\n"), None);
        let shown = format!(
            "t.csv, row 3, column 1 (a): \"{}…\" is not a number; write a \
             number, or delete the column",
            &long[..40]
        );
        assert_eq!(message, shown);
    }

    #[test]
    fn every_way_to_say_that_a_value_is_missing_is_known() {
        for missing in ["", "?", "-", "NA", "n/a", "NaN", "null", "NULL"] {
            let message = refuses(format!("a;b\n1;2\n{missing};3\n"), None);
            let known = "row 3, column 1 (a): the value is missing";
            assert!(message.contains(known), "{message}");
        }
        let large = reads("-1e100 1\n1e100 2\n", None);
        assert_eq!(large.features[[1, 0]], 1e100);
    }
}
