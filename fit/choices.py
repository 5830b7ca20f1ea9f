"""What is asked about a file, each with a proposal: nothing is guessed silently."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from fit.baskets import CLASSES
from fit.cells import UTC_OFFSET

PERMITTED: Mapping[str, tuple[float, float]] = MappingProxyType({
    "horizon": (30, 3650), "segments": (1, 6), "price_classes": (1, CLASSES),
    "market_size": (1, 1e10), "utc_offset": (-14, 14),
})
"""Least and most of what may be said beside a file: days, rows, members, hours."""
ANSWERS: Mapping[str, tuple[str, str]] = MappingProxyType({
    "date_order": ("day", "month"), "dots": ("thousands", "decimals"), "amounts": ("once", "sum"),
    "complete": ("yes", "no"),
})
"""What may be answered to each question that has two answers: first the one that means yes."""


@dataclass(frozen=True)
class Choices:
    """Answers to what a file leaves open; None takes what is proposed.

    `columns`: the name of a column by role, empty for none; `day_first`: how 05/06/2024 is read;
    `thousands`: whether 1.234 is a thousand and more; `once`: whether an order's amount is taken
    once, not summed over its rows; `complete`: whether the shop's first order is in the file;
    `market_size`: in members; `utc_offset`: hours, of Unix times.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    thousands: bool | None = None
    once: bool | None = None
    complete: bool | None = None
    market_size: float | None = None
    utc_offset: float = UTC_OFFSET

    @staticmethod
    def said(
        columns: Mapping[str, str], answers: Mapping[str, str | None], market_size: float | None,
        utc_offset: float,
    ) -> Choices:
        """From the words of ANSWERS, as a command, a request and a page give them."""
        return Choices(
            columns, day_first=_is_yes(answers, "date_order"), thousands=_is_yes(answers, "dots"),
            once=_is_yes(answers, "amounts"), complete=_is_yes(answers, "complete"),
            market_size=market_size, utc_offset=utc_offset)


def _is_yes(answers: Mapping[str, str | None], name: str) -> bool | None:
    given = answers[name]
    return None if given is None else given == answer_of(name, True)


@dataclass(frozen=True)
class Question:
    """`name`: what is asked (`column.customer`, `date_order`, `dots`, `amounts`, `complete`,
    `market_size`);
    `options`: what can be answered, the proposal first; `answer`: what was taken."""

    name: str
    options: tuple[str, ...]
    answer: str

    @property
    def proposal(self) -> str:
        """What is taken where nobody answers."""
        return self.options[0]


def answer_of(name: str, is_yes: bool) -> str:
    """The answer that means yes, or the one that means no."""
    return ANSWERS[name][0 if is_yes else 1]


def question(name: str, proposed: bool, answer: bool) -> Question:
    """One that has two answers: what is proposed and what was taken."""
    return Question(name, (answer_of(name, proposed), answer_of(name, not proposed)),
                    answer_of(name, answer))
