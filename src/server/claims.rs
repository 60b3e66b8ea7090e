//! The claims of a text and their sources, for the views that an editor makes of them: `sayso/claims`, and the notification that
//! they may be others. `docs/server.md` has both.

use gen_lsp_types::{
    LspNotificationMethod, LspRequestMethod, MessageDirection, Notification, Range, Request, TextDocumentIdentifier,
    Uri,
};
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::client::Client;
use super::convert;
use super::lens::sections;
use super::snapshot::{Snapshot, World};
use super::symbol::{called, shortened};
use crate::analysis::claim::{Claim, Standings, Status};
use crate::document::{BlockKind, Reference, ReferenceKind};

/// How many characters of a claim, a heading or a note are sent.
const LENGTH: usize = 120;

/// The claims of a text.
pub(super) enum ClaimsRequest {}

impl Request for ClaimsRequest {
    type Params = ClaimsParams;
    type Result = Option<ClaimList>;
    const METHOD: LspRequestMethod<'static> = LspRequestMethod::Custom("sayso/claims");
    const MESSAGE_DIRECTION: MessageDirection = MessageDirection::ClientToServer;
}

/// The text that is meant.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ClaimsParams {
    text_document: TextDocumentIdentifier,
}

/// The claims of a text that has not been edited may be others now.
enum ClaimsChangedNotification {}

impl Notification for ClaimsChangedNotification {
    type Params = ClaimsChangedParams;
    const METHOD: LspNotificationMethod<'static> = LspNotificationMethod::Custom("sayso/claimsChanged");
    const MESSAGE_DIRECTION: MessageDirection = MessageDirection::ServerToClient;
}

#[derive(Serialize, Deserialize)]
struct ClaimsChangedParams {
    uri: Uri,
}

/// What is known of the claims of a text.
#[derive(Serialize, Deserialize)]
pub(super) struct ClaimList {
    uri: Uri,
    version: i32,
    counts: Counts,
    sources: Vec<SourceOut>,
    claims: Vec<ClaimOut>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Counts {
    claims: usize,
    sourced: usize,
    own: usize,
    unattributed: usize,
    not_checkable: usize,
}

impl From<Standings> for Counts {
    fn from(standings: Standings) -> Self {
        Self {
            claims: standings.checkable(),
            sourced: standings.sourced,
            own: standings.ours,
            unattributed: standings.no_source,
            not_checkable: standings.not_checkable,
        }
    }
}

#[derive(Serialize, Deserialize)]
struct SourceOut {
    name: String,
    kind: String,
    /// Where it is introduced, or the reference.
    range: Range,
    url: Option<String>,
    /// Whether the configuration knows it.
    known: bool,
}

#[derive(Serialize, Deserialize)]
struct ClaimOut {
    range: Range,
    kind: String,
    text: String,
    status: String,
    source: Option<usize>,
    /// The words of the nearest heading above it.
    section: Option<String>,
}

pub(super) fn claims(world: &World, params: ClaimsParams) -> Option<ClaimList> {
    let snapshot = world.document(&params.text_document.uri)?;
    let analysis = snapshot.analysis();
    let mut sources = Sources::new(snapshot);
    let sections = sections(snapshot);
    let counts = Standings::of(&analysis.claims).into();
    let checkable = analysis.claims.iter().filter(|claim| claim.status != Status::NotCheckable);
    let claims = checkable.map(|claim| {
        let above = sections.partition_point(|section| section.range.start <= claim.range.start).checked_sub(1);
        ClaimOut {
            range: convert::range(snapshot, claim.range),
            kind: claim.kind.name().to_owned(),
            text: shortened(&called(snapshot, claim), LENGTH),
            status: claim.status.name().to_owned(),
            source: sources.of(claim),
            section: above.map(|section| shortened(&snapshot.document().words(sections[section].heading), LENGTH)),
        }
    });
    let claims = claims.collect();
    Some(ClaimList { uri: snapshot.uri.clone(), version: snapshot.version, counts, sources: sources.list, claims })
}

/// Tells a client that wants to know that the claims of a text may be others.
pub(super) fn changed(client: &Client, uri: &Uri) {
    if client.can("experimental.sayso.claimsChanged") {
        client.notify::<ClaimsChangedNotification>(ClaimsChangedParams { uri: uri.clone() });
    }
}

/// The sources of a text: who is said to say something in it, and what its references point to.
struct Sources<'a> {
    snapshot: &'a Snapshot,
    list: Vec<SourceOut>,
    /// Place in the list by index among the sources of the analysis.
    speakers: HashMap<usize, usize>,
    /// Place in the list by where a reference points.
    targets: HashMap<&'a str, usize>,
    /// Place in the list by the words that stand for somebody who is nowhere named.
    nameless: HashMap<String, usize>,
}

impl<'a> Sources<'a> {
    fn new(snapshot: &'a Snapshot) -> Self {
        let mut sources = Self {
            snapshot,
            list: Vec::new(),
            speakers: HashMap::new(),
            targets: HashMap::new(),
            nameless: HashMap::new(),
        };
        let analysis = snapshot.analysis();
        for (index, source) in analysis.sources.iter().enumerate().filter(|(_, source)| source.speaks) {
            sources.speakers.insert(index, sources.list.len());
            sources.list.push(SourceOut {
                name: source.name.to_string(),
                kind: source.kind().to_owned(),
                range: convert::range(snapshot, analysis.introduction(index)),
                url: source.known.as_ref().and_then(|known| known.url.clone()),
                known: source.known.is_some(),
            });
        }
        sources
    }

    /// Place in the list of the source of a claim.
    fn of(&mut self, claim: &Claim) -> Option<usize> {
        let analysis = self.snapshot.analysis();
        let Some(reference) = claim.reference.filter(|_| claim.status == Status::Referenced) else {
            let source = analysis.source_of(claim).and_then(|source| self.speakers.get(&source).copied());
            return source.or_else(|| self.nameless(claim));
        };
        let reference = &analysis.references[reference];
        Some(*self.targets.entry(&reference.target).or_insert_with(|| {
            self.list.push(SourceOut {
                name: pointed_to(self.snapshot, reference),
                kind: "document".to_owned(),
                range: convert::range(self.snapshot, reference.range),
                url: (reference.kind == ReferenceKind::Link).then(|| reference.target.to_string()),
                known: false,
            });
            self.list.len() - 1
        }))
    }
}

impl Sources<'_> {
    /// Place in the list of whoever a claim is said by where nobody can tell who that is: a pronoun without a name before it.
    fn nameless(&mut self, claim: &Claim) -> Option<usize> {
        let analysis = self.snapshot.analysis();
        let attribution = &analysis.attributions[claim.attribution.filter(|_| claim.status.has_source())?];
        let range = analysis.mentions[attribution.mention?].mention.range;
        let name = self.snapshot.document().words(range).into_owned();
        Some(*self.nameless.entry(name.clone()).or_insert_with(|| {
            let range = convert::range(self.snapshot, range);
            self.list.push(SourceOut { name, kind: "unnamed".to_owned(), range, url: None, known: false });
            self.list.len() - 1
        }))
    }
}

/// What a reference points to: the words of the note, else the address or label as written.
fn pointed_to(snapshot: &Snapshot, reference: &Reference) -> String {
    let document = snapshot.document();
    let mut notes = document.blocks.iter().filter(|block| block.kind == BlockKind::Note);
    let note = notes.find(|block| block.label.as_deref() == Some(&*reference.target));
    match note.filter(|_| reference.kind == ReferenceKind::Note) {
        Some(note) => shortened(&document.words(note.range), LENGTH),
        None => shortened(&reference.target, LENGTH),
    }
}
