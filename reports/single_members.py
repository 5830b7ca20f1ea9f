"""Who wins among single members, whom averages hide: in a report where a sample is asked for."""

from __future__ import annotations

import math
from dataclasses import replace

from analysis.batches import Progress
from analysis.member_spread import CohortSpread, MemberSpread
from answers import members as answer
from answers import samples, tiles
from answers.figures import Scene
from answers.figures import members as figures
from answers.samples import SHELF, Question, Sample
from answers.tables import members as tables
from reports import spreads
from reports.blocks import Chart, Paragraph, Section, Table
from reports.frames import Frame, framed
from reports.request import Request
from scenarios.uploads import NAME
from wording import Words

KEY, READINGS = "single-members", "single_members"
SHOWN = ("member-multiples", "member-lorenz", "member-months", "member-depths")
"""The page's figures that every format can draw; who funds whom is told in a sentence."""


def simulated(request: Request, progress: Progress | None = None) -> Sample | None:
    """The members that the report tells of; None where none are asked for. Raises ScenarioError,
    Cancelled.
    """
    asked = request.members
    if asked is None:
        return None
    return SHELF.of(Question(request.shared.scenario, asked.count, asked.seed), progress)


def sections(request: Request, scene: Scene, sample: Sample | None) -> list[Section]:
    """Verdict, readings beside the cohort model's, figures, ranks, and what only this simulation
    assumes; none without a sample.
    """
    if sample is None:
        return []
    words, scenario, found = request.words, request.shared.scenario, sample.spread
    cohorts = samples.cohorts(scenario, tuple(found.edges))
    if sample.faults or scene.now.faults:
        verdict = words("The accounts of this run do not add up: do not rely on its figures.")
    else:
        verdict = answer.verdict(found, words)
    cards = (card for card in figures.of_all(found, cohorts, words) if card.key in SHOWN)
    return [Section(KEY, answer.question(words), (
        Paragraph(verdict, strong=True),
        Paragraph(answer.left_between(found, cohorts, scenario, words)),
        Paragraph(answer.sampling(found, sample.run.weight, words)),
        Table(words("Single members and the cohort model"),
              tables.beside(found, cohorts, words), "member-readings",
              wide=(words("Meaning"),)),
        *map(Chart, cards),
        Paragraph(answer.funded(found.funding, words)),
        Table(words("By rank"), tables.ranks(found, words), "ranks",
              note=tables.ranks_note(found, sample.run.bonus_in_cash, words)),
        Table(words("What only the simulation of members assumes"),
              tables.assumptions(scenario, words), "member-assumptions",
              wide=(words("Source"),)),
    ))]


def frames(request: Request, sample: Sample | None) -> list[Frame]:
    """Every reading of single members and of the cohort model, then what the figures draw, with
    all digits; none without a sample.
    """
    if sample is None:
        return []
    words, found = request.words, sample.spread
    cohorts = samples.cohorts(request.shared.scenario, tuple(found.edges))
    readings = replace(_readings(found, cohorts, words),
                       help=answer.sampling(found, sample.run.weight, words))
    return [readings, *spreads.frames(found, cohorts, words)]


def _readings(found: MemberSpread, cohorts: CohortSpread, words: Words) -> Frame:
    """One row a reading: exact, and beside it as printed."""
    rows = []
    for tile in answer.readings(words):
        pair = [spread.summary.get(tile.reading, math.nan) for spread in (found, cohorts)]
        told = [(value, tiles.write(tile, value, words)) for value in pair]
        rows.append((tile.reading, tile.label, *told[0], *told[1]))
    return framed(READINGS, words("Single members and the cohort model"), _labels(words), rows)


def _labels(words: Words) -> tuple[tuple[str, str, str], ...]:
    return (
        ("name", words(NAME), "text"), ("label", words("Result"), "text"),
        ("members", words("Single members"), "any"),
        ("members_text", words("Single members, as printed"), "text"),
        ("cohorts", words("Cohort model"), "any"),
        ("cohorts_text", words("Cohort model, as printed"), "text"),
    )
