"""What must hold elsewhere for a parameter to take part at all: why a lever may be off."""

from __future__ import annotations

from collections.abc import Mapping

from model import Scenario
from model.parameters import pattern

Gate = tuple[str, tuple[object, ...]]
"""A field, and its values that switch the other one off; its row is that of the other one."""

_NOT_BASS = ("growth.curve", ("constant", "exponential", "series"))
_ON_ORDER, _ON_RELEASE = ("referral.basis", ("order",)), ("referral.basis", ("release",))

GATES: Mapping[str, tuple[Gate, ...]] = {
    "growth.market_size": (_NOT_BASS,),
    "growth.innovation": (_NOT_BASS,),
    "growth.imitation": (_NOT_BASS,),
    "growth.daily_joins": (("growth.curve", ("bass", "series")),),
    "growth.growth_rate": (("growth.curve", ("bass", "constant", "series")),),
    "growth.peak_daily_joins": (("growth.curve", ("bass", "constant", "series")),),
    "segments.*.reorder_scale": (("segments.*.reorder_interval", (0.0,)),),
    "segments.*.retention_half_life": (("segments.*.reorder_interval", (0.0,)),),
    "segments.*.attention_half_life": (("segments.*.task_completion", (0.0,)),),
    "products.*.gift_share": (("products.*.role", ("wallet",)),),
    "products.*.ad_point_rate": (("products.*.role", ("wallet",)),),
    "campaigns.*.fee_to_platform": (("campaigns.*.sell_fee", (0.0,)),),
    "campaigns.*.closing_days": (
        ("campaigns.*.closing_boost", (1.0,)), ("campaigns.*.issue_days", (None,)),
    ),
    "campaigns.*.closing_boost": (
        ("campaigns.*.closing_days", (0,)), ("campaigns.*.issue_days", (None,)),
    ),
    "campaigns.*.initial_pool": (("campaigns.*.initial_points", (0.0,)),),
    "campaigns.*.initial_points": (("campaigns.*.initial_pool", (0.0,)),),
    "ad_points.revenue_per_view": (("ad_points.ads_per_task", (0.0,)),),
    "referral.direct": (_ON_ORDER, ("referral.sponsored_share", (0.0,))),
    "referral.indirect": (_ON_ORDER, ("referral.sponsored_share", (0.0,))),
    "referral.order_direct": (_ON_RELEASE, ("referral.sponsored_share", (0.0,))),
    "referral.order_indirect": (_ON_RELEASE, ("referral.sponsored_share", (0.0,))),
    "team.levels.*.same_level_share": (("team.same_level_rate", (0.0,)),),
    "agents.*.ramp_days": (("agents.*.sold_share", (0.0,)),),
    "events.*.day": (("events.*.size", (0.0,)),),
}


def closed_gate(scenario: Scenario, name: str) -> str:
    """The dotted name of what switches a parameter off in this scenario; empty if nothing known."""
    field = pattern(name)
    before, _, after = field.partition("*")
    row = name[len(before) : len(name) - len(after)] if "*" in field else ""
    for gate, values in GATES.get(field, ()):
        other = gate.replace("*", row)
        if other in scenario.possible_names and scenario[other] in values:
            return other
    return ""
