"""Output as terminals, files and pipes take it: whole texts in any encoding, quiet when cut off."""

from __future__ import annotations

import codecs
import contextlib
import os
import sys
import unicodedata
from collections.abc import Callable
from io import TextIOWrapper

INSTEAD = {
    "¥": ("￥", "CNY "), "−": ("-",), "–": ("-",), "—": ("-",), "×": ("x",), "·": ("-",),
    "≤": ("<=",), "≥": (">=",), "≠": ("!=",), "≈": ("~",), "±": ("+/-",), "→": ("->",),
    "“": ('"',), "”": ('"',), "‘": ("'",), "’": ("'",), "⅓": ("1/3",), "½": ("1/2",),
    "¼": ("1/4",), "\u00a0": (" ",), "\u202f": (" ",), "\u2009": (" ",),
}
"""What says the same where an encoding lacks a sign, the best first."""
NOTHING_LIKE_IT = "?"


def prepare() -> None:
    """Let the streams replace what their encoding lacks: no text ends in its middle."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            name = f"backstop.{stream.encoding}"
            codecs.register_error(name, _replacing(stream.encoding))
            stream.reconfigure(errors=name)


def holds(text: str) -> bool:
    """Whether the output's encoding has every letter of a text."""
    return _fits(text, getattr(sys.stdout, "encoding", None) or "utf-8")


def flush() -> None:
    """Send what was printed on its way. Raises OSError, once: what is left then goes nowhere."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError:
        let_go()
        raise


def let_go() -> None:
    """Nobody reads the output any more: Python shall not try again at its end."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _replacing(encoding: str) -> Callable[[UnicodeError], tuple[str, int]]:
    """An error handler of `codecs` for this encoding."""

    def handle(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        wrong = error.object[error.start:error.end]
        return "".join(_nearest(letter, encoding) for letter in wrong), error.end

    return handle


def _nearest(letter: str, encoding: str) -> str:
    """What an encoding has for a letter that it lacks."""
    plain = unicodedata.normalize("NFKD", letter)
    base = "".join(each for each in plain if not unicodedata.combining(each))
    for known in (*INSTEAD.get(letter, ()), base):
        if known and _fits(known, encoding):
            return known
    return NOTHING_LIKE_IT


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
