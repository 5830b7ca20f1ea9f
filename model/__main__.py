"""`python -m model`: compile the model for this machine, where that was not done before."""

from __future__ import annotations

import sys

from model.warm import PARTS, compile_missing, on_terminal


def main(parts: list[str]) -> int:
    """Compile the named parts in this process, without any name all in processes of their own."""
    try:
        for part in parts:
            PARTS[part]()
        if not parts:
            return 0 if compile_missing(on_terminal()) else 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
