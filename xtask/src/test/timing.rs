//! How long each test took, read from what test runners print.

use std::time::Duration;

/// A test and its time.
#[derive(Debug, Clone, PartialEq)]
pub struct Timing {
    /// The test's name, with its program.
    pub name: String,
    /// How long it ran.
    pub time: Duration,
}

/// From the lines of a Rust test program: `test a::b ... ok <0.123s>`.
pub fn cargo(program: &str, output: &str) -> Vec<Timing> {
    let timing = |line: &str| {
        let (name, rest) = line.strip_prefix("test ")?.split_once(" ... ")?;
        let seconds = rest.split_once('<')?.1.strip_suffix("s>")?;
        Some(Timing {
            name: format!("{program} {name}"),
            time: Duration::try_from_secs_f64(seconds.parse().ok()?).ok()?,
        })
    };
    output.lines().filter_map(timing).collect()
}

/// From Node's TAP, where the line of a test is followed by its
/// `duration_ms: 12.3` and, for a group of tests, by `type: 'suite'`.
pub fn tap(output: &str) -> Vec<Timing> {
    let mut timings: Vec<Timing> = Vec::new();
    let mut name = None;
    for line in output.lines().map(str::trim) {
        let titled = line
            .strip_prefix("ok ")
            .or(line.strip_prefix("not ok "))
            .and_then(|rest| rest.split_once(" - "));
        if let Some((_, title)) = titled {
            name = Some(title.to_owned());
        } else if let Some(time) = line.strip_prefix("duration_ms: ")
            && let (Some(name), Ok(ms)) = (name.take(), time.parse::<f64>())
        {
            timings.push(Timing {
                name: format!("browser {name}"),
                time: Duration::try_from_secs_f64(ms / 1000.0).unwrap_or_default(),
            });
        } else if line == "type: 'suite'" {
            timings.pop();
        }
    }
    timings
}

/// A line for each of the slowest.
pub fn slowest(mut timings: Vec<Timing>, count: usize) -> Vec<String> {
    timings.sort_by(|a, b| b.time.cmp(&a.time).then_with(|| a.name.cmp(&b.name)));
    timings.truncate(count);
    let line = |t: &Timing| format!("{:>8.2} s  {}", t.time.as_secs_f64(), t.name);
    timings.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timing(name: &str, ms: u64) -> Timing {
        Timing {
            name: name.to_owned(),
            time: Duration::from_millis(ms),
        }
    }

    #[test]
    fn the_times_of_rust_tests_are_read() {
        let output = "test a::b ... ok <1.250s>\ntest c ... FAILED <0.003s>\ntest d ... ignored\n";
        let expected = [timing("p a::b", 1250), timing("p c", 3)];
        assert_eq!(cargo("p", output), expected);
    }

    #[test]
    fn the_times_of_browser_tests_are_read_without_their_groups() {
        let output = "# Subtest: g\n    ok 1 - a - b\n      ---\n      duration_ms: 12.5\n      \
            type: 'test'\n      ...\nnot ok 1 - g\n  ---\n  duration_ms: 13\n  type: 'suite'\n";
        let expected = Timing {
            name: "browser a - b".to_owned(),
            time: Duration::from_micros(12_500),
        };
        assert_eq!(tap(output), [expected]);
    }

    #[test]
    fn the_slowest_come_first() {
        let lines = slowest(vec![timing("a", 10), timing("b", 2000), timing("c", 1)], 2);
        assert_eq!(lines, ["    2.00 s  b", "    0.01 s  a"]);
    }
}
