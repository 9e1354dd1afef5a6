//! The sentences that could be false.

use concise::burn::backend::NdArray;
use concise::burn::optim::momentum::{Momentum, MomentumConfig};
use concise::burn::tensor::Tensor;
use listings::conventions::{
    CONSTANT, Form, Settings, convert, form_run, settings, with_product_of,
};
use listings::ndarray::{Array1, arr1};
use tests::printed::{claim, prints};

use super::{FORMS, START, dampened, drop, in_valley, loss, on_slope};

/// The numbers of the figures.
const OWN: Settings = settings(0.1, 0.9);

/// The largest distance of two paths at the same step.
fn apart(a: &[[f64; 2]], b: &[[f64; 2]]) -> f64 {
    assert_eq!(a.len(), b.len());
    let pairs = a.iter().zip(b);
    let distances = pairs.map(|(a, b)| (a[0] - b[0]).hypot(a[1] - b[1]));
    distances.fold(0.0, f64::max)
}

/// Covers claim:typed.
#[test]
fn the_same_numbers_are_three_motions() {
    let claim = claim("typed");
    let [same, average, with_dampening] = claim.numbers();
    let end = |form, s| loss(form, s, CONSTANT, 20);
    let [torch, keras, other] = FORMS.map(|form| end(form, OWN));
    let damp = end(Form::Torch, dampened(OWN, 0.9));
    assert!(prints(same, torch, 3) && prints(average, other, 2));
    assert!(prints(with_dampening, damp, 2));
    let equal = (torch - keras).abs() < 1e-12;
    claim.holds(&[("the same loss", equal), ("another loss", !equal)]);
    let way = |form| {
        let end = in_valley(form, OWN, CONSTANT, 20)[20];
        (end[0] - START[0]).abs()
    };
    let less = way(Form::Average) < way(Form::Torch);
    claim.holds(&[("come less far", less), ("come more far", !less)]);
    let between = torch < damp && damp < other;
    claim.holds(&[("lies between them", between)]);
    claim.says("PyTorch and Keras end");
    claim.says("; the average has");
    claim.says("the dampened form");
}

/// Covers claim:ten-times.
#[test]
fn the_average_needs_ten_times_the_step_size() {
    let claim = claim("ten-times");
    let [beta, times] = claim.numbers();
    let s = settings(0.1, beta);
    let told = FORMS.map(|to| convert(Form::Torch, to, &s).unwrap());
    assert!((told[2].lr - times * told[0].lr).abs() < 1e-15 && told[1].lr == told[0].lr);
    let path = |i: usize| in_valley(FORMS[i], told[i], CONSTANT, 40);
    let same = apart(&path(0), &path(2)).max(apart(&path(0), &path(1))) < 1e-12;
    claim.holds(&[("for the same path", same), ("for another path", !same)]);
    claim.says("the average needs");
    claim.says("times the step size of PyTorch and Keras");
}

/// Covers claim:no-equal, claim:take-dampened.
#[test]
fn a_dampened_run_has_no_equal() {
    let [no, take] = ["no-equal", "take-dampened"].map(claim);
    let others = [Form::Keras, Form::Average];
    let s = dampened(OWN, 0.5);
    let refused = others
        .iter()
        .all(|to| convert(Form::Torch, *to, &s).is_err());
    no.holds(&[
        ("None of the forms has", refused),
        ("All of the forms have", !refused),
    ]);
    no.holds(&[
        ("refuses a dampened run", refused),
        ("takes a dampened run", !refused),
    ]);
    let lone = dampened(settings(0.1, 0.0), 0.5);
    let taken = others
        .iter()
        .all(|to| convert(Form::Torch, *to, &lone).is_ok());
    no.holds(&[
        ("unless the momentum is 0", taken),
        ("even if the momentum is 0", !taken),
    ]);
    let plain = in_valley(Form::Torch, settings(0.1, 0.0), CONSTANT, 40);
    let nothing = in_valley(Form::Torch, lone, CONSTANT, 40) == plain;
    no.holds(&[
        ("has no velocity to dampen", nothing),
        ("has a velocity to dampen", !nothing),
    ]);
    no.says("which promises the same path");
    // burn's second step without momentum: the gradient, or a part of it.
    let config = MomentumConfig::new().with_momentum(0.0).with_dampening(0.5);
    let momentum = Momentum::<NdArray<f64>>::new(&config);
    let gradient = || Tensor::<NdArray<f64>, 1>::from_floats([1.0], &Default::default());
    let (_, state) = momentum.transform(gradient(), None);
    let (step, _) = momentum.transform(gradient(), Some(state));
    let dampens = step.into_scalar() == 0.5;
    no.holds(&[
        ("while burn dampens even so", dampens),
        ("while burn dampens no more", !dampens),
    ]);
    take.holds(&[("has no equal", refused), ("has an equal", !refused)]);
    // From the second step on the gradients count alike: only the first differs.
    let first = |s| {
        let path = in_valley(Form::Torch, s, CONSTANT, 1);
        path[1][0] - path[0][0]
    };
    let whole = first(s) == first(OWN);
    take.holds(&[
        ("the first gradient is not dampened", whole),
        ("the second gradient is not dampened", !whole),
    ]);
    take.says("in the other forms, because");
}

/// Covers claim:coasts, claim:coasts-far, claim:take-drop.
#[test]
fn keras_coasts_when_the_step_size_drops() {
    let [coasts, far, take] = ["coasts", "coasts-far", "take-drop"].map(claim);
    let average = convert(Form::Torch, Form::Average, &OWN).unwrap();
    let walk = |form, s| on_slope(form, s, drop(20), 500);
    let [torch, keras] = [Form::Torch, Form::Keras].map(|form| walk(form, OWN));
    let average = walk(Form::Average, average);
    let change = |path: &[f64]| (path[21] - path[20]) / (path[20] - path[19]);
    let at_once = [&torch, &average].iter().all(|path| change(path) < 0.11);
    let on = change(&keras) > 0.9;
    for claim in [&coasts, &take] {
        claim.holds(&[
            ("PyTorch and the average slow down at once", at_once),
            ("PyTorch and the average slow down late", !at_once),
        ]);
        claim.holds(&[("Keras coasts", on), ("Keras stops", !on)]);
    }
    take.says("When the step size drops");
    // A step is the velocity times the new step size, which is a tenth.
    let velocity = (0..=20).map(|i| 0.9_f64.powi(i)).sum::<f64>();
    let new = (torch[20] - torch[21] - 0.01 * velocity).abs() < 1e-12;
    coasts.holds(&[
        ("the new step size multiplies the whole velocity", new),
        ("the old step size multiplies the whole velocity", !new),
    ]);
    // Keras's step is what its last one left, and one gradient with a tenth.
    let kept = 0.9 * (keras[19] - keras[20]) + 0.01;
    let old = (keras[20] - keras[21] - kept).abs() < 1e-12;
    coasts.holds(&[
        ("still holds gradients with the old one", old),
        ("still holds gradients with the new one", !old),
    ]);
    let [ahead, limit] = far.numbers();
    assert!(prints(ahead, torch[40] - keras[40], 2));
    // From step 400 on nothing changes but roundings.
    let at = |t: usize| torch[t] - keras[t];
    assert!(prints(limit, at(500), 2) && (at(500) - at(400)).abs() < 1e-12);
    far.says("At the end of the figure that is");
    far.says("as $k$ grows it tends to");
    far.holds(&[
        (
            "more than half of the way before the drop",
            ahead > 0.5 * -torch[20],
        ),
        (
            "less than half of the way before the drop",
            ahead < 0.5 * -torch[20],
        ),
    ]);
}

/// Covers claim:bowl.
#[test]
fn on_a_bowl_kerass_steps_stay_long() {
    let claim = claim("bowl");
    let [_, start, last, a, b, c, d, e, f] = bowl_numbers(&claim);
    let moves = |form| -> Vec<f64> {
        let own = |x: &Array1<f64>| x.clone();
        let run = form_run((form, OWN), arr1(&[start]), own, drop(last as usize), 8).unwrap();
        run.windows(2).skip(5).map(|x| x[1][0] - x[0][0]).collect()
    };
    let [torch, keras] = [Form::Torch, Form::Keras].map(moves);
    for (printed, x) in [a, b, c, d, e, f].iter().zip(torch.iter().chain(&keras)) {
        assert!(prints(*printed, *x, 4), "{printed} is not {x}");
    }
    let ratios = torch.iter().zip(&keras).map(|(a, b)| b / a);
    let ten = ratios.into_iter().all(|times| (times - 10.0).abs() < 0.5);
    claim.holds(&[
        ("about ten times as long", ten),
        ("about ten times as short", !ten),
    ]);
    claim.says("with the drop after step");
    claim.says("PyTorch's next steps are");
    claim.says("and Keras's are");
}

/// The numbers of the claim; the first two are those of ½x².
fn bowl_numbers(claim: &tests::printed::Claim) -> [f64; 9] {
    let [one, two, power, rest @ ..] = claim.numbers::<11>();
    assert_eq!([one, two, power], [1.0, 2.0, 2.0]);
    let [start, last, a, b, c, d, e, f] = rest;
    [two, start, last, a, b, c, d, e, f]
}

/// Covers claim:valley-drop.
#[test]
fn in_the_valley_keras_is_lower_and_then_runs_past() {
    let claim = claim("valley-drop");
    let [last, keras_early, torch_early, early, high, low, later] = claim.numbers();
    let [x, y] =
        [Form::Torch, Form::Keras].map(|form| loss(form, OWN, drop(last as usize), early as usize));
    assert!(prints(torch_early, x, 2) && prints(keras_early, y, 2));
    claim.holds(&[
        ("Keras is lower at first", y < x),
        ("Keras is higher at first", y > x),
    ]);
    let [torch, keras] = [Form::Torch, Form::Keras].map(|form| {
        let path = in_valley(form, OWN, drop(last as usize), later as usize);
        let at = path[last as usize];
        (loss(form, OWN, drop(last as usize), later as usize), at)
    });
    assert!(prints(low, torch.0, 2) && prints(high, keras.0, 2));
    let together = apart(&[torch.1], &[keras.1]) < 1e-12;
    claim.holds(&[
        ("both were at the same point", together),
        ("both were at another point", !together),
    ]);
    claim.says("with the drop after step");
    // Farther beyond the floor than it was before it, at the drop.
    let past = |form| {
        let run = in_valley(form, OWN, drop(last as usize), later as usize);
        let far = run.iter().skip(last as usize).map(|x| x[1]);
        far.fold(0.0, f64::max) > -run[last as usize][1]
    };
    let runs_past = past(Form::Keras) && !past(Form::Torch);
    claim.holds(&[
        ("then runs far past the floor", runs_past),
        ("then stays short of the floor", !runs_past),
    ]);
}

/// Covers claim:decays.
#[test]
fn weight_decay_is_another_thing_in_keras() {
    let claim = claim("decays");
    let decay = |momentum| Settings {
        weight_decay: 0.01,
        ..settings(0.1, momentum)
    };
    let path = |form, momentum| in_valley(form, decay(momentum), CONSTANT, 40);
    let plain = apart(&path(Form::Torch, 0.0), &path(Form::Keras, 0.0)) < 1e-12;
    claim.holds(&[
        ("Without momentum that is the same", plain),
        ("With momentum that is the same", !plain),
        ("Without momentum that is another", !plain),
    ]);
    // On level ground, for long: how fast the point goes to 0.
    let fade = |form, beta: f64| {
        let flat = |x: &Array1<f64>| 0.0 * x;
        let little = Settings {
            weight_decay: 1e-4,
            ..settings(0.1, beta)
        };
        let run = form_run((form, little), arr1(&[1.0]), flat, CONSTANT, 400).unwrap();
        1.0 - run[400][0] / run[399][0]
    };
    let times = |beta| fade(Form::Torch, beta) / fade(Form::Keras, beta);
    let stronger = [0.5, 0.9].iter().all(|beta| times(*beta) > 1.5);
    claim.holds(&[
        ("with momentum PyTorch's decay is stronger", stronger),
        ("without momentum PyTorch's decay is stronger", !stronger),
        ("with momentum PyTorch's decay is weaker", !stronger),
    ]);
    // The square of ηω is left out: relative to ηω it is β/(1 − β)² times ηω.
    let near = [0.5_f64, 0.9]
        .iter()
        .all(|beta| (times(*beta) * (1.0 - beta) - 1.0).abs() < 0.02);
    claim.holds(&[("in the long run about $\\frac{1}{1 - \\beta}$ times", near)]);
    let none = convert(Form::Torch, Form::Keras, &decay(0.9)).is_err()
        && convert(Form::Keras, Form::Average, &decay(0.9)).is_err()
        && apart(&path(Form::Torch, 0.9), &path(Form::Keras, 0.9)) > 1e-2;
    claim.holds(&[
        ("no setting is equal", none),
        ("every setting is equal", !none),
    ]);
    // In a valley around another point, with Keras's ω made larger.
    let end = |form, weight_decay| {
        let s = Settings {
            weight_decay,
            ..OWN
        };
        let run = form_run((form, s), arr1(&START), super::elsewhere, CONSTANT, 2000).unwrap();
        let at = |t: usize| [run[t][0], run[t][1]];
        [at(10), at(2000)]
    };
    let [torch, keras] = [end(Form::Torch, 0.02), end(Form::Keras, 0.02 / (1.0 - 0.9))];
    let ends = apart(&torch[1..], &keras[1..]) < 1e-10;
    claim.holds(&[
        ("Keras ends where PyTorch does", ends),
        ("Keras ends elsewhere", !ends),
    ]);
    let another = apart(&torch[..1], &keras[..1]) > 1e-2;
    claim.holds(&[("by another path", another), ("by the same path", !another)]);
    let fine = convert(Form::Torch, Form::Average, &decay(0.9)).is_ok()
        && convert(Form::Torch, Form::Keras, &decay(0.0)).is_ok();
    assert!(fine);
}

/// Covers claim:take-product, claim:sum-product, claim:sum-steps.
#[test]
fn only_the_product_counts_at_a_constant_step_size() {
    let claim = claim("take-product").and("sum-product");
    let mut same = true;
    for (eta, beta) in [(0.1, 0.9), (0.3, 0.5), (0.05, 0.97)] {
        let s = settings(eta, beta);
        let torch = in_valley(Form::Torch, s, CONSTANT, 40);
        same &= apart(&torch, &in_valley(Form::Keras, s, CONSTANT, 40)) < 1e-11;
        let average = with_product_of((Form::Torch, &s), (Form::Average, &s));
        assert!((average.lr * (1.0 - beta) - eta).abs() < 1e-15);
        same &= apart(&torch, &in_valley(Form::Average, average, CONSTANT, 40)) < 1e-11;
    }
    let changes = apart(
        &in_valley(Form::Torch, OWN, drop(20), 40),
        &in_valley(Form::Keras, OWN, drop(20), 40),
    );
    claim.holds(&[
        (
            "At a constant step size only the product",
            same && changes > 0.1,
        ),
        ("At any step size only the product", changes < 0.1),
    ]);
    // So the first steps show all that differs until it drops.
    tests::printed::claim("sum-steps").holds(&[(
        "two steps and [when the step size drops]",
        same && changes > 0.1,
    )]);
    claim.holds(&[
        ("PyTorch and Keras agree", same),
        ("PyTorch and Keras cancel", !same),
    ]);
    claim.says("average");
    claim.says("needs $\\frac{1}{1 - \\beta}$ times their step size");
}
