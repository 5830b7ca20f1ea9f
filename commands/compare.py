"""`compare`: results side by side, parameters that differ, and what each of them brings."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from answers import plain
from commands.shared import Commands, add_json, print_json, print_table
from model import Scenario
from scenarios.uploads import open_file
from wording import Words, mark

UNLIKE = mark("{label} is not like {baseline}: {days} against {other_days} days, {members} against "
              "{other_members} people who joined. Compare amounts as parts of sales.")
PRESENT = {True: "present", False: "absent"}


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("compare", help="say how scenarios differ, and through what")
    parser.add_argument("files", nargs="+", metavar="FILE", help="documents, reports or presets")
    parser.add_argument("--baseline", help="what the others are compared with (default: the first)")
    parser.add_argument("--result", action="append", default=[],
                        help="split this result's difference by parameter; may be repeated")
    add_json(parser)
    parser.set_defaults(command=_compare)


def _compare(options: argparse.Namespace, words: Words) -> None:
    scenarios = _labelled(options.files)
    baseline = options.baseline or next(iter(scenarios))
    found = plain.compared(scenarios, baseline, options.result, "--baseline")
    if options.json:
        print_json(plain.comparison(found))
        return
    _print(found)
    for label, each in found.sizes.items():
        if not each.alike:
            print()
            print(words(UNLIKE, label=label, baseline=baseline, days=each.days[0],
                        other_days=each.days[1], members=each.members[0],
                        other_members=each.members[1]))


def _labelled(files: Sequence[str]) -> dict[str, Scenario]:
    """Scenarios by the name of their document; a second one of that name by its place too."""
    scenarios: dict[str, Scenario] = {}
    for place, file in enumerate(files, start=1):
        document = open_file(file)
        label = document.name if document.name not in scenarios else f"{document.name} ({place})"
        scenarios[label] = document.scenario
    return scenarios


def _print(found: plain.Compared) -> None:
    scenarios = found.scenarios
    names = dict.fromkeys(name for results in found.results.values() for name in results)
    print_table([("", *scenarios)])
    print_table([name, *(found.results[label].get(name) for label in scenarios)] for name in names)
    print()
    print_table([each.name, *map(PRESENT.__getitem__, each.present.values()), ""]
                for each in found.rows)
    whole = tuple(f"{each.name}." for each in found.rows)
    print_table([each.name, *each.values.values(), each.source,
                 plain.source_value(each, scenarios)]
                for each in found.differing if not each.name.startswith(whole))
    for label, splits in found.parts.items():
        for split in splits:
            print()
            print_table([(split.result, label, split.end - split.start)])
            print_table((part.label, "", part.change) for part in split.parts)
            print_table([("interaction", "", split.interaction)])
