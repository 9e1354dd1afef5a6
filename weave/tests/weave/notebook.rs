//! The notebook of a small section.

use serde_json::Value;

use crate::support::{CODE, Small};

const MODULE: &str = "listings/src/ill_conditioned_problem.rs";

const MARKDOWN: &str = "\
# A valley

The step is {{#value eta .2}}. <!-- a note -->
<!-- claim: c -->
It shrinks, see [Listing](lst:double) and [the start](welcome.md).

<!-- eq: shown -->
$$
\\norm{y} = {{#value eta}}
$$

```rust
{{#include ../listings/src/ill_conditioned_problem.rs:double}}
```

{{#figure valley}}

Before.

{{#figure valley as steep eta=0.6}}

After [Equation](eq:shown).

The end.
";

fn notebook(small: &Small) -> Result<Vec<weave::Notebook>, weave::Problems> {
    let book = weave::load(small.root())?;
    weave::notebooks(small.root(), &book)
}

fn small() -> Small {
    let small = Small::new(MARKDOWN);
    small.put("theme/macros.txt", "\\norm:\\lVert #1 \\rVert\n");
    small.put(
        MODULE,
        &format!("{CODE}\n// ANCHOR: values\npub fn values() {{}}\n// ANCHOR_END: values\n"),
    );
    small
}

/// Each cell's id and source.
fn cells(json: &str) -> Vec<(String, String)> {
    let value: Value = serde_json::from_str(json).unwrap();
    let cells = value["cells"].as_array().unwrap().clone();
    cells
        .iter()
        .map(|cell| {
            let lines = cell["source"].as_array().unwrap();
            let source = lines.iter().map(|line| line.as_str().unwrap()).collect();
            (cell["id"].as_str().unwrap().to_owned(), source)
        })
        .collect()
}

#[test]
fn an_exercise_leaves_no_trace_of_its_label() {
    let small = Small::new(
        "# T\n\n1. <!-- ex: e --> Find $x$.\n\n```rust\n{{#include ../listings/src/ill_conditioned_problem.rs:double}}\n```\n",
    );
    let json = &notebook(&small).unwrap()[0].json;
    assert!(json.contains("1. Find $x$."), "{json}");
    assert!(!json.contains("ex-e") && !json.contains("<!--"), "{json}");
}

#[test]
fn a_listing_of_another_crate_brings_what_it_needs() {
    let markdown = "# T\n\n```rust\n{{#include ../heavy/src/lib.rs:double}}\n```\n";
    let small = Small::new(markdown);
    small.put(
        "heavy/src/lib.rs",
        &CODE.replace("listings::Error", "huge::Tensor"),
    );
    small.put("heavy/src/main.rs", "fn main() {}\n");
    let problems = notebook(&small).unwrap_err().to_string();
    assert!(problems.contains("heavy/Cargo.toml"), "{problems}");
    small.put(
        "heavy/Cargo.toml",
        "[package]\nname = \"heavy\"\n\n[dependencies]\nhuge = \"=1.2.3\"\n\
         listings.workspace = true\n\n[lints]\nworkspace = true\n",
    );
    let cells = cells(&notebook(&small).unwrap()[0].json);
    assert!(cells[0].1.contains("a library with it"), "{}", cells[0].1);
    let set_up = ":dep listings = { path = \"../listings\" }\n:dep huge = \"=1.2.3\"\n\
                  use listings::Error;\nuse huge::Tensor;";
    assert_eq!(cells[1].1, set_up);
    assert_eq!(cells[3].0, "lst-double");
    let page = small.page();
    assert!(
        page.contains("Run: <code>cargo run --package heavy</code>"),
        "{page}"
    );
}

#[test]
fn cells_follow_the_page() {
    let notebooks = notebook(&small()).unwrap();
    assert_eq!(notebooks.len(), 1);
    assert_eq!(notebooks[0].name, "ill-conditioned-problem.ipynb");
    let cells = cells(&notebooks[0].json);
    assert!(cells[0].0 == "about" && cells[0].1.starts_with("# A valley\n\n"));
    assert!(cells[0].1.contains("cargo xtask lab"));
    let rest: Vec<(&str, &str)> = cells[1..]
        .iter()
        .map(|(id, source)| (id.as_str(), source.as_str()))
        .collect();
    assert_eq!(
        rest,
        [
            (
                "set-up",
                ":dep listings = { path = \"../listings\" }\nuse listings::Error;"
            ),
            (
                "text-1",
                "The step is 0.40. \nIt shrinks, see Listing\u{a0}1.1 and the start.\n\n\
                 $$\n\\lVert y \\rVert = 0.4 \\tag{1.1}\n$$\n\n\
                 **Listing\u{a0}1.1.** `listings/src/ill_conditioned_problem.rs`"
            ),
            (
                "lst-double",
                "/// Doubles.\npub fn double(x: f64) -> f64 {\n    2.0 * x\n}"
            ),
            (
                "data-valley",
                "use listings::figures::{Drawing, Figure, points};\n\
                 use listings::figures::ill_conditioned_problem::*;\n\
                 pub fn valley() {}"
            ),
            (
                "fig-valley",
                "let parameters: Valley = Valley { eta: 0.4, steps: 20, start: [-5.0, -2.0], \
                 ..Valley::default() };\n\
                 let drawing: Drawing = parameters.drawing(&valley(&parameters)?)?;\n\
                 drawing"
            ),
            ("caption-valley", "**Figure\u{a0}1.1.** Before."),
            (
                "fig-steep",
                "let parameters: Valley = Valley { eta: 0.6, steps: 20, start: [-5.0, -2.0], \
                 ..Valley::default() };\n\
                 let drawing: Drawing = parameters.drawing(&valley(&parameters)?)?;\n\
                 drawing"
            ),
            (
                "caption-steep",
                "**Figure\u{a0}1.2.** After Equation\u{a0}1.1."
            ),
            ("text-2", "The end."),
            (
                "values-about",
                "## The numbers of this section\n\n\
                 What the text prints, computed with the definitions above."
            ),
            ("values", "pub fn values() {}"),
            (
                "values-table",
                "for (name, value) in values()? { println!(\"{name} = {value}\"); }"
            ),
        ]
    );
}

#[test]
fn the_file_is_as_jupyter_writes_it() {
    let json = &notebook(&small()).unwrap()[0].json;
    assert_eq!(*json, notebook(&small()).unwrap()[0].json);
    assert!(json.starts_with("{\n \"cells\": [\n  {\n   \"cell_type\": \"markdown\",\n   \"id\": \"about\",\n   \"metadata\": {},\n   \"source\": [\n    \"# A valley\\n\",\n"));
    assert!(json.contains("   \"cell_type\": \"code\",\n   \"execution_count\": null,\n   \"id\": \"set-up\",\n   \"metadata\": {},\n   \"outputs\": [],\n"));
    assert!(json.ends_with(" \"nbformat\": 4,\n \"nbformat_minor\": 5\n}\n"));
    let ids = cells(json).into_iter().map(|(id, _)| id);
    let ids: std::collections::BTreeSet<String> = ids.collect();
    assert_eq!(ids.len(), cells(json).len());
    for id in ids {
        assert!(
            id.len() <= 64
                && id
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
        );
    }
}

#[test]
fn a_section_without_listings_has_none() {
    assert_eq!(notebook(&Small::new("# A\n\nText.\n")), Ok(vec![]));
}

#[test]
fn a_module_needs_its_names() {
    let small = small();
    small.put(MODULE, &CODE.replace(": names", ": nams"));
    let problems = notebook(&small).unwrap_err().to_string();
    assert!(
        problems.starts_with(&format!("{MODULE}:1: no anchor \"names\"")),
        "{problems}"
    );
}

#[test]
fn a_figure_needs_its_data() {
    let small = small();
    let file = "listings/src/figures/ill_conditioned_problem/valley.rs";
    small.put(file, "");
    let problems = notebook(&small).unwrap_err().to_string();
    assert!(
        problems.contains("src/ill-conditioned-problem.md:16: ")
            && problems.contains("no anchor \"valley\""),
        "{problems}"
    );
    std::fs::remove_file(small.root().join(file)).unwrap();
    let problems = notebook(&small).unwrap_err().to_string();
    let expected = format!("src/ill-conditioned-problem.md:16: there is no {file}");
    assert!(problems.contains(&expected), "{problems}");
}
