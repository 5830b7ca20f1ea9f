"""Catalogues of translations, compiled in memory from the .po files beside this module."""

import gettext
import io
from functools import cache
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = {"en": "English", "zh": "简体中文"}

_LOCALES = {"en": Locale("en"), "zh": Locale("zh", script="Hans", territory="CN")}


def mark(message: str) -> str:
    """Return `message` unchanged; tells Babel that it is a text to be translated later on."""
    return message


def locale(language: str) -> Locale:
    """The Babel locale of one of `LANGUAGES`; raises ValueError for any other."""
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language!r}; known: {', '.join(LANGUAGES)}")
    return _LOCALES[language]


def path(language: str) -> Path:
    """Where the catalogue of a language lies."""
    return Path(__file__).parent / "locale" / language / "backstop.po"


def read(language: str) -> Catalog:
    """The catalogue of a language as Babel reads it, comments and all."""
    with path(language).open("rb") as file:
        return read_po(file, locale=locale(language))


@cache
def translations(language: str) -> gettext.NullTranslations:
    """The compiled catalogue; English needs none, its texts are the message ids.

    Only one process-wide copy is kept, so a changed .po file shows after a restart.
    """
    locale(language)
    if language == "en":
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, read(language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
