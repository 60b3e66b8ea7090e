// Counts tests and prints their lines; the same for the browser's side and the extension host's.

const { appendFileSync } = require('node:fs');

// The extension host has no terminal.
const out = process.env.SAYSO_TEST_OUT;

let passed = 0;
let failed = 0;

function say(line) {
    if (out === undefined) {
        console.log(line);
    } else {
        appendFileSync(out, `${line}\n`);
    }
}

/** Runs a test; tells whether it passed. */
async function test(name, body) {
    try {
        await body();
        passed += 1;
        say(`ok ${name}`);
        return true;
    } catch (error) {
        failed += 1;
        say(`FAIL ${name}\n${error?.stack ?? error}`);
        return false;
    }
}

/** Prints a number that was measured. No test depends on it: machines differ. */
function measured(what, number, unit) {
    say(`measured: ${what}: ${Number(number.toFixed(1))} ${unit}`);
}

/** Waits until `what` gives something, and returns that. Its last failure is the reason where it never does. */
async function until(what, seconds = 20) {
    const end = Date.now() + seconds * 1000;
    for (;;) {
        try {
            const result = await what();
            if (result) {
                return result;
            }
            if (Date.now() > end) {
                throw new Error(`not within ${seconds} seconds: ${what}`);
            }
        } catch (error) {
            if (Date.now() > end) {
                throw error;
            }
        }
        await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
}

/** Prints the closing line; tells whether all is well. */
function close() {
    say(`${passed} passed, ${failed} failed`);
    return failed === 0 && passed > 0;
}

module.exports = { close, measured, test, until };
