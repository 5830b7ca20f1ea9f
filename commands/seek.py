"""`seek`: the value of a lever at which a result is what is wanted."""

from __future__ import annotations

import argparse

from analysis.levers import lever
from analysis.seek import Sought, seek
from commands.shared import Commands, add_file, add_json, print_json, scenario_of
from scenarios.settings import read_number, wanted_range
from wording import Words


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("seek", help="find the value of a lever that meets a target")
    add_file(parser)
    parser.add_argument("--lever", required=True,
                        help="dotted name, or a field of all rows (campaigns.*.cap_multiple)")
    parser.add_argument("--result", required=True)
    parser.add_argument("--target", metavar="NUMBER", required=True)
    parser.add_argument("--range", metavar="LOW:HIGH", help="default: what a slider offers")
    add_json(parser)
    parser.set_defaults(command=_seek)


def _seek(options: argparse.Namespace, words: Words) -> None:
    scenario = scenario_of(options)
    moved = lever(scenario, options.lever)
    found = seek(scenario, moved, options.result, read_number("--target", options.target),
                 *wanted_range("--range", options.range))
    if options.json:
        print_json(_plain(found))
        return
    for each in found.printed:
        settings = ", ".join(f"{name} = {value:.12g}" for name, value in each.settings.items())
        print(words("{settings} ({result} = {reached}; exactly {exact})", settings=settings,
                    result=options.result, reached=f"{each.reached:.10g}",
                    exact=f"{each.exact:.10g}"))
    if not found.printed:
        at, value = found.nearest
        print(words("no solution; nearest: {lever} = {at} gives {value}", lever=options.lever,
                    at=f"{at:.10g}", value=f"{value:.10g}"))


def _plain(found: Sought) -> dict[str, object]:
    """The answer with the single settings that bring it about, exactly and as they are printed."""
    return {
        "lever": found.lever.name, "result": found.result, "target": found.target,
        "solutions": [{"value": x, "set": found.lever.changes(x)} for x in found.solutions],
        "printed": [
            {"exact": each.exact, "value": each.value, "set": dict(each.settings),
             "result": each.reached} for each in found.printed
        ],
        "nearest": {"value": found.nearest[0], "result": found.nearest[1]},
        "curve": {"at": found.at.tolist(), "result": found.curve.tolist()},
    }
