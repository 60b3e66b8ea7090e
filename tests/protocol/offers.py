"""What a server may tell a client of itself, ask it for and send it, by the capabilities of the client."""


def at(capabilities, path):
    """The capability at `path`, as in "textDocument.hover"; `None` where there is none."""
    for key in path.split("."):
        capabilities = capabilities.get(key) if isinstance(capabilities, dict) else None
    return capabilities


def can(capabilities, path):
    found = at(capabilities, path)
    return found is not None and found is not False


#: A request of the server's, and the capability that lets it send it.
REQUESTS = {
    "window/showDocument": "window.showDocument.support",
    "window/workDoneProgress/create": "window.workDoneProgress",
    "workspace/codeLens/refresh": "workspace.codeLens.refreshSupport",
    "workspace/configuration": "workspace.configuration",
    "workspace/diagnostic/refresh": "workspace.diagnostics.refreshSupport",
    "workspace/inlayHint/refresh": "workspace.inlayHint.refreshSupport",
    "workspace/semanticTokens/refresh": "workspace.semanticTokens.refreshSupport",
    "workspace/foldingRange/refresh": "workspace.foldingRange.refreshSupport",
    "workspace/applyEdit": "workspace.applyEdit",
}

#: What a server says it can do, and the capability of a client that can make use of it.
PROVIDERS = {
    "hoverProvider": "textDocument.hover",
    "definitionProvider": "textDocument.definition",
    "referencesProvider": "textDocument.references",
    "documentHighlightProvider": "textDocument.documentHighlight",
    "documentSymbolProvider": "textDocument.documentSymbol",
    "workspaceSymbolProvider": "workspace.symbol",
    "inlayHintProvider": "textDocument.inlayHint",
    "codeLensProvider": "textDocument.codeLens",
    "semanticTokensProvider": "textDocument.semanticTokens",
    "documentLinkProvider": "textDocument.documentLink",
    "foldingRangeProvider": "textDocument.foldingRange",
    "selectionRangeProvider": "textDocument.selectionRange",
    "codeActionProvider": "textDocument.codeAction",
    "completionProvider": "textDocument.completion",
    "renameProvider": "textDocument.rename",
    "diagnosticProvider": "textDocument.diagnostic",
    "executeCommandProvider": "workspace.executeCommand",
    "workspace": "workspace.workspaceFolders",
    "notebookDocumentSync": "notebookDocument.synchronization",
}

#: What every client takes.
ALWAYS = {"positionEncoding", "textDocumentSync", "experimental"}

#: Servers announce these to all clients, as editors ask for them that do not say so beforehand (Helix is one).
UNTOLD = {
    "hoverProvider",
    "definitionProvider",
    "referencesProvider",
    "documentHighlightProvider",
    "documentSymbolProvider",
    "workspaceSymbolProvider",
    "completionProvider",
    "renameProvider",
    "executeCommandProvider",
    "documentLinkProvider",
    "foldingRangeProvider",
    "selectionRangeProvider",
    "codeLensProvider",
}


def announced(capabilities, server):
    """What the server announces that the client cannot make use of, or in a way that it cannot read."""
    found = []
    for name, value in server.items():
        if name in ALWAYS or value is None or value is False:
            continue
        if name not in PROVIDERS:
            found.append(f"{name} is announced and not known to these tests")
        elif name not in UNTOLD and not can(capabilities, PROVIDERS[name]):
            found.append(f"{name} is announced to a client without {PROVIDERS[name]}")
    offered = at(capabilities, "general.positionEncodings") or ["utf-16"]
    if server.get("positionEncoding", "utf-16") not in [*offered, "utf-16"]:
        found.append(f"the positions count {server['positionEncoding']}, and the client has {offered}")
    rename = server.get("renameProvider")
    if isinstance(rename, dict) and not can(capabilities, "textDocument.rename.prepareSupport"):
        found.append("rename options are for clients that can prepare a rename")
    actions = server.get("codeActionProvider")
    if isinstance(actions, dict) and actions.get("resolveProvider"):
        if "edit" not in (at(capabilities, "textDocument.codeAction.resolveSupport.properties") or []):
            found.append("actions without their edits are for clients that can ask for these")
    if isinstance(actions, dict) and not can(capabilities, "textDocument.codeAction.codeActionLiteralSupport"):
        found.append("code action kinds are for clients that know them")
    return found


def may_send(capabilities, message, asked):
    """What of a message from the server the client has not offered to take; `asked` are the documents whose
    diagnostics it asks for."""
    method, params = message["method"], message.get("params")
    found = []
    if "id" in message:
        if method in ("client/registerCapability", "client/unregisterCapability"):
            for one in params.get("registrations", params.get("unregisterations")):
                section, _, name = one["method"].partition("/")
                if not can(capabilities, f"{section}.{name}.dynamicRegistration"):
                    found.append(f"{one['method']} is registered with a client that does not take that")
        elif method not in REQUESTS:
            found.append(f"a request that these tests do not know: {method}")
        elif not can(capabilities, REQUESTS[method]):
            found.append(f"{method} is sent to a client without {REQUESTS[method]}")
    if method == "textDocument/publishDiagnostics":
        if params["diagnostics"] and params["uri"] in asked:
            found.append("diagnostics are sent to a client that asks for them")
        for one in params["diagnostics"]:
            found += diagnostic(capabilities, "publishDiagnostics", one)
    return found


def diagnostic(capabilities, way, one):
    """What of a diagnostic the client has not offered to take; `way` is how it gets it. What a client says of diagnostics that it is
    sent holds for those it asks for too: only LSP 3.18 lets it say so of these."""
    needs = {"relatedInformation": "relatedInformation", "tags": "tagSupport"}
    needs |= {"codeDescription": "codeDescriptionSupport", "data": "dataSupport"}
    ways = {way, "publishDiagnostics"}
    found = []
    for field, name in needs.items():
        if field in one and not any(can(capabilities, f"textDocument.{way}.{name}") for way in ways):
            found.append(f"a diagnostic has {field}, and the client does not take that")
    sets = [at(capabilities, f"textDocument.{way}.tagSupport.valueSet") or [] for way in ways]
    known = {tag for tags in sets for tag in tags}
    # Before LSP 3.15 clients said only that they take tags.
    if known and not set(one.get("tags", [])) <= known:
        found.append(f"a diagnostic has tags {one['tags']}, and the client knows {sorted(known)}")
    if not isinstance(one["message"], str) and not can(capabilities, "textDocument.diagnostic.markupMessageSupport"):
        found.append("a diagnostic has a marked-up message")
    return found
