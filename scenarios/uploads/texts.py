"""Bytes as text, in the encodings that spreadsheets and editors save."""

from __future__ import annotations

import codecs
import re

_PAIR = re.compile(rb"[\x81-\xfe]([\x80-\xff]|[0-9][\x81-\xfe][0-9])")
_LATIN = 0xFF
_FAR = 0x800
"""From here on UTF-8 takes three bytes, which no other encoding happens upon for long."""


def as_text(content: bytes) -> str | None:
    """A text as spreadsheets save it: UTF-8, UTF-16, Chinese (GB18030) or Western (Windows-1252);
    None for what is no text.
    """
    text = _decoded(content)
    return None if text is None or "\x00" in text else text


def _decoded(content: bytes) -> str | None:
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return _in(content, "utf-32")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _in(content, "utf-16")
    if content.startswith(codecs.BOM_UTF8):
        return _in(content, "utf-8-sig")
    if b"\x00" in content:  # half the bytes of UTF-16 without its mark, where letters are plain
        return _in(content, "utf-16-le" if content[1:2] == b"\x00" else "utf-16-be")
    modern = _in(content, "utf-8")
    if modern is not None:
        return _in(content, "gb18030") if _meant_chinese(content, modern) else modern
    if _PAIR.search(content):
        chinese = _in(content, "gb18030")
        if chinese is not None:
            return chinese
    return _in(content, "cp1252")


def _in(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _meant_chinese(content: bytes, modern: str) -> bool:
    """Whether bytes that are UTF-8 by chance are Chinese: all of them are common characters there,
    and in UTF-8 letters that neither Western nor Chinese texts have.
    """
    highest = max(map(ord, modern), default=0)
    return _LATIN < highest < _FAR and _in(content, "gb2312") is not None
