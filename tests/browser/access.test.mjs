// The pages for everyone: with a screen reader, by keyboard, in both themes.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { CHAPTERS, eachPage, enliven, settled, start, unfold, visit } from "./harness.mjs";

const WIDTHS = [360, 800, 1400];
const THEMES = ["light", "dark"];
/** The lightest of the chapters, for what is the same on all. */
const FIRST = CHAPTERS.find((name) => name === "welcome.html") ?? CHAPTERS[0];
/** A page with figures; the first chapter has one as well. */
const FIGURES = CHAPTERS.find((name) => name !== "welcome.html") ?? CHAPTERS[0];

let book;
before(async () => { book = await start(); });
after(() => book.close());

describe("for everyone", () => {
    // Everything of mdBook's frame is mended but this: its help text and the
    // sidebar's handle lie outside the landmarks.
    const TOLERATED = ["region"];

    // What depends on the width, and what on the theme; the rest is looked at once.
    const OF_WIDTH = ["scrollable-region-focusable", "css-orientation-lock"];
    const OF_THEME = ["color-contrast", "link-in-text-block"];

    const found = async (builder, where) => {
        const { violations } = await builder.analyze();
        const lines = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join("\n  ")}`);
        assert.deepEqual(lines, [], where);
    };
    const only = (page, rules, where) => found(new AxeBuilder({ page }).withRules(rules), where);
    const rest = (page, where) => found(new AxeBuilder({ page }).disableRules([...TOLERATED, ...OF_WIDTH, ...OF_THEME]), where);
    const all = (page, where) => found(new AxeBuilder({ page }).disableRules(TOLERATED), where);

    /**
     * Looks at the colors of the page. A contrast depends on a few properties of
     * an element alone, so one element of each combination is looked at.
     */
    const colors = async (page, where) => {
        await page.evaluate(() => {
            const ground = (element) => {
                for (let box = element; box; box = box.parentElement) {
                    const { backgroundColor, backgroundImage } = getComputedStyle(box);
                    if (backgroundImage !== "none" || !/, 0\)$|^transparent$/.test(backgroundColor)) return backgroundColor + backgroundImage;
                }
                return "";
            };
            const seen = new Set();
            const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
                const element = texts.currentNode.parentElement;
                if (!texts.currentNode.data.trim() || !element.checkVisibility()) continue;
                const { color, fontSize, fontWeight, opacity } = getComputedStyle(element);
                const link = element.closest("a")?.parentElement.localName;
                const key = [color, ground(element), fontSize, fontWeight, opacity, link].join();
                if (seen.has(key)) continue;
                seen.add(key);
                (element.closest("a") ?? element).dataset.sample = "";
            }
        });
        await found(new AxeBuilder({ page }).include("[data-sample]").withRules(OF_THEME), where);
    };

    /** With everything open, live, and a complaint about a field. */
    const ready = async (page) => {
        await enliven(page);
        await unfold(page);
        const field = page.locator(".figure input[type=number]").first();
        if (await field.count()) await field.fill("");
        await settled(page);
    };

    test("axe finds nothing, at every width", () => eachPage(book, { colorScheme: "light", viewport: { width: 360, height: 800 }, reducedMotion: "reduce" }, async (page, path) => {
        await ready(page);
        for (const width of WIDTHS) {
            await page.setViewportSize({ width, height: 800 });
            await settled(page);
            await only(page, OF_WIDTH, `${path}, ${width} pixels`);
        }
        await rest(page, path);
    }));

    for (const colorScheme of THEMES) {
        test(`axe finds no color too pale: ${colorScheme}`, () => eachPage(book, { colorScheme, viewport: { width: 800, height: 800 }, reducedMotion: "reduce" }, async (page, path) => {
            await ready(page);
            await colors(page, path);
        }));
    }

    test("axe finds nothing with the frame's parts open", async () => {
        for (const colorScheme of THEMES) {
            const look = colorScheme === THEMES[0] ? all : colors;
            await visit(book, FIRST, { colorScheme, reducedMotion: "reduce", viewport: { width: 800, height: 800 } }, async (page) => {
                await page.locator("#sidebar-button").click();
                await look(page, "sidebar");
                await page.locator("#sidebar-button").click();
                await page.locator("#mdbook-theme-toggle").click();
                await look(page, "themes");
                await page.keyboard.press("Escape");
                await page.locator("#mdbook-search-toggle").click();
                await page.locator("#mdbook-searchbar").pressSequentially("gradient");
                await page.locator("#mdbook-searchresults li").first().waitFor();
                await look(page, "search");
            });
        }
    });

    test("the sidebar opens by keyboard", () => visit(book, FIRST, { viewport: { width: 800, height: 800 } }, async (page) => {
        const toggle = page.locator("#sidebar-button");
        for (const [key, state] of [["Enter", "true"], [" ", "false"], ["Enter", "true"]]) {
            await toggle.focus();
            await page.keyboard.press(key);
            assert.equal(await toggle.getAttribute("aria-expanded"), state);
            assert.equal(await page.locator("html.sidebar-visible").count(), state === "true" ? 1 : 0);
        }
        await page.locator("#mdbook-sidebar a").first().waitFor();
    }));

    test("what scrolls sideways takes the focus and keeps its arrow keys", () => eachPage(book, { viewport: { width: 360, height: 800 } }, async (page, path) => {
        await unfold(page);
        await settled(page);
        const kinds = ["pre > code", ".equation", ".table-wrapper", ".data > .scroll"];
        for (const kind of kinds) {
            // All of them take the focus; how keys are kept is the same for all of a kind.
            const deaf = await page.evaluate((kind) => [...document.querySelectorAll(kind)]
                .filter((box) => box.checkVisibility() && box.scrollWidth > box.clientWidth)
                .filter((box) => { box.focus(); return box !== document.activeElement; })
                .map((box) => box.outerHTML.slice(0, 80)), kind);
            assert.deepEqual(deaf, [], path);
            const first = await page.evaluateHandle((kind) => [...document.querySelectorAll(kind)]
                .find((box) => box.checkVisibility() && box.scrollWidth > box.clientWidth), kind);
            if (!await first.evaluate((box) => Boolean(box))) continue;
            await first.evaluate((box) => box.focus());
            for (const key of ["ArrowRight", "ArrowLeft"]) await page.keyboard.press(key);
            await page.waitForTimeout(100);
            assert.ok(page.url().endsWith(path), `an arrow key leaves the page from ${kind}`);
        }
    }));
});

for (const colorScheme of THEMES) {
    test(`with forced colors a slider is seen, its thumb as well: ${colorScheme}`, () => visit(book, FIGURES, { colorScheme, forcedColors: "active" }, async (page) => {
        await enliven(page);
        const slider = page.locator("input[type=range]").first();
        await slider.scrollIntoViewIfNeeded();
        const { x, y, width, height } = await slider.boundingBox();
        // The thumb stands at one end, and only the track is at the other.
        const half = (end) => ({ x: x + (end ? width / 2 : 0), y, width: width / 2, height });
        const look = async (end) => {
            await slider.evaluate((field, end) => { field.value = end ? field.max : field.min; field.blur(); }, end);
            const [thumb, track] = [half(end), half(1 - end)];
            return [await page.screenshot({ clip: thumb }), await page.screenshot({ clip: track })];
        };
        const [[thumb, track], [, other]] = [await look(0), await look(1)];
        assert.ok(!thumb.equals(other), "the thumb is not seen");
        await slider.evaluate((field) => { field.style.opacity = 0; });
        const [, nothing] = await look(0);
        assert.ok(!track.equals(nothing), "the track is not seen");
    }));
}

test("a figure that stands alone has a size and a ground; on the page it has those of the page", async () => {
    await visit(book, FIGURES, { colorScheme: "dark" }, async (page) => {
        const svg = await page.locator(".plot > svg").first().evaluate((svg) => svg.outerHTML);
        const paper = (target) => target.evaluate(() => {
            const svg = document.querySelector("svg.fig");
            const { width, height } = svg.getBoundingClientRect();
            return { width, height, ground: getComputedStyle(svg.querySelector(".paper")).fill, room: svg.parentElement.getBoundingClientRect().width };
        });
        const onPage = await paper(page);
        assert.equal(onPage.ground, "rgb(22, 25, 35)");
        assert.ok(Math.abs(onPage.width - onPage.room) < 1);
        const alone = await page.context().newPage();
        await alone.setContent(`<body style="background: #111">${svg}</body>`);
        const { width, height, ground } = await paper(alone);
        assert.deepEqual({ width, height, ground }, { width: 420, height: 300, ground: "rgb(255, 255, 255)" });
    });
});

describe("themes", () => {
    const background = (page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const LIGHT = "rgb(255, 255, 255)";
    const DARK = "rgb(22, 25, 35)";

    test("the menu offers Auto, Light and Dark, and each works", () => visit(book, FIRST, { colorScheme: "dark" }, async (page) => {
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
            await visit(book, FIRST, { storageState: { cookies: [], origins: [{ origin: book.origin, localStorage: [{ name: "mdbook-theme", value: old }] }] } }, async (page) => {
                assert.equal(await background(page), color, old);
                await page.locator("#mdbook-theme-toggle").click();
                assert.ok(await page.locator("#mdbook-theme-list").isVisible());
            });
        }
    });

    test("without JavaScript the page follows the system", async () => {
        for (const [colorScheme, color] of [["light", LIGHT], ["dark", DARK]]) {
            await visit(book, FIRST, { colorScheme, javaScriptEnabled: false }, async (page) => assert.equal(await background(page), color));
        }
    });

    for (const colorScheme of THEMES) {
        test(`the colors of figures stand out: ${colorScheme}`, () => visit(book, FIGURES, { colorScheme }, async (page) => {
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
