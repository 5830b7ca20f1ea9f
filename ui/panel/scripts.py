"""Texts of components that stand in files beside the code: HTML, CSS, and JavaScript in parts."""

from pathlib import Path


def part(beside: str, name: str) -> str:
    """A file beside the module whose `__file__` is `beside`."""
    return (Path(beside).parent / name).read_text("utf-8")


LASTING = part(__file__, "lasting.js")
"""What every component needs that holds something beyond one call."""


def joined(folder: Path) -> str:
    """All JavaScript files of a folder as one module, for a component can have only one.

    They share one scope with `lasting.js`: constants that a part needs as it is read must stand in
    it.
    """
    return LASTING + "\n".join(path.read_text("utf-8") for path in sorted(folder.glob("*.js")))
