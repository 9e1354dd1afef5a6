// The pages in a browser: complete without JavaScript, readable on every
// screen, in both themes and on paper, usable without a mouse.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { PAGES, enliven, settled, start } from "./harness.mjs";

const WIDTHS = [360, 800, 1400];
const THEMES = ["light", "dark"];

let book;
before(async () => { book = await start(); });
after(() => book.close());

/** Runs `act` on a fresh page of the book. */
async function visit(path, options, act) {
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

async function eachPage(options, act) {
    assert.ok(PAGES.length > 1, "the book has no pages");
    for (const path of PAGES) await visit(path, options, (page) => act(page, path));
}

test("without JavaScript a page shows figure, caption and mathematics, and no control", async () => {
    let figures = 0;
    let formulas = 0;
    await eachPage({ javaScriptEnabled: false }, async (page) => {
        for (const figure of await page.locator(".figure").all()) {
            figures += 1;
            assert.ok((await figure.locator(".plot > svg").boundingBox()).height > 100);
            assert.ok(await figure.locator("figcaption").isVisible());
            assert.ok((await figure.locator("figcaption").textContent()).trim().length > 20);
            assert.equal(await figure.locator(".handle").count(), 0);
            for (const field of await figure.locator(".controls, input, button").all()) assert.equal(await field.isVisible(), false);
        }
        for (const formula of await page.locator(".katex-html").all()) {
            formulas += 1;
            assert.ok((await formula.boundingBox()).height > 5);
        }
    });
    assert.ok(figures > 0 && formulas > 0);
});

test("no page asks another host, misses a file or complains", async () => {
    // `visit` listens; the pages only have to do all that they do.
    await eachPage({}, async (page) => {
        await enliven(page);
        await page.locator("#mdbook-search-toggle").click();
        await page.locator("#mdbook-searchbar").pressSequentially("gradient");
        await page.locator("#mdbook-searchresults li").first().waitFor();
    });
    await visit("print.html", {}, (page) => page.waitForTimeout(500));
    await eachPage({ javaScriptEnabled: false }, async () => {});
});

describe("on screens of every width", () => {
    for (const width of WIDTHS) {
        test(`${width} pixels: nothing scrolls sideways`, async () => {
            for (const javaScriptEnabled of [true, false]) {
                await eachPage({ javaScriptEnabled, viewport: { width, height: 800 } }, async (page, path) => {
                    if (javaScriptEnabled) await enliven(page);
                    for (const details of await page.locator("details > summary").all()) await details.click();
                    const wide = await page.evaluate(beyond);
                    assert.deepEqual(wide, [], path);
                    // Nor when a formula or a listing is longer than today's.
                    await page.evaluate(() => {
                        document.querySelectorAll("main .equation .base, main pre > code").forEach((part) => part.append("0123456789".repeat(20)));
                    });
                    assert.deepEqual(await page.evaluate(beyond), [], path);
                });
            }
        });

        test(`${width} pixels: the labels of a figure are apart, inside and legible`, () => eachPage({ viewport: { width, height: 800 } }, async (page, path) => {
            await enliven(page);
            await labels(page, path);
            // Presets move what is written in the plot.
            for (const preset of await page.locator(".presets button[data-state]").all()) {
                await preset.click();
                await settled(page);
                await labels(page, `${path} after ${await preset.textContent()}`);
            }
        }));
    }

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

    async function labels(page, where) {
        const found = await page.evaluate(() => [...document.querySelectorAll("svg.fig")].map((svg) => {
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
        }));
        for (const { texts, problems } of found) {
            assert.ok(texts > 3, `${where}: a figure without writing`);
            assert.deepEqual(problems, [], where);
        }
    }
});

describe("for everyone", () => {
    // Everything of mdBook's frame is mended but this: its help text and the
    // sidebar's handle lie outside the landmarks.
    const TOLERATED = ["region"];

    const check = async (page, where) => {
        const { violations } = await new AxeBuilder({ page }).disableRules(TOLERATED).analyze();
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join("\n  ")}`);
        assert.deepEqual(found, [], where);
    };

    for (const colorScheme of THEMES) {
        for (const width of WIDTHS) {
            test(`axe finds nothing: ${colorScheme}, ${width} pixels`, () => eachPage({ colorScheme, viewport: { width, height: 800 }, reducedMotion: "reduce" }, async (page, path) => {
                await enliven(page);
                for (const details of await page.locator("details > summary").all()) await details.click();
                const field = page.locator(".figure input[type=number]").first();
                if (await field.count()) await field.fill("");
                await settled(page);
                await check(page, path);
            }));
        }

        test(`axe finds nothing with the frame's parts open: ${colorScheme}`, () => visit(PAGES[0], { colorScheme, reducedMotion: "reduce", viewport: { width: 800, height: 800 } }, async (page) => {
            await page.locator("#sidebar-button").click();
            await check(page, "sidebar");
            await page.locator("#sidebar-button").click();
            await page.locator("#mdbook-theme-toggle").click();
            await check(page, "themes");
            await page.keyboard.press("Escape");
            await page.locator("#mdbook-search-toggle").click();
            await page.locator("#mdbook-searchbar").pressSequentially("gradient");
            await page.locator("#mdbook-searchresults li").first().waitFor();
            await check(page, "search");
        }));
    }

    test("the sidebar opens by keyboard", () => visit(PAGES[0], { viewport: { width: 800, height: 800 } }, async (page) => {
        const toggle = page.locator("#sidebar-button");
        for (const [key, state] of [["Enter", "true"], [" ", "false"], ["Enter", "true"]]) {
            await toggle.focus();
            await page.keyboard.press(key);
            assert.equal(await toggle.getAttribute("aria-expanded"), state);
            assert.equal(await page.locator("html.sidebar-visible").count(), state === "true" ? 1 : 0);
        }
        await page.locator("#mdbook-sidebar a").first().waitFor();
    }));

    test("what scrolls sideways takes the focus and keeps its arrow keys", () => eachPage({ viewport: { width: 360, height: 800 } }, async (page, path) => {
        for (const details of await page.locator("details > summary").all()) await details.click();
        const boxes = page.locator("pre > code, .equation, .table-wrapper");
        for (const box of await boxes.all()) {
            if (!await box.evaluate((element) => element.scrollWidth > element.clientWidth)) continue;
            await box.focus();
            assert.ok(await box.evaluate((element) => element === document.activeElement));
            for (const key of ["ArrowRight", "ArrowLeft"]) {
                await page.keyboard.press(key);
                await page.waitForTimeout(100);
                assert.ok(page.url().endsWith(path), `${key} leaves the page`);
            }
        }
    }));
});

describe("themes", () => {
    const background = (page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const LIGHT = "rgb(255, 255, 255)";
    const DARK = "rgb(22, 25, 35)";

    test("the menu offers Auto, Light and Dark, and each works", () => visit(PAGES[0], { colorScheme: "dark" }, async (page) => {
        assert.deepEqual(await page.locator("#mdbook-theme-list button").allTextContents(), ["Auto", "Light", "Dark"]);
        assert.equal(await background(page), DARK);
        for (const [name, color] of [["Light", LIGHT], ["Dark", DARK], ["Light", LIGHT], ["Auto", DARK]]) {
            if (!await page.locator("#mdbook-theme-list").isVisible()) await page.locator("#mdbook-theme-toggle").click();
            await page.getByRole("menuitem", { name }).click();
            assert.equal(await background(page), color, name);
        }
    }));

    test("a stored theme of old becomes light or dark", async () => {
        for (const [old, color] of [["rust", LIGHT], ["coal", DARK], ["ayu", DARK], ["\"navy\"", DARK], ["nonsense", LIGHT]]) {
            await visit(PAGES[0], { storageState: { cookies: [], origins: [{ origin: book.origin, localStorage: [{ name: "mdbook-theme", value: old }] }] } }, async (page) => {
                assert.equal(await background(page), color, old);
                await page.locator("#mdbook-theme-toggle").click();
                assert.ok(await page.locator("#mdbook-theme-list").isVisible());
            });
        }
    });

    test("without JavaScript the page follows the system", async () => {
        for (const [colorScheme, color] of [["light", LIGHT], ["dark", DARK]]) {
            await visit(PAGES[0], { colorScheme, javaScriptEnabled: false }, async (page) => assert.equal(await background(page), color));
        }
    });

    for (const colorScheme of THEMES) {
        test(`the colors of figures stand out: ${colorScheme}`, () => visit("ill-conditioned-problem.html", { colorScheme }, async (page) => {
            const { paper, roles, writing, drawn } = await page.evaluate(() => {
                const probe = document.body.appendChild(document.createElement("i"));
                const resolve = (color) => {
                    probe.style.color = color;
                    return getComputedStyle(probe).color.match(/[\d.]+/g).slice(0, 3).map(Number);
                };
                const names = new Set();
                const visit = (rules) => {
                    for (const rule of rules) {
                        for (const name of rule.style ?? []) if (name.startsWith("--fig-")) names.add(name);
                        if (rule.cssRules) visit(rule.cssRules);
                    }
                };
                for (const sheet of document.styleSheets) visit(sheet.cssRules);
                // What the elements of the figures are really drawn with.
                const drawn = {};
                for (const element of document.querySelectorAll("svg.fig [class]")) {
                    const style = getComputedStyle(element);
                    const area = element.classList.contains("fill");
                    (drawn[element.classList[0]] ??= []).push(resolve(area ? style.fill : style.stroke).join());
                }
                return {
                    paper: resolve(getComputedStyle(document.documentElement).backgroundColor),
                    roles: [...names].map((name) => [name.slice(6), resolve(`var(${name})`)]),
                    writing: [...new Set([...document.querySelectorAll("svg.fig text")].map((text) => text.classList[0]))],
                    drawn,
                };
            });
            const light = (color) => color
                .map((part) => part / 255)
                .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
                .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
            const contrast = (a, b) => {
                const [more, less] = [light(a), light(b)].sort((x, y) => y - x);
                return (more + 0.05) / (less + 0.05);
            };
            assert.ok(roles.length >= 9);
            // The grid only guides the eye, the paper is the background itself.
            for (const [role, color] of roles.filter(([role]) => !["grid", "paper"].includes(role))) {
                const least = writing.includes(role) ? 4.5 : 3;
                const found = contrast(color, paper);
                assert.ok(found >= least, `${role} has a contrast of ${found.toFixed(2)}, less than ${least}`);
            }
            const table = Object.fromEntries(roles.map(([role, color]) => [role, color.join()]));
            assert.equal(table.paper, paper.join());
            assert.ok(writing.length > 0);
            for (const [role, colors] of Object.entries(drawn)) {
                assert.deepEqual([...new Set(colors)], [table[role]], `${role} is not drawn in its color`);
            }
        }));
    }
});

test("on paper there is text, mathematics and every figure whole, black on white", async () => {
    const paper = { width: 690, height: 1000 };
    for (const path of [...PAGES, "print.html"]) {
        await visit(path, { viewport: paper, colorScheme: "dark" }, async (page) => {
            await page.emulateMedia({ media: "print" });
            const hidden = ".controls, .handle, .live-note, .data, .sidebar, .menu-bar, .nav-chapters, .mobile-nav-chapters, .buttons";
            for (const element of await page.locator(hidden).all()) assert.equal(await element.isVisible(), false);
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
