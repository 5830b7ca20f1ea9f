"""Contents to save."""

import functools

import scenarios
from scenarios import Shared
from scenarios.pitches import Pitch, Step, write_pitch


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
    """A pitch of one step, as a complete document."""
    step = Step("a", "text", {"en": "x"}, Shared.of("as_pitched"))
    return write_pitch(Pitch("x", {"en": text}, (step,)), whole=True)
