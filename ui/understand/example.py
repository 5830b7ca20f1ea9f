"""The worked example on the page: a stepper, one stage at a time, and the table of all figures."""

from collections.abc import Iterable
from fractions import Fraction

import streamlit as st

from answers import worked_example as answer
from model.laws.ledger import Row, Step
from model.laws.worked_example import worked_example
from ui.frame import search
from ui.frame.page import choice
from ui.session import state
from wording import Words

STAGE = "worked example stage"
STAGES = tuple(answer.STAGES)


def stepper(words: Words) -> str:
    """The stages to choose from, with buttons to the one before and the next."""
    titles = {name: words(stage.title) for name, stage in answer.STAGES.items()}
    stage = choice(STAGE, words("Step"), titles)
    place = STAGES.index(stage)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(words("Back"), icon=":material/arrow_back:", disabled=place == 0,
                  key="stage back", on_click=_go, args=(place - 1,))
        st.button(words("Next"), icon=":material/arrow_forward:", disabled=place == len(STAGES) - 1,
                  key="stage next", on_click=_go, args=(place + 1,))
        st.caption(words("Step {number} of {count}", number=place + 1, count=len(STAGES)))
    return stage


def _go(place: int) -> None:
    state.choose(STAGE, STAGES[place])
    state.renew(STAGE)


def draw_stage(name: str, words: Words) -> None:
    """What happens in a stage, the pool after it, its figures, and every error in them."""
    stage, rows = answer.STAGES[name], answer.rows_of(name)
    with st.container(border=True, key="stage"):
        st.subheader(words(stage.title), anchor=False)
        st.markdown(words(stage.story))
        if stage.after:
            _pool(stage.after, stage.before, words)
        _table(rows, words)
        _remarks(rows, words)


def _pool(after: Step, before: Step | None, words: Words) -> None:
    """Pool, points and price after the stage, with what it changed."""
    quantities = (
        (words("Pool (yuan)"), after.pool, before.pool if before else Fraction(0), 2),
        (words("Points outstanding"), after.points, before.points if before else Fraction(0), 2),
        (words("Price of a point (yuan)"), after.price_after, after.price_before, 6),
    )
    for column, (label, new, old, digits) in zip(st.columns(3), quantities, strict=True):
        column.metric(
            label, _shown(new, digits, words), ("+" if new > old else "")
            + _shown(new - old, digits, words), delta_color="off",
            delta_arrow="up" if new > old else "down", border=True,
        )


def _shown(value: Fraction, digits: int, words: Words) -> str:
    return words.number(float(value), digits=0 if value.denominator == 1 else digits)


def _remarks(rows: list[Row], words: Words) -> None:
    """What is wrong with figures, and what must be known with others."""
    wrong = [_wrong(row, words) for row in rows if row.agrees is False]
    known = [_remark(row, words) for row in rows if row.remark and row.agrees is not False]
    if wrong:
        st.warning("\n".join([words("What is wrong here:"), "", *wrong]),
                   icon=":material/error:")
    if known:
        st.info("\n".join(known), icon=":material/info:")


def _remark(row: Row, words: Words) -> str:
    """A figure's remark as an item of a list."""
    remark = words.declared("figure", row.remark)
    return words("- **{figure}** ({source}): {remark}",
                 figure=words.declared("figure", row.quantity), source=_source(row, words),
                 remark=remark)


def _wrong(row: Row, words: Words) -> str:
    """The remark of a figure that does not hold, with what was printed and by how much it is off.
    """
    printed = words("Printed {printed}: {judgement}.", printed=words(" or ").join(row.printed),
                    judgement=answer.judgement(row, words))
    return f"{_remark(row, words)} {printed}"


def _source(row: Row, words: Words) -> str:
    return words("other vendors") if row.source == "vendors" else row.source


def every_figure(words: Words) -> None:
    """All figures of the example in one table, closed until it is wanted."""
    with st.expander(words("All figures of the example"), icon=":material/table:",
                     on_change="rerun", key="all figures") as opened:
        if opened.open:
            _table(worked_example(), words)


def _table(rows: Iterable[Row], words: Words) -> None:
    search.table([_cells(row, words) for row in rows])


def _cells(row: Row, words: Words) -> dict[str, str]:
    """A figure as a row of the table: arithmetic written out, printed beside computed."""
    judged = answer.judgement(row, words) or words("not printed")
    mark = {True: ":material/check:", False: ":material/close:", None: ""}[row.agrees]
    return {
        words("Figure"): words.declared("figure", row.quantity),
        words("Arithmetic"): f"`{row.working}`",
        words("Computed"): answer.figure(row.computed, words),
        words("Printed"): words(" or ").join(row.printed) or words.undefined,
        words("Unit"): words.declared("unit", row.unit),
        words("Verdict"): f"{mark} {judged}".strip(),
        words("Source"): _source(row, words),
    }
