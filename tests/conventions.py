"""Runs the optimizers of PyTorch and Keras and stores where they go.

Not part of any test run: the tests read what this wrote, once, by hand:

    pip install --target FOLDER torch numpy keras
    PYTHONPATH=FOLDER KERAS_BACKEND=torch python tests/conventions.py

It needs no other argument and overwrites `tests/sections/conventions/*.json`,
all in double precision: the valley ½(0.2 x₁² + 4 x₂²) from (−5, −2), and the
learning rate drops to a tenth after step 20 of 40.
"""

import itertools
import json
import pathlib
import platform

import keras
import torch

FOLDER = pathlib.Path(__file__).parent / "sections" / "conventions"
CURVATURES = [0.2, 4.0]
START = [-5.0, -2.0]
RATE = 0.1
STEPS, DROP = 40, 20


def rate(step):
    """The learning rate of steps 1, 2, …"""
    return RATE if step <= DROP else RATE / 10


def torch_run(**settings):
    """The point after every step of `torch.optim.SGD`."""
    curvatures = torch.tensor(CURVATURES, dtype=torch.float64)
    x = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([x], lr=RATE, **settings)
    path = []
    for step in range(1, STEPS + 1):
        optimizer.param_groups[0]["lr"] = rate(step)
        optimizer.zero_grad()
        (0.5 * (curvatures * x * x).sum()).backward()
        optimizer.step()
        path.append(x.detach().tolist())
    return path


def keras_run(**settings):
    """The point after every step of `keras.optimizers.SGD`."""
    curvatures = keras.ops.array(CURVATURES, dtype="float64")
    x = keras.Variable(START, dtype="float64")
    optimizer = keras.optimizers.SGD(learning_rate=RATE, **settings)
    optimizer.build([x])
    path = []
    for step in range(1, STEPS + 1):
        optimizer.learning_rate = rate(step)
        optimizer.apply([curvatures * x], [x])
        path.append([float(c) for c in keras.ops.convert_to_numpy(x)])
    return path


def every(**choices):
    """All combinations of the choices, as settings."""
    for values in itertools.product(*choices.values()):
        yield dict(zip(choices, values))


def runs(run, settings):
    """Each setting with its path, or with the words of the refusal."""
    for setting in settings:
        try:
            yield {**setting, "path": run(**setting)}
        except ValueError as error:
            yield {**setting, "refused": str(error)}


def store(name, versions, run, settings):
    """Writes one run a line."""
    lines = [json.dumps(entry) for entry in runs(run, settings)]
    head = json.dumps({"python": platform.python_version(), **versions})
    text = '{"versions": %s,\n"runs": [\n%s\n]}\n' % (head, ",\n".join(lines))
    (FOLDER / name).write_text(text)


torch_choices = every(
    momentum=[0.0, 0.5, 0.9],
    dampening=[0.0, 0.5],
    nesterov=[False, True],
    weight_decay=[0.0, 0.01],
)
keras_choices = every(
    momentum=[0.0, 0.5, 0.9],
    nesterov=[False, True],
    weight_decay=[0.0, 0.01],
)
keras.config.set_floatx("float64")
versions = {"torch": torch.__version__}
store("pytorch.json", versions, torch_run, torch_choices)
versions = {"keras": keras.__version__, "backend": keras.backend.backend()}
store("keras.json", versions, keras_run, keras_choices)
