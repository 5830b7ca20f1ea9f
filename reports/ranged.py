"""Where nine of ten draws of the overview's numbers lie: in every report."""

from __future__ import annotations

from analysis.batches import Progress
from answers import overview, tiles
from answers.ranges import Asked, Ranges, asked, computed, note, sentence, written
from answers.readings import pick
from answers.results import Results
from answers.sentences import joined
from reports.blocks import Paragraph
from reports.frames import Frame, framed
from reports.request import Request
from wording import Words

SURE = ("recovered_share", "peak_funding")
"""The numbers whose ranges stand in plain words: what a member and what the operator risks."""


def asked_of(request: Request) -> Asked:
    """The ranges of the overview's numbers."""
    names = [tile.reading for tile in overview.readings(request.words)]
    return asked(request.shared.scenario, request.drawn, names)


def found(request: Request, progress: Progress | None = None) -> Ranges:
    """The ranges that a report tells; none where nothing is uncertain. Raises Cancelled."""
    return computed(asked_of(request), progress) if request.ranged else {}


def rests(request: Request) -> list[Paragraph]:
    """What the ranges rest on."""
    return [Paragraph(note(asked_of(request), request.words))] if request.ranged else []


def how_sure(ranges: Ranges, now: Results, words: Words) -> list[Paragraph]:
    """In plain words who gets their money back and what must come from outside, as ranges."""
    told = [
        words("{label}: {value}, {range}.", label=tile.label,
              value=tiles.write(tile, now.summary[tile.reading], words),
              range=sentence(written(tile, ranges[tile.reading], words), words))
        for tile in pick(words, *SURE) if tile.reading in ranges
    ]
    return [Paragraph(joined(told, words), words("How sure?"))] if told else []


def frame(request: Request, ranges: Ranges, words: Words) -> Frame | None:
    """Every range as numbers and in words; None where there is none."""
    rows = []
    for tile in overview.readings(words):
        if tile.reading in ranges:
            each = ranges[tile.reading]
            rows.append((tile.reading, tile.label, each.own, each.low, each.high, each.lower,
                         each.equal, each.higher, each.undefined, each.percentile,
                         sentence(written(tile, each, words), words)))
    labels = (
        ("name", words("Name in the files"), "text"), ("label", words("Number"), "text"),
        ("value", words("This scenario"), "any"), ("p5", "5%", "any"), ("p95", "95%", "any"),
        ("lower", words("Draws below"), "whole"), ("equal", words("Draws at its value"), "whole"),
        ("higher", words("Draws above"), "whole"),
        ("undefined", words("Draws without it"), "whole"),
        ("percentile", words("Place among 100 draws"), "number"),
        ("told", words("In words"), "text"),
    )
    title = words("Where nine of ten draws lie")
    return framed("ranges", title, labels, rows) if rows else None
