// Starts the language server and hands it the settings; everything else is the server's.

import * as vscode from 'vscode';
import { DidChangeConfigurationNotification, ErrorAction, LanguageClient } from 'vscode-languageclient/node';

import { choose, version } from './program';

let client: LanguageClient | undefined;

/** The last of the tasks below. They run one after the other, so that no server is left behind; none of them fails. */
let queue: Promise<void> = Promise.resolve();

export function activate(context: vscode.ExtensionContext): Promise<void> {
    offerSchema(context);
    const log = vscode.window.createOutputChannel('sayso', { log: true });
    const restart = () => enqueue(async () => {
        await stop();
        await start(context, log);
    });
    context.subscriptions.push(
        log,
        vscode.commands.registerCommand('sayso.restart', restart),
        vscode.workspace.onDidChangeConfiguration((change) => {
            if (change.affectsConfiguration('sayso.path')) {
                void restart();
            } else if (change.affectsConfiguration('sayso')) {
                void enqueue(configure);
            }
        }),
    );
    return restart();
}

export function deactivate(): Promise<void> {
    return enqueue(stop);
}

/**
 * Even Better TOML and Tombi read the schemas that the manifests of all extensions name, but want whole addresses, and where this
 * extension is installed is known only now. They look when they start, which is when the first TOML is opened.
 */
function offerSchema(context: vscode.ExtensionContext): void {
    const manifest = context.extension.packageJSON as { contributes: { tomlValidation: { url: string }[] } };
    for (const schema of manifest.contributes.tomlValidation) {
        schema.url = vscode.Uri.joinPath(context.extensionUri, schema.url).toString();
    }
}

function enqueue(task: () => Promise<void>): Promise<void> {
    queue = queue.then(task);
    return queue;
}

/** The settings that the server reads. */
function settings(): object {
    const { path: _, ...known } = { ...vscode.workspace.getConfiguration('sayso') } as Record<string, unknown>;
    return Object.fromEntries(Object.entries(known).filter(([, value]) => typeof value !== 'function'));
}

async function start(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): Promise<void> {
    const setting = vscode.workspace.getConfiguration('sayso').get('path', '').trim();
    const program = choose(setting, context.extensionPath);
    try {
        log.info(`${await version(program)}: ${program.command}`);
        const started: LanguageClient = new LanguageClient(
            'sayso',
            { command: program.command, args: ['server'] },
            {
                // Not every scheme: logs, consoles and other extensions' views are plain text too.
                documentSelector: [
                    ...['file', 'untitled'].flatMap((scheme) =>
                        ['plaintext', 'markdown', 'html'].map((language) => ({ scheme, language }))),
                    { scheme: 'file', pattern: '**/sayso.toml' },
                ],
                initializationOptions: settings,
                // The server is asked again at each change, not only when a text is opened.
                diagnosticPullOptions: { onChange: true, onSave: true },
                initializationFailedHandler: () => false,
                errorHandler: {
                    // What cannot be written to a server that has died is no reason to give up: that it has died is told as well.
                    error: () => ({ action: ErrorAction.Continue }),
                    closed: () => restarts.closed(),
                },
                outputChannel: log,
            },
        );
        const restarts = started.createDefaultErrorHandler();
        await started.start();
        client = started;
    } catch (error) {
        complain(error instanceof Error ? error.message : String(error), log);
    }
}

async function configure(): Promise<void> {
    const params = { settings: { sayso: settings() } };
    // A server that has crashed gets the settings when it is started again.
    await client?.sendNotification(DidChangeConfigurationNotification.type, params).catch(() => undefined);
}

async function stop(): Promise<void> {
    const stopped = client;
    client = undefined;
    // A server that has crashed cannot be told to stop.
    await stopped?.dispose().catch(() => undefined);
}

/** Says why there is no server. Nobody waits for the user's answer. */
function complain(message: string, log: vscode.LogOutputChannel): void {
    log.error(message);
    const remedies: Record<string, () => Thenable<unknown>> = {
        'Open Settings': () => vscode.commands.executeCommand('workbench.action.openSettings', 'sayso.path'),
        'Restart Server': () => vscode.commands.executeCommand('sayso.restart'),
    };
    void vscode.window.showErrorMessage(`sayso: ${message}`, ...Object.keys(remedies)).then((chosen) =>
        chosen === undefined ? undefined : remedies[chosen]?.());
}
