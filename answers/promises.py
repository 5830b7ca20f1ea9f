"""The promises of the pitch tested on a scenario, and what it would take to keep them."""

from dataclasses import dataclass
from functools import lru_cache

from analysis.batches import Progress
from analysis.claims import EDGES, Claim, cash_at, condition_sentence, examine
from analysis.conditions import Condition
from analysis.texts import Sentence
from answers.results import results
from answers.sentences import joined
from answers.shelves import Alone, once
from model import Scenario
from wording import Words


@dataclass(frozen=True)
class Term:
    """A condition in words; `cash` is the lowest operating cash where it is just met."""

    condition: Condition
    sentence: Sentence
    cash: float


@dataclass(frozen=True)
class Solved:
    """What it takes to keep a promise: the later sales, if they decide, and terms by lever."""

    later_sales: Sentence | None
    terms: tuple[Term, ...]


@once(64)
def tested(scenario: Scenario) -> tuple[Claim, ...]:
    """Verdict and figures of every promise; the conditions take longer."""
    return tuple(examine(scenario, conditions=False))


_alone = Alone[Scenario]()


@lru_cache(maxsize=64)
def solved(scenario: Scenario) -> dict[str, Solved]:
    """What it takes, by promise; empty until a job has put it there, for all sessions."""
    return {}


def solve(scenario: Scenario, progress: Progress | None = None) -> dict[str, Solved]:
    """What it takes to keep each promise, by its name: equal questions are answered once. Raises
    Cancelled.
    """
    with _alone.asks(scenario):
        known = solved(scenario)
        if not known:
            known.update(_solved(scenario, progress))
    return known


def _solved(scenario: Scenario, progress: Progress | None) -> dict[str, Solved]:
    return {
        claim.promise.name: Solved(
            claim.later_sales.sentence if claim.later_sales else None,
            tuple(_term(scenario, claim, each) for each in claim.conditions),
        )
        for claim in examine(scenario, progress=progress)
    }


def _term(scenario: Scenario, claim: Claim, condition: Condition) -> Term:
    sentence = condition_sentence(condition, claim.verdict == "holds")
    return Term(condition, sentence, cash_at(scenario, condition))


def found(claim: Claim, words: Words) -> str:
    """What was found, of what it is a share, and what it hides."""
    return joined([words.sentence(each) for each in claim.findings], words)


def part_kept(claim: Claim, words: Words) -> str:
    """The part to which a promise is kept, empty where it is no share."""
    kept = claim.judged.figures.get("kept")
    return words.percent(claim.kept) if kept else ""


def what_it_takes(claim: Claim, solved: Solved, scenario: Scenario, words: Words) -> list[str]:
    """The later sales, if they decide, and every term under which the promise holds or would."""
    later = [words.sentence(solved.later_sales)] if solved.later_sales else []
    return later + [_described(term, claim, scenario, words) for term in solved.terms]


def _described(term: Term, claim: Claim, scenario: Scenario, words: Words) -> str:
    """A condition, and what keeping the promise so would do to operating cash."""
    sentence = words.sentence(term.sentence)
    if term.condition.lever.bases:
        sentence = joined([sentence, words("(× is times the present value of each row.)")], words)
    if claim.verdict == "holds" or not can_be_met(term):
        return sentence
    now = results(scenario).summary["lowest_cash"]
    cost = words("Operating cash would then fall to {cash} at its lowest, now {now}.",
                 cash=words.money(term.cash), now=words.money(now))
    return joined([sentence, cost], words)


def can_be_met(term: Term) -> bool:
    """Whether some setting of the lever keeps the promise."""
    return term.condition.way in EDGES
