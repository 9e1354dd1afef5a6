// What the browser tests share: the built book on a port of its own, Chromium,
// and the native figures.
//
// BOOK is the folder of the built book, NATIVE the binary `native` of the
// tests package, CHROMIUM the browser. SECTION limits the tests to one page.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { createInterface } from "node:readline";
import { launch, variable } from "./chromium.mjs";

export const BOOK = variable("BOOK", "the folder of the built book");
const binary = () => variable("NATIVE", "the binary `native` of the package `tests`");

const TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
};

const { SECTION } = process.env;
const files = readdirSync(BOOK).filter((name) => name.endsWith(".html"));
const size = (name) => statSync(join(BOOK, name)).size;

/** The chapters that a reader opens; `index.html` is a copy of the first. */
export const CHAPTERS = files
    .filter((name) => !["index.html", "toc.html", "404.html", "print.html"].includes(name) && !name.startsWith("tested-"))
    .filter((name) => !SECTION || name === `${SECTION}.html`);

/** The chapters, and of the pages of tests, which are all made alike, the largest. */
export const PAGES = [...CHAPTERS, ...files
    .filter((name) => (SECTION ? name === `tested-${SECTION}.html` : name.startsWith("tested-")))
    .sort((a, b) => size(b) - size(a))
    .slice(0, 1)];

/**
 * Serves the book, with these headers and in the folder `at` of the site, and
 * starts Chromium; `close` ends both.
 */
export async function start(headers = {}, at = "/") {
    const server = createServer((request, response) => {
        const path = normalize(decodeURIComponent(new URL(request.url, "http://book").pathname));
        const answer = (status, name) => {
            const body = readFileSync(join(BOOK, name));
            response.writeHead(status, { ...headers, "content-type": TYPES[extname(name)] ?? "application/octet-stream" });
            response.end(body);
        };
        try {
            if (!path.startsWith(at)) throw new Error("outside of the book");
            answer(200, path.slice(at.length));
        } catch {
            answer(404, "404.html");
        }
    });
    await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
    const origin = `http://127.0.0.1:${server.address().port}`;
    const browser = await launch();
    const close = async () => {
        await browser.close();
        server.closeAllConnections();
        server.close();
    };
    return { browser, origin, close };
}

/** Every figure at many settings, as the native code shows it. */
export function nativeSettings() {
    const output = execFileSync(binary(), ["settings"], { encoding: "utf8", maxBuffer: 1 << 30 });
    return output.trim().split("\n").map((line) => JSON.parse(line));
}

let program;

/** One figure at one state, as the native code shows it; for a table of the reader's, if there is one. */
export function native(figure, state, table) {
    if (!program) {
        const child = spawn(binary(), ["draw"], { stdio: ["pipe", "pipe", "inherit"] });
        // It answers line by line, in order, and ends with this process.
        program = { child, answers: createInterface({ input: child.stdout })[Symbol.asyncIterator](), last: Promise.resolve() };
        child.unref();
        child.stdin.unref?.();
        child.stdout.unref?.();
    }
    program.last = program.last.then(async () => {
        program.child.stdin.write(`${JSON.stringify({ figure, state, table })}\n`);
        const { value, done } = await program.answers.next();
        assert.ok(!done, "the native program ended");
        return JSON.parse(value);
    });
    return program.last;
}

/** Asserts that two long texts are the same; shows only where they part. */
export function same(actual, expected, what) {
    if (actual === expected) return;
    let at = 0;
    while (actual[at] === expected[at]) at += 1;
    const near = (text) => JSON.stringify(text.slice(Math.max(0, at - 60), at + 60));
    assert.fail(`${what} differs at character ${at}:\n  is        ${near(actual)}\n  should be ${near(expected)}`);
}

/** Scrolls through the page until each figure with controls is live. */
export async function enliven(page, selector = ".figure:has(.controls)") {
    for (const figure of await page.locator(selector).all()) {
        await figure.scrollIntoViewIfNeeded();
        await figure.and(page.locator(".is-live")).waitFor({ state: "attached", timeout: 10_000 });
    }
}

/** Waits until the page has drawn what was asked of it. */
export async function settled(page) {
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

/** Opens all that can be unfolded. */
export async function unfold(page) {
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
}

/** Opens a page; an error of a script fails the test when the page is closed. */
export async function open(book, path, { routes = {}, quiet = true, ...options } = {}) {
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

/** The figures with controls of all pages, and which kinds of controls each has. */
export async function liveFigures(book) {
    const { page, close } = await open(book, CHAPTERS[0]);
    const found = await page.evaluate(async (paths) => {
        const figures = [];
        for (const path of paths) {
            const html = await (await fetch(path)).text();
            const parsed = new DOMParser().parseFromString(html, "text/html");
            for (const figure of parsed.querySelectorAll(".figure:has(.controls)")) {
                const fields = (control) => [...control.querySelectorAll("input")].map(({ type, step }) => `${type}${step === "any" ? "" : " in steps"}`);
                const kinds = [...figure.querySelectorAll("[data-key]")].map((control) => `${control.localName}: ${fields(control).join()}`);
                if (figure.dataset.point) kinds.push("handle");
                if (figure.dataset.paint) kinds.push("painting");
                if (figure.querySelector(".presets button[data-state]")) kinds.push("preset");
                // No script runs in it: this is the picture without JavaScript.
                const picture = figure.querySelector(".plot > svg").outerHTML;
                const own = figure.querySelector(".own") !== null;
                figures.push({ path, id: figure.id, ...figure.dataset, kinds, picture, own });
            }
        }
        return figures;
    }, CHAPTERS);
    await close();
    return found;
}

/** Of the figures as many as have every kind of control among them. */
export function representatives(figures) {
    const chosen = [];
    const missing = new Set(figures.flatMap(({ kinds }) => kinds));
    const gain = ({ kinds }) => kinds.filter((kind) => missing.has(kind)).length;
    while (missing.size) {
        const best = figures.reduce((best, figure) => (gain(figure) > gain(best) ? figure : best));
        best.kinds.forEach((kind) => missing.delete(kind));
        chosen.push(best);
    }
    return chosen;
}

export const entries = (state) => Object.fromEntries(state.split("&").map((pair) => pair.split("=")));
export const joined = (values) => Object.entries(values).map(([key, value]) => `${key}=${value}`).join("&");
export const point = (text) => text.split(",").map(Number);

/** Asserts that the figure shows what the native code shows at `state`, for a table of the reader's if there is one. */
export async function shows(page, { id, figure }, state, table) {
    await settled(page);
    const expected = await native(figure, state, table);
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
            state: [...element.querySelectorAll("[data-key]")].map(({ dataset }) => `${dataset.key}=${dataset.painted ?? value(dataset.key)}`).join("&"),
            note: element.querySelector(".live-note").textContent,
        };
    }, expected.svg);
    assert.deepEqual(shown.readout, expected.readout, state);
    assert.equal(shown.desc, expected.description);
    assert.equal(shown.same, true, `the picture of ${id} at ${state} is not the native one`);
    assert.equal(shown.state, expected.full);
    if (shown.cells) assert.deepEqual(shown.cells, expected.cells);
    assert.equal(shown.note, "");
}

/**
 * Runs `act` on a fresh page of the book, which must ask nobody else, miss
 * nothing and complain of nothing.
 */
export async function visit(book, path, options, act) {
    const context = await book.browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
    try {
        const page = await context.newPage();
        const problems = [];
        page.on("pageerror", (error) => problems.push(error.message));
        page.on("console", (message) => {
            if (["error", "warning"].includes(message.type())) problems.push(message.text());
        });
        page.on("requestfailed", (request) => problems.push(`${request.url()} failed`));
        page.on("response", (response) => {
            if (response.status() >= 400) problems.push(`${response.url()} is ${response.status()}`);
        });
        page.on("request", (request) => {
            const url = request.url();
            if (!url.startsWith(`${book.origin}/`) && !url.startsWith("data:")) problems.push(`${url} leaves the site`);
        });
        await page.goto(`${book.origin}/${path}`);
        await act(page);
        assert.deepEqual(problems, [], path);
    } finally {
        await context.close();
    }
}

/** Runs `act` on each page. */
export async function eachPage(book, options, act) {
    assert.ok(PAGES.length > 1, "the book has no pages");
    for (const path of PAGES) await visit(book, path, options, (page) => act(page, path));
}
