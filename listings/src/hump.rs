//! What the best pair does before the long run: a hump, and its repair.

// ANCHOR: names
use listings::Error;
use listings::check::{check_condition_number, check_share};
use listings::curvature::best_rate;
use listings::ill_conditioned_problem::{CURVATURES, START};
use listings::libm;
use listings::ndarray::{Array1, arr1, array};
use listings::optimal_parameters::best_pair;
use listings::quadratic_functions::momentum_run;
// ANCHOR_END: names

// ANCHOR: hump_run
/// The points of momentum on ½ Σ λᵢxᵢ². The first velocity is the gradient
/// divided by 1 + `repair` · β: 0 is the start from rest, 1 the repaired one.
pub fn repaired_run(
    lambda: &Array1<f64>,
    x: Array1<f64>,
    [eta, beta]: [f64; 2],
    repair: f64,
    steps: usize,
) -> Result<Vec<Array1<f64>>, Error> {
    check_share("repair", repair)?;
    // βv₀ and the gradient are together the gradient over 1 + repair β.
    let v = -repair / (1.0 + repair * beta) * (lambda * &x);
    let run = momentum_run(|x| lambda * x, [x, v], [eta, beta], steps)?;
    Ok(run.into_iter().map(|[x, _]| x).collect())
}

/// Three eigenvalues from 1/κ to 1.
pub fn spectrum(kappa: f64) -> Array1<f64> {
    array![1.0 / kappa, 1.0 / kappa.sqrt(), 1.0]
}

/// The run of the best pair on this spectrum; from its start each coordinate
/// has the loss ½.
pub fn hump_run(
    kappa: f64,
    repair: f64,
    steps: usize,
) -> Result<Vec<Array1<f64>>, Error> {
    check_condition_number(kappa)?;
    let lambda = spectrum(kappa);
    let start = lambda.mapv(|lambda| 1.0 / lambda.sqrt());
    let pair = best_pair([lambda[0], lambda[2]]);
    repaired_run(&lambda, start, pair, repair, steps)
}
// ANCHOR_END: hump_run

// ANCHOR: loss
/// The loss ½ Σ λᵢxᵢ² at each point.
pub fn losses(lambda: &Array1<f64>, path: &[Array1<f64>]) -> Vec<f64> {
    let loss = |x: &Array1<f64>| 0.5 * x.dot(&(lambda * x));
    path.iter().map(loss).collect()
}

/// The step from which on every loss is below `level`, if there is one.
pub fn below_from(losses: &[f64], level: f64) -> Option<usize> {
    let last = losses.iter().rposition(|loss| *loss >= level);
    let from = last.map_or(0, |step| step + 1);
    (from < losses.len()).then_some(from)
}
// ANCHOR_END: loss

// ANCHOR: peak
/// The place of the hump's top on the axis of t, and its height over the
/// start, for κ above 1.
pub fn hump_top(kappa: f64) -> Result<[f64; 2], Error> {
    let s = best_rate(kappa.sqrt())?;
    let top = -1.0 / libm::log(s) - 1.0 / (1.0 + s);
    Ok([top, (1.0 + (1.0 + s) * top) * libm::pow(s, top)])
}
// ANCHOR_END: peak

// ANCHOR: values
/// The numbers of this section, by name.
pub fn values() -> Result<Vec<(&'static str, f64)>, Error> {
    let kappa = 100.0;
    let highest = |line: &[f64]| {
        let top = line.iter().copied().fold(0.0, f64::max);
        let step = line.iter().position(|x| *x == top).unwrap_or(0);
        [step as f64, top]
    };
    let steepest = |kappa: f64| -> Result<[f64; 2], Error> {
        let run = hump_run(kappa, 0.0, 200)?;
        let sizes: Vec<f64> = run.iter().map(|x| x[2].abs()).collect();
        Ok(highest(&sizes))
    };
    let lambda = spectrum(kappa);
    let start = lambda.mapv(|lambda| 1.0 / lambda.sqrt());
    let rest = losses(&lambda, &hump_run(kappa, 0.0, 500)?);
    let mended = losses(&lambda, &hump_run(kappa, 1.0, 500)?);
    let eta_plain = 2.0 / (lambda[0] + lambda[2]);
    let plain = repaired_run(&lambda, start, [eta_plain, 0.0], 0.0, 500)?;
    let plain = losses(&lambda, &plain);
    let [step, size] = steepest(kappa)?;
    let [loss_step, loss_top] = highest(&rest);
    let level = 1e-6;
    // The book's valley: the best pair against a usual one.
    let (eta_usual, beta_usual, steps) = (0.6, 0.5, 20);
    let valley = arr1(&CURVATURES);
    let of_valley = |pair: [f64; 2], repair: f64| -> Result<Vec<f64>, Error> {
        let path = repaired_run(&valley, arr1(&START), pair, repair, 300)?;
        Ok(losses(&valley, &path))
    };
    let best = best_pair(CURVATURES);
    let usual = of_valley([eta_usual, beta_usual], 0.0)?;
    let [from_rest, repaired] = [of_valley(best, 0.0)?, of_valley(best, 1.0)?];
    let ahead = |line: &[f64]| {
        let difference: Vec<f64> =
            line.iter().zip(&usual).map(|(a, b)| a - b).collect();
        below_from(&difference, 0.0)
    };
    let mut values = vec![
        ("kappa", kappa),
        ("step", step),
        ("size", size),
        ("loss_start", rest[0]),
        ("loss_top", loss_top),
        ("loss_step", loss_step),
        ("eta_usual", eta_usual),
        ("beta_usual", beta_usual),
        ("steps", steps as f64),
        ("valley_kappa", CURVATURES[1] / CURVATURES[0]),
        ("usual_loss", usual[steps]),
        ("rest_loss", from_rest[steps]),
        ("repaired_loss", repaired[steps]),
        ("valley_start", usual[0]),
        ("usual_top", highest(&usual)[1]),
        ("threshold", 3.0 + 2.0 * 2.0_f64.sqrt()),
    ];
    for (name, step) in [
        ("plain_below", below_from(&plain, level)),
        ("rest_below", below_from(&rest, level)),
        ("repaired_below", below_from(&mended, level)),
        ("rest_ahead", ahead(&from_rest)),
        ("repaired_ahead", ahead(&repaired)),
    ] {
        values.extend(step.map(|step| (name, step as f64)));
    }
    for (kappa, names) in [
        (20.0, ["kappa_20", "size_20", "step_20", "root_20"]),
        (100.0, ["kappa_100", "size_100", "step_100", "root_100"]),
        (10_000.0, ["kappa_104", "size_104", "step_104", "root_104"]),
    ] {
        let [step, size] = steepest(kappa)?;
        let root = kappa.sqrt() / std::f64::consts::E;
        values.extend(names.into_iter().zip([kappa, size, step, root]));
    }
    Ok(values)
}
// ANCHOR_END: values
