"""The hook for pre-commit, by the real pre-commit on a real repository."""

import os

from place import ERRS, GOOD, QUICK, ROOT, WARNS, Case, git, run, snapshot, tool

CONFIG = """\
repos:
  - repo: {repo}
    rev: {rev}
    hooks:
      - id: sayso
        args: [--fail-on, warning, --baseline, sayso.baseline.json]
"""


class Hook(Case):
    def setUp(self):
        super().setUp()
        self.env = QUICK | {"PRE_COMMIT_HOME": str(self.folder / "pre-commit"), "GIT_CONFIG_GLOBAL": os.devnull}

    def pre_commit(self, *args):
        return run([tool("pre-commit"), *args], self.folder / "news", self.env)

    def git(self, *args):
        # The hook that pre-commit has installed runs within.
        return git(*args, cwd=self.folder / "news", env=self.env)

    def commits(self):
        return self.git("rev-list", "--count", "--all").stdout.strip()

    def test_it_is_described_as_pre_commit_wants_it(self):
        checked = run([tool("pre-commit"), "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")], self.folder)
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)

    def test_a_bad_article_is_refused_and_a_good_one_committed(self):
        source = self.folder / "sayso"
        source.mkdir()
        rev = snapshot(source)
        self.write("news/.pre-commit-config.yaml", CONFIG.format(repo=source.as_uri(), rev=rev))
        self.write("news/sayso.baseline.json", '{"schema": "sayso.baseline/1", "findings": []}\n')
        self.write("news/old good.md", GOOD)
        # No article, and none of the hook's business.
        self.write("news/code.rs", ERRS)
        self.git("init", "--quiet")
        self.git("add", "--all")
        installed = self.pre_commit("install", "--install-hooks")
        self.assertEqual(installed.returncode, 0, installed.stdout + installed.stderr)

        ran = self.pre_commit("run", "--all-files")
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        self.assertRegex(ran.stdout, r"sayso\.+Passed")
        self.assertEqual(self.git("commit", "-m", "A good article").returncode, 0)
        self.assertEqual(self.commits(), "1")

        # Each kind of file that it is to see; a name with blanks and signs arrives as it is.
        for name in ("bad one [x].txt", "deep/bad.MD", "bad.html"):
            with self.subTest(name):
                bad = self.write(f"news/{name}", WARNS if "html" not in name else f"<p>{WARNS}</p>")
                self.git("add", "--all")
                refused = self.git("commit", "-m", "A bad article")
                told = refused.stdout + refused.stderr
                self.assertEqual(refused.returncode, 1, told)
                self.assertRegex(told, r"sayso\.+Failed\n- hook id: sayso\n- exit code: 1\n")
                self.assertIn("“300%” has no stated source", told)
                self.assertNotIn("1 file checked", told, "it is told to be quiet")
                self.assertEqual(self.commits(), "1")
                ran = self.pre_commit("run", "--all-files")
                self.assertIn("“300%” has no stated source", ran.stdout)
                self.assertEqual(ran.returncode, 1)
                bad.unlink()
        # The weightier exit statuses come through, too.
        (self.folder / "news/latin.txt").write_bytes(b"K\xf6ln\n")
        self.git("add", "--all")
        refused = self.git("commit", "-m", "An unreadable article")
        self.assertRegex(refused.stdout + refused.stderr, r"exit code: 3\n(.|\n)*latin\.txt: not UTF-8")
        (self.folder / "news/latin.txt").unlink()
        self.write("news/sayso.toml", "profle = 'news'\n")
        self.write("news/new.txt", GOOD)
        self.git("add", "--all")
        refused = self.git("commit", "-m", "A broken configuration")
        self.assertRegex(refused.stdout + refused.stderr, r"exit code: 2\n(.|\n)*did you mean “profile”")
        self.assertEqual(self.commits(), "1")
        (self.folder / "news/sayso.toml").unlink()
        self.git("add", "--all")
        self.assertEqual(self.git("commit", "-m", "Another good article").returncode, 0)
        self.assertEqual(self.commits(), "2")
