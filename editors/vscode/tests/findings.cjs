// What is to be reported is never written down in the tests: `sayso check` is asked about the same text.

const { execFileSync } = require('node:child_process');

/** What editors show besides: hints, and what is doubtful. */
const editors = ['--hints', '--min-confidence', 'low'];

/** The findings in a text of that file name, without the rules in `ignored`. Offsets count UTF-16 units, as JavaScript does. */
function findings(text, name, ignored = []) {
    const options = ignored.flatMap((rule) => ['--ignore', rule]);
    const printed = execFileSync(
        process.env.SAYSO,
        ['check', '--format', 'json', '--fail-on', 'never', ...editors, '--stdin-filename', name, ...options, '-'],
        { input: text, encoding: 'utf8', maxBuffer: 1 << 26 },
    );
    const bytes = Buffer.from(text);
    const place = ([from, to]) => {
        const start = bytes.subarray(0, from).toString().length;
        const words = bytes.subarray(from, to).toString();
        return { start, end: start + words.length, words };
    };
    return JSON.parse(printed).findings.map(({ rule, severity, message, help, span, line, column, related }) => ({
        rule,
        severity,
        message: `${message}\n${help}`,
        ...place(span),
        line,
        column,
        related: related.map((other) => ({ message: other.message, ...place(other.span) })),
    }));
}

module.exports = { findings };
