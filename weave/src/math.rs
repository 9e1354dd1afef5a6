//! Mathematics: KaTeX's HTML, and TeX without our macros.

use std::collections::HashMap;

use katex::{Opts, OutputType};
use mdbook_katex::preprocess::ExtraOpts;
use mdbook_katex::scan::Delimiter;

use crate::problem::Problems;

/// Where the macros stand, relative to the book's root.
const FILE: &str = "theme/macros.txt";

/// The macros of `theme/macros.txt`, one a line: `\norm:\lVert #1 \rVert`.
/// A line that does not begin with a backslash is a comment.
#[derive(Debug, Clone, Default)]
pub struct Macros(Vec<(String, String)>);

impl Macros {
    /// The macros of the book in the folder `root`; a book without the file
    /// has none.
    ///
    /// # Errors
    /// Every line that is no macro.
    pub fn load(root: &std::path::Path) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let macros = Self::read(root, &mut problems);
        problems.or(macros)
    }

    pub(crate) fn read(root: &std::path::Path, problems: &mut Problems) -> Self {
        let source = std::fs::read_to_string(root.join(FILE)).unwrap_or_default();
        let mut macros = Self::default();
        for (i, line) in source.lines().enumerate() {
            if !line.starts_with('\\') {
                continue;
            }
            match line.split_once(':') {
                Some((name, tex)) if is_command(name) && !tex.trim().is_empty() => {
                    macros.0.push((name.to_owned(), tex.trim().to_owned()));
                }
                _ => {
                    let message = "not a macro: write `\\name:TeX`, where name has letters only";
                    problems.add(FILE, i + 1, message);
                }
            }
        }
        macros
    }

    /// `tex` with every macro written out, for readers that do not know ours.
    #[must_use]
    pub fn expand(&self, tex: &str) -> String {
        let mut tex = tex.to_owned();
        // A macro may use others; one that uses itself is stopped by KaTeX
        // on the page and by the bound here.
        for _ in 0..20 {
            let next = self.expand_once(&tex);
            if next == tex {
                break;
            }
            tex = next;
        }
        tex
    }

    fn expand_once(&self, tex: &str) -> String {
        let mut out = String::with_capacity(tex.len());
        let mut rest = tex;
        while let Some(at) = rest.find('\\') {
            let (before, from) = rest.split_at(at);
            out.push_str(before);
            let length = command_length(from);
            let (command, after) = from.split_at(length);
            rest = after;
            match self.0.iter().find(|(name, _)| name == command) {
                None => out.push_str(command),
                Some((_, body)) => rest = substitute(body, after, &mut out),
            }
        }
        out.push_str(rest);
        out
    }
}

fn is_command(name: &str) -> bool {
    name.len() > 1 && name.chars().skip(1).all(|c| c.is_ascii_alphabetic())
}

/// The length of the command at the start of `tex`: `\norm` or `\,`.
fn command_length(tex: &str) -> usize {
    let letters = tex
        .chars()
        .skip(1)
        .take_while(char::is_ascii_alphabetic)
        .count();
    if letters > 0 {
        1 + letters
    } else {
        1 + tex.chars().nth(1).map_or(0, char::len_utf8)
    }
}

/// Writes `body` with the arguments that stand at the start of `after`;
/// returns what follows them.
fn substitute<'a>(body: &str, mut after: &'a str, out: &mut String) -> &'a str {
    let count = (1..=9).rev().find(|n| body.contains(&format!("#{n}")));
    let mut body = body.to_owned();
    for n in 1..=count.unwrap_or(0) {
        let (argument, rest) = argument(after.trim_start());
        body = body.replace(&format!("#{n}"), argument);
        after = rest;
    }
    out.push_str(&body);
    // `\macro x` must not become one longer command.
    let touches = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    if touches(body.chars().last()) && touches(after.chars().next()) {
        out.push(' ');
    }
    after
}

/// The argument at the start of `tex`, without its braces, and the rest.
fn argument(tex: &str) -> (&str, &str) {
    if !tex.starts_with('{') {
        let length = match tex.chars().next() {
            Some('\\') => command_length(tex),
            Some(c) => c.len_utf8(),
            None => 0,
        };
        return tex.split_at(length);
    }
    let mut depth = 0;
    let mut escaped = false;
    for (i, c) in tex.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '{' => depth += 1,
            '}' => {
                depth -= 1;
                if depth == 0 {
                    return (&tex[1..i], &tex[i + 1..]);
                }
            }
            _ => {}
        }
    }
    (tex, "")
}

/// Renders TeX, each formula once.
pub(crate) struct Renderer {
    macros: Macros,
    done: HashMap<(String, bool), Result<String, String>>,
}

impl Renderer {
    pub(crate) fn new(macros: Macros) -> Self {
        Self {
            macros,
            done: HashMap::new(),
        }
    }

    pub(crate) fn macros(&self) -> &Macros {
        &self.macros
    }

    /// KaTeX's HTML with MathML for `tex`, or what KaTeX says against it. One
    /// line, for a block of HTML.
    pub(crate) fn render(&mut self, tex: &str, display: bool) -> Result<String, String> {
        let key = (tex.to_owned(), display);
        if let Some(known) = self.done.get(&key) {
            return known.clone();
        }
        let html = self.call_katex(tex, display);
        self.done.insert(key, html.clone());
        html
    }

    fn call_katex(&self, tex: &str, display: bool) -> Result<String, String> {
        let mut opts = Opts::default();
        opts.set_display_mode(display);
        opts.set_output_type(OutputType::HtmlAndMathml);
        opts.set_throw_on_error(true);
        for (name, body) in &self.macros.0 {
            opts.add_macro(name.clone(), body.clone());
        }
        let html = mdbook_katex::render(tex, opts.clone(), if_rejected(), display);
        if !html.starts_with(REJECTED) {
            // A browser that translates the page leaves it alone.
            return Ok(html.replace('$', "&#36;").replace(
                "<span class=\"katex\">",
                "<span class=\"katex\" translate=\"no\">",
            ));
        }
        // mdbook-katex keeps such a formula as it is; KaTeX says why.
        let error = katex::render_with_opts(tex, &opts).err();
        let error = error.map_or_else(String::new, |error| error.to_string());
        Err(format!(
            "KaTeX rejects the formula: {}: correct its TeX",
            reason(&error)
        ))
    }
}

/// What mdbook-katex writes around a formula that KaTeX rejects; no HTML has it.
const REJECTED: &str = "\0";

fn if_rejected() -> ExtraOpts {
    let mark = || Delimiter {
        left: REJECTED.to_owned(),
        right: REJECTED.to_owned(),
    };
    ExtraOpts {
        include_src: false,
        block_delimiter: mark(),
        inline_delimiter: mark(),
    }
}

/// KaTeX's own words in the error of the crates around it, which quote it as
/// Rust's `{:?}` does.
fn reason(error: &str) -> String {
    let mark = "KaTeX parse error: ";
    let start = error.find(mark).map_or(0, |at| at + mark.len());
    let quoted = error.get(start..).unwrap_or_default();
    let mut characters = quoted.trim_end_matches(['"', ')']).chars();
    let mut plain = String::new();
    while let Some(c) = characters.next() {
        match (c, if c == '\\' { characters.next() } else { None }) {
            // KaTeX underlines the wrong letters with combining marks, and
            // nothing else of its words is written as a code.
            (_, Some('u')) => {
                characters.by_ref().find(|&c| c == '}');
            }
            (_, Some('n')) => plain.push(' '),
            (_, Some(escaped)) => plain.push(escaped),
            (c, None) => plain.push(c),
        }
    }
    plain
}

/// `html`, which stands in a block of HTML, for a line of Markdown: what
/// Markdown would take for its own is written as entities.
pub(crate) fn inline(html: &str) -> String {
    let mut out = String::with_capacity(2 * html.len());
    let mut in_tag = false;
    let mut rest = html;
    while let Some(c) = rest.chars().next() {
        let mut length = c.len_utf8();
        match c {
            '\n' => out.push(' '),
            // Even inside of a tag it would end a table's cell.
            '|' => out.push_str("&#124;"),
            '<' | '>' if in_tag == (c == '>') => {
                in_tag = !in_tag;
                out.push(c);
            }
            '&' if !in_tag && entity_length(rest).is_some() => {
                length = entity_length(rest).unwrap_or(length);
                out.push_str(&rest[..length]);
            }
            _ if !in_tag && c.is_ascii_punctuation() => {
                out.push_str(&format!("&#{};", u32::from(c)));
            }
            _ => out.push(c),
        }
        rest = &rest[length..];
    }
    out
}

/// The length of the entity at the start of `text`.
fn entity_length(text: &str) -> Option<usize> {
    let end = text.find(';')?;
    let name = text.get(1..end)?;
    let name = name.strip_prefix('#').unwrap_or(name);
    let sound = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric());
    sound.then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn macros() -> Macros {
        Macros(vec![
            ("\\norm".to_owned(), "\\lVert #1 \\rVert".to_owned()),
            ("\\R".to_owned(), "\\mathbb{R}".to_owned()),
            ("\\half".to_owned(), "\\tfrac12".to_owned()),
            ("\\g".to_owned(), "\\nabla".to_owned()),
            ("\\pair".to_owned(), "(#1, \\norm{#2})".to_owned()),
        ])
    }

    #[test]
    fn macros_are_written_out() {
        let cases = [
            ("\\norm{x_{1}} < 1", "\\lVert x_{1} \\rVert < 1"),
            ("\\norm x", "\\lVert x \\rVert"),
            ("\\norm\\alpha b", "\\lVert \\alpha \\rVert b"),
            ("x \\in \\R^2 \\Re", "x \\in \\mathbb{R}^2 \\Re"),
            ("\\g f", "\\nabla f"),
            ("\\pair{a}{b}", "(a, \\lVert b \\rVert)"),
            ("\\\\ \\,", "\\\\ \\,"),
        ];
        for (from, to) in cases {
            assert_eq!(macros().expand(from), to);
        }
    }

    #[test]
    fn katex_renders_and_rejects() {
        let mut renderer = Renderer::new(macros());
        let html = renderer.render("\\norm{x} \\le \\half", true).unwrap();
        assert!(html.contains("katex-display") && html.contains("<math"));
        let error = renderer.render("\\fraction{1}{2}", false).unwrap_err();
        assert!(
            error.contains("Undefined control sequence: \\fraction"),
            "{error}"
        );
        let error = renderer.render("\\frac{1}{2", false).unwrap_err();
        assert!(error.contains("expected '}'"), "{error}");
    }

    #[test]
    fn nothing_is_left_for_markdown() {
        let html = "<a title=\"a|b*c\">x_1 * y &lt; [2]</a>";
        assert_eq!(
            inline(html),
            "<a title=\"a&#124;b*c\">x&#95;1 &#42; y &lt; &#91;2&#93;</a>"
        );
        let mut renderer = Renderer::new(macros());
        let tex = "a_1 * b_2 * c < \\{ \\lvert x \\rvert \\} \\text{`a' -- \"b\"...}";
        let html = renderer.render(tex, false).unwrap();
        let woven = inline(&html);
        let events: Vec<_> =
            pulldown_cmark::Parser::new_ext(&woven, pulldown_cmark::Options::all())
                .filter(|event| {
                    use pulldown_cmark::Event::{End, InlineHtml, Start, Text};
                    !matches!(event, InlineHtml(_) | Text(_) | Start(_) | End(_))
                })
                .collect();
        assert_eq!(events, []);
    }
}
