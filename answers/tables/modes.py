"""Tables of the Modes page: the rotation, accounts, closed forms, who funds whom."""

import math
from collections.abc import Callable

import numpy as np

from answers.readings import tile
from answers.results import Results
from answers.tables import Row, side_by_side
from answers.tiles import write
from model.laws import theory_of_modes as theory
from model.modes.book import (
    ENTERED,
    FUNDED,
    LAPSED,
    OWED,
    PAID,
    POT,
    SERIES,
    SHORTFALL,
    TO_PLATFORM,
)
from model.modes.chain import SPONSORED
from model.readings import rotation as found
from model.readings.rotation import Stage
from wording import Words
from wording.names import row_name, series_name

FLOWS = (ENTERED, FUNDED, PAID, SHORTFALL, TO_PLATFORM, LAPSED)
STOCKS = (OWED, POT)
READINGS = ("made_whole_share", "last_whole_day", "payout_ratio", "promised_ratio",
            "first_half_share", "first_short_day", "stop_day", "platform_cost")
LONG = 36_500
"""Days: what would take a century takes for ever."""
MONTH = 30
"""Days at either end whose deposits tell how these grew."""


def rotation(now: Results, words: Words) -> list[Row]:
    """A row for each pool and mode that opens: its days, what it leaves, who carries that."""
    return [{
        words("Pool or mode"): row_name(words, each.table, each.row),
        words("Open on days"): words("{first} to {last}", first=each.opens, last=each.closes - 1),
        words("Owed when it closes"): words.money(each.owed),
        words("Owed at the end"): words.money(each.owed_at_end),
        words("Who carries it"): _carrier(each, now, words),
        words("Held when it closes"): words.money(each.held),
        words("Settled by"): words.day(each.done - 1) if each.done < now.run.days
        else words("not by the end"),
    } for each in found.stages(now.run)]


def _carrier(stage: Stage, now: Results, words: Words) -> str:
    """Whose money is to pay what is owed, or who goes without."""
    scenario, row = now.run.scenario, stage.row
    if stage.table == "campaigns":
        return words("holders of points; a share of later orders")
    if not math.isnan(stage.stopped):
        return words("nobody: it stopped, the rest lapsed")
    if stage.closes >= now.run.days:
        return words("those who enter later") if stage.owed > 0.0 else words("nothing to carry")
    settled = scenario[f"modes.{row}.settlement_share"]
    if settled is not None:
        return words("bought out at {share}, the rest lapsed",
                     share=words.percent(scenario.number(f"modes.{row}.settlement_share")))
    if not stage.owed > 0.0:
        return words("nothing to carry")
    if scenario[f"modes.{row}.kind"] == "rebate":
        return words("its entrants; a share of later orders")
    if scenario[f"modes.{row}.shortfall"] == "stop":
        return words("its entrants, once the pot is empty")
    return words("the operator, once the pot is empty")


def accounts(now: Results, words: Words) -> list[Row]:
    """A column a mode: what came in, was paid, is owed, and who was made whole."""
    ids = now.run.modes.ids
    names = [row_name(words, "modes", row) for row in ids]
    columns = {
        (name if names.count(name) == 1 else f"{name} ({row})"): {
            **{_of(words, which): words.money(float(now.run.modes.daily(which)[0, m].sum()))
               for which in FLOWS},
            **{_of(words, which): words.money(float(now.run.modes.daily(which)[0, m, -1]))
               for which in STOCKS},
            **{tile(each, words).label: write(tile(each, words), now.summary[f"{each}.{row}"],
                                              words) for each in READINGS},
        }
        for m, (row, name) in enumerate(zip(ids, names, strict=True))
    }
    return side_by_side(words("Account"), columns)


def _of(words: Words, which: int) -> str:
    return series_name(words, SERIES[which])


def funding(now: Results, words: Words) -> list[Row]:
    """A row for each mode and month in which something entered."""
    by_month = {name: values[0] for name, values in found.by_entry_month(now.run).items()}
    names = {"entered": words("Entered"), "put_in": words("Put in"),
             "received": words("Received"), "owed": words("Still owed")}
    return [
        {words("Mode, month of entry"): words.with_month(words(
            "{mode}, month {month}", mode=row_name(words, "modes", row), month=month + 1),
            int(month) + 1),
         **{names[name]: words.money(float(by_month[name][m, month])) for name in names}}
        for m, row in enumerate(now.run.modes.ids)
        for month in np.flatnonzero(by_month["entered"][m] > 0.0)
    ]


Told = tuple[str, str, str]
"""A question, what the closed form says, what the run or the scenario gives."""


def closed_forms(now: Results, words: Words) -> list[Row]:
    """What each mode's own arithmetic says, beside this run."""
    laws: dict[str, Callable[[Results, str, int, Words], list[Told]]] = {
        "rebate": _of_rebate, "chain": _of_chain, "draw": _of_draw, "resale": _of_resale,
        "presale": _of_presale,
    }
    return [
        {words("Mode"): row_name(words, "modes", row), words("Question"): asked,
         words("Closed form"): by_law, words("Here"): here}
        for m, row in enumerate(now.run.modes.ids)
        for asked, by_law, here in laws[str(now.run.scenario[f"modes.{row}.kind"])](
            now, row, m, words)
    ]


def _of_rebate(now: Results, row: str, mode: int, words: Words) -> list[Told]:
    """What is put in per yuan that entered limits all that can ever be paid."""
    value, told = _reader(now, row), list[Told]()
    entered, funded, paid = (
        float(now.run.modes.daily(which)[0, mode].sum()) for which in (ENTERED, FUNDED, PAID))
    if not entered > 0.0:
        return told
    share, multiple = min(1.0, funded / entered), value("payout_multiple")
    whole = now.summary[f"made_whole_share.{row}"]
    told.append((words("Paid per yuan that entered, at most"),
                 words.money(min(multiple, funded / entered)), words.money(paid / entered)))
    if now.run.scenario[f"modes.{row}.claim_days"] is None and value("head_share") == 1.0:
        told.append((words("Part made whole, at most"),
                     words.percent(theory.queue_whole_limit(share, multiple)),
                     words.percent(whole)))
    elif share > 0.0 and value("head_share") == 0.0:
        days = theory.even_days_to_finish(share, multiple, 0.0)
        told.append((words("Days until the first are paid in full, with steady orders"),
                     words("never in practice") if days > LONG else words.number(days, digits=0),
                     words("{share} made whole", share=words.percent(whole))))
    return told


def _of_chain(now: Results, row: str, mode: int, words: Words) -> list[Told]:
    """What positions cost, and how many earn their price."""
    value, modes = _reader(now, row), now.run.modes
    direct, team, price = value("direct_bonus"), value("team_bonus"), value("pack_price")
    cost, recruiting = theory.chain_cost(direct, team), value("recruiting_share")
    sold = modes.daily(ENTERED)[0, mode] / price
    sponsored = float((sold * modes.book.notes[0, mode, SPONSORED]).sum())
    paid = float(modes.daily(PAID)[0, mode].sum())
    told = [
        (words("Bonuses for each sponsored position"), words.money(cost, compact=False),
         words.money(paid / sponsored if sponsored > 0.0 else None, compact=False)),
        (words("Part of the price that funds them, at least"),
         words.percent(cost / price * now.run.scenario.number("referral.sponsored_share")),
         words.percent(value("funding_share"))),
    ]
    earns = _sales_to_earn(price, direct, direct + team, int(value("leave_count")))
    if earns:
        told.append((
            words("Part made whole in the long run, if all have a sponsor"),
            words.percent(theory.chain_whole_share(earns, recruiting)),
            words.percent(now.summary[f"made_whole_share.{row}"])))
    return told


def _sales_to_earn(price: float, direct: float, both: float, leave_count: int) -> int:
    """The fewest own sales that earn the price, 0 where no number does."""
    if direct * leave_count >= price:
        return math.ceil(price / direct)
    return leave_count + math.ceil((price - direct * leave_count) / both) if both > 0.0 else 0


def _of_draw(now: Results, row: str, _mode: int, words: Words) -> list[Told]:
    """From which funding on it pays for itself."""
    value = _reader(now, row)
    group = int(value("group_size")), int(value("winners"))
    needed = theory.draw_funding_needed(*group, value("loser_reward"), value("winner_fund"))
    cost = now.summary[f"platform_cost.{row}"] / now.summary[f"entered.{row}"] if (
        now.summary[f"entered.{row}"] > 0.0) else math.nan
    return [
        (words("Part of sales with which it pays for itself"), words.percent(needed),
         words.percent(value("funding_share"))),
        (words("Cost to the operator per yuan that entered, at most"), words.money(needed),
         words.money(cost)),
    ]


def _of_resale(now: Results, row: str, mode: int, words: Words) -> list[Told]:
    """How fast deposits must grow for it to last."""
    value = _reader(now, row)
    rise = value("yield_rate") + value("listing_fee") + value("listing_commission")
    grew = _growth(now.run.modes.daily(ENTERED)[0, mode])
    ended = tile("first_short_day", words)
    lasts = math.isfinite(grew) and theory.resale_lasts(grew, rise, 0.0)
    return [
        (words("Daily growth of deposits with which it lasts"), words.percent(rise, digits=2),
         words.percent(grew, digits=2)),
        (words("Pot short first on"), words("never") if lasts else words("sooner or later"),
         write(ended, now.summary[f"first_short_day.{row}"], words)),
    ]


def _growth(entered: np.ndarray) -> float:
    """Daily growth from the first to the last month of deposits, NaN where there are not two."""
    days = np.flatnonzero(entered > 0.0)
    if days.size < 2 * MONTH:
        return math.nan
    first, last = (entered[part].mean() for part in (days[:MONTH], days[-MONTH:]))
    return float((last / first) ** (1.0 / (days[-1] - days[0] + 1 - MONTH)) - 1.0)


def _of_presale(now: Results, row: str, _mode: int, words: Words) -> list[Told]:
    """Whose money is in the stages that fail, and what a failure may pay."""
    value = _reader(now, row)
    growth, held = value("stage_growth"), int(value("stages_held"))
    told = [(words("Part in the stages that lose"),
             words.percent(theory.presale_losing_share(growth, held)),
             words.percent(1.0 - now.summary[f"made_whole_share.{row}"]))]
    if growth > 0.0:
        limit = theory.presale_payout_limit(growth, held, value("stage_yield"))
        told.append((words("Paid when a stage fails, at most, to pay for itself"),
                     words.percent(limit), words.percent(value("failure_payout"))))
    return told


def _reader(now: Results, row: str) -> Callable[[str], float]:
    return lambda field: now.run.scenario.number(f"modes.{row}.{field}")
