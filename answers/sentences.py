"""Sentences one after the other, as each language sets them."""

from collections.abc import Sequence
from functools import reduce

from wording import Words


def joined(sentences: Sequence[str], words: Words) -> str:
    """A paragraph of sentences, with a space between two where the language has one."""
    return reduce(lambda before, after: words("{before} {after}", before=before, after=after),
                  sentences) if sentences else ""
