"""The sheet of terms that the check needs besides the daily flows, as formulas of the parameters:
what a yuan of sales pays in and gives, when campaigns run, who buys again, which rates apply.
"""

from __future__ import annotations

from collections.abc import Sequence

from model import Run, readings
from model.laws import payouts
from model.laws.baskets import basket
from model.terms.checks import contribution
from reports.xlsx.book import Book, Terms
from wording.names import row_name

FOR_EVER = 1_000_000.0
"""The first day after a campaign that gifts points until the end."""
SLOWEST = 1e-6
"""Part of a grant that leaves a day from which on its last day is worth looking for."""
ROLES = ("enrolment", "repurchase", "wallet")
BASKET = ("price", "contribution", "gift", "ad_points", "cost")
EXACT = "General"


def parameter(book: Book, name: str) -> str:
    """The cell that holds a parameter's value."""
    return f"{book.sheets['parameters'].name}!$C${book.rows[name] + 1}"


class _Table:
    """A table of formulas, row by row, whose cells are remembered in `terms`."""

    def __init__(
        self, book: Book, terms: Terms, title: str, heads: Sequence[str], words_first: bool = False
    ) -> None:
        self.book, self.sheet, self.terms = book, book.sheets["terms"], terms
        self.sheet.row += 1
        self.sheet.say(title, "heading", 6)
        self.sheet.head(heads, numbers=range(2 if words_first else 1, len(heads)))
        self.first = self.last = self.sheet.row

    def row(self, name: str, label: str, cells: Sequence[tuple[str, str, object]]) -> None:
        """`cells`: field, formula, value; a field in braces in a formula is a cell of this row."""
        at, sheet = self.sheet.row, self.sheet
        places = {cell[0]: f"${chr(66 + k)}${at + 1}" for k, cell in enumerate(cells)}
        sheet.put(at, 0, label, "line_strong")
        for column, (part, formula, value) in enumerate(cells, 1):
            sheet.formula(at, column, "=" + formula.format(**places), value, "line", EXACT)
            if isinstance(value, int | float):
                self.terms.cells[f"{name}.{part}"] = f"{sheet.name}!{places[part]}", float(value)
        sheet.row += 1
        self.last = sheet.row

    def column(self, place: int) -> str:
        """All cells of a column."""
        letter = chr(65 + place)
        return f"{self.sheet.name}!${letter}${self.first + 1}:${letter}${self.last}"


def write(book: Book, run: Run) -> None:
    """Fill the sheet; `book.terms` remembers where everything stands."""
    terms, sheet, words = book.terms, book.sheets["terms"], book.words
    sheet.widths(34, *[18] * 8)
    sheet.say(words("Terms in the check"), "title", 6)
    sheet.say(words("Formulas over the sheet “{parameters}”. What differs after a parameter was "
                    "edited there no longer follows from the terms that stand in this file.",
                    parameters=book.sheets["parameters"].title), "wrapped", 6, 120)
    _baskets(book, run, terms, _products(book, run, terms))
    _campaigns(book, run, terms)
    _segments(book, run, terms)
    _ledgers(book, run, terms)
    _events(book, run, terms)
    _levels(book, run, terms)
    _tiers(book, run, terms)
    _rates(book, run, terms)


def _products(book: Book, run: Run, terms: Terms) -> _Table:
    words, flat = book.words, run.scenario.flat
    table = _Table(book, terms, words("Products"), [
        words("Product"), words("Role"), words("Weight"), words("Price"),
        words("Contribution to the pool"), words("Gift value"), words("Ad points"),
        words("Unit cost")], words_first=True)
    for row in run.scenario.rows("products"):
        def cell(name: str, row: str = row) -> str:
            return parameter(book, f"products.{row}.{name}")

        price = float(run.scenario.number(f"products.{row}.price"))
        paid = float(contribution(flat, row))
        costs = "+".join(map(cell, ("unit_cost", "platform_margin", "commission_reserve")))
        table.row(f"products.{row}", row_name(words, "products", row), [
            ("role", cell("role"), flat[f"products.{row}.role"]),
            ("mix", cell("mix"), float(run.scenario.number(f"products.{row}.mix"))),
            ("price", cell("price"), price),
            ("contribution", f"IF(ABS({{price}}-({costs}))<=1E-14*({{price}}+{costs}),0,"
                             f"{{price}}-({costs}))", paid),
            ("gift", f"{{contribution}}*{cell('gift_share')}",
             paid * float(run.scenario.number(f"products.{row}.gift_share"))),
            ("ad_points", f"{{price}}*{cell('ad_point_rate')}",
             price * float(run.scenario.number(f"products.{row}.ad_point_rate"))),
            ("cost", cell("unit_cost"), float(run.scenario.number(f"products.{row}.unit_cost")))])
    return table


def _baskets(book: Book, run: Run, terms: Terms, products: _Table) -> None:
    """Per role the price of a basket, the rest per yuan of sales (model.md section 3)."""
    words = book.words
    table = _Table(book, terms, words("A basket, and what a yuan of its sales brings"), [
        words("Orders"), words("Price"), words("Contribution to the pool"), words("Gift value"),
        words("Ad points"), words("Unit cost")])
    labels = (words("First orders"), words("Repeat orders"), words("Orders paid from wallets"))
    role, mix, *values = (products.column(place) for place in range(1, 8))
    for name, label in zip(ROLES, labels, strict=True):
        weights, found = f'({role}="{name}")*{mix}', basket(run.scenario, name)
        below = f"SUMPRODUCT({weights}*{values[0]})"
        formulas = [f"{below}/SUMPRODUCT({weights})",
                    *(f"SUMPRODUCT({weights}*{column})/{below}" for column in values[1:])]
        table.row(name, label, [
            (part, f"IF({below}=0,0,{formula})", float(getattr(found, part)))
            for part, formula in zip(BASKET, formulas, strict=True)])


def _campaigns(book: Book, run: Run, terms: Terms) -> None:
    """First day, first day after, start of the boost, and the order in which one is preferred."""
    words, given = book.words, run.inputs.campaigns
    table = _Table(book, terms, words("Campaigns"), [
        words("Campaign"), words("First day"), words("First day after it"), words("Boost from day"),
        words("Boost"), words("Rank of its start"), words("Promised per yuan of cap base"),
        words("Part of a sale that stays"), words("Sellers’ part of what leaves")])
    for place, row in enumerate(run.campaign_ids):
        def cell(name: str, row: str = row) -> str:
            return parameter(book, f"campaigns.{row}.{name}")

        start = float(given.start_day[0, place])
        lasting = f"campaigns.{row}.issue_days"
        end = start + float(run.scenario.number(lasting)) if lasting in run.scenario else FOR_EVER
        table.row(f"campaigns.{row}", row_name(words, "campaigns", row), [
            ("start", cell("start_day"), start),
            ("end", f'IF({cell("issue_days")}="",{FOR_EVER:.0f},{{start}}+{cell("issue_days")})',
             end),
            ("boost_from", f"{{end}}-{cell('closing_days')}",
             end - float(run.scenario.number(f"campaigns.{row}.closing_days"))),
            ("boost", cell("closing_boost"), float(given.closing_boost[0, place])),
            ("rank", f"{{start}}*1000+{place + 1}", start * 1000 + place + 1),
            ("promise", f'{cell("cap_multiple")}*IF({cell("cap_measure")}="net",1,'
                        f"1-{cell('sell_fee')})",
             float((given.cap_multiple * given.net_part / given.measured_part)[0, place])),
            ("stays", f"{cell('sell_fee')}*(1-{cell('fee_to_platform')})",
             float(given.fee_kept[0, place])),
            ("sellers", f"(1-{cell('sell_fee')})/(1-{{stays}})",
             float(given.sellers_part[0, place]))])
    terms.ranges |= {part: table.column(place) for part, place in
                     (("start", 1), ("end", 2), ("rank", 5))}


def _segments(book: Book, run: Run, terms: Terms) -> None:
    """Who is left a day later of those who still buy or watch, and what they do (section 4)."""
    words, rows = book.words, run.segment_ids
    table = _Table(book, terms, words("Kinds of members"), [
        words("Kind of member"), words("Share of members"), words("Still buying a day later"),
        words("Still watching a day later"), words("Orders a day"),
        words("Sales of an order (CNY)"), words("Views a day")])
    total = "+".join(parameter(book, f"segments.{row}.share") for row in rows)
    weight = sum(float(run.scenario.number(f"segments.{row}.share")) for row in rows)
    ads, shelf = parameter(book, "ad_points.ads_per_task"), terms["repurchase.price"]
    basket_price = terms.value("repurchase.price")
    for row in rows:
        def cell(name: str, row: str = row) -> str:
            return parameter(book, f"segments.{row}.{name}")

        def value(name: str, row: str = row) -> float:
            return float(run.scenario.number(f"segments.{row}.{name}"))

        interval = value("reorder_interval")
        orders = 1.0 / interval if interval > 0 and basket_price > 0 else 0.0
        table.row(f"segments.{row}", row_name(words, "segments", row), [
            ("share", f"{cell('share')}/({total})", value("share") / weight),
            *((kept, f"2^(-1/{cell(name)})", 2.0 ** (-1.0 / value(name)))
              for kept, name in (("buying", "retention_half_life"),
                                 ("watching", "attention_half_life"))),
            ("orders", f"IF(AND({cell('reorder_interval')}>0,{shelf}>0),"
                       f"1/{cell('reorder_interval')},0)", orders),
            ("sales", f"{shelf}*{cell('reorder_scale')}", basket_price * value("reorder_scale")),
            ("views", f"{cell('task_completion')}*{ads}",
             value("task_completion") * float(run.scenario.number("ad_points.ads_per_task")))])


def _ledgers(book: Book, run: Run, terms: Terms) -> None:
    """What leaves a watcher's ledger a day, what is paid of it, and what is granted (section 4).

    By grants, as many days as `days` take a whole part, one more the `rest`; `reach` of those who
    watched when it was made still do then.
    """
    words, by_grant = book.words, run.scenario["ad_points.rule"] == "grant"
    lasting = [words("Days of whole parts"), words("Rest on the day after"),
               words("Still watching then")] if by_grant else []
    table = _Table(book, terms, words("Ledgers of ad points"), [
        words("Kind of member"), words("Leaves a day"), words("Paid of it"),
        words("Granted on joining"), words("Granted a day while buying"), *lasting])
    rate, missed = (parameter(book, f"ad_points.{name}") for name in ("release_rate", "missed_day"))
    lost = run.scenario["ad_points.missed_day"] == "forfeited"
    first = terms.value("enrolment.price") * terms.value("enrolment.ad_points")
    for row in run.segment_ids:
        done, halved = (parameter(book, f"segments.{row}.{name}")
                        for name in ("task_completion", "attention_half_life"))
        chance, half_life = (run.scenario.number(f"segments.{row}.{name}")
                             for name in ("task_completion", "attention_half_life"))
        leaves = run.scenario.number("ad_points.release_rate") * (1.0 if lost else chance)
        days = float(int(1.0 / leaves + 1e-9)) if leaves > SLOWEST else FOR_EVER
        orders, sales = (f"segments.{row}.{name}" for name in ("orders", "sales"))
        cells = [
            ("leaves", f'{rate}*IF({missed}="forfeited",1,{done})', leaves),
            ("paid", f'IF({missed}="forfeited",{done},1)', chance if lost else 1.0),
            ("first", f"{terms['enrolment.price']}*{terms['enrolment.ad_points']}", first),
            ("later", "*".join(terms[name] for name in (orders, sales, "repurchase.ad_points")),
             terms.value(orders) * terms.value(sales) * terms.value("repurchase.ad_points")),
            ("days", f"IF({{leaves}}>{SLOWEST:.0E},INT(1/{{leaves}}+1E-9),{FOR_EVER:.0f})", days),
            ("rest", "1-{days}*{leaves}", 1.0 - days * leaves),
            ("reach", f"2^(-({{days}}+1)/{halved})", 2.0 ** (-(days + 1.0) / half_life)),
        ]
        table.row(f"ledgers.{row}", row_name(words, "segments", row), cells[: 4 + len(lasting)])


def _events(book: Book, run: Run, terms: Terms) -> None:
    """What events leave of advert income from their day on."""
    rows, words, flat = run.scenario.rows("events"), book.words, run.scenario.flat
    if not rows:
        return
    table = _Table(book, terms, words("Events"), [
        words("Event"), words("Day"), words("Advert income left")])
    for row in rows:
        kind, day, size = (parameter(book, f"events.{row}.{name}")
                           for name in ("kind", "day", "size"))
        cuts = flat[f"events.{row}.kind"] == "ad_revenue"
        table.row(f"events.{row}", row_name(words, "events", row), [
            ("day", day, float(run.scenario.number(f"events.{row}.day"))),
            ("left", f'IF({kind}="ad_revenue",1-{size},1)',
             1.0 - float(run.scenario.number(f"events.{row}.size")) if cuts else 1.0)])


def _levels(book: Book, run: Run, terms: Terms) -> None:
    """Team bonus per yuan of sales and of releases: one of both is zero."""
    rows, words, flat = run.scenario.rows("team.levels"), book.words, run.scenario.flat
    if not rows:
        return
    table = _Table(book, terms, words("Team bonus"), [
        words("Level"), words("Per yuan of sales"), words("Per released ad point")])
    basis, extra = parameter(book, "team.basis"), parameter(book, "team.same_level_rate")
    for row, rate in payouts.team_rates(run.inputs).items():
        own, volume, same = (parameter(book, f"team.levels.{row}.{name}")
                             for name in ("rate", "volume_share", "same_level_share"))
        formula, value = f"{volume}*{own}*(1+{extra}*{same})", float(rate.ravel()[0])
        table.row(f"levels.{row}", row_name(words, "team.levels", row), [
            (name, f'IF({basis}="{name}",{formula},0)',
             value if flat["team.basis"] == name else 0.0) for name in ("order", "release")])


def _tiers(book: Book, run: Run, terms: Terms) -> None:
    """What agents are paid per yuan once all is sold, and the fees that their tier brings."""
    rows, words, flat = run.scenario.rows("agents"), book.words, run.scenario.flat
    if not rows:
        return
    table = _Table(book, terms, words("Regional agents"), [
        words("Tier"), words("Per yuan of sales"), words("Per released ad point"),
        words("Fees of all sold territories"), words("Days until all are sold"),
        words("Goods given per yuan of fees")])
    for row in rows:
        def cell(name: str, row: str = row) -> str:
            return parameter(book, f"agents.{row}.{name}")

        rate, sold, many, fee, ramp, goods = (
            float(run.scenario.number(f"agents.{row}.{name}")) for name in
            ("rate", "sold_share", "territories", "fee", "ramp_days", "goods_cost_share"))
        table.row(f"agents.{row}", row_name(words, "agents", row), [
            *((name, f'IF({cell("basis")}="{name}",{cell("rate")}*{cell("sold_share")},0)',
               rate * sold if flat[f"agents.{row}.basis"] == name else 0.0)
              for name in ("order", "release")),
            ("fees", f"{cell('territories')}*{cell('sold_share')}*{cell('fee')}",
             many * sold * fee),
            ("ramp", f"MAX(1,{cell('ramp_days')})", max(1.0, ramp)),
            ("goods", cell("goods_cost_share"), goods)])


def _rates(book: Book, run: Run, terms: Terms) -> None:
    """Commissions by what they are paid on, and those that ad points yet to be released bring."""
    words, flat = book.words, run.scenario.flat
    table = _Table(book, terms, words("Rates"), [words("Rate"), words("Value")])
    basis, funded, share = (parameter(book, f"referral.{name}")
                            for name in ("basis", "funded_by", "sponsored_share"))
    sponsored = float(run.scenario.number("referral.sponsored_share"))
    labels = {"release": words("Commissions per released ad point"),
              "order": words("Commissions per yuan of sales")}
    for name, label in labels.items():
        front = "order_" if name == "order" else ""
        direct, indirect = (f"referral.{front}{level}" for level in ("direct", "indirect"))
        first, second = (float(run.scenario.number(level)) for level in (direct, indirect))
        rate = first * sponsored + second * sponsored**2
        table.row("rates", label, [(
            name, f'IF({basis}="{name}",{parameter(book, direct)}*{share}'
                  f"+{parameter(book, indirect)}*{share}^2,0)",
            rate if flat["referral.basis"] == name else 0.0)])
    table.row("rates", words("Of these, paid by the platform"), [(
        "promised", f'IF({funded}="platform",{terms["rates.release"]},0)',
        float(readings.promised_commission_rate(run)[0]))])
    rules = [f"ad_points.{name}" for name in ("rule", "missed_day")]
    table.row("rates", words("Rules of ad points are the run's (1: yes)"), [(
        "rules", "IF(AND(" + ",".join(f'{parameter(book, name)}="{flat[name]}"' for name in rules)
        + "),1,0)", 1.0)])
    cash = float(flat["team.paid_in"] == "cash")
    for name, label, formula, value in (
        ("view", words("Advert income per view"), "{ad_points.revenue_per_view}", None),
        ("cash", words("Team bonus paid in cash"), 'IF({team.paid_in}="cash",1,0)', cash),
        ("paying", words("Payment fee on sales"), "{platform.payment_fee}", None),
        ("costs", words("Other costs of sales"), "{platform.cost_share_of_sales}", None),
        ("withdrawn", words("Paid of a withdrawal"), "1-{wallet.withdrawal_fee}",
         1.0 - float(run.scenario.number("wallet.withdrawal_fee"))),
    ):
        at = formula[formula.index("{") + 1 : formula.index("}")]
        cell = parameter(book, at)
        table.row("rates", label, [(name, formula.replace(f"{{{at}}}", cell),
                                    float(run.scenario.number(at)) if value is None else value)])
