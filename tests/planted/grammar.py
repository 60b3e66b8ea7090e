"""Sentences with figures that hang together, made from templates: each once right and once wrong.

`KINDS` maps a kind of error to its rule and a function that draws one `Plant`. Templates are written by hand; what stands in braces
is drawn: things, names, places, sources and numbers. The numbers are drawn by the function of the kind, which also sees to it that
what is wrong is wrong beyond any rounding.
"""

import datetime
import random

from amounts import conversion, percentage, points, proportion, shares, sums
from dates import elapsed, weekday
from repeats import conflict, headline, slip

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
