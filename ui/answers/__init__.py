"""Per page: its question, the answer in one plain sentence, and the readings on its tiles."""

from ui.answers import (
    assumptions,
    exits,
    glossary,
    method,
    overview,
    payouts,
    price,
    releases,
    treasury,
    worked_example,
)

__all__ = [
    "assumptions", "exits", "glossary", "method", "overview", "payouts", "price", "releases",
    "treasury", "worked_example",
]
