"""The control of one parameter: a choice, a number, a series of numbers, perhaps "for ever"."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from answers import series
from answers.values import absent, from_screen, on_screen, some
from model.terms.parameters import Parameter, declared
from ui.frame import bound
from ui.session import state
from wording import Words


def draw(name: str, view: state.View) -> None:
    """The control of a dotted name, standing at its setting."""
    parameter, setting = declared(name), view.setting(name)
    if setting is not None:
        control = state.following(f"assumption {name}", _shown(parameter, setting))
        _KINDS[parameter.kind](parameter, setting, view.words, {
            "label": view.words.label(parameter), "label_visibility": "collapsed",
            "key": control.key, "on_change": state.everywhere, "args": (_take, name, control),
        })
    if parameter.optional:
        _for_ever(name, setting, view.words)
    bound.draw((name,), view, partial(state.everywhere, _put_within, name))


def _put_within(name: str, value: float) -> None:
    """Set a name to the limit that was told beside it."""
    put(name, value)
    state.renew(f"assumption {name}")


def _choice(parameter: Parameter, setting: str, words: Words, options: dict[str, Any]) -> None:
    values = list(parameter.choices)
    st.selectbox(options=values, index=values.index(setting), **options,
                 format_func=lambda value: words.choice(parameter, value))


def _number(parameter: Parameter, setting: Any, words: Words, options: dict[str, Any]) -> None:
    whole = parameter.kind == "whole"
    st.number_input(value=_shown(parameter, setting), step=_shown(parameter, parameter.step),
                    format="%d" if whole else "%.10g", **options)


def _series(parameter: Parameter, setting: Any, words: Words, options: dict[str, Any]) -> None:
    st.text_area(value=_shown(parameter, setting), height=100,
                 placeholder=words("120, 135.5, 150 …"), **options)
    st.caption(_summary(setting, words))


_KINDS = {"choice": _choice, "number": _number, "whole": _number, "series": _series}


def _summary(entries: Sequence[Any], words: Words) -> str:
    """How many entries a series has, its first and its last."""
    if not entries:
        return words("No entry: nobody joins. One number per day, separated by commas, spaces or "
                     "lines.")
    unclear = next(filter(series.is_open, entries), None)
    if unclear is not None:
        return words("“{number}” can be read in more than one way. Write one number a line, with "
                     "no mark between thousands and a point before decimals: 1234.5",
                     number=unclear)
    count = words.plural("{count} day", "{count} days", len(entries))
    return f"{count}: {series.token(entries[0])} … {series.token(entries[-1])}"


def _shown(parameter: Parameter, setting: Any) -> Any:
    """What the control of a parameter shows of a setting."""
    if parameter.kind == "series":
        return series.shown(setting)
    return on_screen(parameter, setting)


def _read(parameter: Parameter, shown: Any) -> Any:
    """The setting that a control shows. Of a series, what is no number stays text, which the
    model refuses by its place.
    """
    if parameter.kind == "series":
        return series.read(shown)
    return from_screen(parameter, shown)


def _take(name: str, control: state.Control) -> None:
    shown = state.wish(control)
    if shown is None:
        return
    setting = _read(declared(name), shown)
    state.note(control.name, _shown(declared(name), setting))
    put(name, setting)


def put(name: str, setting: Any) -> None:
    """Set a dotted name, and let its lever in the sidebar follow."""
    state.change({name: setting})
    for lever in (name, f"{name} typed", f"{name} ever"):
        state.renew(lever)


def _for_ever(name: str, setting: Any, words: Words) -> None:
    control = state.following(f"assumption {name} ever", setting is None)
    st.toggle(absent(declared(name), words), setting is None, key=control.key,
              on_change=state.everywhere, args=(_toggle, name, control))


def _toggle(name: str, control: state.Control) -> None:
    for_ever = state.wish(control)
    if for_ever is None:
        return
    state.note(control.name, for_ever)
    put(name, None if for_ever else some(declared(name)))
