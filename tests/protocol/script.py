"""Random edits as editors send them, and as they should not."""

import random

from units import Text, clean

WORDS = [
    "300 people",
    " 40 per cent",
    "“We lost $4 million,” Amara Lindqvist said. ",
    "He said ",
    '"It was so," ',
    ", according to Zoe\u0308 Marsh",
    "It is believed that ",
    "🙂",
    "👩‍👩‍👧",
    "e\u0301\u0302",
    "“",
    "”",
    '"',
    "‘",
    "»",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\r\n\r\n",
    "\u2028",
    "\u00a0",
    "\x85",
    "\x0b",
    "\ufeff",
    "\u0000",
    "\t",
    ". ",
    "[^1]",
    "\n\n[^1]: A note of 5 million.\n",
    "# ",
    "\n## A part\n\n",
    "| 1 | 2 |\n",
    "<p>",
    "</p>",
    "&nbsp;",
    "<!-- sayso-disable -->",
    "[a](b.md)",
    "> ",
    "- ",
    "a",
    "",
]


class Script:
    """A run of edits on one text, the same for the same seed."""

    def __init__(self, seed, text, encoding):
        self.random, self.first = random.Random(seed), text
        self.text = Text(clean(text), encoding)

    def place(self):
        """A place of the text, or sometimes one that is none."""
        at = self.random.randrange(len(self.text.text) + 1)
        place = self.text.position(at)
        odd = self.random.random()
        if odd < 0.05:
            # Inside a character, where it has several units.
            place["character"] += 1
        elif odd < 0.08:
            place["character"] = self.random.choice([10_000, 2**31 - 1])
        elif odd < 0.1:
            place["line"] += self.random.choice([1, 100_000])
        return place

    def range(self):
        start = self.place()
        if self.random.random() < 0.5:
            return {"start": start, "end": dict(start)}
        if self.random.random() < 0.8:
            at = self.text.offset(start)
            return {"start": start, "end": self.text.position(min(len(self.text.text), at + self.random.randrange(1, 30)))}
        # Anywhere, so that it runs over many lines or backwards.
        return {"start": start, "end": self.place()}

    def words(self):
        return "".join(self.random.choices(WORDS, k=self.random.choice([0, 1, 1, 1, 2, 4])))

    def changes(self):
        """The changes of one `didChange`; the text is what it is after them."""
        out = []
        for _ in range(self.random.choice([1, 1, 1, 2, 5])):
            if self.random.random() < 0.02:
                half = self.text.text[: len(self.text.text) // 2]
                change = {"text": half + self.words() + self.random.choice([half, "", self.text.text])}
            else:
                change = {"range": self.range(), "text": self.words()}
            # The text stays about as long as it was, so that there is something to get wrong.
            if len(self.text.text) > 3 * len(self.first) + 1000:
                change = {"range": self.text.range(len(self.first), len(self.text.text)), "text": self.words()}
            elif len(self.text.text) < len(self.first) // 2:
                at = self.text.position(len(self.text.text) // 2)
                change = {"range": {"start": at, "end": at}, "text": self.first}
            out.append(change)
            self.text = self.text.changed([change])
        return out
