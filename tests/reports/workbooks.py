"""Workbooks as the tests of the XLSX report read, change and recalculate them."""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.reports.office import converted


def opened(content: bytes, values: bool = True) -> Workbook:
    return load_workbook(io.BytesIO(content), data_only=values)


def cells(sheet: Worksheet) -> list[object]:
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


def calculated(contents: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """Workbooks by name as LibreOffice calculates them, in one start."""
    paths = [folder / f"{number}.xlsx" for number in range(len(contents))]
    for path, content in zip(paths, contents.values(), strict=True):
        path.write_bytes(content)
    return dict(zip(contents, converted(paths, "xlsx", folder), strict=True))


def with_values(content: bytes, title: str, values: Mapping[str, float]) -> bytes:
    """The workbook with other numbers in some cells of a sheet, typed over formulas where these
    stand there; the values beside other formulas stay.
    """
    part = f"xl/worksheets/sheet{opened(content).sheetnames.index(title) + 1}.xml"
    changed = []

    def typed(cell: re.Match[bytes]) -> bytes:
        place = re.search(rb'r="([A-Z]+[0-9]+)"', cell[1])[1].decode()
        if place not in values:
            return cell[0]
        changed.append(place)
        return b"<c%s><v>%s</v></c>" % (cell[1], repr(float(values[place])).encode())

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == part:
                data = re.sub(rb"<c( r=[^>]*[^/>])>(?:<f>[^<]*</f>)?<v>[^<]*</v></c>", typed, data)
            new.writestr(name, data)
    assert sorted(changed) == sorted(values)
    return out.getvalue()
