//! Reads a figure back from its SVG, to compare what was drawn with the data.

use listings::figures::plane::EDGES;
use listings::figures::{Drawing, Figure, Window};

/// One element of a picture, in units of the picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// What it is: `polyline`, `circle`, `text`, …
    pub name: String,
    /// Its first class: the role.
    pub role: String,
    /// Whether it is filled.
    pub filled: bool,
    /// Its points: the corners of a line or polygon, the middle of a circle,
    /// the anchor of a text.
    pub points: Vec<[f64; 2]>,
    /// The radius of a circle.
    pub radius: f64,
    /// What a text says.
    pub text: String,
    /// How wide its line is.
    pub width: f64,
    /// How much of its color covers what is below it: 1 is all.
    pub share: f64,
    /// The name of its color.
    pub color: &'static str,
}

impl Element {
    /// The area of a polygon.
    pub fn area(&self) -> f64 {
        let next = self.points.iter().cycle().skip(1);
        let pairs = self.points.iter().zip(next);
        let sum: f64 = pairs.map(|(a, b)| a[0] * b[1] - a[1] * b[0]).sum();
        0.5 * sum.abs()
    }

    /// Left and right, or top and bottom.
    fn reach(&self, axis: usize) -> [f64; 2] {
        let ends = self.points.iter().map(|point| point[axis]);
        let low = ends.clone().fold(f64::INFINITY, f64::min);
        [low, ends.fold(f64::NEG_INFINITY, f64::max)]
    }

    /// Whether a polygon is an upright rectangle: it fills its box.
    pub fn is_rectangle(&self) -> bool {
        let [width, height] = [0, 1].map(|axis| {
            let [low, high] = self.reach(axis);
            high - low
        });
        self.name == "polygon" && (self.area() - width * height).abs() < 1e-9 * width * height
    }

    /// Whether a convex polygon has this place inside: seen from it, all
    /// corners follow in the same turn.
    pub fn covers(&self, [x, y]: [f64; 2]) -> bool {
        let from: Vec<[f64; 2]> = self.points.iter().map(|p| [p[0] - x, p[1] - y]).collect();
        let next = from.iter().cycle().skip(1);
        let turn = |(a, b): (&[f64; 2], &[f64; 2])| a[0] * b[1] - a[1] * b[0];
        let turns: Vec<f64> = from.iter().zip(next).map(turn).collect();
        turns.iter().all(|turn| *turn > 0.0) || turns.iter().all(|turn| *turn < 0.0)
    }
}

/// A figure, drawn from its own data.
///
/// # Panics
/// If its parameters are out of range.
pub fn draw<F: Figure>(figure: &F) -> Drawing {
    figure.drawing(&figure.data().unwrap()).unwrap()
}

/// Everything that is drawn.
///
/// # Panics
/// If the picture is not well-formed or a coordinate is not a finite number.
pub fn elements(drawing: &Drawing) -> Vec<Element> {
    let document = roxmltree::Document::parse(&drawing.svg).expect("the figure is XML");
    let number = |text: &str| {
        let x: f64 = text.parse().expect("a coordinate is a number");
        assert!(x.is_finite());
        x
    };
    let root = document.root_element();
    let drawn = root.children().filter(|node| node.is_element());
    let drawn = drawn.filter(|node| !["title", "desc"].contains(&node.tag_name().name()));
    drawn
        .map(|node| {
            let at = |name: &str| node.attribute(name).map(number);
            let points = match node.attribute("points") {
                Some(points) => points
                    .split(' ')
                    .map(|pair| {
                        let (x, y) = pair.split_once(',').expect("a point has two numbers");
                        [number(x), number(y)]
                    })
                    .collect(),
                None => {
                    let x = at("cx").or(at("x")).expect("an element has a place");
                    let y = at("cy").or(at("y")).expect("an element has a place");
                    vec![[x, y]]
                }
            };
            let class = node.attribute("class").expect("an element has a class");
            Element {
                name: node.tag_name().name().to_owned(),
                role: class.split(' ').next().unwrap_or_default().to_owned(),
                filled: class.contains(" fill"),
                points,
                radius: at("r").unwrap_or(0.0),
                text: node.text().unwrap_or_default().to_owned(),
                width: at("stroke-width").unwrap_or(0.0),
                share: at("opacity").unwrap_or(1.0),
                color: ["fill", "stroke"]
                    .into_iter()
                    .filter_map(|name| named(node.attribute(name)?))
                    .next()
                    .unwrap_or("none"),
            }
        })
        .collect()
}

/// What the color `#0b62c4` is called.
fn named(color: &str) -> Option<&'static str> {
    let part = |at: usize| u8::from_str_radix(color.get(at..at + 2)?, 16).ok();
    let [red, green, blue] = [1, 3, 5].map(|at| part(at).map(f64::from));
    let (red, green, blue) = (red?, green?, blue?);
    let (low, high) = (red.min(green).min(blue), red.max(green).max(blue));
    let range = high - low;
    if range < 32.0 {
        return Some(match high {
            h if h < 64.0 => "black",
            h if h < 224.0 => "gray",
            _ => "white",
        });
    }
    // The angle on the wheel of colors, from red over green to blue.
    let angle = match high {
        h if h == red => (green - blue) / range,
        h if h == green => 2.0 + (blue - red) / range,
        _ => 4.0 + (red - green) / range,
    };
    Some(match (60.0 * angle).rem_euclid(360.0) {
        a if a < 12.0 => "red",
        a if a < 45.0 => "orange",
        a if a < 70.0 => "yellow",
        a if a < 175.0 => "green",
        a if a < 200.0 => "cyan",
        a if a < 250.0 => "blue",
        a if a < 290.0 => "purple",
        a if a < 345.0 => "magenta",
        _ => "red",
    })
}

/// The elements of one kind and role.
pub fn of<'a>(elements: &'a [Element], name: &str, role: &str) -> Vec<&'a Element> {
    let wanted = |element: &&Element| element.name == name && element.role == role;
    elements.iter().filter(wanted).collect()
}

/// Where a point of the plane lies in the picture, in units of the picture.
pub fn place(window: Window, [x, y]: [f64; 2]) -> [f64; 2] {
    let [left, top, right, bottom] = EDGES;
    [
        left + (x - window.x[0]) / (window.x[1] - window.x[0]) * (right - left),
        bottom + (y - window.y[0]) / (window.y[1] - window.y[0]) * (top - bottom),
    ]
}

/// Which point of the plane lies at a place of the picture.
pub fn unplaced(window: Window, [across, down]: [f64; 2]) -> [f64; 2] {
    let [left, top, right, bottom] = EDGES;
    [
        window.x[0] + (across - left) / (right - left) * (window.x[1] - window.x[0]),
        window.y[0] + (down - bottom) / (top - bottom) * (window.y[1] - window.y[0]),
    ]
}

/// The distance of two places.
pub fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

/// The distance of `point` from the straight line through `a` and `b`.
pub fn off_line(point: [f64; 2], a: [f64; 2], b: [f64; 2]) -> f64 {
    let length = distance(a, b);
    if length == 0.0 {
        return distance(point, a);
    }
    let cross = (point[0] - a[0]) * (b[1] - a[1]) - (point[1] - a[1]) * (b[0] - a[0]);
    (cross / length).abs()
}

/// Fails unless the lines of `role` are just what of `path` lies in the
/// window, up to its last point there: every drawn corner is a point of the
/// path or lies on the edge of the frame on a segment of the path, in order,
/// and every segment of the path that is inside is drawn.
///
/// # Panics
/// If it is not.
pub fn assert_drawn(drawing: &Drawing, role: &str, window: Window, path: &[[f64; 2]]) {
    // The grid of the picture is a tenth of a unit; a corner is rounded on it.
    const ROUNDED: f64 = 0.071;
    let elements = elements(drawing);
    let lines = of(&elements, "polyline", role);
    let mut drawn = lines.iter().flat_map(|line| line.points.windows(2));
    let seen = path.iter().rposition(|&point| window.contains(point));
    let seen = seen.map_or(&path[..0], |last| &path[..path.len().min(last + 2)]);
    for (step, pair) in seen.windows(2).enumerate() {
        let ends_inside = pair.iter().filter(|point| window.contains(**point)).count();
        let (a, b) = (place(window, pair[0]), place(window, pair[1]));
        let Some(part) = window.segment(pair[0], pair[1]) else {
            assert_eq!(ends_inside, 0, "step {step} is inside and not drawn");
            continue;
        };
        let segment = drawn.next().expect("every segment inside is drawn");
        for (corner, (true_end, cut)) in segment.iter().zip(pair.iter().zip(part)) {
            let truth = place(window, cut);
            assert!(
                distance(*corner, truth) < ROUNDED,
                "step {step}: {corner:?} is not {truth:?}"
            );
            if window.contains(*true_end) {
                assert!(distance(*corner, place(window, *true_end)) < ROUNDED);
            }
        }
        // The slope, where the other end is not so far that a difference of
        // places says nothing.
        if distance(a, b) < 1e9 {
            for corner in segment {
                assert!(off_line(*corner, a, b) < ROUNDED, "step {step} is bent");
            }
        }
    }
    assert_eq!(drawn.next(), None, "more is drawn than the path");
}
