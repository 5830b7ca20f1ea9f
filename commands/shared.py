"""What several subcommands share: their options, tables and JSON, progress, plain numbers."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import TypeAlias

from analysis.batches import Progress
from analysis.elsewhere import done_by
from commands import streams
from model import Scenario
from model.compiled import is_warm
from scenarios.documents import Document
from scenarios.files import plain as plain
from scenarios.files import plain_all as plain_all
from scenarios.settings import with_settings
from scenarios.uploads import open_file
from wording import Words

Command = Callable[[argparse.Namespace, Words], None]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_file(parser: argparse.ArgumentParser) -> None:
    """The scenario that a question is asked of, and changes to it."""
    parser.add_argument("file", help="a TOML document, a report or a table of names and values, "
                                     "or the name of a preset")
    parser.add_argument("--set", action="append", default=[], metavar="dotted.name=value",
                        help="change a value; may be repeated; `none` removes an optional one")


def add_scheduler(parser: argparse.ArgumentParser) -> None:
    """The choice of where runs are made."""
    parser.add_argument("--scheduler", metavar="ADDRESS",
                        help="have the workers of this Dask scheduler make the runs, for instance "
                             "tcp://127.0.0.1:8786 (docs/running.md); default: this machine")


def where(options: argparse.Namespace) -> AbstractContextManager[None]:
    """What is computed meanwhile is computed there. Raises ScenarioError."""
    return nullcontext() if options.scheduler is None else done_by(options.scheduler)


def add_json(parser: argparse.ArgumentParser) -> None:
    """The choice between JSON and a table for readers."""
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")


def document_of(options: argparse.Namespace) -> Document:
    """The document named on the command line; what of it no longer counts is said on stderr.
    Raises ScenarioError."""
    document = open_file(options.file)
    for remark in document.remarks:
        print(remark, file=sys.stderr)
    return document


def scenario_of(options: argparse.Namespace) -> Scenario:
    """Its scenario, changed as asked. Raises ScenarioError."""
    return with_settings(document_of(options).scenario, options.set)


def print_json(content: object) -> None:
    """Print plain values as JSON; where the output's encoding lacks a letter, escaped."""
    content = plain_all(content)
    text = json.dumps(content, indent=1, allow_nan=False, ensure_ascii=False)
    whole = streams.holds(text)
    print(text if whole else json.dumps(content, indent=1, allow_nan=False))


def print_table(rows: Iterable[Iterable[object]]) -> None:
    """Print rows with tabs between; numbers in full, an undefined one as –."""
    for row in rows:
        print("\t".join(_shown(value) for value in row))


def _shown(value: object) -> str:
    value = plain(value)
    return "–" if value is None else f"{value:.10g}" if isinstance(value, float) else str(value)


def say_if_cold(kernel: str, words: Words) -> None:
    """Say on stderr that a kernel is compiled first, where it was not yet on this machine."""
    if not is_warm(kernel):
        first = words("Compiling the model once for this machine, about half a minute …")
        print(first, file=sys.stderr)


def progress_of(words: Words) -> Progress:
    """Say on stderr how far it is, if somebody is there to read it."""

    def tell(done: int, total: int) -> bool:
        if sys.stderr.isatty():
            said = words("{done} of {total} …", done=done, total=total)
            print(said, end="\n" if done >= total else "\r", file=sys.stderr, flush=True)
        return True

    return tell
