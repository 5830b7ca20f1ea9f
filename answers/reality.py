"""What published figures of schemes that really ran say about the model, and what they do not."""

from analysis import growth_needed as closed
from answers.paged import Table
from answers.results import Results, results
from answers.tables import Row
from scenarios.cases import ORDER, OWN, Case, Figure, load_case
from wording import Words, mark, spoken

ROLES = {"input": mark("input"), "shown": mark("shown, not tested")}

REFUTED = (
    mark("A case with steady growth above the growth it needs runs dry without fraud or extra "
         "costs."),
    mark("One far below it pays for longer than its cash lasts."),
    mark("Wodian's ledgers show full releases in months of less than 12% growth."),
    mark("Yunlianhui's audit shows more paid out than 16% of trade plus fees."),
)
"""What would refute the model."""


def question(words: Words) -> str:
    """What the page answers."""
    return words("Does the model hold against what really happened?")


def verdict(words: Words) -> str:
    """How many of the figures that can be tested are met."""
    tested = [each.is_met(_run(case).run) for case in map(load_case, ORDER)
              for each in case.figures if each.role == "test"]
    return words(
        "Of {count} published figures that set no parameter, {met} are met within their factor; "
        "none tests pool, price or cap.", count=len(tested), met=sum(tested))


def untested(words: Words) -> str:
    """What no case tests."""
    return words(
        "None of these schemes has a pool: what the model says of pool, price and cap is not "
        "tested by any case. No published scheme with a pool and audited figures was found.")


def _run(case: Case) -> Results:
    return results(case.document.scenario)


def judged(figure: Figure, now: Results, words: Words) -> str:
    """The verdict on one figure."""
    if figure.role != "test":
        return words(ROLES[figure.role])
    text = mark("met within {factor}") if figure.is_met(now.run) else mark(
        "missed: further off than {factor}")
    return words(text, factor=words.multiple(figure.factor))


def figures(case: Case, words: Words) -> Table:
    """The published figures of a case, and what the model gives."""
    now = _run(case)
    return Table(
        f"case {case.name}", words("Published, and what the model gives"),
        words("Figures of this kind differ by 1.2 to 1.7 among themselves, so tolerances are "
              "factors. What set a parameter is an input and tests nothing. Grades: A official or "
              "audited, B court or press, C vendor, D mirror of another source."),
        [_row(figure, case, now, words) for figure in case.figures],
        words("Amounts are in {currency}.", currency=case.document.currency))


def _row(figure: Figure, case: Case, now: Results, words: Words) -> Row:
    return {
        words("Quantity, with source and grade"): words(
            "{quantity} ({source}, {grade})", quantity=spoken(figure.titles, words.language),
            source=spoken(figure.sources, words.language), grade=figure.grade),
        words("Published"): _written(figure, figure.value, case, words),
        words("The model"): _written(figure, figure.computed(now.run), case, words),
        words("Ratio"): words.multiple(figure.ratio(now.run)),
        words("Verdict"): judged(figure, now, words),
    }


def _written(figure: Figure, value: float, case: Case, words: Words) -> str:
    if value != value:
        return words.undefined
    if figure.style == "day":
        return words.date(case.date_of(value))
    if figure.style == "percent":
        return words.percent(value)
    return words.number(value, digits=2, compact=True)


def cases(words: Words) -> Table:
    """Every case in a row: how many figures are met, and the growth that its promise needs."""
    rows = []
    for case in map(load_case, ORDER):
        now = _run(case)
        tested = [each.is_met(now.run) for each in case.figures if each.role == "test"]
        rows.append({
            words("Case"): case.document.title(words.language),
            words("Figures met"): words("{met} of {count}", met=sum(tested), count=len(tested)),
            words("Growth needed a month"): words.percent(OWN["growth_needed_a_month"](now.run)),
            words("Cash first below zero"): _dry(case, now, words),
        })
    return Table("cases", words("The cases"),
                 words("Growth needed: that of sales at which later sales pay what earlier ones "
                       "were promised, by the closed form of the rule of release."), rows)


def _dry(case: Case, now: Results, words: Words) -> str:
    day = now.summary["first_negative_day"]
    return words("never") if day != day else words.date(case.date_of(day))


def closed_forms(words: Words) -> Table:
    """Growth that a promise needs, by the rule of release."""
    a, m, gate, owed = 0.16, 1.16, 0.15, 420.75e9

    def percent(value: float) -> str:
        return words.percent(value, digits=3)

    rows = [
        (words("Balance, 0.05% a day, 116% promised, 16% kept"), "ρ·(m/a − 1)",
         words("{growth} a day", growth=percent(closed.of_balance(0.0005, m / a)))),
        (words("Straight line over 500 days, 100% promised, 16% kept"),
         "(1 − e^(−rD))/(rD) = a/m",
         words("{growth} a day", growth=percent(closed.of_straight_line(500.0, 1.0 / a)))),
        *((words("{count} parts, five times the concession promised", count=count),
           "(1 − (1+g)^(−n))/g = n·a/m",
           words("{growth} a period", growth=percent(closed.of_periods(count, 5.0))))
          for count in (36, 40)),
        (words("In one piece after 45 days, 150% promised, 90% kept"), "ln(m/a)/D",
         words("{growth} a day", growth=percent(closed.of_lump(45.0, 1.5 / 0.9)))),
        (words("420.75 bn owed of 116% promised: turnover it takes, growing without bound"),
         "U/m", words.number(owed / m, digits=4, compact=True)),
        (words("The same growing by 0.2% a day: the operator's own 330 bn cannot be all"),
         "U/m·(r + ρ)/r", words.number(
             owed / m / closed.unreleased_share(0.002, 0.0005), digits=4, compact=True)),
        *((words("{count} parts: what 15% growth a period can pay", count=count),
           "n·g/(1 − (1+g)^(−n))",
           words("{multiple} the concession",
                 multiple=words.multiple(closed.payable_multiple(count, gate))))
          for count in (36, 40)),
    ]
    return Table("closed forms", words("Closed forms"),
                 words("What a promise needs, without any run: m is promised of a sale, a kept."),
                 [{words("Rule"): rule, words("Equation"): equation, words("Result"): found}
                  for rule, equation, found in rows])


def smaller(words: Words) -> Table:
    """Divisions that need no run."""
    rows = [
        (words("China Baiye alliance 2011–12 (Xinhua, B)"),
         words("15% of 3.7 bn turnover; published: over 0.5 bn"),
         words.number(0.15 * 3.7e9, compact=True)),
        (words("The same: growth that 1.1 yuan a day per 500 needs"),
         words("straight line over 500/1.1 days, 100% promised, 15% kept"),
         words("{growth} a day", growth=words.percent(
             closed.of_straight_line(500.0 / 1.1, 1.0 / 0.15), digits=2))),
        (words("Court in Fengtai (B)"),
         words("area sales 10,922,178.5 at 1.5%; published: 163,832.6775"),
         words.number(10_922_178.5 * 0.015, digits=4)),
        (words("Huasheng Riji (B)"),
         words("456 m of commissions to 21.5 m members; turnover unpublished, not tested"),
         words.number(456.0 / 21.5, digits=1)),
        (words("Yuehua Yueyou (B)"),
         words("ranks of 4.6 m paying members: 85.07 / 11.08 / 3.77 / 0.048 / 0.026%; a shape "
               "for the member tree, not tested"),
         words.percent((85.07 + 11.08 + 3.77 + 0.048 + 0.026) / 100.0, digits=2)),
        (words("Delta's miles owed, 2023 (D after A)"),
         words("8.42 bn dollars after 7.88 bn; shown, not tested"),
         words.multiple(8.42 / 7.88)),
    ]
    return Table("smaller checks", words("Smaller checks"), words("Arithmetic of sources."),
                 [{words("Case"): case, words("Division"): division, words("Result"): found}
                  for case, division, found in rows])
