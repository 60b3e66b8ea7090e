"""Errors planted in sentences as they were printed: where a machine can tell that figures hang together, one of them is changed.

Nothing here needs to understand a sentence: the arithmetic must hold beforehand ("from 40 to 60 … 50 percent"), so that what is left
after the change is an error whoever reads it.
"""

import datetime
import re
from dataclasses import dataclass

import words

NUMBER = r"[$£€]?\d[\d,]*(?:\.\d+)?(?:\s(?:thousand|million|billion|trillion))?"
SCALE = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
SMALL = "|".join(words.WORDS[1:])
COUNT = rf"(?:\d[\d,]*|{SMALL})"
PERCENT = r"(?<![\d.,])(\d+(?:\.\d+)?)(?=\s?(?:%|percent\b|per cent\b))"


@dataclass
class Change:
    """One error in an article: bytes are not needed, characters will do."""

    kind: str
    start: int
    end: int
    new: str


def value(text):
    """The number that is written there, and half a unit of its last digit."""
    text = text.strip().lstrip("$£€")
    if text.lower() in words.WORDS:
        return float(words.WORDS.index(text.lower())), 0.0
    digits, _, unit = text.partition(" ")
    digits = digits.replace(",", "").rstrip(".")
    places = len(digits.partition(".")[2])
    scale = SCALE.get(unit.strip(), 1.0)
    return float(digits) * scale, 0.5 * 10.0 ** -places * scale if places or scale > 1 else 0.0


def sentences(text):
    """Sentences, roughly: what stands between full stops and the ends of lines."""
    for match in re.finditer(r"[^\n]+?(?:[.!?]['”’\"]?(?=\s|$)|$)", text, re.M):
        yield match.start(), match.group()


def percentages(start, sentence):
    """"rose from A to B, P percent", "N of M … (P%)"."""
    for found in re.finditer(rf"from ({NUMBER}) (?:[a-z]+ ){{0,2}}?(?:in \d{{4}} )?to ({NUMBER})(?!\s?(?:%|percent|a\.m|p\.m))", sentence):
        a, slack_a = value(found[1])
        b, slack_b = value(found[2])
        if a <= 0 or a == b or all(1600 <= year < 2100 for year in (a, b)):
            continue
        ends = [abs((b + slack_b * e) / max(a - slack_a * e, 1e-9) - 1) * 100 for e in (-1, 1)] + [abs(b / a - 1) * 100]
        for percent in re.finditer(PERCENT, sentence):
            if min(ends) - 0.6 <= float(percent[1]) <= max(ends) + 0.6:
                yield from changed("percentage", start, percent, ends)
    of = rf"({COUNT}) (?:out )?of (?:the |its |their )?({COUNT})\b[^.;]{{0,60}}?[(,—-] ?(?:or |about )?{PERCENT}"
    for found in re.finditer(of, sentence, re.I):
        k, n = value(found[1])[0], value(found[2])[0]
        if n >= 5 and k < n and abs(k / n * 100 - float(found[3])) <= 0.6:
            yield from changed("percentage", start, found, [k / n * 100], group=3)


def changed(kind, start, found, ends, group=1):
    """Another percentage, far from what the figures allow."""
    wrong = max(ends) + 17
    wrong = f"{wrong:.0f}" if round(wrong) % 10 else f"{wrong + 3:.0f}"
    yield Change(kind, start + found.start(group), start + found.end(group), wrong)


def points(start, sentence):
    """"from A% to B%, P points" → "P percent"."""
    sign = r"\s?(?:%|percent)"
    for found in re.finditer(rf"from (\d+(?:\.\d+)?)(?:{sign})? (?:[a-z0-9]+ ){{0,3}}?to (\d+(?:\.\d+)?){sign}", sentence):
        gap = abs(float(found[1]) - float(found[2]))
        for said in re.finditer(r"(\d+(?:\.\d+)?)[ -](percentage[ -]points?|points?)", sentence):
            if abs(float(said[1]) - gap) < 0.05 and gap:
                yield Change("points", start + said.start(2), start + said.end(2), "percent")


def sums(start, sentence):
    """"12 people: seven men and five women": a colon, a bracket or a word for a total, and three numbers of which two make the third."""
    if not re.search(r": |\(|in all\b|total|altogether|combined", sentence):
        return
    numbers = [found for found in re.finditer(rf"\b{COUNT}\b(?! percent|%|-|:\d|,\d|\.\d)", sentence, re.I)]
    numbers = [found for found in numbers if not re.fullmatch(r"(?:1[6-9]|20)\d\d", found.group())]
    if len(numbers) != 3:
        return
    figures = [value(found.group())[0] for found in numbers]
    total = max(figures)
    if total > 6 and total == sum(figures) - total:
        found = numbers[figures.index(total)]
        yield Change("sum", start + found.start(), start + found.end(), f"{int(total) + 7:,}")


CONVERSIONS = {
    ("mile", "kilometer"): 1.609344, ("mile", "km"): 1.609344, ("kilometer", "mile"): 0.621371, ("foot", "meter"): 0.3048, ("feet",
    "meter"): 0.3048,
    ("meter", "feet"): 3.28084, ("acre", "hectare"): 0.404686, ("pound", "kilogram"): 0.453592, ("kilogram", "pound"): 2.20462, ("mph",
    "kph"): 1.609344,
}


def conversions(start, sentence):
    """"400 miles (640 kilometers)"."""
    for found in re.finditer(rf"({NUMBER})[ -]([a-z]+?)s? \(({NUMBER})[ -]?([a-z]+?)s?\)", sentence):
        factor = CONVERSIONS.get((found[2], found[4]))
        if factor and abs(value(found[1])[0] * factor / value(found[3])[0] - 1) < 0.15:
            wrong = value(found[3])[0] * 2.7
            yield Change("conversion", start + found.start(3), start + found.end(3), f"{wrong:,.0f}" if wrong >= 10 else f"{wrong:.1f}")


def weekdays(start, sentence):
    """"Friday, May 14, 2022"."""
    months = "|".join(f"{long}|{re.escape(short)}" for long, short in zip(words.MONTHS, words.SHORT))
    for found in re.finditer(rf"({'|'.join(words.DAYS)}),? ({months}) (\d\d?)(?:st|nd|rd|th)?, ?(\d{{4}})", sentence):
        month = [at for at, names in enumerate(zip(words.MONTHS, words.SHORT), 1) if found[2] in names][0]
        day = datetime.date(int(found[4]), month, int(found[3])).weekday()
        if words.DAYS[day] == found[1]:
            yield Change("weekday", start + found.start(1), start + found.end(1), words.DAYS[(day + 2) % 7])


MONEY = r"[$£€]\d[\d,]*(?:\.\d+)? (million|billion|trillion)"


def slips(text, headline_end):
    """A sum of money that stands in the article twice, with two digits or more that are no noughts: the second in another unit."""
    first = {}
    for found in re.finditer(MONEY, text):
        digits = re.sub(r"\D", "", found.group()).strip("0")
        if found.start() < headline_end or len(digits) < 2:
            continue
        if found.group() in first and text.count("\n", first[found.group()], found.start()) > 0:
            other = {"million": "billion", "billion": "million", "trillion": "billion"}[found[1]]
            yield Change("magnitude slip", found.start(1), found.end(1), other)
            return
        first.setdefault(found.group(), found.start())


def conflicts(text, headline_end):
    """A count of the same noun that stands in the article twice: "3,412 emails … the 3,412 emails"."""
    first = {}
    for found in re.finditer(r"(?<![\d.,/$£€-])(\d[\d,]*\d\d) ([a-z]{3,}s|people|men|women|children)\b", text):
        digits = found[1].replace(",", "")
        if found.start() < headline_end or len(digits.strip("0")) < 2 or re.fullmatch(r"(?:1[6-9]|20)\d\d",
        found[1]) or found[2] in ("years", "days", "hours", "minutes", "points", "percents"):
            continue
        key = (digits, found[2])
        if key in first and text.count("\n", first[key], found.start()) > 0:
            wrong = f"{int(digits) * 3 // 2 + 1:,}"
            yield Change("conflicting figure", found.start(1), found.end(1), wrong)
            return
        first.setdefault(key, found.start())


def headlines(text, headline_end):
    """A figure of the headline that the body has too, in the same words: another in the headline."""
    title, body = text[:headline_end], text[headline_end:]
    patterns = [rf"([$£€]\d[\d,]*(?:\.\d+)?) (?:million|billion|trillion)", PERCENT.replace("(?<![\\d.,])", "(?<![\\d.,$])"),
    r"(?<![\d.,$£€-])(\d\d[\d,]*)(?= (?!things|ways|reasons|hours)[a-z]{3,}s\b| people\b)"]
    for pattern in patterns:
        for found in re.finditer(pattern, title, re.I):
            if re.fullmatch(r"(?:1[6-9]|20)\d\d", found[1]):
                continue
            percent = re.match(r"\s?(%|percent)", title[found.end():], re.I)
            unit = r"\s?(?:%|percent)" if percent else re.escape(found.group()[len(found[1]):]) if found.group() != found[1] else ""
            if len(re.findall(rf"(?<![\d.,]){re.escape(found[1])}{unit}(?![\d,]*\d)", body, re.I)) < 1:
                continue
            digits = re.sub(r"[^\d.]", "", found[1])
            wrong = float(digits) * 1.5 + 3
            wrong = f"{wrong:,.1f}" if "." in digits else f"{wrong:,.0f}"
            if re.search(rf"(?<![\d.,]){re.escape(wrong)}(?![\d,]*\d)", body):
                continue
            yield Change("headline", found.start(1), found.end(1), re.match(r"[$£€]?", found[1])[0] + wrong)
            return


def changes(text, headline_end):
    """All errors that can be planted in an article; each is to be planted alone."""
    for start, sentence in sentences(text):
        for plant in (percentages, points, sums, conversions, weekdays):
            yield from plant(start, sentence)
    for plant in (slips, conflicts, headlines):
        yield from plant(text, headline_end)
