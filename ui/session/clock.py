"""The reader's own clock: the server may stand on the other side of the world."""

from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

import streamlit as st


def zone() -> tzinfo:
    """Where the reader's browser says that it is; UTC where it says nothing that is known."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (KeyError, ValueError, OSError):
        return UTC


def today() -> date:
    """The reader's day."""
    return datetime.now(zone()).date()
