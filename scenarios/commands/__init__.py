"""The subcommands of `python -m scenarios` that ask questions, a module each.

Every module has `add(commands)`, which declares the command's options and the function that runs
it with (options, words).
"""

from scenarios.commands import claims, compare, draw, members, seek, table, tornado

QUESTIONS = (compare, tornado, seek, table, draw, claims, members)

__all__ = ["QUESTIONS"]
