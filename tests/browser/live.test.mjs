// The live figures: what WebAssembly draws is what the native code draws, every
// way of moving a control works, and whatever fails leaves the static figure.

import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { BOOK, PAGES, enliven, native, nativeSettings, same, settled, start } from "./harness.mjs";

let book;
before(async () => { book = await start(); });
after(() => book.close());

/** Opens a page; an error of a script fails the test. */
async function open(path, { routes = {}, quiet = true, ...options } = {}) {
    const context = await book.browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
    const page = await context.newPage();
    const errors = [];
    page.on("pageerror", (error) => errors.push(error.message));
    for (const [pattern, handler] of Object.entries(routes)) await page.route(pattern, handler);
    await page.goto(`${book.origin}/${path}`);
    // Letters that change their size would move a figure under the hand.
    await page.evaluate(() => document.fonts.ready.then(() => {}));
    const close = async () => {
        await context.close();
        if (quiet) assert.deepEqual(errors, []);
    };
    return { page, close };
}

/** The figures with controls of all pages. */
async function liveFigures() {
    const found = [];
    for (const path of PAGES) {
        const { page, close } = await open(path);
        found.push(...await page.evaluate((path) => [...document.querySelectorAll(".figure:has(.controls)")]
            .map(({ id, dataset }) => ({ path, id, ...dataset })), path));
        await close();
    }
    assert.ok(found.length > 0, "no page has a live figure");
    return found;
}

const entries = (state) => Object.fromEntries(state.split("&").map((pair) => pair.split("=")));
const joined = (values) => Object.entries(values).map(([key, value]) => `${key}=${value}`).join("&");
const point = (text) => text.split(",").map(Number);

/** Asserts that the figure shows what the native code shows at `state`. */
async function shows(page, { id, figure }, state) {
    await settled(page);
    const expected = native(figure, state);
    assert.equal(expected.error, undefined);
    const shown = await page.locator(`#${id}`).evaluate((element, svg) => {
        const parser = document.createElement("template");
        parser.innerHTML = svg;
        const value = (key) => [...element.querySelectorAll(`[data-key="${key}"] input[type=number]`)].map((field) => field.value).join(",");
        return {
            same: element.querySelector(".plot > svg").isEqualNode(parser.content.firstChild),
            desc: element.querySelector(".plot desc").textContent,
            readout: [...element.querySelectorAll(".readout dd")].map((dd) => dd.textContent),
            cells: element.querySelector(".data").open ? [...element.querySelectorAll(".data td")].map((td) => td.textContent) : null,
            state: [...element.querySelectorAll("[data-key]")].map(({ dataset }) => `${dataset.key}=${value(dataset.key)}`).join("&"),
            note: element.querySelector(".live-note").textContent,
        };
    }, expected.svg);
    assert.deepEqual(shown.readout, expected.readout, state);
    assert.equal(shown.desc, expected.description);
    assert.equal(shown.same, true, `the picture at ${state} is not the native one`);
    assert.equal(shown.state, expected.full);
    if (shown.cells) assert.deepEqual(shown.cells, expected.cells);
    assert.equal(shown.note, "");
}

/** Where the figure's point stands on the screen, and what lies `by` away. */
async function place(page, figure, by) {
    const box = await page.locator(`#${figure.id} .plot > svg`).boundingBox();
    const [left, top, right, bottom] = point(figure.edges);
    const [x, y] = [point(figure.x), point(figure.y)];
    const here = point(await page.locator(`#${figure.id} .handle`).evaluate((handle, key) => {
        const fields = handle.closest(".figure").querySelectorAll(`[data-key="${key}"] input[type=number]`);
        return [...fields].map((field) => field.value).join(",");
    }, figure.point));
    const target = [here[0] + by[0], here[1] + by[1]];
    const pixel = ([a, b]) => ({
        x: box.x + box.width * (left + (a - x[0]) / (x[1] - x[0]) * (right - left)),
        y: box.y + box.height * (bottom + (b - y[0]) / (y[1] - y[0]) * (top - bottom)),
    });
    return { from: pixel(here), to: pixel(target), target };
}

/** Reads the point that a drag left and asserts that it is the one meant. */
async function dragged(page, figure, target) {
    await settled(page);
    const fields = page.locator(`#${figure.id} [data-key="${figure.point}"] input[type=number]`);
    const values = await fields.evaluateAll((all) => all.map((field) => field.value));
    const step = Number(await page.locator(`#${figure.id} [data-key="${figure.point}"]`).getAttribute("data-step"));
    assert.ok(step > 0, "the point has no step");
    values.forEach((value, axis) => {
        assert.ok(Math.abs(value - target[axis]) <= step, `dragged to ${values}, meant ${target}`);
        const multiple = value / step;
        assert.ok(Math.abs(multiple - Math.round(multiple)) < 1e-6, `${value} is no multiple of ${step}`);
    });
    const state = joined({ ...entries(figure.state), [figure.point]: values.join(",") });
    await shows(page, figure, state);
    return state;
}

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

    test("refuse the same input with the same words", () => {
        const bad = [["valley", "eta="], ["valley", "eta=NaN"], ["valley", "eta=inf"], ["valley", "eta=-1"], ["valley", "eta=1e99"], ["valley", "start=1"], ["valley", "start=1,2,3"], ["valley", "steps=1.5"], ["valley", "foo=1"], ["valley", "foo"]];
        for (const [figure, state] of bad) {
            const { error } = native(figure, state);
            assert.ok(error, `${state} is accepted`);
            assert.throws(() => module.draw(figure, state), (thrown) => thrown === error);
        }
    });

    test("fit their budget", () => {
        const packed = (name) => gzipSync(readFileSync(join(BOOK, name))).length;
        const page = readFileSync(join(BOOK, PAGES[0]), "utf8");
        const ours = [...page.matchAll(/src="(theme\/[^"]+\.js)"/g)].map(([, name]) => name);
        assert.equal(ours.length, 2);
        const scripts = ["live/live.js", ...ours].map(packed).reduce((a, b) => a + b);
        assert.ok(scripts <= 15 * 1024, `the scripts are ${scripts} bytes gzipped`);
        const wasm = packed("live/live_bg.wasm");
        assert.ok(wasm <= 200 * 1024, `the module is ${wasm} bytes gzipped`);
    });
});

describe("a live figure", () => {
    let figures;
    before(async () => { figures = await liveFigures(); });

    const each = async (act, options) => {
        for (const figure of figures) {
            const { page, close } = await open(figure.path, options);
            await enliven(page, `#${figure.id}`);
            await act(page, figure, page.locator(`#${figure.id}`));
            await close();
        }
    };

    test("is the same before and after a redraw at its own state", () => each(async (page, figure, element) => {
        const html = () => element.evaluate((node) => node.outerHTML);
        const first = await html();
        await element.locator(".plot > svg").evaluate((svg) => { svg.old = true; });
        await element.locator("button[type=reset]").click();
        await settled(page);
        assert.equal(await element.locator(".plot > svg").evaluate((svg) => svg.old), undefined, "nothing was redrawn");
        same(await html(), first, figure.id);
        await shows(page, figure, figure.state);
    }));

    test("is drawn as the page without JavaScript shows it", async () => {
        for (const path of PAGES) {
            const plain = await open(path, { javaScriptEnabled: false });
            const pictures = await plain.page.locator(".plot > svg").evaluateAll((all) => all.map((svg) => svg.outerHTML));
            await plain.close();
            const { page, close } = await open(path);
            await enliven(page);
            for (const reset of await page.locator("button[type=reset]").all()) await reset.click();
            await settled(page);
            const redrawn = await page.locator(".plot > svg").evaluateAll((all) => all.map((svg) => svg.outerHTML));
            assert.equal(redrawn.length, pictures.length);
            redrawn.forEach((svg, index) => same(svg, pictures[index], path));
            await close();
        }
    });

    test("follows the mouse", () => each(async (page, figure, element) => {
        if (!figure.point) return;
        await element.scrollIntoViewIfNeeded();
        const { from, to, target } = await place(page, figure, [1.3, 0.7]);
        await page.mouse.move(from.x, from.y);
        await page.mouse.down();
        await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
        await page.mouse.move(to.x, to.y);
        await page.mouse.up();
        await dragged(page, figure, target);
        // Beyond the frame the point stays at its edge.
        const again = await place(page, figure, [0, 0]);
        await page.mouse.move(again.from.x, again.from.y);
        await page.mouse.down();
        await page.mouse.move(1, again.from.y);
        await page.mouse.up();
        await settled(page);
        const first = element.locator(`[data-key="${figure.point}"] input[type=number]`).first();
        assert.equal(Number(await first.inputValue()), Math.max(Number(await first.getAttribute("min")), point(figure.x)[0]));
        await page.mouse.move(5, 5);
        await settled(page);
        assert.equal(await element.locator(".live-note").textContent(), "");
    }));

    test("follows a finger, which neither scrolls nor opens the sidebar", () => each(async (page, figure, element) => {
        if (!figure.point) return;
        await element.locator(".handle").scrollIntoViewIfNeeded();
        const scroll = await page.evaluate(() => scrollY);
        const { from, to, target } = await place(page, figure, [2, 1]);
        const session = await page.context().newCDPSession(page);
        const touch = (type, points) => session.send("Input.dispatchTouchEvent", { type, touchPoints: points });
        await touch("touchStart", [from]);
        for (const part of [0.3, 0.6, 1]) {
            await touch("touchMove", [{ x: from.x + part * (to.x - from.x), y: from.y + part * (to.y - from.y) }]);
        }
        await touch("touchEnd", []);
        await dragged(page, figure, target);
        assert.equal(await page.evaluate(() => scrollY), scroll);
        assert.equal(await page.locator("html.sidebar-visible").count(), 0);
    }, { hasTouch: true, isMobile: true, viewport: { width: 400, height: 800 } }));

    test("follows the arrow keys, which do not turn the page", () => each(async (page, figure, element) => {
        if (!figure.point) return;
        const handle = element.locator(".handle");
        const step = Number(await element.locator(`[data-key="${figure.point}"]`).getAttribute("data-step"));
        const [x, y] = point(entries(figure.state)[figure.point]);
        const at = (across, up) => {
            const text = [x + across * step, y + up * step].map((value) => Number(value.toFixed(6))).join(",");
            return joined({ ...entries(figure.state), [figure.point]: text });
        };
        await handle.focus();
        await page.keyboard.press("ArrowRight");
        await shows(page, figure, at(1, 0));
        await page.keyboard.press("Shift+ArrowRight");
        await page.keyboard.press("ArrowUp");
        await page.keyboard.press("ArrowUp");
        await shows(page, figure, at(11, 2));
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("Shift+ArrowLeft");
        await shows(page, figure, at(1, 1));
        const [here, up] = entries(at(1, 1))[figure.point].split(",");
        assert.ok((await handle.getAttribute("aria-label")).includes(`(${here}, ${up})`));
        const box = await handle.boundingBox();
        assert.ok(box.width >= 44 && box.height >= 44, "the handle is too small a target");
        assert.ok(page.url().includes(figure.path));
    }));

    test("keeps its state in the address, and the address opens the same figure", () => each(async (page, figure) => {
        const [first] = await page.locator(`#${figure.id} input[type=number]`).all();
        const key = await first.evaluate((field) => field.closest("[data-key]").dataset.key);
        const value = await first.evaluate((field) => String(Number(field.min) + 0.3 * (field.max - field.min)));
        await first.fill(value);
        const state = native(figure.figure, joined({ ...entries(figure.state), [key]: value })).full;
        await shows(page, figure, state);
        await page.waitForURL((url) => url.hash === `#${figure.id}?${state}`, { timeout: 2_000 });

        const copy = await open(`${figure.path}#${figure.id}?${state}`);
        await copy.page.locator(`#${figure.id}.is-live`).waitFor({ timeout: 10_000 });
        await copy.page.waitForFunction(([id, value]) => document.querySelector(`#${id} input[type=number]`).value === value, [figure.id, value]);
        await shows(copy.page, figure, state);
        const visible = await copy.page.locator(`#${figure.id}`).evaluate((element) => {
            const { top } = element.getBoundingClientRect();
            return top >= 0 && top < innerHeight;
        });
        assert.ok(visible, "the figure of the address is not in view");

        // A link within the page, with the comma as browsers may write it.
        await copy.page.evaluate((hash) => { location.hash = hash; }, `#${figure.id}?${figure.state.replaceAll(",", "%2C")}`);
        await settled(copy.page);
        await shows(copy.page, figure, figure.state);
        await copy.close();
    }));

    test("answers a bad address with its own state and one line", () => each(async (page, figure, element) => {
        for (const bad of ["nonsense", "eta=NaN", "eta=99", "eta="]) {
            await page.evaluate((hash) => { location.hash = hash; }, `#${figure.id}?${bad}`);
            await page.waitForFunction((id) => document.querySelector(`#${id} .live-note`).textContent !== "", figure.id);
            const note = await element.locator(".live-note").textContent();
            const { error } = native(figure.figure, bad.includes("=") ? bad : `${bad}=`);
            assert.ok(note.includes(error), note);
            await element.locator("button[type=reset]").click();
            await shows(page, figure, figure.state);
        }
        const copy = await open(`${figure.path}#${figure.id}?eta=99`);
        await copy.page.waitForFunction((id) => document.querySelector(`#${id} .live-note`).textContent !== "", figure.id);
        await copy.page.locator(`#${figure.id} .live-note`).evaluate((note) => { note.textContent = ""; });
        await shows(copy.page, figure, figure.state);
        await copy.close();
    }));

    test("follows sliders, fields and presets, and reset brings back the page", () => each(async (page, figure, element) => {
        const html = () => element.evaluate((node) => node.outerHTML);
        const first = await html();
        let values = entries(figure.state);
        for (const slider of await element.locator("input[type=range]").all()) {
            const key = await slider.evaluate((field) => field.closest("[data-key]").dataset.key);
            await slider.focus();
            await page.keyboard.press("ArrowRight");
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
        await shows(page, figure, joined({ ...values, [key]: String(Number(typed)) }));
        await element.locator("button[type=reset]").click();
        await shows(page, figure, figure.state);
        same(await html(), first, figure.id);
        await page.waitForURL((url) => url.hash === `#${figure.id}`, { timeout: 2_000 });
    }));

    test("answers bad input with one line and keeps the picture", () => each(async (page, figure, element) => {
        const picture = () => element.locator(".plot").evaluate((plot) => plot.outerHTML);
        const before = await picture();
        for (const field of await element.locator("input[type=number]").all()) {
            const key = await field.evaluate((field) => field.closest("[data-key]").dataset.key);
            const good = await field.inputValue();
            const whole = (bad) => field.evaluate((field, bad) => [...field.closest("[data-key]").querySelectorAll("input[type=number]")]
                .map((other) => (other === field ? bad : other.value)).join(","), bad);
            for (const bad of ["", "e", "99999", "-99999"]) {
                await field.fill(bad === "e" ? "" : bad);
                // What is no number cannot be filled in, but it can be typed.
                if (bad === "e") await page.keyboard.type(bad);
                await settled(page);
                const text = bad === "e" ? "" : bad;
                const { error } = native(figure.figure, `${key}=${await whole(text)}`);
                assert.equal(await element.locator(".live-note").textContent(), error);
                assert.ok(await element.locator(".live-note").isVisible());
                assert.equal(await field.getAttribute("aria-invalid"), "true");
                assert.equal(await element.locator("[aria-invalid]").count(), 1);
                same(await picture(), before, figure.id);
            }
            await field.fill(good);
            await settled(page);
            assert.equal(await element.locator(".live-note").textContent(), "");
            assert.equal(await element.locator("[aria-invalid]").count(), 0);
            same(await picture(), before, figure.id);
        }
    }));

    test("stays static on the page for printing", async () => {
        const { page, close } = await open("print.html");
        await page.waitForTimeout(500);
        assert.ok(await page.locator(".plot > svg").first().isVisible());
        assert.equal(await page.locator(".is-live, .handle").count(), 0);
        for (const controls of await page.locator(".controls").all()) assert.equal(await controls.isVisible(), false);
        await close();
    });
});

describe("without a working module", () => {
    /** Opens each page with live figures and asserts that all stay static. */
    async function stays(routes, pattern) {
        for (const path of PAGES) {
            const { page, close } = await open(path, { routes });
            const figures = await page.locator(".figure:has(.controls)").all();
            for (const figure of figures) {
                const picture = await figure.locator(".plot").evaluate((plot) => plot.outerHTML);
                await figure.scrollIntoViewIfNeeded();
                await figure.and(page.locator(".is-static")).waitFor({ timeout: 10_000 });
                assert.match(await figure.locator(".live-note").textContent(), pattern);
                assert.equal(await figure.locator(".live-note:visible").count(), 1);
                same(await figure.locator(".plot").evaluate((plot) => plot.outerHTML), picture, path);
                assert.equal(await figure.locator(".controls").isVisible(), false);
                assert.equal(await figure.locator("figcaption").isVisible(), true);
            }
            await close();
        }
    }

    const glue = (body) => (route) => route.fulfill({ contentType: "text/javascript", body });

    test("whose glue is missing", () => stays({ "**/live/live.js": (route) => route.abort() }, /could not be loaded/));
    test("whose code is missing", () => stays({ "**/live/live_bg.wasm": (route) => route.fulfill({ status: 404 }) }, /could not be loaded/));
    test("that draws another picture", () => stays({
        "**/live/live.js": glue(`
            import init, { draw as real } from "./live.js?real";
            export default init;
            export function draw(name, state) {
                const { svg, description, readout, cells, state: full } = real(name, state);
                return { svg: svg.replace("<desc>", "<desc>Once, "), description, readout, cells, state: full };
            }`),
    }, /another version/));
    test("that computes another number", () => stays({
        "**/live/live.js": glue(`
            import init, { draw as real } from "./live.js?real";
            export default init;
            export function draw(name, state) {
                const { svg, description, readout, cells, state: full } = real(name, state);
                return { svg, description, readout: readout.map((value) => value + "1"), cells, state: full };
            }`),
    }, /another version/));
    test("that does not know the figure", () => stays({
        "**/live/live.js": glue("export default async () => {}; export function draw() { throw 'there is no such figure'; }"),
    }, /another version/));
    test("that traps", () => stays({
        "**/live/live.js": glue("export default async () => {}; export function draw() { throw new WebAssembly.RuntimeError('unreachable'); }"),
    }, /program failed/));

    test("that traps later, the last good picture stays", async () => {
        const routes = {
            "**/live/live.js": glue(`
                import init, { draw as real } from "./live.js?real";
                export default init;
                export function draw(name, state) {
                    if (globalThis.trap) throw new WebAssembly.RuntimeError("unreachable");
                    return real(name, state);
                }`),
        };
        for (const figure of await liveFigures()) {
            const { page, close } = await open(figure.path, { routes });
            await enliven(page);
            const element = page.locator(`#${figure.id}`);
            const slider = element.locator("input[type=range]").first();
            await slider.focus();
            await page.keyboard.press("ArrowRight");
            await settled(page);
            const picture = await element.locator(".plot > svg").evaluate((svg) => svg.outerHTML);
            await page.evaluate(() => { globalThis.trap = true; });
            await page.keyboard.press("ArrowRight");
            await element.and(page.locator(".is-static")).waitFor({ timeout: 5_000 });
            assert.match(await element.locator(".live-note").textContent(), /last picture/);
            assert.equal(await element.locator(".live-note:visible").count(), 1);
            same(await element.locator(".plot > svg").evaluate((svg) => svg.outerHTML), picture, figure.id);
            assert.equal(await element.locator(".handle").count(), 0);
            assert.equal(await element.locator(".controls").isVisible(), false);
            await close();
        }
    });
});
