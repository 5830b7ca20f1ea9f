"""Per role, what one yuan of sales costs, contributes, gifts and grants (model.md section 3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from model.terms.checks import contribution
from model.terms.scenario import Scenario


@dataclass(frozen=True)
class Basket:
    """Price of a basket in yuan (0 if the role has no product), the rest per yuan of sales.

    Each is an array (scenario,) or a plain number.
    """

    price: np.ndarray | float
    cost: np.ndarray | float
    contribution: np.ndarray | float
    gift: np.ndarray | float
    ad_points: np.ndarray | float


def basket(scenario: Scenario, role: str) -> Basket:
    """The basket of `enrolment`, `repurchase` or `wallet` products of one scenario."""
    return basket_of(scenario.flat, scenario.rows("products"), role)


def basket_of(flat: Mapping[str, object], products: tuple[str, ...], role: str) -> Basket:
    """A role's basket from flat values, each a number or an array over scenarios."""

    def value(row: str, field: str) -> np.ndarray:
        return flat[f"products.{row}.{field}"]  # type: ignore[return-value]

    rows = [row for row in products if flat[f"products.{row}.role"] == role]
    if not rows:
        return Basket(0.0, 0.0, 0.0, 0.0, 0.0)
    total = sum(value(row, "mix") for row in rows)
    mix = {row: value(row, "mix") / total for row in rows}
    paid = {row: contribution(flat, row) for row in rows}
    price = sum(mix[row] * value(row, "price") for row in rows)
    cost = sum(mix[row] * value(row, "unit_cost") for row in rows)
    gift = sum(mix[row] * paid[row] * value(row, "gift_share") for row in rows)
    points = sum(mix[row] * value(row, "price") * value(row, "ad_point_rate") for row in rows)
    contributed = sum(mix[row] * paid[row] for row in rows)
    return Basket(price, cost / price, contributed / price, gift / price, points / price)
