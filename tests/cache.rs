//! Results of earlier runs: used, never wrong, and never in the way.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{CLEAN, ERRS, Ran, WARNS, folder, run};
use tempfile::TempDir;

/// A folder with an article of each kind, and one for the cache.
fn articles() -> (TempDir, TempDir) {
    let meant = format!("{WARNS}<!-- sayso: allow[vague-source] known -->\nExperts say so.\n");
    let files = [("a.txt", CLEAN), ("b.txt", WARNS), ("c.txt", ERRS), ("d.md", &meant), ("e.txt", "")];
    (folder(&files.map(|(name, text)| (name, text.as_bytes()))), TempDir::new().unwrap())
}

fn check(articles: &TempDir, cache: &Path, more: &[&str]) -> Ran {
    let cache = ["check", ".", "--cache-dir", cache.to_str().unwrap()];
    run(articles.path(), &[&cache, more].concat())
}

fn packs(cache: &Path) -> Vec<PathBuf> {
    let mut packs: Vec<_> = fs::read_dir(cache).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    packs.sort();
    packs
}

fn same(ran: &Ran, other: &Ran) {
    assert_eq!((ran.exit, &ran.out, &ran.err), (other.exit, &other.out, &other.err));
}

#[test]
fn a_second_run_says_what_the_first_did() {
    let (articles, cache) = articles();
    for format in ["text", "json", "sarif", "markdown"] {
        let fresh = run(articles.path(), &["check", ".", "--no-cache", "--format", format]);
        assert_eq!(fresh.exit, 1);
        for _ in 0..2 {
            same(&check(&articles, cache.path(), &["--format", format]), &fresh);
        }
    }
    // All was found once.
    assert_eq!(packs(cache.path()).len(), 1);
    // A text that is another now, and another configuration, are checked.
    fs::write(articles.path().join("c.txt"), WARNS).unwrap();
    assert_eq!(check(&articles, cache.path(), &[]).exit, 0);
    assert_eq!(check(&articles, cache.path(), &["--fail-on", "warning"]).exit, 1);
    let ignore = ["--fail-on", "warning", "--ignore", "unattributed-figure,unused-suppression,vague-source"];
    assert_eq!(check(&articles, cache.path(), &ignore).exit, 0);
    fs::write(articles.path().join("sayso.toml"), "[rules.severity]\nunattributed-figure = \"error\"\n").unwrap();
    assert_eq!(check(&articles, cache.path(), &[]).exit, 1);
    // The same words in another format are another text.
    let marked = "<q>Sales rose, he said.\n";
    fs::write(articles.path().join("sayso.toml"), "").unwrap();
    fs::write(articles.path().join("f.txt"), marked).unwrap();
    let plain = check(&articles, cache.path(), &["--format", "json"]);
    fs::rename(articles.path().join("f.txt"), articles.path().join("f.html")).unwrap();
    let html = check(&articles, cache.path(), &["--format", "json"]);
    same(&html, &run(articles.path(), &["check", ".", "--no-cache", "--format", "json"]));
    assert_ne!(plain.out, html.out);
}

#[test]
fn what_is_damaged_is_found_again() {
    let (articles, cache) = articles();
    let fresh = check(&articles, cache.path(), &["--format", "json"]);
    let pack = packs(cache.path()).remove(0);
    let whole = fs::read(&pack).unwrap();
    let step = whole.len() / 40;
    for at in (0..whole.len()).step_by(step) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        fs::write(&pack, &bytes).unwrap();
        same(&check(&articles, cache.path(), &["--format", "json"]), &fresh);
        fs::write(&pack, &whole[..at]).unwrap();
        same(&check(&articles, cache.path(), &["--format", "json"]), &fresh);
        for pack in packs(cache.path()) {
            fs::remove_file(pack).unwrap();
        }
    }
    // Files that are no pack, or that nobody may read, do no harm.
    fs::write(cache.path().join("x.pack"), "no pack").unwrap();
    fs::create_dir(cache.path().join("y.pack")).unwrap();
    same(&check(&articles, cache.path(), &["--format", "json"]), &fresh);
}

#[test]
fn runs_at_once_do_not_meet() {
    let (articles, cache) = articles();
    let fresh = run(articles.path(), &["check", ".", "--no-cache"]);
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..24).map(|_| scope.spawn(|| check(&articles, cache.path(), &[]))).collect();
        for ran in runs {
            same(&ran.join().unwrap(), &fresh);
        }
    });
    assert!(packs(cache.path()).iter().all(|path| path.extension().unwrap() == "pack"));
}

#[test]
fn packs_do_not_grow_in_number() {
    let (articles, cache) = articles();
    for number in 0..40 {
        fs::write(articles.path().join("b.txt"), WARNS.replace("300", &format!("3{number}"))).unwrap();
        check(&articles, cache.path(), &[]);
    }
    assert!((2..=16).contains(&packs(cache.path()).len()), "{:?}", packs(cache.path()));
    let kept: u64 = packs(cache.path()).iter().map(|path| path.metadata().unwrap().len()).sum();
    fs::write(articles.path().join("b.txt"), WARNS.replace("300", "30")).unwrap();
    check(&articles, cache.path(), &[]);
    // The first of them is still known: nothing is added.
    assert_eq!(packs(cache.path()).iter().map(|path| path.metadata().unwrap().len()).sum::<u64>(), kept);
}

#[test]
fn it_can_be_left_out_and_cleaned() {
    let (articles, cache) = articles();
    let folder = cache.path().join("deep/cache");
    let name = folder.to_str().unwrap();
    assert_eq!(run(articles.path(), &["check", ".", "--no-cache", "--cache-dir", name]).exit, 2);
    assert_eq!(check(&articles, &folder, &[]).exit, 1);
    assert_eq!(packs(&folder).len(), 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(folder.metadata().unwrap().permissions().mode() & 0o077, 0);
    }
    fs::write(folder.join("notes.txt"), "mine").unwrap();
    let ran = run(articles.path(), &["clean", "--cache-dir", name]);
    assert_eq!((ran.exit, &*ran.out), (0, &*format!("2 kB of {name} are gone\n")));
    assert_eq!(packs(&folder), [folder.join("notes.txt")]);
    fs::remove_file(folder.join("notes.txt")).unwrap();
    assert_eq!(run(articles.path(), &["clean", "--cache-dir", name]).exit, 0);
    assert!(!folder.exists());
    // Where nothing can be kept, the texts are checked all the same.
    let taken = articles.path().join("a.txt");
    assert_eq!(check(&articles, &taken, &[]).exit, 1);
    assert_eq!(fs::read_to_string(taken).unwrap(), CLEAN);
}
