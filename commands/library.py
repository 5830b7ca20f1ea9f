"""The library's command line: list, backup, restore-from, check, people, hand-over, take-back.
Exit code 2 on errors.

It works on the library that Backstop itself opens: BACKSTOP_DATA, DATABASE_URL.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from commands.answering import Parser, answered
from library import backup
from library.entries import Entry
from library.library import Library
from model import ScenarioError
from wording import LANGUAGES, Words


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    return answered(_parser(), arguments, _opened)


def _opened(options: argparse.Namespace, words: Words) -> None:
    """Run the command on the library, which is closed again whatever happens."""
    library = Library.open()
    try:
        options.command(library, options, words)
    finally:
        library.close()


def _parser() -> Parser:
    parser = Parser(prog="python -m library", description=__doc__)
    parser.add_argument("--language", choices=tuple(LANGUAGES), default="en")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    listing = commands.add_parser("list", help="name every entry of every user")
    listing.set_defaults(command=_list)

    saving = commands.add_parser("backup", help="write everything into a new SQLite file")
    saving.add_argument("file", type=Path, metavar="FILE")
    saving.set_defaults(command=_backup)

    restoring = commands.add_parser("restore-from", help="fill an empty library from a backup")
    restoring.add_argument("file", type=Path, metavar="FILE")
    restoring.set_defaults(command=_restore)

    checking = commands.add_parser("check", help="read every revision, name those damaged")
    checking.set_defaults(command=_check)

    naming = commands.add_parser("people", help="name who has signed in: id, name, e-mail")
    naming.set_defaults(command=_people)

    handing = commands.add_parser("hand-over", help="give all entries of one user to another")
    handing.add_argument("owner", metavar="FROM", help='id, e-mail or name; "" is everybody '
                         "before anybody signed in")
    handing.add_argument("to", metavar="TO", help="id, e-mail or name of who has signed in")
    handing.set_defaults(command=_hand_over)

    taking = commands.add_parser("take-back", help="undo a hand-over")
    taking.add_argument("number", type=int, help="as hand-over told it")
    taking.set_defaults(command=_take_back)
    return parser


def _list(library: Library, _options: argparse.Namespace, words: Words) -> None:
    for entry in library.everything():
        print("\t".join(_told(entry, words)))


def _told(entry: Entry, words: Words) -> tuple[str, ...]:
    revision = words("revision {number}", number=entry.latest.number)
    binned = words("in the bin") if entry.binned_at else ""
    return (
        entry.id, entry.kind, entry.owner or words.undefined, entry.shared or words.undefined,
        entry.latest.saved_at.isoformat(timespec="seconds"), revision, entry.name,
        ", ".join(entry.tags), binned,
    )


def _backup(library: Library, options: argparse.Namespace, words: Words) -> None:
    count = backup.back_up(library.database, options.file)
    print(words("{count} entries backed up in {file}", count=count, file=options.file))
    found = backup.damaged(library.database)
    if found:
        raise ScenarioError(found)


def _restore(library: Library, options: argparse.Namespace, words: Words) -> None:
    count = backup.restore(library.database, options.file)
    print(words("{count} entries restored from {file}", count=count, file=options.file))


def _check(library: Library, _options: argparse.Namespace, words: Words) -> None:
    found = backup.damaged(library.database)
    if found:
        raise ScenarioError(found)
    print(words("Every revision says what was saved."))


def _people(library: Library, _options: argparse.Namespace, _words: Words) -> None:
    for each in library.people():
        print("\t".join((each.id, each.name, each.email)))


def _hand_over(library: Library, options: argparse.Namespace, words: Words) -> None:
    handed = library.hand_over(options.owner, options.to)
    who = f"{handed.taker.name} ({handed.taker.email or handed.taker.id})"
    print(words.plural("{count} entry handed over to {user}",
                       "{count} entries handed over to {user}", handed.count, user=who))
    if handed.count:
        print(words("To undo this: {command}",
                    command=f"python -m library take-back {handed.number}"))


def _take_back(library: Library, options: argparse.Namespace, words: Words) -> None:
    count = library.take_back(options.number)
    print(words.plural("{count} entry went back", "{count} entries went back", count))
