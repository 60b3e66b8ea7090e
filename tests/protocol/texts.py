"""The texts that the server is tried with: our own, the repository's examples, and each with other line ends."""

import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]

PLAIN = """\
\U0001f642 The mill lost 40 per cent of its trade in May 🏭, and 300 people lost their work.

“We were told nothing 😶 before Friday,” Amara Lindqvist, the head of the works council, said. She said the owners had taken out \
12 million euros. Zoe\u0308 Ngu\u0302ye\u0303n, a clerk, said that 70 per cent of the staff had been ill. “It was the longest winter in \
a century.”

It is believed that the owners will sell. Experts say that 9 in 10 mills of that size fail.
Lindqvist told reporters: “Nobody asked us. ‘Go home,’ they said. We lost $4 million and 60 jobs.”
Ngu\u0302ye\u0303n said sales rose 20 percent, from 100 to 150. 👩‍👩‍👧 Sales fell 7 percent.\tThe largest loss ever was 5 million.

"The bank knew," said Peter Marsh, a lawyer. "It knew in 2019." Marsh said it owed 3 million. He said Lindqvist was right. "She is."
"""

MARKDOWN = """\
---
title: The mill loses 40 per cent
author: Noor Hassan
---

# The mill 🏭 and its town

The mill lost 40 per cent of its trade.[^trade] According to [the town's survey](survey.md#part "A title"), 300 people lost their
work; see also <https://example.org/a?b=c#d> and [@marsh2019, p. 4].

## What the head said

Dana Whitlock, the mayor, said the town would “pay for **all** of it”. She put the price at €1.2 million. Whitlock said 30 percent
would come from the state.

> “We lost 60 jobs in a winter,” Peter Marsh said.
>
> He said it was the worst loss in a century. 😶

| Year | Loss | Jobs |
|------|-----:|-----:|
| 2019 |   40 |  300 |
| 2020 |   12 |   60 |

Source: the town's office

- Two thirds of the wells are clean, the HRTA said.
- Cafe\u0301 owners say 9 in 10 guests stay away.[^trade]

<!-- sayso-disable -->
Studies show that 80 per cent agree.
<!-- sayso-enable -->

### A heading with `code` and 5 million

It is believed that 12 people died.[^2] As @marsh2019 and @hassan say, 4 of 5 left.

```toml
loss = 50
```

[^trade]: The town's office, <https://example.org/trade>, 2019.
[^2]: Report of the HRTA, 12 May 2020.
"""

HTML = """\
<!doctype html>
<html lang="en"><head><title>The mill \U0001f3ed</title></head>
<body><article>
<h1>The mill &amp; its town</h1>
<p>The mill lost 40&nbsp;per&nbsp;cent of its trade, <a href="https://example.org/x">Zoe\u0308 Hassan</a>, the head, said on
Tuesday. She said that 300 people 😶 had lost their work. &ldquo;It is the worst loss in a century.&rdquo;</p>
<h2>Jobs</h2>
<p>Experts say 9&#32;in&#32;10 mills fail.<br>&ldquo;We lost <b>60</b> jobs,&rdquo; Peter Marsh said. He put it at $4&nbsp;million.</p>
<ul><li>5 million were lost.</li><li>Sales rose 20 percent, from 100 to 150, <a href="other.html">Marsh</a> said.</li></ul>
<blockquote cite="https://example.org/y">Nobody asked us.</blockquote>
</article></body></html>
"""

ODD = "\ufeff\u2028The mill lost 40 per cent.\x0b\x0c\x85 “Half 50 per cent\nof it \u0000 300 people\rwas\r\n\r\n\t9 in 10” \u200d\U0001f3ed said\n\n\n"

MANIFEST = """\
# Our own rules 🙂
profile = "draft"

[publication]
names = ["The Mill Post 🏭", ""]

[[source]]
name = "Amara Lindqvist"
aliases = ["Lindqvist"]

[rules]
select = ["unattributed-figure", "vague-source"]

[rules.severity]
vague-source = "error"
nothing-of-the-kind = "warning"
"""


def crlf(text):
    return text.replace("\n", "\r\n")


#: Name, language as an editor says it, and text.
TEXTS = [
    ("plain.txt", "plaintext", PLAIN),
    ("crlf.txt", "plaintext", crlf(PLAIN)),
    ("notes.md", "markdown", MARKDOWN),
    ("notes-crlf.md", "markdown", crlf(MARKDOWN)),
    ("page.html", "html", HTML),
    ("odd.txt", "plaintext", ODD),
    ("odd.md", "markdown", ODD),
    ("empty.txt", "plaintext", ""),
    ("sayso.toml", "toml", MANIFEST),
]

for path in sorted((ROOT / "examples").glob("*.*")) + sorted((ROOT / "tests" / "cases").glob("*.*")):
    language = {".md": "markdown", ".html": "html", ".txt": "plaintext"}.get(path.suffix)
    if language:
        TEXTS.append((path.name, language, path.read_bytes().decode("utf-8")))
