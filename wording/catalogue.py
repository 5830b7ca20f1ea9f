"""Catalogues of translations, compiled in memory from the .po files beside this module."""

import gettext
import io
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from wording.languages import SOURCE, language


def mark(message: str) -> str:
    """Return `message` unchanged; tells Babel that it is a text to be translated later on."""
    return message


def path(code: str) -> Path:
    """Where the catalogue of a language lies."""
    return Path(__file__).parent / "locale" / code / "backstop.po"


def read(code: str) -> Catalog:
    """The catalogue of a language as Babel reads it, comments and all; an empty one for a language
    that has none yet.
    """
    if not path(code).exists():
        return Catalog(locale=language(code).locale, fuzzy=False)
    with path(code).open("rb") as file:
        return read_po(file, locale=language(code).locale)


@cache
def translations(code: str) -> gettext.NullTranslations:
    """The compiled catalogue; the language of the source needs none, its texts are the message ids.

    Only one process-wide copy is kept, so a changed .po file shows after a restart.
    """
    if language(code).code == SOURCE:
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, read(code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
