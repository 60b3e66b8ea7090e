//! What there is to say of what stands under the cursor.

use gen_lsp_types::{Hover, HoverParams};

use super::client::Client;
use super::snapshot::World;
use super::{convert, manifest};
use crate::output::hover::{self, Markup};

/// How the client wants texts at `path` of its capabilities.
pub(super) fn markup(client: &Client, path: &str) -> Markup {
    if client.shows_markdown(path) { Markup::Markdown } else { Markup::Plain }
}

pub(super) fn hover(world: &World, params: HoverParams) -> Option<Hover> {
    let place = params.text_document_position_params;
    let snapshot = world.open(&place.text_document.uri)?;
    let markup = markup(&world.client, "textDocument.hover.contentFormat");
    if snapshot.is_manifest {
        return manifest::hover(snapshot, place.position, markup);
    }
    let at = convert::offset(snapshot, place.position);
    let (range, text) = hover::hover(&snapshot.read().checked, snapshot.lines(), at, markup)?;
    Some(Hover { contents: convert::markup(markup, text).into(), range: Some(convert::range(snapshot, range)) })
}
