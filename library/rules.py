"""What is permitted in names, tags and notes, and how a search compares texts."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable

from library.kinds import KINDS
from model import ScenarioError
from model.terms.problems import NOT_A_CHOICE, problem

NAME_LENGTH, TAG_LENGTH, NOTE_LENGTH = 120, 40, 2_000
TAG_LIMIT = 20
SEARCH_LENGTH, SEARCH_WORDS = 200, 10
SHARED = ("", "read", "write")
"""Not shared; others may read and duplicate it; others may also save new revisions."""

BAD_TEXT = "{field} = {value}: permitted are {permitted} characters without control characters"
TOO_MUCH_SOUGHT = "{field}: permitted are {letters} characters and {count} words"
TOO_MANY_TAGS = "{field}: {value} tags; permitted is {permitted}"

_JOINERS = "\u200c\u200d"  # within words of some scripts, and within emoji
_FORBIDDEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
_SHOWN = 60


def checked_name(name: str) -> str:
    """The name without blanks around it. Raises ScenarioError."""
    return _checked("name", name.strip(), 1, NAME_LENGTH)


def checked_note(note: str) -> str:
    """What somebody says about a save; may have lines, may be empty. Raises ScenarioError."""
    plain = "\n".join(note.strip().splitlines())
    _checked("note", plain.replace("\n", " ").replace("\t", " "), 0, NOTE_LENGTH)
    return plain


def checked_tags(tags: Iterable[str]) -> dict[str, str]:
    """Tags by their folded form: of two that differ in case only the first one stays.

    Raises ScenarioError.
    """
    found: dict[str, str] = {}
    for tag in tags:
        plain = _checked("tag", tag.strip(), 1, TAG_LENGTH)
        found.setdefault(folded(plain), plain)
    if len(found) > TAG_LIMIT:
        raise ScenarioError([
            problem(TOO_MANY_TAGS, "tag", len(found), permitted=f"n ≤ {TAG_LIMIT}")
        ])
    return found


def checked_choice(field: str, value: str, permitted: Iterable[str]) -> str:
    """One of the permitted words. Raises ScenarioError."""
    choices = tuple(permitted)
    if value not in choices:
        told = " | ".join(choice or '""' for choice in choices)
        raise ScenarioError([
            problem(NOT_A_CHOICE, field, value, permitted=told, nearest=choices[-1])
        ])
    return value


def checked_kind(kind: str) -> str:
    """One of KINDS. Raises ScenarioError."""
    return checked_choice("kind", kind, KINDS)


def folded(text: str) -> str:
    """The form in which texts are compared: neither case nor width of letters counts."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def searched(text: str) -> list[str]:
    """The words of a search, folded, each once. Raises ScenarioError for more than a search takes.
    """
    plain = "".join(" " if unicodedata.category(c) in _FORBIDDEN else c for c in text)
    words = list(dict.fromkeys(folded(plain).split()))
    if len(text) > SEARCH_LENGTH or len(words) > SEARCH_WORDS:
        raise ScenarioError([problem(TOO_MUCH_SOUGHT, "search", letters=SEARCH_LENGTH,
                                     count=SEARCH_WORDS)])
    return words


def digest(content: str, note: str, author: str, model_version: str) -> str:
    """Of what a revision says for ever: 64 letters that another text would not have."""
    parts = (content, note, author, model_version)
    told = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _checked(field: str, text: str, least: int, most: int) -> str:
    bad = any(unicodedata.category(c) in _FORBIDDEN and c not in _JOINERS for c in text)
    if bad or not least <= len(text) <= most:
        visible = "".join(c if c.isprintable() else "\ufffd" for c in text)
        shown = visible if len(visible) <= _SHOWN else f"{visible[:_SHOWN]}…"
        raise ScenarioError([problem(BAD_TEXT, field, shown, permitted=f"{least}–{most}")])
    return text
