"""The table of the Controls page: each control against the same scenario without it."""

from collections.abc import Sequence

from answers.pulled import Pulled
from answers.readings import tile
from answers.tables import CHANGE, Row
from answers.tiles import write
from scenarios.controls import CONTROLS
from wording import Words

COLUMNS = ("first_negative_day", "lowest_cash", "recovered_multiple", "exit_share",
           "unfunded_promise", "peak_arrears", "unrewarded_share")


def name_of(each: Pulled, words: Words) -> str:
    """What a control is called: one in force by its kind, any other as it comes ready-made."""
    control = CONTROLS[each.name]
    return words("{control} (in force)", control=words(control.kind)) if each.on else words(
        control.label)


def against_without(each: Sequence[Pulled], all_of_them: Pulled, words: Words) -> list[Row]:
    """A row for each control, first for all that are in force; cells say without → with."""
    shown = [(words("All controls in force"), all_of_them)] if all_of_them.on else []
    shown += [(name_of(one, words), one) for one in each]
    return [_row(name, one, words) for name, one in shown]


def _row(name: str, one: Pulled, words: Words) -> Row:
    cells = {words("Control"): name}
    for reading in COLUMNS:
        told = tile(reading, words)
        before, after = (write(told, side[reading], words) for side in (one.before, one.after))
        cells[told.label] = _pair(before, after, words)
    return cells


def _pair(before: str, after: str, words: Words) -> str:
    """Both, with no other place for a new line than after what was."""
    before, after = (text.replace(" ", "\N{NO-BREAK SPACE}") for text in (before, after))
    return before if before == after else f"{before}{CHANGE}{after}"
