//! The directives `{{#…}}` of the prose.

/// A directive, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Directive {
    /// `{{#include path:anchor}}` or `{{#skeleton path:anchor}}`
    Include(Include),
    /// `{{#figure name as label follows other key=value …}}`
    Figure(FigureCall),
    /// `{{#value name spec}}`
    Value { name: String, spec: String },
    /// `{{#tested}}`
    Tested,
    /// `{{#references}}`
    References,
}

/// What a listing shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Include {
    /// The path as it is written, from the Markdown file's folder.
    pub path: String,
    /// The anchor.
    pub anchor: String,
    /// The listing's label: the anchor, or for an exercise what it shows of it
    /// and the anchor, such as `skeleton-minimum`.
    pub label: String,
    /// Whether it is an exercise, without its solution.
    pub skeleton: bool,
}

impl Include {
    /// Whether it is the solution of an exercise.
    pub(crate) fn is_solution(&self) -> bool {
        is_exercise(&self.path) && !self.skeleton
    }
}

/// Whether a file holds an exercise.
pub(crate) fn is_exercise(path: &str) -> bool {
    path.contains("listings/src/exercises/")
}

/// Which figure is wanted, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureCall {
    /// The figure's name.
    pub name: String,
    /// Its label; the name if no other is given.
    pub label: String,
    /// The label of the figure whose changes it takes over, and which takes
    /// over its own.
    pub follows: Option<String>,
    /// The parameters that are set: `eta=0.6&steps=20`; the others have their
    /// defaults.
    pub state: String,
}

/// Parses what stands between `{{#` and `}}`.
pub(crate) fn parse(inside: &str) -> Result<Directive, String> {
    let mut words = inside.split_whitespace();
    match words.next() {
        Some("include") => include(words, false).map(Directive::Include),
        Some("skeleton") => include(words, true).map(Directive::Include),
        Some("figure") => figure(words).map(Directive::Figure),
        Some("value") => value(words),
        Some(name @ ("tested" | "references")) => match words.next() {
            None if name == "tested" => Ok(Directive::Tested),
            None => Ok(Directive::References),
            Some(word) => Err(format!(
                "\"{word}\" means nothing to `{{{{#{name}}}}}`: take it out"
            )),
        },
        other => Err(format!(
            "there is no directive `{{{{#{}}}}}`; there are figure, include, references, \
             skeleton, tested and value: correct the name",
            other.unwrap_or_default()
        )),
    }
}

fn include<'a>(
    mut words: impl Iterator<Item = &'a str>,
    skeleton: bool,
) -> Result<Include, String> {
    let (what, usage) = match skeleton {
        false => (
            "an include",
            "write `{{#include ../listings/src/NAME.rs:anchor}}`",
        ),
        true => (
            "a skeleton",
            "write `{{#skeleton ../listings/src/exercises/NAME.rs:NAME}}`",
        ),
    };
    let (Some(place), None) = (words.next(), words.next()) else {
        return Err(format!("{what} takes one path and one anchor: {usage}"));
    };
    match place.split_once(':') {
        Some((path, anchor))
            if !path.is_empty() && is_name(anchor) && (is_exercise(path) || !skeleton) =>
        {
            let label = match (skeleton, is_exercise(path)) {
                (true, _) => format!("skeleton-{anchor}"),
                (false, true) => format!("solution-{anchor}"),
                (false, false) => anchor.to_owned(),
            };
            Ok(Include {
                path: path.to_owned(),
                anchor: anchor.to_owned(),
                label,
                skeleton,
            })
        }
        _ => Err(format!(
            "\"{place}\" does not name an anchor of {}: {usage}",
            if skeleton { "an exercise" } else { "a file" }
        )),
    }
}

fn figure<'a>(words: impl Iterator<Item = &'a str>) -> Result<FigureCall, String> {
    let usage = "write `{{#figure NAME key=value …}}`, with `as LABEL` or `follows LABEL` \
                 after the name if need be";
    let mut words = words.peekable();
    let name = words.next().filter(|name| is_name(name));
    let Some(name) = name else {
        return Err(format!("a figure needs a name: {usage}"));
    };
    let mut named = |word: &str| match words.next_if_eq(&word) {
        None => Ok(None),
        Some(_) => match words.next().filter(|label| is_name(label)) {
            Some(label) => Ok(Some(label)),
            None => Err(format!("`{word}` needs a label: {usage}")),
        },
    };
    let label = named("as")?.unwrap_or(name);
    let follows = named("follows")?.map(str::to_owned);
    let mut state = Vec::new();
    for word in words {
        match word.split_once('=') {
            Some((key, value)) if !key.is_empty() && !value.is_empty() && !word.contains('&') => {
                state.push(word);
            }
            _ => return Err(format!("\"{word}\" is not of the form key=value: {usage}")),
        }
    }
    Ok(FigureCall {
        name: name.to_owned(),
        label: label.to_owned(),
        follows,
        state: state.join("&"),
    })
}

fn value<'a>(mut words: impl Iterator<Item = &'a str>) -> Result<Directive, String> {
    let (Some(name), spec, None) = (words.next(), words.next(), words.next()) else {
        return Err("a value takes a name and a format: write `{{#value NAME .6}}`".to_owned());
    };
    Ok(Directive::Value {
        name: name.to_owned(),
        spec: spec.unwrap_or_default().to_owned(),
    })
}

/// Whether `text` can name a label, an anchor or a figure: it becomes an id
/// of the page and of a notebook's cell.
pub(crate) fn is_name(text: &str) -> bool {
    text.len() <= 50
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures() {
        let call = |name: &str, label: &str, state: &str| {
            Ok(Directive::Figure(FigureCall {
                name: name.to_owned(),
                label: label.to_owned(),
                follows: None,
                state: state.to_owned(),
            }))
        };
        assert_eq!(parse("figure valley"), call("valley", "valley", ""));
        assert_eq!(
            parse("figure valley as steep eta=0.6  start=-5,-2 "),
            call("valley", "steep", "eta=0.6&start=-5,-2")
        );
        let Ok(Directive::Figure(call)) = parse("figure valley as low follows high eta=0.6") else {
            panic!("a figure may follow another");
        };
        assert_eq!(call.follows.as_deref(), Some("high"));
        assert_eq!((&*call.label, &*call.state), ("low", "eta=0.6"));
        for bad in [
            "figure x follows",
            "figure",
            "figure 1",
            "figure x as",
            "figure x eta",
            "figure x eta=",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn includes_and_values() {
        assert!(parse("include ../x.rs:step").is_ok());
        let label = |text: &str| match parse(text) {
            Ok(Directive::Include(include)) => include.label,
            other => panic!("{other:?}"),
        };
        let exercise = "../listings/src/exercises/minimum.rs:minimum";
        assert_eq!(label("include ../x.rs:step"), "step");
        assert_eq!(label(&format!("include {exercise}")), "solution-minimum");
        assert_eq!(label(&format!("skeleton {exercise}")), "skeleton-minimum");
        for bad in [
            "skeleton",
            "skeleton ../listings/src/hump.rs:peak",
            "include",
            "include x.rs",
            "include x.rs:a b",
            "include x.rs:1:2",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
        assert!(parse("value x").is_ok());
        assert!(parse("value x .6").is_ok());
        for bad in ["value", "value x .6 .7", "", "valu x"] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}
