"""The rows of the Glossary: headline numbers as their tiles explain them, then the terms."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import answers
from answers.readings import every, of_single_members
from answers.terms import NUMBER_WORDS, SECTIONS, Term
from ui.navigation import PAGES
from wording import Words


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
        answer = getattr(answers, page)
        for tile in answer.readings(Words("en")) if hasattr(answer, "readings") else ():
            found.setdefault(tile.reading, []).append(page)
    return found


def _tiles(words: Words) -> Iterator[Entry]:
    """Every headline number under its tile's name, with its tile's help."""
    pages = pages_of_readings()
    languages = (Words("en"), Words("zh"), words)
    known = (every(language) + of_single_members(language) for language in languages)
    for english, chinese, own in zip(*known, strict=True):
        yield Entry(english.label, chinese.label, own.help, _titles(pages[own.reading], words))


def _entry(term: Term, words: Words) -> Entry:
    return Entry(Words("en")(term.name), Words("zh")(term.name), words(term.meaning),
                 _titles(term.pages, words))


def _titles(pages: Iterable[str], words: Words) -> str:
    return " · ".join(words(PAGES[page].title) for page in pages)
