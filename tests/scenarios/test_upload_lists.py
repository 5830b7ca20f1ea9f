"""Lists of parameters that people edited: every edit counts, or the file is refused in words."""

import io
import zipfile
from datetime import datetime, time, timedelta

import pytest
from openpyxl import Workbook

import scenarios
from model import ScenarioError
from scenarios.uploads import figures, open_file, read_upload
from scenarios.uploads.texts import as_text
from wording import Words

PITCHED = scenarios.load("as_pitched")
TOML = scenarios.write(PITCHED)
HEAD = "name,value,group,value_text"
ROWS = ("growth.market_size,150000,Growth,members", "products.bundle.price,1200,Products,¥",
        "ad_points.release_rate,0.02,Ad points,a day")
EDITED = PITCHED.scenario.replace({
    "growth.market_size": 150000, "products.bundle.price": 1200, "ad_points.release_rate": 0.02})
LIST = "\r\n".join((HEAD, *ROWS))


def archive(**members: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/").replace("_csv", ".csv"), content)
    return out.getvalue()


def report(parameters: str | bytes, name: str = "parameters_csv") -> bytes:
    return archive(**{name: parameters, "scenario.toml": TOML})


def workbook(**sheets: list[tuple[object, ...]]) -> bytes:
    """A report's workbook: lists, and the sheet with its document."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    document = book.create_sheet("Scenario")
    for line in TOML.splitlines():
        document.append((line,))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cells(text: str = LIST) -> list[tuple[object, ...]]:
    return [tuple(float(cell) if cell[:1].isdigit() else cell for cell in line.split(","))
            for line in text.split("\r\n")]


def refused(name: str, content: bytes) -> str:
    with pytest.raises(ScenarioError) as caught:
        read_upload(name, content)
    for problem in caught.value.problems:
        assert Words("zh").problem(problem)
    return str(caught.value)


@pytest.mark.parametrize("encoding", [
    "utf-8", "utf-8-sig", "cp1252", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_edits_count_in_every_encoding(encoding: str) -> None:
    content = LIST.encode(encoding)
    assert read_upload("a.zip", report(content)).scenario == EDITED
    alone = LIST.replace(ROWS[0], "base,as_pitched\r\n" + ROWS[0]).encode(encoding)
    assert read_upload("a.csv", alone).scenario == EDITED


@pytest.mark.parametrize("name", [
    "parameters_csv", "Parameters_csv", "my report__parameters_csv", "parameters (1)_csv",
    "edited_csv", "parameters.txt"])
def test_edits_count_wherever_in_a_zip_the_list_stands(name: str) -> None:
    assert read_upload("a.zip", report(LIST, name)).scenario == EDITED


@pytest.mark.parametrize("text", [
    LIST.replace(",", ";"), LIST.replace(",", "\t"), LIST.replace("\r\n", "\r"),
    "My plan,,,\r\n,,,\r\n" + LIST, "\r\n" * 400 + LIST, LIST + "\r\n,,,\r\n" * 50,
    LIST.replace("name,value", " Name : ,VALUE"), "Sep=;\r\n" + LIST.replace(",", ";"),
    '"sep=\t"\r\n' + LIST.replace(",", "\t"), LIST.replace("name,value", "name,数值"),

    "\r\n".join(f",,{line.split(',')[1]},,{line.split(',')[0]}" for line in LIST.split("\r\n")),
    LIST.replace("150000", '"150,000"').replace("1200", '"1,200.00"').replace("0.02", "2.0%"),
    LIST.replace("150000", "１５００００").replace("0.02", "２％").replace("1200", "1 200"),
    LIST.replace("150000", "1.5E+05").replace("0.02", "2E-02"),
    LIST.replace(",", ";").replace("150000", "150.000").replace("1200", "1.200,00").replace(
        "0.02", "0,02"),
    LIST.replace("150000", "150'000").replace("0.02", " 2 % "),
])
def test_edits_count_however_the_table_was_saved(text: str) -> None:
    assert read_upload("a.zip", report(text)).scenario == EDITED


@pytest.mark.parametrize(("change", "told"), [
    (("name,value", "name,values"), "no row heads one column"),
    (("name,value", "parameter,value"), "no row heads one column"),
    ((HEAD + "\r\n", ""), "no row heads one column"),
    (("value_text", "value"), "two columns are headed"),
    (("group", "name"), "two columns are headed"),
    (("products.bundle.price,", ","), "row 3 has the value 1200 but names no parameter"),
    (("products.bundle.price,1200,Products", ",1200,products.bundle.price"), "outside the column"),
    (("products.bundle.price", "products.bundle.pric"), "products.bundle.pric"),
    (("products.bundle.price,1200", "Price,1200"), "Price"),
    (("1200", "much"), "products.bundle.price = much"),
    (("1200", ""), "products.bundle.price: the value is missing"),
    ((",members", ',"a guess'), "opens in line 2"),
    ((",¥", ',"5"" wide'), "opens in line 3"),
    ((",a day", ',"a day'), "opens in line 4"),
    (("Growth,members", '"Growth,members'), "opens in line 2"),
    (("1200,Products,¥", '1.200,Products,"1'), "opens in line 3"),
])
def test_a_list_that_is_read_in_part_is_refused(change: tuple[str, str], told: str) -> None:
    text = LIST.replace(*change, 1)
    assert told in refused("a.zip", report(text))
    assert told in refused("a.csv", text.encode())


def test_a_quote_that_closes_rows_later_names_its_line() -> None:
    """Two stray quotes make one cell of the rows between them."""
    text = LIST.replace(",members", ',"a guess').replace(",a day", ',at 5"')
    assert "opens in line 2" in refused("a.zip", report(text))


def test_rows_above_the_head_are_not_lost() -> None:
    lines = LIST.split("\r\n")
    text = "\r\n".join((lines[1], lines[0], *lines[2:]))
    assert "growth.market_size stands above the head of the list, in row 1" in refused(
        "a.zip", report(text))
    assert "above the head" in refused("a.xlsx", workbook(Parameters=cells(text)))


@pytest.mark.parametrize(("text", "told"), [
    (LIST.replace(",", ";").replace("1200", "1.200").replace("0.02", "2E-2"), "1.2 | 1200"),
    (LIST.replace(",", "\t").replace("1200", "1,200").replace("0.02", "2%"), "1200 | 1.2"),
    (LIST.replace(",", ";").replace("1200", "1,200").replace("150000", "1,5").replace(
        "0.02", "0.02"), "could be"),
])
def test_a_number_of_two_readings_is_refused(text: str, told: str) -> None:
    assert told in refused("a.zip", report(text))


@pytest.mark.parametrize("sheets", [
    {"Parameters": cells()}, {"Blatt 1": [()] * 500 + cells()},
    {"Plan": [("Notes",)], "Mine": [("", "", *row) for row in cells()]},
    {"Plan": [(None,) * 80 + row for row in cells()]},
    {"Copy": cells(), "Parameters": cells()},
])
def test_edits_count_wherever_in_a_workbook_the_list_stands(sheets) -> None:
    assert read_upload("a.xlsx", workbook(**sheets)).scenario == EDITED


@pytest.mark.parametrize(("sheets", "told"), [
    ({"Parameters": cells(LIST.replace("value,", "values,"))}, "“Parameters” holds names"),
    ({"Far": [()] * 900 + cells(LIST.replace("name,", "field,"))}, "“Far” holds names"),
    ({"Parameters": cells()[1:]}, "“Parameters” holds names"),
    ({"Parameters": cells(), "Mine": cells(LIST.replace("1200", "1300"))}, "“Parameters”, “Mine”"),
    ({"Parameters": [*cells()[:2], ("campaigns.main.issue_days", "=300+65")]}, "never computed"),
    ({"Parameters": [*cells()[:2], ("products.bundle.price", "1,200")]}, "1200 | 1.2"),
    ({"Parameters": [*cells()[:2], ("products.bundle.price", "#REF!")]}, "#REF!"),
    *(({"Parameters": [*cells()[:2], ("products.bundle.price", value)]}, told) for value, told in (
        (timedelta(hours=30), "= 1 day, 6:00:00"), (datetime(2026, 2, 1), "= 2026-02-01"),
        (time(1, 20), "= 01:20:00"))),
])
def test_a_list_of_a_workbook_that_is_read_in_part_is_refused(sheets, told: str) -> None:
    assert told in refused("a.xlsx", workbook(**sheets))


def test_what_has_no_list_falls_back_on_its_document() -> None:
    changes = [("Parameter", "Baseline", "This scenario", "Source", "Name in the files"),
               ("Price", 1000, 1200, "S-20", "products.bundle.price")]
    assert read_upload("a.xlsx", workbook(Changes=changes)).scenario == PITCHED.scenario
    told = archive(**{"scenario.toml": TOML, "changes_csv": "name,kind,label,baseline,value\r\n"
                      "products.bundle.price,value,Price,1000,1200\r\n"})
    assert read_upload("a.zip", told).scenario == PITCHED.scenario
    two = archive(**{"scenario.toml": TOML, "parameters_csv": LIST,
                     "parameters (1)_csv": LIST.replace("1200", "1300")})
    assert "two lists that differ" in refused("a.zip", two)
    assert "in no known encoding" in refused("a.zip", report(b"name,value\r\n\xff\x81,1"))
    assert "a table without a row that heads" in refused("a.zip", report("a,b\r\n1,2\r\n"))


@pytest.mark.parametrize("text", ["day,joins\n1,2\n2,3\n", "a;b;c\n1;2;3\n", "sep=;\na;b\n1;2\n"])
def test_refusals_of_a_table_speak_of_a_table(text: str) -> None:
    assert "a table without a row" in refused("a.csv", text.encode())


@pytest.mark.parametrize("text", ["[horizon\ndays = 3\n", "title = \"a, b\"\nx = = 1\n", "1 = = 2"])
def test_refusals_of_a_document_speak_of_toml(text: str) -> None:
    assert "not a TOML document" in refused("a.toml", text.encode())


@pytest.mark.parametrize("title", ["某某", "某", "某某控股", "测试 A1"])
def test_chinese_that_is_utf_8_by_chance_is_chinese(title: str) -> None:
    for text in (f"title,{title}\r\n", f"a,b\r\ntitle,“{title}”\r\n"):
        assert as_text(text.encode("gb18030")) == text


@pytest.mark.parametrize("text", [
    "title,Société · 5 × 3", "riñón", "Müßig", "Тест", "你好", "¥1,200", "Łódź", "a – b"])
def test_utf_8_stays_utf_8(text: str) -> None:
    assert as_text(text.encode()) == text


@pytest.mark.parametrize("text", ["title,Société", "£5 and ¥1,200", "a – b “c”"])
def test_western_bytes_are_western(text: str) -> None:
    assert as_text(text.encode("cp1252")) == text


@pytest.mark.parametrize(("text", "found"), [
    ("1,095", {".": 1095, ",": 1.095}), ("1.095", {".": 1.095, ",": 1095}), ("0.123", {".": 0.123}),
    ("1,200.00", {".": 1200}), ("1.200,00", {",": 1200}), ("12 345,6", {",": 12345.6}),
    ("1.1%", {".": 0.011}), ("−5", {".": -5, ",": -5}), ("1_000", {}), ("1,23,456", {}), ("", {}),
    ("5 days", {}), (".", {}), ("1.2.3", {}),
])
def test_readings_of_a_number(text: str, found: dict[str, float]) -> None:
    assert figures.readings(text) == found


def test_the_command_line_reads_what_the_page_reads(tmp_path) -> None:
    for name, content in (("a.zip", report(LIST)), ("a.xlsx", workbook(Parameters=cells())),
                          ("b.csv", LIST.replace("\r\n", "\r\nbase,as_pitched\r\n", 1).encode())):
        (tmp_path / name).write_bytes(content)
        found = open_file(tmp_path / name)
        assert (found.name, found.scenario) == (name[0], EDITED)
    with pytest.raises(ScenarioError, match="neither a preset"):
        open_file(tmp_path / "none.xlsx")
