"""How the server ends: told to, left alone, or with nobody to talk to."""

import os
import subprocess
import sys
import time
import unittest

from client import Server, frame
from profiles import modern
from texts import PLAIN
from tour import Tour

#: How soon a server that is alone has to go.
SOON = 10


class Ends(unittest.TestCase):
    def server(self, **more):
        server = Server(modern("utf-16"), **more)
        self.addCleanup(server.process.kill)
        self.addCleanup(server.errors.close)
        return server

    def ends(self, server, status):
        server.leaving = True
        begun = time.monotonic()
        self.assertEqual(server.process.wait(SOON), status)
        server.done()
        return time.monotonic() - begun

    def test_exit_after_shutdown(self):
        server = self.server()
        server.call("shutdown")
        server.leaving = True
        server.notify("exit")
        self.assertLess(self.ends(server, 0), 1)

    def test_exit_without_shutdown(self):
        server = self.server()
        server.leaving = True
        server.notify("exit")
        self.assertLess(self.ends(server, 1), 1)

    def test_exit_before_initialize(self):
        server = Server(greet=False)
        server.notify("exit")
        self.assertEqual(server.process.wait(SOON), 1)
        server.done()

    def test_exit_with_work_at_hand(self):
        server = self.server()
        tour = Tour(server, "file:///texts/a.txt", "plaintext", PLAIN * 2000)
        for _ in range(100):
            server.ask("textDocument/documentSymbol", tour.document())
        server.leaving = True
        server.notify("exit")
        self.assertLess(self.ends(server, 1), 3)

    def test_shutdown_waits_for_no_answer_to_come(self):
        server = self.server()
        tour = Tour(server, "file:///texts/a.txt", "plaintext", PLAIN * 300)
        ids = [server.ask("textDocument/documentSymbol", tour.document()) for _ in range(20)]
        server.call("shutdown")
        for id in ids:
            self.assertTrue(server.result(id))
        server.leaving = True
        server.notify("exit")
        self.ends(server, 0)

    def test_the_end_of_the_input(self):
        for shut in (True, False):
            with self.subTest(shutdown=shut):
                server = self.server()
                if shut:
                    server.call("shutdown")
                server.leaving = True
                server.process.stdin.close()
                self.assertLess(self.ends(server, 0 if shut else 1), 1)

    def test_the_end_of_the_input_inside_a_message(self):
        for part in [b"Content-Le", b"Content-Length: 100\r\n", b"Content-Length: 100\r\n\r\n", b'Content-Length: 100\r\n\r\n{"json']:
            with self.subTest(part=part):
                server = self.server()
                server.leaving = True
                server.raw(part)
                server.process.stdin.close()
                self.assertLess(self.ends(server, 1), 1)

    def test_a_client_that_does_not_read_any_more(self):
        reader, writer = os.pipe()
        process = subprocess.Popen([os.environ["SAYSO"], "server"], stdin=subprocess.PIPE, stdout=writer, stderr=subprocess.PIPE)
        self.addCleanup(process.kill)
        self.addCleanup(process.stdin.close)
        os.close(writer)
        os.close(reader)
        process.stdin.write(frame({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}))
        process.stdin.flush()
        # Its input stays open, but its answer has nowhere to go.
        self.assertEqual(process.wait(SOON), 1)
        with process.stderr as said:
            self.assertNotIn(b"panicked", said.read())

    def test_a_client_that_reads_nothing_holds_nothing_up(self):
        """The answers pile up in the pipe and in the server; the messages are taken all the same, and exit is the end."""
        process = subprocess.Popen([os.environ["SAYSO"], "server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.addCleanup(process.kill)
        self.addCleanup(process.stdin.close)
        self.addCleanup(process.stdout.close)
        process.stdin.write(frame({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {"capabilities": modern("utf-16")}}))
        for id in range(1, 20_000):
            process.stdin.write(frame({"jsonrpc": "2.0", "id": id, "method": "no/method"}))
        process.stdin.write(frame({"jsonrpc": "2.0", "method": "exit"}))
        process.stdin.flush()
        self.assertEqual(process.wait(SOON), 1)

    def test_a_parent_that_dies(self):
        """Its input stays open, as a process that it has left behind may hold it."""
        parent = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
        server = Server(greet=False)
        self.addCleanup(server.process.kill)
        server.call("initialize", {"processId": parent.pid, "rootUri": None, "capabilities": {}})
        time.sleep(1)
        self.assertIsNone(server.process.poll(), "it went before its parent")
        parent.kill()
        parent.wait()
        parent.stdin.close()
        self.assertLessEqual(self.ends(server, 1), SOON)

    def test_a_parent_that_is_nowhere_to_be_seen(self):
        """The client may run in another container; its number says nothing here."""
        gone = subprocess.Popen([sys.executable, "-c", ""])
        gone.wait()
        server = Server(greet=False)
        server.can = server.call("initialize", {"processId": gone.pid, "rootUri": None, "capabilities": {}})["capabilities"]
        time.sleep(4)
        server.notify("initialized", {})
        Tour(server, "file:///texts/a.txt", "plaintext", PLAIN).run(5)
        server.close()
