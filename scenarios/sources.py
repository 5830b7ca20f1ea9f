"""What the source stands for: the value that a statement or an assumption gives, so that no other
value passes for it.

The source's value of a dotted name is that of the scenario as pitched. For a row that the pitch
does not have it is what all its rows of that table (of products, all of the same role) have in
common; where it has no rows at all, the declared default as long as that is kept. Else none.
"""

from __future__ import annotations

from dataclasses import dataclass

from model import Scenario
from model.terms.checks import Value
from model.terms.names import row_ids_of, table_of
from model.terms.parameters import declared, pattern
from scenarios.documents import PITCHED, load

RULES = frozenset({
    "products.*.role", "campaigns.*.start_day", "campaigns.*.issue_days",
    "campaigns.*.cap_measure", "campaigns.*.closing_days", "campaigns.*.closing_boost",
    "rotation.after_pause_share", "ad_points.missed_day", "referral.order_direct",
    "referral.order_indirect", "referral.funded_by", "team.basis", "agents.*.basis",
})
"""Fields whose statement gives a rule or a choice and no figure; as pitched is our reading."""


@dataclass(frozen=True)
class Vouched:
    """The value that the source of a parameter stands for, if it gives one for that row."""

    known: bool
    value: Value | None = None


def vouched(name: str, scenario: Scenario) -> Vouched:
    """What the source stands for under a dotted name of `scenario`. KeyError for an unknown one."""
    pitched = load(PITCHED).scenario
    if name in pitched.possible_names:
        return Vouched(True, pitched[name])
    field, default = declared(name).field, declared(name).default
    if not pitched.rows(table_of(field)):
        return Vouched(scenario[name] == default, default)
    found = {pitched[field.replace("*", row)] for row in _rows_alike(name, scenario, pitched)}
    return Vouched(True, found.pop()) if len(found) == 1 else Vouched(False)


def entered(name: str, scenario: Scenario) -> bool:
    """Whether the value of a dotted name is not the source's."""
    source = vouched(name, scenario)
    return not source.known or scenario[name] != source.value


def is_rule(name: str) -> bool:
    """Whether the statement behind a name gives a rule and no figure."""
    return pattern(name) in RULES


def _rows_alike(name: str, scenario: Scenario, pitched: Scenario) -> list[str]:
    """The pitch's rows that a row may be held against: of its table, of its role."""
    table = table_of(pattern(name))
    row = name.removeprefix(f"{table}.").rpartition(".")[0]
    return [
        each for each in row_ids_of(pitched.flat, table)
        if table != "products" or pitched[f"products.{each}.role"] == scenario[
            f"products.{row}.role"]
    ]
