//! The textual part of reading a page: values are inserted and the comments
//! that label are taken out, before Markdown is parsed.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::directive::{Directive, is_name, parse};
use crate::label::Kind;
use crate::patch::{Edit, Patched};
use crate::problem::Problems;
use crate::registry::Values;
use crate::source::{line_of, line_starts, options, section};
use crate::told::{Telling, Told};
use crate::value::{Place, format};

/// A comment that labels what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Where it stood, in the text without it.
    pub(crate) at: usize,
    pub(crate) kind: Kind,
    pub(crate) name: String,
    /// Whether it stood on a line of its own.
    pub(crate) own_line: bool,
}

pub(crate) struct Prepared {
    pub(crate) patched: Patched,
    pub(crate) marks: Vec<Mark>,
    /// Where directives that need a line of their own stand in the new text.
    pub(crate) blocks: Vec<usize>,
    /// The values in the patched text.
    pub(crate) values: Vec<Told>,
}

/// Which parts of a source are code and which are formulas.
struct Parts {
    code: Vec<Range<usize>>,
    formulas: Vec<Range<usize>>,
}

impl Parts {
    fn of(source: &str) -> Self {
        let mut parts = Self {
            code: Vec::new(),
            formulas: Vec::new(),
        };
        for (event, range) in Parser::new_ext(source, options()).into_offset_iter() {
            match event {
                Event::Code(_)
                | Event::Start(Tag::CodeBlock(_))
                | Event::End(TagEnd::CodeBlock) => {
                    parts.code.push(range);
                }
                Event::InlineMath(_) | Event::DisplayMath(_) => parts.formulas.push(range),
                _ => {}
            }
        }
        parts
    }

    fn is_code(&self, at: usize) -> bool {
        self.code.iter().any(|range| range.contains(&at))
    }

    fn place(&self, at: usize) -> Place {
        if self.formulas.iter().any(|range| range.contains(&at)) {
            Place::Formula
        } else {
            Place::Prose
        }
    }
}

pub(crate) fn prepare(
    file: &str,
    source: &str,
    values: &mut Values,
    problems: &mut Problems,
) -> Prepared {
    let parts = Parts::of(source);
    let starts = line_starts(source);
    let mut edits = Vec::new();
    let mut blocks = Vec::new();
    let mut values_at = Vec::new();
    let mut marks = Vec::new();

    for (at, _) in source.match_indices("{{") {
        let again = at > 0 && source.as_bytes().get(at - 1) == Some(&b'{');
        if parts.is_code(at) || again {
            continue;
        }
        let place = parts.place(at);
        let rest = &source[at..];
        if !rest.starts_with("{{#") {
            if place == Place::Prose {
                let message = "`{{` begins no directive: write `{{#figure …}}` or `{{#value …}}`, \
                               or `&#123;&#123;` for the signs themselves";
                problems.add(file, line_of(&starts, at), message);
            }
            continue;
        }
        match inserted(rest, file, source, at, place, values) {
            Ok(Directed::Block) => blocks.push(at),
            Ok(Directed::Value {
                length,
                text,
                rounded,
            }) => {
                values_at.push((at..at + length, rounded));
                edits.push(Edit::replace(at..at + length, text));
            }
            Err(message) => problems.add(file, line_of(&starts, at), message),
        }
    }

    for (at, _) in source.match_indices("<!--") {
        if parts.is_code(at) {
            continue;
        }
        let rest = &source[at + 4..];
        let Some(length) = rest.find("-->") else {
            let message = "a comment that is never closed: write `-->` at its end";
            problems.add(file, line_of(&starts, at), message);
            continue;
        };
        match label(&rest[..length]) {
            Ok(None) => {}
            Ok(Some((kind, name))) => {
                let (range, own_line) = extent(source, at..at + 4 + length + 3);
                edits.push(Edit::replace(range.clone(), ""));
                marks.push((range.end, kind, name, own_line));
            }
            Err(message) => problems.add(file, line_of(&starts, at), message),
        }
    }

    let patched = Patched::new(source, edits);
    let marks = marks
        .into_iter()
        .map(|(at, kind, name, own_line)| Mark {
            at: patched.target(at),
            kind,
            name,
            own_line,
        })
        .collect();
    let blocks = blocks.into_iter().map(|at| patched.target(at)).collect();
    let values = values_at
        .into_iter()
        .map(|(range, rounded)| Told {
            range: patched.replaced(&range),
            what: Telling::Number { rounded },
        })
        .collect();
    Prepared {
        patched,
        marks,
        blocks,
        values,
    }
}

enum Directed {
    /// A block, which is left for the parser.
    Block,
    /// A value and the length of its directive.
    Value {
        length: usize,
        text: String,
        rounded: bool,
    },
}

fn inserted(
    rest: &str,
    file: &str,
    source: &str,
    at: usize,
    place: Place,
    values: &mut Values,
) -> Result<Directed, String> {
    let line = rest.lines().next().unwrap_or_default();
    let end = line
        .find("}}")
        .ok_or("a directive that is not closed: write `}}` at its end, on the same line")?;
    match parse(&line[3..end])? {
        Directive::Figure(_) | Directive::Tested | Directive::References => Ok(Directed::Block),
        Directive::Include(_) => Err(
            "an include or a skeleton stands outside of code: make it the only line of a \
             ```rust block"
                .to_owned(),
        ),
        Directive::Value { name, spec } => {
            let full = if name.contains('.') {
                name
            } else {
                format!("{}.{name}", section(file))
            };
            let value = values.find(&full)?;
            let text = format(value, &spec, place)?;
            if place == Place::Prose && reads_as_list(source, at, &text, &rest[end + 2..]) {
                return Err(
                    "a whole number and a full stop at the start of a line would begin a list: \
                     move the value to the line before"
                        .to_owned(),
                );
            }
            Ok(Directed::Value {
                length: end + 2,
                text,
                rounded: spec.contains('.'),
            })
        }
    }
}

/// Whether a value at `at` of `source` would be taken for "1." of a list.
fn reads_as_list(source: &str, at: usize, value: &str, after: &str) -> bool {
    let before = source[..at].rsplit('\n').next().unwrap_or_default();
    before.chars().all(|c| c.is_whitespace() || c == '>')
        && value.bytes().all(|b| b.is_ascii_digit())
        && after.starts_with(['.', ')'])
}

/// The label in a comment, if it is meant to have one.
fn label(comment: &str) -> Result<Option<(Kind, String)>, String> {
    let usage = "write `<!-- eq: NAME -->`, `<!-- claim: NAME -->`, `<!-- not: NAME -->` or \
                 `<!-- ex: NAME -->`, NAME of letters, digits, `-` and `_`";
    let comment = comment.trim();
    let key: String = comment
        .chars()
        .take_while(char::is_ascii_lowercase)
        .collect();
    let rest = comment[key.len()..].trim_start();
    let kind = Kind::of_prefix(&key);
    match (kind, rest.strip_prefix(':').map(str::trim)) {
        (
            Some(kind @ (Kind::Equation | Kind::Claim | Kind::Mistake | Kind::Exercise)),
            Some(name),
        ) if is_name(name) => Ok(Some((kind, name.to_owned()))),
        // `<!-- not yet -->` is a comment.
        (Some(Kind::Mistake), None) => Ok(None),
        (Some(Kind::Equation | Kind::Claim | Kind::Mistake | Kind::Exercise), _) => {
            Err(format!("`<!-- {comment} -->` is no label: {usage}"))
        }
        (Some(kind), Some(_)) => Err(format!(
            "a {} is not labelled by a comment: a listing's label is its anchor, a figure's its \
             name or what stands after `as`, a text's the name of its file",
            kind.word().to_lowercase()
        )),
        // What `proofs` reads.
        (None, _) if key == "proof" => Ok(None),
        // `<!-- eqn: update -->` is a slip; `<!-- todo: write this -->` is not.
        (None, Some(name)) if is_name(name) && !key.is_empty() => Err(format!(
            "there are no labels of the kind \"{key}\"; there are eq, claim, not and ex: {usage}"
        )),
        _ => Ok(None),
    }
}

/// What to take out with a comment, and whether it has a line of its own:
/// then the rest of the line goes too, with what Markdown repeats at the
/// start of the next one.
fn extent(source: &str, comment: Range<usize>) -> (Range<usize>, bool) {
    let before = source[..comment.start]
        .rsplit('\n')
        .next()
        .unwrap_or_default();
    let after = &source[comment.end..];
    let line = after.split('\n').next().unwrap_or_default();
    let opens = |c: char| c.is_whitespace() || ">-*+.)".contains(c) || c.is_ascii_digit();
    let first = before.chars().all(opens);
    if !line.trim().is_empty() {
        // At the start of its line it takes the blank after it along.
        let blank = usize::from(first && line.starts_with(' '));
        return (comment.start..comment.end + blank, false);
    }
    if !first {
        return (comment, false);
    }
    let mut end = comment.end + line.len();
    if source[end..].starts_with('\n') {
        end += 1;
        let mut quotes = before.matches('>').count();
        for c in source[end..].chars() {
            match c {
                ' ' | '\t' => {}
                '>' if quotes > 0 => quotes -= 1,
                _ => break,
            }
            end += 1;
        }
    }
    (comment.start..end, true)
}
