// What the browser tests share: the built book on a port of its own, Chromium,
// and the native figures.
//
// BOOK is the folder of the built book, NATIVE the binary `native` of the
// tests package, CHROMIUM the browser.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";

function variable(name, meaning) {
    if (process.env[name]) return process.env[name];
    console.error(`${name} is not set; it must name ${meaning}. \`cargo xtask test\` sets it.`);
    process.exit(2);
}

export const BOOK = variable("BOOK", "the folder of the built book");
const binary = () => variable("NATIVE", "the binary `native` of the package `tests`");
const CHROMIUM = variable("CHROMIUM", "the browser");

const TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
};

/** The pages that a reader opens; `index.html` is a copy of the first. */
export const PAGES = readdirSync(BOOK)
    .filter((name) => name.endsWith(".html"))
    .filter((name) => !["index.html", "toc.html", "404.html", "print.html"].includes(name));

/** Serves the book, with these headers, and starts Chromium; `close` ends both. */
export async function start(headers = {}) {
    const server = createServer((request, response) => {
        const path = normalize(decodeURIComponent(new URL(request.url, "http://book").pathname));
        try {
            const body = readFileSync(join(BOOK, path));
            response.writeHead(200, { ...headers, "content-type": TYPES[extname(path)] ?? "application/octet-stream" });
            response.end(body);
        } catch {
            response.writeHead(404).end();
        }
    });
    await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
    const origin = `http://127.0.0.1:${server.address().port}`;
    const browser = await chromium.launch({
        executablePath: CHROMIUM,
        args: [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    });
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

/** One figure at one state, as the native code shows it. */
export function native(figure, state) {
    const input = `${JSON.stringify({ figure, state })}\n`;
    return JSON.parse(execFileSync(binary(), ["draw"], { input, encoding: "utf8", maxBuffer: 1 << 30 }));
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
