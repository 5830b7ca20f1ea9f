"""Modes as the trade knows them: rows of `modes` that are added ready-made (modes.md section 9)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from types import MappingProxyType

from model import Scenario
from model.terms.rows import with_row

TEMPLATES: Mapping[str, Mapping[str, object]] = MappingProxyType({
    "queue": {"kind": "rebate"},
    "circular": {
        "kind": "rebate", "head_share": 0.0, "funding_share": 0.1, "funding_basis": "shop",
        "payout_multiple": 3.0,
    },
    "packets": {
        "kind": "rebate", "head_share": 0.0, "funding_share": 0.14, "pot_release_rate": 0.2,
        "claim_days": 5,
    },
    "chain": {"kind": "chain", "orders": "first", "funding_share": 0.6},
    "draw": {"kind": "draw", "funding_share": 0.3, "winner_fund": 1.0},
    "flash": {"kind": "resale"},
    "box": {"kind": "resale", "yield_rate": 0.0125, "listing_fee": 0.0, "listing_commission": 0.0},
    "stages": {"kind": "presale"},
})
"""Fields off their defaults, by template; `wording.names.row_name` says what each is called."""


def with_template(scenario: Scenario, template: str, row: str = "") -> Scenario:
    """The scenario with a mode more, named as the template or `row`; with a number behind where
    that name is taken. KeyError where there is no such template; ScenarioError: a malformed id."""
    fields, wanted = TEMPLATES[template], row or template
    taken = scenario.rows("modes")
    names = (f"{wanted}_{number}" if number > 1 else wanted for number in count(1))
    name = next(each for each in names if each not in taken)
    changes = {f"modes.{name}.{field}": value for field, value in fields.items()}
    return with_row(scenario, "modes", name).replace(changes)
