// The parts of the extension, put together. What a text says and on whose say-so is found out by the server alone.

import * as vscode from 'vscode';

import { Claims } from './claims';
import { Coverage } from './coverage';
import { Manual } from './manual';
import { Server } from './server';
import { StatusItem } from './status';
import { ClaimsView } from './view';
import { workspaceCommands } from './workspace';

let server: Server | undefined;

export function activate(context: vscode.ExtensionContext): void {
    offerSchema(context);
    const { subscriptions } = context;
    const log = vscode.window.createOutputChannel('sayso', { log: true });
    const own = server = new Server(context, log);
    const claims = new Claims(own, subscriptions);
    new StatusItem(own, claims, subscriptions);
    new ClaimsView(claims, context);
    new Coverage(claims, subscriptions);
    new Manual(own, subscriptions);
    workspaceCommands(own, claims, subscriptions);
    subscriptions.push(
        log,
        vscode.commands.registerCommand('sayso.restart', () => own.restart()),
        vscode.commands.registerCommand('sayso.showLog', () => { log.show(); }),
        vscode.commands.registerCommand('sayso.openWalkthrough', () =>
            vscode.commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#start`, false)),
        vscode.workspace.onDidChangeConfiguration((change) => {
            if (change.affectsConfiguration('sayso.path')) {
                void own.restart();
            } else if (change.affectsConfiguration('sayso')) {
                void own.configure();
            }
        }),
        vscode.workspace.onDidGrantWorkspaceTrust(() => own.reconsider()),
        vscode.workspace.onDidChangeWorkspaceFolders(({ added }) => {
            // The client has asked for the kinds of folders that there were.
            if (added.some(({ uri }) => !own.knows(uri.scheme))) {
                void own.restart();
            }
        }),
    );
    // The editor does not wait for the server.
    void own.restart();
}

export function deactivate(): Promise<void> | undefined {
    return server?.stop();
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
