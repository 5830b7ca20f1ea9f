"""One reader's language: texts translated and figures written the way that reader expects."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from babel.dates import format_date, format_datetime

from model.cohorts.run import MONTH_DAYS
from model.terms.parameters import declared
from wording import currencies, formats
from wording.catalogue import mark, translations
from wording.languages import Language, language

SMALL_SHARE = 0.01
EXACT_DIGITS, HAIR = 6, 1e-9
SAME = 1e-12
"""Doubles that differ by no more than this part of themselves count as the same figure."""


class _Declared(Protocol):
    """What is used of `terms.parameters.Parameter`; the wording knows nothing else of it."""

    @property
    def label(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def choices(self) -> Mapping[str, str]: ...


class _Refusal(Protocol):
    """What is used of a `model.terms.problems.Problem`."""

    @property
    def template(self) -> str: ...
    @property
    def details(self) -> Mapping[str, Any]: ...


class _Sentence(Protocol):
    """What is used of an `analysis.texts.Sentence`."""

    @property
    def template(self) -> str: ...
    @property
    def figures(self) -> Mapping[str, tuple[Any, str]]: ...


@dataclass(frozen=True)
class Words:
    """Texts and figures in one of `LANGUAGES`; raises ValueError for any other.

    Equal by language and hashable, so it may be an argument of a cached function. Where a figure
    is undefined (None or NaN) every format gives `undefined`. `own`: the texts are about a scheme
    that somebody entered, so that no source vouches for its numbers. `row_titles`: what its rows
    are called, by field (`campaigns.autumn.title_zh`), for `wording.names.row_name`. `day_zero`:
    the date of day 0, where the scenario has one: days and months then carry dates everywhere.
    `currency`: that of the scenario, in place of yuan.
    """

    language: str
    own: bool = False
    row_titles: tuple[tuple[str, str], ...] = ()
    day_zero: date | None = None
    currency: str = currencies.YUAN

    undefined = "–"

    def __post_init__(self) -> None:
        language(self.language)

    @property
    def habits(self) -> Language:
        """How this language writes."""
        return language(self.language)

    def __call__(self, message: str, **values: object) -> str:
        """`message` translated, its {names} replaced by `values`."""
        text = self._paid(translations(self.language).gettext(message) if message else "")
        return text.format(**values) if values else text

    def plural(self, one: str, several: str, count: int, **values: object) -> str:
        """`one` or `several` as `count` asks for, translated, with {count} and `values` filled."""
        text = self._paid(translations(self.language).ngettext(one, several, count))
        return text.format(count=self.number(count, digits=0), **values)

    def declared(self, kind: str, text: str) -> str:
        """A text of the model as it is translated among those of its kind (`parameter`, `unit`,
        `choice`, `reading`, `series`, `figure`): one English word may need several."""
        return self._paid(translations(self.language).pgettext(kind, text) if text else "")

    def _paid(self, text: str) -> str:
        """A text in the scenario's currency."""
        is_yuan = self.currency == currencies.YUAN
        return text if is_yuan else currencies.instead(text, self.currency, self.language)

    @property
    def in_yuan(self) -> "Words":
        """The same about what is told in yuan whatever the scenario: sources, the pitch."""
        return replace(self, currency=currencies.YUAN)

    @property
    def money_frame(self) -> str:
        """What an amount of money is set into."""
        is_yuan = self.currency == currencies.YUAN
        return self.habits.money if is_yuan else currencies.frame(self.currency, self.language)

    def label(self, parameter: _Declared) -> str:
        """The name of a parameter."""
        return self.declared("parameter", parameter.label)

    def unit(self, parameter: _Declared) -> str:
        """The unit of a parameter, empty where it has none."""
        return self.declared("unit", parameter.unit)

    def choice(self, parameter: _Declared, value: str) -> str:
        """What one of a parameter's choices is called."""
        return self.declared("choice", parameter.choices[value])

    def problem(self, problem: _Refusal) -> str:
        """A refusal of the model, in the reader's language."""
        return self(problem.template, **problem.details)

    def sentence(self, sentence: _Sentence) -> str:
        """A finding with its figures, each written in its style."""
        figures = {name: self._styled(*figure) for name, figure in sentence.figures.items()}
        return self(sentence.template, **figures)

    def _styled(self, value: Any, style: str) -> str:
        """A figure as one of the formats below, or a dotted name as its parameter's label."""
        if style == "name":
            return self.label(declared(value))
        if style == "number":
            return self.number(value, digits=3, compact=True)
        if style in _EXACT:
            return self._exact(100 * value if style == "exact percent" else value, _EXACT[style])
        write = {"percent": self.percent, "money": self.money, "multiple": self.multiple}[style]
        return write(value)

    def number(self, value: float | None, digits: int = 2, compact: bool = False) -> str:
        """1,234.50, or compact 1.23 M in English and 123万 in Chinese."""
        return self._figure(value, "{}", digits, compact)

    def money(self, value: float | None, digits: int = 2, compact: bool = True) -> str:
        """Yuan: ¥1.23 M, ¥123万; with `compact=False` ¥1,234.50."""
        return self._figure(value, self.money_frame, digits, compact)

    def percent(self, value: float | None, digits: int = 1) -> str:
        """A share of one as 45.2%; below 1% with one decimal more, for 0.14% is not 0.1%."""
        if value is None:
            return self.undefined
        return self._figure(100 * value, self.habits.percent, _percent_digits(value, digits))

    def multiple(self, value: float | None, digits: int = 2) -> str:
        """How many times as much: 1.20×, 1.20倍."""
        return self._figure(value, self.frame("multiple"), digits)

    def day(self, value: float | None) -> str:
        """A day counted from the start, with its month of 30 days: day 409 (month 14)."""
        if value is None or not math.isfinite(value):
            return self.undefined
        day = int(value)
        month = day // MONTH_DAYS + 1
        if self.day_zero is None:
            return self(mark("day {day} (month {month})"), day=day, month=month)
        return self(mark("day {day} (month {month}, {date})"), day=day, month=month,
                    date=self.date(self.day_zero + timedelta(days=day)))

    def dated(self, day: float) -> str:
        """The date of a day as it stands on axes and in columns, 2026-11-25; empty where the
        scenario has no calendar."""
        if self.day_zero is None or not math.isfinite(day):
            return ""
        return (self.day_zero + timedelta(days=int(day))).isoformat()

    def since(self, text: str) -> str:
        """The title of an axis of days or months, with the date of day 0 where there is one."""
        if self.day_zero is None:
            return text
        return self(mark("{text}; day 0 is {date}"), text=text, date=self.dated(0))

    def with_date(self, text: str, day: float) -> str:
        """A text that names a day, followed by its date where the scenario has a calendar."""
        found = self.dated(day)
        return self(mark("{text} ({date})"), text=text, date=found) if found else text

    def with_month(self, text: str, month: float) -> str:
        """A text that names a month counted from 1, followed by the date on which it begins."""
        return self.with_date(text, MONTH_DAYS * (month - 1))

    def date(self, day: date) -> str:
        """A day of the calendar: 25 November 2026, 2026年11月25日."""
        return format_date(day, self.habits.day, self.habits.locale)

    def moment(self, moment: datetime) -> str:
        """A day and a time of it: 25 Nov 2026, 14:05, 2026年11月25日 14:05."""
        return format_datetime(moment, self.habits.moment, locale=self.habits.locale)

    def change(self, new: float | None, old: float | None, style: str) -> str:
        """How far `new` is from `old`, signed and with its unit: +1.2 pp, −¥3.1 M, +14 days.

        `style` is one of percent, money, number, multiple, day; ValueError otherwise. Only what is
        the same, but for the rounding of doubles, is "unchanged". The change is that of the figures
        as they are written, so that readers can check it; one too small for their digits is told
        in as many as show two. A figure undefined on one side gives `undefined`.
        """
        if style not in _CHANGES:
            raise ValueError(f"no such style: {style!r}; known: {', '.join(_CHANGES)}")
        if new is None or old is None:
            return self(mark("unchanged")) if new is old else self.undefined
        if new == old or (math.isnan(new) and math.isnan(old)):
            return self(mark("unchanged"))
        change = abs(new - old)
        if change <= SAME * max(abs(new), abs(old)) < math.inf:
            return self(mark("unchanged"))
        size = self._size(change, style)
        if size == self.undefined:
            return size
        if _says_nothing(size):
            size = self._small(change, style)
        else:
            size = self._between(new, old, style) or size
        return ("+" if new > old else formats.MINUS) + size

    def _between(self, new: float, old: float, style: str) -> str:
        """The size of the change of two figures as they are written; nothing where that is zero."""
        size = self._size(abs(self._rounded(new, style) - self._rounded(old, style)), style)
        return "" if _says_nothing(size) else size

    def _rounded(self, value: float, style: str) -> float:
        """A figure as far as it is written."""
        if not math.isfinite(value):
            return value
        if style == "percent":
            return round(100 * value, _percent_digits(value, 1)) / 100
        if style in ("money", "number"):
            return formats.rounded(value, self.language, 2)
        return round(value, 2 if style == "multiple" else 0)

    def _size(self, size: float, style: str) -> str:
        """The size of a change without its sign."""
        if style == "percent":
            return self._figure(100 * size, self(mark("{} pp")), 1 + (size < SMALL_SHARE))
        if style == "money":
            return self.money(size)
        if style == "multiple":
            return self.multiple(size)
        if style == "day":
            if not math.isfinite(size):
                return self.undefined
            return self.plural("{count} day", "{count} days", round(size))
        return self.number(size, compact=True)

    def _exact(self, value: float, style: str) -> str:
        """A setting with all its decimals, as somebody would enter it: 1,095, 0.35, 0.05%."""
        digits = next((d for d in range(EXACT_DIGITS) if abs(value - round(value, d)) < HAIR),
                      EXACT_DIGITS)
        return self._figure(value, self.frame(style), digits)

    def frame(self, style: str) -> str:
        """What a figure of a style (number, percent, money, multiple, wait, day) is set into."""
        habits = {"percent": self.habits.percent, "money": self.money_frame}
        return habits.get(style) or self(_FRAMES.get(style, "{}"))

    def _small(self, size: float, style: str) -> str:
        """A change that the usual digits hide, with two that tell."""
        points = {"percent": self(mark("{} pp")), "day": self.frame("wait")}
        shown = 100 * size if style == "percent" else size
        digits = 1 - int(f"{shown:.1e}".partition("e")[2])
        frame = points.get(style) or self.frame(style)
        return frame.format(formats.fixed(shown, self.language, digits))

    def _figure(self, value: float | None, frame: str, digits: int, compact: bool = False) -> str:
        """`value` written and set into `frame`, the sign in front of the whole."""
        if value is None or math.isnan(value):
            return self.undefined
        if math.isinf(value):
            text = formats.MINUS + "∞" if value < 0 else "∞"
        else:
            write = formats.compact if compact else formats.fixed
            text = write(value, self.language, digits)
        sign = formats.MINUS if text.startswith(formats.MINUS) else ""
        return sign + frame.format(text.removeprefix(formats.MINUS))


_EXACT = {"exact": "number", "exact percent": "percent", "exact money": "money"}
_FRAMES = {"multiple": mark("{}×"), "wait": mark("{} days"), "day": mark("Day {}")}
_CHANGES = ("percent", "money", "number", "multiple", "day")


def _says_nothing(size: str) -> bool:
    """Whether a size is written as zero."""
    return not any(digit in size for digit in "123456789∞")


def _percent_digits(value: float, digits: int) -> int:
    return digits + (0 < abs(value) < SMALL_SHARE)
