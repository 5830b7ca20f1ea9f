"""What the speaker reads: where each number comes from and how it was computed."""

from __future__ import annotations

from collections.abc import Sequence

from answers.cards import Origin
from answers.ranges import sentence
from answers.statements import gist
from answers.tiles import Told
from model import MODEL_VERSION
from reports.blocks import Chart, Table
from reports.content import Report
from reports.series import Plot
from scenarios.documents import fingerprint
from wording import Words


def of_chart(chart: Chart, plot: Plot, report: Report) -> list[str]:
    """What is shown, the last value of each series, files and statements."""
    words, card = report.words, chart.card
    lasts = [words("{name}: {value} at the end of the line", name=series.name,
                   value=series.texts[-1].replace("<br>", ", "))
             for series in plot.of("line", "area") if series.texts]
    bars = [words("{name}: {values}", name=name, values=text)
            for series in plot.of("bar", "span") if plot.kind == "bars"
            for name, text in zip(series.x, series.texts, strict=True)]
    return [chart.alt, *lasts, *bars, *origins(card.origin, words),
            computed(report)]


def origins(origin: Origin, words: Words) -> list[str]:
    """Files of the CSV report, or of the command `run`, and statements that a figure rests on."""
    told = [words("In {file} of the CSV report: {names}", file=name, names=", ".join(columns))
            for name, columns in (("daily.csv", origin.daily), ("summary.csv", origin.summary))
            if columns]
    if origin.groups:
        told.append(words("In {file}, which the command {command} writes: {names}",
                          file="groups.csv", command="python -m scenarios run",
                          names=", ".join(origin.groups)))
    return told + [words("Tests statement {id} of the vendor's page: {text}", id=each,
                         text=gist(each, words))
                   for each in (() if words.own else origin.statements)]


def of_table(table: Table, left_out: Sequence[str], report: Report) -> list[str]:
    """The table's own words, and the columns for which a slide has no room."""
    words = report.words
    told = [text for text in (table.help, table.note) if text]
    first = table.columns[0]
    for row in table.rows if left_out else ():
        rest = words("; ").join(words("{name}: {values}", name=name, values=row[name])
                                for name in left_out if row[name])
        told.append(words("{name}: {values}", name=row[first], values=rest))
    return [*told, computed(report)]


def of_numbers(tiles: Sequence[Told], report: Report) -> list[str]:
    """Every headline number with its name in the files and what it means."""
    words = report.words
    return [
        *(words("{label} ({name} in summary.csv): {value}, {baseline}, {change}. {help}",
                label=tile["label"], name=tile["reading"], value=tile["value"],
                baseline=tile["baseline"], change=tile["change"], help=tile["help"])
          for tile in tiles),
        *(words("{label}: {value}, {range}.", label=tile["label"], value=tile["value"],
                range=sentence(tile["ranged"], words)) for tile in tiles if "ranged" in tile),
        computed(report),
    ]


def computed(report: Report) -> str:
    """By what, from what."""
    return report.words(
        "Computed day by day by Backstop, model version {version}, from the scenario with "
        "fingerprint {fingerprint}.", version=MODEL_VERSION,
        fingerprint=fingerprint(report.request.shared.scenario))
