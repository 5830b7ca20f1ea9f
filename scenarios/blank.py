"""A scheme of one's own, before its first question is answered: one product, one campaign, three
kinds of members; no agents, no leaders, no events. Its numbers are proposals.
"""

from __future__ import annotations

from model import Scenario
from scenarios.documents import PITCHED, Document, load
from wording import LANGUAGES, Words, mark

NAME, PRODUCT, CAMPAIGN = "own", "goods", "main"
TITLE = mark("A scheme of one's own")
_WORLD = ("horizon", "growth", "segments", "wallet", "platform", "members")
"""Tables of assumptions, which are the same for every scheme."""


def document() -> Document:
    """A blank scheme, titled in every language."""
    world = load(PITCHED).scenario.values
    scenario = Scenario.from_values({
        **{table: world[table] for table in _WORLD if table in world},
        "products": {PRODUCT: {}}, "campaigns": {CAMPAIGN: {}},
    })
    titles = {language: Words(language)(TITLE) for language in LANGUAGES}
    return Document(NAME, titles, {}, scenario, own=True)
