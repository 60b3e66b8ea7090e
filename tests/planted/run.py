#!/usr/bin/env python3
"""run.py BINARY: errors are planted in articles by program. How many are found, and is what is right left alone?

Articles are those of PolNeAR (train.jsonl and dev.jsonl in --corpus). They are not part of this repository; any folder with such files
will do, one JSON object a line with "id", "text" and, where there is one, "headline": [start, end].

Three measures, with one run of `sayso check` each for untouched and planted articles:
- untouched: findings of the weight "error" for 100 articles, of all rules; there should be next to none of the rules that calculate
- printed: an error is made in a sentence of the article in which figures hang together (`real.py`)
- inserted: sentences made from templates are put into each article, once right and once wrong (`grammar.py`)

Rules that the binary does not know are left out. Needs python3 and nothing else.
"""

import argparse
import collections
import datetime
import json
import pathlib
import random
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent))
import grammar  # noqa: E402
import real  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--corpus", type=pathlib.Path, default=HERE.parents[2] / "shared/eval/polnear")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, help="only so many articles, drawn at random")
    parser.add_argument("--misses", type=int, default=0, help="print so many missed errors and false alarms of each kind")
    parser.add_argument("--errors", type=int, default=20, help="print so many errors found in untouched articles")
    return parser.parse_args()


def articles(options):
    found = []
    for name in ("train.jsonl", "dev.jsonl"):
        with open(options.corpus / name, encoding="utf-8") as lines:
            found.extend(json.loads(line) for line in lines)
    if options.articles:
        random.Random(options.seed).shuffle(found)
    return found[: options.articles]


def check(binary, folder, rules=None):
    """All findings in a folder: path → findings. One process, however many files there are."""
    command = [binary.resolve(), "check", "--no-cache", "--no-config", "--format", "jsonl", "--quiet", "--fail-on", "never"]
    command += ["--select", ",".join(rules)] if rules else []
    run = subprocess.run([*command, "."], cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    if run.returncode:
        sys.exit(f"sayso: {run.stderr}")
    found = collections.defaultdict(list)
    for line in run.stdout.splitlines():
        finding = json.loads(line)
        if "rule" in finding:
            found[pathlib.PurePath(finding["path"]).name].append(finding)
    return found


class Article:
    """An article that sentences are put into: as Markdown with a date, so that dates can be reckoned with."""

    def __init__(self, article, rng):
        self.date = datetime.date(2015, 1, 1) + datetime.timedelta(days=rng.randint(0, 4000))
        headline = article.get("headline") or [0, 0]
        self.title = article["text"][headline[0]:headline[1]].strip() or "No title"
        self.paragraphs = [paragraph for paragraph in article["text"][headline[1]:].split("\n\n") if paragraph.strip()] or ["Nothing."]

    def slots(self, rng, count):
        """Places between paragraphs, in order, no two the same where there are enough."""
        places = range(len(self.paragraphs) + 1)
        return sorted(rng.sample(places, count) if count <= len(places) else rng.choices(places, k=count))

    def written(self, title, inserted):
        """The text in bytes, and where each sentence stands in it. `inserted` is a list of (slot, key, sentence)."""
        spans, text = {}, f"---\ndate: {self.date.isoformat()}\n---\n\n# ".encode()
        spans["title"] = (len(text), len(text) + len(title.encode()))
        text += title.encode() + b"\n\n"
        for slot in range(len(self.paragraphs) + 1):
            for _, key, sentence in (each for each in inserted if each[0] == slot):
                start = len(text)
                text += sentence.encode()
                spans[key] = (start, len(text))
                text += b"\n\n"
            if slot < len(self.paragraphs):
                text += self.paragraphs[slot].strip().encode() + b"\n\n"
        return text, spans


def plant(article, kinds, rng, wrong):
    """Puts one sentence of each kind into an article; `wrong` tells of which the wrong one."""
    host = Article(article, rng)
    inserted, title, plants = [], host.title, {}
    for kind in kinds:
        plants[kind] = grammar.KINDS[kind][1](rng, host.date)
    for kind, made in plants.items():
        sentences = made.wrong if wrong(kind) else made.right
        if made.headline:
            title = made.headline[wrong(kind)]
            inserted.append((0, (kind, 0), sentences[0]))
            continue
        for at, (slot, sentence) in enumerate(zip(host.slots(rng, len(sentences)), sentences)):
            inserted.append((slot, (kind, at), sentence))
    text, spans = host.written(title, inserted)
    places = {kind: [spans[key] for key in spans if key[0] == kind] for kind in plants}
    for kind, made in plants.items():
        if made.headline:
            places[kind].append(spans["title"])
    return text, places, plants


def overlap(finding, places):
    return any(finding["span"][0] < end and start < finding["span"][1] for start, end in places)


def inserted(options, texts, kinds):
    """Sentences from templates: each article is written twice, and what is wrong in the one is right in the other."""
    tally = {kind: collections.Counter() for kind in kinds}
    planted = collections.defaultdict(collections.Counter)
    missed, alarms, beside = collections.defaultdict(list), collections.defaultdict(list), collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        written = {}
        for at, article in enumerate(texts):
            for half in (0, 1):
                # The same draws for both: the two differ in the figures alone.
                draws = random.Random(f"{options.seed} {at}")
                turn = {kind: (at + place + half) % 2 == 1 for place, kind in enumerate(kinds)}
                text, places, plants = plant(article, kinds, draws, turn.__getitem__)
                name = f"{at:04}-{half}.md"
                (pathlib.Path(folder) / name).write_bytes(text)
                written[name] = (text, places, plants, turn)
        found = check(options.binary, folder, [grammar.KINDS[kind][0] for kind in kinds])
    for name, (text, places, plants, turn) in written.items():
        for kind, made in plants.items():
            rule = grammar.KINDS[kind][0]
            hits = [finding for finding in found[name] if finding["rule"] == rule and overlap(finding, places[kind])]
            count, sentences = tally[kind], made.wrong if turn[kind] else made.right
            shown = " … ".join(([made.headline[turn[kind]]] if made.headline else []) + sentences)
            count["planted" if turn[kind] else "right"] += 1
            if turn[kind]:
                count["found"] += bool(hits)
                planted[kind].update(made.template.split(" | "))
                if not hits:
                    missed[kind].append((made.template, shown))
            elif hits:
                count["alarms"] += 1
                alarms[kind].append((made.template, f"{shown}\n      {hits[0]['message']}"))
        # What other rules say of a sentence that is right, or this rule of a sentence of another kind.
        for finding in found[name]:
            for kind in kinds:
                if not turn[kind] and finding["rule"] != grammar.KINDS[kind][0] and overlap(finding, places[kind]):
                    beside[f"{finding['rule']} in a right sentence of “{kind}”"] += 1
    print("\nSentences from templates, in every article one of each kind:\n")
    print(f"{'kind':<20}{'planted':>8}{'found':>7}{'recall':>8}{'right':>8}{'flagged':>9}")
    for kind, count in tally.items():
        recall = count["found"] / max(count["planted"], 1)
        print(f"{kind:<20}{count['planted']:>8}{count['found']:>7}{recall:>8.1%}{count['right']:>8}{count['alarms']:>9}")
    for line, count in beside.most_common():
        print(f"  beside: {count} × {line}")
    listed(options, "missed", missed, planted)
    listed(options, "flagged, though right", alarms, planted)


def listed(options, title, texts, planted):
    """Some texts of each kind, from the templates that go wrong most often; and in which words who says it they do."""
    for kind, found in texts.items() if options.misses else ():
        print(f"\n{kind}, {title}: {len(found)}")
        parts = collections.defaultdict(list)
        for template, text in found:
            for part in template.split(" | "):
                parts[part].append(text)
        worst = sorted(parts.items(), key=lambda item: -len(item[1]))
        for part, examples in worst[: options.misses]:
            print(f"  {len(examples):>4} of {planted[kind][part]:>4} × {part}\n      {examples[0]}")


def printed(options, texts, kinds):
    """Errors made in sentences as they were printed, one to a copy of its article."""
    tally, missed = collections.defaultdict(collections.Counter), collections.defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        written = {}
        for at, article in enumerate(texts):
            text, headline = article["text"], (article.get("headline") or [0, 0])[1]
            for turn, change in enumerate(each for each in real.changes(text, headline) if each.kind in kinds):
                # The first line is the title; without its mark nobody could tell in plain text.
                new = "# " + text[: change.start] + change.new + text[change.end:]
                name = f"{at:04}-{turn}.md"
                (pathlib.Path(folder) / name).write_bytes(new.encode())
                start = len(("# " + text[: change.start]).encode())
                around = new[max(0, change.start - 160): change.start + 2] + "⟦" + change.new + "⟧"
                around += text[change.end: change.end + 120]
                # A weekday or a percentage is reported where it stands; of two that differ either may be.
                span = None if change.kind in ("magnitude slip", "conflicting figure", "headline") else (start - 220, start + 220)
                written[name] = (change.kind, span, around.replace("\n", "¶"), change.new)
        found = check(options.binary, folder, [grammar.KINDS[kind][0] for kind in kinds])
    for name, (kind, span, around, _) in written.items():
        rule = grammar.KINDS[kind][0]
        hits = [finding for finding in found[name] if finding["rule"] == rule and (span is None or overlap(finding, [span]))]
        tally[kind]["planted"] += 1
        tally[kind]["found"] += bool(hits)
        if not hits:
            missed[kind].append(around)
    print("\nErrors made in sentences as they were printed:\n")
    print(f"{'kind':<20}{'planted':>8}{'found':>7}{'recall':>8}")
    for kind in kinds:
        count = tally[kind]
        if count["planted"]:
            print(f"{kind:<20}{count['planted']:>8}{count['found']:>7}{count['found'] / count['planted']:>8.1%}")
    for kind in missed if options.misses else ():
        print(f"\n{kind}, missed:")
        for around in missed[kind][: options.misses]:
            print(f"  {around}")


def untouched(options, texts, known, calculating):
    """Errors found in articles as they are."""
    with tempfile.TemporaryDirectory() as folder:
        for at, article in enumerate(texts):
            (pathlib.Path(folder) / f"{at:04}.txt").write_bytes(article["text"].encode())
        found = check(options.binary, folder)
    findings = [(name, finding) for name, all_ in sorted(found.items()) for finding in all_]
    errors = [(name, finding) for name, finding in findings if finding["severity"] == "error"]
    calculated = [(name, finding) for name, finding in findings if finding["rule"] in calculating]
    wrong = [pair for pair in errors if pair[1]["rule"] in calculating]
    print(f"{len(texts)} untouched articles; for 100 articles:\n")
    print(f"{'errors of all rules':<40}{100 * len(errors) / len(texts):>8.2f}")
    print(f"{'errors of the rules that calculate':<40}{100 * len(wrong) / len(texts):>8.2f}   (at most 1)")
    print(f"{'all findings of the rules that calculate':<40}{100 * len(calculated) / len(texts):>8.2f}")
    for rule, count in collections.Counter(finding["rule"] for _, finding in errors).most_common():
        print(f"  errors of {rule}: {count}")
    for rule, count in collections.Counter(finding["rule"] for _, finding in calculated).most_common():
        print(f"  {rule}, of any weight: {count}")
    shown = wrong + [pair for pair in calculated if pair not in wrong]
    for name, finding in shown[: options.errors]:
        text = texts[int(name[:4])]["text"].encode()
        start, end = finding["span"]
        around = b"".join([text[max(0, start - 200): start], "⟦".encode(), text[start:end], "⟧".encode(), text[end: end + 120]])
        print(f"  {finding['severity']} {finding['rule']}: {finding['message']}")
        print("    " + around.decode(errors="replace").replace("\n", "¶"))


def main():
    options = arguments()
    rules = subprocess.run([options.binary.resolve(), "rules"], capture_output=True, text=True, check=True).stdout
    known = {line.split()[0] for line in rules.splitlines() if line.strip()}
    kinds = [kind for kind, (rule, _) in grammar.KINDS.items() if rule in known]
    for kind, (rule, _) in grammar.KINDS.items():
        if rule not in known:
            print(f"left out: {kind}, since the binary does not know {rule}")
    texts = articles(options)
    untouched(options, texts, known, {rule for rule, _ in grammar.KINDS.values()})
    printed(options, texts, kinds)
    inserted(options, texts, kinds)


if __name__ == "__main__":
    main()
