"""Days and spans of time."""

import datetime

from words import DAYS, EVENTS, MONTHS, PLACES, SHORT, both


# dates

WEEKDAYS = [
    "the bridge collapsed on {d}", "on {d}, the court ruled against the firm", "the meeting of {d} ended without a vote",
    "she was last seen on {d}",
    "the law came into force on {d}", "the trial opened on {d}", "the ferry sank in the night of {d}", "the letter is dated {d}",
    "a fire broke out on {d} in {place}", "the two met in {place} on {d}", "the vote was held on {d}",
    "voters in {place} went to the polls on {d}",
    "the first case was reported on {d}", "the ship left {place} on {d}", "he was born on {d}, in {place}",
    "the talks, which began on {d}, have failed",
    "it happened on {d}, at half past nine", "the attack of {d} killed nobody", "from {d} on, the shops were closed",
]
DATES = ["{w}, {M} {d}, {y}", "{w}, {d} {M} {y}", "{w}, {m} {d}, {y}", "{w} {d} {M} {y}", "{w}, {M} {d}{th}, {y}",
"{w}, the {d}{th} of {M} {y}"]


def written(form, date, weekday):
    th = "th" if 10 < date.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(date.day % 10, "th")
    return form.format(w=DAYS[weekday], M=MONTHS[date.month - 1], m=SHORT[date.month - 1], d=date.day, th=th, y=date.year)


def weekday(rng, _):
    date = datetime.date(1965, 1, 1) + datetime.timedelta(days=rng.randint(0, 21900))
    wrong = (date.weekday() + rng.randint(1, 6)) % 7
    form, place = rng.choice(DATES), rng.choice(PLACES)
    words = [dict(d=written(form, date, w), place=place) for w in (date.weekday(), wrong)]
    plant = both("weekday", rng, WEEKDAYS, *words)
    plant.template += " | " + form
    return plant


SINCE = [
    "it is {n} days since {event} on {d}", "{n} days have passed since {event} on {d}",
    "{n} days after {event} on {d}, nothing has changed",
    "it has been {n} days since {event} on {d}",
]
SPANS = [
    "the bridge was built in {y1} and torn down in {y2}, {n} years later", "he led the club from {y1} to {y2}, {n} years in all",
    "the newspaper, founded in {y1}, closed in {y2} after {n} years", "the mine opened in {y1}; {n} years later, in {y2}, it was shut",
    "she was born in {y1} and died in {y2} at the age of {n}", "the war began in {y1} and ended in {y2}, after {n} years",
    "the law of {y1} was repealed in {y2}, {n} years after it was passed",
    "the king, born in {y1}, came to the throne in {y2} at the age of {n}",
    "from {y1} to {y2}, for {n} years, the house stood empty", "in {y2}, {n} years after the fire of {y1}, the church was rebuilt",
    "the company was founded in {y1} and celebrated its {n}th year in {y2}", "the ship sailed from {y1} until {y2}, a career of {n} years",
    "the treaty was signed in {y1}. It was renewed {n} years later, in {y2}.", "he was jailed in {y1} and freed in {y2}, {n} years later",
    "the painter ({y1}-{y2}) lived to be {n}",
]


def elapsed(rng, today):
    if rng.random() < 0.3:
        days = rng.randint(12, 340)
        then = today - datetime.timedelta(days=days)
        wrong = days + rng.choice([-1, 1]) * rng.randint(4, 60)
        wrong = wrong if wrong > 2 else days + 30
        date = rng.choice([f"{SHORT[then.month - 1]} {then.day}, {then.year}", f"{then.day} {MONTHS[then.month - 1]} {then.year}",
                           f"{MONTHS[then.month - 1]} {then.day}, {then.year}"])
        words = dict(event=rng.choice(EVENTS), d=date)
        return both("elapsed time", rng, SINCE, *[dict(words, n=n) for n in (days, wrong)])
    years = rng.randint(21, 89)
    while years % 10 in (0, 1, 2, 3):
        years = rng.randint(21, 89)
    first = rng.randint(1830, today.year - years - 1)
    wrong = years + rng.choice([-1, 1]) * rng.choice([5, 10, 10, 12, 20])
    wrong = wrong + 3 if wrong % 10 in (1, 2, 3) else wrong
    wrong = wrong if abs(wrong - years) > 3 and wrong > 4 else years + 11
    words = dict(y1=first, y2=first + years)
    return both("elapsed time", rng, SPANS, *[dict(words, n=n) for n in (years, wrong)])
