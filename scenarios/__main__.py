"""The command line: `python -m scenarios run | list | check | diff`. Exit code 2 on errors."""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Never

from model import Scenario, ScenarioError, readings, simulate
from model.compiled import is_warm
from model.problems import problem
from scenarios import files
from scenarios.documents import load, preset_names
from wording import LANGUAGES, Words

BAD_SETTING = "{field} = {value}: write dotted.name=value"


class Parser(argparse.ArgumentParser):
    """Usage errors go the same way as all others."""

    def error(self, message: str) -> Never:
        """Print what is wrong with the call and leave with exit code 2."""
        print(f"{self.prog}: {message}", file=sys.stderr)
        raise SystemExit(2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    options = _parser().parse_args(arguments)
    words = Words(options.language)
    try:
        command: Callable[[argparse.Namespace, Words], None] = options.command
        command(options, words)
    except ScenarioError as error:
        for found in error.problems:
            print(words.problem(found), file=sys.stderr)
        return 2
    except OSError as error:
        print(words("cannot write: {reason}", reason=error), file=sys.stderr)
        return 2
    return 0


def _parser() -> Parser:
    parser = Parser(prog="python -m scenarios", description=__doc__)
    parser.add_argument("--language", choices=tuple(LANGUAGES), default="en")
    commands = parser.add_subparsers(required=True, metavar="run | list | check | diff")

    run = commands.add_parser("run", help="simulate a scenario and write its files")
    run.add_argument("file", help="TOML document or name of a preset")
    run.add_argument("--set", action="append", default=[], metavar="dotted.name=value",
                     help="change a value; may be repeated; `none` removes an optional one")
    run.add_argument("--out", type=Path, required=True, metavar="DIR")
    run.set_defaults(command=_run)

    commands.add_parser("list", help="name the presets").set_defaults(command=_list)

    check = commands.add_parser("check", help="validate a document")
    check.add_argument("file")
    check.set_defaults(command=_check)

    diff = commands.add_parser("diff", help="say in which values two documents differ")
    diff.add_argument("a")
    diff.add_argument("b")
    diff.set_defaults(command=_diff)
    return parser


def _run(options: argparse.Namespace, words: Words) -> None:
    scenario = with_settings(load(options.file).scenario, options.set)
    if not is_warm():
        first = words("Compiling the model once for this machine, about half a minute …")
        print(first, file=sys.stderr)
    run = simulate(scenario)
    files.write_run(run, options.out)
    if readings.faults(run):
        faulty = words("The accounts of this run do not add up: do not rely on its figures.")
        print(faulty, file=sys.stderr)


def _list(options: argparse.Namespace, words: Words) -> None:
    for name in preset_names():
        document = load(name)
        title, note = document.title(options.language), document.note(options.language)
        print(f"{name}\t{title}\t{note}")


def _check(options: argparse.Namespace, words: Words) -> None:
    scenario = load(options.file).scenario
    print(words("{file}: valid, {count} values", file=options.file, count=len(scenario.names())))


def _diff(options: argparse.Namespace, words: Words) -> None:
    first, second = load(options.a).scenario, load(options.b).scenario
    for name, (one, other) in first.differences(second).items():
        print(f"{name}\t{_shown(one)}\t{_shown(other)}")


def _shown(value: object) -> str:
    return "–" if value is None else str(value)


def with_settings(scenario: Scenario, settings: Sequence[str]) -> Scenario:
    """The scenario after `dotted.name=value` settings, all at once. Raises ScenarioError."""
    changes: dict[str, object] = {}
    for setting in settings:
        name, sign, value = setting.partition("=")
        if not sign:
            raise ScenarioError([problem(BAD_SETTING, "--set", setting)])
        changes[name.strip()] = _value(value.strip())
    return scenario.replace(changes) if changes else scenario


def _value(text: str) -> object:
    """A TOML value; a bare word is a text, `none` is no value."""
    if text == "none":
        return None
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


if __name__ == "__main__":
    sys.exit(main())
