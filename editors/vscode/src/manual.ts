// The manual page of a rule, as the server has it.

import * as vscode from 'vscode';

import { RULES } from './protocol';
import type { Rule } from './protocol';
import type { Server } from './server';

const SCHEME = 'sayso-rule';

export class Manual implements vscode.TextDocumentContentProvider {
    readonly #server: Server;
    readonly #pages = new Map<string, string>();

    constructor(server: Server, subscriptions: vscode.Disposable[]) {
        this.#server = server;
        subscriptions.push(
            vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
            vscode.commands.registerCommand('sayso.explainRule', (name?: unknown) => this.#explain(name)),
        );
    }

    provideTextDocumentContent(uri: vscode.Uri): string | undefined {
        return this.#pages.get(uri.path);
    }

    /** Shows the page of a rule: the one of that name, that of the finding at the cursor, else one that the user picks. */
    async #explain(name: unknown): Promise<void> {
        const rules = await this.#server.client?.sendRequest<Rule[]>(RULES);
        if (rules === undefined) {
            this.#server.complain('The server does not run, so its manual cannot be read.');
            return;
        }
        const wanted = typeof name === 'string' ? name : ruleAtCursor();
        const rule = rules.find((rule) => rule.name === wanted) ?? await pick(rules);
        if (rule === undefined) {
            return;
        }
        const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${rule.name}.md` });
        this.#pages.set(uri.path, `# ${rule.name}\n\nSeverity: ${rule.severity}\n\n${rule.page}`);
        const commands = await vscode.commands.getCommands(true);
        // The built-in extension for Markdown can be switched off.
        await (commands.includes('markdown.showPreview')
            ? vscode.commands.executeCommand('markdown.showPreview', uri)
            : vscode.window.showTextDocument(uri, { preview: true }));
    }
}

function ruleAtCursor(): string | undefined {
    const editor = vscode.window.activeTextEditor;
    const found = editor === undefined ? [] : vscode.languages.getDiagnostics(editor.document.uri);
    const here = found.find(({ source, range }) => source === 'sayso' && range.contains(editor!.selection.active));
    const code = here?.code;
    return typeof code === 'object' ? String(code.value) : undefined;
}

async function pick(rules: Rule[]): Promise<Rule | undefined> {
    const items = rules.map((rule) => ({ label: rule.name, description: rule.severity, detail: rule.summary, rule }));
    const options = { title: 'Explain Rule', placeHolder: 'Which rule?', matchOnDetail: true };
    return (await vscode.window.showQuickPick(items, options))?.rule;
}
