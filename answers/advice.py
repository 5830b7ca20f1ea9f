"""Terms that are recommended, in words: what to change, what members get, what the operator needs,
whom it costs."""

import math
from functools import lru_cache

from analysis.advice import SIDES, Advice, Change, advise
from answers import scales
from answers.sentences import joined
from answers.values import unit_of, written
from model import Scenario
from model.terms.parameters import declared
from wording import Words

WORTH_TELLING = 1.0
"""Yuan by which a side must be better or worse off to be named."""


@lru_cache(maxsize=64)
def between(now: Scenario, then: Scenario) -> Advice:
    """Two scenarios' terms side by side, with the results that are always told."""
    return advise(now, then)


def paragraph(found: Advice, words: Words) -> str:
    """The whole advice."""
    return joined(sentences(found, words), words)


def sentences(found: Advice, words: Words) -> tuple[str, ...]:
    """The whole advice, a sentence each."""
    if not found.changes:
        return words("The terms stay as they stand."), *outcome(found, words)
    return (changed(found, words), *outcome(found, words), whom_it_costs(found, words))


def changed(found: Advice, words: Words) -> str:
    """What to change, by effect."""
    return words("Change {changes}.", changes=changes(found, words))


def changes(found: Advice, words: Words) -> str:
    """Every change as part of a sentence."""
    return words("; ").join(_change(each, words) for each in found.changes)


def _change(each: Change, words: Words) -> str:
    """From and to, the unit once."""
    before, after = (_value(each, value, words) for value in (each.before, each.after))
    unit = unit_of(declared(each.names[0]), words)
    if unit != "%" and before.endswith(unit) and after.endswith(unit):
        before = before.removesuffix(unit).rstrip()
    return words("“{name}” from {before} to {after}", name=scales.called(each.name, words),
                 before=before, after=after)


def _value(each: Change, value: object, words: Words) -> str:
    is_whole = declared(each.names[0]).kind == "whole" and isinstance(value, float)
    return written(each.names[0], int(value) if is_whole else value, words)  # type: ignore[call-overload]


def outcome(found: Advice, words: Words) -> tuple[str, ...]:
    """What members get, what the operator needs, what it owes."""
    return members_get(found, words), operator_needs(found, words), what_is_owed(found, words)


def members_get(found: Advice, words: Words) -> str:
    """People who get their money back, and money back per yuan."""
    return words(
        "Then {share} of members get back what they spent (now {share_now}), and each yuan spent "
        "brings back {money} (now {money_now}).",
        share=words.percent(found.then["recovered_share"]),
        share_now=words.percent(found.now["recovered_share"]),
        money=words.money(found.then["recovered_multiple"]),
        money_now=words.money(found.now["recovered_multiple"]),
    )


def operator_needs(found: Advice, words: Words) -> str:
    """Money from outside: what operating cash falls short of zero at its lowest."""
    need, now = found.then["peak_funding"], found.now["peak_funding"]
    before = words.money(now) if now > 0.0 else words("nothing")
    if need > 0.0:
        return words("The operator needs {need} from outside (now {now}).",
                     need=words.money(need), now=before)
    return words("Operating cash never falls below zero: the operator needs nothing from outside "
                 "(now {now}).", now=before)


def what_is_owed(found: Advice, words: Words) -> str:
    """Whether cash covers ad points and wallets on the last day."""
    short, now = found.then["unfunded_promise"], found.now["unfunded_promise"]
    before = (words("{money} short", money=words.money(now)) if now > 0.0
              else words("{money} to spare", money=words.money(-now)))
    if short > 0.0:
        return words("What is owed on the last day exceeds the cash there is by {short} (now "
                     "{now}).", short=words.money(short), now=before)
    return words("What is owed on the last day is covered, with {left} to spare (now {now}).",
                 left=words.money(-short), now=before)


def whom_it_costs(found: Advice, words: Words) -> str:
    """Who is worse off than under the terms now, and who is better off, in yuan."""
    gains = {side: found.gain(side) for side in SIDES}
    worse = [_side(side, -gain, words) for side, gain in gains.items() if gain < -WORTH_TELLING]
    better = [_side(side, gain, words) for side, gain in gains.items() if gain > WORTH_TELLING]
    facts = {"worse": words("; ").join(worse), "better": words("; ").join(better)}
    if any(math.isnan(gain) for gain in gains.values()) or not (worse or better):
        return words("Nobody is better or worse off than under the terms now.")
    if not worse:
        return words("Nobody is worse off than under the terms now; better off: {better}.", **facts)
    if not better:
        return words("Worse off than under the terms now: {worse}; nobody is better off.", **facts)
    return words("Worse off than under the terms now: {worse}; better off: {better}.", **facts)


def _side(side: str, money: float, words: Words) -> str:
    texts = {
        "members": words("members by {money}"), "agents": words("agents by {money}"),
        "operator": words("the operator by {money}, after what it owes"),
    }
    return texts[side].format(money=words.money(money))
