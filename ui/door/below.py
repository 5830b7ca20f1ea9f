"""Addresses of our own routes where Backstop is served below a path (`server.baseUrlPath`)."""

from collections.abc import Callable
from typing import Any

import streamlit as st
from starlette.routing import Route


def below(path: str) -> str:
    """The address at which a browser reaches a path of ours."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}{path}" if base else path


def route(path: str, answer: Callable[..., Any], method: str = "GET") -> Route:
    """A route that answers there."""
    return Route(below(path), answer, methods=[method])
