//! Writes the code of all notebooks into one Rust file, which the tests compile:
//! a name that a cell misses is found in seconds, without a kernel.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;

fn main() {
    let folder = Path::new("../notebooks");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|file| file.extension().is_some_and(|end| end == "ipynb"))
        .collect();
    files.sort();
    let code: String = files.iter().map(|file| function(file)).collect();
    let out = std::env::var_os("OUT_DIR").unwrap();
    std::fs::write(Path::new(&out).join("notebooks.rs"), code).unwrap();
}

/// A function of a notebook's name. Each cell stands in a block with the cells
/// after it, so that it sees those before it, and may shadow their names.
fn function(file: &Path) -> String {
    let name = file
        .file_stem()
        .unwrap()
        .to_str()
        .unwrap()
        .replace('-', "_");
    let notebook: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let mut code = format!("pub fn {name}() -> Result<(), Box<dyn std::error::Error>> {{\n");
    let cells = notebook["cells"].as_array().unwrap();
    let cells = cells.iter().filter(|cell| cell["cell_type"] == "code");
    let mut depth = 0;
    for cell in cells {
        let source = cell["source"].as_array().unwrap().iter();
        let lines = source.map(|line| line.as_str().unwrap());
        let source: String = lines.filter(|line| !line.starts_with(":dep ")).collect();
        writeln!(code, "{{ // {}\n{source}\n;", cell["id"]).unwrap();
        depth += 1;
    }
    code + &"}".repeat(depth) + "\nOk(())\n}\n\n"
}
