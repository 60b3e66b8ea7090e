// What the extension adds to the language server.

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');

const { findings } = require('../findings.cjs');
const { test, until } = require('../report.cjs');
const { extension, folder, open, place, shown } = require('./common.cjs');

exports.ours = async (article) => {
    const tabs = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).map(({ label }) => label);

    await test('the settings are those that the server reads', async () => {
        const { properties } = extension.packageJSON.contributes.configuration;
        const schema = JSON.parse(fs.readFileSync(path.join(__dirname, '../../../../docs/settings.schema.json'), 'utf8'));
        const rules = schema.$defs.RuleName.oneOf.map((rule) => rule.const);
        for (const [name, { description }] of Object.entries(schema.properties)) {
            assert.ok(properties[`sayso.${name}`].markdownDescription.startsWith(description), 'out of date: npm run settings');
        }
        assert.deepEqual(properties['sayso.select'].items.enum, rules, 'out of date: npm run settings');
    });

    await test('extensions for TOML are offered the schema of sayso.toml, by its whole address', () => {
        // As those extensions look for it.
        const offered = vscode.extensions.all.flatMap((one) => one.packageJSON.contributes?.tomlValidation ?? []);
        const { fileMatch, url } = offered.find((one) => one.fileMatch === 'sayso.toml');
        assert.equal(new URL(url).protocol, 'file:');
        const docs = path.join(__dirname, '../../../../docs', fileMatch.replace('.toml', '.schema.json'));
        assert.equal(fs.readFileSync(new URL(url), 'utf8'), fs.readFileSync(docs, 'utf8'));
    });

    await test('all commands that are offered are there', async () => {
        const there = await vscode.commands.getCommands(true);
        for (const { command } of extension.packageJSON.contributes.commands) {
            assert.ok(there.includes(command), command);
        }
    });

    await test('a rule is explained: the one that is named, else that of the finding at the cursor', async () => {
        await vscode.commands.executeCommand('sayso.explainRule', 'vague-source');
        await until(() => tabs().some((label) => label.includes('vague-source')));
        const page = await vscode.workspace.openTextDocument(vscode.Uri.parse('sayso-rule:/vague-source.md'));
        const printed = execFileSync(process.env.SAYSO, ['explain', 'vague-source'], { encoding: 'utf8' });
        assert.equal(page.getText().trim(), printed.trim());
        const editor = await vscode.window.showTextDocument(article);
        await until(() => shown(article).length > 0);
        const start = place(article, '$412 million');
        editor.selection = new vscode.Selection(start, start);
        await vscode.commands.executeCommand('sayso.explainRule');
        await until(() => tabs().some((label) => label.includes('unattributed-figure')));
        await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    });

    await test('a source is added to sayso.toml, saved, and known from then on', async () => {
        const draft = await open('sourced.md', 'The cost was $3, Harbour and Rail Transit Authority officials said.\n');
        await vscode.commands.executeCommand('sayso.newSource', 'Harbour and Rail Transit Authority');
        const file = path.join(folder.fsPath, 'sayso.toml');
        await until(() => fs.existsSync(file) && fs.readFileSync(file, 'utf8').includes('Harbour and Rail'));
        assert.equal(fs.readFileSync(file, 'utf8'), '[[source]]\nname = "Harbour and Rail Transit Authority"\n');
        const symbols = () => vscode.commands.executeCommand('vscode.executeWorkspaceSymbolProvider', 'Harbour and Rail');
        await until(async () => (await symbols()).some(({ location }) => location.uri.path.endsWith('/sayso.toml')));
        await vscode.workspace.fs.delete(vscode.Uri.file(file));
        await vscode.workspace.fs.delete(draft.uri);
    });

    await test('the whole workspace is checked, the texts that are not open too', async () => {
        const closed = vscode.Uri.joinPath(folder, 'closed', 'far.md');
        const text = 'The work cost $412 million.\n';
        await vscode.workspace.fs.writeFile(closed, Buffer.from(text));
        await vscode.commands.executeCommand('sayso.check');
        await until(() => {
            const found = vscode.languages.getDiagnostics(closed).map(({ code }) => code.value);
            assert.deepEqual(found, findings(text, 'far.md').map(({ rule }) => rule));
            return found.length > 0;
        });
        await vscode.workspace.fs.delete(closed);
    });

    await test('coverage is switched by its command, and kept in the settings', async () => {
        const on = () => vscode.workspace.getConfiguration('sayso').get('coverage');
        assert.equal(on(), false);
        await vscode.commands.executeCommand('sayso.toggleCoverage');
        assert.equal(on(), true);
        await vscode.commands.executeCommand('sayso.toggleCoverage');
        assert.equal(on(), false);
    });
};
