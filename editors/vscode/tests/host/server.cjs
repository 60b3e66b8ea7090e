// The server's process: settings, its end, and what is told when it cannot run.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');

const { findings } = require('../findings.cjs');
const { test, until } = require('../report.cjs');
const { agree, bundled, folder, servers, setting, shown } = require('./common.cjs');

exports.server = async (article) => {
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

    await test('a workspace does not choose the program', async () => {
        await setting('path', undefined, vscode.ConfigurationTarget.Global);
        await until(() => servers().length === 1 && servers()[0].command === bundled);
        const other = path.join(folder.fsPath, 'other-name');
        await assert.rejects(async () => { await setting('path', other); });
        const ignored = ['unattributed-figure', 'duplicate-paragraph'];
        const made = vscode.Uri.joinPath(folder, '.vscode', 'settings.json');
        await vscode.workspace.fs.writeFile(made, Buffer.from(JSON.stringify({ 'sayso.path': other, 'sayso.ignore': ignored })));
        // By now the file has been read.
        await agree(article, ignored);
        assert.equal(vscode.workspace.getConfiguration('sayso', folder).get('path'), '');
        assert.deepEqual(servers().map(({ command }) => command), [bundled]);
        await vscode.workspace.fs.delete(made);
        await agree(article);
    });

    await test('without a program there are no diagnostics', async () => {
        await setting('path', path.join(folder.fsPath, 'missing'), vscode.ConfigurationTarget.Global);
        await until(() => servers().length === 0 && shown(article).length === 0);
        await setting('path', undefined, vscode.ConfigurationTarget.Global);
        await until(() => servers().length === 1 && servers()[0].command === bundled);
        await agree(article);
    });

    await test('a server that dies five times is left alone until it is asked for', async () => {
        for (let death = 0; death < 5; death += 1) {
            await until(() => servers().length === 1);
            const [{ pid }] = servers();
            // It must have answered first: one that dies on its way is another matter.
            await vscode.window.showTextDocument(article);
            await until(() => shown(article).length > 0);
            process.kill(Number(pid), 'SIGKILL');
            await until(() => !servers().some((one) => one.pid === pid));
        }
        // Longer than it takes to start one.
        await new Promise((resolve) => { setTimeout(resolve, 1500); });
        assert.deepEqual(servers(), []);
        await vscode.commands.executeCommand('sayso.restart');
        await agree(article);
    });
};
