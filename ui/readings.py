"""The readings that tiles show: name in the summary, label, meaning, format, better way."""

from ui.tiles import Tile
from wording import Words


def overview(words: Words) -> list[Tile]:
    """Who wins, who pays, when does the money run out: six tiles."""
    return [*_members(words), *_money(words)]


def _members(words: Words) -> list[Tile]:
    return [
        Tile("recovered_share", words("Members who break even"),
             words("Members whose cash received (redemptions and released ad points, without "
                   "referral income) reaches what they spent, of all members."), "percent", 1),
        Tile("recovered_multiple", words("Money back per yuan spent"),
             words("Everything that members received in cash, divided by everything that they "
                   "spent. Points still held do not count."), "money", 1),
        Tile("exit_share", words("Members out at the cap"),
             words("Members whose points were bought out at the cap at least once, of all "
                   "members. The pitch promises this to everybody (S-3)."), "percent", 1),
    ]


def _money(words: Words) -> list[Tile]:
    return [
        Tile("first_negative_day", words("Cash first below zero"),
             words("First day whose closing operating cash is negative; the backstop pool is a "
                   "separate account and cannot be used."), "day", 1, words("never")),
        Tile("peak_funding", words("Peak funding needed"),
             words("Money that somebody has to bring from outside at the worst moment: the "
                   "deepest point of operating cash below zero."), "money", -1),
        Tile("unfunded_promise", words("Unfunded promise"),
             words("Ad points not yet released, with the commissions due on them, and wallet "
                   "balances, less the operating cash there is on the last day."), "money", -1),
    ]


def price(words: Words) -> list[Tile]:
    """What stands behind the price: three tiles."""
    return [
        Tile("pool_coverage", words("Pool against promises"),
             words("What all pools hold, divided by what members with points would be owed if "
                   "each reached the cap. Below 100% not all can."), "percent", 1),
        Tile("exit_delay_days", words("Wait until the cap"),
             words("Average days from joining to the first buy-out at the cap; those who never "
                   "reach it are not in this average."), "wait", -1),
        Tile("trapped_pool", words("Trapped in pools"),
             words("Money in pools whose members hold no points any more: nobody can get it."),
             "money", -1),
    ]
