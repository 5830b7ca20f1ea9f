"""Headline numbers, parameters and draws of a report as columns: exact, and beside it as printed.
"""

from __future__ import annotations

import math

from analysis.draws import PERCENTILES, percentile_table
from answers import outcomes, tiles
from answers.contract.listing import kind_of
from answers.draws import live, question
from answers.headlines import beside, size
from answers.help import permitted
from answers.listing import group_of, groups, idle
from answers.provenance import described
from answers.readings import every
from answers.values import name_of, written
from model import Scenario
from model.terms.parameters import Parameter, declared
from reports.content import Report
from reports.frames import Frame, framed
from scenarios.uploads import NAME, VALUE
from wording import Words


def headlines(report: Report, all_of_them: bool = True) -> Frame:
    """Every reading of summary.json that the pages show, or all, with the baseline's."""
    words, now, then = report.words, report.now.summary, report.then.summary
    shown = every(words)
    known = {tile.reading for tile in shown}
    if all_of_them:
        shown += [outcomes.tile(name, words) for name in now if name not in known]
    rows, sizes = [], size(report.now, report.then)
    for tile in shown:
        new, old = now[tile.reading], then.get(tile.reading, math.nan)
        texts = beside(tile, new, old, sizes, words)
        rows.append((tile.reading, tile.label, tile.style, new, texts["value"], old,
                     tiles.write(tile, old, words), new - old, texts["change"], tile.help))
    labels = (
        ("name", words(NAME), "text"), ("label", words("Number"), "text"),
        ("style", words("Kind"), "text"), ("value", words("This scenario"), "any"),
        ("value_text", words("As printed"), "text"), ("baseline", words("Baseline"), "any"),
        ("baseline_text", words("Baseline, as printed"), "text"),
        ("difference", words("Difference"), "any"),
        ("difference_text", words("Difference, as printed"), "text"),
        ("meaning", words("What it means"), "text"),
    )
    return framed("summary", words("Every headline number"), labels, rows)


def parameters(report: Report) -> Frame:
    """Every parameter of the scenario; a joined list of numbers has a row each."""
    words, scenario = report.words, report.request.shared.scenario
    order = list(groups(words))
    names = sorted(scenario.possible_names, key=lambda name: order.index(group_of(name)))
    rows = [row for name in names for row in _parameter(name, report, words)]
    labels = (
        ("name", words(NAME), "text"), ("value", words(VALUE), "any"),
        ("group", words("Group"), "text"), ("label", words("Parameter"), "text"),
        ("value_text", words("As printed"), "text"), ("unit", words("Unit"), "text"),
        ("permitted", words("Permitted"), "text"), ("default", words("Default"), "any"),
        ("kind", words("Kind"), "text"), ("source", words("Source"), "text"),
        ("note", words("Note"), "text"),
    )
    return framed("parameters", words("Assumptions and their sources"), labels, rows)


def _parameter(name: str, report: Report, words: Words) -> list[tuple[object, ...]]:
    shared, parameter = report.request.shared, declared(name)
    value = shared.scenario[name]
    about = (
        kind_of(parameter, words), described(name, shared.scenario, words),
        _note(name, shared.scenario, shared.baseline, words),
    )
    limits = words.unit(parameter), _permitted(parameter, words)
    group, label = groups(words)[group_of(name)], name_of(name, words)
    if isinstance(value, tuple):
        return [
            (f"{name}[{day}]", joins, group, words.with_date(
                words("{label}, day {day}", label=label, day=day), day),
             words.number(joins, compact=True), *limits, None,
             *(about if day == 0 else (None,) * 3))
            for day, joins in enumerate(value)
        ]
    return [(name, value, group, label, written(name, value, words), *limits, parameter.default,
             *about)]


def _permitted(parameter: Parameter, words: Words) -> str:
    """The permitted range, of a choice with what is to be typed for each."""
    if parameter.kind != "choice":
        return permitted(parameter, words)
    return "; ".join(f"{name} ({words.choice(parameter, name)})" for name in parameter.choices)


def _note(name: str, scenario: Scenario, baseline: Scenario, words: Words) -> str:
    """That it has no effect, and what the baseline has instead."""
    texts = [words("not in use")] if idle(name, scenario) else []
    if name not in baseline.possible_names:
        texts.append(words("not in the baseline"))
    elif baseline[name] != scenario[name]:
        texts.append(words("baseline {value}", value=written(name, baseline[name], words)))
    return words("; ").join(texts)


def percentiles(report: Report) -> Frame | None:
    """Percentiles of every result over the draws; None where draws are off."""
    spread, words = report.request.uncertain, report.words
    if spread is None or not spread.distributions:
        return None
    found = percentile_table(live(report.request.shared.scenario, question(spread)))
    levels = [f"p{level:g}" for level in PERCENTILES]
    rows = [
        (name, outcomes.label(name, words), each["mean"], *(each[level] for level in levels),
         int(each["draws"]))
        for name, each in found.items()
    ]
    labels = (
        ("name", words(NAME), "text"), ("label", words("Result"), "text"),
        ("mean", words("Mean"), "any"),
        *((level, f"{level[1:]}%", "any") for level in levels), ("draws", words("Draws"), "whole"),
    )
    return framed("percentiles", words("Percentiles"), labels, rows)
