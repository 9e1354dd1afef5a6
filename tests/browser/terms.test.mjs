// A term shows what it means: under the mouse, with the focus, by a tap.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { open, start, visit } from "./harness.mjs";

/** A page that uses a term whose meaning holds a formula, and one near its end. */
const PAGE = "hump.html";
const GLOSSARY = /\/glossary\.html#/;

let book;
before(async () => { book = await start(); });
after(() => book.close());

/** The popup, and the first term of the page. */
const parts = (page) => ({ popup: page.locator("#term-meaning"), term: page.locator("a.term").first() });
const described = (term) => term.getAttribute("aria-describedby");

describe("a term", () => {
    test("opens under the mouse, stays while the mouse is on it, and closes", () => visit(book, PAGE, {}, async (page) => {
        const { popup, term } = parts(page);
        assert.equal(await popup.isVisible(), false);
        await term.hover();
        await popup.waitFor({ state: "visible" });
        assert.equal(await described(term), "term-meaning");
        await popup.hover();
        await page.waitForTimeout(400);
        assert.ok(await popup.isVisible());
        await page.mouse.move(0, 0);
        await popup.waitFor({ state: "hidden" });
        assert.equal(await described(term), null);
    }));

    test("opens with the focus, closes with Escape, and leads to its entry with Enter", () => visit(book, PAGE, {}, async (page) => {
        const { popup, term } = parts(page);
        await term.focus();
        await popup.waitFor({ state: "visible" });
        const meaning = await popup.innerText();
        await page.keyboard.press("Escape");
        await popup.waitFor({ state: "hidden" });
        assert.ok(await term.evaluate((link) => link === document.activeElement));
        await page.keyboard.press("Enter");
        await page.waitForURL(GLOSSARY);
        const entry = await page.evaluate(() => {
            const name = document.querySelector(":target");
            return `${name.innerText} ${name.nextElementSibling.innerText}`;
        });
        assert.equal(meaning, entry);
    }));

    test("opens by a first tap and leads to its entry by a second; a tap elsewhere closes it", () => visit(book, PAGE, { viewport: { width: 360, height: 700 }, hasTouch: true }, async (page) => {
        const { popup, term } = parts(page);
        for (const closed of [true, false]) {
            await term.tap();
            await popup.waitFor({ state: "visible" });
            assert.doesNotMatch(page.url(), GLOSSARY);
            if (closed) await page.locator("h1.menu-title").tap();
            if (closed) await popup.waitFor({ state: "hidden" });
        }
        await term.tap();
        await page.waitForURL(GLOSSARY);
    }));

    test("is a link without its script, and if the glossary cannot be read", async () => {
        await visit(book, PAGE, { javaScriptEnabled: false }, async (page) => {
            await parts(page).term.click();
            await page.waitForURL(GLOSSARY);
        });
        // The page itself can be read again.
        let reads = 0;
        const fails = (route) => ((reads += 1) === 1 ? route.abort() : route.fallback());
        const { page, close } = await open(book, PAGE, { hasTouch: true, routes: { "**/glossary.html": fails } });
        await parts(page).term.tap();
        await page.waitForURL(GLOSSARY);
        await close();
    });
});

for (const colorScheme of ["light", "dark"]) {
    for (const width of [360, 1400]) {
        test(`each meaning is whole on the screen, and axe finds nothing: ${colorScheme}, ${width}`, () => visit(book, PAGE, { colorScheme, viewport: { width, height: 700 } }, async (page) => {
            const { popup } = parts(page);
            const terms = await page.locator("main > p a.term").all();
            assert.ok(terms.length > 3);
            for (const term of terms) {
                await term.focus();
                await popup.waitFor({ state: "visible" });
                const [box, line] = [await popup.boundingBox(), await term.boundingBox()];
                assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= 700, JSON.stringify(box));
                assert.ok(box.y >= line.y + line.height || box.y + box.height <= line.y, "it covers its term");
            }
            const { violations } = await new AxeBuilder({ page }).include("#term-meaning").include("a.term").analyze();
            assert.deepEqual(violations.map(({ id }) => id), []);
        }));
    }
}
