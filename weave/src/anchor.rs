//! The pieces of source files that listings show.

use std::collections::{BTreeMap, HashMap};
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

use crate::problem::Problems;

/// The anchor of what the reader of an exercise writes.
const SOLUTION: &str = "solution";

/// The text between `// ANCHOR: name` and `// ANCHOR_END: name`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Anchor {
    /// The line of its first line in the file, counted from 1.
    pub(crate) line: usize,
    /// The lines without the indentation that they share and without the
    /// marks of other anchors; no newline at the end.
    pub(crate) text: String,
    /// The same with `todo!()` in the place of the anchor `solution`, if that
    /// is inside.
    pub(crate) skeleton: Option<String>,
}

type Anchors = BTreeMap<String, Anchor>;

/// The files of a project, each read once.
pub(crate) struct Files {
    root: PathBuf,
    read: HashMap<String, Option<Rc<Anchors>>>,
}

impl Files {
    pub(crate) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            read: HashMap::new(),
        }
    }

    /// Whether there is a file at `path`, relative to the root.
    pub(crate) fn exists(&self, path: &str) -> bool {
        self.root.join(path).is_file()
    }

    /// The file at `path`, relative to the root, if it can be read.
    pub(crate) fn text(&self, path: &str) -> Option<String> {
        std::fs::read_to_string(self.root.join(path)).ok()
    }

    /// The anchor `name` of the file `path`, relative to the root. The
    /// message says why there is none; what is wrong inside of the file goes
    /// to `problems`.
    pub(crate) fn anchor(
        &mut self,
        path: &str,
        name: &str,
        problems: &mut Problems,
    ) -> Result<Anchor, String> {
        let anchors = self.anchors(path, problems).ok_or_else(|| {
            format!("cannot read {path}: correct the path, which starts from this file's folder")
        })?;
        anchors.get(name).cloned().ok_or_else(|| {
            let known: Vec<&str> = anchors.keys().map(String::as_str).collect();
            let known = if known.is_empty() {
                "none".to_owned()
            } else {
                known.join(", ")
            };
            format!(
                "{path} has no anchor \"{name}\"; it has {known}: \
                 name one of these or write `// ANCHOR: {name}` there"
            )
        })
    }

    /// The anchor `name` of `path` if both exist.
    pub(crate) fn find(
        &mut self,
        path: &str,
        name: &str,
        problems: &mut Problems,
    ) -> Option<Anchor> {
        self.anchors(path, problems)?.get(name).cloned()
    }

    fn anchors(&mut self, path: &str, problems: &mut Problems) -> Option<Rc<Anchors>> {
        if let Some(known) = self.read.get(path) {
            return known.clone();
        }
        let anchors = std::fs::read_to_string(self.root.join(path))
            .ok()
            .map(|source| Rc::new(parse(path, &source, problems)));
        self.read.insert(path.to_owned(), anchors.clone());
        anchors
    }
}

/// What a line says about anchors.
enum Mark<'a> {
    Start(&'a str),
    End(&'a str),
}

fn mark(line: &str) -> Option<Mark<'_>> {
    let text = line.trim().strip_prefix("//")?.trim_start();
    if let Some(name) = text.strip_prefix("ANCHOR:") {
        Some(Mark::Start(name.trim()))
    } else {
        Some(Mark::End(text.strip_prefix("ANCHOR_END:")?.trim()))
    }
}

/// All anchors of a file.
pub(crate) fn parse(file: &str, source: &str, problems: &mut Problems) -> Anchors {
    let mut anchors = Anchors::new();
    let mut open: BTreeMap<&str, usize> = BTreeMap::new();
    let lines: Vec<&str> = source.lines().collect();
    for (i, line) in lines.iter().enumerate() {
        match mark(line) {
            Some(Mark::Start(name)) => {
                if name.is_empty() {
                    problems.add(file, i + 1, "an anchor without a name: name it");
                } else if open.contains_key(name) || anchors.contains_key(name) {
                    let message =
                        format!("anchor \"{name}\" is opened a second time: rename one of them");
                    problems.add(file, i + 1, message);
                } else {
                    open.insert(name, i + 1);
                }
            }
            Some(Mark::End(name)) => match open.remove(name) {
                Some(start) => {
                    let body = lines.get(start..i).unwrap_or_default();
                    anchors.insert(name.to_owned(), anchor(start, body));
                    if anchors[name].text.is_empty() {
                        let message = format!(
                            "anchor \"{name}\" is empty: move its marks around the code or delete them"
                        );
                        problems.add(file, start, message);
                    }
                }
                None => {
                    let message = format!(
                        "`ANCHOR_END: {name}` closes an anchor that is not open: \
                         write `// ANCHOR: {name}` before it or correct the name"
                    );
                    problems.add(file, i + 1, message);
                }
            },
            None => {}
        }
    }
    for (name, line) in open {
        let message = format!(
            "anchor \"{name}\" is never closed: write `// ANCHOR_END: {name}` after its last line"
        );
        problems.add(file, line, message);
        // Known all the same, so that its listings are not reported too.
        let body = lines.get(line..).unwrap_or_default();
        anchors.entry(name.to_owned()).or_insert(anchor(line, body));
    }
    anchors
}

/// The anchor whose lines are `body`, the first one after line `start`.
fn anchor(start: usize, body: &[&str]) -> Anchor {
    let place = |wanted: fn(Mark<'_>) -> bool| {
        let mut lines = body.iter();
        lines.position(|line| mark(line).is_some_and(wanted))
    };
    let begin = place(|mark| matches!(mark, Mark::Start(SOLUTION)));
    let end = place(|mark| matches!(mark, Mark::End(SOLUTION)));
    let skeleton = begin.zip(end).map(|(begin, end)| {
        let line = body[begin];
        let indent = &line[..line.len() - line.trim_start().len()];
        let todo = format!("{indent}todo!()");
        let lines = [&body[..begin], &[todo.as_str()], &body[end..]].concat();
        shown(start, &lines).1
    });
    let (line, text) = shown(start, body);
    Anchor {
        line,
        text,
        skeleton,
    }
}

/// The number of the first line that is shown, and the lines.
fn shown(start: usize, body: &[&str]) -> (usize, String) {
    let mut kept: Vec<(usize, &str)> = body
        .iter()
        .enumerate()
        .filter(|(_, line)| mark(line).is_none())
        .map(|(i, line)| (start + 1 + i, line.trim_end()))
        .collect();
    let first = kept
        .iter()
        .position(|(_, line)| !line.is_empty())
        .unwrap_or(kept.len());
    kept.drain(..first);
    while kept.last().is_some_and(|(_, line)| line.is_empty()) {
        kept.pop();
    }
    let indent = kept
        .iter()
        .filter(|(_, line)| !line.is_empty())
        .map(|(_, line)| line.len() - line.trim_start().len())
        .min()
        .unwrap_or(0);
    let text: Vec<&str> = kept
        .iter()
        .map(|(_, line)| line.get(indent..).unwrap_or_default())
        .collect();
    let line = kept.first().map_or(start, |(line, _)| *line);
    (line, text.join("\n"))
}

/// `path`, as it stands in the file `from`, relative to the root instead;
/// `None` if it leads out of the project.
pub(crate) fn resolve(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in Path::new(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                parts.pop()?;
            }
            Component::Normal(name) => parts.push(name.to_str()?),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_dedented_and_free_of_marks() {
        let source = "\
mod x {
    // ANCHOR: outer

    /// Doubles.
    // ANCHOR: inner
    fn double(x: f64) -> f64 {
        2.0 * x
    }
    // ANCHOR_END: inner

    // ANCHOR_END: outer
}
";
        let mut problems = Problems::default();
        let anchors = parse("x.rs", source, &mut problems);
        assert_eq!(problems, Problems::default());
        let double = "fn double(x: f64) -> f64 {\n    2.0 * x\n}";
        assert_eq!(anchors["inner"].text, double);
        assert_eq!(anchors["inner"].line, 6);
        assert_eq!(anchors["outer"].text, format!("/// Doubles.\n{double}"));
        assert_eq!(anchors["outer"].line, 4);
    }

    #[test]
    fn a_skeleton_has_a_gap_where_the_solution_stands() {
        let source = "\
// ANCHOR: double
/// Doubles.
fn double(x: f64) -> f64 {
    // ANCHOR: solution
    let twice = x + x;
    twice
    // ANCHOR_END: solution
}
// ANCHOR_END: double
";
        let anchors = parse("x.rs", source, &mut Problems::default());
        let skeleton = "/// Doubles.\nfn double(x: f64) -> f64 {\n    todo!()\n}";
        assert_eq!(anchors["double"].skeleton.as_deref(), Some(skeleton));
        assert_eq!(anchors["solution"].skeleton, None);
        assert!(anchors["double"].text.contains("let twice"));
    }

    #[test]
    fn every_bad_mark_is_reported() {
        let source = "\
// ANCHOR: open
// ANCHOR: empty

// ANCHOR_END: empty
// ANCHOR_END: never
// ANCHOR:
// ANCHOR: empty
";
        let mut problems = Problems::default();
        parse("x.rs", source, &mut problems);
        let found: Vec<(usize, &str)> = problems
            .iter()
            .map(|problem| (problem.line, problem.message.split(':').next().unwrap()))
            .collect();
        assert_eq!(
            found,
            [
                (1, "anchor \"open\" is never closed"),
                (2, "anchor \"empty\" is empty"),
                (5, "`ANCHOR_END"),
                (6, "an anchor without a name"),
                (7, "anchor \"empty\" is opened a second time"),
            ]
        );
    }

    #[test]
    fn paths_stay_inside() {
        let resolved = resolve("src/a/x.md", "../../listings/src/x.rs");
        assert_eq!(resolved.as_deref(), Some("listings/src/x.rs"));
        assert_eq!(resolve("src/x.md", "../../secret.rs"), None);
        assert_eq!(resolve("src/x.md", "/etc/passwd"), None);
    }
}
