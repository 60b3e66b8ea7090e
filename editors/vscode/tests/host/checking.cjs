// Runs in the extension host, with the whole `vscode` API, in a folder with the examples.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');

const { findings } = require('./findings.cjs');
const { close, test, until } = require('./report.cjs');

const severities = { error: 0, warning: 1, information: 2 };

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
async function agree(document, ignored) {
    // The editor asks for the diagnostics of what it shows.
    await vscode.window.showTextDocument(document);
    const wanted = findings(document.getText(), path.basename(document.fileName), ignored)
        .map(({ line, column, severity, ...finding }) => ({ ...finding, severity: severities[severity] }));
    const sorted = (list) => list.toSorted((a, b) => a.start - b.start || a.rule.localeCompare(b.rule));
    await until(() => {
        assert.deepEqual(sorted(shown(document)), sorted(wanted));
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

async function main() {
    const article = await open('harbour-tunnel.txt');
    const at = (words) => article.positionAt(article.getText().indexOf(words));

    await test('opening a text starts the server of the package', async () => {
        await until(() => extension.isActive && servers().length > 0);
        assert.deepEqual(servers().map(({ command }) => command), [bundled]);
    });

    await test('the diagnostics are what `sayso check` finds', async () => {
        const list = await agree(article);
        assert.ok(list.length > 10, `the example should have more findings than ${list.length}`);
        assert.ok(list.some(({ related }) => related.length > 0), 'the example should have a finding that points elsewhere');
    });

    await test('each code links to the page of its rule', () => {
        const list = vscode.languages.getDiagnostics(article.uri);
        assert.ok(list.length > 0);
        for (const { code } of list) {
            assert.match(code.target.toString(), /^https:/);
            assert.ok(code.target.path.includes(code.value.replaceAll('-', '_')), code.target.toString());
        }
    });

    await test('Markdown and HTML are checked as what they are', async () => {
        for (const name of ['river-report.md', 'library.html']) {
            assert.ok((await agree(await open(name))).length > 0, name);
        }
    });

    await test('emoji before a finding do not move it', async () => {
        const emoji = await open('emoji.md', '# 🚇\n\n👩‍🚒 The naïve 🙂 work cost $412 million.\n');
        const has = (list) => list.some(({ rule, words }) => rule === 'unattributed-figure' && words === '$412 million');
        assert.ok(has(await agree(emoji)), 'the figure is not reported');
        await vscode.window.activeTextEditor.edit((edit) => {
            edit.insert(new vscode.Position(2, 0), '🚇🚇 ');
            edit.insert(emoji.positionAt(emoji.getText().indexOf('.\n')), ' 🙂');
        });
        assert.ok(emoji.getText().includes('$412 million 🙂.'));
        assert.ok(has(await agree(emoji)), 'the figure is not reported after the edit');
    });

    await test('a hover shows the source of a figure', async () => {
        const hovers = await vscode.commands.executeCommand('vscode.executeHoverProvider', article.uri, at('$290 million'));
        const text = hovers.flatMap(({ contents }) => contents.map(({ value }) => value)).join('\n');
        assert.ok(text.includes('“the contract signed in 2017”'), text);
    });

    await test('go to definition leads from a claim to where its source is introduced', async () => {
        const places = await vscode.commands.executeCommand(
            'vscode.executeDefinitionProvider', article.uri, at('30 per cent'));
        assert.deepEqual(places.map(({ range, targetRange }) => article.getText(range ?? targetRange)), ['Mayor Dana Whitlock']);
    });

    await test('the settings offer the rules there are', () => {
        const { properties } = extension.packageJSON.contributes.configuration;
        const printed = require('node:child_process').execFileSync(process.env.SAYSO, ['rules'], { encoding: 'utf8' });
        const rules = printed.trim().split('\n').map((line) => line.split(' ')[0]).sort();
        for (const name of ['sayso.select', 'sayso.ignore']) {
            assert.deepEqual(properties[name].items.enum, rules, 'out of date: npm run rules path/to/sayso');
        }
    });

    await test('extensions for TOML are offered the schema of sayso.toml, by its whole address', () => {
        // As those extensions look for it.
        const offered = vscode.extensions.all.flatMap((one) => one.packageJSON.contributes?.tomlValidation ?? []);
        const { fileMatch, url } = offered.find((one) => one.fileMatch === 'sayso.toml');
        assert.equal(new URL(url).protocol, 'file:');
        const docs = path.join(__dirname, '..', '..', '..', 'docs', fileMatch.replace('.toml', '.schema.json'));
        assert.equal(fs.readFileSync(new URL(url), 'utf8'), fs.readFileSync(docs, 'utf8'));
    });

    await test('settings are taken over while the server runs', async () => {
        const before = servers();
        const ignored = ['unattributed-figure', 'duplicate-paragraph'];
        await setting('ignore', ignored);
        assert.ok((await agree(article, ignored)).length < findings(article.getText(), 'article.txt').length);
        await setting('ignore', undefined);
        await vscode.window.showTextDocument(article);
        await setting('select', ['vague-source']);
        await until(() => shown(article).length > 0 && shown(article).every(({ rule }) => rule === 'vague-source'));
        await setting('select', undefined);
        await agree(article);
        assert.deepEqual(servers(), before, 'the server has been restarted');
    });

    await test('settings hold from the start', async () => {
        await setting('ignore', ['vague-source']);
        await vscode.commands.executeCommand('sayso.restart');
        await agree(article, ['vague-source']);
        await setting('ignore', undefined);
        await agree(article);
    });

    await test('the restart command ends the server and starts another', async () => {
        const [before] = servers();
        await vscode.commands.executeCommand('sayso.restart');
        const after = servers();
        assert.equal(after.length, 1);
        assert.notEqual(after[0].pid, before.pid);
        await agree(article);
    });

    await test('a server that dies is started again', async () => {
        const [before] = servers();
        process.kill(Number(before.pid), 'SIGKILL');
        await until(() => servers().length === 1 && servers()[0].pid !== before.pid);
        await agree(article);
    });

    await test('the setting names another program', async () => {
        const other = path.join(folder.fsPath, 'other-name');
        fs.symlinkSync(bundled, other);
        await setting('path', other, vscode.ConfigurationTarget.Global);
        await until(() => servers().length === 1 && servers()[0].command === other);
        await agree(article);
    });

    await test('without a program there are no diagnostics', async () => {
        await setting('path', path.join(folder.fsPath, 'missing'), vscode.ConfigurationTarget.Global);
        await until(() => servers().length === 0 && shown(article).length === 0);
        await setting('path', undefined, vscode.ConfigurationTarget.Global);
        await until(() => servers().length === 1 && servers()[0].command === bundled);
        await agree(article);
    });
}

exports.run = async () => {
    // A fault between the tests is a failure too.
    await main().catch((error) => test('the tests run to their end', () => Promise.reject(error)));
    if (!close()) {
        throw new Error('there were failures');
    }
};
