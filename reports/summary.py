"""A summary in plain words, made from results: who wins, who pays, when the money runs out."""

from __future__ import annotations

import math

from answers import claims, overview, price, treasury
from answers.baselines import title
from answers.changes import changes_between
from answers.promises import tested
from answers.readings import pick
from answers.results import Results
from answers.tiles import told
from answers.values import name_of, written
from scenarios import Shared
from wording import Words

NAMED = 3
"""Changes that the summary names; the rest is counted."""


def paragraphs(shared: Shared, now: Results, then: Results, words: Words) -> list[str]:
    """The verdicts of the pages, the promises, and what the changes did; free to edit."""
    texts = [overview.verdict(now, words), price.verdict(now, words), treasury.verdict(now, words)]
    if not math.isnan(now.summary["recovered_share"]):
        texts.append(claims.verdict(tested(shared.scenario), words))
    return [*texts, *_effect(shared, now, then, words)]


def text(shared: Shared, now: Results, then: Results, words: Words) -> str:
    """The same as one text, as an author edits it."""
    return "\n\n".join(paragraphs(shared, now, then, words))


def _effect(shared: Shared, now: Results, then: Results, words: Words) -> list[str]:
    """What was changed against the baseline, and what that did to the main numbers."""
    found = [each for each in changes_between(shared.baseline, shared.scenario)
             if each.kind == "value"]
    if not found:
        return []
    named = words("; ").join(
        words("{name} {before} → {after}", name=name_of(each.name, words),
              before=written(each.name, each.before, words),
              after=written(each.name, each.after, words))
        for each in found[:NAMED])
    if len(found) > NAMED:
        named += words(" and {count} more", count=len(found) - NAMED)
    effects = words("; ").join(
        words("{label}: {value} ({change})", label=tile.label, value=texts["value"],
              change=texts["change"])
        for tile in pick(words, "recovered_share", "recovered_multiple", "peak_funding")
        for texts in [told(tile, now.summary[tile.reading], then.summary[tile.reading], words)])
    return [words("Against the baseline ({baseline}): {changes}. What that does: {effects}.",
                  baseline=title(shared, words), changes=named, effects=effects)]
