// Starts Chromium: $CHROMIUM, with what lets it run as root and keeps it from
// asking other hosts.

import { chromium } from "playwright-core";

/** A variable that `cargo xtask` sets; ends the program if it did not. */
export function variable(name, meaning) {
    if (process.env[name]) return process.env[name];
    console.error(`${name} is not set; it must name ${meaning}. \`cargo xtask\` sets it.`);
    process.exit(2);
}

export function launch(...more) {
    return chromium.launch({
        executablePath: variable("CHROMIUM", "the browser"),
        args: [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            ...more,
        ],
    });
}
