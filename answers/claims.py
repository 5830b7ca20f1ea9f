"""Which promises of the pitch hold, under which terms, and by which statement they were made."""

from collections import Counter
from collections.abc import Mapping, Sequence

from analysis.claims import VERDICTS, Claim
from analysis.source_claims import About
from answers.sentences import joined
from wording import Words, mark

COUNTED: Mapping[About, str] = {
    "members": mark("Of {count} promises about members’ money: {verdicts}."),
    "operator": mark("Of {count} about the cash of the operator and the agents: {verdicts}."),
    "price": mark("Of {count} statements of arithmetic about the price: {verdicts}."),
}
"""How the promises are counted: whose money they are about decides, members' first."""
HEADS: Mapping[About, str] = {
    "members": mark("About members’ money"),
    "operator": mark("About the cash of the operator and the agents"),
    "price": mark("Arithmetic of the price"),
}


def question(words: Words) -> str:
    """What the page answers."""
    if words.own:
        return words("Which promises of such schemes would hold here?")
    return words("Which of the vendor's promises hold?")


def verdict(claims: Sequence[Claim], words: Words) -> str:
    """How many are kept and how many not: about members' money first, apart from the others."""
    return joined([_counted(about, claims, words) for about in COUNTED], words)


def _counted(about: About, claims: Sequence[Claim], words: Words) -> str:
    """One kind of promise: how many are kept, even if none, and every other verdict that occurs."""
    count = Counter(claim.verdict for claim in claims if claim.promise.about == about)
    verdicts = words("; ").join(
        words("{count} {verdict}", count=count[each], verdict=words(name))
        for each, name in VERDICTS.items() if count[each] or each == "holds")
    return words(COUNTED[about], count=count.total(), verdicts=verdicts)


def note(words: Words) -> str:
    """What a verdict is and is not, and whose promises they are."""
    foreign = [words("These are the promises of one vendor's page, tested on the scheme entered "
                     "here, which need not make any of them.")] if words.own else []
    return joined([*foreign, words(
        "Each promise is measured on this scenario and on nothing else: under other terms or "
        "assumptions its verdict may be another. A promise to people is kept if it is kept to more "
        "than 99% of them, and not kept below a half. “True, but” marks what the operator pays "
        "while operating cash falls below zero. No verdict says what is legal or likely."
    )], words)
