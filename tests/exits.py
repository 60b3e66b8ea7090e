"""usage: exits.py [WORD…]

Breaks, one at a time, what decides how a run of sayso ends, where `cargo mutants` does not look: exit statuses become 0, "any" becomes
"all". Runs the tests of the command line on each and prints a line for it; the exit status is 1 when no test has seen one of them.
With words, only where the path or the line has one of them. The checkout stays as it is; what is built is kept in
$CARGO_TARGET_DIR, or else thrown away.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
FILES = [*sorted((ROOT / "src/cli").glob("*.rs")), ROOT / "src/check.rs", ROOT / "src/config/mod.rs"]
SWAPS = [
    (r"\bExit::(Findings|Usage|Unreadable)\b", "Exit::Clean"),
    (r"\.any\(", ".all("),
    (r"\.all\(", ".any("),
    (r"\.max\(", ".min("),
    (r"\.min\(", ".max("),
    (r"\bis_some_and\(", "is_none_or("),
    (r"\bis_none_or\(", "is_some_and("),
]
# Lines that decide only how something looks.
LOOKS = re.compile(r"width|widest|terminal")
TESTS = ["--lib", *(arg for name in ("baseline", "cache", "cases", "cli", "config", "fix", "formats", "since", "walk") for arg in ("--test", name))]


def changes(path):
    """The text of a file with each change made, and what it was."""
    text = path.read_text("utf-8")
    end = text.find("#[cfg(test)]\nmod")
    for pattern, new in SWAPS:
        for found in re.finditer(pattern, text[: end if end >= 0 else None]):
            line = text[text.rfind("\n", 0, found.start()) + 1 : text.find("\n", found.end())].strip()
            if not line.startswith("//") and not LOOKS.search(line):
                number = text.count("\n", 0, found.start()) + 1
                yield text[: found.start()] + new + text[found.end() :], f"{number}: {found[0]} → {new}: {line}"


def cargo(folder, *args):
    # A run that is to end and does not is seen, too.
    command = ["timeout", "1200" if args else "120", "cargo", "test", "--locked", "--quiet", *TESTS, *args]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0


def verdict(folder):
    if not cargo(folder, "--no-run"):
        return "does not build"
    return "MISSED" if cargo(folder) else "caught"


def main(words):
    verdicts = []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
        for name in filter(None, listed.split("\0")):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((ROOT / name).read_bytes())
        os.environ.setdefault("CARGO_TARGET_DIR", str(folder / "target"))
        os.environ |= {"CARGO_PROFILE_DEV_OPT_LEVEL": "0", "CARGO_PROFILE_DEV_DEBUG": "0"}
        if not (cargo(folder, "--no-run") and cargo(folder)):
            sys.exit("the tests fail before anything is broken")
        for path in FILES:
            name = path.relative_to(ROOT)
            for text, what in changes(path):
                if words and not any(word in f"{name}:{what}" for word in words):
                    continue
                (folder / name).write_text(text, "utf-8")
                verdicts.append(verdict(folder))
                print(f"{verdicts[-1]:<14} {name}:{what}", flush=True)
            (folder / name).write_bytes(path.read_bytes())
    print(", ".join(f"{verdicts.count(kind)} {kind}" for kind in ("caught", "MISSED", "does not build")))
    return min(verdicts.count("MISSED"), 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
