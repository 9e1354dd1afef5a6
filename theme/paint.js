// Painting in a figure: the reader chooses what a place becomes, and paints it
// with the mouse, a finger or the keys. It is read before `live.js`, which calls
// it for each figure that says where its places are (`data-paint`).

globalThis.addPainting = (figure) => {
    "use strict";
    const { paint: key, edges } = figure.element.dataset;
    const control = figure.form.querySelector(`[data-key="${key}"]`);
    const counts = [Number(control.dataset.columns), Number(control.dataset.rows)];
    const [left, top, right, bottom] = edges.split(",").map(Number);
    const plot = figure.svg.parentElement;
    const letters = (place) => place.map((k) => String.fromCharCode(97 + k)).join("");
    const within = (k, axis) => Math.min(Math.max(k, 0), counts[axis] - 1);

    const cursor = Object.assign(document.createElement("button"), { type: "button", className: "cursor" });
    let here = [0, 0];
    const move = (place) => {
        here = place.map(within);
        const [column, row] = here;
        const [width, height] = [(right - left) / counts[0], (bottom - top) / counts[1]];
        const share = (part) => `${(100 * part).toFixed(3)}%`;
        Object.assign(cursor.style, {
            left: share(left + column * width),
            top: share(bottom - (row + 1) * height),
            width: share(width),
            height: share(height),
        });
        cursor.setAttribute("aria-label", `Column ${column + 1}, row ${row + 1}. Arrow keys move, the space bar paints.`);
    };
    const paint = (place) => {
        move(place);
        const brush = control.querySelector("input:checked").value;
        const painted = figure.wanted.get(key) ?? figure.values.get(key);
        const others = (painted.match(/.../g) ?? []).filter((old) => !old.startsWith(letters(here)));
        figure.want(new Map([[key, others.join("") + letters(here) + brush]]));
    };
    /** The place under the pointer, or none. */
    const under = ({ clientX, clientY }) => {
        const box = plot.querySelector("svg").getBoundingClientRect();
        const across = ((clientX - box.x) / box.width - left) / (right - left);
        const up = ((clientY - box.y) / box.height - bottom) / (top - bottom);
        const place = [Math.floor(across * counts[0]), Math.floor(up * counts[1])];
        return place.every((k, axis) => k === within(k, axis)) ? place : undefined;
    };

    const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };
    cursor.addEventListener("keydown", (event) => {
        const arrow = arrows[event.key];
        if (!arrow) return;
        event.preventDefault();
        move(here.map((k, axis) => k + arrow[axis]));
    });
    // A click without a place is one of the keyboard, on the cursor.
    plot.addEventListener("click", (event) => {
        const place = event.detail ? under(event) : here;
        if (place) paint(place);
    });
    // A finger that goes up or down scrolls the page, and paints nothing.
    let last;
    plot.addEventListener("pointerdown", (event) => { last = event.button === 0 ? under(event) : undefined; });
    plot.addEventListener("pointermove", (event) => {
        if (!last || !event.buttons) return;
        const place = under(event);
        if (!place || letters(place) === letters(last)) return;
        paint(last);
        paint(place);
        last = place;
    });
    plot.addEventListener("touchstart", (event) => event.stopPropagation(), { passive: true });
    plot.classList.add("paintable");
    figure.handle = cursor;
    move(here);
    plot.append(cursor);
};
