"""Runs optimizers of PyTorch and of two papers and stores where they go.

Not part of any test run: the tests read what this wrote, once, by hand:

    pip install --target FOLDER torch numpy lion-pytorch schedulefree
    PYTHONPATH=FOLDER python tests/todays_optimizers.py

It needs no other argument and overwrites
`tests/sections/todays_optimizers/runs.json`, all in double precision: forty
steps on ½ xᵀHx with H = (1.2, −0.8; −0.8, 2) from (−5, −2); for Muon on
½⟨X, HX⟩ from a matrix of two rows and three columns. PyTorch's Muon computes
its iteration in bfloat16: here it is PyTorch's own source with that one word
exchanged. The updates of the Lion and Schedule-Free papers are written out
below, and must agree with the packages of their authors' methods.
"""

import importlib.metadata
import inspect
import json
import pathlib
import platform

import lion_pytorch
import schedulefree
import torch
from torch.optim import _muon

FILE = pathlib.Path(__file__).parent / "sections/todays_optimizers/runs.json"
H = [[1.2, -0.8], [-0.8, 2.0]]
VECTOR = [-5.0, -2.0]
MATRIX = [[-5.0, 1.0, 0.5], [-2.0, 3.0, -1.0]]
RATE, DECAY, STEPS = 0.1, 0.01, 40
BETAS = [0.0, 0.5, 0.9]

# NAdam keeps the product of its momenta in this type, which is single else.
torch.set_default_dtype(torch.float64)
exact = inspect.getsource(_muon._zeropower_via_newtonschulz)
assert exact.count("bfloat16") == 1
exec(exact.replace("bfloat16", "float64"), vars(_muon))


def run(optimizer, start, **settings):
    """The point after every step; that of the average, if there is one."""
    h = torch.tensor(H, dtype=torch.float64)
    x = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = optimizer([x], **{"lr": RATE, **settings})
    path = []
    for _ in range(STEPS):
        getattr(optimizer, "train", lambda: None)()
        optimizer.zero_grad()
        (0.5 * (x * (h @ x)).sum()).backward()
        optimizer.step()
        # Schedule-Free shows its average on demand.
        getattr(optimizer, "eval", lambda: None)()
        path.append(x.detach().tolist())
    return path


def slope(x):
    return [sum(a * b for a, b in zip(row, x)) for row in H]


def lion(beta):
    """X. Chen and others, "Symbolic discovery of optimization algorithms",
    2023, the update of Lion without weight decay."""
    x, m, path = VECTOR, [0.0, 0.0], []
    for _ in range(STEPS):
        g = slope(x)
        c = [beta * a + (1 - beta) * b for a, b in zip(m, g)]
        x = [a - RATE * ((b > 0) - (b < 0)) for a, b in zip(x, c)]
        m = [0.99 * a + (1 - 0.99) * b for a, b in zip(m, g)]
        path.append(x)
    return path


def schedule_free(beta):
    """A. Defazio and others, "The road less scheduled", 2024, Schedule-Free
    with gradient descent; z₁ is the first point that is averaged."""
    z, x, path = VECTOR, VECTOR, []
    for t in range(1, STEPS + 1):
        y = [(1 - beta) * a + beta * b for a, b in zip(z, x)]
        z = [a - RATE * b for a, b in zip(z, slope(y))]
        x = [(1 - 1 / t) * a + b / t for a, b in zip(x, z)]
        path.append(x)
    return path


def agree(ours, theirs):
    pairs = zip(sum(ours, []), sum(theirs, []))
    assert max(abs(a - b) for a, b in pairs) < 1e-12
    return theirs


def default(optimizer, name):
    """The default of a setting."""
    return inspect.signature(optimizer).parameters[name].default


optim = torch.optim
free = schedulefree.SGDScheduleFree
runs = []
for beta in BETAS:
    pair = (beta, 0.999)
    for name, path in [
        ("RMSprop", run(optim.RMSprop, VECTOR, momentum=beta)),
        ("Adam", run(optim.Adam, VECTOR, betas=pair)),
        ("AdamW", run(optim.AdamW, VECTOR, betas=pair, weight_decay=DECAY)),
        ("NAdam", run(optim.NAdam, VECTOR, betas=pair)),
        # A longer step reaches the minimum, about which Muon's steps, always
        # of the same size, soon make a difference of every rounding.
        (
            "Muon",
            run(
                optim.Muon,
                MATRIX,
                lr=RATE / 2,
                momentum=beta,
                weight_decay=0.0,
            ),
        ),
        (
            "Lion",
            agree(
                lion(beta),
                run(lion_pytorch.Lion, VECTOR, betas=(beta, 0.99)),
            ),
        ),
        (
            "Schedule-Free",
            # The package refuses 0, which the paper allows.
            agree(schedule_free(beta), run(free, VECTOR, momentum=beta))
            if beta
            else schedule_free(beta),
        ),
    ]:
        runs.append({"method": name, "beta": beta, "path": path})

versions = {"python": platform.python_version(), "torch": torch.__version__}
for package in ["lion-pytorch", "schedulefree"]:
    versions[package] = importlib.metadata.version(package)
defaults = {
    "SGD": [default(optim.SGD, "momentum")],
    "RMSprop": [default(optim.RMSprop, n) for n in ["momentum", "alpha"]],
    "Adam": default(optim.Adam, "betas"),
    "AdamW": default(optim.AdamW, "betas"),
    "NAdam": default(optim.NAdam, "betas"),
    "Lion": default(lion_pytorch.Lion, "betas"),
    "Muon": [default(optim.Muon, "momentum")],
    "Schedule-Free": [default(free, "momentum")],
}
lines = ",\n".join(json.dumps(entry) for entry in runs)
head = f'"versions": {json.dumps(versions)},\n"defaults": {json.dumps(defaults)}'
FILE.write_text(f'{{{head},\n"runs": [\n{lines}\n]}}\n')
