"""The scenario behind a step of a pitch, as a table of its document.

A stage names the preset that it is built on, with its edition, and states what differs from it;
where that cannot be said so (a row or an optional value of the preset is missing), it is `whole`
and states everything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from model import Problem, Scenario, ScenarioError
from scenarios import calendar, editions
from scenarios.documents import Document, load, merged, preset_names, set_aside
from scenarios.fields import Fields, not_a_choice
from scenarios.shared import BASELINES, Shared, under_assumptions
from scenarios.size import too_many_rows
from scenarios.texts import of_rows, row_titles, without_titles
from wording.currencies import CURRENCIES, YUAN

PINNED = "pinned"
_KINDS = tuple(kind for kind in BASELINES if kind != PINNED)


def stage_of(shared: Shared) -> Shared:
    """What is on screen as a stage: without the document that it was opened from, which becomes a
    pinned baseline where it is the baseline.
    """
    if shared.opened is None:
        return shared
    stage = replace(shared, kind=PINNED, pinned=shared.baseline, opened=None,
                    called=shared.row_titles or None,
                    paid_in="" if shared.currency == YUAN else shared.currency)
    return stage.starting(shared.day_zero)


def read(fields: Fields, unpinned: int | None = None) -> Shared | None:
    """A stage out of its table; None, with what is wrong, if it is refused. Where no edition of a
    preset is named, `unpinned` is meant, the newest without one.
    """
    before, told_titles = len(fields.problems), dict[str, object]()
    base, scenario = _scenario(fields, unpinned, told_titles)
    called = row_titles(told_titles, fields.problems)
    content: dict[str, object] = (
        {calendar.TABLE: fields.take(calendar.TABLE)} if calendar.TABLE in fields.content else {})
    day_zero = _day_zero(content, fields)
    paid_in = fields.choice("currency", tuple(CURRENCIES))
    told = fields.take("baseline", _KINDS[0])
    kind, pinned = _baseline(told, fields, unpinned)
    fields.done()
    if base is None or scenario is None or len(fields.problems) > before:
        return None
    if kind != PINNED and base.scenario != load(base.name).scenario:  # an earlier edition's way
        pinned = (under_assumptions(base.scenario, scenario) if kind == "assumptions"
                  else base.scenario)
        kind = PINNED
    stage = Shared(base.name, scenario, kind, pinned, called=of_rows(called, scenario) or None,
                   paid_in="" if paid_in == YUAN else paid_in)
    return stage.starting(day_zero)


def _day_zero(content: dict[str, object], fields: Fields) -> date | None:
    """The date of day 0 out of a stage's own calendar."""
    problems: list[Problem] = []
    found = calendar.taken(content, problems)
    fields.problems += [_placed(each, fields.place) for each in problems]
    return found


def _scenario(
    fields: Fields, unpinned: int | None, titles: dict[str, object]
) -> tuple[Document | None, Scenario | None]:
    """The preset and the scenario of a stage or of a baseline; titles of rows go into `titles`."""
    name, number = fields.choice("base", preset_names()), fields.take("edition", unpinned)
    values = without_titles(fields.table("scenario"), titles)
    is_whole = fields.flag("whole")
    if name not in preset_names():
        return None, None
    try:
        base = editions.edition(name, number)
        below: Mapping[str, object] = {} if is_whole else base.scenario.values
        set_aside(values)
        crowded = too_many_rows(merged(below, values))
        if crowded:
            raise ScenarioError(crowded)
        return base, Scenario.from_values(merged(below, values))
    except ScenarioError as error:
        fields.problems += [_placed(each, fields.named("scenario")) for each in error.problems]
        return None, None


def _placed(problem: Problem, place: str) -> Problem:
    """A refusal of a scenario under the step that it belongs to."""
    field = f"{place}.{problem.field}"
    return Problem(field, problem.value, problem.template, {**problem.details, "field": field})


def _baseline(
    told: object, fields: Fields, unpinned: int | None
) -> tuple[str, Scenario | None]:
    """The kind of a baseline: a way of the stage's own base, or a pinned scenario."""
    if isinstance(told, dict):
        within = Fields(told, fields.named("baseline"), fields.problems)
        _, pinned = _scenario(within, unpinned, {})
        within.done()
        return PINNED, pinned
    if told in preset_names():
        return PINNED, editions.edition(str(told), unpinned).scenario
    if told not in _KINDS:
        fields.problems.append(
            not_a_choice(fields.named("baseline"), told, (*_KINDS, *preset_names()))
        )
    return str(told), None


def values_of(stage: Shared, whole: bool = False) -> dict[str, object]:
    """A stage as a table; a `whole` one states every value, but its baseline may be its base."""
    table = _table(stage.preset, stage.scenario, whole) | calendar.told(stage.day_zero)
    if stage.currency != YUAN:
        table["currency"] = stage.currency
    called = of_rows(stage.row_titles, stage.scenario)
    if called:
        table["scenario"] = merged(table.get("scenario", {}), _nested(called))  # type: ignore[arg-type]
    if stage.kind != PINNED and stage.loaded == editions.edition(stage.preset).scenario:
        return table | ({} if stage.kind == _KINDS[0] else {"baseline": stage.kind})
    pinned = stage.baseline
    named = next((name for name in preset_names()
                  if editions.edition(name).scenario == pinned), stage.preset)
    return table | {"baseline": _table(named, pinned, whole)}


def _table(base: str, scenario: Scenario, whole: bool) -> dict[str, object]:
    """A scenario over a preset: what differs, or everything where that would not bring it back."""
    if whole:
        return {"base": base, "whole": True, "scenario": scenario.values}
    below = editions.edition(base).scenario
    pinned: dict[str, object] = {"base": base, "edition": editions.newest(base)}
    changed = [name for name in scenario.differences(below) if name in scenario.flat]
    partial = _nested({name: scenario.flat[name] for name in changed})
    if not partial and scenario == below:
        return pinned
    try:
        is_enough = Scenario.from_values(merged(below.values, partial)) == scenario
    except ScenarioError:
        is_enough = False
    if is_enough:
        return pinned | {"scenario": partial}
    return {"base": base, "whole": True, "scenario": scenario.values}


def _nested(flat: Mapping[str, object]) -> dict[str, object]:
    nested: dict[str, object] = {}
    for name, value in flat.items():
        *path, last = name.split(".")
        table = nested
        for part in path:
            table = table.setdefault(part, {})  # type: ignore[assignment]
        table[last] = list(value) if isinstance(value, tuple) else value
    return nested
