"""`claims`: each promise of the pitch with verdict, figure and the terms it would take."""

from __future__ import annotations

import argparse

from analysis.claims import examine
from answers import plain
from commands.shared import Commands, add_file, add_json, print_json, scenario_of
from wording import Words


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("claims", help="test what the pitch promises")
    add_file(parser)
    add_json(parser)
    parser.set_defaults(command=_claims)


def _claims(options: argparse.Namespace, words: Words) -> None:
    scenario = scenario_of(options)
    if options.json:
        print_json(plain.claims(scenario, words))
        return
    for claim in examine(scenario):
        promise = claim.promise
        verdict = words.sentence(claim.judged)
        print(f"{words(promise.statement)} ({promise.source}): {verdict}")
        for sentence in (*claim.findings, *claim.sentences):
            print("  " + words.sentence(sentence))
