"""How are the numbers made, and how were they checked?"""

from answers.listing import assumed
from model import MODEL_VERSION
from model.parameters import PARAMETERS
from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("How are the numbers made, and how were they checked?")


def verdict(words: Words) -> str:
    """On how many numbers the model rests, and what it does and does not do."""
    return words(
        "The model (version {version}) follows every group of members day by day through its "
        "equations: the same scenario always gives the same result. Of its {count} kinds "
        "of parameters {assumed} are our assumptions; the others come from the source, whose "
        "promises are tested, not believed. It shows what follows from terms and assumptions, "
        "it does not foretell. It is not legal or financial advice.",
        version=MODEL_VERSION, count=len(PARAMETERS),
        assumed=sum(map(assumed, PARAMETERS.values())),
    )
