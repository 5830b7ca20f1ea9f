"""The terms of modes as the arrays that their laws read (modes.md section 1)."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from model.bounds import FOR_EVER
from model.terms.modes import MODE_KINDS, MODES

KINDS = tuple(MODE_KINDS)
"""Each law's file has the place of its kind."""

RULES = ("kind", "takes_money", "stops", "of_shop")
KIND, TAKES_MONEY, STOPS, OF_SHOP = range(len(RULES))
"""Whether a mode takes deposits, not orders; stops when its pot is short; is funded by the shop."""

COMMON = (
    "start_day", "end_day", "first_share", "repeat_share", "funding_share", "settlement_share",
)
START_DAY, END_DAY, FIRST_SHARE, REPEAT_SHARE, FUNDING_SHARE, SETTLEMENT_SHARE = range(len(COMMON))
"""`first_share`, `repeat_share`: parts of first and of later orders that enter, or yuan put in per
yuan of them."""

OWN_FIELDS = {
    kind: tuple(each.field.rpartition(".")[2] for each in MODES
                if each.kinds == (kind,) and each.kind != "choice")
    for kind in KINDS
}
"""As declared, which is the order in which each law takes its own numbers; a chain's are followed
by the part of members who have a sponsor."""

_DEPOSITS = next(each.kinds for each in MODES if each.field == "modes.*.deposit_share")

OWN_NUMBERS = len(COMMON)
NUMBERS = OWN_NUMBERS + max(map(len, OWN_FIELDS.values()))

ABSENT = -1.0
"""Stands for a `settlement_share` that is not given."""

Value = Callable[[str, str, object], object]


class ModeTerms(NamedTuple):
    """`rules` (mode, RULES) and `numbers` (scenario, mode, NUMBERS)."""

    rules: np.ndarray
    numbers: np.ndarray


def terms_of(
    rows: tuple[str, ...], value: Value, sponsored_share: object, count: int
) -> ModeTerms:
    """The modes of a batch of `count` scenarios; value(row, field, absent): a number or an array
    (scenario,), or a choice; sponsored_share alike."""
    terms = ModeTerms(
        np.zeros((len(rows), len(RULES)), dtype=np.int64), np.zeros((count, len(rows), NUMBERS))
    )
    for m, row in enumerate(rows):
        kind = str(value(row, "kind", ""))
        takes_money = kind in _DEPOSITS
        terms.rules[m] = (
            KINDS.index(kind), takes_money, value(row, "shortfall", "") == "stop",
            value(row, "funding_basis", "") == "shop",
        )
        share = np.asarray(value(row, "deposit_share" if takes_money else "order_share", 0.0))
        start, orders = np.asarray(value(row, "start_day", 0)), value(row, "orders", "all")
        common = (
            start, start + np.asarray(value(row, "run_days", FOR_EVER)),
            share * float(orders != "repeat"), share * float(orders != "first"),
            value(row, "funding_share", 0.0), value(row, "settlement_share", ABSENT),
        )
        own = [value(row, field, FOR_EVER) for field in OWN_FIELDS[kind]]
        own += [sponsored_share] if kind == "chain" else []
        for place, number in enumerate((*common, *own)):
            terms.numbers[:, m, place] = number
    return terms


@lru_cache(maxsize=64)
def no_modes(count: int) -> ModeTerms:
    """The terms of `count` scenarios without modes."""
    return ModeTerms(np.zeros((0, len(RULES)), dtype=np.int64), np.zeros((count, 0, NUMBERS)))
