"""What is seen of an entry at a glance: kind, tags, owner, when saved, fingerprint."""

import hashlib
from functools import lru_cache

import scenarios
from answers import library as answer
from library import Entry, Shelf
from model import ScenarioError
from scenarios.documents import fingerprint
from ui.session import document, draft, state
from ui.session.shelf import moment, person
from wording import Words
from wording.literal import brief, literal

TAGS_SHOWN = 6
NOTE_SHOWN = 80


def marks(entry: Entry, view: state.View, shelf: Shelf, tags: int = TAGS_SHOWN) -> str:
    """Badges: on screen or at the desk, kind, shared and whose, so many tags."""
    words, known = view.words, document.origin(view)
    badges = []
    if known is not None and known[0] == entry.id:
        badges.append(_badge("green", words("on screen")))
    written = draft.current().opened.origin
    if written is not None and written[0] == entry.id:
        badges.append(_badge("green", words("being written")))
    badges.append(_badge("gray", answer.entry_kinds(words)[entry.kind]))
    if entry.owner != shelf.user:
        owner = literal(person(entry.owner, shelf, words))
        badges.append(_badge("violet", words("shared by {owner}", owner=owner)))
    elif entry.shared:
        badges.append(_badge("violet", words("shared")))
    badges += [_badge("blue", literal(brief(tag))) for tag in entry.tags[:tags]]
    if len(entry.tags) > tags:
        badges.append(_badge("gray", f"+{len(entry.tags) - tags}"))
    return " ".join(badges)


def _badge(colour: str, text: str) -> str:
    return f":{colour}-badge[{text}]"


def facts(entry: Entry, shelf: Shelf, words: Words) -> str:
    """Revision, when it was saved and by whom, its note, the fingerprint."""
    latest = entry.latest
    return " · ".join(filter(None, (
        words("Revision {number}", number=latest.number), moment(latest.saved_at, words),
        literal(person(latest.author, shelf, words)), literal(brief(latest.note, NOTE_SHOWN)),
        words("fingerprint {fingerprint}", fingerprint=print_of(shelf, entry)),
    )))


def print_of(shelf: Shelf, entry: Entry) -> str:
    """Twelve hexadecimal digits: the scenario's, or those of the text where there is none."""
    return _print(shelf, entry.id, entry.latest.number, entry.kind)


@lru_cache(maxsize=1024)
def _print(shelf: Shelf, entry_id: str, number: int, kind: str) -> str:
    text = shelf.content(entry_id, number).encode()
    try:
        if kind == "scenario":
            return fingerprint(scenarios.read(text, "scenario").scenario)
    except ScenarioError:
        pass  # refused by a newer model: the text is still told apart
    return hashlib.sha256(text).hexdigest()[:12]
