"""`fit`: a scenario from a file of orders, with the fit shown and checked on held-out days."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path, PurePath

from answers import order_history
from commands.shared import Commands, plain_all, print_json, progress_of
from fit import written
from fit.baskets import CLASSES
from fit.cells import UTC_OFFSET
from fit.choices import ANSWERS, PERMITTED, Choices
from fit.document import Asked, document_of
from fit.fitted import Fit, fit_orders
from fit.imported import Imported, import_orders
from fit.names import ROLES
from fit.refusals import Refused
from fit.texts import BYTES_LIMIT
from model import ScenarioError
from model.terms.problems import problem
from scenarios.documents import NAME_LIMIT, PITCHED, load
from scenarios.files import write_json
from scenarios.whole import complete
from wording import Words

UNREADABLE = "{field}: not a readable file"
BAD_NUMBER = "{field} = {value}: permitted is {permitted}"


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("fit", help="fit a scenario to a file of orders")
    parser.add_argument("file", help="CSV, TSV or XLSX with a row an order or a line of one")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    _add_answers(parser)
    parser.add_argument("--base", default=PITCHED, metavar="FILE",
                        help="what no order tells is taken from it (default: %(default)s)")
    parser.add_argument("--horizon", type=int, metavar="DAYS", help="default: that of --base")
    parser.add_argument("--segments", type=int, metavar="N", help="use at most so many segments")
    parser.add_argument("--price-classes", type=int, default=1, metavar="N",
                        help=f"products of so many prices, at most {CLASSES} (default: 1)")
    parser.add_argument("--growth", choices=("series", "curve"), default="series",
                        help="measured joins and then the curve, or the curve alone")
    parser.add_argument("--start", choices=("first", "today"), default="first",
                        help="day 0 is the file's first day, or the day after its last")
    parser.add_argument("--json", action="store_true", help="print JSON instead of sentences")
    parser.set_defaults(command=_fit)


def _add_answers(parser: argparse.ArgumentParser) -> None:
    """What a file may leave open; left out, the proposal is taken."""
    parser.add_argument("--column", action="append", default=[], metavar="ROLE=NAME",
                        help=f"the column of a role ({', '.join(ROLES)}); no name: none")
    for name, told in (
        ("date_order", "what comes first in 05/06/2024"),
        ("dots", "what the dot marks in 1.234"),
        ("amounts", "an order's amount stands on each row, or is their sum"),
        ("complete", "whether the shop's first order is in the file"),
    ):
        parser.add_argument(f"--{name.replace('_', '-')}", choices=ANSWERS[name], help=told)
    parser.add_argument("--market-size", type=float, metavar="MEMBERS",
                        help="how many members there can be")
    parser.add_argument("--utc-offset", type=float, default=UTC_OFFSET, metavar="HOURS",
                        help="of Unix times (default: %(default)g)")


def _fit(options: argparse.Namespace, words: Words) -> None:
    base, choices = load(options.base), _choices(options)
    _check(options)
    progress = progress_of(words)
    source = import_orders(PurePath(options.file).name[:NAME_LIMIT], _content(options.file),
                           choices, progress)
    if source.error is not None:
        _write_usable(options, source)
        _print(options, source, None, words)
        raise source.error
    horizon = options.horizon or int(base.scenario.number("horizon.days"))
    try:
        fit = fit_orders(source, choices, horizon, options.segments, progress)
    except Refused as error:
        _write_usable(options, replace(source, error=error))
        raise
    asked = Asked(options.growth == "curve", options.start == "today", options.price_classes)
    document = document_of(fit, base, asked)
    with complete(options.out) as folder:
        (folder / "scenario.toml").write_text(document.toml, encoding="utf-8")
        write_json(plain_all(written.counts(source)), folder / "orders.json")
        write_json(plain_all(written.numbers(fit)), folder / "fit.json")
    _print(options, source, fit, words)


def _content(file: str) -> bytes:
    """The file, in memory. Raises ScenarioError."""
    path = Path(file)
    try:
        if path.stat().st_size > BYTES_LIMIT:
            raise Refused("too_large", file, f"{path.stat().st_size} bytes",
                          permitted=f"n ≤ {BYTES_LIMIT} bytes")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        if isinstance(error, ScenarioError):
            raise
        raise ScenarioError([problem(UNREADABLE, file)]) from error


def _choices(options: argparse.Namespace) -> Choices:
    """The answers given. Raises ScenarioError."""
    columns = {}
    for given in options.column:
        role, equals, name = given.partition("=")
        if not equals or role not in ROLES:
            raise Refused("no_answer", "--column", given,
                          permitted=" | ".join(f"{role}=…" for role in ROLES))
        columns[role] = name
    return Choices.said(columns, {name: getattr(options, name) for name in ANSWERS},
                        options.market_size, options.utc_offset)


def _check(options: argparse.Namespace) -> None:
    """Raises ScenarioError for a number that is not permitted."""
    for name, (low, high) in PERMITTED.items():
        value = getattr(options, name)
        if value is not None and not low <= value <= high:
            raise ScenarioError([problem(BAD_NUMBER, f"--{name.replace('_', '-')}", value,
                                         permitted=f"{low:g} ≤ x ≤ {high:g}")])


def _write_usable(options: argparse.Namespace, source: Imported) -> None:
    """Counts, and where only people cannot be fitted what can be used of the file."""
    with complete(options.out) as folder:
        write_json(plain_all(written.counts(source)), folder / "orders.json")
        if source.error is not None and source.error.code != "too_few":
            write_json(plain_all(written.usable(source)), folder / "fit.json")


def _print(
    options: argparse.Namespace, source: Imported, fit: Fit | None, words: Words
) -> None:
    questions = source.questions if fit is None else fit.questions
    if options.json:
        print_json({"orders": written.counts(source)} if fit is None else written.numbers(fit))
        return
    told = [*order_history.read(source, words), *order_history.answers(questions, words)]
    if fit is not None:
        told += order_history.fitted(fit, words)
    print("\n".join(told))
