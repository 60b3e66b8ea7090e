"""The clients: real ones, as `pytest-lsp` has recorded them, and four more."""

import importlib.resources
import json


def recorded():
    """The recorded clients by name. Their capabilities are taken as they were sent, so that what is odd in them stays."""
    found = {}
    for path in (importlib.resources.files("pytest_lsp") / "clients").iterdir():
        if path.name.endswith(".json"):
            found[path.name.removesuffix(".json")] = json.loads(path.read_text("utf-8"))["capabilities"]
    return found


ENCODINGS = ["utf-8", "utf-16", "utf-32"]

KINDS = {"valueSet": list(range(1, 27))}


def modern(encoding):
    """A client of LSP 3.18 that can do all there is."""
    diagnostics = {"relatedInformation": True, "tagSupport": {"valueSet": [1, 2]}, "codeDescriptionSupport": True, "dataSupport": True}
    lazy = {"dynamicRegistration": True}
    actions = ["", "quickfix", "refactor", "refactor.rewrite", "source", "source.fixAll"]
    document = {
        "synchronization": {**lazy, "willSave": True, "didSave": True},
        "completion": {
            **lazy,
            "completionItem": {
                "snippetSupport": True,
                "labelDetailsSupport": True,
                "insertReplaceSupport": True,
                "resolveSupport": {"properties": ["documentation"]},
            },
            "completionItemKind": {"valueSet": list(range(1, 26))},
            "contextSupport": True,
        },
        "hover": {**lazy, "contentFormat": ["markdown", "plaintext"]},
        "definition": {**lazy, "linkSupport": True},
        "references": lazy,
        "documentHighlight": lazy,
        "documentSymbol": {**lazy, "hierarchicalDocumentSymbolSupport": True, "symbolKind": KINDS, "labelSupport": True},
        "codeAction": {
            **lazy,
            "isPreferredSupport": True,
            "disabledSupport": True,
            "dataSupport": True,
            "resolveSupport": {"properties": ["edit"]},
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": actions}},
        },
        "codeLens": {**lazy, "resolveSupport": {"properties": ["command"]}},
        "documentLink": {**lazy, "tooltipSupport": True},
        "rename": {**lazy, "prepareSupport": True, "prepareSupportDefaultBehavior": 1},
        "publishDiagnostics": {**diagnostics, "versionSupport": True},
        "foldingRange": {**lazy, "rangeLimit": 40, "lineFoldingOnly": True, "foldingRangeKind": {"valueSet": ["comment", "region"]}},
        "selectionRange": lazy,
        "semanticTokens": {
            **lazy,
            "requests": {"range": True, "full": {"delta": True}},
            "tokenTypes": ["class", "number"],
            "tokenModifiers": [],
            "formats": ["relative"],
        },
        "inlayHint": {**lazy, "resolveSupport": {"properties": ["tooltip", "label.location"]}},
        "diagnostic": {**lazy, **diagnostics, "relatedDocumentSupport": True, "markupMessageSupport": True},
    }
    workspace = {
        "applyEdit": True,
        "workspaceEdit": {"documentChanges": True, "snippetEditSupport": True, "normalizesLineEndings": False},
        "didChangeConfiguration": lazy,
        "didChangeWatchedFiles": {**lazy, "relativePatternSupport": True},
        "symbol": {**lazy, "symbolKind": KINDS},
        "executeCommand": lazy,
        "configuration": True,
        "workspaceFolders": True,
        "codeLens": {"refreshSupport": True},
        "semanticTokens": {"refreshSupport": True},
        "inlayHint": {"refreshSupport": True},
        "diagnostics": {"refreshSupport": True},
        "foldingRange": {"refreshSupport": True},
    }
    window = {"workDoneProgress": True, "showDocument": {"support": True}, "showMessage": {}}
    general = {"positionEncodings": [encoding]} if encoding != "utf-16" else {}
    return {"textDocument": document, "workspace": workspace, "window": window, "general": general}


#: What Helix 25 says: little of what it asks for, and completion kinds without saying which.
HELIX = {
    "workspace": {
        "configuration": True,
        "didChangeConfiguration": {"dynamicRegistration": False},
        "workspaceFolders": True,
        "applyEdit": True,
        "symbol": {"dynamicRegistration": False},
        "executeCommand": {"dynamicRegistration": False},
        "inlayHint": {"refreshSupport": False},
        "workspaceEdit": {"documentChanges": True, "failureHandling": "abort", "normalizesLineEndings": False},
        "didChangeWatchedFiles": {"dynamicRegistration": True, "relativePatternSupport": False},
    },
    "textDocument": {
        "completion": {
            "completionItem": {
                "snippetSupport": True,
                "resolveSupport": {"properties": ["documentation", "detail", "additionalTextEdits"]},
                "insertReplaceSupport": True,
            },
            "completionItemKind": {},
        },
        "hover": {"contentFormat": ["markdown"]},
        "rename": {"dynamicRegistration": False, "prepareSupport": True, "honorsChangeAnnotations": False},
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["", "quickfix", "refactor", "refactor.rewrite", "source"]}},
            "isPreferredSupport": True,
            "disabledSupport": True,
            "dataSupport": True,
            "resolveSupport": {"properties": ["edit", "command"]},
        },
        "publishDiagnostics": {"versionSupport": True, "tagSupport": {"valueSet": [1, 2]}},
        "inlayHint": {"dynamicRegistration": False},
    },
    "window": {"workDoneProgress": True},
    "general": {"positionEncodings": ["utf-8", "utf-32", "utf-16"]},
}

PROFILES = {
    **recorded(),
    **{f"modern, {encoding}": modern(encoding) for encoding in ENCODINGS},
    "helix": HELIX,
    "empty": {},
}
