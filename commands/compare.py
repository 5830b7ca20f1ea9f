"""`compare`: results side by side, parameters that differ, and what each of them brings."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict

from analysis import compare
from analysis.effects import by_effect
from analysis.likeness import likeness
from commands.shared import Commands, add_json, print_json, print_table
from model import Scenario, ScenarioError
from model.terms.problems import problem
from scenarios.sources import is_rule, vouched
from scenarios.uploads import open_file
from wording import Words, mark

UNLIKE = mark("{label} is not like {baseline}: {days} against {other_days} days, {members} against "
              "{other_members} people who joined. Compare amounts as parts of sales.")
PRESENT = {True: "present", False: "absent"}
NO_SUCH_BASELINE = "{field} = {value}: permitted is {permitted}"


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
    if baseline not in scenarios:
        details = {"permitted": " | ".join(scenarios)}
        raise ScenarioError([problem(NO_SUCH_BASELINE, "--baseline", baseline, **details)])
    found = compare.headlines(scenarios, options.result)
    changes = compare.changes(found, baseline)
    rows = compare.row_differences(scenarios)
    differing = by_effect(compare.parameter_differences(scenarios), scenarios, baseline)
    sizes = {
        label: likeness(other, found[label], scenarios[baseline], found[baseline])
        for label, other in scenarios.items() if label != baseline
    }
    parts = {
        label: [compare.decompose(scenarios[baseline], other, name) for name in options.result]
        for label, other in scenarios.items() if label != baseline
    }
    if options.json:
        print_json({
            "baseline": baseline,
            "scenarios": {
                label: {"results": found[label], "changes": changes[label]} for label in scenarios
            },
            "not_like_for_like": {label: asdict(each) for label, each in sizes.items()
                                  if not each.alike},
            "rows": [asdict(each) for each in rows],
            "parameters": [
                {**asdict(each), "source_value": _vouched(each, scenarios)} for each in differing],
            "decompositions": {label: [_plain(each) for each in split] for label, split in
                               parts.items()},
        })
        return
    _print(scenarios, found, rows, differing, parts)
    for label, each in sizes.items():
        if not each.alike:
            print()
            print(words(UNLIKE, label=label, baseline=baseline, days=each.days[0],
                        other_days=each.days[1], members=each.members[0],
                        other_members=each.members[1]))


def _vouched(each: compare.Difference, scenarios: dict[str, Scenario]) -> object:
    """The value that the parameter's source stands for; None where it gives no figure."""
    having = next(s for s in scenarios.values() if each.name in s.possible_names)
    return None if is_rule(each.name) else vouched(each.name, having).value


def _labelled(files: Sequence[str]) -> dict[str, Scenario]:
    """Scenarios by the name of their document; a second one of that name by its place too."""
    scenarios: dict[str, Scenario] = {}
    for place, file in enumerate(files, start=1):
        document = open_file(file)
        label = document.name if document.name not in scenarios else f"{document.name} ({place})"
        scenarios[label] = document.scenario
    return scenarios


def _plain(split: compare.Decomposition) -> dict[str, object]:
    parts = [{"label": part.label, **asdict(part)} for part in split.parts]
    return {**asdict(split), "parts": parts, "interaction": split.interaction}


def _print(
    scenarios: dict[str, Scenario], found: dict[str, dict[str, float]],
    rows: list[compare.RowDifference], differing: list[compare.Difference],
    parts: dict[str, list[compare.Decomposition]],
) -> None:
    names = dict.fromkeys(name for results in found.values() for name in results)
    print_table([("", *scenarios)])
    print_table([name, *(found[label].get(name) for label in scenarios)] for name in names)
    print()
    print_table([each.name, *map(PRESENT.__getitem__, each.present.values()), ""]
                for each in rows)
    whole = tuple(f"{each.name}." for each in rows)
    print_table([each.name, *each.values.values(), each.source, _vouched(each, scenarios)]
                for each in differing if not each.name.startswith(whole))
    for label, splits in parts.items():
        for split in splits:
            print()
            print_table([(split.result, label, split.end - split.start)])
            print_table((part.label, "", part.change) for part in split.parts)
            print_table([("interaction", "", split.interaction)])
