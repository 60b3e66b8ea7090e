"""A figure that stands in a text twice, and not the same: in the text, or in the headline and the text."""

from words import DAYS, PLACES, Plant, Voice, capital, number


# the same figure again

AGAIN_MONEY = [
    ("the {o} in {place} will cost {v}", "opponents have called the {v} {o} a waste of money"), ("the {o} in {place} cost {v} to build",
    "the {v} that the {o} cost will be paid back over ten years"),
    ("the government has approved {v} for the {o} in {place}", "the {v} for the {o} had been held up for months"),
    ("the council is to spend {v} on the {o} in {place}", "of the {v} that the council is to spend on the {o}, half is borrowed"),
    ("a firm from {place} won the contract for the {o}, worth {v}", "the contract for the {o} is worth {v} over five years"),
    ("the {o} in {place} was bought for {v}", "the owner had paid {v} for the {o}"), ("the {o} in {place} lost {v} last year",
    "the {o} had never before lost as much as {v}"),
    ("donors have given {v} for the {o} in {place}", "the {v} that donors gave for the {o} came from forty countries"),
    ("the state of the {o} in {place} is poor, and repairs would cost {v}", "repairs of the {o} would cost {v}, or half the budget"),
    ("insurers put the damage to the {o} in {place} at {v}", "the damage to the {o}, put at {v}, is not insured"),
]
OBJECTS = ["opera house", "desalination plant", "tram line", "aquarium", "cable car", "shipyard", "observatory", "velodrome",
"container terminal",
           "wind farm", "ring road", "cancer clinic", "sports hall", "canal", "data centre"]
AGAIN_COUNT = [
    ("the landslide near {place} killed {v} people", "the landslide near {place} killed {v} people, most of them asleep"),
    ("the fire destroyed {v} stalls in {place}", "traders want to be paid for the {v} stalls that the fire destroyed"),
    ("the factory in {place} employs {v} people", "the factory in {place}, which employs {v} people, makes tyres"),
    ("the ferry to {place} carried {v} passengers", "all {v} passengers on the ferry to {place} were saved"),
    ("gunmen kidnapped {v} students in {place}", "the {v} students kidnapped in {place} are between twelve and sixteen"),
    ("the {o} in {place} drew {v} visitors last summer", "the {v} visitors that the {o} drew last summer were a record"),
    ("the airline based in {place} will cut {v} jobs", "the {v} jobs that the airline will cut are in ticket sales"),
    ("the school in {place} has {v} pupils", "a new canteen is to feed the {v} pupils of the school in {place}"),
    ("the police in {place} arrested {v} demonstrators", "most of the {v} demonstrators arrested in {place} were fined"),
    ("the quake damaged {v} houses in {place}", "of the {v} houses damaged in {place} by the quake, half will be pulled down"),
    ("the {o} in {place} has {v} seats", "every one of the {v} seats of the {o} was taken"),
    ("the clinic in {place} treated {v} patients in May", "the clinic in {place} treated {v} patients in May, it said again"),
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


# headlines

HEADLINES = [
    ("Storm kills {v} in {place}", "a storm killed {v} people in {place} on {day}"), ("{v} arrested after {place} riot",
    "the police arrested {v} people after a riot in {place}"),
    ("{place} ferry with {v} aboard sinks", "a ferry with {v} people on board sank off {place}"), ("Airline to cut {v} jobs in {place}",
    "an airline will cut {v} jobs in {place}"),
    ("{place} backs {v} new homes", "plans for {v} new homes in {place} have been approved"), ("{v} missing after {place} landslide",
    "after a landslide near {place}, {v} people are missing"),
    ("{v} schools to close in {place}", "in {place} {v} schools are to close next year"), ("Gunmen kidnap {v} students near {place}",
    "gunmen have kidnapped {v} students from a school near {place}"),
    ("{place} fire destroys {v} houses", "a fire has destroyed {v} houses in {place}"), ("Police seize {v} guns in {place}",
    "the police have seized {v} guns in a raid in {place}"),
]
HEADLINES_MONEY = [
    ("{place} to spend {v} on tram line", "the city of {place} will spend {v} on a new tram line"), ("{place} bridge to cost {v}",
    "a new bridge in {place} will cost {v}"),
    ("Firm fined {v} over {place} spill", "a firm was fined {v} for a spill of oil near {place}"), ("{v} gold theft in {place}",
    "thieves have stolen gold worth {v} in {place}"),
    ("{place} stadium sold for {v}", "the stadium in {place} has been sold for {v}"), ("Bank lost {v} in {place}",
    "a bank lost {v} on loans in {place}"),
]
HEADLINES_PERCENT = [
    ("Rents in {place} up {v}", "rents in {place} rose {v} last year"), ("{place} jobless rate falls to {v}",
    "the jobless rate in {place} fell to {v}"),
    ("Turnout of {v} in {place}", "turnout in {place} was {v}"), ("{place}: {v} of pupils fail maths",
    "in {place} {v} of pupils failed in mathematics"),
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
