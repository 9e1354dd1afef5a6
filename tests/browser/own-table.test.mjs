// A table of the reader's in a live figure: it is drawn as the native code
// draws it, refused with the words of the program (listings/tests/own_table.rs
// has them too), and goes no further than the page.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { enliven, entries, joined, liveFigures, native, open, same, settled, shows, start } from "./harness.mjs";

let book;
let figures;
before(async () => {
    book = await start();
    figures = (await liveFigures(book)).filter(({ own }) => own);
});
after(() => book.close());

const PHONE = { viewport: { width: 360, height: 640 } };

/** 40 samples of y = 2a − b, a little off. */
const rows = Array.from({ length: 40 }, (_, i) => [i * 7 % 40, i * i % 23].concat(2 * (i * 7 % 40) - i * i % 23 + i % 3 / 4));
const TEXT = ["a;b;y", ...rows.map((row) => row.join(";").replaceAll(".", ","))].join("\r\n");
const ODD = {
    ragged: ["a,b\n1,2\n3,4,5\n", "odd.csv, row 3: it has 3 columns, but row 1 has 2; give every row as many columns"],
    missing: ["a;b\n1,5;2\n;4\n", "odd.csv, row 3, column 1 (a): the value is missing; fill it in, or delete the row or the column"],
    text: ["name,size\nred,1\nblue,2\n", "odd.csv, row 2, column 1 (name): \"red\" is not a number; write a number, or delete the column"],
    few: ["1 2 3\n4 5 7\n", "odd.csv: it has 2 rows of numbers, but 3 columns; give at least as many rows as columns"],
    foreign: [Buffer.from("a,b\n\xe9,1\n", "latin1"), "odd.csv, row 2: it is not UTF-8 text; save it as CSV in UTF-8"],
    huge: [Buffer.alloc(5_000_001, "1,2\n"), "odd.csv: it is larger than 5 MB, too much for a page; give it to the program: cargo run --release --example from_scratch -- --csv FILE"],
};

describe("a live figure that takes a table", () => {
    /** Runs `act` on each, with what it needs; no request may leave the page meanwhile. */
    const each = async (act) => {
        if (!process.env.SECTION) assert.ok(figures.length > 0, "no figure takes a table");
        for (const figure of figures) {
            const { page, close } = await open(book, figure.path, { ...PHONE, permissions: ["clipboard-read", "clipboard-write"] });
            await enliven(page, `#${figure.id}`);
            await page.waitForLoadState("networkidle");
            const requests = [];
            page.on("request", (request) => {
                // Chromium asks for the icon again when the address changes.
                const icon = /\/favicon[^/?]*$/.test(request.url()) && request.postData() === null;
                if (!icon) requests.push(request.url());
            });
            const element = page.locator(`#${figure.id}`);
            await element.locator(".own summary").press("Enter");
            const parts = {
                file: element.locator("input[type=file]"),
                target: element.locator(".own input[type=text]"),
                said: element.locator(".own output"),
                back: element.locator(".own button"),
                note: element.locator(".live-note"),
            };
            const choose = async (name, content) => {
                await parts.file.setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
                await page.waitForFunction(([id, name]) => document.querySelector(`#${id} .own output`).textContent.startsWith(name)
                    || document.querySelector(`#${id} .live-note`).textContent.startsWith(name), [figure.id, name]);
                await settled(page);
            };
            await act({ page, figure, element, choose, ...parts });
            assert.deepEqual(requests, []);
            await close();
        }
    };

    test("draws it, says what is in it, and goes back to the book's data", () => each(async ({ page, figure, element, choose, file, target, said, back, note }) => {
        const html = async () => (await element.evaluate((node) => node.outerHTML)).replace("Copied.", "");
        const text = (selector) => element.locator(selector).first().textContent();
        await element.locator("button[type=reset]").click();
        await settled(page);
        const first = await html();
        const description = await text(".plot desc");
        assert.equal(await back.isVisible(), false);

        const table = { file: "mine.csv", text: TEXT };
        await choose(table.file, TEXT);
        assert.equal(await said.textContent(), "mine.csv: 40 rows, 2 features, target y");
        assert.notEqual(await text(".plot desc"), description);
        await shows(page, figure, figure.state, table);
        await element.locator(".data > summary").click();
        await shows(page, figure, figure.state, table);

        // The controls move it, and the target is chosen by keyboard.
        const slider = element.locator("input[type=range]").first();
        await slider.press("ArrowRight");
        const key = await slider.evaluate((field) => field.closest("[data-key]").dataset.key);
        const state = joined({ ...entries(figure.state), [key]: await slider.inputValue() });
        await shows(page, figure, state, table);
        await target.fill(" a ");
        await target.press("Enter");
        await shows(page, figure, state, { ...table, target: "a" });
        assert.equal(await said.textContent(), "mine.csv: 40 rows, 2 features, target a");

        // What is copied is what is drawn; the address and the store know nothing of it.
        await element.locator(".copy").click();
        await page.waitForFunction((id) => document.querySelector(`#${id} .copying [role=status]`).textContent === "Copied.", figure.id);
        const { csv } = await native(figure.figure, state, { ...table, target: "a" });
        assert.equal(await page.evaluate(() => navigator.clipboard.readText()), csv);
        await page.waitForURL((url) => url.hash === `#${figure.id}?${state}`, { timeout: 2_000 });
        const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state]));
        assert.ok(!stored.includes("mine.csv"), stored);

        await back.click();
        await shows(page, figure, state);
        assert.ok(await file.evaluate((field) => field === document.activeElement && field.value === ""));
        assert.equal(`${await said.textContent()}${await target.inputValue()}${await note.textContent()}`, "");
        assert.equal(await back.isVisible(), false);
        await choose(table.file, TEXT);
        await shows(page, figure, state, table);
        await element.locator(".data > summary").click();
        await element.locator("button[type=reset]").click();
        await shows(page, figure, figure.state);
        same(await html(), first, figure.id);
    }));

    test("refuses a file in the words of the program, and the picture stays", () => each(async ({ page, figure, element, choose, file, target, said, note }) => {
        const picture = () => element.locator(".plot").evaluate((plot) => plot.outerHTML);
        const refuses = async (what, message, field, before) => {
            assert.equal(await note.textContent(), message, what);
            assert.equal(await note.evaluate((element) => {
                const { top, bottom } = element.getBoundingClientRect();
                return element.checkVisibility() && top >= 0 && bottom <= innerHeight || `from ${top} to ${bottom}`;
            }), true, what);
            assert.equal(await field.getAttribute("aria-invalid"), "true");
            assert.equal(await element.locator("[aria-invalid]").count(), 1);
            same(await picture(), before, what);
        };
        const home = await picture();
        for (const [what, [content, message]] of Object.entries(ODD)) {
            await choose("odd.csv", content);
            await refuses(what, message, file, home);
            assert.equal(await said.textContent(), "");
        }
        const table = { file: "mine.csv", text: TEXT };
        await choose(table.file, TEXT);
        await shows(page, figure, figure.state, table);
        assert.equal(await element.locator("[aria-invalid]").count(), 0);
        const own = await picture();
        await target.fill("z");
        await target.press("Enter");
        await settled(page);
        await refuses("target", "mine.csv: there is no column \"z\"; give a number from 1 to 3, or one of a, b, y", target, own);
        await target.fill("");
        await target.press("Enter");
        await shows(page, figure, figure.state, table);
        // A file that is refused leaves the one before.
        await choose("odd.csv", ODD.ragged[0]);
        await refuses("after a good one", ODD.ragged[1], file, own);
        assert.equal(await said.textContent(), "mine.csv: 40 rows, 2 features, target y");
        await element.locator("input[type=range]").first().press("ArrowRight");
        await settled(page);
        assert.equal(await note.textContent(), "");
    }));

    test("says how it does that, and asks for nothing where it cannot", async () => {
        for (const figure of figures) {
            const routes = { "**/live/live_bg.wasm": (route) => route.abort() };
            const { page, close } = await open(book, figure.path, { routes });
            const element = page.locator(`#${figure.id}`);
            await element.scrollIntoViewIfNeeded();
            await element.and(page.locator(".is-static")).waitFor({ timeout: 10_000 });
            const own = element.locator(".own");
            assert.match(await own.textContent(), /stays in this page/);
            assert.equal(await own.isVisible(), false);
            await close();
        }
    });
});
