"""Which promises of the pitch hold, under which terms, and by which statement they were made."""

from collections import Counter
from collections.abc import Sequence

from analysis.claims import Claim
from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("Which promises of the pitch hold?")


def verdict(claims: Sequence[Claim], words: Words) -> str:
    """How many are kept, in part, not, or not put to the test."""
    count = Counter(claim.verdict for claim in claims)
    return words(
        "Of {count} promises: {holds} kept, {in_part} kept in part, {fails} not kept, {untested} "
        "not put to the test by this scenario.",
        count=len(claims),
        **{each: count[each] for each in ("holds", "in_part", "fails", "untested")},
    )


def note(words: Words) -> str:
    """What a verdict is and is not."""
    return words(
        "Each promise is measured on this scenario and on nothing else: under other terms or "
        "assumptions its verdict may be another. No verdict says what is legal or likely."
    )
