"""Documents as no editor should send them: the text stays in step, and what cannot be is passed over."""

import random
import time
import unittest

import state
from client import Server, frame
from profiles import ENCODINGS, modern
from texts import MARKDOWN, PLAIN
from tour import Tour

URI = "file:///texts/a.txt"
FIGURE = "Sales rose 300% in May."


class Documents(unittest.TestCase):
    def setUp(self):
        self.server = Server(modern("utf-16"))
        self.addCleanup(self.server.process.kill)

    def tearDown(self):
        self.server.close()

    def codes(self, uri):
        report = self.server.call("textDocument/diagnostic", {"textDocument": {"uri": uri}})
        return [one["code"] for one in report["items"]]

    def well(self, tour):
        """That the server has the text that it should."""
        now = state.of(self.server, tour.uri, tour.rules.version, tour.text.text)
        suffix = tour.uri.rpartition(".")[2]
        fresh = state.fresh(self.server, f"file:///texts/fresh.{suffix}", "plaintext", tour.text.text)
        self.assertEqual(now, fresh, state.difference(now, fresh))

    def test_ranges_that_are_none(self):
        place = lambda line, character: {"line": line, "character": character}
        # Past the end of the line or of the text, backwards, inside a character, in a line end.
        for encoding in ENCODINGS:
            for start, end in [
                (place(0, 99_999), place(0, 99_999)),
                (place(99_999, 0), place(99_999, 5)),
                (place(2**31 - 1, 2**31 - 1), place(2**31 - 1, 2**31 - 1)),
                (place(0, 2**31 - 1), place(1, 2**31 - 1)),
                (place(2, 10), place(0, 3)),
                (place(2, 10), place(2, 3)),
                (place(0, 1), place(0, 1)),
                (place(0, 1), place(0, 3)),
                (place(1, 0), place(0, 99_999)),
                (place(0, 0), place(2**31 - 1, 0)),
            ]:
                with self.subTest(encoding=encoding, start=start, end=end), Server(modern(encoding)) as server:
                    tour = Tour(server, URI, "plaintext", PLAIN)
                    tour.change([{"range": {"start": start, "end": end}, "text": "40 per cent of 🙂"}])
                    now = state.of(server, URI, 2, tour.text.text)
                    self.assertEqual(now, state.fresh(server, "file:///texts/b.txt", "plaintext", tour.text.text))
                    # What is asked about them is answered, too.
                    for method in ["hover", "definition", "documentHighlight", "completion"]:
                        server.call(f"textDocument/{method}", tour.document(position=start))
                    for method, more in [("codeAction", {"context": {"diagnostics": []}}), ("inlayHint", {}), ("semanticTokens/range", {})]:
                        server.call(f"textDocument/{method}", tour.document(range={"start": start, "end": end}, **more))
                    server.call("textDocument/selectionRange", tour.document(positions=[start, end]))

    def test_versions_out_of_order_and_equal(self):
        tour = Tour(self.server, URI, "plaintext", PLAIN, version=5)
        for version in [5, 4, -1, 0, 2**31 - 1, 1, 6]:
            changes = [{"range": tour.text.range(0, 0), "text": f"{version + 10} people. "}]
            document = {"uri": URI, "version": version}
            self.server.notify("textDocument/didChange", {"textDocument": document, "contentChanges": changes})
            tour.at(version, tour.text.changed(changes).text)
            self.well(tour)
        tour.change([])
        self.well(tour)

    def test_documents_that_are_not_open(self):
        place = {"line": 0, "character": 0}
        document = {"textDocument": {"uri": "file:///no/such.md"}}
        for method in ["hover", "definition", "documentHighlight", "completion", "prepareRename"]:
            self.assertFalse(self.server.call(f"textDocument/{method}", {**document, "position": place}))
        for method in ["documentSymbol", "codeLens", "documentLink", "foldingRange", "semanticTokens/full"]:
            self.assertFalse(self.server.call(f"textDocument/{method}", document))
        self.assertEqual(self.codes("file:///no/such.md"), [])
        self.server.end("file:///no/such.md")
        change = {"textDocument": {"uri": "file:///no/such.md", "version": 2}, "contentChanges": [{"text": FIGURE}]}
        self.server.notify("textDocument/didChange", change)
        self.server.notify("textDocument/didSave", document)
        self.assertEqual(self.codes("file:///no/such.md"), [])
        self.well(Tour(self.server, "file:///no/such.md", "plaintext", PLAIN))

    def test_a_document_that_is_opened_twice(self):
        Tour(self.server, URI, "plaintext", PLAIN)
        self.well(Tour(self.server, URI, "plaintext", FIGURE, version=7))
        self.server.end(URI)
        self.server.end(URI)
        self.assertEqual(self.codes(URI), [])
        self.well(Tour(self.server, URI, "plaintext", PLAIN))

    def test_bytes_that_are_seldom_in_texts(self):
        tour = Tour(self.server, URI, "plaintext", "\0" * 50 + FIGURE + "\0 40 per cent\x01\x1b[31m\x7f\ufeff\ufffe\U0010ffff")
        tour.run(100)
        tour.change([{"range": tour.text.range(10, 20), "text": "\0\0🙂\0"}])
        self.well(tour)

    def test_halves_of_surrogate_pairs(self):
        """An editor that cuts a text inside a character sends one half. It is one unit, whatever becomes of it."""
        for encoding in ("utf-16", "utf-32"):
            chance = random.Random(1)
            with self.subTest(encoding=encoding), Server(modern(encoding)) as server:
                tour = Tour(server, URI, "plaintext", "\ud83d 300 people \ude42\ud83d died. \ud83d\ude42" + PLAIN)
                tour.at(1, "\ufffd 300 people \ufffd\ufffd died. 🙂" + PLAIN)
                for _ in range(100):
                    at = chance.randrange(len(tour.text.text))
                    words = chance.choice(["\ud83d", "\ude42", "\ud83d 5 million \ud83d", "\\ud83d", "🙂\ude42", "\ude42\ud83d"])
                    tour.change([{"range": tour.text.range(at, min(at + chance.randrange(3), len(tour.text.text))), "text": words}])
                now = state.of(server, URI, tour.rules.version, tour.text.text)
                fresh = state.fresh(server, "file:///texts/b.txt", "plaintext", tour.text.text)
                self.assertEqual(now, fresh, state.difference(now, fresh))
                tour.run(30)

    def test_addresses_of_one_document(self):
        for one, other in [
            ("file:///c%3A/texts/a.txt", "file:///C:/texts/a.txt"),
            ("file:///C%3a/texts/a.txt", "file:///c:/texts/a.txt"),
            ("file:///texts/a%20b.txt", "file:///texts/a b.txt"),
            ("file:///texts/%C3%A9.txt", "file:///texts/%c3%a9.txt"),
            ("file:///texts/%C3%A9.txt", "file:///texts/é.txt"),
            ("file:///texts/a%2Bb.txt", "file:///texts/a+b.txt"),
        ]:
            with self.subTest(one=one, other=other):
                self.server.start(one, "plaintext", 1, FIGURE)
                self.assertEqual(self.codes(other), ["unattributed-figure"])
                change = {"textDocument": {"uri": other, "version": 2}, "contentChanges": [{"text": "Nothing."}]}
                self.server.notify("textDocument/didChange", change)
                self.assertEqual(self.codes(one), [])
                self.server.end(other)
                self.assertIsNone(self.server.call("textDocument/foldingRange", {"textDocument": {"uri": one}}))
                self.server.end(one)

    def test_addresses_of_several_documents(self):
        uris = ["untitled:Untitled-1", "untitled:Untitled-2", "file:///texts/A.txt", "file:///texts/a.txt", "file:///texts/100%25.txt"]
        uris += ["file:///texts/100%2525.txt", "file:///texts/a?b.txt", "file:///texts/a%3Fb.txt", "vscode-notebook-cell:/a.md#X1", "a", ""]
        uris += ["file:///texts/a#b.txt", "file:///texts/a%23b.txt", "file:", "FILE:///x.md", "file://host/share/a.txt", "file:///texts/%FF.txt", "%"]
        for number, uri in enumerate(uris):
            self.server.start(uri, "plaintext", 1, FIGURE * (number + 1))
        for number, uri in enumerate(uris):
            with self.subTest(uri=uri):
                self.assertEqual(len(self.codes(uri)), number + 1)
                found = self.server.call("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
                self.assertTrue(found)

    def test_what_is_published_names_the_document_as_the_client_does(self):
        """A client looks for its own spelling, and knows no other."""
        with Server({"textDocument": {"publishDiagnostics": {}}}) as server:
            for uri in ["file:///c%3A/texts/a%20b.txt", "file:///texts/é.txt", "file:///texts/a b%c3%a9.txt", "untitled:Untitled-1"]:
                server.start(uri, "plaintext", 1, FIGURE)
                self.assertEqual([one["code"] for one in server.published(uri, 1)], ["unattributed-figure"])
                server.end(uri)
                self.assertEqual(server.published(uri, None), [])

    def test_a_document_of_50_megabytes(self):
        text = (PLAIN + MARKDOWN) * (50_000_000 // len((PLAIN + MARKDOWN).encode()))
        begun = time.monotonic()
        self.server.start("file:///texts/long.txt", "plaintext", 1, text)
        sent = time.monotonic()
        hover = {"textDocument": {"uri": "file:///texts/long.txt"}, "position": {"line": 0, "character": 22}}
        waiting = self.server.ask("textDocument/hover", hover)
        tour = Tour(self.server, URI, "plaintext", PLAIN)
        self.well(tour)
        meanwhile = waiting in self.server.asked
        other = time.monotonic()
        self.assertIn("40 per cent", self.server.result(waiting, patience=180)["contents"]["value"])
        first = time.monotonic()
        self.assertTrue(self.server.call("textDocument/hover", hover))
        again = time.monotonic()
        self.server.end("file:///texts/long.txt")
        self.assertIsNone(self.server.call("textDocument/hover", hover))
        closed = time.monotonic()
        steps = {"sent": sent - begun, "another document": other - sent, "hover": first - other, "again": again - first, "closed": closed - again}
        print("\n50 MB:", ", ".join(f"{name} {seconds:.1f} s" for name, seconds in steps.items()), end=" ")
        self.assertTrue(meanwhile, f"a text of 50 MB held up a short one for {steps['another document']:.1f} s")
        self.assertLess(steps["again"], 2)

    def test_a_message_that_is_not_utf_8(self):
        item = frame({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": {"uri": URI, "languageId": "plaintext", "version": 1, "text": "XX 300 people died."}}})
        self.server.raw(item.replace(b"XX", b"\xff\xfe"))
        tour = Tour.__new__(Tour)
        tour.server, tour.uri = self.server, URI
        tour.at(1, "\ufffd\ufffd 300 people died.")
        self.server.open.add(URI)
        self.well(tour)
