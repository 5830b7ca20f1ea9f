"""Levers that move in the HTML report without a server: places of each, worked out beforehand.

At each place stands what the Overview would show with the lever there and all else as it is, built
by the functions that draw that page.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from analysis.batches import Progress, go_on
from analysis.bounds import reach
from answers import figures, headlines, overview
from answers.cards import Card
from answers.results import Results, computed
from answers.scene import Scene
from answers.tiles import Told
from answers.values import name_of, row_of, written
from model import Scenario, ScenarioError
from model.terms import problems as wrong
from model.terms.names import unknown_name
from model.terms.parameters import PARAMETERS, declared, pattern
from model.terms.problems import Problem, problem
from reports.content import Report
from reports.html.assets import in_base64
from reports.html.figures import drawn
from wording import Words, mark
from wording.names import called

MOST, PLACES = 3, 21
DIGITS = 4
"""Significant digits of a place that no step of the parameter decides."""
CHANGING = ("value", "change", "colour", "arrow", "baseline", "group")
"""What a moving tile tells anew."""

TOO_MANY = mark("{field}: {value} levers; permitted is {permitted}")
APART = mark("{field} = {value}: stands at {permitted} elsewhere; only what agrees moves together")

Names = tuple[str, ...]
"""Parameters that one lever moves together."""


@dataclass(frozen=True)
class Lever:
    """A lever as the page shows it: its `label`, how its places read, and at which one it rests."""

    label: str
    texts: tuple[str, ...]
    at: int


@dataclass(frozen=True)
class Moving:
    """Levers with the tiles and figures that they move, and `packed`, for the report's script,
    what each place shows: gzip in base64 of JSON.
    """

    levers: tuple[Lever, ...]
    verdict: str
    note: str
    tiles: tuple[Told, ...]
    cards: tuple[Card, ...]
    packed: str

    @property
    def groups(self) -> dict[str, list[Told]]:
        """Tiles by the title of their group."""
        return headlines.groups(self.tiles)


def refused(scenario: Scenario, levers: tuple[Names, ...]) -> list[Problem]:
    """What keeps these from moving in a report of the scenario."""
    found = []
    if len(levers) > MOST:
        found.append(problem(TOO_MANY, "levers", len(levers), permitted=f"1 … {MOST}"))
    for names in levers:
        found += _refused(scenario, names)
    return found


def can_move(scenario: Scenario, names: Names) -> bool:
    """Whether nothing keeps these from moving together; to say what does takes long."""
    return all(_is_number(scenario, name) and scenario[name] == scenario[names[0]]
               for name in names)


def _is_number(scenario: Scenario, name: str) -> bool:
    return pattern(name) in PARAMETERS and name in scenario.flat and (
        declared(name).kind in ("number", "whole"))


def _refused(scenario: Scenario, names: Names) -> Iterator[Problem]:
    first = names[0]
    for name in names:
        if pattern(name) not in PARAMETERS or name not in scenario.flat:
            yield unknown_name(name, scenario.flat)
        elif not _is_number(scenario, name):
            yield problem(wrong.NOT_NUMERIC, name, scenario[name])
        elif first in scenario.flat and scenario[name] != scenario[first]:
            yield problem(APART, name, scenario[name], permitted=scenario[first])


def found(report: Report, progress: Progress | None = None) -> Moving | None:
    """What moves in the report; None where nothing is asked to. Raises ScenarioError, Cancelled."""
    asked, scenario = report.request.levers, report.request.shared.scenario
    problems = refused(scenario, asked)
    if problems:
        raise ScenarioError(problems)
    if not asked:
        return None
    scene, words = Scene(report.now, report.then, report.words), report.words
    levers, places = [], []
    for number, names in enumerate(asked):
        go_on(progress, number, len(asked))
        runs = dict(_runs(scenario, names, progress))
        values = sorted(runs)
        levers.append(Lever(label(names, words), tuple(written(names[0], each, words)
                                                       for each in values),
                            values.index(scenario.number(names[0]))))
        places.append([None if run is None else _place(run, scene)
                       for run in map(runs.__getitem__, values)])
    return Moving(
        levers=tuple(levers), verdict=overview.verdict(report.now, words),
        note=headlines.unlike(report.now, report.then, words), tiles=_tiles(report.now, scene),
        cards=tuple(_cards(scene)), packed=_packed(places))


def label(names: Names, words: Words) -> str:
    """What a lever is called, with the rows that it moves where they are several."""
    if len(names) == 1:
        return name_of(names[0], words)
    rows = words(", ").join(called(words, row_of(name)) for name in names)
    return f"{words.label(declared(names[0]))} · {rows}"


def _runs(
    scenario: Scenario, names: Names, progress: Progress | None
) -> Iterator[tuple[float, Results | None]]:
    """Places and their results, None where the scenario stands; what the model refuses is left out.
    """
    for value in values_of(scenario, names):
        if value == scenario.number(names[0]):
            yield value, None
            continue
        go_on(progress, 0, 1)
        try:
            results = computed(scenario.replace(dict.fromkeys(names, value)))
        except ScenarioError:
            continue
        if not results.faults:
            yield value, results


def values_of(scenario: Scenario, names: Names) -> list[float]:
    """Up to PLACES values over the sidebar's range of the lever, in units of the model: round ones,
    and the scenario's own in place of its neighbour.
    """
    parameter, now = declared(names[0]), scenario.number(names[0])
    first, last = parameter.slider or (parameter.low, parameter.high)
    low, high = reach(scenario, names, min(0.0 if first is None else first, now),
                      max(2.0 * now if last is None else last, now))
    steps = [low + (high - low) * step / (PLACES - 1) for step in range(PLACES)]
    short = [round(each) if parameter.kind == "whole" else float(f"{each:.{DIGITS}g}")
             for each in steps]
    kept = [each for each in short if low <= each <= high]
    nearest = min(kept, key=lambda each: abs(each - now), default=now)
    return sorted({now if each == nearest else each for each in [*kept, nearest]})


def _tiles(now: Results, scene: Scene) -> tuple[Told, ...]:
    return tuple(headlines.grouped(overview.readings(scene.words), now, scene.then, scene.words))


def _cards(scene: Scene) -> list[Card]:
    return figures.drawn(scene, *overview.SHOWN.figures)


def _place(now: Results, rest: Scene) -> Mapping[str, Any]:
    """What stands on the page while a lever is at a place."""
    words, scene = rest.words, Scene(now, rest.then, rest.words)
    return {
        "verdict": overview.verdict(now, words), "note": headlines.unlike(now, rest.then, words),
        "tiles": [{part: tile[part] for part in CHANGING}  # type: ignore[literal-required]
                  for tile in _tiles(now, scene)],
        "figures": [drawn(card.figure, hover=False) for card in _cards(scene)],
    }


def _packed(places: list[list[Any]]) -> str:
    text = json.dumps(places, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return in_base64(gzip.compress(text.encode(), mtime=0))
