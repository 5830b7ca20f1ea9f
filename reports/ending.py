"""What no report leaves out: limits of the model, warnings from outside, how to make it again."""

from __future__ import annotations

import re

from answers.contract.facts import BENCHMARKS, CASES, WARNINGS
from answers.contract.limits import CHECKS, CHOICES, LEFT_OUT
from answers.contract.listing import fact, warning
from answers.statements import STATEMENTS, gist
from model import MODEL_VERSION
from reports.blocks import Paragraph, Points, Section, Table
from reports.request import Request
from scenarios.documents import fingerprint
from wording import Words

_LEAD = re.compile(r"\*\*(.+?)\*\*\s*(.*)", re.DOTALL)


def sections(request: Request) -> list[Section]:
    """The last pages of every report."""
    words = request.words
    return [_limits(words), _outside(words), _again(request)]


def _limits(words: Words) -> Section:
    choices = [{words("Open"): words(asked), words("Backstop's choice"): words(answer)}
               for asked, answer, _file in CHOICES]
    return Section("limits", words("Limits of the model"), (
        Paragraph(words("What is left out")), Points(tuple(_led(text, words) for text in LEFT_OUT)),
        Table(words("Choices where the equations are silent"), choices, "choices",
              wide=tuple(choices[0])),
    ))


def _led(text: str, words: Words) -> Paragraph:
    """A text whose first words are marked bold."""
    found = _LEAD.fullmatch(words(text))
    assert found is not None, text
    lead, rest = found.groups()
    return Paragraph(rest, lead=lead)


def _outside(words: Words) -> Section:
    known = (words("Known"), words("Subject"))
    statements = [{words("Source"): each, words("What the source says"): gist(each, words)}
                  for each in STATEMENTS]
    cited = Table(words("Statements of the vendor's page"), statements, "statements",
                  note=words("What parameters and promises cite as S-1 to S-24, in sentences of "
                             "ours: claims of a vendor (grade C), to be tested, and no facts."),
                  wide=(words("What the source says"),))
    return Section("outside", words("Warnings and facts from outside"), (
        Paragraph(words("Grades: A official or audited, B press or court report, C vendor or "
                        "promoter, D mirror or aggregator.")),
        Table(words("Warnings"), [warning(found, words) for found in WARNINGS], "warnings",
              wide=(words("Warning"),)),
        Table(words("Cases to compare with"), [fact(found, words) for found in CASES], "cases",
              wide=known),
        Table(words("Benchmarks"), [fact(found, words) for found in BENCHMARKS], "benchmarks",
              wide=known),
        *(() if words.own else (cited,)),
        Paragraph(words("None of this is legal advice.")),
    ))


def _again(request: Request) -> Section:
    """How anybody gets the same numbers, and how the model was checked."""
    words, shared = request.words, request.shared
    checks = [{words("Check"): words(title), words("What it does"): words(what)}
              for title, what, _file in CHECKS]
    return Section("again", words("How to check and repeat this report"), (
        Paragraph(words(
            "This file carries its scenario. Opened in Backstop with model version {version} it "
            "gives every number of this report again; its fingerprint is {fingerprint}.",
            version=MODEL_VERSION, fingerprint=fingerprint(shared.scenario))),
        *_members_again(request),
        Paragraph(words(
            "Each number is called as in the files that the command line writes (“Name in the "
            "files”); the XLSX report holds the daily flows and a sheet that adds pool, points "
            "and price up again from them.")),
        Table(words("How the model was checked"), checks, "checks", wide=tuple(checks[0])),
        Paragraph(words("Nothing here is legal or financial advice.")),
    ))


def _members_again(request: Request) -> list[Paragraph]:
    """How the same single members are drawn once more; nothing where none were asked for."""
    words, asked = request.words, request.members
    if asked is None:
        return []
    return [Paragraph(words(
        "Its single members are drawn again, to the last digit, by {command}; number and seed also "
        "stand on the first page.",
        command=f"python -m scenarios members FILE --members {asked.count} --seed {asked.seed} "
                "--out FOLDER"))]
