"""What adding rows did to the results, in one line."""

import math

from answers import overview
from answers.results import results
from answers.tiles import write
from model import Scenario
from wording import Words

TOLD = 3
"""Results that are named; more are counted."""


def told(before: Scenario, after: Scenario, words: Words) -> str:
    """Which headline results of the overview are written differently now; that none is, if so."""
    then, now = results(before).summary, results(after).summary
    found = []
    for tile in overview.readings(words):
        old, new = (write(tile, each.get(tile.reading, math.nan), words) for each in (then, now))
        if old != new:
            found.append(words("{label}: {old} → {new}", label=tile.label, old=old, new=new))
    if not found:
        return words("Added. No headline result changed.")
    listed = words("; ").join(found[:TOLD])
    if len(found) <= TOLD:
        return words("Added. This changed: {listed}.", listed=listed)
    return words("Added. This changed: {listed}; and {count} more.", listed=listed,
                 count=words.number(len(found) - TOLD, digits=0))
