"""When a purchase is paid back by releases, what is owed, and what is there to pay it."""

import math

from answers.cards import Card, figure
from answers.paged import Shown, Table
from answers.readings import pick
from answers.results import Results
from answers.scene import Scene
from answers.tables.releases import payback
from answers.tiles import Tile
from charts import releases as charts
from model.laws.baskets import basket
from model.readings import releases
from model.readings.by_calendar import goes_by_calendar
from model.terms.benchmarks import INCOME_PER_DAILY_USER
from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("When is a purchase paid back, and who pays for it?")


def verdict(now: Results, words: Words) -> str:
    """When releases pay a first order back, for whom they never do, what is owed at the end."""
    if not now.summary["members"] > 0:
        return words("Nobody joins, so no ad points are owed to anybody.")
    if basket(now.run.scenario, "enrolment").ad_points == 0:
        return words("First orders earn no ad points, so releases pay none of them back.")
    day = float(releases.payback_day(releases.paid_back_if_never_missed(now.run))[0])
    due = {kind: float(amount[0, -1]) for kind, amount in releases.owed(now.run).items()}
    facts = {
        "owed": words.money(sum(due.values())),
        "claimable": words.money(sum(due.values()) - due["left_behind"]),
        "cash": words.money(float(now.run.daily["operating_cash"][0, -1])),
    }
    if goes_by_calendar(now.run):
        return _by_calendar(now, day, facts, words)
    if math.isnan(day):
        return words(
            "Releases never pay a first order back, even if no ad task is missed; on the last day "
            "{owed} are owed on paper, {claimable} of it to those who will still claim it, and "
            "operating cash is {cash}.", **facts,
        )
    return words(
        "Releases pay a first order back after {wait} if no ad task is missed, but {share} of "
        "members stop watching before theirs is paid back; on the last day {owed} are owed on "
        "paper, {claimable} of it to those who will still claim it, and operating cash is {cash}.",
        wait=words.plural("{count} day", "{count} days", int(day)),
        share=words.percent(float(releases.never_paid_back_share(now.run)[0])), **facts,
    )


def _by_calendar(now: Results, day: float, facts: dict[str, str], words: Words) -> str:
    """The verdict where a gate, cuts or a payout limit make payback a matter of when one joins."""
    share = words.percent(float(releases.paid_back_by_the_end(now.run)[0]))
    if math.isnan(day):
        return words(
            "By the last day releases have not paid back a first order of the first day, even if "
            "no ad task is missed; {share} of all members have theirs back, {owed} are owed on "
            "paper, {claimable} of it to those who will still claim it, and operating cash is "
            "{cash}.", share=share, **facts,
        )
    return words(
        "Releases pay a first order of the first day back after {wait} if no ad task is missed; by "
        "the last day {share} of all members have theirs back, {owed} are owed on paper, "
        "{claimable} of it to those who will still claim it, and operating cash is {cash}.",
        wait=words.plural("{count} day", "{count} days", int(day)), share=share, **facts,
    )


def aside(now: Results, words: Words) -> str:
    """Whose payback is told where releases go by the calendar; empty where they do not."""
    if not goes_by_calendar(now.run):
        return ""
    return words("A gate, cuts and a payout limit strike on days of the run: payback in the table "
                 "is that of who joins on the first day, as far as the run goes; the figure by "
                 "month of joining has all others.")


def readings(words: Words) -> list[Tile]:
    """What is promised beyond the cash, what came back, and what adverts would have to bring."""
    return pick(words, "unfunded_promise", "unfunded_promise_to_watchers", "ad_points_left_behind",
                "recovered_multiple", "breakeven_revenue_per_view")


def benchmark(words: Words) -> str:
    """What the grey band of advert income is, who published it, and how it differs from ours."""
    known = INCOME_PER_DAILY_USER
    return words(
        "Benchmark for advert income: Qutoutiao, a read-to-earn app, took in {low} to {high} a day "
        "per daily user from all sources (company 6-K releases, {period}, grade {grade}) and made "
        "a net loss in every quarter. A daily user opens the app; our active member finishes a "
        "whole ad task, so compare with care.",
        low=words.money(known.low), high=words.money(known.high), period=known.period,
        grade=known.grade,
    )


@figure(daily=("released",), groups=("join_day", "members"), statements=("S-1", "S-4"))
def paid_back(scene: Scene) -> Card:
    """What became of first orders, by join month."""
    words = scene.words
    return Card(
        words("First orders paid back by releases, by month of joining"),
        words("Of all members who joined in that month: whose first order its own ad points had "
              "paid back by the last day, who has not got so far but still watches, and who "
              "stopped watching before and leaves the rest behind."),
        charts.paid_back_by_month(*scene.runs))


@figure(
    daily=("unreleased_ad_points", "ad_points_left_behind", "wallet_balance", "operating_cash"),
    summary=("unfunded_promise", "unfunded_promise_to_watchers"), statements=("S-1", "S-8"),
)
def owed(scene: Scene) -> Card:
    """What is owed against operating cash."""
    words = scene.words
    return Card(
        words("Owed, and in the account"),
        words("Wallet balances, ad points of members who still watch with the commissions due "
              "on them, and on top what is owed on paper only, for those who hold it stopped "
              "watching; against the platform's own cash. The pools are a separate account."),
        charts.owed(*scene.runs))


@figure(daily=("ad_revenue", "released", "commissions"), statements=("S-1", "S-8"))
def income_per_member(scene: Scene) -> Card:
    """Advert income per active member: needed and available."""
    words = scene.words
    return Card(
        words("Advert income needed and available"),
        words("Per member who finishes the day's ad task. Needed: the day's releases with "
              "the commissions that the platform adds, paid by adverts alone. To break even, "
              "orders help to pay. The grey band is what another read-to-earn app took in "
              "per daily user, from all sources."),
        charts.advert_income(*scene.runs))


@figure(
    daily=("unreleased_ad_points", "ad_points_left_behind", "released"),
    summary=("ad_points_left_behind",), statements=("S-1", "S-4"),
)
def ledger(scene: Scene) -> Card:
    """All ad points granted, by what became of them."""
    words = scene.words
    return Card(
        words("The ledger of ad points"),
        words("All ad points granted so far: paid, held by members who still watch and can "
              "claim them, left behind by members who stopped watching (breakage), and lost "
              "by missed days where these are forfeited."),
        charts.ledger(*scene.runs))


@figure(daily=("first_orders", "reorders"), statements=("S-1",))
def sales_growth(scene: Scene) -> Card:
    """Growth of sales against what releases need."""
    words = scene.words
    return Card(
        words("Growth that releases need"),
        words("If adverts brought nothing, what an order leaves after goods and the pool "
              "would have to pay for releases: then sales must grow every day by at least "
              "release rate × (ad points per yuan × (1 + commissions) ÷ part left − 1). "
              "Missed ad tasks lower it."),
        charts.growth(*scene.runs))


def tables(scene: Scene) -> list[Table]:
    """When a first order is paid back."""
    words = scene.words
    return [Table(
        "payback", words("When releases pay a first order back"),
        words("The released ad points of the first order alone, less commissions that the "
              "member pays, until they add up to its price: after how many days for those who "
              "still watch, how many watch that long, and what part is back after a year on "
              "average over all members, those who stopped included. Never means not within ten "
              "years, or, where a gate, cuts or a payout limit go by the calendar, not within the "
              "run. The first row is the vendor's case."),
        payback(scene.now, scene.then, words), remark=benchmark(words))]


SHOWN = Shown(("paid-back", "ledger", "income-per-member", "sales-growth"),
              half=("income-per-member", "sales-growth"),
              in_reports=("paid-back", "ledger", "sales-growth"), tables=tables)
