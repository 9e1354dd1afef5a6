"""Runs notebooks one after the other, those that load the same crates in one kernel.

Standard input is a list of JSON objects: `notebook`, the file; `executed`, where
to keep it with its outputs; `typed`, cells that a student adds; `edit`, what a
student changes in the cell `cell`: the text `from` becomes `to`. Standard output
is one object for each: the cells of the run, the typed ones, and those that ran
after the edit, each with its `id` and `outputs`.

A kernel of its own for each notebook would load the crate `listings` anew, which
takes longer than all the rest; `:clear` forgets everything but what is compiled.
"""

import json
import sys
from pathlib import Path

import nbformat
from jupyter_client.manager import start_new_kernel

SHOWN = {"stream", "display_data", "execute_result", "error"}
# Seconds: the first cell compiles `listings`, and once a large library.
LIMIT = 1200


def run(client, source):
    """The outputs of a cell; lines on the same stream are one output."""
    outputs = []

    def collect(message):
        if message["msg_type"] not in SHOWN:
            return
        output = nbformat.v4.output_from_msg(message)
        last = outputs[-1] if outputs else None
        if last and output.output_type == "stream" and last.get("name") == output.name:
            last.text += output.text
        else:
            outputs.append(output)

    client.execute_interactive(source, timeout=LIMIT, allow_stdin=False, output_hook=collect)
    return outputs


def shown(client, cells):
    return [{"id": cell["id"], "outputs": run(client, cell["source"])} for cell in cells]


def carry_out(client, job):
    notebook = nbformat.read(job["notebook"], as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    first = shown(client, code)
    for count, (cell, outcome) in enumerate(zip(code, first), start=1):
        cell.outputs = outcome["outputs"]
        cell.execution_count = count
    executed = Path(job["executed"])
    executed.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, executed)

    typed = shown(client, [{"id": line, "source": line} for line in job["typed"]])

    edit = job["edit"]
    place = next(place for place, cell in enumerate(code) if cell.id == edit["cell"])
    if edit["from"] not in code[place].source:
        sys.exit(f"{job['notebook']}: {edit['cell']} has no {edit['from']!r}")
    code[place].source = code[place].source.replace(edit["from"], edit["to"])
    return {"run": first, "typed": typed, "edited": shown(client, code[place:])}


def main():
    jobs = json.load(sys.stdin)
    # A kernel that has loaded crates does not find what is added to them.
    groups = {}
    for place, job in enumerate(jobs):
        groups.setdefault(dependencies(job), []).append(place)
    results = {}
    for places in groups.values():
        in_one_kernel([(place, jobs[place]) for place in places], results)
    for place in range(len(jobs)):
        print(json.dumps(results[place]), flush=True)


def dependencies(job):
    """What the cells ask of the kernel."""
    cells = nbformat.read(job["notebook"], as_version=4).cells
    lines = "\n".join(cell.source for cell in cells if cell.cell_type == "code").splitlines()
    return tuple(line for line in lines if line.startswith(":dep"))


def in_one_kernel(jobs, results):
    # Beside the notebooks, where `../listings` is.
    folder = str(Path(jobs[0][1]["notebook"]).parent)
    # What the kernel says of itself is no part of our output.
    manager, client = start_new_kernel(
        kernel_name="rust", cwd=folder, startup_timeout=LIMIT, stdout=sys.stderr.fileno()
    )
    try:
        for turn, (place, job) in enumerate(jobs):
            if turn > 0:
                run(client, ":clear")
            results[place] = carry_out(client, job)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


main()
