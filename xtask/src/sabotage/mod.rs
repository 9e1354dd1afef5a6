//! `cargo xtask sabotage`: plants faults one by one in a copy of the tree and
//! reports which ones no test catches.

mod equivalent;
mod fault;
mod mutants;
mod page;
mod random;
mod report;
mod seed;
mod survivors;
mod tex;
mod trial;
mod words;

use std::collections::BTreeMap;
use std::fs;
use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use fault::Fault;
pub use fault::Kind;
use formula::Macros;
use page::Surroundings;
use random::Random;
use report::{Outcome, Tally};
use survivors::{Survivors, spell};
use trial::{Bench, Tree};
use weave::scan;

use crate::failure::{Failure, Result};
use crate::test::Section;
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
    /// The sections whose pages and code are tried; none stands for all.
    pub sections: Vec<Section>,
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

    /// A page, or the module of its code.
    fn wants_file(&self, file: &str) -> bool {
        let is = |section: &Section| {
            let (page, module) = (section.page(), section.module());
            file == format!("src/{page}.md") || file == format!("listings/src/{module}.rs")
        };
        self.sections.is_empty() || self.sections.iter().any(is)
    }
}

/// The pages by their files, each with its text.
type Pages = BTreeMap<String, (scan::Page, String)>;

/// How many unexplained survivors a sample may have. A book that catches 98
/// percent has one among seventeen faults in a quarter of all samples, and
/// more than one in 4.5 percent: then something is likely wrong.
const LUCK: usize = 1;

/// Plants the faults, prints and writes the table, and says whether every
/// survivor is explained and enough of the others were caught. A sample
/// passes with up to [`LUCK`] survivors, which it lists all the same.
pub fn sabotage(options: &Options) -> Result<bool> {
    places::check_writable()?;
    let survivors = Survivors::read(places::root())?;
    let mut outcomes = Vec::new();
    let of_pages = Kind::PAGES.into_iter().any(|kind| options.wants(kind));
    if of_pages {
        outcomes.extend(pages(options, &survivors)?);
    }
    let of_code = options.wants(Kind::Code);
    if of_code {
        outcomes.extend(code(options, &survivors)?);
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
    let stale = survivors.stale(of_pages, of_code);
    for problem in &stale {
        println!("{problem}");
    }
    println!("written to {}", path.display());
    let unexplained = report::unexplained(&outcomes);
    if unexplained > 0 {
        println!(
            "{unexplained} unexplained: catch them with a test, or list them with a reason in {}",
            survivors::FILE
        );
    }
    let enough = match options.sample {
        Some(_) => unexplained <= LUCK,
        None => unexplained == 0 && all.reaches(GOAL),
    };
    Ok(enough && stale.is_empty())
}

fn pages(options: &Options, survivors: &Survivors) -> Result<Vec<(Kind, Outcome)>> {
    eprintln!("sabotage: builds the tests");
    let bench = Bench::set_up(COPIES)?;
    let Some(tree) = bench.trees.first() else {
        return Ok(Vec::new());
    };
    let (mut faults, sources) = plan(tree)?;
    for fault in &faults {
        if let Some((_, source)) = sources.get(&fault.file) {
            let (before, after) = fault.shown(source);
            survivors.plan(spell(&fault.file, fault.kind, &before, &after));
        }
    }
    faults.retain(|fault| options.wants(fault.kind) && options.wants_file(&fault.file));
    if let Some(count) = options.sample {
        faults = Random::new(options.seed).sample(faults, count);
    }
    let names: Vec<&str> = bench.programs().iter().map(|p| p.name.as_str()).collect();
    eprintln!(
        "sabotage: {} faults against {}",
        faults.len(),
        names.join(", ")
    );
    let work = Work {
        todo: Mutex::new(faults.iter().enumerate()),
        done: Mutex::new(Done::new(faults.len())),
        survivors,
        macros: macros(tree)?,
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
    let done = work.done.into_inner();
    Ok(done.unwrap_or_else(|broken| broken.into_inner()).outcomes())
}

fn code(options: &Options, survivors: &Survivors) -> Result<Vec<(Kind, Outcome)>> {
    eprintln!("sabotage: builds the tests in a copy");
    let bench = mutants::Bench::set_up()?;
    let mut planned = Vec::new();
    for mutant in mutants::plan()? {
        let fault = &mutant.fault;
        let path = places::root().join(&fault.file);
        let source = fs::read_to_string(&path).map_err(|e| Failure::file("read", &path, &e))?;
        let (before, after) = mutant.shown(&source);
        let place = format!("{}:{}", fault.file, fault.line(&source));
        let name = spell(&fault.file, Kind::Code, &before, &after);
        survivors.plan(name.clone());
        if !options.wants_file(&fault.file) {
            continue;
        }
        let survived = Outcome::Survived {
            place,
            before,
            after,
            reason: survivors.reason(&name).map(str::to_owned),
        };
        planned.push((mutant, name, survived));
    }
    if let Some(count) = options.sample {
        planned = Random::new(options.seed).sample(planned, count);
    }
    eprintln!("sabotage: {} mutants of the listings", planned.len());
    let mut done = Done::new(planned.len());
    for (place, (mutant, name, survived)) in planned.into_iter().enumerate() {
        let outcome = match bench.try_mutant(&mutant)? {
            mutants::Verdict::Caught(test, _) => {
                survivors.caught(name);
                Outcome::Caught(test)
            }
            mutants::Verdict::Survived => survived,
            mutants::Verdict::DoesNotCompile => {
                done.total -= 1;
                continue;
            }
        };
        done.add(place, Kind::Code, outcome);
    }
    Ok(done.outcomes())
}

/// The macros of the book's formulas.
fn macros(tree: &Tree) -> Result<Macros> {
    let path = tree.file("theme/macros.txt");
    let text = fs::read_to_string(&path).map_err(|e| Failure::file("read", &path, &e))?;
    let lines = text.lines().filter(|line| line.starts_with('\\'));
    Ok(Macros::new(lines.filter_map(|line| line.split_once(':'))))
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
struct Work<'w, I> {
    todo: Mutex<I>,
    done: Mutex<Done>,
    survivors: &'w Survivors,
    macros: Macros,
}

impl<'f, I: Iterator<Item = (usize, &'f Fault)>> Work<'_, I> {
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
            let (before, after) = fault.shown(source);
            let name = spell(&fault.file, fault.kind, &before, &after);
            let outcome = if page::says_the_same(page, source, fault, &self.macros) {
                Outcome::Equivalent
            } else {
                match bench.try_fault(tree, fault, source)? {
                    Some(test) => {
                        self.survivors.caught(name);
                        Outcome::Caught(test)
                    }
                    None => Outcome::Survived {
                        place: format!("{}:{}", fault.file, fault.line(source)),
                        before,
                        after,
                        reason: self.survivors.reason(&name).map(str::to_owned),
                    },
                }
            };
            if let Ok(mut done) = self.done.lock() {
                done.add(place, fault.kind, outcome);
            }
        }
    }
}

/// What was tried so far.
struct Done {
    total: usize,
    outcomes: Vec<(usize, Kind, Outcome)>,
    start: Instant,
    shown: Instant,
}

impl Done {
    fn new(total: usize) -> Self {
        Self {
            total,
            outcomes: Vec::new(),
            start: Instant::now(),
            shown: Instant::now(),
        }
    }

    fn add(&mut self, place: usize, kind: Kind, outcome: Outcome) {
        report(kind, &outcome);
        self.outcomes.push((place, kind, outcome));
        self.show();
    }

    /// The outcomes in the order of the faults.
    fn outcomes(mut self) -> Vec<(Kind, Outcome)> {
        self.outcomes.sort_by_key(|(place, _, _)| *place);
        let outcomes = self.outcomes.into_iter();
        outcomes.map(|(_, kind, outcome)| (kind, outcome)).collect()
    }

    /// The line of progress.
    fn show(&mut self) {
        let bar = std::io::stderr().is_terminal();
        let (count, total) = (self.outcomes.len(), self.total);
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

/// The line of a fault that survived, as the list of survivors takes it.
fn report(kind: Kind, outcome: &Outcome) {
    if let Outcome::Survived {
        place,
        before,
        after,
        reason: None,
    } = outcome
    {
        let bar = std::io::stderr().is_terminal();
        let erase = if bar { "\r\x1b[K" } else { "" };
        let file = place.rsplit_once(':').map_or("", |(file, _)| file);
        eprintln!("{erase}{}", spell(file, kind, before, after));
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
        assert!(options.wants_file("src/hump.md") && options.wants_file("src/welcome.md"));
        let options = Options {
            sections: vec![Section::find("hump").unwrap()],
            ..Options::default()
        };
        assert!(options.wants_file("src/hump.md") && !options.wants_file("src/welcome.md"));
        assert!(options.wants_file("listings/src/hump.rs"));
    }

    #[test]
    fn anchors_are_read_from_the_code() {
        let code = "// ANCHOR: a\nfn a() {}\n// ANCHOR_END: a\n    // ANCHOR: b\n";
        assert_eq!(anchors(code), ["a", "b"]);
    }
}
