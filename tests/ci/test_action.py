"""The GitHub Action: its description by others' checkers, its script as the runner runs it."""

import json
import os
import re
import subprocess

import yaml
from place import ERRS, GOOD, QUICK, ROOT, WARNS, Case, run, tool

ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = {step.get("id", "build"): step for step in ACTION["runs"]["steps"] if "run" in step}
RECORDER = '#!/bin/sh\nprintf "%s\\0" "$@" >"$RECORD"\necho "sayso 0"\n'


class Action(Case):
    def setUp(self):
        super().setUp()
        self.inputs = {name: value["default"] for name, value in ACTION["inputs"].items()}
        self.workspace = self.folder / "a repository"
        (self.workspace / ".git").mkdir(parents=True)
        self.write("a repository/.git/HEAD", "ref: refs/heads/main\n")
        (self.folder / "temp").mkdir()

    def step(self, name, outputs=None, **more):
        """Runs a step as the runner does: what stands in `${{ }}` is put in, the script goes to bash, files take what it tells."""
        step = STEPS[name]
        context = {f"inputs.{key}": value for key, value in self.inputs.items()}
        context |= {f"steps.program.outputs.{key}": value for key, value in (outputs or {}).items()}
        fill = lambda text: re.sub(r"\$\{\{ *(.+?) *\}\}", lambda found: context.get(found[1], ""), text)
        self.assertNotIn("${{", step["run"], "a value would be a part of the command")
        files = {key: self.write(f"temp/{key}", "") for key in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        env = {key: fill(value) for key, value in step.get("env", {}).items()} | {key: str(path) for key, path in files.items()}
        env |= {
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.folder / "temp"),
            "RUNNER_OS": "Linux",
            "RUNNER_ARCH": "X64",
            "PATH": self.path_with_sayso(),
        }
        script = self.write("temp/script.sh", step["run"])
        folder = self.workspace / fill(step.get("working-directory", "."))
        ran = run(["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)], folder, env | more, stdin=subprocess.DEVNULL)
        ran.outputs = dict(self.told(files["GITHUB_OUTPUT"].read_text("utf-8")))
        ran.summary = files["GITHUB_STEP_SUMMARY"].read_text("utf-8")
        return ran

    def told(self, text):
        """The outputs, read as the runner reads them."""
        lines = iter(text.splitlines())
        for line in lines:
            name, mark = line.split("<<")
            value = []
            while (line := next(lines)) != mark:
                value.append(line)
            yield name, "\n".join(value)

    def test_others_find_nothing_wrong_with_its_description(self):
        for command in (
            [tool("check-jsonschema"), "--builtin-schema", "vendor.github-actions", "action.yml"],
            [tool("zizmor"), "--offline", "--no-progress", "--persona", "auditor", "action.yml"],
            ["shellcheck", ".github/action/sayso"],
        ):
            checked = run(command, ROOT)
            self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)

    def test_what_is_found_is_annotated_summed_up_and_written_as_sarif(self):
        self.write("a repository/articles/bad one.txt", ERRS + "\n" + WARNS)
        self.write("a repository/articles/good.md", GOOD)
        self.inputs["paths"] = "articles/"
        ran = self.step("check")
        self.assertEqual(ran.returncode, 1, ran.stdout + ran.stderr)
        self.assertRegex(ran.stdout, r"(?m)^::error file=articles/bad one\.txt,line=1,.*title=unbalanced-quotation::")
        self.assertRegex(ran.stdout, r"(?m)^::warning file=articles/bad one\.txt,line=3,")
        counts = {key: ran.outputs[key] for key in ("exit-code", "files", "errors", "warnings", "infos")}
        self.assertEqual(counts, {"exit-code": "1", "files": "2", "errors": "1", "warnings": "1", "infos": "0"})
        self.assertIn("## sayso: 1 error, 1 warning, 0 infos in 2 files", ran.summary)
        with open(ran.outputs["summary"], encoding="utf-8") as summary:
            self.assertEqual(summary.read(), ran.summary)
        self.assertEqual(ran.outputs["sarif"], str(self.workspace / "sayso.sarif"))
        with open(ran.outputs["sarif"], encoding="utf-8") as sarif:
            self.assertEqual(len(json.load(sarif)["runs"][0]["results"]), 2)
        # The other weight at which it fails.
        self.inputs["fail-on"] = "never"
        ran = self.step("check")
        self.assertEqual((ran.returncode, ran.outputs["exit-code"], ran.outputs["errors"]), (0, "0", "1"), ran.stdout)

    def test_a_clean_text_passes(self):
        self.write("a repository/good.md", GOOD)
        ran = self.step("check")
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        self.assertNotIn("::error", ran.stdout)
        self.assertEqual((ran.outputs["errors"], ran.outputs["files"]), ("0", "1"))
        self.assertIn("nothing found in 1 file", ran.summary)

    def test_a_folder_to_run_in(self):
        self.write("a repository/deep/good.md", GOOD)
        self.write("a repository/bad.md", ERRS)
        self.inputs["working-directory"] = "deep"
        ran = self.step("check")
        self.assertEqual((ran.returncode, ran.outputs["files"]), (0, "1"), ran.stdout)
        self.assertEqual(ran.outputs["sarif"], str(self.workspace / "deep/sayso.sarif"))

    def test_a_configuration_that_is_wrong_is_no_pass(self):
        self.write("a repository/good.md", GOOD)
        self.write("a repository/sayso.toml", "[rules]\nignore = ['vage-source', '\\n::add-mask::a']\n")
        ran = self.step("check")
        self.assertEqual((ran.returncode, ran.outputs), (2, {"exit-code": "2"}), ran.stdout + ran.stderr)
        self.assertRegex(ran.stdout, r"(?m)^::error title=sayso::sayso: .*sayso\.toml:2:11: .*did you mean “vague-source”")
        self.assertIn("sayso has checked nothing", ran.summary)
        self.assertIn("sayso.toml:2:11", ran.summary)

    def test_what_cannot_be_read_is_no_pass(self):
        self.write("a repository/good.md", GOOD)
        (self.workspace / "latin.txt").write_bytes(b"K\xf6ln\n")
        self.inputs["fail-on"] = "never"
        ran = self.step("check")
        self.assertEqual((ran.returncode, ran.outputs["exit-code"], ran.outputs["files"]), (3, "3", "1"), ran.stdout)
        self.assertRegex(ran.stdout, r"(?m)^::error file=latin\.txt.*not UTF-8")
        self.inputs["paths"] = "artcles/"
        self.assertEqual(self.step("check").returncode, 3, "a folder that is not there")
        self.inputs |= {"paths": ".", "sarif": "no folder/sayso.sarif"}
        ran = self.step("check")
        self.assertEqual((ran.returncode, ran.outputs), (3, {"exit-code": "3"}), ran.stdout)

    def test_no_link_in_a_checkout_leads_the_report_elsewhere(self):
        self.write("a repository/good.md", GOOD)
        theirs = self.write("theirs", "theirs")
        (self.workspace / "sayso.sarif").symlink_to(theirs)
        (self.workspace / "reports").symlink_to(self.folder)
        for sarif in ("sayso.sarif", "reports/theirs", "reports/new"):
            self.inputs["sarif"] = sarif
            ran = self.step("check")
            self.assertEqual((ran.returncode, ran.outputs), (3, {"exit-code": "3"}), ran.stdout)
            self.assertIn("::error title=sayso::", ran.stdout)
        self.assertEqual(theirs.read_text("utf-8"), "theirs")
        self.assertFalse((self.folder / "new").exists())

    def test_a_program_that_ends_well_and_says_nothing_is_no_pass(self):
        self.path_with_sayso()
        stub = self.folder / "programs/sayso"
        stub.unlink()
        self.write("programs/sayso", "#!/bin/sh\nexit 0\n").chmod(0o755)
        self.assertEqual(self.step("check").returncode, 3)

    def test_what_is_said_reaches_the_program_by_the_letter(self):
        self.path_with_sayso()
        (self.folder / "programs/sayso").unlink()
        self.write("programs/sayso", RECORDER).chmod(0o755)
        hostile = "a b;touch x\n\n$(touch y)\n`touch z`\n--help\n*.md\r\n\"q\" 'r'"
        self.inputs |= {
            "paths": hostile,
            "args": "--exclude\ndrafts of old/\n--statistics\n",
            "since": "origin/a b",
            "fail-on": "warning",
            "config": "a config.toml",
            "baseline": "a baseline.json",
            "sarif": "",
        }
        self.step("check", RECORD=str(self.folder / "recorded"))
        given = (self.folder / "recorded").read_text("utf-8").split("\0")[:-1]
        summary = given.pop(4)
        self.assertTrue(summary.startswith(f"markdown:{self.folder}/temp/"), summary)
        self.assertEqual(
            given,
            ["check", "--output", "github", "--output", "--since=origin/a b", "--fail-on=warning", "--config=a config.toml"]
            + ["--baseline=a baseline.json", "--exclude", "drafts of old/", "--statistics", "--"]
            + ["a b;touch x", "$(touch y)", "`touch z`", "--help", "*.md", "\"q\" 'r'"],
        )
        self.assertEqual([path.name for path in self.workspace.iterdir()], [".git"], "nothing was run or written")

    def test_an_output_cannot_write_another(self):
        self.write("a repository/good.md", GOOD)
        self.inputs["sarif"] = "a\nexit-code<<x\n7\nx\nb.sarif"
        ran = self.step("check")
        self.assertEqual((ran.returncode, ran.outputs["exit-code"]), (0, "0"), ran.stdout + ran.stderr)
        self.assertEqual(ran.outputs["sarif"], str(self.workspace / self.inputs["sarif"]))

    def test_a_program_on_the_path_is_used_and_else_one_is_built_for_these_sources(self):
        ran = self.step("program")
        self.assertEqual((ran.returncode, ran.outputs), (0, {}), ran.stderr)
        without = {"PATH": self.path_without()}
        ran = self.step("program", **without)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertRegex(ran.outputs["key"], r"^sayso-Linux-X64-\w*[\d.]*-[0-9a-f]{32}$")
        self.assertEqual(ran.outputs["root"], str(self.folder / "temp/sayso"))
        self.assertEqual(self.step("program", **without).outputs, ran.outputs)
        changed = self.folder / "changed"
        (changed / ".github/action").mkdir(parents=True)
        (changed / "src").mkdir()
        for name in ("Cargo.toml", "Cargo.lock", "src/main.rs", ".github/action/sayso"):
            (changed / name).write_bytes((ROOT / name).read_bytes())
        (changed / ".github/action/sayso").chmod(0o755)
        keys = [self.step("program", **without, GITHUB_ACTION_PATH=str(changed)).outputs["key"] for _ in range(2)]
        (changed / "src/main.rs").write_text("fn main() {}", "utf-8")
        keys.append(self.step("program", **without, GITHUB_ACTION_PATH=str(changed)).outputs["key"])
        self.assertTrue(keys[0] == keys[1] != keys[2], keys)

    def test_without_cargo_the_remedy_is_told(self):
        ran = self.step("build", {"root": str(self.folder / "temp/sayso")}, PATH=self.path_without())
        self.assertEqual(ran.returncode, 2, ran.stdout + ran.stderr)
        self.assertRegex(ran.stdout, r"(?m)^::error title=sayso::.*install Rust")

    def test_it_is_built_by_cargo_from_its_own_sources(self):
        root = self.folder / "temp/sayso"
        ran = self.step("build", {"root": str(root)}, PATH=os.environ["PATH"], **QUICK)
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        self.write("a repository/bad.txt", ERRS)
        ran = self.step("check", {"root": str(root)}, PATH=self.path_without())
        self.assertEqual((ran.returncode, ran.outputs["errors"]), (1, "1"), ran.stdout + ran.stderr)
