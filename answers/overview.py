"""Who gets their money back, who pays, and how long the cash lasts."""

from answers.cards import Card, figure
from answers.cash import clause, hidden, nobody
from answers.paged import Shown
from answers.readings import pick
from answers.results import Results
from answers.scene import Scene
from answers.tiles import Tile
from charts.cash import cash_path, per_thousand
from charts.members import recovered_by_month, recovered_share_by_month
from charts.price import price_path
from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("Who wins, who pays, and when does the money run out?")


def verdict(now: Results, words: Words) -> str:
    """Who gets their money back, how much comes back, how long the cash lasts."""
    summary = now.summary
    if not summary["members"] > 0:
        return nobody(now, words)
    return words(
        "{share} of members get back what they spent, each yuan spent has returned {back} on "
        "average, and {cash}.", share=words.percent(summary["recovered_share"]),
        back=words.money(summary["recovered_multiple"]), cash=clause(now, words),
    )


def aside(now: Results, words: Words) -> str:
    """What hides that the cash would not last; empty where nothing does."""
    return hidden(now, words)


def readings(words: Words) -> list[Tile]:
    """Who wins, who pays, when does the money run out: six tiles."""
    return pick(words, "recovered_share", "recovered_multiple", "exit_share",
                "first_negative_day", "peak_funding", "unfunded_promise")


@figure(groups=("join_day", "members"), summary=("recovered_share",), statements=("S-1", "S-3"))
def recovered_share(scene: Scene) -> Card:
    """Who got back what they spent, by join month."""
    words = scene.words
    return Card(
        words("Who got their money back, by month of joining"),
        words("Of all members who joined in that month, the part that has received in cash at "
              "least what it spent by the last day. Late months had less time."),
        recovered_share_by_month(*scene.runs))


@figure(
    daily=("released",), groups=("redeemed_per_member", "members"),
    summary=("recovered_multiple", "recovered_share"), statements=("S-1", "S-3"),
)
def recovered(scene: Scene) -> Card:
    """What each yuan spent by a join month came back as."""
    words = scene.words
    return Card(
        words("What members got back, by month of joining"),
        words("Each bar is one yuan spent by those who joined in that month: what they "
              "received, what their points would bring if sold on the last day, and what is "
              "missing."), recovered_by_month(*scene.runs))


@figure(daily=("price",), statements=("S-2", "S-5", "S-24"))
def price(scene: Scene) -> Card:
    """Closing price of every campaign."""
    words = scene.words
    help = words("Closing price of every campaign. A high price alone pays nobody: only sold "
                 "points bring money.")
    if scene.log:
        help += words(" On the logarithmic axis equal steps up are equal percentages.")
    return Card(words("Price of a point"), help,
                price_path(*scene.runs, scene.log, scene.band("price")))


@figure(daily=("operating_cash",), summary=("peak_funding", "first_negative_day"))
def cash(scene: Scene) -> Card:
    """Operating cash against the baseline."""
    words = scene.words
    return Card(
        words("Operating cash"),
        words("The platform's own account, without the pools. Below zero somebody outside "
              "has to bring the money."), cash_path(*scene.runs, scene.band("operating_cash")))


@figure(
    daily=("ad_revenue", "agent_fees", "contribution", "withdrawals", "agent_payouts",
           "team_bonus", "operating_cash"),
    summary=("peak_funding",),
)
def uses(scene: Scene) -> Card:
    """All flows of operating cash per 1,000 yuan of orders."""
    words = scene.words
    return Card(
        words("Where each 1,000 yuan of orders goes"),
        words("All flows of operating cash over the whole time, with cash at the start and what "
              "must come from outside at the worst moment, per 1,000 yuan of members' orders."),
        per_thousand(*scene.runs))


SHOWN = Shown(("recovered-share", "price", "cash", "uses"), half=("price", "cash"), campaigns=3)
