"""`draw`: many draws of what is uncertain, their results, percentiles and chances."""

from __future__ import annotations

import argparse
from dataclasses import asdict, replace
from pathlib import Path

from analysis import claims, draws
from analysis.batches import SLOW, evaluate
from analysis.ranges import placed
from analysis.uncertainty import SEED_LIMIT, Uncertainty, assumptions
from commands.shared import (
    Commands,
    add_file,
    add_scheduler,
    document_of,
    plain_all,
    progress_of,
    scenario_of,
    where,
)
from model import Scenario, ScenarioError
from model.cohorts.run import MONTH_DAYS
from model.terms.problems import problem
from scenarios.files import write_columns, write_json
from scenarios.whole import complete
from wording import Words

BAD_NUMBER = "{field} = {value}: permitted is {permitted}"
MOST = 1_000_000


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("draw", help="run many draws of what is uncertain")
    add_file(parser)
    parser.add_argument("--draws", type=int, required=True, metavar="N")
    parser.add_argument("--seed", type=int, help="default: the document's")
    parser.add_argument("--result", action="append", default=[],
                        help="a result beyond the summary; may be repeated")
    parser.add_argument("--claims", action="store_true",
                        help="add the chance that each promise is kept (takes longer)")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    add_scheduler(parser)
    parser.set_defaults(command=_draw)


def _draw(options: argparse.Namespace, words: Words) -> None:
    document, scenario = document_of(options), scenario_of(options)
    _check("--draws", options.draws, 1, MOST)
    spread = document.uncertainty or assumptions(scenario)
    if options.seed is not None:
        _check("--seed", options.seed, 0, SEED_LIMIT - 1)
        spread = replace(spread, seed=options.seed)
    with where(options):
        found = draws.draw(scenario, spread, options.draws, options.result, progress_of(words))
        chances = _chances(scenario, found, options.claims)
    with complete(options.out) as folder:
        write_columns({**found.values, **found.results}, folder / "draws.csv")
        write_json(plain_all(_percentiles(scenario, found, options.result)),
                   folder / "percentiles.json")
        write_json(plain_all(_about(spread, found, chances)), folder / "chances.json")


def _percentiles(
    scenario: Scenario, found: draws.Draws, results: list[str]
) -> dict[str, dict[str, float]]:
    """The table of percentiles, and beside it where the scenario itself lies among its draws."""
    own = evaluate(scenario, {}, (*SLOW, *results)).results
    table = draws.percentile_table(found)
    for name, (value, percentile) in placed(found.results, own).items():
        table[name] |= {"scenario": value, "scenario_percentile": percentile}
    return table


def _check(option: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        details = {"permitted": f"{low} ≤ n ≤ {high}"}
        raise ScenarioError([problem(BAD_NUMBER, option, value, **details)])


def _chances(
    scenario: Scenario, found: draws.Draws, with_claims: bool
) -> dict[str, draws.Chance]:
    """Chances that decide: cash below zero within so many months, promises that hold."""
    chances = {
        f"cash_below_zero_within_{months}_months":
            draws.cash_below_zero(found, MONTH_DAYS * months)
        for months in draws.spans(scenario, found)
    }
    if with_claims:
        kept = claims.kept(scenario, found.values)
        chances |= {f"claim.{name}": draws.chance(holds) for name, holds in kept.items()}
    return chances


def _about(
    spread: Uncertainty, found: draws.Draws, chances: dict[str, draws.Chance]
) -> dict[str, object]:
    return {
        "draws": found.count, "refused": found.refused, "assumed": spread.assumed,
        "uncertainty": spread.values,
        "chances": {name: asdict(each) for name, each in chances.items()},
    }
