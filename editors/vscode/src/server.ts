// The language server's process and the client that speaks to it.

import type { ChildProcess } from 'node:child_process';
import * as vscode from 'vscode';
import type { FeatureState, LanguageClient, StaticFeature } from 'vscode-languageclient/node';

import { choose, end, launch, remedy, thisSystem, version } from './program';
import type { Program } from './program';
import { CLAIMS_CHANGED } from './protocol';

/** A server that dies as often in that time is left alone. */
const DEATHS = 5;
const MINUTES = 3;

const languages = ['plaintext', 'markdown', 'html'];

/** How it is with the server. */
export type Life = 'starting' | 'running' | 'failed';

export class Server {
    readonly #context: vscode.ExtensionContext;
    readonly #log: vscode.LogOutputChannel;
    readonly #lived = new vscode.EventEmitter<Life>();
    readonly #claimed = new vscode.EventEmitter<string>();
    #client: LanguageClient | undefined;
    /** The program that was chosen last, and its process. */
    #command: string | undefined;
    #process: Promise<ChildProcess> | undefined;
    #life: Life = 'starting';
    #deaths: number[] = [];
    /** What the server is told of, once there is a client. */
    #selector = selector();
    /** The last of the tasks below. They run one after the other, so that no server is left behind; none of them fails. */
    #queue: Promise<void> = Promise.resolve();

    /** It is with the server otherwise than before. */
    readonly onDidChangeLife = this.#lived.event;
    /** The claims of the text at this address may be others, though nobody has edited it. */
    readonly onDidChangeClaims = this.#claimed.event;

    constructor(context: vscode.ExtensionContext, log: vscode.LogOutputChannel) {
        this.#context = context;
        this.#log = log;
        context.subscriptions.push(this.#lived, this.#claimed);
    }

    get life(): Life {
        return this.#life;
    }

    /** The client of a server that runs. */
    get client(): LanguageClient | undefined {
        return this.#life === 'running' ? this.#client : undefined;
    }

    /** Whether the server is told of texts of a scheme. */
    knows(scheme: string): boolean {
        return this.#selector.some((one) => one.scheme === scheme);
    }

    /** Whether a document is one whose claims are asked for. */
    checks(document: vscode.TextDocument): boolean {
        return vscode.languages.match(this.#selector, document) > 0;
    }

    restart(): Promise<void> {
        return this.#enqueue(async () => {
            await this.#stop();
            await this.#start();
        });
    }

    /** Starts another server if the choice falls on another program by now. */
    reconsider(): Promise<void> {
        return this.#enqueue(async () => {
            try {
                if (this.#choose().command === this.#command) {
                    return;
                }
            } catch {
                return; // told of when the server was to be started
            }
            await this.#stop();
            await this.#start();
        });
    }

    /** Tells the server of other settings. */
    configure(): Promise<void> {
        return this.#enqueue(async () => {
            const params = { settings: { sayso: settings() } };
            // A server that has crashed gets the settings when it is started again.
            await this.#client?.sendNotification('workspace/didChangeConfiguration', params).catch(() => undefined);
        });
    }

    stop(): Promise<void> {
        return this.#enqueue(() => this.#stop());
    }

    /** Has the server carry out a command of its own; fails with what it says, or if there is no server. */
    async execute<T>(command: string, ...args: unknown[]): Promise<T> {
        if (this.client === undefined) {
            throw new Error('The server does not run.');
        }
        return await this.client.sendRequest<T>('workspace/executeCommand', { command, arguments: args });
    }

    /** Says why something was not done. */
    complain(reason: unknown): void {
        void this.#tell(reason, {});
    }

    /** Says why there is no server, with what can be done about it. */
    #complainOfServer(reason: unknown): void {
        this.#live('failed');
        // Nobody waits for the user's answer.
        void this.#tell(reason, {
            'Open Settings': () => vscode.commands.executeCommand('workbench.action.openSettings', 'sayso.path'),
            'Restart Server': () => this.restart(),
            'Show Log': () => { this.#log.show(); },
        });
    }

    async #tell(reason: unknown, remedies: Record<string, () => unknown>): Promise<void> {
        const message = reason instanceof Error ? reason.message : String(reason);
        this.#log.error(message);
        const chosen = await vscode.window.showErrorMessage(`sayso: ${message}`, ...Object.keys(remedies));
        await (chosen === undefined ? undefined : remedies[chosen]?.());
    }

    #enqueue(task: () => Promise<void>): Promise<void> {
        this.#queue = this.#queue.then(task);
        return this.#queue;
    }

    #live(life: Life): void {
        this.#life = life;
        this.#lived.fire(life);
    }

    #choose(): Program {
        // A workspace cannot make this setting: it is of the machine.
        const setting = vscode.workspace.getConfiguration('sayso').get('path', '').trim();
        const folders = vscode.workspace.isTrusted ? [] : vscode.workspace.workspaceFolders ?? [];
        const untrusted = folders.filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => uri.fsPath);
        return choose(setting, this.#context.extensionPath, thisSystem(untrusted));
    }

    async #start(): Promise<void> {
        this.#live('starting');
        this.#deaths = [];
        this.#command = undefined;
        let program: Program;
        try {
            program = this.#choose();
            this.#command = program.command;
            const { version: least } = this.#context.extension.packageJSON as { version: string };
            // The client is loaded meanwhile.
            const [found] = await Promise.all([version(program, least), import('./lsp')]);
            this.#log.info(`${found}: ${program.command}`);
        } catch (error) {
            this.#complainOfServer(error);
            return;
        }
        let client: LanguageClient | undefined;
        try {
            client = await this.#newClient(program);
            await client.start();
            this.#client = client;
            this.#live('running');
        } catch (error) {
            await this.#end(client);
            const reason = error instanceof Error ? error.message : String(error);
            this.#complainOfServer(`“${program.command}” ended before it answered (${reason}). ${remedy(program.from)}`);
        }
    }

    async #newClient(program: Program): Promise<LanguageClient> {
        const { CloseAction, ErrorAction, LanguageClient, State } = await import('./lsp');
        this.#selector = selector();
        const client = new LanguageClient(
            'sayso',
            async () => {
                this.#process = launch(program);
                const server = await this.#process;
                server.once('exit', (code, signal) => {
                    this.#log[code === 0 ? 'info' : 'error'](`The server has ended (${signal ?? `exit status ${code}`}).`);
                });
                return server;
            },
            {
                documentSelector: [...this.#selector, { scheme: 'file', pattern: '**/sayso.toml' }],
                initializationOptions: settings,
                // The server is asked again at each change, not only when a text is opened.
                diagnosticPullOptions: { onChange: true, onSave: true },
                initializationFailedHandler: () => false,
                errorHandler: {
                    // What cannot be written to a server that has died is no reason to give up: that it has died is told as well.
                    error: () => ({ action: ErrorAction.Continue, handled: true }),
                    closed: () => ({ action: this.#died() ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true }),
                },
                outputChannel: this.#log,
            },
        );
        client.registerFeature(new WantsChanges());
        client.onNotification(CLAIMS_CHANGED, ({ uri }: { uri: string }) => {
            this.#claimed.fire(client.protocol2CodeConverter.asUri(uri).toString());
        });
        client.onDidChangeState(({ newState }) => {
            // A server that was started anew after its death.
            if (this.#client === client && newState !== State.Stopped) {
                this.#live(newState === State.Running ? 'running' : 'starting');
            }
        });
        return client;
    }

    /** Takes in that the server has died; tells whether it is to be started again. */
    #died(): boolean {
        const now = Date.now();
        this.#deaths = [...this.#deaths.filter((then) => now - then < MINUTES * 60_000), now];
        const again = this.#deaths.length < DEATHS;
        if (!again) {
            this.#complainOfServer(`The server has ended ${DEATHS} times within ${MINUTES} minutes and is not started again. `
                + 'The log may tell why; nothing you have written is lost. Restart it, or report the text that it ends with.');
        }
        return again;
    }

    async #stop(): Promise<void> {
        const stopped = this.#client;
        this.#client = undefined;
        await this.#end(stopped);
    }

    /** Has a client end its server, and waits until that has ended. */
    async #end(client: LanguageClient | undefined): Promise<void> {
        // A server that has crashed cannot be told to stop.
        await client?.dispose().catch(() => undefined);
        // One that could not be started has been told of.
        await this.#process?.then(end, () => undefined);
        this.#process = undefined;
    }
}

/** What is checked. Not every scheme: logs, consoles and other extensions' views are plain text too. */
function selector(): { scheme: string; language: string }[] {
    const folders = vscode.workspace.workspaceFolders?.map(({ uri }) => uri.scheme) ?? [];
    const schemes = [...new Set(['file', 'untitled', ...folders])];
    const texts = schemes.flatMap((scheme) => languages.map((language) => ({ scheme, language })));
    return [...texts, { scheme: 'vscode-notebook-cell', language: 'markdown' }];
}

/** The settings that the server reads. */
function settings(): object {
    const { path: _, coverage: __, ...known } = { ...vscode.workspace.getConfiguration('sayso') } as Record<string, unknown>;
    return Object.fromEntries(Object.entries(known).filter(([, value]) => typeof value !== 'function'));
}

/** Says that the client wants to be told when claims may be others. */
class WantsChanges implements StaticFeature {
    fillClientCapabilities(capabilities: { experimental?: object }): void {
        capabilities.experimental = { ...capabilities.experimental, sayso: { claimsChanged: true } };
    }

    initialize(): void {}

    getState(): FeatureState {
        return { kind: 'static' };
    }

    clear(): void {}
}
