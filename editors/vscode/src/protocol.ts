// What is asked of the server by names of its own: docs/server.md.

import type { Range } from 'vscode-languageclient/node';

export type Status = 'attributed' | 'carried-on' | 'referenced' | 'own' | 'unattributed';

export interface Claim {
    range: Range;
    kind: 'figure' | 'quotation' | 'superlative' | 'statement';
    text: string;
    status: Status;
    /** Which of the sources of the list. */
    source: number | null;
    section: string | null;
}

export interface Source {
    name: string;
    kind: 'person' | 'group' | 'organisation' | 'document' | 'unnamed';
    range: Range;
    url: string | null;
    known: boolean;
}

export interface ClaimList {
    uri: string;
    version: number;
    counts: { claims: number; sourced: number; own: number; unattributed: number; notCheckable: number };
    sources: Source[];
    claims: Claim[];
}

export interface Rule {
    name: string;
    severity: 'error' | 'warning' | 'information';
    summary: string;
    page: string;
}

/** Methods of the server: a `ClaimList` or null for `{textDocument}`, and all `Rule`s. */
export const CLAIMS = 'sayso/claims';
export const RULES = 'sayso/rules';

/** What the server tells: that the claims of the text at `uri` may be others. */
export const CLAIMS_CHANGED = 'sayso/claimsChanged';

/** Commands of the server. */
export const CHECK = 'sayso.checkWorkspace';
export const ADD_SOURCE = 'sayso.addSource';

export interface CheckSummary { files: number; findings: number; unread: number; cancelled: boolean }
export interface Added { uri: string; range: Range }
