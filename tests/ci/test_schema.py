"""The schema of sayso.toml in the tools by which editors read it."""

from place import SAYSO, Case, run, tool

GOOD = """
profile = "news"
fail-on = "warning"
exclude = ["archive/"]

[rules]
ignore = ["unintroduced-source"]

[rules.severity]
unattributed-figure = "error"

[known]
acronyms = ["HRTA"]

[formats]
"*.page" = "markdown"

[[override]]
paths = ["blog/**"]
severity = { unattributed-figure = "information" }
"""
BAD = {
    'profle = "news"': "profle",
    'fail-on = "warnings"': "warnings",
    '[known]\nacronyms = "HRTA"': "HRTA",
    "[rules.severity]\nvague-source = 3": "3",
    '[[override]]\nignore = ["vague-source"]': "paths",
}
READERS = {
    "taplo": [tool("taplo"), "--colors", "never", "lint"],
    "tombi": [tool("tombi"), "lint", "--offline"],
}
CONFIGURATION = {
    "taplo": (".taplo.toml", '[[rule]]\ninclude = ["**/sayso.toml"]\n\n[rule.schema]\npath = "sayso.schema.json"\n'),
    "tombi": ("tombi.toml", '[[schemas]]\npath = "sayso.schema.json"\ninclude = ["sayso.toml"]\n'),
}


class Schema(Case):
    def check(self, reader):
        """What a reader says of all the files, the good one first."""
        file = self.folder / "sayso.toml"
        line = file.read_text("utf-8") if file.exists() else ""
        for text in ("", GOOD, *BAD):
            file.write_text(line + text, "utf-8")
            ran = run([*READERS[reader], "sayso.toml"], self.folder)
            told = ran.stdout + ran.stderr
            self.assertEqual(ran.returncode, 1 if text in BAD else 0, f"{reader}: {text}\n{told}")
            # tombi says what was expected, taplo what there is.
            self.assertTrue(text not in BAD or reader == "tombi" or BAD[text] in told, f"{reader}: {text}\n{told}")
            # The program is of the same opinion.
            exit_status = run([SAYSO, "config"], self.folder).returncode
            self.assertEqual(exit_status, 2 if text in BAD else 0, text)

    def test_what_init_writes_leads_editors_to_the_schema(self):
        for reader in READERS:
            with self.subTest(reader):
                for path in self.folder.iterdir():
                    path.unlink()
                self.assertEqual(run([SAYSO, "init", "--schema"], self.folder).returncode, 0)
                self.check(reader)

    def test_the_configuration_of_a_reader_leads_to_the_schema(self):
        for reader, (name, text) in CONFIGURATION.items():
            with self.subTest(reader):
                for path in self.folder.iterdir():
                    path.unlink()
                self.write("sayso.schema.json", run([SAYSO, "config", "--schema"], self.folder).stdout)
                self.write(name, text)
                self.check(reader)
