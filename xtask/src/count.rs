//! Reading how many tests passed from what test runners print.

use std::ops::AddAssign;

/// How many tests ended which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Tests that passed.
    pub passed: usize,
    /// Tests that failed.
    pub failed: usize,
    /// Tests that were not run.
    pub skipped: usize,
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl Count {
    /// A check that counts as one.
    pub fn one(passed: bool) -> Self {
        Self {
            passed: usize::from(passed),
            failed: usize::from(!passed),
            skipped: 0,
        }
    }

    /// What a test runner's output says. A runner that fails without a failed
    /// test, or that runs none, counts as a failed test.
    pub fn of_run(read: fn(&str) -> Self, output: &str, success: bool) -> Self {
        let mut count = read(output);
        let ran_none = count.passed + count.failed == 0;
        if ran_none || (!success && count.failed == 0) {
            count.failed += 1;
        }
        count
    }

    /// Adds up cargo's lines `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
    pub fn cargo(output: &str) -> Self {
        let mut sum = Self::default();
        for line in output.lines() {
            let Some((_, numbers)) = line
                .strip_prefix("test result: ")
                .and_then(|rest| rest.split_once(". "))
            else {
                continue;
            };
            for part in numbers.split(';') {
                match number_and_word(part) {
                    Some((n, "passed")) => sum.passed += n,
                    Some((n, "failed")) => sum.failed += n,
                    Some((n, "ignored")) => sum.skipped += n,
                    _ => {}
                }
            }
        }
        sum
    }

    /// Adds up the closing lines of Node's TAP: `# pass 3`, `# fail 0` and so on.
    pub fn tap(output: &str) -> Self {
        let mut sum = Self::default();
        for line in output.lines() {
            let mut words = line.split_ascii_whitespace();
            let (Some("#"), Some(word), Some(Ok(n)), None) = (
                words.next(),
                words.next(),
                words.next().map(str::parse::<usize>),
                words.next(),
            ) else {
                continue;
            };
            match word {
                "pass" => sum.passed += n,
                "fail" | "cancelled" => sum.failed += n,
                "skipped" | "todo" => sum.skipped += n,
                _ => {}
            }
        }
        sum
    }

    /// The closing line.
    pub fn line(self) -> String {
        let mut line = format!("{} passed, {} failed", self.passed, self.failed);
        if self.skipped > 0 {
            line.push_str(&format!(", {} skipped", self.skipped));
        }
        line
    }
}

fn number_and_word(part: &str) -> Option<(usize, &str)> {
    let (number, word) = part.trim().split_once(' ')?;
    Some((number.parse().ok()?, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARGO: &str = "running 3 tests
test a ... ok
test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s
test result: FAILED. 5 passed; 2 failed; 0 ignored; 0 measured; 4 filtered out; finished in 0.1s
test result: nothing of the kind
";
    const TAP: &str = "TAP version 13
ok 1 - a # SKIP
    # Subtest: b
# tests 9
# suites 1
# pass 5
# fail 1
# cancelled 1
# skipped 2
# todo 0
# duration_ms 12.5
# pass the salt 3
";

    fn count(passed: usize, failed: usize, skipped: usize) -> Count {
        Count {
            passed,
            failed,
            skipped,
        }
    }

    #[test]
    fn cargo_s_results_are_added_up() {
        assert_eq!(Count::cargo(CARGO), count(7, 2, 1));
    }

    #[test]
    fn node_s_results_are_added_up() {
        assert_eq!(Count::tap(TAP), count(5, 2, 2));
    }

    #[test]
    fn a_run_without_tests_or_with_an_unseen_failure_fails() {
        assert_eq!(Count::of_run(Count::cargo, "", true), count(0, 1, 0));
        assert_eq!(Count::of_run(Count::tap, "# pass 3", false), count(3, 1, 0));
        assert_eq!(Count::of_run(Count::tap, "# pass 3", true), count(3, 0, 0));
        let ignored = "test result: ok. 0 passed; 0 failed; 2 ignored; 0 measured";
        assert_eq!(Count::of_run(Count::cargo, ignored, true), count(0, 1, 2));
    }

    #[test]
    fn the_closing_line_names_what_was_skipped_only_if_something_was() {
        assert_eq!(count(3, 0, 0).line(), "3 passed, 0 failed");
        assert_eq!(count(3, 1, 2).line(), "3 passed, 1 failed, 2 skipped");
    }
}
