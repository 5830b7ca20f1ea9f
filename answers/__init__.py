"""Per page: its question, the answer in one plain sentence, and the readings on its tiles."""

from answers import (
    assumptions,
    claims,
    compare,
    data_table,
    exits,
    glossary,
    goal_seek,
    levers,
    library,
    members,
    method,
    overview,
    payouts,
    pitch,
    price,
    releases,
    report,
    treasury,
    uncertainty,
    worked_example,
)

__all__ = [
    "assumptions", "claims", "compare", "data_table", "exits", "glossary", "goal_seek", "levers",
    "library", "members", "method", "overview", "payouts", "pitch", "price", "releases", "report",
    "treasury", "uncertainty", "worked_example",
]
