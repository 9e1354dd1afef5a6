//! Coloring a picture from a few seeds: momentum on a graph.

// ANCHOR: names
use listings::Error;
use listings::check::check_run;
use listings::curvature::steps_per_digit;
use listings::ill_conditioned_problem::best_step;
use listings::libm;
use listings::ndarray::{Array1, Array2};
use listings::optimal_parameters::best_pair;
use listings::quadratic_functions::eigen;
use listings::seeded::Seeded;
// ANCHOR_END: names

// ANCHOR: coloring
/// What a place of the picture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// No pixel.
    Wall,
    /// A pixel.
    Open,
    /// A pixel that is tied to the color 1.
    Seed,
}

/// Pixels, by number, and what ties their colors.
#[derive(Debug, Clone, PartialEq)]
pub struct Coloring {
    /// The column and the row of each pixel.
    pub places: Vec<[usize; 2]>,
    /// The pairs of neighbors, the smaller number first.
    pub edges: Vec<[usize; 2]>,
    /// The pixels that are seeds.
    pub seeds: Vec<usize>,
    /// The weight w of a seed.
    pub weight: f64,
}

/// The pixels of a plan, numbered column by column, with this weight w.
pub fn coloring(
    [columns, rows]: [usize; 2],
    weight: f64,
    plan: impl Fn([usize; 2]) -> Cell,
) -> Coloring {
    let mut numbers = Array2::from_elem((columns, rows), None);
    let (mut places, mut edges) = (Vec::new(), Vec::new());
    let mut seeds = Vec::new();
    for place in (0..columns * rows).map(|i| [i / rows, i % rows]) {
        let (number, [column, row]) = (places.len(), place);
        match plan(place) {
            Cell::Wall => continue,
            Cell::Seed => seeds.push(number),
            Cell::Open => {}
        }
        numbers[place] = Some(number);
        places.push(place);
        // Below and to the left, if something is there.
        for near in
            [[column, row.wrapping_sub(1)], [column.wrapping_sub(1), row]]
        {
            if let Some(Some(other)) = numbers.get(near) {
                edges.push([*other, number]);
            }
        }
    }
    Coloring {
        places,
        edges,
        seeds,
        weight,
    }
}
// ANCHOR_END: coloring

// ANCHOR: four_rooms
/// Four rooms of 16 by 16 pixels, three corridors of 16 by 2, and two seeds at
/// the left wall, with this weight w.
pub fn four_rooms(weight: f64) -> Coloring {
    coloring([112, 16], weight, |[column, row]| {
        let middle = row == 7 || row == 8;
        match column % 32 {
            _ if column == 0 && middle => Cell::Seed,
            0..16 => Cell::Open,
            _ if middle => Cell::Open,
            _ => Cell::Wall,
        }
    })
}
// ANCHOR_END: four_rooms

// ANCHOR: graph_gradient
/// The objective: what neighbors differ by, and seeds from 1, squared.
pub fn objective(p: &Coloring, x: &Array1<f64>) -> f64 {
    let apart = p.edges.iter().map(|&[i, j]| (x[i] - x[j]) * (x[i] - x[j]));
    let off = p.seeds.iter().map(|&i| (x[i] - 1.0) * (x[i] - 1.0));
    0.5 * p.weight * off.sum::<f64>() + 0.5 * apart.sum::<f64>()
}

/// Its gradient.
pub fn gradient(p: &Coloring, x: &Array1<f64>) -> Array1<f64> {
    let mut g = Array1::zeros(x.len());
    for &[i, j] in &p.edges {
        g[i] += x[i] - x[j];
        g[j] += x[j] - x[i];
    }
    for &i in &p.seeds {
        g[i] += p.weight * (x[i] - 1.0);
    }
    g
}
// ANCHOR_END: graph_gradient

// ANCHOR: colors_after
/// Shows `see` the colors after 0, 1, … steps of momentum, from a picture
/// without color.
pub fn walk(
    p: &Coloring,
    [eta, beta]: [f64; 2],
    steps: usize,
    mut see: impl FnMut(&Array1<f64>),
) -> Result<Array1<f64>, Error> {
    check_run(eta, beta, steps)?;
    let mut x = Array1::zeros(p.places.len());
    let mut v = x.clone();
    see(&x);
    for _ in 0..steps {
        v = beta * v + gradient(p, &x);
        x.scaled_add(-eta, &v);
        see(&x);
    }
    Ok(x)
}

/// The colors after so many steps.
pub fn colors_after(
    p: &Coloring,
    parameters: [f64; 2],
    steps: usize,
) -> Result<Array1<f64>, Error> {
    walk(p, parameters, steps, |_| {})
}
// ANCHOR_END: colors_after

// ANCHOR: ends
/// Whether the matrix `sign` (H − `shift` I) is positive definite, H the
/// Hessian: elimination then meets positive pivots only.
pub fn is_definite(p: &Coloring, sign: f64, shift: f64) -> bool {
    let far = p.edges.iter().map(|[i, j]| j - i).max().unwrap_or(0);
    let (n, width) = (p.places.len(), far + 1);
    // Of row i the entries i, i + 1, …, i + far; the others above are 0.
    let mut rows = vec![0.0; (n + far) * width];
    for i in 0..n {
        rows[i * width] = -sign * shift;
    }
    for &[i, j] in &p.edges {
        rows[i * width] += sign;
        rows[j * width] += sign;
        rows[i * width + j - i] -= sign;
    }
    for &i in &p.seeds {
        rows[i * width] += sign * p.weight;
    }
    for i in 0..n {
        let (done, below) = rows.split_at_mut((i + 1) * width);
        let row = &done[i * width..];
        if row[0] <= 0.0 {
            return false;
        }
        for (j, lower) in (1..=far).zip(below.chunks_mut(width)) {
            let factor = row[j] / row[0];
            for (entry, above) in lower.iter_mut().zip(&row[j..]) {
                *entry -= factor * above;
            }
        }
    }
    true
}

/// The smallest and the largest eigenvalue of the Hessian, by halving.
pub fn ends(p: &Coloring) -> [f64; 2] {
    let halving = |is_below: &dyn Fn(f64) -> bool| {
        // No pixel has more than four neighbors.
        let (mut low, mut high) = (0.0, 8.0 + p.weight);
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            match is_below(middle) {
                true => low = middle,
                false => high = middle,
            }
        }
        low
    };
    [
        halving(&|shift| is_definite(p, 1.0, shift)),
        halving(&|shift| !is_definite(p, -1.0, shift)),
    ]
}
// ANCHOR_END: ends

// ANCHOR: descent_steps
/// How many steps gradient descent with its best step size needs until no pixel
/// is farther from 1 than `left`, if that is late enough.
pub fn descent_steps(p: &Coloring, left: f64) -> Result<f64, Error> {
    let bounds = ends(p);
    let [low, high] = bounds;
    // Momentum for curvatures from 4 λ₁ on leaves the eigenvector of λ₁.
    let u = 1.0 - colors_after(p, best_pair([4.0 * low, high]), 2000)?;
    let most = u.iter().fold(0.0, |most: f64, u| most.max(u.abs()));
    // The error is 1 everywhere at first: how far its share of u reaches.
    let share = most * u.sum() / u.dot(&u);
    let rate = 1.0 - best_step(bounds) * low;
    Ok((libm::log(left / share) / libm::log(rate)).ceil())
}
// ANCHOR_END: descent_steps

// ANCHOR: laplacian
/// The Laplacian of a graph: on the diagonal the number of neighbors of a
/// node, −1 for each pair of neighbors, and 0 elsewhere.
pub fn laplacian(nodes: usize, edges: &[[usize; 2]]) -> Array2<f64> {
    let mut l = Array2::zeros((nodes, nodes));
    for &[i, j] in edges {
        l[[i, i]] += 1.0;
        l[[j, j]] += 1.0;
        l[[i, j]] -= 1.0;
        l[[j, i]] -= 1.0;
    }
    l
}

/// The ratio λₙ/λ₂ of a Laplacian, and the eigenvector of λ₂.
pub fn conditioning(
    laplacian: &Array2<f64>,
) -> Result<(f64, Array1<f64>), Error> {
    let (lambda, u) = eigen(laplacian)?;
    let n = lambda.len();
    Ok((lambda[n - 1] / lambda[1], u.row(1).to_owned()))
}
// ANCHOR_END: laplacian

// ANCHOR: graphs
/// The edges of a path through 36 nodes and of a second one, in a random order.
pub fn two_paths(seed: u64) -> Vec<[usize; 2]> {
    let mut edges: Vec<_> = (1..36).map(|i| [i - 1, i]).collect();
    let mut order: Vec<usize> = (0..36).collect();
    Seeded::new(seed).shuffle(&mut order);
    for pair in order.windows(2) {
        let edge = [pair[0].min(pair[1]), pair[0].max(pair[1])];
        if !edges.contains(&edge) {
            edges.push(edge);
        }
    }
    edges
}

/// The edges of four graphs of 36 nodes: a path, the same with three chords,
/// a grid of 6 by 6, and two paths.
pub fn four_graphs() -> [Vec<[usize; 2]>; 4] {
    let path: Vec<_> = (1..36).map(|i| [i - 1, i]).collect();
    let mut chords = path.clone();
    chords.extend([[2, 19], [8, 30], [14, 26]]);
    let grid = coloring([6, 6], 0.0, |_| Cell::Open).edges;
    [path, chords, grid, two_paths(3)]
}
// ANCHOR_END: graphs

// ANCHOR: values
/// The numbers of this section, by name.
pub fn values() -> Result<Vec<(&'static str, f64)>, Error> {
    let rooms = four_rooms(0.1);
    let bounds = ends(&rooms);
    let [lambda_1, lambda_n] = bounds;
    let kappa = lambda_n / lambda_1;
    let [text_1, text_n] = ends(&four_rooms(1.0));
    let (few, many, most) = (200, 1000, 3000);
    let plain = colors_after(&rooms, [best_step(bounds), 0.0], many)?;
    let mean = |x: &Array1<f64>| x.sum() / x.len() as f64;
    // The mean color, and how far the lightest pixel is from its color, step by
    // step.
    let (mut means, mut far) = (Vec::new(), Vec::new());
    walk(&rooms, best_pair(bounds), most, |x| {
        means.push(mean(x));
        far.push(x.iter().fold(0.0, |far: f64, x| far.max((x - 1.0).abs())));
    })?;
    let last = far.iter().rposition(|far| *far > 1e-3);
    let walked = last.map_or(0, |last| last + 1) as f64;
    let plain_walked = descent_steps(&rooms, 1e-3)?;
    let star: Vec<_> = (1..36).map(|i| [0, i]).collect();
    let [plain_digit, digit] =
        [steps_per_digit(kappa)?, steps_per_digit(kappa.sqrt())?];
    let mut values = vec![
        ("small_steps", 100.0),
        ("pixels", rooms.places.len() as f64),
        ("edges", rooms.edges.len() as f64),
        ("weight", rooms.weight),
        ("lambda_1", lambda_1),
        ("lambda_n", lambda_n),
        ("kappa", kappa),
        ("weight_text", 1.0),
        ("kappa_text", text_n / text_1),
        ("plain_steps", 3.0 * plain_digit),
        ("momentum_steps", 3.0 * digit),
        ("walked", walked),
        ("plain_walked", plain_walked),
        ("times", plain_walked / walked),
        ("few", few as f64),
        ("many", many as f64),
        ("momentum_mean", means[many]),
        ("plain_mean", mean(&plain)),
        (
            "bound",
            rooms.weight * rooms.seeds.len() as f64 / rooms.places.len() as f64,
        ),
        ("nodes", 36.0),
        ("star", conditioning(&laplacian(36, &star))?.0),
        ("others", 100.0),
    ];
    let names = [
        ("path", "path_edges"),
        ("chords", "chords_edges"),
        ("grid", "grid_edges"),
        ("random", "random_edges"),
    ];
    for ((name, count), edges) in names.into_iter().zip(four_graphs()) {
        values.push((name, conditioning(&laplacian(36, &edges))?.0));
        values.push((count, edges.len() as f64));
    }
    Ok(values)
}
// ANCHOR_END: values
