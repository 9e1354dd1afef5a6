//! The notebook of a section, from the same Markdown and anchors as the page.

use std::collections::HashMap;
use std::ops::Range;

use listings::figures::Entry;

use crate::book::{Project, exercise, own_crate, skeleton};
use crate::figure;
use crate::ipynb::{Cell, Notebook, file};
use crate::label::Kind;
use crate::patch::{Edit, Patched};
use crate::scan::{Element, FigureCall, Include, Page, What};
use crate::source::name_at;

/// Writes the notebook of `page`.
pub(crate) fn write(page: &Page, project: &mut Project) -> Notebook {
    let mut writer = Writer {
        page,
        project,
        edits: Vec::new(),
        cells: Vec::new(),
        texts: 0,
    };
    writer.edits = writer.prose_edits();
    writer.head();
    writer.body();
    writer.values();
    let json = match file(&writer.cells) {
        Ok(json) => json,
        Err(message) => {
            writer.problem(0, message);
            String::new()
        }
    };
    Notebook {
        name: page.notebook(),
        json,
    }
}

struct Writer<'a> {
    page: &'a Page,
    project: &'a mut Project,
    edits: Vec<Edit>,
    cells: Vec<Cell>,
    /// How many cells of prose there are so far.
    texts: usize,
}

impl Writer<'_> {
    fn problem(&mut self, at: usize, message: impl Into<String>) {
        let line = self.page.line(at);
        self.project.problems.add(&self.page.file, line, message);
    }

    /// What Jupyter's Markdown does not know.
    fn prose_edits(&mut self) -> Vec<Edit> {
        let mut edits = Vec::new();
        for element in &self.page.elements {
            let range = element.range.clone();
            match &element.what {
                What::Title => edits.push(Edit::replace(range, "")),
                What::Comment => edits.push(Edit::replace(range, "")),
                What::Formula {
                    tex,
                    display,
                    label,
                } => {
                    let tex = self.formula(&range, tex, *display, label);
                    edits.push(Edit::replace(range, tex));
                }
                What::Reference { kind, name, text } => {
                    let number = match self.project.targets.find(*kind, name) {
                        Ok(target) => target.number.clone().unwrap_or_default(),
                        Err(message) => {
                            self.problem(range.start, message);
                            continue;
                        }
                    };
                    let space = if text.is_empty() || number.is_empty() {
                        ""
                    } else {
                        "\u{a0}"
                    };
                    edits.push(Edit::replace(range.start..text.start, ""));
                    edits.push(Edit::replace(
                        text.end..range.end,
                        format!("{space}{number}"),
                    ));
                }
                // The other pages are not beside the notebook.
                What::Link { text, .. } | What::Citation { text, .. } => {
                    edits.push(Edit::replace(range.start..text.start, ""));
                    edits.push(Edit::replace(text.end..range.end, ""));
                }
                What::Claim { .. }
                | What::Mistake { .. }
                | What::Exercise { .. }
                | What::Listing(_)
                | What::Figure { .. }
                | What::Tested
                | What::References => {}
            }
        }
        edits
    }

    /// A formula for MathJax, which knows none of our macros.
    fn formula(
        &self,
        range: &Range<usize>,
        tex: &str,
        display: bool,
        label: &Option<String>,
    ) -> String {
        let mut tex = self.project.renderer.macros().expand(tex);
        if !display {
            return format!("${tex}$");
        }
        if let Some(name) = label {
            let number = self.project.targets.number(Kind::Equation, name);
            tex += &format!(" \\tag{{{number}}}");
        }
        let before = self.page.slice(0..range.start);
        if before.is_empty() || before.ends_with('\n') {
            format!("$$\n{tex}\n$$")
        } else {
            // In a list or a quote each line would begin with its signs.
            format!("$$ {} $$", tex.replace('\n', " "))
        }
    }

    /// The prose in `range`, which no listing and no figure interrupts.
    fn prose(&self, range: Range<usize>) -> String {
        let edits = self
            .edits
            .iter()
            .filter(|edit| range.start <= edit.range.start && edit.range.end <= range.end)
            .map(|edit| Edit {
                range: edit.range.start - range.start..edit.range.end - range.start,
                ..edit.clone()
            })
            .collect();
        let text = Patched::new(self.page.slice(range), edits).text;
        // Taken-out comments leave empty lines.
        let mut text = text.trim().to_owned();
        while text.contains("\n\n\n") {
            text = text.replace("\n\n\n", "\n\n");
        }
        text
    }

    /// What the reader must know, and what all cells need.
    fn head(&mut self) {
        let title = self.page.elements.iter().find_map(|element| {
            let title = element.what == What::Title;
            title.then(|| self.page.slice(element.range.clone()))
        });
        let title = title.unwrap_or_default().trim().trim_start_matches("# ");
        if title.is_empty() {
            self.problem(0, "a section needs a title: begin the file with `# Title`");
        }
        let others = self.other_crates();
        let others: Vec<_> = others.iter().map(|(name, _)| name.as_str()).collect();
        let what = match self.page.has_exercises() {
            true => {
                "Put your solution in the place of a `todo!()`, run its cell and then the one \
                 below it, which checks your answer and says what is wrong with it."
            }
            false => {
                "Change a definition, then run its cell and the cells after it: the figures and \
                 the numbers change with it."
            }
        };
        self.cells
            .push(Cell::markdown("about", about(title, &others, what)));

        let mut source = String::from(":dep listings = { path = \"../listings\" }");
        if self.page.has_exercises() {
            // Each exercise brings its own names.
            self.cells.push(Cell::code("set-up", source));
            return;
        }
        let module = format!("listings/src/{}.rs", self.page.section());
        let others = self.other_crates();
        for (name, _) in &others {
            source += &self.dependencies(name);
        }
        let modules = others.into_iter().map(|(_, module)| module);
        for module in std::iter::once(module).chain(modules) {
            let problems = &mut self.project.problems;
            match self.project.files.find(&module, "names", problems) {
                Some(names) => source += &format!("\n{}", names.text),
                None => {
                    let message = "no anchor \"names\", which a notebook begins with: put the \
                                   `use` lines that the listings need between \
                                   `// ANCHOR: names` and `// ANCHOR_END: names`";
                    problems.add(&module, 1, message);
                }
            }
        }
        self.cells.push(Cell::code("set-up", source));
    }

    /// The crates other than `listings` from which the page takes listings, each
    /// with the file.
    fn other_crates(&mut self) -> Vec<(String, String)> {
        let mut others: Vec<(String, String)> = Vec::new();
        for element in &self.page.elements {
            let What::Listing(include) = &element.what else {
                continue;
            };
            // An include that fails is reported where the cell is written.
            if let Ok((path, _)) = self.project.anchor(self.page, include)
                && let Some(name) = own_crate(&path)
            {
                let other = (name.to_owned(), path.clone());
                if !others.contains(&other) {
                    others.push(other);
                }
            }
        }
        others
    }

    /// A line for each dependency of a crate, but for `listings`.
    fn dependencies(&mut self, name: &str) -> String {
        let manifest = format!("{name}/Cargo.toml");
        let Some(text) = self.project.files.text(&manifest) else {
            let message = format!("cannot read the file: the crate {name} needs one");
            self.project.problems.add(&manifest, 1, message);
            return String::new();
        };
        let lines = text
            .lines()
            .skip_while(|line| *line != "[dependencies]")
            .skip(1)
            .take_while(|line| !line.starts_with('['))
            .filter(|line| line.contains('=') && !line.starts_with("listings"));
        lines.map(|line| format!("\n:dep {line}")).collect()
    }

    /// Prose, listings and figures in the order of the page.
    fn body(&mut self) {
        let mut done = 0;
        let mut drawn: Vec<&str> = Vec::new();
        let waits = self.waits();
        let mut waiting: Vec<(usize, &Element)> = Vec::new();
        for (place, element) in self.page.elements.iter().enumerate() {
            match &element.what {
                What::Listing(include) => {
                    let caption = self.listing_caption(include);
                    self.text(done..element.range.start, &caption);
                    self.listing(element, include);
                    done = element.range.end;
                    let ready = |(after, _): &mut (usize, &Element)| *after <= place;
                    for (_, figure) in waiting.extract_if(.., ready) {
                        self.drawn(figure, &mut drawn);
                    }
                }
                What::Figure { caption, .. } => {
                    self.text(done..element.range.start, "");
                    match waits.get(&place) {
                        Some(after) => waiting.push((*after, element)),
                        None => self.drawn(element, &mut drawn),
                    }
                    done = caption.end;
                }
                _ => {}
            }
        }
        self.text(done..self.page.text.len(), "");
    }

    /// A figure with its caption.
    fn drawn<'p>(&mut self, element: &'p Element, drawn: &mut Vec<&'p str>) {
        let What::Figure { call, caption } = &element.what else {
            return;
        };
        let first = !drawn.contains(&call.name.as_str());
        drawn.push(&call.name);
        self.figure(element, call, first);
        let number = self.project.targets.number(Kind::Figure, &call.label);
        let words = self.prose(caption.clone());
        let source = format!("**Figure\u{a0}{number}.** {words}");
        let id = format!("caption-{}", call.label);
        self.cells.push(Cell::markdown(id, source));
    }

    /// Which figures stand on the page before the listings that they are
    /// computed with, and after which one a notebook can draw them: places
    /// among the elements.
    fn waits(&mut self) -> HashMap<usize, usize> {
        let mut defined: HashMap<String, usize> = HashMap::new();
        let mut figures = Vec::new();
        for (place, element) in self.page.elements.iter().enumerate() {
            let problems = &mut self.project.problems;
            let anchor = match &element.what {
                What::Listing(include) => self.project.anchor(self.page, include).ok(),
                What::Figure { call, .. } => figure::entry(call).ok().and_then(|entry| {
                    let (path, function) = data_of(&entry);
                    let anchor = self.project.files.find(&path, &function, problems)?;
                    Some((path, anchor))
                }),
                _ => None,
            };
            let Some((_, anchor)) = anchor else { continue };
            for name in functions(&anchor.text) {
                defined.entry(name.to_owned()).or_insert(place);
            }
            if matches!(element.what, What::Figure { .. }) {
                figures.push((place, anchor.text));
            }
        }
        let mut waits = HashMap::new();
        for (place, code) in figures {
            let needed = defined.iter().filter(|(name, _)| calls(&code, name));
            let needed = needed.map(|(_, at)| *waits.get(at).unwrap_or(at));
            match needed.max() {
                Some(after) if after > place => waits.insert(place, after),
                _ => None,
            };
        }
        waits
    }

    fn text(&mut self, range: Range<usize>, more: &str) {
        let mut source = self.prose(range);
        if !source.is_empty() && !more.is_empty() {
            source += "\n\n";
        }
        source += more;
        if !source.is_empty() {
            self.texts += 1;
            let id = format!("text-{}", self.texts);
            self.cells.push(Cell::markdown(id, source));
        }
    }

    fn listing_caption(&mut self, include: &Include) -> String {
        let number = self.project.targets.number(Kind::Listing, &include.label);
        let number = number.to_owned();
        match self.project.anchor(self.page, include) {
            Ok((path, _)) if include.skeleton => {
                let name = exercise(&path).unwrap_or_default();
                format!(
                    "**Listing\u{a0}{number}.** Outside of the notebook: `cargo xtask exercise {name}`"
                )
            }
            Ok((path, _)) => format!("**Listing\u{a0}{number}.** `{path}`"),
            Err(_) => String::new(),
        }
    }

    fn listing(&mut self, element: &Element, include: &Include) {
        match self.project.anchor(self.page, include) {
            Ok((path, anchor)) => {
                let id = Kind::Listing.id(&include.label);
                let Some(name) = exercise(&path).filter(|_| include.skeleton) else {
                    self.cells.push(Cell::code(id, anchor.text));
                    return;
                };
                let project = &mut *self.project;
                let code = skeleton(&mut project.files, &path, name, &mut project.problems);
                match code {
                    Ok(code) => self.cells.push(Cell::code(id, code)),
                    Err(message) => self.problem(element.range.start, message),
                }
                let check = format!(
                    "println!(\"{{}}\", listings::exercises::told(|| \
                     listings::exercises::{name}::check({name})));"
                );
                self.cells.push(Cell::code(format!("check-{name}"), check));
            }
            Err(message) => self.problem(element.range.start, message),
        }
    }

    /// The cells that compute and draw a figure with what the cells before
    /// them define.
    fn figure(&mut self, element: &Element, call: &FigureCall, first: bool) {
        let cells = figure::entry(call).and_then(|entry| {
            let literal = entry.literal(&call.state).map_err(|error| {
                format!("figure {}: {error}: correct the directive", entry.name)
            })?;
            let (path, function) = data_of(&entry);
            let mut cells = Vec::new();
            if first {
                if !self.project.files.exists(&path) {
                    return Err(format!(
                        "there is no {path}: write the data of figure {} there, between \
                         `// ANCHOR: {function}` and `// ANCHOR_END: {function}`",
                        entry.name
                    ));
                }
                let problems = &mut self.project.problems;
                let anchor = self.project.files.anchor(&path, &function, problems)?;
                // The module of the figure cannot import its own types. What
                // the cells define goes before what the star brings.
                let names = format!(
                    "use listings::figures::{{Drawing, Figure, points}};\nuse listings::figures::{}::*;\n",
                    entry.section
                );
                let text = names + &anchor.text;
                cells.push(Cell::code(format!("data-{}", entry.name), text));
            }
            // evcxr shows a variable as a picture, but an expression that ends
            // in `?` as text. What it would have to guess is named: the types.
            let name = entry.type_name;
            let source = format!(
                "let parameters: {name} = {literal};\n\
                 let drawing: Drawing = parameters.drawing(&{function}(&parameters)?)?;\n\
                 drawing"
            );
            cells.push(Cell::code(Kind::Figure.id(&call.label), source));
            Ok(cells)
        });
        match cells {
            Ok(cells) => self.cells.extend(cells),
            Err(message) => self.problem(element.range.start, message),
        }
    }

    /// The section's numbers.
    fn values(&mut self) {
        let module = format!("listings/src/{}.rs", self.page.section());
        let problems = &mut self.project.problems;
        if let Some(values) = self.project.files.find(&module, "values", problems) {
            let about = "## The numbers of this section\n\n\
                         What the text prints, computed with the definitions above.";
            self.cells.push(Cell::markdown("values-about", about));
            self.cells.push(Cell::code("values", values.text));
            let table = "for (name, value) in values()? { println!(\"{name} = {value}\"); }";
            self.cells.push(Cell::code("values-table", table));
        }
    }
}

/// The file and the function, which is its anchor too, that compute the data
/// of a figure.
fn data_of(entry: &Entry) -> (String, String) {
    let function = entry.name.replace('-', "_");
    let path = format!("listings/src/figures/{}/{function}.rs", entry.section);
    (path, function)
}

/// The functions that a piece of code defines.
fn functions(code: &str) -> impl Iterator<Item = &str> {
    code.split("fn ").skip(1).filter_map(name_at)
}

/// Whether a piece of code calls a function by its bare name.
fn calls(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let own = before.is_none_or(|c| !(c.is_alphanumeric() || "_.:".contains(c)));
        let after = &code[at + name.len()..];
        own && after.starts_with('(') && !code[..at].ends_with("fn ")
    })
}

/// The first cell; `others` are crates that take long to compile, and `what`
/// says what to do with the others.
fn about(title: &str, others: &[&str], what: &str) -> String {
    let time = if others.is_empty() {
        "which takes about 20 to 60 seconds".to_owned()
    } else {
        "and a library with it, which takes two to five minutes, and a network the first time"
            .to_owned()
    };
    format!(
        "# {title}\n\n\
         This notebook is one section of the book, with its code to run and to change.\n\n\
         **What it needs.** Its folder `notebooks` beside the folder `listings`, whose code its \
         first code cell loads. Both are in the archive `momentum.zip`, which each page of the \
         book links; its README says how to get Rust, JupyterLab and the Rust kernel. In a clone \
         of the repository, `cargo xtask lab` does all that.\n\n\
         **How long it takes.** The first code cell compiles that code, {time}. Each later cell takes a second or two.\n\n\
         **What to try.** {what}"
    )
}
