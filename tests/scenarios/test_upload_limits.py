"""Files from strangers: what they may take is bounded before and while they are read."""

import io
import os
import random
import subprocess
import sys
import zipfile

import pytest

import scenarios
from analysis.uncertainty import REFUSALS_LIMIT
from model import ScenarioError
from scenarios import link
from scenarios.pitches import read_pitch
from scenarios.size import ROWS_LIMIT
from scenarios.uploads import apart, read_upload
from tests.scenarios.test_link import packed
from wording import Words

# Whole reports, or processes of their own.
pytestmark = pytest.mark.slow

SHEET = ('<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
         "{}</sheetData></worksheet>")
PADDING = random.Random(1).randbytes(300_000)
"""Keeps the ratio of packing within what is permitted."""


def refused(name: str, content: bytes) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        read_upload(name, content)
    for problem in caught.value.problems:
        for language in ("en", "zh"):
            assert Words(language).problem(problem)
    return [str(problem) for problem in caught.value.problems]


def zipped(**members: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
        file.writestr("padding.bin", PADDING)
    return out.getvalue()


@pytest.mark.parametrize("name", [
    "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
    "docProps/core.xml", "_rels/.rels"])
def test_parts_that_describe_a_workbook_are_small(name: str) -> None:
    content = zipped(**{"[Content_Types].xml": "<a/>", name: "<a>" + " " * 8_000_000 + "</a>"})
    assert "is too large for its kind" in refused("a.xlsx", content)[0]


@pytest.mark.parametrize("name", ["parameters.csv", "scenario.toml", "x/parameters.csv"])
def test_tables_of_a_zip_are_as_small_as_tables_alone(name: str) -> None:
    content = zipped(**{"scenario.toml": "format = 1\n", name: "a,1\n" * 1_100_000})
    assert "is too large for its kind" in refused("a.zip", content)[0]


@pytest.mark.parametrize("blanks", [" " * 1024, "\n" * 5000, "\ufeff" + "\t" * 2000])
def test_nothing_hides_behind_blanks(blanks: str) -> None:
    bomb = f'{blanks}<!DOCTYPE a [<!ENTITY a "aaaa">]><a>&a;</a>'
    content = zipped(**{"[Content_Types].xml": "<a/>", "xl/worksheets/sheet1.xml": bomb})
    assert "is not plain XML" in refused("a.xlsx", content)[0]


def workbook(sheet: str, strings: str = "") -> bytes:
    """A workbook with one sheet as it is written here."""
    from openpyxl import Workbook

    book, out, inner = Workbook(), io.BytesIO(), io.BytesIO()
    book.active.append(["name", "value"])
    book.save(out)
    with zipfile.ZipFile(io.BytesIO(out.getvalue())) as old, \
            zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            changed = {"xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": strings}
            new.writestr(entry, changed.get(entry) or old.read(entry))
        new.writestr("padding.bin", PADDING * 4)
    return inner.getvalue()


def test_a_file_that_takes_too_long_or_too_much_is_given_up(monkeypatch) -> None:
    monkeypatch.setattr(apart, "SECONDS_LIMIT", 60.0)
    monkeypatch.setattr(apart, "MEMORY_LIMIT", 60_000_000)
    in_one_row = SHEET.format("<row>" + "<c/>" * 6_000_000 + "</row>")
    assert "more memory or time" in refused("a.xlsx", workbook(in_one_row))[0]
    monkeypatch.setattr(apart, "SECONDS_LIMIT", 0.01)
    assert "more memory or time" in refused("a.xlsx", workbook(in_one_row))[0]


def test_what_is_read_apart_is_what_is_read_here(monkeypatch) -> None:
    content = zipped(**{"scenario.toml": scenarios.write(scenarios.load("as_pitched")),
                        "parameters.csv": "name,value\nproducts.bundle.price,1200\n"})
    here = read_upload("a.zip", content)
    bad = zipped(**{"parameters.csv": "name,values\nproducts.bundle.price,1200\n"})
    told = refused("a.zip", bad)
    monkeypatch.setattr("scenarios.uploads.containers.SMALL", 0)
    assert read_upload("a.zip", content) == here
    assert refused("a.zip", bad) == told


def test_a_reader_leaves_nothing_behind() -> None:
    before = apart._TURN._value
    with pytest.raises(ScenarioError):
        apart.read_apart("pdf", "x", b"%PDF-1.7 broken")
    assert apart._TURN._value == before


FLOODS = {
    "uncertain": "[uncertainty.distributions]\n" + "".join(
        f"a{n} = {{}}\n" for n in range(20_000)),
    "uncertain keys": "[uncertainty]\n" + "".join(f"a{n} = 1\n" for n in range(20_000)),
    "correlations": "[uncertainty]\ncorrelations = [" + "1," * 100_000 + "]\n",
    "fields": "[campaigns.main]\n" + "".join(f"a{n} = 1\n" for n in range(20_000)),
    "tables": "".join(f"[a{n}]\nb = 1\n" for n in range(20_000)),
}


@pytest.mark.parametrize("kind", FLOODS)
def test_thousands_of_unknown_names_are_told_briefly(kind: str) -> None:
    told = refused("a.toml", ('base = "as_pitched"\n' + FLOODS[kind]).encode())
    assert 1 <= len(told) <= 2 * REFUSALS_LIMIT + 2


@pytest.mark.parametrize("row", ["a.b{},", "a.b{},1", "x{},1", "=a{},1", "horizon.d{},1"])
def test_tables_of_unknown_names_are_told_briefly(row: str) -> None:
    rows = "\n".join(row.format(n) for n in range(15_000))
    told = refused("a.csv", f"name,value\nbase,as_pitched\n{rows}\n".encode())
    assert 1 <= len(told) <= REFUSALS_LIMIT + 1


def test_pitches_of_unknown_fields_are_told_briefly() -> None:
    fields = "".join(f"x{n} = 1\n" for n in range(20_000))
    with pytest.raises(ScenarioError) as caught:
        read_pitch(f'[[steps]]\nid = "a"\nkind = "text"\n{fields}'.encode(), "x")
    assert len(caught.value.problems) <= 2 * REFUSALS_LIMIT


def test_links_of_unknown_distributions_are_told_briefly() -> None:
    unsure = {"distributions": {f"a{n}": {} for n in range(4_000)}}
    _, problems = link.decode(packed({"p": "as_pitched", "o": {"t": {}, "u": unsure}}))
    assert 1 <= len(problems) <= REFUSALS_LIMIT + 1


@pytest.mark.parametrize("table", ["events", "products", "segments", "campaigns", "agents"])
def test_rows_of_every_table_are_bounded(table: str) -> None:
    field = {"events": "start_day = 1", "products": "price = 1000", "segments": "share = 1",
             "campaigns": "start_day = 0", "agents": "fee = 1"}[table]
    rows = "".join(f"[{table}.r{n}]\n{field}\n" for n in range(ROWS_LIMIT + 1))
    told = refused("a.toml", f'base = "as_pitched"\n{rows}'.encode())
    assert told[0].startswith(f"{table}: ")
    assert f"permitted is n ≤ {ROWS_LIMIT}" in told[0]


@pytest.mark.parametrize("content", [
    b"#" * 140_000 + b"\nx = 1", b"name," * 40_000 + b"\n1,2", b"name,value\n" + b"a" * 140_000,
    b"[horizon]\ndays = 0x" + b"f" * 30_000, b"title = 0x" + b"f" * 30_000,
    b"[horizon]\ndays = [0x" + b"f" * 30_000 + b"]", b"format = 0x" + b"f" * 30_000,
    b"name,value\nhorizon.days," + b"9" * 30_000, b"name,value\nhorizon.days,1e" + b"9" * 3000,
    b"uncertainty = 0x" + b"f" * 30_000, b"a = " + b"[" * 90_000,
], ids=range(11))
def test_long_lines_and_numbers_are_refused_in_words(content: bytes) -> None:
    for told in (refused("a.csv", content), refused("a.zip", zipped(parameters=content))):
        assert all(len(each) < 1_000 for each in told)
    with pytest.raises(ScenarioError):
        read_pitch(content, "x")


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits")
def test_the_reader_is_behind_everybody_else() -> None:
    code = ("from scenarios.uploads.apart import _be_modest; import os, resource;"
            "_be_modest(10**8);"
            "print(os.nice(0), resource.getrlimit(resource.RLIMIT_AS)[0] > 0)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          env=os.environ)
    assert done.stdout.split() == [str(min(19, os.nice(0) + 10)), "True"]
