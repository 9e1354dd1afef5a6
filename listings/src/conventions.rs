//! The forms in which libraries write momentum, and how their settings are
//! turned into one another.

// ANCHOR: names
use listings::Error;
use listings::check::{
    check_below_one, check_not_negative, check_positive, check_steps,
};
use listings::ill_conditioned_problem::{START, gradient, objective};
use listings::ndarray::{Array1, arr1};
// ANCHOR_END: names

// ANCHOR: settings
/// A form of the update, named after where it is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `torch.optim.SGD`; with dampening 0 it is the form of this book.
    Torch,
    /// `keras.optimizers.SGD`: the step size is inside the velocity.
    Keras,
    /// An exponential average of gradients.
    Average,
}

/// What a program is told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// The step size.
    pub lr: f64,
    /// The momentum β.
    pub momentum: f64,
    /// The dampening τ, which only PyTorch's form has.
    pub dampening: f64,
    /// Whether the points are those of Nesterov's method.
    pub nesterov: bool,
    /// The weight decay ω.
    pub weight_decay: f64,
}

/// A step size and a momentum, and nothing else.
pub const fn settings(lr: f64, momentum: f64) -> Settings {
    Settings {
        lr,
        momentum,
        dampening: 0.0,
        nesterov: false,
        weight_decay: 0.0,
    }
}
// ANCHOR_END: settings

// ANCHOR: factors
/// By what a form multiplies a gradient that enters the velocity, and the
/// velocity that moves the point. Only their product counts in the long run.
pub fn factors(form: Form, s: &Settings) -> [f64; 2] {
    match form {
        // Without momentum PyTorch has no velocity to dampen.
        Form::Torch if s.momentum == 0.0 => [1.0, s.lr],
        Form::Torch => [1.0 - s.dampening, s.lr],
        Form::Keras => [-s.lr, -1.0],
        Form::Average => [1.0 - s.momentum, s.lr],
    }
}
// ANCHOR_END: factors

// ANCHOR: form_step
/// One step of any form from x, with the gradient there. The velocity is
/// `None` before the first step. Returns x and the velocity.
pub fn form_step(
    form: Form,
    s: &Settings,
    (x, v): (Array1<f64>, Option<Array1<f64>>),
    gradient: Array1<f64>,
) -> (Array1<f64>, Option<Array1<f64>>) {
    let [enters, moves] = factors(form, s);
    let decay = s.weight_decay * &x;
    let (x, g) = match form {
        Form::Keras => (x - s.lr * decay, enters * gradient),
        // PyTorch does not dampen the first gradient.
        Form::Torch if v.is_none() => (x, gradient + decay),
        _ => (x, enters * (gradient + decay)),
    };
    let v = v.map_or(g.clone(), |v| s.momentum * v + &g);
    let ahead = if s.nesterov {
        g + s.momentum * &v
    } else {
        v.clone()
    };
    (x - moves * ahead, Some(v))
}
// ANCHOR_END: form_step

// ANCHOR: schedule
/// When the step size drops to a tenth: after the step `last`, where the
/// velocity is multiplied by `keep`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Schedule {
    /// The last step with the whole step size.
    pub last: usize,
    /// The share of the velocity that is kept at the drop.
    pub keep: f64,
}

/// The step size stays the same.
pub const CONSTANT: Schedule = Schedule {
    last: usize::MAX,
    keep: 1.0,
};

// ANCHOR_END: schedule

// ANCHOR: form_run
/// The points that a form visits, T = `steps`.
/// An argument that is out of range, or refused by the library, is an error.
pub fn form_run(
    (form, s): (Form, Settings),
    start: Array1<f64>,
    gradient: fn(&Array1<f64>) -> Array1<f64>,
    schedule: Schedule,
    steps: usize,
) -> Result<Vec<Array1<f64>>, Error> {
    check_settings(form, &s)?;
    check_steps(steps)?;
    let (mut s, mut state) = (s, (start.clone(), None));
    let mut path = vec![start];
    for t in 1..=steps {
        if t - 1 == schedule.last {
            s.lr /= 10.0;
            state.1 = state.1.map(|v| schedule.keep * v);
        }
        let g = gradient(&state.0);
        state = form_step(form, &s, state, g);
        path.push(state.0.clone());
    }
    Ok(path)
}
// ANCHOR_END: form_run

// ANCHOR: check_settings
/// What a form is called.
pub fn name(form: Form) -> &'static str {
    match form {
        Form::Torch => "PyTorch",
        Form::Keras => "Keras",
        Form::Average => "the exponential average",
    }
}

/// Accepts what the library of the form accepts, with a momentum and a
/// dampening in [0, 1).
pub fn check_settings(form: Form, s: &Settings) -> Result<(), Error> {
    check_not_negative("lr", s.lr)?;
    check_below_one("momentum", s.momentum)?;
    check_below_one("dampening", s.dampening)?;
    check_not_negative("weight_decay", s.weight_decay)?;
    let plain = s.momentum == 0.0 || s.dampening != 0.0;
    let reason = match form {
        Form::Torch if s.nesterov && plain => {
            "Nesterov momentum requires a momentum and zero dampening"
        }
        Form::Keras | Form::Average if s.dampening != 0.0 => {
            "only PyTorch's form has a dampening; set it to 0"
        }
        _ => return Ok(()),
    };
    Err(Error::Refused {
        form: name(form),
        reason,
    })
}
// ANCHOR_END: check_settings

// ANCHOR: convert
/// Why a dampened run has no equal.
const DAMPENED: &str = "no setting is equal, because PyTorch does not dampen \
    the first gradient; set dampening to 0";

/// Why a run with weight decay has no equal.
const DECAYED: &str = "no setting is equal, because PyTorch's weight decay \
    goes through the velocity and Keras's does not; set weight_decay to 0";

/// The settings of `to` that trace the path of `from`, as long as the step
/// size stays the same. Where there are none, the error says why.
pub fn convert(from: Form, to: Form, s: &Settings) -> Result<Settings, Error> {
    check_settings(from, s)?;
    let unequal = |reason| {
        Err(Error::Refused {
            form: name(to),
            reason,
        })
    };
    let dampened = from == Form::Torch && factors(from, s)[0] != 1.0;
    let decays = s.weight_decay != 0.0 && s.momentum != 0.0;
    if from == to {
        return Ok(*s);
    } else if dampened {
        return unequal(DAMPENED);
    } else if decays && [from, to].contains(&Form::Keras) {
        return unequal(DECAYED);
    }
    let undampened = Settings {
        dampening: 0.0,
        ..*s
    };
    let converted = with_product_of((from, s), (to, &undampened));
    check_settings(to, &converted)?;
    Ok(converted)
}

/// The settings of `to` with the step size for which the product of the
/// factors is that of `from`.
pub fn with_product_of(
    (from, s): (Form, &Settings),
    (to, own): (Form, &Settings),
) -> Settings {
    let product = |[enters, moves]: [f64; 2]| enters * moves;
    let unit = Settings { lr: 1.0, ..*own };
    let lr = product(factors(from, s)) / product(factors(to, &unit));
    Settings { lr, ..unit }
}
// ANCHOR_END: convert

// ANCHOR: first_velocity
/// By what the first gradient must be multiplied to be the velocity v₀ with
/// which the book's form traces the path of a dampened one.
pub fn first_velocity(momentum: f64, dampening: f64) -> Result<f64, Error> {
    check_positive("momentum", momentum)?;
    check_below_one("momentum", momentum)?;
    check_below_one("dampening", dampening)?;
    Ok(dampening / (momentum * (1.0 - dampening)))
}
// ANCHOR_END: first_velocity

// ANCHOR: values

/// The numbers of this section, by name.
pub fn values() -> Result<Vec<(&'static str, f64)>, Error> {
    let (eta, beta, dampening, steps, last) = (0.1, 0.9, 0.9, 20, 20);
    let s = settings(eta, beta);
    let dampened = Settings { dampening, ..s };
    let drop = |last| Schedule { last, keep: 1.0 };
    // In the valley: the loss after some steps.
    let loss = |form, s, schedule, steps| -> Result<f64, Error> {
        let path =
            form_run((form, s), arr1(&START), gradient, schedule, steps)?;
        Ok(path.last().map_or(f64::NAN, objective))
    };
    let typed = |form, s| loss(form, s, CONSTANT, steps);
    let mut values = vec![
        ("eta", eta),
        ("beta", beta),
        ("dampening", dampening),
        ("dampening_half", 0.5),
        ("steps", steps as f64),
        ("same_loss", typed(Form::Torch, s)?),
        ("average_loss", typed(Form::Average, s)?),
        ("dampened_loss", typed(Form::Torch, dampened)?),
        ("times", convert(Form::Torch, Form::Average, &s)?.lr / eta),
        ("average_eta", convert(Form::Torch, Form::Average, &s)?.lr),
        ("last", last as f64),
        ("step_21", last as f64 + 1.0),
        ("step_22", last as f64 + 2.0),
        ("step_23", last as f64 + 3.0),
        ("beta_high", 0.95),
        ("burn_dampening", listings::concise::DAMPENING),
        ("torch_early", loss(Form::Torch, s, drop(last), 22)?),
        ("keras_early", loss(Form::Keras, s, drop(last), 22)?),
        ("later", 30.0),
        ("loss_torch", loss(Form::Torch, s, drop(last), 30)?),
        ("loss_keras", loss(Form::Keras, s, drop(last), 30)?),
    ];
    // On the slope 1, and on ½x² from 1.
    let slope = |form| {
        let one = |_: &Array1<f64>| arr1(&[1.0]);
        form_run((form, s), arr1(&[0.0]), one, drop(last), 500)
    };
    let [torch, keras] = [slope(Form::Torch)?, slope(Form::Keras)?];
    for (path, names) in [
        (&torch, ["torch_20", "torch_21", "torch_22", "torch_23"]),
        (&keras, ["keras_20", "keras_21", "keras_22", "keras_23"]),
    ] {
        let points = path.iter().skip(last).map(|x| x[0]);
        values.extend(names.into_iter().zip(points));
    }
    let farther = |t: usize| torch[t][0] - keras[t][0];
    values.extend([("coasts_40", farther(40)), ("coasts", farther(500))]);
    let bowl = |form| {
        let own = |x: &Array1<f64>| x.clone();
        form_run((form, s), arr1(&[1.0]), own, drop(5), 8)
    };
    for (path, names) in [
        (bowl(Form::Torch)?, ["torch_6", "torch_7", "torch_8"]),
        (bowl(Form::Keras)?, ["keras_6", "keras_7", "keras_8"]),
    ] {
        let moves = path.windows(2).skip(5).map(|x| x[1][0] - x[0][0]);
        values.extend(names.into_iter().zip(moves));
    }
    Ok(values)
}
// ANCHOR_END: values
