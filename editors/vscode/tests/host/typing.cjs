// What the extension itself costs while somebody types, as the profiler of the extension host has it.

const assert = require('node:assert/strict');
const { Session } = require('node:inspector/promises');
const path = require('node:path');
const vscode = require('vscode');

const { measured, test } = require('../report.cjs');
const { agree, extension, open } = require('./common.cjs');

const KEYS = 100;

exports.typing = async (article) => {
    await test('what the extension costs at a key in a text of 100 KB is measured', async () => {
        const text = `${article.getText()}\n`.repeat(Math.ceil(100_000 / article.getText().length));
        const long = await open('long.md', text);
        await agree(long);
        const editor = vscode.window.activeTextEditor;
        const session = new Session();
        session.connect();
        await session.post('Profiler.enable');
        await session.post('Profiler.setSamplingInterval', { interval: 100 });
        await session.post('Profiler.start');
        for (let key = 0; key < KEYS; key += 1) {
            await editor.edit((edit) => { edit.insert(new vscode.Position(0, key), 'x'); });
            await new Promise((resolve) => { setTimeout(resolve, 30); });
        }
        const { profile } = await session.post('Profiler.stop');
        session.disconnect();
        const own = path.join(extension.extensionPath, 'dist');
        const ids = new Set(profile.nodes.filter(({ callFrame }) => callFrame.url.includes(own)).map(({ id }) => id));
        const micros = profile.samples.reduce((sum, id, at) => ids.has(id) ? sum + profile.timeDeltas[at] : sum, 0);
        assert.ok(micros > 0, 'the extension was not seen at work');
        measured('the extension at a key in a text of 100 KB', micros / 1000 / KEYS, 'ms');
        await vscode.commands.executeCommand('workbench.action.files.revert');
        await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    });
};
