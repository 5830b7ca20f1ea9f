"""Texts as an Office file can hold them, and how much room they take."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""

# Widths of Arial and its kin, in thousandths of the letter height, Latin letters by kind.
_WIDTHS = {
    222: "ijl'|", 278: " .,:;/\\!ftI[]", 334: "()-r`{}\"*", 500: "ckJsvxyz", 556: "0123456789$?#_",
    584: "+<=>~^−×", 611: "FTZL", 667: "ABEKPSVXY&", 722: "CDHNRUw", 778: "GOQ", 833: "mM",
    944: "W%@",
}
_WIDTH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_BOLD = 1.07
_GAP = 0.25
_MIXED = re.compile("(?<=[\u2e80-\uffff])(?=[!-\u00ff])|(?<=[!-\u00ff])(?=[\u2e80-\uffff])")
LINE = 1.2
"""Height of a line in letter heights."""
WIDE_LINE = 1.5
"""Lines of wide letters, as Chinese ones, stand further apart."""


def clean(text: str) -> str:
    """The text without what no Office file can hold; its own tabs and breaks become spaces."""
    return " ".join(UNFIT.sub(" ", text).split())


@lru_cache(maxsize=4096)
def _width(letter: str) -> float:
    known = _WIDTH.get(letter)
    if known is not None:
        return known / 1000
    if unicodedata.combining(letter):
        return 0.0
    wide = unicodedata.east_asian_width(letter) in "WFA" or ord(letter) > 0x2E00
    return 1.0 if wide else 0.6


def width(text: str, size: float, bold: bool = False) -> float:
    """Points that `text` takes on one line in letters of `size` points, with the gap that some
    programs leave between Chinese and Latin letters.
    """
    gaps = len(_MIXED.findall(text)) * _GAP
    return (sum(map(_width, text)) + gaps) * size * (_BOLD if bold else 1.0)


def pieces(text: str) -> list[str]:
    """Where a line may break: after spaces, and around every wide letter."""
    return re.findall(r"[^\s\u2e80-\uffff]+\s*|[\u2e80-\uffff]\s*|\s+", text)


@lru_cache(maxsize=8192)
def wrapped(text: str, room: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """The lines of `text` in a box of `room` points; what is longer than a line is broken in it."""
    lines, line = [], ""
    for piece in pieces(text):
        if line and width((line + piece).rstrip(), size, bold) > room:
            lines.append(line.rstrip())
            line = ""
        while width(piece.rstrip(), size, bold) > room and len(piece) > 1:
            cut = next(n for n in range(len(piece), 0, -1)
                       if n == 1 or width(piece[:n], size, bold) <= room)
            lines.append(piece[:cut])
            piece = piece[cut:]
        line += piece
    return (*lines, line.rstrip()) if line or not lines else tuple(lines)


def reach(text: str, lines: Sequence[str], start: int = 0) -> int:
    """Where in `text`, from `start` on, these of its lines end."""
    for line in lines:
        start = text.index(line, start) + len(line)
    return start


def height(text: str, room: float, size: float, bold: bool = False) -> float:
    """Points that `text` takes when it is wrapped into `room` points."""
    return len(wrapped(text, room, size, bold)) * size * line_height(text)


def line_height(text: str) -> float:
    """In letter heights."""
    return WIDE_LINE if any(letter > "\u2e80" for letter in text) else LINE
