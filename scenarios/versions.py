"""The model version that a document, a report or a link says it was made with."""

from __future__ import annotations

import re

from model import MODEL_VERSION

UNTOLD = "1.0.0"
"""That of links and reports that tell none: the only version that did not tell it."""

_VERSION = re.compile(r"\d{1,4}(\.\d{1,4}){0,3}")


def version_of(told: object) -> str:
    """A version as told by somebody; nothing for what is none."""
    return told if isinstance(told, str) and _VERSION.fullmatch(told) else ""


def is_other(version: str) -> bool:
    """Whether what was made with this version holds numbers that are not this model's."""
    return version not in ("", MODEL_VERSION)
