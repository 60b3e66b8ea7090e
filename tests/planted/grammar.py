"""Sentences with figures that hang together, made from templates: each once right and once wrong.

`KINDS` maps a kind of error to its rule and a function that draws one `Plant`. Templates are written by hand; what stands in braces
is drawn: things, names, places, sources and numbers. The numbers are drawn by the function of the kind, which also sees to it that
what is wrong is wrong beyond any rounding.
"""

import datetime
import random
from dataclasses import dataclass, field


@dataclass
class Plant:
    """What is put into an article. A list of texts goes into different paragraphs, in this order."""

    kind: str
    template: str
    right: list
    wrong: list
    headline: tuple = field(default=None)


FIRST = "Amara Björn Carla Desmond Elif Farah Gwen Hamid Ines Jonas Keiko Liam Marta Nadia Omar Petra Rosa Sanjay Tomas Yara".split()
LAST = "Abara Bergström Castellano Dunmore Eriksen Fontaine Gallagher Haddad Ivanova Jansen Kimura Lindqvist Mbeki Novak Okafor".split()
PLACES = "Aberdeen Bilbao Cleveland Durban Esbjerg Freetown Geelong Hamilton Izmir Jaipur Kaunas Leeds Mombasa Nantes Oaxaca".split()
BODIES = [
    "the police", "the health ministry", "the county", "the statistics office", "the school board", "the union", "the company",
    "the fire service", "the central bank", "the charity", "the auditors", "the coast guard", "the league", "the hospital",
    "the census bureau", "the port authority", "the city council", "the weather service", "the prosecutors", "the housing department",
]
ROLES = ["a spokeswoman", "the director", "the mayor", "the chief executive", "the sheriff", "the head teacher", "the treasurer"]
# Things that are counted, in the plural, and what can be said of some of them.
THINGS = [
    ("arrests", "people", "were released"), ("burglaries", "homes", "were searched"), ("fires", "houses", "were destroyed"),
    ("applications", "applicants", "were refused"), ("births", "mothers", "needed a doctor"), ("accidents", "drivers", "were fined"),
    ("school exclusions", "schools", "passed the inspection"), ("asylum claims", "families", "were granted asylum"),
    ("visits to the clinic", "patients", "got better"), ("bankruptcies", "shops", "closed"), ("drownings", "beaches", "had a lifeguard"),
    ("membership numbers", "members", "voted for a strike"), ("bus journeys", "buses", "ran late"), ("evictions", "tenants", "lost their flats"),
    ("library loans", "libraries", "were renovated"), ("nests", "birds", "were ringed"), ("cases of measles", "children", "had been vaccinated"),
    ("ticket sales", "seats", "stayed empty"), ("speeding offences", "cameras", "were broken"), ("farm inspections", "farms", "failed"),
]
COSTS = ["spending on schools", "the cost of the bridge", "the debt of the region", "revenue", "the budget for roads", "the firm's profit",
         "the wage bill", "income from tolls", "the price of the stadium", "aid to the region"]
RATES = ["the unemployment rate", "turnout", "the poverty rate", "inflation", "the share of women on boards", "the mortgage rate",
         "support for the levy", "the vacancy rate", "the dropout rate", "the party's share of the vote", "the approval rating of the mayor"]
EVENTS = ["the strike began", "the dam broke", "the siege began", "the ferry sank", "the ceasefire took hold", "the curfew was imposed",
          "the minister resigned", "the bridge was closed", "the factory burned down", "the trial opened"]
MONTHS = "January February March April May June July August September October November December".split()
SHORT = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
WORDS = "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
WORDS = WORDS.split()


def number(rng, value):
    """A number in digits, or in words below ten (some newsrooms: below twenty)."""
    if isinstance(value, int) and 0 < value < 10 or isinstance(value, int) and 0 < value < 20 and rng.random() < 0.2:
        return WORDS[value]
    return f"{value:,}"


def percent(rng, value):
    """A percentage in one of its spellings."""
    return rng.choice([f"{value}%", f"{value} percent", f"{value} per cent", f"{value}%"])


def person(rng):
    return f"{rng.choice(FIRST)} {rng.choice(LAST)}"


def capital(text):
    return text[:1].upper() + text[1:]


# A statement and who makes it.
VOICES = [
    "{S}, {body} said.", "{S}, according to {body}.", "According to {body}, {s}.", "{Body} said that {s}.", "{S}, said {name}, {role}.",
    "{S}, {body} reported on {day}.", "{Body} said on {day} that {s}.", "{S}.",
]


class Voice:
    """Who says it, and how: drawn once for both versions, so that they differ in the figure alone."""

    def __init__(self, rng, plain=False):
        self.template = "{S}." if plain else rng.choice(VOICES)
        body = rng.choice(BODIES)
        self.words = dict(body=body, Body=capital(body), name=person(rng), role=rng.choice(ROLES), day=rng.choice(DAYS))

    def say(self, statement):
        statement = statement.removesuffix(".")
        return self.template.format(S=capital(statement), s=statement, **self.words)


def both(kind, rng, templates, right, wrong):
    """One plant from a template and the words of either version. A template with a full stop inside has no voice."""
    template = rng.choice(templates)
    voice = Voice(rng, plain=". " in template)
    texts = [[voice.say(template.format(**words))] for words in (right, wrong)]
    return Plant(kind, template + " | " + voice.template, *texts)


# --- percentages -------------------------------------------------------------------------------------------------------------------

CHANGES = [
    "{x} {rose} from {a} to {b}, a {p} {increase}", "{x} {rose} {p} to {b} from {a}", "{x} {rose} by {p}, from {a} to {b}",
    "{x} {rose} from {a} in {y1} to {b} in {y2}, {up} {p}", "{x} went from {a} to {b}, {an_increase} of {p}",
    "there were {b} {x} in {y2}, compared with {a} in {y1}, {an_increase} of {p}", "{x} stood at {b}, {up} {p} from {a} a year earlier",
    "the {p} {increase} in {x}, from {a} to {b}, surprised nobody", "{x} {rose} to {b} from {a}, or by {p}", "{x} {rose} {p}, to {b} in {y2} from {a} in {y1}",
    "{x} {rose} from {a} to {b}. That is {an_increase} of {p}.", "{x}, which stood at {a} in {y1}, {rose} {p} to {b} in {y2}",
    "between {y1} and {y2} {x} {rose} from {a} to {b}, {an_increase} of {p}", "{x} {rose} from {a} to {b} ({up} {p})",
    "{x} {rose} {p} in a year, from {a} to {b}", "{an_increase} of {p} took {x} from {a} to {b}",
]
SHARES_OF = [
    "{k} of {n} {things} ({p}) {did}", "{k} of the {n} {things}, or {p}, {did}", "out of {n} {things}, {k} ({p}) {did}",
    "of the {n} {things}, {k}, or {p}, {did}", "{p} of the {things}, or {k} of {n}, {did}", "{k} out of {n} {things} {did}, or {p}",
    "of {n} {things}, {k} {did}, a share of {p}", "{k} {things} of {n}, {p}, {did}",
]


def percentage(rng, _):
    if rng.random() < 0.35:
        while True:
            n = rng.randint(12, 400)
            k = rng.randint(2, n - 2)
            right = round(100 * k / n)
            wrong = right + rng.choice([-1, 1]) * rng.randint(7, 25)
            if 2 < wrong < 99 and wrong % 10 and right % 10 and n % 10 and k % 10:
                break
        _, things, did = rng.choice(THINGS)
        spelled = rng.choice(["{}%", "{} percent", "{} per cent"])
        words = dict(k=number(rng, k), n=number(rng, n), things=things, did=did)
        return both("percentage", rng, SHARES_OF, *[dict(words, p=spelled.format(p)) for p in (right, wrong)])
    while True:
        money = rng.random() < 0.3
        a, b = (rng.randint(11, 999) for _ in range(2))
        exact = abs(b - a) / a * 100
        right = round(exact)
        wrong = right + rng.choice([-1, 1]) * rng.randint(7, 30)
        ends = [abs((b + e * 0.5) / (a - e * 0.5) - 1) * 100 for e in (-1, 1)]
        if not (4 < exact < 160 and a % 10 and b % 10 and wrong > 1 and wrong % 10 and right % 10):
            continue
        if not min(ends) - 4 <= wrong <= max(ends) + 4:
            break
    up = b > a
    if money:
        currency, unit = rng.choice("$£€"), rng.choice([" million", "m", "bn", " billion"])
        x = rng.choice(COSTS)
        figures = dict(a=f"{currency}{a}{unit}", b=f"{currency}{b}{unit}")
    else:
        x = rng.choice(THINGS)[0]
        x = rng.choice(["the number of " + x, x]) if "numbers" not in x and "sales" not in x else x
        figures = dict(a=number(rng, a), b=number(rng, b))
    year = rng.randint(2008, 2020)
    nouns = ["increase", "rise", "jump"] if up else ["decrease", "drop", "decline", "fall"]
    noun = rng.choice(nouns)
    words = dict(figures, x=x, y1=year, y2=year + rng.randint(1, 4), increase=noun, up="up" if up else "down",
                 rose=rng.choice(["rose", "climbed", "increased", "went up", "grew"] if up else ["fell", "dropped", "declined", "shrank"]),
                 an_increase=("an " if noun[0] in "aeiou" else "a ") + noun)
    spelled = rng.choice(["{}%", "{} percent", "{} per cent"])
    return both("percentage", rng, CHANGES, *[dict(words, p=spelled.format(p)) for p in (right, wrong)])


# --- points ------------------------------------------------------------------------------------------------------------------------

POINTS = [
    "{x} {rose} from {a} to {b}, a {p} {increase}", "{x} {rose} {p} to {b} from {a}", "{x} {rose} by {p}, from {a} to {b}",
    "{x} {rose} from {a} to {b}, {up} {p}", "{x} went from {a} to {b}, {an_increase} of {p}", "{x} {rose} {p}, from {a} in {y1} to {b} in {y2}",
    "{x} stood at {b}, {up} {p} from {a} a year earlier", "{x} {rose} to {b} in {y2} from {a} in {y1}, {an_increase} of {p}",
    "{x} {rose} from {a} to {b} ({up} {p})", "{x}, at {a} in {y1}, {rose} {p} to {b} in {y2}", "the {increase} of {p} took {x} from {a} to {b}",
    "{x} was {a} in {y1} and {b} in {y2}, {up} {p}", "{x} {rose} {p} in a year, to {b} from {a}", "{x} {rose} to {b}, {up} {p} from {a}",
]


def points(rng, _):
    while True:
        a, b = (rng.randint(20, 880) / 10 for _ in range(2))
        if rng.random() < 0.5:
            a, b = float(round(a)), float(round(b))
        gap = abs(a - b)
        relative = gap / a * 100
        # In percent the same number must not be right by chance.
        if 0.9 < gap < 12 and abs(relative - gap) > 2 + 120 / a and gap % 10:
            break
    tidy = lambda value: f"{value:.1f}".removesuffix(".0")
    sign = rng.choice(["%", " percent", " per cent"])
    up = b > a
    noun = rng.choice(["increase", "rise", "gain"] if up else ["decrease", "drop", "decline", "fall"])
    year = rng.randint(2008, 2020)
    words = dict(x=rng.choice(RATES), a=tidy(a) + sign, b=tidy(b) + sign, y1=year, y2=year + rng.randint(1, 4), increase=noun,
                 up="up" if up else "down", rose=rng.choice(["rose", "climbed", "increased"] if up else ["fell", "dropped", "declined"]),
                 an_increase=("an " if noun[0] in "aeiou" else "a ") + noun)
    template = rng.choice(POINTS)
    voice = Voice(rng)
    before_noun = "{p} {increase}" in template
    many = tidy(gap) != "1"
    right = tidy(gap) + (rng.choice(["-percentage-point", "-point"]) if before_noun
                         else rng.choice([" percentage points", " points"]) if many else " percentage point")
    versions = [[voice.say(template.format(**words, p=p))] for p in (right, tidy(gap) + sign)]
    return Plant("points", template + " | " + voice.template, *versions)


# --- sums --------------------------------------------------------------------------------------------------------------------------

PARTS = [
    (["men", "women"], "people"), (["boys", "girls"], "children"), (["adults", "children"], "people"), (["nurses", "doctors"], "medics"),
    (["officers", "civilians"], "people"), (["buses", "trams"], "vehicles"), (["cows", "sheep"], "animals"),
    (["Democrats", "Republicans"], "senators"), (["Americans", "Canadians"], "passengers"), (["houses", "flats"], "homes"),
    (["primary schools", "secondary schools"], "schools"), (["miners", "rescuers"], "workers"), (["soldiers", "policemen"], "men"),
    (["teachers", "pupils", "parents"], "people"), (["men", "women", "children"], "people"), (["gold", "silver", "bronze"], "medals"),
    (["cars", "lorries", "vans"], "vehicles"), (["French", "Germans", "Poles"], "tourists"),
]
SUMS = [
    "the crash killed {t} {whole}: {list}", "the crash killed {list}, {t} {whole} in all", "{list} were counted, {t} {whole} in total",
    "the count came to {t} {whole} ({list})", "{t} {whole}, {list}, were on the list", "there were {t} {whole}: {list}",
    "the {t} {whole} on the list are {list}", "a total of {t} {whole} were registered: {list}", "{list} were found, for a total of {t} {whole}",
    "the list has {t} {whole}, made up of {list}", "of the {t} {whole}, {split}", "{list} took part, or {t} {whole} altogether",
    "{t} {whole} were hurt, {list}", "the {t} {whole} consisted of {list}", "{t} {whole} were registered. They were {list}.",
    "the dead and injured number {t}: {list}", "all {t} {whole} have been named: {list}", "{list} made {t} {whole}",
]
AMOUNTS = [
    "the grant of {t} is made up of {list}", "the bill comes to {t}: {list}", "{list} were spent, {t} in all", "the fund paid out {t} ({list})",
    "the budget of {t} consists of {list}", "{list} bring the total to {t}", "it spent a total of {t}, {list}",
]
PURPOSES = ["roads", "schools", "rail", "parks", "policing", "health", "housing", "sewers", "libraries", "street lights"]


def joined(parts):
    return ", ".join(parts[:-1]) + " and " + parts[-1]


def sums(rng, _):
    money = rng.random() < 0.25
    if money:
        count = rng.randint(2, 4)
        values = [rng.randint(11, 480) / 10 for _ in range(count)]
        total = sum(values)
        off = rng.choice([-1, 1]) * rng.choice([1.0, 2.0, 4.0, 9.0]) * max(1, total // 20)
        currency, unit = rng.choice([("$", " million"), ("£", "m"), ("€", " million"), ("$", " billion")])
        amount = lambda value: f"{currency}{value:.1f}{unit}"
        purposes = rng.sample(PURPOSES, count)
        listed = joined([f"{amount(value)} for {purpose}" for value, purpose in zip(values, purposes)])
        wrong = total + off if total + off > max(values) + 1 else total + abs(off)
        words = dict(list=listed)
        return both("sum", rng, AMOUNTS, *[dict(words, t=amount(t)) for t in (total, wrong)])
    parts, whole = rng.choice(PARTS)
    small = rng.random() < 0.5
    values = [rng.randint(2, 19) if small else rng.randint(12, 1900) for _ in parts]
    total = sum(values)
    off = rng.choice([1, -1, 2, 10, -3, 11]) if small else rng.choice([1, -2, 9, 10, 100, -10, 27])
    wrong = total + off if total + off > max(values) else total + abs(off)
    if wrong % 10 == 0 and wrong > 20:
        # Tens may be rounded.
        wrong += 1 if wrong > total else -1
    listed = joined([f"{number(rng, value)} {part}" for value, part in zip(values, parts)])
    split = joined([f"{number(rng, value)} were {part}" for value, part in zip(values, parts)])
    words = dict(list=listed, split=split, whole=whole)
    # A total at the start of a sentence stands in words in most newsrooms; that is not what is tested here.
    return both("sum", rng, SUMS, *[dict(words, t=number(rng, t)) for t in (total, wrong)])


# --- proportions -------------------------------------------------------------------------------------------------------------------

PROPORTIONS = [
    "in the trial {p} of {n} {things} {did}", "{p} of the {n} {things} {did}", "{p} of {n} {things} {did}", "of the {n} {things}, {p} {did}",
    "of {n} {things} {p} {did}", "in a sample of {n} {things}, {p} {did}", "a survey of {n} {things} found that {p} {did}",
    "among {n} {things}, {p} {did}", "the study looked at {n} {things}, and {p} of them {did}", "{p} of all {n} {things} {did}",
    "out of {n} {things} {p} {did}", "it looked at {n} {things}. Of these {p} {did}.", "some days later {p} of the {n} {things} {did}",
    "{n} {things} were asked about it, and {p} of the {n} {did}", "with {n} {things} in the sample, {p} {did}",
]


def proportion(rng, _):
    while True:
        places = rng.choice([0, 0, 1])
        n = rng.randint(11, 45 if places == 0 else 90)
        k = rng.randint(1, n - 1)
        right = round(100 * k / n, places)
        wrong = round(rng.uniform(4, 96), places)
        near = min(abs(100 * i / n - wrong) for i in range(n + 1))
        if near > 0.5 * 10 ** -places * 1.5 and wrong % 10 and right % 10 and n % 10:
            break
    spelled = rng.choice(["{}%", "{} percent", "{} per cent"])
    texts = [spelled.format(f"{value:.{places}f}") for value in (right, wrong)]
    _, things, did = rng.choice(THINGS)
    words = dict(n=n, things=things, did=did)
    return both("proportion", rng, PROPORTIONS, *[dict(words, p=p) for p in texts])


# --- conversions -------------------------------------------------------------------------------------------------------------------

UNITS = [
    (["{} miles"], ["{} km", "{} kilometers", "{} kilometres"], 1.609344, (3, 900), ["the road is {c} long", "the fence runs for {c}", "the village lies {c} from the border", "they walked {c} in a week"]),
    (["{} km", "{} kilometres"], ["{} miles"], 0.621371, (4, 900), ["the tunnel is {c} long", "the front moved {c} to the east", "the camp is {c} away"]),
    (["{} feet", "{} ft"], ["{} metres", "{} meters", "{} m"], 0.3048, (12, 9000), ["the tower is {c} high", "the climber fell {c}", "the lake is {c} deep"]),
    (["{} meters", "{} metres"], ["{} feet", "{} ft"], 3.28084, (8, 4000), ["the dam is {c} high", "the wreck lies {c} down", "the plane dropped {c}"]),
    (["{} pounds", "{} lb"], ["{} kg", "{} kilograms"], 0.453592, (12, 900), ["the bag weighs {c}", "the thieves took {c} of copper", "the calf weighed {c} at birth"]),
    (["{} kg", "{} kilograms"], ["{} pounds", "{} lb"], 2.20462, (11, 900), ["the police seized {c} of cocaine", "the bell weighs {c}"]),
    (["{} acres"], ["{} hectares", "{} ha"], 0.404686, (12, 9000), ["the fire burned {c}", "the park covers {c}", "the farm has {c} of land"]),
    (["{} hectares"], ["{} acres"], 2.47105, (12, 9000), ["the estate covers {c}", "the flood covered {c} of fields"]),
    (["{} square miles"], ["{} square kilometers", "{} sq km"], 2.58999, (12, 900), ["the district covers {c}", "the slick covers {c}"]),
    (["{} mph", "{} miles per hour"], ["{} km/h", "{} kph"], 1.609344, (21, 180), ["the wind reached {c}", "the train was doing {c}"]),
    (["{} inches"], ["{} cm", "{} centimeters"], 2.54, (3, 90), ["{c} of snow fell", "the fish was {c} long"]),
    (["{} gallons"], ["{} litres", "{} liters"], 3.78541, (12, 900), ["the tank holds {c}", "{c} of oil leaked into the river"]),
    (["{} degrees Celsius", "{}C"], ["{} degrees Fahrenheit", "{}F"], None, (12, 48), ["the temperature reached {c}", "it was {c} at noon", "a record of {c} was measured"]),
]
BRACKETS = ["{from_} ({to})", "{from_} ({to})", "{from_}, or {to},", "{from_} (about {to})", "{from_} ({to})"]


def conversion(rng, _):
    froms, tos, factor, (low, high), frames = rng.choice(UNITS)
    value = rng.randint(low, high)
    while value % 10 == 0:
        value = rng.randint(low, high)
    exact = value * factor if factor else value * 1.8 + 32
    right = round(exact) if exact >= 10 else round(exact, 1)
    wrong = right
    if factor:
        while abs(wrong - exact) < 0.4 * exact or wrong % 10 == 0:
            wrong = exact * rng.choice([0.1, 0.5, 0.62, 1.6, 2.2, 10]) + rng.choice([0, 3])
            wrong = round(wrong) if wrong >= 10 else round(wrong, 1)
    else:
        wrong = right + rng.choice([-1, 1]) * rng.choice([13, 17, 22])
    frame, bracket = rng.choice(frames), rng.choice(BRACKETS)
    bracket = bracket if "{c} " in frame or "or" not in bracket else "{from_} ({to})"
    voice = Voice(rng)
    one, other = rng.choice(froms), rng.choice(tos)
    texts = []
    for to in (right, wrong):
        c = bracket.format(from_=one.format(f"{value:,}"), to=other.format(f"{to:,}"))
        texts.append([voice.say(frame.format(c=c))])
    return Plant("conversion", f"{frame} | {one} {bracket} {other} | {voice.template}", *texts)


# --- dates -------------------------------------------------------------------------------------------------------------------------

WEEKDAYS = [
    "the bridge collapsed on {d}", "on {d}, the court ruled against the firm", "the meeting of {d} ended without a vote", "she was last seen on {d}",
    "the law came into force on {d}", "the trial opened on {d}", "the ferry sank in the night of {d}", "the letter is dated {d}",
    "a fire broke out on {d} in {place}", "the two met in {place} on {d}", "the vote was held on {d}", "voters in {place} went to the polls on {d}",
    "the first case was reported on {d}", "the ship left {place} on {d}", "he was born on {d}, in {place}", "the talks, which began on {d}, have failed",
    "it happened on {d}, at half past nine", "the attack of {d} killed nobody", "from {d} on, the shops were closed",
]
DATES = ["{w}, {M} {d}, {y}", "{w}, {d} {M} {y}", "{w}, {m} {d}, {y}", "{w} {d} {M} {y}", "{w}, {M} {d}{th}, {y}", "{w}, the {d}{th} of {M} {y}"]


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
    "it is {n} days since {event} on {d}", "{n} days have passed since {event} on {d}", "{n} days after {event} on {d}, nothing has changed",
    "it has been {n} days since {event} on {d}",
]
SPANS = [
    "the bridge was built in {y1} and torn down in {y2}, {n} years later", "he led the club from {y1} to {y2}, {n} years in all",
    "the newspaper, founded in {y1}, closed in {y2} after {n} years", "the mine opened in {y1}; {n} years later, in {y2}, it was shut",
    "she was born in {y1} and died in {y2} at the age of {n}", "the war began in {y1} and ended in {y2}, after {n} years",
    "the law of {y1} was repealed in {y2}, {n} years after it was passed", "the king, born in {y1}, came to the throne in {y2} at the age of {n}",
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


# --- the same figure again ---------------------------------------------------------------------------------------------------------

AGAIN_MONEY = [
    ("the {o} in {place} will cost {v}", "opponents have called the {v} {o} a waste of money"), ("the {o} in {place} cost {v} to build", "the {v} that the {o} cost will be paid back over ten years"),
    ("the government has approved {v} for the {o} in {place}", "the {v} for the {o} had been held up for months"),
    ("the council is to spend {v} on the {o} in {place}", "of the {v} that the council is to spend on the {o}, half is borrowed"),
    ("a firm from {place} won the contract for the {o}, worth {v}", "the contract for the {o} is worth {v} over five years"),
    ("the {o} in {place} was bought for {v}", "the owner had paid {v} for the {o}"), ("the {o} in {place} lost {v} last year", "the {o} had never before lost as much as {v}"),
    ("donors have given {v} for the {o} in {place}", "the {v} that donors gave for the {o} came from forty countries"),
    ("the state of the {o} in {place} is poor, and repairs would cost {v}", "repairs of the {o} would cost {v}, or half the budget"),
    ("insurers put the damage to the {o} in {place} at {v}", "the damage to the {o}, put at {v}, is not insured"),
]
OBJECTS = ["opera house", "desalination plant", "tram line", "aquarium", "cable car", "shipyard", "observatory", "velodrome", "container terminal",
           "wind farm", "ring road", "cancer clinic", "sports hall", "canal", "data centre"]
AGAIN_COUNT = [
    ("the landslide near {place} killed {v} people", "the landslide near {place} killed {v} people, most of them asleep"), ("the fire destroyed {v} stalls in {place}", "traders want to be paid for the {v} stalls that the fire destroyed"),
    ("the factory in {place} employs {v} people", "the factory in {place}, which employs {v} people, makes tyres"), ("the ferry to {place} carried {v} passengers", "all {v} passengers on the ferry to {place} were saved"),
    ("gunmen kidnapped {v} students in {place}", "the {v} students kidnapped in {place} are between twelve and sixteen"), ("the {o} in {place} drew {v} visitors last summer", "the {v} visitors that the {o} drew last summer were a record"),
    ("the airline based in {place} will cut {v} jobs", "the {v} jobs that the airline will cut are in ticket sales"), ("the school in {place} has {v} pupils", "a new canteen is to feed the {v} pupils of the school in {place}"),
    ("the police in {place} arrested {v} demonstrators", "most of the {v} demonstrators arrested in {place} were fined"), ("the quake damaged {v} houses in {place}", "of the {v} houses damaged in {place} by the quake, half will be pulled down"),
    ("the {o} in {place} has {v} seats", "every one of the {v} seats of the {o} was taken"), ("the clinic in {place} treated {v} patients in May", "the clinic in {place} treated {v} patients in May, it said again"),
    ("the train derailed near {place} and injured {v} passengers", "the {v} injured passengers of the train were taken to {place}"),
    ("the storm left {v} people dead in {place}", "the storm left {v} people dead in {place}, and nobody had been warned"),
]


def again(kind, rng, pairs, values):
    """A figure, and the same again some paragraphs later."""
    first, second = rng.choice(pairs)
    words = dict(place=rng.choice(PLACES), o=rng.choice(OBJECTS))
    voices = [Voice(rng), Voice(rng)]
    if rng.random() < 0.5:
        # One source for both.
        voices[1].words.update(body=voices[0].words["body"], Body=voices[0].words["Body"])
    texts = [[voices[0].say(first.format(**words, v=values[0])), voices[1].say(second.format(**words, v=v))] for v in values]
    return Plant(kind, first + " / " + second + " | " + voices[0].template + " " + voices[1].template, *texts)


def slip(rng, _):
    digits = rng.choice([f"{rng.randint(11, 99) / 10:.1f}", str(rng.randint(11, 99) * 10 + rng.randint(1, 9))])
    currency = rng.choice("$$£€")
    units = rng.choice([(" million", " billion"), (" billion", " million"), ("m", "bn"), ("bn", "m"), (" billion", " trillion")])
    return again("magnitude slip", rng, AGAIN_MONEY, [currency + digits + unit for unit in units])


def conflict(rng, _):
    value = rng.randint(13, 990)
    other = value
    while abs(other - value) < 2 or other < 11:
        text = str(value)
        swap = text[:-2] + text[-1] + text[-2]
        other = rng.choice([int(swap), value + rng.choice([-30, -9, -2, 2, 9, 20, 100])])
    return again("conflicting figure", rng, AGAIN_COUNT, [number(rng, value), number(rng, other)])


# --- headlines ---------------------------------------------------------------------------------------------------------------------

HEADLINES = [
    ("Storm kills {v} in {place}", "a storm killed {v} people in {place} on {day}"), ("{v} arrested after {place} riot", "the police arrested {v} people after a riot in {place}"),
    ("{place} ferry with {v} aboard sinks", "a ferry with {v} people on board sank off {place}"), ("Airline to cut {v} jobs in {place}", "an airline will cut {v} jobs in {place}"),
    ("{place} backs {v} new homes", "plans for {v} new homes in {place} have been approved"), ("{v} missing after {place} landslide", "after a landslide near {place}, {v} people are missing"),
    ("{v} schools to close in {place}", "in {place} {v} schools are to close next year"), ("Gunmen kidnap {v} students near {place}", "gunmen have kidnapped {v} students from a school near {place}"),
    ("{place} fire destroys {v} houses", "a fire has destroyed {v} houses in {place}"), ("Police seize {v} guns in {place}", "the police have seized {v} guns in a raid in {place}"),
]
HEADLINES_MONEY = [
    ("{place} to spend {v} on tram line", "the city of {place} will spend {v} on a new tram line"), ("{place} bridge to cost {v}", "a new bridge in {place} will cost {v}"),
    ("Firm fined {v} over {place} spill", "a firm was fined {v} for a spill of oil near {place}"), ("{v} gold theft in {place}", "thieves have stolen gold worth {v} in {place}"),
    ("{place} stadium sold for {v}", "the stadium in {place} has been sold for {v}"), ("Bank lost {v} in {place}", "a bank lost {v} on loans in {place}"),
]
HEADLINES_PERCENT = [
    ("Rents in {place} up {v}", "rents in {place} rose {v} last year"), ("{place} jobless rate falls to {v}", "the jobless rate in {place} fell to {v}"),
    ("Turnout of {v} in {place}", "turnout in {place} was {v}"), ("{place}: {v} of pupils fail maths", "in {place} {v} of pupils failed in mathematics"),
]


def headline(rng, _):
    sort = rng.random()
    if sort < 0.55:
        value = rng.randint(11, 990)
        other = value + rng.choice([2, 9, 10, 20, 100, 27])
        pairs, values = HEADLINES, [number(rng, value), number(rng, other)]
    elif sort < 0.8:
        value = rng.randint(11, 999) / 10
        other = value + rng.choice([1.0, 2.7, 10.0, 9.0])
        form = rng.choice(["${:.1f} million", "£{:.1f}m", "€{:.1f} million", "${:.1f} billion"])
        pairs, values = HEADLINES_MONEY, [form.format(value), form.format(other)]
    else:
        value = rng.randint(21, 790) / 10
        other = value + rng.choice([1.0, 3.0, 10.0, 7.1])
        form = rng.choice(["{:.1f}%", "{:.1f} percent", "{:.0f}%"])
        pairs, values = HEADLINES_PERCENT, [form.format(value), form.format(other)]
    first, second = rng.choice(pairs)
    words = dict(place=rng.choice(PLACES), day=rng.choice(DAYS))
    voice = Voice(rng)
    lede = voice.say(second.format(**words, v=values[0]))
    titles = [capital(first.format(**words, v=v)) for v in values]
    return Plant("headline", first + " / " + second + " | " + voice.template, [lede], [lede], tuple(titles))


# --- shares ------------------------------------------------------------------------------------------------------------------------

SHARES = [
    ("of the money, {list}", "goes to", ["wages", "rent", "materials", "taxes", "transport"]), ("of the city's power, {list}", "comes from", ["coal", "gas", "wind", "hydro", "nuclear plants"]),
    ("of the voters, {list}", "chose", ["the Greens", "Labour", "the Liberals", "the Centre Party"]), ("of all trips, {list}", "are made by", ["car", "bus", "bicycle", "train"]),
    ("of the land, {list}", "is used for", ["forestry", "pasture", "crops", "housing"]), ("of the budget, {list}", "is spent on", ["schools", "health", "police", "parks"]),
    ("of the shares, {list}", "belong to", ["the founder", "a pension fund", "the staff", "the state"]), ("of the exports, {list}", "go to", ["China", "Germany", "Brazil", "Canada"]),
    ("of those who were asked, {list}", "are", ["in favour", "opposed", "undecided"]),
]
SHARE_LISTS = [
    "the budget is split between {brackets}", "the power comes from {brackets}", "the money goes to {brackets}", "the sources of income are {brackets}",
    "its income consists of {percent_list}", "the board is made up of {percent_list}",
]
SHARE_NAMES = [["schools", "health", "police", "parks"], ["fees", "grants", "donations", "rents"], ["bankers", "lawyers", "farmers", "teachers"], ["coal", "gas", "wind", "hydro"]]


def shares(rng, _):
    count = rng.choice([3, 3, 4])
    cuts = sorted(rng.sample(range(12, 90, 3), count - 1))
    values = [b - a for a, b in zip([0] + cuts, cuts + [100])]
    rng.shuffle(values)
    wrongs = list(values)
    wrongs[rng.randrange(count)] += rng.choice([6, 8, 11, 15, 20])
    sign = rng.choice(["{}%", "{} percent", "{} per cent"])
    frame = rng.choice(SHARES)
    if rng.random() < 0.35 or count > len(frame[2]):
        names = rng.sample(rng.choice(SHARE_NAMES), count)
        words = [dict(brackets=joined([f"{name} ({sign.format(value)})" for name, value in zip(names, version)]),
                      percent_list=joined([f"{sign.format(value)} {name}" for name, value in zip(names, version)])) for version in (values, wrongs)]
        return both("shares", rng, SHARE_LISTS, *words)
    template, verb, names = frame
    names = rng.sample(names, count)
    again_ = rng.random() < 0.3
    words = []
    for version in (values, wrongs):
        parts = [f"{sign.format(value)} {verb if at == 0 or again_ else shorter(verb)} {name}" for at, (name, value) in enumerate(zip(names, version))]
        words.append(dict(list=joined(parts)))
    return both("shares", rng, [template], *words)


def shorter(verb):
    """“45% goes to wages, 38% to rent”."""
    return verb.split()[-1] if " " in verb and not verb.startswith("is used") else verb


KINDS = {
    "sum": ("wrong-sum", sums),
    "percentage": ("wrong-percentage", percentage),
    "points": ("percent-for-points", points),
    "proportion": ("impossible-proportion", proportion),
    "conversion": ("wrong-conversion", conversion),
    "weekday": ("wrong-weekday", weekday),
    "elapsed time": ("wrong-elapsed-time", elapsed),
    "magnitude slip": ("magnitude-slip", slip),
    "conflicting figure": ("conflicting-figures", conflict),
    "headline": ("headline-figure-mismatch", headline),
    "shares": ("shares-over-100", shares),
}

if __name__ == "__main__":
    # A look at what comes out: three of each kind, and how many templates there are.
    for kind, (rule, draw) in KINDS.items():
        draws = random.Random(1)
        plants = [draw(draws, datetime.date(2024, 3, 12)) for _ in range(924)]
        print(f"## {kind} ({rule}): {len({plant.template for plant in plants})} templates")
        for plant in plants[:8]:
            print("  right:", plant.headline and plant.headline[0], *plant.right)
            print("  wrong:", plant.headline and plant.headline[1], *plant.wrong)
