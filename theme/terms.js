// Shows what a term means where it stands: under the mouse, with the focus, and
// by a first tap, of which the second follows the link. The entries are read
// from the glossary when the first of them is asked for. Without this, a term
// is a link to its entry.

(() => {
    "use strict";
    const links = document.querySelectorAll("a.term");
    if (!links.length || !HTMLElement.prototype.showPopover) return;

    const popup = Object.assign(document.createElement("div"), { id: "term-meaning", popover: "manual" });
    popup.setAttribute("role", "tooltip");
    document.body.append(popup);

    const address = new URL(links[0].href);
    /** On the page for printing the glossary is on the page itself. */
    const here = address.pathname === location.pathname;
    const read = async () => {
        if (here) return document;
        const answer = await fetch(address);
        if (!answer.ok) throw new Error(answer.statusText);
        return new DOMParser().parseFromString(await answer.text(), "text/html");
    };
    let glossary;
    const load = () => glossary ??= read().then((page) => { glossary = page; }).catch(() => { glossary = null; });

    let shown;
    let timer;
    const place = () => {
        if (!shown) return;
        const [line] = shown.getClientRects();
        const { width, height } = popup.getBoundingClientRect();
        const margin = 8;
        const right = document.documentElement.clientWidth - width - margin;
        const below = line.bottom + margin;
        const fits = below + height <= innerHeight || line.top < height + margin;
        popup.style.left = `${Math.max(margin, Math.min(line.left, right))}px`;
        popup.style.top = `${fits ? below : line.top - height - margin}px`;
    };
    const hide = () => {
        clearTimeout(timer);
        if (!shown) return;
        shown.removeAttribute("aria-describedby");
        shown = undefined;
        popup.hidePopover();
    };
    const show = (link) => {
        clearTimeout(timer);
        if (shown === link) return;
        const entry = glossary?.getElementById?.(new URL(link.href).hash.slice(1));
        const meaning = entry?.nextElementSibling;
        if (!meaning) return;
        hide();
        const name = document.createElement("strong");
        name.textContent = entry.textContent;
        popup.replaceChildren(name, " ", ...[...meaning.childNodes].map((node) => document.importNode(node, true)));
        shown = link;
        link.setAttribute("aria-describedby", popup.id);
        popup.showPopover();
        place();
    };
    const soon = (action, delay) => {
        clearTimeout(timer);
        timer = setTimeout(action, delay);
    };
    const whenRead = async (link, wanted) => {
        await load();
        if (wanted()) show(link);
    };

    let touched;
    for (const link of links) {
        link.addEventListener("pointerenter", ({ pointerType }) => {
            if (pointerType !== "touch") soon(() => whenRead(link, () => link.matches(":hover")), 150);
        });
        link.addEventListener("pointerleave", ({ pointerType }) => {
            if (pointerType !== "touch") soon(hide, 200);
        });
        link.addEventListener("focus", () => {
            if (!touched) whenRead(link, () => document.activeElement === link);
        });
        link.addEventListener("blur", hide);
        link.addEventListener("click", async (event) => {
            if (!touched || shown === link || glossary === null) return;
            event.preventDefault();
            await load();
            show(link);
            if (shown !== link) location.assign(link.href);
        });
    }
    popup.addEventListener("pointerenter", () => clearTimeout(timer));
    popup.addEventListener("pointerleave", () => soon(hide, 200));
    addEventListener("pointerdown", ({ pointerType, target }) => {
        touched = pointerType === "touch";
        if (target !== shown && !popup.contains(target)) hide();
    }, true);
    addEventListener("keydown", (event) => {
        touched = false;
        if (event.key !== "Escape" || !shown) return;
        event.stopPropagation();
        hide();
    }, true);
    addEventListener("scroll", place, { capture: true, passive: true });
    addEventListener("resize", place);
})();
