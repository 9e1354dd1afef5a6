// Every figure: what WebAssembly draws is what the native code draws, at its
// defaults, after each control and after each preset. How a control is moved is
// tested in controls.test.mjs.

import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { BOOK, CHAPTERS, enliven, entries, joined, liveFigures, native, nativeSettings, open, same, settled, shows, start } from "./harness.mjs";

let book;
before(async () => { book = await start(); });
after(() => book.close());

describe("WebAssembly and native code", () => {
    let module;
    let folder;
    before(async () => {
        folder = mkdtempSync(join(tmpdir(), "momentum-"));
        const glue = join(folder, "live.mjs");
        copyFileSync(join(BOOK, "live/live.js"), glue);
        module = await import(pathToFileURL(glue));
        module.initSync({ module: readFileSync(join(BOOK, "live/live_bg.wasm")) });
    });
    after(() => rmSync(folder, { recursive: true }));

    test("agree byte for byte at the defaults, at the ends and at random settings", () => {
        const settings = nativeSettings();
        const count = new Map();
        for (const expected of settings) {
            const drawn = module.draw(expected.figure, expected.state);
            const { svg, description, readout, cells, state } = drawn;
            const where = `${expected.figure} at ${expected.state}`;
            same(svg, expected.svg, where);
            assert.equal(description, expected.description, where);
            assert.deepEqual(readout, expected.readout, where);
            assert.deepEqual(cells, expected.cells, where);
            assert.equal(state, expected.full, where);
            drawn.free();
            count.set(expected.figure, (count.get(expected.figure) ?? 0) + 1);
        }
        for (const [figure, times] of count) assert.ok(times > 200, `${figure}: ${times} settings`);
    });

    test("refuse the same input with the same words", async () => {
        const bad = [["valley", "eta="], ["valley", "eta=NaN"], ["valley", "eta=inf"], ["valley", "eta=-1"], ["valley", "eta=1e99"], ["valley", "start=1"], ["valley", "start=1,2,3"], ["valley", "steps=1.5"], ["valley", "foo=1"], ["valley", "foo"]];
        for (const [figure, state] of bad) {
            const { error } = await native(figure, state);
            assert.ok(error, `${state} is accepted`);
            assert.throws(() => module.draw(figure, state), (thrown) => thrown === error);
        }
    });

    test("fit their budget", () => {
        const packed = (name) => gzipSync(readFileSync(join(BOOK, name))).length;
        const page = readFileSync(join(BOOK, CHAPTERS[0]), "utf8");
        const ours = [...page.matchAll(/src="(theme\/[^"]+\.js)"/g)].map(([, name]) => name);
        assert.equal(ours.length, 4);
        const scripts = ["live/live.js", ...ours].map(packed).reduce((a, b) => a + b);
        assert.ok(scripts <= 15 * 1024, `the scripts are ${scripts} bytes gzipped`);
        const wasm = packed("live/live_bg.wasm");
        assert.ok(wasm <= 260 * 1024, `the module is ${wasm} bytes gzipped`);
    });
});

describe("a live figure", () => {
    test("follows sliders, fields and presets, and reset brings back the page as it is without JavaScript", async () => {
        const figures = await liveFigures(book);
        if (!process.env.SECTION) assert.ok(figures.length > 0, "no page has a live figure");
        for (const path of CHAPTERS) {
            const { page, close } = await open(book, path);
            await enliven(page);
            for (const figure of figures.filter((figure) => figure.path === path)) await follows(page, figure);
            await close();
        }
    });

    /** Moves everything that the figure has. */
    async function follows(page, figure) {
        const element = page.locator(`#${figure.id}`);
        const html = () => element.evaluate((node) => node.outerHTML);
        const first = await html();
        await element.locator(".plot > svg").evaluate((svg) => { svg.old = true; });
        await element.locator("button[type=reset]").click();
        await settled(page);
        assert.equal(await element.locator(".plot > svg").evaluate((svg) => svg.old), undefined, "nothing was redrawn");
        same(await html(), first, figure.id);
        same(await element.locator(".plot > svg").evaluate((svg) => svg.outerHTML), figure.picture, `${figure.id} without JavaScript`);
        await shows(page, figure, figure.state);

        let values = entries(figure.state);
        for (const slider of await element.locator("input[type=range]").all()) {
            const key = await slider.evaluate((field) => field.closest("[data-key]").dataset.key);
            await slider.focus();
            const atEnd = await slider.evaluate(({ value, max }) => value === max);
            await page.keyboard.press(atEnd ? "ArrowLeft" : "ArrowRight");
            values = { ...values, [key]: await slider.inputValue() };
            assert.notEqual(values[key], entries(figure.state)[key], `the slider of ${key} does not move`);
            await shows(page, figure, joined(values));
        }
        await element.locator(".data > summary").click();
        await shows(page, figure, joined(values));
        for (const preset of await element.locator(".presets button[data-state]").all()) {
            values = { ...values, ...entries(await preset.getAttribute("data-state")) };
            await preset.click();
            await shows(page, figure, joined(values));
        }
        await element.locator(".data > summary").click();
        const field = element.locator(".control input[type=number]").first();
        const key = await field.evaluate((field) => field.closest("[data-key]").dataset.key);
        // A value that no position of the slider has, where there is one.
        const typed = await field.evaluate(({ min, max, step }) => step === "any"
            ? (Number(min) + 0.3127 * (max - min)).toFixed(4)
            : String(Number(min) + 2));
        await field.fill(String(Number(typed)));
        // The first field of a point is its first coordinate.
        const [, ...others] = values[key].split(",");
        await shows(page, figure, joined({ ...values, [key]: [Number(typed), ...others].join(",") }));
        await element.locator("button[type=reset]").click();
        await shows(page, figure, figure.state);
        same(await html(), first, figure.id);
        await page.waitForURL((url) => url.hash === `#${figure.id}`, { timeout: 2_000 });
    }
});
