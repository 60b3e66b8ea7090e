"""The text as an editor has it: lines, columns in each encoding, edits. Written after the specification and from nothing else, as the
server is held against it."""

import bisect
import re

END = re.compile(r"\r\n|\n|\r")


def clean(text):
    """A text as the server can hold it: half a surrogate pair is one U+FFFD, which takes a unit of UTF-16 as the half did."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def width(text, encoding):
    if encoding == "utf-8":
        return len(text.encode("utf-8"))
    if encoding == "utf-16":
        return len(text.encode("utf-16-le")) // 2
    return len(text)


class Text:
    """A text with the places of its lines. Offsets are indices into the Python string."""

    def __init__(self, text, encoding):
        self.text, self.encoding = text, encoding
        ends = list(END.finditer(text))
        self.starts = [0, *(end.end() for end in ends)]
        self.stops = [*(end.start() for end in ends), len(text)]

    def line(self, number):
        return self.text[self.starts[number] : self.stops[number]]

    def position(self, at):
        number = bisect.bisect_right(self.starts, at) - 1
        return {"line": number, "character": width(self.text[self.starts[number] : at], self.encoding)}

    def offset(self, position):
        """Where a position is; one past its line is the line's end, and one inside a character its start."""
        number, column = position["line"], position["character"]
        if number >= len(self.starts):
            return len(self.text)
        line = self.line(number)
        if column >= width(line, self.encoding):
            return self.starts[number] + len(line)
        units = 0
        for index, char in enumerate(line):
            units += width(char, self.encoding)
            if units > column:
                return self.starts[number] + index
        return self.stops[number]

    def range(self, start, end):
        return {"start": self.position(start), "end": self.position(end)}

    def whole(self):
        return self.range(0, len(self.text))

    def span(self, range):
        return self.offset(range["start"]), self.offset(range["end"])

    def words(self, range):
        start, end = self.span(range)
        return self.text[start:end]

    def fault(self, position):
        """Why a position that the server names is none; `None` where it is one."""
        number, column = position["line"], position["character"]
        if number >= len(self.starts):
            return f"line {number} of {len(self.starts)}"
        # A place is at the start of the character that the column falls into, so that one inside does not come out again.
        if self.position(self.offset(position)) != position:
            return f"column {column} of line {number}, {self.line(number)!r} in {self.encoding}"
        return None

    def edited(self, edits):
        """The text after the edits of one list, which all name places in the text before."""
        out, last = [], 0
        spans = sorted((self.span(edit["range"]), index, edit["newText"]) for index, edit in enumerate(edits))
        for (start, end), _, new in spans:
            assert start >= last, f"edits over one another: {edits}"
            out += [self.text[last:start], new]
            last = end
        return "".join([*out, self.text[last:]])

    def changed(self, changes):
        """The text after the changes of a `didChange`, each of which names places in the text after the one before it."""
        text = self
        for change in changes:
            if "range" not in change:
                text = Text(clean(change["text"]), self.encoding)
                continue
            start, end = sorted(text.span(change["range"]))
            text = Text(text.text[:start] + clean(change["text"]) + text.text[end:], self.encoding)
        return text
