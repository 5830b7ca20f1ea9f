"""Who gains and who pays, as columns of numbers: by month of joining, kind of member, and both."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from charts.names import row_name
from model import Run, readings
from reports.frames import Column, Frame
from wording import Words


def by_month(run: Run, words: Words) -> Frame:
    """One row a month of joining in which somebody joined."""
    found = {name: values[0] for name, values in readings.by_join_month(run).items()}
    starts = np.arange(0, run.days, readings.MONTH_DAYS)
    found["promised"] = np.add.reduceat(_promised(run).sum(axis=1), starts)
    month = np.arange(found["members"].size) + 1
    return _frame("join_months", words("By month of joining"), [
        Column("month", words("Month of joining"), "whole", month)], found, words)


def _promised(run: Run) -> np.ndarray:
    """What the cap promises to those who hold points, yuan (join_day, segment)."""
    groups = run.groups
    base = np.where(groups.points[0] > 0, groups.base[0], 0.0) * groups.members[0]
    return np.asarray(
        np.einsum("c,cks->ks", run.inputs.campaigns.cap_multiple[0], base))


def by_segment(run: Run, words: Words) -> Frame:
    """One row a kind of member."""
    found = {name: values[0] for name, values in readings.by_segment(run).items()}
    return _frame("segments", words("By kind of member"), _kinds(run.segment_ids, words), found,
                  words)


def by_month_and_segment(run: Run, words: Words) -> Frame:
    """One row a month of joining and kind of member."""
    found = {
        name: values[0].ravel() for name, values in readings.by_join_month_and_segment(run).items()
    }
    kinds = len(run.segment_ids)
    months = found["members"].size // kinds
    month = Column("month", words("Month of joining"), "whole", np.arange(months).repeat(kinds) + 1)
    return _frame("cohorts", words("By month of joining and kind of member"), [
        month, *_kinds(run.segment_ids * months, words)], found, words)


def _kinds(segments: tuple[str, ...], words: Words) -> list[Column]:
    names = np.array([row_name(words, segment) for segment in segments], object)
    return [
        Column("segment", words("Name in the files"), "text", np.array(segments, object)),
        Column("segment_name", words("Kind of member"), "text", names),
    ]


def _frame(
    key: str, title: str, first: list[Column], found: Mapping[str, np.ndarray], words: Words
) -> Frame:
    """The groups that have members, each with its readings."""
    kept = np.flatnonzero(found["members"] > 0)
    columns = [
        *first,
        *(Column(name, label, style, found[name], help)
          for name, (label, style, help) in _readings(words).items() if name in found),
    ]
    return Frame(key, title, tuple(
        Column(each.name, each.label, each.style, np.asarray(each.values)[kept].tolist(), each.help)
        for each in columns
    ))


def _readings(words: Words) -> dict[str, tuple[str, str, str]]:
    """Label, style and meaning of each reading of `readings.by_join_month`."""
    return {
        "members": (words("Members"), "number", ""),
        "spent": (words("Spent"), "money", words("All orders paid by these members.")),
        "received": (words("Got back in cash"), "money",
                     words("Sales of points and released ad points together.")),
        "redeemed": (words("From sales of points"), "money", ""),
        "released": (words("From released ad points"), "money", ""),
        "holdings": (words("Points held, less the sell fee"), "money",
                     words("At the closing price of the last day.")),
        "recovered_multiple": (words("Cash per yuan spent"), "multiple", ""),
        "recovered_multiple_with_holdings": (words("With points held"), "multiple", ""),
        "recovered_share": (words("Break even"), "percent",
                            words("Members who got back what they spent, of these members.")),
        "exit_share": (words("Forced out at the cap"), "percent", ""),
        "promised": (words("Promised at the cap"), "money",
                     words("Cap multiple × cap base of those who hold points.")),
    }
