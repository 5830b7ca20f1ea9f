"""`describe`: what can be set and asked, for programs that use Backstop."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from commands.shared import Commands, add_json, print_json, print_table
from scenarios.schema import described
from wording import Words


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("describe", help="name every parameter, reading and series")
    add_json(parser)
    parser.set_defaults(command=_describe)


def _describe(options: argparse.Namespace, words: Words) -> None:
    found: Mapping[str, Any] = described(words)
    if options.json:
        print_json(found)
        return
    tables = {kind: table for kind, table in found.items() if isinstance(table, Mapping)}
    print_table((kind, name, each["title"])
                for kind, table in tables.items() for name, each in table.items())
