"""`ask`: headline numbers, a page's sentence and figures of a scenario, as the pages show them."""

from __future__ import annotations

import argparse

from answers.figures import ANSWERS, FIGURES
from answers.question import Answer, Question, ask
from commands.shared import (
    Commands,
    add_file,
    add_json,
    document_of,
    print_json,
    print_table,
    say_if_cold,
)
from model import Scenario, readings
from scenarios import Shared, load
from scenarios.settings import with_settings
from wording import Words


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("ask", help="what a page says of a scenario: numbers, sentence, "
                                             "figures")
    add_file(parser)
    parser.add_argument("--baseline", metavar="DOCUMENT", help="what to hold it against: a "
                        "document or preset; default: FILE without --set")
    parser.add_argument("--reading", action="append", default=[], metavar="NAME",
                        help="a reading; may be repeated (default: every headline number)")
    parser.add_argument("--page", choices=tuple(ANSWERS), default="",
                        help="whose question is answered in a sentence")
    parser.add_argument("--figure", action="append", default=[], choices=tuple(FIGURES),
                        help="for Plotly, in JSON; may be repeated")
    parser.add_argument("--no-hover", action="store_true", help="figures without texts of points")
    add_json(parser)
    parser.set_defaults(command=_ask)


def _ask(options: argparse.Namespace, words: Words) -> None:
    say_if_cold("engine.run_batch", words)
    shared = _shared(options)
    found = ask(Question(
        shared=shared, words=shared.words(words.language), page=options.page,
        hover=not options.no_hover,
        readings=tuple(options.reading) or readings.HEADLINES, figures=tuple(options.figure)))
    if options.json:
        print_json(found)
    else:
        _print(found)


def _shared(options: argparse.Namespace) -> Shared:
    """The scenario, and what it is held against. Raises ScenarioError."""
    document = document_of(options)
    opened = Shared.opening(document)
    pinned: Scenario = load(options.baseline).scenario if options.baseline else document.scenario
    scenario = with_settings(document.scenario, options.set)
    return Shared(opened.preset, scenario, "pinned", pinned, opened.opened)


def _print(found: Answer) -> None:
    for text in filter(None, (found["question"], found["verdict"], found["aside"])):
        print(text)
    print_table((told["reading"], told["label"], told["value"], told["baseline"], told["change"])
                for told in (tile["told"] for tile in found["tiles"]))
    if found["unlike"]:
        print(found["unlike"])
