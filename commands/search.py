"""`search`: which terms to take, in words; the front as scenarios, or the limit that binds."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from analysis.question import Point, default_question
from analysis.search import Found, search
from answers import goal_seek, plain
from answers.asked_terms import FORM, question_of
from commands.shared import (
    Commands,
    add_file,
    add_json,
    add_scheduler,
    document_of,
    plain_all,
    print_json,
    progress_of,
    scenario_of,
    where,
)
from model import Scenario, ScenarioError
from model.terms.problems import problem
from scenarios.documents import Document, parsed, write
from scenarios.files import write_columns, write_json
from scenarios.whole import complete
from wording import Words

UNREADABLE = "{field}: cannot be read: {value}"
SHOWN = 50
"""Scenarios written out at most, spread evenly over the front."""


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("search", help="find terms that meet limits and are best in aims")
    add_file(parser)
    parser.add_argument("--config", metavar="TOML", help=FORM + "; default: the page's question")
    parser.add_argument("--allow-no-gift", action="store_true",
                        help="keep terms that give members next to nothing in points")
    parser.add_argument("--out", type=Path, metavar="DIR",
                        help="write search.json, front.csv and every set of terms as a document")
    add_scheduler(parser)
    add_json(parser)
    parser.set_defaults(command=_search)


def _search(options: argparse.Namespace, words: Words) -> None:
    scenario = scenario_of(options)
    question = (question_of(_content(options.config), scenario) if options.config
                else default_question(scenario, options.allow_no_gift))
    if options.allow_no_gift:
        question = replace(question, allow_no_gift=True)
    with where(options):
        found = search(scenario, question, progress_of(words))
    content = plain.terms(found, words)
    if options.out:
        _write(options, scenario, found, content)
    if options.json:
        print_json(content)
    else:
        print("\n".join(goal_seek.described_terms(found, words)))


def _content(path: str) -> dict[str, Any]:
    """A question's document. Raises ScenarioError."""
    try:
        return parsed(Path(path).read_bytes(), path)
    except OSError as error:
        raise ScenarioError([problem(UNREADABLE, path, str(error))]) from error


def _write(
    options: argparse.Namespace, scenario: Scenario, found: Found, content: dict[str, object]
) -> None:
    """The answer and every set of terms as files; the recommended one beside the front."""
    document = document_of(options)
    with complete(options.out) as folder:
        write_json(plain_all(content), folder / "search.json")
        if found.front:
            write_columns(_columns(found), folder / "front.csv")
            terms = scenario.replace(found.advice.settings) if found.advice else scenario
            (folder / "recommended.toml").write_text(_document(document, terms), encoding="utf-8")
        for number, point in enumerate(_spread(found.front), start=1):
            text = _document(document, scenario.replace(point.values))
            (folder / f"point_{number:02}.toml").write_text(text, encoding="utf-8")


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


def _document(document: Document, scenario: Scenario) -> str:
    """Terms as a document to load or compare."""
    return write(Document(document.name, document.titles, document.notes, scenario,
                          document.uncertainty, own=document.own,
                          row_titles=document.row_titles))
