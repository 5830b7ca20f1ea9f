"""One law of the model as the Method page shows it."""

import re
from dataclasses import dataclass

from wording import Words, mark

STRUT = r"\rule[-0.6em]{0pt}{1.9em}"
"""Keeps room around a fraction, whose edges the page would cut off."""

LABEL = re.compile(r"\\text\{([^}]*)\}")

LABELS = (
    mark("active"), mark("ad points per yuan"), mark("ads"), mark("advert income"),
    mark("agent fees"), mark("agents"), mark("agents' goods"), mark("burning"), mark("cash"),
    mark("cash bonus"), mark("commission rate"), mark("deferred"), mark("forfeited"),
    mark("left"), mark("left behind"), mark("opening pools"), mark("commissions"),
    mark("contribution"), mark("contributions"), mark("cost"), mark("day"), mark("exit share"),
    mark("finished, together"), mark("forced out at least once"), mark("gift share"),
    mark("given"), mark("goods"), mark("gross"), mark("income"), mark("inflow"), mark("issuing"),
    mark("margin"), mark("missed day deferred"), mark("missed day forfeited"), mark("multiple"),
    mark("net"), mark("none active"), mark("of a grant of day"), mark("or"),
    mark("orders without gifts"), mark("outflow"), mark("owed"), mark("paid"),
    mark("paid to sellers"), mark("payout"), mark("platform's fee part"), mark("pot"),
    mark("price"),
    mark("promised"), mark("ramp"), mark("rate"), mark("received"), mark("recovered share"),
    mark("redemptions"), mark("redemptions received"), mark("reserve"), mark("rush"),
    mark("same"), mark("size"), mark("sold"), mark("spent"), mark("unreleased"), mark("views"),
    mark("volume"), mark("voluntary"), mark("withdrawals"),
)
r"""The words that stand inside equations, in their \text{…}."""


@dataclass(frozen=True)
class Equation:
    """A law in LaTeX. `title` and `sentence` are msgids, `file` is where the law is computed,
    `fields` are the declared fields of the parameters that enter it.
    """

    title: str
    latex: str
    sentence: str
    file: str
    fields: tuple[str, ...] = ()

    def written(self, words: Words) -> str:
        """The LaTeX with the words inside it in the reader's language."""
        strut = STRUT if r"\frac" in self.latex else ""
        return strut + LABEL.sub(lambda found: rf"\text{{{words(found[1])}}}", self.latex)


def rows(table: str, *fields: str) -> tuple[str, ...]:
    """Declared fields of a table: `rows("agents.*", "fee")` is `agents.*.fee`."""
    return tuple(f"{table}.{field}" for field in fields)
