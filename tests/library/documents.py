"""Contents to save."""

import functools

import scenarios
from scenarios import Shared
from scenarios.documents import TITLE_LIMIT
from scenarios.pitches import NOTES_LIMIT, Pitch, Step, write_pitch


@functools.cache
def scenario(sell_fee: float = 0.2) -> str:
    """The pitched terms with another fee, as a complete document."""
    pitched = scenarios.load("as_pitched")
    changed = pitched.scenario.replace({"campaigns.main.sell_fee": sell_fee})
    document = scenarios.Document(
        "x", pitched.titles, pitched.notes, changed, pitched.uncertainty
    )
    return scenarios.write(document)


@functools.cache
def pitch(text: str = "") -> str:
    """A pitch of that title, as a complete document; a long text goes on in notes of its steps."""
    title, rest = text[:TITLE_LIMIT], text[TITLE_LIMIT:]
    notes = [rest[start : start + NOTES_LIMIT] for start in range(0, len(rest), NOTES_LIMIT)]
    steps = tuple(
        Step(f"s{place}", "text", {"en": "x"}, Shared.of("as_pitched"), notes={"en": note})
        for place, note in enumerate(notes or [""])
    )
    return write_pitch(Pitch("x", {"en": title}, steps), whole=True)
