"""A refused setting in words that speak of what was moved: how far it may go, and why."""

from collections.abc import Mapping, Sequence
from typing import Any

from analysis.bounds import CROSS, Bound, bound
from answers.values import name_of, written
from model import Problem, Scenario
from model.terms import problems as wrong
from wording import Words


def of(names: Sequence[str], scenario: Scenario, pending: Mapping[str, Any]) -> Bound | None:
    """The bound of a refused setting of names that move together, all else as in the scenario; None
    where it has none.
    """
    return bound(scenario, names, pending[names[0]]) if names[0] in pending else None


def told(found: Bound, words: Words) -> str:
    """**Reserved for distribution · bundle**: ¥700 is refused; at most 600 CNY at this price."""
    return words("**{name}**: {value} is refused. {limit}.", name=name_of(found.name, words),
                 value=written(found.name, found.wanted, words), limit=limit(found, words))


def limit(found: Bound, words: Words) -> str:
    """At most 600 CNY at this price."""
    value = written(found.name, found.value, words)
    one_sided, alone = found.law == wrong.ONE_SIDED_POOL, found.law == wrong.NO_WEIGHT
    if one_sided:
        return words("Pool and platform's points are both zero or both above zero: set the other "
                     "one too, or return to {value}", value=value)
    if alone:
        return words("Above zero, at least {value}, as long as no other row has a weight",
                     value=value)
    reason = _reason(found, words)
    at_most = words("At most {value}", value=value) if found.most else words(
        "At least {value}", value=value)
    return words("{at_most} {reason}", at_most=at_most, reason=reason) if reason else at_most


def _reason(found: Bound, words: Words) -> str:
    """What else the limit hangs on, empty where on nothing."""
    last = found.name.rpartition(".")[2]
    return {
        (wrong.NEGATIVE_CONTRIBUTION, True): words("at this price, so that the rest of it covers "
                                                   "the other deductions"),
        (wrong.NEGATIVE_CONTRIBUTION, False): words("with these deductions"),
        (wrong.BOOST_TOO_HIGH, True): words("with these gift shares") if last == "closing_boost"
        else words("with this closing promotion"),
        (wrong.TOO_MANY_WINNERS, True): words("in groups of this size"),
        (wrong.TOO_MANY_WINNERS, False): words("with this many winners"),
        (wrong.FIRST_ORDER_TOO_LARGE, False): words("so that a first order fits"),
        (wrong.FIRST_ORDER_TOO_LARGE, True): words("so that it fits into the limit"),
        (wrong.TOO_MANY_VOUCHERS, True): words("with what else leaves the vouchers each day"),
        (wrong.LOW_CEILING, False): words("above the issue price and the floor"),
        (wrong.LOW_CEILING, True): words("below the ceiling"),
    }.get((found.law, found.most), "")


def take(found: Bound, words: Words) -> str:
    """What the button says that sets the nearest permitted value."""
    return words("Take {value}", value=written(found.name, found.value, words))


def instead(
    problems: tuple[Problem, ...], scenario: Scenario, pending: Mapping[str, Any]
) -> list[Bound]:
    """Bounds to be told in place of refusals, where these are all of several fields together and
    every setting that is pending has one; empty where not.
    """
    if not problems or any(problem.template not in CROSS for problem in problems):
        return []
    found = [of((name,), scenario, pending) for name in pending]
    known = [each for each in found if each is not None]
    return known if len(known) == len(found) else []
