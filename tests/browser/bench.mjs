// How fast the live figures are: for each, how long a redraw takes, which
// computes, draws and inserts, and how long the page then takes to lay the new
// picture out. And how large is what a reader loads. `cargo xtask bench` runs
// it on the built book.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { BOOK, PAGES, enliven, start } from "./harness.mjs";

/** How often each figure is redrawn. */
const TIMES = 300;
/** What the book promises, on a machine with two cores. */
const LIMITS = { median: 4, late: 12, module: 260, scripts: 15 };

// A clock of 5 µs instead of 100 µs needs a page that shares its process with
// no other site.
const book = await start({
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
});
const context = await book.browser.newContext({ viewport: { width: 1400, height: 900 } });
// The figure draws in an animation frame: time it there, and the layout that
// the browser would do right after it.
await context.addInitScript(() => {
    const frame = window.requestAnimationFrame.bind(window);
    window.redraws = [];
    window.requestAnimationFrame = (draw) => frame((now) => {
        const begin = performance.now();
        draw(now);
        const drawn = performance.now();
        document.body.getBoundingClientRect();
        window.redraws.push({ redraw: drawn - begin, layout: performance.now() - drawn });
    });
    window.nextFrame = () => new Promise((done) => frame(done));
});

/** Moves one control after the other to seeded places; the time of each redraw. */
async function redraws(figure) {
    return figure.evaluate(async (element, times) => {
        let seed = 1;
        const random = () => {
            seed = Math.imul(seed, 48271) & 0x7fffffff;
            return seed / 0x7fffffff;
        };
        const fields = [...element.querySelectorAll("[data-key] input:not([type=radio])")]
            .filter((field) => field.type === "range" || !field.closest("[data-key]").querySelector("input[type=range]"));
        window.redraws.length = 0;
        for (let i = 0; i < times; i += 1) {
            const field = fields[i % fields.length];
            const { step } = field.closest("[data-key]").dataset;
            const [low, high] = [field.min, field.max].map(Number);
            const places = Math.round((high - low) / step);
            field.value = String(low + step * Math.floor(random() * (places + 1)));
            field.dispatchEvent(new Event("input", { bubbles: true }));
            await window.nextFrame();
            await window.nextFrame();
        }
        const note = element.querySelector(".live-note").textContent;
        return { times: window.redraws.slice(), note };
    }, TIMES);
}

const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
const packed = (name) => gzipSync(readFileSync(join(BOOK, name))).length / 1024;

let over = 0;
const mark = (value, limit, digits) => {
    const text = value.toFixed(digits);
    if (value <= limit) return text;
    over += 1;
    return `${text} !`;
};
const row = (cells) => console.log(`| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(28) : cell.padStart(12))).join(" | ")} |`);

try {
    row(["live figure", "redraws", "median, ms", "99 %, ms", "longest, ms", "layout, ms"]);
    row(["-".repeat(28), ...Array(5).fill("-".repeat(11) + ":")]);
    for (const path of PAGES) {
        const page = await context.newPage();
        await page.goto(`${book.origin}/${path}`);
        await enliven(page);
        for (const figure of await page.locator(".figure:has(.controls)").all()) {
            await figure.scrollIntoViewIfNeeded();
            const name = await figure.getAttribute("id");
            const { times, note } = await redraws(figure);
            if (note !== "" || times.length < 0.9 * TIMES) throw new Error(`${name} drew ${times.length} of ${TIMES} times. ${note}`);
            const sorted = times.map(({ redraw }) => redraw).toSorted((a, b) => a - b);
            const layouts = times.map(({ layout }) => layout).toSorted((a, b) => a - b);
            row([
                name.replace(/^fig-/, ""),
                String(sorted.length),
                mark(quantile(sorted, 0.5), LIMITS.median, 2),
                mark(quantile(sorted, 0.99), LIMITS.late, 2),
                sorted.at(-1).toFixed(2),
                quantile(layouts, 0.5).toFixed(2),
            ]);
        }
        await page.close();
    }
    const html = readFileSync(join(BOOK, PAGES[0]), "utf8");
    const scripts = ["live/live.js", ...[...html.matchAll(/src="(theme\/[^"]+\.js)"/g)].map(([, name]) => name)];
    console.log();
    row(["loaded by a reader", "KB gzipped", "limit"]);
    row(["-".repeat(28), ...Array(2).fill("-".repeat(11) + ":")]);
    row(["WebAssembly", mark(packed("live/live_bg.wasm"), LIMITS.module, 1), String(LIMITS.module)]);
    row(["our scripts", mark(scripts.map(packed).reduce((a, b) => a + b), LIMITS.scripts, 1), String(LIMITS.scripts)]);
    console.log(`\nPromised for a redraw: ${LIMITS.median} ms in the median, ${LIMITS.late} ms in the 99th percentile; layout: the median.`);
    if (over > 0) console.log(`${over} marked with ! are over what is promised.`);
} finally {
    await book.close();
}
process.exitCode = over > 0 ? 1 : 0;
