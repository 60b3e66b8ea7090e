"""What goes beyond one document: commands, the files of the workspace, progress, settings, symbols."""

import pathlib
import tempfile
import time
import unittest

from client import Failed, Server
from profiles import PROFILES, modern
from texts import HTML, MARKDOWN, PLAIN
from tour import Tour

FIGURE = "Sales rose 300% in May.\n"


class Folder(unittest.TestCase):
    """Tests with a folder of files."""

    def setUp(self):
        # The name has what an address has to escape.
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="a b%é "))
        self.addCleanup(lambda: [path.unlink() for path in self.folder.iterdir()] and self.folder.rmdir())
        for name, text in [("a.txt", PLAIN), ("b c.md", MARKDOWN), ("d.html", HTML), ("clean.txt", "Nothing.\n")]:
            (self.folder / name).write_bytes(text.encode())

    def uri(self, name=""):
        return (self.folder / name).as_uri() if name else self.folder.as_uri()

    def server(self, capabilities=None, **more):
        return Server(modern("utf-16") if capabilities is None else capabilities, folder=self.uri(), **more)


class Workspace(Folder):
    ALL = {"workspaceDiagnostics": True}

    def whole(self, server, known=(), **more):
        ids = [{"uri": one["uri"], "value": one["resultId"]} for one in known]
        return server.call("workspace/diagnostic", {"previousResultIds": ids, **more})["items"]

    def waiting(self, server):
        """A request that waits for news. Settings that the client tells while it is asked are news too."""
        known = self.whole(server)
        ids = [{"uri": one["uri"], "value": one["resultId"]} for one in known]
        for _ in range(5):
            id = server.ask("workspace/diagnostic", {"previousResultIds": ids})
            time.sleep(0.3)
            if id in server.asked:
                return known, id
            self.assertEqual({one["kind"] for one in server.result(id)["items"]}, {"unchanged"})
        self.fail("each is answered without news")

    def test_it_is_announced_where_it_is_wanted(self):
        for wanted in (True, False):
            with self.server(options={"workspaceDiagnostics": wanted}) as server:
                self.assertEqual(server.can["diagnosticProvider"]["workspaceDiagnostics"], wanted)

    def test_every_file_is_reported_once_and_as_if_it_were_open(self):
        with self.server(options=self.ALL) as server:
            found = self.whole(server)
            self.assertEqual(sorted(one["uri"] for one in found), sorted(self.uri(path.name) for path in self.folder.iterdir()))
            for one in found:
                text = (self.folder / pathlib.Path(one["uri"]).name.replace("%20", " ")).read_bytes().decode()
                language = {"md": "markdown", "tml": "html"}.get(one["uri"].rpartition(".")[2][-3:], "plaintext")
                # What is doubtful is a hint where a text is open, and untold where CI would not tell it.
                told = [item for item in Tour(server, one["uri"], language, text).diagnostics() if item["severity"] < 4]
                self.assertEqual(told, one["items"], one["uri"])

    def test_partial_results_make_the_whole_and_the_answer_is_empty(self):
        for index in range(80):
            (self.folder / f"{index}.txt").write_text(FIGURE)
        with self.server(options=self.ALL) as server:
            whole = self.whole(server)
            last = self.whole(server, partialResultToken="some", workDoneToken=7)
            parts = [note["value"] for note in server.noted("$/progress") if note["token"] == "some"]
            self.assertEqual(last, [], "results come after partial results")
            self.assertGreater(len(parts), 1)
            by_uri = lambda items: {one["uri"]: one["items"] for one in items}
            self.assertEqual(by_uri([one for part in parts for one in part["items"]]), by_uri(whole))
            self.progress(server, 7)

    def progress(self, server, token):
        kinds = [note["value"]["kind"] for note in server.noted("$/progress") if note["token"] == token]
        self.assertEqual((kinds[0], kinds[-1]), ("begin", "end"), kinds)
        self.assertEqual(set(kinds[1:-1]) - {"report"}, set(), kinds)

    def test_what_is_as_it_was_waits_for_a_change(self):
        with self.server(options=self.ALL) as server:
            known, waiting = self.waiting(server)
            (self.folder / "clean.txt").write_text(FIGURE)
            server.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": self.uri("clean.txt"), "type": 2}]})
            news = {one["uri"]: one["kind"] for one in server.result(waiting)["items"]}
            self.assertEqual(news, {one["uri"]: "full" if "clean" in one["uri"] else "unchanged" for one in known})

    def test_one_that_waits_can_be_cancelled(self):
        with self.server(options=self.ALL) as server:
            _, waiting = self.waiting(server)
            server.cancel(waiting)
            self.assertEqual(server.answer(waiting)["error"]["code"], -32800)
            Tour(server, self.uri("a.txt"), "plaintext", PLAIN).run(5)

    def test_one_that_waits_is_answered_at_the_end(self):
        with self.server(options=self.ALL) as server:
            self.waiting(server)


class Commands(Folder):
    def run_command(self, server, command, *arguments):
        return server.call("workspace/executeCommand", {"command": command, "arguments": list(arguments)})

    def test_the_lens_leads_to_a_claim(self):
        with self.server() as server:
            tour = Tour(server, self.uri("a.txt"), "plaintext", PLAIN)
            lens = tour.ask("codeLens")[0]["command"]
            self.assertIsNone(self.run_command(server, lens["command"], *lens["arguments"]))
            asked = server.wait(
                lambda: next((one for one in server.requests if one["method"] == "window/showDocument"), None), "showDocument"
            )
            self.assertEqual(asked["params"]["uri"], tour.uri)
            self.assertEqual(tour.text.words(asked["params"]["selection"]), "40 per cent")

    def test_a_client_that_shows_nothing_is_not_asked_to(self):
        with self.server(PROFILES["emacs_v29.1"]) as server, self.assertRaises(Failed) as refused:
            self.run_command(server, "sayso.show", self.uri("a.txt"), {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 1}})
        self.assertEqual(refused.exception.code, -32803)

    def test_wrong_commands_and_wrong_arguments_are_invalid(self):
        with self.server() as server:
            for command, arguments in [("no.command", []), ("sayso.show", []), ("sayso.show", [1, 2]), ("sayso.show", ["a", "b"]), ("", [{}])]:
                with self.subTest(command=command, arguments=arguments), self.assertRaises(Failed) as refused:
                    self.run_command(server, command, *arguments)
                self.assertEqual(refused.exception.code, -32602)

    def test_the_workspace_is_checked_with_progress(self):
        for name in ("modern, utf-16", "visual_studio_code_v1.65.2", "neovim_v0.7.0"):
            with self.subTest(client=name), self.server(PROFILES[name]) as server:
                found = self.run_command(server, "sayso.checkWorkspace")
                self.assertEqual((found["files"], found["cancelled"]), (4, False))
                self.assertGreater(found["findings"], 3)
                tokens = [one["params"]["token"] for one in server.requests if one["method"] == "window/workDoneProgress/create"]
                self.assertEqual({note["token"] for note in server.noted("$/progress")}, set(tokens))

    def test_a_check_can_be_cancelled_by_its_progress(self):
        for index in range(400):
            (self.folder / f"{index}.md").write_text(MARKDOWN)
        with self.server() as server:
            id = server.ask("workspace/executeCommand", {"command": "sayso.checkWorkspace"})
            create = lambda: next((one for one in server.requests if one["method"] == "window/workDoneProgress/create"), None)
            token = server.wait(create, "a progress")["params"]["token"]
            server.wait(lambda: server.noted("$/progress") or None, "the beginning")
            server.notify("window/workDoneProgress/cancel", {"token": token})
            self.assertTrue(server.result(id)["cancelled"])
            server.wait(lambda: True if server.noted("$/progress")[-1]["value"]["kind"] == "end" else None, "the end")


class Settings(Folder):
    def codes(self, server, name="e.txt", text=FIGURE):
        return [one["code"] for one in Tour(server, self.uri(name), "plaintext", text).diagnostics()]

    def test_settings_are_taken_at_the_start_and_later(self):
        for name in ("modern, utf-16", "visual_studio_code_v1.65.2", "neovim_v0.7.0", "helix"):
            pulls = PROFILES[name].get("workspace", {}).get("configuration")
            with self.subTest(client=name), self.server(PROFILES[name]) as server:
                self.assertEqual(self.codes(server), ["unattributed-figure"])
                server.settings = {"ignore": ["unattributed-figure"]}
                server.notify("workspace/didChangeConfiguration", {"settings": {} if pulls else {"sayso": server.settings}})
                if pulls:
                    asked = lambda: [one for one in server.requests if one["method"] == "workspace/configuration"]
                    server.wait(lambda: True if len(asked()) > 1 else None, "the settings")
                    # The thread that reads has answered before it reads on.
                    server.answer(server.ask("$/nothing"))
                self.assertEqual(self.codes(server, "f.txt"), [])

    def test_wrong_settings_are_told_and_change_nothing(self):
        with self.server(options={"ignore": "all", "inlayHints": 5}) as server:
            self.assertEqual(self.codes(server), ["unattributed-figure"])
            self.assertTrue(server.noted("window/showMessage"))

    def test_sayso_toml_is_checked_as_it_is_typed(self):
        with self.server() as server:
            tour = Tour(server, self.uri("sayso.toml"), "toml", '[rules]\nselect = ["no-such-rule"]\n')
            (fault,) = tour.diagnostics()
            self.assertIn("no-such-rule", fault["message"])
            self.assertIn(tour.text.words(fault["range"]), ("select", '"no-such-rule"'))
            tour.change([{"range": tour.text.range(19, 31), "text": "vague-source"}])
            self.assertEqual(tour.diagnostics(), [])

    def test_a_source_is_found_in_all_open_texts(self):
        with self.server() as server:
            for name, text in [("a.txt", PLAIN), ("b c.md", MARKDOWN)]:
                Tour(server, self.uri(name), "plaintext", text)
            found = server.call("workspace/symbol", {"query": "mrsh"})
            self.assertEqual({one["location"]["uri"] for one in found}, {self.uri("a.txt"), self.uri("b c.md")})
            self.assertEqual(server.call("workspace/symbol", {"query": "zzz🙂"}) or [], [])
