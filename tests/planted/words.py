"""Words that templates are filled with, and those who say what comes of it."""

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
    ("membership numbers", "members", "voted for a strike"), ("bus journeys", "buses", "ran late"), ("evictions", "tenants",
    "lost their flats"),
    ("library loans", "libraries", "were renovated"), ("nests", "birds", "were ringed"), ("cases of measles", "children",
    "had been vaccinated"),
    ("ticket sales", "seats", "stayed empty"), ("speeding offences", "cameras", "were broken"), ("farm inspections", "farms", "failed"),
]
COSTS = ["spending on schools", "the cost of the bridge", "the debt of the region", "revenue", "the budget for roads", "the firm's profit",
         "the wage bill", "income from tolls", "the price of the stadium", "aid to the region"]
RATES = ["the unemployment rate", "turnout", "the poverty rate", "inflation", "the share of women on boards", "the mortgage rate",
         "support for the levy", "the vacancy rate", "the dropout rate", "the party's share of the vote",
         "the approval rating of the mayor"]
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
