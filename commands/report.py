"""`report`: a scenario as a document to hand over."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path

from analysis.equity import SHARES
from commands.shared import Commands, add_file, document_of, progress_of, say_if_cold
from model import ScenarioError
from model.terms.problems import problem
from reports.formats import FORMATS, make
from reports.request import Request, asked_for
from scenarios import Shared
from scenarios.address import public
from scenarios.documents import content_of
from scenarios.settings import plain_text, with_settings
from scenarios.uploads import UPLOAD_LIMIT, open_file
from scenarios.whole import written_whole
from wording import LANGUAGES, Words

BAD_OPTION = "{field} = {value}: permitted is {permitted}"
NO_SUMMARY = "{field}: not a readable text file: {value}"
NO_TEMPLATE = "{field}: not a readable file: {value}"
TEXT_BYTES = 100_000
"""Bytes of a summary's file that are read; more than permitted letters take."""


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("report", help="write a report: " + ", ".join(FORMATS))
    add_file(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument("--format", choices=FORMATS, help="default: as the name of FILE says")
    parser.add_argument("--language", choices=tuple(LANGUAGES), default=argparse.SUPPRESS)
    parser.add_argument("--baseline", metavar="DOCUMENT",
                        help="what to hold it against: a document or preset; default: what the "
                             "document builds on, else the pitched terms")
    parser.add_argument("--title", default="", help="instead of the scenario's")
    parser.add_argument("--client", default="", help="whom the report is for")
    parser.add_argument("--summary", type=Path, metavar="FILE",
                        help="a text to stand in place of the generated summary")
    parser.add_argument("--date", metavar="YYYY-MM-DD", help="on the title page; default: today")
    parser.add_argument("--link", default="",
                        help="where the scenario is on show (default: below BACKSTOP_ADDRESS)")
    parser.add_argument("--uncertain", action="store_true",
                        help="draw what the document says is uncertain, else what we assume")
    parser.add_argument("--members", type=int, metavar="N",
                        help="simulate N single members beside the cohort model")
    parser.add_argument("--members-seed", type=int, default=0, metavar="S",
                        help="the same seed draws the same members (default: 0)")
    parser.add_argument("--template", type=Path, metavar="FILE",
                        help="a presentation whose colours and fonts slides take (PPTX, POTX)")
    parser.add_argument("--terms", action="store_true",
                        help="look for the terms under which promises would hold (longer)")
    parser.add_argument("--share-worth", type=float, nargs="?", const=SHARES, metavar="SHARES",
                        help="say what a share is worth, of so many founders' shares "
                             f"(default: {SHARES:.0f})")
    parser.add_argument("--lever", action="append", default=[], metavar="NAME[,NAME…]",
                        help="a number that moves in the HTML report, up to three times; names "
                             "with a comma between move together")
    parser.set_defaults(command=_report)


def _report(options: argparse.Namespace, words: Words) -> None:
    chosen = options.format or _format_of(options.out)
    asked = _request(options)
    if asked.levers and chosen != "html":
        raise ScenarioError([problem(BAD_OPTION, "--lever", ",".join(asked.levers[0]),
                                     permitted="--format html")])
    if asked.members is not None:
        say_if_cold("market.run_block", words)
    content = make(asked, chosen, progress_of(words))
    with written_whole(options.out) as path:
        path.write_bytes(content)


def _format_of(path: Path) -> str:
    """The format whose files end like `path`. Raises ScenarioError."""
    endings = {form.suffix: name for name, form in FORMATS.items()}
    if path.suffix.lower() not in endings:
        details = {"permitted": " | ".join(FORMATS)}
        raise ScenarioError([problem(BAD_OPTION, "--format", path.suffix or "–", **details)])
    return endings[path.suffix.lower()]


def _request(options: argparse.Namespace) -> Request:
    """What is asked for. Raises ScenarioError."""
    document = document_of(options)
    scenario = with_settings(document.scenario, options.set)
    baseline = open_file(options.baseline).scenario if options.baseline else None
    members = options.members
    return asked_for(
        replace(Shared.opening(document), scenario=scenario).against(baseline),
        options.language, public(),
        day=_day(options.date),
        title=plain_text("--title", options.title),
        client=plain_text("--client", options.client),
        summary=_summary(options.summary),
        uncertain=options.uncertain,
        members=None if members is None else (members, options.members_seed),
        terms=options.terms,
        link=plain_text("--link", options.link),
        template=_template(options.template),
        shares=options.share_worth,
        levers=tuple(tuple(map(str.strip, each.split(","))) for each in options.lever),
    )


def _day(text: str | None) -> date:
    """A day of the calendar, today without one. Raises ScenarioError."""
    if text is None:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        details = {"permitted": "YYYY-MM-DD"}
        raise ScenarioError([problem(BAD_OPTION, "--date", text, **details)]) from error


def _template(path: Path | None) -> bytes:
    """A presentation. Raises ScenarioError."""
    if path is None:
        return b""
    return content_of(path, problem(NO_TEMPLATE, "--template", str(path)), UPLOAD_LIMIT)


def _summary(path: Path | None) -> str:
    """The text of a file. Raises ScenarioError."""
    if path is None:
        return ""
    try:
        with path.open("rb") as file:
            return file.read(TEXT_BYTES).decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ScenarioError([problem(NO_SUMMARY, "--summary", str(error))]) from error
