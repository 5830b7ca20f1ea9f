"""Exits: who gets out, when, and who is still waiting?"""

from answers import exits as answer
from ui.frame.page import page

page(answer)
