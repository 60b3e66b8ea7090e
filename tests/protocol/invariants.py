"""What holds for every answer, whatever the text: places lie in the text, and nothing is sent that the client cannot read."""

from offers import at, can
from units import Text, width

#: The kinds that every client knows, by the protocol, if it does not say which it knows.
SYMBOLS, COMPLETIONS = set(range(1, 19)), set(range(1, 19))


class Broken(AssertionError):
    """An answer that is wrong, whoever sees it."""


def need(condition, why):
    if not condition:
        raise Broken(why)


def key(position):
    return position["line"], position["character"]


class Rules:
    """The rules for answers about one version of a document."""

    def __init__(self, capabilities, server, uri, version, text):
        self.capabilities, self.server = capabilities, server
        self.uri, self.version = uri, version
        self.text = Text(text, server.get("positionEncoding", "utf-16"))

    def can(self, path):
        return can(self.capabilities, path)

    def position(self, position):
        fault = self.text.fault(position)
        need(fault is None, f"no place: {fault}")

    def range(self, range, around=None):
        self.position(range["start"])
        self.position(range["end"])
        need(key(range["start"]) <= key(range["end"]), f"a range that runs backwards: {range}")
        if around is not None:
            inside = key(range["start"]) <= key(around) <= key(range["end"])
            need(inside, f"a range that is not where was asked: {range}, {around}")

    def within(self, inner, outer, what):
        well = key(outer["start"]) <= key(inner["start"]) and key(inner["end"]) <= key(outer["end"])
        need(well, f"{what}: {inner} is not within {outer}")

    def location(self, location):
        if location["uri"] == self.uri:
            self.range(location["range"])

    def claims(self, found):
        if found is None:
            need(self.uri.endswith("sayso.toml"), "no claims")
            return
        need((found["uri"], found["version"]) == (self.uri, self.version), f"claims of {found['uri']} {found['version']}")
        for one in found["sources"] + found["claims"]:
            self.range(one["range"])
        starts = [key(claim["range"]["start"]) for claim in found["claims"]]
        need(starts == sorted(starts), "claims out of order")
        groups = {"attributed": "sourced", "carried-on": "sourced", "referenced": "sourced"}
        counts = {"claims": len(found["claims"]), "sourced": 0, "own": 0, "unattributed": 0}
        for claim in found["claims"]:
            counts[groups.get(claim["status"], claim["status"])] += 1
            source = claim["source"]
            need(source is None or 0 <= source < len(found["sources"]), f"no source {source}")
            need((source is None) <= (claim["status"] in ("own", "unattributed")), f"nobody's: {claim}")
        counts["notCheckable"] = max(0, found["counts"]["notCheckable"])
        need(found["counts"] == counts, f"counted {found['counts']}, and there are {counts}")

    def hover(self, hover, position):
        if hover is None:
            return
        self.range(hover["range"], position)
        formats = at(self.capabilities, "textDocument.hover.contentFormat")
        need(formats is None or hover["contents"]["kind"] in formats, f"a hover in {hover['contents']['kind']}")
        need(hover["contents"]["value"].strip(), "an empty hover")

    def definition(self, found, position):
        for one in found if isinstance(found, list) else [found] if found else []:
            if "targetUri" in one:
                need(self.can("textDocument.definition.linkSupport"), "a link for a client that takes locations")
                self.range(one["originSelectionRange"], position)
                self.location({"uri": one["targetUri"], "range": one["targetRange"]})
                self.within(one["targetSelectionRange"], one["targetRange"], "a link")
            else:
                self.location(one)

    def references(self, found, _position):
        places = [(one["uri"], key(one["range"]["start"]), key(one["range"]["end"])) for one in found or []]
        need(len(places) == len(set(places)), "a reference stands twice")
        for one in found or []:
            self.location(one)

    def highlights(self, found, _position):
        for one in found or []:
            self.range(one["range"])

    def hints(self, found, range):
        need([key(hint["position"]) for hint in found] == sorted(key(hint["position"]) for hint in found), "hints without order")
        for hint in found:
            self.position(hint["position"])
            self.within({"start": hint["position"], "end": hint["position"]}, range, "a hint")
            for part in hint["label"] if isinstance(hint["label"], list) else []:
                self.location(part.get("location", {"uri": None}))

    def resolved_hint(self, hint, before):
        rest = lambda hint: {name: value for name, value in hint.items() if name not in ("tooltip", "data")}
        need(rest(hint) == rest(before), "a hint that is another once it is resolved")
        need(hint.get("tooltip"), "a hint that was resolved to nothing")

    def lenses(self, found):
        commands = (self.server.get("executeCommandProvider") or {}).get("commands", [])
        for lens in found:
            self.range(lens["range"])
            need(lens["range"]["start"]["line"] == lens["range"]["end"]["line"], f"a lens over several lines: {lens}")
            command = lens.get("command", {"title": "-", "command": ""})
            need(command["title"] and command["command"] in ["", *commands], f"a command that is not announced: {command}")

    def symbols(self, found):
        known = set(at(self.capabilities, "textDocument.documentSymbol.symbolKind.valueSet") or SYMBOLS)
        nested = self.can("textDocument.documentSymbol.hierarchicalDocumentSymbolSupport")
        for one in found or []:
            need(("range" in one) == nested, "a symbol in the form that the client does not take")
            self.symbol(one, known, None)

    def symbol(self, one, known, around):
        need(one["kind"] in known, f"a symbol of kind {one['kind']}, and the client knows {max(known)}")
        need(one["name"].strip(), "a symbol without a name")
        if "location" in one:
            self.location(one["location"])
            return
        self.range(one["range"])
        self.range(one["selectionRange"])
        self.within(one["selectionRange"], one["range"], "a symbol's selection")
        if around:
            self.within(one["range"], around, "a symbol's child")
        for child in one.get("children", []):
            self.symbol(child, known, one["range"])

    def tokens(self, data):
        """The tokens as (line, start, end, type, modifiers)."""
        legend = self.server["semanticTokensProvider"]["legend"]
        need(len(data) % 5 == 0, f"{len(data)} numbers of tokens")
        line = column = 0
        last, found = (0, 0), []
        for index in range(0, len(data), 5):
            down, right, length, kind, modifiers = data[index : index + 5]
            line, column = line + down, right if down else column + right
            need(length > 0 and (line, column) >= last, f"a token over or before the one before it, or empty: {line}:{column}")
            self.position({"line": line, "character": column})
            end = {"line": line, "character": column + length}
            self.position(end)
            need(end["character"] <= width(self.text.line(line), self.text.encoding), "a token over the end of its line")
            need(kind < len(legend["tokenTypes"]) and modifiers < 1 << len(legend["tokenModifiers"]), "not in the legend")
            last = line, column + length
            found.append((line, column, column + length, kind, modifiers))
        return found

    def links(self, found):
        last = (0, 0)
        for link in sorted(found or [], key=lambda link: key(link["range"]["start"])):
            self.range(link["range"])
            need(key(link["range"]["start"]) >= last, "links over one another")
            last = key(link["range"]["end"])
            need("tooltip" not in link or self.can("textDocument.documentLink.tooltipSupport"), "a tooltip that nobody shows")

    def folds(self, found):
        limit = at(self.capabilities, "textDocument.foldingRange.rangeLimit")
        need(limit is None or len(found) <= limit, f"{len(found)} folds, and the client takes {limit}")
        kinds = at(self.capabilities, "textDocument.foldingRange.foldingRangeKind.valueSet")
        for fold in found:
            need(fold["startLine"] < fold["endLine"] < len(self.text.starts), f"a fold that is none: {fold}")
            need(kinds is None or fold.get("kind") in [None, *kinds], f"a kind of fold: {fold}")
            if self.can("textDocument.foldingRange.lineFoldingOnly"):
                need("startCharacter" not in fold and "endCharacter" not in fold, f"a fold of less than lines: {fold}")
        lines = [(fold["startLine"], fold["endLine"]) for fold in found]
        need(len(lines) == len(set(lines)), "a fold stands twice")

    def selections(self, found, positions):
        need(len(found) == len(positions), "not one selection for each position")
        for one, position in zip(found, positions):
            inner = None
            while one:
                self.range(one["range"], position)
                if inner:
                    self.within(inner, one["range"], "a selection's parent")
                    need(inner != one["range"], "a selection that does not grow")
                inner, one = one["range"], one.get("parent")
            need(inner == self.text.whole(), "the last selection is not the whole text")

    def completions(self, found, position):
        items = found["items"] if isinstance(found, dict) else found or []
        known = set(at(self.capabilities, "textDocument.completion.completionItemKind.valueSet") or COMPLETIONS)
        for item in items:
            need(item.get("kind", 1) in known, f"a completion of kind {item['kind']}, and the client knows {max(known)}")
            details = "labelDetails" not in item or self.can("textDocument.completion.completionItem.labelDetailsSupport")
            need(details, "label details that the client does not show")
            snippets = item.get("insertTextFormat") != 2 or self.can("textDocument.completion.completionItem.snippetSupport")
            need(snippets, "a snippet for a client without snippets")
            edit = item["textEdit"]
            self.range(edit["range"], position)
            words = self.text.words(edit["range"])
            need(edit["range"]["start"]["line"] == edit["range"]["end"]["line"], f"a completion over several lines: {words!r}")

    def prepared(self, found, position):
        if found is not None:
            self.range(found["range"])
            # A source can be asked for by its role, which stands beside the name. VS Code takes a name that is in the same lines.
            lines = found["range"]["start"]["line"] <= position["line"] <= found["range"]["end"]["line"]
            need(lines, f"a rename in another line: {found['range']}, {position}")
            need(found["placeholder"], "a rename of nothing")
