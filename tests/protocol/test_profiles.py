"""Each client, and all that it can ask of each text."""

import unittest

import offers
from client import Server
from profiles import PROFILES, modern
from texts import TEXTS
from tour import Tour


class Profiles(unittest.TestCase):
    """One test a client; they are added below."""

    def tour(self, capabilities, most=30, **more):
        with Server(capabilities, **more) as server:
            self.assertEqual(offers.announced(capabilities, server.announced), [])
            for index, (name, language, text) in enumerate(TEXTS):
                with self.subTest(text=name):
                    Tour(server, f"file:///texts/{index}/{name}", language, text).run(most)

    def test_all_hints_and_no_lens(self):
        self.tour(modern("utf-16"), 10, options={"inlayHints": "all", "codeLens": False})

    def test_many_places(self):
        self.tour(modern("utf-16"), 300)


for _name, _capabilities in PROFILES.items():
    setattr(Profiles, f"test_{_name}", lambda self, capabilities=_capabilities: self.tour(capabilities))


class Announced(unittest.TestCase):
    def test_a_server_takes_the_encoding_that_the_client_offers(self):
        for offered, taken in [
            (["utf-32"], "utf-32"),
            (["utf-16", "utf-8"], "utf-8"),
            (["utf-7", "utf-32", "utf-16"], "utf-16"),
            (["utf-7"], "utf-16"),
            ([], "utf-16"),
            (None, "utf-16"),
        ]:
            general = {} if offered is None else {"positionEncodings": offered}
            with self.subTest(offered=offered), Server({"general": general}) as server:
                self.assertEqual(server.can.get("positionEncoding", "utf-16"), taken)

    def test_an_editor_gets_what_it_asks_for_without_saying_so(self):
        """Helix says nothing of the first four, Kate and Neovim of the others, and they ask a server that announces them."""
        silent = {"textDocument": {"synchronization": {}}, "workspace": {"applyEdit": True}}
        for capabilities in (PROFILES["helix"], silent):
            with Server(capabilities) as server:
                for provider in ["definition", "references", "documentHighlight", "documentSymbol"]:
                    self.assertTrue(server.can.get(f"{provider}Provider"), provider)
        with Server(silent) as server:
            for provider in ["rename", "workspaceSymbol", "executeCommand"]:
                self.assertTrue(server.can.get(f"{provider}Provider"), provider)

    def test_capabilities_that_are_odd_spoil_no_others(self):
        odd = {"textDocument": {"hover": {"contentFormat": "markdown"}, "codeAction": 7, "inlayHint": None}, "workspace": []}
        with Server(odd, settings=None) as server:
            self.assertTrue(server.can["hoverProvider"])
            self.assertFalse(server.can.get("inlayHintProvider"))
