"""Tables of a report: every headline number, what was changed, every parameter, the pages' own."""

from __future__ import annotations

from collections.abc import Sequence

from answers import baselines
from answers.changes import Change, by_effect
from answers.contract.listing import kind_of, terms_of
from answers.figures import Scene
from answers.headlines import of
from answers.listing import group_of, groups, idle
from answers.paged import Answer
from answers.provenance import described
from answers.results import Results
from answers.tables import Row
from answers.tiles import Tile, write
from answers.values import name_of, written
from model import Scenario
from model.terms.parameters import declared
from reports.blocks import Paragraph, Section, Table
from scenarios import Shared
from wording import Words
from wording.names import called

baseline_name = baselines.title


def headlines(tiles: Sequence[Tile], now: Results, then: Results, words: Words) -> Table:
    """Every headline number with the baseline's, the difference, and its name in the files."""
    rows = []
    for tile in tiles:
        texts = of(tile, now, then, words)
        before = write(tile, then.summary[tile.reading], words)
        rows.append({
            words("Number"): texts["label"], words("This scenario"): texts["value"],
            words("Baseline"): before, words("Difference"): texts["change"],
            words("What it means"): texts["help"], words("Name in the files"): tile.reading,
        })
    return Table(words("Every headline number"), rows, "headlines",
                 wide=(words("What it means"),))


def changes(shared: Shared, words: Words) -> Section:
    """What differs from the baseline."""
    title = words("What was changed against the baseline")
    found = by_effect(shared.baseline, shared.scenario)
    if not found:
        return Section("changes", title, (Paragraph(words(
            "Nothing: the scenario is its baseline.")),))
    rows = [_change(each, shared.scenario, words) for each in found]
    name = words("Compared with: {name}.", name=baseline_name(shared, words))
    return Section("changes", title, (Table(title, rows, "changes", note=name,
                                            wide=(words("Source"),)),))


def _change(change: Change, scenario: Scenario, words: Words) -> Row:
    if change.kind == "value":
        name, source = name_of(change.name, words), described(change.name, scenario, words)
        before, after = (written(change.name, v, words) for v in (change.before, change.after))
    else:
        name, source = called(words, change.name), ""
        before, after = words("absent"), words("present")
        if change.kind == "removed":
            before, after = after, before
    return {
        words("Parameter"): name, words("Baseline"): before, words("This scenario"): after,
        words("Source"): source, words("Name in the files"): change.name,
    }


def parameters(shared: Shared, words: Words) -> Section:
    """Every parameter by group: value, unit, permitted range, default, source."""
    scenario = shared.scenario
    tables = [
        Table(title, [_parameter(name, scenario, words) for name in scenario.possible_names
                      if group_of(name) == group], f"parameters-{group}",
              wide=(words("Source"),))
        for group, title in groups(words).items()
    ]
    intro = words("Every number that the results rest on. A lever is decided by the operator, an "
                  "assumption by people and markets.")
    return Section("assumptions", words("Assumptions and their sources"), (
        Paragraph(intro), *(table for table in tables if table.rows)))


def _parameter(name: str, scenario: Scenario, words: Words) -> Row:
    parameter = declared(name)
    value = written(name, scenario[name], words)
    if idle(name, scenario):
        value = words("{value} (not in use)", value=value)
    return {
        words("Parameter"): name_of(name, words), words("Value"): value,
        **terms_of(parameter, words), words("Kind"): kind_of(parameter, words),
        words("Source"): described(name, scenario, words), words("Name in the files"): name,
    }


def of_page(answer: Answer, scene: Scene) -> list[Table]:
    """The tables that a page shows beside its figures."""
    return [Table(table.title, table.rows, table.key, note=table.note)
            for table in answer.SHOWN.tables(scene)]
