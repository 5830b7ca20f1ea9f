"""What all command lines of ours keep to: errors in the reader's words on stderr, exit code 2."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Never

from model import ScenarioError
from wording import Words


class Parser(argparse.ArgumentParser):
    """Usage errors go the same way as all others."""

    def error(self, message: str) -> Never:
        """Print what is wrong with the call and leave with exit code 2."""
        print(f"{self.prog}: {message}", file=sys.stderr)
        raise SystemExit(2)


def answered(act: Callable[[], None], words: Words) -> int:
    """Do what was asked; returns the exit code, once what was refused has been told."""
    try:
        act()
    except ScenarioError as error:
        for found in error.problems:
            print(words.problem(found), file=sys.stderr)
        return 2
    except OSError as error:
        print(words("cannot write: {reason}", reason=error), file=sys.stderr)
        return 2
    return 0
