"""Tables of the Members page: ranks, the steps from cohorts to single members, assumptions."""

from collections.abc import Sequence

from analysis.member_spread import CohortSpread, MemberSpread
from analysis.members import READINGS, TOTALS, Step
from answers import members as answer
from answers import outcomes, tiles
from answers.provenance import briefly
from answers.sentences import joined
from answers.tables import Row
from answers.values import written
from model import Scenario
from model.terms.parameters import PARAMETERS
from wording import Words
from wording.names import row_name


def ranks(found: MemberSpread, words: Words) -> list[Row]:
    """One row a rank that somebody reached, from none up."""
    names = [words("no rank"), *(row_name(words, "team.levels", level) for level in found.levels)]
    part = found.ranks
    return [
        {
            words("Rank reached"): name,
            words("Members"): words.number(part["members"][rank], digits=0),
            words("Spent"): words.money(part["spent"][rank]),
            words("Got back"): words.money(part["received"][rank]),
            words("From below"): words.money(part["earned"][rank]),
            words("Bonus"): words.money(part["bonus"][rank]),
            words("Net result"): words.money(part["net_result"][rank]),
            words("Below spend"): words.percent(part["below_spend_share"][rank]),
        }
        for rank, name in enumerate(names)
    ]


def beside(found: MemberSpread, cohorts: CohortSpread, words: Words) -> list[Row]:
    """One row a reading: single members, and the cohort model of the same scenario."""
    return [
        {
            words("Result"): tile.label,
            words("Single members"): tiles.write(tile, found.summary[tile.reading], words),
            words("Cohort model"): tiles.write(
                tile, cohorts.summary.get(tile.reading, float("nan")), words),
            words("Meaning"): tile.help,
        }
        for tile in answer.readings(words)
    ]


def ranks_note(found: MemberSpread, in_cash: bool, words: Words) -> str:
    """What is left out of the table's net results, and why there may be no ranks."""
    notes = []
    if not in_cash:
        notes.append(words("A leader's bonus is paid in contribution points and is no part of the "
                           "net result: it may become shares."))
    if not found.levels:
        notes.append(words("This scenario has no team levels."))
    return joined(notes, words)


def agreement(found: Sequence[Step], words: Words) -> list[Row]:
    """One row a figure, one column a step."""
    names = {"released": words("Paid out of ad points"), "redeemed": words("Paid for points"),
             "commissions": words("Commissions of uplines")}
    rows: list[Row] = []
    for name in (*READINGS, *TOTALS):
        tile = None if name in names else outcomes.tile(name, words)
        row = {words("Result"): tile.label if tile else names[name]}
        for step in found:
            value = step.figures[name]
            row[words(step.cause)] = tiles.write(tile, value, words) if tile else words.money(value)
        rows.append(row)
    return rows


def assumptions(scenario: Scenario, words: Words) -> list[Row]:
    """What only the simulation of single members asks for, with its source."""
    names = [name for name in PARAMETERS if name.startswith("members.")]
    return [
        {words("Parameter"): words.label(PARAMETERS[name]),
         words("Value"): written(name, scenario[name], words),
         words("Source"): briefly(name, scenario, words)}
        for name in [*names, "team.equity_price"]
    ]
