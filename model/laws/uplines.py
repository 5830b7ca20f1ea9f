"""What uplines get per yuan of releases or of orders (model.md section 5.7)."""

from __future__ import annotations

import numpy as np

from model.laws.inputs import Inputs


def commission_rates(inputs: Inputs) -> tuple[np.ndarray, np.ndarray]:
    """Direct and indirect commission per yuan of the basis, each (scenario, 1)."""
    order = "order_" if inputs.flat["referral.basis"] == "order" else ""
    return (inputs.number(f"referral.{order}direct"), inputs.number(f"referral.{order}indirect"))


def mean_rates(inputs: Inputs) -> tuple[np.ndarray, np.ndarray]:
    """Commissions per yuan of the basis on what own accounts do, σ of which have a sponsor, and
    on what second accounts do, whose owner is their sponsor; each (scenario, 1)."""
    sponsored = inputs.number("referral.sponsored_share")
    direct, indirect = commission_rates(inputs)
    return (np.asarray((direct + indirect * sponsored) * sponsored),
            np.asarray(direct + indirect * sponsored))


def members_fund(inputs: Inputs) -> bool:
    """Whether commissions are taken from what members release (only those on releases can be)."""
    flat = inputs.flat
    return flat["referral.basis"] == "release" and flat["referral.funded_by"] == "member"


def added_rates(inputs: Inputs) -> np.ndarray:
    """Commissions that the platform adds to a released point of own, of second accounts (scenario,
    2); none where they are paid on orders or by members."""
    added = np.zeros((inputs.count, 2))
    if inputs.flat["referral.basis"] == "release" and not members_fund(inputs):
        own, second = mean_rates(inputs)
        added[:, :1], added[:, 1:] = own, second
    return added
