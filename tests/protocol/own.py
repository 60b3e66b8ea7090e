"""The messages that the server has beside the protocol, as docs/server.md describes them."""

from typing import Literal, Optional

import attrs
import cattrs
from lsprotocol import converters, types

CONVERTER = converters.get_converter(cattrs.Converter(forbid_extra_keys=True))

Status = Literal["attributed", "carried-on", "referenced", "own", "unattributed"]


@attrs.define
class Claim:
    range: types.Range
    kind: Literal["figure", "quotation", "superlative", "statement"]
    text: str
    status: Status
    source: Optional[int]
    section: Optional[str]


@attrs.define
class Source:
    name: str
    kind: Literal["person", "group", "organisation", "document", "unnamed"]
    range: types.Range
    url: Optional[str]
    known: bool


@attrs.define
class Counts:
    claims: int
    sourced: int
    own: int
    unattributed: int
    notCheckable: int


@attrs.define
class Claims:
    uri: str
    version: int
    counts: Counts
    sources: list[Source]
    claims: list[Claim]


@attrs.define
class Rule:
    name: str
    severity: Literal["error", "warning", "information", "hint"]
    summary: str
    page: str


@attrs.define
class Changed:
    uri: str


@attrs.define
class Asked:
    textDocument: types.TextDocumentIdentifier


#: What comes with these requests, what answers them, and what comes with these notifications.
REQUESTS = {"sayso/claims": Asked, "sayso/rules": None}
RESULTS = {"sayso/claims": Optional[Claims], "sayso/rules": list[Rule]}
NOTES = {"sayso/claimsChanged": Changed}


def faults(value, kind):
    """What is wrong in a result or in parameters."""
    if kind is None:
        return [] if value is None else ["it has parameters"]
    try:
        CONVERTER.structure(value, kind)
    except (cattrs.BaseValidationError, TypeError, ValueError, KeyError) as error:
        return [f"it is no {kind}: {'; '.join(cattrs.transform_error(error))}"]
    return []
