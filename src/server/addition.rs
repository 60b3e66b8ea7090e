//! What is added to the configuration file that holds for a text, as an edit for the client to make.

use std::path::{Path, PathBuf};

use gen_lsp_types::{
    CreateFile, CreateFileOptions, DocumentChange, OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit,
    TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};

use super::client::Client;
use super::snapshot::World;
use super::{convert, uri};
use crate::config;
use crate::text::{LineIndex, TextRange};

/// The configuration file that holds for a text, or that is to be made for it.
pub(super) struct Target {
    /// The file.
    pub(super) file: PathBuf,
    /// What stands in it: in the editor if it is open there, else on disk.
    pub(super) text: String,
    /// The path of the text from its folder, with "/".
    pub(super) below: String,
    address: Uri,
    /// The version of the file in the editor.
    version: Option<i32>,
    exists: bool,
}

/// An edit that adds something, and where that will stand.
pub(super) struct Addition {
    pub(super) edit: WorkspaceEdit,
    pub(super) uri: Uri,
    pub(super) range: Range,
    /// The whole file with it.
    pub(super) text: String,
}

impl Target {
    /// # Errors
    /// Why there is none, for a person to read.
    pub(super) fn of(world: &World, text: &Uri) -> Result<Self, &'static str> {
        let path = uri::path(text).ok_or("the text is in no file; save it first")?;
        let project = world.projects.of(text);
        let (file, exists) = if let Some(file) = project.and_then(|project| project.path.clone()) {
            (file, true)
        } else {
            let mut folders = world.projects.folders.iter().map(|(folder, _)| folder);
            let folder = folders.find(|folder| path.starts_with(folder));
            let folder = folder.ok_or("there is no sayso.toml above the text, and no folder is open to make one in")?;
            if !creates(&world.client) {
                return Err("there is no sayso.toml, and this editor makes no files for a server; “sayso init” does");
            }
            (folder.join(config::NAME), false)
        };
        let below = file.parent().and_then(|folder| relative(folder, &path));
        let address = uri::of_path(&file);
        let open = world.open(&address);
        Ok(Self {
            below: below.ok_or("the path of the text is no Unicode")?,
            text: match (open, project) {
                (Some(open), _) => open.buffer.to_string(),
                (None, Some(project)) if exists => project.text().to_owned(),
                _ => String::new(),
            },
            version: open.map(|open| open.version),
            file,
            address,
            exists,
        })
    }

    /// Adds `entry` at the end, one empty line below what is there.
    pub(super) fn add(self, client: &Client, entry: &str) -> Addition {
        let gap = match &*self.text {
            text if text.is_empty() || text.ends_with("\n\n") => "",
            text if text.ends_with('\n') => "\n",
            _ => "\n\n",
        };
        let start = self.text.len() + gap.len();
        let text = format!("{}{gap}{entry}", self.text);
        let range = |text: &str, from, to| {
            convert::range_in(text, &LineIndex::new(text), client.encoding, TextRange::of(from, to))
        };
        let edit = TextEdit {
            range: range(&self.text, self.text.len(), self.text.len()),
            new_text: text[self.text.len()..].to_owned(),
        };
        let range = range(&text, start, text.trim_end().len());
        Addition { edit: self.edit(client, edit), uri: self.address, range, text }
    }

    fn edit(&self, client: &Client, edit: TextEdit) -> WorkspaceEdit {
        let uri = self.address.clone();
        if !client.can("workspace.workspaceEdit.documentChanges") {
            return WorkspaceEdit { changes: Some([(uri, vec![edit])].into()), ..WorkspaceEdit::default() };
        }
        let text_document = OptionalVersionedTextDocumentIdentifier {
            version: self.version,
            text_document_identifier: TextDocumentIdentifier { uri: uri.clone() },
        };
        let create = (!self.exists).then(|| {
            let options = CreateFileOptions { ignore_if_exists: Some(true), ..CreateFileOptions::default() };
            DocumentChange::CreateFile(CreateFile::new(uri, Some(options), None))
        });
        let edit = DocumentChange::TextDocumentEdit(TextDocumentEdit { text_document, edits: vec![edit.into()] });
        WorkspaceEdit { document_changes: Some(create.into_iter().chain([edit]).collect()), ..WorkspaceEdit::default() }
    }
}

/// Whether a client makes files.
fn creates(client: &Client) -> bool {
    client.lists("workspace.workspaceEdit.resourceOperations", "create")
        && client.can("workspace.workspaceEdit.documentChanges")
}

fn relative(folder: &Path, path: &Path) -> Option<String> {
    Some(path.strip_prefix(folder).ok()?.to_str()?.replace('\\', "/"))
}

/// Words as a string of TOML. What JSON escapes, TOML reads; it wants one sign more escaped.
pub(super) fn quoted(words: &str) -> String {
    serde_json::Value::from(words).to_string().replace('\u{7f}', "\\u007f")
}
