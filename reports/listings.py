"""What a report says in words, as columns and as plain text: changes, promises, every sentence."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Sequence

from analysis.claims import VERDICTS, Claim
from answers.changes import by_effect
from answers.promises import found, tested
from answers.statements import gist
from answers.values import name_of
from reports import single_members
from reports.blocks import Block, Paragraph, Points, Section, Table
from reports.content import Report
from reports.frames import Frame, framed
from scenarios.uploads import NAME
from wording import Words
from wording.names import called

IN_TABLES = ("summary", "headlines", "members", single_members.KEY)
"""Sections of which the plain text holds the sentences; their numbers are in files of their own."""
SAID_IN_FULL = (*IN_TABLES, "changes", "claims", "limits", "outside", "again")
"""Sections that the plain text holds."""
WIDTH = 100


def changes(report: Report) -> Frame:
    """What differs from the baseline: fields with both values, rows that came or went."""
    words, shared = report.words, report.request.shared
    rows = [
        (each.name, each.kind,
         name_of(each.name, words) if each.kind == "value"
         else called(words, each.name),
         _plain(each.before), _plain(each.after))
        for each in by_effect(shared.baseline, shared.scenario)
    ]
    return framed("changes", words("What was changed against the baseline"), (
        ("name", words(NAME), "text"), ("kind", words("Kind of change"), "text"),
        ("label", words("Parameter"), "text"), ("baseline", words("Baseline"), "any"),
        ("value", words("This scenario"), "any"),
    ), rows)


def _plain(value: object) -> object:
    """A list of numbers as one text."""
    return " ".join(map(repr, value)) if isinstance(value, tuple) else value


def _source(claim: Claim, words: Words) -> tuple[str, str]:
    """The statement that promised it and its gist; none where the scheme is not the vendor's."""
    source = claim.promise.source
    return ("", "") if words.own else (source, gist(source, words))


def claims(report: Report) -> Frame:
    """Each promise with its verdict, to which part it is kept, and what was found."""
    words, shared = report.words, report.request.shared
    past = tested(shared.baseline)
    rows = [
        (claim.promise.name, claim.promise.about, words(claim.promise.statement), claim.verdict,
         words(VERDICTS[claim.verdict]), None if math.isnan(claim.kept) else float(claim.kept),
         before.verdict, found(claim, words), *_source(claim, words))
        for claim, before in zip(tested(shared.scenario), past, strict=True)
    ]
    return framed("claims", words("Promises and verdicts"), (
        ("name", words(NAME), "text"),
        ("about", words("Whose money it is about, as a word of the files"), "text"),
        ("promise", words("Promise"), "text"),
        ("verdict", words("Verdict, as a word of the files"), "text"),
        ("verdict_text", words("Verdict"), "text"), ("kept", words("Part kept"), "percent"),
        ("baseline_verdict", words("At the baseline"), "text"),
        ("finding", words("What was found"), "text"), ("source", words("Source"), "text"),
        ("source_text", words("What the source says"), "text"),
    ), rows)


def texts(report: Report) -> Frame:
    """Every sentence of the report by section, in order; limits and warnings are among them."""
    words = report.words
    rows = [
        (section.key, section.title, kind, text)
        for section in report.sections for kind, text in _said(section.blocks)
    ]
    return framed("texts", words("What the report says"), (
        ("section", words("Section, as a word of the files"), "text"),
        ("section_title", words("Section"), "text"), ("kind", words("Kind of text"), "text"),
        ("text", words("Text"), "text"),
    ), rows)


def _said(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield "verdict" if block.strong else "paragraph", _led(block)
        elif isinstance(block, Points):
            yield from (("point", _led(item)) for item in block.items)


def _led(paragraph: Paragraph) -> str:
    return " ".join(filter(None, (paragraph.lead, paragraph.text)))


def tables(report: Report) -> Frame:
    """Every cell of every table as it is read, one a row."""
    words = report.words
    rows = [
        (section.key, table.key, table.title, number, column, text)
        for section in report.sections for table in section.of(Table)
        for number, row in enumerate(table.rows, start=1) for column, text in row.items()
    ]
    return framed("tables", words("Every table as it is read"), (
        ("section", words("Section, as a word of the files"), "text"),
        ("table", words("Table, as a word of the files"), "text"),
        ("table_title", words("Table"), "text"), ("row", words("Row"), "whole"),
        ("column", words("Column"), "text"), ("text", words("Text"), "text"),
    ), rows)


def readme(report: Report) -> str:
    """Title, facts, words, limits and warnings as plain text."""
    parts = [report.title, "=" * 40, ""]
    parts += [f"{label}: {text}" for label, text in report.facts]
    for section in report.sections:
        if section.key in SAID_IN_FULL:
            parts += ["", section.title, "-" * 40, *_lines(section)]
    return "\r\n".join(parts) + "\r\n"


def _lines(section: Section) -> Iterator[str]:
    """Sentences broken into lines; of warnings and limits the tables too."""
    for block in section.blocks:
        if isinstance(block, Table) and section.key not in IN_TABLES:
            yield from ("", f"[{block.title}]")
            for row in block.rows:
                yield from _wrapped("* " + " | ".join(filter(None, row.values())))
        else:
            for kind, text in _said([block]):
                yield from _wrapped(f"* {text}" if kind == "point" else text)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent="  ", break_on_hyphens=False) or [""]
