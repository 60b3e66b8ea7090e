#!/usr/bin/env -S python3 -SE
"""Stands between an editor and the server, and writes down what they say to each other.

It is started in place of the server: SAYSO is the program, SAYSO_RECORDINGS the folder for the recordings. Each is a file of lines, one
for each message: who says it, and what. The last line is the exit status of the server; where that line is missing, the editor or
a test has not waited for it.
"""

import json
import os
import signal
import subprocess
import sys
import threading


def record(sender, source, target, note):
    """Passes messages on as they are, byte for byte. What the server says to an editor that has left is written down all the same."""
    gone = False
    while header := source.readline():
        head = [header]
        length = 0
        while head[-1] not in (b"\r\n", b"\n", b""):
            name, _, value = head[-1].partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
            head.append(source.readline())
        body = source.read(length)
        # Written down before it is passed on: an answer stands behind what it answers.
        note({"from": sender, "message": json.loads(body)})
        try:
            if not gone:
                target.write(b"".join(head) + body)
                target.flush()
        except BrokenPipeError:
            if sender == "client":
                break
            gone = True
    try:
        target.close()
    except BrokenPipeError:
        pass


def main():
    program, arguments = os.environ["SAYSO"], sys.argv[1:]
    if arguments != ["server"]:
        os.execv(program, [program, *arguments])
    path = os.path.join(os.environ["SAYSO_RECORDINGS"], f"{os.getpid()}.jsonl")
    lock = threading.Lock()
    with open(path, "x", encoding="utf-8") as out:

        def note(line):
            with lock:
                out.write(json.dumps(line) + "\n")
                out.flush()

        ends = threading.Event()

        def end(*_):
            # An editor that has said "exit" and leaves kills what it has started; what the server has still to say is written down.
            if not ends.is_set():
                os._exit(128 + signal.SIGTERM)

        signal.signal(signal.SIGTERM, end)

        def heard(line):
            if line["message"].get("method") == "exit":
                ends.set()
            note(line)

        server = subprocess.Popen([program, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        ways = [
            ("client", sys.stdin.buffer, server.stdin, heard),
            ("server", server.stdout, sys.stdout.buffer, note),
        ]
        threads = [threading.Thread(target=record, args=way, daemon=True) for way in ways]
        for thread in threads:
            thread.start()
        # The end of what the server says; the editor may go on talking to nobody.
        threads[1].join()
        status = server.wait()
        note({"status": status})
    # Not by way of the interpreter's end, which would wait for the thread that reads what the editor says.
    os._exit(status if status >= 0 else 128 - status)


main()
