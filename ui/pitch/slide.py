"""What one step's slide says, as the browser gets it."""

from functools import lru_cache
from math import floor, log10
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import segno
import streamlit as st

from answers import outcomes, scales
from answers.pitch.sentences import in_sentence, shown, tile, value_of
from answers.results import results
from scenarios import Shared
from scenarios.address import scenario_link
from scenarios.pitch_link import PACKED
from scenarios.pitches import Guess, Step
from ui.door import public
from ui.panel.scripts import joined, part
from ui.pitch.notes import channel
from ui.session import showing as shows
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
        "code": _code(step.stage, words) if showing.code else None,
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
                 "f: full screen\nEsc: leave")
    return "\n\n".join(filter(None, (told, public.lacking(words))))


def _guess(showing: Showing, step: Step, guess: Guess, words: Words) -> dict[str, Any]:
    """The scale, and once it is revealed the guess and the truth upon it."""
    meant = tile(guess.reading, words)
    told: dict[str, Any] = {
        "alone": not (step.figure or step.tiles),
        "low": guess.low, "high": guess.high, "scale": guess.scale,
        "factor": outcomes.factor(meant), "frame": words.frame(meant.style),
        "unit": outcomes.unit(meant, words), "language": words.habits.html, "answer": "",
        "ends": [_end(guess.reading, value, words) for value in (guess.low, guess.high)],
    }
    if showing.is_open:
        return told
    now, guessed = results(step.stage.scenario), showing.guesses[step.id]
    value = value_of(guess.reading, now)
    mine = None if guessed is None else words(
        "guessed: {value}", value=_end(guess.reading, guessed, words))
    return told | {
        "answer": words("in fact: {value}", value=in_sentence(guess.reading, now, words)),
        "at": value if value == value else None, "guessed": guessed, "text": mine,
    }


def _end(reading: str, value: float, words: Words) -> str:
    """A value on the scale, in few digits."""
    meant = tile(reading, words)
    factor = outcomes.factor(meant)
    few = float(f"{value * factor:.3g}")
    return words.frame(meant.style).format(
        words.number(few, digits=len(f"{few:.6f}".rstrip("0").partition(".")[2]),
                     compact=abs(few) >= 1e4))


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


def _code(stage: Shared, words: Words) -> dict[str, str] | None:
    """The link of the shown scenario as a picture, or why there is none; nothing where others
    could not open it, which the keys tell the presenter.
    """
    if not public.root():
        return None
    link = scenario_link(public.root(), stage, words.language)
    if not link or len(link) > CODE_LIMIT:
        return {"svg": "", "caption": words("The link of this scenario is too long for a QR code.")}
    return {"svg": _picture(link), "caption": urlsplit(link).netloc}


@lru_cache(maxsize=64)
def _picture(link: str) -> str:
    return segno.make(link, error="l", micro=False).svg_inline(
        border=3, omitsize=True, dark="#000", light="#fff")
