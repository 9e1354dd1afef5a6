//! What a Markdown file contains: formulas, claims, listings, figures,
//! references, and their labels.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use crate::directive::{Directive, parse};
pub use crate::directive::{FigureCall, Include};
pub use crate::label::{Kind, Label};
use crate::patch::Patched;
use crate::prepare::{Mark, Prepared, prepare};
use crate::problem::Problems;
use crate::registry::Values;

/// A piece of a page that weave or a test cares about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// Its bytes in [`Page::text`].
    pub range: Range<usize>,
    /// What it is.
    pub what: What,
}

/// What an element is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The heading of the page.
    Title,
    /// A formula.
    Formula {
        /// Its TeX, values inserted.
        tex: String,
        /// Whether it stands on lines of its own.
        display: bool,
        /// The name of its label.
        label: Option<String>,
    },
    /// A sentence with a label.
    Claim {
        /// The name of its label.
        name: String,
    },
    /// A listing; its anchor is the name of its label.
    Listing(Include),
    /// A figure.
    Figure {
        /// Which figure, and how.
        call: FigureCall,
        /// The bytes of its caption in [`Page::text`].
        caption: Range<usize>,
    },
    /// A reference to a label.
    Reference {
        /// The kind of the label.
        kind: Kind,
        /// Its name.
        name: String,
        /// The bytes of the link's text.
        text: Range<usize>,
    },
    /// A link to another file of the book.
    Link {
        /// Where it leads, as written.
        to: String,
        /// The bytes of the link's text.
        text: Range<usize>,
    },
    /// A task with a label: an item of a list.
    Exercise {
        /// The name of its label.
        name: String,
    },
    /// A comment that is no label.
    Comment,
    /// `{{#tested}}`, where the tests of all labels are shown.
    Tested,
}

/// A Markdown file, taken apart.
#[derive(Debug, Clone)]
pub struct Page {
    /// The file, relative to the book's root: `src/welcome.md`.
    pub file: String,
    /// The Markdown with values inserted and without the comments that label.
    pub text: String,
    /// Its elements, in the order of the text.
    pub elements: Vec<Element>,
    /// Its labels, in the order of the text.
    pub labels: Vec<Label>,
    /// How many words of prose it has.
    pub words: usize,
    /// Its computed numbers.
    pub(crate) values: Vec<Told>,
    patched: Patched,
    line_starts: Vec<usize>,
}

/// A number that a page prints, or where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The bytes of the number, or of the whole link, in [`Page::text`].
    pub range: Range<usize>,
    /// Which of the two.
    pub what: Telling,
}

/// What is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Telling {
    /// A computed number.
    Number {
        /// Whether its format rounds it.
        rounded: bool,
    },
    /// A reference or a link.
    Link {
        /// Where it leads: `eq:objective`, `welcome.md`.
        to: String,
    },
}

impl Page {
    /// The name of the page's section: `ill_conditioned_problem`.
    #[must_use]
    pub fn section(&self) -> String {
        section(&self.file)
    }

    /// The name of the page's file: `ill-conditioned-problem`.
    #[must_use]
    pub fn name(&self) -> &str {
        let name = self.file.rsplit('/').next().unwrap_or(&self.file);
        name.strip_suffix(".md").unwrap_or(name)
    }

    /// What the page prints outside of labelled equations and claims, whose
    /// tests read it with them: computed numbers, references and links.
    #[must_use]
    pub fn told(&self) -> Vec<Told> {
        let is_held = |range: &Range<usize>| {
            self.elements.iter().any(|element| {
                let around = element.range.start <= range.start && range.end <= element.range.end;
                let held = matches!(
                    element.what,
                    What::Claim { .. } | What::Formula { label: Some(_), .. }
                );
                around && held
            })
        };
        let links = self.elements.iter().filter_map(|element| {
            let to = match &element.what {
                What::Reference { kind, name, .. } => format!("{}:{name}", kind.prefix()),
                What::Link { to, .. } => to.clone(),
                _ => return None,
            };
            Some(Told {
                range: element.range.clone(),
                what: Telling::Link { to },
            })
        });
        let values = self.values.iter().filter(|told| !is_held(&told.range));
        let mut told: Vec<Told> = values.cloned().chain(links).collect();
        told.sort_by_key(|told| told.range.start);
        told
    }

    /// The line of the file, counted from 1, in which a byte of
    /// [`Page::text`] stands.
    #[must_use]
    pub fn line(&self, at: usize) -> usize {
        line_of(&self.line_starts, self.patched.source(at))
    }

    /// The text of `range`.
    pub(crate) fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }
}

/// The name of the section in `file`.
pub(crate) fn section(file: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.strip_suffix(".md").unwrap_or(name).replace('-', "_")
}

/// All labels of a Markdown source; `file` is its path, relative to the
/// book's root.
///
/// # Errors
/// Everything that is wrong with the source.
pub fn labels(file: &str, source: &str) -> Result<Vec<Label>, Problems> {
    page(file, source).map(|page| page.labels)
}

/// Takes a Markdown source apart; `file` is its path, relative to the book's
/// root.
///
/// # Errors
/// Everything that is wrong with the source.
pub fn page(file: &str, source: &str) -> Result<Page, Problems> {
    let mut problems = Problems::default();
    let page = scan(file, source, &mut Values::default(), &mut problems);
    problems.or(page)
}

/// How mdBook parses Markdown, with formulas besides.
pub(crate) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH
}

pub(crate) fn line_starts(source: &str) -> Vec<usize> {
    let ends = source.match_indices('\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(ends).collect()
}

pub(crate) fn line_of(starts: &[usize], at: usize) -> usize {
    starts.partition_point(|&start| start <= at)
}

/// A stretch of a paragraph, for finding where a sentence ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
    /// Words.
    Text,
    /// Code, a formula or HTML.
    Opaque,
    /// A displayed formula.
    Display,
    /// A paragraph or another block begins or ends.
    Boundary,
}

/// Takes a Markdown source apart as far as possible.
pub(crate) fn scan(file: &str, source: &str, values: &mut Values, problems: &mut Problems) -> Page {
    let Prepared {
        patched,
        marks,
        blocks,
        values,
    } = prepare(file, source, values, problems);
    let mut page = Page {
        file: file.to_owned(),
        text: patched.text.clone(),
        elements: Vec::new(),
        labels: Vec::new(),
        words: 0,
        values,
        patched,
        line_starts: line_starts(source),
    };
    let mut scanner = Scanner {
        page: &mut page,
        problems,
        flow: Vec::new(),
        spans: Vec::new(),
        items: Vec::new(),
    };
    scanner.read_events();
    scanner.label_formulas(&marks);
    scanner.find_claims(&marks);
    scanner.find_exercises(&marks);
    scanner.check_blocks(&blocks);
    page.elements
        .sort_by_key(|element| (element.range.start, element.range.end));
    page.labels = collect_labels(&page);
    page
}

struct Scanner<'p> {
    page: &'p mut Page,
    problems: &'p mut Problems,
    flow: Vec<(Range<usize>, Flow)>,
    /// Emphasis, links and the like, which a claim may not cut.
    spans: Vec<Range<usize>>,
    /// Items of lists.
    items: Vec<Range<usize>>,
}

impl Scanner<'_> {
    fn problem(&mut self, at: usize, message: impl Into<String>) {
        let line = self.page.line(at);
        self.problems.add(&self.page.file, line, message);
    }

    fn add(&mut self, range: Range<usize>, what: What) {
        self.page.elements.push(Element { range, what });
    }

    fn read_events(&mut self) {
        let text = self.page.text.clone();
        let events: Vec<(Event<'_>, Range<usize>)> = Parser::new_ext(&text, options())
            .into_offset_iter()
            .collect();
        let mut titled = false;
        let mut code: Option<String> = None;
        let mut in_heading = None;
        for (i, (event, range)) in events.iter().enumerate() {
            let range = range.clone();
            match event {
                Event::Start(tag) => {
                    self.note_start(tag, &range);
                    match tag {
                        Tag::Heading { level, id, .. } => {
                            in_heading = Some(id.is_some());
                            if *level == HeadingLevel::H1 && !titled {
                                titled = true;
                                self.add(range, What::Title);
                            }
                        }
                        Tag::CodeBlock(_) => code = Some(String::new()),
                        Tag::Paragraph if self.slice_is_tested(&range) => {
                            self.add(range, What::Tested);
                        }
                        Tag::Paragraph => self.figure(&range, &events, i),
                        Tag::Link {
                            link_type,
                            dest_url,
                            ..
                        } => self.link(range, *link_type, dest_url),
                        _ => {}
                    }
                }
                Event::End(TagEnd::CodeBlock) => {
                    let info = match events.get(..i).and_then(start_of_code) {
                        Some(CodeBlockKind::Fenced(info)) => info.to_string(),
                        _ => String::new(),
                    };
                    self.code_block(&range, &info, &code.take().unwrap_or_default());
                    self.flow.push((range, Flow::Boundary));
                }
                Event::End(tag) => {
                    if matches!(tag, TagEnd::Heading(_)) {
                        in_heading = None;
                    }
                    if !is_span_end(*tag) {
                        self.flow.push((range.end..range.end, Flow::Boundary));
                    }
                }
                Event::Text(words) => match &mut code {
                    Some(code) => code.push_str(words),
                    None => self.words(range, words),
                },
                Event::InlineMath(tex) | Event::DisplayMath(tex) => {
                    let display = matches!(event, Event::DisplayMath(_));
                    if in_heading == Some(false) {
                        let message = "a formula in a heading becomes part of its address: \
                                       give the heading one, `## Heading {#address}`, or use words";
                        self.problem(range.start, message);
                    }
                    self.formula(range, tex, display);
                }
                Event::Code(_) => self.flow.push((range, Flow::Opaque)),
                Event::InlineHtml(html) | Event::Html(html) => {
                    self.html(&range, html);
                    self.flow.push((range, Flow::Opaque));
                }
                _ => {}
            }
        }
    }

    /// Keeps what [`Scanner::find_claims`] needs to know of a tag.
    fn note_start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } => {
                self.spans.push(range.clone());
            }
            Tag::Item => {
                self.items.push(range.clone());
                self.flow.push((range.start..range.start, Flow::Boundary));
            }
            Tag::Image { .. } | Tag::Superscript | Tag::Subscript => {}
            _ => self.flow.push((range.start..range.start, Flow::Boundary)),
        }
    }

    fn words(&mut self, range: Range<usize>, words: &str) {
        self.page.words += words.split_whitespace().count();
        let source = self.page.slice(range.clone()).to_owned();
        // The backslash of `\$` stands before the text that it begins.
        let escaped = self.page.text[..range.start].ends_with('\\');
        let strays = source.match_indices('$').map(|(at, _)| at);
        let stray = strays.into_iter().find(|&at| at > 0 || !escaped);
        if let Some(at) = stray {
            let message = "this `$` does not belong to a formula: write `$…$` without spaces \
                           at its inner ends and on one paragraph, or `\\$` for the sign itself";
            self.problem(range.start + at, message);
        }
        self.flow.push((range, Flow::Text));
    }

    fn html(&mut self, range: &Range<usize>, html: &str) {
        if html.trim_start().starts_with("<!--") {
            let end = self.page.slice(range.start..self.page.text.len());
            let end = end.find("-->").map_or(range.end, |at| range.start + at + 3);
            self.add(range.start..end, What::Comment);
        } else if html.contains('$') {
            let message = "a `$` inside of HTML is no formula: write Markdown, or `&#36;` \
                           for the sign itself";
            self.problem(range.start, message);
        }
    }

    fn formula(&mut self, range: Range<usize>, tex: &str, display: bool) {
        if display {
            let (before, after) = around(&self.page.text, &range);
            let opens = before
                .trim_start_matches(|c: char| c.is_whitespace() || c == '>')
                .trim_start_matches(|c: char| c.is_ascii_digit())
                .trim_matches(|c: char| c.is_whitespace() || "-*+.)".contains(c));
            if !opens.is_empty() || !after.trim().is_empty() {
                let message = "a displayed formula stands on lines of its own: begin a line with \
                               its first `$$`, end one with its last, and put the full stop inside";
                self.problem(range.start, message);
            }
        }
        let flow = if display { Flow::Display } else { Flow::Opaque };
        self.flow.push((range.clone(), flow));
        if !display {
            self.page.words += 1;
        }
        let what = What::Formula {
            tex: tex.trim().to_owned(),
            display,
            label: None,
        };
        self.add(range, what);
    }

    fn code_block(&mut self, range: &Range<usize>, info: &str, code: &str) {
        let usage = "an include is the only line of its ```rust block";
        let lines: Vec<&str> = code.lines().collect();
        let Some(line) = lines.iter().find(|line| line.trim().starts_with("{{#")) else {
            return;
        };
        let inside = line
            .trim()
            .strip_prefix("{{#")
            .and_then(|rest| rest.strip_suffix("}}"));
        let start = range.start;
        match inside.map(parse) {
            Some(Ok(Directive::Include(include))) if lines.len() == 1 && info == "rust" => {
                self.add(range.clone(), What::Listing(include));
            }
            Some(Err(message)) => self.problem(start, message),
            None => self.problem(
                start,
                "a directive that is not closed: write `}}` at its end",
            ),
            Some(Ok(_)) => {
                let message = format!("{usage}: move it to one, or the rest out of this one");
                self.problem(start, message);
            }
        }
    }

    fn slice_is_tested(&self, range: &Range<usize>) -> bool {
        let before = self.page.slice(0..range.start);
        let at_margin = before.is_empty() || before.ends_with('\n');
        at_margin && self.page.slice(range.clone()).trim() == "{{#tested}}"
    }

    fn figure(&mut self, range: &Range<usize>, events: &[(Event<'_>, Range<usize>)], i: usize) {
        let trimmed = self.page.slice(range.clone()).trim().to_owned();
        let Some(inside) = figure_inside(&trimmed) else {
            return;
        };
        let call = match parse(inside) {
            Ok(Directive::Figure(call)) => call,
            Ok(_) => return,
            Err(message) => {
                self.problem(range.start, message);
                return;
            }
        };
        let range = range.start..range.start + trimmed.len();
        let end = events
            .iter()
            .skip(i)
            .position(|(event, _)| *event == Event::End(TagEnd::Paragraph))
            .map(|n| i + n + 1);
        let caption = match end.and_then(|next| events.get(next)) {
            Some((Event::Start(Tag::Paragraph), caption)) => {
                let text = self.page.slice(caption.clone()).trim_end();
                (figure_inside(text).is_none()).then(|| caption.start..caption.start + text.len())
            }
            _ => None,
        };
        match caption {
            Some(caption) => self.add(range, What::Figure { call, caption }),
            None => {
                let message = format!(
                    "figure \"{}\" has no caption: write it as the next paragraph",
                    call.label
                );
                self.problem(range.start, message);
                // Known all the same, so that references to it are not reported.
                let caption = range.end..range.end;
                self.add(range, What::Figure { call, caption });
            }
        }
    }

    fn link(&mut self, range: Range<usize>, link_type: LinkType, url: &str) {
        let source = self.page.slice(range.clone());
        let text = (link_type == LinkType::Inline)
            .then(|| {
                source
                    .rfind("](")
                    .map(|at| range.start + 1..range.start + at)
            })
            .flatten();
        let reference = url
            .split_once(':')
            .and_then(|(prefix, name)| Some((Kind::of_prefix(prefix)?, name)));
        match (reference, text) {
            (Some((kind, name)), Some(text)) if source.ends_with(&format!("]({url})")) => {
                let name = name.to_owned();
                self.add(range, What::Reference { kind, name, text });
            }
            (Some((kind, _)), _) => {
                let message = format!("write a reference as `[{}]({url})`", kind.word());
                self.problem(range.start, message);
            }
            (None, Some(text)) if !url.contains("://") && !url.starts_with("mailto:") => {
                let to = url.to_owned();
                self.add(range, What::Link { to, text });
            }
            _ => {}
        }
    }

    /// Gives formulas their labels.
    fn label_formulas(&mut self, marks: &[Mark]) {
        for mark in marks.iter().filter(|mark| mark.kind == Kind::Equation) {
            let text = &self.page.text;
            let rest = text.get(mark.at..).unwrap_or_default();
            let next = mark.at + (rest.len() - rest.trim_start_matches([' ', '\t', '>']).len());
            let before = text.get(..mark.at).unwrap_or_default();
            let previous = before.trim_end_matches(' ').len();
            let labelled = self.page.elements.iter_mut().find_map(|element| {
                let What::Formula { display, label, .. } = &mut element.what else {
                    return None;
                };
                let here = if *display {
                    mark.own_line && element.range.start == next
                } else {
                    !mark.own_line && element.range.end == previous
                };
                (here && label.is_none()).then(|| *label = Some(mark.name.clone()))
            });
            if labelled.is_none() {
                let message = format!(
                    "label \"eq:{}\" belongs to no formula: put it on the line before `$$`, \
                     or right after `$…$`",
                    mark.name
                );
                self.problem(mark.at, message);
            }
        }
    }

    fn find_claims(&mut self, marks: &[Mark]) {
        for mark in marks.iter().filter(|mark| mark.kind == Kind::Claim) {
            let name = mark.name.clone();
            match self.sentence(mark.at) {
                Ok(range) => self.add(range, What::Claim { name }),
                Err(message) => {
                    let message = format!("label \"claim:{name}\" {message}");
                    self.problem(mark.at, message);
                }
            }
        }
    }

    fn find_exercises(&mut self, marks: &[Mark]) {
        for mark in marks.iter().filter(|mark| mark.kind == Kind::Exercise) {
            let begins = |item: &&Range<usize>| {
                let marker = self.page.text.get(item.start..mark.at);
                let signs = |c: char| c.is_ascii_digit() || "-*+.) ".contains(c);
                marker.is_some_and(|marker| !marker.is_empty() && marker.chars().all(signs))
            };
            let name = mark.name.clone();
            match self.items.iter().find(begins) {
                Some(item) => {
                    let task = self.page.slice(mark.at..item.end);
                    let blanks = task.len() - task.trim_start_matches(' ').len();
                    let range = mark.at + blanks..mark.at + task.trim_end().len();
                    self.add(range, What::Exercise { name });
                }
                None => {
                    let message = format!(
                        "label \"ex:{name}\" begins no item of a list: write \
                         `1. <!-- ex: {name} --> …`"
                    );
                    self.problem(mark.at, message);
                }
            }
        }
    }

    /// The sentence that begins at `at`.
    fn sentence(&self, at: usize) -> Result<Range<usize>, &'static str> {
        let text = &self.page.text;
        let rest = text.get(at..).unwrap_or_default();
        let start = at + (rest.len() - rest.trim_start_matches([' ', '\t']).len());
        if text[start..].starts_with('\n') || start == text.len() {
            return Err("stands before no sentence: put it on the line before one");
        }
        let no_end = "has a sentence without an end: close it with `.`, `?` or `!`";
        for (range, flow) in self.flow.iter().filter(|(range, _)| range.end > start) {
            match flow {
                Flow::Opaque => {}
                Flow::Display => {
                    return Err("runs into a displayed formula: end its sentence before it");
                }
                Flow::Boundary => return Err(no_end),
                Flow::Text => {
                    let Some(end) = sentence_end(text, range.start.max(start)..range.end) else {
                        continue;
                    };
                    let claim = start..end;
                    let cut = self.spans.iter().any(|span| {
                        let overlap = span.start < claim.end && claim.start < span.end;
                        let inside = claim.start <= span.start && span.end <= claim.end;
                        let around = span.start <= claim.start && claim.end <= span.end;
                        overlap && !inside && !around
                    });
                    return if cut {
                        Err(
                            "ends inside of emphasis or a link: close that before the sentence ends",
                        )
                    } else {
                        Ok(claim)
                    };
                }
            }
        }
        Err(no_end)
    }

    /// Every directive for a figure or for the tests must have become an element.
    fn check_blocks(&mut self, blocks: &[usize]) {
        for &at in blocks {
            let found = self.page.elements.iter().any(|element| {
                matches!(element.what, What::Figure { .. } | What::Tested)
                    && element.range.start == at
            });
            let line = self.page.line(at);
            let reported =
                |problem: &crate::Problem| problem.file == self.page.file && problem.line == line;
            if !found && !self.problems.iter().any(reported) {
                let tested = self.page.slice(at..self.page.text.len());
                let message = match tested.starts_with("{{#tested") {
                    true => {
                        "the tests stand on a line of their own, at the margin: leave an empty \
                         line above and below `{{#tested}}`"
                    }
                    false => {
                        "a figure stands on a line of its own: leave an empty line above and \
                         below `{{#figure …}}`"
                    }
                };
                self.problem(at, message);
            }
        }
    }
}

/// The inside of a text that is one figure directive and nothing else.
fn figure_inside(text: &str) -> Option<&str> {
    let inside = text.strip_prefix("{{#")?.strip_suffix("}}")?;
    (inside.starts_with("figure") && !inside.contains("}}") && !inside.contains('\n'))
        .then_some(inside)
}

fn start_of_code<'e, 'a>(events: &'e [(Event<'a>, Range<usize>)]) -> Option<&'e CodeBlockKind<'a>> {
    events.iter().rev().find_map(|(event, _)| match event {
        Event::Start(Tag::CodeBlock(kind)) => Some(kind),
        _ => None,
    })
}

fn is_span_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::Superscript
            | TagEnd::Subscript
    )
}

/// What stands before and after `range` on its first and last line.
fn around<'a>(text: &'a str, range: &Range<usize>) -> (&'a str, &'a str) {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    (
        before.rsplit('\n').next().unwrap_or_default(),
        after.split('\n').next().unwrap_or_default(),
    )
}

/// Where the first sentence that ends in `range` does, its closing quotes and
/// brackets included.
fn sentence_end(text: &str, range: Range<usize>) -> Option<usize> {
    let words = text.get(range.clone())?;
    words.match_indices(['.', '?', '!']).find_map(|(at, _)| {
        let stop = range.start + at + 1;
        let rest = text.get(stop..)?;
        let tail = rest.trim_start_matches([')', '"', '\'', '*', '_', '”', '’']);
        let ends = tail.chars().next().is_none_or(char::is_whitespace);
        ends.then(|| stop + (rest.len() - tail.len()))
    })
}

fn collect_labels(page: &Page) -> Vec<Label> {
    let label = |element: &Element, kind, name: &str, text: &str, numbered| Label {
        kind,
        name: name.to_owned(),
        file: page.file.clone(),
        line: page.line(element.range.start),
        range: page.patched.source(element.range.start)..page.patched.source_end(element.range.end),
        text: text.to_owned(),
        numbered,
    };
    let mut labels: Vec<Label> = page
        .elements
        .iter()
        .filter_map(|element| {
            Some(match &element.what {
                What::Formula {
                    tex,
                    display,
                    label: Some(name),
                } => label(element, Kind::Equation, name, tex, *display),
                What::Claim { name } => {
                    let sentence = page.slice(element.range.clone());
                    let words: Vec<&str> = sentence.split_whitespace().collect();
                    label(element, Kind::Claim, name, &words.join(" "), false)
                }
                What::Exercise { name } => {
                    let task = page.slice(element.range.clone());
                    label(element, Kind::Exercise, name, task, false)
                }
                What::Listing(include) => label(
                    element,
                    Kind::Listing,
                    &include.anchor,
                    &include.anchor,
                    true,
                ),
                What::Figure { call, caption } => {
                    let caption = page.slice(caption.clone());
                    label(element, Kind::Figure, &call.label, caption, true)
                }
                _ => return None,
            })
        })
        .collect();
    if !page.told().is_empty() {
        labels.push(Label {
            kind: Kind::Text,
            name: page.name().to_owned(),
            file: page.file.clone(),
            line: 1,
            range: 0..0,
            text: String::new(),
            numbered: false,
        });
    }
    labels
}
