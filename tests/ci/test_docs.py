"""What docs/ci.md shows can be copied: those who read such files take it."""

import re

import yaml
from place import ROOT, Case, run, tool

PAGE = (ROOT / "docs/ci.md").read_text("utf-8")
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
JOB = yaml.safe_load((ROOT / ".gitlab/sayso.yml").read_text("utf-8"))["sayso"]
HOOK = {"repo": "https://github.com/OWNER/sayso", "rev": "TAG"}


def section(title):
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def blocks(title):
    return [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", section(title), re.DOTALL)]


class Docs(Case):
    def read_by(self, command, value):
        file = self.write("block.yml", yaml.safe_dump(value))
        read = run([*command, str(file)], self.folder)
        self.assertEqual(read.returncode, 0, f"{value}\n{read.stdout}{read.stderr}")

    def test_the_configuration_for_pre_commit(self):
        whole, hooks = blocks("pre-commit")
        for value in (whole, {"repos": [HOOK | {"hooks": hooks}]}):
            self.read_by([tool("pre-commit"), "validate-config"], value)

    def test_the_workflows(self):
        whole, *steps = blocks("GitHub")
        (job,) = whole["jobs"].values()
        self.assertEqual(len(steps), 3)
        for value in (job["steps"], *steps):
            workflow = {"on": "pull_request", "permissions": whole["permissions"], "jobs": {"sayso": job | {"steps": value}}}
            self.read_by([tool("check-jsonschema"), "--builtin-schema", "vendor.github-workflows"], workflow)
            for step in value:
                if step.get("uses") == "OWNER/sayso@TAG":
                    self.assertLessEqual(set(step.get("with", {})), set(ACTION["inputs"]))
            used = set(re.findall(r"steps\.sayso\.outputs\.([\w-]+)", str(value)))
            self.assertLessEqual(used, set(ACTION["outputs"]))
        # `on` is a truth value to YAML.
        self.assertEqual(whole[True], "pull_request")

    def test_the_jobs(self):
        whole, *more = blocks("GitLab")
        for value in (whole, *more):
            self.read_by([tool("check-jsonschema"), "--builtin-schema", "vendor.gitlab-ci"], value | {"sayso": JOB | value["sayso"]})
            named = {name for name in value["sayso"].get("variables", {}) if name.startswith("SAYSO")}
            self.assertLessEqual(named, set(JOB["variables"]))

    def test_all_inputs_outputs_and_variables_are_told(self):
        for title, names in (("GitHub", [*ACTION["inputs"], *ACTION["outputs"]]), ("GitLab", JOB["variables"])):
            for name in names:
                self.assertIn(f"`{name}`", section(title))
