"""Tables of a report: every headline number, what was changed, every parameter, the pages' own."""

from __future__ import annotations

from collections.abc import Sequence

from answers import baselines
from answers.changes import Change, by_effect
from answers.contract.listing import kind_of, terms_of
from answers.figures import Scene
from answers.headlines import of
from answers.listing import group_of, groups, idle
from answers.provenance import told
from answers.results import Results, results
from answers.tables import Row
from answers.tables import payouts as payout_tables
from answers.tables import releases as release_tables
from answers.tables import treasury as treasury_tables
from answers.tiles import Tile, write
from answers.values import name_of, written
from charts.names import row_name
from model import Scenario
from model.parameters import declared
from model.referral import BASES, on_basis
from reports.blocks import Paragraph, Section, Table
from scenarios import Shared
from wording import Words

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
    name = words("Held against: {name}.", name=baseline_name(shared, words))
    return Section("changes", title, (Table(title, rows, "changes", note=name,
                                            wide=(words("Source"),)),))


def _change(change: Change, scenario: Scenario, words: Words) -> Row:
    if change.kind == "value":
        name, source = name_of(change.name, words), told(change.name, scenario, words)
        before, after = (written(change.name, v, words) for v in (change.before, change.after))
    else:
        name, source = row_name(words, change.name.rpartition(".")[2]), ""
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
        words("Source"): told(name, scenario, words), words("Name in the files"): name,
    }


def of_page(key: str, scene: Scene) -> list[Table]:
    """The tables that a page shows beside its figures."""
    now, then, words = scene.now, scene.then, scene.words
    if key == "releases":
        return [Table(words("When releases pay a first order back"),
                      release_tables.payback(now, then, words), "payback")]
    if key == "payouts":
        bases = {basis: results(on_basis(now.run.scenario, basis)) for basis in BASES}
        return [
            Table(words("What the referral rule changes"),
                  payout_tables.referral_bases(bases, words), "referral"),
            Table(words("Agents by tier"), payout_tables.agent_tiers(now, words), "agents",
                  note=payout_tables.agents_note(now, words)),
            Table(words("Team bonus by level"), payout_tables.team_levels(now, words), "team",
                  note=payout_tables.team_note(now, words)),
        ]
    if key == "treasury":
        return [Table(words("The account of the whole time"),
                      treasury_tables.sources_and_uses(now, then, words), "account",
                      note=words("Whole yuan, each rounded so that the column adds up. Pools are "
                                 "a separate account: what is in them is not the platform's."))]
    return []
