"""Where things are, and articles to check. `SAYSO` in the environment names the program under test."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAYSO = pathlib.Path(os.environ["SAYSO"]).resolve(strict=True)
GOOD = "Sales rose 300% in May, the company said.\n"
WARNS = "Sales rose 300% in May.\n"
ERRS = "\"Sales rose, he said.\n"

# For builds of which only that they succeed and run is to be seen; `SAYSO_TARGET` names the folder that keeps them.
QUICK = {
    "CARGO_TARGET_DIR": os.environ["SAYSO_TARGET"],
    "CARGO_PROFILE_RELEASE_OPT_LEVEL": "0",
    "CARGO_PROFILE_RELEASE_LTO": "off",
    "CARGO_PROFILE_RELEASE_CODEGEN_UNITS": "16",
}


def tool(name):
    """A program that is installed beside this Python."""
    return str(pathlib.Path(sys.executable).parent / name)


def run(command, cwd, env=None, **more):
    """Runs a command without what the environment says of git or of a CI, and with `env` besides."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_", "CI", "SAYSO"))}
    return subprocess.run(command, cwd=cwd, env=kept | (env or {}), capture_output=True, text=True, check=False, **more)


def git(*args, cwd, env=None):
    """Runs git as somebody whose settings are those of git."""
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main"]
    return run(["git", *who, *args], cwd, {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"} | (env or {}))


def snapshot(folder):
    """Puts this checkout as it is now, with all that git does not ignore, into a repository of its own, and tells its revision."""
    listed = run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], ROOT)
    for name in listed.stdout.split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    for args in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--no-verify", "-m", "as it is"], ["tag", "v0"]):
        done = git(*args, cwd=folder)
        if done.returncode:
            raise RuntimeError(done.stderr)
    return git("rev-parse", "HEAD", cwd=folder).stdout.strip()


class Case(unittest.TestCase):
    """A test with a folder of its own."""

    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="sayso ci "))).resolve()

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def path_with_sayso(self):
        """A PATH on which the program under test comes first."""
        programs = self.folder / "programs"
        programs.mkdir(exist_ok=True)
        if not (programs / "sayso").exists():
            (programs / "sayso").symlink_to(SAYSO)
        return f"{programs}:{os.environ['PATH']}"

    def path_without(self):
        """A PATH with the programs that every system has, and neither sayso nor cargo."""
        programs = self.folder / "bare"
        programs.mkdir(exist_ok=True)
        for name in ("basename", "bash", "cat", "env", "find", "mktemp", "sed", "sha256sum", "sort"):
            if not (programs / name).exists():
                (programs / name).symlink_to(shutil.which(name))
        return str(programs)
