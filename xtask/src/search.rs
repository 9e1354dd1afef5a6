//! The search of the built book: each formula once and readable, what is not
//! prose or code left out, and the place that defines a term found first.
//!
//! mdBook fills its index with all text of a page: with a formula as MathML, as
//! TeX and as HTML, and with the labels of figures. So the texts are read anew
//! from the pages, and the index is built again from them.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use elasticlunr::IndexBuilder;
use scraper::{ElementRef, Html, Selector};
use serde_json::{Value, json};

use crate::failure::{Failure, Result};
use crate::{files, places};

mod formula;

/// How mdBook wraps the index.
const AROUND: [&str; 2] = [
    "window.search = Object.assign(window.search, JSON.parse('",
    "'));",
];

/// What no reader searches: a picture, its controls and numbers, and marks.
const SKIPPED: &str = "svg, script, style, nav, button, .data, .controls, .readout, .live-note, \
                       .mark, .proof, .use, .tag, .listing-caption, .katex-html, .cited";

/// How much more a term counts where it is defined than in other text.
const DEFINED: u32 = 40;

/// A piece of a page, from a heading to the next.
#[derive(Default)]
struct Piece {
    body: String,
    /// The terms that are defined here: what is emphasized for the first time.
    terms: String,
}

/// Builds the index of the book in `folder` again.
pub fn finish(folder: &Path) -> Result<()> {
    let is_index = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("searchindex") && name.ends_with(".js")
    };
    let all = files::files_in(folder)?;
    let path = all.iter().find(|path| is_index(path));
    let path = path.ok_or_else(|| Failure::failed("mdBook wrote no searchindex.js"))?;
    let script = String::from_utf8_lossy(&files::read(path)?).into_owned();
    let [before, after] = AROUND;
    let inside = script
        .strip_prefix(before)
        .and_then(|rest| rest.strip_suffix(after))
        .map(|json| json.replace("\\'", "'").replace("\\\\", "\\"));
    let search = inside.and_then(|json| serde_json::from_str::<Value>(&json).ok());
    let search = search.ok_or_else(|| {
        Failure::failed("searchindex.js is not as mdBook 0.5.4 writes it: see xtask/src/search.rs")
    })?;
    let search = rebuilt(search, &mut Pages::new(folder))?;
    let json = search
        .to_string()
        .replace('\\', "\\\\")
        .replace('\'', "\\'");
    let script = format!("{before}{json}{after}");
    files::write_if_changed(path, script.as_bytes(), &places::scratch()).map(drop)
}

fn rebuilt(mut search: Value, pages: &mut Pages) -> Result<Value> {
    let urls: Vec<String> = serde_json::from_value(search["doc_urls"].take())
        .map_err(|e| Failure::failed(format!("searchindex.js: {e}")))?;
    let mut index = IndexBuilder::new();
    for field in ["title", "body", "breadcrumbs", "terms"] {
        index = index.add_field_with_tokenizer(field, Box::new(words));
    }
    let mut index = index.build();
    for (place, url) in urls.iter().enumerate() {
        let old = &search["index"]["documentStore"]["docs"][place.to_string()];
        let of = |key: &str| old[key].as_str().unwrap_or_default().to_owned();
        let Piece { body, terms } = pages.piece(url)?;
        let fields = [of("title"), body, of("breadcrumbs"), terms];
        index.add_doc(&place.to_string(), fields);
    }
    search["index"] = json!(index);
    search["doc_urls"] = json!(urls);
    search["search_options"]["fields"]["terms"] = json!({ "boost": DEFINED });
    Ok(search)
}

/// As mdBook takes a text apart.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| c.is_whitespace() || c == '-');
    let words = words.filter(|word| !word.is_empty() && word.len() <= 80);
    words.map(str::to_lowercase).collect()
}

/// The pages, each read once, and the terms that were met so far.
struct Pages<'f> {
    folder: &'f Path,
    read: HashMap<String, HashMap<String, Piece>>,
    met: HashSet<String>,
}

impl<'f> Pages<'f> {
    fn new(folder: &'f Path) -> Self {
        let (read, met) = (HashMap::new(), HashSet::new());
        Self { folder, read, met }
    }

    /// The piece at `page.html#heading`, which is asked for once.
    fn piece(&mut self, url: &str) -> Result<Piece> {
        let (page, heading) = url.split_once('#').unwrap_or((url, ""));
        if !self.read.contains_key(page) {
            let html = files::read(&self.folder.join(page))?;
            let html = Html::parse_document(&String::from_utf8_lossy(&html));
            let pieces = pieces(&html, &mut self.met)?;
            self.read.insert(page.to_owned(), pieces);
        }
        let pieces = self.read.get_mut(page);
        Ok(pieces
            .and_then(|all| all.remove(heading))
            .unwrap_or_default())
    }
}

fn selector(css: &str) -> Result<Selector> {
    Selector::parse(css).map_err(|e| Failure::failed(format!("{css}: {e}")))
}

/// The pieces of a page, by the ids of their headings.
fn pieces(html: &Html, met: &mut HashSet<String>) -> Result<HashMap<String, Piece>> {
    let mut reader = Reader {
        skipped: selector(SKIPPED)?,
        pieces: HashMap::new(),
        here: String::new(),
        met,
    };
    for main in html.select(&selector("main")?) {
        reader.read(main);
    }
    for piece in reader.pieces.values_mut() {
        piece.body = piece.body.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    Ok(reader.pieces)
}

struct Reader<'m> {
    skipped: Selector,
    pieces: HashMap<String, Piece>,
    /// The id of the last heading.
    here: String,
    met: &'m mut HashSet<String>,
}

impl Reader<'_> {
    fn read(&mut self, element: ElementRef<'_>) {
        if self.skipped.matches(&element) {
            return;
        }
        let name = element.value().name();
        let id = element.value().attr("id");
        if let ("h1" | "h2" | "h3", Some(id)) = (name, id) {
            // Its text is the title, which mdBook has.
            id.clone_into(&mut self.here);
            return;
        }
        if name == "math" {
            let formula = formula::text(element);
            self.say(&formula);
            return;
        }
        if name == "em" {
            let term: String = element.text().collect();
            let term = term.trim_end_matches(['.', '?', '!', ',']).to_lowercase();
            if self.met.insert(term.clone()) {
                let piece = self.pieces.entry(self.here.clone()).or_default();
                // A word that is a term by itself counts more than one that is
                // a part of a longer one.
                let times = if term.contains([' ', '-']) { 1 } else { 4 };
                for _ in 0..times {
                    piece.terms.push_str(&term);
                    piece.terms.push(' ');
                }
            }
        }
        let block = !matches!(
            name,
            "em" | "strong" | "a" | "cite" | "code" | "span" | "sub" | "sup"
        );
        if block {
            self.say(" ");
        }
        for child in element.children() {
            if let Some(text) = child.value().as_text() {
                self.say(text);
            } else if let Some(child) = ElementRef::wrap(child) {
                self.read(child);
            }
        }
        if block {
            self.say(" ");
        }
    }

    fn say(&mut self, text: &str) {
        let piece = self.pieces.entry(self.here.clone()).or_default();
        piece.body.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_cut_at_its_headings_and_a_term_is_defined_where_it_is_first() {
        let html = "<main><h1 id='a'>A</h1><p>The <em>rate</em> is <span class='katex'>\
                    <math><msub><mi>x</mi><mn>1</mn></msub></math><span class='katex-html'>x1</span>\
                    </span>.<a class='mark'>✓</a></p><svg><text>−6</text></svg>\
                    <h2 id='b'>B</h2><p>A <em>rate</em>, a <em>Loss</em>?</p></main>";
        let mut met = HashSet::new();
        let pieces = pieces(&Html::parse_document(html), &mut met).unwrap();
        assert_eq!(pieces["a"].body, "The rate is x_1.");
        assert_eq!(pieces["a"].terms, "rate ".repeat(4));
        assert_eq!(pieces["b"].body, "A rate, a Loss?");
        assert_eq!(pieces["b"].terms, "loss ".repeat(4));
    }
}
