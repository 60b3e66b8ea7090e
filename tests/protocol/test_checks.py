"""The checks themselves: each is given an answer that is wrong in one way, and has to say so. A check that cannot fail tries nothing."""

import copy
import os
import stat
import sys
import tempfile
import textwrap
import unittest

import edits
import model
import offers
from client import Server
from invariants import Broken, Rules
from profiles import PROFILES, modern
from tour import patched
from units import Text

URI = "file:///texts/a.txt"
TEXT = "🙂 “We lost 4,” Ada Byron said.\r\nByron lost 12.\r\n"

SERVER = {
    "positionEncoding": "utf-16",
    "semanticTokensProvider": {"legend": {"tokenTypes": ["a", "b"], "tokenModifiers": ["c"]}},
    "codeActionProvider": {"codeActionKinds": ["quickfix"], "resolveProvider": True},
    "executeCommandProvider": {"commands": ["sayso.show"]},
}


def at(line, column):
    return {"line": line, "character": column}


def span(line, start, end, last=None):
    return {"start": at(line, start), "end": at(line if last is None else last, end)}


class Model(unittest.TestCase):
    def test_messages_that_are_not_as_the_model_has_them(self):
        hover = {"jsonrpc": "2.0", "id": 1, "result": {"contents": {"kind": "markdown", "value": "x"}}}
        self.assertEqual(model.faults(hover, "textDocument/hover"), [])
        for wrong in [
            {**hover, "jsonrpc": "1.0"},
            {**hover, "more": 1},
            {**hover, "error": {"code": -32603, "message": "m"}},
            {**hover, "result": {"contents": {"kind": "rtf", "value": "x"}}},
            {**hover, "result": {"contents": {"kind": "markdown", "value": "x"}, "colour": 1}},
            {**hover, "result": {"contents": {"kind": "markdown", "value": "x"}, "range": None}},
            {**hover, "result": {"contents": {"kind": "markdown", "value": "x"}, "range": span(0, "1", 2)}},
            {**hover, "result": {"contents": {"kind": "markdown", "value": "x"}, "range": span(0, 1.0, 2)}},
            {**hover, "result": {"contents": {"kind": "markdown", "value": "x"}, "range": span(0, -1, 2)}},
            {"jsonrpc": "2.0", "id": 1, "error": {"code": -1, "message": "no code of the protocol"}},
            {"jsonrpc": "2.0", "id": 1, "error": {"code": -32603}},
            {"jsonrpc": "2.0", "id": 1},
            [],
        ]:
            with self.subTest(wrong=wrong):
                self.assertTrue(model.faults(wrong, "textDocument/hover"))
        self.assertTrue(model.faults(hover), "a result of nothing")
        self.assertTrue(model.faults(hover, "no/method"))
        for wrong in [
            {"method": "no/method", "params": {}},
            {"method": "textDocument/didOpen", "params": {}},
            {"method": "workspace/inlayHint/refresh", "id": 1, "params": None},
            {"method": "workspace/inlayHint/refresh"},
            {"method": "window/logMessage", "id": 1, "params": {"type": 1, "message": "m"}},
            {"method": "window/logMessage", "params": {"type": 9, "message": "m"}},
            {"method": "$/progress", "params": {"token": 1, "value": {"kind": "begin"}}},
        ]:
            with self.subTest(wrong=wrong):
                self.assertTrue(model.faults({"jsonrpc": "2.0", **wrong}))


class Offers(unittest.TestCase):
    def test_what_the_client_has_not_offered(self):
        full, bare = modern("utf-8"), {}
        call = lambda method, **params: {"id": 1, "method": method, "params": params}
        register = call("client/registerCapability", registrations=[{"id": "x", "method": "workspace/didChangeWatchedFiles"}])
        faulty = {"range": span(0, 0, 1), "message": "m", "data": 1}
        published = {"method": "textDocument/publishDiagnostics", "params": {"uri": URI, "diagnostics": [faulty]}}
        for message in [register, call("workspace/configuration", items=[]), call("window/showDocument", uri=URI), published]:
            with self.subTest(message=message):
                self.assertTrue(offers.may_send(bare, message, set()))
                self.assertEqual(offers.may_send(full, message, set()), [])
        self.assertTrue(offers.may_send(full, published, {URI}), "sent to a client that asks")
        for field in ["relatedInformation", "tags", "codeDescription", "data"]:
            self.assertTrue(offers.diagnostic(bare, "diagnostic", {"message": "m", field: [1]}), field)
        self.assertTrue(offers.diagnostic(full, "diagnostic", {"message": "m", "tags": [3]}))
        for announced in [{"inlayHintProvider": True}, {"positionEncoding": "utf-8"}, {"newProvider": True}, {"renameProvider": {}}]:
            with self.subTest(announced=announced):
                self.assertTrue(offers.announced(bare, announced))


class Invariants(unittest.TestCase):
    def setUp(self):
        self.rules = Rules(modern("utf-16"), SERVER, URI, 3, TEXT)
        self.bare = Rules({}, SERVER, URI, 3, TEXT)

    def wrong(self, check, *arguments):
        with self.subTest(arguments=arguments), self.assertRaises(Broken):
            check(*arguments)

    def test_places(self):
        self.rules.range(span(0, 0, 31), at(0, 2))
        for range in [span(0, 1, 2), span(0, 0, 33), span(0, 31, 32), span(3, 0, 0), span(0, 5, 4), span(1, 0, 0, 0)]:
            self.wrong(self.rules.range, range)
        self.wrong(self.rules.range, span(0, 0, 2), at(0, 5))
        self.wrong(self.rules.hover, {"contents": {"kind": "markdown", "value": "x"}, "range": span(0, 0, 2)}, at(0, 5))
        self.wrong(self.rules.hover, {"contents": {"kind": "markdown", "value": " "}, "range": span(0, 0, 2)}, at(0, 0))
        place = {"uri": URI, "range": span(0, 0, 2)}
        self.wrong(self.rules.references, [place, place], None)
        link = {"targetUri": URI, "targetRange": span(0, 0, 2), "targetSelectionRange": span(0, 0, 3), "originSelectionRange": span(0, 0, 2)}
        self.wrong(self.rules.definition, [link], at(0, 0))
        self.wrong(self.bare.definition, [{**link, "targetSelectionRange": span(0, 0, 2)}], at(0, 0))

    def test_lists(self):
        hint = lambda column: {"position": at(0, column), "label": "x"}
        self.wrong(self.rules.hints, [hint(4), hint(2)], span(0, 0, 9))
        self.wrong(self.rules.hints, [hint(1)], span(0, 0, 9))
        self.wrong(self.rules.hints, [hint(9)], span(0, 0, 8))
        self.wrong(self.rules.resolved_hint, {**hint(4), "tooltip": "t"}, hint(3))
        self.wrong(self.rules.resolved_hint, hint(4), hint(4))
        self.wrong(self.rules.lenses, [{"range": span(0, 0, 0, 1), "command": {"title": "t", "command": ""}}])
        self.wrong(self.rules.lenses, [{"range": span(0, 0, 0), "command": {"title": "t", "command": "rm"}}])
        symbol = {"name": "x", "kind": 5, "range": span(0, 0, 9), "selectionRange": span(0, 0, 9)}
        self.rules.symbols([symbol])
        for change in [{"selectionRange": span(0, 0, 10)}, {"name": ""}, {"kind": 40}, {"children": [{**symbol, "range": span(0, 0, 10)}]}]:
            self.wrong(self.rules.symbols, [{**symbol, **change}])
        self.wrong(self.bare.symbols, [symbol])
        self.wrong(self.bare.symbols, [{"name": "x", "kind": 21, "location": {"uri": URI, "range": span(0, 0, 2)}}])
        link = {"range": span(0, 0, 4), "target": "x"}
        self.wrong(self.rules.links, [link, {"range": span(0, 3, 5), "target": "y"}])
        self.wrong(self.bare.links, [{**link, "tooltip": "t"}])
        fold = {"startLine": 0, "endLine": 1}
        for folds in [[{"startLine": 1, "endLine": 1}], [{"startLine": 0, "endLine": 3}], [fold, fold], [fold] * 99, [{**fold, "kind": "x"}]]:
            self.wrong(self.rules.folds, folds)
        self.wrong(self.rules.folds, [{**fold, "startCharacter": 2}])
        item = {"label": "x", "kind": 18, "textEdit": {"range": span(0, 2, 4), "newText": "x"}}
        self.rules.completions([item], at(0, 4))
        for change in [{"kind": 26}, {"textEdit": {"range": span(0, 2, 0, 1)}}, {"textEdit": {"range": span(0, 2, 3)}}]:
            self.wrong(self.rules.completions, [{**item, **change}], at(0, 4))
        for change in [{"kind": 20}, {"labelDetails": {}}, {"insertTextFormat": 2}]:
            self.wrong(self.bare.completions, [{**item, **change}], at(0, 4))
        self.wrong(self.rules.prepared, {"range": span(0, 0, 2), "placeholder": "x"}, at(1, 0))

    def test_tokens_and_selections(self):
        self.assertEqual(self.rules.tokens([0, 4, 2, 0, 0, 1, 0, 5, 1, 1]), [(0, 4, 6, 0, 0), (1, 0, 5, 1, 1)])
        for data in [[0, 4, 2, 0], [0, 4, 0, 0, 0], [0, 4, 4, 0, 0, 0, 2, 2, 0, 0], [0, 1, 4, 0, 0], [0, 4, 99, 0, 0], [0, 4, 2, 2, 0], [0, 4, 2, 0, 2]]:
            self.wrong(self.rules.tokens, data)
        self.assertEqual(patched([1, 2, 3, 4, 5], {"edits": [{"start": 1, "deleteCount": 2, "data": [9]}]}), [1, 9, 4, 5])
        self.wrong(patched, [1, 2], {"edits": [{"start": 1, "deleteCount": 2}]})
        whole = {"range": self.rules.text.whole()}
        self.rules.selections([{"range": span(0, 0, 2), "parent": whole}], [at(0, 0)])
        chain = {"range": span(0, 0, 4), "parent": {"range": span(0, 0, 2), "parent": whole}}
        for found in [[], [chain], [{"range": span(0, 0, 4)}], [{"range": span(0, 2, 4), "parent": whole}], [{**whole, "parent": whole}]]:
            self.wrong(self.rules.selections, found, [at(0, 0)])

    def test_edits(self):
        edit = {"range": span(1, 0, 5), "newText": "Lovelace"}
        document = lambda **more: {"documentChanges": [{"textDocument": {"uri": URI, "version": 3, **more}, "edits": [edit]}]}
        self.assertEqual(edits.of(self.rules, document()), [edit])
        for wrong in [document(version=2), document(uri="file:///b"), {"changes": {URI: [edit]}}, {}]:
            self.wrong(edits.of, self.rules, wrong)
        self.wrong(edits.of, self.bare, document())
        self.assertEqual(edits.applied(self.rules, [edit]), TEXT.replace("\r\nByron", "\r\nLovelace"))
        for wrong in [{"range": span(1, 0, 5), "newText": "Byron"}, {"range": span(1, 0, 0), "newText": "a\n"}]:
            self.wrong(edits.applied, self.rules, [wrong])
        with self.assertRaises(AssertionError):
            edits.applied(self.rules, [edit, {**edit, "range": span(1, 3, 6)}])
        edits.outside_quotations(self.rules, [edit])
        self.wrong(edits.outside_quotations, self.rules, [{**edit, "range": span(0, 5, 7)}])
        action = {"title": "t", "kind": "quickfix", "data": 1}
        edits.action(self.rules, action, "quickfix", False)
        self.wrong(edits.action, self.rules, action, "quickfix", True)
        self.wrong(edits.action, self.rules, action, "refactor", False)
        self.wrong(edits.action, self.rules, {**action, "kind": "other"}, None, False)
        self.wrong(edits.action, self.bare, action, None, False)

    def test_the_model_of_a_text(self):
        for encoding, columns in [("utf-8", [0, 4, 5, 8]), ("utf-16", [0, 2, 3, 4]), ("utf-32", [0, 1, 2, 3])]:
            text = Text(TEXT, encoding)
            self.assertEqual([text.position(index)["character"] for index in range(4)], columns)
            self.assertEqual([text.offset(at(0, column)) for column in columns], [0, 1, 2, 3])
            self.assertEqual(text.offset(at(0, columns[1] - 1)), 0)
        self.assertEqual(Text("a\rb\nc\r\nd\u2028e\x85f\x0bg", "utf-8").starts, [0, 2, 4, 7])


FAKE = """\
    #!{python}
    import json, sys
    def say(message):
        body = json.dumps(message).encode()
        sys.stdout.buffer.write(b"Content-Length: %d\\r\\n\\r\\n" % len(body) + body)
        sys.stdout.buffer.flush()
    answers = 0
    while line := sys.stdin.buffer.readline():
        length = int(line.split(b": ")[1])
        sys.stdin.buffer.readline()
        message = json.loads(sys.stdin.buffer.read(length))
        if "method" not in message:
            continue
        result = {{"capabilities": {{}}}} if message["method"] == "initialize" else None
        answer = {{"jsonrpc": "2.0", "id": message.get("id"), "result": result}}
        if message["method"].startswith("$/"):
            answer = {{"jsonrpc": "2.0", "id": message["id"], "error": {{"code": -32601, "message": "m"}}}}
        if message["method"] == "exit":
            sys.exit(0)
        {fault}
        if "id" in message:
            say(answer)
"""


class Fakes(unittest.TestCase):
    """Servers that get one thing wrong."""

    def fake(self, fault):
        with tempfile.NamedTemporaryFile("w", suffix=".py", delete=False) as program:
            program.write(textwrap.dedent(FAKE).format(python=sys.executable, fault=fault))
        os.chmod(program.name, stat.S_IRWXU)
        self.addCleanup(os.unlink, program.name)
        true, os.environ["SAYSO"] = os.environ["SAYSO"], program.name
        self.addCleanup(os.environ.__setitem__, "SAYSO", true)
        with Server(copy.deepcopy(PROFILES["empty"])) as server:
            server.call("textDocument/hover", {})

    def test_one_that_gets_all_right(self):
        self.fake("pass")

    def test_others(self):
        for fault in [
            'say(answer) if "id" in message else None',
            'say({"jsonrpc": "2.0", "id": None, "result": None}) if "id" not in message else None',
            'say({"jsonrpc": "2.0", "id": 5, "method": "workspace/configuration", "params": {"items": []}}) if result else None',
            'say({"jsonrpc": "2.0", "method": "no/method"}) if result else None',
            'print("panicked", file=sys.stderr)',
            'answer["more"] = 1',
            'print("noise", flush=True) if result else None',
            'sys.exit(0) if message["method"] == "shutdown" else None',
            'sys.exit(3) if message["method"] == "shutdown" and say(answer) is None else None',
        ]:
            with self.subTest(fault=fault), self.assertRaises(AssertionError):
                self.fake(fault)
