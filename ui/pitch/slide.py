"""What one step's slide says, as the browser gets it."""

from collections.abc import Mapping
from functools import lru_cache, partial
from math import floor, log10
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from weakref import ref

import segno
import streamlit as st

from answers import outcomes, scales
from answers.pitch.sentences import in_sentence, shown, tile, value_of
from answers.results import results
from scenarios.address import scenario_link
from scenarios.pitch_link import PACKED
from scenarios.pitches import Guess, Step
from ui.door import public
from ui.panel.scripts import joined, part
from ui.pitch import phone
from ui.pitch.notes import channel
from ui.pitch.written import on_scale
from ui.session import asking
from ui.session import showing as shows
from ui.session.guesses import Asked, Room, bins, middle
from ui.session.showing import Showing
from wording import Words

CODE_LIMIT = 425
"""Letters of a link in a QR code: with more its squares are too small to be read off a screen."""


# Not isolated: the slide lies under the figure, which is another component's.
mount = st.components.v2.component(
    "backstop_slide", html=part(__file__, "slide.html"), css=part(__file__, "slide.css"),
    js=joined(Path(__file__).parent / "slide_js"), isolate_styles=False,
)


def encoded(showing: Showing, words: Words) -> dict[str, Any]:
    """Everything that the scripts of `slide_js/` draw. What is still guessed is not in it."""
    step, count = showing.step, len(showing.pitch.steps)
    is_open, is_told = showing.is_open, step.kind == "guess" and not showing.is_open
    reveal = shown(step, "reveal", words) if is_told else ""
    sentence = shown(step, "sentence", words)
    return {
        "language": words.habits.html, "step": showing.place, "count": count, "kind": step.kind,
        "sentence": reveal or sentence, "asked": sentence if reveal else "",
        "title": showing.pitch.title(words.language),
        "counter": f"{showing.place + 1} / {count}",
        "guess": _guess(showing, step, step.guess, words)
                 if step.guess and step.kind == "guess" else None,
        "lever": _lever(showing, step, words) if step.lever and not is_open else None,
        "notes": shown(step, "note", words, is_open) if showing.notes else None,
        "code": _code(showing, step, words), "phones": _phones(showing, step, words),
        "warning": _warning(step, words), "beside": _beside(showing, words),
        "channel": channel(showing.pitch), "heard": shows.heard(),
        "labels": _labels(words),
    }


def _warning(step: Step, words: Words) -> str:
    """That the figures are not to be trusted, where that is so."""
    if not (results(step.stage.scenario).faults or results(step.stage.baseline).faults):
        return ""
    return words("The accounts of this run do not add up: do not rely on its figures.")


def _beside(showing: Showing, words: Words) -> str:
    """Where the notes stand in a window of their own; empty if no address can hold the pitch."""
    asked = {"pitch": showing.address, "step": str(showing.place + 1), "lang": words.language}
    return "" if showing.address == PACKED else f"?{urlencode({**asked, 'notes': '1'})}"


def _labels(words: Words) -> dict[str, str]:
    return {
        "next": words("Next step"), "back": words("Previous step"), "reset": words("Reset"),
        "guess": words("The audience's guess"),
        "beside": words("Open the notes in a window of their own"), "keys": keys(words),
    }


def keys(words: Words) -> str:
    """What each key does, a line each."""
    told = words("→ or space: next, and reveal a guess\n← : back\nHome, End: first and last\n"
                 "n: presenter notes\nq: QR code\nr: reset guess or lever\nl: language\n"
                 "f: full screen\ng: guesses from phones, on or off\nEsc: leave")
    return "\n\n".join(filter(None, (told, public.lacking(words))))


def _guess(showing: Showing, step: Step, guess: Guess, words: Words) -> dict[str, Any]:
    """The scale, and once it is revealed the guess and the truth upon it."""
    meant = tile(guess.reading, words)
    told: dict[str, Any] = {
        "alone": not (step.figure or step.tiles),
        "low": guess.low, "high": guess.high, "scale": guess.scale,
        "factor": outcomes.factor(meant), "frame": words.frame(meant.style),
        "unit": outcomes.unit(meant, words), "language": words.habits.html, "answer": "",
        "ends": [on_scale(guess.reading, value, words) for value in (guess.low, guess.high)],
    }
    if showing.is_open:
        return told
    now, guessed = results(step.stage.scenario), showing.guesses[step.id]
    value = value_of(guess.reading, now)
    mine = None if guessed is None else words(
        "guessed: {value}", value=on_scale(guess.reading, guessed, words))
    return told | {
        "answer": words("in fact: {value}", value=in_sentence(guess.reading, now, words)),
        "at": value if value == value else None, "guessed": guessed, "text": mine,
    }


def _lever(showing: Showing, step: Step, words: Words) -> dict[str, Any]:
    """The live lever, in units of the model."""
    moved, low, high = shows.lever(showing.pitch.steps[showing.place])
    value = showing.moved.get(step.id, moved.current(step.stage.scenario))
    return {
        "label": scales.called(moved.name, words), "text": scales.written(moved, value, words),
        "low": low, "high": high, "value": value, "moved": step.id in showing.moved,
        "step": 1 if moved.is_whole else _fine(high - low),
    }


def _fine(width: float) -> float:
    """A round step, a hundredth of the width or less."""
    return 10.0 ** floor(log10(width / 100))


def _code(showing: Showing, step: Step, words: Words) -> dict[str, str] | None:
    """A picture that leads phones to the guess if they may, else to the shown scenario, or why
    there is none; nothing where others could not open it, which the keys tell the presenter.
    """
    asks = showing.room is not None and showing.is_open
    if asks and not public.root():
        return {"svg": "", "caption": public.lacking(words)}
    if not public.root() or not (showing.code or asks):
        return None
    if showing.room is not None and asks:
        link = f"{public.root()}{phone.ADDRESS}{showing.room.code}"
        return {"svg": _picture(link), "caption": link.partition("://")[2]}
    link = scenario_link(public.root(), step.stage, words.language)
    if not link or len(link) > CODE_LIMIT:
        return {"svg": "", "caption": words("The link of this scenario is too long for a QR code.")}
    return {"svg": _picture(link), "caption": urlsplit(link).netloc}


def _phones(showing: Showing, step: Step, words: Words) -> dict[str, Any] | None:
    """The spread of what phones have guessed at a step, and where the slide asks for more."""
    room, guess = showing.room, step.guess
    if room is None:
        return None
    if guess is None or step.kind != "guess":
        room.show(None)
        return None
    asked = Asked(step.id, shown(step, "sentence", words), guess, words)
    room.show(asked if showing.is_open else None)
    looks = partial(_spread_of, ref(room), asked)
    return {**spread(room, asked),
            "ask": asking.offer(looks, room.secret) if showing.is_open else ""}


def _spread_of(held: "ref[Room]", asked: Asked) -> tuple[int, Mapping[str, object]]:
    room = held()
    if room is None:
        return asking.THERE, {}
    room.look()
    return asking.NOT_YET, spread(room, asked)


def spread(room: Room, asked: Asked) -> dict[str, Any]:
    """How many guesses stand in each part of the scale, and all of them in words."""
    words, values = asked.words, room.values(asked.step)
    between = middle(values)
    told = "" if between is None else words.plural(
        "{count} guess, in the middle {value}", "{count} guesses, in the middle {value}",
        len(values), value=on_scale(asked.guess.reading, between, words))
    return {"bins": bins(asked.guess, values), "text": told or words("No guess so far")}


@lru_cache(maxsize=64)
def _picture(link: str) -> str:
    return segno.make(link, error="l", micro=False).svg_inline(
        border=3, omitsize=True, dark="#000", light="#fff")
