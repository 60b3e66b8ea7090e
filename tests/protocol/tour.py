"""Asks for everything that a server announces at every sensible place of a document, and holds the answers against the rules."""

import re

import edits
import offers
from client import Failed
from invariants import Rules, need
from units import END

#: Where something is likely to begin or to end: words, numbers, marks, characters that take several units.
PLACES = re.compile(r"[\w'’]+|[^\w\s]")


class Tour:
    """A document that is open in a server."""

    def __init__(self, server, uri, language, text, version=1):
        self.server, self.uri = server, uri
        server.start(uri, language, version, text)
        self.at(version, text)

    def at(self, version, text):
        self.rules = Rules(self.server.capabilities, self.server.can, self.uri, version, text)
        self.text = self.rules.text

    def change(self, changes):
        version = self.rules.version + 1
        document = {"uri": self.uri, "version": version}
        self.server.notify("textDocument/didChange", {"textDocument": document, "contentChanges": changes})
        self.at(version, self.text.changed(changes).text)

    def document(self, **more):
        return {"textDocument": {"uri": self.uri}, **more}

    def ask(self, method, **more):
        return self.server.call(f"textDocument/{method}", self.document(**more))

    def has(self, provider, part=None):
        value = self.server.can.get(provider)
        return bool(value) if part is None else isinstance(value, dict) and bool(value.get(part))

    def places(self, most):
        found = {0, len(self.text.text), *self.text.starts, *self.text.stops}
        for match in PLACES.finditer(self.text.text):
            found |= {match.start(), match.end(), (match.start() + match.end()) // 2}
        inside = {end.start() + 1 for end in END.finditer(self.text.text) if end.end() - end.start() == 2}
        found = sorted(found - inside)
        step = max(1, len(found) // most)
        return [self.text.position(at) for at in found[::step]]

    def everywhere(self, provider, method, check, places, **more):
        if self.has(provider):
            results = self.server.calls([(f"textDocument/{method}", self.document(position=place, **more)) for place in places])
            for place, result in zip(places, results):
                if isinstance(result, Failed):
                    raise result
                check(result, place)

    def run(self, most=60):
        places = self.places(most)
        rules = self.rules
        self.diagnostics()
        self.everywhere("hoverProvider", "hover", rules.hover, places)
        self.everywhere("definitionProvider", "definition", rules.definition, places)
        for declared in (True, False):
            context = {"includeDeclaration": declared}
            self.everywhere("referencesProvider", "references", rules.references, places, context=context)
        self.everywhere("documentHighlightProvider", "documentHighlight", rules.highlights, places)
        self.completions(places)
        self.hints(places)
        for provider, method, check in [
            ("codeLensProvider", "codeLens", rules.lenses),
            ("documentSymbolProvider", "documentSymbol", rules.symbols),
            ("documentLinkProvider", "documentLink", rules.links),
            ("foldingRangeProvider", "foldingRange", rules.folds),
        ]:
            if self.has(provider):
                check(self.ask(method) or [])
        if self.has("selectionRangeProvider"):
            rules.selections(self.ask("selectionRange", positions=places) or self.none(len(places)), places)
        self.rules.claims(self.server.call("sayso/claims", self.document()))
        self.tokens(places)
        self.actions(places)
        self.renames(places)

    def none(self, count):
        """What stands for no selections, which only a document that is no text has."""
        need(self.uri.endswith("sayso.toml"), "no selections")
        return [{"range": self.text.whole()}] * count

    def diagnostics(self):
        if not self.has("diagnosticProvider"):
            found = self.server.published(self.uri, self.rules.version)
        else:
            report = self.ask("diagnostic")
            need(report["kind"] == "full", "a report of what was not asked before")
            again = self.ask("diagnostic", previousResultId=report["resultId"])
            need(again == {"kind": "unchanged", "resultId": report["resultId"]}, f"the same again: {again}")
            other = self.ask("diagnostic", previousResultId="nonsense")
            need(other == report, "another report")
            found = report["items"]
        for one in found:
            self.rules.range(one["range"])
            way = "diagnostic" if self.has("diagnosticProvider") else "publishDiagnostics"
            faults = offers.diagnostic(self.server.capabilities, way, one)
            need(not faults, faults)
            for related in one.get("relatedInformation", []):
                self.rules.location(related["location"])
        return found

    def completions(self, places):
        triggers = (self.server.can.get("completionProvider") or {}).get("triggerCharacters", [])
        self.everywhere("completionProvider", "completion", self.rules.completions, places, context={"triggerKind": 1})
        for trigger in triggers:
            behind = [at + len(trigger) for at in range(len(self.text.text)) if self.text.text.startswith(trigger, at)][::3]
            places = [self.text.position(at) for at in behind[:20]]
            context = {"triggerKind": 2, "triggerCharacter": trigger}
            self.everywhere("completionProvider", "completion", self.rules.completions, places, context=context)

    def hints(self, places):
        if not self.has("inlayHintProvider"):
            return
        whole = self.text.whole()
        found = self.ask("inlayHint", range=whole) or []
        self.rules.hints(found, whole)
        part = {"start": places[len(places) // 3], "end": places[len(places) // 2]}
        self.rules.hints(self.ask("inlayHint", range=part) or [], part)
        if self.has("inlayHintProvider", "resolveProvider"):
            for hint, full in zip(found, self.server.calls([("inlayHint/resolve", hint) for hint in found])):
                self.rules.resolved_hint(full, hint)

    def tokens(self, places):
        if not self.has("semanticTokensProvider"):
            return
        full = self.ask("semanticTokens/full")
        if full is None:
            return self.none(0)
        found = self.rules.tokens(full["data"])
        same = self.ask("semanticTokens/full/delta", previousResultId=full["resultId"])
        need(patched(full["data"], same) == full["data"], "a delta of nothing")
        stale = self.ask("semanticTokens/full/delta", previousResultId="nonsense")
        need(stale["data"] == full["data"], "a delta of what nobody has")
        part = {"start": places[len(places) // 4], "end": places[len(places) // 2]}
        some = self.rules.tokens(self.ask("semanticTokens/range", range=part)["data"])
        need(set(some) <= set(found), "tokens of a range that the text does not have")
        start, end = (part["start"]["line"], part["start"]["character"]), (part["end"]["line"], part["end"]["character"])
        inside = {token for token in found if start <= token[:2] and (token[0], token[2]) <= end}
        need(inside <= set(some), "tokens that the range does not have")

    def actions(self, places):
        if not self.has("codeActionProvider"):
            return
        whole = self.text.whole()
        ranges = [{"start": place, "end": place} for place in places] + [whole]
        for only in (None, "", "quickfix", "refactor", "source", "source.fixAll", "source.organizeImports"):
            some = ranges if only is None else [whole, *ranges[:: len(ranges) // 6 or 1]]
            context = {"diagnostics": [], "triggerKind": 1, **({} if only is None else {"only": [only]})}
            asked = [("textDocument/codeAction", self.document(range=range, context=context)) for range in some]
            for found in self.server.calls(asked):
                for action in found or []:
                    edits.action(self.rules, action, only, False)
                    self.edit(action, only)

    def edit(self, action, only):
        if "edit" not in action:
            full = self.server.call("codeAction/resolve", action)
            need({name: full.get(name) for name in action if name != "edit"} == action, "another action once it is resolved")
            edits.action(self.rules, full, only, True)
            action = full
        found = edits.of(self.rules, action["edit"])
        after = edits.applied(self.rules, found)
        edits.same(self.rules, found, after)
        return found, after

    def renames(self, places):
        if not self.has("renameProvider"):
            return
        for place in places:
            if self.has("renameProvider", "prepareProvider"):
                prepared = self.try_(f"textDocument/prepareRename", position=place)
                self.rules.prepared(prepared, place)
            found = self.try_("textDocument/rename", position=place, newName="Ada 🙂 O'Brien")
            if found is not None:
                changes = edits.of(self.rules, found)
                edits.outside_quotations(self.rules, changes)
                edits.same(self.rules, changes, edits.applied(self.rules, changes))

    def try_(self, method, **more):
        """A request that may be refused, as what stands at the place is nothing for it."""
        message = self.server.answer(self.server.ask(method, self.document(**more)))
        if "error" in message:
            need(message["error"]["code"] == -32803, f"refused with {message['error']}")
            return None
        return message["result"]


def patched(data, delta):
    """The tokens after a delta."""
    if "data" in delta:
        return delta["data"]
    data = list(data)
    for edit in sorted(delta["edits"], key=lambda edit: -edit["start"]):
        need(edit["start"] + edit["deleteCount"] <= len(data), f"a delta past the end: {edit}")
        data[edit["start"] : edit["start"] + edit["deleteCount"]] = edit.get("data", [])
    return data
