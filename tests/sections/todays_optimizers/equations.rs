//! The printed equations and the listings beside them.

use formula::{Bindings, Value};
use listings::conventions::{Form, convert, settings};
use listings::momentum_method::spectral_radius;
use listings::ndarray::{arr1, arr2};
use listings::todays_optimizers::{
    ADAM_SQUARES, EPSILON, LION_MEMORY, adam, at_rest, corrected, lion, newton_schulz,
    orthogonalized, schedule_free, stretched,
};
use tests::printed::equation;
use tests::states::seeded;

/// Covers eq:adam, eq:corrected-mean, eq:corrected-square, lst:adam, lst:average.
/// Covers eq:lion, lst:lion.
#[test]
fn a_coordinate_of_adam_and_of_lion() {
    let of_adam = ["adam", "corrected-mean", "corrected-square"].map(equation);
    let of_lion = equation("lion");
    let mut random = seeded(1);
    for _ in 0..1000 {
        let [eta, beta] = [random.between(0.01, 1.0), random.between(0.0, 0.98)];
        let (lambda, start) = (random.between(0.1, 4.0), random.between(-5.0, 5.0));
        for is_lion in [false, true] {
            let mut state = at_rest(arr1(&[start]));
            let mut all: [Vec<Value>; 7] = Default::default();
            let [x, m, s, g, hat_m, hat_s, c] = &mut all;
            x.push(start.into());
            m.push(0.0.into());
            s.push(0.0.into());
            for _ in 0..6 {
                let slope = lambda * &state.x;
                g.push(slope[0].into());
                c.push((beta * state.m.mean[0] + (1.0 - beta) * slope[0]).into());
                let step = if is_lion { lion } else { adam };
                step(&mut state, &slope, eta, beta);
                x.push(state.x[0].into());
                m.push(state.m.mean[0].into());
                s.push(state.s.mean[0].into());
                hat_m.push(corrected(&state.m)[0].into());
                hat_s.push(corrected(&state.s)[0].into());
            }
            let t = random.between(1.0, 7.0) as i64;
            let [x, m, s, g, hat_m, hat_s, c] = all;
            let bindings = Bindings::new()
                .shared()
                .sequence("x", 0, x)
                .sequence("m", 0, m)
                .sequence("s", 0, s)
                .sequence("g", 1, g)
                .sequence("c", 1, c)
                .sequence("\\hat m", 1, hat_m)
                .sequence("\\hat s", 1, hat_s)
                .scalar("\\beta_1", beta)
                .scalar("\\beta_2", if is_lion { LION_MEMORY } else { ADAM_SQUARES })
                .scalar("\\eta", eta)
                .scalar("\\varepsilon", EPSILON)
                .integer("t", t);
            match is_lion {
                true => of_lion.holds(&bindings),
                false => of_adam
                    .iter()
                    .for_each(|equation| equation.holds(&bindings)),
            }
        }
    }
}

/// Covers eq:newton-schulz, lst:muon, lst:stretched.
#[test]
fn each_round_takes_every_singular_value_to_the_polynomial() {
    let equation = equation("newton-schulz");
    let mut random = seeded(2);
    for _ in 0..1000 {
        let start = random.between(0.0, 1.0);
        let mut values = vec![start];
        for k in 0..5 {
            values.push(newton_schulz(values[k]));
        }
        assert_eq!(values[5], stretched(start));
        let all: Vec<Value> = values.into_iter().map(Value::from).collect();
        let k = random.between(1.0, 6.0) as i64;
        let bindings = Bindings::new().sequence("w", 0, all);
        equation.holds(&bindings.integer("k", k));
        // A matrix with known singular values p and q, and the angles of
        // their directions.
        let [p, q] = [random.between(0.1, 3.0), random.between(0.1, 3.0)];
        let [a, b] = [random.between(0.0, 6.0), random.between(0.0, 6.0)];
        let turn = |angle: f64| arr2(&[[angle.cos(), -angle.sin()], [angle.sin(), angle.cos()]]);
        let with = |p: f64, q: f64| turn(a).dot(&arr2(&[[p, 0.0], [0.0, q]])).dot(&turn(b));
        let size = p.hypot(q);
        let wanted = with(stretched(p / size), stretched(q / size));
        let apart = orthogonalized(&with(p, q)) - wanted;
        assert!(apart.iter().all(|x| x.abs() < 1e-10));
    }
    assert_eq!(orthogonalized(&arr2(&[[0.0, 0.0]])), arr2(&[[0.0, 0.0]]));
}

/// Covers eq:schedule-free, lst:schedule_free.
#[test]
fn schedule_free_moves_between_a_point_and_an_average() {
    let equation = equation("schedule-free");
    let mut random = seeded(3);
    for _ in 0..1000 {
        let [eta, beta] = [random.between(0.01, 1.0), random.between(0.0, 1.0)];
        let [flat, steep] = [random.between(0.1, 1.0), random.between(1.0, 4.0)];
        let start = [random.between(-5.0, 5.0), random.between(-5.0, 5.0)];
        let mut state = at_rest(arr1(&start));
        let first = Value::from(start.to_vec());
        let [mut x, mut y, mut z] = [vec![first.clone()], Vec::new(), vec![first]];
        for _ in 0..6 {
            y.push(state.x.to_vec().into());
            let g = arr1(&[flat, steep]) * &state.x;
            schedule_free(&mut state, &g, eta, beta);
            x.push(state.m.mean.to_vec().into());
            z.push(state.s.mean.to_vec().into());
        }
        let bindings = Bindings::new()
            .sequence("\\mathbf{x}", 0, x)
            .sequence("\\mathbf{y}", 0, y)
            .sequence("\\mathbf{z}", 0, z)
            .scalar("\\beta", beta)
            .scalar("\\eta", eta)
            .integer("t", random.between(1.0, 7.0) as i64)
            .function("\\nabla f", move |x| {
                let x = x.point()?;
                Ok(vec![flat * x[0], steep * x[1]].into())
            });
        equation.holds(&bindings);
    }
}

/// Covers eq:frozen.
#[test]
fn with_a_size_that_stands_still_adam_is_the_exponential_average() {
    let equation = equation("frozen");
    let mut random = seeded(4);
    let (mut inside, mut outside) = (0, 0);
    for _ in 0..1000 {
        let beta = random.between(0.0, 0.98);
        let s = random.between(0.01, 4.0);
        let lambda = random.between(-1.0, 4.0);
        let limit = 2.0 * (1.0 + beta) / (1.0 - beta);
        let eta = random.between(0.0, 2.0) * limit * s.sqrt() / lambda.abs();
        let average = settings(eta / s.sqrt(), beta);
        let own = convert(Form::Average, Form::Torch, &average).unwrap();
        let radius = spectral_radius(own.lr, beta, lambda);
        let bindings = Bindings::new()
            .scalar("\\eta", eta)
            .scalar("\\lambda", lambda)
            .scalar("s", s)
            .scalar("\\beta_1", beta);
        let met = equation.is_met(&bindings);
        if (radius - 1.0).abs() > 1e-9 {
            assert_eq!(met, radius < 1.0, "{eta} {beta} {lambda} {s}");
        }
        inside += i32::from(met);
        outside += i32::from(!met);
    }
    assert!(inside > 300 && outside > 300);
}
