"""Native charts hold the numbers of the figures: of shipped scenarios and of any other."""

import csv
import io
import math

import numpy as np
import openpyxl
import pytest
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st
from lxml import etree

from answers import promises
from answers.draws import banded, stated
from answers.figures import FIGURES, Scene, drawn
from answers.results import results
from charts.claims import parts_kept
from charts.figure import Figure
from reports.blocks import Chart
from reports.pptx.native import Native
from reports.series import plot
from scenarios.documents import load, preset_names
from tests.model.drawn import scenarios as any_scenario
from tests.more import long_after
from tests.reports.made import of_preset
from wording import LANGUAGES, Words

C = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
SIXTEEN_DIGITS = 1e-15
"""A workbook's cells hold no more; the chart part holds all."""
ONCE = settings(max_examples=12, deadline=None, phases=[Phase.generate], database=None)


def points_of(figure: Figure) -> dict[tuple[str, str], set[float]]:
    """Value by name and place, of every named trace, read off its CSV; lying bars turned."""
    lying = any(trace.get("orientation") == "h" or (len(trace.get("y", ())) and isinstance(
        trace["y"][0], str)) for trace in figure.data)
    found: dict = {}
    rows = list(csv.reader(io.StringIO(figure.csv().decode("utf-8-sig"))))[1:]
    for name, x, y in rows:
        at, value = (y, x) if lying else (x, y)
        if value and at:
            found.setdefault((name, at if lying else _number(at)), set()).add(float(value))
    return found


def _number(text: str) -> str:
    return repr(float(text))


def native_points(made: Native) -> dict[tuple[str, str], set[float]]:
    """The same of the chart part, from its own cached values."""
    root = etree.fromstring(made.xml_bytes(None))
    found: dict = {}
    for series in root.iterfind(".//c:ser", C):
        name = series.findtext("c:tx//c:v", namespaces=C)
        at = _cached(series, "xVal") or _cached(series, "cat")
        values = _cached(series, "yVal") or _cached(series, "val")
        for index, value in values.items():
            where = at[index]
            found.setdefault((name, where), set()).add(float(value))
    return found


def _cached(series, tag: str) -> dict[int, str]:
    found = series.find(f"c:{tag}", C)
    if found is None:
        return {}
    texts = found.find(".//c:strCache", C) is not None
    return {
        int(point.get("idx")): point.findtext("c:v", namespaces=C) if texts
        else _number(point.findtext("c:v", namespaces=C))
        for point in found.iterfind(".//c:pt", C)
    }


def left_out(figure: Figure) -> set[str]:
    """Shades beside stacked areas, and bands, whose edges the workbook holds."""
    bands = {t["name"] for t in figure.data if t.get("fill") == "tonexty" and t.get("name")}
    areas = bands or any("stackgroup" in trace for trace in figure.data)
    return bands | {t["name"] for t in figure.data if areas and t.get("fill") == "tozeroy"}


def assert_the_same(figure: Figure, language: str) -> None:
    made = plot(figure)
    if made.kind == "note":
        assert made.note or not any(len(trace["x"]) for trace in figure.data)
        return
    there = native_points(Native(made, language))
    names = left_out(figure)
    ends = made.kind == "areas" and made.x.high is not None  # no area falls to 0 beyond its axis
    for (name, at), values in points_of(figure).items():
        if name not in names and not (ends and float(at) > made.x.high):
            # The span of a benchmark has two ends: the lower one is the start of its bar.
            spans = {series.name for series in made.of("span")}
            same = values & there[(name, at)] if name in spans else values <= there[(name, at)]
            assert same, (name, at)


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("preset", long_after(2, preset_names()))
def test_every_figure_of_a_preset_is_the_same_native(preset, language):
    scene = Scene(results(load(preset).scenario), results(load("as_pitched").scenario),
                  Words(language))
    for card in drawn(scene, *FIGURES):
        assert_the_same(card.figure, language)


@seed(5)
@ONCE
@given(any_scenario(), any_scenario(longest=60), st.sampled_from(list(LANGUAGES)))
def test_every_figure_of_any_scenario_is_the_same_native(scenario, other, language):
    words = Words(language)
    for card in drawn(Scene(results(scenario), results(other), words), *FIGURES):
        assert_the_same(card.figure, language)
    assert_the_same(parts_kept(promises.tested(scenario), promises.tested(other), words),
                    language)


@pytest.mark.long
def test_figures_of_a_report_with_draws_and_claims_are_the_same_native():
    made = of_preset("rotation", "rotation", "zh", uncertain=True)
    charts = [block for section in made.sections for block in section.of(Chart)]
    assert {"promises", "draws-result"} <= {chart.card.key for chart in charts}
    for chart in charts:
        assert_the_same(chart.card.figure, "zh")


def test_bands_are_edges_in_the_workbook_and_differences_in_the_chart():
    document = load("as_pitched")
    spread = stated(document, document.scenario)
    days, edges = banded(document.scenario, spread, "pool")
    now = results(document.scenario)
    scene = Scene(now, now, Words("en"), lambda s: banded(document.scenario, spread, s))
    made = Native(plot(FIGURES["pool"](scene).figure), "en")
    sheet = openpyxl.load_workbook(io.BytesIO(made.xlsx_blob), data_only=True).active
    rows = {row[0]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
    heads = [cell.value for cell in sheet[1]]
    columns = [heads.index(name) for name in ("90% of draws ↓", "50% of draws ↓")]
    columns += [heads.index("50% of draws"), heads.index("90% of draws")]
    for at, day in enumerate(days):
        row = rows[float(day)]
        assert [row[column] for column in columns] == pytest.approx(
            edges[[0, 1, 3, 4], at].tolist(), rel=SIXTEEN_DIGITS)
        heights = [row[columns[0]], *row[columns[-1] + 1 : columns[-1] + 4]]
        # Sums of differences: rounding alone may part them.
        assert math.isclose(sum(heights), edges[4, at], rel_tol=1e-12)
    formulas = openpyxl.load_workbook(io.BytesIO(made.xlsx_blob)).active
    assert str(formulas.cell(2, columns[-1] + 2).value).startswith("=")


def test_a_chart_and_its_workbook_hold_the_same():
    for section in of_preset().sections:
        for chart in section.of(Chart):
            made = Native(plot(chart.card.figure), "en")
            sheet = openpyxl.load_workbook(io.BytesIO(made.xlsx_blob), data_only=True).active
            root = etree.fromstring(made.xml_bytes(None))
            for reference in root.iter(f"{{{C['c']}}}numRef", f"{{{C['c']}}}strRef"):
                cells = sheet[reference.findtext("c:f", namespaces=C).split("!")[1]]
                cells = cells if isinstance(cells, tuple) else ((cells,),)
                for point in reference.iterfind(".//c:pt", C):
                    told = cells[int(point.get("idx"))][0].value
                    drawn_as = point.findtext("c:v", namespaces=C)
                    assert str(told) == drawn_as or float(told) == pytest.approx(
                        float(drawn_as), rel=SIXTEEN_DIGITS)


def test_a_plane_is_no_series():
    with pytest.raises(ValueError, match="heatmap"):
        plot(Figure({"xaxis": {}, "yaxis": {}}, [{"type": "heatmap", "x": np.arange(2)}]))
