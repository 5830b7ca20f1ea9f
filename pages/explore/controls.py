"""Controls: what do the operator's levers move, and to whom?"""

from answers import controls as answer
from answers.pulled import pulled
from answers.scene import Scene
from scenarios.controls import CONTROLS
from ui.assumptions.ready_made import offer
from ui.frame.page import figures, page, tables


def below(scene: Scene) -> None:
    words = scene.words
    figures(answer, scene)
    found = {each.name: each.on for each in pulled(scene.now.run.scenario)}
    offer(
        "controls", words("Put a control in force, or take it off"),
        words("Each comes as operators were found to use it. Its terms stand under Assumptions; "
              "it moves the shortfall, and who bears it stands in the table."),
        {name: (words(CONTROLS[name].label), CONTROLS[name].put)
         for name, on in found.items() if not on},
        {name: (words("Without: {control}", control=words(CONTROLS[name].kind)),
                CONTROLS[name].without) for name, on in found.items() if on},
    )
    tables(answer, scene)


page(answer, below)
