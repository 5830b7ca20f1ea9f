"""What makes files and takes long: reports, and scenarios fitted to orders."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from analysis import elsewhere
from analysis.batches import Progress
from answers import order_history
from api import asked
from api.asked import Asked, Field
from api.jobs import Work
from api.operations import changed
from fit import written
from fit.cells import UTC_OFFSET
from fit.choices import ANSWERS, PERMITTED, Choices, answer_of
from fit.document import Asked as AskedDocument
from fit.document import document_of
from fit.fitted import fit_orders
from fit.imported import import_orders
from fit.names import ROLES
from fit.texts import BYTES_LIMIT
from library.jobs import File
from model import ScenarioError
from model.members.simulate import SEED_LIMIT
from reports.formats import FORMATS, make
from reports.request import SHARES_LIMIT, SUMMARY_LIMIT, TEXT_LIMIT, asked_for
from scenarios import Shared
from scenarios.address import public
from scenarios.documents import NAME_LIMIT, PITCHED, fingerprint
from scenarios.fields import not_a_choice
from scenarios.files import plain_all
from wording import Words

MEMBERS_LIMIT = 20_000_000
"""Single members that a caller may ask for: 3 GB."""


@dataclass(frozen=True)
class FileOperation:
    """POST /api/v1/`name` begins a job. `work` gives it from the fields of the request, the bytes
    sent beside them, a language; `sent`: how many bytes may be sent beside fields that then stand
    in the address, 0 where the request is JSON. Raises ScenarioError for what no job may be.
    """

    name: str
    summary: str
    fields: tuple[Field, ...]
    work: Callable[[Asked, bytes, Words], Work]
    sent: int = 0


def _report(given: Asked, _sent: bytes, words: Words) -> Work:
    shared, _ = changed(given)
    baseline = given["baseline"][0].scenario if given["baseline"] else None
    members = given["members"]
    request = asked_for(
        shared.against(baseline), words.language, public(), day=given["date"] or date.today(),
        title=given["title"], client=given["client"], summary=given["summary"],
        uncertain=given["uncertain"], terms=given["terms"], levers=given["levers"],
        members=None if members is None else (members, given["members_seed"]),
        shares=given["share_worth"])
    if request.levers and given["format"] != "html":
        raise ScenarioError([not_a_choice("format", given["format"], ("html",))])
    form = FORMATS[given["format"]]
    name = f"backstop-{fingerprint(shared.scenario)}{form.suffix}"

    def work(progress: Progress) -> File:
        with elsewhere.configured():
            return File(name, form.mime, make(request, given["format"], progress))

    return work


def _fit(given: Asked, sent: bytes, words: Words) -> Work:
    base = given["base"][0] if given["base"] else Shared.of(PITCHED)
    complete = given["complete"]
    choices = Choices.said(
        {role: given[f"column.{role}"] for role in ROLES if given[f"column.{role}"] is not None},
        {**given, "complete": None if complete is None else answer_of("complete", complete)},
        given["market_size"], given["utc_offset"])

    def work(progress: Progress) -> File:
        source = import_orders(given["name"], sent, choices, progress)
        if source.error is not None:
            raise source.error
        fit = fit_orders(source, choices, given["horizon"] or int(
            base.scenario.number("horizon.days")), given["segments"], progress)
        document = document_of(fit, replace(base.document, scenario=base.scenario), AskedDocument(
            given["growth"] == "curve", given["start"] == "today", given["price_classes"]))
        content = {
            "scenario": document.toml, "orders": written.counts(source),
            "fit": written.numbers(fit), "text": [
                *order_history.read(source, words),
                *order_history.answers(fit.questions, words), *order_history.fitted(fit, words)]}
        return File("fit.json", "application/json",
                    json.dumps(plain_all(content), ensure_ascii=False, allow_nan=False).encode())

    return work


def _number(
    name: str, described: str, whole: bool = False, first: float | None = None
) -> Field:
    return asked.number(name, *PERMITTED[name], described, whole, first)


FILES: Mapping[str, FileOperation] = {each.name: each for each in (
    FileOperation("report", "A report as a file: a job, then the file", (
        asked.SCENARIO, asked.SET, asked.choice(
            "format", tuple(FORMATS), "kind of file", first="html"),
        asked.text("title", TEXT_LIMIT, "instead of the scenario's"),
        asked.text("client", TEXT_LIMIT, "whom the report is for"),
        asked.text("summary", SUMMARY_LIMIT, "in place of the generated summary"),
        asked.BASE, asked.DATE, asked.yes_or_no("uncertain", "draws of what is uncertain", False),
        asked.number("members", 1, MEMBERS_LIMIT, "single members to simulate", whole=True),
        asked.number("members_seed", 0, SEED_LIMIT - 1, "of their simulation", whole=True, first=0),
        asked.yes_or_no("terms", "terms under which promises would hold (longer)", False),
        asked.number("share_worth", 1, SHARES_LIMIT, "founders' shares: says what one is worth"),
        asked.LEVERS, asked.LANGUAGE), _report),
    FileOperation("fit", "A scenario fitted to a file of orders: a job, then its numbers", (
        asked.text("name", NAME_LIMIT, "of the file, ending in csv, tsv or xlsx", "orders.csv"),
        replace(asked.SCENARIO, name="base", required=False),
        *(asked.text(f"column.{role}", 200, "name of the column; empty: none", None)
          for role in ROLES),
        asked.choice("date_order", ANSWERS["date_order"], "what comes first in 05/06/2024"),
        asked.choice("dots", ANSWERS["dots"], "what the dot marks in 1.234"),
        asked.choice("amounts", ANSWERS["amounts"], "an order's amount: on each row, or the sum"),
        asked.yes_or_no("complete", "whether the shop's first order is in the file", None),
        _number("market_size", "how many members there can be"),
        _number("utc_offset", "hours, of Unix times", first=UTC_OFFSET),
        _number("horizon", "days; default: those of base", whole=True),
        _number("segments", "use at most so many segments", whole=True),
        _number("price_classes", "products of so many prices", whole=True, first=1),
        asked.choice("growth", ("series", "curve"), "measured joins first, or the curve alone",
                     "series"),
        asked.choice("start", ("first", "today"), "what day 0 is", "first"),
        asked.LANGUAGE), _fit, BYTES_LIMIT),
)}
