"""Who gains and who pays, as columns of numbers: by month of joining, kind of member, and both."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from model import Run, readings
from model.cohorts.run import MONTH_DAYS
from model.readings import OF_GROUPS, Reading
from reports.frames import Column, Frame, dates
from wording import Words
from wording.names import row_name


def by_month(run: Run, words: Words) -> Frame:
    """One row a month of joining in which somebody joined."""
    found = {name: values[0] for name, values in readings.by_join_month(run).items()}
    starts = np.arange(0, run.days, MONTH_DAYS)
    found["promised"] = np.add.reduceat(_promised(run).sum(axis=1), starts)
    month = np.arange(found["members"].size) + 1
    return _frame("join_months", words("By month of joining"), [
        *_months(month, words)], found, words)


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
    month = np.arange(months).repeat(kinds) + 1
    return _frame("cohorts", words("By month of joining and kind of member"), [
        *_months(month, words), *_kinds(run.segment_ids * months, words)], found, words)


def _months(month: np.ndarray, words: Words) -> list[Column]:
    return [Column("month", words("Month of joining"), "whole", month),
            *dates(MONTH_DAYS * (month - 1), words)]


def _kinds(segments: tuple[str, ...], words: Words) -> list[Column]:
    names = np.array([row_name(words, "segments", segment) for segment in segments], object)
    return [
        Column("segment", words("Name in the files"), "text", np.array(segments, object)),
        Column("segment_name", words("Kind of member"), "text", names),
    ]


def _frame(
    key: str, title: str, first: list[Column], found: Mapping[str, np.ndarray], words: Words
) -> Frame:
    """The groups that have members, each with its readings."""
    kept = np.flatnonzero(found["members"] > 0)
    columns = [*first, *(_column(each, found[each.name], words) for each in OF_GROUPS.values())]
    if "promised" in found:
        columns.append(Column(
            "promised", words("Promised at the cap"), "money", found["promised"],
            words("Cap multiple × cap base of those who hold points.")))
    return Frame(key, title, tuple(
        Column(each.name, each.label, each.style, np.asarray(each.values)[kept].tolist(), each.help)
        for each in columns
    ))


def _column(reading: Reading, values: np.ndarray, words: Words) -> Column:
    label, help = (words.declared("reading", text) for text in (reading.label, reading.help))
    return Column(reading.name, label, reading.style, values, help)
