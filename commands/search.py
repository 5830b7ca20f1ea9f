"""`search`: which terms to take, in words; the front as scenarios, or the limit that binds."""

import argparse
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from analysis.advice import Advice
from analysis.question import Point, default_question
from analysis.search import Found, search
from answers import advice, goal_seek
from commands.question import FORM, read_question
from commands.shared import (
    Commands,
    add_file,
    add_json,
    document_of,
    plain_all,
    print_json,
    progress_of,
    scenario_of,
)
from model import Scenario
from scenarios.documents import Document, write
from scenarios.files import write_columns, write_json
from scenarios.whole import complete
from wording import Words

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
    add_json(parser)
    parser.set_defaults(command=_search)


def _search(options: argparse.Namespace, words: Words) -> None:
    scenario = scenario_of(options)
    question = (read_question(options.config, scenario) if options.config
                else default_question(scenario, options.allow_no_gift))
    if options.allow_no_gift:
        question = replace(question, allow_no_gift=True)
    found = search(scenario, question, progress_of(words))
    content = _plain(found, words)
    if options.out:
        _write(options, scenario, found, content)
    if options.json:
        print_json(content)
    else:
        print("\n".join(goal_seek.described_terms(found, words)))


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


def _plain(found: Found, words: Words) -> dict[str, object]:
    return {
        "runs": found.runs,
        "text": goal_seek.described_terms(found, words),
        "recommended": _advice(found.advice, words) if found.front else None,
        "front": [asdict(point) for point in found.front],
        "chosen": found.chosen if found.front else None,
        "nearest": None if found.nearest is None else asdict(found.nearest) | {
            "advice": _advice(found.advice, words)},
        "limits": [asdict(each) | {"binds": each.binds} for each in found.limits],
    }


def _advice(found: Advice | None, words: Words) -> dict[str, object] | None:
    """What is recommended: settings, changes by effect, results now and then, in words."""
    if found is None:
        return None
    return {
        "set": found.settings, "changes": [asdict(each) for each in found.changes],
        "now": dict(found.now), "then": dict(found.then),
        "text": list(advice.sentences(found, words)),
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


def _document(document: Document, scenario: Scenario) -> str:
    """Terms as a document to load or compare."""
    return write(Document(document.name, document.titles, document.notes, scenario,
                          document.uncertainty, own=document.own,
                          row_titles=document.row_titles))
