"""`search`: terms that meet every limit, as a front of scenarios, or the limit that binds."""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from analysis.search import (
    EVALUATIONS,
    POPULATION,
    Aim,
    Found,
    Limit,
    Point,
    Question,
    search,
)
from model import Problem, Scenario, ScenarioError
from model.problems import problem
from scenarios.commands.shared import (
    Commands,
    add_file,
    document_of,
    plain_all,
    progress_of,
    scenario_of,
)
from scenarios.documents import Document, write
from scenarios.files import complete, write_columns, write_json
from wording import Words

SHOWN = 50
"""Scenarios written out at most, spread evenly over the front."""

UNREADABLE = "{field}: cannot be read: {value}"
BAD_ENTRY = "{field} = {value}: needed is {permitted}"
_TABLES = ("levers", "limits", "aims", "search")


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("search", help="find terms that meet limits and are best in aims")
    add_file(parser)
    parser.add_argument("--config", required=True, metavar="TOML",
                        help="[levers] name = [low, high]; [[limits]] result, at_least | at_most; "
                        "[[aims]] result, goal = max | min; [search] evaluations, population, seed")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.set_defaults(command=_search)


def _search(options: argparse.Namespace, words: Words) -> None:
    scenario, question = scenario_of(options), read_question(options.config)
    found = search(scenario, question, progress_of(words))
    with complete(options.out) as folder:
        write_json(plain_all(_plain(found)), folder / "search.json")
        if found.front:
            write_columns(_columns(found), folder / "front.csv")
        for number, point in enumerate(_spread(found.front), start=1):
            text = write(_document(document_of(options), scenario, point))
            (folder / f"point_{number:02}.toml").write_text(text, encoding="utf-8")
    if not found.front:
        print(words("No terms meet this; what binds: {limits}", limits=_binding(found)))


def read_question(path: str) -> Question:
    """A question from a TOML file. Raises ScenarioError with every problem found."""
    try:
        content = tomllib.loads(Path(path).read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise ScenarioError([problem(UNREADABLE, path, str(error))]) from error
    problems: list[Problem] = []
    for key in content.keys() - set(_TABLES):
        problems.append(problem(BAD_ENTRY, key, "…", permitted=" | ".join(_TABLES)))
    levers = {name: _pair(name, ends, problems) for name, ends in
              _table(content, "levers", problems).items()}
    limits = [_limit(entry, problems) for entry in _list(content.get("limits", []))]
    aims = [_aim(entry, problems) for entry in _list(content.get("aims", []))]
    how = _how(_table(content, "search", problems), problems)
    if problems:
        raise ScenarioError(problems)
    return Question(levers, [x for x in limits if x], [x for x in aims if x], **how)


def _table(content: Mapping[str, Any], name: str, problems: list[Problem]) -> dict[str, Any]:
    table = content.get(name, {})
    if isinstance(table, dict):
        return table
    problems.append(problem(BAD_ENTRY, name, table, permitted=f"[{name}]"))
    return {}


def _list(content: object) -> list[object]:
    """The entries of a list; anything else is one bad entry."""
    return content if isinstance(content, list) else [content]


def _pair(name: str, ends: object, problems: list[Problem]) -> tuple[float, float]:
    if isinstance(ends, list) and len(ends) == 2 and all(map(_is_number, ends)):
        return float(ends[0]), float(ends[1])
    problems.append(problem(BAD_ENTRY, f"levers.{name}", ends, permitted="[low, high]"))
    return 0.0, 1.0


def _limit(entry: object, problems: list[Problem]) -> Limit | None:
    content = entry if isinstance(entry, dict) else {}
    bounds = [bound for bound in ("at_least", "at_most") if _is_number(content.get(bound))]
    if isinstance(content.get("result"), str) and len(bounds) == 1 and len(content) == 2:
        return Limit(content["result"], bounds[0], float(content[bounds[0]]))  # type: ignore[arg-type]
    needed = "{ result = NAME, at_least | at_most = x }"
    problems.append(problem(BAD_ENTRY, "limits", str(entry), permitted=needed))
    return None


def _aim(entry: object, problems: list[Problem]) -> Aim | None:
    content = entry if isinstance(entry, dict) else {}
    is_known = content.get("goal") in ("max", "min") and len(content) == 2
    if isinstance(content.get("result"), str) and is_known:
        return Aim(content["result"], content["goal"])
    needed = "{ result = NAME, goal = max | min }"
    problems.append(problem(BAD_ENTRY, "aims", str(entry), permitted=needed))
    return None


def _how(content: Mapping[str, Any], problems: list[Problem]) -> dict[str, int]:
    how = {"evaluations": EVALUATIONS, "population": POPULATION, "seed": 1}
    least = {"evaluations": 1, "population": 4, "seed": 0}
    for name, value in content.items():
        known = name in how and isinstance(value, int) and not isinstance(value, bool)
        if known and least[name] <= value < 2**32:
            how[name] = value
        else:
            permitted = " | ".join(f"{each} ≥ {low}" for each, low in least.items())
            problems.append(problem(BAD_ENTRY, f"search.{name}", value, permitted=permitted))
    return how


def _is_number(value: object) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and bool(np.isfinite(value))  # type: ignore[call-overload]


def _plain(found: Found) -> dict[str, object]:
    return {
        "runs": found.runs,
        "front": [asdict(point) for point in found.front],
        "nearest": None if found.nearest is None else asdict(found.nearest),
        "limits": [asdict(each) | {"binds": each.binds} for each in found.limits],
    }


def _columns(found: Found) -> dict[str, np.ndarray]:
    first = found.front[0]
    columns = {name: np.array([p.values[name] for p in found.front]) for name in first.values}
    return columns | {
        name: np.array([p.results[name] for p in found.front]) for name in first.results
    }


def _spread(front: tuple[Point, ...]) -> list[Point]:
    """At most SHOWN points of the front, its ends among them."""
    places = np.linspace(0, len(front) - 1, min(SHOWN, len(front)))
    return [front[round(place)] for place in places]


def _document(document: Document, scenario: Scenario, point: Point) -> Document:
    """A point of the front as a document to load or compare."""
    return Document(document.name, document.titles, document.notes,
                    scenario.replace(point.values), document.uncertainty)


def _binding(found: Found) -> str:
    """The limits that bind; if several contradict one another, all of them."""
    limits = [each for each in found.limits if each.binds] or found.limits
    sign = {"at_least": "≥", "at_most": "≤"}
    return ", ".join(
        f"{each.limit.result} {sign[each.limit.bound]} {each.limit.value:g}" for each in limits
    )
