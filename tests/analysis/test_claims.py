"""Each promise of the pitch gets the verdict that its terms deserve, and says what it counts."""

import itertools
import random
from collections.abc import Mapping

import numpy as np
import pytest

import scenarios
from analysis import claims, promises
from analysis.claims import Claim, examine
from analysis.source_claims import FOR_PEOPLE, PROMISES
from analysis.uncertainty import assumptions, sample
from model import Scenario, people, simulate
from model.terms.rows import with_row, without_row
from wording import LANGUAGES, Words

EN = Words("en")
TIERS = ("macro_region", "province", "city", "county")
RICH = {"platform.initial_cash": 1e12}


def big_pool(yuan: float) -> dict[str, object]:
    return {"campaigns.main.initial_pool": yuan, "campaigns.main.initial_points": yuan}


GENEROUS = {"products.bundle.gift_share": 5.0, "products.refill.gift_share": 5.0,
            "campaigns.main.cap_multiple": 1.4}
WATCHING = {
    f"segments.{row}.{field}": value for row in ("one_off", "occasional", "loyal")
    for field, value in (("task_completion", 1.0), ("attention_half_life", 1e5))
}
ADVERTS_PAY = {"ad_points.revenue_per_view": 0.5}


def late(rate: float) -> dict[str, object]:
    return {"products.bundle.ad_point_rate": rate, "products.refill.ad_point_rate": rate / 2}


NO_CHAIN = {"modes.chain.order_share": 0.0}
LIMITED = "as_pitched, points on the first 1,000 yuan"


def loaded(name: str) -> Scenario:
    """A preset, or the pitched terms with a purchase limit."""
    if name != LIMITED:
        return scenarios.load(name).scenario
    more = with_row(scenarios.load("as_pitched").scenario, "limits", "one")
    return more.replace({"limits.one.on": "earning", "limits.one.limit": 1000.0})


FLIPS: Mapping[str, tuple[str, dict[str, dict[str, object]]]] = {
    "exits_gain": ("as_pitched", {
        "holds": big_pool(3e8) | GENEROUS, "in_part": big_pool(1e8) | GENEROUS, "fails": {},
        "untested": {"horizon.days": 300},
    }),
    "exits_after_stop": ("stop_gifting", {
        "holds": {"campaigns.main.issue_days": 200}, "fails": {},
        "untested": {"horizon.days": 300},
    }),
    "purchase_free": ("as_pitched", {
        "holds": ADVERTS_PAY, "but": {}, "in_part": {"ad_points.release_rate": 0.003},
        "fails": {"products.bundle.ad_point_rate": 1.0}, "untested": {"horizon.days": 300},
    }),
    "rotation_spares_late": ("rotation", {
        "holds": late(3.0) | WATCHING | RICH, "but": late(3.0) | WATCHING, "in_part": late(2.6),
        "fails": {},
        "untested": {"horizon.days": 100},
    }),
    "modes_pay_back": ("rotation_of_modes", {
        "holds": NO_CHAIN | {"modes.queue.funding_share": 1.0} | RICH,
        "but": NO_CHAIN | {"modes.queue.funding_share": 1.0},
        "in_part": NO_CHAIN | {"modes.queue.funding_share": 0.5}, "fails": {},
        "untested": NO_CHAIN | {"modes.queue.order_share": 0.0, "modes.box.deposit_share": 0.0},
    }),
    "limits_help_members": (LIMITED, {
        "holds": {"limits.one.on": "orders", "limits.one.limit": 2.0}, "fails": {},
        "untested": {"growth.market_size": 0.0},
    }),
    "pool_lasts": ("pool_run", {
        "holds": big_pool(1e9), "in_part": big_pool(4e8), "fails": {"events.run.size": 1.0},
        "untested": {"growth.market_size": 0.0},
    }),
    "agents_earn_fee": ("as_pitched", {
        "holds": {f"agents.{tier}.fee": 1000.0 for tier in TIERS} | RICH,
        "but": {f"agents.{tier}.fee": 1000.0 for tier in TIERS},
        "in_part": {f"agents.{tier}.fee": 1000.0 for tier in TIERS[:2]}, "fails": {},
        "untested": {f"agents.{tier}.sold_share": 0.0 for tier in TIERS},
    }),
    "releases_protect_cash": ("as_pitched", {
        "holds": ADVERTS_PAY, "but": {}, "fails": {"products.bundle.ad_point_rate": 4.0},
        "untested": {"referral.sponsored_share": 0.0},
    }),
    "balance_saves_cash": ("as_pitched", {
        "holds": ADVERTS_PAY, "but": {}, "fails": {"wallet.withdrawal_fee": 0.5},
        "untested": {"wallet.spend_rate": 0.0},
    }),
    "orders_lift_price": ("as_pitched", {
        "holds": {},
        "fails": {"products.bundle.gift_share": 1.3, "products.refill.gift_share": 1.3},
        "untested": {"products.bundle.gift_share": 0.0, "products.refill.gift_share": 0.0},
    }),
    "sales_lift_price": ("pool_run", {
        "holds": {}, "fails": {"campaigns.main.fee_to_platform": 1.0},
        "untested": {"events.run.size": 0.0, "campaigns.main.cap_multiple": 20.0},
    }),
}


def verdict(scenario: Scenario, promise: str) -> Claim:
    found = {claim.promise.name: claim for claim in examine(scenario, conditions=False)}
    return found[promise]


def test_promises_about_members_money_come_first() -> None:
    assert [promise.name for promise in PROMISES] == list(FLIPS)
    assert {promise.source for promise in PROMISES} == {
        "S-24", "S-22", "S-3", "S-15", "S-1", "S-13", "S-16", "S-17", "S-18", "S-11", "S-6",
    }
    groups = [about for about, _ in itertools.groupby(promise.about for promise in PROMISES)]
    assert groups == ["members", "operator", "price"]


@pytest.mark.parametrize(
    ("promise", "preset", "expected", "changes"),
    [
        (promise, preset, expected, changes)
        for promise, (preset, terms) in FLIPS.items() for expected, changes in terms.items()
    ],
)
def test_the_verdict_follows_the_terms(
    promise: str, preset: str, expected: str, changes: dict[str, object]
) -> None:
    claim = verdict(loaded(preset).replace(changes), promise)
    assert claim.verdict == expected, claim.figures
    told = [EN.sentence(sentence) for sentence in (claim.judged, *claim.findings)]
    assert told[0].startswith(claims.VERDICTS[claim.verdict])
    assert ("operating cash falls to" in told[-1]) == (expected == "but")
    assert (told[1] == claims.UNTESTED) == (expected == "untested")


def judged(name: str, kept: float, lowest: float = 0.0) -> tuple[str, str]:
    """Verdict and its words of a promise kept to a part."""
    promise = next(each for each in PROMISES if each.name == name)
    figures = {"kept": kept, "lowest": lowest}
    claim = Claim(promise, claims.verdict_of(promise, figures), kept, figures, ())
    return claim.verdict, EN.sentence(claim.judged)


@pytest.mark.parametrize(
    ("kept", "verdict", "told"),
    [
        (0.0, "fails", "not kept (0.0%)"), (0.0014, "fails", "not kept (0.14%)"),
        (0.4999, "fails", "not kept (50.0%)"), (0.5, "in_part", "kept for some (50.0%)"),
        (0.99, "in_part", "kept for some (99.0%)"), (0.9901, "holds", "kept (99.0%)"),
        (np.nan, "untested", "not tested"),
    ],
)
def test_a_claim_about_members_says_for_which_part_of_them(
    kept: float, verdict: str, told: str
) -> None:
    assert judged("exits_gain", kept) == (verdict, told)


def test_what_is_no_share_of_people_holds_wholly_or_not() -> None:
    assert judged("orders_lift_price", 1.0) == ("holds", "kept")
    assert judged("orders_lift_price", 0.9999)[0] == "in_part"
    assert judged("balance_saves_cash", 0.0) == ("fails", "not kept")


@pytest.mark.parametrize("promise", [each for each in PROMISES if each.from_cash])
def test_what_cash_below_zero_pays_is_true_at_best(promise: claims.Promise) -> None:
    assert judged(promise.name, 1.0, lowest=0.0)[0] == "holds"
    assert judged(promise.name, 1.0, lowest=-0.01)[0] == "but"
    assert judged(promise.name, 0.2, lowest=-0.01)[0] == "fails"
    assert judged(promise.name, np.nan, lowest=-0.01)[0] == "untested"


POINTS = {"exits_gain", "exits_after_stop", "rotation_spares_late", "pool_lasts",
          "orders_lift_price", "sales_lift_price"}
RELEASES = {"purchase_free", "releases_protect_cash"}


def rows(scenario: Scenario, table: str, field: str, value: object) -> Scenario:
    return scenario.replace({f"{table}.{row}.{field}": value for row in scenario.rows(table)})


def no_pool(scenario: Scenario) -> Scenario:
    """All that would go to a pool stays with the platform."""
    margin = {
        f"products.{row}.platform_margin": scenario.number(f"products.{row}.price")
        - scenario.number(f"products.{row}.unit_cost")
        - scenario.number(f"products.{row}.commission_reserve")
        for row in scenario.rows("products")
    }
    return scenario.replace(margin)


def nobody_sells(scenario: Scenario) -> Scenario:
    calm = rows(scenario, "campaigns", "voluntary_sale_rate", 0.0)
    return rows(rows(calm, "campaigns", "cap_multiple", 20.0), "events", "size", 0.0)


def no_agents(scenario: Scenario) -> Scenario:
    for tier in scenario.rows("agents"):
        scenario = without_row(scenario, "agents", tier)
    return scenario


LACKS = {
    "nobody joins": (
        lambda s: s.replace({"growth.market_size": 0.0}), {each.name for each in PROMISES}),
    "no points": (lambda s: rows(s, "products", "gift_share", 0.0), POINTS),
    "points too late": (lambda s: rows(s, "campaigns", "start_day", s["horizon.days"]), POINTS),
    "no pool": (no_pool, POINTS),
    "nobody watches": (lambda s: rows(s, "segments", "task_completion", 0.0), RELEASES),
    "no ad points": (lambda s: rows(s, "products", "ad_point_rate", 0.0), RELEASES),
    "no release": (lambda s: s.replace({"ad_points.release_rate": 0.0}),
                   {"releases_protect_cash"}),
    "no uplines": (lambda s: s.replace({"referral.sponsored_share": 0.0}),
                   {"releases_protect_cash"}),
    "no agents": (no_agents, {"agents_earn_fee"}),
    "agents not sold": (lambda s: rows(s, "agents", "sold_share", 0.0), {"agents_earn_fee"}),
    "agents without a fee": (lambda s: rows(s, "agents", "fee", 0.0), {"agents_earn_fee"}),
    "agents paid on no release": (
        lambda s: rows(rows(s, "agents", "basis", "release"), "segments", "task_completion", 0.0),
        {"agents_earn_fee"} | RELEASES),
    "nothing from the balance": (lambda s: s.replace({"wallet.spend_rate": 0.0}),
                                 {"balance_saves_cash"}),
    "nobody sells": (nobody_sells, {"sales_lift_price"}),
    "too short": (lambda s: s.replace({"horizon.days": 365}),
                  {"exits_gain", "purchase_free", "rotation_spares_late"}),
}
"""What a scenario may lack, and the promises that it then leaves untested."""


@pytest.mark.parametrize("lack", LACKS)
@pytest.mark.parametrize("own", [False, True])
def test_what_a_scenario_lacks_is_not_tested(lack: str, own: bool) -> None:
    """Also where the platform holds a pool and points of its own."""
    change, untested = LACKS[lack]
    scenario = scenarios.load("rotation").scenario
    if own:
        scenario = scenario.replace(big_pool(1e6))
    assert_untested(change(scenario), untested)


@pytest.mark.parametrize("seed", range(25))
def test_whatever_is_missing_no_promise_is_kept_by_it(seed: int) -> None:
    """Several lacks at once, among other terms, in any preset."""
    dice = random.Random(seed)
    scenario = scenarios.load(dice.choice(scenarios.preset_names())).scenario
    scenario = scenario.replace({
        "horizon.days": dice.randint(300, 800), "platform.initial_cash": dice.choice([0.0, 1e12]),
        "ad_points.rule": dice.choice(["balance", "grant"]),
        "ad_points.missed_day": dice.choice(["deferred", "forfeited"]),
        "campaigns.main.sell_fee": dice.random() * 0.5,
        "campaigns.main.voluntary_sale_rate": dice.choice([0.0, 0.01]),
        "campaigns.main.issue_days": dice.choice([None, 120]),
        "referral.funded_by": dice.choice(["platform", "member"]),
        **(big_pool(1e6) if dice.random() < 0.4 else {}),
    })
    untested: set[str] = set()
    for name in dice.sample(list(LACKS), dice.randint(1, 3)):
        change, these = LACKS[name]
        scenario = change(scenario)
        untested |= these
    if simulate(scenario).campaigns["points_burned"].any():  # even the highest cap may be reached
        untested.discard("sales_lift_price")
    if len(scenario.rows("modes")) > 1:  # modes rotate without any pool
        untested.discard("rotation_spares_late")
    assert_untested(scenario, untested)


def assert_untested(scenario: Scenario, untested: set[str]) -> None:
    at_once = claims.kept(scenario, {})
    for claim in examine(scenario, conditions=False):
        name = claim.promise.name
        assert name not in untested or claim.verdict == "untested", (name, claim.figures)
        assert at_once[name].tolist() == [claim.verdict == "holds"]
        assert np.isnan(claim.kept) == (claim.verdict == "untested")
        assert np.isnan(claim.kept) or 0.0 <= claim.kept <= 1.0
        if claim.verdict == "holds" and claim.promise.from_cash:
            assert claim.figures["lowest"] >= 0.0


def test_promises_of_whole_scenarios_are_tested() -> None:
    """No lack is seen where there is none."""
    scenario = scenarios.load("rotation").scenario.replace(
        {"campaigns.main.voluntary_sale_rate": 0.001})
    verdicts = {c.promise.name: c.verdict for c in examine(scenario, conditions=False)}
    assert {name for name, each in verdicts.items() if each == "untested"} == {
        "exits_after_stop", "modes_pay_back", "limits_help_members"}


def test_beside_it_stands_how_many_did_and_how_many_gained() -> None:
    run = simulate(scenarios.load("as_pitched").scenario.replace(
        {"segments.loyal.task_completion": 1.0, "products.bundle.ad_point_rate": 2.0}))
    beside = promises.watched_on(run)
    did = 0.15 * 2.0 ** (-365 / 540) + 0.35 * 0.7**365 * 2.0 ** (-365 / 180)
    assert beside["did"][0] == pytest.approx(did, rel=1e-9)
    joined = np.arange(run.days)[None] < run.days - 365
    share = people.share(run, joined=joined, of="released")[0]
    assert 0.05 < share < 0.95
    assert beside["people"][0] == share
    told = EN.sentence(verdict(run.scenario, "purchase_free").findings[0])
    assert EN.percent(share) in told
    assert EN.percent(did) in told


def test_late_entrants_are_counted_as_people() -> None:
    """Not by groups: within one some have their money back and some not."""
    run = simulate(scenarios.load("rotation").scenario.replace(late(2.6)))
    kept = promises.late_entrants(run)["kept"][0]
    minting = run.campaigns["minted"][0] > 0
    chosen = np.zeros(run.days, bool)
    for c in range(len(run.campaign_ids)):
        if run.inputs.campaigns.end_day[0, c] <= run.days:
            days = np.flatnonzero(minting[c])
            chosen[days[2 * len(days) // 3 :]] = True
    chosen[run.days - 365 :] = False
    assert kept == people.share(run, joined=chosen[None], of="received")[0]
    assert 0.0 < kept < 1.0


def test_commissions_are_compared_like_for_like() -> None:
    """Who funds them is no part of the promise: the platform pays both times."""
    scenario = scenarios.load("as_pitched").scenario
    by_member = scenario.replace({"referral.funded_by": "member"})
    assert verdict(by_member, "releases_protect_cash").figures == verdict(
        scenario, "releases_protect_cash").figures


def test_chances_count_the_draws_in_which_a_promise_is_kept() -> None:
    scenario = scenarios.load("stop_gifting").scenario.replace({"campaigns.main.issue_days": 246})
    drawn = sample(assumptions(scenario), 12, scenario)
    at_once = claims.kept(scenario, drawn)
    assert set(at_once) == set(FLIPS)
    assert any(0 < holds.sum() < 12 for holds in at_once.values())
    for i in range(0, 12, 3):
        alone = scenario.replace({name: values[i] for name, values in drawn.items()})
        for claim in examine(alone, conditions=False):
            assert at_once[claim.promise.name][i] == (claim.verdict == "holds")


def test_the_part_of_people_that_is_enough_is_one_figure() -> None:
    assert {each.enough for each in PROMISES if each.counted} == {FOR_PEOPLE}
    assert {each.about for each in PROMISES if each.counted} == {"members"}


def test_a_share_says_of_what_it_is_one() -> None:
    """People where they can be counted, whole groups where only these are known to leave."""
    said = {
        claim.promise.name: EN.sentence(claim.findings[1])
        for claim in examine(scenarios.load("rotation").scenario, conditions=False)
        if claim.promise.counted and claim.verdict != "untested"
    }
    assert said["exits_gain"].startswith("Counted in whole groups")
    assert said["rotation_spares_late"].startswith("Counted person by person")
    assert said["purchase_free"].startswith("Judged for a member who does what it asks")


@pytest.mark.parametrize("preset", ["as_pitched", "rotation", "stop_gifting"])
def test_claims_are_told_in_every_language(preset: str) -> None:
    for claim in examine(scenarios.load(preset).scenario, conditions=False):
        sentences = (claim.judged, *claim.findings)
        told = {
            language: [Words(language)(claim.promise.statement)]
            + [Words(language).sentence(sentence) for sentence in sentences]
            for language in LANGUAGES
        }
        for language, texts in told.items():
            assert not any("{" in text for text in texts), language
        assert not set(told["en"]) & set(told["zh"])
        if claim.verdict != "untested":
            assert any(digit in told["en"][2] for digit in "0123456789")
