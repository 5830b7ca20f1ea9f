"""Colours and fonts of the deck: those of the pages."""

from __future__ import annotations

from charts import style

TEXT = "#1B2733"
BACKGROUND = "#FFFFFF"
PALE = "#EFF3F7"
LINE_COLOUR = "#D5DDE6"
PRIMARY = "#1D6FB8"
MUTED = "#5A6775"
GOOD, BAD = "#15803D", "#C2410C"
"""Changes for better and worse, dark enough to be read on white."""

SCHEME = {
    "dk1": TEXT, "lt1": BACKGROUND, "dk2": "#20405E", "lt2": PALE, "accent1": style.PRICE,
    "accent2": style.RECEIVED, "accent3": style.SHORTFALL, "accent4": style.CASH,
    "accent5": style.MONEY_OUT, "accent6": style.POOL, "hlink": PRIMARY, "folHlink": style.TEAM,
}
"""The theme's colours (.streamlit/config.toml and the figures')."""

_NAMES = {TEXT: "tx1", BACKGROUND: "bg1", PRIMARY: "hlink"}
"""Under another theme text, background and heads follow it; series and verdicts keep the colours
that mean something on the pages.
"""


def scheme(colour: str) -> str | None:
    """What the theme calls a colour, if it has it."""
    return _NAMES.get(colour.upper())
