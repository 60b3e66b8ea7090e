//! The manual: `sayso/rules` gives all rules with their pages.

use gen_lsp_types::{LspRequestMethod, MessageDirection, Request};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::snapshot::World;
use crate::rules::RULES;

/// All rules, in the order of the manual.
pub(super) enum RulesRequest {}

impl Request for RulesRequest {
    type Params = Value;
    type Result = Vec<RuleOut>;
    const METHOD: LspRequestMethod<'static> = LspRequestMethod::Custom("sayso/rules");
    const MESSAGE_DIRECTION: MessageDirection = MessageDirection::ClientToServer;
}

/// A rule as its manual page has it.
#[derive(Serialize, Deserialize)]
pub(super) struct RuleOut {
    name: String,
    severity: String,
    summary: String,
    page: String,
}

pub(super) fn rules(_: &World, _: Value) -> Vec<RuleOut> {
    let out = |rule: &&crate::rules::Rule| RuleOut {
        name: rule.name.to_owned(),
        severity: rule.severity.name().to_owned(),
        summary: rule.summary().to_owned(),
        page: rule.page(),
    };
    RULES.iter().map(out).collect()
}
