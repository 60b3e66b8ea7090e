"""Messages that are none, come at the wrong time or ask for what there is not: each is answered as the specification says, and the
server serves on with the right text."""

import json
import os
import unittest

import state
from client import Server, frame
from profiles import modern
from texts import MARKDOWN, PLAIN
from tour import Tour

PARSE, INVALID, METHOD, PARAMS, NOT_YET, CANCELLED = -32700, -32600, -32601, -32602, -32002, -32800

URI = "file:///texts/a.md"


class Messages(unittest.TestCase):
    def setUp(self):
        self.server = Server(modern("utf-16"))
        self.tour = Tour(self.server, URI, "markdown", MARKDOWN)
        self.tour.change([{"range": self.tour.text.range(0, 0), "text": "🙂\n"}])
        self.before = self.state()

    def state(self):
        return state.of(self.server, URI, self.tour.rules.version, self.tour.text.text)

    def tearDown(self):
        # After whatever a test has sent, and with an edit on top.
        self.assertEqual(self.state(), self.before)
        self.tour.change([{"range": self.tour.text.range(0, 0), "text": "😶 300 people\n"}])
        fresh = state.fresh(self.server, "file:///texts/b.md", "markdown", self.tour.text.text)
        self.assertEqual(self.state(), fresh)
        self.server.close()

    def broken(self, data, code):
        self.server.raw(data)
        self.assertEqual(self.server.error_of_nobody()["code"], code, data[:100])

    def code(self, method, params=None, id=None):
        message = self.server.answer(self.server.ask(method, params, id))
        return message["error"]["code"] if "error" in message else None

    def test_what_is_no_json_is_a_parse_error(self):
        for body in [b"", b"{", b"}", b"hello", b'{"jsonrpc": "2.0", "id": 1', b'{"a": 1} x', b"\xff\xfe", b"\x00" * 40, b'{"id":1,"method":"x\n"}']:
            with self.subTest(body=body):
                self.broken(frame(body), PARSE)

    def test_json_that_is_no_message_is_an_invalid_request(self):
        for value in [None, 1, "a", [], {}, {"jsonrpc": "2.0"}, {"id": {}, "method": "a"}, {"id": [1], "method": "a"}, {"id": True, "method": "a"}]:
            with self.subTest(value=value):
                self.broken(frame(value), INVALID)
        for body in [{"id": 1.5, "method": "a"}, {"id": 10**30, "method": "a"}, {"method": 5}, {"id": 1, "method": []}]:
            with self.subTest(value=body):
                self.broken(frame({"jsonrpc": "2.0", **body}), INVALID)

    def test_batches_are_no_part_of_the_protocol(self):
        self.broken(frame([{"jsonrpc": "2.0", "id": 1, "method": "shutdown"}]), INVALID)

    def test_headers_that_are_none(self):
        # Behind a header without a length there is no telling where the next begins; the next that is one counts.
        for header in [b"Content-Length: many\r\n\r\n", b"Content-Length: -5\r\n\r\n", b"hello\r\n\r\n", b"Content-Type: x\r\nX-Y: 5\r\n\r\n"]:
            with self.subTest(header=header):
                self.broken(header, PARSE)
        for header in [b"Content-Length:\r\n\r\n", b"\xff\xfe\x80: \xe9\r\n\r\n", b"Content-Length 5\r\n\r\n", b"Content-Length: 99999999999999999999999\r\n\r\n"]:
            with self.subTest(header=header):
                self.broken(header, PARSE)

    def test_headers_that_are_odd_and_well(self):
        body = json.dumps({"jsonrpc": "2.0", "id": "odd", "method": "no/method"}).encode()
        length = str(len(body)).encode()
        for header in [
            b"content-length: " + length + b"\r\n\r\n",
            b"Content-Length:" + length + b"\r\n\r\n",
            b"Content-Length: " + length + b"\n\n",
            b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: " + length + b"\r\n\r\n",
            b"Content-Length: " + length + b"\r\nContent-Type: application/vscode-jsonrpc; charset=utf8\r\n\r\n",
            b"X-Other: 1\r\nContent-Length: " + length + b"\r\n\r\n",
            b"\r\n\r\nContent-Length: " + length + b"\r\n\r\n",
            b"Content-Length: 1\r\nContent-Length: " + length + b"\r\n\r\n",
        ]:
            with self.subTest(header=header):
                self.server.asked["odd"] = "no/method"
                self.server.raw(header + body)
                self.assertEqual(self.server.answer("odd")["error"]["code"], METHOD)

    def test_a_message_in_small_pieces_and_many_in_one(self):
        body = frame({"jsonrpc": "2.0", "id": "slow", "method": "no/method"})
        self.server.asked["slow"] = "no/method"
        for at in range(len(body)):
            self.server.raw(body[at : at + 1])
        self.assertEqual(self.server.answer("slow")["error"]["code"], METHOD)
        ids = range(1_000_000, 1_000_500)
        self.server.asked |= dict.fromkeys(ids, "no/method")
        self.server.raw(b"".join(frame({"jsonrpc": "2.0", "id": id, "method": "no/method"}) for id in ids))
        for id in ids:
            self.assertEqual(self.server.answer(id)["error"]["code"], METHOD)

    def test_methods_that_there_are_not(self):
        for method in ["no/method", "", "textDocument/hove", "$/unknown", "TEXTDOCUMENT/HOVER", "initialized", "exit", "🙂", "textDocument/formatting"]:
            with self.subTest(method=method):
                self.assertEqual(self.code(method, {}), METHOD)
        for method in ["$/unknown", "$/progress", "no/notification", "textDocument/hover", "textDocument/willSave", "initialize", "shutdown"]:
            self.server.notify(method, {})

    def test_params_of_the_wrong_kind(self):
        document = {"uri": URI}
        for method, params in [
            ("textDocument/hover", None),
            ("textDocument/hover", {}),
            ("textDocument/hover", []),
            ("textDocument/hover", [1, 2]),
            ("textDocument/hover", {"textDocument": document}),
            ("textDocument/hover", {"textDocument": document, "position": {"line": -1, "character": 0}}),
            ("textDocument/hover", {"textDocument": document, "position": {"line": 0, "character": 1.5}}),
            ("textDocument/hover", {"textDocument": document, "position": {"line": 0, "character": 2**32}}),
            ("textDocument/hover", {"textDocument": {"uri": 5}, "position": {"line": 0, "character": 0}}),
            ("textDocument/codeAction", {"textDocument": document, "range": None, "context": {"diagnostics": []}}),
            ("textDocument/rename", {"textDocument": document, "position": {"line": 0, "character": 0}}),
            ("textDocument/selectionRange", {"textDocument": document, "positions": {"line": 0, "character": 0}}),
            ("workspace/executeCommand", {"command": 5}),
            ("workspace/symbol", {}),
            ("workspace/diagnostic", {"previousResultIds": None}),
            ("codeAction/resolve", {"title": "an action of somebody else's"}),
            ("codeAction/resolve", {"title": "an action", "data": {"uri": URI, "version": 1, "plan": "none"}}),
            ("inlayHint/resolve", {"label": 5}),
        ]:
            with self.subTest(method=method, params=params):
                self.assertEqual(self.code(method, params), PARAMS)
        for method in ["didOpen", "didChange", "didClose", "didSave"]:
            for params in [None, {}, [], {"textDocument": document}, {"textDocument": {"uri": None}}]:
                if (method, params) not in [("didClose", {"textDocument": document}), ("didSave", {"textDocument": document})]:
                    self.server.notify(f"textDocument/{method}", params)

    def test_a_hint_of_somebody_elses_is_given_back(self):
        hint = {"position": {"line": 0, "character": 0}, "label": "x"}
        self.assertEqual(self.server.call("inlayHint/resolve", hint), hint)

    def test_ids_come_back_as_they_were(self):
        for id in [0, -1, 2**31 - 1, 2**53, "", "0", "🙂 \" \\ \n", "a" * 10_000]:
            with self.subTest(id=id):
                found = self.server.answer(self.server.ask("textDocument/documentSymbol", {"textDocument": {"uri": URI}}, id))
                self.assertEqual((type(found["id"]), found["id"]), (type(id), id))
                self.assertIn("result", found)
        # A number and the same number as a string are two requests.
        self.server.ask("textDocument/documentSymbol", {"textDocument": {"uri": URI}}, 77)
        self.server.ask("textDocument/foldingRange", {"textDocument": {"uri": URI}}, "77")
        self.assertIn("name", self.server.result(77)[0])
        self.assertIn("startLine", self.server.result("77")[0])

    def test_initialize_counts_once(self):
        self.assertEqual(self.code("initialize", {"processId": None, "rootUri": None, "capabilities": {}}), INVALID)

    def test_answers_to_nothing_are_let_go(self):
        for answer in [{"id": 999, "result": None}, {"id": "x", "error": {"code": 1, "message": "m"}}, {"id": 0, "result": {"a": 1}}]:
            self.server.raw(frame({"jsonrpc": "2.0", **answer}))

    def test_a_cancelled_request_is_answered_once(self):
        cancelled = 0
        for round in range(40):
            self.tour.change([{"range": self.tour.text.range(0, 0), "text": "x"}])
            ids = [self.server.ask("textDocument/documentSymbol", {"textDocument": {"uri": URI}}) for _ in range(5)]
            for id in reversed(ids):
                self.server.cancel(id)
                self.server.cancel(id)
            for id in ids:
                answer = self.server.answer(id)
                if "error" in answer:
                    self.assertEqual(answer["error"]["code"], CANCELLED)
                    cancelled += 1
            # What has been answered cannot be cancelled any more.
            self.server.cancel(ids[0])
        self.assertGreater(cancelled, 0)
        for odd in [None, {}, {"id": None}, {"id": [1]}, {"id": 10**40}, []]:
            self.server.notify("$/cancelRequest", odd)
        self.before = self.state()


class Phases(unittest.TestCase):
    """What comes before the greeting and after the farewell."""

    HELLO = {"processId": os.getpid(), "rootUri": None, "capabilities": {}}

    def test_before_initialize_there_is_nothing(self):
        server = Server(greet=False)
        for method in ["textDocument/hover", "shutdown", "no/method", "workspace/symbol"]:
            self.assertEqual(server.answer(server.ask(method, {}))["error"]["code"], NOT_YET)
        server.notify("textDocument/didOpen", {"textDocument": {"uri": URI, "languageId": "markdown", "version": 1, "text": PLAIN}})
        server.notify("initialized", {})
        server.cancel(1)
        server.call("initialize", self.HELLO)
        server.notify("initialized", {})
        # The document was opened too early, and is not there.
        server.can = {}
        self.assertIsNone(server.call("textDocument/foldingRange", {"textDocument": {"uri": URI}}))
        server.close()

    def test_a_wrong_greeting_can_be_made_good(self):
        for params in [None, [], 5, "hello"]:
            with self.subTest(params=params):
                server = Server(greet=False)
                answer = server.answer(server.ask("initialize", params))
                self.assertEqual(answer.get("error", {}).get("code"), PARAMS)
                server.call("initialize", self.HELLO)
                server.close()

    def test_odd_greetings_are_greetings(self):
        for odd in [
            {"processId": None},
            {"processId": "12"},
            {"processId": 2**40},
            {"processId": -1},
            {"processId": 0},
            {"rootUri": 5, "workspaceFolders": "x", "trace": "loud", "initializationOptions": [], "capabilities": []},
            {"workspaceFolders": [{"uri": "untitled:x"}, {"uri": "file:///no/such/folder", "name": "n"}, 5]},
            {"initializationOptions": {"sayso": {"inlayHints": "all"}}, "trace": "verbose"},
        ]:
            with self.subTest(odd=odd):
                server = Server(greet=False)
                server.can = server.call("initialize", {**self.HELLO, **odd})["capabilities"]
                server.notify("initialized", {})
                Tour(server, URI, "markdown", MARKDOWN).server.published(URI, 1)
                server.close()

    def test_after_shutdown_there_is_nothing(self):
        server = Server({})
        server.call("shutdown")
        for method in ["textDocument/hover", "shutdown", "initialize", "no/method"]:
            self.assertEqual(server.answer(server.ask(method, {}))["error"]["code"], INVALID)
        server.leaving = True
        server.notify("textDocument/didOpen", {"textDocument": {"uri": URI, "languageId": "markdown", "version": 1, "text": PLAIN}})
        server.notify("exit")
        self.assertEqual(server.process.wait(20), 0)
        server.done()
