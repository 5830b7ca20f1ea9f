"""Texts that people type (titles, ids, file names), shown as they are: never as markup."""

import re

LONGEST = 200
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$&:^=\"'])")
_ADDRESS = re.compile(r"(?i)(?<=:)(?=//)|(?<=\bwww)(?=\.)|(?=@)")
WORD_JOINER = "\N{WORD JOINER}"


def literal(text: str) -> str:
    """`text` for a place that reads Markdown, on one line and of bounded length.

    What looks like an address gets an invisible sign inside, for Markdown makes links of bare
    addresses even where everything is escaped.
    """
    return _MARKUP.sub(r"\\\1", _ADDRESS.sub(WORD_JOINER, brief(text)))


def code(text: str) -> str:
    """A technical name or value as code, in which Markdown sees nothing."""
    shown = brief(text)
    longest = max(map(len, re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    room = " " if "`" in shown else ""
    return f"{fence}{room}{shown}{room}{fence}" if shown else "“”"


def brief(text: str, longest: int = LONGEST) -> str:
    """On one line, cut to `longest` letters, and with nothing that no encoding can write."""
    line = " ".join(text.encode("utf-8", "replace").decode("utf-8").split())
    return line if len(line) <= longest else line[:longest - 1] + "…"
