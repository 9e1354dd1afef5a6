//! What holds for all pages alike, read from their Markdown.

mod coverage;
mod statements;
mod typed_numbers;
mod unlabelled_relations;
