"""The rows of the Glossary: headline numbers as their tiles explain them, then the terms."""

from collections.abc import Iterator
from dataclasses import dataclass

from ui import answers
from ui.terms import NUMBER_WORDS, SECTIONS, Term
from ui.tiles import Tile
from wording import Words, mark

PAGES = {
    "overview": mark("Overview"), "price": mark("Price"), "exits": mark("Exits"),
    "releases": mark("Releases"), "payouts": mark("Payouts"), "treasury": mark("Treasury"),
    "assumptions": mark("Assumptions"), "claims": mark("Claims"), "compare": mark("Compare"),
    "levers": mark("Levers"), "goal_seek": mark("Goal seek"), "data_table": mark("Data table"),
    "uncertainty": mark("Uncertainty"), "worked_example": mark("Worked example"),
    "method": mark("Method"), "glossary": mark("Glossary"),
}


@dataclass(frozen=True)
class Entry:
    """A row in one reader's language, the word itself in both."""

    english: str
    chinese: str
    meaning: str
    pages: str


def entries(words: Words) -> dict[str, list[Entry]]:
    """Section title → rows; the numbers on the pages come first."""
    on_tiles = pages_of_readings()
    numbers = [*_tiles(words), *(_entry(term, words) for reading, term in NUMBER_WORDS.items()
                                 if reading not in on_tiles)]
    return {words("Numbers on the pages"): numbers} | {
        words(title): [_entry(term, words) for term in terms.values()]
        for title, terms in SECTIONS.items()
    }


def pages_of_readings() -> dict[str, list[str]]:
    """Reading → the pages that show it as a headline number."""
    found: dict[str, list[str]] = {}
    for page in PAGES:
        for tile in _readings(page, Words("en")):
            found.setdefault(tile.reading, []).append(page)
    return found


def _tiles(words: Words) -> Iterator[Entry]:
    """Every headline number once, under its tile's name, with its tile's help."""
    pages = pages_of_readings()
    for page in PAGES:
        languages = (Words("en"), Words("zh"), words)
        tiles = (_readings(page, language) for language in languages)
        for english, chinese, own in zip(*tiles, strict=True):
            if pages[own.reading][0] == page:
                yield Entry(english.label, chinese.label, own.help,
                            _titles(pages[own.reading], words))


def _readings(page: str, words: Words) -> list[Tile]:
    """The tiles of a page; none where it shows none."""
    answer = getattr(answers, page)
    return answer.readings(words) if hasattr(answer, "readings") else []


def _entry(term: Term, words: Words) -> Entry:
    return Entry(Words("en")(term.name), Words("zh")(term.name), words(term.meaning),
                 _titles(term.pages, words))


def _titles(pages, words: Words) -> str:
    return " · ".join(words(PAGES[page]) for page in pages)
