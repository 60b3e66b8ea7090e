"""Figures that must add up: percentages, points, sums, proportions, conversions, shares."""

import re

from words import COSTS, RATES, THINGS, Plant, Voice, both, number


# percentages

CHANGES = [
    "{x} {rose} from {a} to {b}, a {p} {increase}", "{x} {rose} {p} to {b} from {a}", "{x} {rose} by {p}, from {a} to {b}",
    "{x} {rose} from {a} in {y1} to {b} in {y2}, {up} {p}", "{x} went from {a} to {b}, {an_increase} of {p}",
    "there were {b} {x} in {y2}, compared with {a} in {y1}, {an_increase} of {p}", "{x} stood at {b}, {up} {p} from {a} a year earlier",
    "the {p} {increase} in {x}, from {a} to {b}, surprised nobody", "{x} {rose} to {b} from {a}, or by {p}",
    "{x} {rose} {p}, to {b} in {y2} from {a} in {y1}",
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
        if not (4 < exact < 160 and a % 10 and b % 10 and wrong > 1 and wrong % 10 and right % 10 and (b > a or wrong < 99)):
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


# points

POINTS = [
    "{x} {rose} from {a} to {b}, a {p} {increase}", "{x} {rose} {p} to {b} from {a}", "{x} {rose} by {p}, from {a} to {b}",
    "{x} {rose} from {a} to {b}, {up} {p}", "{x} went from {a} to {b}, {an_increase} of {p}",
    "{x} {rose} {p}, from {a} in {y1} to {b} in {y2}",
    "{x} stood at {b}, {up} {p} from {a} a year earlier", "{x} {rose} to {b} in {y2} from {a} in {y1}, {an_increase} of {p}",
    "{x} {rose} from {a} to {b} ({up} {p})", "{x}, at {a} in {y1}, {rose} {p} to {b} in {y2}",
    "the {increase} of {p} took {x} from {a} to {b}",
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


# sums

PARTS = [
    (["men", "women"], "people"), (["boys", "girls"], "children"), (["adults", "children"], "people"), (["nurses", "doctors"], "medics"),
    (["officers", "civilians"], "people"), (["buses", "trams"], "vehicles"), (["cows", "sheep"], "animals"),
    (["Democrats", "Republicans"], "senators"), (["Americans", "Canadians"], "passengers"), (["houses", "flats"], "homes"),
    (["primary schools", "secondary schools"], "schools"), (["miners", "rescuers"], "workers"), (["soldiers", "policemen"], "men"),
    (["teachers", "pupils", "parents"], "people"), (["men", "women", "children"], "people"), (["cars", "lorries", "vans"], "vehicles"),
    (["Spaniards", "Germans", "Poles"], "tourists"),
]
LIFELESS = ["vehicles", "homes", "schools"]
SUMS = [
    "the crash killed {t} {whole}: {list}", "the crash killed {list}, {t} {whole} in all", "{list} were counted, {t} {whole} in total",
    "the count came to {t} {whole} ({list})", "{t} {whole}, {list}, were on the list", "there were {t} {whole}: {list}",
    "the {t} {whole} on the list are {list}", "a total of {t} {whole} were registered: {list}",
    "{list} were found, for a total of {t} {whole}",
    "the list has {t} {whole}, made up of {list}", "of the {t} {whole}, {split}", "{list} took part, or {t} {whole} altogether",
    "{t} {whole} were hurt, {list}", "the {t} {whole} consisted of {list}", "{t} {whole} were registered. They were {list}.",
    "the dead and injured number {t}: {list}", "all {t} {whole} have been named: {list}", "{list} made {t} {whole}",
]
AMOUNTS = [
    "the grant of {t} is made up of {list}", "the bill comes to {t}: {list}", "{list} were spent, {t} in all",
    "the fund paid out {t} ({list})",
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
    # Tens may be rounded, so that no part is one.
    values = [rng.randint(2, 19) if small else rng.randint(1, 190) * 10 + rng.randint(1, 9) for _ in parts]
    total = sum(values)
    off = rng.choice([1, -1, 2, 10, -3, 11]) if small else rng.choice([1, -2, 9, 10, 100, -10, 27])
    wrong = total + off if total + off > max(values) else total + abs(off)
    if wrong % 10 == 0 and wrong > 20:
        # Tens may be rounded.
        wrong += 1 if wrong > total else -1
    listed = joined([f"{number(rng, value)} {part}" for value, part in zip(values, parts)])
    split = joined([f"{number(rng, value)} were {part}" for value, part in zip(values, parts)])
    words = dict(list=listed, split=split, whole=whole)
    templates = [template for template in SUMS if whole not in LIFELESS or not re.search("killed|hurt|dead|named|took part", template)]
    # A total at the start of a sentence stands in words in most newsrooms; that is not what is tested here.
    return both("sum", rng, templates, *[dict(words, t=number(rng, t)) for t in (total, wrong)])


# proportions

PROPORTIONS = [
    "in the trial {p} of {n} {things} {did}", "{p} of the {n} {things} {did}", "{p} of {n} {things} {did}",
    "of the {n} {things}, {p} {did}",
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


# conversions

UNITS = [
    (["{} miles"], ["{} km", "{} kilometers", "{} kilometres"], 1.609344, (3, 900), ["the road is {c} long", "the fence runs for {c}",
    "the village lies {c} from the border", "they walked {c} in a week"]),
    (["{} km", "{} kilometres"], ["{} miles"], 0.621371, (4, 900), ["the tunnel is {c} long", "the front moved {c} to the east",
    "the camp is {c} away"]),
    (["{} feet", "{} ft"], ["{} metres", "{} meters", "{} m"], 0.3048, (12, 9000), ["the tower is {c} high", "the climber fell {c}",
    "the lake is {c} deep"]),
    (["{} meters", "{} metres"], ["{} feet", "{} ft"], 3.28084, (8, 4000), ["the dam is {c} high", "the wreck lies {c} down",
    "the plane dropped {c}"]),
    (["{} pounds", "{} lb"], ["{} kg", "{} kilograms"], 0.453592, (12, 900), ["the bag weighs {c}", "the thieves took {c} of copper",
    "the calf weighed {c} at birth"]),
    (["{} kg", "{} kilograms"], ["{} pounds", "{} lb"], 2.20462, (11, 900), ["the police seized {c} of cocaine", "the bell weighs {c}"]),
    (["{} acres"], ["{} hectares", "{} ha"], 0.404686, (12, 9000), ["the fire burned {c}", "the park covers {c}",
    "the farm has {c} of land"]),
    (["{} hectares"], ["{} acres"], 2.47105, (12, 9000), ["the estate covers {c}", "the flood covered {c} of fields"]),
    (["{} square miles"], ["{} square kilometers", "{} sq km"], 2.58999, (12, 900), ["the district covers {c}", "the slick covers {c}"]),
    (["{} mph", "{} miles per hour"], ["{} km/h", "{} kph"], 1.609344, (21, 180), ["the wind reached {c}", "the train was doing {c}"]),
    (["{} inches"], ["{} cm", "{} centimeters"], 2.54, (3, 90), ["{c} of snow fell", "the fish was {c} long"]),
    (["{} gallons"], ["{} litres", "{} liters"], 3.78541, (12, 900), ["the tank holds {c}", "{c} of oil leaked into the river"]),
    (["{} degrees Celsius", "{}C"], ["{} degrees Fahrenheit", "{}F"], None, (12, 48), ["the temperature reached {c}",
    "it was {c} at noon", "a record of {c} was measured"]),
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


# shares

SHARES = [
    ("of the money, {list}", "goes to", ["wages", "rent", "materials", "taxes", "transport"]), ("of the city's power, {list}",
    "comes from", ["coal", "gas", "wind", "hydro", "nuclear plants"]),
    ("of the voters, {list}", "chose", ["the Greens", "Labour", "the Liberals", "the Centre Party"]), ("of all trips, {list}",
    "are made by", ["car", "bus", "bicycle", "train"]),
    ("of the land, {list}", "is used for", ["forestry", "pasture", "crops", "housing"]), ("of the budget, {list}", "is spent on",
    ["schools", "health", "police", "parks"]),
    ("of the shares, {list}", "belong to", ["the founder", "a pension fund", "the staff", "the state"]), ("of the exports, {list}",
    "go to", ["China", "Germany", "Brazil", "Canada"]),
    ("of those who were asked, {list}", "are", ["in favour", "opposed", "undecided"]),
]
SHARE_LISTS = [
    "the budget is split between {brackets}", "the power comes from {brackets}", "the money goes to {brackets}",
    "the sources of income are {brackets}",
    "its income consists of {percent_list}", "the board is made up of {percent_list}",
]
SHARE_NAMES = [["schools", "health", "police", "parks"], ["fees", "grants", "donations", "rents"], ["bankers", "lawyers", "farmers",
"teachers"], ["coal", "gas", "wind", "hydro"]]


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
        words = []
        for version in (values, wrongs):
            shown = [(name, sign.format(value)) for name, value in zip(names, version)]
            words.append(dict(brackets=joined([f"{name} ({value})" for name, value in shown]),
                              percent_list=joined([f"{value} {name}" for name, value in shown])))
        return both("shares", rng, SHARE_LISTS, *words)
    template, verb, names = frame
    names = rng.sample(names, count)
    again_ = rng.random() < 0.3
    words = []
    for version in (values, wrongs):
        verbs = [verb if at == 0 or again_ else shorter(verb) for at in range(count)]
        parts = [f"{sign.format(value)} {verb_} {name}" for verb_, name, value in zip(verbs, names, version)]
        words.append(dict(list=joined(parts)))
    return both("shares", rng, [template], *words)


def shorter(verb):
    """“45% goes to wages, 38% to rent”."""
    return verb.split()[-1] if " " in verb and not verb.startswith("is used") else verb
