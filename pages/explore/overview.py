"""Overview: who wins, who pays, and when does the money run out?"""

from answers import overview as answer
from ui.frame.page import page

page(answer, ranged=True)
