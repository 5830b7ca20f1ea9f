"""One question to a scenario: tiles, a page's sentence and figures, for whoever has no page.

The functions that draw the pages answer it. What is asked is not kept, so that many questions of
one reader push nothing out that others still look at; only baselines are, apart from theirs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypedDict

from answers import headlines, sentences
from answers.figures import ANSWERS, FIGURES, Scene, drawn
from answers.readings import pick
from answers.results import Results, computed
from answers.shelves import Kept
from answers.tiles import Told
from model import MODEL_VERSION, Problem, ScenarioError, readings
from scenarios import Shared, link
from scenarios.documents import case_names, load, preset_names, read
from scenarios.fields import not_a_choice
from scenarios.files import plain_reading
from scenarios.size import too_large
from wording import Words

BASELINES, BASELINE_BYTES = 16, 40_000_000
"""Baselines that are kept in each process that answers, and room for their runs."""
LINKS = 64
"""Links whose scenarios are kept."""


class TileAnswer(TypedDict):
    """A reading, the baseline's and their difference in units of the model (None: undefined), and
    the texts of its tile."""

    reading: str
    value: float | int | None
    baseline: float | int | None
    difference: float | int | None
    told: Told


class FigureAnswer(TypedDict):
    """A figure as Plotly takes it, with its title and the sentence that says what it shows."""

    key: str
    title: str
    help: str
    figure: dict[str, Any]


class Answer(TypedDict):
    """What was asked for, in the order in which pages show it. `unlike`: why it is not to be
    compared with the baseline; `faults`: accounts that do not add up."""

    model_version: str
    question: str
    verdict: str
    aside: str
    tiles: list[TileAnswer]
    unlike: str
    figures: list[FigureAnswer]
    faults: dict[str, float]


@dataclass(frozen=True, kw_only=True)
class Question:
    """A scenario and its baseline, the language of the answer, and what is wanted: readings of
    `summary.json`, keys of `figures.FIGURES`, the page whose question is answered in a sentence.
    Without `hover` figures come without the texts of their points; `log`: as `Scene` has it.
    """

    shared: Shared
    words: Words
    readings: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    page: str = ""
    hover: bool = True
    log: bool = True


def opened(told: str, changes: Mapping[str, object]) -> tuple[Shared, list[Problem]]:
    """What a question is about: a preset by its name, a document by its TOML text, or what a link
    tells, with some values changed; and what of it does not count.

    Raises ScenarioError for a document or changes that are refused.
    """
    shared, refused = _opened(told)
    return changed(shared, changes), refused


def changed(shared: Shared, changes: Mapping[str, object]) -> Shared:
    """With some values changed. Raises ScenarioError."""
    if not changes:
        return shared
    scenario = shared.scenario.replace(changes)
    oversize = too_large(scenario)
    if oversize is not None:
        raise ScenarioError([oversize])
    return replace(shared, scenario=scenario)


def is_document(told: str) -> bool:
    """Whether a text is TOML; a link's has neither of these."""
    return "=" in told or "[" in told


def _opened(told: str) -> tuple[Shared, list[Problem]]:
    if told in preset_names():
        return Shared.of(told), []
    if told in case_names():
        return Shared.opening(load(told)), []
    if is_document(told):
        document = read(told.encode(), "document")
        return Shared.opening(document), list(document.remarks)
    return _linked(told)


@lru_cache(maxsize=LINKS)
def _linked(told: str) -> tuple[Shared, list[Problem]]:
    """Whoever drags a lever asks about the same link at every step."""
    return link.decode(told)


def ask(question: Question) -> Answer:
    """The answer, all of it what JSON can hold. Raises ScenarioError for what is unknown."""
    _check(question)
    shared, words = question.shared, question.words
    now = computed(shared.scenario, None if question.page else question.readings)
    then = _baseline(shared.baseline)
    page = ANSWERS.get(question.page)
    return {
        "model_version": MODEL_VERSION,
        "question": page.question(words) if page else "",
        "verdict": page.verdict(now, words) if page else "",
        "aside": sentences.aside(page, now, words) if page else "",
        "tiles": _tiles(question, now, then),
        "unlike": headlines.unlike(now, then, words),
        "figures": _figures(question, now, then),
        "faults": {**now.faults, **then.faults},
    }


_baseline = Kept(computed, BASELINE_BYTES, BASELINES)


def _check(question: Question) -> None:
    """Every name that is asked for must be known."""
    known = {
        "readings": readings.names(question.shared.scenario), "figures": tuple(FIGURES),
        "page": ("", *ANSWERS),
    }
    asked = {"readings": question.readings, "figures": question.figures, "page": (question.page,)}
    problems = [not_a_choice(field, name, known[field])
                for field, names in asked.items() for name in names if name not in known[field]]
    if problems:
        raise ScenarioError(problems)


def _tiles(question: Question, now: Results, then: Results) -> list[TileAnswer]:
    shown = headlines.grouped(pick(question.words, *question.readings), now, then, question.words)
    return [_tile(told, now, then) for told in shown]


def _tile(told: Told, now: Results, then: Results) -> TileAnswer:
    name = told["reading"]
    new, old = now.summary[name], then.summary.get(name, float("nan"))
    value, baseline, difference = (
        plain_reading(name, each) for each in (new, old, new - old))
    return {"reading": name, "value": value, "baseline": baseline, "difference": difference,
            "told": told}


def _figures(question: Question, now: Results, then: Results) -> list[FigureAnswer]:
    cards = drawn(Scene(now, then, question.words, log=question.log), *question.figures)
    return [{"key": card.key, "title": card.title, "help": card.help,
             "figure": card.figure.drawn(question.hover)} for card in cards]
