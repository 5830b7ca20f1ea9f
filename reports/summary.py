"""A summary in plain words, made from results: who wins, who pays, when the money runs out."""

from __future__ import annotations

from collections.abc import Sequence

from answers import claims, headlines, overview, price, treasury
from answers.baselines import title
from answers.changes import Change, by_effect, rows_described
from answers.promises import tested
from answers.readings import pick
from answers.results import Results
from answers.sentences import joined
from answers.values import name_of, written
from scenarios import Shared
from wording import Words

NAMED = 3
"""Changes that the summary names; the rest is counted."""


def paragraphs(shared: Shared, now: Results, then: Results, words: Words) -> list[str]:
    """The verdicts of the pages, the promises, and what the changes did; free to edit."""
    texts = [
        overview.verdict(now, words), price.verdict(now, words), treasury.verdict(now, words),
        *filter(None, [treasury.aside(now, words)]),
    ]
    if now.summary["members"] > 0:
        texts.append(claims.verdict(tested(shared.scenario), words))
    return [*texts, *_effect(shared, now, then, words)]


def text(shared: Shared, now: Results, then: Results, words: Words) -> str:
    """The same as one text, as an author edits it."""
    return "\n\n".join(paragraphs(shared, now, then, words))


def _effect(shared: Shared, now: Results, then: Results, words: Words) -> list[str]:
    """What was changed against the baseline, rows that came or went first, then values by effect,
    and what that did to the main numbers.
    """
    found = by_effect(shared.baseline, shared.scenario)
    if not found:
        return []
    told = words("Against the baseline ({baseline}): {changes}. What that does: {effects}.",
                 baseline=title(shared, words), changes=_named(found, words),
                 effects=_effects(now, then, words))
    unlike = headlines.unlike(now, then, words)
    return [joined([told, unlike], words) if unlike else told]


def _named(found: Sequence[Change], words: Words) -> str:
    """Rows counted by table, and the values that do most."""
    values = [each for each in found if each.kind == "value"]
    named = words("; ").join([*rows_described(found, words), *(
        words("{name} {before} → {after}", name=name_of(each.name, words),
              before=written(each.name, each.before, words),
              after=written(each.name, each.after, words))
        for each in values[:NAMED])])
    if len(values) > NAMED:
        named += words(" and {count} more", count=len(values) - NAMED)
    return named


def _effects(now: Results, then: Results, words: Words) -> str:
    """The main numbers with their change, or with both parts of sales if not like for like."""
    shown = [headlines.of(tile, now, then, words)
             for tile in pick(words, "recovered_share", "recovered_multiple", "peak_funding")]
    alike = headlines.size(now, then).alike
    return words("; ").join(
        words("{label}: {value} ({change})", label=each["label"], value=each["value"],
              change=each["change"] if alike else words(", ").join(
                  (each["change"], each["baseline"])))
        for each in shown)
