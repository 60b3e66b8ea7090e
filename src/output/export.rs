//! The analysis as JSON, one object a document: schema `sayso.analysis/1`, see `docs/export.md`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::analysis::Analysis;
use crate::analysis::claim::{Claim, ClaimKind, Evidence, Standings, Status};
use crate::analysis::figure::{FigureKind, Reason};
use crate::document::{Document, ReferenceKind};
use crate::finding::Finding;
use crate::language::lexicon::Hedge;
use crate::text::TextRange;

use super::shown;

/// The name and version of the schema.
pub const SCHEMA: &str = "sayso.analysis/1";

#[derive(Serialize)]
struct Export<'a> {
    schema: &'static str,
    path: &'a str,
    format: &'static str,
    figures: Vec<FigureOut>,
    claims: Vec<ClaimOut>,
    attributions: Vec<AttributionOut>,
    sources: Vec<SourceOut>,
    diagnostics: Vec<DiagnosticOut<'a>>,
    standings: Standings,
}

type Span = [u32; 2];

#[derive(Serialize)]
struct FigureOut {
    id: String,
    span: Span,
    text: String,
    kind: &'static str,
    value: Option<f64>,
    high: Option<f64>,
    unit: Option<Box<str>>,
    hedge: Option<&'static str>,
    checkable: bool,
    reason: Option<&'static str>,
    claim: Option<String>,
}

#[derive(Serialize)]
struct ClaimOut {
    id: String,
    span: Span,
    kind: &'static str,
    check_worthiness: f64,
    status: &'static str,
    attribution: Option<String>,
    confidence: &'static str,
    because: Vec<EvidenceOut>,
}

#[derive(Serialize)]
struct EvidenceOut {
    r#for: bool,
    what: &'static str,
    span: Option<Span>,
}

#[derive(Serialize)]
struct AttributionOut {
    id: String,
    form: &'static str,
    source: Option<SourceRef>,
    cue: Option<SpanOnly>,
    content: Vec<Span>,
}

#[derive(Serialize)]
struct SourceRef {
    span: Option<Span>,
    entity: Option<String>,
}

#[derive(Serialize)]
struct SpanOnly {
    span: Span,
}

#[derive(Serialize)]
struct SourceOut {
    id: String,
    name: Box<str>,
    kind: &'static str,
    mentions: Vec<Span>,
    url: Option<Box<str>>,
}

#[derive(Serialize)]
struct DiagnosticOut<'a> {
    code: &'a str,
    severity: &'a str,
    confidence: &'a str,
    span: Span,
    message: &'a str,
}

fn span(range: TextRange) -> Span {
    [range.start, range.end]
}

/// The export of one document, without a line end.
///
/// # Errors
/// Where a value cannot be written as JSON, which none of these can.
pub fn export(
    path: &str,
    document: &Document,
    analysis: &Analysis,
    findings: &[Finding],
) -> serde_json::Result<String> {
    let claim_of = claims_by_figure(analysis);
    let figures = analysis.figures.iter().enumerate().map(|(i, at)| FigureOut {
        id: format!("f{i}"),
        span: span(at.item.range),
        text: document.words(at.item.range).into_owned(),
        kind: at.item.kind.name(),
        value: at.item.value,
        high: at.item.high,
        unit: at.item.unit.as_deref().map(Into::into),
        hedge: at.item.hedge.map(Hedge::name),
        checkable: at.item.checkable,
        reason: at.item.worth.reason().map(Reason::words),
        claim: claim_of[i].map(|claim| format!("c{claim}")),
    });
    let claims = analysis.claims.iter().enumerate().map(|(i, claim)| ClaimOut {
        id: format!("c{i}"),
        span: span(claim.range),
        kind: claim.kind.name(),
        check_worthiness: worthiness(claim, analysis),
        status: claim.status.name(),
        attribution: attribution_of(claim),
        confidence: claim.confidence.name(),
        because: claim.because.iter().map(evidence).collect(),
    });
    let attributions = analysis.attributions.iter().enumerate().map(|(i, attribution)| AttributionOut {
        id: format!("a{i}"),
        form: attribution.form.name(),
        source: attribution.mention.map(|mention| SourceRef {
            span: Some(span(analysis.mentions[mention].mention.range)),
            entity: attribution.source.map(|source| format!("s{source}")),
        }),
        cue: Some(SpanOnly { span: span(attribution.cue) }),
        content: attribution.content.iter().map(|range| span(*range)).collect(),
    });
    let sources =
        analysis.sources.iter().enumerate().filter(|(_, source)| source.speaks).map(|(i, source)| SourceOut {
            id: format!("s{i}"),
            name: source.name.clone(),
            kind: source.kind(),
            mentions: source.mentions.iter().map(|&mention| span(analysis.mentions[mention].mention.range)).collect(),
            url: source.known.as_ref().and_then(|known| known.url.as_deref()).map(Into::into),
        });
    let references = References::new(document, analysis);
    let diagnostics = findings.iter().map(|finding| DiagnosticOut {
        code: finding.rule,
        severity: finding.severity.name(),
        confidence: finding.confidence.name(),
        span: span(finding.range),
        message: &finding.message,
    });
    let export = serde_json::to_string(&Export {
        schema: SCHEMA,
        path,
        format: document.format.name(),
        figures: figures.collect(),
        claims: claims.collect(),
        attributions: attributions.chain(references.attributions).collect(),
        sources: sources.chain(references.sources).collect(),
        diagnostics: diagnostics.collect(),
        standings: Standings::of(&analysis.claims),
    });
    export.map(shown::json)
}

fn evidence(evidence: &Evidence) -> EvidenceOut {
    let span = (!evidence.range.is_empty()).then(|| span(evidence.range));
    EvidenceOut { r#for: evidence.supports, what: evidence.what, span }
}

fn claims_by_figure(analysis: &Analysis) -> Vec<Option<usize>> {
    let mut claims = vec![None; analysis.figures.len()];
    for (i, claim) in analysis.claims.iter().enumerate() {
        if let ClaimKind::Figure(figure) = claim.kind {
            claims[figure] = Some(i);
        }
    }
    claims
}

/// An attribution without a source is listed, but answers for no claim.
fn attribution_of(claim: &Claim) -> Option<String> {
    let said = claim.attribution.filter(|_| claim.status.has_source()).map(|attribution| format!("a{attribution}"));
    let reference = claim.reference.map(|reference| format!("r{reference}"));
    match claim.status {
        Status::Referenced => reference,
        Status::NotCheckable => said.or(reference),
        _ => said,
    }
}

/// The references that cover claims: an attribution each, and a source for each place they point to.
struct References {
    attributions: Vec<AttributionOut>,
    sources: Vec<SourceOut>,
}

impl References {
    /// A claim that a source is said to say may have a reference besides, and one place may have several.
    fn new(document: &Document, analysis: &Analysis) -> Self {
        let mut covered: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
        for claim in &analysis.claims {
            for reference in claim.reference.map_or(0..0, |index| analysis.references_beside(index, document)) {
                covered.entry(reference).or_default().push(span(claim.range));
            }
        }
        let mut out = Self { attributions: Vec::new(), sources: Vec::new() };
        let mut places: BTreeMap<(Option<usize>, &str), usize> = BTreeMap::new();
        for (index, content) in covered {
            let reference = &analysis.references[index];
            let work = analysis.works[index];
            let target = if work.is_some() { "" } else { &*reference.target };
            let place = *places.entry((work, target)).or_insert_with(|| {
                out.sources.push(place(document, analysis, index, out.sources.len()));
                out.sources.len() - 1
            });
            out.sources[place].mentions.push(span(reference.range));
            out.attributions.push(AttributionOut {
                id: format!("r{index}"),
                form: "reference",
                source: Some(SourceRef { span: Some(span(reference.range)), entity: Some(format!("p{place}")) }),
                cue: None,
                content,
            });
        }
        out
    }
}

/// The place that a reference points to: for a note what that says, or the one before if it says "Ibid.", and what it links to.
fn place(document: &Document, analysis: &Analysis, index: usize, number: usize) -> SourceOut {
    let reference = &analysis.references[index];
    let note = analysis.works[index].map(|block| document.blocks[block].range);
    let name = note.map_or_else(|| reference.target.clone(), |range| document.words(range).into());
    let linked = note.and_then(|range| {
        let from = document.references.partition_point(|link| link.range.start < range.start.saturating_sub(1));
        let near = document.references[from..].iter().take_while(|link| link.range.start < range.end);
        near.filter(|link| link.kind == ReferenceKind::Link).map(|link| &link.target).next()
    });
    let url = linked.or((reference.kind == ReferenceKind::Link).then_some(&reference.target)).cloned();
    SourceOut { id: format!("p{number}"), name, kind: "document", mentions: note.map(span).into_iter().collect(), url }
}

/// How much a reader would want a claim checked, from 0 to 1: a sum of the parts that `docs/export.md` lists.
fn worthiness(claim: &Claim, analysis: &Analysis) -> f64 {
    if claim.status == Status::NotCheckable {
        return 0.0;
    }
    let tenths = match claim.kind {
        ClaimKind::Superlative(_) => 6,
        ClaimKind::Quotation(_) => 3,
        ClaimKind::Figure(index) => {
            let figure = &analysis.figures[index].item;
            let part = matches!(figure.kind, FigureKind::Money | FigureKind::Percent | FigureKind::Ratio);
            let large = figure.value.is_some_and(|value| value.abs() >= 1000.0);
            4 + 2 * u32::from(part)
                + u32::from(large)
                + u32::from(figure.unit.is_some())
                + u32::from(figure.hedge.is_none())
        }
    };
    f64::from(tenths) / 10.0
}
