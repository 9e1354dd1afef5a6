// Mends the frame that mdBook draws around a page: one light and one dark
// theme, and what keyboards and screen readers need. mdBook's book.js ran
// before and keeps its listeners.

(() => {
    "use strict";

    const part = (name) => document.getElementById(`mdbook-${name}`);

    // A reader may come with a theme that this book does not offer.
    const stored = { rust: "light", coal: "navy", ayu: "navy" };
    for (const [old, kept] of Object.entries(stored)) {
        if (document.documentElement.classList.contains(old)) part(`theme-${kept}`).click();
        part(`theme-${old}`).parentElement.remove();
    }
    part("theme-navy").textContent = "Dark";

    // mdBook's switch of the sidebar is a label, which takes no focus and may not
    // say `aria-expanded`. A button stands in for it and presses it.
    const label = part("sidebar-toggle");
    const toggle = document.createElement("button");
    toggle.type = "button";
    toggle.id = "sidebar-button";
    toggle.className = label.className;
    toggle.title = label.title;
    toggle.append(...label.childNodes);
    toggle.addEventListener("click", () => label.click());
    const mirror = () => ["aria-label", "aria-controls", "aria-expanded"].forEach((name) => {
        toggle.setAttribute(name, label.getAttribute(name));
    });
    new MutationObserver(mirror).observe(label, { attributes: true });
    mirror();
    label.after(toggle);
    label.hidden = true;

    // The heading of the page is the section's, not the book's in the bar.
    part("menu-bar").setAttribute("role", "banner");
    document.querySelector(".menu-title").setAttribute("role", "presentation");

    // mdBook names an id here that no element has.
    const search = part("searchbar");
    if (search) {
        search.setAttribute("aria-label", "Search this book");
        search.setAttribute("aria-describedby", "mdbook-searchresults-header");
    }

    // What is folded opens for a link that leads into it.
    const unfold = () => {
        const fold = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest("details");
        if (fold) fold.open = true;
    };
    addEventListener("hashchange", unfold);
    unfold();

    // On paper nothing stays folded.
    addEventListener("beforeprint", () => {
        document.querySelectorAll("main > details").forEach((fold) => { fold.open = true; });
    });

    // What scrolls sideways takes the focus, and its arrow keys scroll instead
    // of turning the page.
    const resized = new ResizeObserver((entries) => entries.forEach(({ target }) => {
        if (target.scrollWidth <= target.clientWidth) return target.removeAttribute("tabindex");
        target.tabIndex = 0;
    }));
    document.querySelectorAll("pre > code, .content .table-wrapper").forEach((box) => resized.observe(box));
    document.querySelectorAll("pre > code, .content .table-wrapper, .equation, .data > .scroll").forEach((box) => {
        box.addEventListener("keydown", (event) => event.stopPropagation());
    });
})();
