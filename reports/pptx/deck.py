"""A report's sections as slides: the story first, long tables behind it as an appendix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pptx.enum.text import MSO_ANCHOR

from analysis.batches import Progress, go_on
from analysis.claims import VERDICTS
from answers.ranges import sentence
from answers.tiles import Told
from charts.claims import COLOURS
from model import MODEL_VERSION
from reports.blocks import Block, Chart, Numbers, Paragraph, Points, Section, Table
from reports.content import Report
from reports.pptx import cover, flow, notes, template
from reports.pptx.client import Look, look_of
from reports.pptx.slides import POINT, ROOM, TALL, Slides
from reports.pptx.text import Para, Run, cut, para
from reports.pptx.texts import clean, line_height, width
from reports.pptx.theme import BAD, GOOD, MUTED, TEXT
from reports.series import plot
from scenarios.documents import fingerprint
from wording import Words

FOOTED = 480.0
"""Points of the footer that a title may take."""

APPENDIX = ("assumptions", "again")
"""Sections that stand behind the story as a whole."""
BEHIND = ("headlines", "join-months", "percentiles", "distributions", "choices", "account", "team",
          "benchmarks", "cases", "statements")
"""Tables that stand there too."""

CHART_WIDE, PANEL = 8.75 * 72 * POINT, 2.98 * 72 * POINT
CHANGE_COLOURS = {"green": GOOD, "red": BAD, "gray": MUTED}
HEAD, GAP = 22.0 * POINT, 0.2 * 72 * POINT
"""Of a group's title above its tiles, and between tiles."""
SMALL = 10.5
"""Letters of a tile's help, in points."""
LETTERS = ((30.0, 13.0, SMALL), (22.0, 12.0, 10.0), (18.0, 11.0, 9.0), (14.0, 10.0, 8.0))
"""Points of a tile's number, of what stands beside it and of its range: the first that fit."""
ARROWS = {"up": "▲ ", "down": "▼ ", "off": ""}


def deck(report: Report, progress: Progress | None = None) -> Slides:
    """All slides of a report. Raises Cancelled, ScenarioError."""
    words, shared = report.words, report.request.shared
    title = cut(clean(report.title), FOOTED, 10.0, 1)
    slides = Slides(words, words(
        "{title} · scenario {fingerprint} · model version {version}", title=title,
        fingerprint=fingerprint(shared.scenario), version=MODEL_VERSION), _look(report))
    slides.begin(report.title)
    cover.draw(slides, report)
    behind = list(_appendix(report))
    story = [section for section in report.sections if section.key not in APPENDIX]
    parts = [*(_without(section, BEHIND) for section in story), *behind]
    for done, section in enumerate(parts):
        go_on(progress, done, len(parts))
        if section is behind[0]:
            slides.begin(words("Appendix"))
            cover.divide(slides, words("Appendix"), [each.title for each in behind])
        slides.begin(section.title)
        _draw(slides, section, report)
    slides.end()
    go_on(progress, len(parts), len(parts))
    return slides


def _look(report: Report) -> Look | None:
    """That of the client's template, if one is given. Raises ScenarioError."""
    given = report.request.template
    return look_of("template", given) if given else None


def _without(section: Section, keys: Sequence[str]) -> Section:
    """The section without tables of these keys."""
    kept = (block for block in section.blocks
            if not (isinstance(block, Table) and block.key in keys))
    return Section(section.key, section.title, tuple(kept))


def _appendix(report: Report) -> Iterator[Section]:
    """Long tables under their sections' names, then the sections that are nothing else."""
    for section in report.sections:
        if section.key in APPENDIX:
            continue
        kept = tuple(block for block in section.blocks
                     if isinstance(block, Table) and block.key in BEHIND)
        if kept:
            yield Section(section.key, section.title, kept)
    yield from (section for section in report.sections if section.key in APPENDIX)


def _draw(slides: Slides, section: Section, report: Report) -> None:
    """A section's slides: its verdict is the title of the first one."""
    blocks = list(section.blocks)
    verdict = next((each for each in blocks if isinstance(each, Paragraph) and each.strong), None)
    if verdict and len(blocks) > 1 and section.key != "summary":
        blocks.remove(verdict)
        first = verdict.text
    else:
        first = ""
    waiting: list[Block] = []
    for block in blocks:
        if not isinstance(block, Chart | Numbers):
            waiting.append(block)
            continue
        extra = _short(waiting)
        if not extra:
            first = _flow(slides, section, waiting, first, report)
        if isinstance(block, Chart):
            _chart(slides, block, section, first, extra, report)
        else:
            _numbers(slides, block, section, first, extra, report)
        waiting, first = [], ""
    _flow(slides, section, waiting, first, report)


def _short(waiting: Sequence[Block]) -> list[str]:
    """Sentences that fit beside a chart."""
    if all(isinstance(block, Paragraph) for block in waiting):
        told = [block.text for block in waiting if isinstance(block, Paragraph)]
        return told if sum(map(len, told)) < 320 else []
    return []


def _flow(
    slides: Slides, section: Section, waiting: Sequence[Block], first: str, report: Report
) -> str:
    """Text and tables on slides of their own; what is left of the title."""
    if not waiting:
        return first
    words = report.words
    pages = _pages(section, waiting, report)
    told = [words("Sentences made from results: see the headline numbers and the figures.")
            if section.key == "summary" else section.title, notes.computed(report)]
    if section.key == "again":
        told += report.toml.splitlines()
    flow.draw(slides, pages, _titles(pages, section, first, words),
              section.title, told,
              verdict_colours(words))
    return ""


def _pages(section: Section, waiting: Sequence[Block], report: Report) -> list[flow.Page]:
    """What each slide holds, in the largest letters that need no more slides than the smallest."""
    sizes = (16.0, 15.0, 14.0) if section.key == "summary" else (flow.SIZE, 13.0, 12.0)
    found = [flow.pages(list(_parts(waiting, size, report))) for size in sizes]
    return next(pages for pages in found if len(pages) <= len(found[-1]))


def _parts(waiting: Sequence[Block], size: float, report: Report) -> Iterator[flow.Laid]:
    for block in waiting:
        if isinstance(block, Table) and not block.rows:
            yield from flow.texts(Paragraph(block.note, lead=block.title), size)
        elif isinstance(block, Table):
            columns = _columns(block, report.words)
            left_out = [name for name in block.columns if name not in columns]
            yield block, columns, notes.of_table(block, left_out, report)
        elif isinstance(block, Paragraph | Points):
            yield from flow.texts(block, size)


def _titles(pages: Sequence[flow.Page], section: Section, first: str, words: Words) -> list[str]:
    """The verdict, else the names of the slide's tables, else the section's; parts counted."""
    named = []
    for at, page in enumerate(pages):
        tables = dict.fromkeys(part.table.title for part in page.parts if part.table)
        own = words("; ").join(tables) if page.only_tables else section.title
        if section.key == "claims" and page.only_text:
            own = words("What it would take")
        named.append(first if first and not at else own)
    counted: dict[str, int] = {}
    titles = []
    for name in named:
        counted[name] = counted.get(name, 0) + 1
        titles.append(name if named.count(name) == 1 else words(
            "{title} ({part} of {parts})", title=name, part=counted[name],
            parts=named.count(name)))
    return titles


def _columns(table: Table, words: Words) -> list[str]:
    """The columns that a slide has room for; the others stand in the notes."""
    aside = {words("Name in the files")}
    if table.key.startswith("parameters-"):
        aside |= {words("Unit"), words("Permitted"), words("Kind")}
    return [name for name in table.columns if name not in aside]


def verdict_colours(words: Words) -> dict[str, str]:
    """Tints of cells that say a verdict."""
    return {clean(words(VERDICTS[verdict])): colour for verdict, colour in COLOURS.items()}


def _chart(
    slides: Slides, chart: Chart, section: Section, first: str, extra: Sequence[str],
    report: Report,
) -> None:
    """A figure with what it shows beside it."""
    card = chart.card
    drawn = plot(card.figure)
    slide = slides.slide("plain", first or card.title, section.title,
                         notes.of_chart(chart, drawn, report))
    tall = template.BOTTOM - template.TOP
    place = (template.LEFT, template.TOP, CHART_WIDE, tall)
    if drawn.kind == "note":
        slides.panel(slide, card.title, place, [para(drawn.note, 16.0, None, MUTED)])
    else:
        slides.chart(slide, drawn, place, card.title, chart.alt)
    left = template.RIGHT - PANEL
    slides.box(slide, report.words("What is shown"), (left, template.TOP, PANEL, tall),
               _beside(card.title if first else "", card.help,
                       drawn.note if drawn.kind != "note" else "", extra, _source(report)))


def _beside(
    title: str, help: str, note: str, extra: Sequence[str], source: str
) -> list[Para]:
    """What stands beside a chart, in the largest letters in which it fits."""
    for size in (12.0, 11.0, 10.0, 9.0):
        made = [para(title, size + 2, True, TEXT)] if title else []
        made.append(para(help, size, None, TEXT, 4.0))
        made += [para(note, size, True, TEXT, 8.0)] if note else []
        made += [para(text, size, None, MUTED, 8.0) for text in extra]
        made.append(para(source, min(size, 10.0), None, MUTED, 10.0))
        if sum(each.height(PANEL / POINT) for each in made) <= TALL:
            break
    return made


def _source(report: Report) -> str:
    words, shared = report.words, report.request.shared
    return words("Source: Backstop, model version {version}, scenario {fingerprint}; baseline "
                 "{baseline}.", version=MODEL_VERSION, fingerprint=fingerprint(shared.scenario),
                 baseline=fingerprint(shared.baseline))


def _numbers(
    slides: Slides, block: Numbers, section: Section, first: str, extra: Sequence[str],
    report: Report,
) -> None:
    """Tiles three to a row, each group under its title; sentences below them."""
    slide = slides.slide("plain", first or section.title, section.title,
                         notes.of_numbers(block.tiles, report))
    said = [para(text, 11.0, None, MUTED) for text in extra]
    below = sum(each.height(ROOM) for each in said) * POINT
    rows = sum(-(-len(tiles) // 3) for tiles in block.groups.values())
    wide = (template.ROOM - 2 * GAP) / 3
    room = template.BOTTOM - template.TOP - below - len(block.groups) * HEAD - rows * GAP
    tall, top = min(2.45 * 72 * POINT, room / rows), float(template.TOP)
    for title, tiles in block.groups.items():
        slides.box(slide, clean(title), (template.LEFT, top, template.ROOM, HEAD),
                   [para(title, 12.0, True, TEXT)])
        for at, tile in enumerate(tiles):
            down, across = divmod(at, 3)
            place = (template.LEFT + across * (wide + GAP), top + HEAD + down * (tall + GAP), wide,
                     tall)
            slides.panel(slide, tile["label"], place,
                         _tile(tile, wide / POINT - 24, tall / POINT - 16, report.words),
                         MSO_ANCHOR.TOP)
        top += HEAD + (down + 1) * (tall + GAP)
    if said:
        slides.box(slide, report.words("Note"), (template.LEFT, top, template.ROOM, below), said)


def _stated(
    tile: Told, room: float, letters: tuple[float, float, float], words: Words
) -> list[Para]:
    """A number with its change and its range; `letters` of the number at most, of the others."""
    largest, beside, small = letters
    value = clean(tile["value"])
    size = next((size for size in (30.0, 26.0, 22.0, 18.0, 14.0)
                 if size <= largest and width(value, size, bold=True) <= room), 12.0)
    change = Run(ARROWS[tile["arrow"]] + clean(tile["change"]), beside, True,
                 CHANGE_COLOURS[tile["colour"]])
    made = [
        para(tile["label"], beside, True, MUTED), para(value, size, True, TEXT, 2.0),
        Para((change, Run("   " + clean(tile["baseline"]), beside - 1.0, None, MUTED)), 2.0),
    ]
    if "ranged" in tile:
        made.append(para(clean(sentence(tile["ranged"], words)), small, None, TEXT, 3.0))
    return made


def _tile(tile: Told, room: float, tall: float, words: Words) -> list[Para]:
    """A headline number as on the page; its help as far as there is room, all of it in the notes.
    """
    for letters in LETTERS:
        made = _stated(tile, room, letters, words)
        if sum(each.height(room) for each in made) <= tall:
            break
    left = tall - sum(each.height(room) for each in made) - 6.0
    lines = int(left / (SMALL * line_height(tile["help"])))
    if lines > 0:
        made.append(para(cut(clean(tile["help"]), room, SMALL, lines), SMALL, None, MUTED, 6.0))
    return made
