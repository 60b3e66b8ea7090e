//! The language server.
//!
//! One lock guards the open documents; it is held to apply an edit or to take a snapshot, never across an `await` and never while
//! anything is analysed. An edit is applied before its handler first waits, since handlers run side by side and only their first
//! step runs in the order of the messages. Analysis and requests run on blocking threads, so that a panic there is an error to the
//! client and nothing else.

mod backend;
mod convert;
mod projects;
mod state;
#[cfg(test)]
mod tests;

use std::process::ExitCode;

use tower_lsp_server::{LspService, Server};

use backend::Backend;
use state::{Analyse, Shared};

/// How many requests may run at once. With the library's four, a few slow ones would hold up the message that cancels them.
const AT_ONCE: usize = 64;

/// Serves standard input and output until the client says `exit` or goes away. The exit status is the one the protocol asks for: 0
/// after `shutdown`, else 1.
#[must_use]
pub fn run() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => {
            crate::cli::complain(&format!("cannot start the language server: {error}"));
            return ExitCode::from(3);
        }
    };
    let clean = runtime.block_on(serve(tokio::io::stdin(), tokio::io::stdout(), crate::check::Checked::new));
    // Standard input may still be open, with a thread waiting on it that nothing can wake.
    runtime.shutdown_background();
    if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Serves one client, and tells whether it said `shutdown`.
async fn serve(input: impl tokio::io::AsyncRead + Unpin, output: impl tokio::io::AsyncWrite, analyse: Analyse) -> bool {
    let (service, socket) = LspService::new(|client| Backend::new(Shared::new(client, analyse)));
    let shared = service.inner().shared();
    Server::new(input, output, socket).concurrency_level(AT_ONCE).serve(service).await;
    shared.was_shut_down()
}
