// The client for the protocol, in a bundle of its own: it is large, and is loaded once the editor no longer waits for the extension.

import type { CancellationToken, MessageSignature } from 'vscode-languageclient/node';
import { ErrorCodes, LanguageClient as Client, ResponseError } from 'vscode-languageclient/node';

export { CloseAction, ErrorAction, State } from 'vscode-languageclient/node';

export class LanguageClient extends Client {
    /** That a server has died is told, so what could not be asked of it is not. */
    override handleFailedRequest<T>(
        type: MessageSignature, token: CancellationToken | undefined, error: unknown, otherwise: T, ...how: boolean[]
    ): T {
        const gone = error instanceof ResponseError && error.code === ErrorCodes.MessageWriteError;
        return gone ? otherwise : super.handleFailedRequest(type, token, error, otherwise, ...how);
    }
}
