//! The run of "Implementation from scratch" with the library burn: the same
//! model, loss, order and precision, in fewer words.
//!
//! A crate of its own, because burn takes minutes to compile.

// ANCHOR: names
use burn::backend::{Autodiff, NdArray};
use burn::module::Param;
use burn::nn::loss::{MseLoss, Reduction};
use burn::nn::{Linear, LinearConfig};
use burn::optim::momentum::MomentumConfig;
use burn::optim::{GradientsParams, Optimizer, SgdConfig};
use burn::tensor::{Tensor, TensorData};
use listings::ndarray::Axis;
// ANCHOR_END: names
pub use burn;
use listings::Error;
use listings::from_scratch::{Regression, Settings, first_parameters, orders};
use listings::ndarray::Array1;

// ANCHOR: model
/// Arrays of the processor in double precision, with derivatives.
pub type Cpu = Autodiff<NdArray<f64>>;

/// A linear model with these parameters: d weights, then the bias.
pub fn linear(w: &Array1<f64>) -> Linear<Cpu> {
    let (weights, bias) = w.view().split_at(Axis(0), w.len() - 1);
    let d = weights.len();
    let device = Default::default();
    let mut model = LinearConfig::new(d, 1).init(&device);
    let weights = TensorData::new(weights.to_vec(), [d, 1]);
    model.weight = Param::from_data(weights, &device);
    let bias = TensorData::new(bias.to_vec(), [1]);
    model.bias = Some(Param::from_data(bias, &device));
    model
}

/// The parameters of a model: its weights, then its bias.
pub fn parameters(model: &Linear<Cpu>) -> Array1<f64> {
    let weights = model.weight.val().into_data();
    let bias = model.bias.as_ref().map(|bias| bias.val().into_data());
    let both = [Some(weights), bias];
    let numbers = both.iter().flatten().flat_map(|data| data.iter::<f64>());
    numbers.collect()
}
// ANCHOR_END: model

// ANCHOR: samples
/// The features and the targets of these rows: n × d and n × 1.
pub fn samples(data: &Regression, rows: &[usize]) -> [Tensor<Cpu, 2>; 2] {
    let device = Default::default();
    let x = data.rows.select(Axis(0), rows);
    let (x, _ones) = x.view().split_at(Axis(1), x.ncols() - 1);
    let x =
        TensorData::new(x.iter().copied().collect(), [x.nrows(), x.ncols()]);
    let y = data.targets.select(Axis(0), rows);
    let y = TensorData::new(y.to_vec(), [rows.len(), 1]);
    [x, y].map(|data| Tensor::from_data(data, &device))
}
// ANCHOR_END: samples

// ANCHOR: trained
/// The parameters after each step of a run with burn. Our run has the
/// dampening 0 and, as its loss, the share ½ of the mean of the squares.
pub fn trained(
    data: &Regression,
    s: Settings,
    [dampening, share]: [f64; 2],
) -> Result<Vec<Array1<f64>>, Error> {
    let momentum = MomentumConfig::new()
        .with_momentum(s.beta)
        .with_dampening(dampening);
    let mut sgd = SgdConfig::new().with_momentum(Some(momentum)).init();
    let mut model = linear(&first_parameters(data, s.seed));
    let mut path = Vec::new();
    for order in orders(data, s)? {
        for batch in order.chunks(s.batch) {
            let [x, y] = samples(data, batch);
            let squares =
                MseLoss::new().forward(model.forward(x), y, Reduction::Mean);
            let slopes = (squares * share).backward();
            let slopes = GradientsParams::from_grads(slopes, &model);
            model = sgd.step(s.eta, model, slopes);
            path.push(parameters(&model));
        }
    }
    Ok(path)
}
// ANCHOR_END: trained
