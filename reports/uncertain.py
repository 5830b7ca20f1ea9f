"""How sure the results are: in a report where the author has switched the draws on."""

from __future__ import annotations

from analysis import draws
from answers import outcomes
from answers import uncertainty as answer
from answers.cards import Card, Origin
from answers.distributions import listed
from answers.draws import live, question
from answers.figures import Scene
from answers.listing import idle
from answers.scales import of_result
from answers.tables import Row
from answers.tables import draws as table
from charts.uncertainty import distribution_of
from reports.blocks import Chart, Paragraph, Section, Table
from reports.request import Request

SHOWN = "lowest_cash"
"""The result whose distribution is drawn."""


def sections(request: Request, scene: Scene) -> list[Section]:
    """Chances, a distribution, percentiles, and what was drawn; none where draws are off."""
    spread, words = request.uncertain, request.words
    if spread is None or not spread.distributions:
        return []
    scenario, asked = request.shared.scenario, question(spread)
    now, then = live(scenario, asked), live(request.shared.baseline, asked)
    days = table.longest(scenario, now)
    tile = outcomes.tile(SHOWN, words)
    figure = distribution_of(now.results[SHOWN], then.results[SHOWN], scene.now.summary[SHOWN],
                             of_result(tile, words), words)
    help = words("How many of the draws stay at or below a value. The mark is the scenario without "
                 "uncertainty.")
    note = words("{count} draws; {refused} combinations were refused by the model.",
                 count=words.number(now.count, digits=0),
                 refused=words.number(now.refused, digits=0))
    return [Section("uncertainty", answer.question(words), (
        Paragraph(answer.verdict(draws.cash_below_zero(now, days), days, words), strong=True),
        Table(words("Chances that decide"), table.chances(scenario, now, then, words), "chances",
              note=note),
        Chart(Card(tile.label, help, figure, "draws-result", origin=Origin(summary=(SHOWN,)))),
        Table(words("Percentiles"), table.percentiles(now, words), "percentiles"),
        Table(words("What is uncertain"), _drawn(request), "distributions"),
    ))]


def _drawn(request: Request) -> list[Row]:
    """What each uncertain parameter is drawn from that takes part in the scenario."""
    spread, scenario = request.uncertain, request.shared.scenario
    if spread is None:
        return []
    rows = zip(spread.distributions, listed(spread, request.words), strict=True)
    return [row for name, row in rows if not idle(name, scenario)]
