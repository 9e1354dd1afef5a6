//! Captions: each of their sentences is tied to what the figure shows.

use listings::figures::{Window, find};
use weave::scan::{Page, What};

use crate::drawn::{Element, distance, elements, place};
use crate::printed::{figure, pages};

/// A figure as its page shows it.
pub struct Shown {
    /// All that is drawn.
    pub all: Vec<Element>,
}

/// The figure with this label, at the setting of its page.
///
/// # Panics
/// If there is none, or it cannot be drawn.
pub fn shown(label: &str) -> Shown {
    let (name, state) = figure(label);
    let drawing = find(&name).and_then(|entry| entry.draw(&state));
    let drawing = drawing.unwrap_or_else(|error| panic!("fig:{label}: {error}"));
    let all = elements(&drawing);
    Shown { all }
}

impl Shown {
    /// The elements of one kind and role.
    ///
    /// # Panics
    /// If there is none: nothing can be said of what is not drawn.
    pub fn of(&self, name: &str, role: &str) -> Vec<&Element> {
        let found = crate::drawn::of(&self.all, name, role);
        assert!(!found.is_empty(), "no {name} {role}");
        found
    }

    /// The name of the color of a role's lines.
    pub fn color(&self, role: &str) -> &'static str {
        self.of("polyline", role)[0].color
    }

    /// Whether the lines of `thin` are at least a fifth thinner than the
    /// widest of `thick`.
    pub fn is_thinner(&self, thin: &str, thick: &str) -> bool {
        let width = |role| {
            let widths = self.of("polyline", role).into_iter();
            widths.map(|line| line.width).fold(0.0, f64::max)
        };
        width(thin) < 0.8 * width(thick)
    }

    /// Whether the polygons of a role lie each on the one before, within it and
    /// veiling it, so that the innermost is the darkest.
    pub fn is_darker_inside(&self, role: &str) -> bool {
        let all = self.of("polygon", role);
        let veils = |e: &&Element| (0.05..0.5).contains(&e.share) && e.color == all[0].color;
        let shrinks = all.windows(2).all(|pair| pair[1].area() < pair[0].area());
        all.len() > 1 && shrinks && all.iter().all(veils)
    }

    /// Whether every point of `path` that is in the window is a corner of a
    /// line of `role`, or the middle of a mark of it if `name` is `circle`.
    pub fn passes(&self, name: &str, role: &str, window: Window, path: &[[f64; 2]]) -> bool {
        let corners: Vec<[f64; 2]> = self
            .of(name, role)
            .iter()
            .flat_map(|element| element.points.clone())
            .collect();
        let mut inside = path
            .iter()
            .filter(|point| window.contains(**point))
            .peekable();
        // The picture is rounded to a tenth of a unit on both axes.
        let near = |point: &[f64; 2]| {
            let there = place(window, *point);
            corners.iter().any(|at| distance(*at, there) < 0.15)
        };
        inside.peek().is_some() && inside.all(near)
    }
}

/// Fails unless the caption of the figure uses all these words, in this order,
/// and what each says is so; every sentence that states something must hold
/// some of them. Claims and questions are left out. Called with `&[]` it
/// prints the sentences.
///
/// # Panics
/// With the first words that are missing or false, or with what no words hold.
pub fn assert_caption(label: &str, words: &[(&str, bool)]) {
    let sentences = statements(label);
    let text = sentences.join(" ");
    let mut ends = Vec::new();
    let mut end = 0;
    for sentence in &sentences {
        end += sentence.len() + 1;
        ends.push((sentence, end, false));
    }
    let mut at = 0;
    for (words, so) in words {
        let found = text[at..].find(words);
        let found = found
            .unwrap_or_else(|| panic!("fig:{label}: \"{words}\" must stand in: {}", &text[at..]));
        assert!(*so, "fig:{label}: \"{words}\" is not so: {text}");
        let start = at + found;
        at = start + words.len();
        if let Some(held) = ends.iter_mut().find(|(_, end, _)| start < *end) {
            held.2 = true;
        }
    }
    let free = ends.iter().filter(|(_, _, held)| !held);
    let free: Vec<&str> = free.map(|(sentence, ..)| sentence.as_str()).collect();
    assert!(
        free.is_empty(),
        "fig:{label}: no test holds\n{}",
        free.join("\n")
    );
}

/// The sentences of a caption without its claims and questions.
///
/// # Panics
/// If there is no such figure.
pub fn statements(label: &str) -> Vec<String> {
    let pages = pages();
    let found = pages.iter().find_map(|page| {
        let captions = page.elements.iter().find_map(|e| match &e.what {
            What::Figure { call, caption } if call.label == label => Some(caption.clone()),
            _ => None,
        })?;
        Some((page, captions))
    });
    let (page, caption) = found.unwrap_or_else(|| panic!("no page has the label fig:{label}"));
    let mut sentences = Vec::new();
    let mut sentence: Vec<&str> = Vec::new();
    let text = without_claims(page, caption);
    for word in text.split_whitespace() {
        sentence.push(word);
        if word.ends_with(['.', '?', '!']) {
            sentences.push(std::mem::take(&mut sentence).join(" "));
        }
    }
    sentences.extend((!sentence.is_empty()).then(|| sentence.join(" ")));
    sentences.retain(|sentence| !sentence.ends_with('?'));
    sentences
}

fn without_claims(page: &Page, caption: std::ops::Range<usize>) -> String {
    let mut text = String::new();
    let mut at = caption.start;
    for element in &page.elements {
        let range = &element.range;
        if matches!(element.what, What::Claim { .. }) && caption.contains(&range.start) {
            text += &page.text[at..range.start];
            at = range.end;
        }
    }
    text + &page.text[at.min(caption.end)..caption.end]
}
