"""Chances and percentiles over draws, and the draws as a file."""

import tempfile
from pathlib import Path

import numpy as np

from analysis import draws
from analysis.draws import PERCENTILES, Chance, Draws
from analysis.source_claims import PROMISES
from answers import outcomes, tiles
from answers.tables import Row
from answers.uncertainty import written
from model import Scenario
from model.cohorts.run import MONTH_DAYS
from scenarios.files import write_columns
from wording import Words

HALF = 0.5


def longest(scenario: Scenario, found: Draws) -> int:
    """Days of the longest question about cash that every draw answers, at most two years."""
    months = draws.spans(scenario, found)[:3]
    return max((MONTH_DAYS * each for each in months),
               default=draws.shortest_horizon(scenario, found))


def chances(scenario: Scenario, found: Draws, before: Draws, words: Words) -> list[Row]:
    """What may happen, its chance, and that of the baseline over the same draws."""
    now, then = (_asked(scenario, each, words) for each in (found, before))
    return [
        {words("What may happen"): asked, words("Chance"): written(chance, words),
         words("Baseline"): written(then[asked], words) if asked in then else words.undefined}
        for asked, chance in now.items()
    ]


def _asked(scenario: Scenario, found: Draws, words: Words) -> dict[str, Chance]:
    below = {
        words("Cash falls below zero within {months} months", months=months):
            draws.cash_below_zero(found, MONTH_DAYS * months)
        for months in draws.spans(scenario, found)
    }
    result = found.results
    return below | {
        words("At least half of the members break even"):
            draws.chance(result["recovered_share"] >= HALF),
        words("Members together get back all that they spent"):
            draws.chance(result["recovered_multiple"] >= 1.0),
        words("At least half of the members are forced out at the cap"):
            draws.chance(result["exit_share"] >= HALF),
        words("All promises are covered by cash on the last day"):
            draws.chance(result["unfunded_promise"] <= 0.0),
    }


def promises(kept: dict[str, np.ndarray], words: Words) -> list[Row]:
    """Each promise and the chance that it is kept."""
    return [
        {words("Promise"): f"{words(each.statement)} ({each.source})",
         words("Chance that it is kept"): written(draws.chance(kept[each.name]), words)}
        for each in PROMISES
    ]


def percentiles(found: Draws, words: Words) -> list[Row]:
    """Result, mean, percentiles, and in how many draws it is defined."""
    table = draws.percentile_table(found)
    rows: list[Row] = []
    for name, values in table.items():
        tile = outcomes.tile(name, words)
        row = {words("Result"): tile.label, words("Mean"): tiles.write(tile, values["mean"], words)}
        row |= {f"{level:g}%": tiles.write(tile, values[f"p{level:g}"], words)
                for level in PERCENTILES}
        rows.append(row | {words("Draws"): words.number(values["draws"], digits=0)})
    return rows


def csv(found: Draws) -> bytes:
    """One row a draw: what was drawn, then every result; as the command line writes it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draws.csv"
        write_columns({**found.values, **found.results}, path)
        return path.read_bytes()
