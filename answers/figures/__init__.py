"""Every figure of a scenario once, with its title and the sentence that says what it shows.

Pages, pitches and reports pick theirs by key.
"""

from collections.abc import Callable, Collection
from dataclasses import replace

from answers.cards import Card
from answers.figures import exits, overview, payouts, price, releases, treasury
from answers.figures.scene import Scene

__all__ = ["FIGURES", "Scene", "drawn"]

FIGURES: dict[str, Callable[[Scene], Card]] = {
    "recovered-share": overview.recovered_share, "recovered": overview.recovered,
    "price": overview.price, "cash": overview.cash, "uses": overview.uses,
    "pool": price.pool, "drivers": price.drivers, "rule": price.rule,
    "pool-growth": exits.pool_growth, "exit-days": exits.exit_days, "waits": exits.waits,
    "exit-shares": exits.exit_shares,
    "paid-back": releases.paid_back, "owed": releases.owed, "ledger": releases.ledger,
    "income-per-member": releases.income_per_member, "sales-growth": releases.sales_growth,
    "payout-ratio": payouts.payout_ratio, "beside": payouts.beside, "referral": payouts.referral,
    "agents": payouts.agents,
    "advert-income": treasury.advert_income, "sources-uses": treasury.sources_uses,
}


def drawn(scene: Scene, *keys: str, half: Collection[str] = ()) -> list[Card]:
    """The figures of these keys in this order, those in `half` side by side."""
    return [replace(FIGURES[key](scene), half=key in half) for key in keys]
