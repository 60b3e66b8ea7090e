// Each feature of the language server, as the editor has it.

const assert = require('node:assert/strict');
const vscode = require('vscode');

const { claims } = require('../analysis.cjs');
const { test, until } = require('../report.cjs');
const { agree, folder, open, place } = require('./common.cjs');

exports.features = async (article) => {
    const { uri } = article;
    const at = (words) => place(article, words);
    const ask = (name, ...args) => vscode.commands.executeCommand(`vscode.${name}`, uri, ...args);
    const whole = new vscode.Range(new vscode.Position(0, 0), article.lineAt(article.lineCount - 1).range.end);
    const known = claims(article.getText(), 'article.txt');
    const words = ({ range }) => article.getText(range);

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

    await test('references of a source are its mentions and its claims', async () => {
        const found = (await ask('executeReferenceProvider', at('Mayor Dana Whitlock'))).map(words);
        for (const wanted of ['Mayor Dana Whitlock', 'She', '30 per cent']) {
            assert.ok(found.includes(wanted), `${wanted} in ${JSON.stringify(found)}`);
        }
    });

    await test('a claim is highlighted with its cue and its source', async () => {
        const found = (await ask('executeDocumentHighlights', at('30 per cent'))).map(words);
        assert.deepEqual(['She', 'said', '30 per cent'].filter((one) => !found.includes(one)), [], JSON.stringify(found));
    });

    await test('hints name who a pronoun stands for, as the setting says', async () => {
        const labels = async () => (await ask('executeInlayHintProvider', whole))
            .map(({ label }) => typeof label === 'string' ? label : label.map(({ value }) => value).join(''));
        const minimal = await labels();
        assert.ok(minimal.some((label) => label.includes('Dana Whitlock')), JSON.stringify(minimal));
        const settings = vscode.workspace.getConfiguration('sayso');
        await settings.update('inlayHints', 'off', vscode.ConfigurationTarget.Workspace);
        await until(async () => (await labels()).length === 0);
        await settings.update('inlayHints', undefined, vscode.ConfigurationTarget.Workspace);
        await until(async () => (await labels()).length === minimal.length);
    });

    await test('a lens counts the claims', async () => {
        const [lens] = await ask('executeCodeLensProvider', 10);
        assert.ok(lens.command.title.startsWith(`${known.length} claims · `), lens.command.title);
    });

    await test('the outline has the sources and below each its claims', async () => {
        const all = (symbols) => symbols.flatMap((symbol) => [symbol, ...all(symbol.children)]);
        const names = all(await ask('executeDocumentSymbolProvider')).map(({ name }) => name);
        assert.ok(names.includes('Dana Whitlock') && names.includes('30 per cent'), JSON.stringify(names));
    });

    await test('sources are found by their letters', async () => {
        const found = await vscode.commands.executeCommand('vscode.executeWorkspaceSymbolProvider', 'whitl');
        assert.ok(found.some(({ name }) => name === 'Dana Whitlock'), JSON.stringify(found.map(({ name }) => name)));
    });

    await test('tokens tell sources, cues and claims apart', async () => {
        const legend = await ask('provideDocumentSemanticTokensLegend');
        const { data } = await ask('provideDocumentSemanticTokens');
        const found = new Set();
        for (let i = 0, line = 0, column = 0; i < data.length; i += 5) {
            column = data[i] === 0 ? column + data[i + 1] : data[i + 1];
            line += data[i];
            const range = new vscode.Range(line, column, line, column + data[i + 2]);
            found.add(`${legend.tokenTypes[data[i + 3]]} ${article.getText(range)}`);
        }
        for (const wanted of ['source She', 'cue said', 'figure 30 per cent']) {
            assert.ok(found.has(wanted), `${wanted} in ${[...found].join(', ')}`);
        }
    });

    await test('sections fold, references are links, and a selection grows from the figure', async () => {
        const report = await open('river-report.md');
        const folds = await vscode.commands.executeCommand('vscode.executeFoldingRangeProvider', report.uri);
        assert.ok(folds.length > 0);
        const links = await vscode.commands.executeCommand('vscode.executeLinkProvider', report.uri);
        assert.ok(links.some(({ target }) => target?.toString() === 'https://example.org/handbook'));
        const [grown] = await ask('executeSelectionRangeProvider', [at('30 per cent')]);
        const around = [];
        for (let one = grown; one !== undefined; one = one.parent) {
            around.push(words(one));
        }
        const figure = around.indexOf('30 per cent');
        assert.ok(figure >= 0 && around.slice(figure + 1).some((one) => one.startsWith('She said')), JSON.stringify(around));
    });

    await test('a quick fix gives a figure a source', async () => {
        const draft = await open('draft.md', article.getText());
        await agree(draft);
        const start = place(draft, '$412 million');
        const range = new vscode.Range(start, start.translate(0, '$412 million'.length));
        const actions = await vscode.commands.executeCommand('vscode.executeCodeActionProvider', draft.uri, range, undefined, 20);
        const action = actions.find(({ title, edit }) => title.startsWith('Attribute to ') && edit !== undefined);
        assert.ok(action, JSON.stringify(actions.map(({ title }) => title)));
        assert.ok(await vscode.workspace.applyEdit(action.edit));
        assert.match(draft.getText(), /cost \$412 million, according to /);
        assert.ok(!(await agree(draft)).some(({ words }) => words === '$412 million'));
        await vscode.commands.executeCommand('workbench.action.files.revert');
    });

    await test('a source is renamed by all its names', async () => {
        const draft = await open('rename.md', `${article.getText()}\nWhitlock said so.\n`);
        const edit = await vscode.commands.executeCommand(
            'vscode.executeDocumentRenameProvider', draft.uri, place(draft, 'Dana Whitlock'), 'Dana Whitelock');
        assert.ok(await vscode.workspace.applyEdit(edit));
        assert.match(draft.getText(), /Mayor Dana Whitelock said/);
        assert.match(draft.getText(), /\nWhitelock said so/);
        await vscode.commands.executeCommand('workbench.action.files.revert');
    });

    await test('sources are completed behind a cue', async () => {
        const draft = await open('completion.md', `${article.getText()}\nIt will last, according to `);
        const end = draft.lineAt(draft.lineCount - 1).range.end;
        const { items } = await vscode.commands.executeCommand('vscode.executeCompletionItemProvider', draft.uri, end);
        const labels = items.map(({ label }) => typeof label === 'string' ? label : label.label);
        assert.ok(labels.some((label) => label.includes('Whitlock')), JSON.stringify(labels));
    });

    await test('the configuration is completed where it is written', async () => {
        const toml = vscode.Uri.joinPath(folder, 'settings', 'sayso.toml');
        await vscode.workspace.fs.writeFile(toml, Buffer.from('profile = \n'));
        const document = await vscode.workspace.openTextDocument(toml);
        await until(async () => {
            const { items } = await vscode.commands.executeCommand(
                'vscode.executeCompletionItemProvider', toml, document.lineAt(0).range.end);
            const labels = items.map(({ label }) => typeof label === 'string' ? label : label.label);
            return labels.includes('news');
        });
        await vscode.workspace.fs.delete(toml);
    });
};
