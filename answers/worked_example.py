"""Do the source's own figures add up? Its example in steps, and how many figures hold."""

from dataclasses import dataclass
from fractions import Fraction

from model.laws.ledger import Row, Step
from model.laws.worked_example import FIRST, SALE, SECOND, worked_example
from wording import Words, mark


@dataclass(frozen=True)
class Stage:
    """One step of the example: a title, what happens (msgids), the figures whose ids begin with
    one of `figures`, and the pool after it and before it, where it moves the pool.
    """

    title: str
    story: str
    figures: tuple[str, ...]
    after: Step | None = None
    before: Step | None = None


STAGES = {
    "order-1": Stage(
        mark("First order"),
        mark("A member orders for 1,000 yuan. 300 pay for the goods, 100 go to the platform, 300 "
             "are kept for distribution; the remaining 300 go to the pool. 70% of them are given "
             "as points at the issue price of 1 yuan. The pool holds more than the points cost, "
             "so each point is worth more than its buyer was charged."),
        ("order-1.contribution", "order-1.minted", "order-1.price"), FIRST,
    ),
    "order-2": Stage(
        mark("Second order"),
        mark("A second member orders the same. The gift is worth 210 yuan again, but the price "
             "has risen: it buys fewer points. Who comes later gets less for the same money."),
        ("order-2.minted", "order-2.pool", "order-2.points", "order-2.price", "order-3.minted"),
        SECOND, FIRST,
    ),
    "sale": Stage(
        mark("Sale"),
        mark("The second member sells all points at once. They are destroyed; the pool pays 80% "
             "of their value and keeps 20%. Here the source's figures go wrong: it takes 80% of "
             "the contribution of 300, which is not what the points are worth."),
        ("sale.",), SALE, SECOND,
    ),
    "prices": Stage(
        mark("Many orders"),
        mark("Other vendors of the scheme publish prices after up to 767 such orders, with "
             "nobody selling. They are right. What they do not say is how the price slows down."),
        tuple(f"order-{count}.published_price" for count in (1, 2, 3, 300, 767)),
    ),
    "ad_points": Stage(
        mark("Ad points"),
        mark("The same order earns 1,100 ad points, of which 1% of the balance is released as "
             "cash on each day with the ad task done. A part of a balance is never the whole "
             "balance; and the order, already spent four ways, leaves nothing to pay it with."),
        ("ad_points.", "referral."),
    ),
    "cap": Stage(
        mark("Cap"),
        mark("At a multiple of what the member spent, the system sells the points by force. The "
             "source names several multiples and often forgets the fee."),
        ("gift.", "cap."),
    ),
    "agents": Stage(
        mark("Agents"),
        mark("Regional agents pay a fee and earn a part of the sales in their area. The source "
             "does not say how much must be sold there to earn the fee back; this is it."),
        ("agents.",),
    ),
    "stores": Stage(
        mark("Stores"),
        mark("The source divides the market value of listed chains by their number of stores. We "
             "show it as the anecdote that it is: it forecasts nothing."),
        ("stores.",),
    ),
}


def question(words: Words) -> str:
    """What the page answers."""
    return words("Do the source's own figures add up?")


def verdict(words: Words) -> str:
    """How many printed figures hold, and what the worst error is."""
    judged = [row for row in worked_example() if row.agrees is not None]
    paid = next(row for row in judged if row.step == "sale.paid")
    return words(
        "Of {count} figures that the source and other vendors print, {right} hold to the digits "
        "printed and {wrong} do not. The errors all sit in one sale, which the source overpays "
        "by {excess}, and in what two referrers cost.",
        count=len(judged), right=sum(bool(row.agrees) for row in judged),
        wrong=sum(not row.agrees for row in judged),
        excess=words.money(float(Fraction(paid.printed[0]) - paid.computed), compact=False),
    )


def rows_of(stage: str) -> list[Row]:
    """The figures of one stage, in the example's order."""
    return [row for row in worked_example() if row.step.startswith(STAGES[stage].figures)]


def published() -> dict[int, Row]:
    """The prices that vendors publish, by their number of orders."""
    return {int(row.step.split(".")[0].removeprefix("order-")): row for row in rows_of("prices")}


def judgement(row: Row, words: Words) -> str:
    """How the printed figures stand to the exact one, in words; empty if nothing is printed."""
    texts = {
        "exact": words("exact"), "either": words("right"), "rounded": words("right, rounded"),
        "truncated": words("right, cut off"),
    }
    return words("; ").join(
        texts[found] if found in texts else _off(Fraction(printed), row.computed, words)
        for printed, found in zip(row.printed, row.agreements, strict=True)
    )


def _off(printed: Fraction, computed: Fraction, words: Words) -> str:
    """By how much a printed figure is too high or too low."""
    difference = printed - computed
    facts = {
        "size": words.number(abs(float(difference))),
        "part": words.percent(abs(float(difference / computed))),
    }
    if difference > 0:
        return words("too high by {size} ({part})", **facts)
    return words("too low by {size} ({part})", **facts)


def figure(value: Fraction, words: Words) -> str:
    """An exact value with its digits, at most six decimals; ≈ in front where there are more."""
    rounded = round(value, 6)
    decimals = f"{float(abs(rounded)):.6f}".rstrip("0").partition(".")[2]
    text = words.number(float(rounded), digits=len(decimals))
    return text if rounded == value else f"≈\N{NO-BREAK SPACE}{text}"
