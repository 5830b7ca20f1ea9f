"""What all command lines of ours keep to: errors in the reader's words on stderr, exit code 2."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from typing import Never

from commands import streams
from model import ScenarioError
from wording import Words

Act = Callable[[argparse.Namespace, Words], None]

_NEGATIVE = re.compile(r"-(\d|\.\d|inf|nan)", re.IGNORECASE)
STOPPED = 130
"""Exit code of what somebody stopped from the keyboard."""


class Parser(argparse.ArgumentParser):
    """Usage errors go the same way as all others."""

    def error(self, message: str) -> Never:
        """Print what is wrong with the call and leave with exit code 2."""
        print(f"{self.prog}: {message}", file=sys.stderr)
        raise SystemExit(2)


def answered(parser: Parser, arguments: Sequence[str] | None, act: Act) -> int:
    """Do what the arguments ask for; returns the exit code. Who stops reading gets silence."""
    streams.prepare()
    try:
        try:
            given = sys.argv[1:] if arguments is None else arguments
            options = parser.parse_args(_with_negatives(given))
            return _told(act, options)
        finally:
            streams.flush()
    except BrokenPipeError:
        streams.let_go()
        return 0
    except KeyboardInterrupt:
        return STOPPED


def _told(act: Act, options: argparse.Namespace) -> int:
    """Run a command; what is refused is told on stderr."""
    words = Words(options.language)
    try:
        act(options, words)
        streams.flush()
    except ScenarioError as error:
        for found in error.problems:
            print(words.problem(found), file=sys.stderr)
        return 2
    except BrokenPipeError:
        raise
    except OSError as error:
        print(words("cannot write: {reason}", reason=error), file=sys.stderr)
        return 2
    return 0


def _with_negatives(arguments: Sequence[str]) -> list[str]:
    """The arguments with negative values tied to their options: `--target -1e8` looks like two
    options to argparse.
    """
    tied: list[str] = []
    for argument in arguments:
        before = tied[-1] if tied else ""
        if before.startswith("--") and "=" not in before and _NEGATIVE.match(argument):
            tied[-1] = f"{before}={argument}"
        else:
            tied.append(argument)
    return tied
