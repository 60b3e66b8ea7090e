"""usage: recordings.py FOLDER

Holds what editors and the server have said to each other, as `recorder.py` has written it down, against the protocol's model: each
message is valid, each request has one answer, and nothing is sent that the editor has not offered to take.
"""

import collections
import json
import pathlib
import sys

import model
from offers import announced, may_send


class Recording:
    def __init__(self, path):
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        self.lines = [line for line in lines if "status" not in line]
        #: Whether the editor has told the server to go. Otherwise one of them was killed, unless the server has ended by itself.
        self.left = any(line["message"].get("method") == "exit" for line in self.lines)
        self.whole = self.left or len(self.lines) < len(lines)
        self.client, self.capabilities, self.server = "an editor that says nothing", {}, {}
        self.open, self.asked, self.messages, self.requests = {}, {"client": {}, "server": {}}, 0, 0

    def faults(self):
        """What is wrong in it."""
        for line in self.lines:
            sender, message = line["from"], line["message"]
            self.messages += 1
            found = self._take(sender, message)
            yield from (f"{fault} in {str(message)[:600]}" for fault in found)
        # Who is killed cannot answer, and an editor that leaves does not.
        if self.whole:
            yield from (f"{method} ({id}) has no answer" for id, method in self.asked["client"].items())
        if self.whole and not self.left:
            yield from (f"{method} ({id}) of the server has no answer" for id, method in self.asked["server"].items())

    def _take(self, sender, message):
        other = {"client": "server", "server": "client"}[sender]
        asked = None
        if "method" not in message:
            if message.get("id") not in self.asked[other]:
                return [f"the {sender} answers what nobody has asked, or once more"]
            asked = self.asked[other].pop(message["id"])
        elif "id" in message:
            self.requests += 1
            self.asked[sender][message["id"]] = message["method"]
        if sender == "client":
            self._hear(message)
            # An editor may know more than the model does.
            return [fault for fault in model.faults(message, asked, sender) if not fault.endswith(" is not in the model")]
        found = model.faults(message, asked)
        if asked == "initialize" and "result" in message:
            self.server = dict(message["result"]["capabilities"])
            found += announced(self.capabilities, self.server)
        if "method" in message:
            found += may_send(self.capabilities, message, self.open if self.server.get("diagnosticProvider") else set())
            for one in (message.get("params") or {}).get("registrations", []):
                if one["method"] == "textDocument/diagnostic":
                    self.server["diagnosticProvider"] = one.get("registerOptions")
        return found

    def _hear(self, message):
        method, params = message.get("method"), message.get("params")
        if method == "initialize":
            self.capabilities = params["capabilities"]
            who = params.get("clientInfo") or {"name": "an editor without a name"}
            self.client = " ".join(filter(None, [who["name"], who.get("version")]))
        elif method == "textDocument/didOpen":
            self.open[params["textDocument"]["uri"]] = True
        elif method == "textDocument/didClose":
            self.open.pop(params["textDocument"]["uri"], None)


def main():
    folder = pathlib.Path(sys.argv[1])
    good, bad, counts = 0, 0, collections.defaultdict(collections.Counter)
    for path in sorted(folder.glob("*/*.jsonl")):
        recording = Recording(path)
        faults = list(dict.fromkeys(recording.faults()))
        good, bad = good + (not faults), bad + bool(faults)
        for fault in faults[:5]:
            print(f"FAIL {path.relative_to(folder)}: {fault}")
        counts[path.parent.name, recording.client].update(
            conversations=1, messages=recording.messages, requests=recording.requests, killed=not recording.whole
        )
    for (editor, client), count in sorted(counts.items()):
        print(f"ok {editor} ({client}): " + ", ".join(f"{count[name]} {name}" for name in count))
    print(f"{good} passed, {bad} failed")
    return 0 if good and not bad else 1


if __name__ == "__main__":
    sys.exit(main())
