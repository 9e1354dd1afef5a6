//! Jupyter's file format, nbformat 4.5.

use serde::Serialize;
use serde_json::ser::{PrettyFormatter, Serializer};
use serde_json::{Map, Value, json};

/// A notebook, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notebook {
    /// The file's name: `momentum-method.ipynb`.
    pub name: String,
    /// The file's content.
    pub json: String,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) id: String,
    pub(crate) kind: CellKind,
    pub(crate) source: String,
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CellKind {
    Markdown,
    Code,
}

impl Cell {
    pub(crate) fn markdown(id: impl Into<String>, source: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            kind: CellKind::Markdown,
            source: source.into(),
        }
    }

    pub(crate) fn code(id: impl Into<String>, source: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            kind: CellKind::Code,
            source: source.into(),
        }
    }

    // Keys in alphabetical order, as Jupyter writes them, whether or not the
    // map sorts them itself.
    fn json(&self) -> Value {
        let mut map = Map::new();
        let mut put = |key: &str, value: Value| {
            map.insert(key.to_owned(), value);
        };
        let lines: Vec<&str> = self.source.split_inclusive('\n').collect();
        match self.kind {
            CellKind::Markdown => {
                put("cell_type", json!("markdown"));
                put("id", json!(self.id));
                put("metadata", json!({}));
            }
            CellKind::Code => {
                put("cell_type", json!("code"));
                put("execution_count", Value::Null);
                put("id", json!(self.id));
                put("metadata", json!({}));
                put("outputs", json!([]));
            }
        }
        put("source", json!(lines));
        Value::Object(map)
    }
}

/// The file for `cells`, indented as Jupyter indents it.
pub(crate) fn file(cells: &[Cell]) -> Result<String, String> {
    let cells: Vec<Value> = cells.iter().map(Cell::json).collect();
    let notebook = json!({
        "cells": cells,
        "metadata": {
            "kernelspec": { "display_name": "Rust", "language": "rust", "name": "rust" },
            "language_info": { "file_extension": ".rs", "mimetype": "text/rust", "name": "rust" }
        },
        "nbformat": 4,
        "nbformat_minor": 5
    });
    let mut bytes = Vec::new();
    let formatter = PrettyFormatter::with_indent(b" ");
    notebook
        .serialize(&mut Serializer::with_formatter(&mut bytes, formatter))
        .map_err(|error| error.to_string())?;
    bytes.push(b'\n');
    String::from_utf8(bytes).map_err(|error| error.to_string())
}
