// What `sayso analyze` says of a text: the tests never write down themselves what a claim's source is.

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

/** The claims of a text that can be checked, with their words, their status and the name of their source. */
function claims(text, name) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'claims-'));
    const file = path.join(folder, name);
    fs.writeFileSync(file, text);
    const printed = execFileSync(process.env.SAYSO, ['analyze', file], { encoding: 'utf8', maxBuffer: 1 << 26 });
    fs.rmSync(folder, { recursive: true });
    const { claims, attributions, sources } = JSON.parse(printed);
    const bytes = Buffer.from(text);
    return claims.filter(({ status }) => status !== 'not-checkable').map(({ span: [from, to], kind, status, attribution }) => {
        const given = attributions.find(({ id }) => id === attribution)?.source?.entity;
        const start = bytes.subarray(0, from).toString().length;
        return {
            kind,
            status,
            start,
            line: text.slice(0, start).split('\n').length,
            words: bytes.subarray(from, to).toString(),
            source: sources.find(({ id }) => id === given)?.name,
        };
    });
}

module.exports = { claims };
