"""What the other modes of a rotation bring, to whom, and who carries what they leave."""

import math

from answers.cards import Card, figure
from answers.paged import Shown, Table
from answers.readings import pick
from answers.results import Results
from answers.scene import Scene
from answers.sentences import joined
from answers.tables import modes as rows
from answers.tiles import Tile
from charts import modes as charts
from model import Scenario
from wording import Words
from wording.names import row_name


def question(words: Words) -> str:
    """What the page answers."""
    return words("What do the other modes bring, and who is left with what they owe?")


def verdict(now: Results, words: Words) -> str:
    """How much of what entered modes came back whole, which pot first fails, what is left owed."""
    ids = now.run.modes.ids
    if not ids:
        return words("There is no mode besides the pools.")
    entered = sum(now.summary[f"entered.{row}"] for row in ids)
    if not entered > 0.0:
        return words("Nothing enters any mode within {days} days.",
                     days=words.number(now.run.days, digits=0))
    whole = sum(now.summary[f"entered.{row}"] * now.summary[f"made_whole_share.{row}"]
                for row in ids if now.summary[f"entered.{row}"] > 0.0)
    told = words.plural(
        "Of {entered} that entered {count} mode, {whole} got back at least itself; on the last day "
        "{owed} are still owed.",
        "Of {entered} that entered {count} modes, {whole} got back at least itself; on the last "
        "day {owed} are still owed.", count=len(ids), entered=words.money(entered),
        whole=words.percent(whole / entered), owed=words.money(float(now.run.modes.owed[0])),
    )
    return joined([told, _first_short(now, words)], words)


def _first_short(now: Results, words: Words) -> str:
    """The first pot that cannot pay."""
    days = {row: now.summary[f"first_short_day.{row}"] for row in now.run.modes.ids}
    late = {row: day for row, day in days.items() if not math.isnan(day)}
    if not late:
        return words("No pot ever lacks what is due.")
    first = min(late, key=late.__getitem__)
    return words("The first pot that cannot pay what is due is that of the {mode}, on {day}.",
                 mode=row_name(words, "modes", first), day=words.day(late[first]))


def readings(words: Words) -> list[Tile]:
    """What members got back in all, and what the operator is left with."""
    return pick(words, "recovered_multiple", "recovered_share", "unfunded_promise", "lowest_cash")


@figure(daily=("owed.*", "pot.*", "pool", "points"), summary=("first_short_day.*", "stop_day.*"),
        statements=("S-16", "S-17"))
def rotation(scene: Scene) -> Card:
    """Pools and modes on one time line."""
    words = scene.words
    return Card(
        words("The rotation on one time line"),
        words("A thick stroke while a pool gifts points or a mode takes orders and money; a thin "
              "one from there on for as long as anything is owed or members hold points. A cross "
              "marks the first day on which a pot cannot pay what is due."),
        charts.time_line(*scene.runs))


@figure(daily=("owed.*", "pot.*"), statements=("S-17",))
def owed_by_mode(scene: Scene) -> Card:
    """What modes owe, against their pots."""
    words = scene.words
    return Card(
        words("Owed by modes, and in their pots"),
        words("What each mode has promised and neither paid nor let lapse. What the pots do not "
              "hold, later orders or the operator would have to bring."),
        charts.owed_by_mode(*scene.runs))


@figure(daily=("entered.*",), summary=("made_whole_share.*", "last_whole_day.*"),
        statements=("S-16", "S-17"))
def made_whole(scene: Scene) -> Card:
    """Who was made whole, by day of entry."""
    words = scene.words
    return Card(
        words("Made whole, by day of entry"),
        words("Of the money that entered on a day, the part that had got back at least itself by "
              "the last day. Of a chain: positions whose own sales earned their price. Late days "
              "had less time."),
        charts.whole_by_entry_day(*scene.runs))


@figure(daily=("entered.*", "funded.*", "paid.*"), summary=("first_half_share.*",),
        statements=("S-17",))
def who_funds_whom(scene: Scene) -> Card:
    """What each month of entry got, less what it put in."""
    words = scene.words
    return Card(
        words("Who funds whom, by month of entry"),
        words("What the money of a month received by the end, less what was put into the pot on "
              "its days. Above zero others paid for it; below it paid for others, or its part "
              "still lies in the pot. A chain's bonuses count where the seller's position was "
              "bought."),
        charts.funding_by_month(*scene.runs))


def tables(scene: Scene) -> list[Table]:
    """The rotation, each mode's account, the closed forms, who funds whom; none without modes."""
    now, words = scene.now, scene.words
    if not now.run.modes.ids:
        return []
    return [
        Table("rotation", words("When each opens, what it leaves, who carries it"),
              words("Owed by a pool is what caps promise on all spending credited, less what was "
                    "paid until then."), rows.rotation(now, words), wraps=True),
        Table("modes", words("The account of each mode"),
              words("Over the whole run; a dash where nothing entered."),
              rows.accounts(now, words)),
        Table("closed-forms", words("Against the closed form"),
              words("What each mode's own arithmetic says in the long run, and what this run "
                    "gives."), rows.closed_forms(now, words),
              words("Closed forms hold for steady or steadily growing orders; a run that ends "
                    "early, or whose orders stop, may lie on either side."), wraps=True),
        Table("funding", words("Who funds whom, by month of entry"),
              words("Yuan by month of entry. Put in: what went into the pot on the days of that "
                    "month; owed: at the end of the run."), rows.funding(now, words)),
    ]


def _has_modes(scenario: Scenario) -> bool:
    return bool(scenario.rows("modes"))


SHOWN = Shown(("rotation", "owed-by-mode", "made-whole", "who-funds-whom"),
              half=("made-whole", "who-funds-whom"),
              in_reports=("rotation", "owed-by-mode", "made-whole", "who-funds-whom"),
              tables=tables, applies=_has_modes)
