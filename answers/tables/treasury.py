"""Sources and uses of operating cash, in whole yuan that add up."""

import numpy as np

from answers.results import Results
from answers.tables import Row
from model.readings.statement import Statement, statement, whole_yuan
from wording import Words
from wording.names import flow_name


def sources_and_uses(now: Results, then: Results, words: Words) -> list[Row]:
    """Opening cash, each source, their sum, each use, their sum, closing cash."""
    ours, theirs = (statement(results.run) for results in (now, then))
    account, before = _account(ours, theirs), _account(theirs, ours)
    names = {
        "opening": words("Cash at the start"), "sources": words("Sources together"),
        "uses": words("Uses together"), "closing": words("Cash at the end"),
    }
    shown = [line for line in account if line in names or account[line] or before[line]]
    return [
        {
            words("Sources and uses"): names.get(line) or flow_name(words, line),
            words("Yuan"): words.number(account[line], digits=0),
            words("Baseline (yuan)"): words.number(before[line], digits=0),
            words("Per 1,000 yuan of orders"): _per_thousand(account[line], now, words),
        }
        for line in shown
    ]


def _per_thousand(amount: float, now: Results, words: Words) -> str:
    sales = now.summary["sales"]
    return words.number(1000.0 * amount / sales if sales else None, digits=1)


def _account(account: Statement, other: Statement) -> dict[str, float]:
    """Whole yuan by line, in the order of the table; uses are negative, so that all lines add up.
    A flow that only the `other` scenario has (its modes, its vouchers) is 0.

    closing = opening + sources + uses, each the exact sum of the lines above it.
    """
    nothing = np.zeros(1)
    sources = dict.fromkeys((*account.sources, *other.sources), nothing) | account.sources
    uses = dict.fromkeys((*account.uses, *other.uses), nothing) | account.uses
    lines = (
        {"opening": account.opening} | sources | {name: -amount for name, amount in uses.items()}
    )
    rounded = whole_yuan(np.array([float(amount[0]) for amount in lines.values()]))
    yuan = dict(zip(lines, rounded.tolist(), strict=True))
    came, went = ({name: yuan[name] for name in part} for part in (sources, uses))
    return (
        {"opening": yuan["opening"]} | came | {"sources": sum(came.values())}
        | went | {"uses": sum(went.values()), "closing": sum(yuan.values())}
    )
