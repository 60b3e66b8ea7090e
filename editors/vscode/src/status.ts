// The item in the status bar: how many claims the text has, how many of them are open, and whether the server runs.

import * as vscode from 'vscode';

import type { Claims } from './claims';
import type { Server } from './server';

export class StatusItem {
    readonly #server: Server;
    readonly #claims: Claims;
    readonly #item: vscode.StatusBarItem;

    constructor(server: Server, claims: Claims, subscriptions: vscode.Disposable[]) {
        this.#server = server;
        this.#claims = claims;
        this.#item = vscode.window.createStatusBarItem('sayso.status', vscode.StatusBarAlignment.Right, 90);
        this.#item.name = 'sayso';
        const show = (): void => { this.#show(); };
        subscriptions.push(this.#item, server.onDidChangeLife(show), claims.onDidChange(show), claims.onDidMove(show));
        show();
    }

    #show(): void {
        const item = this.#item;
        const counts = this.#claims.of(this.#claims.document)?.counts;
        item.backgroundColor = undefined;
        item.command = 'sayso.showClaims';
        if (this.#server.life === 'failed') {
            item.text = '$(error) sayso';
            item.tooltip = 'The server of sayso does not run. Click for its log.';
            item.backgroundColor = new vscode.ThemeColor('statusBarItem.errorBackground');
            item.command = 'sayso.showLog';
        } else if (this.#server.life === 'starting' || counts === undefined) {
            item.text = '$(loading~spin) sayso';
            item.tooltip = 'The server of sayso reads the text.';
        } else {
            item.text = `$(quote) ${counted(counts.claims, 'claim')} · ${counts.unattributed} open`;
            item.tooltip = `${counted(counts.claims, 'claim')}: ${counts.sourced} sourced, ${counts.own} ours, `
                + `${counts.unattributed} no source, ${counts.notCheckable} not checkable. Click for the list.`;
        }
        if (this.#claims.document === undefined && this.#server.life !== 'failed') {
            item.hide();
        } else {
            item.show();
        }
    }
}

/** A number with its noun. */
export function counted(number: number, noun: string): string {
    return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
