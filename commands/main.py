"""The command line: run, list, check, diff, questions to the model, reports. Errors exit with 2."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from commands import QUESTIONS
from commands.answering import Parser, answered
from commands.shared import Command, add_file, document_of
from model import readings, simulate
from model.compiled import is_warm
from scenarios import files
from scenarios.documents import case_names, load, preset_names
from scenarios.settings import with_settings
from scenarios.uploads import open_file
from wording import LANGUAGES, Words


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    return answered(_parser(), arguments, _command)


def _command(options: argparse.Namespace, words: Words) -> None:
    command: Command = options.command
    command(options, words)


def _parser() -> Parser:
    parser = Parser(prog="python -m scenarios", description=__doc__)
    parser.add_argument("--language", choices=tuple(LANGUAGES), default="en")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    run = commands.add_parser("run", help="simulate a scenario and write its files")
    add_file(run)
    run.add_argument("--out", type=Path, required=True, metavar="DIR")
    run.set_defaults(command=_run)

    commands.add_parser("list", help="name the presets and the cases").set_defaults(command=_list)

    check = commands.add_parser("check", help="validate a document")
    check.add_argument("file")
    check.set_defaults(command=_check)

    diff = commands.add_parser("diff", help="say in which values two documents differ")
    diff.add_argument("a")
    diff.add_argument("b")
    diff.set_defaults(command=_diff)

    for question in QUESTIONS:
        question.add(commands)
    return parser


def _run(options: argparse.Namespace, words: Words) -> None:
    document = document_of(options)
    scenario = with_settings(document.scenario, options.set)
    if not is_warm():
        first = words("Compiling the model once for this machine, about half a minute …")
        print(first, file=sys.stderr)
    run = simulate(scenario)
    files.write_run(run, options.out, document.day_zero)
    if readings.faults(run):
        faulty = words("The accounts of this run do not add up: do not rely on its figures.")
        print(faulty, file=sys.stderr)


def _list(options: argparse.Namespace, words: Words) -> None:
    for name in (*preset_names(), *case_names()):
        document = load(name)
        title, note = document.title(options.language), document.note(options.language)
        print(f"{name}\t{title}\t{note}")


def _check(options: argparse.Namespace, words: Words) -> None:
    scenario = open_file(options.file).scenario
    print(words("{file}: valid, {count} values", file=options.file, count=len(scenario.names())))


def _diff(options: argparse.Namespace, words: Words) -> None:
    first, second = open_file(options.a).scenario, open_file(options.b).scenario
    for name, (one, other) in first.differences(second).items():
        print(f"{name}\t{_shown(one)}\t{_shown(other)}")


def _shown(value: object) -> str:
    return "–" if value is None else str(value)
