//! Cutting a path at the edge of the frame.
//!
//! Plotters moves a point outside the plot onto its edge, which bends the line
//! that leads there, and overflows on huge numbers. So everything is cut here,
//! in the coordinates of the data, before plotters sees it.

/// A rectangle of the plane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// Left and right edge.
    pub x: [f64; 2],
    /// Bottom and top edge.
    pub y: [f64; 2],
}

/// Beyond this the difference of two numbers says nothing about where their
/// segment crosses a frame of ordinary size.
const FAR: f64 = 1e9;

impl Window {
    /// Whether the point lies in the rectangle, its edge included.
    pub fn contains(&self, [x, y]: [f64; 2]) -> bool {
        self.x[0] <= x && x <= self.x[1] && self.y[0] <= y && y <= self.y[1]
    }

    /// The part of the segment from `a` to `b` that lies in the rectangle,
    /// by the method of Liang and Barsky (1984); `None` if there is none.
    pub fn segment(&self, a: [f64; 2], b: [f64; 2]) -> Option<[[f64; 2]; 2]> {
        let all = [a, b].concat();
        if all.iter().any(|c| !c.is_finite()) {
            return None;
        }
        let inside = [self.contains(a), self.contains(b)];
        if inside == [true, true] {
            return Some([a, b]);
        }
        if inside == [false, false] && all.iter().any(|c| c.abs() > FAR) {
            return None;
        }
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (from, to, [low, high]) in
            [(a[0], b[0], self.x), (a[1], b[1], self.y)]
        {
            let run = to - from;
            if run == 0.0 {
                if from < low || from > high {
                    return None;
                }
                continue;
            }
            let (first, last) = ((low - from) / run, (high - from) / run);
            enter = enter.max(first.min(last));
            leave = leave.min(first.max(last));
        }
        // One end inside: rounding must not lose the segment.
        if enter > leave {
            return None;
        }
        let at = |s: f64| {
            let mix = |i: usize| a[i] + s * (b[i] - a[i]);
            [
                mix(0).clamp(self.x[0], self.x[1]),
                mix(1).clamp(self.y[0], self.y[1]),
            ]
        };
        Some([
            if inside[0] { a } else { at(enter) },
            if inside[1] { b } else { at(leave) },
        ])
    }

    /// The parts of the path that lie in the rectangle, in order.
    pub fn path(&self, path: &[[f64; 2]]) -> Vec<Vec<[f64; 2]>> {
        let mut pieces: Vec<Vec<[f64; 2]>> = Vec::new();
        for pair in path.windows(2) {
            let Some([from, to]) = self.segment(pair[0], pair[1]) else {
                continue;
            };
            match pieces.last_mut() {
                Some(piece) if piece.last() == Some(&from) => piece.push(to),
                _ => pieces.push(vec![from, to]),
            }
        }
        pieces
    }

    /// The step at which the path leaves the rectangle for good; `None` if it
    /// ends inside or was never inside.
    pub fn exit(&self, path: &[[f64; 2]]) -> Option<usize> {
        let last = path.iter().rposition(|&point| self.contains(point))?;
        (last + 1 < path.len()).then_some(last + 1)
    }

    /// The part of a convex polygon that lies in the window (Sutherland and
    /// Hodgman 1974); nothing if a corner is not a finite point.
    pub fn polygon(&self, corners: &[[f64; 2]]) -> Vec<[f64; 2]> {
        if corners.iter().flatten().any(|x| !x.is_finite()) {
            return Vec::new();
        }
        let mut inside = corners.to_vec();
        for (axis, [low, high]) in [self.x, self.y].into_iter().enumerate() {
            for (edge, sign) in [(low, 1.0), (high, -1.0)] {
                let depth = |at: &[f64; 2]| sign * (at[axis] - edge);
                let whole = std::mem::take(&mut inside);
                let next = whole.iter().cycle().skip(1);
                for (from, to) in whole.iter().zip(next) {
                    let (before, after) = (depth(from), depth(to));
                    if before >= 0.0 {
                        inside.push(*from);
                    }
                    if before * after < 0.0 {
                        let share = before / (before - after);
                        let mut cut =
                            [0, 1].map(|i| from[i] + share * (to[i] - from[i]));
                        cut[axis] = edge;
                        inside.push(cut);
                    }
                }
            }
        }
        inside
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_polygon_is_cut_at_the_window() {
        let window = Window {
            x: [0.0, 1.0],
            y: [0.0, 1.0],
        };
        let within = [[0.2, 0.2], [0.8, 0.2], [0.5, 0.9]];
        assert_eq!(window.polygon(&within), within);
        let around = [[-5.0, -5.0], [9.0, -5.0], [9.0, 9.0], [-5.0, 9.0]];
        let mut cut = window.polygon(&around);
        cut.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
        assert_eq!(cut, [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]);
        let half = window.polygon(&[[0.5, -1.0], [3.0, 0.5], [0.5, 2.0]]);
        assert!(half.len() >= 4 && half.iter().all(|at| window.contains(*at)));
        assert!(
            window
                .polygon(&[[2.0, 2.0], [3.0, 2.0], [2.0, 3.0]])
                .is_empty()
        );
        assert!(
            window
                .polygon(&[[0.0, 0.0], [f64::NAN, 1.0], [1.0, 0.0]])
                .is_empty()
        );
    }
    use proptest::prelude::*;

    const UNIT: Window = Window {
        x: [0.0, 1.0],
        y: [0.0, 1.0],
    };

    #[test]
    fn a_segment_is_cut_where_it_crosses_the_edge() {
        let cut = |a, b| UNIT.segment(a, b);
        assert_eq!(cut([0.5, 0.5], [0.5, 2.5]), Some([[0.5, 0.5], [0.5, 1.0]]));
        assert_eq!(
            cut([-1.0, 0.0], [2.0, 0.75]),
            Some([[0.0, 0.25], [1.0, 0.5]])
        );
        assert_eq!(cut([-1.0, 0.5], [-0.1, 0.5]), None);
        assert_eq!(cut([0.0, 2.0], [2.0, 1.5]), None);
        assert_eq!(cut([0.5, 0.5], [f64::NAN, 0.5]), None);
        assert_eq!(cut([0.5, -1e300], [0.5, 1e300]), None);
        assert_eq!(
            cut([0.5, 0.5], [0.5, 1e300]),
            Some([[0.5, 0.5], [0.5, 1.0]])
        );
    }

    #[test]
    fn a_path_that_comes_back_has_two_pieces_and_no_exit() {
        let path = [[0.5, 0.5], [0.5, 2.0], [0.75, 2.0], [0.75, 0.5]];
        assert_eq!(
            UNIT.path(&path),
            [[[0.5, 0.5], [0.5, 1.0]], [[0.75, 1.0], [0.75, 0.5]]]
        );
        assert_eq!(UNIT.exit(&path), None);
        assert_eq!(UNIT.exit(&path[..3]), Some(1));
        assert_eq!(UNIT.exit(&path[1..3]), None);
    }

    proptest! {
        /// What is left of a segment lies on it and in the window.
        #[test]
        fn a_cut_segment_keeps_its_slope(
            a in prop::array::uniform2(-50.0..50.0_f64),
            b in prop::array::uniform2(-50.0..50.0_f64),
        ) {
            if let Some([from, to]) = UNIT.segment(a, b) {
                let run = [b[0] - a[0], b[1] - a[1]];
                let length = run[0].hypot(run[1]);
                for point in [from, to] {
                    prop_assert!(UNIT.contains(point));
                    let off = (point[0] - a[0]) * run[1] - (point[1] - a[1]) * run[0];
                    // Rounding of coordinates up to 50 in products up to 5000.
                    prop_assert!(off.abs() <= 1e-11 * length.max(1.0));
                }
            } else {
                // Nothing left: no point of a fine walk is well inside.
                for step in 0..=1000 {
                    let s = f64::from(step) / 1000.0;
                    let point = [a[0] + s * (b[0] - a[0]), a[1] + s * (b[1] - a[1])];
                    prop_assert!(!UNIT.contains(point));
                }
            }
        }
    }
}
