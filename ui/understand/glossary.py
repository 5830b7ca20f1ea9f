"""The rows of the Glossary: headline numbers as their tiles explain them, then the terms."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import answers
from answers.terms import SECTIONS, Term
from model.members.declared import READINGS as OF_SINGLE_MEMBERS
from model.readings import HEADLINES, READINGS
from scenarios.contents import PAGES
from wording import LANGUAGES, Words

_ALL = {language.name: Words(code) for code, language in LANGUAGES.items()}

MET = {
    "members": ("method",), "sales": ("method", "treasury"),
    "recovered_multiple_with_holdings": ("method",), "agent_payback_day.*": ("payouts",),
}
"""Readings that no page shows as a headline number, and where they are met; the others are where
results are set side by side."""


@dataclass(frozen=True)
class Entry:
    """A row in one reader's language; the word itself in each, by the language's name."""

    called: dict[str, str]
    meaning: str
    pages: str


def entries(words: Words) -> dict[str, list[Entry]]:
    """Section title → rows; the numbers on the pages come first."""
    return {words("Numbers on the pages"): list(_numbers(words))} | {
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


def _numbers(words: Words) -> Iterator[Entry]:
    """Every reading as it is declared: headline numbers, those of single members, the others."""
    pages, large = pages_of_readings(), [READINGS[name] for name in HEADLINES]
    shown = [*large, *OF_SINGLE_MEMBERS.values()]
    for each in [*shown, *(each for each in READINGS.values() if each not in shown)]:
        called = {name: other.declared("reading", each.label) for name, other in _ALL.items()}
        met = pages.get(each.name) or MET.get(each.name, ("compare",))
        yield Entry(called, words.declared("reading", each.help), _titles(met, words))


def _entry(term: Term, words: Words) -> Entry:
    called = {name: each(term.name) for name, each in _ALL.items()}
    return Entry(called, words(term.meaning), _titles(term.pages, words))


def _titles(pages: Iterable[str], words: Words) -> str:
    return " · ".join(words(PAGES[page].title) for page in pages)
