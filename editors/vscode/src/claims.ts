// The claims of the texts that are shown, as the server knows them: all views are made of these.

import * as vscode from 'vscode';

import { CLAIMS } from './protocol';
import type { ClaimList } from './protocol';
import type { Server } from './server';

/** The shortest time from an edit to the question, in milliseconds: of edits that come fast, some are asked about. */
const PAUSE = 120;

/** How many times as long as a question took to wait with the next. */
const REST = 8;

/** A question that is on its way, or will be. */
interface Turn {
    timer?: ReturnType<typeof setTimeout>;
    busy: boolean;
    again: boolean;
    /** How long the last one took, in milliseconds. */
    took: number;
}

export class Claims {
    readonly #server: Server;
    readonly #known = new Map<string, ClaimList>();
    readonly #turns = new Map<string, Turn>();
    readonly #changed = new vscode.EventEmitter<vscode.TextDocument>();
    readonly #moved = new vscode.EventEmitter<void>();
    #document: vscode.TextDocument | undefined;

    /** The claims of a text are others, or no longer known. */
    readonly onDidChange = this.#changed.event;
    /** Another text is the one that is worked on. */
    readonly onDidMove = this.#moved.event;

    constructor(server: Server, subscriptions: vscode.Disposable[]) {
        this.#server = server;
        subscriptions.push(
            this.#changed,
            this.#moved,
            vscode.window.onDidChangeActiveTextEditor(() => { this.#look(); }),
            vscode.window.onDidChangeVisibleTextEditors(() => { this.#look(); }),
            vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
                if (contentChanges.length > 0 && this.#turns.has(key(document))) {
                    this.#ask(document);
                }
            }),
            vscode.workspace.onDidCloseTextDocument((document) => { this.#forget(document); }),
            server.onDidChangeClaims((uri) => {
                const document = this.#shown().find((shown) => key(shown) === uri);
                if (document !== undefined) {
                    this.#ask(document);
                }
            }),
            server.onDidChangeLife((life) => {
                if (life === 'running') {
                    this.#shown().forEach((document) => { this.#ask(document); });
                } else if (life === 'failed') {
                    this.#known.clear();
                    this.#shown().forEach((document) => { this.#changed.fire(document); });
                }
            }),
            { dispose: () => { this.#turns.forEach(({ timer }) => { clearTimeout(timer); }); } },
        );
        this.#look();
    }

    /** The text that is worked on: that of the last editor that had the cursor and holds one that is checked. */
    get document(): vscode.TextDocument | undefined {
        return this.#document;
    }

    /** The claims of a text, as they were asked for last. */
    of(document: vscode.TextDocument | undefined): ClaimList | undefined {
        return document === undefined ? undefined : this.#known.get(key(document));
    }

    /** Takes in which texts are shown. */
    #look(): void {
        const active = vscode.window.activeTextEditor?.document;
        if (active !== undefined && active !== this.#document && this.#server.checks(active)) {
            this.#document = active;
            this.#moved.fire();
        }
        const shown = this.#shown();
        for (const document of shown) {
            if (!this.#turns.has(key(document))) {
                this.#ask(document);
            }
        }
        // What is shown nowhere is asked about again once it is.
        const keys = new Set([...shown, ...this.#document === undefined ? [] : [this.#document]].map(key));
        for (const gone of [...this.#turns.keys()].filter((known) => !keys.has(known))) {
            this.#drop(gone);
        }
    }

    #shown(): vscode.TextDocument[] {
        const documents = vscode.window.visibleTextEditors.map(({ document }) => document);
        return [...new Set(documents)].filter((document) => this.#server.checks(document));
    }

    /** Asks for the claims of a text soon. While a text is edited without a pause it is asked about all the same. */
    #ask(document: vscode.TextDocument): void {
        const turn = this.#turns.get(key(document)) ?? { busy: false, again: false, took: 0 };
        this.#turns.set(key(document), turn);
        if (turn.busy) {
            turn.again = true;
        } else {
            const pause = this.#known.has(key(document)) ? Math.max(PAUSE, REST * turn.took) : 0;
            turn.timer ??= setTimeout(() => { void this.#asked(document, turn); }, pause);
        }
    }

    async #asked(document: vscode.TextDocument, turn: Turn): Promise<void> {
        turn.timer = undefined;
        turn.busy = true;
        const begun = Date.now();
        const uri = this.#server.client?.code2ProtocolConverter.asUri(document.uri);
        // A question that was dropped or that a dying server leaves open is asked again when there is reason to.
        const list = uri === undefined ? undefined
            : await this.#server.client?.sendRequest<ClaimList | null>(CLAIMS, { textDocument: { uri } }).catch(() => undefined);
        turn.busy = false;
        turn.took = Date.now() - begun;
        if (this.#turns.get(key(document)) !== turn) {
            return;
        }
        if (list) {
            this.#known.set(key(document), list);
            this.#changed.fire(document);
        }
        if (turn.again) {
            turn.again = false;
            this.#ask(document);
        }
    }

    #forget(document: vscode.TextDocument): void {
        this.#drop(key(document));
        if (document === this.#document) {
            this.#document = undefined;
            this.#moved.fire();
        }
    }

    #drop(uri: string): void {
        clearTimeout(this.#turns.get(uri)?.timer);
        this.#turns.delete(uri);
        this.#known.delete(uri);
    }
}

function key(document: vscode.TextDocument): string {
    return document.uri.toString();
}
