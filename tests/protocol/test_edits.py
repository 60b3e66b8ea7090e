"""After random edits a document is what a text is that was opened so. SAYSO_SEED repeats a run that failed."""

import os
import random
import unittest

import edits
import state
from client import Server
from profiles import ENCODINGS, PROFILES, modern
from script import Script
from texts import HTML, MARKDOWN, PLAIN, crlf
from tour import Tour, patched

SEED = int(os.environ.get("SAYSO_SEED") or random.randrange(1_000_000))

DOCUMENTS = [("a.txt", "plaintext", PLAIN), ("a.md", "markdown", MARKDOWN), ("a.html", "html", HTML), ("b.md", "markdown", crlf(MARKDOWN))]


class Edits(unittest.TestCase):
    def setUp(self):
        print(f"\nSAYSO_SEED={SEED}: ", end="")

    def same(self, server, tour, why):
        suffix = tour.uri.rpartition(".")[2]
        now = state.of(server, tour.uri, tour.rules.version, tour.text.text)
        language = {"txt": "plaintext", "md": "markdown", "html": "html"}[suffix]
        fresh = state.fresh(server, f"file:///texts/fresh.{suffix}", language, tour.text.text)
        self.assertEqual(now, fresh, f"{why}, in {tour.text.text!r}: {state.difference(now, fresh)}")
        return now

    def script(self, capabilities, rounds, name, language, text):
        with Server(capabilities, options={"inlayHints": "all"}) as server, Server(capabilities, options={"inlayHints": "all"}) as other:
            tour = Tour(server, f"file:///texts/{name}", language, text)
            script = Script(f"{SEED} {name}", text, server.can["positionEncoding"])
            tokens = self.tokens(server, tour, None)
            for number in range(rounds):
                changes = script.changes()
                tour.change(changes)
                self.assertEqual(tour.text.text, script.text.text)
                if number % 4 == 0:
                    self.same(server, tour, f"after edit {number}")
                if number % 3 == 0:
                    tokens = self.tokens(server, tour, tokens)
                tour.rules.selections(tour.ask("selectionRange", positions=[tour.text.whole()["end"]]), [tour.text.whole()["end"]])
            now = self.same(server, tour, "at the end")
            there = state.fresh(other, tour.uri, language, tour.text.text)
            self.assertEqual(now, there, f"in another server, {tour.text.text!r}: {state.difference(now, there)}")
            tour.run(20)

    def tokens(self, server, tour, before):
        """The tokens by the delta to those that the client has."""
        if before is None:
            return tour.ask("semanticTokens/full")
        delta = tour.ask("semanticTokens/full/delta", previousResultId=before["resultId"])
        data = patched(before["data"], delta)
        # Asked for by a range, they do not take the place of those that the next delta starts from.
        whole = tour.ask("semanticTokens/range", range=tour.text.whole())
        self.assertEqual(data, whole["data"], "the delta leads elsewhere")
        tour.rules.tokens(data)
        return {"resultId": delta["resultId"], "data": data}

    def test_a_client_that_is_sent_diagnostics(self):
        capabilities = dict(PROFILES["visual_studio_code_v1.65.2"])
        capabilities["textDocument"] = {**capabilities["textDocument"], "inlayHint": {}}
        self.script(capabilities, 60, *DOCUMENTS[1])

    def test_every_action_and_rename_leads_to_the_text_it_should(self):
        for name, language, text in DOCUMENTS:
            with self.subTest(text=name), Server(modern("utf-16")) as server:
                tour = Tour(server, f"file:///texts/{name}", language, text)
                # All are worked out before the first is made, as an action is good for one version only.
                found = {}
                places = tour.places(60)
                for place in [*({"start": place, "end": place} for place in places), tour.text.whole()]:
                    for only in ("quickfix", "refactor", "source"):
                        for action in tour.ask("codeAction", range=place, context={"diagnostics": [], "only": [only]}):
                            changes, after = tour.edit(action, only)
                            found[after] = changes
                for place in places:
                    rename = tour.try_("textDocument/rename", position=place, newName="Ada Byron")
                    if rename:
                        changes = edits.of(tour.rules, rename)
                        found[edits.applied(tour.rules, changes)] = changes
                self.assertGreater(len(found), 3)
                for after, changes in found.items():
                    self.applied(server, tour, text, changes, after)

    def applied(self, server, tour, text, changes, after):
        tour.change(edits.as_changes(changes))
        self.assertEqual(tour.text.text, after)
        self.same(server, tour, "after an action")
        tour.change([{"text": text}])

    def test_an_action_of_an_old_version_is_refused(self):
        with Server(modern("utf-16")) as server:
            tour = Tour(server, "file:///texts/a.txt", "plaintext", PLAIN)
            claim = tour.diagnostics()[0]["range"]
            action = tour.ask("codeAction", range=claim, context={"diagnostics": []})[0]
            tour.change([{"range": tour.text.range(0, 0), "text": "A "}])
            message = server.answer(server.ask("codeAction/resolve", action))
            self.assertEqual(message["error"]["code"], -32801)


for _encoding in ENCODINGS:
    for _document in DOCUMENTS:
        setattr(
            Edits,
            f"test_random_edits, {_encoding}, {_document[0]}",
            lambda self, encoding=_encoding, document=_document: self.script(modern(encoding), 60, *document),
        )
