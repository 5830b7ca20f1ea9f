"How are the numbers computed, and how were they checked?"

from answers.listing import assumed
from model import MODEL_VERSION
from model.terms.parameters import PARAMETERS
from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("How are the numbers computed, and how were they checked?")


def verdict(words: Words) -> str:
    """On how many numbers the model rests, and what it does and does not do."""
    return words(
        "The model (version {version}) follows every group of members through its equations day "
        "by day: the same scenario always gives the same result. Of its {count} kinds of "
        "parameters {assumed} are our assumptions; the others come from the vendor's page, "
        "whose promises are tested, not believed. It shows what follows from terms and "
        "assumptions; it is no forecast, and it is not legal or financial advice.",
        version=MODEL_VERSION, count=len(PARAMETERS),
        assumed=sum(map(assumed, PARAMETERS.values())),
    )
