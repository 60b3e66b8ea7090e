"""usage: soak.py SAYSO [MESSAGES]

A long day with an editor, in short: edits of several documents and questions about them, some taken back, all without waiting. At
times the server's view of a document is held against that of a fresh server. Memory at the end is held against that after a warm-up.
SAYSO_SEED repeats a run.
"""

import collections
import os
import random
import sys
import time

import state
from client import Server
from profiles import modern
from script import Script
from texts import HTML, MARKDOWN, PLAIN, crlf

DOCUMENTS = [
    ("a.txt", "plaintext", PLAIN),
    ("b.md", "markdown", MARKDOWN),
    ("c.html", "html", HTML),
    ("d.txt", "plaintext", crlf(PLAIN)),
    ("e.md", "markdown", crlf(MARKDOWN)),
    ("f.txt", "plaintext", PLAIN * 20),
]

#: How many requests may be on their way.
WINDOW = 64

#: An error that an answer may be, beside that of a request taken back: what cannot be renamed here.
REFUSED = {"textDocument/prepareRename": -32803, "textDocument/rename": -32803}
CANCELLED = -32800


#: The allocator of glibc keeps the more of what is free the larger the pieces that were freed. Told how much, it gives the rest back, and
#: what is measured is what the server holds.
ALLOCATOR = {"MALLOC_TRIM_THRESHOLD_": "131072", "MALLOC_MMAP_THRESHOLD_": "131072"}


class Soak:
    def __init__(self, seed):
        os.environ.update(ALLOCATOR)
        self.random = random.Random(seed)
        self.server = Server(modern("utf-16"), options={"inlayHints": "all"})
        self.documents = {}
        for name, language, text in DOCUMENTS:
            uri = f"file:///texts/{name}"
            self.server.start(uri, language, 1, text)
            self.documents[uri] = [language, 1, Script(f"{seed} {name}", text, "utf-16"), None]
        self.waiting = collections.deque()
        self.counts = collections.Counter()

    def run(self, messages):
        for _ in range(messages):
            if self.random.random() < 0.2:
                self.edit()
            else:
                self.question()
        while self.waiting:
            self.take()

    def edit(self):
        uri, document = self.random.choice(list(self.documents.items()))
        document[1] += 1
        self.counts["edits"] += 1
        if self.random.random() < 0.01:
            self.server.end(uri)
            self.server.start(uri, document[0], document[1], document[2].text.text)
            document[3] = None
            return
        params = {"textDocument": {"uri": uri, "version": document[1]}, "contentChanges": document[2].changes()}
        self.server.notify("textDocument/didChange", params)

    def question(self):
        uri, (_, _, script, tokens) = self.random.choice(list(self.documents.items()))
        document = {"textDocument": {"uri": uri}}
        place = {**document, "position": script.place()}
        range = {**document, "range": script.range()}
        method, params = self.random.choice(
            [
                ("hover", place),
                ("definition", place),
                ("references", {**place, "context": {"includeDeclaration": True}}),
                ("documentHighlight", place),
                ("completion", place),
                ("prepareRename", place),
                ("rename", {**place, "newName": "Ada Byron"}),
                ("codeAction", {**range, "context": {"diagnostics": []}}),
                ("inlayHint", range),
                ("semanticTokens/full", document),
                ("semanticTokens/full/delta", {**document, "previousResultId": tokens or "none"}),
                ("semanticTokens/range", range),
                ("documentSymbol", document),
                ("codeLens", document),
                ("foldingRange", document),
                ("documentLink", document),
                ("selectionRange", {**document, "positions": [place["position"]]}),
                ("diagnostic", document),
            ]
        )
        method = f"textDocument/{method}"
        if self.random.random() < 0.03:
            method, params = "workspace/symbol", {"query": "mrsh"}
        id = self.server.ask(method, params)
        cancelled = self.random.random() < 0.1
        if cancelled:
            self.server.cancel(id)
        self.waiting.append((id, method, uri, cancelled))
        self.counts[method] += 1
        while len(self.waiting) > WINDOW:
            self.take()

    def take(self):
        id, method, uri, cancelled = self.waiting.popleft()
        answer = self.server.answer(id)
        if "error" in answer:
            allowed = {REFUSED.get(method), CANCELLED if cancelled else None}
            assert answer["error"]["code"] in allowed, f"{method}: {answer['error']}"
            self.counts["cancelled" if answer["error"]["code"] == CANCELLED else "refused"] += 1
        elif method == "textDocument/semanticTokens/full" and answer["result"]:
            self.documents[uri][3] = answer["result"]["resultId"]

    def same(self):
        """Holds all documents against those of a server that has seen no edit."""
        with Server(modern("utf-16"), options={"inlayHints": "all"}) as fresh:
            for uri, (language, version, script, _) in self.documents.items():
                text = script.text.text
                now, new = state.of(self.server, uri, version, text), state.fresh(fresh, uri, language, text)
                assert now == new, f"{uri}: {state.difference(now, new)}, in {text!r}"

    def memory(self):
        """What the server takes, in KB, with the texts as they were at first."""
        for uri, document in self.documents.items():
            document[1] += 1
            changes = [{"text": document[2].first}]
            document[2].text = document[2].text.changed(changes)
            params = {"textDocument": {"uri": uri, "version": document[1]}, "contentChanges": changes}
            self.server.notify("textDocument/didChange", params)
        self.same()
        # What was said is not kept by this client either.
        self.server.notes.clear()
        with open(f"/proc/{self.server.process.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))


def soak(messages, warm, seed, stretches=10):
    """Sends that many messages after those for the warm-up; the number of answers, and the memory before and after in KB."""
    run = Soak(seed)
    with run.server:
        run.run(warm)
        run.same()
        before, later = run.memory(), []
        for _ in range(stretches):
            run.run(messages // stretches)
            run.same()
            later.append(run.memory())
    # What is held at one moment only, while many requests are on their way, is no growth: that shows in the least as well.
    print("memory in MB:", *(f"{kilobytes / 1024:.0f}" for kilobytes in [before, *later]), flush=True)
    after = min(later[len(later) // 2 :])
    return run.counts, before, after


def main(messages=50_000, warm=5_000):
    seed = int(os.environ.get("SAYSO_SEED") or random.randrange(1_000_000))
    print(f"SAYSO_SEED={seed}", flush=True)
    begun = time.monotonic()
    counts, before, after = soak(messages - warm, warm, seed)
    took = time.monotonic() - begun
    print(", ".join(f"{name.removeprefix('textDocument/')} {count}" for name, count in sorted(counts.items())))
    print(f"memory after {warm} messages {before / 1024:.1f} MB, after {messages} {after / 1024:.1f} MB")
    assert after <= before * 1.1, f"memory has grown by {after / before - 1:.0%}"
    assert took < 180, f"it took {took:.0f} s"
    print(f"soak: {messages} messages passed in {took:.0f} s")


if __name__ == "__main__":
    os.environ["SAYSO"] = sys.argv[1]
    main(*map(int, sys.argv[2:]))
