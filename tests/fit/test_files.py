"""Files as programs write them: encodings, delimiters, rows of other lengths, hostile zips."""

import io
import zipfile

import pytest
import xlsxwriter

from fit.imported import import_orders
from fit.refusals import Refused
from fit.sheets import read_sheets
from model import ScenarioError
from tests.fit.exports import of_text

TEXT = "订单号,会员ID,付款时间,实付金额\n" + "".join(
    f"A{n},u{n % 7},2024-01-{n:02},{n}.50\n" for n in range(1, 29))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_text_is_read_however_it_is_written(encoding: str, delimiter: str, end: str) -> None:
    found = of_text(TEXT.replace(",", delimiter).replace("\n", end), encoding=encoding)
    assert (found.orders, found.customers, found.rows) == (28, 7, 28)
    assert found.sales_cents == 100 * 406 + 50 * 28


def test_title_rows_above_the_header_are_passed_over() -> None:
    found = of_text("某某商贸有限公司\n\n导出时间：2024-11-01,操作员\n" + TEXT)
    assert found.header_row == 4
    assert found.orders == 28


def test_rows_of_other_lengths_are_read_in_their_places() -> None:
    """Some exports leave out trailing blanks, others end each row with a delimiter."""
    head, *rows = TEXT.splitlines()
    odd = [row + ",,extra" if n % 5 == 0 else row for n, row in enumerate(rows)]
    found = of_text("\n".join([head + ",备注", *odd, "合计"]) + "\n")
    assert found.dropped == {"total_row": 1}
    assert found.orders == 28
    ended = of_text("\n".join([head, *(row + "," for row in rows)]))
    assert ended.orders == 28


def test_quotes_and_lines_within_cells() -> None:
    head, *rows = TEXT.splitlines()
    told = [f'{row},"a ""pen"", red\nand blue"' for row in rows]
    assert of_text("\n".join([head + ",商品", *told])).orders == 28


def test_a_quote_that_is_never_closed_does_not_swallow_the_file() -> None:
    head, *rows = TEXT.splitlines()
    rows[3] += ',"5" screen'
    rows = [row if n == 3 else row + ",pen" for n, row in enumerate(rows)]
    assert of_text("\n".join([head + ",商品", *rows]) + "\n").orders >= 27


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 50, "not_text"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "not_text"), (b"PK\x03\x04nothing", None),
        ("姓名,电话\n甲,1\n".encode(), "no_header"), (b"", "no_header"),
    ])
def test_what_is_no_export_is_refused(content: bytes, code: str | None) -> None:
    with pytest.raises(ScenarioError) as refused:
        import_orders("x", content)
    assert getattr(refused.value, "code", None) == code


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fit.texts.ROWS_LIMIT", 20)
    with pytest.raises(Refused, match="permitted is n ≤ 20 rows"):
        of_text(TEXT)


def workbook(**cells: object) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("订单号", "会员ID", "付款时间", "实付金额"))
        for n in range(1, 5):
            sheet.write_row(n, 0, (f"A{n}", 880000 + n, 45296 + n, 1.5))
        for place, value in cells.items():
            sheet.write(place, value)
    return file.getvalue()


def test_numbers_of_a_sheet_are_ids_and_days() -> None:
    found = import_orders("x", workbook())
    assert (found.orders, found.customers, found.sales_cents) == (4, 4, 600)


def test_ids_too_long_for_a_sheets_numbers_are_rounded() -> None:
    found = import_orders("x", workbook(B2=1930679858170000001))
    assert found.error is not None
    assert found.error.code == "ids_rounded"


def test_a_far_cell_sets_no_memory_aside() -> None:
    """The rectangle up to it would take hundreds of gigabytes."""
    with pytest.raises(Refused, match="cells"):
        read_sheets("x", workbook(XFD1048576="x"))


def test_damaged_workbooks_are_refused_in_our_words() -> None:
    whole = workbook()
    damaged = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(damaged, "w") as target:
        for entry in source.namelist():
            text = source.read(entry)
            target.writestr(entry, text[: len(text) // 2] if "sheet1" in entry else text)
    for content in (whole[: len(whole) // 2], damaged.getvalue()):
        with pytest.raises(ScenarioError):
            import_orders("x", content)


@pytest.mark.parametrize(("opened", "closed"), [(5, 5), (5, 6), (5, 20), (5, None), (20, None)])
def test_rows_within_a_cell_are_seen(opened: int, closed: int | None) -> None:
    """A stray quotation mark and perhaps a later one make one cell of all between them. Where
    nothing else is quoted, marks mean nothing; else the row is named, for no reading is sure."""
    head, *rows = TEXT.splitlines()
    rows[opened] = rows[opened].replace(",u", ',"u')
    if closed is not None:
        rows[closed] = rows[closed].replace(",2024", '",2024')
    assert of_text("\n".join([head, *rows]) + "\n").orders == 28
    told = [f'{row},"red, blue"' for row in rows]
    text = "\n".join([head + ",商品", *told]) + "\n"
    if closed == opened:
        assert of_text(text).orders == 28
    else:
        with pytest.raises(Refused, match=f"in row {opened + 2} is not closed"):
            of_text(text)


def test_notes_of_several_lines_are_no_rows() -> None:
    head, *rows = TEXT.splitlines()
    told = [row.replace(",", f',"see, {n}\n a, b, c, d, e\nthanks, bye",', 1)
            for n, row in enumerate(rows)]
    assert of_text("\n".join([head.replace(",", ",备注,", 1), *told]) + "\n").orders == 28


@pytest.mark.parametrize("end", ["", "\n", "\r\n\r\n"])
def test_a_header_alone_holds_no_orders(end: str) -> None:
    found = of_text(TEXT.splitlines()[0] + end)
    assert found.orders == 0
    assert found.error is not None
    assert found.error.code == "too_few"
