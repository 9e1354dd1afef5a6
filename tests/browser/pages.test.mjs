// The pages in a browser: complete without JavaScript, readable on every screen
// and on paper.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { PAGES, eachPage, enliven, settled, start, unfold, visit } from "./harness.mjs";

const WIDTHS = [360, 800, 1400];

let book;
before(async () => { book = await start(); });
after(() => book.close());

test("without JavaScript a page shows figure, caption and mathematics, and no control", async () => {
    let figures = 0;
    let formulas = 0;
    await eachPage(book, { javaScriptEnabled: false }, async (page, path) => {
        const found = await page.evaluate(() => {
            // As a reader does who wants to see what is folded.
            document.querySelectorAll("main > details").forEach((fold) => { fold.open = true; });
            const visible = (element) => element.checkVisibility() && element.getBoundingClientRect().width > 0;
            const height = (element) => element.getBoundingClientRect().height;
            return {
                figures: [...document.querySelectorAll(".figure")].map((figure) => ({
                    picture: height(figure.querySelector(".plot > svg")) > 100,
                    caption: visible(figure.querySelector("figcaption")) && figure.querySelector("figcaption").textContent.trim().length > 20,
                    handles: figure.querySelectorAll(".handle").length,
                    controls: [...figure.querySelectorAll(".controls, input, button")].filter(visible).length,
                })),
                formulas: document.querySelectorAll(".katex-html").length,
                flat: [...document.querySelectorAll("main .katex-html")].filter((formula) => formula.checkVisibility() && height(formula) <= 5).length,
            };
        });
        for (const figure of found.figures) assert.deepEqual(figure, { picture: true, caption: true, handles: 0, controls: 0 }, path);
        assert.equal(found.flat, 0, path);
        figures += found.figures.length;
        formulas += found.formulas;
    });
    assert.ok(figures > 0 && formulas > 0);
});

test("no page asks another host, misses a file or complains", async () => {
    // `visit` listens; the pages only have to do all that they do.
    await eachPage(book, {}, async (page, path) => {
        await enliven(page);
        // The search is the same everywhere.
        if (path !== PAGES[0]) return;
        await page.locator("#mdbook-search-toggle").click();
        await page.locator("#mdbook-searchbar").pressSequentially("gradient");
        await page.locator("#mdbook-searchresults li").first().waitFor();
    });
    await visit(book, "print.html", {}, (page) => page.waitForTimeout(500));
    await eachPage(book, { javaScriptEnabled: false }, async () => {});
});

test("a link to a folded proof opens it", () => visit(book, PAGES[0], {}, async (page) => {
    // Any page with one will do: a fold is put into this one.
    await page.evaluate(() => document.querySelector("main").insertAdjacentHTML("beforeend", "<details id=\"a-proof\"><summary>Proof</summary><p id=\"inside\">So.</p></details><details id=\"b-proof\"></details>"));
    const open = () => page.evaluate(() => ["a-proof", "b-proof"].map((id) => document.getElementById(id).open));
    for (const id of ["a-proof", "inside"]) {
        await page.evaluate((id) => { document.getElementById("a-proof").open = false; location.hash = id; }, id);
        await settled(page);
        assert.deepEqual(await open(), [true, false]);
    }
}));

describe("on screens of every width", () => {
    const each = async (page, act) => {
        // What slides into its place is measured where it ends.
        await page.evaluate(() => {
            const style = document.head.appendChild(document.createElement("style"));
            style.textContent = "*, ::before, ::after { transition: none !important; }";
        });
        for (const width of WIDTHS) {
            await page.setViewportSize({ width, height: 800 });
            // Where there is room, a page opens with its table of contents.
            const contents = page.locator("#sidebar-button");
            const wide = width > 1080 && await contents.count();
            if (wide) await contents.evaluate((button) => button.click());
            await act(`${width} pixels`);
            if (wide) await contents.evaluate((button) => button.click());
        }
    };

    test("nothing scrolls sideways", async () => {
        for (const javaScriptEnabled of [true, false]) {
            await eachPage(book, { javaScriptEnabled, viewport: { width: 360, height: 800 } }, async (page, path) => {
                if (javaScriptEnabled) await enliven(page);
                await unfold(page);
                await each(page, async (width) => assert.deepEqual(await page.evaluate(beyond), [], `${path}, ${width}`));
                // Nor when a formula or a listing is longer than today's.
                await page.evaluate(() => {
                    document.querySelectorAll("main .equation .base, main pre > code").forEach((part) => part.append("0123456789".repeat(20)));
                });
                await each(page, async (width) => assert.deepEqual(await page.evaluate(beyond), [], `${path}, ${width}, longer`));
            });
        }
    });

    test("the labels of a figure are apart, inside and legible", () => eachPage(book, { viewport: { width: 360, height: 800 } }, async (page, path) => {
        await enliven(page);
        await each(page, async (width) => {
            await labels(page, "svg.fig", `${path}, ${width}`);
            // Presets move what is written in the plot.
            for (const preset of await page.locator(".presets button[data-state]").all()) {
                await preset.evaluate((button) => button.click());
                await settled(page);
                const [name, figure] = await preset.evaluate((button) => [button.textContent, button.closest(".figure").id]);
                await labels(page, `#${figure} svg.fig`, `${path} after ${name}, ${width}`);
            }
            await page.evaluate(() => document.querySelectorAll("button[type=reset]").forEach((button) => button.click()));
            await settled(page);
        });
    }));

    // mdBook cuts off what is too wide, so the page itself never scrolls: look
    // for what reaches beyond it, save in boxes that scroll or cut by intent.
    function beyond() {
        const boxed = (element) => {
            for (let box = element.parentElement; box; box = box.parentElement) {
                if (box.matches("main")) return false;
                if (["auto", "scroll"].includes(getComputedStyle(box).overflowX) || box.matches(".katex-mathml, .hide-tail")) return true;
            }
            return true;
        };
        return [document.documentElement, ...document.querySelectorAll("main *")]
            .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5 && !boxed(element))
            .map((element) => element.outerHTML.slice(0, 80));
    }

    async function labels(page, selector, where) {
        const found = await page.evaluate((selector) => [...document.querySelectorAll(selector)].map((svg) => {
            // Where the letters are: a line is higher than they are, by how much
            // depends on the font.
            const ink = (text) => {
                const { x, width } = text.getBBox();
                const size = parseFloat(getComputedStyle(text).fontSize);
                const base = text.y.baseVal[0].value;
                const corners = [[x, base - 0.75 * size], [x + width, base + 0.22 * size]]
                    .map(([x, y]) => new DOMPoint(x, y).matrixTransform(text.getScreenCTM()));
                const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
                return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
            };
            const frame = svg.getBoundingClientRect();
            const scale = frame.width / svg.viewBox.baseVal.width;
            const texts = [...svg.querySelectorAll("text")].filter((text) => text.textContent.trim());
            const boxes = texts.map((text) => ({ text: text.textContent, box: ink(text), size: parseFloat(getComputedStyle(text).fontSize) * scale }));
            const problems = [];
            boxes.forEach(({ text, box, size }, index) => {
                if (size < 11) problems.push(`"${text}" is ${size.toFixed(1)} px tall`);
                if (box.left < frame.left - 0.5 || box.right > frame.right + 0.5 || box.top < frame.top - 0.5 || box.bottom > frame.bottom + 0.5) problems.push(`"${text}" leaves the picture`);
                for (const other of boxes.slice(index + 1)) {
                    const apart = box.right <= other.box.left + 0.5 || other.box.right <= box.left + 0.5 || box.bottom <= other.box.top + 0.5 || other.box.bottom <= box.top + 0.5;
                    if (!apart) problems.push(`"${text}" and "${other.text}" overlap`);
                }
            });
            return { texts: texts.length, problems };
        }), selector);
        for (const { texts, problems } of found) {
            assert.ok(texts > 3, `${where}: a figure without writing`);
            assert.deepEqual(problems, [], where);
        }
    }
});

test("what is not found leads back to the book, in any folder", async () => {
    const site = await start({}, "/some/folder/");
    try {
        const page = await site.browser.newPage();
        for (const path of ["missing.html", "deep/er/missing"]) {
            await page.goto(`${site.origin}/some/folder/${path}`, { waitUntil: "networkidle" });
            const bare = await page.evaluate(() => [...document.querySelectorAll("link[rel=stylesheet]")]
                .filter(({ sheet, disabled }) => !disabled && !sheet?.cssRules.length)
                .map(({ href }) => href));
            assert.deepEqual(bare, []);
            const links = await page.evaluate(() => [...document.querySelectorAll("#mdbook-sidebar a")].map(({ href }) => href));
            assert.ok(links.length > 3);
            for (const link of links) assert.ok(link.startsWith(`${site.origin}/some/folder/`) && !link.includes("/deep/"), link);
        }
    } finally {
        await site.close();
    }
});

test("on paper there is text, mathematics and every figure whole, black on white", async () => {
    const paper = { width: 690, height: 1000 };
    for (const path of [...PAGES, ...(process.env.SECTION ? [] : ["print.html"])]) {
        await visit(book, path, { viewport: paper, colorScheme: "dark" }, async (page) => {
            await page.emulateMedia({ media: "print" });
            const hidden = ".controls, .handle, .live-note, .data, .sidebar, .menu-bar, .nav-chapters, .mobile-nav-chapters, .buttons";
            const seen = await page.evaluate((hidden) => [...document.querySelectorAll(hidden)]
                .filter((element) => element.checkVisibility({ visibilityProperty: true }))
                .map((element) => element.outerHTML.slice(0, 80)), hidden);
            assert.deepEqual(seen, [], path);
            const figures = await page.locator(".figure").evaluateAll((all) => all.map((figure) => {
                const box = figure.querySelector("svg").getBoundingClientRect();
                return { whole: box.left >= 0 && box.right <= innerWidth && box.height < innerHeight / 2, unbroken: getComputedStyle(figure).breakInside };
            }));
            for (const figure of figures) assert.deepEqual(figure, { whole: true, unbroken: "avoid" });
            const colors = await page.evaluate(() => [getComputedStyle(document.querySelector("main")).color, getComputedStyle(document.documentElement).backgroundColor]);
            assert.deepEqual(colors, ["rgb(0, 0, 0)", LIGHT_PAPER]);
            assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
        });
    }
});

const LIGHT_PAPER = "rgb(255, 255, 255)";
