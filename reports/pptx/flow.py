"""Text and tables one under the other, over as many slides as they need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pptx.slide import Slide

from reports.blocks import Paragraph, Points, Table
from reports.pptx import tables, template
from reports.pptx.slides import POINT, ROOM, TALL, Slides
from reports.pptx.text import Para, Run, para
from reports.pptx.texts import clean, line_height, reach, wrapped
from reports.pptx.theme import MUTED, TEXT

SIZE, SMALL = 14.0, 12.0
BETWEEN = 12.0
"""Points between a table and what follows."""
ROWS = 3
"""A table begins on a slide if so many rows fit, or all of it."""


@dataclass(frozen=True)
class Part:
    """What stands on a slide: paragraphs, or rows of a table under its name."""

    height: float
    paras: tuple[Para, ...] = ()
    drawn: tables.Grid | None = None
    table: Table | None = None
    notes: tuple[str, ...] = ()


@dataclass
class Page:
    """A slide's parts, and how many points of it are left."""

    parts: list[Part] = field(default_factory=list)
    left: float = TALL

    def add(self, part: Part) -> None:
        self.parts.append(part)
        self.left -= part.height + BETWEEN

    @property
    def only_text(self) -> bool:
        return all(part.drawn is None for part in self.parts)

    @property
    def only_tables(self) -> bool:
        return all(part.drawn is not None for part in self.parts)


def texts(block: Paragraph | Points, size: float = SIZE) -> list[Para]:
    """Its paragraphs."""
    items = block.items if isinstance(block, Points) else (block,)
    made = []
    for item in items:
        lead = Run(clean(item.lead) + " " * bool(item.text), size, True, TEXT)
        body = Run(clean(item.text), size, item.strong or None, TEXT)
        runs = (lead, body) if item.lead else (body,)
        made.append(Para(runs, 0.45 * size, isinstance(block, Points)))
    return made


Laid = Para | tuple[Table, Sequence[str], Sequence[str]]
"""A paragraph, or a table with the columns that are drawn and what the speaker is told."""


def pages(parts: Sequence[Laid]) -> list[Page]:
    """Paragraphs and tables in their order over slides, tables in the largest letters that need no
    more slides than the smallest.
    """
    fewest = _pages(parts, tables.SIZES[-1])
    for size in tables.SIZES:
        found = _pages(parts, size)
        if len(found) <= len(fewest):
            return found
    return fewest


def _pages(parts: Sequence[Laid], size: float) -> list[Page]:
    made = [Page()]
    for part in parts:
        if isinstance(part, Para):
            for piece in _pieces(part):
                after = 3.0 * SIZE if piece.heading else 0.0
                apart = piece.heading and not made[-1].only_text
                if apart or piece.height(ROOM) + after > made[-1].left:
                    made.append(Page())
                made[-1].add(Part(piece.height(ROOM) - BETWEEN + 2, (piece,)))
        else:
            _lay(part, size, made)
    return [page for page in made if page.parts]


def _pieces(given: Para) -> Iterator[Para]:
    """A paragraph as it is, or cut where it is longer than a slide."""
    size = given.runs[-1].size or SIZE
    most = int((TALL - 20) / (size * line_height(given.text)))
    lines = wrapped(given.text, ROOM - 20, size, any(run.bold for run in given.runs))
    if len(lines) <= most:
        yield given
        return
    begun = 0
    for start in range(0, len(lines), most):
        ended = reach(given.text, lines[start:start + most], begun)
        run = Run(given.text[begun:ended].strip(), size, None, TEXT)
        yield Para((run,), given.space, given.bullet and not start)
        begun = ended


def _lay(
    part: tuple[Table, Sequence[str], Sequence[str]], size: float, made: list[Page]
) -> None:
    """Rows of a table, kept together where a slide holds them, else continued on the next."""
    table, columns, notes = part
    head, note = _head(table), _note(table)
    above, below = head.height(ROOM) + 4, note.height(ROOM) + 4 if note else 0.0
    drawn = tables.grid(table.rows, columns, table.wide, ROOM, size)
    start, count = 0, len(table.rows)
    whole, even = TALL - above - below, _even(drawn, TALL - above - below)
    while start < count:
        room = made[-1].left - above - below
        fits = drawn.fitting(start, room if made[-1].parts else min(room, even))
        apart = fits < count - start and (drawn.height <= whole or fits < ROWS)
        if apart and made[-1].parts:
            made.append(Page())
            continue
        stop = start + max(1, fits)
        rows, last = drawn.part(start, stop), stop >= count
        paras = (head, *((note,) if note and last else ()))
        made[-1].add(Part(above + rows.height + (below if last else 0.0), paras, rows, table,
                          tuple(notes) if not start else ()))
        start = stop
        if not last:
            made.append(Page())


def _even(drawn: tables.Grid, room: float) -> float:
    """Points a slide when a table that needs several is spread evenly over them."""
    head, *rows = drawn.heights
    slides = -(-sum(rows) // (room - head))
    return float(head + sum(rows) / slides + max(rows)) if slides > 1 else room


def _head(table: Table) -> Para:
    return para(table.title, SMALL, True, TEXT)


def _note(table: Table) -> Para | None:
    return para(table.note, 10.5, None, MUTED) if table.note else None


def draw(
    slides: Slides, given: Sequence[Page], titles: Sequence[str], kicker: str,
    notes: Sequence[str], colours: dict[str, str],
) -> None:
    """A slide a page; `titles` one each."""
    for page, title in zip(given, titles, strict=True):
        told = [line for part in page.parts for line in part.notes]
        if page is given[0] or not told:
            said = (piece.text for part in page.parts for piece in part.paras)
            told += [line for line in (*said, *notes) if line not in told]
        slide = slides.slide("text" if page.only_text else "plain", title, kicker, told)
        if page.only_text:
            slides.text(slide, [piece for part in page.parts for piece in part.paras])
            continue
        top = float(template.TOP)
        for part in page.parts:
            _draw_part(slides, slide, part, top, colours, titled=len(page.parts) == 1)
            top += (part.height + BETWEEN) * POINT


def _draw_part(
    slides: Slides, slide: Slide, part: Part, top: float, colours: dict[str, str], titled: bool
) -> None:
    if part.drawn is None or part.table is None:
        tall = sum(each.height(ROOM) for each in part.paras)
        room = (template.LEFT, top, template.ROOM, tall * POINT)
        slides.box(slide, slides.words("Text"), room, part.paras)
        return
    head, *note = part.paras
    if not titled:
        tall = head.height(ROOM) + 4
        place = (template.LEFT, top, template.ROOM, tall * POINT)
        slides.box(slide, slides.words("Heading"), place, [head])
        top += tall * POINT
    table = part.table
    alt = " ".join(text for text in (table.title + ".", table.help, table.note) if text)
    slides.table(slide, part.drawn, top, table.title, alt, colours)
    if note:
        top += (part.drawn.height + 4) * POINT
        tall = note[0].height(ROOM) * POINT
        slides.box(slide, slides.words("Note"), (template.LEFT, top, template.ROOM, tall), note)
