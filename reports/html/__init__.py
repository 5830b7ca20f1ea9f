"""A report as one HTML file that needs no network: charts to explore, tables, its own scenario.

Nothing that a user wrote becomes markup: templates escape, and the page forbids every script but
its own two by their hashes.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from analysis.batches import Progress, go_on
from answers.cards import Card
from answers.tables import CHANGE
from charts.figure import CARD
from reports.blocks import Table
from reports.content import Report
from reports.html import assets, levers
from reports.html.figures import drawn
from reports.html.points import rows
from scenarios.documents import fingerprint
from wording import LANGUAGES, Language

HERE = Path(__file__).parent
FILES = {"scenario": "scenario.toml", "baseline": "baseline.toml"}
_UNITS = "|".join(unit[1:] for each in LANGUAGES.values() for _, unit in each.units
                  if unit.startswith(" "))
FIGURE = re.compile(rf"[+−]?[^\w\s]?[\d∞][\d.,]*\W?({_UNITS}|\w{{1,5}})?(\W{{1,2}})?|"
                    r"\w+ ?\d+\w?|[–-]|")
IDENTIFIER = re.compile(r"[a-z][\w-]*([._][\w-]+)*")
UNIT = re.compile(rf"[+−]?(?:¥|[A-Z]{{3}} )?\d[\d.,]* ({_UNITS}|pp)\b")
SHORT = 18
"""Width in letters up to which a cell stays on one line; a wide one counts as two."""


def write(report: Report, progress: Progress | None = None) -> bytes:
    """The report as a file for screen and paper. Raises Cancelled."""
    content = page(report, moving=levers.found(report, progress))
    go_on(progress, 1, 1)
    return content.encode()


def page(
    report: Report, printed: bool = False, pages: Mapping[str, int] | None = None,
    moving: levers.Moving | None = None,
) -> str:
    """The report as HTML; `printed` for a browser that is to print it at once, which finds
    Plotly's script unpacked and draws before the page counts as loaded. `pages`: by section, the
    page of paper on which it begins; without, room is left for the charts but none is drawn.
    `moving`: levers that the reader may move.
    """
    library = assets.EMPTY if printed and pages is None else assets.library()
    return _templates().get_template("page.html").render(
        report=report, words=report.words, printed=printed, pages=pages or {},
        moving=moving,
        library=Markup(library),
        packed_library=assets.packed_library(), font=assets.font(), script=Markup(_script()),
        style=Markup((HERE / "report.css").read_text("utf-8")), policy=_policy(library),
        fingerprint=fingerprint(report.request.shared.scenario),
        fonts=Markup(_fonts(report.words.habits)), files=FILES,
        documents={"scenario": report.toml, "baseline": report.baseline_toml},
    )


@cache
def _templates() -> Environment:
    made = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined,
                       trim_blocks=True, lstrip_blocks=True)
    made.filters |= {
        "kind": lambda block: type(block).__name__, "figure": _figure, "css": _css, "toml": _toml,
        "base64": lambda text: assets.in_base64(text.encode()), "breakable": _breakable,
        "held": _held, "looks": _looks, "points": rows,
        "figures": lambda row: dict.fromkeys(list(row)[1:], "number"),
    }
    return made


@cache
def _script() -> str:
    return "".join(path.read_text("utf-8")
                   for path in (CARD, HERE / "levers.js", HERE / "report.js"))


@lru_cache(maxsize=2)
def _policy(library: str) -> str:
    """Only the file's own two scripts may run; nothing is fetched from anywhere."""
    scripts = " ".join(map(assets.digest, (_script(), library)))
    return (f"default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; "
            "img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'")


def _figure(card: Card) -> Markup:
    """A chart as JSON within a script element, which no text in it can end."""
    text = json.dumps(drawn(card.figure), ensure_ascii=False, allow_nan=False)
    return Markup(text.replace("<", "\\u003c"))


def _fonts(habits: Language) -> str:
    """What a style sheet calls the fonts of a language and then, for names in them, of all."""
    names = (name for each in (habits, *LANGUAGES.values()) for name in each.page_fonts)
    return ", ".join([*(f'"{name}"' for name in dict.fromkeys(names)), "sans-serif"])


def _css(text: str) -> Markup:
    """A text as a string of a style sheet: all but letters and digits by their numbers."""
    return Markup('"' + "".join(
        letter if letter.isalnum() else f"\\{ord(letter):x} " for letter in text) + '"')


def _toml(text: str) -> Markup:
    """A document within a script element: TOML reads the sign's number in a string as the sign,
    and it stands nowhere else.
    """
    return Markup(text.replace("<", "\\u003C"))


def _looks(table: Table) -> dict[str, str]:
    """Column → how its cells stand: figures to the right, names of the files as code. The first
    names the row.
    """
    first, *others = table.columns
    looks = {column: _look(table, column) for column in others}
    return {first: "wide" if first in table.wide else "", **looks}


def _look(table: Table, column: str) -> str:
    cells = [row[column] for row in table.rows]
    if column in table.wide:
        return "wide"
    if all(map(IDENTIFIER.fullmatch, cells)) and any("_" in cell for cell in cells):
        return "code"
    figures = [all(map(FIGURE.fullmatch, cell.split(CHANGE))) for cell in cells]
    look = "number" if 2 * sum(figures) > len(cells) else ""
    if any(CHANGE in cell for cell in cells):
        return f"{look} pair".strip()
    return f"{look} short".strip() if max(map(_width, cells)) <= SHORT else look


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _held(text: str) -> Markup:
    """A text whose figures stay on one line with their units."""
    return Markup(UNIT.sub(r'<span class="held">\g<0></span>', str(escape(text))))


def _breakable(name: str) -> Markup:
    """A dotted name that may go on in the next line after a dot or an underscore."""
    return Markup(re.sub(r"([._])", r"\1<wbr>", str(escape(name))))
