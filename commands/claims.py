"""`claims`: each promise of the pitch with verdict, figure and the terms it would take."""

from __future__ import annotations

import argparse

from analysis.claims import Claim, cash_at, examine
from analysis.conditions import Condition
from commands.shared import Commands, add_file, add_json, print_json, scenario_of
from model import Scenario
from wording import Words


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("claims", help="test what the pitch promises")
    add_file(parser)
    add_json(parser)
    parser.set_defaults(command=_claims)


def _claims(options: argparse.Namespace, words: Words) -> None:
    scenario = scenario_of(options)
    claims = examine(scenario)
    if options.json:
        print_json([_plain(scenario, claim, words) for claim in claims])
        return
    for claim in claims:
        promise = claim.promise
        verdict = words.sentence(claim.judged)
        print(f"{words(promise.statement)} ({promise.source}): {verdict}")
        for sentence in (*claim.findings, *claim.sentences):
            print("  " + words.sentence(sentence))


def _plain(scenario: Scenario, claim: Claim, words: Words) -> dict[str, object]:
    later = claim.later_sales
    return {
        "name": claim.promise.name, "source": claim.promise.source,
        "about": claim.promise.about, "statement": words(claim.promise.statement),
        "verdict": claim.verdict, "judged": words.sentence(claim.judged),
        "kept": claim.kept, "figures": dict(claim.figures),
        "finding": words.sentence(claim.findings[0]),
        "findings": [words.sentence(sentence) for sentence in claim.findings],
        "conditions": [_condition(scenario, each) for each in claim.conditions],
        "later_sales": None if later is None else {
            "present": later.present, "needed": later.needed, "joins": later.joins,
        },
        "told": [words.sentence(sentence) for sentence in claim.sentences],
    }


def _condition(scenario: Scenario, found: Condition) -> dict[str, object]:
    return {
        "lever": found.lever.name, "way": found.way, "low": found.low, "high": found.high,
        "inside": found.inside, "outside": found.outside, "kept": found.kept,
        "far_inside": found.far_inside, "far_outside": found.far_outside,
        "set": found.lever.changes(found.inside), "lowest_cash": cash_at(scenario, found),
    }
