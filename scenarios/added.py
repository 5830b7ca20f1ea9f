"""A row more in a table of a scenario, so that nothing else is overturned by it.

A campaign starts when the last one ends, a segment is a copy that weighs nothing, a product weighs
nothing within its role, a tier of agents has sold no territory, a level of leaders has no volume
below it, an event has no size. A mode and a purchase limit come as they are declared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import count

from model import Scenario
from model.terms.declarations import DAYS_LIMIT
from model.terms.names import fields_of, kind_of
from model.terms.parameters import PARAMETERS
from model.terms.rows import with_row

_HARMLESS: Mapping[str, Mapping[str, object]] = {
    "segments": {"share": 0.0},
    "products": {"mix": 0.0},
    "agents": {"sold_share": 0.0},
    "team.levels": {"volume_share": 0.0},
    "events": {"size": 0.0},
}
_ID_LETTERS = 40


def added(scenario: Scenario, table: str, row: str, like: str | None = None) -> Scenario:
    """The scenario with a row more at the end of `table`, a copy of `like` or of what is proposed.

    Raises ScenarioError: an id that is malformed or taken, or a row that does not go with the rest.
    """
    model = like or _model(scenario, table)
    more = with_row(scenario, table, row, model)
    return more.replace({
        f"{table}.{row}.{field}": value for field, value in _harmless(scenario, table).items()})


def proposal(
    scenario: Scenario, table: str, kind: object = None, role: object = None
) -> dict[str, object]:
    """What the fields of a new row start as, by their last name; None where one is absent. `kind`:
    of the row, where rows have kinds; `role`: of a product.
    """
    model = _model(scenario, table)
    start: dict[str, object] = {
        field.rpartition(".")[2]: PARAMETERS[field].default if model is None
        else scenario[field.replace("*", model)]
        for field in fields_of(table, kind or kind_of({}, table, ""))
    }
    start |= _harmless(scenario, table)
    others = {scenario[f"products.{row}.role"] for row in scenario.rows("products")}
    if table == "products" and role not in (None, *others):
        start["mix"] = PARAMETERS["products.*.mix"].default
    return start


def _model(scenario: Scenario, table: str) -> str | None:
    """The row that a new one copies: of segments the last."""
    rows = scenario.rows(table)
    return rows[-1] if table == "segments" and rows else None


def _harmless(scenario: Scenario, table: str) -> Mapping[str, object]:
    if table == "campaigns":
        return {"start_day": after_campaigns(scenario)}
    return _HARMLESS.get(table, {})


def after_campaigns(scenario: Scenario) -> int:
    """The day on which no campaign that there is gifts points any more; where one gifts for ever,
    the end of the run.
    """
    ends = []
    for row in scenario.rows("campaigns"):
        days = scenario[f"campaigns.{row}.issue_days"]
        start = scenario.number(f"campaigns.{row}.start_day")
        ends.append(scenario.number("horizon.days") if days is None else start + int(days))  # type: ignore[arg-type]
    return int(min(max(ends, default=0), DAYS_LIMIT))


def free_id(table: str, taken: object, title: str = "") -> str:
    """An id for a row: its title with `_` for what no id may have, else the table's name; with a
    number behind where that is taken. `taken`: ids that there are.
    """
    known = set(taken)  # type: ignore[call-overload]
    wanted = re.sub(r"[^\w-]+", "_", title.strip()).strip("_")
    wanted = wanted or table.rpartition(".")[2].removesuffix("s")
    names = (wanted[:_ID_LETTERS] if n == 1 else f"{wanted[:_ID_LETTERS - 4]}_{n}"
             for n in count(1))
    return next(name for name in names if name not in known)
