"""Currencies other than yuan: what stands for ¥, for “yuan” and for “CNY”.

Texts are written for yuan, the unit of every scheme but a few cases; in another currency they name
it where they would name yuan, as the language's record says. A currency has no sign here: two $ in
a text that reads Markdown make a formula of what stands between them.
"""

import re
from functools import lru_cache

from wording.languages import LANGUAGES

YUAN = "CNY"
CURRENCIES = (YUAN, "USD", "HKD", "EUR")
"""Codes, yuan first."""


def frame(code: str, language: str) -> str:
    """What an amount in a currency other than yuan is set into."""
    habits = LANGUAGES[language]
    return habits.other_money.format(code=code, name=_names(code, language)[-1])


@lru_cache(maxsize=4096)
def instead(text: str, code: str, language: str) -> str:
    """A text of a language about yuan, about another currency."""
    one, several = _names(code, language)
    text = text.replace(YUAN, code)
    for pattern, names in LANGUAGES[language].yuan:
        found = names.format(one=one, several=several, Several=several[0].upper() + several[1:])
        text = re.sub(pattern, found, text)
    return text.replace("¥", "")


def _names(code: str, language: str) -> tuple[str, str]:
    """Of one unit and of several; where a language has none, the code."""
    return LANGUAGES[language].currencies.get(code, (code, code))
