"""Every example export gives its right answers: counts exactly, sums to the cent."""

import pytest

from fit import written
from tests.fit.exports import ANSWERS, FITS, SIMULATED, imported

ABOUT_THE_FILE = ("note", "true_customers")
"""What the answers say beyond what can be read."""


@pytest.mark.parametrize("name", ANSWERS)
def test_an_export_gives_its_answers(name: str) -> None:
    right = {key: value for key, value in ANSWERS[name].items() if key not in ABOUT_THE_FILE}
    ours = written.counts(imported(name))
    assert {key: ours.get(key) for key in right} == right
    assert not set(ours) - set(right) - {"header_row"}


def test_the_simulated_shop_gives_its_answers() -> None:
    right = FITS[SIMULATED]["import"]
    ours = written.counts(imported(SIMULATED))
    assert {key: ours.get(key) for key in right} == right


@pytest.mark.parametrize("name", ["pinduoduo_no_buyer.csv", "scientific_ids.csv"])
def test_without_people_orders_a_day_and_baskets_are_usable(name: str) -> None:
    source = imported(name)
    usable = written.usable(source)
    assert sum(usable["daily_orders"]) == source.orders  # type: ignore[call-overload]
    basket = usable["baskets"]["orders"]  # type: ignore[index]
    assert basket["mean"] * basket["n"] == pytest.approx(source.sales_cents / 100.0, rel=1e-12)
