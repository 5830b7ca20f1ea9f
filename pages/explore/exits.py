"""Exits: who gets out, when, and who is still waiting?"""

from charts.exits import exit_days, pool_growth, shares_by_month, waits
from ui.answers import exits as answer
from ui.frame import Card, cards, page


def figures(now, then, words) -> None:
    runs = now.run, then.run, words
    cards(
        Card(words("How many times the pool must still grow for today's buyer"),
             words("For a first order of each day: how many times that day's pool must grow, by "
                   "orders like that day's and with nobody selling, until the cap forces it out, "
                   "beside how far the pool really grew afterwards, up to the last simulated day. "
                   "Sales of others bring an exit a little nearer; the rest can only wait."),
             pool_growth(*runs), "pool-growth"),
        Card(words("Joined and forced out"),
             words("Each mark is the buyers of one day and kind: when they joined, and when the "
                   "system first sold their points by force. Who joined later than the axis "
                   "reaches was not forced out at all. What it paid may be less than the cap."),
             exit_days(*runs), "exit-days", True),
        Card(words("How long they waited"),
             words("Only members who were forced out, by months from joining to the first time. "
                   "Those who never were are not in this figure."),
             waits(*runs), "waits", True),
        Card(words("Forced out, and money back"),
             words("Members of each month of joining. The two differ: one may be forced out and "
                   "have spent more since, or get one's money back from ad points without ever "
                   "reaching the cap. Late months had less time."),
             shares_by_month(*runs), "exit-shares"),
    )


page(answer, figures)
