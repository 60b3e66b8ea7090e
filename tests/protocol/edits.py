"""What holds for edits that the server proposes, and what a text is after them."""

import re

from invariants import need, key
from units import Text

#: Words in quotation marks, as the texts of these tests have them.
QUOTED = re.compile(r"“[^”\n]*”|„[^“\n]*“|«[^»\n]*»|(?<![\w\"])\"[^\"\n]*\"(?!\w)|&ldquo;.*?&rdquo;")

PLACE = re.compile(r"\$\{\d+:([^}]*)\}|\$\d+")


def of(rules, edit):
    """The text edits of a workspace edit, which is held against what the client takes and what the document is."""
    need(("changes" in edit) != ("documentChanges" in edit), f"one of changes and documentChanges: {edit}")
    if "changes" in edit:
        need(not rules.can("workspace.workspaceEdit.documentChanges"), "an edit without a version, and the client takes versions")
        need(list(edit["changes"]) == [rules.uri], f"an edit of other documents: {list(edit['changes'])}")
        edits = edit["changes"][rules.uri]
    else:
        need(rules.can("workspace.workspaceEdit.documentChanges"), "documentChanges for a client that does not take them")
        need(len(edit["documentChanges"]) == 1, "an edit of several documents")
        change = edit["documentChanges"][0]
        need(change["textDocument"] == {"uri": rules.uri, "version": rules.version}, f"an edit of {change['textDocument']}")
        edits = change["edits"]
    need(edits, "an edit that changes nothing")
    snippets = [edit["snippet"]["value"] for edit in edits if "snippet" in edit]
    need(not snippets or any(PLACE.search(one) for one in snippets), "snippets without a place to fill in")
    return [plain(rules, edit) for edit in edits]


def plain(rules, edit):
    rules.range(edit["range"])
    if "snippet" in edit:
        need(rules.can("workspace.workspaceEdit.snippetEditSupport"), "a snippet for a client without snippets")
        words = PLACE.sub(lambda place: place[1] or "", edit["snippet"]["value"])
        return {"range": edit["range"], "newText": re.sub(r"\\([\\$}])", r"\1", words)}
    return edit


def applied(rules, edits):
    """The text with these edits. New lines end as those of the text do, and no edit writes what was there."""
    text = rules.text
    ends = {end for end in ("\r\n", "\n", "\r") if end in text.text}
    for edit in edits:
        old, new = text.words(edit["range"]), edit["newText"]
        need(old != new, f"an edit that changes nothing: {edit}")
        rest = new
        if "\r\n" in ends and "\n" not in text.text.replace("\r\n", ""):
            rest = new.replace("\r\n", "")
            need("\n" not in rest, f"another line end: {new!r}")
        elif ends == {"\n"}:
            need("\r" not in new, f"another line end: {new!r}")
    after = text.edited(edits)
    # What is outside the hull of the edits is the same byte for byte, and so is what lies between two of them.
    spans = sorted(text.span(edit["range"]) for edit in edits)
    need(after.startswith(text.text[: spans[0][0]]) and after.endswith(text.text[spans[-1][1] :]), "more is changed than edited")
    need("\ufffd" in text.text or "\ufffd" not in after, "a character is cut in two")
    return after


def outside_quotations(rules, edits):
    quoted = [match.span() for match in QUOTED.finditer(rules.text.text)]
    for edit in edits:
        start, end = rules.text.span(edit["range"])
        need(not any(a < end and start < b for a, b in quoted), f"a rename in a quotation: {rules.text.text[start:end]!r}")


def action(rules, action, only, whole):
    """Holds an action against what the client takes; `whole` tells that it has been resolved."""
    can = lambda name: rules.can(f"textDocument.codeAction.{name}")
    kinds = rules.server["codeActionProvider"]["codeActionKinds"]
    need("title" in action and action["kind"] in kinds, f"an action of no announced kind: {action}")
    if only is not None:
        need(action["kind"] == only or action["kind"].startswith(only + ".") or not only, f"{action['kind']} is not {only}")
    else:
        need(not action["kind"].startswith("source"), "a source action that nobody asked for")
    need("isPreferred" not in action or can("isPreferredSupport"), "a preferred action")
    need("data" not in action or can("dataSupport"), "an action with data")
    need("disabled" not in action or can("disabledSupport"), "an action that is disabled")
    lazy = rules.server["codeActionProvider"].get("resolveProvider", False)
    need("edit" in action or "command" in action or (lazy and not whole), f"an action that does nothing: {action}")


def as_changes(edits):
    """The edits as the changes of a `didChange`: from the last to the first, so that none moves the place of another."""
    order = sorted(range(len(edits)), key=lambda i: (key(edits[i]["range"]["start"]), key(edits[i]["range"]["end"]), i), reverse=True)
    return [{"range": edits[i]["range"], "text": edits[i]["newText"]} for i in order]


def same(rules, edits, after):
    """That the changes lead where the edits do."""
    need(Text(rules.text.text, rules.text.encoding).changed(as_changes(edits)).text == after, "edits that depend on their order")
