"""Whether values are permitted: field by field, and what single fields cannot show."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from model.terms import problems as wrong
from model.terms.names import row_ids_of
from model.terms.parameters import GIFT_LIMIT, Parameter, declared
from model.terms.problems import Problem, problem

Value = float | int | str | tuple[float, ...]
ROLES = ("enrolment", "repurchase", "wallet")


def checked(
    name: str, value: object, parameter: Parameter, problems: list[Problem]
) -> Value | None:
    """The value in its declared type, or None after noting a problem."""
    if parameter.kind == "choice":
        if isinstance(value, str) and value in parameter.choices:
            return value
        near = difflib.get_close_matches(str(value), list(parameter.choices), 1, 0.0)[0]
        details = {"permitted": parameter.permitted, "nearest": near}
        problems.append(problem(wrong.NOT_A_CHOICE, name, value, **details))
        return None
    if parameter.kind == "series":
        if not isinstance(value, list | tuple):
            problems.append(problem(wrong.NOT_A_NUMBER, name, value, permitted=parameter.permitted))
            return None
        entries = [number(f"{name}[{i}]", x, parameter, problems) for i, x in enumerate(value)]
        return tuple(float(x) for x in entries if x is not None)
    return number(name, value, parameter, problems)


def number(
    name: str, value: object, parameter: Parameter, problems: list[Problem]
) -> float | int | None:
    """A permitted number in its declared type, or None after noting a problem."""
    details = {"permitted": parameter.permitted}
    numeric = isinstance(value, int | float | np.number) and not isinstance(value, bool)
    if not numeric or not _finite(value):
        problems.append(problem(wrong.NOT_A_NUMBER, name, value, **details))
    elif parameter.kind == "whole" and value != int(value):  # type: ignore[call-overload]
        problems.append(problem(wrong.NOT_WHOLE, name, value, **details))
    elif not parameter.permits(value):  # type: ignore[arg-type]
        problems.append(problem(wrong.OUT_OF_RANGE, name, value, **details))
    else:
        whole = parameter.kind == "whole"
        return int(value) if whole else float(value)  # type: ignore[call-overload,arg-type]
    return None


def _finite(value: object) -> bool:
    try:
        return math.isfinite(value)  # type: ignore[arg-type]
    except OverflowError:  # a TOML integer may be larger than any float
        return False


def refused(name: str, values: np.ndarray) -> list[Problem]:
    """At most one problem: the first value of a varied field that is not permitted."""
    found: list[Problem] = []
    parameter = declared(name)
    low = -np.inf if parameter.low is None else parameter.low
    high = np.inf if parameter.high is None else parameter.high
    suspect = ~((values > low) & (values < high) & np.isfinite(values))
    if parameter.kind == "whole":
        suspect |= values != np.floor(values)
    for value in values[suspect]:
        number(name, float(value), parameter, found)
        if found:
            break
    return found


def cross_problems(flat: Mapping[str, object]) -> list[Problem]:
    """What single fields cannot show. Values may be arrays over scenarios: the worst is named."""
    return [
        *_missing_rows(flat),
        *_weightless(flat),
        *_negative_contributions(flat),
        *_one_sided_pools(flat),
        *_high_boosts(flat),
        *_too_many_winners(flat),
        *_first_order_too_large(flat),
        *_too_many_vouchers(flat),
        *_low_ceilings(flat),
    ]


def _missing_rows(flat: Mapping[str, object]) -> Iterator[Problem]:
    for table in ("segments", "campaigns"):
        if not row_ids_of(flat, table):
            yield problem(wrong.NO_ROW, table)
    if not _with_role(flat, "enrolment"):
        yield problem(wrong.NO_ROW, "products (role = enrolment)")


def _with_role(flat: Mapping[str, object], role: str) -> list[str]:
    return [row for row in row_ids_of(flat, "products") if flat[f"products.{row}.role"] == role]


def _weightless(flat: Mapping[str, object]) -> Iterator[Problem]:
    groups = [[f"segments.{row}.share" for row in row_ids_of(flat, "segments")]]
    groups += [[f"products.{row}.mix" for row in _with_role(flat, role)] for role in ROLES]
    for names in groups:
        if names and np.any(sum(np.asarray(flat[name], float) for name in names) <= 0):
            yield problem(wrong.NO_WEIGHT, " + ".join(names), 0)


def contribution(flat: Mapping[str, object], row: str) -> Any:
    """Contribution of one product in yuan (model.md section 1); mere rounding counts as zero.

    A number or an array (scenario,), as the values are.
    """
    fields = ("price", "unit_cost", "platform_margin", "commission_reserve")
    values: list[Any] = [flat[f"products.{row}.{field}"] for field in fields]
    price, *costs = values
    left = price - costs[0] - costs[1] - costs[2]
    rounding = 1e-14 * (price + costs[0] + costs[1] + costs[2])
    return left * (abs(left) > rounding)


def _negative_contributions(flat: Mapping[str, object]) -> Iterator[Problem]:
    for row in row_ids_of(flat, "products"):
        left = contribution(flat, row)
        if np.any(left < 0):
            at = int(np.argmin(left))
            name = f"products.{row}.price"
            price = float(_at(flat[name], at))
            worst = float(np.min(left))
            yield problem(
                wrong.NEGATIVE_CONTRIBUTION, name, price, contribution=f"{worst:.10g}",
                permitted=f"{price - worst:.10g}",
            )


def _one_sided_pools(flat: Mapping[str, object]) -> Iterator[Problem]:
    for row in row_ids_of(flat, "campaigns"):
        pool, points = (f"campaigns.{row}.{field}" for field in ("initial_pool", "initial_points"))
        uneven = (np.asarray(flat[pool]) > 0) != (np.asarray(flat[points]) > 0)
        if np.any(uneven):
            at = int(np.argmax(uneven))
            lacking = pool if _at(flat[pool], at) == 0 else points
            yield problem(wrong.ONE_SIDED_POOL, lacking, _at(flat[lacking], at), permitted="x > 0")


def _high_boosts(flat: Mapping[str, object]) -> Iterator[Problem]:
    products = row_ids_of(flat, "products")
    gifts = [np.asarray(flat[f"products.{row}.gift_share"], float) for row in products]
    for row in row_ids_of(flat, "campaigns"):
        name = f"campaigns.{row}.closing_boost"
        boosted = [gift * np.asarray(flat[name], float) for gift in gifts]
        highest = max((float(np.max(product)) for product in boosted), default=0.0)
        if highest > GIFT_LIMIT * (1 + 1e-12):
            yield problem(
                wrong.BOOST_TOO_HIGH, name, float(np.max(np.asarray(flat[name], float))),
                product=f"{highest:.6g}", permitted=f"x ≤ {GIFT_LIMIT:g}",
            )


def _too_many_winners(flat: Mapping[str, object]) -> Iterator[Problem]:
    for row in row_ids_of(flat, "modes"):
        name, size = f"modes.{row}.winners", f"modes.{row}.group_size"
        if name in flat and np.any(np.asarray(flat[name]) >= np.asarray(flat[size])):
            at = int(np.argmax(np.asarray(flat[name], float) - np.asarray(flat[size], float)))
            permitted = f"n < {_at(flat[size], at):g}"
            yield problem(wrong.TOO_MANY_WINNERS, name, _at(flat[name], at), permitted=permitted)


def _first_order_too_large(flat: Mapping[str, object]) -> Iterator[Problem]:
    limits = [row for row in row_ids_of(flat, "limits") if flat[f"limits.{row}.on"] != "earning"]
    for row in limits:
        order: Any = 1.0 if flat[f"limits.{row}.on"] == "orders" else _first_order(flat)
        name = f"limits.{row}.limit"
        short = np.asarray(flat[name], float) < order * (1.0 - 1e-12)
        if np.any(short):
            at = int(np.argmax(short))
            least = f"{_at(order, at):.10g}"
            yield problem(wrong.FIRST_ORDER_TOO_LARGE, name, _at(flat[name], at), order=least,
                          permitted=f"x ≥ {least}")


def _first_order(flat: Mapping[str, object]) -> Any:
    """Price of an enrolment basket in yuan (model.md section 3)."""
    rows = _with_role(flat, "enrolment")
    values: list[Any] = [
        [flat[f"products.{row}.{field}"] for field in ("mix", "price")] for row in rows
    ]
    return sum(mix * price for mix, price in values) / sum(mix for mix, _ in values)


def _too_many_vouchers(flat: Mapping[str, object]) -> Iterator[Problem]:
    spent, lapsed = (
        np.asarray(flat[f"wallet.voucher_{what}_rate"], float) for what in ("spend", "lapse")
    )
    total = spent + lapsed
    if np.any(total > 1.0 + 1e-12):
        at = int(np.argmax(total))
        name = "wallet.voucher_spend_rate"
        yield problem(wrong.TOO_MANY_VOUCHERS, name, _at(flat[name], at),
                      total=f"{_at(total, at):.10g}", permitted=f"x ≤ {1.0 - _at(lapsed, at):.10g}")


def _low_ceilings(flat: Mapping[str, object]) -> Iterator[Problem]:
    for row in row_ids_of(flat, "campaigns"):
        name = f"campaigns.{row}.price_ceiling"
        if name in flat:
            issue, floor = (np.asarray(flat[f"campaigns.{row}.{field}"], float)
                            for field in ("issue_price", "price_floor"))
            low = np.asarray(flat[name], float) - np.maximum(issue, floor)
            if np.any(low <= 0.0):
                at = int(np.argmin(low))
                least = max(_at(issue, at), _at(floor, at))
                yield problem(wrong.LOW_CEILING, name, _at(flat[name], at),
                              permitted=f"x > {least:.10g}")


def _at(value: object, index: int) -> float:
    array = np.atleast_1d(np.asarray(value, float))
    return float(array[index if array.size > 1 else 0])
