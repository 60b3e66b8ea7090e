"""The job for GitLab: its description by GitLab's own schema, its script in a shell as the runner starts it."""

import json
import os
import subprocess
import xml.etree.ElementTree

import yaml
from place import ERRS, GOOD, QUICK, ROOT, Case, run, snapshot, tool

JOB = yaml.safe_load((ROOT / ".gitlab/sayso.yml").read_text("utf-8"))["sayso"]


class GitLab(Case):
    def setUp(self):
        super().setUp()
        self.project = self.folder / "a project"
        (self.project / ".git").mkdir(parents=True)

    def job(self, variables=None, path=None, shell=("bash",), more=None):
        """Runs the script of the job with its variables, and those of the pipeline."""
        env = JOB["variables"] | (variables or {}) | (more or {})
        env |= {"CI": "true", "GITLAB_CI": "true", "CI_PROJECT_DIR": str(self.project), "PATH": path or self.path_with_sayso()}
        options = ["-eo", "pipefail"] if shell == ("bash",) else ["-e"]
        script = "\n".join(JOB["script"])
        return run([*shell, *options, "-c", script], self.project, env, stdin=subprocess.DEVNULL)

    def test_gitlabs_schema_takes_it(self):
        checked = run([tool("check-jsonschema"), "--builtin-schema", "vendor.gitlab-ci", ".gitlab/sayso.yml"], ROOT)
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)

    def test_what_is_found_is_reported_and_fails_the_job(self):
        self.write("a project/of old/bad one.txt", ERRS)
        self.write("a project/good.md", GOOD)
        for shell in (("bash",), ("dash",)):
            with self.subTest(shell):
                ran = self.job(shell=shell)
                self.assertEqual(ran.returncode, 1, ran.stdout + ran.stderr)
                self.assertIn("of old/bad one.txt:1:1: error[unbalanced-quotation]", ran.stdout)
                self.assertIn("2 files checked: 1 error", ran.stdout)
                reports = JOB["artifacts"]["reports"]
                (issue,) = json.loads((self.project / reports["codequality"]).read_text("utf-8"))
                self.assertEqual(issue["location"]["path"], "of old/bad one.txt")
                tests = xml.etree.ElementTree.parse(self.project / reports["junit"]).getroot()
                self.assertEqual((tests.get("tests"), tests.get("failures")), ("2", "1"))

    def test_variables_choose_what_is_checked(self):
        self.write("a project/of old/bad one.txt", ERRS)
        self.write("a project/good.md", GOOD)
        for variables, status in (
            ({"SAYSO_PATHS": "good.md"}, 0),
            ({"SAYSO_PATHS": "good.md\nof old/bad one.txt"}, 1),
            ({"SAYSO_PATHS": "**/*.txt"}, 1),
            ({"SAYSO_ARGS": "--exclude\nof old/"}, 0),
            ({"SAYSO_ARGS": "--fail-on\nnever"}, 0),
            ({"SAYSO_PATHS": "; touch x\n$(touch x)"}, 3),
            ({"SAYSO_ARGS": "--selct=all"}, 2),
            ({"SAYSO_PATHS": ""}, 2),
        ):
            with self.subTest(variables):
                ran = self.job(variables)
                self.assertEqual(ran.returncode, status, ran.stdout + ran.stderr)
        self.assertFalse((self.project / "x").exists())

    def test_since_is_given_when_it_is_set(self):
        self.path_with_sayso()
        (self.folder / "programs/sayso").unlink()
        self.write("programs/sayso", '#!/bin/sh\nprintf "%s|" "$@" >"$RECORD"\n').chmod(0o755)
        self.job({"SAYSO_SINCE": "a b"}, more={"RECORD": str(self.folder / "recorded")})
        self.assertIn("|--since=a b|--|.|", (self.folder / "recorded").read_text("utf-8"))

    def test_without_the_program_the_remedy_is_told(self):
        ran = self.job(path=self.path_without())
        self.assertEqual(ran.returncode, 2, ran.stdout + ran.stderr)
        self.assertIn("set SAYSO_SOURCE", ran.stderr)

    def test_it_is_built_from_the_tag_that_is_named(self):
        source = self.folder / "sayso"
        source.mkdir()
        snapshot(source)
        self.write("a project/bad.txt", ERRS)
        # No program that is installed is taken for the one that is to be built.
        folders = (folder for folder in os.environ["PATH"].split(":") if not os.path.exists(f"{folder}/sayso"))
        named = {"SAYSO_SOURCE": source.as_uri(), "SAYSO_TAG": "v0"}
        ran = self.job(named, path=":".join(folders), more=QUICK)
        self.assertEqual(ran.returncode, 1, ran.stdout + ran.stderr)
        self.assertIn("bad.txt:1:1: error[unbalanced-quotation]", ran.stdout)
        self.assertTrue((self.project / JOB["cache"]["paths"][0] / "bin/sayso").exists(), "it is where the cache keeps it")
