// What the tests in the extension host have in common.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');

const { findings } = require('../findings.cjs');
const { until } = require('../report.cjs');

const severities = { error: 0, warning: 1, information: 2, hint: 3 };

const folder = vscode.workspace.workspaceFolders[0].uri;
const extension = vscode.extensions.getExtension('sayso.sayso');
const bundled = path.join(extension.extensionPath, 'server', 'sayso');

/** Opens a file of the folder; writes it first where there is a text. */
async function open(name, text) {
    const uri = vscode.Uri.joinPath(folder, name);
    if (text !== undefined) {
        await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
    }
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    return document;
}

function shown(document) {
    const place = (range) => ({
        start: document.offsetAt(range.start),
        end: document.offsetAt(range.end),
        words: document.getText(range),
    });
    const all = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'sayso');
    return all.map(({ code, severity, message, range, relatedInformation }) => ({
        rule: code.value,
        severity,
        message,
        ...place(range),
        related: (relatedInformation ?? []).map((other) => ({ message: other.message, ...place(other.location.range) })),
    }));
}

/** Waits until the diagnostics are what `sayso check` finds, and returns them. */
async function agree(document, ignored, name = path.basename(document.fileName)) {
    // The editor asks for the diagnostics of what it shows.
    await vscode.window.showTextDocument(document);
    const wanted = findings(document.getText(), name, ignored)
        .map(({ line, column, severity, ...finding }) => ({ ...finding, severity: severities[severity] }));
    const sorted = (list) => list.toSorted((a, b) => a.start - b.start || a.rule.localeCompare(b.rule));
    await until(() => {
        const now = shown(document);
        // To put into words how long lists differ takes longer than the server does.
        assert.equal(now.length, wanted.length);
        assert.deepEqual(sorted(now), sorted(wanted));
        return true;
    });
    return wanted;
}

/** The servers that this extension host has started. */
function servers() {
    const read = (pid, file) => {
        try {
            return fs.readFileSync(`/proc/${pid}/${file}`, 'utf8');
        } catch {
            return ''; // ended meanwhile
        }
    };
    const pids = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    const own = pids.filter((pid) => read(pid, 'status').includes(`\nPPid:\t${process.pid}\n`));
    return own
        .map((pid) => ({ pid, line: read(pid, 'cmdline').split('\0') }))
        .filter(({ line }) => line.includes('server'))
        .map(({ pid, line }) => ({ pid, command: line[line.indexOf('server') - 1] }));
}

function setting(name, value, target = vscode.ConfigurationTarget.Workspace) {
    return vscode.workspace.getConfiguration('sayso').update(name, value, target);
}

/** The place of words in a document. */
function place(document, words) {
    const at = document.getText().indexOf(words);
    assert.ok(at >= 0, words);
    return document.positionAt(at);
}

module.exports = { agree, bundled, extension, folder, open, place, servers, setting, shown };
