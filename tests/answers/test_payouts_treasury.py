"""Verdicts of Payouts and Treasury tell every case; their tables add up and answer in words."""

import re

import pytest

import scenarios
from answers import payouts, treasury
from answers.results import results
from answers.tables import payouts as payout_tables
from answers.tables import treasury as treasury_tables
from model import Scenario
from model.readings.referral import BASES, on_basis
from wording import LANGUAGES, Words

EN = Words("en")
PITCHED = scenarios.load("as_pitched").scenario
NOBODY = {"growth.curve": "constant", "growth.daily_joins": 0.0}


def without(table: str) -> Scenario:
    nested = PITCHED.values
    nested[table] = {}
    return Scenario.from_values(nested)


@pytest.mark.parametrize(("changes", "told"), [
    ({}, r"referrers get ¥86\.5 on ad releases, team leaders ¥5\.5 in equity .* no agent earns"),
    ({"referral.basis": "order", "team.paid_in": "cash"}, r"¥242\.\d on orders.*in cash"),
    ({"agents.county.fee": 500.0, "agents.city.fee": 0.0}, r"agents of 2 of 4 tiers earn"),
    (NOBODY, r"^Nobody orders"),
])
def test_payouts_verdict(changes, told):
    assert re.search(told, payouts.verdict(results(PITCHED.replace(changes)), EN))


def test_payouts_verdict_without_agents():
    assert payouts.verdict(results(without("agents")), EN).endswith("there are no agents.")


@pytest.mark.parametrize(("changes", "told"), [
    ({}, r"runs out on day 435 \(month 15\) and stays below zero .* ¥0\.38 a view, 4\.7×"),
    ({"platform.initial_cash": 1e10}, r"never falls below zero in 1,095 days"),
    ({"ad_points.revenue_per_view": 0.0}, r"Adverts, which bring nothing here"),
    ({"ad_points.ads_per_task": 0.0}, r"No advert income could fill the gap"),
    (NOBODY | {"agents.county.fee": 0.0}, r"runs out on day"),
])
def test_treasury_verdict(changes, told):
    assert re.search(told, treasury.verdict(results(PITCHED.replace(changes)), EN))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("preset", ["as_pitched", "rotation", "growth_stops"])
def test_the_printed_account_adds_up_to_the_yuan(preset, language):
    """Read as a finance director would: from the printed digits alone."""
    words = Words(language)
    now = results(scenarios.load(preset).scenario.replace({"platform.initial_cash": 1234567.89}))
    rows = treasury_tables.sources_and_uses(now, results(PITCHED), words)
    title, yuan, baseline, _ = rows[0]
    for column in (yuan, baseline):
        printed = {row[title]: int(row[column].replace(",", "").replace("−", "-")) for row in rows}
        names = list(printed)
        split = names.index(words("Sources together"))
        sources = sum(printed[name] for name in names[1:split])
        uses = sum(printed[name] for name in names[split + 1 : -2])
        assert printed[words("Sources together")] == sources > 0
        assert printed[words("Uses together")] == uses < 0
        assert printed[words("Cash at the end")] == printed[names[0]] + sources + uses
    assert printed[words("Cash at the end")] == round(results(PITCHED).run.daily[
        "operating_cash"][0, -1])


def test_agents_table_names_the_sales_of_s11_and_says_never():
    rows = {row["Tier"]: row for row in payout_tables.agent_tiers(results(PITCHED), EN)}
    needed = rows["Area volume that earns the fee (yuan)"]
    assert list(needed.values())[1:] == ["¥2 bn", "¥500 M", "¥40 M", "¥6.25 M"]
    assert set(rows["Fee earned back within 1,095 days"].values()) >= {"never"}
    cheap = results(PITCHED.replace({"agents.county.fee": 500.0}))
    rows = {row["Tier"]: row for row in payout_tables.agent_tiers(cheap, EN)}
    day = EN.day(cheap.summary["agent_payback_day.county"])
    assert rows["Fee earned back within 1,095 days"]["county or town"] == day
    assert payout_tables.agent_tiers(results(without("agents")), EN) == []


def test_referral_table_holds_two_runs_that_differ_in_the_rule_alone():
    runs = {basis: results(on_basis(PITCHED, basis)) for basis in BASES}
    rows = {row["Referral"]: row for row in payout_tables.referral_bases(runs, EN)}
    first = rows["Operating cash first below zero"]
    assert first["Paid on ad releases"] == "day 435 (month 15)"
    assert first["Paid on orders"] == EN.day(runs["order"].summary["first_negative_day"])
    assert rows["Still due on unreleased points (yuan)"]["Paid on orders"] == "¥0"
    funded = PITCHED.replace({"referral.funded_by": "member"})
    runs = {basis: results(on_basis(funded, basis)) for basis in BASES}
    rows = {row["Referral"]: row for row in payout_tables.referral_bases(runs, EN)}
    assert list(rows["Paid by"].values())[1:] == ["the members, deducted", "the platform, on top"]


def test_team_table_pays_each_level_its_part_and_says_in_which_form():
    nested = PITCHED.values
    nested["team"]["levels"]["major"] = {
        "rate": 0.08, "volume_share": 0.1, "same_level_share": 0.0}
    now = results(Scenario.from_values(nested))
    rows = {row["Level"]: row for row in payout_tables.team_levels(now, EN)}
    bonus = rows["Bonus per 1,000 yuan of ad releases (yuan)"]
    assert (bonus["team leaders"], bonus["major"]) == ("¥15.30", "¥8.00")
    total = float(now.run.daily["team_bonus"].sum())
    assert rows["Paid by the end (yuan)"]["major"] == EN.money(total * 8.0 / 23.3)
    assert "no cash leaves" in payout_tables.team_note(now, EN)
    cash = results(PITCHED.replace({"team.paid_in": "cash"}))
    assert "in cash" in payout_tables.team_note(cash, EN)
