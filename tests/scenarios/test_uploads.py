"""Uploaded files: a report opens as the scenario that it reports; what is refused is told why."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from openpyxl import Workbook, load_workbook

import scenarios
from model import Scenario, ScenarioError
from reports import datapackage, xlsx
from reports.numbers import parameters
from scenarios.documents import fingerprint
from scenarios.uploads import archive, read_upload
from tests.model.drawn import few_examples
from tests.model.drawn import scenarios as drawn
from tests.more import long_after
from tests.reports.made import GOLDEN, HOSTILE, of_golden, of_scenario, uncertain
from wording import LANGUAGES, Words

# Whole reports, or processes of their own.
pytestmark = pytest.mark.slow

PITCHED = scenarios.load("as_pitched")
FORMATS = {"report.xlsx": xlsx.write, "report.zip": datapackage.write}


def csv_of(report) -> bytes:
    with zipfile.ZipFile(io.BytesIO(datapackage.write(report))) as files:
        return files.read("parameters.csv")


def refused(name: str, content: bytes) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        read_upload(name, content)
    for found in caught.value.problems:
        for language in ("en", "zh"):
            assert Words(language).problem(found)
    return [str(found) for found in caught.value.problems]


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def edited(content: bytes, change: Callable[[Workbook], None]) -> bytes:
    """A workbook after somebody has changed and saved it."""
    book = load_workbook(io.BytesIO(content))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def set_value(name: str, value: object) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        sheet = book["Parameters"]
        row = next(row for row in sheet.iter_rows() if row[-1].value == name)
        row[2].value = value
    return change


def with_part(content: bytes, name: str, data: bytes) -> bytes:
    """A zip with one entry more, or another in its place."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, \
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("language", long_after(1, LANGUAGES))
@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("path", long_after(3, GOLDEN), ids=lambda path: path.stem)
def test_a_report_opens_as_its_scenario(path, name: str, language: str) -> None:
    report = of_golden(path, language, longest=90)
    scenario = report.request.shared.scenario
    found = read_upload(name, FORMATS[name](report))
    assert found.scenario == scenario
    assert fingerprint(found.scenario) == fingerprint(scenario)
    assert found.title(language) == report.title


@pytest.mark.slow
@settings(few_examples, max_examples=6)
@given(drawn(40))
def test_any_report_opens_as_its_scenario(scenario: Scenario) -> None:
    report = of_scenario(scenario)
    for name, write in FORMATS.items():
        found = read_upload(name, write(report)).scenario
        assert found == scenario
        assert fingerprint(found) == fingerprint(scenario)
    assert read_upload("parameters.csv", csv_of(report)).scenario.flat == scenario.flat


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_uncertain_comes_back(name: str) -> None:
    report = uncertain()
    found = read_upload(name, FORMATS[name](report))
    assert found.uncertainty is not None
    assert found.uncertainty.values == report.request.uncertain.values


@pytest.mark.parametrize(
    "title", long_after(2, [title for title in HOSTILE if title == title.strip()]))
@pytest.mark.parametrize("name", FORMATS)
def test_titles_come_back_letter_by_letter(name: str, title: str) -> None:
    report = of_golden(GOLDEN[0], longest=30, title=title)
    assert read_upload(name, FORMATS[name](report)).title("en") == title


def test_what_a_file_is_its_content_says() -> None:
    report = of_golden(GOLDEN[0], longest=30)
    for content in (xlsx.write(report), datapackage.write(report), report.toml.encode(),
                    csv_of(report)):
        assert read_upload("scenario.bin", content).scenario == report.request.shared.scenario


def test_a_value_edited_in_a_spreadsheet_wins() -> None:
    report = of_golden(GOLDEN[0], longest=30)
    scenario = report.request.shared.scenario
    fee = f"campaigns.{scenario.rows('campaigns')[0]}.sell_fee"
    curve = "growth.curve"
    content = edited(xlsx.write(report), set_value(fee, 0.35))
    content = edited(content, set_value(curve, "constant"))
    assert read_upload("a.xlsx", content).scenario == scenario.replace(
        {fee: 0.35, curve: "constant"})


def test_an_emptied_optional_value_is_absent_and_any_other_refused() -> None:
    report = of_golden(next(path for path in GOLDEN if path.stem == "stop_gifting"), longest=200)
    scenario = report.request.shared.scenario
    days, fee = "campaigns.main.issue_days", "campaigns.main.sell_fee"
    content = edited(xlsx.write(report), set_value(days, None))
    assert read_upload("a.xlsx", content).scenario == scenario.replace({days: None})
    assert refused("a.xlsx", edited(xlsx.write(report), set_value(fee, None))) == [
        f"{fee}: the value is missing; permitted is 0 ≤ x < 1"]


@pytest.mark.parametrize(("value", "message"), [
    (1.5, "campaigns.main.sell_fee = 1.5: permitted is 0 ≤ x < 1"),
    ("much", "campaigns.main.sell_fee = much: a finite number is needed, 0 ≤ x < 1"),
    (True, "campaigns.main.sell_fee = True: a finite number is needed, 0 ≤ x < 1"),
    ("=1+1", "campaigns.main.sell_fee: a formula whose value was never computed; open the file in "
     "a spreadsheet, save it"),
])
def test_refusals_name_field_value_and_range(value: object, message: str) -> None:
    report = of_golden(next(path for path in GOLDEN if path.stem == "as_pitched"), longest=30)
    content = edited(xlsx.write(report), set_value("campaigns.main.sell_fee", value))
    assert message in refused("a.xlsx", content)


def test_lists_of_names_and_values_follow_the_rules_of_documents() -> None:
    rows = [("name", "value"), ("base", "as_pitched"), ("title", "My terms"),
            ("campaigns.main.sell_fee", 0.3), ("horizon.days", 90)]
    changed = PITCHED.scenario.replace({"campaigns.main.sell_fee": 0.3, "horizon.days": 90})
    text = "\n".join(",".join(map(str, row)) for row in rows)
    for content in (workbook(*rows), text.encode(), text.replace(",", ";").encode("utf-16"),
                    text.replace("My terms", "我的条款").encode("gb18030")):
        found = read_upload("mine.csv", content)
        assert found.scenario == changed
        assert found.base == "as_pitched"
        assert found.title("en") in ("My terms", "我的条款")


def test_values_left_out_take_their_declared_default() -> None:
    rows = b"name,value\nsegments.a.share,1\nproducts.b.price,1000\ncampaigns.c.start_day,0\n"
    found = read_upload("few.csv", rows)
    toml = b"[segments.a]\nshare=1\n[products.b]\nprice=1000\n[campaigns.c]\nstart_day=0\n"
    assert found.scenario == scenarios.read(toml, "few").scenario


def test_shares_may_be_typed_in_per_cent_and_lists_entry_by_entry() -> None:
    rows = (b"name,value\nbase,as_pitched\ncampaigns.main.sell_fee,30%\ngrowth.curve,series\n"
            b"growth.series[1],20\ngrowth.series[0],10\n")
    found = read_upload("a.csv", rows).scenario
    assert found["campaigns.main.sell_fee"] == 0.3
    assert found["growth.series"] == (10.0, 20.0)


@pytest.mark.parametrize(("rows", "message"), [
    (b"name,value\nbase,as_pitched\ncampaigns.main.sel_fee,1\n", "campaigns.main.sel_fee: there is "
     "no such field; the nearest known one is campaigns.main.sell_fee"),
    (b"name,value\nbase,as_pitched\nwallet.spend_rate,0\nwallet.spend_rate,1\n",
     "wallet.spend_rate: stands in two rows"),
    (b"name,value\nbase,as_pitched\ngrowth.series[1],1\n", "growth.series[0]: this entry is "
     "missing; the entries of a list are numbered from 0 without a gap"),
    (b"name,value\n=cmd|x,1\n", "=cmd|x: not the name of a parameter"),
    (b"name,value\nbase,nothing\n", "base = nothing: permitted is as_pitched"),
    (b"name,value\n" + b"a.b,1\n" * 20_001, "upload: more than 20000 rows of names and values"),
    (b"name,value\n" + b"a." * 50_000 + b"b,1\n", "not the name of a parameter"),
    (b"name,value\n\"" + b"x" * 200_000 + b"\",1\n", "the quote that opens in line 2"),
    (b"\x89PNG\r\n\x1a\n\x00\x00", "upload: neither TOML, XLSX nor CSV"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1", "upload: an old or an encrypted Excel file"),
    (b"PK\x03\x04broken", "upload: damaged or encrypted, it cannot be unpacked"),
    (b"x" * 4_000_001, "upload: 4000001 bytes; permitted is n ≤ 4000000"),
    (b"1 = = 2", "upload: not a TOML document"),
])
def test_other_files_are_refused(rows: bytes, message: str) -> None:
    assert any(message in told for told in refused("upload.csv", rows))


def test_workbooks_without_a_scenario_are_refused() -> None:
    assert "holds no scenario" in refused("a.xlsx", workbook(("price", "pool"), (1, 2)))[0]


def test_a_row_far_down_costs_nothing() -> None:
    book = Workbook()
    book.active.append(("name", "value"))
    book.active.append(("base", "as_pitched"))
    book.active.cell(1_048_576, 16_384).value = 1
    content = io.BytesIO()
    book.save(content)
    assert "20000 rows" in refused("far.xlsx", content.getvalue())[0]


BOMB = (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        b"<a>&b;</a>")


@pytest.mark.parametrize("part", [
    BOMB, b"  " + BOMB, b"\xef\xbb\xbf" + BOMB, BOMB.decode().encode("utf-16"),
    BOMB.decode().encode("utf-16-le"), b"<!DOCTYPE a><a/>", b"<!-- -->" + BOMB,
    BOMB.replace(b'"1.0"?', b'"1.0" encoding="cp037"?'), b"<?x y?>" + BOMB,
])
@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/worksheets/sheet1.xml",
                                  "[Content_Types].xml", "xl/media/image1.png"])
def test_xml_that_declares_entities_is_refused(part: bytes, name: str) -> None:
    content = with_part(workbook(("name", "value"), ("base", "as_pitched")), name, part)
    assert "is not plain XML" in refused("a.xlsx", content)[0]


def test_zips_that_unpack_to_too_much_are_refused() -> None:
    book = workbook(("name", "value"), ("base", "as_pitched"))
    assert "unpacks to" in refused("a.xlsx", with_part(book, "xl/a.xml", b" " * 30_000_000))[0]


def test_zips_of_many_files_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as files:
        for number in range(archive.ENTRIES_LIMIT + 1):
            files.writestr(str(number), b"")
    assert "permitted is n ≤ 500" in refused("a.zip", out.getvalue())[0]


def test_a_size_that_the_directory_hides_is_not_unpacked() -> None:
    """An entry that says it is small and is not: nobody reads beyond what it says."""
    content = with_part(workbook(("name", "value")), "scenario.toml", b"#" * 5_000_000)
    real = (5_000_000).to_bytes(4, "little")
    lied = content.replace(real, (1000).to_bytes(4, "little"))
    assert refused("a.zip", lied)


def test_macros_and_links_are_not_looked_at() -> None:
    report = of_golden(GOLDEN[0], longest=30)
    content = with_part(xlsx.write(report), "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"\x00" * 99)
    assert read_upload("a.xlsm", content).scenario == report.request.shared.scenario


def test_numbers_that_differ_in_the_last_digits_only_are_not_edits() -> None:
    """A spreadsheet keeps fifteen digits; a change in the twelfth is one."""
    report = of_golden(GOLDEN[0], longest=30)
    scenario = report.request.shared.scenario
    name = next(name for name in scenario.names() if name.endswith("attention_half_life"))
    value = scenario[name] + 1 / 3
    changed = of_scenario(scenario.replace({name: value}))
    for digits, same in ((15, True), (11, False)):
        typed = set_value(name, float(f"{value:.{digits}g}"))
        found = read_upload("a.xlsx", edited(xlsx.write(changed), typed)).scenario
        assert (found[name] == value) is same


def test_reports_state_the_value_that_is_read() -> None:
    """The yellow cell holds the plain value, not what is printed."""
    report = of_golden(GOLDEN[0], longest=30)
    frame = parameters(report)
    values = dict(zip(frame.column("name").values, frame.column("value").values, strict=True))
    for name, value in report.request.shared.scenario.flat.items():
        assert values.get(name) == value or re.search(r"series$", name)
