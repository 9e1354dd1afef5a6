// The page for what is not found is shown at the address that was asked for,
// however deep, and the book may stand in any folder: looks for the book in the
// folders above, and takes the first that has its table of contents.
(() => {
    for (let folder = new URL(".", location.href); ; folder = new URL("..", folder)) {
        const ask = new XMLHttpRequest();
        // What follows on the page needs the answer.
        ask.open("GET", new URL("toc.html", folder), false);
        try { ask.send(); } catch { /* as good as none */ }
        if (ask.status === 200 && ask.responseText.includes("chapter-item")) {
            document.querySelector("base").href = folder.href;
            return;
        }
        if (folder.pathname === "/") return;
    }
})();
