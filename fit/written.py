"""What was read and what was fitted as plain values, for files: counts and fitted numbers only."""

from __future__ import annotations

from dataclasses import asdict

from fit import cells
from fit.baskets import Basket
from fit.document import segment_ids
from fit.fitted import Fit, basket_of_orders
from fit.holdout import Holdout
from fit.imported import Imported
from fit.joins import Growth
from fit.repeat import repeat_curve

Plain = dict[str, object]
EXPECTED_BY = (30, 90, 365, 1095)
"""Days by which repeat orders of a member are told."""


def counts(source: Imported) -> Plain:
    """What a file held: `orders.json`."""
    members = source.members
    found: Plain = {
        "orders": source.orders, "customers": source.customers,
        "net_sales": round(source.sales_cents / 100.0, 2),
        "first_day": cells.shown(source.first_day) if source.orders else None,
        "last_day": cells.shown(source.last_day) if source.orders else None,
        "order_days": None if members is None else int(members.day.size),
        "rows_refused": dict(source.refused), "rows_dropped": dict(source.dropped),
        "rows": source.rows, "header_row": source.header_row, "columns": dict(source.columns),
    }
    if source.stray_cents:
        found["refused_yuan"] = source.stray_cents / 100.0
    if source.sponsored is not None and source.customers:
        found["sponsored_members"] = source.sponsored
        found["sponsored_share"] = round(source.sponsored / source.customers, 6)
    if source.people_behind is not None:
        found["people_behind_masked_ids"] = source.people_behind
    if source.error is not None:
        found["error"] = source.error.code
    return found


def usable(source: Imported) -> Plain:
    """What may be used of a file whose people cannot be fitted: orders a day and their baskets."""
    found = basket_of_orders(source)
    assert source.error is not None
    return {
        "error": source.error.code, "first_day": cells.shown(source.first_day),
        "daily_orders": source.daily_orders.tolist(),
        "baskets": {"orders": None if found is None else _basket(found)},
    }


def numbers(fit: Fit) -> Plain:
    """What was fitted: `fit.json`."""
    chosen, members = fit.ladder.chosen, fit.new.members
    curve = repeat_curve(chosen.kinds, max(EXPECTED_BY))
    return {
        "customers": fit.source.customers, "order_days": int(members.day.size),
        "days": members.days, "sponsored_members": fit.source.sponsored,
        "left_out": fit.new.left_out, "sampled": fit.ladder.sampled,
        "chosen": chosen.model.name,
        "bic": {name: each.bic for name, each in fit.ladder.models.items()},
        "ll": {name: each.ll for name, each in fit.ladder.models.items()},
        "theta": chosen.model.values(chosen.theta), "se_log": chosen.errors,
        "min_eigenvalue": chosen.least, "untold": list(chosen.untold),
        "models": {name: {"parameters": each.model.values(each.theta),
                          "se_log": each.errors} for name, each in fit.ladder.models.items()},
        "segments": _segments(fit), "curve_error": fit.segments.error,
        "order_rate_spread": fit.order_rate_spread,
        "expected_repeat_orders": {str(day): float(curve[day]) for day in EXPECTED_BY},
        "holdout": None if fit.holdout is None else _holdout(fit, fit.holdout),
        "growth": None if fit.growth is None else growth(fit.growth),
        "baskets": {
            "first": _basket(fit.baskets.first), "repeat": _basket(fit.baskets.repeat),
            "spread_log": fit.baskets.spread_log, "spread_cv": fit.baskets.spread_cv,
        },
        "uncertainty": _uncertainty(fit),
        "questions": [asdict(each) for each in fit.questions],
        "import": counts(fit.source),
    }


def growth(found: Growth) -> Plain:
    """The curves of joins and what tells them apart."""
    bass = found.bass
    return {
        "curve": found.curve, "seen": found.seen, "tells_market_size": found.tells_market,
        "market_size_given": found.given,
        "bass": {"market_size": bass.market_size, "innovation": bass.innovation,
                 "imitation": bass.imitation},
        "se_log": bass.errors, "dispersion": found.dispersion,
        "market_size_interval": list(found.interval), "fitted_peak_day": found.peak_day,
        "exponential": {"daily_joins": found.daily_joins, "growth_rate": found.growth_rate},
        "constant": found.constant, "quasi_bic": found.criteria,
    }


def _segments(fit: Fit) -> list[Plain]:
    return [
        {"id": name, "share": row.share, "reorder_interval": row.reorder_interval,
         "retention_half_life": row.retention_half_life, "reorder_scale": scale}
        for name, row, scale in zip(segment_ids(fit), fit.segments.rows, fit.scales, strict=True)
    ]


def _holdout(fit: Fit, found: Holdout) -> Plain:
    return {
        "cut": found.cut, "days": found.days, "model": found.model, "seen": found.seen,
        "expected": found.expected, "error_percent": 100.0 * found.error,
        "naive_error_percent": 100.0 * (found.naive / found.seen - 1.0),
        "in_sample_error_percent": 100.0 * fit.in_sample_error,
    }


def _basket(found: Basket) -> Plain:
    return {name: value if name == "n" else float(value) for name, value in asdict(found).items()}


def _uncertainty(fit: Fit) -> Plain:
    spreads = fit.spreads
    return {
        "interval_logsd": list(spreads.interval), "spread_logsd": spreads.rate_spread,
        "half_logsd": 0.0, "share_ratio_logsd": list(spreads.share_ratio),
        "total_logsd": spreads.total,
        "holdout_log": None if fit.holdout is None else fit.holdout.log_error,
    }
