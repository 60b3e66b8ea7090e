//! The configuration file, as users of the command line meet it.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{folder, run};
use serde_json::Value;

const WARNS: &[u8] = b"Sales rose 300% in May.\n\nExperts say they will rise again.\n";

/// Path, rule and severity of each finding.
fn found(folder: &std::path::Path, args: &[&str]) -> Vec<String> {
    let ran = run(folder, &[&["check", "--format", "json"], args].concat());
    let json: Value = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}{}", ran.out, ran.err));
    let text = |finding: &Value, key: &str| finding[key].as_str().expect("a text").trim_start_matches("./").to_owned();
    let findings = json["findings"].as_array().expect("findings").iter();
    findings
        .map(|finding| format!("{} {} {}", text(finding, "path"), text(finding, "rule"), text(finding, "severity")))
        .collect()
}

#[test]
fn the_nearest_file_holds_and_overrides_by_path() {
    let file = br#"
        profile = "draft"
        fail-on = "warning"
        exclude = ["archive/"]
        [formats]
        "*.page" = "markdown"
        [rules.severity]
        unattributed-figure = "information"
        [[override]]
        paths = ["blog/**"]
        ignore = ["vague-source"]
        severity = { unattributed-figure = "error" }
    "#;
    let folder = folder(&[
        ("sayso.toml", file),
        ("a.txt", WARNS),
        ("archive/b.txt", WARNS),
        ("blog/deep/c.txt", WARNS),
        ("d.page", b"`300%` is code.\n\nSales rose 40% in May.\n"),
    ]);
    let all = [
        "a.txt unattributed-figure information",
        "a.txt vague-source error",
        "blog/deep/c.txt unattributed-figure error",
        "d.page unattributed-figure information",
    ];
    assert_eq!(found(folder.path(), &["."]), all);
    // From a folder below, the same file holds, and its globs mean the same files.
    assert_eq!(found(&folder.path().join("blog"), &["deep"]), ["deep/c.txt unattributed-figure error"]);
    // A file that is named is checked, excluded or not.
    assert_eq!(found(folder.path(), &["archive/b.txt"]).len(), 2);
    assert_eq!(run(folder.path(), &["check", "blog"]).exit, 1);
    // Flags count more.
    let select = ["a.txt", "--select", "vague-source"];
    assert_eq!(found(folder.path(), &select), ["a.txt vague-source error"]);
    let defaults = ["a.txt unattributed-figure warning", "a.txt vague-source warning"];
    assert_eq!(found(folder.path(), &["a.txt", "--no-config"]), defaults);
    assert_eq!(run(folder.path(), &["check", "a.txt", "--no-config"]).exit, 0);
}

#[test]
fn each_file_has_the_configuration_of_its_folder() {
    let folder = folder(&[
        ("sayso.toml", b"exclude = [\"*.old.md\"]"),
        ("a.md", WARNS),
        ("b.old.md", WARNS),
        ("sub/sayso.toml", b"[rules]\nignore = [\"vague-source\"]\n[formats]\n\"*.page\" = \"markdown\""),
        ("sub/deep/c.md", WARNS),
        ("sub/d.old.md", WARNS),
        ("sub/e.page", WARNS),
    ]);
    let figure = "unattributed-figure warning";
    let all = [
        &format!("a.md {figure}"),
        "a.md vague-source warning",
        &format!("sub/d.old.md {figure}"),
        &format!("sub/deep/c.md {figure}"),
        &format!("sub/e.page {figure}"),
    ];
    assert_eq!(found(folder.path(), &["."]), all);
    // However the path is told.
    let told = folder.path().join("sub/deep/../../sub/deep/c.md");
    let told = found(folder.path(), &[told.to_str().unwrap()]);
    assert!(told.len() == 1 && told[0].ends_with(&format!("c.md {figure}")), "{told:?}");
    // A wrong one ends the run before anything is read, and only where it holds.
    std::fs::write(folder.path().join("sub/deep/sayso.toml"), "nonsense = 1").unwrap();
    let ran = run(folder.path(), &["check", "a.md", "sub/deep/c.md"]);
    assert_eq!((ran.exit, ran.out.as_str()), (2, ""), "{}", ran.err);
    assert!(ran.err.contains("nonsense"), "{}", ran.err);
    assert_eq!(run(folder.path(), &["check", "a.md", "sub/e.page"]).exit, 0);
    assert_eq!(run(folder.path(), &["check", "--no-config", "sub/deep/c.md"]).exit, 0);
    // What has its name and is no file is no reason to go by another one.
    std::fs::remove_file(folder.path().join("sub/deep/sayso.toml")).unwrap();
    std::fs::create_dir(folder.path().join("sub/deep/sayso.toml")).unwrap();
    let ran = run(folder.path(), &["check", "sub/deep/c.md"]);
    assert_eq!(ran.exit, 2, "{}", ran.err);
    assert!(ran.err.contains("it is a folder"), "{}", ran.err);
}

#[test]
fn what_readers_know_is_not_asked_for() {
    let text = b"The HRTA said it had received all papers. Mr. Okonkwo said the tests were still under way.\n";
    let folder = folder(&[("a.txt", text)]);
    let rules = ["a.txt", "--select", "undefined-acronym-source,unintroduced-source"];
    assert_eq!(found(folder.path(), &rules).len(), 2);
    std::fs::write(folder.path().join("sayso.toml"), "[known]\nacronyms = [\"HRTA\"]\npeople = [\"Okonkwo\"]\n")
        .unwrap();
    assert_eq!(found(folder.path(), &rules), [""; 0]);
    // The end of a name is no name, nor is another one.
    std::fs::write(
        folder.path().join("sayso.toml"),
        "[known]\nacronyms = [\"RTA\", \"WHO\"]\npeople = [\"konkwo\", \"Adeyemi\"]\n",
    )
    .unwrap();
    assert_eq!(found(folder.path(), &rules).len(), 2);
    std::fs::write(folder.path().join("a.txt"), "The bridge closed in May.\n\nLeave a Comment\n").unwrap();
    assert_eq!(found(folder.path(), &["a.txt"]).len(), 1);
    std::fs::write(folder.path().join("sayso.toml"), "[known]\nnot-boilerplate = [\"leave a comment\"]\n").unwrap();
    assert_eq!(found(folder.path(), &["a.txt"]), [""; 0]);
}

#[test]
fn the_words_of_ones_own_pages_are_told() {
    let text = "Sales fell.\n\nOUR  desk, never sleeps!\n\nThey rose. our desk never sleeps today.\n\n\
                \u{201c}Our desk never sleeps,\u{201d} he said. Our desk never sleeping.\n";
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let rule = ["a.txt", "--select", "boilerplate-residue"];
    assert_eq!(found(folder.path(), &rule), [""; 0]);
    let file = "[known]\nboilerplate = [\"Our desk never sleeps\"]\n";
    std::fs::write(folder.path().join("sayso.toml"), file).unwrap();
    assert_eq!(found(folder.path(), &rule), ["a.txt boilerplate-residue warning"; 2]);
    assert_eq!(found(folder.path(), &["a.txt", "--ignore", "boilerplate-residue,ambiguous-source-pronoun"]), [""; 0]);
    let fix = ["check", "a.txt", "--select", "boilerplate-residue", "--fix", "--unsafe-fixes"];
    assert_eq!(run(folder.path(), &fix).exit, 0);
    let fixed = std::fs::read_to_string(folder.path().join("a.txt")).unwrap();
    assert!(fixed.starts_with("Sales fell.\n\nThey rose. today.\n\n\u{201c}Our desk"), "{fixed}");
}

#[test]
fn sources_are_known_by_their_names() {
    let text = "The HRTA said that 300 trains were late. Officials at the Watch said 40% were early.\n\n\
                Mr. Okonkwo agreed that 12 were found.\n\n\
                The Post has found that the authority spent $40m. The Harbour Post wrote that Zelenskij said so, and Zelensky \
                said it again.\n\n\
                Volodymyr Zelensky said that 9% had gone. The post said that 8% had gone.\n";
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let rules = ["a.txt", "--select", "undefined-acronym-source,unintroduced-source,vague-source"];
    assert_eq!(found(folder.path(), &rules).len(), 2);
    let file = r#"
        [publication]
        names = ["The Harbour Post", "the Post"]
        [[source]]
        name = "Harbour and Rail Transit Authority"
        aliases = ["HRTA", "the Authority"]
        kind = "organisation"
        url = "https://hrta.example/press"
        interest = "runs the trains"
        [[source]]
        name = "Chidi Okonkwo"
        aliases = ["Okonkwo"]
        kind = "person"
    "#;
    std::fs::write(folder.path().join("sayso.toml"), file).unwrap();
    assert_eq!(found(folder.path(), &rules), [""; 0]);
    let ran = run(folder.path(), &["analyze", "a.txt"]);
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    let sources = json["sources"].as_array().unwrap();
    let named =
        |name: &str| sources.iter().find(|source| source["name"] == name).unwrap_or_else(|| panic!("{sources:#?}"));
    let authority = named("Harbour and Rail Transit Authority");
    assert_eq!((&authority["kind"], &authority["url"]), (&"organisation".into(), &"https://hrta.example/press".into()));
    assert_eq!(authority["mentions"].as_array().unwrap().len(), 2, "the authority is it, too: {authority:#}");
    assert_eq!(named("Chidi Okonkwo")["kind"], "person");
    let post = named("The Harbour Post");
    assert_eq!(post["mentions"].as_array().unwrap().len(), 2, "the post is another: {post:#}");
    // What the publication says it says itself.
    let claim = |words: &str| {
        let start = text.find(words).unwrap();
        let claims = json["claims"].as_array().unwrap().iter();
        claims.clone().find(|claim| claim["span"][0] == start).unwrap_or_else(|| panic!("{words}: {json:#}"))["status"]
            .clone()
    };
    assert_eq!(claim("$40m"), "own");
    assert_eq!(claim("300"), "attributed");
    // What holds is told with its line.
    let printed = run(folder.path(), &["config", "a.txt"]).out;
    assert!(printed.contains("aliases = [\"HRTA\", \"the Authority\"], kind = \"organisation\""), "{printed}");
}

#[test]
fn a_hover_tells_what_is_known_of_a_source() {
    use sayso::output::hover::{Markup, hover};
    use sayso::{analysis::cache::Cache, check::Checked, config::Project, document, text::LineIndex};
    let file = "[[source]]\nname = \"Harbour Authority\"\naliases = [\"HRTA\"]\nkind = \"organisation\"\n\
                url = \"https://hrta.example/a_b\"\ninterest = \"runs the _trains_\"\n";
    let project = Project::parse(std::path::Path::new("sayso.toml"), file).unwrap();
    let text = "The HRTA said 300 trains were late.\n";
    let document = document::Document::new(text, document::Format::Plain);
    let checked = Checked::new(document, &project.config(std::path::Path::new("a.txt")), &mut Cache::default());
    let (_, shown) = hover(&checked, &LineIndex::new(text), 15, Markup::Markdown).unwrap();
    let asked = "**Figure** 300 trains: attributed\n\n\
                 Source: “The HRTA” (line 1) = **Harbour Authority**\n\n\
                 Interest: runs the \\_trains\\_ (sayso.toml)\n\n\
                 To look up: <https://hrta.example/a_b> (sayso.toml)\n\n\
                 Cue: “said” (line 1), indirect, subject and verb before what is said\n\n\
                 “The HRTA” → Harbour Authority (line 1): a name that sayso.toml gives it\n";
    assert_eq!(shown, asked);
}

#[test]
fn a_mistake_is_told_with_its_place_and_what_to_do() {
    let cases = [
        ("profle = \"news\"", "1:1", "did you mean “profile”?"),
        ("fail-on = \"warnings\"", "1:11", "did you mean “warning”?"),
        ("[rules]\nignore = [\"vage-source\"]", "2:11", "did you mean “vague-source”?"),
        ("[rules.severity]\nvage-source = \"error\"", "2:1", "did you mean “vague-source”?"),
        ("exclude = [\"ok/\", \"a[b\"]", "1:19", "the glob “a[b” is wrong"),
        ("exclude = \"archive/\"", "1:11", "expected a list"),
        ("[formats]\n\"*.page\" = \"word\"", "2:12", "“word”"),
        ("[[override]]\nignore = []", "1:1", "`paths`"),
        ("[rules", "1:7", ""),
        ("[known]\nboilerplate = [\" \"]", "2:16", "no words here"),
        ("language = \"de\"", "1:12", "did you mean “en”?"),
        ("[[source]]\nalias = [\"MoD\"]", "2:1", "did you mean “aliases”?"),
        ("[[source]]\naliases = [\"MoD\"]", "1:1", "`name`"),
        ("[[source]]\nname = \"the \"\naliases = [\" \"]", "3:12", "at least one letter"),
        (
            "[[source]]\nname = \"A\"\n[[source]]\nname = \"B\"\naliases = [\"The A\"]",
            "5:12",
            "a name in line 2 already",
        ),
        ("[[source]]\nname = \"A\"\nurl = \"www.a.example\"", "3:7", "no address"),
        ("[[source]]\nname = \"A\"\nkind = \"organization\"", "3:8", "did you mean “organisation”?"),
    ];
    for (text, place, help) in cases {
        let folder = folder(&[("sayso.toml", text.as_bytes()), ("bad.txt", b"\"Sales rose, he said.\n")]);
        let ran = run(folder.path(), &["check", "bad.txt"]);
        assert_eq!(ran.exit, 2, "{text}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains(&format!("sayso.toml:{place}: ")) && ran.err.contains(help), "{text}: {}", ran.err);
        assert_eq!(ran.out, "", "nothing is checked by a configuration that is wrong");
        for command in [&["config"][..], &["baseline", "."], &["analyze", "bad.txt"]] {
            assert_eq!(run(folder.path(), command).exit, 2, "{command:?}: {text}");
        }
    }
    let folder = folder(&[("a.txt", WARNS)]);
    assert_eq!(run(folder.path(), &["check", "a.txt", "--config", "missing.toml"]).exit, 2);
}

#[test]
fn a_reason_can_be_asked_for() {
    let text = b"Sales rose 300% in May. <!-- sayso: allow[unattributed-figure] -->\n\nSales rose 310% in June. <!-- sayso: allow[unattributed-figure] our count -->\n";
    let folder = folder(&[("a.md", text)]);
    assert_eq!(found(folder.path(), &["a.md"]), [""; 0]);
    std::fs::write(folder.path().join("sayso.toml"), "require-reason = true").unwrap();
    let told = ["a.md unattributed-figure warning", "a.md unused-suppression warning"];
    assert_eq!(found(folder.path(), &["a.md"]), told);
    // The rule on comments runs when it is chosen, and then alone, too.
    assert_eq!(found(folder.path(), &["a.md", "--ignore", "unused-suppression"]), told[..1]);
    assert_eq!(found(folder.path(), &["a.md", "--select", "unused-suppression"]), told[1..]);
    // A comment that is alone in suppressing nothing is found.
    std::fs::write(folder.path().join("b.md"), "All is well. <!-- sayso: allow[vague-source] our view -->\n").unwrap();
    assert_eq!(found(folder.path(), &["b.md"]), ["b.md unused-suppression warning"]);
    // What a rule that does not run would find is not known.
    std::fs::remove_file(folder.path().join("sayso.toml")).unwrap();
    assert_eq!(found(folder.path(), &["a.md", "--select", "unused-suppression,vague-source"]), [""; 0]);
}

#[test]
fn a_file_to_begin_with_is_written_once_and_can_be_read() {
    let folder = folder(&[("a.txt", WARNS)]);
    assert_eq!(run(folder.path(), &["init"]).exit, 0);
    let path = folder.path().join("sayso.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(found(folder.path(), &["a.txt"]).len(), 2, "it changes nothing");
    // With every key in force it is still right.
    let keys = text.lines().filter_map(|line| line.strip_prefix("# "));
    let keys: Vec<&str> = keys.filter(|line| line.contains(" = ") || line.starts_with('[')).collect();
    assert!(keys.len() > 20, "{text}");
    std::fs::write(&path, keys.join("\n")).unwrap();
    let ran = run(folder.path(), &["check", "a.txt"]);
    assert_eq!((ran.exit, &*ran.err), (0, ""));
    assert_eq!(run(folder.path(), &["init"]).exit, 2, "what is there is left");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), keys.join("\n"));
}

#[test]
fn the_schema_for_editors_is_written_and_named_where_they_look() {
    let folder = folder(&[("a.txt", WARNS)]);
    let ran = run(folder.path(), &["init", "--schema"]);
    assert_eq!((ran.exit, &*ran.err), (0, ""));
    let (file, schema) = (folder.path().join("sayso.toml"), folder.path().join("sayso.schema.json"));
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(text.lines().next(), Some("#:schema ./sayso.schema.json"));
    assert!(ran.out.contains("sayso.schema.json"), "{}", ran.out);
    assert_eq!(std::fs::read_to_string(&schema).unwrap(), run(folder.path(), &["config", "--schema"]).out);
    assert_eq!(found(folder.path(), &["a.txt"]).len(), 2, "it changes nothing");
    // A schema that cannot be written is told of.
    std::fs::remove_file(&file).unwrap();
    std::fs::remove_file(&schema).unwrap();
    std::fs::create_dir(&schema).unwrap();
    let ran = run(folder.path(), &["init", "--schema"]);
    assert!(ran.exit == 3 && ran.err.contains("cannot write sayso.schema.json"), "{}", ran.err);
    std::fs::remove_dir(&schema).unwrap();
    // What is there is left, and nothing is put beside it.
    let ran = run(folder.path(), &["init", "--schema"]);
    assert!(ran.exit == 2 && ran.err.contains("sayso config --schema"), "{}", ran.err);
    assert!(std::fs::read_to_string(&file).unwrap() == text && !schema.exists());
}

#[test]
fn what_holds_is_told_with_where_it_comes_from() {
    let file = "profile = \"marketing\"\n[rules]\nignore = [\"unintroduced-source\"]\n[rules.severity]\nvague-source = \"error\"\n";
    let folder = folder(&[("sayso.toml", file.as_bytes())]);
    let printed = run(folder.path(), &["config", "a.md"]).out;
    let line = |key: &str| {
        let line = printed.lines().find(|line| line.starts_with(key)).unwrap_or_else(|| panic!("{key}: {printed}"));
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(line("profile").contains("= \"marketing\" #") && line("profile").ends_with("sayso.toml:1"), "{printed}");
    assert!(line("fail-on").ends_with("= \"error\" # default"), "{printed}");
    assert!(
        line("rules.severity.unintroduced-source").contains("\"off\"")
            && line("rules.severity.unintroduced-source").ends_with("sayso.toml:3")
    );
    assert!(
        line("rules.severity.vague-source").contains("\"error\"")
            && line("rules.severity.vague-source").ends_with("sayso.toml:5")
    );
    assert!(line("rules.severity.unattributed-figure").ends_with("\"error\" # profile \"marketing\""), "{printed}");
    assert!(line("format").contains("markdown"), "{printed}");
}

/// What sources told the publication itself is told at first hand, and a source with an interest is a party.
#[test]
fn the_publication_is_no_second_hand_and_an_interest_makes_a_party() {
    let text = b"The mayor told the Kestrel Echo that she knew. The bank told the Kestrel Courier that it did not.\n\n\
        The rail board said 300 trains ran late in May.\n\nThe tide office said 40 boats ran late in June.\n";
    let file = b"[publication]\nnames = [\"Kestrel Echo\"]\n[[source]]\nname = \"Rail Board\"\naliases = [\"the rail board\"]\n\
        interest = \"runs the trains\"\n";
    let folder = folder(&[("sayso.toml", file), ("a.txt", text)]);
    let rules = ["a.txt", "--select", "second-hand-source,interested-party-figure"];
    let ran = run(folder.path(), &[&["check", "--format", "concise"], &rules[..]].concat());
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines.len(), 3, "two and the summary: {}", ran.out);
    assert!(lines[0].contains("from \u{201c}the Kestrel Courier\u{201d}"), "{}", ran.out);
    assert!(lines[1].contains("\u{201c}300\u{201d}") && lines[1].contains("runs the trains"), "{}", ran.out);
}
