// On whose say-so each claim stands, in quiet colours: for the read-through that a desk does on paper.

import * as vscode from 'vscode';

import type { Claims } from './claims';
import type { Status } from './protocol';

/** The colour of each status: that of `contributes.colors` in package.json. */
const colours: Record<Status, string> = {
    'attributed': 'sourced',
    'referenced': 'sourced',
    'carried-on': 'carriedOn',
    'own': 'own',
    'unattributed': 'unattributed',
};

export class Coverage {
    readonly #claims: Claims;
    readonly #types = new Map<string, vscode.TextEditorDecorationType>();

    constructor(claims: Claims, subscriptions: vscode.Disposable[]) {
        this.#claims = claims;
        for (const colour of new Set(Object.values(colours))) {
            const type = vscode.window.createTextEditorDecorationType({
                backgroundColor: new vscode.ThemeColor(`sayso.${colour}Background`),
                borderRadius: '2px',
                overviewRulerColor: new vscode.ThemeColor(`sayso.${colour}Background`),
                overviewRulerLane: vscode.OverviewRulerLane.Center,
            });
            this.#types.set(colour, type);
            subscriptions.push(type);
        }
        subscriptions.push(
            claims.onDidChange((document) => { this.#show(document); }),
            vscode.window.onDidChangeVisibleTextEditors(() => { this.#showAll(); }),
            vscode.workspace.onDidChangeConfiguration((change) => {
                if (change.affectsConfiguration('sayso.coverage')) {
                    this.#showAll();
                }
            }),
            vscode.commands.registerCommand('sayso.toggleCoverage', () => {
                const settings = vscode.workspace.getConfiguration('sayso');
                return settings.update('coverage', !settings.get('coverage', false), vscode.ConfigurationTarget.Global);
            }),
        );
        this.#showAll();
    }

    #showAll(): void {
        new Set(vscode.window.visibleTextEditors.map(({ document }) => document)).forEach((document) => {
            this.#show(document);
        });
    }

    #show(document: vscode.TextDocument): void {
        const on = vscode.workspace.getConfiguration('sayso', document).get('coverage', false);
        const list = on ? this.#claims.of(document) : undefined;
        // The words have moved meanwhile: what comes next is right again, and the editor carries along what it has.
        if (list !== undefined && list.version !== document.version) {
            return;
        }
        const ranges = new Map([...this.#types.keys()].map((colour) => [colour, [] as vscode.Range[]]));
        for (const { status, range: { start, end } } of list?.claims ?? []) {
            ranges.get(colours[status])?.push(new vscode.Range(start.line, start.character, end.line, end.character));
        }
        for (const editor of vscode.window.visibleTextEditors.filter((editor) => editor.document === document)) {
            this.#types.forEach((type, colour) => { editor.setDecorations(type, ranges.get(colour) ?? []); });
        }
    }
}
