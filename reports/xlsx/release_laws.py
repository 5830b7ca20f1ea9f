"""What ledgers of ad points release, hold and leave behind, again from who joins (model.md 4).

Buying, watching and ad points fade by equal factors a day or go in equal parts, so what all members
of a kind hold together follows from the day before, whatever day each of them joined. Formulas hold
for the rules of the run; on a sheet where somebody edits these, they give what no ledger holds.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from model import Run
from reports.xlsx.laws import Days, Law, Part, Parts
from wording import Words
from wording.names import row_name

TURNOVER = "ad_points.turnover"


def laws(run: Run, words: Words) -> list[Law]:
    """The ledgers kind by kind, then what they release and hold."""
    return [
        *(Law(f"ledger.{row}", words("Ad points · {kind}", kind=row_name(words, "segments", row)),
              _ledger(row)) for row in run.segment_ids),
        Law("law.released", words("Ad points released"), _released,
            words("ledgers of who still watches × what a finished task releases, over all kinds")),
        Law("law.points_left_ledger", words("Ad points released or forfeited"), _left_ledger,
            words("the same, with what missed days forfeit")),
        Law("law.ad_points_left_behind", words("Ad points of who stopped watching"), _left_behind,
            words("ledgers of who stopped watching, over all kinds")),
    ]


def by_grant(run: Run) -> bool:
    """Whether every grant goes in equal parts of itself."""
    return run.scenario["ad_points.rule"] == "grant"


def forfeited(run: Run) -> bool:
    """Whether a missed day loses what it would have released."""
    return run.scenario["ad_points.missed_day"] == "forfeited"


def _ledger(row: str) -> Parts:
    """Ad points of a kind's members, at the close: `held` by who watches, `stopped` by the rest."""

    def parts(days: Days) -> Iterator[Part]:
        yield _both(days, row)
        if not by_grant(days.run):
            yield _held_by_balance(days, row)
            yield _stopped_by_day(days, row)
            return
        yield from _grants(days, row, "watching")
        yield _held_by_grant(days, row)
        if forfeited(days.run):
            yield from _grants(days, row, "all")
            yield from _stopped_of_all(days, row)
        else:
            yield _stopped_by_day(days, row)

    return parts


class _Kind:
    """Cells and values of one kind of members, by name."""

    def __init__(self, days: Days, row: str) -> None:
        self.days, self.row = days, row
        self.came = (f"{days.daily('joins')}*{days.terms[f'segments.{row}.share']}",
                     days.series["joins"] * days.terms.value(f"segments.{row}.share"))

    def term(self, name: str) -> tuple[str, float]:
        """A term of the kind: of its ledgers, else of the kind itself."""
        found = f"ledgers.{self.row}.{name}"
        found = found if found in self.days.terms.cells else f"segments.{self.row}.{name}"
        return self.days.terms[found], self.days.terms.value(found)

    def column(self, name: str, row: str = "row") -> tuple[str, np.ndarray]:
        """An earlier column of the kind; of `before`, a day later than it stands."""
        key = f"kind.{self.row}.buying" if name == "buying" else f"ledger.{self.row}.{name}"
        values = self.days.found(key)
        late = np.concatenate([[0.0], values[:-1]])
        return self.days.own(key, row), late if row == "before" else values

    def granted(self, members: tuple[str, np.ndarray]) -> tuple[str, np.ndarray]:
        """Ad points granted on the day to new members and to these, who buy on."""
        (first, one), (later, more) = self.term("first"), self.term("later")
        return (f"{first}*{self.came[0]}+{later}*{members[0]}",
                one * self.came[1] + more * members[1])


def _running(first: float, kept: float, gains: np.ndarray) -> np.ndarray:
    """stock(t) = kept·stock(t − 1) + gains(t)."""
    stock = np.empty(gains.size)
    for day, gain in enumerate(gains):
        first = stock[day] = kept * first + gain
    return stock


def _both(days: Days, row: str) -> Part:
    """Members who joined before the day and still buy and watch."""
    kind, words = _Kind(days, row), days.words
    (buying, stay), (watching, watch) = kind.term("buying"), kind.term("watching")
    came, values = kind.came
    late = np.concatenate([[0.0], values[:-1]])
    formula = f"{buying}*{watching}*({{own}}{{before}}+{came.replace('{row}', '{before}')})"
    return Part("both", words("Still buying and watching"), f"IF($A{{row}}=0,0,{formula})",
                _running(0.0, stay * watch, stay * watch * late))


def _held_by_balance(days: Days, row: str) -> Part:
    """A part of the balance leaves, then the day's grants come."""
    kind = _Kind(days, row)
    (watching, watch), (leaves, part) = kind.term("watching"), kind.term("leaves")
    granted, values = kind.granted(kind.column("both"))
    return Part("held", days.words("Held by who watches"),
                f"(1-{leaves})*{watching}*{{own}}{{before}}+{granted}",
                _running(0.0, (1.0 - part) * watch, values))


def _stopped_by_day(days: Days, row: str) -> Part:
    """What those who stop today hold joins what lies there, and the grants of who buys on without
    watching; missed days take a part of it where they forfeit.
    """
    kind = _Kind(days, row)
    (watching, watch), (later, more) = kind.term("watching"), kind.term("later")
    (held, before), (buying, who), (both, too) = (
        kind.column("held", "before"), kind.column("buying"), kind.column("both"))
    leaves, part = kind.term("leaves") if forfeited(days.run) else ("0", 0.0)
    return Part("stopped", days.words("Left behind"),
                f"(1-{leaves})*({{own}}{{before}}+(1-{watching})*{held})+{later}*({buying}-{both})",
                _running(0.0, 1.0 - part, (1.0 - part) * (1.0 - watch) * before
                         + more * (who - too)))


def _grants(days: Days, row: str, whose: str) -> Iterator[Part]:
    """Grants to those who watch on that day (fading as they stop), or to all: what leaves of them
    today, for as many days as whole parts last and a rest on one day more.
    """
    words, kind = days.words, _Kind(days, row)
    last, full = (words("Last part leaves"), words("Still in equal parts"))
    given, values = kind.granted(kind.column("both" if whose == "watching" else "buying"))
    yield Part(f"{whose}.given", words("Granted to who watches") if whose == "watching"
               else words("Granted to all"), given, values)
    (fade, kept), (reach, end) = (
        (kind.term("watching"), kind.term("reach")) if whose == "watching" else
        (("1", 1.0), ("1", 1.0)))
    (lasting, count), (leaves, part), (rest, left) = map(kind.term, ("days", "leaves", "rest"))
    ended = np.zeros(values.size)
    ended[int(count) + 1 :] = end * values[: max(0, values.size - int(count) - 1)]
    yield Part(f"{whose}.last", last, f"IF($A{{row}}>{lasting},{reach}*INDEX("
               f"{days.all(f'ledger.{row}.{whose}.given')},$A{{row}}-{lasting}),0)", ended)
    before, late = kind.column(f"{whose}.given", "before")
    going, _ = kind.column(f"{whose}.last")
    running = _running(0.0, kept, kept * late - ended)
    yield Part(f"{whose}.full", full, f"{fade}*({{own}}{{before}}+{before})-{going}", running,
               "0")
    yield Part(f"{whose}.out", words("Leaves today"),
               f"{leaves}*{kind.column(f'{whose}.full')[0]}+{rest}*{going}",
               part * running + left * ended)


def _held_by_grant(days: Days, row: str) -> Part:
    kind = _Kind(days, row)
    watching, watch = kind.term("watching")
    (given, came), (out, gone) = kind.column("watching.given"), kind.column("watching.out")
    return Part("held", days.words("Held by who watches"),
                f"{watching}*{{own}}{{before}}+{given}-{out}", _running(0.0, watch, came - gone))


def _stopped_of_all(days: Days, row: str) -> Iterator[Part]:
    """Every ledger loses the same where missed days forfeit: the rest of all is left behind."""
    kind = _Kind(days, row)
    (given, came), (out, gone) = kind.column("all.given"), kind.column("all.out")
    yield Part("total", days.words("Held by all"), f"{{own}}{{before}}+{given}-{out}",
               np.cumsum(came - gone))
    (total, all_held), (held, watched) = kind.column("total"), kind.column("held")
    yield Part("stopped", days.words("Left behind"), f"{total}-{held}", all_held - watched)


def _over_kinds(days: Days, of: str) -> tuple[str, np.ndarray]:
    """Over all kinds, what watchers' ledgers pay (`released`), what leaves every ledger (`left`) or
    what lies in those of who stopped (`stopped`); −1 where the rules are no longer the run's.
    """
    cells, values = [], np.zeros(days.run.days)
    for row in days.run.segment_ids:
        formula, amount = _of_kind(_Kind(days, row), of)
        cells.append(formula)
        values = values + amount
    return f"IF({days.terms['rates.rules']}=1,{'+'.join(cells)},-1)", values


def _of_kind(kind: _Kind, of: str) -> tuple[str, np.ndarray]:
    if of == "stopped":
        return kind.column("stopped")
    (leaves, part), (paid, share) = kind.term("leaves"), kind.term("paid")
    grants, lost = by_grant(kind.days.run), forfeited(kind.days.run)
    if of == "left" and lost:
        if grants:
            return kind.column("all.out")
        (held, mine), (stopped, theirs) = (
            kind.column(name, "before") for name in ("held", "stopped"))
        return f"{leaves}*({held}+{stopped})", part * (mine + theirs)
    if grants:
        out, gone = kind.column("watching.out")
        return f"{paid}*{out}", share * gone
    (watching, watch), (held, mine) = kind.term("watching"), kind.column("held", "before")
    return f"{paid}*{leaves}*{watching}*{held}", share * part * watch * mine


def _released(days: Days) -> Iterator[Part]:
    yield days.again(*_over_kinds(days, "released"))
    yield days.off("released", "law.released.again", TURNOVER)


def _left_ledger(days: Days) -> Iterator[Part]:
    yield days.again(*_over_kinds(days, "left"))
    yield days.off("points_left_ledger", "law.points_left_ledger.again", TURNOVER)


def _left_behind(days: Days) -> Iterator[Part]:
    yield days.again(*_over_kinds(days, "stopped"))
    yield days.off("ad_points_left_behind", "law.ad_points_left_behind.again", TURNOVER)
