// What the search of the book finds: each formula once, and for a term first
// the place that defines it, where it is emphasized for the first time.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import vm from "node:vm";
import { variable } from "./chromium.mjs";

const folder = variable("BOOK", "the folder of the built book");

/** mdBook's own engine with the book's index, as its page loads them. */
function engine() {
    const script = (name) => {
        const file = readdirSync(folder).find((file) => new RegExp(`^${name}-[0-9a-f]+(\\.min)?\\.js$`).test(file));
        return readFileSync(join(folder, file), "utf8");
    };
    const context = vm.createContext({ window: { search: {} } });
    vm.runInContext(script("elasticlunr"), context);
    context.elasticlunr ??= context.window.elasticlunr;
    vm.runInContext(script("searchindex"), context);
    const { search } = context.window;
    const index = context.elasticlunr.Index.load(search.index);
    return {
        docs: Object.values(search.index.documentStore.docs),
        find: (words) => index.search(words, search.search_options).map(({ ref }) => search.doc_urls[ref]),
    };
}

/** The terms, each with the page and the heading under which it first stands. */
function terms(pages) {
    const found = new Map();
    for (const page of pages) {
        const html = readFileSync(join(folder, page), "utf8");
        const main = html.slice(html.indexOf("<main>"), html.indexOf("</main>"));
        let heading = "";
        for (const [, id, term] of main.matchAll(/<h[123] id="([^"]+)"|<em>([^<]+)<\/em>/g)) {
            if (id) heading = id;
            else if (!found.has(term.toLowerCase())) found.set(term.toLowerCase(), `${page}#${heading}`);
        }
    }
    return found;
}

test("the first hit for a term is the place that defines it", () => {
    const { find } = engine();
    const toc = readFileSync(join(folder, "toc.html"), "utf8");
    const pages = [...toc.matchAll(/href="([^"#]+\.html)"/g)].map(([, page]) => page);
    const all = terms(new Set(pages));
    assert.ok(all.size > 30, "the terms were not found");
    const missed = [...all].filter(([term, place]) => find(term)[0] !== place);
    assert.deepEqual(missed.map(([term, place]) => [term, place, find(term)[0]]), []);
});

test("a formula is searched once and can be read", () => {
    const { docs, find } = engine();
    for (const { body, title } of docs) assert.doesNotMatch(body, /\\[a-z]|\{\{|tested-/, title);
    // The limit of the step size, as a reader would see it in a result.
    const [limit] = docs.filter(({ body }) => body.includes("2/λ_max"));
    assert.ok(limit, "no result shows 2/λ_max");
    assert.equal(limit.body.split("0 < η < 2/λ_max").length, 2);
    assert.ok(find("λ_max").length > 0);
});

test("a work is found by its authors and its title, without the places that cite it", () => {
    const { docs, find } = engine();
    assert.ok(find("hestenes").some((place) => place.startsWith("references.html")));
    assert.ok(find("quadratic constraints").some((place) => place.startsWith("references.html")));
    for (const { body } of docs) assert.doesNotMatch(body, /Cited in/);
});
