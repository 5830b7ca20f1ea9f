"""Every result that can be asked for, as the tile that shows it: what it is called and means."""

from analysis.batches import WITHIN, result_names
from answers.readings import every
from answers.terms import NUMBER_WORDS, meaning
from answers.tiles import Tile, Whose
from charts.names import row_name
from model import Scenario
from wording import Words

PAYBACK = "agent_payback_day."
AGES = (90, 180, 365, 730)
"""Days after joining by which members may have got back what they spent."""


def names(scenario: Scenario) -> list[str]:
    """The results of a scenario: those of the pages in their order, then the rest, then the share
    that has recovered its spend by some age.
    """
    known = result_names(scenario)
    first = [tile.reading for tile in every(Words("en")) if tile.reading in known]
    rest = [name for name in known if name not in first]
    return first + rest + [f"{WITHIN}{age}" for age in AGES]


def tile(name: str, words: Words) -> Tile:
    """Label, meaning and style of a result."""
    if name.startswith(PAYBACK):
        return _payback(name, words)
    if name.startswith(WITHIN):
        return _within(name, words)
    return {known.reading: known for known in every(words) + _others(words)}[name]


def label(name: str, words: Words) -> str:
    """What a result is called."""
    return tile(name, words).label


def factor(tile: Tile) -> int:
    """Units of the screen per unit of the model: shares are typed in per cent."""
    return 100 if tile.style == "percent" else 1


def wants_more(tile: Tile) -> bool:
    """Whether a goal for it is a least value; of what is neutral, as payouts are, a greatest."""
    return tile.good > 0


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


def _others(words: Words) -> list[Tile]:
    """Those that no page shows, as the glossary explains them."""
    known: dict[str, tuple[str, Whose]] = {
        "members": ("number", "operator"), "sales": ("money", "operator"),
        "recovered_multiple_with_holdings": ("money", "members"),
    }
    return [
        Tile(name, words(NUMBER_WORDS[name].name), meaning(name, words), style, 1, whose=whose)
        for name, (style, whose) in known.items()
    ]


def _payback(name: str, words: Words) -> Tile:
    tier = row_name(words, name.removeprefix(PAYBACK))
    term = NUMBER_WORDS[PAYBACK.removesuffix(".")]
    return Tile(name, f"{words(term.name)} · {tier}", words(term.meaning), "day", -1,
                words("never"), whose="agents")


def _within(name: str, words: Words) -> Tile:
    days = words.number(int(name.removeprefix(WITHIN)), digits=0)
    return Tile(name, words("Break even within {days} days", days=days),
                words("Members who {days} days after joining had got back what they had spent by "
                      "then, of those who had that long.", days=days), "percent", 1,
                whose="members")
