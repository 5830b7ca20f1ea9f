"""The address that links for others begin with."""

import functools

import streamlit as st

from model import Problem, ScenarioError
from scenarios import address
from wording import Words


@functools.cache
def _named() -> tuple[str, Problem | None]:
    """The address that BACKSTOP_ADDRESS names, and what is wrong with it; read once."""
    try:
        return address.public(), None
    except ScenarioError as error:
        return "", error.problems[0]


def fault() -> Problem | None:
    """What is wrong with BACKSTOP_ADDRESS."""
    return _named()[1]


def here() -> str:
    """Where the reader's own browser found Backstop, without the page."""
    return (st.context.url or "").rpartition("/")[0]


def root() -> str:
    """The address at which others open Backstop: the one that is set, else the reader's own; empty
    where that leads others to their own machine.
    """
    named = _named()[0]
    return named or ("" if address.is_local(here()) else here())


def lacking(words: Words) -> str:
    """Why there is no link for others, and what to set; nothing where there is one."""
    if root():
        return ""
    wrong = fault()
    return words.problem(wrong) if wrong else words(
        "Only this machine can open an address that begins with {here}: slides and reports carry "
        "no link and no QR code until {variable} says where others open Backstop.",
        here=here() or "localhost", variable=address.VARIABLE)
