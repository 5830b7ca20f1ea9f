"""What moves the price of a point, day by day."""

from __future__ import annotations

import numpy as np

from model.cohorts.run import Run


def price_drivers(run: Run) -> dict[str, np.ndarray]:
    """Daily change of ln(price) by cause, (scenario, campaign, day); they add up to the price.

    `issuance`: orders that mint; `pause`: inflow without minting; `burning`: sales and their fee,
    including the return to the issue price when the last point is sold.
    """
    price, before = run.campaigns["price"], run.campaigns["price_before_sales"]
    issue = run.inputs.campaigns.issue_price[:, :, None]
    opening = np.concatenate([issue, price[:, :, :-1]], axis=2)
    inflow = _log_ratio(before, opening)
    minting = run.campaigns["minting"] > 0
    return {
        "issuance": np.where(minting, inflow, 0.0),
        "pause": np.where(minting, 0.0, inflow),
        "burning": _log_ratio(price, before),
    }


def _log_ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    defined = (above > 0) & (below > 0)
    quotient = np.divide(above, below, out=np.ones_like(above), where=defined)
    return np.asarray(np.log(quotient))
