// Makes the figures of a page live. A figure is complete without this script;
// all that is drawn comes from the WebAssembly module, name and state in,
// picture out. Whatever goes wrong, the last good picture stays.
//
// A state is text such as `eta=0.6&start=-5,-2`: in the page (`data-state`), in
// the address (`#fig-valley?eta=0.6`) and in what the module takes and returns.

(() => {
    "use strict";

    const MISSING = "This figure stays as it is: its program could not be loaded. Reload the page to try again.";
    const STALE = "This figure stays as it is: its program belongs to another version of the page. Reload the page to get both anew.";
    const TRAPPED = "This figure stopped at its last picture: its program failed. Reload the page to go on.";

    const parse = (state) => new Map(state.split("&").map((pair) => {
        const [key, ...value] = pair.split("=");
        return [key, value.join("=")];
    }));
    const format = (values) => [...values].map(([key, value]) => `${key}=${value}`).join("&");
    const numbers = (text) => text.split(",").map(Number);
    const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

    let loading;
    const load = () => loading ??= (async () => {
        const folder = new URL(`${path_to_root}live/`, document.baseURI);
        const { default: init, ...program } = await import(new URL("live.js", folder));
        await init({ module_or_path: new URL("live_bg.wasm", folder) });
        return program;
    })();

    // Chromium ignores an address that changes too often, so it follows when
    // the hand rests; what is seen is read out a little later still.
    const status = Object.assign(document.createElement("p"), { className: "spoken" });
    status.setAttribute("role", "status");
    let addressTimer, statusTimer;
    function remember(fragment, description) {
        clearTimeout(addressTimer);
        clearTimeout(statusTimer);
        addressTimer = setTimeout(() => history.replaceState(history.state, "", fragment), 120);
        statusTimer = setTimeout(() => { status.textContent = description; }, 800);
    }

    class Figure {
        constructor(element) {
            const one = (selector) => element.querySelector(selector);
            this.element = element;
            this.svg = one(".plot > svg");
            this.form = one(".controls");
            this.note = one(".live-note");
            this.details = one(".data");
            this.readout = [...element.querySelectorAll(".readout dd")];
            this.table = one(".data tbody");
            this.rows = [...this.table.childNodes];
            // mdBook turns the page at an arrow key, and what was set is gone.
            element.addEventListener("keydown", (event) => {
                if (event.key.startsWith("Arrow")) event.stopPropagation();
            });
            this.home = element.dataset.state;
            this.values = parse(this.home);
            this.wanted = new Map();
            this.own = false;
        }

        /** Loads the module and turns the controls on, once. */
        wake() {
            return this.awake ??= load().then((program) => this.start(program), () => this.stop(MISSING));
        }

        start({ draw, csv, take }) {
            this.draw = draw;
            let drawn;
            try {
                drawn = this.drawing(this.home);
            } catch (error) {
                return this.stop(typeof error === "string" ? STALE : TRAPPED);
            }
            const texts = (nodes) => [...nodes].map((node) => node.textContent).join("\n");
            const same = drawn.svg.isEqualNode(this.svg)
                && drawn.readout.join("\n") === texts(this.readout)
                && drawn.cells.join("\n") === texts(this.table.querySelectorAll("td"));
            if (!same) return this.stop(STALE);
            this.home = drawn.state;
            this.values = parse(drawn.state);
            this.cells = drawn.cells;
            this.form.addEventListener("submit", (event) => event.preventDefault());
            this.form.addEventListener("input", ({ target }) => this.edited(target));
            this.form.addEventListener("reset", () => this.want(parse(this.home)));
            this.form.addEventListener("click", ({ target }) => {
                const preset = target.closest("button[data-state]");
                if (preset) this.want(parse(preset.dataset.state));
            });
            // A swipe over a slider is no swipe for mdBook's sidebar.
            this.form.addEventListener("touchstart", (event) => event.stopPropagation(), { passive: true });
            this.details.addEventListener("toggle", () => this.details.open && this.tabulate(format(this.values)));
            this.details.querySelector(".copy").addEventListener("click", () => this.copy(csv));
            if (this.element.dataset.point) this.addHandle();
            if (this.element.dataset.paint) addPainting(this);
            if (this.form.querySelector(".own")) this.addOwnTable(take);
            this.element.classList.add("is-live");
        }

        /** Ends the live figure: one line says why, the picture stays. */
        stop(reason) {
            this.stopped = true;
            this.handle?.remove();
            this.element.classList.remove("is-live");
            this.element.classList.add("is-static");
            this.note.textContent = reason;
        }

        /** What the module draws at `state`; throws a text if it refuses. */
        drawing(state) {
            const result = this.draw(this.element.dataset.figure, state, this.own);
            const { svg, description, readout, cells } = result;
            const drawn = { description, readout, cells, state: result.state };
            result.free?.();
            const parser = document.createElement("template");
            parser.innerHTML = svg;
            drawn.svg = parser.content.firstChild;
            return drawn;
        }

        /** Asks for new values; they are drawn once in the next frame. */
        want(values, field) {
            if (this.stopped) return;
            this.frame ??= requestAnimationFrame(() => this.redraw());
            values.forEach((value, key) => this.wanted.set(key, value));
            this.field = field;
        }

        edited(field) {
            const control = field.closest("[data-key]");
            // A brush that is chosen paints nothing yet.
            if (!control || field.type === "radio") return;
            const fields = field.type === "range" ? [field] : [...control.querySelectorAll("input[type=number]")];
            this.want(new Map([[control.dataset.key, fields.map(({ value }) => value).join(",")]]), field);
        }

        redraw() {
            const state = format(new Map([...this.values, ...this.wanted]));
            this.frame = undefined;
            this.wanted.clear();
            try {
                this.show(this.drawing(state));
            } catch (error) {
                if (typeof error !== "string") return this.stop(TRAPPED);
                this.refuse(error);
            }
        }

        show({ svg, description, readout, cells, state }) {
            this.svg.replaceWith(svg);
            this.svg = svg;
            this.readout.forEach((value, index) => { value.textContent = readout[index]; });
            this.cells = cells;
            if (this.details.open || state === this.home) this.tabulate(state);
            const moved = state !== format(this.values);
            this.values = parse(state);
            for (const control of this.form.querySelectorAll("[data-key]")) this.fill(control);
            this.note.textContent = "";
            this.placeHandle();
            const query = state === this.home ? "" : `?${state}`;
            if (moved && !this.following) remember(`#${this.element.id}${query}`, description);
            this.following = false;
            for (const other of this.linked) if (other !== this) other.follow(this.values);
        }

        /** Takes over what a linked figure shows, as far as it can show it. */
        async follow(values) {
            await this.wake();
            const news = [...values].filter(([key, value]) => this.values.has(key) && this.values.get(key) !== value);
            if (this.stopped || !news.length) return;
            this.following = true;
            this.want(new Map(news));
        }

        /** Shows the values in the fields; the one under the hand stays. */
        fill(control) {
            const text = this.values.get(control.dataset.key);
            if ("painted" in control.dataset) control.dataset.painted = text;
            const values = text.split(",");
            const write = (field, value) => {
                field.removeAttribute("aria-invalid");
                if (field !== this.field) field.value = value;
            };
            control.querySelectorAll("input[type=number]").forEach((field, index) => write(field, values[index]));
            control.querySelectorAll("input[type=range]").forEach((field) => write(field, values[0]));
        }

        refuse(reason) {
            this.note.textContent = reason;
            if (!this.field) return;
            const fields = [...this.field.closest("[data-key]").querySelectorAll("input[type=number]")];
            const wrong = fields.filter((field) => field.value === "" || !field.validity.valid);
            fields.forEach((field) => field.removeAttribute("aria-invalid"));
            (wrong.length ? wrong : [this.field]).forEach((field) => field.setAttribute("aria-invalid", "true"));
        }

        /** Fills the table; a closed one costs nothing, but at home it is as printed. */
        tabulate(state) {
            if (state === this.home && !this.own) return this.table.replaceChildren(...this.rows);
            const columns = this.details.querySelectorAll("th[scope=col]").length;
            const rows = [];
            this.cells.forEach((text, index) => {
                if (index % columns === 0) rows.push(document.createElement("tr"));
                const cell = document.createElement("td");
                cell.textContent = text;
                rows.at(-1).append(cell);
            });
            this.table.replaceChildren(...rows);
        }

        /** Copies the numbers, all digits of them, as they are now. */
        async copy(csv) {
            const said = this.details.querySelector(".copying [role=status]");
            said.textContent = "";
            try {
                await navigator.clipboard.writeText(csv(this.element.dataset.figure, format(this.values), this.own));
                said.textContent = "Copied.";
            } catch {
                said.textContent = "The browser does not let this page copy. Mark the table and copy it by hand.";
            }
        }

        /** Shows a state of the address, or the page's own if it is wrong. */
        async visit(state) {
            await this.wake();
            if (this.stopped) return;
            this.field = undefined;
            this.values = parse(this.home);
            this.wanted = parse(state);
            this.redraw();
            const refused = this.note.textContent;
            if (this.stopped || !refused) return;
            this.redraw();
            this.note.textContent = `The address asks for what this figure cannot show: ${refused}.`;
        }

        /** Takes a file of the reader's, which goes no further than the module. */
        addOwnTable(take) {
            const box = this.form.querySelector(".own");
            const [file, target] = box.querySelectorAll("input");
            const said = box.querySelector("output");
            const back = box.querySelector("button");
            let held;
            const accept = () => [file, target].forEach((field) => field.removeAttribute("aria-invalid"));
            const leave = () => {
                accept();
                held = undefined;
                file.value = target.value = said.textContent = "";
                back.hidden = true;
                this.own = false;
                this.want(new Map());
            };
            // The same file once more is a change, too.
            file.addEventListener("click", () => { file.value = ""; });
            box.addEventListener("change", async ({ target: field }) => {
                const [chosen] = file.files;
                try {
                    if (field === file) held = chosen && [chosen.name, new Uint8Array(await chosen.arrayBuffer())];
                    if (!held || this.stopped || field === file && chosen !== file.files[0]) return;
                    said.textContent = take(...held, target.value);
                } catch (error) {
                    if (error instanceof WebAssembly.RuntimeError) return this.stop(TRAPPED);
                    this.note.textContent = typeof error === "string" ? error : `${chosen.name}: it cannot be read; choose it again`;
                    this.note.scrollIntoView({ block: "nearest" });
                    accept();
                    return field.setAttribute("aria-invalid", "true");
                }
                accept();
                back.hidden = false;
                this.own = true;
                this.want(new Map());
            });
            back.addEventListener("click", () => {
                leave();
                file.focus();
            });
            this.form.addEventListener("reset", leave);
        }

        addHandle() {
            const { x, y, edges, point, placed } = this.element.dataset;
            const control = this.form.querySelector(`[data-key="${point}"]`);
            const fields = [...control.querySelectorAll("input[type=number]")];
            const step = control.dataset.step;
            const frame = [numbers(x), numbers(y)];
            const [left, top, right, bottom] = numbers(edges);
            const spans = [[left, right], [bottom, top]];
            this.name = control.querySelector("legend").textContent;

            // The point of the control to coordinates of the frame, these to
            // shares of the picture, and back.
            const [cos, sin, ...origin] = numbers(placed ?? "1,0,0,0");
            const inside = ([a, b]) => [
                cos * (a - origin[0]) + sin * (b - origin[1]),
                cos * (b - origin[1]) - sin * (a - origin[0]),
            ];
            const outside = ([a, b]) => [origin[0] + cos * a - sin * b, origin[1] + sin * a + cos * b];
            const share = (value, axis) => {
                const [low, high] = frame[axis];
                const [from, to] = spans[axis];
                return from + (value - low) / (high - low) * (to - from);
            };
            const value = (part, axis) => {
                const [low, high] = frame[axis];
                const [from, to] = spans[axis];
                return clamp(low + (part - from) / (to - from) * (high - low), low, high);
            };
            const digits = (step.split(".")[1] ?? "").length;
            const round = (number, axis) => {
                const low = Number(fields[axis].min);
                const high = Number(fields[axis].max);
                const snapped = Math.round(clamp(number, low, high) / step) * step;
                return String(Number(clamp(snapped, low, high).toFixed(digits)));
            };
            const here = () => numbers(this.wanted.get(point) ?? this.values.get(point));
            const move = (target) => this.want(new Map([[point, outside(target).map(round).join(",")]]));

            const handle = document.createElement("button");
            handle.type = "button";
            handle.className = "handle";
            this.handle = handle;
            this.placeHandle = () => {
                const [horizontal, vertical] = here();
                const [across, up] = inside([horizontal, vertical]);
                handle.style.left = `${(100 * share(across, 0)).toFixed(3)}%`;
                handle.style.top = `${(100 * share(up, 1)).toFixed(3)}%`;
                handle.setAttribute("aria-label", `${this.name}: (${horizontal}, ${vertical}). Arrow keys move it.`);
            };

            const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };
            handle.addEventListener("keydown", (event) => {
                const arrow = arrows[event.key];
                if (!arrow) return;
                event.preventDefault();
                // A single step along a slanted axis would be lost in rounding.
                const length = step * (event.shiftKey ? 10 : placed ? 5 : 1);
                move(inside(here()).map((old, axis) => old + arrow[axis] * length));
            });

            let grip;
            handle.addEventListener("pointerdown", (event) => {
                if (event.button !== 0) return;
                const box = handle.getBoundingClientRect();
                grip = [event.clientX - box.x - box.width / 2, event.clientY - box.y - box.height / 2];
                handle.setPointerCapture(event.pointerId);
            });
            handle.addEventListener("pointermove", (event) => {
                if (!handle.hasPointerCapture(event.pointerId)) return;
                const box = handle.parentElement.getBoundingClientRect();
                const across = (event.clientX - grip[0] - box.x) / box.width;
                const down = (event.clientY - grip[1] - box.y) / box.height;
                move([value(across, 0), value(down, 1)]);
            });
            handle.addEventListener("touchstart", (event) => event.stopPropagation(), { passive: true });

            this.placeHandle();
            this.svg.parentElement.append(handle);
        }

        /** Replaced by a figure that has a point to drag. */
        placeHandle() {}
    }

    const elements = [...document.querySelectorAll(".figure[data-figure]")].filter((element) => element.querySelector(".controls"));
    // On the page for printing the figures stay as they are.
    if (/\/print(\.html)?$/.test(location.pathname)) {
        elements.forEach((element) => element.classList.add("is-static"));
        return;
    }
    if (!elements.length) return;
    document.querySelector("main").append(status);
    const figures = new Map(elements.map((element) => [element, new Figure(element)]));

    for (const figure of figures.values()) {
        const leader = figures.get(document.getElementById(figure.element.dataset.follows)) ?? figure;
        figure.linked = leader.linked ??= new Set([leader]);
        figure.linked.add(figure);
    }

    const near = new IntersectionObserver((entries) => entries.forEach(({ isIntersecting, target }) => {
        if (!isIntersecting) return;
        near.unobserve(target);
        figures.get(target).wake();
    }), { rootMargin: "600px 0px" });
    elements.forEach((element) => near.observe(element));

    function followAddress() {
        const [, id, state] = /^#([^?]+)\?(.*)$/.exec(location.hash) ?? [];
        const figure = figures.get(document.getElementById(id));
        if (!figure) return;
        figure.element.scrollIntoView();
        figure.visit(state.replaceAll("%2C", ","));
    }
    addEventListener("hashchange", followAddress);
    followAddress();
})();
