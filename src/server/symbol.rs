//! Symbols: the claims of a text by section and source, and the sources of all texts.

use std::collections::BTreeMap;

use gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location, SymbolInformation,
    SymbolKind, WorkspaceSymbolParams, WorkspaceSymbolResponse,
};

use super::lens::sections;
use super::snapshot::{Snapshot, World};
use super::{convert, uri};
use crate::analysis::claim::{Claim, ClaimKind, Status};
use crate::text::{LineIndex, TextRange, offset};

/// How many characters of a claim are shown.
const LENGTH: usize = 60;

pub(super) fn document(world: &World, params: DocumentSymbolParams) -> Option<DocumentSymbolResponse> {
    let snapshot = world.document(&params.text_document.uri)?;
    let mut symbols = Vec::new();
    let sections = sections(snapshot);
    let first = sections.first().map_or(offset(snapshot.text().len()), |section| section.range.start);
    symbols.extend(by_source(snapshot, TextRange::new(0, first)));
    for section in &sections {
        let name = shortened(&snapshot.document().words(section.heading), LENGTH);
        let children = by_source(snapshot, section.range);
        symbols.push(symbol(snapshot, name, None, SymbolKind::Namespace, (section.range, section.heading), children));
    }
    Some(if world.client.can("textDocument.documentSymbol.hierarchicalDocumentSymbolSupport") {
        symbols.into()
    } else {
        let mut flat = Vec::new();
        for symbol in symbols {
            flatten(symbol, None, snapshot, &mut flat);
        }
        flat.into()
    })
}

/// The claims in a part of the text, by source; those that are nobody's come first.
fn by_source(snapshot: &Snapshot, part: TextRange) -> Vec<DocumentSymbol> {
    let analysis = snapshot.analysis();
    let mut groups: BTreeMap<(u8, usize), Vec<&Claim>> = BTreeMap::new();
    for claim in analysis.claims_in(part).iter().filter(|claim| claim.status != Status::NotCheckable) {
        let group = match (claim.status, analysis.source_of(claim)) {
            (Status::Unattributed, _) => (0, 0),
            (Status::Own, _) => (1, 0),
            (_, Some(source)) => (3, source),
            (_, None) => (2, 0),
        };
        groups.entry(group).or_default().push(claim);
    }
    groups
        .into_iter()
        .map(|((group, source), claims)| {
            let (name, kind) = match group {
                0 => ("Unattributed".to_owned(), SymbolKind::Interface),
                1 => ("Our own".to_owned(), SymbolKind::Class),
                2 => ("By reference".to_owned(), SymbolKind::Class),
                _ => (shortened(&analysis.sources[source].name, LENGTH), SymbolKind::Class),
            };
            let hull = claims.iter().fold(claims[0].range, |hull, claim| hull.hull(claim.range));
            let detail = if claims.len() == 1 { "1 claim".to_owned() } else { format!("{} claims", claims.len()) };
            let children = claims.iter().map(|claim| of_claim(snapshot, claim)).collect();
            symbol(snapshot, name, Some(detail), kind, (hull, claims[0].range), children)
        })
        .collect()
}

fn of_claim(snapshot: &Snapshot, claim: &Claim) -> DocumentSymbol {
    let kind = match claim.kind {
        ClaimKind::Figure(_) => SymbolKind::Number,
        ClaimKind::Quotation(_) => SymbolKind::String,
        ClaimKind::Superlative(_) => SymbolKind::Constant,
    };
    symbol(
        snapshot,
        shortened(&called(snapshot, claim), LENGTH),
        Some(claim.status.name().to_owned()),
        kind,
        (claim.range, claim.range),
        Vec::new(),
    )
}

fn symbol(
    snapshot: &Snapshot,
    name: String,
    detail: Option<String>,
    kind: SymbolKind,
    (range, selection): (TextRange, TextRange),
    children: Vec<DocumentSymbol>,
) -> DocumentSymbol {
    #[allow(deprecated, reason = "the field has to be given")]
    DocumentSymbol {
        name,
        detail,
        kind,
        tags: None,
        deprecated: None,
        range: convert::range(snapshot, range),
        selection_range: convert::range(snapshot, selection),
        children: (!children.is_empty()).then_some(children),
    }
}

/// The words of a claim; a figure with what it counts.
pub(super) fn called(snapshot: &Snapshot, claim: &Claim) -> String {
    let words = snapshot.document().words(claim.range);
    match claim.kind {
        ClaimKind::Figure(figure) => snapshot.analysis().figures[figure].item.called(&words),
        _ => words.into_owned(),
    }
}

/// The first `length` characters of words; never nothing, as a symbol must have a name.
pub(super) fn shortened(words: &str, length: usize) -> String {
    match words.char_indices().nth(length) {
        Some((cut, _)) => format!("{}…", words[..cut].trim_end()),
        None if words.is_empty() => "…".to_owned(),
        None => words.to_owned(),
    }
}

fn flatten(symbol: DocumentSymbol, container: Option<String>, snapshot: &Snapshot, out: &mut Vec<SymbolInformation>) {
    let location = Location { uri: snapshot.uri.clone(), range: symbol.range };
    out.push(information(symbol.name.clone(), symbol.kind, container, location));
    for child in symbol.children.unwrap_or_default() {
        flatten(child, Some(symbol.name.clone()), snapshot, out);
    }
}

fn information(
    name: String,
    kind: SymbolKind,
    container_name: Option<String>,
    location: Location,
) -> SymbolInformation {
    #[allow(deprecated, reason = "the field has to be given")]
    SymbolInformation {
        deprecated: None,
        location,
        base_symbol_information: BaseSymbolInformation { name, kind, tags: None, container_name },
    }
}

/// The sources of the open documents that say something, and those of their configuration files, whose names hold the letters of
/// the query in their order.
#[allow(clippy::unnecessary_wraps, reason = "the table wants what the protocol has")]
pub(super) fn workspace(world: &World, params: WorkspaceSymbolParams) -> Option<WorkspaceSymbolResponse> {
    let mut found = Vec::new();
    let mut manifests = Vec::new();
    let mut documents: Vec<_> = world.documents.iter().collect();
    documents.sort_by(|a, b| a.0.cmp(b.0));
    for (_, snapshot) in documents {
        if snapshot.is_manifest {
            continue;
        }
        let file = snapshot.uri.0.rsplit('/').next().map(str::to_owned);
        let analysis = snapshot.analysis();
        let sources = analysis.sources.iter().enumerate().filter(|(_, source)| source.speaks);
        for (index, source) in sources.filter(|(_, source)| fits(&source.name, &params.query)) {
            let location = convert::location(snapshot, analysis.introduction(index));
            found.push(information(source.name.to_string(), SymbolKind::Class, file.clone(), location));
        }
        let project = world.projects.of(&snapshot.uri);
        if let Some(path) = project.and_then(|project| project.path.as_ref())
            && !manifests.contains(path)
        {
            manifests.push(path.clone());
        }
    }
    for path in manifests {
        let project = world.documents.values().find_map(|snapshot| {
            world.projects.of(&snapshot.uri).filter(|project| project.path.as_ref() == Some(&path))
        });
        let Some(project) = project else { continue };
        let lines = LineIndex::new(project.text());
        for (source, place) in project.known_sources().filter(|(source, _)| fits(&source.name, &params.query)) {
            let range = convert::range_in(project.text(), &lines, world.client.encoding, place);
            let location = Location { uri: uri::of_path(&path), range };
            found.push(information(source.name.clone(), SymbolKind::Class, Some("sayso.toml".to_owned()), location));
        }
    }
    Some(found.into())
}

/// Whether `name` holds the letters of `query` in their order.
fn fits(name: &str, query: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    query.chars().flat_map(char::to_lowercase).all(|letter| letters.any(|other| other == letter))
}
