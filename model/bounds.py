"""Numbers that stand for the end of a thing, alike in every law."""

from __future__ import annotations

FOR_EVER = 10**9
"""Days for which a campaign or a mode without an end stays open."""

TIE = 1.0 - 1e-12
"""A value within rounding of a limit has reached it: both sides are sums of up to 3,650 days."""
