//! Notebooks: each of their Markdown cells is a text of its own, under the address that the client gives it.

use gen_lsp_types::{
    DidChangeNotebookDocumentParams, DidCloseNotebookDocumentParams, DidOpenNotebookDocumentParams,
    NotebookCellLanguage, NotebookDocumentFilterWithCells, NotebookDocumentSyncOptions,
};

use super::state::Server;

pub(super) fn options() -> NotebookDocumentSyncOptions {
    let cells = vec![NotebookCellLanguage { language: "markdown".to_owned() }];
    let selector = NotebookDocumentFilterWithCells { notebook: None, cells };
    NotebookDocumentSyncOptions { notebook_selector: vec![selector.into()], save: None }
}

pub(super) fn opened(server: &mut Server, params: DidOpenNotebookDocumentParams) {
    for cell in params.cell_text_documents {
        server.open(cell);
    }
}

pub(super) fn changed(server: &mut Server, params: DidChangeNotebookDocumentParams) {
    let Some(cells) = params.change.cells else { return };
    let structure = cells.structure.unwrap_or_default();
    for gone in structure.did_close.into_iter().flatten() {
        server.close(&gone.uri);
    }
    for new in structure.did_open.into_iter().flatten() {
        server.open(new);
    }
    for content in cells.text_content.into_iter().flatten() {
        let document = content.document;
        server.change(&document.text_document_identifier.uri, document.version, content.changes);
    }
}

pub(super) fn closed(server: &mut Server, params: DidCloseNotebookDocumentParams) {
    for cell in params.cell_text_documents {
        server.close(&cell.uri);
    }
}
