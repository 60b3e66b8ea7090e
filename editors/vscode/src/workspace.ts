// What is done in the whole workspace: checking it, and adding a source to its sayso.toml.

import * as vscode from 'vscode';

import type { Claims } from './claims';
import { ADD_SOURCE, CHECK } from './protocol';
import type { Added, CheckSummary, Source } from './protocol';
import type { Server } from './server';
import { counted } from './status';

/** Registers the commands. */
export function workspaceCommands(server: Server, claims: Claims, subscriptions: vscode.Disposable[]): void {
    const guarded = (name: string, act: (...args: unknown[]) => Promise<void>): void => {
        subscriptions.push(vscode.commands.registerCommand(name, async (...args: unknown[]) => {
            try {
                await act(...args);
            } catch (error) {
                server.complain(error);
            }
        }));
    };
    guarded('sayso.check', () => check(server));
    guarded('sayso.newSource', (chosen) => addSource(server, claims, chosen));
}

/** Checks all texts of the workspace. The server shows how far it is. */
async function check(server: Server): Promise<void> {
    if (vscode.workspace.workspaceFolders === undefined) {
        throw new Error('No folder is open, so there is no workspace to check. Open the folder with your texts first.');
    }
    const { files, findings, unread, cancelled } = await server.execute<CheckSummary>(CHECK);
    const missing = unread > 0 ? `, ${unread} not read` : '';
    const found = `${counted(findings, 'finding')} in ${counted(files, 'text')}${missing}`;
    const message = cancelled ? `sayso: stopped; ${found} so far` : `sayso: ${found}`;
    const problems = 'Show Problems';
    // Nobody waits for the user's answer.
    void vscode.window.showInformationMessage(message, ...findings > 0 ? [problems] : []).then((chosen) =>
        chosen === problems ? vscode.commands.executeCommand('workbench.actions.view.problems') : undefined);
}

/** Adds a source to sayso.toml: the one given or selected, else one of the text that is not known, or another. */
async function addSource(server: Server, claims: Claims, chosen: unknown): Promise<void> {
    const document = claims.document;
    if (document === undefined) {
        throw new Error('No text is open whose sayso.toml a source could be added to.');
    }
    const source = sourceOf(chosen) ?? await pick(claims, document);
    if (source === undefined) {
        return;
    }
    const open = new Set(vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ uri }) => uri.toString()));
    const uri = server.client?.code2ProtocolConverter.asUri(document.uri);
    const added = await server.execute<Added>(ADD_SOURCE, uri, source);
    const file = vscode.Uri.parse(added.uri);
    const written = await vscode.workspace.openTextDocument(file);
    // What the user has not saved is not saved behind their back.
    if (!open.has(file.toString())) {
        await written.save();
    }
    const show = 'Open sayso.toml';
    void vscode.window.showInformationMessage(`sayso: “${source.name}” is a source that is known.`, show).then((answer) => {
        const { start, end } = added.range;
        const selection = new vscode.Range(start.line, start.character, end.line, end.character);
        return answer === show ? vscode.window.showTextDocument(written, { selection }) : undefined;
    });
}

interface Entry { name: string; kind?: string }

/** The source of a command's argument: a name, or a group of the Claims view. */
function sourceOf(chosen: unknown): Entry | undefined {
    if (typeof chosen === 'string') {
        return { name: chosen };
    }
    const source = (chosen as { group?: { source?: Source } } | undefined)?.group?.source;
    return source === undefined ? undefined : entry(source);
}

function entry({ name, kind }: Source): Entry {
    return kind === 'unnamed' ? { name } : { name, kind };
}

async function pick(claims: Claims, document: vscode.TextDocument): Promise<Entry | undefined> {
    const selected = vscode.window.visibleTextEditors
        .filter((editor) => editor.document === document)
        .map(({ selection }) => document.getText(selection).trim().replaceAll(/\s+/g, ' '))
        .find((words) => words !== '');
    if (selected !== undefined) {
        return await type(selected);
    }
    const list = claims.of(document);
    const named = list?.sources.filter(({ kind, known, url }) => kind !== 'unnamed' && !known && url === null) ?? [];
    if (named.length === 0) {
        return await type('');
    }
    const other = { label: '$(edit) Another …', source: undefined };
    const items = [...named.map((source) => ({ label: source.name, description: source.kind, source })), other];
    const options = { title: 'Add Source to sayso.toml', placeHolder: 'Which source is to be known by its name?' };
    const answer = await vscode.window.showQuickPick<{ label: string; source: Source | undefined }>(items, options);
    if (answer === undefined) {
        return undefined;
    }
    return answer.source === undefined ? await type('') : entry(answer.source);
}

async function type(value: string): Promise<Entry | undefined> {
    const name = await vscode.window.showInputBox({
        title: 'Add Source to sayso.toml',
        prompt: 'The full name of the source',
        value,
        validateInput: (typed) => /\p{Letter}/u.test(typed) ? undefined : 'A name has at least one letter.',
    });
    return name === undefined ? undefined : { name: name.trim() };
}
