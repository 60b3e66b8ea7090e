//! Code actions: the fixes of the rules, a source for a claim that has none, a name for a pronoun, a source for the configuration, and
//! findings that are meant to be.
//!
//! What an action does is worked out when it is chosen, where the client can ask for that; what it was offered with tells all that is
//! needed, and the version it was offered for.

mod attribute;
mod suppress;

use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionOptions, CodeActionParams, CodeActionResponse, ErrorCodes, LspErrorCodes,
    Uri, WorkspaceEdit,
};
use serde::{Deserialize, Serialize};

use super::addition::Target;
use super::client::Client;
use super::convert::{self, Shape};
use super::known::{self, Entry};
use super::router::Answer;
use super::snapshot::{Snapshot, World};
use super::wire::Failure;
use crate::analysis::Resolution;
use crate::analysis::mention::Nature;
use crate::finding::{Applicability, Finding};
use crate::fix::{self, Place};
use crate::text::{TextRange, offset};

/// All changes that a program may make by itself.
const FIX_ALL: &str = "source.fixAll.sayso";

/// What an action does: all that is needed to work it out.
#[derive(Serialize, Deserialize, Clone)]
#[serde(rename_all = "kebab-case")]
enum Plan {
    /// Makes fix `fix` of the finding of `rule` at `range`.
    Fix { rule: String, range: TextRange, fix: usize },
    /// Makes the fixes of a rule, or the safe ones of all.
    FixAll { rule: Option<String> },
    /// Puts a name in place of a pronoun.
    Replace { range: TextRange, by: String },
    /// Says who says the claim at `claim`.
    Attribute { claim: u32, to: attribute::To },
    /// Writes a source into the configuration.
    Know { name: String, kind: Option<String> },
    /// Says that a finding is meant to be.
    Suppress { rule: String, range: TextRange, scope: suppress::Scope },
}

/// An action as it is remembered with the client.
#[derive(Serialize, Deserialize)]
struct Offered {
    uri: Uri,
    version: i32,
    plan: Plan,
}

/// An action that can be chosen.
struct Offer<'a> {
    title: String,
    kind: CodeActionKind,
    findings: Vec<&'a Finding>,
    preferred: bool,
    plan: Plan,
}

pub(super) fn options(client: &Client) -> CodeActionOptions {
    let fix_all = CodeActionKind::from(FIX_ALL.to_owned());
    let kinds = [CodeActionKind::QuickFix, CodeActionKind::Refactor, CodeActionKind::RefactorRewrite, fix_all];
    CodeActionOptions {
        code_action_kinds: Some(kinds.to_vec()),
        resolve_provider: Some(is_lazy(client)),
        ..CodeActionOptions::default()
    }
}

/// Whether the client asks for the edit of an action once it is chosen.
fn is_lazy(client: &Client) -> bool {
    client.can("textDocument.codeAction.dataSupport")
        && client.lists("textDocument.codeAction.resolveSupport.properties", "edit")
}

pub(super) fn actions(world: &World, params: CodeActionParams) -> Option<Vec<CodeActionResponse>> {
    let snapshot = world.document(&params.text_document.uri)?;
    // A client that knows no kinds knows only commands.
    if !world.client.can("textDocument.codeAction.codeActionLiteralSupport") {
        return None;
    }
    let range = convert::text_range(snapshot, params.range);
    let only = params.context.only.as_deref();
    let wanted = |kind: &CodeActionKind| {
        let kind = String::from(kind.clone());
        only.map_or(!kind.starts_with("source"), |only| {
            only.iter()
                .map(|one| String::from(one.clone()))
                .any(|one| one.is_empty() || kind == one || kind.starts_with(&format!("{one}.")))
        })
    };
    let offers = offers(world, snapshot, range).into_iter().filter(|offer| wanted(&offer.kind));
    Some(offers.filter_map(|offer| action(world, snapshot, offer).map(Into::into)).collect())
}

/// What can be done about what stands in `range`.
fn offers<'a>(world: &World, snapshot: &'a Snapshot, range: TextRange) -> Vec<Offer<'a>> {
    let findings = &snapshot.read().checked.findings;
    let touches = |finding: &&Finding| {
        finding.range.touches(range.start) || finding.range.touches(range.end) || finding.range.overlaps(range)
    };
    let here: Vec<&Finding> = findings.iter().filter(touches).collect();
    let mut offers = Vec::new();
    for finding in &here {
        offers.extend(finding.fixes.iter().enumerate().map(|(index, fix)| Offer {
            title: fix.title.clone(),
            kind: CodeActionKind::QuickFix,
            findings: vec![*finding],
            preferred: index == 0 && fix.applicability > Applicability::DisplayOnly,
            plan: Plan::Fix { rule: finding.rule.to_owned(), range: finding.range, fix: index },
        }));
    }
    offers.extend(attribute::offers(world, snapshot, range, &here));
    offers.extend(pronoun(snapshot, range, &here));
    offers.extend(unknown(world, snapshot, range));
    offers.extend(all_of_a_kind(snapshot, &here));
    offers.extend(suppress::offers(world, snapshot, &here));
    if findings.iter().any(|finding| fix::of(finding, Applicability::Safe).is_some()) {
        offers.push(Offer {
            title: "Make all safe fixes".to_owned(),
            kind: CodeActionKind::from(FIX_ALL.to_owned()),
            findings: Vec::new(),
            preferred: false,
            plan: Plan::FixAll { rule: None },
        });
    }
    offers
}

/// Names that a pronoun can stand for.
fn pronoun<'a>(snapshot: &'a Snapshot, range: TextRange, here: &[&'a Finding]) -> Vec<Offer<'a>> {
    let analysis = snapshot.analysis();
    let Some(linked) = analysis.mention_at(range.start).map(|mention| &analysis.mentions[mention]) else {
        return Vec::new();
    };
    let told = here.iter().any(|finding| finding.range == linked.mention.range && !finding.fixes.is_empty());
    if linked.resolution != Resolution::Pronoun || linked.quoted || told {
        return Vec::new();
    }
    let candidates = linked.source.iter().chain(&linked.rivals).map(|&source| &analysis.sources[source]);
    let words = snapshot.document().words(linked.mention.range);
    candidates
        .filter(|source| source.named)
        .map(|source| Offer {
            title: format!("Replace “{words}” by “{}”", source.name),
            kind: CodeActionKind::RefactorRewrite,
            findings: Vec::new(),
            preferred: false,
            plan: Plan::Replace { range: linked.mention.range, by: source.name.to_string() },
        })
        .collect()
}

/// A source that the configuration could know.
fn unknown<'a>(world: &World, snapshot: &Snapshot, range: TextRange) -> Option<Offer<'a>> {
    let analysis = snapshot.analysis();
    let source = &analysis.sources[analysis.mentions[analysis.mention_at(range.start)?].source?];
    let is_new = source.named && source.known.is_none() && Target::of(world, &snapshot.uri).is_ok();
    is_new.then(|| Offer {
        title: format!("Add “{}” to the sources in sayso.toml", source.name),
        kind: CodeActionKind::Refactor,
        findings: Vec::new(),
        preferred: false,
        plan: Plan::Know {
            name: source.name.to_string(),
            kind: (source.nature != Nature::Unknown).then(|| source.nature.name().to_owned()),
        },
    })
}

/// Of the findings of one rule, the first.
fn first_of_each_rule<'a>(findings: &[&'a Finding]) -> impl Iterator<Item = &'a Finding> {
    findings.iter().enumerate().filter_map(|(i, finding)| {
        let new = findings[..i].iter().all(|before| before.rule != finding.rule);
        new.then_some(*finding)
    })
}

/// For each rule that reports here and more than once elsewhere: all of its fixes.
fn all_of_a_kind<'a>(snapshot: &'a Snapshot, here: &[&'a Finding]) -> Vec<Offer<'a>> {
    let findings = &snapshot.read().checked.findings;
    let fixable = |rule: &str| -> Vec<&Finding> {
        findings
            .iter()
            .filter(|finding| finding.rule == rule && fix::of(finding, Applicability::Unsafe).is_some())
            .collect()
    };
    let rules = first_of_each_rule(here).map(|finding| finding.rule);
    let several = rules.map(|rule| (rule, fixable(rule))).filter(|(_, found)| found.len() > 1);
    several
        .map(|(rule, found)| Offer {
            title: format!("Fix all {} “{rule}” in this file", found.len()),
            kind: CodeActionKind::QuickFix,
            findings: found,
            preferred: false,
            plan: Plan::FixAll { rule: Some(rule.to_owned()) },
        })
        .collect()
}

/// An offer as the protocol has it; `None` where it turns out that there is nothing to do.
fn action(world: &World, snapshot: &Snapshot, offer: Offer<'_>) -> Option<CodeAction> {
    let shape = Shape::of(&world.client);
    let diagnostics: Vec<_> =
        offer.findings.iter().map(|finding| convert::diagnostic(shape, snapshot, finding)).collect();
    let mut action = CodeAction {
        title: offer.title,
        kind: Some(offer.kind),
        diagnostics: (!diagnostics.is_empty()).then_some(diagnostics),
        is_preferred: (offer.preferred && world.client.can("textDocument.codeAction.isPreferredSupport"))
            .then_some(true),
        ..CodeAction::default()
    };
    if is_lazy(&world.client) {
        let offered = Offered { uri: snapshot.uri.clone(), version: snapshot.version, plan: offer.plan };
        action.data = serde_json::to_value(offered).ok();
    } else {
        action.edit = Some(edit(world, snapshot, &offer.plan)?);
    }
    Some(action)
}

/// Works out the edit of an action that has been chosen.
pub(super) fn resolve(world: &World, mut action: CodeAction) -> Answer<CodeAction> {
    let offered = action.data.as_ref().and_then(|data| Offered::deserialize(data).ok());
    let Some(offered) = offered else {
        return Err(Failure::new(ErrorCodes::InvalidParams, "this action was not offered by sayso"));
    };
    let Some(snapshot) = world.document(&offered.uri).filter(|snapshot| snapshot.version == offered.version) else {
        let message = format!("{} has changed since “{}” was offered", offered.uri, action.title);
        return Err(Failure::new(LspErrorCodes::ContentModified, message));
    };
    let Some(edit) = edit(world, snapshot, &offered.plan) else {
        let message = format!("“{}” cannot be done here", action.title);
        return Err(Failure::new(LspErrorCodes::RequestFailed, message));
    };
    action.edit = Some(edit);
    Ok(action)
}

/// What a plan changes.
fn edit(world: &World, snapshot: &Snapshot, plan: &Plan) -> Option<WorkspaceEdit> {
    let whole = |edits| Some(convert::edits(&world.client, snapshot, edits));
    match plan {
        Plan::Fix { rule, range, fix } => {
            let findings = snapshot.read().checked.findings.iter();
            let finding = findings.into_iter().find(|finding| finding.rule == rule && finding.range == *range)?;
            whole(finding.fixes.get(*fix)?.edits.clone())
        }
        Plan::FixAll { rule } => whole(fix_all(snapshot, rule.as_deref())),
        Plan::Replace { range, by } => whole(vec![(*range, by.clone())]),
        Plan::Attribute { claim, to } => attribute::edit(world, snapshot, *claim, to),
        Plan::Know { name, kind } => {
            let entry = Entry { kind: kind.clone(), ..Entry::named(name) };
            known::add(world, &snapshot.uri, &entry).ok().map(|addition| addition.edit)
        }
        Plan::Suppress { rule, range, scope } => suppress::edit(world, snapshot, rule, *range, *scope),
    }
}

/// Whether the client takes edits with places to fill in.
fn takes_snippets(client: &Client) -> bool {
    client.can("workspace.workspaceEdit.snippetEditSupport") && client.can("workspace.workspaceEdit.documentChanges")
}

/// Stands in the words of an edit for what the writer fills in.
const BLANK: &str = "\u{1}";

/// Edits in which what the writer fills in is called `what` until then.
fn to_fill_in(snapshot: &Snapshot, mut edits: Vec<(TextRange, String)>, what: &str) -> WorkspaceEdit {
    for (_, by) in &mut edits {
        let literal = by.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}");
        *by = literal.replace(BLANK, &format!("${{1:{what}}}"));
    }
    convert::snippets(snapshot, edits)
}

/// How the lines of a text end.
fn newline(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The edits that make the fixes of `rule`, or the safe ones of all rules, and no more.
fn fix_all(snapshot: &Snapshot, rule: Option<&str>) -> Vec<(TextRange, String)> {
    let least = if rule.is_some() { Applicability::Unsafe } else { Applicability::Safe };
    let findings = snapshot.read().checked.findings.iter();
    let others = findings.filter(|finding| rule.is_some_and(|rule| finding.rule != rule));
    let held: Vec<Place> = others.map(fix::place).collect();
    let fixed = fix::fix(snapshot.text(), snapshot.format, &snapshot.config, least, held);
    difference(snapshot.text(), fixed.checked.document.text())
}

/// The lines that are others, as edits.
fn difference(before: &str, after: &str) -> Vec<(TextRange, String)> {
    let patch = diffy::DiffOptions::new().set_context_len(0).create_patch(before, after);
    let starts: Vec<usize> = std::iter::once(0)
        .chain(memchr::memchr_iter(b'\n', before.as_bytes()).map(|at| at + 1))
        .chain([before.len()])
        .collect();
    let start = |line: usize| offset(starts.get(line).copied().unwrap_or(before.len()));
    patch
        .hunks()
        .iter()
        .map(|hunk| {
            let old = hunk.old_range();
            // Of a hunk that removes nothing, the line is the one before.
            let first = if old.is_empty() { old.start() } else { old.start().saturating_sub(1) };
            let by = hunk.lines().iter().filter_map(|line| match line {
                diffy::Line::Insert(text) => Some(*text),
                _ => None,
            });
            (TextRange::new(start(first), start(first + old.len())), by.collect())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_difference_makes_the_one_of_the_other(before in "([abc\u{e9}]{0,2}(\n|\r\n)?){0,6}", after in "([abc\u{e9}]{0,2}(\n|\r\n)?){0,6}") {
            let mut made = before.clone();
            for (range, by) in difference(&before, &after).into_iter().rev() {
                made.replace_range(range.indices(), &by);
            }
            prop_assert_eq!(made, after);
        }
    }
}
