"""Overview: who wins, who pays, and when the money runs out."""

from answers.cards import Card
from answers.figures.scene import Scene
from charts.cash import cash_path, per_thousand
from charts.members import recovered_by_month, recovered_share_by_month
from charts.price import price_path


def recovered_share(scene: Scene) -> Card:
    """Who got back what they spent, by join month."""
    words = scene.words
    return Card(
        words("Who got their money back, by month of joining"),
        words("Of all members who joined in that month, the part that has received in cash at "
              "least what it spent by the last day. Late months had less time."),
        recovered_share_by_month(*scene.runs), "recovered-share")


def recovered(scene: Scene) -> Card:
    """What each yuan spent by a join month came back as."""
    words = scene.words
    return Card(
        words("What members got back, by month of joining"),
        words("Each bar is one yuan spent by those who joined in that month: what they "
              "received, what their points would bring if sold on the last day, and what is "
              "missing."), recovered_by_month(*scene.runs), "recovered")


def price(scene: Scene) -> Card:
    """Closing price of every campaign."""
    words = scene.words
    help = words("Closing price of every campaign. A high price alone pays nobody: only sold "
                 "points bring money.")
    if scene.log:
        help += words(" On the logarithmic axis equal steps up are equal percentages.")
    figure = price_path(*scene.runs, scene.log, scene.band("price"))
    return Card(words("Price of a point"), help, figure, "price")


def cash(scene: Scene) -> Card:
    """Operating cash against the baseline."""
    words = scene.words
    return Card(
        words("Operating cash"),
        words("The platform's own account, without the pools. Below zero somebody outside "
              "has to bring the money."), cash_path(*scene.runs, scene.band("operating_cash")),
        "cash")


def uses(scene: Scene) -> Card:
    """All flows of operating cash per 1,000 yuan of orders."""
    words = scene.words
    return Card(
        words("Where each 1,000 yuan of orders goes"),
        words("All flows of operating cash over the whole time, with cash at the start and what "
              "must come from outside at the worst moment, per 1,000 yuan of members' orders."),
        per_thousand(*scene.runs), "uses")
