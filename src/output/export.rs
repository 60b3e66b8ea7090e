//! The analysis as JSON, one object a document: schema `sayso.analysis/1`, see `docs/export.md`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::analysis::Analysis;
use crate::analysis::claim::{Claim, ClaimKind, Status};
use crate::analysis::figure::{FigureKind, Reason};
use crate::document::{Document, ReferenceKind};
use crate::finding::Finding;
use crate::language::lexicon::Hedge;
use crate::text::TextRange;

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
    sources: Vec<SourceOut<'a>>,
    diagnostics: Vec<DiagnosticOut<'a>>,
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
struct SourceOut<'a> {
    id: String,
    name: &'a str,
    kind: &'static str,
    mentions: Vec<Span>,
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct DiagnosticOut<'a> {
    code: &'a str,
    severity: &'a str,
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
            name: &source.name,
            kind: source.kind(),
            mentions: source.mentions.iter().map(|&mention| span(analysis.mentions[mention].mention.range)).collect(),
            url: source.known.as_ref().and_then(|known| known.url.as_deref()),
        });
    let references = References::new(analysis);
    let diagnostics = findings.iter().map(|finding| DiagnosticOut {
        code: finding.rule,
        severity: finding.severity.name(),
        span: span(finding.range),
        message: &finding.message,
    });
    serde_json::to_string(&Export {
        schema: SCHEMA,
        path,
        format: document.format.name(),
        figures: figures.collect(),
        claims: claims.collect(),
        attributions: attributions.chain(references.attributions).collect(),
        sources: sources.chain(references.sources).collect(),
        diagnostics: diagnostics.collect(),
    })
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
    match claim.reference.filter(|_| claim.status == Status::Referenced) {
        Some(reference) => Some(format!("r{reference}")),
        None => claim.attribution.filter(|_| claim.status.has_source()).map(|attribution| format!("a{attribution}")),
    }
}

/// The references that cover claims: an attribution each, and a source for each place they point to.
struct References<'a> {
    attributions: Vec<AttributionOut>,
    sources: Vec<SourceOut<'a>>,
}

impl<'a> References<'a> {
    fn new(analysis: &'a Analysis) -> Self {
        let mut covered: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
        for claim in analysis.claims.iter().filter(|claim| claim.status == Status::Referenced) {
            if let Some(reference) = claim.reference {
                covered.entry(reference).or_default().push(span(claim.range));
            }
        }
        let mut out = Self { attributions: Vec::new(), sources: Vec::new() };
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, content) in covered {
            let reference = &analysis.references[index];
            let place = *places.entry(&reference.target).or_insert_with(|| {
                let url = (reference.kind == ReferenceKind::Link).then_some(&*reference.target);
                let (id, name) = (format!("p{}", out.sources.len()), &*reference.target);
                out.sources.push(SourceOut { id, name, kind: "document", mentions: Vec::new(), url });
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
