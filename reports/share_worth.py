"""What a share is worth: in a report where that is asked for, as its page tells it."""

from __future__ import annotations

from answers import paged
from answers import share_worth as answer
from reports.blocks import Chart, Paragraph, Section, Table
from reports.request import Request

KEY = "share-worth"


def sections(request: Request) -> list[Section]:
    """Verdict, the scheme's own accounts and what moves them, then the pitch's anecdote as one."""
    if request.shares is None:
        return []
    words, scenario, shares = request.words, request.shared.scenario, request.shares
    told, bars = answer.anecdote(words), answer.swings(scenario)
    return [Section(KEY, answer.question(words), (
        Paragraph(answer.verdict(answer.at(scenario, shares), words), strong=True),
        Paragraph(words("{shares} founders' shares are an assumption.",
                        shares=words.number(shares, digits=0))),
        _table(answer.accounts(scenario, shares, words)),
        Chart(answer.path(scenario, words)),
        Chart(answer.swing(bars, words)), _table(answer.sensitivity(bars, words)),
        _table(told, wide=tuple(told.rows[0])[1:]),
        Paragraph(answer.holders(words)),
    ))]


def _table(shown: paged.Table, wide: tuple[str, ...] = ()) -> Table:
    return Table(shown.title, shown.rows, shown.key.replace(" ", "-"), shown.help, shown.note,
                 wide=wide)
