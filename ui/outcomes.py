"""Every result that can be asked for, as the tile that shows it: what it is called and means."""

from analysis.batches import WITHIN, result_names
from charts.names import row_name
from model import Scenario
from ui.answers import exits, overview, payouts, price, treasury
from ui.terms import NUMBER_WORDS, meaning
from ui.tiles import Tile
from wording import Words

PAYBACK = "agent_payback_day."
AGES = (90, 180, 365, 730)
"""Days after joining by which members may have got back what they spent."""


def names(scenario: Scenario) -> list[str]:
    """The results of a scenario: those of the pages in their order, then the rest, then the share
    that has recovered its spend by some age.
    """
    known = result_names(scenario)
    first = [name for name in _of_pages(Words("en")) if name in known]
    rest = [name for name in known if name not in first]
    return first + rest + [f"{WITHIN}{age}" for age in AGES]


def tile(name: str, words: Words) -> Tile:
    """Label, meaning and style of a result."""
    if name.startswith(PAYBACK):
        return _payback(name, words)
    if name.startswith(WITHIN):
        return _within(name, words)
    return ({other.reading: other for other in _others(words)} | _of_pages(words))[name]


def label(name: str, words: Words) -> str:
    """What a result is called."""
    return tile(name, words).label


def factor(tile: Tile) -> int:
    """Units of the screen per unit of the model: shares are typed in per cent."""
    return 100 if tile.style == "percent" else 1


def unit(tile: Tile, words: Words) -> str:
    """The unit in which a result is typed and drawn."""
    return {
        "percent": "%", "money": words("CNY"), "day": words("day"), "wait": words("days"),
        "multiple": words("times"),
    }.get(tile.style, "")


def titled(tile: Tile, words: Words) -> str:
    """The label with the unit behind it, for axes and entries."""
    written = unit(tile, words)
    return f"{tile.label} ({written})" if written else tile.label


def _of_pages(words: Words) -> dict[str, Tile]:
    """Those on the tiles of the pages; where two show the same, the page that is about it."""
    pages = (overview, exits, price, treasury, payouts)
    found: dict[str, Tile] = {}
    for page in pages:
        for shown in page.readings(words):
            if shown.reading not in found or page is exits:
                found[shown.reading] = shown
    return found


def _others(words: Words) -> list[Tile]:
    """Those that no page shows, as the glossary explains them."""
    styles = {"members": "number", "sales": "money", "recovered_multiple_with_holdings": "money"}
    return [
        Tile(name, words(NUMBER_WORDS[name].name), meaning(name, words), style, 1)
        for name, style in styles.items()
    ]


def _payback(name: str, words: Words) -> Tile:
    tier = row_name(words, name.removeprefix(PAYBACK))
    term = NUMBER_WORDS[PAYBACK.removesuffix(".")]
    return Tile(name, f"{words(term.name)} · {tier}", words(term.meaning), "day", -1,
                words("never"))


def _within(name: str, words: Words) -> Tile:
    days = words.number(int(name.removeprefix(WITHIN)), digits=0)
    return Tile(name, words("Break even within {days} days", days=days),
                words("Members who {days} days after joining had got back what they had spent by "
                      "then, of those who had that long.", days=days), "percent", 1)
