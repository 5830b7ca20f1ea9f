"""How far each promise of the pitch is kept."""

from collections.abc import Mapping, Sequence

import numpy as np

from analysis.claims import VERDICTS, Claim, Verdict
from charts import style
from charts.figure import Figure, Trace
from wording import Words

COLOURS: Mapping[Verdict, str] = {
    "holds": style.RECEIVED, "but": style.CASH, "in_part": style.MONEY_OUT,
    "fails": style.SHORTFALL, "untested": style.BASELINE,
}
ROW_HEIGHT = 32


def parts_kept(claims: Sequence[Claim], baseline: Sequence[Claim], words: Words) -> Figure:
    """One bar a promise: the part of the cases in which it is kept, the baseline as ticks."""
    figure = style.blank(84 + ROW_HEIGHT * len(claims))
    for verdict, colour in COLOURS.items():
        rows = [claim for claim in claims if claim.verdict == verdict]
        if rows:
            figure.add(_bars(rows, words(VERDICTS[verdict]), colour, words))
    tested = [claim for claim in baseline if not np.isnan(claim.kept)]
    figure.add(style.ticks(
        words("Baseline"), [claim.kept for claim in tested], _names(tested, words),
        [words.percent(claim.kept) for claim in tested],
    ))
    figure.add(_amounts(claims, words))
    _axes(figure, claims, words)
    return figure


def _names(claims: Sequence[Claim], words: Words) -> list[str]:
    return [words(claim.promise.statement) for claim in claims]


def _bars(rows: Sequence[Claim], name: str, colour: str, words: Words) -> Trace:
    """A promise without a single case is a bar of no length."""
    kept = [0.0 if np.isnan(claim.kept) else claim.kept for claim in rows]
    texts = [_amount(claim, words) for claim in rows]
    return style.bars(name, kept, _names(rows, words), texts, colour, orientation="h", width=0.55)


def _amount(claim: Claim, words: Words) -> str:
    return words(VERDICTS[claim.verdict]) if np.isnan(claim.kept) else words.percent(claim.kept)


def _amounts(claims: Sequence[Claim], words: Words) -> Trace:
    """The figures in a column of their own, clear of bars and ticks."""
    return {
        "type": "scatter", "x": [1.04] * len(claims), "y": _names(claims, words), "mode": "text",
        "text": [_amount(claim, words) for claim in claims], "textposition": "middle right",
        "hoverinfo": "skip", "showlegend": False, "name": "", "cliponaxis": False,
    }


def _axes(figure: Figure, claims: Sequence[Claim], words: Words) -> None:
    shares = [0.0, 0.25, 0.5, 0.75, 1.0]
    figure.layout |= {"barmode": "overlay", "hovermode": "y unified"}
    figure.y_axis(categoryorder="array", categoryarray=_names(claims, words)[::-1],
                  title={"text": ""})
    figure.x_axis(
        title={"text": words("Part of the cases in which it is kept")}, showgrid=True,
        tickvals=shares, ticktext=[words.percent(share, digits=0) for share in shares],
        range=[0.0, 1.35],
    )
