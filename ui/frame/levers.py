"""The main levers: which parameters they move, and the slider with typed entry that moves them.

Label, unit, range, step and source come from the parameter's declaration; only the choice and
the order of the levers is made here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from analysis.bounds import reach
from answers.help import parameter_help
from answers.values import absent, from_screen, on_screen, row_of, some, unit_of, written
from model import Scenario
from model.terms.gates import closed_gate
from model.terms.parameters import declared
from ui.frame import bound, changes
from ui.session import state
from wording import SOURCE, Words
from wording.names import called

OF_GROWTH = (
    "growth.market_size", "growth.imitation", "growth.daily_joins", "growth.growth_rate",
)
PER_PRODUCT = ("ad_point_rate", "commission_reserve", "gift_share")
PER_CAMPAIGN = ("issue_days", "cap_multiple", "sell_fee")
ROWS = 12
"""So many rows of a table have levers of their own: each lever costs every rerun."""
MOVED = "what moved"
"""The fragment that tells what moved since the scenario was loaded, and marks where the sliders
stood: typed settings outside a slider's range move its ends.
"""


@dataclass(frozen=True)
class Handle:
    """Names that one control moves together; `row` tells apart those of one parameter."""

    names: tuple[str, ...]
    row: str = ""

    @property
    def name(self) -> str:
        return self.names[0]


@dataclass(frozen=True)
class Group:
    """Levers under one heading; `open` if they are on show from the start; `left` of its kind have
    none here.
    """

    title: str
    levers: list[Handle]
    open: bool = True
    left: int = 0


def decided(scenario: Scenario, words: Words) -> list[Group]:
    """What the operator decides, by measured effect (docs/choices.md)."""
    basis = "order_" if scenario["referral.basis"] == "order" else ""
    products = _enrolment(scenario)
    return [
        Group(words("First order and its gifts"), _per_product(products),
              left=len(PER_PRODUCT) * _beyond(products)),
        Group(words("Campaign and pool"), _per_campaign(scenario, PER_CAMPAIGN)),
        Group(words("Releases and referral"), _single(
            "ad_points.release_rate", f"referral.{basis}direct", f"referral.{basis}indirect")),
    ]


def assumed(scenario: Scenario, words: Words) -> list[Group]:
    """What people and markets do: nobody decides it, but much hangs on it."""
    segments = scenario.rows("segments")
    return [
        Group(words("Growth"), _single(
            *(name for name in OF_GROWTH if not closed_gate(scenario, name)))),
        Group(words("What members do"), [
            *_per_campaign(scenario, ("voluntary_sale_rate",)), *_single("wallet.withdraw_share"),
            *_per_row("segments", segments, "task_completion")],
            open=False, left=_beyond(segments)),
        Group(words("Adverts"), _single("ad_points.revenue_per_view"), open=False),
    ]


def every(scenario: Scenario, words: Words) -> list[Handle]:
    """All levers of the sidebar."""
    return [lever for group in decided(scenario, words) + assumed(scenario, words)
            for lever in group.levers]


def main(scenario: Scenario) -> list[str]:
    """Names that the sidebar's levers move, in its order."""
    return [name for lever in every(scenario, Words(SOURCE)) for name in lever.names]


def covering(name: str, scenario: Scenario, words: Words) -> Handle | None:
    """The lever that moves a parameter, if the sidebar has one."""
    return next((lever for lever in every(scenario, words) if name in lever.names), None)


def _single(*names: str) -> list[Handle]:
    return [Handle((name,)) for name in names]


def _per_row(table: str, rows: Sequence[str], field: str) -> list[Handle]:
    return [Handle((f"{table}.{row}.{field}",), row if len(rows) > 1 else "")
            for row in rows[:ROWS]]


def _beyond(rows: Sequence[str]) -> int:
    return max(0, len(rows) - ROWS)


def _enrolment(scenario: Scenario) -> list[str]:
    return [row for row in scenario.rows("products")
            if scenario[f"products.{row}.role"] == "enrolment"]


def _per_product(rows: Sequence[str]) -> list[Handle]:
    return [lever for field in PER_PRODUCT for lever in _per_row("products", rows, field)]


def _per_campaign(scenario: Scenario, fields: Iterable[str]) -> list[Handle]:
    """One lever for all campaigns: rotation repeats the same terms in each."""
    rows = scenario.rows("campaigns")
    return [Handle(tuple(f"campaigns.{row}.{field}" for row in rows)) for field in fields]


def draw(lever: Handle) -> None:
    """One lever in the sidebar. Moving it runs only itself and the page's view again."""

    @st.fragment(key=_fragment(lever))
    def fragment() -> None:
        _draw(lever, state.current())

    fragment()


def _fragment(lever: Handle) -> str:
    return f"lever {lever.name}"


def _draw(lever: Handle, view: state.View) -> None:
    """Slider and typed entry, for some "for ever", and the way back to the loaded setting once
    it was left; few elements, for each costs every rerun.
    """
    setting = view.setting(lever.name)
    with st.container(key=lever.name, horizontal=True, vertical_alignment="bottom", gap="small"):
        if setting is None:
            st.markdown(_title(lever, view), help=parameter_help(declared(lever.name), view.words))
        else:
            _slider_and_entry(lever, setting, view)
        if declared(lever.name).optional:
            _for_ever(lever, view)
        loaded = _loaded(lever, view)
        if any(view.setting(name) != value for name, value in loaded.items()):
            first = next(iter(loaded.items()))
            st.button(f"↺ {written(*first, view.words)}", key=f"{lever.name} back", type="tertiary",
                      help=view.words("Back to the loaded value"), on_click=_back, args=(lever,))
    bound.draw(lever.names, view, partial(_put, lever))


def _loaded(lever: Handle, view: state.View) -> dict[str, Any]:
    """What the names of a lever were loaded with; a row that was added since has nothing."""
    return {name: view.loaded[name] for name in lever.names if name in view.loaded.possible_names}


def moved(shown: Iterable[Handle]) -> None:
    """How many changes there are, and where each slider stood: a style, no element of its own."""

    @st.fragment(key=MOVED)
    def fragment() -> None:
        view = state.current()
        st.html("<style>" + "".join(_mark(lever, view) for lever in shown) + "</style>")
        changes.draw(view)

    fragment()


def _mark(lever: Handle, view: state.View) -> str:
    setting, loaded = view.setting(lever.name), _loaded(lever, view).get(lever.name)
    if setting is None or loaded is None:
        return ""
    parameter = declared(lever.name)
    low, high, _ = _scale(lever, setting, view.scenario)
    part = float((on_screen(parameter, loaded) - low) / (high - low))
    if not 0 <= part <= 1:
        return ""
    return f"{state.selector(lever.name)} {{ --loaded: {100 * part:.4g}% }}\n"


def _title(lever: Handle, view: state.View) -> str:
    """The label, and behind it the row that is meant, if there are several, and the unit.

    Plain text: screen readers would spell out any mark-up.
    """
    words, parameter = view.words, declared(lever.name)
    row = called(words, row_of(lever.name)) if lever.row else ""
    behind = ", ".join(text for text in (row, unit_of(parameter, words)) if text)
    label = words.label(parameter)
    return words("{label} ({unit})", label=label, unit=behind) if behind else label


def _for_ever(lever: Handle, view: state.View) -> None:
    control = state.control(f"{lever.name} ever")
    never = absent(declared(lever.name), view.words)
    st.toggle(never, view.setting(lever.name) is None, key=control.key,
              on_change=_toggle, args=(lever, control))


def _slider_and_entry(lever: Handle, setting: Any, view: state.View) -> None:
    """Each renews the other when it is moved."""
    parameter, title = declared(lever.name), _title(lever, view)
    low, high, step = _scale(lever, setting, view.scenario)
    shown = on_screen(parameter, setting)
    slide, entry = state.control(lever.name), state.control(f"{lever.name} typed")
    digits = "%d" if parameter.kind == "whole" else "%.10g"
    options = {"step": step, "format": digits, "on_change": _take}
    st.slider(title, low, high, shown, key=slide.key, args=(lever, slide, entry),
              help=parameter_help(parameter, view.words), **options)
    st.number_input(title, value=shown, key=entry.key, args=(lever, entry, slide), width=92,
                    label_visibility="collapsed", **options)


def _scale(lever: Handle, setting: Any, scenario: Scenario) -> tuple[Any, Any, Any]:
    """The slider's ends and step: it stops where the model would refuse the rest of the way, and is
    widened to hold a typed setting outside.
    """
    parameter = declared(lever.name)
    low, high = parameter.slider or (parameter.low, parameter.high)
    if scenario[lever.name] is not None:
        low, high = reach(scenario, lever.names, low, high)
    ends = [on_screen(parameter, value) for value in (min(low, setting), max(high, setting))]
    return ends[0], ends[1], on_screen(parameter, parameter.step)


def _take(lever: Handle, moved: state.Control, other: state.Control) -> None:
    """A slider or a typed entry moved: set all names of the lever, renew the other control."""
    shown = state.wish(moved)
    if shown is not None:
        value = from_screen(declared(lever.name), shown)
        state.change(dict.fromkeys(lever.names, value))
        state.renew(other.name)
        state.rerun_view(_fragment(lever), MOVED)


def _back(lever: Handle) -> None:
    """All names of the lever as they were loaded."""
    _set(lever, _loaded(lever, state.current()))


def _put(lever: Handle, value: float) -> None:
    """All names of the lever at the limit that was told beside it."""
    _set(lever, dict.fromkeys(lever.names, value))


def _set(lever: Handle, settings: dict[str, Any]) -> None:
    state.change(settings)
    state.renew(lever.name)
    state.renew(f"{lever.name} typed")
    state.renew(f"{lever.name} ever")
    state.rerun_view(_fragment(lever), MOVED)


def _toggle(lever: Handle, control: state.Control) -> None:
    for_ever = state.wish(control)
    if for_ever is not None:
        value = None if for_ever else some(declared(lever.name))
        state.change(dict.fromkeys(lever.names, value))
        state.rerun_view(_fragment(lever), MOVED)
