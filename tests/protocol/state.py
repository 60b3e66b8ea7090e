"""All that a server makes of a document, to be held against what another makes of the same text."""

import itertools
import json

from units import Text

#: What depends on nothing but the text, and the announcement that goes with it.
PARTS = {
    "semanticTokens/full": "semanticTokensProvider",
    "documentSymbol": "documentSymbolProvider",
    "codeLens": "codeLensProvider",
    "foldingRange": "foldingRangeProvider",
    "documentLink": "documentLinkProvider",
}


def asked(server, uri, text):
    """The requests that tell the state of a document whose text should be `text`."""
    document = {"textDocument": {"uri": uri}}
    whole = Text(text, server.can["positionEncoding"]).whole()
    many = [(f"textDocument/{part}", document) for part, provider in PARTS.items() if server.can.get(provider)]
    many.append(("textDocument/inlayHint", {**document, "range": whole}))
    # The outermost selection ends where the text ends: a text of another length shows.
    many.append(("textDocument/selectionRange", {**document, "positions": [whole["end"]]}))
    return [(method, params) for method, params in many]


def of(server, uri, version, text):
    """The state of a document, without its address and what is counted on."""
    many = asked(server, uri, text)
    if server.can.get("diagnosticProvider"):
        many.append(("textDocument/diagnostic", {"textDocument": {"uri": uri}}))
    found = {method: result for (method, _), result in zip(many, server.calls(many))}
    if not server.can.get("diagnosticProvider"):
        found["diagnostics"] = server.published(uri, version)
    return told(found, uri)


def told(found, uri):
    """`found` as a text that two servers have in common."""
    for result in found.values():
        if isinstance(result, dict):
            result.pop("resultId", None)
    return json.dumps(found, sort_keys=True, indent=1, ensure_ascii=False).replace(json.dumps(uri, ensure_ascii=False)[1:-1], "URI")


#: Versions that no document has had, so that what is published is not taken for what was.
VERSIONS = itertools.count(1_000_000)


def fresh(server, uri, language, text):
    """The state of a document with this text that is opened and closed again."""
    version = next(VERSIONS)
    server.start(uri, language, version, text)
    found = of(server, uri, version, text)
    server.end(uri)
    return found


def difference(one, other):
    """The first lines in which two states differ."""
    pairs = zip(one.splitlines(), other.splitlines())
    lines = [f"{number}: {a.strip()} / {b.strip()}" for number, (a, b) in enumerate(pairs) if a != b]
    return "\n".join(lines[:5]) or "one has more than the other"
