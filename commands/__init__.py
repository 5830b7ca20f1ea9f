"""The command line: a door to the same answers as the pages, a module a subcommand.

Every module has `add(commands)`, which declares the command's options and the function that runs
it with (options, words).
"""

from commands import (
    ask,
    claims,
    compare,
    describe,
    draw,
    fit,
    members,
    pitch,
    report,
    search,
    seek,
    table,
    tornado,
)

QUESTIONS = (ask, compare, tornado, seek, table, draw, claims, members, search, report, pitch,
             describe, fit)

__all__ = ["QUESTIONS"]
