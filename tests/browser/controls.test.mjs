// The mechanism of the live figures: every way of moving a control works, and
// whatever fails leaves the last good picture. It is the same for all figures, so
// it is tried on as many as have every kind of control among them.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { enliven, entries, joined, liveFigures, native, open, point, representatives, same, settled, shows, start } from "./harness.mjs";

let book;
let figures;
before(async () => {
    book = await start();
    figures = representatives(await liveFigures(book));
});
after(() => book.close());

/** Where the figure's point stands on the screen, and what lies `by` away. */
async function place(page, figure, by) {
    const box = await page.locator(`#${figure.id} .plot > svg`).boundingBox();
    const [left, top, right, bottom] = point(figure.edges);
    const [x, y] = [point(figure.x), point(figure.y)];
    // A plane that is turned and moved: the point to its coordinates.
    const [cos, sin, ...origin] = point(figure.placed ?? "1,0,0,0");
    const inside = ([a, b]) => [
        cos * (a - origin[0]) + sin * (b - origin[1]),
        cos * (b - origin[1]) - sin * (a - origin[0]),
    ];
    const here = point(await page.locator(`#${figure.id} .handle`).evaluate((handle, key) => {
        const fields = handle.closest(".figure").querySelectorAll(`[data-key="${key}"] input[type=number]`);
        return [...fields].map((field) => field.value).join(",");
    }, figure.point));
    const target = [here[0] + by[0], here[1] + by[1]];
    const pixel = ([a, b]) => ({
        x: box.x + box.width * (left + (a - x[0]) / (x[1] - x[0]) * (right - left)),
        y: box.y + box.height * (bottom + (b - y[0]) / (y[1] - y[0]) * (top - bottom)),
    });
    return { from: pixel(inside(here)), to: pixel(inside(target)), target };
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

describe("a live figure", () => {
    const each = async (act, options) => {
        for (const figure of figures) {
            const { page, close } = await open(book, figure.path, options);
            await enliven(page, `#${figure.id}`);
            await act(page, figure, page.locator(`#${figure.id}`));
            await close();
        }
    };

    test("has every kind of control among those that are tried", () => {
        if (process.env.SECTION) return;
        const kinds = new Set(figures.flatMap(({ kinds }) => kinds));
        for (const kind of ["handle", "painting", "preset"]) assert.ok(kinds.has(kind), kind);
        assert.ok(figures.length < 6, "the mechanism is tried too often");
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

    test("is painted with the mouse, with a finger and with the keys", async () => {
        const figure = (await liveFigures(book)).find(({ paint }) => paint);
        if (!figure) return assert.ok(process.env.SECTION, "no figure is painted");
        const painted = (text) => joined({ ...entries(figure.state), [figure.paint]: text });
        for (const options of [{}, { hasTouch: true, isMobile: true, viewport: { width: 400, height: 800 } }]) {
            const { page, close } = await open(book, figure.path, options);
            await enliven(page, `#${figure.id}`);
            const element = page.locator(`#${figure.id}`);
            const control = element.locator(`[data-key="${figure.paint}"]`);
            const [columns, rows] = (await control.evaluate(({ dataset }) => [dataset.columns, dataset.rows])).map(Number);
            const [left, top, right, bottom] = point(figure.edges);
            const middle = async (column, row) => {
                const box = await element.locator(".plot > svg").boundingBox();
                return [
                    box.x + box.width * (left + (column + 0.5) / columns * (right - left)),
                    box.y + box.height * (bottom + (row + 0.5) / rows * (top - bottom)),
                ];
            };
            await element.locator(".plot").evaluate((plot) => plot.scrollIntoView({ block: "center" }));
            if (options.hasTouch) {
                const scroll = await page.evaluate(() => scrollY);
                await page.touchscreen.tap(...await middle(2, 1));
                await shows(page, figure, painted("cbw"));
                assert.equal(await page.evaluate(() => scrollY), scroll);
                await close();
                continue;
            }
            // A click, and a stroke over three places.
            await page.mouse.click(...await middle(2, 1));
            await shows(page, figure, painted("cbw"));
            await page.mouse.move(...await middle(4, 3));
            await page.mouse.down();
            await page.mouse.move(...await middle(5, 3));
            await page.mouse.move(...await middle(6, 3));
            await page.mouse.up();
            await shows(page, figure, painted("cbwedwfdwgdw"));
            // Beside the plane and without a button nothing is painted.
            const box = await element.locator(".plot > svg").boundingBox();
            await page.mouse.click(box.x + 3, box.y + 3);
            await page.mouse.move(...await middle(9, 3));
            await shows(page, figure, painted("cbwedwfdwgdw"));
            // The keys paint where the last stroke ended; another brush replaces.
            await control.locator('input[value="s"]').check();
            await shows(page, figure, painted("cbwedwfdwgdw"));
            await element.locator(".cursor").focus();
            await page.keyboard.press("Space");
            await shows(page, figure, painted("cbwedwfdwgds"));
            await page.keyboard.press("ArrowRight");
            await page.keyboard.press("ArrowUp");
            await page.keyboard.press("Enter");
            await shows(page, figure, painted("cbwedwfdwgdshes"));
            const label = await element.locator(".cursor").getAttribute("aria-label");
            assert.ok(label.startsWith("Column 8, row 5."), label);
            for (let i = 0; i < 9; i += 1) await page.keyboard.press("ArrowDown");
            assert.ok((await element.locator(".cursor").getAttribute("aria-label")).startsWith("Column 8, row 1."));
            // The address keeps it, and reset takes it away.
            await page.waitForURL((url) => url.hash.includes("cbwedwfdwgdshes"), { timeout: 2_000 });
            await element.locator("button[type=reset]").click();
            await shows(page, figure, figure.state);
            await close();
        }
    });

    test("keeps the page while arrow keys are pressed anywhere in it", () => each(async (page, figure, element) => {
        const parts = element.locator("button, summary, input");
        const count = await parts.count();
        assert.ok(count > 3);
        for (const part of await parts.all()) {
            if (!await part.isVisible()) continue;
            await part.focus();
            for (const key of ["ArrowLeft", "ArrowRight"]) await page.keyboard.press(key);
            await settled(page);
            assert.ok(page.url().includes(figure.path), await part.evaluate((node) => node.outerHTML));
        }
    }));

    test("keeps its state in the address, and the address opens the same figure", () => each(async (page, figure) => {
        const [first] = await page.locator(`#${figure.id} input[type=number]`).all();
        const key = await first.evaluate((field) => field.closest("[data-key]").dataset.key);
        const value = await first.evaluate(({ min, max, step }) => {
            const value = Number(min) + 0.3 * (max - min);
            return String(step === "any" ? value : Math.round(value));
        });
        await first.fill(value);
        const state = (await native(figure.figure, joined({ ...entries(figure.state), [key]: value }))).full;
        await shows(page, figure, state);
        await page.waitForURL((url) => url.hash === `#${figure.id}?${state}`, { timeout: 2_000 });

        const copy = await open(book, `${figure.path}#${figure.id}?${state}`);
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

    test("hands out its numbers as they are now, with all digits, and says if it cannot", () => each(async (page, figure, element) => {
        await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
        const slider = element.locator("input[type=range]").first();
        await slider.focus();
        await page.keyboard.press("ArrowRight");
        await settled(page);
        await element.locator(".data > summary").click();
        await element.locator(".copy").click();
        const said = element.locator(".copying [role=status]");
        await said.and(page.getByText("Copied.")).waitFor();
        const key = await slider.evaluate((field) => field.closest("[data-key]").dataset.key);
        const state = joined({ ...entries(figure.state), [key]: await slider.inputValue() });
        const { csv } = await native(figure.figure, state);
        assert.ok(csv.length > 100);
        assert.equal(await page.evaluate(() => navigator.clipboard.readText()), csv);
        await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error("refused")); });
        await element.locator(".copy").click();
        await said.and(page.getByText("by hand")).waitFor();
    }));

    test("answers a bad address with its own state and one line", () => each(async (page, figure, element) => {
        for (const bad of ["nonsense", "eta=NaN", "eta=99", "eta="]) {
            await page.evaluate((hash) => { location.hash = hash; }, `#${figure.id}?${bad}`);
            await page.waitForFunction((id) => document.querySelector(`#${id} .live-note`).textContent !== "", figure.id);
            const note = await element.locator(".live-note").textContent();
            const { error } = await native(figure.figure, bad.includes("=") ? bad : `${bad}=`);
            assert.ok(note.includes(error), note);
            await element.locator("button[type=reset]").click();
            await shows(page, figure, figure.state);
        }
        const copy = await open(book, `${figure.path}#${figure.id}?eta=99`);
        await copy.page.waitForFunction((id) => document.querySelector(`#${id} .live-note`).textContent !== "", figure.id);
        await copy.page.locator(`#${figure.id} .live-note`).evaluate((note) => { note.textContent = ""; });
        await shows(copy.page, figure, figure.state);
        await copy.close();
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
                const { error } = await native(figure.figure, `${key}=${await whole(text)}`);
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

    test("takes along the figures that are linked with it, and is taken along", async () => {
        const all = await liveFigures(book);
        const follower = all.find((figure) => figure.follows && figure.placed) ?? all.find((figure) => figure.follows);
        if (!follower) return assert.ok(process.env.SECTION, "no figure follows another");
        const leader = all.find(({ id }) => id === follower.follows);
        const both = async (values) => {
            for (const figure of [follower, leader]) await shows(page, figure, joined({ ...entries(figure.state), ...values }));
        };
        const { page, close } = await open(book, follower.path);
        await enliven(page, `#${leader.id}`);
        await enliven(page, `#${follower.id}`);
        if (follower.point) {
            await page.locator(`#${follower.id} .plot`).scrollIntoViewIfNeeded();
            const { from, to, target } = await place(page, follower, [0.7, 0.4]);
            await page.mouse.move(from.x, from.y);
            await page.mouse.down();
            await page.mouse.move(to.x, to.y);
            await page.mouse.up();
            await both(entries(await dragged(page, follower, target)));
        }
        const preset = page.locator(`#${leader.id} .presets button[data-state]`).first();
        await preset.click();
        const values = entries(await page.locator(`#${leader.id}`).evaluate((element) => [...element.querySelectorAll("[data-key]")]
            .map((control) => `${control.dataset.key}=${[...control.querySelectorAll("input[type=number]")].map(({ value }) => value)}`).join("&")));
        await both(values);
        await page.waitForURL((url) => url.hash.startsWith(`#${leader.id}?`), { timeout: 2_000 });
        await page.locator(`#${follower.id} button[type=reset]`).click();
        await both({});
        await close();

        // What the address sets, the others show too.
        const copy = await open(book, `${leader.path}#${leader.id}?${joined({ ...entries(leader.state), ...values })}`);
        await copy.page.locator(`#${follower.id}.is-live`).waitFor({ timeout: 10_000 });
        await copy.page.waitForTimeout(100);
        await shows(copy.page, follower, joined({ ...entries(follower.state), ...values }));
        await copy.close();
    });

    test("stays static on the page for printing", async () => {
        const { page, close } = await open(book, "print.html");
        await page.waitForTimeout(500);
        assert.ok(await page.locator(".plot > svg").first().isVisible());
        assert.equal(await page.locator(".is-live, .handle").count(), 0);
        for (const controls of await page.locator(".controls").all()) assert.equal(await controls.isVisible(), false);
        await close();
    });
});

describe("without a working module", () => {
    /** Opens a page with each kind of control and asserts that all its figures stay static. */
    async function stays(routes, pattern) {
        for (const path of new Set(figures.map(({ path }) => path))) {
            const { page, close } = await open(book, path, { routes });
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
        for (const figure of figures) {
            const { page, close } = await open(book, figure.path, { routes });
            await enliven(page, `#${figure.id}`);
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
