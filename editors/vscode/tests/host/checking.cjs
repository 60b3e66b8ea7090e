// Findings, in all that can be checked.

const assert = require('node:assert/strict');
const vscode = require('vscode');

const { test, until } = require('../report.cjs');
const { agree, folder, open, shown } = require('./common.cjs');

exports.checking = async (article) => {
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

    await test('lines that end with CR and LF are counted as one', async () => {
        const text = article.getText().replaceAll('\n', '\r\n');
        const list = await agree(await open('crlf.txt', text));
        assert.equal(list.length, (await agree(article)).length);
    });

    await test('a text that is in no file is checked', async () => {
        const content = 'The work cost $412 million.\n';
        const untitled = await vscode.workspace.openTextDocument({ language: 'markdown', content });
        assert.equal(untitled.uri.scheme, 'untitled');
        assert.equal((await agree(untitled, [], 'untitled.md')).length, 1);
    });

    await test('a text of a folder that is on no disk is checked', async () => {
        const content = Buffer.from('The work cost $412 million.\n');
        const stat = (uri) => ({ type: uri.path.endsWith('.md') ? 1 : 2, ctime: 0, mtime: 0, size: content.length });
        const none = () => { throw vscode.FileSystemError.NoPermissions(); };
        const provider = {
            onDidChangeFile: new vscode.EventEmitter().event,
            watch: () => new vscode.Disposable(() => undefined),
            stat,
            readFile: () => content,
            readDirectory: () => [],
            createDirectory: none,
            writeFile: none,
            delete: none,
            rename: none,
        };
        const registered = vscode.workspace.registerFileSystemProvider('elsewhere', provider, { isReadonly: true });
        const uri = vscode.Uri.parse('elsewhere:/texts');
        const folders = vscode.workspace.workspaceFolders.length;
        assert.ok(vscode.workspace.updateWorkspaceFolders(folders, 0, { uri }));
        await until(() => vscode.workspace.workspaceFolders.length === folders + 1);
        const virtual = await vscode.workspace.openTextDocument(vscode.Uri.parse('elsewhere:/texts/virtual.md'));
        assert.equal((await agree(virtual)).length, 1);
        vscode.workspace.updateWorkspaceFolders(folders, 1);
        await until(() => vscode.workspace.workspaceFolders.length === folders);
        registered.dispose();
    });

    await test('the Markdown cells of a notebook are checked, its code is not', async () => {
        const cell = (kind, source) => ({ cell_type: kind, metadata: {}, source, ...kind === 'code' && { outputs: [] } });
        const cells = [cell('markdown', 'The work cost $412 million.'), cell('code', '# The work cost $412 million.')];
        const uri = vscode.Uri.joinPath(folder, 'cost.ipynb');
        const content = JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });
        await vscode.workspace.fs.writeFile(uri, Buffer.from(content));
        await vscode.commands.executeCommand('vscode.open', uri);
        const notebook = await until(() => vscode.window.activeNotebookEditor?.notebook);
        const [prose, code] = notebook.getCells().map(({ document }) => document);
        await until(async () => {
            assert.deepEqual(shown(prose).map(({ rule, words }) => [rule, words]), [['unattributed-figure', '$412 million']]);
            return true;
        });
        assert.deepEqual(shown(code), []);
        await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    });

    await test('what is in no language of ours is left alone', async () => {
        const script = await open('figures.js', '// The work cost $412 million.\n');
        await agree(article);
        assert.deepEqual(shown(script), []);
    });

    await test('each folder of the workspace has its own configuration', async () => {
        const [, other] = vscode.workspace.workspaceFolders;
        await vscode.workspace.fs.writeFile(
            vscode.Uri.joinPath(other.uri, 'sayso.toml'), Buffer.from('[rules]\nignore = ["unattributed-figure"]\n'));
        const uri = vscode.Uri.joinPath(other.uri, 'draft.md');
        await vscode.workspace.fs.writeFile(uri, Buffer.from('The work cost $412 million. Experts say it leaks.\n'));
        const draft = await vscode.workspace.openTextDocument(uri);
        assert.deepEqual((await agree(draft, ['unattributed-figure'])).map(({ rule }) => rule), ['vague-source']);
        await vscode.workspace.getConfiguration('sayso', other.uri)
            .update('ignore', ['vague-source'], vscode.ConfigurationTarget.WorkspaceFolder);
        await agree(draft, ['unattributed-figure', 'vague-source']);
        await agree(article);
        await vscode.workspace.getConfiguration('sayso', other.uri)
            .update('ignore', undefined, vscode.ConfigurationTarget.WorkspaceFolder);
        await agree(draft, ['unattributed-figure']);
    });

    await test('a file of settings that is wrong says where, and what held before holds', async () => {
        await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(folder, 'wrong'));
        const toml = await open('wrong/sayso.toml', 'profile = "nws"\n');
        await until(() => {
            const [fault] = vscode.languages.getDiagnostics(toml.uri);
            assert.match(fault.message, /did you mean “news”/);
            assert.equal(toml.getText(fault.range), '"nws"');
            return true;
        });
        await agree(article);
        await vscode.workspace.fs.delete(toml.uri);
        await vscode.commands.executeCommand('workbench.action.closeAllEditors');
        await until(() => vscode.languages.getDiagnostics(toml.uri).length === 0);
    });
};
