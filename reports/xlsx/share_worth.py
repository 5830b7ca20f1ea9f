"""The sheet on what a share is worth: every number a formula over the days, terms and parameters.

Only what members of each kind hold who still watch stands as a number, for it takes their ledgers;
and what other parameters would make of equity, for it takes runs.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from analysis import equity as law
from answers import share_worth as answer
from reports.blocks import Paragraph, Section, Table
from reports.content import Report
from reports.frames import Frame
from reports.share_worth import KEY
from reports.xlsx import texts
from reports.xlsx.book import Book
from reports.xlsx.sides import Side
from wording import Words
from wording.names import row_name

WIDTHS = (44.0, 24.0, 24.0, 24.0, 24.0, *[18.0] * 4)
MONEY, SHARE, PLAIN = "#,##0.00;−#,##0.00;0.00", "0.00%", "#,##0.00####"
COLUMNS = ("B", "C")
"""The last day, and the day of most cash."""
OWED = ("arrears", "voucher_balance")
PITCHED = ((16.378e9, 10_025), (41.6e9, 8_000), (50e9, 5_000))
"""Of Guoquan (HK$), Lianjia, Dashenlin: what the pitch divides by their stores."""


@dataclass(frozen=True)
class _Line:
    """A row of both days: its label, a formula with {names} for cells of its column, or one for
    each day, values, and how they are written. An undefined value stands as nothing."""

    name: str
    label: str
    formula: str | tuple[str, str]
    values: tuple[float, float]
    number: str = MONEY


def write(book: Book, report: Report, frames: Mapping[str, Frame]) -> None:
    """Verdict, accounts of both days, points of those who watch, what moves it, the anecdote;
    nothing where it is not asked for."""
    shares = report.request.shares
    if shares is None:
        return
    sheet, section, words = book.sheets[KEY], report.section(KEY), book.words
    said = tuple(block for block in section.blocks if isinstance(block, Paragraph))[:2]
    sheet.widths(*WIDTHS)
    texts.sections(sheet, [Section(KEY, section.title, said)])
    side, run = Side.now(book, frames), report.now.run
    days = (run.days - 1, answer.best_day(run))
    found = (law.equity(run, days[0], shares), law.equity(run, days[1], shares))
    watched = _watched(book, side, days) if law.has_runoff(run) else ()
    _accounts(book, _lines(side, found, watched, words), shares)
    tables = [block for block in section.of(Table) if block.key != "share-worth"]
    texts.sections(sheet, [Section(KEY, words("What moves it, and the anecdote"), tuple(tables))])
    _divisions(book)
    sheet.widths(*WIDTHS)


def _watched(book: Book, side: Side, days: tuple[int, ...]) -> tuple[str, ...]:
    """Points of members who still watch, and what is still released of them: R of either day."""
    sheet, words, run = book.sheets[KEY], book.words, side.run
    sheet.say(words("Still released if nobody joins or orders again"), "heading", 5)
    sheet.head([
        words("Kind of member"), words("Held by who watch, last day"),
        words("Held by who watch, day of most cash"), words("Leaves a day"), words("Paid of it"),
        words("Watch on a day later"), words("Released, last day"),
        words("Released, day of most cash")], numbers=range(1, 8))
    held, first = [law.watched(run, day) for day in days], sheet.row + 1
    rate, _ = side.parameter("ad_points.release_rate")
    lost = f'{side.parameter_cell("ad_points.missed_day")}="forfeited"'
    forfeited = run.scenario["ad_points.missed_day"] == "forfeited"
    for row in run.segment_ids:
        at, (done, part) = sheet.row + 1, side.parameter(f"segments.{row}.task_completion")
        life, lasts = side.parameter(f"segments.{row}.attention_half_life")
        share = run.scenario.number("ad_points.release_rate")
        leaves, paid = (share, share * part) if forfeited else (share * part, share * part)
        watch = 2.0 ** (-1.0 / lasts)
        sheet.put(sheet.row, 0, row_name(words, "segments", row), "line_strong")
        for column, points in enumerate(held, 1):
            sheet.put(sheet.row, column, points[row], "line", MONEY)
        for column, (formula, value) in enumerate((
            (f"IF({lost},{rate},{rate}*{done})", leaves), (f"{rate}*{done}", paid),
            (f"2^(-1/{life})", watch),
            *((f"{letter}{at}*E{at}*F{at}/(1-F{at}*(1-D{at}))",
               points[row] * paid * watch / (1.0 - watch * (1.0 - leaves)))
              for letter, points in zip(COLUMNS, held, strict=True))), 3):
            sheet.formula(sheet.row, column, f"={formula}", value, "line",
                          MONEY if column > 5 else PLAIN)
        sheet.row += 1
    last = sheet.row
    sheet.row += 1
    return tuple(f"SUM(${letter}${first}:${letter}${last})" for letter in "GH")


def _accounts(book: Book, lines: list[_Line], shares: float) -> None:
    sheet, words = book.sheets[KEY], book.words
    sheet.say(words("From the scheme's own accounts"), "heading", 5)
    sheet.put(sheet.row, 0, words("Founders' shares (an assumption)"), "line_strong")
    sheet.put(sheet.row, 1, shares, "line", "#,##0")
    cell = f"$B${sheet.row + 1}"
    sheet.row += 1
    sheet.head([words("Number"), words("On the last day"), words("On the day of most cash")],
               numbers=(1, 2))
    rows = {line.name: sheet.row + 1 + place for place, line in enumerate(lines)}
    for line in lines:
        sheet.put(sheet.row, 0, line.label, "line_strong")
        for place, letter in enumerate(COLUMNS):
            formula = line.formula if isinstance(line.formula, str) else line.formula[place]
            names = {name: f"{letter}${row}" for name, row in rows.items()}
            value = line.values[place]
            sheet.formula(sheet.row, 1 + place, "=" + formula.format(S=cell, **names),
                          "" if math.isnan(value) else value, "line", line.number)
        sheet.row += 1
    sheet.row += 1


def _lines(
    side: Side, found: tuple[law.Equity, law.Equity], watched: tuple[str, ...], words: Words
) -> list[_Line]:
    """What is in hand and owed, equity both ways, what points in it are worth, earnings."""
    made = _owed(side, found, words)
    ways = [("full", words("all is paid"))]
    if watched:
        (rate, _), left = side.term("rates.promised"), "still"
        made += [
            _Line(left, words("Still released in a run-off"), (watched[0], watched[1]),
                  _each(found, "still_released")),
            _Line("runoff", words("Equity, run-off"),
                  f"{{cash}}-{{besides}}-(1+{rate})*{{still}}", _each(found, "runoff"))]
        ways.append(("runoff", words("run-off")))
    made += _points(side, found, words)
    for way, called in ways:
        made += _worth(way, called, found, words)
    return made + _earned(side, found, words)


def _each(found: tuple[law.Equity, law.Equity], name: str) -> tuple[float, float]:
    one, other = (float(getattr(each, name)) for each in found)
    return one, other


def _at(side: Side, name: str, day: str = "{day}") -> str:
    """What stands in a column on a day."""
    return f"INDEX({side.days[name]},{day}+1)"


def _besides(side: Side, day: str) -> str:
    """What is owed on a day besides unreleased ad points."""
    known = {column.name for column in side.days.frame.columns}
    parts = [_at(side, name, day) for name in ("wallet_balance", *OWED) if name in known]
    parts += [f"MAX(0,{_at(side, f'owed.{row}', day)}-{_at(side, f'pot.{row}', day)})"
              for row in side.run.modes.ids]
    return "+".join(parts)


def _full(side: Side, day: str, number: int) -> str:
    """Equity on the day `number`, in formulas `day`, if all is paid; what is more for second
    accounts no column tells."""
    rate, _ = side.term("rates.promised")
    more = float(law.more_for_second(side.run)[max(0, number)])
    return (f"{_at(side, 'operating_cash', day)}-({_besides(side, day)})"
            f"-(1+{rate})*{_at(side, 'unreleased_ad_points', day)}{f'-{more!r}' if more else ''}")


def _owed(
    side: Side, found: tuple[law.Equity, law.Equity], words: Words
) -> list[_Line]:
    cash, days = side.days["operating_cash"], [each.day for each in found]

    def of(name: str) -> tuple[float, float]:
        one, other = (float(side.run.daily[name][0][day]) for day in days)
        return one, other

    besides = law.besides_by_day(side.run)
    return [
        _Line("day", words("Day"), (side.days.last("day"), f"MATCH(MAX({cash}),{cash},0)-1"),
              (float(days[0]), float(days[1])), "#,##0"),
        _Line("cash", words("Operating cash"), _at(side, "operating_cash"), of("operating_cash")),
        _Line("besides", words("Owed besides ad points: wallets, arrears, vouchers, modes"),
              _besides(side, "{day}"), (float(besides[days[0]]), float(besides[days[1]]))),
        _Line("points", words("Unreleased ad points"), _at(side, "unreleased_ad_points"),
              of("unreleased_ad_points")),
        _Line("full", words("Equity, all is paid"),
              (_full(side, "{day}", days[0]), _full(side, "{day}", days[1])),
              _each(found, "full")),
    ]


def _points(
    side: Side, found: tuple[law.Equity, law.Equity], words: Words
) -> list[_Line]:
    day, bonus = side.days["day"], side.days["team_bonus"]
    in_points = f'{side.parameter_cell("team.paid_in")}="equity"'
    price, _ = side.parameter("team.equity_price")
    return [
        _Line("bonus", words("Contribution points issued for"),
              f"IF({in_points},SUMPRODUCT(({day}<={{day}})*{bonus}),0)", _each(found, "bonus")),
        _Line("issued", words("Contribution points issued"), f"{{bonus}}/{price}",
              _each(found, "points"), PLAIN),
        _Line("dilution", words("Dilution of the founders"), "{issued}/({S}+{issued})",
              _each(found, "dilution"), SHARE),
    ]


def _worth(
    way: str, called: str, found: tuple[law.Equity, law.Equity], words: Words
) -> list[_Line]:
    """What contribution points are worth at one of both equities."""
    def each(name: str) -> tuple[float, float]:
        one, other = (getattr(of, name)(getattr(of, way)) for of in found)
        return one, other

    def label(text: str) -> str:
        return words("{number}, {way}", number=text, way=called)

    return [
        _Line(f"worth_{way}", label(words("What these points are worth")),
              f"{{dilution}}*MAX(0,{{{way}}})", each("worth")),
        _Line(f"cover_{way}", label(words("Of what they were paid as")),
              f'IF({{bonus}}>0,{{worth_{way}}}/{{bonus}},"")', each("cover"), SHARE),
        _Line(f"fair_{way}", label(words(
            "Price of a point at which the bonus is worth what it says")),
            f'IF(MAX(0,{{{way}}})>{{bonus}},(MAX(0,{{{way}}})-{{bonus}})/{{S}},"")',
            each("fair_price"), PLAIN),
    ]


def _earned(
    side: Side, found: tuple[law.Equity, law.Equity], words: Words
) -> list[_Line]:
    """Earnings of the last 365 days, accrued and in cash, what multiple of them the price implies,
    and the income per view at which equity is zero."""
    day, fees, views = (side.days[name] for name in ("day", "agent_fees", "paid_views"))
    price, _ = side.parameter("team.equity_price")
    income, _ = side.parameter("ad_points.revenue_per_view")
    before = f"({{day}}-{law.YEAR})"

    def accrued(number: int) -> str:
        then = _full(side, before, number - law.YEAR)
        return f'IF({{day}}<{law.YEAR},"",{{full}}-({then}))'

    lines = [
        _Line("accrued", words("Earned in the last 365 days, accrued"),
              (accrued(found[0].day), accrued(found[1].day)),
              _each(found, "earned_accrual")),
        _Line("earned", words("Earned in the last 365 days, cash without agents' fees"),
              f'IF({{day}}<{law.YEAR},"",{{cash}}-{_at(side, "operating_cash", before)}'
              f"-SUMPRODUCT(({day}>{before})*({day}<={{day}})*{fees}))",
              _each(found, "earned_cash")),
    ]
    for name, of, label in (
        ("accrued", "earned_accrual", words("Implied multiple of accrued earnings")),
        ("earned", "earned_cash", words("Implied multiple of cash earnings")),
    ):
        one, other = (each.multiple(getattr(each, of)) for each in found)
        lines.append(_Line(
            f"multiple_{name}", label,
            f'IF(ISNUMBER({{{name}}}),IF({{{name}}}>0,{price}*({{S}}+{{issued}})/{{{name}}},""),"")',
            (one, other), PLAIN))
    return [*lines, _Line(
        "breakeven", words("Income per advert view at which equity is zero"),
        f'IF(SUMPRODUCT(({day}<={{day}})*{views})>0,MAX(0,{income}-{{full}}'
        f'/SUMPRODUCT(({day}<={{day}})*{views})),"")',
        _each(found, "breakeven_revenue_per_view"), PLAIN)]


def _divisions(book: Book) -> None:
    """The pitch's divisions as formulas."""
    sheet, words = book.sheets[KEY], book.words
    sheet.head([words("Company"), words("Pitched"), words("Stores"), words("Division")],
               numbers=(1, 2, 3))
    for name, (value, stores) in zip(
            (words("Guoquan"), words("Lianjia"), words("Dashenlin")), PITCHED, strict=True):
        at = sheet.row + 1
        sheet.put(sheet.row, 0, name, "line_strong")
        sheet.put(sheet.row, 1, value, "line", "#,##0")
        sheet.put(sheet.row, 2, stores, "line", "#,##0")
        sheet.formula(sheet.row, 3, f"=B{at}/C{at}", value / stores, "line", "#,##0")
        sheet.row += 1
