"""Currencies other than yuan: what stands for ¥, for “yuan” and for “CNY”.

Texts are written for yuan, the unit of every scheme but a few cases; in another currency they name
it where they would name yuan. A currency has no sign here: two $ in a text that reads Markdown make
a formula of what stands between them.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

YUAN = "CNY"


@dataclass(frozen=True)
class Currency:
    """`one`, `several`: its English names; `chinese`: its name there, behind the number."""

    one: str
    several: str
    chinese: str


CURRENCIES = {
    YUAN: Currency("yuan", "yuan", "元"), "USD": Currency("dollar", "dollars", "美元"),
    "HKD": Currency("Hong Kong dollar", "Hong Kong dollars", "港元"),
    "EUR": Currency("euro", "euros", "欧元"),
}
"""By code, yuan first."""

_ONE = re.compile(r"\b((?:[Ee]ach|[Ee]very|[Oo]ne|[Pp]er|[Aa]n?|1)(?: \w+)?) yuan\b")
_SEVERAL, _FIRST = re.compile(r"\byuan\b"), re.compile(r"\bYuan\b")
_CHINESE = re.compile(r"(?<![单位多美港欧])元(?!素)")


def frame(code: str, language: str) -> str:
    """What an amount in a currency other than yuan is set into."""
    return f"{{}}{CURRENCIES[code].chinese}" if language == "zh" else f"{code} {{}}"


@lru_cache(maxsize=4096)
def instead(text: str, code: str) -> str:
    """A text about yuan, about another currency."""
    known = CURRENCIES[code]
    text = _ONE.sub(rf"\1 {known.one}", text)
    text = _FIRST.sub(known.several[0].upper() + known.several[1:], text)
    text = _SEVERAL.sub(known.several, text.replace(YUAN, code))
    return _CHINESE.sub(known.chinese, text).replace("¥", "")
