// The client for the protocol, in a bundle of its own: it is large, and is loaded once the editor no longer waits for the extension.

export { CloseAction, ErrorAction, LanguageClient, State } from 'vscode-languageclient/node';
