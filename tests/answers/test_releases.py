"""What the Releases page says and tabulates, in ordinary and in odd cases."""

import pytest

import scenarios
from answers import releases
from answers.results import results
from answers.tables import releases as table
from model.readings.releases import paid_back_share
from wording import LANGUAGES, Words

EN = Words("en")
PITCHED = scenarios.load("as_pitched").scenario


def said(**changes) -> str:
    named = {name.replace("__", "."): value for name, value in changes.items()}
    return releases.verdict(results(PITCHED.replace(named)), EN)


def test_the_pitch_is_told_with_its_own_day_and_who_never_sees_it():
    text = said()
    assert "after 239 days if no ad task is missed" in text
    now = results(PITCHED)
    never = EN.percent(1.0 - float(paid_back_share(now.run)[0]
                                   @ now.run.inputs.segments.share[0]))
    assert f"{never} of members stop watching before theirs is paid back" in text
    owed = now.summary["unfunded_promise"] + max(0.0, now.run.daily["operating_cash"][0, -1])
    assert f"{EN.money(owed)} are owed on paper" in text
    claimed = now.summary["unfunded_promise_to_watchers"]
    assert f"{EN.money(claimed)} of it to those who will still claim it" in text


def test_less_points_than_the_price_never_pay_back():
    assert "never pay a first order back" in said(products__bundle__ad_point_rate=0.9)
    assert "never pay a first order back" in said(ad_points__release_rate=0.0)


def test_no_ad_points_and_nobody():
    assert "earn no ad points" in said(products__bundle__ad_point_rate=0.0)
    assert said(growth__market_size=0.0) == "Nobody joins, so no ad points are owed to anybody."


def test_the_first_row_is_the_closed_form_and_never_is_said():
    now = results(PITCHED)
    full, one_off, occasional, loyal = table.payback(now, now, EN)
    assert full["Paid back after"] == "239 days"
    assert full["Back after a year, average (%)"] == EN.percent(1.1 * (1 - 0.99**365))
    # 1.1·(1 − (1 − 0.01·p)^n) ≥ 1 for p = 0.5, 0.7, 0.9
    assert one_off["Paid back after"] == "479 days"
    assert occasional["Paid back after"] == "342 days"
    assert loyal["Paid back after"] == loyal["Baseline"] == "266 days"
    assert one_off["Watch so long (%)"] == EN.percent(2 ** (-479 / 90))
    assert one_off["Of all (%)"] == "50.0%"
    forfeiting = results(PITCHED.replace({"ad_points.missed_day": "forfeited"}))
    assert table.payback(forfeiting, now, EN)[1]["Paid back after"] == "never"


def test_the_baseline_may_have_other_segments():
    values = {**PITCHED.values, "segments": {"new": dict(PITCHED.values["segments"]["loyal"])}}
    other = type(PITCHED).from_values(values)
    rows = table.payback(results(other), results(PITCHED), EN)
    assert [row["Member"] for row in rows] == ["never misses an ad task", "new"]
    assert rows[1]["Baseline"] == EN.undefined
    assert rows[1]["Paid back after"] == "266 days"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_benchmark_names_figure_publisher_date_and_grade(language):
    text = releases.benchmark(Words(language))
    for fact in ("0.31", "0.45", "6-K", "2020 Q1", "2021 Q3", "A"):
        assert fact in text
