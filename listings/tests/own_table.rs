//! The programs of the sections "From scratch" and "Polynomial regression" with
//! tables of all kinds: what they print, and that they write nothing where they
//! refuse.

// What goes wrong in a test may panic.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::Command;

/// A program, which `cargo test` builds with the tests.
fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let folder = test.parent().and_then(Path::parent).unwrap();
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let program = folder.join("examples").join(name);
    let remedy = "cargo test builds it, unless it is told to build one test";
    assert!(
        program.is_file(),
        "there is no {}: {remedy}",
        program.display()
    );
    program
}

/// A folder for the files of one test, empty at first.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let name = format!("momentum-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        Folder(folder)
    }

    /// Exit code, standard output and standard error.
    fn runs(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        self.runs_of("from_scratch", arguments)
    }

    fn runs_of(
        &self,
        name: &str,
        arguments: &[&str],
    ) -> (Option<i32>, String, String) {
        let out = Command::new(program(name))
            .args(arguments)
            .current_dir(&self.0)
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (out.status.code(), text(out.stdout), text(out.stderr))
    }

    fn trains(&self, file: &str, bytes: &[u8], flags: &[&str]) -> String {
        std::fs::write(self.0.join(file), bytes).unwrap();
        let (code, printed, said) =
            self.runs(&[&["--csv", file], flags].concat());
        assert_eq!((code, said.as_str()), (Some(0), ""), "{file}");
        printed
    }

    fn refuses(&self, arguments: &[&str]) -> String {
        let before = self.files();
        let out = ["--out", "pictures"];
        let (code, printed, said) = self.runs(&[arguments, &out].concat());
        assert_eq!((code, printed.as_str()), (Some(2), ""), "{said}");
        assert_eq!(self.files(), before, "{said}");
        let line = said.strip_suffix('\n').unwrap();
        assert!(!line.contains('\n'), "{line}");
        line.strip_prefix("from_scratch: ").unwrap().to_owned()
    }

    fn files(&self) -> usize {
        std::fs::read_dir(&self.0).unwrap().count()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Samples of y = 2a − b, a little off, separated and written as asked.
fn table(head: &str, separator: &str, comma: bool) -> String {
    let rows = (0..40).map(|i| {
        let (a, b) = (f64::from(i * 7 % 40), f64::from(i * i % 23));
        let y = 2.0 * a - b + f64::from(i % 3) / 4.0;
        let row = [a, b, y].map(|x| format!("{x:.2}")).join(separator);
        if comma { row.replace('.', ",") } else { row }
    });
    let lines: Vec<String> = [head.to_owned()]
        .into_iter()
        .chain(rows)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\n") + "\n"
}

#[test]
fn a_table_is_trained_on_however_it_is_written() {
    let folder = Folder::new("tables");
    let plain = folder.trains("t", table("a,b,y", ",", false).as_bytes(), &[]);
    let lines: Vec<&str> = plain.lines().collect();
    assert_eq!(lines[0], "t: 40 rows, 2 features, target y");
    assert_eq!(
        lines[2],
        "loss after 7 epochs with batches of 10, over 100 seeds"
    );
    assert_eq!(lines.len(), 7, "{plain}");
    // No run is below the optimum, and the percents are in order.
    let number = |text: &str| text.parse::<f64>().unwrap();
    let optimum = number(lines[1].strip_prefix("smallest loss ").unwrap());
    for (line, pair) in
        lines[4..].iter().zip(["0.02 0.5", "0.01 0.9", "0.005 0.9"])
    {
        let cells: Vec<&str> = line.split_whitespace().collect();
        assert_eq!(cells[..2].join(" "), pair);
        let [median, low, high, least] = [2, 3, 4, 5].map(|i| number(cells[i]));
        assert!(optimum <= least && least <= low, "{line}");
        assert!(low < median && median < high, "{line}");
    }
    for (bytes, target) in [
        (table("\"a\";b;y", ";", true), "y"),
        (format!("\u{feff}{}", table("a;b;y", ";", true)), "y"),
        (table("", "\t", false), "column 3"),
        (table("a  b y", "   ", false), "y"),
        (table("\"a, in m\",\"b\"\"\",y", ",", false), "y"),
    ] {
        let bytes = bytes.replace('\n', "\r\n");
        let same = folder.trains("t", bytes.as_bytes(), &[]);
        let expected = plain.replace("target y", &format!("target {target}"));
        assert_eq!(same, expected, "{bytes}");
    }
}

#[test]
fn the_flags_choose_the_target_the_setting_and_the_picture() {
    let folder = Folder::new("flags");
    let text = table("a,b,y", ",", false);
    let all = folder.trains("t.csv", text.as_bytes(), &["--target", "b"]);
    assert!(all.starts_with("t.csv: 40 rows, 2 features, target b\n"));
    let flags = "--target 2 --eta 0.005 --beta 0.9 --out pictures";
    let flags: Vec<&str> = flags.split(' ').collect();
    let one = folder.trains("t.csv", text.as_bytes(), &flags);
    // The same runs as the third of all three.
    assert_eq!(one.lines().nth(4), all.lines().nth(6), "{one}\n{all}");
    let file = Path::new("pictures").join("training.svg");
    assert!(one.ends_with(&format!("is drawn in {}\n", file.display())));
    let svg = std::fs::read_to_string(folder.0.join(file)).unwrap();
    assert!(
        svg.starts_with("<svg ") && svg.contains("batches of 10"),
        "{svg}"
    );
    let flags = "--batch 4 --epochs 2 --seeds 3".split(' ');
    let few =
        folder.trains("t.csv", text.as_bytes(), &flags.collect::<Vec<_>>());
    let head = "loss after 2 epochs with batches of 4, over 3 seeds";
    assert_eq!(few.lines().nth(2), Some(head));
}

#[test]
fn what_cannot_be_trained_on_is_refused_in_one_line() {
    let folder = Folder::new("refusals");
    let refused = |text: &[u8], flags: &[&str]| {
        std::fs::write(folder.0.join("odd.csv"), text).unwrap();
        folder.refuses(&[&["--csv", "odd.csv"], flags].concat())
    };
    for (text, message) in [
        (
            "a,b\n1,2\n3,4,5\n",
            "odd.csv, row 3: it has 3 columns, but row 1 has 2; give every \
             row as many columns",
        ),
        (
            "a;b\n1,5;2\n;4\n",
            "odd.csv, row 3, column 1 (a): the value is missing; fill it \
             in, or delete the row or the column",
        ),
        (
            "1\t2\n1\t4\n1\t5\n",
            "odd.csv, column 1: the value is the same in every row; delete \
             the column",
        ),
        (
            "name,size\nred,1\nblue,2\n",
            "odd.csv, row 2, column 1 (name): \"red\" is not a number; \
             write a number, or delete the column",
        ),
        (
            "1 2 3\n4 5 7\n",
            "odd.csv: it has 2 rows of numbers, but 3 columns; give at \
             least as many rows as columns",
        ),
        (
            "",
            "odd.csv: it is empty; give a row of numbers for each sample",
        ),
        (
            "a,b\n1,2\n1e999,4\n",
            "odd.csv, row 3, column 1 (a): \"1e999\" is too large; give \
             numbers up to 1e100",
        ),
    ] {
        assert_eq!(refused(text.as_bytes(), &[]), message);
    }
    assert_eq!(
        refused(b"a,b\n\xe9,1\n", &[]),
        "odd.csv, row 2: it is not UTF-8 text; save it as CSV in UTF-8"
    );
    let good = table("a,b,y", ",", false);
    assert_eq!(
        refused(good.as_bytes(), &["--target", "z"]),
        "odd.csv: there is no column \"z\"; give a number from 1 to 3, or \
         one of a, b, y"
    );
    for (flag, value, message) in [
        (
            "--eta",
            "x",
            "eta is \"x\"; it must be a number, such as 0.02",
        ),
        (
            "--eta",
            "-1",
            "eta is -1; it must be a finite number, 0 or larger",
        ),
        (
            "--beta",
            "1",
            "beta is 1; it must be at least 0 and less than 1",
        ),
        (
            "--seeds",
            "0",
            "seeds is 0; it must be between 1 and 100000",
        ),
        (
            "--epochs",
            "1.5",
            "epochs is \"1.5\"; it must be a whole number, such as 7",
        ),
        (
            "--batch",
            "41",
            "batch is 41; it must be at least 1 and at most 40, the rows",
        ),
    ] {
        assert_eq!(refused(good.as_bytes(), &[flag, value]), message);
    }
    assert_eq!(
        folder.refuses(&["--csv", "absent.csv"]),
        "absent.csv: there is no such file; check the path"
    );
    let unreadable = folder.refuses(&["--csv", "."]);
    assert!(
        unreadable.starts_with(".: it cannot be read: "),
        "{unreadable}"
    );
    let unknown = refused(good.as_bytes(), &["--speed", "1"]);
    let usage = "there is no flag --speed; usage: cargo run --release ";
    assert!(unknown.starts_with(usage), "{unknown}");
}

/// Points of y = 2 − x + x³ at the hours 0, 1, …, 10.
fn hours() -> String {
    let row = |hour: i32| {
        let x = f64::from(hour) / 5.0 - 1.0;
        format!("{hour};{}\n", 2.0 - x + x * x * x)
    };
    let rows: String = (0..=10).map(row).collect();
    format!("hour;y\n{rows}")
}

#[test]
fn a_polynomial_is_fitted_to_two_columns() {
    let folder = Folder::new("points");
    std::fs::write(folder.0.join("t.csv"), hours()).unwrap();
    let fits = |flags: &str| {
        let flags = flags.split_whitespace();
        let all: Vec<&str> =
            ["--csv", "t.csv"].into_iter().chain(flags).collect();
        let (code, printed, said) =
            folder.runs_of("polynomial_regression", &all);
        assert_eq!(
            (code, said.as_str()),
            (Some(0), ""),
            "{flags:?}",
            flags = all
        );
        printed
    };
    let printed = fits("--degree 3 --steps 20 --out pictures");
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines[0], "t.csv: 11 rows, 1 feature, target y");
    assert_eq!(lines[1], "a polynomial of degree 3 in x = (hour - 5) / 5");
    // Four eigenvalues, the largest first, and three losses, the last of the
    // curve itself.
    let number = |line: &str, at: usize| -> f64 {
        let cell = line.split_whitespace().nth(at).unwrap();
        cell.parse().unwrap()
    };
    let lambda: Vec<f64> =
        lines[3..7].iter().map(|line| number(line, 0)).collect();
    assert!(lambda.windows(2).all(|pair| pair[0] > pair[1]), "{printed}");
    assert_eq!(number(lines[3], 1), 31.0);
    let losses: Vec<f64> =
        lines[7..10].iter().map(|line| number(line, 1)).collect();
    assert!(losses[0] > losses[1] && losses[2] < 1e-20, "{printed}");
    assert!(lines[7].ends_with(" 20 steps"), "{printed}");
    assert!(lines[8].ends_with(" 20 steps, momentum 0.5"), "{printed}");
    let file = Path::new("pictures").join("fit.svg");
    let told = format!("the fit after 20 steps is drawn in {}", file.display());
    assert_eq!(lines[10], told);
    let svg = std::fs::read_to_string(folder.0.join(file)).unwrap();
    assert!(
        svg.starts_with("<svg ") && svg.contains("after 20 steps"),
        "{svg}"
    );
    // The other column can be the target.
    assert!(fits("--target hour").contains("degree 5 in x = (y - "));
}

#[test]
fn what_no_polynomial_fits_is_refused_with_the_same_words() {
    let folder = Folder::new("no-points");
    let refused = |text: &str, flags: &[&str]| {
        std::fs::write(folder.0.join("odd.csv"), text).unwrap();
        let all = [&["--csv", "odd.csv", "--out", "pictures"], flags].concat();
        let (code, printed, said) =
            folder.runs_of("polynomial_regression", &all);
        assert_eq!((code, printed.as_str()), (Some(2), ""), "{said}");
        assert_eq!(folder.files(), 1, "{said}");
        let line = said.strip_suffix('\n').unwrap();
        let line = line.strip_prefix("polynomial_regression: ").unwrap();
        line.to_owned()
    };
    for (text, flags, message) in [
        (
            "a;b\n1,5;2\n;4\n",
            &[][..],
            "odd.csv, row 3, column 1 (a): the value is missing; fill it \
             in, or delete the row or the column",
        ),
        (
            "1 2 3\n4 5 7\n0 1 1\n",
            &[],
            "odd.csv: it has 3 columns, but a polynomial has one x; give x \
             and y alone",
        ),
        (
            "x y\n1 2\n2 3\n3 5\n",
            &[],
            "odd.csv: the values of x do not determine a polynomial of \
             degree 5; give more different ones, or a smaller --degree",
        ),
        (
            "1 2\n2 3\n",
            &["--degree", "21"],
            "degree is 21; it must be at most 20",
        ),
        (
            "1 2\n2 3\n",
            &["--steps", "0"],
            "steps is 0; it must be between 1 and 100000",
        ),
    ] {
        assert_eq!(refused(text, flags), message);
    }
    let unknown = refused(&hours(), &["--eta", "1"]);
    assert!(
        unknown.starts_with("there is no flag --eta; usage: "),
        "{unknown}"
    );
}
