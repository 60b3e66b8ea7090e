"""An editor's end of the protocol: the server as a process, and all that is said over its standard input and output.

One thread reads. It keeps book: each request has exactly one answer, nothing else is answered, each message is as the model has it,
and the server asks the client for nothing that the client does not offer. What is wrong is collected and raised by `close`, so
that no test passes with a message that is not in order.
"""

import contextlib
import json
import os
import subprocess
import tempfile
import threading
import time

import model
from offers import may_send

#: Longer than anything takes, so that a test that would wait for ever fails.
PATIENCE = 30


class Gone(AssertionError):
    """A server that does not read any more."""


class Failed(Exception):
    """A request that was answered by an error."""

    def __init__(self, method, error):
        super().__init__(f"{method}: {error}")
        self.code, self.message = error["code"], error["message"]


def frame(body):
    if not isinstance(body, bytes):
        body = json.dumps(body).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def read_message(stream):
    """The next message; `None` at the end of the stream. What is no header is an error, as no client would go on behind it."""
    length = None
    while True:
        line = stream.readline()
        if not line and length is None:
            return None
        assert line.endswith(b"\r\n"), f"a header without its end: {line!r}"
        if line == b"\r\n":
            break
        name, _, value = line.partition(b": ")
        assert name in (b"Content-Length", b"Content-Type"), f"no header: {line!r}"
        if name == b"Content-Length":
            length = int(value)
    body = stream.read(length)
    assert len(body) == length, "a message that is cut off"
    return json.loads(body.decode("utf-8"))


class Server:
    """A server, as a client with these `capabilities` sees it; one that is not `checked` against the model is a test of bad input
    that looks at each message itself."""

    def __init__(self, capabilities=None, greet=True, options=None, folder=None, settings=None, environment=None, **hello):
        self.capabilities = {} if capabilities is None else capabilities
        self.settings = settings
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [os.environ["SAYSO"], "server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors, env=environment
        )
        self.bell = threading.Condition()
        self.asked, self.answers, self.notes, self.requests = {}, {}, [], []
        self.faults, self.ended, self.count, self.writing = [], False, 0, threading.Lock()
        self.nobody, self.open, self.leaving, self.can = [], set(), False, {}
        threading.Thread(target=self._read, daemon=True).start()
        if greet:
            self.hello = {"processId": os.getpid(), "rootUri": folder, "capabilities": self.capabilities, **hello}
            if folder:
                self.hello["workspaceFolders"] = [{"uri": folder, "name": "texts"}]
            if options is not None:
                self.hello["initializationOptions"] = options
            self.can = self.call("initialize", self.hello)["capabilities"]
            self.announced = dict(self.can)
            self.notify("initialized", {})
            # What the server registers, and what it makes of the settings that it asks for, is there before a test begins.
            for _ in range(2):
                self.answer(self.ask("$/nothing"))

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is None:
            self.close()
        else:
            self.process.kill()
            self.process.wait()

    # What goes out.

    def raw(self, data):
        try:
            with self.writing:
                self.process.stdin.write(data)
                self.process.stdin.flush()
        except (BrokenPipeError, ValueError) as error:
            raise Gone("the server's input is closed") from error

    def notify(self, method, params=None):
        message = {"jsonrpc": "2.0", "method": method}
        if params is not None:
            message["params"] = params
        self.raw(frame(message))

    def start(self, uri, language, version, text):
        """Opens a document."""
        self.open.add(uri)
        self.notify("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": language, "version": version, "text": text}})

    def end(self, uri):
        """Closes a document."""
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        self.open.discard(uri)

    def ask(self, method, params=None, id=None):
        """Sends a request and does not wait for its answer; the id it has."""
        with self.bell:
            self.count += 1
            id = self.count if id is None else id
            self.asked[id] = method
        message = {"jsonrpc": "2.0", "id": id, "method": method}
        if params is not None:
            message["params"] = params
        self.raw(frame(message))
        return id

    def cancel(self, id):
        self.notify("$/cancelRequest", {"id": id})

    # What comes in.

    def wait(self, what, why, patience=PATIENCE):
        """Waits until `what` is something, and returns it."""
        end = time.monotonic() + patience
        with self.bell:
            while True:
                found = what()
                if found is not None:
                    return found
                left = end - time.monotonic()
                assert left > 0 and not self.ended, f"{why}: {'the server ended' if self.ended else 'no answer in time'}"
                self.bell.wait(left)

    def answer(self, id, patience=PATIENCE):
        """The whole message that answers `id`."""
        return self.wait(lambda: self.answers.pop(id, None), f"waiting for {self.asked.get(id)} ({id})", patience)

    def result(self, id, method="", patience=PATIENCE):
        message = self.answer(id, patience)
        if "error" in message:
            raise Failed(method, message["error"])
        return message["result"]

    def call(self, method, params=None, patience=PATIENCE):
        return self.result(self.ask(method, params), method, patience)

    def calls(self, many):
        """The results of many requests that are sent at once; for one that fails, its `Failed`."""
        ids = [self.ask(method, params) for method, params in many]
        messages = [self.answer(id) for id in ids]
        return [
            Failed(method, message["error"]) if "error" in message else message["result"]
            for (method, _), message in zip(many, messages)
        ]

    def error_of_nobody(self, patience=PATIENCE):
        """The error of the next answer whose id is null."""
        return self.wait(lambda: self.nobody.pop(0) if self.nobody else None, "waiting for an error without an id", patience)["error"]

    def noted(self, method):
        with self.bell:
            return [note["params"] for note in self.notes if note["method"] == method]

    def published(self, uri, version, patience=PATIENCE):
        """The diagnostics that were published for that version."""

        def newest():
            found = [n["params"] for n in self.notes if n["method"] == "textDocument/publishDiagnostics" and n["params"]["uri"] == uri]
            return next((params["diagnostics"] for params in reversed(found) if params.get("version") == version), None)

        return self.wait(newest, f"waiting for the diagnostics of {uri}, version {version}", patience)

    def _read(self):
        try:
            while (message := read_message(self.process.stdout)) is not None:
                self._take(message)
        except Exception as error:  # whatever it is, the test has to hear of it
            self.faults.append(f"{type(error).__name__}: {error}")
        with self.bell:
            self.ended = True
            self.bell.notify_all()

    def _take(self, message):
        with self.bell:
            asked = None
            if "method" not in message:
                id = message.get("id")
                if id is None:
                    self.nobody.append(message)
                elif id in self.asked:
                    asked = self.asked.pop(id)
                    self.answers[id] = message
                else:
                    self.faults.append(f"an answer to nothing, or a second one: {message}")
            elif "id" in message:
                self.requests.append(message)
            else:
                self.notes.append(message)
            self.faults += [f"{fault} in {str(message)[:600]}" for fault in model.faults(message, asked)]
            if "method" in message:
                self.faults += may_send(self.capabilities, message, self.open if self.can.get("diagnosticProvider") else set())
            self.bell.notify_all()
        if "method" in message and "id" in message:
            try:
                self.raw(frame({"jsonrpc": "2.0", "id": message["id"], "result": self._reply(message)}))
            except Gone:
                # One that has been told to go may have gone before it hears of this.
                if not self.leaving:
                    raise

    def _register(self, message):
        """Takes over what the server can do from now on, or can no more."""
        known = {"textDocument/diagnostic": "diagnosticProvider"}
        params = message["params"]
        for one in params.get("registrations", []):
            self.can[known.get(one["method"], one["method"])] = one.get("registerOptions")
        for one in params.get("unregisterations", []):
            self.can.pop(known.get(one["method"], one["method"]))

    def _reply(self, message):
        method, params = message["method"], message.get("params")
        if method in ("client/registerCapability", "client/unregisterCapability"):
            self._register(message)
        if method == "workspace/configuration":
            return [self.settings for _ in params["items"]]
        return {"success": True} if method == "window/showDocument" else None

    # The end.

    def settle(self):
        """Waits until all that was asked is answered, and raises what was wrong so far."""
        self.wait(lambda: None if self.asked else True, f"unanswered: {dict(list(self.asked.items())[:5])}")
        assert not self.faults, "\n".join(self.faults[:8])

    def close(self, status=0):
        if not self.ended and self.process.poll() is None:
            self.call("shutdown")
            self.settle()
            self.leaving = True
            self.notify("exit")
        assert self.process.wait(PATIENCE) == status, f"exit status {self.process.returncode}"
        self.done()

    def done(self):
        """What holds once the process has ended, however that came."""
        # What it has said last may be read only after it has gone.
        self.wait(lambda: True if self.ended else None, "waiting for the end of the output")
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        self.errors.seek(0)
        said = self.errors.read().decode("utf-8", "replace")
        assert not self.asked, f"unanswered: {self.asked}"
        assert not self.nobody, f"errors that nobody expected: {self.nobody}"
        assert not self.faults, "\n".join(self.faults[:8])
        assert "panicked" not in said, f"it panicked: {said}"
