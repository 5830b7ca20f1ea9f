"""Who wins among single members, whom averages hide: in a report where a sample is asked for."""

from __future__ import annotations

from analysis.batches import Progress
from answers import members as answer
from answers import samples
from answers.figures import Scene
from answers.figures import members as figures
from answers.samples import SHELF, Question, Sample
from answers.tables import members as tables
from reports.blocks import Chart, Paragraph, Section, Table
from reports.frames import Frame, framed
from reports.request import Request
from scenarios.uploads import NAME
from wording import Words

KEY = "single-members"
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
        verdict = answer.verdict(found, cohorts, scenario, words)
    cards = (card for card in figures.of_all(found, cohorts, words) if card.key in SHOWN)
    return [Section(KEY, answer.question(words), (
        Paragraph(verdict, strong=True),
        Paragraph(answer.sampling(found, sample.run.weight, words)),
        Table(words("Single members beside the cohort model"),
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


def readings(request: Request, sample: Sample | None) -> Frame | None:
    """Every reading of single members and of the cohort model, with all digits."""
    if sample is None:
        return None
    words = request.words
    cohorts = samples.cohorts(request.shared.scenario, tuple(sample.spread.edges)).summary
    rows = [(tile.reading, tile.label, sample.spread.summary[tile.reading],
             cohorts.get(tile.reading)) for tile in answer.readings(words)]
    return framed("single_members", words("Single members beside the cohort model"),
                  _labels(words), rows)


def _labels(words: Words) -> tuple[tuple[str, str, str], ...]:
    return (
        ("name", words(NAME), "text"), ("label", words("Result"), "text"),
        ("members", words("Single members"), "any"), ("cohorts", words("Cohort model"), "any"),
    )
