//! Formulas about momentum, right and wrong: those that hold, and those that
//! have been printed elsewhere and do not.

use proptest::prelude::*;

use super::{TOLERANCE, cannot, fails, holds, read};
use crate::{Bindings, Complex, ErrorKind, Value};

const LAMBDA: [f64; 2] = [0.2, 4.0];

fn objective(x: &[f64]) -> f64 {
    let terms = LAMBDA.iter().zip(x).map(|(l, x)| l * x * x / 2.0);
    terms.sum()
}

fn gradient(x: &[f64]) -> Vec<f64> {
    LAMBDA.iter().zip(x).map(|(l, x)| l * x).collect()
}

/// The points and the velocities of momentum from `start`.
fn momentum(start: &[f64], eta: f64, beta: f64, steps: usize) -> (Vec<Vec<f64>>, Vec<Vec<f64>>) {
    let mut points = vec![start.to_vec()];
    let mut velocities = vec![vec![0.0; start.len()]];
    for t in 0..steps {
        let slope = gradient(&points[t]);
        let velocity: Vec<f64> = velocities[t]
            .iter()
            .zip(&slope)
            .map(|(v, g)| beta * v + g)
            .collect();
        points.push(
            points[t]
                .iter()
                .zip(&velocity)
                .map(|(x, v)| x - eta * v)
                .collect(),
        );
        velocities.push(velocity);
    }
    (points, velocities)
}

fn valley(x: [f64; 2]) -> Bindings<'static> {
    Bindings::new()
        .point(r"\mathbf{x}", x)
        .function("f", |x| Ok(objective(&x.point()?).into()))
}

#[test]
fn the_objective_and_its_gradient() {
    for x in [[-5.0, -2.0], [0.0, 0.0], [0.3, 7.0], [1e3, -1e-3]] {
        holds(r"f(\mathbf{x}) = 0.1\, x_1^2 + 2\, x_2^2 .", &valley(x));
        holds(
            r"\nabla f(\mathbf{x}) = \begin{pmatrix} 0.2\, x_1 \\ 4\, x_2 \end{pmatrix} .",
            &valley(x),
        );
        holds(
            r"\frac{\partial f}{\partial x_1} = 0.2\, x_1, \quad
            \partial f(\mathbf x)/\partial x_2 = 4\, x_2",
            &valley(x),
        );
        holds(
            r"\nabla^2 f(\mathbf{x}) = \begin{pmatrix} 0.2 & 0 \\ 0 & 4 \end{pmatrix}",
            &Bindings::new()
                .vector(r"\mathbf{x}", x)
                .function("f", |x| Ok(objective(&x.point()?).into())),
        );
    }
    for wrong in [
        r"f(\mathbf{x}) = 0.2\, x_1^2 + 2\, x_2^2",
        r"f(\mathbf{x}) = 0.1\, x_2^2 + 2\, x_1^2",
        r"f(\mathbf{x}) = 0.1\, x_1^2 - 2\, x_2^2",
        r"f(\mathbf{x}) = 0.1\, x_1 + 2\, x_2^2",
        r"\nabla f(\mathbf{x}) = \begin{pmatrix} 0.2\, x_2 \\ 4\, x_1 \end{pmatrix}",
        r"\nabla f(\mathbf{x}) = \begin{pmatrix} 0.2\, x_1 \\ 4.1\, x_2 \end{pmatrix}",
    ] {
        fails(wrong, &valley([-5.0, -2.0]));
    }
}

#[test]
fn a_gradient_that_is_bound() {
    let bindings = |factor: f64| {
        Bindings::new()
            .vector(r"\mathbf{x}", [3.0, 1.0])
            .function(r"\nabla f", move |x| {
                let slope: Vec<f64> = gradient(&x.vector(0)?).iter().map(|g| factor * g).collect();
                Ok(slope.into())
            })
    };
    let tex = r"\nabla f(\mathbf{x})^\top \mathbf{x} = 0.6 \cdot 3 + 4";
    holds(tex, &bindings(1.0));
    fails(tex, &bindings(2.0));
}

fn path(eta: f64, beta: f64, t: i64) -> Bindings<'static> {
    let (points, velocities) = momentum(&[-5.0, -2.0], eta, beta, 30);
    Bindings::new()
        .sequence(r"\mathbf{x}", 0, points)
        .sequence(r"\mathbf{v}", 0, velocities)
        .scalar(r"\eta", eta)
        .scalar(r"\beta", beta)
        .integer("t", t)
        .function(r"\nabla f", |x| Ok(gradient(&x.vector(0)?).into()))
}

#[test]
fn steps_of_momentum() {
    let both = r"\mathbf{v}_t = \beta \mathbf{v}_{t-1} + \nabla f(\mathbf{x}_{t-1}), \quad
        \mathbf{x}_t = \mathbf{x}_{t-1} - \eta \mathbf{v}_t .";
    for (eta, beta) in [(0.6, 0.5), (0.4, 0.0), (0.1, 0.9)] {
        for t in [1, 2, 7, 30] {
            holds(both, &path(eta, beta, t));
        }
    }
    for wrong in [
        both.replace("- \\eta", "+ \\eta"),
        both.replace("{t-1})", "{t})"),
        both.replace("\\beta \\mathbf{v}_{t-1}", "\\beta \\mathbf{v}_{t}"),
        both.replace("\\eta \\mathbf{v}_t", "\\eta \\mathbf{v}_{t-1}"),
        both.replace("\\beta \\", "(1 - \\beta) \\"),
    ] {
        fails(&wrong, &path(0.6, 0.4, 5));
    }
    cannot(both, &path(0.6, 0.5, 31), ErrorKind::Value, "no item at 31");
}

#[test]
fn coordinates_of_a_path() {
    let bindings = |t: i64, i: i64| {
        Bindings::new()
            .sequence("x", 0, momentum(&[-5.0, -2.0], 0.4, 0.0, 20).0)
            .vector(r"\lambda", LAMBDA)
            .scalar(r"\eta", 0.4)
            .integer("t", t)
            .integer("i", i)
    };
    let step =
        r"x_{t,i} = x_{t-1,i} - \eta \lambda_i\, x_{t-1,i} = (1 - \eta \lambda_i)\, x_{t-1,i} ,";
    let closed = r"x_{t,i} = (1 - \eta \lambda_i)^t\, x_{0,i} .";
    for t in 1..=20 {
        for i in 1..=2 {
            holds(step, &bindings(t, i));
            holds(closed, &bindings(t, i));
        }
    }
    fails(
        &step.replace("- \\eta \\lambda_i\\,", "+ \\eta \\lambda_i\\,"),
        &bindings(3, 2),
    );
    fails(&step.replace("(1 - \\eta", "(1 + \\eta"), &bindings(3, 2));
    fails(&closed.replace("^t", "^{t-1}"), &bindings(3, 2));
    fails(&closed.replace("_{0,i}", "_{1,i}"), &bindings(3, 2));
    // With a coordinate of its own name.
    let first: Vec<f64> = momentum(&[-5.0, -2.0], 0.4, 0.0, 20)
        .0
        .iter()
        .map(|x| x[0])
        .collect();
    let own = Bindings::new().sequence("x_1", 0, first).integer("t", 4);
    holds(r"x_{t,1} = (1 - 0.4 \cdot 0.2)^t \cdot x_{0,1}", &own);
}

#[test]
fn the_limit_on_the_step() {
    let bindings = |eta: f64, lambda: f64| {
        Bindings::new()
            .scalar(r"\eta", eta)
            .vector(r"\lambda", [lambda])
            .integer("i", 1)
    };
    let right = r"|1 - \eta \lambda_i| < 1 \iff 0 < \eta \lambda_i < 2 .";
    let wrong = [
        right.replace("< 2", "< 3"),
        right.replace("< 2", r"\le 2"),
        right.replace("0 <", r"0 \le"),
        right.replace("0 <", "1 <"),
        right.replace("1 -", "1 +"),
        right.replace("| <", "| >"),
    ];
    let mut caught = vec![false; wrong.len()];
    for eta in [-0.5, 0.0, 0.2, 0.25, 0.4, 0.5, 0.6, 0.7] {
        holds(right, &bindings(eta, 4.0));
        for (wrong, caught) in wrong.iter().zip(&mut caught) {
            *caught |= !read(wrong)
                .check(&bindings(eta, 4.0), TOLERANCE)
                .unwrap()
                .holds();
        }
    }
    assert_eq!(caught, [true; 6]);
    let limit = read(r"0 < \eta < \frac{2}{\lambda_{\max}} .");
    for (eta, converges) in [(0.4, true), (0.5, false), (0.6, false), (0.0, false)] {
        let bindings = Bindings::new()
            .scalar(r"\eta", eta)
            .scalar(r"\lambda_{\max}", 4.0);
        assert_eq!(limit.truth(&bindings), Ok(converges));
    }
}

/// A quadratic in two dimensions with a linear term.
fn quadratic<'a>() -> Bindings<'a> {
    let q = [[2.0, 0.5], [0.5, 3.0]];
    let c = [1.0, -4.0];
    let f = move |x: &[f64]| {
        let square: f64 = (0..2)
            .flat_map(|i| (0..2).map(move |j| (i, j)))
            .map(|(i, j)| x[i] * q[i][j] * x[j])
            .sum();
        square / 2.0 + c[0] * x[0] + c[1] * x[1] + 0.7
    };
    Bindings::new()
        .matrix(r"\mathbf{Q}", q)
        .vector(r"\mathbf{c}", c)
        .vector(r"\mathbf{x}", [0.3, -1.2])
        .function("f", move |x| Ok(f(&x.vector(0)?).into()))
}

#[test]
fn a_quadratic_is_centred_at_its_minimum() {
    let minimum = |sign: &str| format!(r"(\mathbf{{x}} {sign} \mathbf{{Q}}^{{-1}} \mathbf{{c}})");
    let centred = |half: &str, sign: &str| {
        let x = minimum(sign);
        format!(
            r"f(\mathbf{{x}}) = {half} {x}^\top \mathbf{{Q}} {x} + b
              - {half} \mathbf{{c}}^\top \mathbf{{Q}}^{{-1}} \mathbf{{c}}"
        )
    };
    let with_b = || quadratic().scalar("b", 0.7);
    holds(&centred(r"\tfrac12", "+"), &with_b());
    fails(&centred(r"\tfrac12", "-"), &with_b());
    fails(&centred("", "+"), &with_b());
    let slope = |sign: &str| format!(r"\nabla f(\mathbf{{x}}) = \mathbf{{Q}} {}", minimum(sign));
    holds(&slope("+"), &quadratic());
    fails(&slope("-"), &quadratic());
    holds(
        r"\nabla f(\mathbf{x}) = \mathbf{Q}\mathbf{x} + \mathbf{c}",
        &quadratic(),
    );
    let no_x = || {
        Bindings::new()
            .matrix(r"\mathbf{Q}", [[2.0, 0.5], [0.5, 3.0]])
            .vector(r"\mathbf{c}", [1.0, -4.0])
            .function("f", |x| {
                let x = x.vector(0)?;
                Ok(
                    (x[0] * x[0] + 0.5 * x[0] * x[1] + 1.5 * x[1] * x[1] + x[0] - 4.0 * x[1])
                        .into(),
                )
            })
    };
    holds(
        r"\arg\min_{\mathbf{x}} f(\mathbf{x}) = -\mathbf{Q}^{-1} \mathbf{c}",
        &no_x(),
    );
    fails(
        r"\arg\min_{\mathbf{x}} f(\mathbf{x}) = \mathbf{Q}^{-1} \mathbf{c}",
        &no_x(),
    );
    fails(
        r"-\mathbf{Q}^{-1} \mathbf{c} \cdot 1.001 = \arg\min_{\mathbf{x}} f(\mathbf{x})",
        &no_x(),
    );
    holds(r"\nabla f(-\mathbf{Q}^{-1} \mathbf{c}) = 0", &no_x());
}

#[test]
fn the_step_in_the_eigenbasis_has_its_eta() {
    let bindings = || {
        let z = |t: i64| {
            Some(Value::from(vec![
                0.92f64.powi(t as i32) * -5.0,
                (-0.6f64).powi(t as i32) * -2.0,
            ]))
        };
        Bindings::new()
            .sequence_by(r"\mathbf{z}", z)
            .matrix(r"\mathbf{\Lambda}", [[0.2, 0.0], [0.0, 4.0]])
            .matrix(r"\mathbf{I}", [[1.0, 0.0], [0.0, 1.0]])
            .scalar(r"\eta", 0.4)
            .integer("t", 6)
    };
    let tex = r"\begin{aligned} \mathbf{z}_t &= \mathbf{z}_{t-1} - \eta \mathbf\Lambda \mathbf{z}_{t-1} \\
        &= (\mathbf I - \eta \mathbf\Lambda) \mathbf{z}_{t-1} \end{aligned}";
    holds(tex, &bindings());
    let lost = read(&tex.replace(r"(\mathbf I - \eta", r"(\mathbf I - "));
    let verdict = lost.check(&bindings(), TOLERANCE).unwrap();
    let steps: Vec<bool> = verdict.steps.iter().map(|step| step.holds).collect();
    assert_eq!(steps, [true, false], "{verdict}");
    fails(&tex.replacen(r"- \eta ", "- ", 1), &bindings());
}

/// The matrix of momentum for one eigenvalue, and its eigenvalues.
fn mode(eta: f64, beta: f64, lambda: f64) -> ([[f64; 2]; 2], Complex, Complex) {
    let matrix = [[beta, lambda], [-eta * beta, 1.0 - eta * lambda]];
    let trace = 1.0 + beta - eta * lambda;
    let root = Complex::from(trace * trace - 4.0 * beta).sqrt();
    (matrix, (trace + root) / 2.0, (trace - root) / 2.0)
}

fn mode_bindings<'a>(eta: f64, beta: f64, lambda: f64) -> Bindings<'a> {
    Bindings::new()
        .scalar(r"\eta", eta)
        .scalar(r"\beta", beta)
        .scalar(r"\lambda", lambda)
}

const MODES: [(f64, f64, f64); 5] = [
    (0.6, 0.5, 4.0),
    (0.6, 0.5, 0.2),
    (0.1, 0.9, 1.0),
    (0.6, 0.25, 4.0),
    (0.05, 0.1, 2.0),
];

#[test]
fn the_matrix_of_a_mode() {
    let tex = r"R = \begin{bmatrix} \beta & \lambda \\ -\eta\beta & 1 - \eta\lambda \end{bmatrix}, \quad
        \det R = \beta, \quad \operatorname{tr} R = 1 + \beta - \eta\lambda .";
    let roots = r"\sigma_1 = \frac12 \left( 1 - \eta\lambda + \beta
        + \sqrt{(1 + \beta - \eta\lambda)^2 - 4 \beta} \right), \quad \sigma_1 + \sigma_2 = 1 + \beta - \eta\lambda, \quad
        \sigma_1 \sigma_2 = \beta";
    let characteristic = r"\sigma_1^2 - (1 + \beta - \eta\lambda) \sigma_1 + \beta = 0";
    for (eta, beta, lambda) in MODES {
        let (matrix, first, second) = mode(eta, beta, lambda);
        let bindings = || mode_bindings(eta, beta, lambda);
        holds(tex, &bindings().matrix("R", matrix));
        fails(
            &tex.replace(r"-\eta", r"\eta"),
            &bindings().matrix("R", matrix),
        );
        fails(
            &tex.replace(r"\beta & \lambda", r"\lambda & \beta"),
            &bindings().matrix("R", matrix),
        );
        let sigmas = || {
            bindings()
                .complex(r"\sigma_1", first)
                .complex(r"\sigma_2", second)
        };
        holds(roots, &sigmas());
        fails(&roots.replace("- 4", "- 2"), &sigmas());
        holds(characteristic, &bindings().complex(r"\sigma_1", first));
        fails(
            &characteristic.replace("= 0", "= 1"),
            &bindings().complex(r"\sigma_1", first),
        );
    }
}

#[test]
fn powers_of_the_matrix() {
    let tex = r"R^k = \sigma_1^k R_1 - \sigma_2^k R_2, \quad
        R_1 = \frac{R - \sigma_2 I}{\sigma_1 - \sigma_2}, \quad R_2 = \frac{R - \sigma_1 I}{\sigma_1 - \sigma_2}";
    let inserted = r"R^k = \sigma_1^k \frac{R - \sigma_2 I}{\sigma_1 - \sigma_2} - \sigma_2^k \frac{R - \sigma_1 I}{\sigma_1 - \sigma_2}";
    for (eta, beta, lambda) in MODES {
        let (matrix, first, second) = mode(eta, beta, lambda);
        let bindings = |k: i64| {
            Bindings::new()
                .matrix("R", matrix)
                .matrix("I", [[1.0, 0.0], [0.0, 1.0]])
                .complex(r"\sigma_1", first)
                .complex(r"\sigma_2", second)
                .integer("k", k)
        };
        for k in [0, 1, 2, 9] {
            holds(inserted, &bindings(k));
        }
        // σ₁ and σ₂ swapped in R₁ and R₂.
        let swapped = inserted
            .replace(r"R - \sigma_2", "R - s")
            .replace(r"R - \sigma_1", r"R - \sigma_2")
            .replace("R - s", r"R - \sigma_1");
        fails(&swapped, &bindings(2));
        fails(
            &inserted.replace(r"R - \sigma_2", r"R - \sigma_1"),
            &bindings(3),
        );
    }
    assert_eq!(
        read(tex).symbols(),
        ["R", "k", r"\sigma_1", "R_1", r"\sigma_2", "R_2", "I"]
    );
}

#[test]
fn the_size_of_complex_roots() {
    let tex = r"|\sigma| = \sqrt\beta \quad\text{if}\quad (1 - \sqrt\beta)^2 < \eta\lambda < (1 + \sqrt\beta)^2";
    let wrong = tex.replace(r"= \sqrt\beta", r"= 2 \sqrt\beta");
    let mut met = 0;
    for (eta, beta, lambda) in MODES {
        let sigma = mode(eta, beta, lambda).1;
        let bindings = || mode_bindings(eta, beta, lambda).complex(r"\sigma", sigma);
        holds(tex, &bindings());
        let verdict = read(tex).check(&bindings(), TOLERANCE).unwrap();
        let condition = read(tex).condition().unwrap();
        assert_eq!(
            condition.to_string(),
            r"\left(1 - \sqrt{\beta}\right)^{2} < \eta \lambda < \left(1 + \sqrt{\beta}\right)^{2}"
        );
        let truth = condition.truth(&mode_bindings(eta, beta, lambda)).unwrap();
        assert_eq!(verdict.condition, Some(truth));
        assert_eq!(truth, sigma.im != 0.0);
        assert_eq!(verdict.steps.len(), usize::from(truth));
        if truth {
            met += 1;
            fails(&wrong, &bindings());
        }
    }
    assert_eq!(met, 3);
}

#[test]
fn convergence_of_momentum() {
    let tex = r"\rho < 1 \iff 0 \le \beta < 1 \text{ and } 0 < \eta\lambda < 2 (1 + \beta)";
    let lost = tex.replace("2 (1 + \\beta)", "2");
    let mut caught = false;
    for beta in [0.0, 0.3, 0.9, 1.0, 1.2] {
        for product in [-0.1, 0.3, 1.0, 1.9, 2.1, 2.9, 3.9, 5.0] {
            let (_, first, second) = mode(1.0, beta, product);
            let rho = first.norm().max(second.norm());
            // At beta = 1 the roots lie on the circle, give or take rounding.
            let rho = if beta >= 1.0 { rho.max(1.0) } else { rho };
            let bindings = || mode_bindings(1.0, beta, product).scalar(r"\rho", rho);
            holds(tex, &bindings());
            caught |= !read(&lost).check(&bindings(), TOLERANCE).unwrap().holds();
        }
    }
    assert!(caught);
}

#[test]
fn the_best_momentum_for_one_mode() {
    let rho = |beta: f64, product: f64| {
        let (_, first, second) = mode(1.0, beta, product);
        first.norm().max(second.norm())
    };
    let tex = r"\arg\min_{\beta \in [0, 1)} \rho(\beta) = (1 - \sqrt{\eta\lambda})^2";
    for product in [0.01, 0.1, 0.5, 1.0, 1.9] {
        let bindings = || {
            Bindings::new()
                .scalar(r"\eta", 0.5)
                .scalar(r"\lambda", 2.0 * product)
                .function(r"\rho", move |beta| Ok(rho(beta.real(0)?, product).into()))
        };
        holds(tex, &bindings());
        let third = tex.replace(r"\sqrt{\eta\lambda}", r"\eta\lambda / 3");
        fails(&third, &bindings());
        if product != 1.0 {
            fails(&tex.replace("^2", ""), &bindings());
        }
    }
}

#[test]
fn the_best_parameters() {
    let tex = r"\eta^* = \frac{4}{(\sqrt L + \sqrt\mu)^2}, \quad
        \beta^* = \left( \frac{\sqrt\kappa - 1}{\sqrt\kappa + 1} \right)^2, \quad \kappa = L / \mu, \quad
        \frac{1}{1 - \beta^*} = \frac{(\sqrt\kappa + 1)^2}{4 \sqrt\kappa}";
    let bindings = || {
        Bindings::new()
            .scalar("L", 100.0)
            .scalar(r"\mu", 1.0)
            .scalar(r"\kappa", 100.0)
            .scalar(r"\eta^*", 4.0 / 121.0)
            .scalar(r"\beta^*", 81.0 / 121.0)
    };
    holds(tex, &bindings());
    for wrong in [
        tex.replace(r"\sqrt L +", r"\sqrt L -"),
        tex.replace(r"\frac{4}", r"\frac{2}"),
        tex.replace(r"\right)^2", r"\right)"),
        tex.replace("- 1}{", "+ 1}{"),
        tex.replace(r"L / \mu", r"\mu / L"),
        tex.replace(r"4 \sqrt\kappa}", r"4 \kappa}"),
        tex.replace(r"1)^2}", r"1)}"),
    ] {
        fails(&wrong, &bindings());
    }
    let rates = r"\rho^* = \frac{\sqrt\kappa - 1}{\sqrt\kappa + 1} \approx 0.818182 < \frac{\kappa - 1}{\kappa + 1} \approx 0.98";
    let bindings = || {
        Bindings::new()
            .scalar(r"\kappa", 100.0)
            .scalar(r"\rho^*", 9.0 / 11.0)
    };
    holds(rates, &bindings());
    fails(&rates.replace("0.818182", "0.818183"), &bindings());
    fails(&rates.replace("0.98", "0.99"), &bindings());
    fails(&rates.replace("<", ">"), &bindings());
}

#[test]
fn the_velocity_is_a_sum() {
    let gradients = [0.3, -1.0, 2.0, 0.7, -0.2];
    let mut velocities = vec![0.0];
    for g in gradients {
        velocities.push(0.8 * velocities[velocities.len() - 1] + g);
    }
    let bindings = |t: i64| {
        Bindings::new()
            .sequence("v", 0, velocities.clone())
            .sequence("g", 1, gradients)
            .scalar(r"\beta", 0.8)
            .integer("t", t)
    };
    let tex = r"v_t = \sum_{\tau=0}^{t-1} \beta^\tau g_{t-\tau} .";
    for t in 0..=5 {
        holds(tex, &bindings(t));
    }
    fails(&tex.replace(r"\beta^\tau", r"\beta^{\tau+1}"), &bindings(3));
    fails(&tex.replace(r"\beta^\tau", r"\beta"), &bindings(3));
    fails(&tex.replace("{t-1}", "{t-2}"), &bindings(3));
    fails(&tex.replace(r"\tau=0", r"\tau=1"), &bindings(3));
    cannot(
        &tex.replace(r"{t-\tau}", r"{t+\tau}"),
        &bindings(5),
        ErrorKind::Value,
        "no item at 6",
    );
}

#[test]
fn the_unrolled_path_has_a_minus() {
    let (points, _) = momentum(&[-5.0, -2.0], 0.1, 0.6, 12);
    let bindings = |t: i64| {
        let slopes: Vec<Vec<f64>> = points.iter().map(|x| gradient(x)).collect();
        Bindings::new()
            .sequence(r"\mathbf{x}", 0, points.clone())
            .sequence(r"\mathbf{g}", 0, slopes)
            .scalar(r"\eta", 0.1)
            .scalar(r"\beta", 0.6)
            .integer("t", t)
    };
    let tex = r"\mathbf{x}_{t+1} = \mathbf{x}_0 - \eta \sum_{i=0}^{t} \frac{1 - \beta^{t+1-i}}{1 - \beta} \mathbf{g}_i";
    for t in 0..12 {
        holds(tex, &bindings(t));
    }
    fails(&tex.replace(r"- \eta", r"+ \eta"), &bindings(4));
    fails(&tex.replace("t+1-i", "t-i"), &bindings(4));
}

#[test]
fn the_loss_has_its_half() {
    let bindings = || {
        Bindings::new()
            .function("f", |x| Ok(objective(&x.vector(0)?).into()))
            .sequence(r"\mathbf{x}", 0, momentum(&[-5.0, -2.0], 0.4, 0.0, 9).0)
            .sequence("x_0", 1, [-5.0, -2.0])
            .vector(r"\lambda", LAMBDA)
            .scalar(r"\eta", 0.4)
            .integer("t", 9)
            .integer("n", 2)
    };
    let tex =
        r"f(\mathbf{x}_t) = \frac12 \sum_{i=1}^{n} (1 - \eta\lambda_i)^{2t} \lambda_i x_{0,i}^2";
    holds(tex, &bindings());
    fails(&tex.replace(r"\frac12", ""), &bindings());
    fails(&tex.replace("{2t}", "t"), &bindings());
    fails(&tex.replace(r" \lambda_i x", " x"), &bindings());
}

#[test]
fn averages_of_noise() {
    // All signs of three gradients, so that the average is exact.
    let signs: Vec<Vec<f64>> = (0..8)
        .map(|n| {
            (0..3)
                .map(|bit| if n >> bit & 1 == 1 { 0.5 } else { -0.5 })
                .collect()
        })
        .collect();
    let beta = 0.7;
    let velocity: Vec<f64> = signs
        .iter()
        .map(|g| g[0] + beta * g[1] + beta * beta * g[2])
        .collect();
    let bindings = || {
        Bindings::new()
            .random("v", velocity.clone())
            .random("g", signs.clone().into_iter().map(Value::from))
            .scalar(r"\beta", beta)
            .scalar(r"\sigma", 0.5)
    };
    let tex = r"\operatorname{Var} v = \operatorname{E}\left[v^2\right] = \sigma^2 \sum_{\tau=0}^2 \beta^{2\tau}
        = \sigma^2 \frac{1 - \beta^6}{1 - \beta^2}, \quad \mathbb{E}[g_1 g_2] = 0, \quad \operatorname{E}[v g_3] = \beta^2 \sigma^2";
    holds(tex, &bindings());
    fails(&tex.replace(r"1 - \beta^2", r"1 - \beta"), &bindings());
    fails(&tex.replace("g_1 g_2] = 0", "g_1 g_1] = 0"), &bindings());
    let stationary = r"\operatorname{Var} x = \frac{\eta \sigma^2 (1 + \beta)}{\lambda (1 - \beta) (2 (1 + \beta) - \eta\lambda)}";
    let bindings = |variance: f64| {
        mode_bindings(0.1, 0.9, 1.0)
            .scalar(r"\sigma", 1.0)
            .scalar(r"\operatorname{Var} x", variance)
    };
    holds(stationary, &bindings(0.1 * 1.9 / (0.1 * (3.8 - 0.1))));
    fails(stationary, &bindings(0.5));
}

#[test]
fn sums_without_end() {
    let tex = r"\sum_{\tau=0}^{\infty} \beta^\tau = \frac{1}{1 - \beta} \quad\text{for}\quad 0 \le \beta < 1";
    for beta in [0.0, 0.3, 0.9, 0.999] {
        holds(tex, &Bindings::new().scalar(r"\beta", beta));
        fails(
            &tex.replace("=0}", "=1}"),
            &Bindings::new().scalar(r"\beta", beta),
        );
    }
    let outside = Bindings::new().scalar(r"\beta", 1.0);
    assert_eq!(
        read(tex).check(&outside, TOLERANCE).unwrap().condition,
        Some(false)
    );
    let alone = r"\sum_{\tau=0}^{\infty} \beta^\tau";
    cannot(alone, &outside, ErrorKind::Value, "does not come to rest");
    cannot(
        r"\sum_{k=1}^\infty \frac{1}{k^2}",
        &Bindings::new(),
        ErrorKind::Value,
        "rest",
    );
}

#[test]
fn a_function_in_pieces() {
    let f = |x: f64| match x {
        x if x < 1.0 => 12.5 * x * x,
        x if x < 2.0 => x * x / 2.0 + 24.0 * x - 12.0,
        x => 12.5 * x * x - 24.0 * x + 36.0,
    };
    let bindings = |x: f64| {
        Bindings::new()
            .scalar("x", x)
            .function("f", move |x| Ok(f(x.real(0)?).into()))
    };
    let tex = r"f'(x) = \begin{cases} 25x & \text{if } x < 1, \\ x + 24 & \text{if } 1 \le x < 2, \\ 25x - 24 & \text{otherwise.} \end{cases}";
    let tex = tex.replace("otherwise.", "otherwise");
    for x in [-3.0, 0.9, 1.5, 1.9, 2.3, 40.0] {
        holds(&tex, &bindings(x));
    }
    fails(&tex.replace("25x - 24", "25x + 24"), &bindings(2.5));
    fails(&tex.replace("x + 24 &", "x + 25 &"), &bindings(1.5));
    cannot(
        &tex.replace("1 \\le x", "0 \\le x"),
        &bindings(0.5),
        ErrorKind::Value,
        "two cases",
    );
    cannot(
        &tex.replace(r"\text{otherwise}", "x > 3"),
        &bindings(2.5),
        ErrorKind::Value,
        "no case",
    );
}

proptest! {
    /// Momentum in closed form, over random parameters.
    #[test]
    fn the_closed_form_holds_everywhere(
        beta in 0.0..0.99f64, product in 0.01..3.9f64, start in -5.0..5.0f64, t in 0i64..40,
    ) {
        let (_, first, second) = mode(1.0, beta, product);
        prop_assume!((first - second).norm() > 1e-2);
        let (mut x, mut before) = (start, start);
        for _ in 0..t {
            (x, before) = (x - product * x + beta * (x - before), x);
        }
        let tex = r"x_t = \frac{(x_1 - \sigma_2 x_0) \sigma_1^t - (x_1 - \sigma_1 x_0) \sigma_2^t}{\sigma_1 - \sigma_2}";
        let path = Bindings::new()
            .sequence_by("x", move |i| match i {
                0 => Some(start.into()),
                1 => Some((start - product * start).into()),
                i if i == t => Some(x.into()),
                _ => None,
            })
            .complex(r"\sigma_1", first)
            .complex(r"\sigma_2", second)
            .integer("t", t);
        let verdict = read(tex).check(&path, 1e-8).unwrap();
        prop_assert!(verdict.holds(), "{verdict}");
    }
}
