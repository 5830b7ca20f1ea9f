"""Modes: what do the other modes bring, and who is left with what they owe?"""

from functools import partial

from answers import modes as answer
from answers.scene import Scene
from model.terms.rows import without_row
from scenarios.templates import TEMPLATES, with_template
from ui.assumptions.ready_made import offer
from ui.frame.page import figures, page, tables
from wording.names import row_name


def below(scene: Scene) -> None:
    words, rows = scene.words, scene.now.run.modes.ids
    if rows:
        figures(answer, scene)
    offer(
        "modes", words("Add a mode by its trade name"),
        words("It is open from the first day to the last, with the terms that were found in use. "
              "Its days and terms stand under Assumptions, in the group Modes."),
        {name: (row_name(words, "modes", name), partial(with_template, template=name))
         for name in TEMPLATES},
        {row: (words("Remove {row}", row=row_name(words, "modes", row)),
               partial(without_row, table="modes", row=row)) for row in rows},
    )
    tables(answer, scene)


page(answer, below)
