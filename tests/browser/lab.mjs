// Opens a notebook in JupyterLab, runs all its cells and reads what they show.
//
// `cargo xtask lab --check` starts it: LAB is JupyterLab's address with its
// token, NOTEBOOK the file, CHROMIUM the browser.

import assert from "node:assert/strict";
import { launch, variable } from "./chromium.mjs";

const LAB = variable("LAB", "the address of JupyterLab");
const NOTEBOOK = variable("NOTEBOOK", "a notebook");
// The first cell compiles the listings; a new machine is slow at it.
const LIMIT = 600_000;

/** Asks until JupyterLab answers. */
async function started(url) {
    for (const end = Date.now() + 120_000; ; await new Promise((again) => setTimeout(again, 300))) {
        const answer = await fetch(url).catch(() => undefined);
        if (answer?.ok) return;
        assert.ok(Date.now() < end, "JupyterLab does not answer");
    }
}

const { origin, searchParams } = new URL(LAB);
const token = searchParams.get("token");
await started(`${origin}/api?token=${token}`);
// JupyterLab is on this machine, whatever proxy leads to others.
const browser = await launch("--no-proxy-server");
try {
    const page = await browser.newPage();
    page.setDefaultTimeout(LIMIT);
    await page.goto(`${origin}/lab/tree/${NOTEBOOK}?token=${token}`);
    await page.waitForFunction(() => globalThis.jupyterapp?.shell.currentWidget?.content?.model?.sharedModel);
    const cells = await page.evaluate(async () => {
        const app = globalThis.jupyterapp;
        const panel = app.shell.currentWidget;
        await panel.context.ready;
        await panel.sessionContext.ready;
        await app.commands.execute("notebook:run-all-cells");
        return panel.content.model.sharedModel.toJSON().cells;
    });
    const code = cells.filter((cell) => cell.cell_type === "code");
    const outputs = code.flatMap((cell) => cell.outputs);
    const complaints = outputs.filter((output) => output.output_type === "error" || output.name === "stderr");
    assert.deepEqual(complaints, []);
    assert.ok(code.every((cell) => cell.execution_count > 0), "a cell did not run");
    const figures = outputs.filter((output) => output.data?.["image/svg+xml"]).length;
    const expected = code.filter((cell) => cell.id.startsWith("fig-")).length;
    assert.ok(expected > 0);
    assert.equal(figures, expected);
    console.log(`${NOTEBOOK}: ${code.length} cells and ${figures} figures in JupyterLab`);
} finally {
    await browser.close();
    // With JupyterLab its kernels end, which a signal would leave behind.
    await fetch(`${origin}/api/shutdown`, { method: "POST", headers: { authorization: `token ${token}` } }).catch(() => undefined);
}
