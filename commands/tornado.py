"""`tornado`: which parameter moves a result how far, and which moves nothing and why."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from analysis.levers import lever
from analysis.sobol import SAMPLES, sobol
from analysis.tornado import Bar, ranges, tornado
from commands.shared import (
    Commands,
    add_file,
    add_json,
    add_scheduler,
    print_json,
    print_table,
    progress_of,
    scenario_of,
    where,
)
from model import Scenario, ScenarioError
from model.terms.problems import problem
from scenarios.settings import BAD_SETTING, read_range
from wording import Words

POWER_OF_TWO = "{field} = {value}: permitted is {permitted}"


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("tornado", help="rank the parameters by what they do to a result")
    add_file(parser)
    parser.add_argument("--result", required=True)
    parser.add_argument("--range", action="append", default=[], metavar="dotted.name=LOW:HIGH",
                        help="instead of the plausible range; may be repeated")
    parser.add_argument("--sobol", action="store_true", help="add Sobol indices")
    parser.add_argument("--samples", type=int, default=SAMPLES, help="for Sobol, a power of two")
    parser.add_argument("--seed", type=int, default=1)
    add_scheduler(parser)
    add_json(parser)
    parser.set_defaults(command=_tornado)


def _tornado(options: argparse.Namespace, words: Words) -> None:
    scenario = scenario_of(options)
    if options.samples < 2 or options.samples & (options.samples - 1):
        details = {"permitted": "2, 4, 8, …"}
        raise ScenarioError([problem(POWER_OF_TWO, "--samples", options.samples, **details)])
    edited = _ranges(scenario, options.range)
    indices = []
    with where(options):
        bars = tornado(scenario, options.result, ranges(scenario) | edited)
        if options.sobol:
            indices = sobol(scenario, options.result, edited or None, options.samples,
                            options.seed, progress_of(words))
    if options.json:
        print_json({
            "result": options.result,
            "base": bars[0].base,
            "bars": [asdict(bar) | {"swing": bar.swing} for bar in bars],
            "sobol": [asdict(index) for index in indices],
        })
        return
    print_table((bar.name, bar.low, bar.high, bar.at_low, bar.at_high, _reason(bar, words))
                for bar in bars)
    print_table((each.name, each.first, each.total) for each in indices)


def _ranges(scenario: Scenario, settings: list[str]) -> dict[str, tuple[float, float]]:
    """`dotted.name=LOW:HIGH` of single parameters. Raises ScenarioError."""
    found: dict[str, tuple[float, float]] = {}
    for setting in settings:
        name, sign, text = setting.partition("=")
        if not sign:
            raise ScenarioError([problem(BAD_SETTING, "--range", setting)])
        found |= dict.fromkeys(lever(scenario, name).names, read_range("--range", text))
    return found


def _reason(bar: Bar, words: Words) -> str:
    """Why a bar is empty, in words."""
    if not bar.silence:
        return ""
    told = {
        "off": words("off in this scenario"),
        "capped": words("the result stays at its limit"),
        "elsewhere": words("moves other results"),
        "refused": words("no other value is permitted"),
    }[bar.silence]
    return f"{told} ({bar.gate})" if bar.gate else told
