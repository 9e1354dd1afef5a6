//! A frame with two axes, and what the figures draw into it.

use plotters::coord::Shift;
use plotters::coord::ranged1d::{
    KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter,
};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters_backend::DrawingErrorKind;

use super::clip::Window;
use super::palette::Role;
use super::svg::{FINE, SIZE};
use super::text::{TEXT_SIZE, extent};
use super::ticks::{ticks, whole_ticks};

/// What plotters answers on the backend `DB`.
pub type Outcome<DB, T = ()> =
    Result<T, DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// Where a path leaves the frame for good.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exit {
    /// The first step that is outside.
    pub step: usize,
    /// Where the path crosses the edge on its way there.
    pub place: [f64; 2],
}

/// The points (0, y₀), (1, y₁), … of a line.
pub fn numbered(line: &[f64]) -> Vec<[f64; 2]> {
    let numbers = line.iter().enumerate();
    numbers.map(|(step, y)| [step as f64, *y]).collect()
}

/// One axis: what it shows and where its marks stand.
#[derive(Debug, Clone)]
pub struct Scale {
    /// The values at both ends.
    pub range: [f64; 2],
    /// The marks, with their writing.
    pub ticks: Vec<(f64, String)>,
    /// What the axis shows, with its unit.
    pub name: String,
}

impl Scale {
    /// An axis of numbers, with marks at round ones.
    pub fn new(range: [f64; 2], name: &str) -> Scale {
        let (ticks, name) = (ticks(range), name.to_owned());
        Scale { range, ticks, name }
    }

    /// An axis of whole numbers, with marks at some of them.
    pub fn whole([low, high]: [i32; 2], name: &str) -> Scale {
        let ticks = whole_ticks(low, high, "", false);
        let (range, name) = ([low, high].map(f64::from), name.to_owned());
        Scale { range, ticks, name }
    }

    /// An axis of powers of ten: 2 stands for 10².
    pub fn powers([low, high]: [i32; 2], name: &str) -> Scale {
        let ticks = whole_ticks(low, high, "10", true);
        let (range, name) = ([low, high].map(f64::from), name.to_owned());
        Scale { range, ticks, name }
    }
}

impl Ranged for Scale {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, (from, to): (i32, i32)) -> i32 {
        let [low, high] = self.range;
        let along = (value - low) / (high - low);
        (f64::from(from) + along * f64::from(to - from)).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        if hint.weight().allow_light_points() {
            return Vec::new();
        }
        self.ticks.iter().map(|tick| tick.0).collect()
    }

    fn range(&self) -> std::ops::Range<f64> {
        self.range[0]..self.range[1]
    }
}

impl ValueFormatter<f64> for Scale {
    fn format_ext(&self, value: &f64) -> String {
        let found = self.ticks.iter().find(|tick| tick.0 == *value);
        found.map_or_else(String::new, |tick| tick.1.clone())
    }
}

/// The edges of the frame in units of the picture: left, top, right, bottom.
/// The plane inside is 4 wide to 3 high, so that a window of that shape has
/// equal scales on both axes (to the tenth of a unit by which the last pixel
/// of plotters lies inside).
pub const EDGES: [f64; 4] = [62.0, 8.0, 397.9, 259.9];

/// A frame with two axes on a drawing area.
pub struct Plane<'a, DB: DrawingBackend> {
    area: &'a DrawingArea<DB, Shift>,
    chart: ChartContext<'a, DB, Cartesian2d<Scale, Scale>>,
    window: Window,
    /// Boxes that later writing must leave free: left, top, right, bottom on
    /// the fine grid.
    taken: Vec<[f64; 4]>,
    /// Lines that later writing must leave free, on the fine grid.
    lines: Vec<[[f64; 2]; 2]>,
}

/// All sides of a point, in the order in which writing tries them.
pub const SIDES: [(f64, f64); 12] = [
    (0.5, -1.0),
    (0.5, 1.0),
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.0, -1.0),
    (0.0, 1.0),
    (-0.5, -1.0),
    (-0.5, 1.0),
    (1.0, -1.0),
    (1.0, 1.0),
    (-1.0, -1.0),
    (-1.0, 1.0),
];

/// How the points of a path are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marker {
    /// No mark.
    None,
    /// A disc.
    Disc,
    /// A ring, the page shining through.
    Ring,
    /// A disc of twice the size.
    Large,
    /// A square on its corner.
    Diamond,
}

impl<'a, DB: DrawingBackend> Plane<'a, DB> {
    /// Draws the axes.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn new(
        area: &'a DrawingArea<DB, Shift>,
        x: Scale,
        y: Scale,
    ) -> Outcome<DB, Self> {
        let fine = |units: f64| (units * f64::from(FINE)).round() as i32;
        // The last pixel of an area of ten pixels is the ninth from its first.
        let rest = |size: u32, edge: f64| fine(f64::from(size) - edge) - 1;
        let window = Window {
            x: x.range,
            y: y.range,
        };
        let names = [x.name.clone(), y.name.clone()];
        let mut chart = ChartBuilder::on(area)
            .margin_top(fine(EDGES[1]))
            .margin_right(rest(SIZE.0, EDGES[2]))
            .y_label_area_size(fine(EDGES[0]))
            .x_label_area_size(rest(SIZE.1, EDGES[3]))
            .build_cartesian_2d(x, y)?;
        let letters = letters(Role::Text);
        chart
            .configure_mesh()
            .axis_style(line(Role::Frame, 1.0))
            .bold_line_style(line(Role::Grid, 1.0))
            .max_light_lines(0)
            .set_all_tick_mark_size(fine(4.0))
            .label_style(letters.clone())
            .axis_desc_style(letters)
            .x_desc(names[0].as_str())
            .y_desc(names[1].as_str())
            .draw()?;
        Ok(Plane {
            area,
            chart,
            window,
            taken: Vec::new(),
            lines: Vec::new(),
        })
    }

    /// The part of the plane that is seen.
    pub fn window(&self) -> Window {
        self.window
    }

    /// Draws the parts of `path` that are seen, and returns them. Writing may
    /// cross them.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn lines(
        &self,
        path: &[[f64; 2]],
        role: Role,
        width: f64,
    ) -> Outcome<DB, Vec<Vec<[f64; 2]>>> {
        let pieces = self.window.path(path);
        for piece in &pieces {
            let points: Vec<_> =
                piece.iter().map(|&point| self.pixel(point)).collect();
            self.area
                .draw(&PathElement::new(points, line(role, width)))?;
        }
        Ok(pieces)
    }

    /// Draws the parts of `path` that are seen, up to its last point in the
    /// frame; where it leaves for good stands an arrow. Returns where
    /// that is.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn path(
        &mut self,
        path: &[[f64; 2]],
        role: Role,
        width: f64,
    ) -> Outcome<DB, Option<Exit>> {
        let exit = self.window.exit(path);
        let seen = &path[..exit.map_or(path.len(), |step| step + 1)];
        let pieces = self.lines(seen, role, width)?;
        for pair in pieces.iter().flat_map(|piece| piece.windows(2)) {
            let end = |point| {
                let (x, y) = self.pixel(point);
                [f64::from(x), f64::from(y)]
            };
            self.lines.push([end(pair[0]), end(pair[1])]);
        }
        let Some(step) = exit else { return Ok(None) };
        match pieces.last().map(Vec::as_slice) {
            Some([.., from, to]) => {
                self.arrow(*from, *to, role)?;
                Ok(Some(Exit { step, place: *to }))
            }
            // The last point seen lies on the edge and the next beyond reach.
            _ => Ok(Some(Exit {
                step,
                place: path[step - 1],
            })),
        }
    }

    /// Marks the points of `path` that are seen; later writing avoids them.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn markers(
        &mut self,
        path: &[[f64; 2]],
        role: Role,
        mark: impl Fn(usize) -> Marker,
    ) -> Outcome<DB> {
        self.marked(path, role, &mark)
    }

    /// The same, compiled once and not for each way to mark.
    fn marked(
        &mut self,
        path: &[[f64; 2]],
        role: Role,
        mark: &dyn Fn(usize) -> Marker,
    ) -> Outcome<DB> {
        for (step, &point) in path.iter().enumerate() {
            if !self.window.contains(point) {
                continue;
            }
            let (x, y) = self.pixel(point);
            let radius: f64 = match mark(step) {
                Marker::None => continue,
                Marker::Disc => 2.4,
                Marker::Ring => 2.8,
                Marker::Large => 5.0,
                Marker::Diamond => 3.8,
            };
            let size = (radius * f64::from(FINE)) as i32;
            if mark(step) == Marker::Ring {
                let paper = Role::Paper.color().filled();
                self.area.draw(&Circle::new((x, y), size, paper))?;
                self.area
                    .draw(&Circle::new((x, y), size, line(role, 1.4)))?;
            } else if mark(step) == Marker::Diamond {
                let (left, right) = ((x - size, y), (x + size, y));
                let corners = vec![(x, y - size), right, (x, y + size), left];
                let style = role.color().filled();
                self.area.draw(&Polygon::new(corners, style))?;
            } else {
                self.area.draw(&Circle::new(
                    (x, y),
                    size,
                    role.color().filled(),
                ))?;
            }
            let (x, y, size) = (f64::from(x), f64::from(y), f64::from(size));
            self.taken.push([x - size, y - size, x + size, y + size]);
        }
        Ok(())
    }

    /// Draws a bar over `x` from zero to `height`, `width` wide in units of the
    /// picture, as far as it is in the frame; later writing avoids it.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn bar(
        &mut self,
        x: f64,
        height: f64,
        width: f64,
        role: Role,
    ) -> Outcome<DB> {
        let Some([from, to]) = self.window.segment([x, 0.0], [x, height])
        else {
            return Ok(());
        };
        let ((x, y0), (_, y1)) = (self.pixel(from), self.pixel(to));
        let half = (width / 2.0 * f64::from(FINE)) as i32;
        let (left, right) = (x - half, x + half);
        let corners = vec![(left, y0), (left, y1), (right, y1), (right, y0)];
        let room = [left, y0.min(y1), right, y0.max(y1)];
        self.taken.push(room.map(f64::from));
        self.area
            .draw(&Polygon::new(corners, role.color().filled()))
    }

    /// Marks the minimum with a cross.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn cross(&mut self, at: [f64; 2], role: Role) -> Outcome<DB> {
        let (x, y) = self.pixel(at);
        let arm = (5.0 * f64::from(FINE)) as i32;
        for sign in [-1, 1] {
            let ends =
                vec![(x - arm, y - sign * arm), (x + arm, y + sign * arm)];
            self.area.draw(&PathElement::new(ends, line(role, 2.0)))?;
        }
        let (x, y, arm) = (f64::from(x), f64::from(y), f64::from(arm));
        self.taken.push([x - arm, y - arm, x + arm, y + arm]);
        Ok(())
    }

    /// Fills the part of a polygon that lies in the frame, `share` of the color
    /// over what is there: convex polygons only.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn fill(
        &mut self,
        corners: &[[f64; 2]],
        role: Role,
        share: f64,
    ) -> Outcome<DB> {
        let inside = self.window.polygon(corners);
        if inside.len() < 3 {
            return Ok(());
        }
        let corners: Vec<(i32, i32)> =
            inside.into_iter().map(|at| self.pixel(at)).collect();
        let style = role.color().mix(share).filled();
        self.area.draw(&Polygon::new(corners, style))
    }

    /// Fills the part of an upright rectangle that lies in the frame, as
    /// [`Plane::fill`].
    ///
    /// # Errors
    /// What the backend answers.
    pub fn rectangle(
        &mut self,
        [left, right]: [f64; 2],
        [low, high]: [f64; 2],
        role: Role,
        share: f64,
    ) -> Outcome<DB> {
        let corners = [[left, low], [right, low], [right, high], [left, high]];
        self.fill(&corners, role, share)
    }

    /// Writes `text` beside the point, in the first place around it, near ones
    /// first, where it covers no mark, no path and no other writing and stays
    /// in the frame. Without such a place it writes nothing.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn note(
        &mut self,
        at: [f64; 2],
        text: &str,
        role: Role,
    ) -> Outcome<DB> {
        self.note_on(&SIDES, at, text, role)
    }

    /// As [`Plane::note`], on the same height: to the right of the point or,
    /// where there is no room, to its left.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn note_beside(
        &mut self,
        at: [f64; 2],
        text: &str,
        role: Role,
    ) -> Outcome<DB> {
        self.note_on(&[(1.0, 0.0), (-1.0, 0.0)], at, text, role)
    }

    /// As [`Plane::note`], on the first of these sides that is free: how far to
    /// the right and how far down, where 1 puts the whole text beyond the
    /// point.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn note_on(
        &mut self,
        sides: &[(f64, f64)],
        at: [f64; 2],
        text: &str,
        role: Role,
    ) -> Outcome<DB> {
        self.note_along(sides, &[at], text, role)
    }

    /// As [`Plane::note_on`], beside one of these points: the nearest place of
    /// all of them, and of equally near ones that of the first point.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn note_along(
        &mut self,
        sides: &[(f64, f64)],
        places: &[[f64; 2]],
        text: &str,
        role: Role,
    ) -> Outcome<DB> {
        let fine = f64::from(FINE);
        let (width, height) = extent(text);
        let (width, height) =
            (width * TEXT_SIZE * fine, height * TEXT_SIZE * fine);
        let [left, top, right, bottom] = EDGES.map(|edge| edge * fine);
        let gap = 8.0 * fine;
        let rings = [1.0, 2.5, 4.5, 7.0, 10.0];
        let tries = rings.iter().flat_map(|ring| {
            let all = places.iter().map(move |at| (ring, at));
            all.flat_map(|(ring, at)| sides.iter().map(move |s| (ring, at, s)))
        });
        for (ring, at, (across, down)) in tries {
            let (x, y) = self.pixel(*at);
            let middle_x = f64::from(x) + across * (width / 2.0 + ring * gap);
            let middle_y = f64::from(y) + down * (height / 2.0 + ring * gap);
            let room = [
                middle_x - width / 2.0,
                middle_y - height / 2.0,
                middle_x + width / 2.0,
                middle_y + height / 2.0,
            ];
            let inside = room[0] >= left
                && room[1] >= top
                && room[2] <= right
                && room[3] <= bottom;
            if inside && self.is_free(room) {
                self.taken.push(room);
                let style =
                    letters(role).pos(Pos::new(HPos::Center, VPos::Center));
                return self.area.draw(&Text::new(
                    text.to_owned(),
                    (middle_x as i32, middle_y as i32),
                    style,
                ));
            }
        }
        Ok(())
    }

    fn is_free(&self, room: [f64; 4]) -> bool {
        let window = Window {
            x: [room[0], room[2]],
            y: [room[1], room[3]],
        };
        let crossed =
            |line: &[[f64; 2]; 2]| window.segment(line[0], line[1]).is_some();
        !self.taken.iter().any(|other| overlap(room, *other))
            && !self.lines.iter().any(crossed)
    }

    /// Draws the head of an arrow at `to`, as coming from `from`.
    fn arrow(
        &mut self,
        from: [f64; 2],
        to: [f64; 2],
        role: Role,
    ) -> Outcome<DB> {
        let ((x0, y0), (x1, y1)) = (self.pixel(from), self.pixel(to));
        let (dx, dy) = (f64::from(x1 - x0), f64::from(y1 - y0));
        let length = (dx * dx + dy * dy).sqrt();
        if length == 0.0 {
            return Ok(());
        }
        let size = 9.0 * f64::from(FINE);
        let (dx, dy) = (dx / length * size, dy / length * size);
        let back = |side: f64| {
            let x = f64::from(x1) - dx - side * dy / 2.0;
            let y = f64::from(y1) - dy + side * dx / 2.0;
            (x as i32, y as i32)
        };
        let corners = vec![(x1, y1), back(1.0), back(-1.0)];
        let reach = |pick: fn(&(i32, i32)) -> i32| {
            let all = corners.iter().map(pick).map(f64::from);
            (
                all.clone().fold(f64::INFINITY, f64::min),
                all.fold(f64::NEG_INFINITY, f64::max),
            )
        };
        let ((left, right), (top, bottom)) = (reach(|c| c.0), reach(|c| c.1));
        self.taken.push([left, top, right, bottom]);
        self.area
            .draw(&Polygon::new(corners, role.color().filled()))
    }

    fn pixel(&self, point: [f64; 2]) -> (i32, i32) {
        self.chart.backend_coord(&(point[0], point[1]))
    }
}

/// A line of this role, `width` in units of the picture.
fn line(role: Role, width: f64) -> ShapeStyle {
    role.color().stroke_width((width * f64::from(FINE)) as u32)
}

/// Writing of this role.
fn letters(role: Role) -> TextStyle<'static> {
    ("sans-serif", TEXT_SIZE * f64::from(FINE))
        .into_font()
        .color(&role.color())
}

fn overlap(a: [f64; 4], b: [f64; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/// What is left of an error of a backend that cannot fail: a mistake in the
/// use of plotters, in words.
pub fn refusal<E: std::error::Error + Send + Sync>(
    error: DrawingAreaErrorKind<E>,
) -> String {
    match error {
        DrawingAreaErrorKind::BackendError(DrawingErrorKind::DrawingError(
            error,
        )) => error.to_string(),
        other => other.to_string(),
    }
}
