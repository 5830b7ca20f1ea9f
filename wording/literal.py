"""Texts that people type (titles, ids, file names), shown as they are: never as markup."""

import re

LONGEST = 200
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$&:^=\"'])")
_ADDRESS = re.compile(r"(?i)(?<=:)(?=//)|(?<=\bwww)(?=\.)|(?=@)")
_ICON = re.compile(r"(?<=:)(?=material|streamlit:|[\w+-]+:)")
_ARROW = re.compile(r"(?<!\S)(<-|[-<>~])(?=(?:>|-|=)(?!\S))")
WORD_JOINER = "\N{WORD JOINER}"
_TWINS = str.maketrans("\\`*{}[]<>|~$", "＼ˋ＊｛｝［］＜＞｜～＄")


def literal(text: str) -> str:
    """`text` for a place that reads Markdown, on one line and of bounded length.

    What looks like an address, an icon (`:material/bolt:`, `:zap:`) or an arrow gets an invisible
    sign inside: links and pictures are made of them even where everything is escaped.
    """
    return _MARKUP.sub(r"\\\1", _kept_apart(text))


def plain(text: str) -> str:
    """`text` for places of any kind (Markdown, figures, pages, cells), on one line: signs that one
    of them takes for markup stand there as their full-width twins.
    """
    return _kept_apart(text).translate(_TWINS)


def _kept_apart(text: str) -> str:
    shown = _ARROW.sub(rf"\1{WORD_JOINER}", _ICON.sub(WORD_JOINER, brief(text)))
    return _ADDRESS.sub(WORD_JOINER, shown)


def code(text: str) -> str:
    """A technical name or value as code, in which Markdown sees nothing."""
    shown = brief(text).replace(":material/", f":{WORD_JOINER}material/")
    longest = max(map(len, re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    room = " " if "`" in shown else ""
    return f"{fence}{room}{shown}{room}{fence}" if shown else "“”"


def brief(text: str, longest: int = LONGEST) -> str:
    """On one line, cut to `longest` letters, and with nothing that no encoding can write."""
    line = " ".join(text.encode("utf-8", "replace").decode("utf-8").split())
    return line if len(line) <= longest else line[:longest - 1] + "…"
