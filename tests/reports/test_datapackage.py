"""The CSV report: every table is what its schema says, and no text becomes a formula."""

import csv
import hashlib
import io
import json
import math
import re
import zipfile

import numpy as np
import pytest

from answers import tiles
from answers.readings import every
from reports import datapackage
from reports.daily import daily
from scenarios.files import daily_columns
from scenarios.uploads import read_upload
from scenarios.uploads.tables import guarded, unguarded
from tests.reports.made import GOLDEN, HOSTILE, of_golden, uncertain

GOLDEN_OF = {path.stem: path for path in GOLDEN}
SMALL = GOLDEN_OF["hand_check"]
FORMULA = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?")

TYPED = {
    "string": lambda cell: True,
    "any": lambda cell: True,
    "integer": lambda cell: re.fullmatch(r"-?\d+", cell),
    "number": NUMBER.fullmatch,
}


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def column(files: dict[str, bytes], table: str, name: str) -> list[str]:
    """The cells of a column by its name in every language."""
    described = json.loads(files["datapackage.json"])["resources"]
    fields = next(each for each in described if each["path"] == table)["schema"]["fields"]
    at = [field["key"] for field in fields].index(name)
    return [row[at] for row in rows(files[table])[1:]]


@pytest.fixture(scope="module", params=["en", "zh", "draws"])
def files(request) -> dict[str, bytes]:
    report = uncertain() if request.param == "draws" else of_golden(
        GOLDEN_OF["rotation"], request.param, longest=75, pace=6)
    return unzipped(datapackage.write(report))


def test_every_table_has_the_columns_and_types_of_its_schema(files) -> None:
    described = json.loads(files["datapackage.json"])
    tables = [each for each in described["resources"] if each["format"] == "csv"]
    assert len(tables) >= 11
    for table in tables:
        head, *body = rows(files[table["path"]])
        fields = table["schema"]["fields"]
        assert head == [field["name"] for field in fields]
        assert len(set(head)) == len(head)
        for row in body:
            assert len(row) == len(fields)
            for cell, field in zip(row, fields, strict=True):
                assert cell == "" or TYPED[field["type"]](cell), (table["path"], field, cell)


def test_the_description_names_every_file_with_its_size_and_hash(files) -> None:
    described = json.loads(files["datapackage.json"])
    assert described["$schema"].startswith("https://datapackage.org/profiles/2.")
    assert {each["path"] for each in described["resources"]} == set(files) - {"datapackage.json"}
    for each in described["resources"]:
        assert re.fullmatch(r"[a-z0-9._-]+", each["name"])
        assert each["bytes"] == len(files[each["path"]])
        digest = hashlib.sha256(files[each["path"]]).hexdigest()
        assert each["hash"] == f"sha256:{digest}"
    for key in ("title", "sources", "version", "created"):
        assert described[key]
    assert "licenses" not in described, "a client's figures are theirs"
    assert all("license" not in each and "licenses" not in each for each in described["resources"])


def test_money_and_points_say_their_unit(files) -> None:
    described = json.loads(files["datapackage.json"])
    daily = next(each for each in described["resources"] if each["name"] == "daily")
    fields = {field["key"]: field for field in daily["schema"]["fields"]}
    assert fields["pool"]["unit"]
    assert fields["pool"]["title"]
    assert fields["price"]["unit"] != fields["pool"]["unit"]


def test_heads_of_columns_are_in_the_readers_language() -> None:
    files = unzipped(datapackage.write(of_golden(SMALL, "zh")))
    for name in filter(lambda name: name.endswith(".csv"), files):
        for head in rows(files[name])[0]:
            assert re.search("[\u4e00-\u9fff]", head) or re.fullmatch(r"[\d.%]+", head), head
    assert read_upload("report.zip", datapackage.write(of_golden(SMALL, "zh"))).scenario == (
        of_golden(SMALL, "zh").request.shared.scenario)


def test_a_column_says_of_which_campaign_it_is() -> None:
    report = of_golden(GOLDEN_OF["rotation"], longest=40)
    labels = [column.label for column in daily(report.now.run, report.words).columns]
    assert len(set(labels)) == len(labels)
    for label in ("Price of a point", "In the pool", "Points outstanding"):
        assert label not in labels
        assert sum(each.startswith(label) for each in labels) == len(report.now.run.campaign_ids)


@pytest.mark.parametrize("name", ["rotation", "mixed", "other_rules"])
def test_the_days_are_those_of_the_command_line_with_all_digits(name: str) -> None:
    report = of_golden(GOLDEN_OF[name], longest=90)
    files = unzipped(datapackage.write(report))
    for series, values in daily_columns(report.now.run).items():
        assert np.array_equal([float(cell) for cell in column(files, "daily.csv", series)], values)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_headline_numbers_are_exact_and_as_printed(language: str) -> None:
    report = of_golden(GOLDEN_OF["rotation"], language, longest=75, pace=6)
    files = unzipped(datapackage.write(report))
    names = column(files, "summary.csv", "name")
    values = dict(zip(names, column(files, "summary.csv", "value"), strict=True))
    printed = dict(zip(names, column(files, "summary.csv", "value_text"), strict=True))
    assert set(names) == set(report.now.summary)
    for name, value in report.now.summary.items():
        assert values[name] == ("" if math.isnan(value) else repr(float(value)))
    for tile in every(report.words):
        text = tiles.write(tile, report.now.summary[tile.reading], report.words)
        assert unguarded(printed[tile.reading]) == text


@pytest.mark.parametrize("title", HOSTILE)
def test_no_cell_is_a_formula(title: str) -> None:
    report = of_golden(SMALL, title=title, client=title, summary=title)
    files = unzipped(datapackage.write(report))
    for name, content in files.items():
        if name.endswith(".csv"):
            for row in rows(content):
                for cell in row:
                    if cell.lstrip(" ").startswith((*FORMULA, "＝", "＠")):
                        assert NUMBER.fullmatch(cell), (name, cell)
    assert title.strip() in [unguarded(cell) for cell in column(files, "texts.csv", "text")]


@pytest.mark.parametrize(
    "text", [*HOSTILE, "plain", "'=1", "''=1", "'quoted'", "", " =1", "-", "1"])
def test_guarding_loses_nothing(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).lstrip(" ").startswith(FORMULA)


def test_guards_tell_apart() -> None:
    assert len({guarded(text) for text in ("=1", "'=1", "''=1")}) == 3


def test_equal_requests_give_equal_bytes() -> None:
    one, other = (datapackage.write(of_golden(SMALL, "zh")) for _ in range(2))
    assert one == other


def test_limits_and_warnings_are_in_the_plain_text(files) -> None:
    text = re.sub(r"\s+", "", files["README.txt"].decode("utf-8-sig"))
    said = dict(zip(column(files, "texts.csv", "section"), column(files, "texts.csv", "text"),
                    strict=True))
    for key in ("summary", "members", "limits", "outside", "again"):
        assert re.sub(r"\s+", "", unguarded(said[key])) in text
