//! The table of what was caught.

use std::fmt::Write;

use super::fault::Kind;

/// What became of a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A test failed; which one.
    Caught(String),
    /// The page is the same with it.
    Equivalent,
    /// No test failed.
    Survived {
        /// `src/welcome.md:12`.
        place: String,
        /// What stood there.
        before: String,
        /// What no test noticed.
        after: String,
        /// Why none can, if that is known.
        reason: Option<String>,
    },
}

/// Counts of one kind, or of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many were planted.
    pub planted: usize,
    /// How many a test caught.
    pub caught: usize,
    /// How many change nothing, which is proven for each.
    pub equivalent: usize,
}

impl Tally {
    /// Counts the outcomes.
    pub fn of<'a>(outcomes: impl IntoIterator<Item = &'a Outcome>) -> Self {
        let mut tally = Self::default();
        for outcome in outcomes {
            tally.planted += 1;
            match outcome {
                Outcome::Caught(_) => tally.caught += 1,
                Outcome::Equivalent => tally.equivalent += 1,
                Outcome::Survived { .. } => {}
            }
        }
        tally
    }

    /// How many no test caught.
    pub fn survived(self) -> usize {
        self.planted - self.caught - self.equivalent
    }

    /// Whether at least `percent` of a hundred faults that change something
    /// were caught.
    pub fn reaches(self, percent: usize) -> bool {
        self.caught * 100 >= percent * (self.planted - self.equivalent)
    }

    fn row(self, name: &str) -> String {
        let real = self.planted - self.equivalent;
        let percent = if real == 0 {
            "–".to_owned()
        } else {
            // Counts are far below 2^52.
            format!("{:.1}", 100.0 * self.caught as f64 / real as f64)
        };
        format!(
            "| {name:<16} | {:>7} | {:>6} | {:>10} | {:>8} | {percent:>7} |\n",
            self.planted,
            self.caught,
            self.equivalent,
            self.survived()
        )
    }
}

/// The table, kind by kind.
pub fn table(outcomes: &[(Kind, Outcome)]) -> String {
    let mut table = format!(
        "| {:<16} | planted | caught | equivalent | survived | percent |\n|{}|\n",
        "kind", "------------------|--------:|-------:|-----------:|---------:|--------:"
    );
    for kind in Kind::all() {
        let own = outcomes.iter().filter(|(other, _)| *other == kind);
        let tally = Tally::of(own.map(|(_, outcome)| outcome));
        if tally.planted > 0 {
            table.push_str(&tally.row(kind.name()));
        }
    }
    let all = Tally::of(outcomes.iter().map(|(_, outcome)| outcome));
    table.push_str(&all.row("together"));
    table
}

/// The survivors as a table of their own.
pub fn survivors(outcomes: &[(Kind, Outcome)]) -> String {
    let mut list = String::from("| kind | place | before | after | why |\n|---|---|---|---|---|\n");
    for (kind, outcome) in outcomes {
        if let Outcome::Survived {
            place,
            before,
            after,
            reason,
        } = outcome
        {
            let (before, after) = (code(before), code(after));
            let why = reason.as_deref().unwrap_or("**unexplained**");
            let kind = kind.name();
            // Writing to a string cannot fail.
            let _ = writeln!(list, "| {kind} | {place} | {before} | {after} | {why} |");
        }
    }
    list
}

/// How many survivors have no known reason.
pub fn unexplained(outcomes: &[(Kind, Outcome)]) -> usize {
    let unknown = |outcome: &Outcome| matches!(outcome, Outcome::Survived { reason: None, .. });
    outcomes.iter().filter(|(_, o)| unknown(o)).count()
}

/// The report as a Markdown file.
pub fn markdown(outcomes: &[(Kind, Outcome)]) -> String {
    let mut text = format!("# Sabotage\n\n{}", table(outcomes));
    let all = Tally::of(outcomes.iter().map(|(_, outcome)| outcome));
    if all.survived() > 0 {
        text.push_str("\n## What no test caught\n\n");
        text.push_str(&survivors(outcomes));
    }
    text
}

fn code(text: &str) -> String {
    format!("`` {} ``", text.replace('|', "\\|"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcomes() -> Vec<(Kind, Outcome)> {
        let survived = Outcome::Survived {
            place: "src/p.md:3".to_owned(),
            before: "|a| < 1".to_owned(),
            after: "|a| > 1".to_owned(),
            reason: None,
        };
        vec![
            (Kind::EqSign, Outcome::Caught("p".to_owned())),
            (Kind::EqRelation, survived),
            (Kind::ValueName, Outcome::Equivalent),
        ]
    }

    #[test]
    fn the_table_counts_by_kind_and_together() {
        let table = table(&outcomes());
        let rows: Vec<String> = table
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(rows.len(), 6);
        assert_eq!(rows[2], "| eq-sign | 1 | 1 | 0 | 0 | 100.0 |");
        assert_eq!(rows[3], "| eq-relation | 1 | 0 | 0 | 1 | 0.0 |");
        assert_eq!(rows[4], "| value-name | 1 | 0 | 1 | 0 | – |");
        assert_eq!(rows[5], "| together | 3 | 1 | 1 | 1 | 50.0 |");
    }

    #[test]
    fn survivors_are_listed_with_their_place() {
        let text = markdown(&outcomes());
        let row =
            r"| eq-relation | src/p.md:3 | `` \|a\| < 1 `` | `` \|a\| > 1 `` | **unexplained** |";
        assert!(text.contains(row), "{text}");
        let mut known = outcomes();
        if let Outcome::Survived { reason, .. } = &mut known[1].1 {
            *reason = Some("by design".to_owned());
        }
        assert!(markdown(&known).contains("| by design |"));
        assert_eq!(unexplained(&outcomes()), 1);
        assert_eq!(unexplained(&known), 0);
        assert!(!markdown(&[]).contains("no test"));
    }

    #[test]
    fn the_bar_is_for_faults_that_change_something() {
        let tally = |planted, caught, equivalent| Tally {
            planted,
            caught,
            equivalent,
        };
        assert!(tally(100, 98, 0).reaches(98));
        assert!(!tally(100, 97, 0).reaches(98));
        assert!(tally(100, 97, 2).reaches(98));
        assert!(tally(0, 0, 0).reaches(98));
    }
}
