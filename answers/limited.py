"""What purchase limits let through person by person, beside the cohort model (controls.md 1).

A limit on the mean of a group lets more through than limits on people who differ: E min(N, L) ≤
min(E N, L), by Jensen's inequality. How much more is measured with nobody getting round a limit.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from answers.paged import Table
from answers.results import computed, results
from answers.samples import SHELF, Question, at_once
from answers.tables import Row
from model import Scenario, ScenarioError
from wording import Words

SEED = 0
SURELY = 1.96
"""Standard errors to either side that hold a mean with 95 % confidence."""


@dataclass(frozen=True)
class ByPerson:
    """Cohort model, then single members: sales and what of them earns points where nobody gets
    round a limit, yuan; part of accounts that are second ones. `error`: part of sales by which the
    sample may be off; `gini` of net results by person, by account; how many were simulated."""

    sales: tuple[float, float]
    earning: tuple[float, float]
    second: tuple[float, float]
    error: float
    gini: tuple[float, float]
    members: int


@lru_cache(maxsize=32)
def by_person(scenario: Scenario) -> ByPerson | None:
    """What single members make of a scenario's limits; None where it has none, or nobody joins or
    can be simulated."""
    if not scenario.rows("limits"):
        return None
    honest, members = scenario.replace({"identity.evading_share": 0.0}), at_once(scenario)
    try:
        found, alike = (SHELF.of(Question(each, members, SEED)) for each in (scenario, honest))
    except ScenarioError:
        return None
    if not found.count:
        return None
    cohorts, single = computed(honest, ()).summary, alike.spread.summary
    spent, ginis = alike.run.members.spent, found.spread.summary
    return ByPerson(
        sales=(cohorts["sales"], single["sales"]),
        earning=(earning(cohorts), earning(single)),
        second=(results(scenario).summary["second_account_share"], ginis["second_account_share"]),
        error=SURELY * float(np.std(spent) / np.mean(spent)) / math.sqrt(alike.count),
        gini=(ginis["net_result_gini"], ginis["account_result_gini"]),
        members=found.count,
    )


def earning(summary: Mapping[str, float]) -> float:
    """Sales that earn points, yuan."""
    return summary["sales"] * (1.0 - summary["unrewarded_share"])


def told(scenario: Scenario, words: Words) -> str:
    """By how much the cohort model lets more through, and how unequal people and accounts are;
    empty without limits."""
    found = by_person(scenario)
    if found is None:
        return ""
    return words(
        "Purchase limits meet each member's own orders here; the cohort model limits what a group "
        "orders on average, and so lets more through (Jensen): with nobody getting round a limit "
        "{sales} more of sales and {earning} more of sales that earn points. The Gini of net "
        "results is {person} person by person, with all accounts of a person together, and "
        "{account} account by account.",
        sales=words.percent(_more(found.sales)), earning=words.percent(_more(found.earning)),
        person=words.number(found.gini[0], digits=2), account=words.number(found.gini[1], digits=2))


def _more(pair: tuple[float, float]) -> float:
    """By how much the first is above the second; sampling alone may put it below."""
    return max(0.0, pair[0] / pair[1] - 1.0) if pair[1] > 0.0 else 0.0


def tables(scenario: Scenario, words: Words) -> list[Table]:
    """Cohort model and single members side by side; none without limits."""
    found = by_person(scenario)
    if found is None:
        return []

    def row(label: str, cohorts: str, single: str, more: str = "–") -> Row:
        return {words("Under purchase limits"): label, words("Cohort model"): cohorts,
                words("Single members"): single, words("Cohort model, more by"): more}

    def yuan(label: str, pair: tuple[float, float]) -> Row:
        cohorts, single = pair
        return row(label, words.money(cohorts), words.money(single), words.percent(_more(pair)))

    person, account = (words.number(value, digits=2) for value in found.gini)
    return [Table(
        "limits", words("Purchase limits, person by person"),
        words("The cohort model limits what a group orders on average, single members each their "
              "own orders. A limit on the mean lets more through (Jensen)."),
        [yuan(words("Sales, nobody getting round a limit"), found.sales),
         yuan(words("Of these, sales that earn points"), found.earning),
         row(words("Second accounts, of all"), words.percent(found.second[0]),
             words.percent(found.second[1])),
         row(words("Gini of net results, by person"), "–", person),
         row(words("Gini of net results, by account"), "–", account)],
        words("{count} simulated members, seed {seed}. By sampling alone their sales may be off by "
              "{error}, with 95% confidence. Where limits are got round, a group takes what it "
              "lacks to second accounts yuan for yuan, a single member basket for basket.",
              count=words.number(found.members, digits=0), seed=SEED,
              error=words.percent(found.error)))]
