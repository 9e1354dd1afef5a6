//! `cargo xtask test`: every check there is, how long each took, and one line
//! that counts them.

mod stages;
mod timing;

use std::path::PathBuf;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::count::Count;
use crate::failure::{Failure, Result};
use crate::{files, places, run};
use timing::Timing;

type Work = fn(&State) -> Result<Count>;

/// A part of the test.
struct Stage {
    name: &'static str,
    work: Work,
    /// Whether it has something to say about one section alone.
    of_section: bool,
}

const fn stage(name: &'static str, work: Work, of_section: bool) -> Stage {
    Stage {
        name,
        work,
        of_section,
    }
}

/// One step after the other; the stages of a step run beside each other, each
/// list in its order. A kernel mostly waits for one core, a browser for another;
/// two cargos would wait for each other.
const STEPS: [&[&[Stage]]; 3] = [
    &[&[
        stage("set-up", stages::set_up, true),
        stage("format", stages::format, true),
        stage("clippy", stages::clippy, false),
        stage("doc", stages::doc, false),
        stage("cargo", stages::cargo, true),
        stage("example", stages::example, true),
        stage("build", stages::build, true),
        stage("pages", stages::pages, true),
    ]],
    &[
        &[stage("notebooks", stages::notebooks, true)],
        &[stage("browser", stages::browser, true)],
    ],
    &[&[
        stage("sabotage", stages::sabotage, false),
        stage("typos", stages::typos, true),
    ]],
];

/// What to leave out.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Stages that are not run.
    pub skip: Vec<String>,
    /// The section to which the test is limited.
    pub section: Option<Section>,
}

/// A section, by its one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section(String);

impl Section {
    /// The section of this name, written with hyphens or with underscores.
    pub fn find(name: &str) -> Result<Self> {
        let name = name.replace('_', "-");
        let pages = files::files_in(&places::root().join("src"))?;
        let mut names: Vec<String> = pages
            .iter()
            .filter(|page| page.extension().is_some_and(|ending| ending == "md"))
            .filter_map(|page| Some(page.file_stem()?.to_str()?.to_owned()))
            .filter(|name| name != "SUMMARY")
            .collect();
        if names.contains(&name) {
            return Ok(Self(name));
        }
        names.sort();
        Err(Failure::usage(format!(
            "there is no section `{name}`; the sections are {}",
            names.join(", ")
        )))
    }

    /// As its page is named: `momentum-method`.
    pub fn page(&self) -> &str {
        &self.0
    }

    /// As its code is named: `momentum_method`.
    pub fn module(&self) -> String {
        self.0.replace('-', "_")
    }
}

/// What the stages know and what they leave to later ones.
#[derive(Default)]
struct State {
    options: Options,
    learnt: Mutex<Learnt>,
}

#[derive(Default)]
struct Learnt {
    build_failed: bool,
    /// Tests that the stage `cargo` left to a later stage.
    left: usize,
    sum: Count,
    /// Lines with the counts and times of the stages.
    report: Vec<String>,
    tests: Vec<Timing>,
}

impl State {
    fn learn<T>(&self, what: impl FnOnce(&mut Learnt) -> T) -> T {
        what(&mut self.learnt.lock().unwrap_or_else(|e| e.into_inner()))
    }

    /// The built book, if there is a good one to look at.
    fn book(&self) -> Result<PathBuf> {
        let book = places::book();
        if self.learn(|learnt| learnt.build_failed) {
            return Err(Failure::failed("the book was not built; mend that first"));
        }
        if !book.join("index.html").is_file() {
            return Err(Failure::usage("there is no book; run `cargo xtask build`"));
        }
        Ok(book)
    }

    fn section(&self) -> Option<&Section> {
        self.options.section.as_ref()
    }

    /// Whether this run has the stage.
    fn has(&self, name: &str) -> bool {
        let skipped = self.options.skip.iter().any(|skipped| skipped == name);
        let stage = all().find(|stage| stage.name == name);
        !skipped && stage.is_some_and(|s| s.of_section || self.section().is_none())
    }

    fn carry_out(&self, stage: &Stage) {
        let Stage { name, work, .. } = stage;
        if !self.has(name) {
            // What is not about the section is not worth a line.
            if self.section().is_none() {
                self.learn(|learnt| learnt.sum.skipped += 1);
                self.note(format!("  {name:<10} skipped, as you asked"));
            }
            return;
        }
        println!("== {name}");
        let start = Instant::now();
        let count = work(self).unwrap_or_else(|failure| {
            eprintln!("error: {name}: {failure}");
            self.learn(|learnt| learnt.build_failed |= *name == "build");
            Count::one(false)
        });
        let time = run::spell(start.elapsed());
        let line = format!("  {name:<10} {:>12}  {}", time, count.line());
        println!("{line}\n");
        self.note(line);
        self.learn(|learnt| learnt.sum += count);
    }

    fn note(&self, line: String) {
        self.learn(|learnt| learnt.report.push(line));
    }
}

fn all() -> impl Iterator<Item = &'static Stage> {
    STEPS.iter().flat_map(|step| step.iter().copied().flatten())
}

/// The names that `--skip` takes.
pub fn names() -> impl Iterator<Item = &'static str> {
    all().map(|stage| stage.name)
}

/// Runs all stages but those left out, and says whether everything passed.
pub fn test(options: Options) -> Result<bool> {
    places::check_writable()?;
    places::cache()?;
    let start = Instant::now();
    let state = State {
        options,
        ..State::default()
    };
    for step in STEPS {
        if let [only] = step {
            only.iter().for_each(|stage| state.carry_out(stage));
            continue;
        }
        std::thread::scope(|scope| {
            for lane in step {
                let state = &state;
                scope.spawn(move || {
                    for stage in *lane {
                        run::with_prefix(stage.name, || state.carry_out(stage));
                    }
                });
            }
        });
        // From here on the book offers the notebooks with their outputs.
        if let (true, Ok(book)) = (state.has("notebooks"), state.book()) {
            stages::offer_notebooks(&book)?;
        }
    }
    let learnt = state.learnt.into_inner();
    Ok(report(
        learnt.unwrap_or_else(|e| e.into_inner()),
        start.elapsed(),
    ))
}

fn report(mut learnt: Learnt, time: Duration) -> bool {
    learnt.sum.skipped += learnt.left;
    println!("{}", learnt.report.join("\n"));
    println!("  {:<10} {:>12}", "together", run::spell(time));
    println!("The slowest tests:");
    for line in timing::slowest(learnt.tests, 10) {
        println!("  {line}");
    }
    println!("{}", learnt.sum.line());
    learnt.sum.failed == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_found_by_its_one_name() {
        for name in ["momentum-method", "momentum_method"] {
            let section = Section::find(name).unwrap();
            assert_eq!(section.page(), "momentum-method");
            assert_eq!(section.module(), "momentum_method");
        }
        let failure = Section::find("SUMMARY").unwrap_err();
        assert!(
            failure
                .message
                .contains("curvature, effective-sample-weight")
        );
    }

    #[test]
    fn a_stage_that_is_skipped_or_not_of_the_section_is_left_out() {
        let state = |skip: &[&str], section: Option<&str>| State {
            options: Options {
                skip: skip.iter().map(|&name| name.to_owned()).collect(),
                section: section.map(|name| Section::find(name).unwrap()),
            },
            ..State::default()
        };
        assert!(state(&[], None).has("sabotage"));
        assert!(!state(&["sabotage"], None).has("sabotage"));
        assert!(!state(&[], Some("curvature")).has("sabotage"));
        assert!(state(&[], Some("curvature")).has("browser"));
    }
}
