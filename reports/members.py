"""Who gains and who pays, by month of joining and by kind of member: it is in every report."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from answers.figures import Scene, drawn
from answers.tables import Row
from model import readings
from reports.blocks import Chart, Paragraph, Section, Table
from wording import Words
from wording.names import row_name


def section(scene: Scene) -> Section:
    """The losing side in a sentence, the figure, and the numbers behind it."""
    words, run = scene.words, scene.now.run
    months, segments = readings.by_join_month(run), readings.by_segment(run)
    by_month = _rows(words("Month of joining"), months, [
        words.with_month(words.number(month, digits=0), month)
        for month in range(1, months["members"].shape[1] + 1)], words)
    by_segment = _rows(words("Kind of member"), segments, [
        row_name(words, "segments", segment) for segment in run.segment_ids], words)
    return Section("members", words("Who gains and who pays"), (
        Paragraph(_losing_side(months, words), strong=True),
        *(Chart(card) for card in drawn(scene, "recovered-share", "recovered")),
        Table(words("By month of joining"), by_month, "join-months"),
        Table(words("By kind of member"), by_segment, "segments"),
    ))


def _losing_side(months: Mapping[str, np.ndarray], words: Words) -> str:
    """What all together paid more than they got, and in how many months they stay below spend."""
    joined = months["members"][0] > 0
    if not joined.any():
        return words("Nobody joins, so nobody gains and nobody pays.")
    back = np.nan_to_num(months["recovered_multiple"][0])
    lost = np.maximum(0.0, months["spent"][0] - months["received"][0])
    best, worst = (int(pick(np.where(joined, back, other))) for pick, other in
                   ((np.argmax, -np.inf), (np.argmin, np.inf)))
    return words(
        "In {losing} of {months} months of joining members as a whole got back less cash than they "
        "spent, {lost} less together. Best off were those of month {best} with {most} per yuan "
        "spent, worst off those of month {worst} with {least}.",
        losing=int(np.sum(joined & (back < 1.0))), months=int(np.sum(joined)),
        lost=words.money(float(lost.sum())), best=words.with_month(str(best + 1), best + 1),
        most=words.money(float(back[best])),
        worst=words.with_month(str(worst + 1), worst + 1), least=words.money(float(back[worst])),
    )


def _rows(
    first: str, found: Mapping[str, np.ndarray], names: list[str], words: Words
) -> list[Row]:
    return [
        {
            first: name,
            words("Members"): words.number(found["members"][0, at], digits=0),
            words("Spent"): words.money(found["spent"][0, at]),
            words("Got back in cash"): words.money(found["received"][0, at]),
            words("Cash per yuan spent"): words.money(found["recovered_multiple"][0, at]),
            words("With points held"): words.money(
                found["recovered_multiple_with_holdings"][0, at]),
            words("Break even"): words.percent(found["recovered_share"][0, at]),
            words("Forced out at the cap"): words.percent(found["exit_share"][0, at]),
        }
        for at, name in enumerate(names) if found["members"][0, at] > 0
    ]
