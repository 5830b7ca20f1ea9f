"""What modes gave to whom, and what that cost the operator (modes.md section 6)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from model.modes.summary import READINGS as NAMES
from model.readings.reading import NEVER, Reading, Sums


def _read(name: str) -> Callable[[Sums], dict[str, np.ndarray]]:
    """The law of one reading, by mode (scenario,)."""

    def read(sums: Sums) -> dict[str, np.ndarray]:
        modes = sums.run.modes
        if not modes.ids:
            return {}
        return dict(zip(modes.ids, modes.readings[:, :, NAMES.index(name)].T, strict=True))

    return read


READINGS = (
    Reading(
        name="entered.*", label="Entered the mode", each="modes", style="money", total=True,
        help="Orders that went through the mode, or money put into it, over the whole run.",
        read=_read("entered")),
    Reading(
        name="made_whole_share.*", label="Got back what they put in", each="modes",
        style="percent", better=1, whose="members", read=_read("made_whole_share"),
        help="Of every yuan that entered the mode, the part that got back at least itself. Of a "
             "chain: positions whose own sales earned their price."),
    Reading(
        name="last_whole_day.*", label="Last day that came out whole", each="modes", style="day",
        better=1, whose="members", read=_read("last_whole_day"),
        help="The newest day of entry whose money got back at least itself, all of it."),
    Reading(
        name="payout_ratio.*", label="Paid by the mode, of what entered", each="modes",
        style="percent", read=_read("payout_ratio"),
        help="All that the mode paid members, uplines too, divided by what entered it."),
    Reading(
        name="promised_ratio.*", label="Promised by the mode, of what entered", each="modes",
        style="percent", read=_read("promised_ratio"),
        help="What the mode paid, still owes at the end, and let lapse, divided by what entered."),
    Reading(
        name="first_half_share.*", label="Received by the first half", each="modes",
        style="percent", read=_read("first_half_share"),
        help="Of all that came back, the part that went to the first half of the money that "
             "entered. Above 50% the early ones are paid by the late ones."),
    Reading(
        name="first_short_day.*", label="Pot short first on", each="modes", style="day", better=0,
        whose="both", absent=NEVER, read=_read("first_short_day"),
        help="The first day on which the mode's pot cannot pay what is due."),
    Reading(
        name="stop_day.*", label="Mode stopped on", each="modes", style="day", better=0,
        whose="both", absent=NEVER, read=_read("stop_day"),
        help="The day on which the mode stopped because its pot was short: what was due was paid "
             "in part, all else lapsed."),
    Reading(
        name="platform_cost.*", label="Cost of the mode to the operator", each="modes",
        style="money", better=-1, whose="operator", total=True, read=_read("platform_cost"),
        help="What the operator put into the mode's pot and added when it was short, less what "
             "the mode gave to the operator. Below zero the operator gained."),
    Reading(
        name="highest_owed.*", label="Most that the mode owed", each="modes", style="money",
        better=0, total=True, read=_read("highest_owed"),
        help="The largest sum that the mode owed at the close of any day."),
)
