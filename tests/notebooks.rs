//! Runs the notebooks in a real evcxr kernel and compares what they show with
//! the page.
//!
//! The tests that need Jupyter are ignored unless asked for:
//! `cargo xtask test` asks, with the kernel and Jupyter in the path. All
//! notebooks run in one kernel (`notebooks.py`), once for all tests.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use listings::values;
use serde_json::{Value, json};
use tests::{root, woven};

/// The cells of each notebook, as one function: that they compile is the test.
#[allow(dead_code, unused, missing_docs, clippy::all)]
mod cells {
    use concise::burn;
    include!(concat!(env!("OUT_DIR"), "/notebooks.rs"));
}

/// One code cell after the run.
struct Cell {
    id: String,
    outputs: Vec<Value>,
}

/// A notebook's cells, what a student typed after them, and the cells from an
/// edited one on.
struct Run {
    file: String,
    section: String,
    cells: Vec<Cell>,
    typed: Vec<Cell>,
    edited: Vec<Cell>,
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

/// What a student changes in a notebook, and which figures must follow.
struct Edit {
    file: &'static str,
    cell: &'static str,
    from: &'static str,
    to: &'static str,
    figures: &'static [&'static str],
}

const EDITS: &[Edit] = &[
    Edit {
        file: "leaky-averages.ipynb",
        cell: "lst-leaky_average",
        from: "m = beta * m",
        to: "m = 0.5 * beta * m",
        figures: &["fig-impulse-average"],
    },
    Edit {
        file: "ill-conditioned-problem.ipynb",
        cell: "lst-gradient_step",
        from: "x - eta *",
        to: "x - 2.0 * eta *",
        figures: &["fig-valley", "fig-coordinates", "fig-valley-large"],
    },
    Edit {
        file: "curvature.ipynb",
        cell: "lst-hessian",
        from: "lambda_1 * outer",
        to: "2.0 * lambda_1 * outer",
        figures: &["fig-turned-valley", "fig-progress"],
    },
    Edit {
        file: "momentum-method.ipynb",
        cell: "lst-momentum_step",
        from: "beta * v + gradient",
        to: "beta * v + 2.0 * gradient",
        figures: &["fig-rolling", "fig-rolling-low", "fig-envelopes"],
    },
    Edit {
        file: "effective-sample-weight.ipynb",
        cell: "lst-newest_share",
        from: "libm::pow(beta, k)",
        to: "libm::pow(beta, 2.0 * k)",
        figures: &["fig-weights"],
    },
    Edit {
        file: "from-scratch.ipynb",
        cell: "lst-momentum_update",
        from: "beta * *v + *g",
        to: "beta * *v + (F::one() - beta) * *g",
        figures: &["fig-training", "fig-three-settings", "fig-paired"],
    },
    Edit {
        file: "concise.ipynb",
        cell: "lst-run_on",
        from: "share * &g",
        to: "0.5 * share * &g",
        figures: &["fig-forgotten"],
    },
    Edit {
        file: "conventions.ipynb",
        cell: "lst-form_step",
        from: "s.momentum * v + &g",
        to: "0.5 * s.momentum * v + &g",
        figures: &["fig-forms", "fig-converted", "fig-rate-drop"],
    },
    Edit {
        file: "quadratic-functions.ipynb",
        cell: "lst-run",
        from: "x - eta * &v",
        to: "x - 0.5 * eta * &v",
        figures: &["fig-bowl", "fig-own-axes"],
    },
    Edit {
        file: "scalar-functions.ipynb",
        cell: "data-powers",
        from: "1.0 - p.eta * lambda",
        to: "1.0 - 0.5 * p.eta * lambda",
        figures: &["fig-powers"],
    },
    Edit {
        file: "optimal-parameters.ipynb",
        cell: "data-rate-map",
        from: "(4.0 / p.kappa, 4.0)",
        to: "(2.0 / p.kappa, 4.0)",
        figures: &["fig-rate-map"],
    },
    Edit {
        file: "hump.ipynb",
        cell: "lst-hump_run",
        from: "-repair / ",
        to: "-0.5 * repair / ",
        figures: &["fig-steepest", "fig-hump-losses"],
    },
    Edit {
        file: "nesterov.ipynb",
        cell: "lst-nesterov_step",
        from: "&x - eta * beta * &v",
        to: "&x - 0.5 * eta * beta * &v",
        figures: &["fig-race", "fig-look-ahead"],
    },
    Edit {
        file: "polynomial-regression.ipynb",
        cell: "lst-stopped",
        from: "1.0 - closed_form",
        to: "1.0 - 0.5 * closed_form",
        figures: &["fig-fit", "fig-filters", "fig-fresh"],
    },
    Edit {
        file: "colorization.ipynb",
        cell: "lst-colors_after",
        from: "scaled_add(-eta,",
        to: "scaled_add(-0.5 * eta,",
        figures: &["fig-ink", "fig-rooms"],
    },
    Edit {
        file: "limits-of-descent.ipynb",
        cell: "lst-chain",
        from: "let mut g = x.clone();",
        to: "let mut g = 2.0 * x;",
        figures: &["fig-staircase", "fig-staircase-conjugate", "fig-bound"],
    },
    Edit {
        file: "heavy-ball-fails.ipynb",
        cell: "lst-walk",
        from: "(state, parameters, slope)",
        to: "(state, parameters, |x| 0.5 * slope(x))",
        figures: &["fig-cycle", "fig-starts", "fig-square"],
    },
    Edit {
        file: "stochastic-gradients.ipynb",
        cell: "lst-moments_step",
        from: "let var_x = var_x + eta *",
        to: "let var_x = var_x + 0.5 * eta *",
        figures: &["fig-noisy-run", "fig-worth"],
    },
    Edit {
        file: "todays-optimizers.ipynb",
        cell: "lst-average",
        from: "beta * a + (1.0 - beta) * b",
        to: "0.5 * beta * a + (1.0 - beta) * b",
        figures: &["fig-optimizers"],
    },
    Edit {
        file: EXERCISES,
        // The last but one: few cells run once more after it.
        cell: "lst-skeleton-stationary",
        from: "todo!()",
        to: "panic!(\"an edit\")",
        figures: &[],
    },
];

/// The notebook whose cells the student writes.
const EXERCISES: &str = "exercises.ipynb";

/// For each exercise a cell with its solution and its check.
fn solved() -> Vec<String> {
    let cell = |exercise: &listings::exercises::Exercise| {
        let name = exercise.name;
        let path = format!("listings/src/exercises/{name}.rs");
        let source = std::fs::read_to_string(root().join(path)).unwrap();
        let code = ["names", name].map(|anchor| code(&source, anchor)).concat();
        format!(
            "{code}\nprintln!(\"{name}: {{}}\", listings::exercises::told(|| \
             listings::exercises::{name}::check({name})));"
        )
    };
    listings::exercises::all().iter().map(cell).collect()
}

/// The code of an anchor, without the marks of others; none if there is none.
fn code(source: &str, anchor: &str) -> String {
    let lines = source.lines().map(|line| line.trim_end());
    let mut inside = lines
        .skip_while(|line| *line != format!("// ANCHOR: {anchor}"))
        .skip(1);
    let mut code = String::new();
    for line in inside.by_ref() {
        if line == format!("// ANCHOR_END: {anchor}") {
            break;
        }
        if !line.trim_start().starts_with("// ANCHOR") {
            code += line;
            code += "\n";
        }
    }
    code
}

/// What a student types after the cells of a notebook, and what then appears.
struct Typed {
    file: &'static str,
    cells: &'static [&'static str],
    shown: &'static [&'static str],
}

const TYPED: [Typed; 2] = [
    Typed {
        file: "momentum-method.ipynb",
        cells: &[
            "let path = momentum_descent([-5.0, -2.0], 0.6, 0.5, 20)?;",
            "path",
        ],
        shown: &["0.0071878", "0.0025532"],
    },
    // The run with burn, which no other cell makes.
    Typed {
        file: "concise.ipynb",
        cells: &[
            "let data: Regression = standardized(&diabetes()?)?;",
            "let theirs: Vec<Array1<f64>> = trained(&data, listings::concise::SETTINGS, [0.0, 0.5])?;",
            "let ours: Vec<Array1<f64>> = trained_path(&data, listings::concise::SETTINGS)?;",
            "println!(\"{} {}\", theirs.len(), all_apart(&ours, &theirs).iter().all(|size| *size < 1e-14));",
        ],
        shown: &["315 true"],
    },
];

fn typed_into(file: &str) -> Option<&'static Typed> {
    TYPED.iter().find(|typed| typed.file == file)
}

/// The notebook that `SECTION` asks for, else all.
fn wanted() -> Vec<weave::Notebook> {
    let mut notebooks = notebooks();
    if let Ok(section) = std::env::var("SECTION") {
        notebooks.retain(|notebook| notebook.name == format!("{section}.ipynb"));
    }
    notebooks
}

#[test]
#[ignore = "needs Jupyter and evcxr: cargo xtask test"]
fn an_executed_notebook_shows_what_the_page_shows() {
    for run in runs() {
        assert_clean(&run.cells);
        if run.file == EXERCISES {
            // What the reader has not written yet is no error.
            let checks = run
                .cells
                .iter()
                .filter(|cell| cell.id.starts_with("check-"));
            let open = checks.filter(|check| said(check).starts_with("Not yet: there is still a"));
            assert_eq!(open.count(), listings::exercises::all().len());
            continue;
        }
        assert_figures(&run.section, &run.cells, |_, shown, page| {
            assert!(shown == page, "{shown}\nis not the page's\n{page}");
        });
        assert_values(&run.section, &run.cells);
    }
}

#[test]
#[ignore = "needs Jupyter and evcxr: cargo xtask test"]
fn an_edited_definition_changes_the_figures_after_it() {
    let names: Vec<String> = notebooks().into_iter().map(|n| n.name).collect();
    let edited: Vec<&str> = EDITS.iter().map(|edit| edit.file).collect();
    assert_eq!(edited, names);
    for run in runs() {
        let student = edit_of(&run.file);
        assert_clean(&run.edited);
        if run.file == EXERCISES {
            let check = run.edited.iter().find(|cell| cell.id == "check-stationary");
            let told = said(check.unwrap());
            assert!(told.contains("your function panics: an edit"), "{told}");
            continue;
        }
        let mut changed = Vec::new();
        let page = page_figures(&run.section);
        for cell in &run.edited {
            let shown = figures_of(cell);
            if page.get(&cell.id).is_some_and(|svg| shown != [svg.clone()]) {
                changed.push(cell.id.as_str());
            }
        }
        for figure in student.figures {
            assert!(changed.contains(figure), "{figure} does not show the edit");
        }
    }
}

/// Needs rust-analyzer with the sources of the standard library: without them
/// the variable gets the type `!`.
#[test]
#[ignore = "needs Jupyter and evcxr: cargo xtask test"]
fn what_a_student_types_runs_and_shows_its_result() {
    for run in runs() {
        let Some(typed) = typed_into(&run.file) else {
            continue;
        };
        assert_eq!(run.typed.len(), typed.cells.len());
        let said = format!("{:?}", run.typed.last().unwrap().outputs);
        for shown in typed.shown {
            assert!(said.contains(shown), "{said}");
        }
        for cell in &run.typed {
            assert!(!said_error(cell), "{}: {said}", cell.id);
        }
    }
}

#[test]
#[ignore = "needs Jupyter and evcxr: cargo xtask test"]
fn the_solutions_pass_their_checks() {
    for run in runs().iter().filter(|run| run.file == EXERCISES) {
        assert_clean(&run.typed);
        let checks: Vec<String> = run.typed.iter().map(said).collect();
        let exercises = listings::exercises::all();
        assert_eq!(checks.len(), exercises.len());
        for (told, exercise) in checks.iter().zip(exercises) {
            assert_eq!(
                told.trim(),
                format!("{}: Right: all cases pass.", exercise.name)
            );
        }
    }
}

/// What a cell prints.
fn said(cell: &Cell) -> String {
    cell.outputs
        .iter()
        .map(|output| text_of(&output["text"]))
        .collect()
}

/// `ill_conditioned_problem` for `ill-conditioned-problem.ipynb`.
fn section_of(notebook: &weave::Notebook) -> String {
    notebook.name.replace(".ipynb", "").replace('-', "_")
}

fn edit_of(file: &str) -> &'static Edit {
    let edit = EDITS.iter().find(|edit| edit.file == file);
    edit.unwrap_or_else(|| panic!("no edit is tried in {file}: add one to EDITS"))
}

/// Runs the notebooks, keeps the executed copies and reads all outputs. A cell
/// that fails neither stops nor fails the run.
fn runs() -> &'static [Run] {
    // Also a failure is kept: no other test runs them again.
    static RUNS: OnceLock<Result<Vec<Run>, String>> = OnceLock::new();
    match RUNS.get_or_init(run_all) {
        Ok(runs) => runs,
        Err(cause) => panic!("{cause}"),
    }
}

fn run_all() -> Result<Vec<Run>, String> {
    let wanted = wanted();
    let jobs: Vec<Value> = wanted.iter().map(job).collect();
    if jobs.is_empty() {
        return Ok(Vec::new());
    }
    let mut python = Command::new("python")
        .arg(root().join("tests/notebooks.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| format!("cannot run python: {e}; run this through `cargo xtask test`"))?;
    let mut stdin = python.stdin.take().unwrap();
    // If it does not read, its exit code says so.
    let _ = stdin.write_all(Value::from(jobs).to_string().as_bytes());
    drop(stdin);
    let output = python.wait_with_output().map_err(|e| e.to_string())?;
    if !output.status.success() {
        return Err("tests/notebooks.py failed; see above".to_owned());
    }
    let said = String::from_utf8_lossy(&output.stdout);
    let runs: Vec<Run> = said.lines().zip(&wanted).map(read_run).collect();
    assert_eq!(runs.len(), wanted.len());
    Ok(runs)
}

fn job(notebook: &weave::Notebook) -> Value {
    let name = &notebook.name;
    let Edit { cell, from, to, .. } = edit_of(name);
    let typed = match typed_into(name) {
        _ if name == EXERCISES => solved(),
        typed => {
            let cells = typed.map_or(&[][..], |typed| typed.cells);
            cells.iter().map(|cell| (*cell).to_owned()).collect()
        }
    };
    // `cargo xtask test` unpacks the archive that readers get.
    let folder = std::env::var_os("NOTEBOOKS").map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| root().join("notebooks"));
    json!({
        "notebook": folder.join(name).canonicalize().unwrap(),
        "executed": root().join("target/executed").join(name),
        "typed": typed,
        "edit": { "cell": cell, "from": from, "to": to },
    })
}

fn read_run((line, notebook): (&str, &weave::Notebook)) -> Run {
    let outcome: Value = serde_json::from_str(line).unwrap();
    let cells = |key: &str| -> Vec<Cell> {
        let cells = outcome[key].as_array().unwrap().iter();
        let cell = |cell: &Value| Cell {
            id: cell["id"].as_str().unwrap().to_owned(),
            outputs: cell["outputs"].as_array().unwrap().clone(),
        };
        cells.map(cell).collect()
    };
    Run {
        file: notebook.name.clone(),
        section: section_of(notebook),
        cells: cells("run"),
        typed: cells("typed"),
        edited: cells("edited"),
    }
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
    assert!(cells.len() > 2);
    for cell in cells {
        assert!(!said_error(cell), "{}: {:?}", cell.id, cell.outputs);
    }
}

fn said_error(cell: &Cell) -> bool {
    cell.outputs.iter().any(|output| {
        let kind = output["output_type"].as_str().unwrap();
        let fine = match kind {
            "stream" => output["name"] == "stdout",
            other => other != "error",
        };
        !fine || output.to_string().contains("panicked")
    })
}

/// Hands each figure cell's label, its picture and the page's picture to
/// `check`.
fn assert_figures(section: &str, cells: &[Cell], mut check: impl FnMut(&str, &str, &str)) {
    let page = page_figures(section);
    assert!(!page.is_empty());
    for (id, svg) in &page {
        let cell = cells.iter().find(|cell| cell.id == *id);
        let cell = cell.unwrap_or_else(|| panic!("no cell {id}"));
        let shown = figures_of(cell);
        assert_eq!(shown.len(), 1, "{id} shows one figure: {:?}", cell.outputs);
        check(id, &shown[0], svg);
    }
}

fn figures_of(cell: &Cell) -> Vec<String> {
    let outputs = cell.outputs.iter();
    let figures = outputs.filter_map(|output| output["data"].get("image/svg+xml"));
    figures.map(text_of).collect()
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
