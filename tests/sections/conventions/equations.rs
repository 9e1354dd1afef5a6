//! The printed equations and the listings beside them.

use formula::Bindings;
use listings::conventions::{
    CONSTANT, Form, Settings, convert, factors, first_velocity, form_run, settings,
};
use listings::ill_conditioned_problem::gradient;
use listings::ndarray::arr1;
use tests::plane::{Pair, with_gradient};
use tests::printed::equation;
use tests::states::seeded;

use super::{START, cases, dampened, drop, elsewhere, on_slope, states};

fn scalars(s: &Settings) -> Bindings<'static> {
    let bindings = Bindings::new()
        .shared()
        .scalar("\\eta", s.lr)
        .scalar("\\beta", s.momentum);
    with_gradient(bindings)
}

/// Covers eq:book-form, eq:keras-form, eq:average-form, eq:dampened-form.
/// Covers eq:keras-velocity, eq:average-velocity, eq:average-step.
/// Covers lst:factors, lst:settings.
#[test]
fn the_forms_are_printed_as_they_run_and_three_are_one() {
    let [book, keras] = ["book-form", "keras-form"].map(equation);
    let [average, step] = ["average-form", "average-step"].map(equation);
    // The velocity of the last is that of the section before.
    let [first, rest, point] = ["undampened-first", "dampened", "dampened-form"].map(equation);
    let [of_keras, of_average] = ["keras-velocity", "average-velocity"].map(equation);
    for (start, s, mut random) in cases(1) {
        let t = random.between(1.0, 9.0) as i64;
        let run = |form: Form, s: &Settings, velocity: &'static str| {
            let [x, v] = states(form, s, start, None);
            scalars(s)
                .sequence("\\mathbf{x}", 0, x)
                .sequence(velocity, 0, v)
                .integer("t", t)
        };
        book.holds(&run(Form::Torch, &s, "\\mathbf{v}"));
        keras.holds(&run(Form::Keras, &s, "\\mathbf{u}"));
        let alpha =
            |alpha: f64| move |bindings: Bindings<'static>| bindings.scalar("\\alpha", alpha);
        average.holds(&alpha(s.lr)(run(Form::Average, &s, "\\mathbf{m}")));
        let tau = random.between(0.0, 1.0);
        let damp = dampened(s, tau);
        point.holds(&run(Form::Torch, &damp, "\\mathbf{b}"));
        let [x, _] = states(Form::Torch, &damp, start, None);
        let gradients = x.iter().map(|x| {
            let x = x.as_vector().unwrap();
            gradient(&arr1(&[x[0], x[1]])).to_vec()
        });
        let gradients: Vec<Vec<f64>> = gradients.collect();
        let all = run(Form::Torch, &damp, "\\mathbf{v}")
            .scalar("\\tau", tau)
            .sequence("\\mathbf{g}", 1, gradients);
        first.holds(&all);
        if t > 1 {
            rest.holds(&all);
        }
        // With converted settings the velocities are multiples of one another.
        let converted = convert(Form::Torch, Form::Average, &s).unwrap();
        let velocity = |form, s| states(form, &s, start, None)[1].clone();
        let all = scalars(&s)
            .integer("t", t)
            .scalar("\\alpha", converted.lr)
            .sequence("\\mathbf{v}", 0, velocity(Form::Torch, s))
            .sequence("\\mathbf{u}", 0, velocity(Form::Keras, s))
            .sequence("\\mathbf{m}", 0, velocity(Form::Average, converted));
        for equation in [&of_keras, &of_average, &step] {
            equation.holds(&all);
        }
        for (form, s) in [(Form::Keras, s), (Form::Average, converted)] {
            let [enters, moves] = factors(form, &s);
            let book = convert(form, Form::Torch, &s).unwrap();
            assert!((enters * moves - book.lr).abs() < 1e-12);
        }
    }
}

/// Covers eq:dampened-start, eq:dampened-first, eq:dampened-velocity.
#[test]
fn a_dampened_run_is_the_books_from_a_first_velocity() {
    let [before, first] = ["dampened-start", "dampened-first"].map(equation);
    let multiple = equation("dampened-velocity");
    for (start, s, mut random) in cases(2) {
        let tau = random.between(0.0, 0.99);
        let book = settings(s.lr * (1.0 - tau), s.momentum);
        let share = first_velocity(s.momentum, tau).unwrap();
        let g = gradient(&arr1(&start));
        let v_0: Pair = [share * g[0], share * g[1]];
        let [x, v] = states(Form::Torch, &book, start, Some(v_0));
        let [y, b] = states(Form::Torch, &dampened(s, tau), start, None);
        let all = scalars(&s)
            .scalar("\\tau", tau)
            .integer("t", random.between(1.0, 9.0) as i64)
            .sequence("\\mathbf{v}", 0, v)
            .sequence("\\mathbf{b}", 0, b)
            .sequence("\\mathbf{x}", 0, x.clone());
        for equation in [&before, &first, &multiple] {
            equation.holds(&all);
        }
        for (x, y) in x.iter().zip(&y) {
            let [x, y] = [x, y].map(|x| x.as_vector().unwrap());
            // Roundings of the points before, which may be larger.
            let near = |i: usize| (x[i] - y[i]).abs() < 1e-10 * (1.0 + x[i].abs());
            assert!(near(0) && near(1), "{s:?} {tau}");
        }
    }
}

/// Covers eq:coasting.
#[test]
fn keras_is_ahead_by_what_its_velocity_held() {
    let coasting = equation("coasting");
    for (_, s, mut random) in cases(3) {
        let [last, k] = [1.0, 0.0].map(|low| random.between(low, 30.0) as usize);
        let walk = |form| on_slope(form, s, drop(last), last + k);
        let (x, y) = (walk(Form::Torch), walk(Form::Keras));
        // On the slope 1 a step is η times the velocity.
        let v: Vec<f64> = x.windows(2).map(|x| (x[0] - x[1]) / s.lr).collect();
        let all = Bindings::new()
            .shared()
            .scalar("\\eta", s.lr)
            .scalar("\\beta", s.momentum)
            .integer("T", last as i64)
            .integer("k", k as i64)
            .sequence("v", 1, v)
            .sequence("x", 0, x.clone())
            .sequence("y", 0, y.clone());
        // A difference of points that may be some hundreds.
        let sides = coasting.sides(&all);
        let size = y[last + k].abs().max(1.0);
        assert!(
            (sides[0] - sides[1]).abs() < 1e-12 * size,
            "{s:?}: {sides:?}"
        );
        assert!(k == 0 || sides[0] > 0.0);
    }
}

/// Covers eq:keras-nesterov, eq:torch-nesterov, eq:decayed-gradient, eq:keras-decay.
#[test]
fn nesterov_and_weight_decay_are_printed_as_they_run() {
    let [nesterov, torch] = ["keras-nesterov", "torch-nesterov"].map(equation);
    let [gradient, decay] = ["decayed-gradient", "keras-decay"].map(equation);
    for (start, s, mut random) in cases(4) {
        let t = random.between(1.0, 9.0) as i64;
        let ahead = Settings {
            nesterov: true,
            ..s
        };
        let [x, u] = states(Form::Keras, &ahead, start, None);
        let all = scalars(&s).integer("t", t);
        let all = all.sequence("\\mathbf{x}", 0, x.clone());
        nesterov.holds(&all.sequence("\\mathbf{u}", 0, u));
        let [y, v] = states(Form::Torch, &ahead, start, None);
        let all = scalars(&s).integer("t", t).sequence("\\mathbf{x}", 0, y);
        torch.holds(&all.sequence("\\mathbf{v}", 0, v));
        let omega = random.between(0.0, 0.5);
        let decayed = Settings {
            weight_decay: omega,
            ..s
        };
        let [x, v] = states(Form::Torch, &decayed, start, None);
        // What the velocity gained in each step.
        let gains: Vec<Vec<f64>> = v
            .windows(2)
            .map(|v| {
                let [old, new] = [&v[0], &v[1]].map(|v| v.as_vector().unwrap());
                (0..2).map(|i| new[i] - s.momentum * old[i]).collect()
            })
            .collect();
        let all = scalars(&s)
            .scalar("\\omega", omega)
            .integer("t", t)
            .sequence("\\mathbf{x}", 0, x)
            .sequence("\\mathbf{g}", 1, gains);
        gradient.holds(&all);
        let [x, u] = states(Form::Keras, &decayed, start, None);
        let all = scalars(&s)
            .scalar("\\omega", omega)
            .integer("t", t)
            .sequence("\\mathbf{x}", 0, x)
            .sequence("\\mathbf{u}", 0, u);
        decay.holds(&all);
    }
}

/// Covers eq:torch-still, eq:keras-still.
#[test]
fn where_the_libraries_stand_still() {
    let [torch, keras] = ["torch-still", "keras-still"].map(equation);
    let mut random = seeded(5);
    for _ in 0..20 {
        let s = Settings {
            weight_decay: random.between(0.01, 0.5),
            ..settings(random.between(0.1, 0.4), random.between(0.1, 0.9))
        };
        for (form, equation) in [(Form::Torch, &torch), (Form::Keras, &keras)] {
            let run = form_run((form, s), arr1(&START), elsewhere, CONSTANT, 3000).unwrap();
            let x = run[3000].clone();
            assert!((&x - &run[2999]).iter().all(|d| d.abs() < 1e-13));
            let all = Bindings::new()
                .shared()
                .scalar("\\beta", s.momentum)
                .scalar("\\omega", s.weight_decay)
                .vector("\\mathbf{x}", x.to_vec())
                .function("\\nabla f", |x| {
                    let x = x.point()?;
                    Ok(elsewhere(&arr1(&[x[0], x[1]])).to_vec().into())
                });
            equation.holds(&all);
        }
    }
}
