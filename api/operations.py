"""What can be asked for: each operation with its fields, and the function that answers it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from analysis.batches import Progress, evaluate
from analysis.search import search
from answers import plain, question
from answers.asked_terms import question_of
from answers.results import computed
from api import asked
from api.asked import Asked, Field
from model import MODEL_VERSION, Problem, Run, Scenario, ScenarioError, readings
from model.terms.problems import problem
from scenarios import Shared
from scenarios.fields import not_a_choice
from scenarios.files import daily_columns, plain_all, plain_reading
from wording import Words, mark

CELLS = 20_000_000
"""Campaigns × segments × days of all runs of one request; ten seconds or so on two cores."""
TOO_MUCH = mark("{field}: {value} cells of campaigns × segments × days in all; permitted is "
                "{permitted}")


@dataclass(frozen=True)
class Table:
    """Columns (row,) for whoever wants Arrow."""

    columns: Mapping[str, np.ndarray]


@dataclass(frozen=True)
class Operation:
    """POST /api/v1/`name`: `act` answers the fields of a request in a language, telling its
    progress and stopping where that says so; `table`: what of it comes as Arrow, if it can.
    """

    name: str
    summary: str
    fields: tuple[Field, ...]
    act: Callable[[Asked, Words, Progress], dict[str, object]]
    table: Callable[[Asked, Words, Progress], Table] | None = None


def changed(given: Asked) -> tuple[Shared, list[Problem]]:
    """The scenario of a request with its changes, and what of it no longer counts."""
    shared, remarks = given["scenario"]
    return question.changed(shared, given["set"]), remarks


def _told(remarks: list[Problem], words: Words) -> list[str]:
    return [words.problem(each) for each in remarks]


def _wanted(given: Asked, scenario: Scenario) -> tuple[str, ...]:
    """Readings that are asked for, else all that are quick. Raises ScenarioError for others."""
    known = readings.names(scenario)
    if given["readings"] is None:
        slow = {each.name for each in readings.READINGS.values() if each.slow}
        return tuple(name for name in known if name not in slow)
    problems = [not_a_choice("readings", name, known)
                for name in given["readings"] if name not in known]
    if problems:
        raise ScenarioError(problems)
    return tuple(given["readings"])


def _run(given: Asked, words: Words, progress: Progress) -> dict[str, object]:
    shared, remarks = changed(given)
    wanted = _wanted(given, shared.scenario)
    found = computed(shared.scenario, wanted)
    return {
        "model_version": MODEL_VERSION,
        "readings": {name: plain_reading(name, found.summary[name]) for name in wanted},
        "series": {name: plain_all(column.tolist())
                   for name, column in _series(given, found.run).items()},
        "faults": plain_all(dict(found.faults)), "remarks": _told(remarks, words),
        **({} if shared.day_zero is None else {"day_zero": shared.day_zero.isoformat()}),
    }


def _days(given: Asked, words: Words, progress: Progress) -> Table:
    """Daily series as columns, all of them where none is named."""
    shared, _ = changed(given)
    run = computed(shared.scenario, ()).run
    columns = _series(given, run) or daily_columns(run)
    days: dict[str, np.ndarray] = {"day": np.arange(run.days)}
    if shared.day_zero is not None:
        days["date"] = np.datetime64(shared.day_zero) + days["day"]
    return Table({**days, **columns})


def _series(given: Asked, run: Run) -> dict[str, np.ndarray]:
    known = daily_columns(run)
    problems = [not_a_choice("series", name, tuple(known))
                for name in given["series"] if name not in known]
    if problems:
        raise ScenarioError(problems)
    return {name: known[name] for name in given["series"]}


def _check(given: Asked, words: Words, progress: Progress) -> dict[str, object]:
    shared, remarks = changed(given)
    return {"model_version": MODEL_VERSION, "valid": True, "count": len(shared.scenario.names()),
            "remarks": _told(remarks, words)}


def _vary(given: Asked, words: Words, progress: Progress) -> dict[str, object]:
    shared, remarks = changed(given)
    names, found, permitted = _varied(given, shared.scenario, progress)
    return {
        "model_version": MODEL_VERSION, "permitted": permitted.tolist(),
        "readings": {name: [plain_reading(name, float(value)) for value in found[name]]
                     for name in names},
        "remarks": _told(remarks, words),
    }


def _varied_table(given: Asked, words: Words, progress: Progress) -> Table:
    shared, _ = changed(given)
    names, found, permitted = _varied(given, shared.scenario, progress)
    return Table({**given["vary"], "permitted": permitted, **{name: found[name] for name in names}})


def _varied(
    given: Asked, scenario: Scenario, progress: Progress
) -> tuple[tuple[str, ...], Mapping[str, np.ndarray], np.ndarray]:
    """Names of readings, their values by run, and whether the model accepts each run."""
    vary, wanted = given["vary"], _wanted(given, scenario)
    runs = max(len(each) for each in vary.values())
    days = np.nan_to_num(vary.get("horizon.days", np.zeros(1)))
    _check_size(scenario, "vary", runs, float(days.max()))
    found = evaluate(scenario, vary, wanted, progress)
    return wanted, found.results, found.permitted


def _check_size(scenario: Scenario, field: str, runs: int, days: float = 0) -> None:
    """Raises ScenarioError where so many runs, of so many days if that is said, are too much."""
    cells = runs * len(scenario.rows("campaigns")) * len(scenario.rows("segments")) * int(
        days or scenario.number("horizon.days"))
    if cells > CELLS:
        raise ScenarioError([problem(TOO_MUCH, field, cells, permitted=CELLS)])


def _claims(given: Asked, words: Words, progress: Progress) -> dict[str, object]:
    shared, remarks = changed(given)
    return {"model_version": MODEL_VERSION, "remarks": _told(remarks, words),
            "claims": plain_all(plain.claims(shared.scenario, words, progress))}


def _search(given: Asked, words: Words, progress: Progress) -> dict[str, object]:
    shared, remarks = changed(given)
    asked_terms = question_of(given["question"], shared.scenario)
    _check_size(shared.scenario, "question.search.evaluations", asked_terms.evaluations)
    found = plain_all(plain.terms(search(shared.scenario, asked_terms, progress), words))
    assert isinstance(found, dict)
    return {"model_version": MODEL_VERSION, "remarks": _told(remarks, words), **found}


def _compare(given: Asked, words: Words, progress: Progress) -> dict[str, object]:
    scenarios = {label: shared.scenario for label, (shared, _) in given["scenarios"].items()}
    remarks = [each for _, told in given["scenarios"].values() for each in told]
    baseline = given["baseline"] if given["baseline"] is not None else next(iter(scenarios))
    found = plain.compared(scenarios, baseline, given["results"])
    told = plain_all(plain.comparison(found))
    assert isinstance(told, dict)
    return {"model_version": MODEL_VERSION, "remarks": _told(remarks, words), **told}


def _ask(given: Asked, words: Words, progress: Progress) -> dict[str, object]:
    shared, remarks = changed(given)
    found = question.ask(question.Question(
        shared=shared, words=shared.words(words.language), page=given["page"],
        readings=readings.HEADLINES if given["readings"] is None else given["readings"],
        figures=given["figures"], hover=given["hover"]))
    told = plain_all(dict(found))
    assert isinstance(told, dict)
    return {**told, "remarks": _told(remarks, words)}


_ONE = (asked.SCENARIO, asked.SET)
OPERATIONS = {each.name: each for each in (
    Operation("run", "Readings and daily series of a scenario",
              (*_ONE, asked.READINGS, asked.SERIES, asked.LANGUAGE), _run, _days),
    Operation("vary", "Readings for many values of some parameters",
              (*_ONE, asked.VARY, asked.READINGS, asked.LANGUAGE), _vary, _varied_table),
    Operation("check", "Whether a scenario is permitted, and every reason why not",
              (*_ONE, asked.LANGUAGE), _check),
    Operation("claims", "Each promise of the pitch: verdict, figures, terms that would keep it",
              (*_ONE, asked.LANGUAGE), _claims),
    Operation("search", "Which terms to take: those that meet limits and are best in aims",
              (*_ONE, asked.QUESTION, asked.LANGUAGE), _search),
    Operation("compare", "Scenarios side by side, and through what they differ",
              (asked.SEVERAL, asked.BASELINE, asked.SPLIT, asked.LANGUAGE), _compare),
    Operation("ask", "What a page says: its sentence, tiles with their texts, figures",
              (*_ONE, asked.PAGE, asked.READINGS, asked.FIGURES, asked.HOVER, asked.LANGUAGE),
              _ask),
)}
