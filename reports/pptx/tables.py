"""Native tables: widths of columns, heights of rows, and how many rows a slide holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Emu

from reports.pptx.chart_xml import fill, stroke
from reports.pptx.text import A, Run, cut, run_of
from reports.pptx.texts import LINE, clean, line_height, pieces, width, wrapped
from reports.pptx.theme import LINE_COLOUR, PRIMARY, TEXT
from wording import Words

SIZES = (14.0, 12.5, 11.0)
"""Letters, in points: the largest in which a table fits on a slide."""
SIDE, ABOVE = 5.0, 3.0
"""Points of room in a cell, beside and above its text."""
POINT = 12_700
SHORT = 4
"""A head of so few letters is not broken."""
LONGEST = 20
"""Lines of a cell; what is longer is shortened on the slide and stands in the notes."""

_NUMBER = re.compile(r"[+−-]?(?:¥|[A-Z]{3} )?\d")
_NARROW, _LONG_NUMBER = 150.0, 16


@dataclass(frozen=True)
class Grid:
    """A table as it is drawn: texts by row (the first names the columns), widths of the columns and
    heights of the rows in points; `right` columns hold numbers.
    """

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    right: tuple[bool, ...]
    size: float

    def part(self, start: int, stop: int) -> Grid:
        """Rows `start` … `stop` (counted without the head) under the same head."""
        return Grid((self.rows[0], *self.rows[1 + start:1 + stop]), self.widths,
                    (self.heights[0], *self.heights[1 + start:1 + stop]), self.right, self.size)

    @property
    def height(self) -> float:
        return sum(self.heights)

    def fitting(self, start: int, room: float) -> int:
        """How many rows from `start` on fit into `room` points beside the head."""
        left, count = room - self.heights[0], 0
        for tall in self.heights[1 + start:]:
            left -= tall
            if left < 0:
                break
            count += 1
        return count


def grid(
    rows: Sequence[Mapping[str, object]], columns: Sequence[str], wide: Sequence[str], room: float,
    size: float = SIZES[-1],
) -> Grid:
    """The drawing of `rows` across `room` points in letters of `size`."""
    texts = [tuple(clean(name) for name in columns)]
    texts += [tuple(clean(str(row[name])) for name in columns) for row in rows]
    widths = _widths(texts, [name in wide for name in columns], room, size)
    texts = [tuple(cut(text, across - 2 * SIDE, size, LONGEST, bold=not at)
                   for text, across in zip(row, widths, strict=True))
             for at, row in enumerate(texts)]
    heights = tuple(_height(row, widths, size, bold=not at) for at, row in enumerate(texts))
    return Grid(tuple(texts), widths, heights, tuple(
        bool(at) and _numeric([row[at] for row in texts[1:]]) for at in range(len(columns))), size)


def _numeric(cells: Sequence[str]) -> bool:
    """Whether a column holds short numbers; what is not defined says nothing of it."""
    told = [cell for cell in cells if cell not in ("", Words.undefined)]
    return bool(told) and all(len(cell) <= _LONG_NUMBER for cell in told) and (
        sum(bool(_NUMBER.match(cell)) for cell in told) >= 0.6 * len(told))


def _widths(
    texts: Sequence[tuple[str, ...]], wide: Sequence[bool], room: float, size: float
) -> tuple[float, ...]:
    """What each column needs on one line, heads wrapped where there is no room for them, but no
    more than its part: sentences share what names and numbers leave; no column is narrower than
    its longest word.
    """
    count = len(texts[0])
    pad = 2 * SIDE + 2
    head = [width(name, size, bold=True) + pad for name in texts[0]]
    least = [max(head[at] if len(texts[0][at]) <= SHORT else 0.0,
                 *(_longest(row[at], size, bold=not n) + pad for n, row in enumerate(texts)))
             for at in range(count)]
    need = [max(least[at], *(width(row[at], size) + pad for row in texts[1:]))
            for at in range(count)]
    whole = [max(pair) for pair in zip(need, head, strict=True)]
    for wanted, base in ((whole, whole), (need, [w - n for w, n in zip(whole, need, strict=True)])):
        spare = room - sum(wanted)
        if spare >= 0 and sum(base) > 0:
            return tuple(each + spare * part / sum(base)
                         for each, part in zip(wanted, base, strict=True))
    cap = [each if wide[at] else min(each, max(_NARROW, least[at])) for at, each in enumerate(need)]
    least = [min(each, room / count) for each in least]
    fixed = sum(each for at, each in enumerate(cap) if not wide[at])
    share = max(0.0, room - fixed)
    long = sum(each**0.5 for at, each in enumerate(cap) if wide[at])
    found = [max(least[at], share * each**0.5 / long if wide[at] else each)
             for at, each in enumerate(cap)]
    over = sum(found) - room
    slack = [max(0.0, each - least[at]) for at, each in enumerate(found)]
    if over > 0 and sum(slack) > 0:
        found = [each - over * slack[at] / sum(slack) for at, each in enumerate(found)]
    return tuple(each * room / sum(found) for each in found)


def _longest(text: str, size: float, bold: bool) -> float:
    return max((width(piece.rstrip(), size, bold) for piece in pieces(text)), default=0.0)


def _height(row: Sequence[str], widths: Sequence[float], size: float, bold: bool) -> float:
    return max(
        len(wrapped(text, across - 2 * SIDE, size, bold)) * size * line_height(text)
        for text, across in zip(row, widths, strict=True)
    ) + 2 * ABOVE


def draw(
    slide: Slide, drawn: Grid, left: int, top: int, language: str, colours: Mapping[str, str],
) -> GraphicFrame:
    """The table at a place of the slide; cells whose text is among `colours` are tinted so."""
    frame = slide.shapes.add_table(1, 1, Emu(left), Emu(top), Emu(round(sum(drawn.widths) * POINT)),
                                   Emu(round(drawn.height * POINT)))
    table = frame.table._tbl
    made = A.tbl(
        A.tblPr(A.tableStyleId("{2D5ABB26-0587-4C30-8999-92F81FD0307C}"), firstRow="1"),
        A.tblGrid(*(A.gridCol(w=str(round(across * POINT))) for across in drawn.widths)),
        *(A.tr(*(_cell(text, drawn.size, right, _anchor(at, tall, drawn.size), language,
                       colours.get(text))
                 for text, right in zip(row, drawn.right, strict=True)),
               h=str(round(tall * POINT)))
          for at, (row, tall) in enumerate(zip(drawn.rows, drawn.heights, strict=True))))
    table.getparent().replace(table, made)
    return frame


def _anchor(at: int, tall: float, size: float) -> str:
    """The head stands on its line; rows of one line have one middle, whatever their fonts."""
    if not at:
        return "b"
    return "ctr" if tall < 2 * LINE * size + 2 * ABOVE else "t"


def _cell(
    text: str, size: float, right: bool, anchor: str, language: str, tint: str | None
) -> Element:
    head = anchor == "b"
    look = Run(text, size, head or tint is not None, PRIMARY if head else TEXT)
    line = stroke(PRIMARY if head else LINE_COLOUR, 1.25 if head else 0.75)
    below = A.lnB(*line, w=line.get("w"))
    back = fill(tint, 0.3) if tint else A.noFill()
    none = [A(tag, A.noFill(), w="0") for tag in ("lnL", "lnR", "lnT")]
    side, above = (str(round(part * POINT)) for part in (SIDE, ABOVE))
    return A.tc(
        A.txBody(A.bodyPr(), A.lstStyle(), A.p(
            A.pPr(algn="r" if right else "l"),
            run_of(look, language) if text else A.endParaRPr(sz=str(round(size * 100))))),
        A.tcPr(*none, below, back, marL=side, marR=side, marT=above, marB=above,
               anchor=anchor))
