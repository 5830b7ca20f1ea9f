"""How verdicts on claims are counted, worded and coloured."""

import re

import pytest

import scenarios
from analysis.batches import one_result
from analysis.claims import VERDICTS
from answers import claims as answer
from answers import promises
from charts.claims import COLOURS
from ui.decide import claims
from wording import LANGUAGES, Words

EN = Words("en")
SHORT = scenarios.load("stop_gifting").scenario.replace({"horizon.days": 400})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_is_counted_once_and_members_money_first(language):
    found = promises.tested(SHORT)
    told = answer.verdict(found, Words(language))
    counts = [list(map(int, re.findall(r"\d+", part))) for part in re.split("[.。]", told)[:3]]
    assert [each[0] for each in counts] == [sum(each[1:]) for each in counts] == [7, 3, 2]


def test_promises_about_members_money_are_counted_apart_from_arithmetic():
    """The pitched terms: nothing is kept to members, what operators are told is true at best."""
    told = answer.verdict(promises.tested(scenarios.load("as_pitched").scenario), EN)
    assert told == (
        "Of 7 promises about members’ money: 0 kept; 1 true, but; 2 not kept; 4 not tested. "
        "Of 3 about the cash of the operator and the agents: 0 kept; 2 true, but; 1 not kept. "
        "Of 2 statements of arithmetic about the price: 2 kept.")


def test_one_verdict_has_one_word_and_one_colour():
    assert set(claims.COLOURS) == set(COLOURS) == set(VERDICTS)
    for told in (claims.COLOURS, COLOURS, VERDICTS):
        assert len(set(told.values())) == len(VERDICTS)


def test_a_term_says_what_keeping_the_promise_costs():
    found = promises.solve(SHORT)
    terms = [term for each in found.values() for term in each.terms]
    assert terms
    for term in terms:
        moved = SHORT.replace(term.condition.lever.changes(term.condition.inside))
        assert term.cash == pytest.approx(one_result(moved, "lowest_cash"), rel=1e-12)
