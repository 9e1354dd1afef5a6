//! `cargo xtask sabotage`: plants faults one by one in a copy of the tree and
//! reports which ones no test catches.

mod fault;
mod mutants;
mod page;
mod random;
mod report;
mod tex;
mod trial;

use std::collections::BTreeMap;
use std::fs;
use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use fault::Fault;
pub use fault::Kind;
use page::Surroundings;
use random::Random;
use report::{Outcome, Tally};
use trial::{Bench, Tree};
use weave::scan;

use crate::failure::{Failure, Result};
use crate::{files, places, run};

/// How many of a hundred faults must be caught.
const GOAL: usize = 98;
/// How many faults are tried at a time, each on a copy of its own.
const COPIES: usize = 2;
/// How often the count is shown where lines cannot be overwritten.
const SILENCE: Duration = Duration::from_secs(15);

/// What to try.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The kinds; none stands for all kinds of pages.
    pub kinds: Vec<Kind>,
    /// How many faults of pages to try; all of them if not given.
    pub sample: Option<usize>,
    /// The seed of the sample.
    pub seed: u64,
}

impl Options {
    fn wants(&self, kind: Kind) -> bool {
        if self.kinds.is_empty() {
            return kind != Kind::Code;
        }
        self.kinds.contains(&kind)
    }
}

/// The pages by their files, each with its text.
type Pages = BTreeMap<String, (scan::Page, String)>;

/// Plants the faults, prints and writes the table, and says whether enough of
/// them were caught.
pub fn sabotage(options: &Options) -> Result<bool> {
    places::check_writable()?;
    let mut outcomes = Vec::new();
    if Kind::PAGES.into_iter().any(|kind| options.wants(kind)) {
        outcomes.extend(pages(options)?);
    }
    if options.wants(Kind::Code) {
        outcomes.extend(mutants::run()?);
    }
    outcomes.sort_by_key(|(kind, _)| *kind);
    let path = places::root().join("target").join("sabotage.md");
    let text = report::markdown(&outcomes);
    files::write_if_changed(&path, text.as_bytes(), &places::scratch())?;
    let all = Tally::of(outcomes.iter().map(|(_, outcome)| outcome));
    println!("{}", report::table(&outcomes));
    if all.survived() > 0 {
        println!("{}", report::survivors(&outcomes));
    }
    println!("written to {}", path.display());
    Ok(all.reaches(GOAL))
}

fn pages(options: &Options) -> Result<Vec<(Kind, Outcome)>> {
    eprintln!("sabotage: builds the tests and sees that they pass");
    let bench = Bench::set_up(COPIES)?;
    let Some(tree) = bench.trees.first() else {
        return Ok(Vec::new());
    };
    let (mut faults, sources) = plan(tree)?;
    faults.retain(|fault| options.wants(fault.kind));
    if let Some(count) = options.sample {
        faults = Random::new(options.seed).sample(faults, count);
    }
    let names: Vec<&str> = bench.binaries.iter().map(|b| b.name.as_str()).collect();
    eprintln!(
        "sabotage: {} faults against {}",
        faults.len(),
        names.join(", ")
    );
    let work = Work {
        total: faults.len(),
        todo: Mutex::new(faults.into_iter().enumerate()),
        done: Mutex::new(Done {
            outcomes: Vec::new(),
            start: Instant::now(),
            shown: Instant::now(),
        }),
    };
    let failures: Vec<Failure> = std::thread::scope(|scope| {
        let workers: Vec<_> = bench
            .trees
            .iter()
            .map(|tree| scope.spawn(|| work.carry_out(&bench, tree, &sources)))
            .collect();
        let ends = workers.into_iter().map(|worker| {
            worker
                .join()
                .unwrap_or_else(|_| Err(Failure::failed("a worker of sabotage broke off")))
        });
        ends.filter_map(Result::err).collect()
    });
    if let Some(failure) = failures.into_iter().next() {
        return Err(failure);
    }
    let done = work
        .done
        .into_inner()
        .unwrap_or_else(|broken| broken.into_inner());
    let mut outcomes = done.outcomes;
    outcomes.sort_by_key(|(place, _, _)| *place);
    let outcomes = outcomes.into_iter();
    Ok(outcomes.map(|(_, kind, outcome)| (kind, outcome)).collect())
}

/// All faults of the pages in a copy, and the pages.
fn plan(tree: &Tree) -> Result<(Vec<Fault>, Pages)> {
    let mut pages = BTreeMap::new();
    let mut book = Surroundings::default();
    for path in files::files_in(&tree.file("src"))? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if !name.ends_with(".md") || name == "SUMMARY.md" {
            continue;
        }
        let file = format!("src/{name}");
        let source = fs::read_to_string(&path).map_err(|e| Failure::file("read", &path, &e))?;
        let page = page::read(&file, &source)?;
        book.labels.extend(page.labels.iter().cloned());
        book.pages.push(name.into_owned());
        for element in &page.elements {
            if let scan::What::Listing(include) = &element.what {
                let listing = tree.file("src").join(&include.path);
                let code = fs::read_to_string(&listing)
                    .map_err(|e| Failure::file("read", &listing, &e))?;
                book.anchors.insert(include.path.clone(), anchors(&code));
            }
        }
        pages.insert(file, (page, source));
    }
    let faults = pages
        .values()
        .flat_map(|(page, source)| page::faults(page, source, &book))
        .collect();
    Ok((faults, pages))
}

/// The names of the anchors of a source file.
fn anchors(code: &str) -> Vec<String> {
    let names = code
        .lines()
        .filter_map(|line| line.trim().strip_prefix("// ANCHOR:"));
    names.map(|name| name.trim().to_owned()).collect()
}

/// What the workers share.
struct Work<I> {
    total: usize,
    todo: Mutex<I>,
    done: Mutex<Done>,
}

struct Done {
    outcomes: Vec<(usize, Kind, Outcome)>,
    start: Instant,
    shown: Instant,
}

impl<I: Iterator<Item = (usize, Fault)>> Work<I> {
    /// Tries faults until none is left.
    fn carry_out(&self, bench: &Bench, tree: &Tree, pages: &Pages) -> Result<()> {
        loop {
            let next = self.todo.lock().map_or(None, |mut todo| todo.next());
            let Some((place, fault)) = next else {
                return Ok(());
            };
            let Some((page, source)) = pages.get(&fault.file) else {
                continue;
            };
            let outcome = if page::is_equivalent(page, &fault.plant(source)) {
                Outcome::Equivalent
            } else {
                match bench.try_fault(tree, &fault, source)? {
                    Some(test) => Outcome::Caught(test),
                    None => {
                        let (before, after) = fault.shown(source);
                        Outcome::Survived {
                            place: format!("{}:{}", fault.file, fault.line(source)),
                            before,
                            after,
                        }
                    }
                }
            };
            if let Ok(mut done) = self.done.lock() {
                done.report(fault.kind, &outcome);
                done.outcomes.push((place, fault.kind, outcome));
                done.show(self.total);
            }
        }
    }
}

impl Done {
    /// The line of a fault that survived.
    fn report(&self, kind: Kind, outcome: &Outcome) {
        if let Outcome::Survived {
            place,
            before,
            after,
        } = outcome
        {
            let erase = if std::io::stderr().is_terminal() {
                "\r\x1b[K"
            } else {
                ""
            };
            eprintln!("{erase}{place}: {}: `{before}` → `{after}`", kind.name());
        }
    }

    /// The line of progress.
    fn show(&mut self, total: usize) {
        let bar = std::io::stderr().is_terminal();
        let count = self.outcomes.len();
        if !bar && count < total && self.shown.elapsed() < SILENCE {
            return;
        }
        self.shown = Instant::now();
        let tally = Tally::of(self.outcomes.iter().map(|(_, _, outcome)| outcome));
        let time = self.start.elapsed();
        let left = time.mul_f64((total - count) as f64 / count.max(1) as f64);
        let line = format!(
            "{count} of {total} faults, {} caught, {} survived, {}, about {} left",
            tally.caught,
            tally.survived(),
            run::spell(time),
            run::spell(left)
        );
        if bar {
            let end = if count == total { "\n" } else { "" };
            eprint!("\r\x1b[K{line}{end}");
            // A closed pipe is the reader's choice.
            let _ = std::io::stderr().flush();
        } else {
            eprintln!("{line}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_kinds_of_pages_are_tried_unless_some_are_named() {
        let options = Options::default();
        assert!(Kind::PAGES.into_iter().all(|kind| options.wants(kind)));
        assert!(!options.wants(Kind::Code));
        let options = Options {
            kinds: vec![Kind::Code],
            ..Options::default()
        };
        assert!(options.wants(Kind::Code) && !options.wants(Kind::EqSign));
    }

    #[test]
    fn anchors_are_read_from_the_code() {
        let code = "// ANCHOR: a\nfn a() {}\n// ANCHOR_END: a\n    // ANCHOR: b\n";
        assert_eq!(anchors(code), ["a", "b"]);
    }
}
