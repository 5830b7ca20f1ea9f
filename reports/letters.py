"""The letters of a printed PDF as they were written, so that it can be searched and copied.

A font draws some Chinese characters and the radicals of Unicode that look like them with one glyph;
Chromium tells readers of the file that glyph's first meaning, which is the radical. In the margins
it joins letters (“ff”) although the page forbids it, and names the joint sign.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, StreamObject

# As Noto Sans CJK SC draws them; Unicode's own decompositions know the others.
_RADICALS = (
    "⺂⺃⺅⺉⺏⺐⺒⺓⺔⺕⺖⺘⺙⺛⺞⺠⺡⺣⺤⺦⺨⺭⺯⺰⺱⺹⺺⺾⻂⻅⻆⻈⻉⻋⻌⻐⻑⻒⻓⻔⻖⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻮⻯⻰⻱⻲⼾"
)
_CHARACTERS = (
    "乛乚亻刂尣尢巳幺彑彐忄扌攵旡歺民氵灬爫丬犭礻糹纟罓耂肀艹衤见角讠贝车辶钅長镸长门阝青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐齿竜龙龜亀户"
)
_ALIKE = dict(zip(_RADICALS, _CHARACTERS, strict=True))
FIRST, LAST = 0x2E80, 0x2FDF
"""Code points of the radicals."""
JOINED = range(0xFB00, 0xFB07)
"""Code points of joined letters: ff, fi, fl, ffi, ffl, ft, st."""

_SINGLE = re.compile(rb"^(<\w+>) <(\w{4})>$", re.MULTILINE)
_RANGE = re.compile(rb"^<(\w+)> <(\w+)> <(\w{4})>$", re.MULTILINE)


def restore(pdf: PdfWriter) -> None:
    """Let every font of the file name characters in place of radicals and joined letters."""
    seen: set[int] = set()
    for page in pdf.pages:
        for font in _fonts(page.get("/Resources"), seen):
            told = font.get("/ToUnicode")
            if told is not None:
                _rewrite(told.get_object())


def written(letter: str) -> str:
    """The character that a radical stands for, the letters that are joined; else as it is."""
    if not _is_odd(ord(letter)):
        return letter
    return _ALIKE.get(letter) or unicodedata.normalize("NFKC", letter)


def _is_odd(code: int) -> bool:
    return FIRST <= code <= LAST or code in JOINED


def _fonts(resources: object, seen: set[int]) -> Iterator[DictionaryObject]:
    """Fonts of a page and of what is drawn on it, each once."""
    found: DictionaryObject = (
        resources.get_object() if resources is not None else DictionaryObject())  # type: ignore[attr-defined]
    yield from _entries(found, "/Font", seen)
    for drawing in _entries(found, "/XObject", seen):
        yield from _fonts(drawing.get("/Resources"), seen)


def _entries(
    resources: DictionaryObject, kind: str, seen: set[int]
) -> Iterator[DictionaryObject]:
    for reference in resources.get(kind, DictionaryObject()).get_object().values():
        entry = reference.get_object()
        if id(entry) not in seen:
            seen.add(id(entry))
            yield entry


def _rewrite(told: StreamObject) -> None:
    """Change a font's table from glyphs to letters (PDF 32000, 9.10.3) where it names others."""
    before = told.get_data()
    after = _RANGE.sub(_range, _SINGLE.sub(_single, before))
    if after != before:
        told.set_data(after)


def _single(match: re.Match[bytes]) -> bytes:
    return match[1] + b" " + _hex(int(match[2], 16))


def _range(match: re.Match[bytes]) -> bytes:
    """Codes in a row stand for letters in a row, or for a list of letters."""
    first, last, letter = (int(match[part], 16) for part in (1, 2, 3))
    letters = range(letter, letter + last - first + 1)
    if not any(map(_is_odd, letters)):
        return match[0]
    return b"<%b> <%b> [%b]" % (match[1], match[2], b" ".join(map(_hex, letters)))


def _hex(letter: int) -> bytes:
    return b"<%b>" % written(chr(letter)).encode("utf-16-be").hex().upper().encode()
