"""The languages of Backstop, and the habits of each: all that code knows of a language.

Texts are in the catalogue beside it (`locale/<code>/backstop.po`); a new language is a record here
and a catalogue there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from babel import Locale
from babel.numbers import get_decimal_symbol, get_group_symbol

SOURCE = "en"
"""The language of the texts in the source, into which documents without a suffix are written."""


@dataclass(frozen=True, kw_only=True)
class Language:
    """Habits of one language.

    `code` stands in addresses and options, `name` in the switch, `suffix` behind a document's
    fields (`title_zh`). `babel` names the locale (marks of numbers, names of months, the rule of
    plurals), `html` and `office` are its tags on pages and in office files. `day` and `moment` are
    Babel's patterns; `money` and `percent` frame a number; `units` are (size, what follows the
    number), the largest first. `currencies` are names of others than yuan, of one unit and of
    several, by code; `other_money` frames an amount in them, and `yuan` are patterns of the word
    for yuan in texts, with what stands there instead. `font` is that of office files, `page_fonts`
    those that pages and reports fall back on. `letter` is the width of a letter, in Latin ones.
    """

    code: str
    name: str
    suffix: str
    babel: str
    html: str
    office: str
    day: str
    moment: str
    units: tuple[tuple[float, str], ...]
    money: str = "¥{}"
    percent: str = "{}%"
    other_money: str = "{code} {{}}"
    currencies: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    yuan: tuple[tuple[str, str], ...] = ()
    font: str = "Arial"
    page_fonts: tuple[str, ...] = ()
    letter: int = 1

    @cached_property
    def locale(self) -> Locale:
        """What Babel knows of it."""
        return Locale.parse(self.babel)

    @cached_property
    def marks(self) -> tuple[str, str]:
        """What groups digits, and what stands before decimals."""
        return get_group_symbol(self.locale), get_decimal_symbol(self.locale)

    def field(self, key: str) -> str:
        """The name under which a document holds a text in this language."""
        return key + self.suffix

    def letters(self, latin: int) -> int:
        """Letters that fit where so many Latin ones do."""
        return latin // self.letter


# Babel knows units too, but writes 999,999 as "1000K", "M" for million without the space
# that Chinese does not want, and "B" for what yuan reports call bn.
ENGLISH = Language(
    code="en", name="English", suffix="", babel="en", html="en", office="en-GB",
    day="d MMMM y", moment="d MMM y, HH:mm",
    units=((1e12, " tn"), (1e9, " bn"), (1e6, " M"), (1e3, " k")),
    currencies={"USD": ("dollar", "dollars"), "EUR": ("euro", "euros"),
                "HKD": ("Hong Kong dollar", "Hong Kong dollars")},
    yuan=((r"\b((?:[Ee]ach|[Ee]very|[Oo]ne|[Pp]er|[Aa]n?|1)(?: \w+)?) yuan\b", r"\1 {one}"),
          (r"\bYuan\b", "{Several}"), (r"\byuan\b", "{several}")),
)
CHINESE = Language(
    code="zh", name="简体中文", suffix="_zh", babel="zh_Hans_CN", html="zh-Hans", office="zh-CN",
    day="y年M月d日", moment="y年M月d日 HH:mm",
    units=((1e12, "万亿"), (1e8, "亿"), (1e4, "万")),
    other_money="{{}}{name}",
    currencies={"USD": ("美元", "美元"), "EUR": ("欧元", "欧元"), "HKD": ("港元", "港元")},
    yuan=((r"(?<![单位多美港欧])元(?!素)", "{one}"),),
    font="Microsoft YaHei", letter=2,
    page_fonts=("Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei"),
)

LANGUAGES = {each.code: each for each in (ENGLISH, CHINESE)}
"""By code, that of the source first."""


def language(code: str) -> Language:
    """The language of a code; raises ValueError for any other."""
    if code not in LANGUAGES:
        raise ValueError(f"no such language: {code!r}; known: {', '.join(LANGUAGES)}")
    return LANGUAGES[code]


def part_of(field: str) -> tuple[str, Language]:
    """What a field of a document holds a text for, and in which language: `Language.field` undone.
    """
    found = (each for each in LANGUAGES.values() if each.suffix and field.endswith(each.suffix))
    known = next(found, LANGUAGES[SOURCE])
    return field.removesuffix(known.suffix), known


def spoken(texts: Mapping[str, str], code: str) -> str:
    """A text in a language, else in that of the source, else in any; empty where there is none."""
    known = (texts.get(each) for each in (code, SOURCE, *LANGUAGES))
    return next(filter(None, known), "")
