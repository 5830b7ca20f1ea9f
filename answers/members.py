"""Who wins and who pays among single members, and what is left between them and cohorts."""

import math

import numpy as np
from numpy.typing import NDArray

from analysis.draws import wilson
from analysis.member_spread import CohortSpread, MemberSpread
from answers import limited
from answers.headlines import explained
from answers.readings import pick
from answers.sentences import joined
from answers.tiles import Ranged, Tile, Told, write
from answers.tiles import told as tile_told
from answers.uncertainty import written as chance_written
from model import Scenario
from model.members.funding import OTHERS, Funding
from model.terms.rows import without_controls_of_releases
from wording import Words
from wording.names import row_name


def question(words: Words) -> str:
    """What the page answers."""
    return words("Who wins, person by person?")


def verdict(found: MemberSpread, words: Words) -> str:
    """Who gets the spend back, what the member in the middle gets, and who takes most."""
    if not found.members:
        return words("Nobody joins, so there are no members to simulate.")
    return words(
        "{back} of members get back what they spent. The member in the middle gets back {median} "
        "per yuan, and the top 1% take {top} of all money that members receive.",
        back=words.percent(found.summary["recovered_share"]),
        median=words.money(found.summary["recovered_multiple_median"]),
        top=words.percent(found.summary["top_1_percent_share"]),
    )


def left_between(
    found: MemberSpread, cohorts: CohortSpread, scenario: Scenario, words: Words
) -> str:
    """What is left between single members and the cohort model, forced exits, and why; empty where
    nobody joins. First of all what single members leave out."""
    ours, theirs = (of.summary["exit_share"] for of in (found, cohorts))
    if math.isnan(ours) or math.isnan(theirs):
        return ""
    told = [*filter(None, (*left_out(scenario, words), limited.told(scenario, words)))]
    if ours == theirs == 0.0:
        return joined([*told, words("Nobody is forced out at the cap: no single member, and no "
                                    "group of the cohort model.")], words)
    told.append(words(
        "Forced out at the cap are {single} of single members and {cohorts} in the cohort model.",
        single=words.percent(ours), cohorts=words.percent(theirs)))
    return joined([*told, *_why(found, ours, theirs, scenario, words)], words)


def left_out(scenario: Scenario, words: Words) -> list[str]:
    """What of the scenario the simulation of single members leaves out, if anything."""
    modes, told = scenario.rows("modes"), []
    if without_controls_of_releases(scenario) != scenario:
        told.append(words(
            "Single members are simulated without what delays, gates, cuts, limits or lets lapse "
            "the release of ad points. The cohort model has it."))
    if not modes:
        return told
    names = words(", ").join(row_name(words, "modes", mode) for mode in modes)
    return [*told, words(
        "Single members are simulated without the scenario's modes ({names}): all their "
        "orders go to the pools. The cohort model has them.", names=names)]


def _why(
    found: MemberSpread, ours: float, theirs: float, scenario: Scenario, words: Words
) -> list[str]:
    """What makes the difference between two shares of members forced out, where they differ."""
    if words.percent(ours) == words.percent(theirs):
        return []
    interval = wilson(round(ours * found.members), found.members)
    if interval.low <= theirs <= interval.high:
        return [words("Sampling alone may explain the difference.")]
    if ours > theirs:
        return [words("In the cohort model a group leaves when its mean reaches the cap. Single "
                      "members who order less than their group get there sooner, for later orders, "
                      "at a higher price, bring fewer points for the cap that they raise.")]
    if scenario["members.target_multiple"] is not None:
        return [words("The impatient sell before the cap forces them out; the cohort model does "
                      "not know them.")]
    return [words("In the cohort model a whole group leaves when its mean reaches the cap; single "
                  "members who order more than their group have a higher cap to reach, and stay.")]


def sampling(found: MemberSpread, weight: float, words: Words) -> str:
    """What the sample stands for, and how far its size leaves the headline open."""
    share = found.summary["recovered_share"]
    hits = 0 if math.isnan(share) else round(share * found.members)
    return words(
        "{count} simulated members stand for {all}; seed {seed}. By sampling alone the share that "
        "gets its spend back is {interval}, with 95% confidence; the error falls with the root of "
        "the number: four times as many members halve it.",
        count=words.number(found.members, digits=0), seed=found.seed,
        all=words.number(weight * found.members, digits=0),
        interval=chance_written(wilson(hits, found.members), words),
    )


def readings(words: Words) -> list[Tile]:
    """What averages hide."""
    return pick(words, "recovered_share", "recovered_multiple_median", "recovered_multiple",
                "below_spend_share", "net_result_gini", "top_1_percent_share", "exit_share",
                "ad_points_left_behind", "tree_depth_max")


def told(
    found: MemberSpread, cohorts: CohortSpread, words: Words, baseline: MemberSpread | None = None
) -> list[Told]:
    """The texts of the tiles: single members beside those of the baseline, if there is another,
    and below what the cohort model says.
    """
    texts = [_told(tile, found, baseline, words) | {"ranged": _below(tile, found, cohorts, words)}
             for tile in readings(words)]
    return explained(texts, words)


def _told(
    tile: Tile, found: MemberSpread, baseline: MemberSpread | None, words: Words
) -> Told:
    now = found.summary[tile.reading]
    if baseline is None:
        return tile_told(tile, now, now, words) | {"change": "", "baseline": ""}
    return tile_told(tile, now, baseline.summary[tile.reading], words)


def _below(tile: Tile, found: MemberSpread, cohorts: CohortSpread, words: Words) -> Ranged:
    """What the cohort model says where it says something else; of a tree its mean depth."""
    if tile.reading not in cohorts.summary:
        mean = words.number(found.summary["tree_depth_mean"], digits=1)
        return {"range": words("mean {value}", value=mean), "waiting": False,
                "place": words("the cohort model has no tree")}
    value, theirs = found.summary[tile.reading], cohorts.summary[tile.reading]
    same = write(tile, value, words) == write(tile, theirs, words)
    beside = words("cohort model the same") if same else words(
        "cohort model {value}", value=write(tile, theirs, words))
    return {"range": beside, "place": "", "waiting": False}


def funded(found: Funding, words: Words) -> str:
    """Whose money it was that members got, and which way it went between join quarters."""
    total, quarters = found.total, found.quarters
    whole = float(total.sum())
    if not whole > 0.0:
        return ""
    own = total[:quarters]
    parts = {name: float(total[quarters + row].sum()) / whole for row, name in enumerate(OTHERS)}
    facts = {
        "members": words.percent(float(own.sum()) / whole), "adverts":
        words.percent(parts["adverts"]), "outside": words.percent(parts["outside"]),
        "rest": words.percent(parts["wallet"] + parts["agents"] + parts["operator"]),
        "back": words.money(_later_to_earlier(own)),
        "forth": words.money(_later_to_earlier(own.T)),
    }
    return words(
        "Of all money that members got, {members} came from orders of members themselves, "
        "{adverts} from adverts, {rest} from wallets, agents and the operator's starting money, "
        "and {outside} from outside, as loans or bills unpaid. Orders of those who joined in later "
        "quarters paid {back} to those who had joined earlier; the other way went {forth}.",
        **facts,
    )


def _later_to_earlier(own: NDArray[np.float64]) -> float:
    """Yuan from quarters to those before them."""
    return float(sum(own[later, :later].sum() for later in range(own.shape[0])))
