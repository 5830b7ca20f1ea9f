"""What is read off a run: headline numbers, exits, releases, the statement of operating cash."""

from model.readings.declared import HEADLINES, READINGS, find, names, summary
from model.readings.drivers import price_drivers
from model.readings.faults import FAULT, conservation_faults, faults
from model.readings.groups import (
    OF_GROUPS,
    by_join_month,
    by_join_month_and_segment,
    by_segment,
    first_exit_day,
)
from model.readings.of_cash import breakeven_revenue_per_view
from model.readings.of_members import WITHIN
from model.readings.of_payouts import payout_ratio_by_month
from model.readings.of_promises import points_granted, pool_coverage, promised_commission_rate
from model.readings.reading import Reading, ratio

__all__ = [
    "FAULT", "HEADLINES", "OF_GROUPS", "READINGS", "WITHIN", "Reading",
    "breakeven_revenue_per_view", "by_join_month", "by_join_month_and_segment", "by_segment",
    "conservation_faults", "faults", "find", "first_exit_day", "names", "payout_ratio_by_month",
    "points_granted", "pool_coverage", "price_drivers", "promised_commission_rate", "ratio",
    "summary",
]
