//! Runs the notebooks in a real evcxr kernel and compares what they show with
//! the page.
//!
//! The tests that need Jupyter are ignored unless asked for:
//! `cargo xtask test` asks, with the kernel and Jupyter in the path.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use listings::values;
use serde_json::Value;
use tests::{root, woven};

/// One code cell after the run.
struct Cell {
    id: String,
    outputs: Vec<Value>,
}

fn notebooks() -> Vec<weave::Notebook> {
    let book = weave::load(&root()).unwrap();
    weave::notebooks(&root(), &book).unwrap()
}

#[test]
fn the_committed_notebooks_are_what_weave_writes() {
    let written = notebooks();
    assert!(!written.is_empty());
    for notebook in &written {
        let file = root().join("notebooks").join(&notebook.name);
        let committed = std::fs::read_to_string(&file).unwrap();
        assert!(
            committed == notebook.json,
            "{} is stale; run `cargo run --package weave -- notebooks`",
            notebook.name
        );
    }
    let files = std::fs::read_dir(root().join("notebooks")).unwrap();
    let files = files.filter(|file| {
        let path = file.as_ref().unwrap().path();
        path.extension().is_some_and(|end| end == "ipynb")
    });
    assert_eq!(files.count(), written.len(), "a notebook has no section");
}

#[test]
#[ignore = "needs Jupyter and evcxr: cargo xtask test"]
fn an_executed_notebook_shows_what_the_page_shows() {
    for notebook in notebooks() {
        let section = section_of(&notebook);
        let committed = root().join("notebooks").join(&notebook.name);
        let executed = root().join("target/executed").join(&notebook.name);
        let cells = execute(&committed, &executed);
        assert_clean(&cells);
        assert_figures(&section, &cells, |_, shown, page| {
            assert!(shown == page, "{shown}\nis not the page's\n{page}");
        });
        assert_values(&section, &cells);
    }
}

/// What a student changes in a notebook, and which figures must follow.
struct Edit {
    file: &'static str,
    cell: &'static str,
    from: &'static str,
    to: &'static str,
    figures: &'static [&'static str],
}

const EDITS: [Edit; 5] = [
    Edit {
        file: "leaky-averages.ipynb",
        cell: "lst-leaky_average",
        from: "m = beta * m",
        to: "m = 0.5 * beta * m",
        figures: &["fig-impulse-average", "fig-smoothing"],
    },
    Edit {
        file: "ill-conditioned-problem.ipynb",
        cell: "lst-gradient_step",
        from: "x[0] - eta *",
        to: "x[0] - 2.0 * eta *",
        figures: &[
            "fig-valley",
            "fig-coordinates",
            "fig-valley-large",
            "fig-coordinates-large",
        ],
    },
    Edit {
        file: "curvature.ipynb",
        cell: "lst-hessian",
        from: "lambda_1 * (q_1",
        to: "2.0 * lambda_1 * (q_1",
        figures: &["fig-turned-valley", "fig-every-direction"],
    },
    Edit {
        file: "momentum-method.ipynb",
        cell: "lst-momentum_step",
        from: "beta * v[0] + g[0]",
        to: "beta * v[0] + 2.0 * g[0]",
        figures: &["fig-rolling", "fig-rolling-low", "fig-envelopes"],
    },
    Edit {
        file: "effective-sample-weight.ipynb",
        cell: "lst-newest_share",
        from: "libm::pow(beta, k)",
        to: "libm::pow(beta, 2.0 * k)",
        figures: &["fig-weights"],
    },
];

#[test]
#[ignore = "needs Jupyter and evcxr: cargo xtask test"]
fn an_edited_definition_changes_the_figures_after_it() {
    let names: Vec<String> = notebooks().into_iter().map(|n| n.name).collect();
    assert_eq!(EDITS.map(|edit| edit.file).to_vec(), names);
    for student in EDITS {
        let text = std::fs::read_to_string(root().join("notebooks").join(student.file)).unwrap();
        let mut notebook: Value = serde_json::from_str(&text).unwrap();
        edit(&mut notebook, "set-up", "../listings", &listings_folder());
        edit(&mut notebook, student.cell, student.from, student.to);
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join(student.file);
        std::fs::write(&copy, notebook.to_string()).unwrap();
        let cells = execute(&copy, &folder.path().join("executed.ipynb"));
        assert_clean(&cells);
        let section = student.file.replace(".ipynb", "").replace('-', "_");
        let mut changed = Vec::new();
        assert_figures(&section, &cells, |id, shown, page| {
            if shown != page {
                changed.push(id.to_owned());
            }
        });
        for figure in student.figures {
            let follows = changed.iter().any(|id| id == figure);
            assert!(follows, "{figure} does not show the edit");
        }
    }
}

/// `ill_conditioned_problem` for `ill-conditioned-problem.ipynb`.
fn section_of(notebook: &weave::Notebook) -> String {
    notebook.name.replace(".ipynb", "").replace('-', "_")
}

fn listings_folder() -> String {
    let folder = root().join("listings").canonicalize().unwrap();
    folder.to_str().unwrap().replace('\\', "/")
}

fn edit(notebook: &mut Value, id: &str, from: &str, to: &str) {
    let cells = notebook["cells"].as_array_mut().unwrap();
    let cell = cells.iter_mut().find(|cell| cell["id"] == id).unwrap();
    let source = text_of(&cell["source"]);
    assert!(source.contains(from), "{id} has no {from:?}");
    cell["source"] = Value::String(source.replace(from, to));
}

/// Runs the notebook with Jupyter, keeps the executed copy and returns its
/// code cells. A cell that fails does not stop the run and does not fail it:
/// the outputs have to be read.
fn execute(notebook: &Path, executed: &Path) -> Vec<Cell> {
    let folder = executed.parent().unwrap();
    std::fs::create_dir_all(folder).unwrap();
    let run = Command::new("jupyter")
        .args([
            "nbconvert",
            "--to",
            "notebook",
            "--execute",
            "--allow-errors",
        ])
        .arg("--ExecutePreprocessor.timeout=600")
        .arg("--output-dir")
        .arg(folder)
        .arg("--output")
        .arg(executed.file_name().unwrap())
        .arg(notebook)
        .output()
        .expect("jupyter is in the path: run this through `cargo xtask test`");
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{said}");
    let text = std::fs::read_to_string(executed).unwrap();
    let notebook: Value = serde_json::from_str(&text).unwrap();
    let cells = notebook["cells"].as_array().unwrap();
    let code = cells.iter().filter(|cell| cell["cell_type"] == "code");
    code.map(|cell| Cell {
        id: cell["id"].as_str().unwrap().to_owned(),
        outputs: cell["outputs"].as_array().unwrap().clone(),
    })
    .collect()
}

/// Jupyter stores a long text as a list of its lines.
fn text_of(value: &Value) -> String {
    match value {
        Value::Array(lines) => lines.iter().map(text_of).collect(),
        other => other.as_str().unwrap_or_default().to_owned(),
    }
}

/// No cell complains: no error, nothing on standard error, no panic.
fn assert_clean(cells: &[Cell]) {
    assert!(cells.len() > 5);
    for cell in cells {
        for output in &cell.outputs {
            let kind = output["output_type"].as_str().unwrap();
            let fine = match kind {
                "stream" => output["name"] == "stdout",
                other => other != "error",
            };
            let said = output.to_string();
            assert!(fine && !said.contains("panicked"), "{}: {said}", cell.id);
        }
    }
}

/// Hands each figure cell's label, its picture and the page's picture to
/// `check`.
fn assert_figures(section: &str, cells: &[Cell], mut check: impl FnMut(&str, &str, &str)) {
    let page = page_figures(section);
    assert!(!page.is_empty());
    for (id, svg) in &page {
        let cell = cells.iter().find(|cell| cell.id == *id);
        let cell = cell.unwrap_or_else(|| panic!("no cell {id}"));
        let shown: Vec<String> = cell
            .outputs
            .iter()
            .filter_map(|output| output["data"].get("image/svg+xml").map(text_of))
            .collect();
        assert_eq!(shown.len(), 1, "{id} shows one figure");
        check(id, &shown[0], svg);
    }
}

/// The pictures of a page by the id of their figure.
fn page_figures(section: &str) -> BTreeMap<String, String> {
    let page = woven(&format!("{}.md", section.replace('_', "-")));
    let mut found = BTreeMap::new();
    for part in page.split("<figure ").skip(1) {
        let id = part
            .split("id=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        let start = part.find("<svg").unwrap();
        let end = part.find("</svg>").unwrap() + "</svg>".len();
        found.insert(id.unwrap().to_owned(), part[start..end].to_owned());
    }
    found
}

/// The last cell prints the section's numbers: each is the page's.
fn assert_values(section: &str, cells: &[Cell]) {
    let printed: String = cells
        .iter()
        .filter(|cell| cell.id == "values-table")
        .flat_map(|cell| &cell.outputs)
        .map(|output| text_of(&output["text"]))
        .collect();
    let expected = values::SECTIONS.iter().find(|(name, _)| *name == section);
    let expected = expected.unwrap().1().unwrap();
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines.len(), expected.len());
    for (line, (name, value)) in lines.iter().zip(expected) {
        assert_eq!(*line, format!("{name} = {value}"));
    }
}

#[test]
fn the_notebooks_are_named_as_their_sections() {
    for notebook in notebooks() {
        let page: PathBuf = root()
            .join("src")
            .join(notebook.name.replace(".ipynb", ".md"));
        assert!(page.is_file(), "{}", page.display());
    }
}
