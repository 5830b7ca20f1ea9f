"""Sentences one after the other, as each language sets them."""

from collections.abc import Sequence
from functools import reduce

from answers.results import Results
from wording import Words


def joined(sentences: Sequence[str], words: Words) -> str:
    """A paragraph of sentences, with a space between two where the language has one."""
    return reduce(lambda before, after: words("{before} {after}", before=before, after=after),
                  sentences) if sentences else ""


def aside(answer: object, now: Results, words: Words) -> str:
    """What a page's answer says beside its verdict, if it has something to say."""
    told = getattr(answer, "aside", None)
    return told(now, words) if told else ""
