"""Small tables, every cell written in the reader's habit."""

from collections.abc import Mapping

Row = Mapping[str, str]
CHANGE = " → "
"""Between what was and what is: a cell goes on in the next line there and nowhere else."""


def side_by_side(corner: str, columns: Mapping[str, Row]) -> list[Row]:
    """Rows of a table that puts things side by side: title → {question: answer}.

    All columns answer the same questions; `corner` heads the column of questions.
    """
    questions = next(iter(columns.values()), {})
    return [
        {corner: asked, **{title: column[asked] for title, column in columns.items()}}
        for asked in questions
    ]
