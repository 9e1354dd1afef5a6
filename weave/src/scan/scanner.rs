//! Reads the events of the Markdown parser.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd};

use super::{Element, Page, What};
use crate::directive::{Directive, parse};
use crate::label::Kind;
use crate::problem::Problems;
use crate::source::options;

/// A stretch of a paragraph, for finding where a sentence ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    /// Words.
    Text,
    /// Code, a formula or HTML.
    Opaque,
    /// A displayed formula.
    Display,
    /// A paragraph or another block begins or ends.
    Boundary,
}

/// A page that is being read.
pub(super) struct Scanner<'p> {
    pub(super) page: &'p mut Page,
    problems: &'p mut Problems,
    pub(super) flow: Vec<(Range<usize>, Flow)>,
    /// Emphasis, links and the like, which a claim may not cut.
    pub(super) spans: Vec<Range<usize>>,
    /// Items of lists.
    pub(super) items: Vec<Range<usize>>,
    /// Quotes.
    pub(super) quotes: Vec<Range<usize>>,
}

impl<'p> Scanner<'p> {
    pub(super) fn new(page: &'p mut Page, problems: &'p mut Problems) -> Self {
        Self {
            page,
            problems,
            flow: Vec::new(),
            spans: Vec::new(),
            items: Vec::new(),
            quotes: Vec::new(),
        }
    }
}

impl Scanner<'_> {
    pub(super) fn problem(&mut self, at: usize, message: impl Into<String>) {
        let line = self.page.line(at);
        self.problems.add(&self.page.file, line, message);
    }

    pub(super) fn add(&mut self, range: Range<usize>, what: What) {
        self.page.elements.push(Element { range, what });
    }

    pub(super) fn read_events(&mut self) {
        let text = self.page.text.clone();
        let events: Vec<(Event<'_>, Range<usize>)> = Parser::new_ext(&text, options())
            .into_offset_iter()
            .collect();
        self.find_tasks(&events);
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
                        Tag::Paragraph if self.is_alone(&range, "{{#tested}}") => {
                            self.add(range, What::Tested);
                        }
                        Tag::Paragraph if self.is_alone(&range, "{{#references}}") => {
                            self.add(range, What::References);
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

    /// The tasks stand from the heading "Try" to the next one.
    fn find_tasks(&mut self, events: &[(Event<'_>, Range<usize>)]) {
        let headings = events.iter().filter_map(|(event, range)| match event {
            Event::Start(Tag::Heading { .. }) => Some(range),
            _ => None,
        });
        let mut headings = headings.peekable();
        while let Some(heading) = headings.next() {
            let words = self.page.slice(heading.clone());
            if words.trim_matches(['#', ' ', '\n']) == "Try" {
                let end = headings
                    .peek()
                    .map_or(self.page.text.len(), |next| next.start);
                self.page.aside.push(heading.start..end);
            }
        }
    }

    /// Keeps what [`Scanner::find_claims`] needs to know of a tag.
    fn note_start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        if matches!(
            tag,
            Tag::Paragraph | Tag::Item | Tag::TableCell | Tag::Heading { .. }
        ) {
            let text = self.page.slice(range.clone()).trim_end();
            let paragraph = range.start..range.start + text.len();
            self.page.paragraphs.push(paragraph);
        }
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } => {
                self.spans.push(range.clone());
            }
            Tag::Item => {
                self.items.push(range.clone());
                self.flow.push((range.start..range.start, Flow::Boundary));
            }
            Tag::BlockQuote(_) => {
                self.quotes.push(range.clone());
                self.flow.push((range.start..range.start, Flow::Boundary));
            }
            Tag::Image { .. } | Tag::Superscript | Tag::Subscript => {}
            _ => self.flow.push((range.start..range.start, Flow::Boundary)),
        }
    }

    fn words(&mut self, range: Range<usize>, words: &str) {
        if !self.page.is_aside(range.start) {
            self.page.words += words.split_whitespace().count();
        }
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
        // The full stop of "et al." ends no sentence.
        let flow = match self.is_in_citation(&range) {
            true => Flow::Opaque,
            false => Flow::Text,
        };
        self.flow.push((range, flow));
    }

    fn is_in_citation(&self, range: &Range<usize>) -> bool {
        let around = |other: &Range<usize>| other.start <= range.start && range.end <= other.end;
        let mut elements = self.page.elements.iter().rev();
        elements.any(|e| matches!(e.what, What::Citation { .. }) && around(&e.range))
    }

    fn html(&mut self, range: &Range<usize>, html: &str) {
        if html.trim_start().starts_with("<details") {
            let rest = self.page.slice(range.start..self.page.text.len());
            match rest.find("</details>") {
                Some(length) => self.page.aside.push(range.start..range.start + length),
                None => self.problem(range.start, "a `<details>` without its `</details>`"),
            }
        }
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
        if !display && !self.page.is_aside(range.start) {
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
        let usage = "an include or a skeleton is the only line of its ```rust block";
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

    /// Whether a paragraph is this directive, at the margin.
    fn is_alone(&self, range: &Range<usize>, directive: &str) -> bool {
        let before = self.page.slice(0..range.start);
        let at_margin = before.is_empty() || before.ends_with('\n');
        at_margin && self.page.slice(range.clone()).trim() == directive
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
        if let Some(key) = url.strip_prefix("ref:") {
            match text {
                Some(text) if source.ends_with(&format!("]({url})")) => {
                    let key = key.to_owned();
                    self.add(range, What::Citation { key, text });
                }
                _ => {
                    let message = format!("write a citation as `[Polyak (1964)]({url})`");
                    self.problem(range.start, message);
                }
            }
            return;
        }
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

    /// Every directive that needs a line of its own must have become an element.
    pub(super) fn check_blocks(&mut self, blocks: &[usize]) {
        for &at in blocks {
            let found = self.page.elements.iter().any(|element| {
                let is_block = matches!(
                    element.what,
                    What::Figure { .. } | What::Tested | What::References
                );
                is_block && element.range.start == at
            });
            let line = self.page.line(at);
            let reported =
                |problem: &crate::Problem| problem.file == self.page.file && problem.line == line;
            if !found && !self.problems.iter().any(reported) {
                let rest = self.page.slice(at..self.page.text.len());
                let message = match rest.strip_prefix("{{#") {
                    Some(rest) if rest.starts_with("tested") => {
                        "the tests stand on a line of their own, at the margin: leave an empty \
                         line above and below `{{#tested}}`"
                    }
                    Some(rest) if rest.starts_with("references") => {
                        "the works stand on a line of their own, at the margin: leave an empty \
                         line above and below `{{#references}}`"
                    }
                    _ => {
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
