"""What the levers that operators hold move from the operator to the members."""

import math
from collections.abc import Mapping

from answers import limited
from answers.cards import Card, figure
from answers.paged import Shown, Table
from answers.pulled import LAST_CASH, RECEIVED, Pulled, pulled, together
from answers.readings import pick
from answers.results import Results, results
from answers.scene import Scene
from answers.sentences import joined
from answers.tables import controls as rows
from answers.tiles import Tile
from charts import controls as charts
from model import Run
from model.laws import theory_of_controls as theory
from model.terms.rows import has_controls
from scenarios.controls import CONTROLS, without_any
from wording import Words
from wording.names import row_name


def question(words: Words) -> str:
    """What the page answers."""
    return words("What do the operator's controls move, and to whom?")


def verdict(now: Results, words: Words) -> str:
    """Cash and members' part with the controls in force and without; else the strongest lever."""
    scenario = now.run.scenario
    if has_controls(scenario):
        return _of_all(together(scenario), words)
    found = pulled(scenario)
    if not found:
        return words("No control is in force, and none goes with this scenario.")
    best = max(found, key=lambda each: (each.after["lowest_cash"],
                                        each.after["recovered_multiple"]))
    facts = {
        "control": words(CONTROLS[best.name].label), **_pairs(best, words),
        "lowest": words.money(best.after["lowest_cash"]),
        "before": words.money(best.before["lowest_cash"]),
    }
    if not best.moved("lowest_cash") > 0.0:
        return words("No control is in force, and none of those below would spare operating cash.")
    return words(
        "No control is in force. “{control}” would spare operating cash most: lowest {lowest} "
        "instead of {before}; members would get back {after_part} per yuan spent instead of "
        "{before_part}.", **facts)


def _of_all(all_of_them: Pulled, words: Words) -> str:
    facts = _pairs(all_of_them, words) | {
        "after": _below_zero(all_of_them.after, words),
        "before": _below_zero(all_of_them.before, words)}
    return words(
        "With its controls operating cash {after}, and members get back {after_part} per yuan "
        "spent; without any of them it {before}, and they get back {before_part}.", **facts)


def _below_zero(side: Mapping[str, float], words: Words) -> str:
    day = side["first_negative_day"]
    if math.isnan(day):
        return words("never falls below zero")
    return words("falls below zero on {day}", day=words.day(day))


def _pairs(one: Pulled, words: Words) -> dict[str, str]:
    """What members get back per yuan, with and without."""
    return {"after_part": words.money(one.after["recovered_multiple"]),
            "before_part": words.money(one.before["recovered_multiple"])}


def aside(now: Results, words: Words) -> str:
    """Where a ceiling would end several rounds a day: it is tested once."""
    told = []
    for row, orders, most in short_rounds(now.run):
        told.append(words(
            "A round of the {campaign} takes about {orders} orders, and up to {most} come on a "
            "day: as the ceiling is tested once a day, rounds end later here than they would.",
            campaign=row_name(words, "campaigns", row), orders=words.number(orders, digits=0),
            most=words.number(most, digits=0)))
    return joined(told, words)


def short_rounds(run: Run) -> list[tuple[str, float, float]]:
    """Campaigns whose rounds are shorter than a day: (id, orders of a round, most orders a day)."""
    scenario, enrol = run.scenario, run.inputs.baskets["enrolment"]
    most = float((run.daily["joins"] + run.demand.orders).max())
    gift = float(enrol.gift / enrol.contribution) if enrol.contribution > 0.0 else 0.0
    found = []
    for row in run.campaign_ids:
        ceiling = scenario[f"campaigns.{row}.price_ceiling"]
        if ceiling is not None and 0.0 < gift < 1.0:
            price = max(scenario.number(f"campaigns.{row}.{field}")
                        for field in ("issue_price", "price_floor"))
            orders = theory.round_orders(
                scenario.number(f"campaigns.{row}.price_ceiling"), price, gift)
            if orders < most:
                found.append((row, orders, most))
    return found


def readings(words: Words) -> list[Tile]:
    """Members' money first, then the operator's."""
    return pick(words, "recovered_multiple", "exit_share", "first_negative_day", "lowest_cash",
                "unfunded_promise")


@figure(daily=("operating_cash",), summary=("recovered_multiple",), statements=("S-13", "S-18"))
def control_moves(scene: Scene) -> Card:
    """What each control moves."""
    words = scene.words
    found = pulled(scene.now.run.scenario)
    return Card(
        words("What each control moves"),
        words("Each control against the same scenario without it: one that is in force as it "
              "stands, any other as operators were found to use it. What members receive over the "
              "whole run, and operating cash on the last day."),
        charts.moves([rows.name_of(each, words) for each in found],
                     {kind: [each.moved(kind) for each in found]
                      for kind in (RECEIVED, LAST_CASH)}, words))


@figure(daily=("operating_cash",), statements=("S-13",))
def control_cash(scene: Scene) -> Card:
    """Operating cash with and without controls."""
    words = scene.words
    return Card(
        words("Operating cash with and without controls"),
        words("The same scenario, and the same with every control taken off. A control moves the "
              "shortfall to the members; none adds a yuan but the money added to vouchers."),
        charts.cash(scene.now.run, _free(scene), scene.then.run, words))


@figure(daily=("released", "arrears", "lapsed_points"), summary=("peak_arrears", "lapsed_points"),
        statements=("S-1",))
def held_back(scene: Scene) -> Card:
    """What was due and not paid."""
    words = scene.words
    return Card(
        words("Paid, in arrears, lapsed"),
        words("Ad points that were paid each month and those that lapsed; what is due and stays "
              "owed at the month's end. Dashed: what would have been paid without any control."),
        charts.held_back(scene.now.run, _free(scene), words))


def _free(scene: Scene) -> Run:
    """The run of the same scenario without any control."""
    return results(without_any(scene.now.run.scenario)).run


def tables(scene: Scene) -> list[Table]:
    """Each control, and all together, against the same scenario without."""
    words, scenario = scene.words, scene.now.run.scenario
    return [*limited.tables(scenario, words), Table(
        "controls", words("Each control against the same scenario without it"),
        words("Without and with the control. One that is in force stands as it is in the "
              "scenario, any other as operators were found to use it."),
        rows.against_without(pulled(scenario), together(scenario), words),
        words("Each pair is two whole runs that differ in nothing else. Vouchers count as received "
              "when they are given."), wraps=True)]


SHOWN = Shown(("control-moves", "control-cash", "held-back"), half=("control-cash", "held-back"),
              in_reports=("control-moves", "control-cash", "held-back"), tables=tables,
              applies=has_controls)
