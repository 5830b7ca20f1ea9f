"""Where nine of ten draws of a headline number lie: computed once for all sessions, and in words.
"""

import math
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from analysis import ranges as analysis
from analysis.batches import Progress
from analysis.ranges import Range
from analysis.uncertainty import Uncertainty
from answers import outcomes, tiles
from answers.draws import LIVE, Question, assumed, question
from answers.shelves import Alone
from answers.tiles import Ranged, Tile, Told
from model import Scenario
from wording import Words

KEPT = 128
"""Answers that are kept; each takes a few kilobytes."""
FEW = 0.05
"""Part of the draws at the scenario's own value from which on it is told."""

Ranges = Mapping[str, Range]


@dataclass(frozen=True)
class Asked:
    """The ranges of some results of a scenario under what is uncertain about it."""

    scenario: Scenario
    uncertain: Question
    results: tuple[str, ...]

    @property
    def is_certain(self) -> bool:
        """Whether nothing that the scenario has is uncertain, so that there is no range."""
        return not set(self.uncertain.spread.distributions) & set(self.scenario.possible_names)


def asked(scenario: Scenario, spread: Uncertainty, results: Sequence[str]) -> Asked:
    """The question for the ranges of `results`."""
    return Asked(scenario, question(spread), tuple(results))


_kept: OrderedDict[Asked, Ranges] = OrderedDict()
_lock = Lock()
_alone = Alone[Asked]()


def known(wanted: Asked) -> Ranges | None:
    """The answer if it has been computed, or if there is nothing to compute."""
    if wanted.is_certain:
        return {}
    with _lock:
        if wanted in _kept:
            _kept.move_to_end(wanted)
        return _kept.get(wanted)


def computed(
    wanted: Asked, progress: Progress | None = None, threads: int | None = None
) -> Ranges:
    """The answer, computed where it is not known and by nobody. Raises Cancelled."""
    with _alone.asks(wanted):
        found = known(wanted)
        if found is None:
            found = analysis.ranges(wanted.scenario, wanted.uncertain.spread, LIVE, wanted.results,
                                    progress, threads)
            with _lock:
                _kept[wanted] = found
                while len(_kept) > KEPT:
                    _kept.popitem(last=False)
    return found


def beside(shown: Sequence[Told], found: Ranges | None, words: Words) -> list[Told]:
    """Tiles' texts, each with its range; room is kept for those that are still computed (None)."""
    return [_beside(told, found, words) for told in shown]


def _beside(told: Told, found: Ranges | None, words: Words) -> Told:
    tile = outcomes.tile(told["reading"], words)
    if found is None:
        here = Range(low=0.0, high=0.0, own=0.0, lower=1, equal=0, higher=1, count=2)
        return {**told, "ranged": {
            "range": _between(told["value"], told["value"], words, False),
            "place": _place(tile, here, words), "waiting": True,
        }}
    if tile.reading not in found:
        return told
    return {**told, "ranged": written(tile, found[tile.reading], words)}


def written(tile: Tile, found: Range, words: Words) -> Ranged:
    """Where nine of ten draws lie, and where the scenario lies among them; empty where nothing
    can be said.
    """
    if math.isnan(found.low):
        return {"range": "", "place": "", "waiting": False}
    low, high = (_value(tile, end, words) for end in (found.low, found.high))
    if math.isinf(found.high) and low != high:
        text = _or_never(tile, low, high, words)
    else:
        text = _between(low, high, words, low == high)
    if found.undefined:
        text = words("{range} (of the {count} in 100 that have one)", range=text,
                     count=_of_hundred(found.count / (found.count + found.undefined)))
    return {"range": text, "place": _place(tile, found, words), "waiting": False}


def sentence(found: Ranged, words: Words) -> str:
    """Both in one sentence, to follow the number."""
    return words("; ").join(filter(None, (found["range"], found["place"])))


def _value(tile: Tile, value: float, words: Words) -> str:
    """An end of the range within a sentence; ∞ in the tile's own word."""
    if math.isinf(value):
        return tile.absent
    if tile.style == "day" and not math.isnan(value):
        return words.with_date(words("day {day}", day=int(value)), value)
    return tiles.write(tile, value, words)


def _between(low: str, high: str, words: Words, same: bool) -> str:
    if same:
        return words("in nine of ten draws {value}", value=low)
    return words("in nine of ten draws {low} to {high}", low=low, high=high)


def _or_never(tile: Tile, low: str, never: str, words: Words) -> str:
    if tile.style == "day":
        return words("in nine of ten draws {low} or later, or {never}", low=low, never=never)
    return words("in nine of ten draws {low} or more, or {never}", low=low, never=never)


def _place(tile: Tile, found: Range, words: Words) -> str:
    """Among how many of 100 draws the scenario's own value is the higher one."""
    if math.isnan(found.percentile):
        return ""
    late = tile.style == "day"
    if found.equal == found.count:
        return words("the same in every draw")
    if found.equal >= FEW * found.count:
        return _alike(found, late, words)
    if not found.lower:
        return words("earlier than every draw") if late else words("lower than every draw")
    if not found.higher:
        return words("later than every draw") if late else words("higher than every draw")
    share = _of_hundred(found.percentile / 100.0)
    if late:
        return words("later than {count} of 100 draws", count=share)
    return words("higher than {count} of 100 draws", count=share)


def _alike(found: Range, late: bool, words: Words) -> str:
    """Where many draws have the scenario's own value, such as never or nobody."""
    same, lower = (_of_hundred(part / found.count) for part in (found.equal, found.lower))
    if not found.lower:
        rest = words("earlier than the rest") if late else words("lower than the rest")
    elif not found.higher:
        rest = words("later than the rest") if late else words("higher than the rest")
    elif late:
        rest = words("later than {count}", count=lower)
    else:
        rest = words("higher than {count}", count=lower)
    return words("like {same} of 100 draws, {rest}", same=same, rest=rest)


def _of_hundred(part: float) -> int:
    """Whole numbers of 100; only none is 0 and only all are 100."""
    return min(99, max(1, round(100.0 * part))) if 0.0 < part < 1.0 else round(100.0 * part)


def note(wanted: Asked, words: Words) -> str:
    """What the ranges rest on."""
    spread = wanted.uncertain.spread
    if wanted.is_certain:
        return words("Nothing is taken as uncertain, so these numbers have no range.")
    count = len(set(spread.distributions) & set(wanted.scenario.possible_names))
    if spread.distributions == assumed(wanted.scenario).distributions and not spread.correlations:
        return words.plural(
            "The ranges hold nine of ten of {draws} draws, if {count} assumption about people, "
            "adverts and costs is off by as much as about half or twice (a share in its odds); "
            "the terms themselves are not drawn.",
            "The ranges hold nine of ten of {draws} draws, if {count} assumptions about people, "
            "adverts and costs are each off by as much as about half or twice (a share in its "
            "odds); the terms themselves are not drawn.", count, draws=LIVE)
    return words.plural(
        "The ranges hold nine of ten of {draws} draws, if {count} parameter is off by as much as "
        "is stated of it.",
        "The ranges hold nine of ten of {draws} draws, if {count} parameters are off by as much "
        "as is stated of them.", count, draws=LIVE)
